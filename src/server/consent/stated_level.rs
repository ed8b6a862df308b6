//! Reads the telemetry level from messages: from `initialize`, from changes of the configuration, and from answers.
//!
//! If a key occurs more than once in a text, the text can be read in several ways. The lowest level of all readings
//! applies. If some readings have a level and others have none, the right one is unknown, so the level is `off`.

use crate::telemetry::level::LevelSetting;

use crate::server::protocol::initialize_params::TelemetryOpening;
use crate::server::rpc::json_tree::Tree;

/// The contents of `workspace/didChangeConfiguration`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whether it may concern the level.
    pub concerns_level: bool,
    /// Whether it may concern the settings.
    pub concerns_settings: bool,
    /// Whether it lists names of keys: the client then expects a request for their values.
    pub lists_keys: bool,
    /// The level that it states; invalid if it states none.
    pub statement: LevelSetting,
}

impl Change {
    /// Used for a message that cannot be parsed. It may withdraw consent.
    pub const UNREADABLE: Self =
        Self { concerns_level: true, concerns_settings: true, lists_keys: false, statement: LevelSetting::Invalid };
}

/// An answer to `workspace/configuration`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The answer states a level.
    Stated(LevelSetting),
    /// The answer states nothing about telemetry.
    Nothing,
}

/// Reads the message `initialize`.
pub fn opening(message: &Tree) -> TelemetryOpening {
    let levels = values(message, &["params", "initializationOptions", "telemetry"]);
    let versions = values(message, &["params", "capabilities", "experimental", "telemetryVersion"]);
    TelemetryOpening {
        level: lowest(levels.into_iter().map(|value| value.map_or(LevelSetting::Invalid, statement))),
        version_1: !versions.is_empty() && versions.iter().all(|version| *version == Some(&Tree::Integer(1))),
    }
}

/// The sections that a change can concern. Their names may contain dots.
#[derive(Clone, Copy, Debug)]
pub struct Sections<'a> {
    /// The section whose key `telemetry` holds the level.
    pub telemetry: &'a str,
    /// The section of the settings, if the host named one.
    pub settings: Option<&'a str>,
}

/// Reads the message `workspace/didChangeConfiguration`.
pub fn change(message: &Tree, sections: Sections<'_>) -> Change {
    let section = sections.telemetry;
    let level: Vec<&str> = section.split('.').chain(["telemetry"]).collect();
    let settings = values(message, &["params", "settings"]);
    let mut readings: Vec<&Tree> = settings.into_iter().map(|value| value.unwrap_or(&Tree::Null)).collect();
    if readings.is_empty() {
        readings.push(&Tree::Null);
    }
    let concerning = readings.iter().filter(|settings| may_affect(settings, &level));
    let statements = concerning.clone().map(|settings| pushed(settings, section));
    Change {
        concerns_level: concerning.clone().next().is_some(),
        concerns_settings: sections.settings.is_some_and(|section| {
            let key: Vec<&str> = section.split('.').collect();
            readings.iter().any(|settings| may_affect(settings, &key))
        }),
        lists_keys: readings.iter().any(|settings| lists_keys(settings)),
        statement: lowest(statements).unwrap_or(LevelSetting::Invalid),
    }
}

/// Reads the client's response to a pull. `None` if it has no result.
pub fn answer_of_client(message: &Tree) -> Option<Answer> {
    let readings: Vec<Answer> = message.all("result").map(answer).collect();
    let nothing = readings.contains(&Answer::Nothing);
    let stated = readings.iter().filter_map(|answer| match answer {
        Answer::Stated(statement) => Some(*statement),
        Answer::Nothing => None,
    });
    match lowest(stated) {
        Some(_) if nothing => Some(Answer::Stated(LevelSetting::Invalid)),
        Some(statement) => Some(Answer::Stated(statement)),
        None => nothing.then_some(Answer::Nothing),
    }
}

/// Reads the value that the host's provider returned.
pub fn answer(result: &Tree) -> Answer {
    let section = match result {
        Tree::Null => return Answer::Nothing,
        Tree::Array(items) => items.first().unwrap_or(&Tree::Null),
        Tree::Object(_) if result.all("telemetry").next().is_none() => return Answer::Nothing,
        _ => return Answer::Stated(LevelSetting::Invalid),
    };
    match section {
        Tree::Null => Answer::Nothing,
        Tree::Object(_) => lowest(section.all("telemetry").map(statement)).map_or(Answer::Nothing, Answer::Stated),
        // A string is the level itself; any other value is invalid.
        level => Answer::Stated(statement(level)),
    }
}

