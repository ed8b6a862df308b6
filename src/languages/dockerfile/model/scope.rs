//! The variables that are set while a stage is built. A stage inherits the variables of its base stage, so a scope can
//! be rewound to the end of a stage. Copying scopes instead would take quadratic time.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use crate::languages::dockerfile::reference::image_variables::is_image_variable;
use crate::languages::dockerfile::syntax::expansion::{Certainty, Lookup, Value, Variables};
use crate::languages::dockerfile::values::platform::DEFAULT_PLATFORM;
use crate::languages::text::{closest_match, floor_char_boundary};

/// The maximum number of names in a file that are compared to suggest one.
const MAX_COMPARISONS: usize = 20_000;

/// The budget for expanding variables in a file, in bytes. Without it, variables that contain other variables and are
/// used on every line would produce a thousand times the size of the file.
const MAX_EXPANSION: usize = 1 << 19;

/// The maximum length of a stored value, in bytes.
const MAX_VALUE_LEN: usize = 4_096;

/// The `PATH` in images that do not set it.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The arguments that are defined without a declaration, with their values for the default platform.
const PREDEFINED: [(&str, &str); 11] = [
    ("BUILDPLATFORM", DEFAULT_PLATFORM),
    ("BUILDOS", "linux"),
    ("BUILDOSVERSION", ""),
    ("BUILDARCH", "amd64"),
    ("BUILDVARIANT", ""),
    ("TARGETPLATFORM", DEFAULT_PLATFORM),
    ("TARGETOS", "linux"),
    ("TARGETOSVERSION", ""),
    ("TARGETARCH", "amd64"),
    ("TARGETVARIANT", ""),
    ("TARGETSTAGE", "default"),
];

#[derive(Clone, Debug, Default)]
struct Entry<'f> {
    value: Option<Value<'f>>,
    /// The level of the scope at which the variable was set.
    level: usize,
    /// Whether an `ARG` declares the variable, with or without a value.
    is_declared: bool,
}

/// A saved state of a scope, for [`Scope::rewind`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark {
    changes: usize,
    is_open: bool,
    level: usize,
}

#[derive(Debug)]
pub struct Scope<'f> {
    entries: BTreeMap<Cow<'f, str>, Entry<'f>>,
    /// The previous entries of all changed variables, if changes are recorded.
    changes: Option<Vec<(Cow<'f, str>, Option<Entry<'f>>)>>,
    /// Variables that are set without a declaration.
    implied: &'static [(&'static str, &'static str)],
    /// Whether something outside the file can set variables, such as a base image with unknown contents.
    is_open: bool,
    /// The number of stages in the chain of base stages whose own base depends on arguments. Values from earlier levels
    /// are not certain.
    level: usize,
    comparisons: usize,
    budget: Cell<usize>,
}

impl<'f> Scope<'f> {
    /// Creates the scope before the first stage.
    pub fn global() -> Self {
        Self::new(&PREDEFINED)
    }

    /// Creates the scope of stages.
    pub fn of_stages() -> Self {
        Self::new(&[("PATH", PATH)])
    }

    fn new(implied: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            entries: BTreeMap::new(),
            changes: None,
            implied,
            is_open: false,
            level: 0,
            comparisons: MAX_COMPARISONS,
            budget: Cell::new(MAX_EXPANSION),
        }
    }

    /// Starts a stage that is based on an image. If the image is `scratch`, it is certain that it sets no variables.
    pub fn start_from_image(&mut self, is_scratch: bool) {
        self.entries.clear();
        if let Some(changes) = &mut self.changes {
            changes.clear();
        }
        self.is_open = !is_scratch;
        self.level = 0;
    }

    /// Starts a stage that is based on an assumed stage: in some builds, the base may be another stage or an image.
    pub fn start_from_assumed_stage(&mut self) {
        self.is_open = true;
        self.level += 1;
    }

    pub fn set(&mut self, name: Cow<'f, str>, mut value: Value<'f>) {
        if value.text.len() > MAX_VALUE_LEN {
            let end = floor_char_boundary(&value.text, MAX_VALUE_LEN);
            match &mut value.text {
                Cow::Borrowed(text) => *text = &text[..end],
                Cow::Owned(text) => text.truncate(end),
            }
            value.certainty = Certainty::Unknown;
        }
        let level = self.level;
        self.change(name, |entry| (entry.value, entry.level) = (Some(value), level));
    }

    pub fn declare(&mut self, name: Cow<'f, str>) {
        self.change(name, |entry| entry.is_declared = true);
    }

    pub fn is_declared(&self, name: &str) -> bool {
        self.entries.get(name).is_some_and(|entry| entry.is_declared)
    }

    /// Returns the variable with the name closest to an unknown name.
    pub fn closest_match(&mut self, name: &str) -> Option<&str> {
        let compared = self.entries.len().min(self.comparisons);
        self.comparisons -= compared;
        let own = self.entries.keys().map(|name| &**name).take(compared);
        closest_match(name, own.chain(self.implied.iter().map(|(name, _)| *name)))
    }

    /// Returns the variable of the file that was probably intended by a name, even if an image could set a variable of
    /// that name.
    pub fn probable_match(&mut self, name: &str) -> Option<&str> {
        let compared = self.entries.len().min(self.comparisons);
        self.comparisons -= compared;
        let set = self.entries.iter().take(compared).filter(|(_, entry)| entry.value.is_some() || entry.is_declared);
        closest_match(name, set.map(|(name, _)| &**name)).filter(|other| is_misspelling(name, other))
    }

    /// Starts recording changes, for [`rewind`](Self::rewind).
    pub fn record_changes(&mut self) {
        self.changes.get_or_insert_default();
    }

    /// Returns the current state, for [`rewind`](Self::rewind).
    pub fn mark(&self) -> Mark {
        Mark { changes: self.changes.as_ref().map_or(0, Vec::len), is_open: self.is_open, level: self.level }
    }

    pub fn rewind(&mut self, mark: Mark) {
        (self.is_open, self.level) = (mark.is_open, mark.level);
        let Some(changes) = &mut self.changes else { return };
        for (name, before) in changes.drain(mark.changes.min(changes.len())..).rev() {
            match before {
                Some(before) => drop(self.entries.insert(name, before)),
                None => drop(self.entries.remove(&name)),
            }
        }
    }

    fn change(&mut self, name: Cow<'f, str>, change: impl FnOnce(&mut Entry<'f>)) {
        let entry = self.entries.get_mut(&name);
        if let Some(changes) = &mut self.changes {
            changes.push((name.clone(), entry.as_deref().cloned()));
        }
        if let Some(entry) = entry {
            change(entry);
        } else {
            let mut entry = Entry::default();
            change(&mut entry);
            self.entries.insert(name, entry);
        }
    }
}

