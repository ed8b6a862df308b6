//! Names that were probably meant, within a limit.

use crate::languages::text::closest_match;

/// Names that are compared with unknown ones in one file.
const MAX_COMPARISONS: usize = 200_000;

/// The end of a message about an unknown name.
pub fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
}

/// Finds the nearest known names, as long as not too many were compared.
pub struct Suggestions {
    left: usize,
}

impl Suggestions {
    pub fn new() -> Self {
        Self { left: MAX_COMPARISONS }
    }

    /// The known name that is nearest to an unknown one. Only names that pass the filter are suggested.
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
