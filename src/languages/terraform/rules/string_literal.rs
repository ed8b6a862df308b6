//! A string value and its range in the file.

use std::ops::Range;

use crate::languages::syntax::hcl;
use crate::languages::terraform::syntax::config::Value;
use crate::languages::terraform::syntax::static_eval::StaticValue;

pub struct StringLiteral {
    pub value: String,
    /// The range between its quotes. Includes the quotes if the string is empty.
    pub range: Range<usize>,
    /// Whether the source equals the value, so that parts of the value have ranges and can be changed.
    is_plain: bool,
    is_quoted: bool,
}

impl StringLiteral {
    /// Converts a value to a string, as Terraform does. `None` for values with variables and for templates in JSON.
    pub fn convert(value: Value, file: &str) -> Option<Self> {
        let string = value.evaluate().and_then(StaticValue::into_string)?;
        let range = value.range();
        if matches!(value, Value::Json(_)) && hcl::may_have_templates(&string) {
            return None;
        }
        let quoted = file.get(range.clone())?.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let is_plain = quoted == Some(string.as_str());
        let is_quoted = quoted.is_some_and(|quoted| !quoted.is_empty());
        let range = if is_quoted { range.start + 1..range.end - 1 } else { range };
        Some(Self { value: string, range, is_plain, is_quoted })
    }

    /// Creates a literal from a string. `None` for other values, which are not converted.
    pub fn new(value: Value, file: &str) -> Option<Self> {
        matches!(value.evaluate(), Some(StaticValue::String(_))).then(|| Self::convert(value, file)).flatten()
    }

    /// Returns the range of a part of the value, or the range of the whole value if the part has none.
    pub fn range_of(&self, part: &Range<usize>) -> Range<usize> {
        self.editable_range(part).unwrap_or_else(|| self.range.clone())
    }

    /// Returns the range of the content, if it can be replaced.
    pub fn editable_content(&self) -> Option<Range<usize>> {
        self.is_quoted.then(|| self.range.clone())
    }

    /// Returns the range of a part of the value, if it can be replaced.
    pub fn editable_range(&self, part: &Range<usize>) -> Option<Range<usize>> {
        (self.is_plain && self.is_quoted).then(|| self.range.start + part.start..self.range.start + part.end)
    }
}
