//! Scans and decodes scalars: plain scalars, quoted scalars, and the block scalars of `|` and `>`.

use std::borrow::Cow;
use std::ops::Range;

use super::Style;
use super::cursor::{Cursor, Scan, is_key_line};
use super::errors::{Problem, line_end};

type Scalar<'t> = (Cow<'t, str>, Range<usize>, Style);

/// The context that is needed to scan a scalar.
pub struct Surroundings {
    /// The column of the innermost block collection, or -1 if there is none.
    pub indent: isize,
    /// The indentation of the line with the outermost open bracket, if any.
    pub bracket_indentation: Option<usize>,
    /// Whether the scalar may be a key.
    pub is_key_possible: bool,
    /// Whether the scalar must be a key.
    pub is_key_required: bool,
}

impl Surroundings {
    fn is_in_flow(&self) -> bool {
        self.bracket_indentation.is_some()
    }

    /// Whether a line does not seem to belong to the open brackets.
    pub fn is_outside_brackets(&self, column: isize, line: &str) -> bool {
        self.bracket_indentation.is_some_and(|indentation| column <= indentation.cast_signed())
            && (line.starts_with("- ") || is_key_line(line) && !line.ends_with(','))
    }
}

/// A plain scalar.
pub struct PlainScalar<'t> {
    pub text: Cow<'t, str>,
    pub range: Range<usize>,
    /// Whether the scalar was cut before a line that starts with a key. This only happens if the text is known to
    /// contain an error.
    pub is_cut: bool,
    /// Whether the scanner is now at the start of a later line, where a key may start.
    pub ends_at_line_start: bool,
}

/// Collects the text of a scalar. Borrows the source until the decoded text differs from it.
struct Content<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    decoded: Option<String>,
}

impl<'t> Content<'t> {
    fn new(text: &'t str, start: usize) -> Self {
        Self { text, start, end: start, decoded: None }
    }

    /// Appends a part of the source.
    fn copy(&mut self, range: Range<usize>) {
        match &mut self.decoded {
            None if range.start == self.end => self.end = range.end,
            _ => {
                let text = self.text;
                self.owned().push_str(&text[range]);
            }
        }
    }

    fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.owned().push_str(text);
        }
    }

    fn owned(&mut self) -> &mut String {
        self.decoded.get_or_insert_with(|| self.text[self.start..self.end].to_owned())
    }

    fn finish(self) -> Cow<'t, str> {
        match self.decoded {
            Some(text) => Cow::Owned(text),
            None => Cow::Borrowed(&self.text[self.start..self.end]),
        }
    }
}

/// The line breaks between two lines of a scalar.
#[derive(Default)]
struct Breaks<'t> {
    first: &'t str,
    others: String,
}

impl<'t> Breaks<'t> {
    fn add(&mut self, cursor: &mut Cursor<'t>) {
        let line_break = decoded_break(cursor);
        if self.first.is_empty() {
            self.first = line_break;
        } else {
            self.others.push_str(line_break);
        }
        cursor.next_line();
    }

    /// Folds line breaks: a single line break becomes a space, several become one fewer.
    fn fold(&mut self, content: &mut Content) {
        if self.first != "\n" {
            content.push(self.first);
            content.push(&self.others);
        } else if self.others.is_empty() {
            content.push(" ");
        } else {
            content.push(&self.others);
        }
        *self = Self::default();
    }
}

/// Scans a plain scalar, which may span several lines.
pub fn plain<'t>(cursor: &mut Cursor<'t>, surroundings: &Surroundings) -> Scan<PlainScalar<'t>> {
    let start = cursor.at;
    let mut content = Content::new(cursor.text, start);
    let mut end = start;
    let mut breaks = Breaks::default();
    let mut is_cut = false;
    let indent = surroundings.indent + 1;
    let is_key_required = surroundings.is_key_required;
    let is_value_on_key_line = cursor.is_tolerant() && !surroundings.is_in_flow() && !surroundings.is_key_possible;
    loop {
        if cursor.is_document_mark() || cursor.byte(0) == b'#' && cursor.at > start {
            break;
        }
        let word = cursor.at;
        scan_word(cursor, surroundings, is_value_on_key_line)?;
        if cursor.at > word {
            if breaks.first.is_empty() {
                content.copy(end..word);
            } else {
                breaks.fold(&mut content);
            }
            content.copy(word..cursor.at);
            end = cursor.at;
        }
        if cursor.at >= cursor.text.len() || !cursor.is_blank_or_end(cursor.at) {
            break;
        }
        while matches!(cursor.byte(0), b' ' | b'\t') {
            cursor.at += 1;
        }
        if cursor.break_len(cursor.at) > 0 && cursor.is_tolerant() {
            let next = next_line(cursor);
            is_cut = next.is_some_and(|(column, line)| {
                if surroundings.is_in_flow() {
                    surroundings.is_outside_brackets(column, line)
                } else {
                    column >= indent && is_key_line(line)
                }
            });
            if is_cut || is_key_required {
                break;
            }
        }
        skip_breaks(cursor, &mut breaks, Some(indent))?;
        if !surroundings.is_in_flow() && cursor.column() < indent {
            break;
        }
    }
    let ends_at_line_start = !breaks.first.is_empty();
    Ok(PlainScalar { text: content.finish(), range: start..end, is_cut, ends_at_line_start })
}

