//! Scans scalars and decodes them: plain ones, quoted ones, and the blocks of `|` and `>`.

use std::borrow::Cow;
use std::ops::Range;

use super::Style;
use super::errors::{Problem, line_end};
use super::scanner::{Scan, Scanner, is_key_line};

type Scalar<'t> = (Cow<'t, str>, Range<usize>, Style);

/// Collects the text of a scalar. Borrows it as long as it is written as it is.
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

    /// Adds a part of the text.
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

/// Line breaks between two lines of a scalar.
#[derive(Default)]
struct Breaks {
    first: String,
    others: String,
}

impl Breaks {
    fn add(&mut self, scanner: &mut Scanner) {
        let written = &scanner.text[scanner.at..scanner.at + scanner.break_len(scanner.at)];
        let line_break = if matches!(written, "\u{2028}" | "\u{2029}") { written } else { "\n" };
        if self.first.is_empty() { &mut self.first } else { &mut self.others }.push_str(line_break);
        scanner.next_line();
    }

    /// One line break is a space, several are one less.
    fn fold(&mut self, content: &mut Content) {
        if self.first != "\n" {
            content.push(&self.first);
            content.push(&self.others);
        } else if self.others.is_empty() {
            content.push(" ");
        } else {
            content.push(&self.others);
        }
        *self = Self::default();
    }
}

/// Scans a plain scalar, which can have several lines. Also returns whether it was cut before a line that is a key, which
/// only happens after an error is known to exist.
pub fn plain<'t>(scanner: &mut Scanner<'t>) -> Scan<(Cow<'t, str>, Range<usize>, bool)> {
    let start = scanner.at;
    let mut content = Content::new(scanner.text, start);
    let mut end = start;
    let mut breaks = Breaks::default();
    let mut is_cut = false;
    let indent = scanner.indent + 1;
    let is_key_required = scanner.is_key_required();
    let is_value_on_key_line = scanner.is_tolerant() && !scanner.is_in_flow() && !scanner.is_key_possible();
    loop {
        if scanner.is_document_mark() || scanner.byte(0) == b'#' && scanner.at > start {
            break;
        }
        let word = scanner.at;
        scan_word(scanner, is_value_on_key_line)?;
        if scanner.at > word {
            if breaks.first.is_empty() {
                content.copy(end..word);
            } else {
                breaks.fold(&mut content);
            }
            content.copy(word..scanner.at);
            end = scanner.at;
        }
        if scanner.at >= scanner.text.len() || !scanner.is_blank_or_end(scanner.at) {
            break;
        }
        while matches!(scanner.byte(0), b' ' | b'\t') {
            scanner.at += 1;
        }
        if scanner.break_len(scanner.at) > 0 && scanner.is_tolerant() {
            let next = next_line(scanner);
            is_cut = next.is_some_and(|(column, line)| {
                if scanner.is_in_flow() {
                    scanner.is_outside_brackets(column, line)
                } else {
                    column >= indent && is_key_line(line)
                }
            });
            if is_cut || is_key_required {
                break;
            }
        }
        skip_breaks(scanner, &mut breaks, Some(indent))?;
        if !scanner.is_in_flow() && scanner.column() < indent {
            break;
        }
    }
    if !breaks.first.is_empty() {
        scanner.allow_key();
    }
    Ok((content.finish(), start..end, is_cut))
}

/// Moves to the end of a word of a plain scalar.
fn scan_word(scanner: &mut Scanner, takes_colons: bool) -> Scan {
    while scanner.at < scanner.text.len() && !scanner.is_blank_or_end(scanner.at) {
        let byte = scanner.byte(0);
        if byte == b':' && scanner.is_blank_or_end(scanner.at + 1) {
            let rest = scanner.text[scanner.at + 1..].trim_start_matches([' ', '\t']);
            if !takes_colons || rest.is_empty() || rest.starts_with(['\n', '\r', '#']) {
                return Ok(());
            }
            scanner.fail_at(Problem::ColonInValue, scanner.at)?;
        }
        let ends_in_flow =
            matches!(byte, b',' | b'[' | b']' | b'{' | b'}') || byte == b'?' && scanner.is_blank_or_end(scanner.at + 1);
        if scanner.is_in_flow() && ends_in_flow {
            return Ok(());
        }
        scanner.at += 1;
    }
    Ok(())
}

