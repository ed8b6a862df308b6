//! Splits a logical line into a keyword, flags and arguments. The form of the arguments depends on the keyword.

use std::ops::Range;

use super::exec_form;
use super::instruction::{Arguments, Instruction, Keyword, Pair, Word};
use super::logical_line::LogicalLine;
use crate::languages::text::Span;

/// An error in the arguments, with its range in the logical line and its message.
pub type Error = (Range<usize>, String);

/// Whether a byte separates words. Words can contain other white space.
fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | 0xb | 0xc | b'\r' | b' ')
}

/// Returns the length of the first word in a text, and the offset of the next word.
fn first_word(text: &str) -> Option<(usize, usize)> {
    let length = text.bytes().position(is_space)?;
    let next = text.as_bytes()[length..].iter().position(|byte| !is_space(*byte));
    Some((length, next.map_or(text.len(), |spaces| length + spaces)))
}

/// Parses a logical line. If there is an error, the arguments are empty.
pub fn parse(line: LogicalLine<'_>, escape: char) -> (Instruction<'_>, Option<Error>) {
    let mut parts = Parts::parse(line.text(), 0..line.text().len(), escape);
    let mut error = None;
    let arguments = match parts.keyword {
        Keyword::Onbuild if !parts.rest.is_empty() => {
            let trigger = Parts::parse(line.text(), parts.rest.clone(), escape);
            let (arguments, own_error) = trigger.arguments(line.text(), escape);
            error = own_error.or_else(|| trigger.innermost_error(line.text(), escape));
            Arguments::Trigger(Box::new(trigger.into_instruction(line.clone(), arguments)))
        }
        _ => {
            let (arguments, own_error) = parts.arguments(line.text(), escape);
            error = error.or(own_error);
            arguments
        }
    };
    if matches!(parts.keyword, Keyword::Unknown) {
        parts.flags.clear();
    }
    (parts.into_instruction(line, arguments), error)
}

struct Parts {
    keyword: Keyword,
    name: Range<usize>,
    flags: Vec<Word>,
    rest: Range<usize>,
}

impl Parts {
    fn parse(text: &str, range: Range<usize>, escape: char) -> Self {
        let whole = trim(text, range);
        let content = &text[whole.clone()];
        let (length, next) = first_word(content).unwrap_or((content.len(), content.len()));
        let name = whole.start..whole.start + length;
        let after = whole.start + next..whole.end;
        let (flags, rest) = flags(text, after, escape);
        Self { keyword: Keyword::from_name(&text[name.clone()]), name, flags, rest: trim(text, rest) }
    }

    /// Returns the arguments in the form that the keyword requires. An `ONBUILD` within an `ONBUILD` has none.
    fn arguments<'a>(&self, text: &str, escape: char) -> (Arguments<'a>, Option<Error>) {
        let rest = self.rest.clone();
        if rest.is_empty() {
            return (Arguments::None, None);
        }
        let result = match self.keyword {
            Keyword::Add | Keyword::Copy | Keyword::Volume => exec_form_or(text, rest, split),
            Keyword::Cmd | Keyword::Entrypoint | Keyword::Run | Keyword::Shell => exec_form_or(text, rest, single),
            Keyword::Expose | Keyword::From => Ok(split(text, rest)),
            Keyword::Maintainer | Keyword::Stopsignal | Keyword::User | Keyword::Workdir => Ok(single(text, rest)),
            Keyword::Arg => Ok(Arguments::Words(words(text, rest, escape).map(Word::plain).collect())),
            Keyword::Env | Keyword::Label => pairs(text, rest, self.keyword, escape),
            Keyword::Healthcheck => healthcheck(text, rest),
            Keyword::Onbuild | Keyword::Unknown => Ok(Arguments::None),
        };
        match result {
            Ok(arguments) => (arguments, None),
            Err(error) => (Arguments::None, Some(error)),
        }
    }

    /// Returns the error of the innermost of nested `ONBUILD` instructions. BuildKit reports it before it rejects the
    /// nesting.
    fn innermost_error(&self, text: &str, escape: char) -> Option<Error> {
        let is_nested = |parts: &Self| parts.keyword == Keyword::Onbuild && !parts.rest.is_empty();
        let mut inner = is_nested(self).then(|| Self::parse(text, self.rest.clone(), escape))?;
        while is_nested(&inner) {
            inner = Self::parse(text, inner.rest, escape);
        }
        inner.arguments(text, escape).1
    }

    fn into_instruction<'a>(self, line: LogicalLine<'a>, arguments: Arguments<'a>) -> Instruction<'a> {
        Instruction {
            keyword: self.keyword,
            name: self.name.into(),
            flags: self.flags.into(),
            rest: self.rest.into(),
            arguments,
            lines: Span::default(),
            range: Span::default(),
            comments: Span::default(),
            extras: None,
            line,
        }
    }
}

