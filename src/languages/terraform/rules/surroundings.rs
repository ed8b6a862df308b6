//! The declarations around places of a document.

use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::model::facts::{Declaration, FileFacts};

/// The maximum number of preceding declarations that are examined to find the one that contains a use. Only a `check`
/// contains other declarations, and at most one.
const MAX_NESTED: usize = 4;

pub struct Surroundings<'m> {
    /// In the order of the text.
    declarations: Vec<&'m Declaration>,
}

impl<'m> Surroundings<'m> {
    pub fn new(document: &'m FileFacts) -> Self {
        let mut declarations: Vec<&Declaration> = document.declarations.iter().collect();
        declarations.sort_stably_by_key(|declaration| declaration.whole.start);
        Self { declarations }
    }

    /// The innermost declaration that contains a place.
    pub fn of(&self, place: Span) -> Option<&'m Declaration> {
        let before = self.declarations.partition_point(|declaration| declaration.whole.start <= place.start);
        let mut nearest = self.declarations[..before].iter().rev().take(MAX_NESTED);
        nearest.find(|declaration| declaration.whole.contains(place)).copied()
    }
}
