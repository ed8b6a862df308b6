//! Lines as `BuildKit` counts them: from 1, each including the `\n` at its end.

use std::ops::{Range, RangeInclusive};

pub struct Lines {
    /// The offset at which each line starts.
    starts: Vec<usize>,
}

impl Lines {
    pub fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts }
    }

    /// Returns the first and the last line that contain a byte of `range`.
    pub fn covering(&self, range: &Range<usize>) -> RangeInclusive<usize> {
        let line = |offset: usize| self.starts.partition_point(|start| *start <= offset);
        line(range.start)..=line(range.end.saturating_sub(1).max(range.start))
    }
}
