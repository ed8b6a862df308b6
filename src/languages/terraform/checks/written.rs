//! A text that a file states, and where it stands in the file.

use std::ops::Range;

use crate::languages::terraform::body::Value;
use crate::languages::terraform::constant::Constant;

pub struct Written {
    /// What it says.
    pub text: String,
    /// Between its quotes; with them where nothing is between.
    pub range: Range<usize>,
    /// Whether it is written as it reads, so that a part of it has a place of its own and can be changed.
    is_plain: bool,
    is_quoted: bool,
}

impl Written {
    /// Converted to text as Terraform does. `None` where that takes variables, or a template in JSON.
    pub fn of(value: Value, file: &str) -> Option<Self> {
        let text = value.constant().and_then(Constant::into_text)?;
        let range = value.range();
        if matches!(value, Value::Json(_)) && (text.contains("${") || text.contains("%{")) {
            return None;
        }
        let quoted = file.get(range.clone())?.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let is_plain = quoted == Some(text.as_str());
        let is_quoted = quoted.is_some_and(|quoted| !quoted.is_empty());
        let range = if is_quoted { range.start + 1..range.end - 1 } else { range };
        Some(Self { text, range, is_plain, is_quoted })
    }

    /// The same where only a text is meant, and nothing is converted.
    pub fn of_text(value: Value, file: &str) -> Option<Self> {
        matches!(value.constant(), Some(Constant::Text(_))).then(|| Self::of(value, file)).flatten()
    }

    /// Where a part of the text stands. All of it, where that cannot be told.
    pub fn place(&self, part: &Range<usize>) -> Range<usize> {
        self.own_place(part).unwrap_or_else(|| self.range.clone())
    }

    /// The place of all of it, if it can be replaced by another text.
    pub fn whole(&self) -> Option<Range<usize>> {
        self.is_quoted.then(|| self.range.clone())
    }

    /// The place of a part that can be replaced by another text.
    pub fn own_place(&self, part: &Range<usize>) -> Option<Range<usize>> {
        (self.is_plain && self.is_quoted).then(|| self.range.start + part.start..self.range.start + part.end)
    }
}
