//! Expressions in strings of the JSON syntax, with their places in the file.

use crate::languages::syntax::hcl::{self, Expression, Span};
use crate::languages::syntax::json::Node;

/// Closes the heredoc in which a template is parsed.
pub const DELIMITER: &str = "END_OF_JSON_STRING";

/// Longer strings are not parsed.
const MAX_LEN: usize = 1 << 20;

/// Translates a place in the parsed text into one of the file. `None` where there is no such place.
pub type Translate<'t> = &'t dyn Fn(Span) -> Option<Span>;

/// Whether a string may contain templates, or a string within an array or object. The characters of `${` can be escaped.
pub fn may_have_templates(node: Node<'_>) -> bool {
    let text = node.text();
    hcl::may_have_templates(text)
        || text.contains("\\u") && node.value().is_none_or(|value| hcl::may_have_templates(&value))
}

/// Examines a string as a template. It is parsed as the content of a heredoc, in which quotes and backslashes have no
/// meaning either, so a newline follows it.
pub fn in_template<T>(node: Node<'_>, examine: impl FnOnce(Expression<'_>, Translate<'_>) -> T) -> Option<T> {
    between(node, &format!("x = <<{DELIMITER}\n"), &format!("\n{DELIMITER}\n"), examine)
}

/// Examines a string as an expression, as Terraform does where it expects a reference.
pub fn in_expression<T>(node: Node<'_>, examine: impl FnOnce(Expression<'_>, Translate<'_>) -> T) -> Option<T> {
    between(node, "x = ", "\n", examine)
}

/// Parses the value of a string between two texts.
fn between<T>(
    node: Node<'_>,
    before: &str,
    after: &str,
    examine: impl FnOnce(Expression<'_>, Translate<'_>) -> T,
) -> Option<T> {
    let value = node.value().filter(|value| value.len() <= MAX_LEN && !value.contains(DELIMITER))?;
    let text = format!("{before}{value}{after}");
    let file = hcl::File::parse(&text);
    let attribute = file.body().attributes().next()?;
    let offsets = Offsets::new(node);
    let translate = |span: Span| {
        let start = offsets.in_file((span.start as usize).checked_sub(before.len())?)?;
        let end = offsets.in_file((span.end as usize).checked_sub(before.len())?)?;
        Some(Span::new(&(start..end)))
    };
    Some(examine(attribute.value(), &translate))
}

/// Translates offsets in the value of a string to offsets in the file.
struct Offsets {
    /// Where the content of the string begins in the file.
    start: usize,
    len: usize,
    /// The value's offset and the file's, behind each escape.
    shifts: Vec<(usize, usize)>,
}

impl Offsets {
    fn new(node: Node<'_>) -> Self {
        let start = node.range().start + 1;
        let content = node.text().trim_matches('"');
        let mut shifts = Vec::new();
        let (mut in_value, mut at) = (0, 0);
        while let Some(escape) = content[at..].find('\\') {
            in_value += escape;
            at += escape;
            let (source, decoded) = match content[at + 1..].chars().next() {
                Some('u') => unicode_escape(&content[at..]),
                Some(character) => (1 + character.len_utf8(), 1),
                None => break,
            };
            in_value += decoded;
            at = (at + source).min(content.len());
            shifts.push((in_value, at));
        }
        Self { start, len: content.len(), shifts }
    }

    fn in_file(&self, in_value: usize) -> Option<usize> {
        let before = self.shifts.partition_point(|(value, _)| *value <= in_value);
        let (value, file) = before.checked_sub(1).map_or((0, 0), |index| self.shifts[index]);
        let offset = file + (in_value - value);
        (offset <= self.len).then_some(self.start + offset)
    }
}

/// The lengths of `\uXXXX`, or of a pair of them, in the source and decoded.
fn unicode_escape(text: &str) -> (usize, usize) {
    let unit = |text: &str| u32::from_str_radix(text.get(2..6)?, 16).ok();
    match unit(text) {
        // The first of a pair.
        Some(0xD800..=0xDBFF) => (12, 4),
        Some(unit) => (6, char::from_u32(unit).map_or(3, char::len_utf8)),
        None => (2, 1),
    }
}