/// Moves to the end of a word in a plain scalar.
fn scan_word(cursor: &mut Cursor, surroundings: &Surroundings, takes_colons: bool) -> Scan {
    loop {
        cursor.skip_letters();
        if cursor.is_blank_or_end(cursor.at) {
            return Ok(());
        }
        let byte = cursor.byte(0);
        if byte == b':' && cursor.is_blank_or_end(cursor.at + 1) {
            let rest = cursor.text[cursor.at + 1..].trim_start_matches([' ', '\t']);
            if !takes_colons || rest.is_empty() || rest.starts_with(['\n', '\r', '#']) {
                return Ok(());
            }
            cursor.fail_at(Problem::ColonInValue, cursor.at)?;
        }
        let ends_in_flow =
            matches!(byte, b',' | b'[' | b']' | b'{' | b'}') || byte == b'?' && cursor.is_blank_or_end(cursor.at + 1);
        if surroundings.is_in_flow() && ends_in_flow {
            return Ok(());
        }
        cursor.at += 1;
    }
}

/// Skips white space and line breaks. A tab before column `indent` is an error.
fn skip_breaks<'t>(cursor: &mut Cursor<'t>, breaks: &mut Breaks<'t>, indent: Option<isize>) -> Scan {
    loop {
        if cursor.break_len(cursor.at) > 0 {
            breaks.add(cursor);
        } else if matches!(cursor.byte(0), b' ' | b'\t') {
            let is_indentation = indent.is_some_and(|indent| cursor.column() < indent);
            if !breaks.first.is_empty() && is_indentation && cursor.byte(0) == b'\t' {
                if cursor.is_tolerant() {
                    // The scanner reports this as the indentation of the next token.
                    return Ok(());
                }
                cursor.fail_at(Problem::Tab, cursor.at)?;
            }
            cursor.at += 1;
        } else {
            return Ok(());
        }
    }
}

/// The column and the text of the next line that is neither empty nor a comment.
fn next_line<'t>(cursor: &Cursor<'t>) -> Option<(isize, &'t str)> {
    let mut at = cursor.at + cursor.break_len(cursor.at);
    while at < cursor.text.len() {
        let end = line_end(cursor.text, at);
        let line = &cursor.text[at..end];
        let trimmed = line.trim_start_matches(' ');
        if !trimmed.trim().is_empty() {
            return (!trimmed.starts_with('#'))
                .then(|| ((line.len() - trimmed.len()).cast_signed(), trimmed.trim_end()));
        }
        at = end + 1;
    }
    None
}