/// Returns the flags at the start of `range`, and the rest of the range.
fn flags(text: &str, range: Range<usize>, escape: char) -> (Vec<Word>, Range<usize>) {
    // Most instructions have no flags.
    if text.as_bytes()[range.clone()].first().is_none_or(|byte| byte.is_ascii_graphic() && *byte != b'-') {
        return (Vec::new(), range);
    }
    let mut flags = Vec::new();
    let mut at = range.start;
    loop {
        if !text[at..range.end].starts_with('-') {
            at = range.end - text[at..range.end].trim_start_matches(is_ascii_space).len();
        }
        if !text[at..range.end].starts_with("--") {
            return (flags, at..range.end);
        }
        let flag = flag(&text[at..range.end], escape);
        let end = at + flag.length;
        let next = at + flag.next;
        if flag.text.as_deref().unwrap_or(&text[at..end]) == "--" {
            return (flags, next..range.end);
        }
        flags.push(Word { span: (at..end).into(), decoded: flag.text.map(String::into_boxed_str) });
        at = next;
    }
}

struct FlagText {
    length: usize,
    /// The offset at which parsing continues.
    next: usize,
    /// The decoded flag, if it differs from the source.
    text: Option<String>,
}

/// Parses the flag at the start of `text`.
fn flag(text: &str, escape: char) -> FlagText {
    let is_special = |c: char| !c.is_ascii_alphanumeric() && (ends_flag(c) || c == '"' || c == '\'' || c == escape);
    let plain = text.find(is_special).unwrap_or(text.len());
    if text[plain..].chars().next().is_none_or(is_ascii_space) {
        return FlagText { length: plain, next: plain, text: None };
    }
    let mut decoded = text[..plain].to_owned();
    let mut quote = None;
    let mut characters = text[plain..].char_indices();
    while let Some((at, character)) = characters.next() {
        match quote {
            None if ends_flag(character) => {
                let length = plain + at;
                if character.is_ascii() {
                    return FlagText { length, next: length, text: Some(decoded) };
                }
                // The bytes before the one that is treated as a space are kept, each as a separate character.
                let bytes = text[length..].bytes().take_while(|byte| !is_latin_space(*byte));
                decoded.extend(bytes.map(char::from));
                return FlagText { length, next: length + character.len_utf8(), text: Some(decoded) };
            }
            None if matches!(character, '"' | '\'') => quote = Some(character),
            Some(open) if character == open => quote = None,
            _ if character == escape => decoded.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => decoded.push(character),
        }
    }
    FlagText { length: text.len(), next: text.len(), text: Some(decoded) }
}

fn is_ascii_space(character: char) -> bool {
    matches!(character, '\t'..='\r' | ' ')
}

/// Whether a flag ends at a character. BuildKit treats bytes as Latin-1, which has two non-ASCII spaces. For this
/// reason, a flag ends within an `à`.
fn ends_flag(character: char) -> bool {
    is_ascii_space(character)
        || (!character.is_ascii() && character.encode_utf8(&mut [0; 4]).bytes().any(is_latin_space))
}

fn is_latin_space(byte: u8) -> bool {
    matches!(byte, 0x85 | 0xa0)
}

fn single<'a>(_: &str, rest: Range<usize>) -> Arguments<'a> {
    Arguments::Text(Word::plain(rest))
}

fn split<'a>(text: &str, rest: Range<usize>) -> Arguments<'a> {
    // A word and a space have at least two bytes, and most instructions have few words.
    let mut words = Vec::with_capacity(rest.len().div_ceil(2).min(3));
    let mut at = rest.start;
    while let Some((length, next)) = first_word(&text[at..rest.end]) {
        if length > 0 {
            words.push(Word::plain(at..at + length));
        }
        at += next;
    }
    if at < rest.end {
        words.push(Word::plain(at..rest.end));
    }
    Arguments::Words(words.into())
}

type Form<'a> = fn(&str, Range<usize>) -> Arguments<'a>;

