//! Parses the settings of one source. Invalid parts are ignored, and recorded with their paths and what was expected;
//! the rest takes effect. A value of null means that the setting is not stated.

use serde_json::{Map, Value};

use crate::languages::{RuleSetting, UnknownRule};
use crate::server::settings::{DiagnosticSource, StatedSettings};

/// How the keys of an object are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// `{ "compose": { "validate": false } }`
    Nested,
    /// Like `Nested`, or `{ "compose.validate": false }`.
    NestedOrDotted,
}

/// A part of the settings that is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The dotted path, without characters that could end a quotation or a line.
    pub path: String,
    /// Why it is ignored.
    pub reason: Reason,
}

/// Why a part of the settings is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The value is invalid; this text describes what is expected.
    Expected(&'static str),
    /// No rule has this code.
    UnknownRule(UnknownRule),
    /// There are more entries than this limit. This entry and the later ones are not read.
    TooMany(usize),
}

impl Problem {
    /// Describes in one line what is wrong and what to do.
    pub fn describe(&self) -> String {
        let Self { path, reason } = self;
        match reason {
            Reason::Expected(expected) => format!("`{path}` must be {expected}"),
            Reason::UnknownRule(UnknownRule { nearest: Some(nearest) }) => {
                format!("`{path}` is not a known rule; did you mean `{nearest}`?")
            }
            Reason::UnknownRule(UnknownRule { nearest: None }) => format!("`{path}` is not a known rule"),
            Reason::TooMany(limit) => format!("`{path}` has more than {limit} entries"),
        }
    }
}

/// Stores a value in the settings. Returns what is expected if the value is invalid.
type Store = fn(&mut StatedSettings, &Value) -> Result<(), &'static str>;

/// All settings except the rules, by path.
const SETTINGS: [(&str, Store); 7] = [
    ("compose.validate", |settings, value| store_flag(&mut settings.validate_compose, value)),
    ("diagnostics.source", |settings, value| {
        let source = value.as_str().and_then(DiagnosticSource::parse);
        store(&mut settings.diagnostic_source, source, "a name of at most 64 visible characters")
    }),
    ("dockercomposeExperimental.composeSupport", |settings, value| store_flag(&mut settings.support_compose, value)),
    ("dockerfile.stopAtFirstError", |settings, value| store_flag(&mut settings.stop_at_first_error, value)),
    ("dockerfileExperimental.removeOverlappingIssues", |settings, value| {
        store_flag(&mut settings.remove_overlapping_issues, value)
    }),
    ("formatting.insertSpaces", |settings, value| store_flag(&mut settings.insert_spaces, value)),
    ("formatting.tabSize", |settings, value| {
        let columns = value.as_u64().and_then(|columns| usize::try_from(columns).ok());
        store(&mut settings.tab_size, columns.filter(|columns| (1..=16).contains(columns)), "an integer from 1 to 16")
    }),
];

/// The path of the settings of rules.
pub const RULES: &str = "rules";

/// The maximum number of entries of `rules` that are read: several times the number of rules.
const MAX_RULES: usize = 512;

/// The maximum number of problems that are recorded. Further invalid parts are ignored, too.
const MAX_PROBLEMS: usize = 8;

/// The maximum number of characters of an unknown name that are shown.
const MAX_SHOWN: usize = 64;

/// Returns the path of every setting.
pub fn paths() -> impl Iterator<Item = &'static str> {
    SETTINGS.iter().map(|(path, _)| *path).chain([RULES])
}

/// Parses the settings of an object. Other members of the object are skipped.
pub fn parse(object: &Map<String, Value>, keys: Keys) -> (StatedSettings, Vec<Problem>) {
    let mut settings = StatedSettings::default();
    let mut problems = Problems::default();
    for (path, store) in SETTINGS {
        match value(object, path, keys) {
            Ok(None) => {}
            Ok(Some(value)) => {
                if let Err(expected) = store(&mut settings, value) {
                    problems.note(path, Reason::Expected(expected));
                }
            }
            Err(group) => problems.note(group, Reason::Expected("an object")),
        }
    }
    match object.get(RULES) {
        None | Some(Value::Null) => {}
        Some(Value::Object(rules)) => parse_rules(rules, &mut settings, &mut problems),
        Some(_) => problems.note(RULES, Reason::Expected("an object")),
    }
    (settings, problems.noted)
}

fn parse_rules(rules: &Map<String, Value>, settings: &mut StatedSettings, problems: &mut Problems) {
    for (code, value) in rules.iter().take(MAX_RULES).filter(|(_, value)| !value.is_null()) {
        let path = || format!("{RULES}.{}", shown(code));
        match value.as_str().and_then(RuleSetting::parse) {
            None => {
                let expected = "one of `off`, `hint`, `information`, `warning` and `error`";
                problems.note(path(), Reason::Expected(expected));
            }
            Some(setting) => {
                if let Err(unknown) = settings.rules.set(code, setting) {
                    problems.note(path(), Reason::UnknownRule(unknown));
                }
            }
        }
    }
    if rules.len() > MAX_RULES {
        problems.note(RULES, Reason::TooMany(MAX_RULES));
    }
}

#[derive(Default)]
struct Problems {
    noted: Vec<Problem>,
}

impl Problems {
    /// Records a problem, once for each path.
    fn note(&mut self, path: impl Into<String>, reason: Reason) {
        let path = path.into();
        if self.noted.len() < MAX_PROBLEMS && self.noted.iter().all(|noted| noted.path != path) {
            self.noted.push(Problem { path, reason });
        }
    }
}