impl Variables for Scope<'_> {
    fn get(&self, name: &str) -> Lookup<'_> {
        let entry = self.entries.get(name);
        if let Some(Entry { value: Some(value), level, .. }) = entry {
            let certainty = if *level < self.level { Certainty::Assumed } else { Certainty::Certain };
            return Lookup::new(&value.text, value.certainty.max(certainty));
        }
        if let Some((_, value)) = self.implied.iter().find(|(implied, _)| *implied == name) {
            return Lookup::Assumed(value);
        }
        if self.is_open || entry.is_some_and(|entry| entry.is_declared) { Lookup::Unknown } else { Lookup::Unset }
    }

    fn budget(&self) -> Option<&Cell<usize>> {
        Some(&self.budget)
    }
}

/// Whether a name is probably a misspelling of another one: one character is missing, added or changed, or two are
/// swapped. Names that images set are not misspellings, and neither are names that differ in a digit or in the first
/// character.
fn is_misspelling(name: &str, other: &str) -> bool {
    let digits = |name: &str| name.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    name.len() >= 4
        && name.chars().next() == other.chars().next()
        && digits(name) == digits(other)
        && !is_image_variable(name)
        && is_one_edit(name, other)
}

fn is_one_edit(name: &str, other: &str) -> bool {
    let (name, other): (Vec<char>, Vec<char>) = (name.chars().collect(), other.chars().collect());
    let start = name.iter().zip(&other).take_while(|(one, two)| one == two).count();
    let (name, other) = (&name[start..], &other[start..]);
    let end = name.iter().rev().zip(other.iter().rev()).take_while(|(one, two)| one == two).count();
    match (&name[..name.len() - end], &other[..other.len() - end]) {
        ([a, b], [c, d]) => a == d && b == c,
        (one, two) => one.len() <= 1 && two.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_can_be_rewound() {
        let mut scope = Scope::of_stages();
        scope.record_changes();
        scope.set("a".into(), Value::literal("1"));
        let mark = scope.mark();
        scope.set("a".into(), Value::literal("2"));
        scope.declare("b".into());
        scope.set("b".into(), Value::literal("3"));
        assert_eq!((scope.get("a"), scope.get("b")), (Lookup::Certain("2"), Lookup::Certain("3")));
        scope.rewind(mark);
        assert_eq!((scope.get("a"), scope.get("b")), (Lookup::Certain("1"), Lookup::Unset));
        assert_eq!(scope.get("PATH"), Lookup::Assumed(PATH));
    }

    #[test]
    fn what_a_stage_inherits_from_an_assumed_base_is_not_certain() {
        let mut scope = Scope::of_stages();
        scope.start_from_image(true);
        scope.set("a".into(), Value::literal("1"));
        assert_eq!(scope.get("x"), Lookup::Unset);
        scope.start_from_assumed_stage();
        scope.set("b".into(), Value::literal("2"));
        assert_eq!(scope.get("a"), Lookup::Assumed("1"));
        assert_eq!(scope.get("b"), Lookup::Certain("2"));
        assert_eq!(scope.get("x"), Lookup::Unknown);
    }

    #[test]
    fn slips_are_told_from_other_names() {
        for (name, other) in
            [("PGDTA", "PGDATA"), ("APP_DIRR", "APP_DIR"), ("PGDAAT", "PGDATA"), ("APP_HOMW", "APP_HOME")]
        {
            assert!(is_misspelling(name, other), "{name} {other}");
        }
        for (name, other) in [
            ("GOPATH", "PATH"),
            ("UID", "GID"),
            ("NODE_VERSION", "CODE_VERSION"),
            ("VERSION_1", "VERSION_2"),
            ("HOME", "HOMES"),
            ("JAVA_HOME", "JAVA_HOMES"),
        ] {
            assert!(!is_misspelling(name, other), "{name} {other}");
        }
    }
}