fn lowest(statements: impl Iterator<Item = LevelSetting>) -> Option<LevelSetting> {
    LevelSetting::lowest(statements)
}

fn statement(value: &Tree) -> LevelSetting {
    match value {
        Tree::String(word) => LevelSetting::parse(word),
        _ => LevelSetting::Invalid,
    }
}

/// Returns every value at the end of a path of keys. `None` stands for an occurrence of a repeated key that leads to no
/// value while another occurrence does.
fn values<'tree>(tree: &'tree Tree, path: &[&'tree str]) -> Vec<Option<&'tree Tree>> {
    let Some((key, rest)) = path.split_first() else { return vec![Some(tree)] };
    let readings: Vec<_> = tree.all(key).map(|value| values(value, rest)).collect();
    if readings.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    readings.into_iter().flat_map(|values| if values.is_empty() { vec![None] } else { values }).collect()
}

/// Whether `settings` may contain a change of a key: they contain or list the key, a parent or a child of it, or they
/// are an empty object or of a type without keys.
fn may_affect(settings: &Tree, key: &[&str]) -> bool {
    let names = |name: &str| name.split('.').zip(key).all(|(part, expected)| part == *expected);
    match settings {
        Tree::Array(items) => items.iter().any(|item| match item {
            Tree::String(name) => names(name),
            _ => true,
        }),
        Tree::Object(members) => members.is_empty() || members.iter().any(|(name, _)| names(name)),
        _ => true,
    }
}

fn lists_keys(settings: &Tree) -> bool {
    matches!(settings, Tree::Array(items) if items.iter().all(|item| matches!(item, Tree::String(_))))
}

/// Returns the lowest level in `settings`, in any mixture of nested and dotted keys; invalid if there is none.
fn pushed(settings: &Tree, section: &str) -> LevelSetting {
    let mut statements = Vec::new();
    collect(settings, &format!("{section}.telemetry"), &mut statements);
    lowest(statements.into_iter()).unwrap_or(LevelSetting::Invalid)
}

/// Collects the values at the dotted `path`. Each dot may stand for nesting or be part of a key. A value in place of an
/// object on the path counts as an invalid level.
fn collect(value: &Tree, path: &str, statements: &mut Vec<LevelSetting>) {
    for (index, (key, inner)) in value.members().iter().enumerate() {
        let found = statements.len();
        if key == path {
            statements.push(statement(inner));
        } else if let Some(rest) = path.strip_prefix(key.as_str()).and_then(|rest| rest.strip_prefix('.')) {
            match inner {
                Tree::Object(_) => collect(inner, rest, statements),
                _ => statements.push(LevelSetting::Invalid),
            }
        } else if key.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')) {
            statements.push(LevelSetting::Invalid);
        } else {
            continue;
        }
        let is_repeated = value.members().iter().enumerate().any(|(other, (name, _))| other != index && name == key);
        if is_repeated && statements.len() == found {
            statements.push(LevelSetting::Invalid);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::telemetry::level::Level;

    use super::*;

    fn tree(text: &str) -> Tree {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn change_of(settings: &str) -> Change {
        change(&tree(&format!(r#"{{"params":{{"settings":{settings}}}}}"#)), SECTIONS)
    }

    const SECTIONS: Sections<'_> = Sections { telemetry: "docker.lsp", settings: Some("acme.docker") };

    #[test]
    fn a_change_concerns_the_settings_if_it_can_name_their_section() {
        for settings in [
            "null",
            "{}",
            "1",
            r#"["acme"]"#,
            r#"["acme.docker"]"#,
            r#"["acme.docker.rules"]"#,
            r#"{"acme":{}}"#,
            r#"{"acme.docker.rules":1}"#,
            "[1]",
        ] {
            assert!(change_of(settings).concerns_settings, "{settings}");
        }
        for settings in ["[]", r#"["acme.dockerx"]"#, r#"["docker"]"#, r#"["docker.lsp.telemetry"]"#, r#"{"editor":1}"#]
        {
            assert!(!change_of(settings).concerns_settings, "{settings}");
        }
        let unnamed = Sections { settings: None, ..SECTIONS };
        assert!(!change(&tree("{}"), unnamed).concerns_settings, "without a section, nothing is requested");
    }

    #[test]
    fn only_shapes_that_cannot_concern_the_level_are_passed_over() {
        for settings in [
            "null",
            "{}",
            "1",
            r#""x""#,
            "true",
            r#"["docker.lsp.telemetry"]"#,
            r#"["a","docker"]"#,
            r#"["docker.lsp"]"#,
            r#"["docker.lsp.telemetry.level"]"#,
            "[1]",
            "[null]",
            r#"[["x"]]"#,
            r#"{"docker":{}}"#,
            r#"{"docker.lsp":1}"#,
            r#"{"docker.lsp.telemetry":"all"}"#,
            r#"{"docker.lsp.telemetry.level":"off"}"#,
            r#"{"a":1,"docker":null}"#,
        ] {
            assert!(change_of(settings).concerns_level, "{settings}");
        }
        for settings in [
            "[]",
            r#"["docker.lsp2"]"#,
            r#"["docker.lsp.experimental"]"#,
            r#"["telemetry"]"#,
            r#"{"editor":{}}"#,
            r#"{"docker.lsp.telemetry2":"off"}"#,
        ] {
            assert!(!change_of(settings).concerns_level, "{settings}");
        }
        for message in ["{}", r#"{"params":null}"#, r#"{"params":{}}"#, r#"{"params":[{"settings":["x"]}]}"#] {
            assert!(change(&tree(message), SECTIONS).concerns_level, "{message}");
        }
    }

    #[test]
    fn only_names_of_keys_are_a_list_of_keys() {
        for (settings, expected) in
            [("[]", true), (r#"["a"]"#, true), ("[1]", false), (r#"["a",null]"#, false), ("{}", false), ("null", false)]
        {
            assert_eq!(change_of(settings).lists_keys, expected, "{settings}");
        }
    }

    #[test]
    fn a_pushed_level_is_found_in_every_mixture_and_the_lowest_counts() {
        let understood = LevelSetting::Level;
        for (settings, expected) in [
            (r#"{"docker":{"lsp":{"telemetry":"all"}}}"#, understood(Level::All)),
            (r#"{"docker.lsp":{"telemetry":"error"}}"#, understood(Level::Error)),
            (r#"{"docker":{"lsp.telemetry":"all"}}"#, understood(Level::All)),
            (r#"{"docker.lsp.telemetry":"all"}"#, understood(Level::All)),
            (r#"{"docker.lsp":{"other":1},"docker.lsp.telemetry":"all"}"#, understood(Level::All)),
            (r#"{"docker.lsp.telemetry":"all","docker":{"lsp":{"telemetry":"off"}}}"#, understood(Level::Off)),
            (r#"{"docker.lsp.telemetry":"all","docker.lsp.telemetry":"error"}"#, understood(Level::Error)),
            (r#"{"docker":{"lsp":{"telemetry":"all"}},"docker":{"lsp.telemetry":"error"}}"#, understood(Level::Error)),
        ] {
            assert_eq!(change_of(settings).statement, expected, "{settings}");
        }
        for settings in [
            r#"{"docker.lsp.telemetry":"ALL"}"#,
            r#"{"docker":{"lsp":{"telemetry":null}}}"#,
            r#"{"docker":{"lsp":{}}}"#,
            r#"{"docker":{"lsp":null}}"#,
            r#"{"docker":{"lsp":[{"telemetry":"all"}]}}"#,
            r#"{"docker":{"other":1}}"#,
            r#"{"docker":{}}"#,
            r#"{"docker":null}"#,
            r#"{"docker.lsp.telemetry.level":"all"}"#,
            r#"{"docker":{"lsp.telemetry.level":"all"}}"#,
            r#"{"docker.lsp.telemetry":"all","docker.lsp.telemetry.level":"off"}"#,
            r#"{"docker.lsp.telemetry":"all","docker":"off"}"#,
            r#"{"docker":{"lsp":{"telemetry":"all"}},"docker":{}}"#,
            "{}",
            "null",
            r#""all""#,
            r#"[{"docker.lsp.telemetry":"all"}]"#,
        ] {
            assert_eq!(change_of(settings).statement, LevelSetting::Invalid, "{settings}");
        }
    }

    #[test]
    fn of_repeated_parents_the_lowest_reading_counts() {
        let all = r#"{"settings":{"docker.lsp.telemetry":"all"}}"#;
        for (message, expected) in [
            (format!(r#"{{"params":{all},"params":{all}}}"#), LevelSetting::Level(Level::All)),
            (format!(r#"{{"params":{all},"params":{{}}}}"#), LevelSetting::Invalid),
            (format!(r#"{{"par\u0061ms":null,"params":{all}}}"#), LevelSetting::Invalid),
            (
                r#"{"params":{"settings":{"docker.lsp.telemetry":"error"},"settings":{"docker.lsp.telemetry":"all"}}}"#
                    .to_owned(),
                LevelSetting::Level(Level::Error),
            ),
            (
                r#"{"params":{"settings":null,"settings":{"docker.lsp.telemetry":"all"}}}"#.to_owned(),
                LevelSetting::Invalid,
            ),
        ] {
            assert_eq!(change(&tree(&message), SECTIONS).statement, expected, "{message}");
        }
    }

    #[test]
    fn answers_are_read_as_the_contract_says() {
        for nothing in ["null", "[]", "[null]", "[{}]", r#"[{"x":1}]"#, "{}"] {
            assert_eq!(answer(&tree(nothing)), Answer::Nothing, "{nothing}");
        }
        let stated = |level| Answer::Stated(LevelSetting::Level(level));
        for (result, expected) in [
            (r#"[{"telemetry":"all"}]"#, stated(Level::All)),
            (r#"["error"]"#, stated(Level::Error)),
            (r#"[{"telemetry":"off"},{"telemetry":"all"}]"#, stated(Level::Off)),
            (r#"[{"telemetry":"error","telemetry":"all"}]"#, stated(Level::Error)),
            (r#"[{"telemetry":"all","tel\u0065metry":"error"}]"#, stated(Level::Error)),
        ] {
            assert_eq!(answer(&tree(result)), expected, "{result}");
        }
        for result in [
            r#"[{"telemetry":null}]"#,
            r#"[{"telemetry":["all"]}]"#,
            r#"[["all"]]"#,
            "[1]",
            "[true]",
            r#""all""#,
            "1",
            r#"{"telemetry":"all"}"#,
            r#"[{"telemetry":"All"}]"#,
            r#"[{"telemetry":"all","telemetry":{}}]"#,
            r#"[""]"#,
        ] {
            assert_eq!(answer(&tree(result)), Answer::Stated(LevelSetting::Invalid), "{result}");
        }
    }

    #[test]
    fn a_repeated_result_states_the_lowest_and_never_nothing() {
        let stated = |level| Answer::Stated(LevelSetting::Level(level));
        for (message, expected) in [
            (r#"{"result":["error"],"result":["all"]}"#, stated(Level::Error)),
            (r#"{"result":["all"],"result":[{"telemetry":"error"}]}"#, stated(Level::Error)),
            (r#"{"result":["all"],"result":null}"#, Answer::Stated(LevelSetting::Invalid)),
            (r#"{"result":null,"result":[]}"#, Answer::Nothing),
        ] {
            assert_eq!(answer_of_client(&tree(message)), Some(expected), "{message}");
        }
    }

    #[test]
    fn an_answer_without_a_result_is_none() {
        for message in ["{}", r#"{"error":null}"#, "[]"] {
            assert_eq!(answer_of_client(&tree(message)), None, "{message}");
        }
    }

    #[test]
    fn initialize_states_the_lowest_level_of_every_reading() {
        let opening = |text: &str| opening(&tree(text)).level;
        let options = |members: &str| format!(r#"{{"params":{{"initializationOptions":{members}}}}}"#);
        let understood = |level| Some(LevelSetting::Level(level));
        for (message, expected) in [
            (options("{}"), None),
            (options("null"), None),
            ("{}".to_owned(), None),
            (options(r#"{"telemetry":"all"}"#), understood(Level::All)),
            (options(r#"{"telemetry":null}"#), Some(LevelSetting::Invalid)),
            (options(r#"{"telemetry":"all","telemetry":"error"}"#), understood(Level::Error)),
            (options(r#"{"telemetry":"error","\u0074elemetry":"all"}"#), understood(Level::Error)),
            (options(r#"{"telemetry":"all"},"initializationOptions":{"telemetry":"off"}"#), understood(Level::Off)),
            (options(r#"{"telemetry":"all"},"initializationOptions":{}"#), Some(LevelSetting::Invalid)),
            (options(r#"{},"initializationOptions":{}"#), None),
        ] {
            assert_eq!(opening(&message), expected, "{message}");
        }
    }

    #[test]
    fn a_version_counts_only_where_every_reading_asks_for_it() {
        let version = |experimental: &str| {
            let message = format!(r#"{{"params":{{"capabilities":{{"experimental":{experimental}}}}}}}"#);
            opening(&tree(&message)).version_1
        };
        assert!(version(r#"{"telemetryVersion":1}"#));
        assert!(version(r#"{"telemetryVersion":1,"telemetryVersion":1}"#));
        for other in [
            "{}",
            r#"{"telemetryVersion":"1"}"#,
            r#"{"telemetryVersion":1.0}"#,
            r#"{"telemetryVersion":2,"telemetryVersion":1}"#,
            r#"{"telemetryVersion":1},"experimental":{}"#,
        ] {
            assert!(!version(other), "{other}");
        }
    }
}