/// Skips white space and line breaks. A tab before column `indent` is an error.
fn skip_breaks(scanner: &mut Scanner, breaks: &mut Breaks, indent: Option<isize>) -> Scan {
    loop {
        if scanner.break_len(scanner.at) > 0 {
            breaks.add(scanner);
        } else if matches!(scanner.byte(0), b' ' | b'\t') {
            let is_indentation = indent.is_some_and(|indent| scanner.column() < indent);
            if !breaks.first.is_empty() && is_indentation && scanner.byte(0) == b'\t' {
                if scanner.is_tolerant() {
                    // The scanner reports it as the indentation of the next token.
                    return Ok(());
                }
                scanner.fail_at(Problem::Tab, scanner.at)?;
            }
            scanner.at += 1;
        } else {
            return Ok(());
        }
    }
}

/// The column and the text of the next line that is neither empty nor a comment.
fn next_line<'t>(scanner: &Scanner<'t>) -> Option<(isize, &'t str)> {
    let mut at = scanner.at + scanner.break_len(scanner.at);
    while at < scanner.text.len() {
        let end = line_end(scanner.text, at);
        let line = &scanner.text[at..end];
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
pub fn quoted<'t>(scanner: &mut Scanner<'t>) -> Scan<Scalar<'t>> {
    let start = scanner.at;
    let quote = scanner.byte(0);
    let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
    if scanner.is_tolerant() && !is_closed(scanner, quote) {
        scanner.fail_at(Problem::UnclosedQuote, start)?;
        let line = &scanner.text[start + 1..line_end(scanner.text, start)];
        let text = line.trim_end();
        scanner.at = start + 1 + text.len();
        return Ok((Cow::Borrowed(text), start..scanner.at, style));
    }
    scanner.at += 1;
    let mut content = Content::new(scanner.text, scanner.at);
    loop {
        if scanner.is_document_mark() || scanner.at >= scanner.text.len() {
            scanner.fail_at(Problem::UnclosedQuote, start)?;
            break;
        }
        let mut breaks = Breaks::default();
        let mut is_escaped_break = false;
        while scanner.at < scanner.text.len() && !scanner.is_blank_or_end(scanner.at) && scanner.byte(0) != quote
            || quote == b'\'' && scanner.text[scanner.at..].starts_with("''")
        {
            if quote == b'\'' && scanner.byte(0) == b'\'' {
                content.push("'");
                scanner.at += 2;
            } else if quote == b'"' && scanner.byte(0) == b'\\' && scanner.break_len(scanner.at + 1) > 0 {
                scanner.at += 1;
                scanner.next_line();
                is_escaped_break = true;
                break;
            } else if quote == b'"' && scanner.byte(0) == b'\\' {
                escape(scanner, &mut content)?;
            } else {
                let word = scanner.at;
                scanner.at += 1;
                while !scanner.text.is_char_boundary(scanner.at) {
                    scanner.at += 1;
                }
                content.copy(word..scanner.at);
            }
        }
        if !is_escaped_break && scanner.byte(0) == quote && scanner.at < scanner.text.len() {
            scanner.at += 1;
            break;
        }
        let space = scanner.at;
        while matches!(scanner.byte(0), b' ' | b'\t') {
            scanner.at += 1;
        }
        if scanner.break_len(scanner.at) > 0 {
            skip_breaks(scanner, &mut breaks, None)?;
            if is_escaped_break { content.push(&breaks.others) } else { breaks.fold(&mut content) }
        } else if !is_escaped_break {
            content.copy(space..scanner.at);
        } else {
            content.push("");
        }
        if is_escaped_break {
            // What follows is not adjacent to what was copied.
            content.owned();
        }
    }
    Ok((content.finish(), start..scanner.at, style))
}

/// Whether a quote is closed where it seems to be meant: on its line, or before the end of a later one.
fn is_closed(scanner: &Scanner, quote: u8) -> bool {
    let bytes = scanner.text.as_bytes();
    let start = scanner.at + 1;
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
    let rest = scanner.text[at + 1..line_end(scanner.text, at + 1)].trim_start();
    let is_one_line = !scanner.text[start..at].contains(['\n', '\r']);
    let ends_value =
        rest.is_empty() || rest.starts_with(['#', ':']) || scanner.is_in_flow() && rest.starts_with([',', ']', '}']);
    is_one_line || ends_value
}

