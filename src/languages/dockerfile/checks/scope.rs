//! The variables that are set while a stage is built. Stages that build on others see theirs, so a scope can be taken
//! back to where a stage ended: copies would cost the square of a file's size.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;

use super::super::expansion::Variables;
use super::super::platform;
use crate::languages::text::{closest_match, floor_char_boundary};

/// How many names are compared to find the one that is meant, in a whole file.
const COMPARISONS: usize = 20_000;

/// What expanding may cost in a file. Without it, variables made of variables, used on every line, cost a thousand times
/// the file; what is over it adds nothing.
const BUDGET: usize = 1 << 19;

/// The longest value that is kept.
const LONGEST_VALUE: usize = 4_096;

/// What images set where they do not say otherwise.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The arguments that exist without being declared, for the platform that is assumed.
const PREDEFINED: [(&str, &str); 11] = [
    ("BUILDPLATFORM", platform::ASSUMED),
    ("BUILDOS", "linux"),
    ("BUILDOSVERSION", ""),
    ("BUILDARCH", "amd64"),
    ("BUILDVARIANT", ""),
    ("TARGETPLATFORM", platform::ASSUMED),
    ("TARGETOS", "linux"),
    ("TARGETOSVERSION", ""),
    ("TARGETARCH", "amd64"),
    ("TARGETVARIANT", ""),
    ("TARGETSTAGE", "default"),
];

#[derive(Clone, Debug, Default)]
struct Entry<'f> {
    value: Option<Cow<'f, str>>,
    /// An `ARG` declares it, with or without a value.
    is_declared: bool,
}

#[derive(Debug)]
pub struct Scope<'f> {
    entries: BTreeMap<Cow<'f, str>, Entry<'f>>,
    /// What entries were before they were changed, where that is asked for.
    changes: Option<Vec<(Cow<'f, str>, Option<Entry<'f>>)>>,
    /// What is set without being declared.
    implied: &'static [(&'static str, &'static str)],
    comparisons: usize,
    budget: Cell<usize>,
}

impl<'f> Scope<'f> {
    /// The scope in front of all stages.
    pub fn global() -> Self {
        Self::new(&PREDEFINED)
    }

    /// The scope of a stage that builds on an image.
    pub fn of_image() -> Self {
        Self::new(&[("PATH", PATH)])
    }

    fn new(implied: &'static [(&'static str, &'static str)]) -> Self {
        Self { entries: BTreeMap::new(), changes: None, implied, comparisons: COMPARISONS, budget: Cell::new(BUDGET) }
    }

    pub fn set(&mut self, name: Cow<'f, str>, mut value: Cow<'f, str>) {
        if value.len() > LONGEST_VALUE {
            let end = floor_char_boundary(&value, LONGEST_VALUE);
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

    /// The variable that is probably meant by a name.
    pub fn similar(&mut self, name: &str) -> Option<&str> {
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

    /// Remembers what changes from here on, for [`rewind`](Self::rewind).
    pub fn remember(&mut self) {
        self.changes.get_or_insert_default();
    }

    /// Where the scope is now.
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
    fn a_scope_can_be_taken_back() {
        let mut scope = Scope::of_image();
        scope.remember();
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