/// Scans a quoted scalar. Its lines need no indentation.
pub fn quoted<'t>(cursor: &mut Cursor<'t>, surroundings: &Surroundings) -> Scan<Scalar<'t>> {
    let start = cursor.at;
    let quote = cursor.byte(0);
    let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
    if cursor.is_tolerant() && !is_closed(cursor, quote, surroundings) {
        cursor.fail_at(Problem::UnclosedQuote, start)?;
        let line = &cursor.text[start + 1..line_end(cursor.text, start)];
        let text = line.trim_end();
        cursor.at = start + 1 + text.len();
        return Ok((Cow::Borrowed(text), start..cursor.at, style));
    }
    cursor.at += 1;
    let mut content = Content::new(cursor.text, cursor.at);
    loop {
        if cursor.is_document_mark() || cursor.at >= cursor.text.len() {
            cursor.fail_at(Problem::UnclosedQuote, start)?;
            break;
        }
        let mut breaks = Breaks::default();
        let mut is_escaped_break = false;
        while cursor.at < cursor.text.len() && !cursor.is_blank_or_end(cursor.at) && cursor.byte(0) != quote
            || quote == b'\'' && cursor.text[cursor.at..].starts_with("''")
        {
            if quote == b'\'' && cursor.byte(0) == b'\'' {
                content.push("'");
                cursor.at += 2;
            } else if quote == b'"' && cursor.byte(0) == b'\\' && cursor.break_len(cursor.at + 1) > 0 {
                cursor.at += 1;
                cursor.next_line();
                is_escaped_break = true;
                break;
            } else if quote == b'"' && cursor.byte(0) == b'\\' {
                escape(cursor, &mut content)?;
            } else {
                let word = cursor.at;
                cursor.at += 1;
                while !cursor.text.is_char_boundary(cursor.at) {
                    cursor.at += 1;
                }
                content.copy(word..cursor.at);
            }
        }
        if !is_escaped_break && cursor.byte(0) == quote && cursor.at < cursor.text.len() {
            cursor.at += 1;
            break;
        }
        let space = cursor.at;
        while matches!(cursor.byte(0), b' ' | b'\t') {
            cursor.at += 1;
        }
        if cursor.break_len(cursor.at) > 0 {
            skip_breaks(cursor, &mut breaks, None)?;
            if is_escaped_break { content.push(&breaks.others) } else { breaks.fold(&mut content) }
        } else if !is_escaped_break {
            content.copy(space..cursor.at);
        } else {
            content.push("");
        }
        if is_escaped_break {
            // The following text is not adjacent to the text that was copied so far.
            content.owned();
        }
    }
    Ok((content.finish(), start..cursor.at, style))
}

/// Whether a quote is closed in a plausible place: on its line, or at the end of a value on a later line.
fn is_closed(cursor: &Cursor, quote: u8, surroundings: &Surroundings) -> bool {
    let bytes = cursor.text.as_bytes();
    let start = cursor.at + 1;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == quote => break,
            _ => {}
        }
        at += 1;
    }
    if at >= bytes.len() {
        return false;
    }
    if !cursor.text[start..at].contains(['\n', '\r']) {
        return true;
    }
    let rest = cursor.text[at + 1..line_end(cursor.text, at + 1)].trim_start();
    rest.is_empty() || rest.starts_with(['#', ':']) || surroundings.is_in_flow() && rest.starts_with([',', ']', '}'])
}

/// Decodes an escape sequence of a double-quoted scalar.
fn escape(cursor: &mut Cursor, content: &mut Content) -> Scan {
    let at = cursor.at;
    let digits = match cursor.byte(1) {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => 0,
    };
    cursor.at += 2;
    if digits > 0 {
        let code =
            cursor.text.get(cursor.at..cursor.at + digits).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(code) = code else { return cursor.fail(Problem::UnknownEscape, at..at + 2) };
        cursor.at += digits;
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        let Some(character) = character else { return cursor.fail(Problem::InvalidCodePoint, at..cursor.at) };
        content.push(character.encode_utf8(&mut [0; 4]));
        return Ok(());
    }
    let decoded = match cursor.text.as_bytes().get(at + 1).copied().unwrap_or(0) {
        b'0' => "\0",
        b'a' => "\u{7}",
        b'b' => "\u{8}",
        b't' | b'\t' => "\t",
        b'n' => "\n",
        b'v' => "\u{b}",
        b'f' => "\u{c}",
        b'r' => "\r",
        b'e' => "\u{1b}",
        b' ' => " ",
        b'"' => "\"",
        b'\'' => "'",
        b'\\' => "\\",
        b'N' => "\u{85}",
        b'_' => "\u{a0}",
        b'L' => "\u{2028}",
        b'P' => "\u{2029}",
        _ => {
            cursor.at = at + 1;
            content.push("\\");
            let escaped = cursor.text[at + 1..].chars().next().map_or(0, char::len_utf8);
            return cursor.fail(Problem::UnknownEscape, at..at + 1 + escaped);
        }
    };
    content.push(decoded);
    Ok(())
}