fn exec_form_or<'a>(text: &str, rest: Range<usize>, otherwise: Form<'a>) -> Result<Arguments<'a>, Error> {
    match exec_form::parse(&text[rest.clone()]) {
        exec_form::Array::Strings(strings) => {
            let shifted = |(range, decoded): (Range<usize>, Option<String>)| Word {
                span: (rest.start + range.start..rest.start + range.end).into(),
                decoded: decoded.map(String::into_boxed_str),
            };
            Ok(Arguments::Json(strings.into_iter().map(shifted).collect()))
        }
        exec_form::Array::Other(at) => {
            let range = rest.start + at.start..rest.start + at.end;
            Err((range, "expected a string: a JSON array of arguments can contain only strings".to_owned()))
        }
        exec_form::Array::None => Ok(otherwise(text, rest)),
    }
}

/// Splits a text into words. Quoted spaces do not separate words. Quotes and escapes are kept.
pub fn words(text: &str, range: Range<usize>, escape: char) -> impl Iterator<Item = Range<usize>> {
    let mut rest = range;
    std::iter::from_fn(move || {
        rest.start = rest.end - text[rest.clone()].trim_start().len();
        let start = rest.start;
        let (length, next) = word(&text[rest.clone()], escape)?;
        rest.start += next;
        Some(start..start + length)
    })
}

/// Returns the length of the word at the start of a text, and the offset after it. An escape character at the end is
/// dropped.
fn word(text: &str, escape: char) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let (escape, mut quote, mut at) = (escape as u8, None, 0);
    while let Some(byte) = bytes.get(at).copied() {
        match quote {
            None if !byte.is_ascii_graphic() => {
                let is_space =
                    if byte.is_ascii() { char::from(byte).is_whitespace() } else { starts_with_space(text, at) };
                if is_space {
                    return Some((at, at));
                }
            }
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            Some(open) if byte == open => quote = None,
            _ => {}
        }
        if byte == escape && quote != Some(b'\'') {
            match text[at + 1..].chars().next() {
                None => return (at > 0).then_some((at, text.len())),
                Some(escaped) => at += escaped.len_utf8(),
            }
        }
        at += 1;
    }
    (at > 0).then_some((at, at))
}

/// Whether there is white space at an offset. Returns `false` for an offset within a character.
fn starts_with_space(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

fn pairs<'a>(text: &str, rest: Range<usize>, keyword: Keyword, escape: char) -> Result<Arguments<'a>, Error> {
    let mut words = words(text, rest.clone(), escape).peekable();
    let Some(first) = words.peek() else { return Ok(Arguments::None) };
    let equals = |word: &Range<usize>| text[word.clone()].bytes().position(|byte| byte == b'=');
    if equals(first).is_none() {
        let Some((length, next)) = first_word(&text[rest.clone()]) else {
            let name = if keyword == Keyword::Env { "ENV" } else { "LABEL" };
            return Err((rest, format!("missing value: expected {name} key=value")));
        };
        let (key, value) = (rest.start..rest.start + length, rest.start + next..rest.end);
        return Ok(Arguments::LegacyPair(Pair { key: key.into(), value: value.into() }));
    }
    let pair = |word: Range<usize>| {
        let Some(length) = equals(&word) else {
            let message = format!("missing `=` in `{}`: expected key=value", &text[word.clone()]);
            return Err((word, message));
        };
        let (key, value) = (word.start..word.start + length, word.start + length + 1..word.end);
        Ok(Pair { key: key.into(), value: value.into() })
    };
    words.map(pair).collect::<Result<_, _>>().map(Arguments::Pairs)
}

fn healthcheck<'a>(text: &str, rest: Range<usize>) -> Result<Arguments<'a>, Error> {
    let content = &text[rest.clone()];
    let length = content.find(char::is_whitespace).unwrap_or(content.len());
    let command = rest.end - content[length..].trim_start().len()..rest.end;
    let arguments = if command.is_empty() { Arguments::None } else { exec_form_or(text, command, single)? };
    Ok(Arguments::Typed(rest.start..rest.start + length, Box::new(arguments)))
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let bytes = &text.as_bytes()[range.clone()];
    // Most texts have no surrounding white space.
    if bytes.first().is_none_or(u8::is_ascii_graphic) && bytes.last().is_none_or(u8::is_ascii_graphic) {
        return range;
    }
    let content = &text[range.clone()];
    let start = range.end - content.trim_start().len();
    start..start + text[start..range.end].trim_end().len()
}