/// Returns the value of a setting; `None` if it is missing or null.
///
/// # Errors
/// Returns the path of the setting's group if the group is not an object.
fn value<'a>(
    object: &'a Map<String, Value>,
    path: &'static str,
    keys: Keys,
) -> Result<Option<&'a Value>, &'static str> {
    let stated = |value: &'a Value| (!value.is_null()).then_some(value);
    if keys == Keys::NestedOrDotted
        && let Some(value) = object.get(path).and_then(stated)
    {
        return Ok(Some(value));
    }
    let (group, member) = path.split_once('.').unwrap_or(("", path));
    match object.get(group) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(members)) => Ok(members.get(member).and_then(stated)),
        Some(_) => Err(group),
    }
}

fn store<T>(setting: &mut Option<T>, value: Option<T>, expected: &'static str) -> Result<(), &'static str> {
    *setting = value;
    if setting.is_some() { Ok(()) } else { Err(expected) }
}

fn store_flag(setting: &mut Option<bool>, value: &Value) -> Result<(), &'static str> {
    store(setting, value.as_bool(), "true or false")
}

/// Returns a name without characters that could end the quotation, break the line or change its direction.
pub fn shown(name: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "._-".contains(character);
    let characters = name.chars().take(MAX_SHOWN);
    let mut shown: String = characters.map(|character| if is_plain(character) { character } else { '?' }).collect();
    if name.chars().nth(MAX_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::languages::analysis::FormattingOptions;
    use crate::server::settings::Settings;

    #[expect(clippy::needless_pass_by_value, reason = "shorter calls")]
    fn parse_value(value: Value) -> (StatedSettings, Vec<String>) {
        let (settings, problems) = parse(value.as_object().expect("an object"), Keys::NestedOrDotted);
        (settings, problems.iter().map(Problem::describe).collect())
    }

    #[test]
    fn settings_are_read_nested_or_dotted_and_others_do_not_matter() {
        let nested = json!({
            "compose": { "validate": false, "other": 1 }, "diagnostics": { "source": "acme" },
            "dockerfile": { "stopAtFirstError": true }, "formatting": { "tabSize": 3, "insertSpaces": false },
            "rules": { "UndefinedVar": "off", "FromAsCasing": null }, "telemetry": "all", "x": [1],
        });
        let dotted = json!({
            "compose.validate": false, "diagnostics.source": "acme", "dockerfile.stopAtFirstError": true,
            "formatting.tabSize": 3, "formatting.insertSpaces": false, "rules": { "UndefinedVar": "off" },
        });
        let (settings, problems) = parse_value(nested);
        assert_eq!(problems, [""; 0]);
        assert_eq!(parse_value(dotted.clone()), (settings.clone(), problems));
        let (ignored, _) = parse(dotted.as_object().expect("an object"), Keys::Nested);
        assert_eq!(ignored, StatedSettings { rules: settings.rules.clone(), ..StatedSettings::default() });
        let settings = Settings::from_stated(settings);
        assert_eq!(settings.diagnostic_source(), Some("acme"));
        assert!(settings.options.stop_at_first_error && !settings.options.validate_compose);
        let formatting = FormattingOptions { tab_size: 3, insert_spaces: false };
        assert_eq!(settings.formatting(FormattingOptions::default()), formatting);
    }

    #[test]
    fn an_invalid_value_is_named_with_what_was_expected_and_the_others_count() {
        let (settings, problems) = parse_value(json!({
            "compose": { "validate": "yes" }, "dockerfile": 1, "diagnostics": { "source": "a\nb" },
            "formatting": { "tabSize": 0, "insertSpaces": true },
            "rules": { "UndefinedVra": "off", "FromAsCasing": "loud", "a`\n\u{202e}b": "off", "StageNameCasing": "hint" },
        }));
        assert_eq!(
            problems,
            [
                "`compose.validate` must be true or false",
                "`diagnostics.source` must be a name of at most 64 visible characters",
                "`dockerfile` must be an object",
                "`formatting.tabSize` must be an integer from 1 to 16",
                "`rules.FromAsCasing` must be one of `off`, `hint`, `information`, `warning` and `error`",
                "`rules.UndefinedVra` is not a known rule; did you mean `UndefinedVar`?",
                "`rules.a???b` is not a known rule",
            ]
        );
        assert_eq!(settings.insert_spaces, Some(true));
        assert_ne!(settings.rules, StatedSettings::default().rules);
    }

    #[test]
    fn a_flood_of_rules_is_read_up_to_a_limit() {
        let rules: Map<String, Value> = (0..100_000).map(|number| (format!("Rule{number}"), json!("off"))).collect();
        let (_, problems) = parse_value(json!({ "rules": rules }));
        assert_eq!(problems.len(), MAX_PROBLEMS);
        let (_, problems) = parse_value(json!({ "rules": { "a": 1 }, "compose": [] }));
        assert_eq!(problems.len(), 2);
    }

    #[test]
    fn the_name_of_a_source_fits_into_a_line() {
        for name in ["acme", "Acme Docker", &"x".repeat(64)] {
            assert!(DiagnosticSource::parse(name).is_some(), "{name}");
        }
        for name in ["", "  ", "a\u{202e}b", "a\u{0}", &"x".repeat(65)] {
            assert_eq!(DiagnosticSource::parse(name), None, "{name}");
        }
    }
}
