//! The variables that are set while a stage is built. A stage inherits those of its base stage, so a scope can be rewound
//! to the end of a stage. Copies would take quadratic time.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use crate::languages::dockerfile::syntax::expansion::Variables;
use crate::languages::dockerfile::values::platform::DEFAULT_PLATFORM;
use crate::languages::text::{closest_match, floor_char_boundary};

/// Names that are compared in a file to suggest one.
const MAX_COMPARISONS: usize = 20_000;

/// The budget for expanding variables in a file. Without it, variables made of variables and used on every line would add
/// a thousand times the size of the file.
const MAX_EXPANSION: usize = 1 << 19;

/// Bytes of a value that are kept.
const MAX_VALUE_LEN: usize = 4_096;

/// The `PATH` of images that do not set it.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The arguments that exist without a declaration, for the default platform.
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
    value: Option<Cow<'f, str>>,
    /// Whether an `ARG` declares it, with or without a value.
    is_declared: bool,
}

#[derive(Debug)]
pub struct Scope<'f> {
    entries: BTreeMap<Cow<'f, str>, Entry<'f>>,
    /// Entries before they were changed, if changes are recorded.
    changes: Option<Vec<(Cow<'f, str>, Option<Entry<'f>>)>>,
    /// Variables that are set without a declaration.
    implied: &'static [(&'static str, &'static str)],
    comparisons: usize,
    budget: Cell<usize>,
}

impl<'f> Scope<'f> {
    /// The scope before the first stage.
    pub fn global() -> Self {
        Self::new(&PREDEFINED)
    }

    /// The scope of a stage that is based on an image.
    pub fn of_image() -> Self {
        Self::new(&[("PATH", PATH)])
    }

    fn new(implied: &'static [(&'static str, &'static str)]) -> Self {
        Self {
            entries: BTreeMap::new(),
            changes: None,
            implied,
            comparisons: MAX_COMPARISONS,
            budget: Cell::new(MAX_EXPANSION),
        }
    }

    pub fn set(&mut self, name: Cow<'f, str>, mut value: Cow<'f, str>) {
        if value.len() > MAX_VALUE_LEN {
            let end = floor_char_boundary(&value, MAX_VALUE_LEN);
            match &mut value {
                Cow::Borrowed(value) => *value = &value[..end],
                Cow::Owned(value) => value.truncate(end),
            }
        }
        self.change(name, |entry| entry.value = Some(value));
    }

    pub fn declare(&mut self, name: Cow<'f, str>) {
        self.change(name, |entry| entry.is_declared = true);
    }

    pub fn is_declared(&self, name: &str) -> bool {
        self.entries.get(name).is_some_and(|entry| entry.is_declared)
    }

    /// The variable that was probably meant by a misspelt name.
    pub fn closest_match(&mut self, name: &str) -> Option<&str> {
        let compared = self.entries.len().min(self.comparisons);
        self.comparisons -= compared;
        let own = self.entries.keys().map(|name| &**name).take(compared);
        closest_match(name, own.chain(self.implied.iter().map(|(name, _)| *name)))
    }

    pub fn clear(&mut self) {
        self.entries.clear();
        if let Some(changes) = &mut self.changes {
            changes.clear();
        }
    }

    /// Records changes from here on, for [`rewind`](Self::rewind).
    pub fn record_changes(&mut self) {
        self.changes.get_or_insert_default();
    }

    /// The current position, for [`rewind`](Self::rewind).
    pub fn mark(&self) -> usize {
        self.changes.as_ref().map_or(0, Vec::len)
    }

    pub fn rewind(&mut self, mark: usize) {
        let Some(changes) = &mut self.changes else { return };
        for (name, before) in changes.drain(mark..).rev() {
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
    fn get(&self, name: &str) -> Option<&str> {
        self.entries
            .get(name)
            .and_then(|entry| entry.value.as_deref())
            .or_else(|| self.implied.iter().find(|(implied, _)| *implied == name).map(|(_, value)| *value))
    }

    fn budget(&self) -> Option<&Cell<usize>> {
        Some(&self.budget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_can_be_rewound() {
        let mut scope = Scope::of_image();
        scope.record_changes();
        scope.set("a".into(), "1".into());
        let mark = scope.mark();
        scope.set("a".into(), "2".into());
        scope.declare("b".into());
        scope.set("b".into(), "3".into());
        assert_eq!((scope.get("a"), scope.get("b")), (Some("2"), Some("3")));
        scope.rewind(mark);
        assert_eq!((scope.get("a"), scope.get("b"), scope.is_declared("b")), (Some("1"), None, false));
        assert_eq!(scope.get("PATH"), Some(PATH));
    }
}
