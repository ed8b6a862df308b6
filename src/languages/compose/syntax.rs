//! Where a text stops being YAML, and why, in words that say what to mend.
//!
//! A parser notices many mistakes behind their place: a missing `:` on the next line, an open bracket at the end of the
//! text. So places are moved back to where a person has to type.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

use crate::languages::diagnostic::{Diagnostic, Severity};

/// How far the parser came before it stopped.
#[derive(Default)]
pub struct Progress {
    /// The end of what it understood last.
    after: usize,
    /// The brackets that wait for their closing one.
    brackets: Vec<Option<usize>>,
    /// The parts in which a tab at the start of a line means no indentation: quotes, blocks of text, brackets.
    pub verbatim: Vec<Range<usize>>,
}

impl Progress {
    pub fn scalar(&mut self, range: &Range<usize>, style: ScalarStyle) {
        self.after = range.end;
        if style != ScalarStyle::Plain && self.is_outside_brackets() {
            self.verbatim.push(range.clone());
        }
    }

    pub fn start(&mut self, text: &str, range: &Range<usize>) {
        self.after = range.end;
        let bracket = text[range.clone()].ends_with(['[', '{']).then(|| range.end - 1);
        if self.is_outside_brackets() && bracket.is_some() {
            self.verbatim.push(range.start..text.len());
        }
        self.brackets.push(bracket);
    }

    /// Where the innermost container ends whose end was noticed at `at`.
    pub fn end(&mut self, text: &str, at: usize) -> usize {
        let bracket = self.brackets.pop().flatten();
        let is_closed = bracket.is_some() && text[at..].starts_with([']', '}']);
        self.after = if is_closed { at + 1 } else { at };
        if bracket.is_some() && self.is_outside_brackets() && let Some(last) = self.verbatim.last_mut() {
            last.end = self.after;
        }
        self.after
    }

    fn is_outside_brackets(&self) -> bool {
        self.brackets.last().is_none_or(Option::is_none)
    }
}

/// A problem that starts at `start` and is shown to the end of its line.
pub fn problem(text: &str, start: usize, message: String) -> Diagnostic {
    let range = start..line_end(text, start);
    Diagnostic { range, severity: Severity::Error, code: None, message, tag: None }
}

/// A name as a message shows it: whole, unless nobody wrote it.
pub fn shown(name: &str) -> &str {
    name.char_indices().nth(80).map_or(name, |(end, _)| &name[..end])
}

/// The error for what the parser said at `place`.
pub fn error(text: &str, info: &str, place: usize, progress: &Progress) -> Diagnostic {
    let next = next_token(text, progress.after);
    let reason = REASONS.iter().find(|reason| info.contains(reason.said));
    let place_rule = reason.map_or(Place::Here, |reason| reason.place);
    let is_noticed_late = matches!(place_rule, Place::Token | Place::Bracket);
    if is_noticed_late && text[next..].starts_with(['[', '{']) {
        return problem(text, next, NEVER_CLOSED.to_owned());
    }
    if let Some(bracket) = progress.brackets.last().copied().flatten()
        && is_left_open(text, bracket, place)
    {
        return problem(text, bracket, NEVER_CLOSED.to_owned());
    }
    let start = match place_rule {
        Place::Here | Place::Bracket => place,
        Place::Token => next,
        Place::Line => line_start(text, place) + indentation(text, place),
        Place::Tab => indenting_tab(text, place).unwrap_or(place),
    };
    let start = if text[start..line_end(text, start)].trim().is_empty() { last_content(text, start) } else { start };
    let message = match reason {
        _ if info.contains("mapping values") && !is_second_value(text, place) => "this key is indented too deeply",
        Some(reason) => reason.message,
        None => info,
    };
    problem(text, start, message.to_owned())
}

/// The first line outside `verbatim` parts that starts with a tab, which the parser lets pass where nothing follows or
/// nothing came before, and Compose does not.
pub fn tab_before_content(text: &str, verbatim: &[Range<usize>]) -> Option<Diagnostic> {
    let mut verbatim = verbatim.iter().peekable();
    let starts = text.starts_with('\t').then_some(0).into_iter().chain(text.match_indices("\n\t").map(|(at, _)| at + 1));
    for start in starts {
        while verbatim.next_if(|part| part.end < start).is_some() {}
        if verbatim.peek().is_none_or(|part| part.start >= start) {
            return Some(problem(text, start, TABS.to_owned()));
        }
    }
    None
}

/// Where an error is shown.
#[derive(Clone, Copy)]
enum Place {
    /// Where the parser saw it.
    Here,
    /// At the token that the parser could make nothing of.
    Token,
    /// Where the parser saw it, but a bracket that was not understood yet is the likelier mistake.
    Bracket,
    /// At the start of the line.
    Line,
    /// At the tab.
    Tab,
}

struct Reason {
    /// A part of what the parser says.
    said: &'static str,
    place: Place,
    message: &'static str,
}

const fn reason(said: &'static str, place: Place, message: &'static str) -> Reason {
    Reason { said, place, message }
}

const NEVER_CLOSED: &str = "this bracket is never closed";
const TABS: &str = "tabs cannot indent YAML; use spaces";
const QUOTE: &str = "this quote is never closed";
const BLOCK_TEXT: &str = "text after '|' or '>' starts on the next line";
const ESCAPE: &str = "unknown escape in double quotes; a backslash is written '\\\\'";
const DIRECTIVE: &str = "only directives start with '%'; quote the value";

