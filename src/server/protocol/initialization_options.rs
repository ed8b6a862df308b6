//! The options that a client gives in `initialize`, by their names. One that is not understood must not fail the
//! request: it counts as not given, and the user is told its name. No value is ever repeated.

use std::path::{Path, is_separator};
use std::time::Duration;

use serde_json::{Map, Value};

use crate::server::protocol::go_duration;

/// Every option that is known, also those that mean something to other servers of the same clients alone.
const NAMES: [&str; 17] = [
    "commandPrefix",
    "compose.validate",
    "dockercomposeExperimental.composeSupport",
    "dockerfile.stopAtFirstError",
    "dockerfileExperimental.removeOverlappingIssues",
    "excludeModulePaths",
    "experimentalFeatures.prefillRequiredFields",
    "experimentalFeatures.validateOnSave",
    "ignoreSingleFileWarning",
    "indexing.ignoreDirectoryNames",
    "indexing.ignorePaths",
    "rootModulePaths",
    "telemetry",
    "terraform.logFilePath",
    "terraform.path",
    "terraform.timeout",
    "validation.enableEnhancedValidation",
];

/// Names that terraform-ls has given up, with those that count instead.
const OLD_NAMES: [(&str, &str); 5] = [
    ("ignoreDirectoryNames", "indexing.ignoreDirectoryNames"),
    ("terraformExecLogFilePath", "terraform.logFilePath"),
    ("terraformExecPath", "terraform.path"),
    ("terraformExecTimeout", "terraform.timeout"),
    ("terraformLogFilePath", "terraform.logFilePath"),
];

/// Unknown names that are shown, and characters of each: what fits into a message of an editor.
const SHOWN: usize = 8;
const SHOWN_CHARACTERS: usize = 64;

/// How long Terraform may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeLimit {
    NotGiven,
    Given(Duration),
    /// Something was given that is no duration.
    Invalid,
}

impl TimeLimit {
    pub fn duration(self) -> Option<Duration> {
        match self {
            Self::Given(duration) => Some(duration),
            Self::NotGiven | Self::Invalid => None,
        }
    }
}

/// The initialization options, and which of them were not understood.
pub struct InitializationOptions<'params> {
    given: &'params Value,
    ignored: Vec<&'static str>,
    /// The first of the unknown names, as they are shown, and how many there are.
    shown: Vec<String>,
    unknown: usize,
}

impl<'params> InitializationOptions<'params> {
    pub fn new(given: &'params Value) -> Self {
        let mut options = Self { given, ignored: Vec::new(), shown: Vec::new(), unknown: 0 };
        match given {
            Value::Null => {}
            Value::Object(members) => options.check_names(members),
            _ => options.ignore("initializationOptions"),
        }
        options
    }

    /// Reads an option, or has it named as not understood. `None` also when it is missing or null.
    pub fn read<T>(&mut self, name: &'static str, read: impl FnOnce(&'params Value) -> Option<T>) -> Option<T> {
        let value = self.value(name)?;
        let understood = read(value);
        if understood.is_none() {
            self.ignore(name);
        }
        understood
    }

    pub fn text(&mut self, name: &'static str) -> Option<&'params str> {
        self.read(name, Value::as_str)
    }

    pub fn flag(&mut self, name: &'static str, default: bool) -> bool {
        self.read(name, Value::as_bool).unwrap_or(default)
    }

    /// A list of texts; empty where it is not given.
    pub fn list(&mut self, name: &'static str) -> Vec<&'params str> {
        self.read(name, texts).unwrap_or_default()
    }

    /// terraform-ls needs `.terraform` for itself and refuses to ignore it, as it refuses paths.
    pub fn directory_names(&mut self) -> Vec<&'params str> {
        let is_allowed = |name: &&str| *name != ".terraform" && !name.contains(is_separator);
        let allowed = |value| texts(value).filter(|names| names.iter().all(is_allowed));
        self.read("indexing.ignoreDirectoryNames", allowed).unwrap_or_default()
    }

    pub fn terraform_path(&mut self) -> Option<&'params Path> {
        let absolute =
            |value: &'params Value| value.as_str().filter(|path| path.is_empty() || Path::new(path).is_absolute());
        self.read("terraform.path", absolute).filter(|path| !path.is_empty()).map(Path::new)
    }

    /// The time limit for Terraform. Empty counts as not given.
    pub fn time_limit(&mut self) -> TimeLimit {
        match self.value("terraform.timeout") {
            None => TimeLimit::NotGiven,
            Some(value) if value == "" => TimeLimit::NotGiven,
            Some(_) => self
                .read("terraform.timeout", |value| go_duration::parse_positive(value.as_str()?))
                .map_or(TimeLimit::Invalid, TimeLimit::Given),
        }
    }

    /// Has something named as not understood.
    pub fn ignore(&mut self, name: &'static str) {
        self.ignored.push(name);
    }

    /// What the user is told: of each option that was not understood, and at once of all that are unknown.
    pub fn warnings(&self) -> Vec<String> {
        let ignored = self.ignored.iter();
        let ignored = ignored.map(|name| format!("candor: ignored the invalid initialization option `{name}`"));
        let more = match self.unknown - self.shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown = self.shown.join(", ");
        let unknown = format!("candor: ignored unknown initialization options: {shown}{more}");
        ignored.chain((self.unknown > 0).then_some(unknown)).collect()
    }

    /// Notes what is no option, and groups of options that are no group.
    fn check_names(&mut self, members: &'params Map<String, Value>) {
        for (name, value) in members {
            let group = NAMES.iter().find_map(|known| known.split_once('.').filter(|(group, _)| group == name));
            match (group, value) {
                (Some(_), Value::Null) => {}
                (Some((group, _)), Value::Object(members)) => {
                    for member in members.keys().map(|member| format!("{group}.{member}")) {
                        if !NAMES.contains(&member.as_str()) {
                            self.note_unknown(&member);
                        }
                    }
                }
                (Some((group, _)), _) => self.ignore(group),
                // A dot means a member of a group, and is none in a name.
                (None, _) if name.contains('.') || !NAMES.contains(&name.as_str()) => self.note_unknown(name),
                (None, _) => {}
            }
        }
    }

    fn note_unknown(&mut self, name: &str) {
        self.unknown += 1;
        if self.shown.len() < SHOWN {
            let instead = OLD_NAMES.iter().find(|(old, _)| *old == name);
            let instead = instead.map(|(_, new)| format!(" (renamed to `{new}`)")).unwrap_or_default();
            self.shown.push(format!("`{}`{instead}", shown(name)));
        }
    }

    /// The value of a dotted option; `None` when it is missing or null.
    fn value(&self, name: &str) -> Option<&'params Value> {
        let value = name.split('.').try_fold(self.given, |value, part| value.get(part))?;
        (!value.is_null()).then_some(value)
    }
}

fn texts(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}

/// A name that somebody made up, without what could end the quotation, break the line or turn its direction.
fn shown(name: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "._-".contains(character);
    let characters = name.chars().take(SHOWN_CHARACTERS);
    let mut shown: String = characters.map(|character| if is_plain(character) { character } else { '?' }).collect();
    if name.chars().nth(SHOWN_CHARACTERS).is_some() {
        shown.push('…');
    }
    shown
}
