//! A text on its way: edits that were made, by their places in the text before all of them.

use crate::languages::answers::Edit;

/// Edits of a text. Nobody makes a mistake more often.
const MOST: usize = 1_000;

pub struct Edited<'t> {
    before: &'t str,
    /// In order, and apart from each other.
    edits: Vec<Edit>,
    /// The same with those that are made next.
    planned: Vec<Edit>,
}

impl<'t> Edited<'t> {
    pub fn new(before: &'t str) -> Self {
        Self { before, edits: Vec::new(), planned: Vec::new() }
    }

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

    /// Adds edits of the text as it is now. `None` where one is in the way of another.
    pub fn plan(&mut self, edits: Vec<Edit>) -> Option<()> {
        for Edit { range, text } in edits {
            let start = self.place(range.start)?;
            let range = start..start + range.len();
            let at = self.planned.partition_point(|planned| planned.range.start <= range.start);
            let before = at.checked_sub(1).map(|before| &self.planned[before].range);
            let is_behind = before.is_none_or(|before| before.end <= range.start && before.start < range.start);
            let is_before = self.planned.get(at).is_none_or(|next| range.end <= next.range.start);
            if !is_behind || !is_before || self.planned.len() == MOST {
                return None;
            }
            self.planned.insert(at, Edit { range, text });
        }
        Some(())
    }

    /// Makes the edits that are planned.
    pub fn apply(&mut self) {
        self.edits.clone_from(&self.planned);
    }

    /// Where the edits are in the text as it is now: the ends of what they wrote.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        let mut shift = 0_isize;
        self.edits.iter().map(move |Edit { range, text }| {
            shift += text.len().cast_signed() - range.len().cast_signed();
            range.end.saturating_add_signed(shift)
        })
    }

    pub fn into_edits(self) -> Vec<Edit> {
        self.edits
    }

    /// Where a place of the text as it is now was before. `None` within what was written since.
    fn place(&self, now: usize) -> Option<usize> {
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
