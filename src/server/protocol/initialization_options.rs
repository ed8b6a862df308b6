//! The initialization options, by their names. An invalid one must not fail the request: it is ignored, and a warning
//! to the user names it. Warnings never repeat values.

use std::path::{Path, is_separator};
use std::time::Duration;

use serde_json::{Map, Value};

use crate::server::protocol::go_duration;
use crate::server::settings::StatedSettings;
use crate::server::settings::parse::{self, Keys, Problem, Reason, shown};

/// All known options that are not settings, including options that only other servers of the same clients use.
const NAMES: [&str; 13] = [
    "commandPrefix",
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

/// Names that terraform-ls has deprecated, with their replacements.
const OLD_NAMES: [(&str, &str); 5] = [
    ("ignoreDirectoryNames", "indexing.ignoreDirectoryNames"),
    ("terraformExecLogFilePath", "terraform.logFilePath"),
    ("terraformExecPath", "terraform.path"),
    ("terraformExecTimeout", "terraform.timeout"),
    ("terraformLogFilePath", "terraform.logFilePath"),
];

/// The maximum number of unknown names in a warning, so that it fits into a message of an editor.
const MAX_SHOWN: usize = 8;

/// Returns every known name.
fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(parse::paths())
}

/// The time limit for running Terraform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeLimit {
    NotGiven,
    Given(Duration),
    /// The value is not a duration.
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

/// The initialization options, and which of them are invalid.
pub struct InitializationOptions<'params> {
    given: &'params Value,
    ignored: Vec<&'static str>,
    /// The problems of settings that are ignored.
    problems: Vec<Problem>,
    /// The first unknown names, as they are shown; `unknown` counts all of them.
    shown: Vec<String>,
    unknown: usize,
}

impl<'params> InitializationOptions<'params> {
    pub fn new(given: &'params Value) -> Self {
        let mut options = Self { given, ignored: Vec::new(), problems: Vec::new(), shown: Vec::new(), unknown: 0 };
        match given {
            Value::Null => {}
            Value::Object(members) => options.check_names(members),
            _ => options.ignore("initializationOptions"),
        }
        options
    }

    /// Reads an option, or records that it is invalid. Also `None` if it is missing or null.
    pub fn read<T>(&mut self, name: &'static str, read: impl FnOnce(&'params Value) -> Option<T>) -> Option<T> {
        let value = self.value(name)?;
        let understood = read(value);
        if understood.is_none() {
            self.ignore(name);
        }
        understood
    }

    /// Reads the settings among the options.
    pub fn settings(&mut self) -> StatedSettings {
        let Value::Object(members) = self.given else { return StatedSettings::default() };
        let (settings, problems) = parse::parse(members, Keys::Nested);
        // Groups that are not objects are already recorded when the names are checked.
        self.problems = problems.into_iter().filter(|problem| !self.ignored.contains(&problem.path.as_str())).collect();
        settings
    }

    pub fn text(&mut self, name: &'static str) -> Option<&'params str> {
        self.read(name, Value::as_str)
    }

    pub fn flag(&mut self, name: &'static str, default: bool) -> bool {
        self.read(name, Value::as_bool).unwrap_or(default)
    }

    /// Reads a list of strings; empty if it is missing.
    pub fn list(&mut self, name: &'static str) -> Vec<&'params str> {
        self.read(name, strings).unwrap_or_default()
    }

    /// Reads the directory names to ignore. Like terraform-ls, rejects `.terraform`, which the server needs, and paths.
    pub fn directory_names(&mut self) -> Vec<&'params str> {
        let is_allowed = |name: &&str| *name != ".terraform" && !name.contains(is_separator);
        let allowed = |value| strings(value).filter(|names| names.iter().all(is_allowed));
        self.read("indexing.ignoreDirectoryNames", allowed).unwrap_or_default()
    }

    pub fn terraform_path(&mut self) -> Option<&'params Path> {
        let absolute =
            |value: &'params Value| value.as_str().filter(|path| path.is_empty() || Path::new(path).is_absolute());
        self.read("terraform.path", absolute).filter(|path| !path.is_empty()).map(Path::new)
    }

    /// Reads the time limit for Terraform. An empty string counts as missing.
    pub fn time_limit(&mut self) -> TimeLimit {
        match self.value("terraform.timeout") {
            None => TimeLimit::NotGiven,
            Some(value) if value == "" => TimeLimit::NotGiven,
            Some(_) => self
                .read("terraform.timeout", |value| go_duration::parse_positive(value.as_str()?))
                .map_or(TimeLimit::Invalid, TimeLimit::Given),
        }
    }

    /// Records that an option is invalid.
    pub fn ignore(&mut self, name: &'static str) {
        self.ignored.push(name);
    }

    /// Returns the warnings for the user: one for each invalid option, and one for all unknown names.
    pub fn warnings(&self) -> Vec<String> {
        let ignored = self.ignored.iter();
        let ignored = ignored.map(|name| format!("candor: ignored the invalid initialization option `{name}`"));
        let problems = self.problems.iter().map(|problem| match &problem.reason {
            Reason::Expected(expected) => {
                let path = &problem.path;
                format!("candor: ignored the invalid initialization option `{path}`, which must be {expected}")
            }
            _ => format!("candor: ignored an initialization option: {}", problem.describe()),
        });
        let more = match self.unknown - self.shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let shown = self.shown.join(", ");
        let unknown = format!("candor: ignored unknown initialization options: {shown}{more}");
        ignored.chain(problems).chain((self.unknown > 0).then_some(unknown)).collect()
    }

    /// Records unknown options, and groups that are not objects.
    fn check_names(&mut self, members: &'params Map<String, Value>) {
        for (name, value) in members {
            let group = names().find_map(|known| known.split_once('.').filter(|(group, _)| group == name));
            match (group, value) {
                (Some(_), Value::Null) => {}
                (Some((group, _)), Value::Object(members)) => {
                    for member in members.keys().map(|member| format!("{group}.{member}")) {
                        if names().all(|known| known != member) {
                            self.note_unknown(&member);
                        }
                    }
                }
                (Some((group, _)), _) => self.ignore(group),
                // A dot separates a group from its member and is part of no name.
                (None, _) if name.contains('.') || names().all(|known| known != name) => self.note_unknown(name),
                (None, _) => {}
            }
        }
    }

    fn note_unknown(&mut self, name: &str) {
        self.unknown += 1;
        if self.shown.len() < MAX_SHOWN {
            let instead = OLD_NAMES.iter().find(|(old, _)| *old == name);
            let instead = instead.map(|(_, new)| format!(" (renamed to `{new}`)")).unwrap_or_default();
            self.shown.push(format!("`{}`{instead}", shown(name)));
        }
    }

    /// Returns the value of an option with dots in its name; `None` if it is missing or null.
    fn value(&self, name: &str) -> Option<&'params Value> {
        let value = name.split('.').try_fold(self.given, |value, part| value.get(part))?;
        (!value.is_null()).then_some(value)
    }
}

fn strings(value: &Value) -> Option<Vec<&str>> {
    value.as_array()?.iter().map(Value::as_str).collect()
}
