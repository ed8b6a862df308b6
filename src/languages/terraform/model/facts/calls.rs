//! The module calls of a file.

use std::collections::HashMap;
use std::sync::Arc;

use super::Call;
use crate::languages::sort::SortStably;

/// The module calls of a file, in the order of the text. A call is found by its name in constant time.
#[derive(Debug, Default)]
pub struct Calls {
    all: Vec<Call>,
    /// The index of the first call with each name.
    by_name: HashMap<Arc<str>, usize>,
}

impl Calls {
    /// Adds a call. Calls may be added in any order before [`sort`](Self::sort).
    pub(super) fn push(&mut self, call: Call) {
        self.by_name.entry(call.name.clone()).or_insert(self.all.len());
        self.all.push(call);
    }

    /// Puts the calls in the order of the text.
    pub(super) fn sort(&mut self) {
        self.all.sort_stably_by_key(|call| call.whole.start);
        self.by_name.clear();
        for (index, call) in self.all.iter().enumerate() {
            self.by_name.entry(call.name.clone()).or_insert(index);
        }
    }

    /// Returns the first call with a name.
    pub fn get(&self, name: &str) -> Option<&Call> {
        self.by_name.get(name).map(|index| &self.all[*index])
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Call> {
        self.all.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl<'c> IntoIterator for &'c Calls {
    type Item = &'c Call;
    type IntoIter = std::slice::Iter<'c, Call>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