/// What the parser says, the more special first.
const REASONS: &[Reason] = &[
    reason("tab cannot", Place::Tab, TABS),
    reason("tabs disallowed", Place::Tab, TABS),
    reason("found a tab", Place::Tab, TABS),
    reason("start with a tab", Place::Tab, TABS),
    reason("simple key", Place::Token, "expected ':' and a space after this key"),
    reason("mapping values are not allowed", Place::Here, "a value with ': ' in it needs quotes"),
    reason("illegal placement of ':'", Place::Here, "unexpected ':'"),
    reason("did not find expected key", Place::Line, "expected a key; check the indentation and the line before"),
    reason("expected '-' indicator", Place::Line, "expected a list item with '-'; check the indentation"),
    reason("expected <document start>", Place::Token, "unexpected text; check the indentation and the line before"),
    reason("invalid indentation in flow", Place::Here, "a line inside brackets must be indented"),
    reason("in quoted scalar", Place::Here, QUOTE),
    reason("unexpected end of stream", Place::Here, QUOTE),
    reason("unexpected document indicator", Place::Here, QUOTE),
    reason("trailing content", Place::Here, "unexpected text after a closing quote"),
    reason("unknown escape", Place::Here, ESCAPE),
    reason("hexadecimal number", Place::Here, ESCAPE),
    reason("character escape code", Place::Here, ESCAPE),
    reason("scanning a block scalar", Place::Here, BLOCK_TEXT),
    reason("line in block scalar", Place::Here, "this line is indented less than the text it belongs to"),
    reason("invalid indentation", Place::Here, "unexpected indentation"),
    reason("only valid inside a block", Place::Bracket, "a list item with '-' cannot be inside brackets"),
    reason("block sequence entries", Place::Here, "a list with '-' starts on its own line"),
    reason("valid YAML whitespace", Place::Here, "expected a space"),
    reason("expected whitespace", Place::Here, "expected a space"),
    reason("separated from other tokens", Place::Here, "expected a space before '#'"),
    reason("comment intercepting", Place::Here, "a comment cannot stand between the lines of a value"),
    reason("misplaced bracket", Place::Here, "unexpected closing bracket"),
    reason("flow mapping", Place::Here, "expected ',' or '}'"),
    reason("flow sequence", Place::Here, "expected ',' or ']'"),
    reason("expected node content", Place::Here, "expected a value"),
    reason("unknown anchor", Place::Here, "no anchor has this name"),
    reason("anchor or alias", Place::Here, "expected a name; a value that starts with '&' or '*' needs quotes"),
    reason("unexpected character: `%'", Place::Here, DIRECTIVE),
    reason("directive", Place::Here, DIRECTIVE),
    reason("unexpected character", Place::Here, "a value that starts with this character needs quotes"),
    reason("tag", Place::Here, "invalid tag; a value that starts with '!' needs quotes"),
    reason("handle wasn't declared", Place::Here, "this tag is not declared"),
    reason("byte order mark", Place::Here, "a byte order mark can only start the text"),
    reason("unprintable", Place::Here, "unprintable character"),
    reason("recursion limit", Place::Here, "brackets are nested too deeply"),
];

/// Whether what follows a bracket shows that it should have been closed: the text's end, or a line that is indented no
/// deeper than the bracket's and does not close it.
fn is_left_open(text: &str, bracket: usize, place: usize) -> bool {
    let line = line_start(text, place);
    let rest = text[line..].trim_start_matches([' ', '\t']);
    text[place..].trim().is_empty()
        || line > bracket
            && !rest.starts_with([']', '}'])
            && indentation(text, place) <= indentation(text, bracket)
}

/// Whether the `:` at `place` is the second one of its line that could end a key.
fn is_second_value(text: &str, place: usize) -> bool {
    text[line_start(text, place)..place].contains(": ")
}

/// Where the next token starts, comments apart.
fn next_token(text: &str, after: usize) -> usize {
    let mut at = after;
    loop {
        let rest = &text[at..];
        let is_comment = rest.starts_with('#') && (at == 0 || text[..at].ends_with(char::is_whitespace));
        let ends_key = rest.starts_with(':') && rest[1..].chars().next().is_none_or(char::is_whitespace);
        match rest.chars().next() {
            _ if is_comment => at = line_end(text, at),
            Some(_) if ends_key => at += 1,
            Some(space) if space.is_whitespace() || matches!(space, ',' | '\u{feff}') => at += space.len_utf8(),
            _ => return at,
        }
    }
}

/// The first tab that indents the line of `place` or one behind it.
fn indenting_tab(text: &str, place: usize) -> Option<usize> {
    let start = line_start(text, place);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            return Some(at + tab);
        }
        at += line.len();
    }
    None
}

/// The first character of the last line before `place` that says something.
fn last_content(text: &str, place: usize) -> usize {
    let last = text[..place].trim_end().len();
    line_start(text, last) + indentation(text, last)
}

fn line_start(text: &str, place: usize) -> usize {
    text[..place].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

pub fn line_end(text: &str, place: usize) -> usize {
    text[place..].find(['\n', '\r']).map_or(text.len(), |end| place + end)
}

/// How many blanks start the line of `place`.
fn indentation(text: &str, place: usize) -> usize {
    let line = &text[line_start(text, place)..];
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
