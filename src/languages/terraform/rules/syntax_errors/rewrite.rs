//! A text that is rewritten in several passes. Its edits refer to the original text.

use crate::languages::answers::Edit;

/// The maximum number of edits of a text.
const MAX_EDITS: usize = 1_000;

pub struct Rewrite<'t> {
    before: &'t str,
    /// The edits, in order and without overlaps.
    edits: Vec<Edit>,
    /// The edits that apply after the current pass.
    planned: Vec<Edit>,
}

impl<'t> Rewrite<'t> {
    pub fn new(before: &'t str) -> Self {
        Self { before, edits: Vec::new(), planned: Vec::new() }
    }

    /// Returns the current text.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.before.len());
        let mut at = 0;
        for edit in &self.edits {
            text += self.before.get(at..edit.range.start).unwrap_or_default();
            text += &edit.text;
            at = edit.range.end;
        }
        text + self.before.get(at..).unwrap_or_default()
    }

    /// Plans edits of the current text. `None` if two edits overlap.
    pub fn plan(&mut self, edits: Vec<Edit>) -> Option<()> {
        for Edit { range, text } in edits {
            let start = self.original_offset(range.start)?;
            let range = start..start + range.len();
            let at = self.planned.partition_point(|planned| planned.range.start <= range.start);
            let before = at.checked_sub(1).map(|before| &self.planned[before].range);
            let is_after = before.is_none_or(|before| before.end <= range.start && before.start < range.start);
            let is_before = self.planned.get(at).is_none_or(|next| range.end <= next.range.start);
            if !is_after || !is_before || self.planned.len() == MAX_EDITS {
                return None;
            }
            self.planned.insert(at, Edit { range, text });
        }
        Some(())
    }

    /// Applies the planned edits.
    pub fn apply(&mut self) {
        self.edits.clone_from(&self.planned);
    }

    /// Returns the ends of the edits in the current text.
    pub fn edit_ends(&self) -> impl Iterator<Item = usize> {
        let mut shift = 0_isize;
        self.edits.iter().map(move |Edit { range, text }| {
            shift += text.len().cast_signed() - range.len().cast_signed();
            range.end.saturating_add_signed(shift)
        })
    }

    pub fn into_edits(self) -> Vec<Edit> {
        self.edits
    }

    /// Returns the offset in the original text for an offset in the current text. `None` within inserted text.
    fn original_offset(&self, now: usize) -> Option<usize> {
        let mut shift = 0_isize;
        for Edit { range, text } in &self.edits {
            let start = range.start.saturating_add_signed(shift);
            if now < start {
                break;
            }
            if now < start + text.len() {
                return None;
            }
            shift += text.len().cast_signed() - range.len().cast_signed();
        }
        now.checked_add_signed(-shift)
    }
}