/// Scans a block scalar.
pub fn block<'t>(cursor: &mut Cursor<'t>, outer_indent: isize) -> Scan<Scalar<'t>> {
    let start = cursor.at;
    let is_literal = cursor.byte(0) == b'|';
    let style = if is_literal { Style::Literal } else { Style::Folded };
    cursor.at += 1;
    let (chomping, increment) = block_header(cursor, start)?;
    let mut end = cursor.at;
    if cursor.break_len(cursor.at) > 0 {
        cursor.next_line();
    }
    let mut indent = if increment > 0 { outer_indent.max(0) + increment } else { 0 };
    let mut text = String::new();
    let mut leading = String::new();
    let mut trailing = String::new();
    let mut was_blank = false;
    block_breaks(cursor, outer_indent, &mut indent, &mut trailing)?;
    while cursor.column() == indent && cursor.at < cursor.text.len() {
        let is_blank = matches!(cursor.byte(0), b' ' | b'\t');
        if !is_literal && !was_blank && !is_blank && leading == "\n" {
            if trailing.is_empty() {
                text.push(' ');
            }
        } else {
            text.push_str(&leading);
        }
        leading.clear();
        text.push_str(&trailing);
        trailing.clear();
        was_blank = is_blank;
        let line = cursor.at;
        cursor.skip_to_line_end();
        text.push_str(&cursor.text[line..cursor.at]);
        end = cursor.at;
        if cursor.break_len(cursor.at) > 0 {
            push_break(cursor, &mut leading);
        }
        block_breaks(cursor, outer_indent, &mut indent, &mut trailing)?;
    }
    if chomping != Chomping::Strip {
        text.push_str(&leading);
    }
    if chomping == Chomping::Keep {
        text.push_str(&trailing);
    }
    Ok((Cow::Owned(text), start..end, style))
}

/// How to handle line breaks at the end of a block scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomping {
    Strip,
    Clip,
    Keep,
}

/// Scans the rest of the line after `|` or `>`.
fn block_header(cursor: &mut Cursor, start: usize) -> Scan<(Chomping, isize)> {
    let mut chomping = None;
    let mut increment = 0;
    for _ in 0..2 {
        match cursor.byte(0) {
            sign @ (b'+' | b'-') if chomping.is_none() => {
                chomping = Some(if sign == b'+' { Chomping::Keep } else { Chomping::Strip });
            }
            digit @ b'1'..=b'9' if increment == 0 => increment = isize::from(digit - b'0'),
            _ => break,
        }
        cursor.at += 1;
    }
    while matches!(cursor.byte(0), b' ' | b'\t') {
        cursor.at += 1;
    }
    if cursor.byte(0) == b'#' {
        let start = cursor.at;
        cursor.skip_to_line_end();
        cursor.comments.push(start..cursor.at);
    }
    if cursor.at < cursor.text.len() && cursor.break_len(cursor.at) == 0 {
        cursor.fail_at(Problem::BlockScalarHeader, start)?;
        cursor.skip_to_line_end();
    }
    Ok((chomping.unwrap_or(Chomping::Clip), increment))
}

/// Skips indentation and empty lines of a block scalar, and detects its indentation from the first line.
fn block_breaks(cursor: &mut Cursor, outer_indent: isize, indent: &mut isize, breaks: &mut String) -> Scan {
    let mut deepest = 0;
    loop {
        while (*indent == 0 || cursor.column() < *indent) && cursor.byte(0) == b' ' {
            cursor.at += 1;
        }
        deepest = deepest.max(cursor.column());
        if (*indent == 0 || cursor.column() < *indent) && cursor.byte(0) == b'\t' {
            cursor.fail_at(Problem::Tab, cursor.at)?;
            while matches!(cursor.byte(0), b' ' | b'\t') {
                cursor.at += 1;
            }
        }
        if cursor.break_len(cursor.at) == 0 {
            break;
        }
        push_break(cursor, breaks);
    }
    if *indent == 0 {
        *indent = deepest.max(outer_indent + 1).max(1);
    }
    Ok(())
}

fn push_break(cursor: &mut Cursor, breaks: &mut String) {
    breaks.push_str(decoded_break(cursor));
    cursor.next_line();
}

/// Returns what the line break at the current position means in a scalar.
fn decoded_break<'t>(cursor: &Cursor<'t>) -> &'t str {
    let written = &cursor.text[cursor.at..cursor.at + cursor.break_len(cursor.at)];
    if matches!(written, "\u{2028}" | "\u{2029}") { written } else { "\n" }
}
