//! Finds names that were probably intended, up to a limit.

use crate::languages::text::closest_match;

/// The maximum number of names in one file that are compared with unknown names.
const MAX_COMPARISONS: usize = 200_000;

/// Finds the closest known names until too many have been compared.
pub struct Suggestions {
    left: usize,
}

impl Suggestions {
    pub fn new() -> Self {
        Self { left: MAX_COMPARISONS }
    }

    /// Returns the known name that is closest to an unknown name. Only names that pass the filter are suggested.
    pub fn nearest<'n>(
        &mut self,
        name: &str,
        known: impl Iterator<Item = &'n str>,
        is_suggested: impl Fn(&str) -> bool,
    ) -> Option<&'n str> {
        let left = &mut self.left;
        let known = known.take(*left).inspect(|_| *left -= 1);
        closest_match(name, known.filter(|other| is_suggested(other)))
    }
}