/// Decodes an escape sequence of a double-quoted scalar.
fn escape(scanner: &mut Scanner, content: &mut Content) -> Scan {
    let at = scanner.at;
    let digits = match scanner.byte(1) {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => 0,
    };
    scanner.at += 2;
    if digits > 0 {
        let code = scanner
            .text
            .get(scanner.at..scanner.at + digits)
            .filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(code) = code else { return scanner.fail(Problem::UnknownEscape, at..at + 2) };
        scanner.at += digits;
        let character = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        let Some(character) = character else { return scanner.fail(Problem::InvalidCodePoint, at..scanner.at) };
        content.push(character.encode_utf8(&mut [0; 4]));
        return Ok(());
    }
    let decoded = match scanner.text.as_bytes().get(at + 1).copied().unwrap_or(0) {
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
            scanner.at = at + 1;
            content.push("\\");
            let escaped = scanner.text[at + 1..].chars().next().map_or(0, char::len_utf8);
            return scanner.fail(Problem::UnknownEscape, at..at + 1 + escaped);
        }
    };
    content.push(decoded);
    Ok(())
}

/// Scans a block scalar.
pub fn block<'t>(scanner: &mut Scanner<'t>) -> Scan<Scalar<'t>> {
    let start = scanner.at;
    let is_literal = scanner.byte(0) == b'|';
    let style = if is_literal { Style::Literal } else { Style::Folded };
    scanner.at += 1;
    let (chomping, increment) = block_header(scanner, start)?;
    let mut end = scanner.at;
    if scanner.break_len(scanner.at) > 0 {
        scanner.next_line();
    }
    let mut indent = if increment > 0 { scanner.indent.max(0) + increment } else { 0 };
    let mut text = String::new();
    let mut leading = String::new();
    let mut trailing = String::new();
    let mut was_blank = false;
    block_breaks(scanner, &mut indent, &mut trailing)?;
    while scanner.column() == indent && scanner.at < scanner.text.len() {
        let is_blank = matches!(scanner.byte(0), b' ' | b'\t');
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
        let line = scanner.at;
        scanner.skip_to_line_end();
        text.push_str(&scanner.text[line..scanner.at]);
        end = scanner.at;
        if scanner.break_len(scanner.at) > 0 {
            push_break(scanner, &mut leading);
        }
        block_breaks(scanner, &mut indent, &mut trailing)?;
    }
    if chomping != Chomping::Strip {
        text.push_str(&leading);
    }
    if chomping == Chomping::Keep {
        text.push_str(&trailing);
    }
    Ok((Cow::Owned(text), start..end, style))
}

/// What happens with line breaks at the end of a block scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chomping {
    Strip,
    Clip,
    Keep,
}

/// Scans what follows `|` or `>` on its line.
fn block_header(scanner: &mut Scanner, start: usize) -> Scan<(Chomping, isize)> {
    let mut chomping = None;
    let mut increment = 0;
    for _ in 0..2 {
        match scanner.byte(0) {
            sign @ (b'+' | b'-') if chomping.is_none() => {
                chomping = Some(if sign == b'+' { Chomping::Keep } else { Chomping::Strip });
            }
            digit @ b'1'..=b'9' if increment == 0 => increment = isize::from(digit - b'0'),
            _ => break,
        }
        scanner.at += 1;
    }
    while matches!(scanner.byte(0), b' ' | b'\t') {
        scanner.at += 1;
    }
    if scanner.byte(0) == b'#' {
        let start = scanner.at;
        scanner.skip_to_line_end();
        scanner.add_comment(start..scanner.at);
    }
    if scanner.at < scanner.text.len() && scanner.break_len(scanner.at) == 0 {
        scanner.fail_at(Problem::BlockScalarHeader, start)?;
        scanner.skip_to_line_end();
    }
    Ok((chomping.unwrap_or(Chomping::Clip), increment))
}

/// Skips indentation and empty lines of a block scalar, and determines its indentation at the first line.
fn block_breaks(scanner: &mut Scanner, indent: &mut isize, breaks: &mut String) -> Scan {
    let mut deepest = 0;
    loop {
        while (*indent == 0 || scanner.column() < *indent) && scanner.byte(0) == b' ' {
            scanner.at += 1;
        }
        deepest = deepest.max(scanner.column());
        if (*indent == 0 || scanner.column() < *indent) && scanner.byte(0) == b'\t' {
            scanner.fail_at(Problem::Tab, scanner.at)?;
            while matches!(scanner.byte(0), b' ' | b'\t') {
                scanner.at += 1;
            }
        }
        if scanner.break_len(scanner.at) == 0 {
            break;
        }
        push_break(scanner, breaks);
    }
    if *indent == 0 {
        *indent = deepest.max(scanner.indent + 1).max(1);
    }
    Ok(())
}

fn push_break(scanner: &mut Scanner, breaks: &mut String) {
    let written = &scanner.text[scanner.at..scanner.at + scanner.break_len(scanner.at)];
    breaks.push_str(if matches!(written, "\u{2028}" | "\u{2029}") { written } else { "\n" });
    scanner.next_line();
}
