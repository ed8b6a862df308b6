//! Splits a text into the tokens of YAML, as go-yaml does. Over 500 lines because the scanner of libyaml, on which go-yaml
//! is based, is one machine: where a key, a list or a mapping starts depends on all of its state.
//!
//! A mapping starts before its first key, which is noticed at the `:` behind it: the scanner remembers where a simple key
//! may have started and inserts the tokens there.

use std::borrow::Cow;
use std::ops::Range;

use crate::languages::findings::MAX_FINDINGS_PER_RULE;

use super::Style;
use super::errors::{Problem, SyntaxError, line_end};
use super::scalars;

/// How a text with errors is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Parsing stops at the first error.
    Exact,
    /// Parsing goes on after an error, with guesses about what was meant.
    Tolerant,
}

/// Depth of nested values; go-yaml has the same limit.
pub const MAX_DEPTH: usize = 10_000;

/// Bytes between the start of a key and its `:`.
const MAX_KEY_LEN: usize = 1_024;

#[derive(Debug)]
pub struct Token<'t> {
    pub kind: TokenKind<'t>,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenKind<'t> {
    DocumentStart,
    DocumentEnd,
    Directive,
    BlockMappingStart,
    BlockSequenceStart,
    BlockEnd,
    BlockEntry,
    Key,
    Value,
    FlowMappingStart,
    FlowSequenceStart,
    FlowEnd { is_mapping: bool },
    FlowEntry,
    Alias,
    Anchor,
    Tag(Tag<'t>),
    Scalar { text: Cow<'t, str>, style: Style },
    End,
}

impl TokenKind<'_> {
    /// Whether a node begins with the token. Absent values have none.
    pub fn starts_node(&self) -> bool {
        use TokenKind::{Alias, BlockMappingStart, BlockSequenceStart, FlowMappingStart, FlowSequenceStart, Scalar};
        matches!(
            self,
            Alias | BlockMappingStart | BlockSequenceStart | FlowMappingStart | FlowSequenceStart | Scalar { .. }
        )
    }
}

/// A tag as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'t>(pub &'t str);

impl Tag<'_> {
    /// Whether it is `!name`.
    pub fn is_local(&self, name: &str) -> bool {
        self.0.strip_prefix('!').is_some_and(|rest| rest == name)
    }

    /// Whether it makes any scalar a string.
    pub fn is_string(&self) -> bool {
        matches!(self.0, "!!str" | "!<tag:yaml.org,2002:str>" | "!")
    }
}

/// Everything that scanning a text gives.
#[derive(Debug, Default)]
pub struct Scanned<'t> {
    pub tokens: Vec<Token<'t>>,
    pub errors: Vec<SyntaxError>,
    pub comments: Vec<Range<usize>>,
}

/// Scanning ends at an error in [`Mode::Exact`].
pub struct Stopped;

pub type Scan<T = ()> = Result<T, Stopped>;

pub fn scan(text: &str, mode: Mode) -> Scanned<'_> {
    let mut scanner = Scanner::new(text, mode);
    // An error is in the list of errors.
    let _ = scanner.scan();
    scanner.tokens.shrink_to_fit();
    Scanned { tokens: scanner.tokens, errors: scanner.errors, comments: scanner.comments }
}

/// Where a key may have started.
#[derive(Clone, Copy, Default)]
struct SimpleKey {
    is_possible: bool,
    /// Whether nothing but a key can be here.
    is_required: bool,
    token: usize,
    at: usize,
    line: usize,
    column: usize,
}

/// An open bracket.
struct Bracket {
    at: usize,
    is_mapping: bool,
    /// The indentation of its line.
    indentation: usize,
    /// The key that may have started outside of it.
    outer: SimpleKey,
}

pub struct Scanner<'t> {
    pub text: &'t str,
    pub mode: Mode,
    pub at: usize,
    /// Lines as YAML 1.1 counts them.
    line: usize,
    /// The offset at which the column is 0. Before the line's start where tabs count as several columns.
    line_start: isize,
    tokens: Vec<Token<'t>>,
    errors: Vec<SyntaxError>,
    comments: Vec<Range<usize>>,
    /// The column of the innermost block collection, or -1.
    pub indent: isize,
    indents: Vec<isize>,
    brackets: Vec<Bracket>,
    key: SimpleKey,
    key_allowed: bool,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, mode: Mode) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            text,
            mode,
            at,
            line: 0,
            line_start: at.cast_signed(),
            tokens: Vec::new(),
            errors: Vec::new(),
            comments: Vec::new(),
            indent: -1,
            indents: Vec::new(),
            brackets: Vec::new(),
            key: SimpleKey::default(),
            key_allowed: true,
        }
    }

    /// Notes an error. In [`Mode::Exact`], scanning ends with it.
    pub fn fail(&mut self, problem: Problem, range: Range<usize>) -> Scan {
        if self.errors.len() < MAX_FINDINGS_PER_RULE {
            self.errors.push(SyntaxError { problem, range });
        }
        if self.mode == Mode::Exact { Err(Stopped) } else { Ok(()) }
    }

    /// Notes an error from an offset to the end of its line.
    pub fn fail_at(&mut self, problem: Problem, at: usize) -> Scan {
        self.fail(problem, at..at)
    }

    pub fn is_tolerant(&self) -> bool {
        self.mode == Mode::Tolerant
    }

    pub fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    pub fn column(&self) -> isize {
        self.at.cast_signed() - self.line_start
    }

    pub fn is_in_flow(&self) -> bool {
        !self.brackets.is_empty()
    }

    /// Whether the value that is scanned may be a key.
    pub fn is_key_possible(&self) -> bool {
        self.key.is_possible
    }

    /// Whether the key that was noted last must be one.
    pub fn is_key_required(&self) -> bool {
        self.key.is_possible && self.key.is_required
    }

    pub fn allow_key(&mut self) {
        self.key_allowed = true;
    }

    pub fn add_comment(&mut self, range: Range<usize>) {
        self.comments.push(range);
    }

    /// The length of the line break at an offset, or 0.
    pub fn break_len(&self, at: usize) -> usize {
        break_len(self.text.as_bytes(), at)
    }

    /// Whether the character at an offset is a space, a tab, a line break or the end.
    pub fn is_blank_or_end(&self, at: usize) -> bool {
        let byte = self.text.as_bytes().get(at);
        byte.is_none_or(|byte| matches!(byte, b' ' | b'\t')) || self.break_len(at) > 0
    }

    /// Moves behind the line break at the position.
    pub fn next_line(&mut self) {
        self.at += self.break_len(self.at);
        self.line += 1;
        self.line_start = self.at.cast_signed();
    }

    pub fn skip_to_line_end(&mut self) {
        while self.at < self.text.len() && self.break_len(self.at) == 0 {
            self.at += 1;
        }
    }

    /// Whether `---` or `...` is at the position, at the start of a line.
    pub fn is_document_mark(&self) -> bool {
        self.column() == 0
            && (self.text[self.at..].starts_with("---") || self.text[self.at..].starts_with("..."))
            && self.is_blank_or_end(self.at + 3)
    }

    fn scan(&mut self) -> Scan {
        self.check_characters()?;
        loop {
            self.skip_to_token()?;
            if self.is_tolerant() {
                self.close_open_brackets();
            }
            self.expire_key()?;
            if self.at >= self.text.len() {
                return self.end();
            }
            self.unroll(self.column());
            self.token()?;
        }
    }

    /// Reports the first character that YAML does not allow.
    fn check_characters(&mut self) -> Scan {
        let is_allowed = |character: char| matches!(character, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..);
        let found = self.text.char_indices().find(|(_, character)| !is_allowed(*character));
        let Some((at, character)) = found else { return Ok(()) };
        self.fail(Problem::NotPrintable, at..at + character.len_utf8())
    }

    /// Skips white space and comments.
    fn skip_to_token(&mut self) -> Scan {
        loop {
            let is_line_start = self.column() == 0;
            while self.byte(0) == b' ' || (self.is_in_flow() || !self.key_allowed) && self.byte(0) == b'\t' {
                self.at += 1;
            }
            if self.byte(0) == b'\t' && self.is_tolerant() {
                self.skip_tabs(is_line_start)?;
            }
            if self.byte(0) == b'#' {
                let start = self.at;
                self.skip_to_line_end();
                self.comments.push(start..self.at);
            }
            if self.break_len(self.at) == 0 {
                return Ok(());
            }
            self.next_line();
            if !self.is_in_flow() {
                self.key_allowed = true;
            }
        }
    }

    /// Reports tabs where only spaces can be. In the indentation, a tab counts as two columns.
    fn skip_tabs(&mut self, is_line_start: bool) -> Scan {
        self.fail_at(Problem::Tab, self.at)?;
        while matches!(self.byte(0), b'\t' | b' ') {
            if is_line_start && self.byte(0) == b'\t' {
                self.line_start -= 1;
            }
            self.at += 1;
        }
        Ok(())
    }

    /// A required key ends with its line.
    fn expire_key(&mut self) -> Scan {
        if self.is_key_required() && (self.line > self.key.line || self.at >= self.text.len()) {
            return self.complete_key();
        }
        Ok(())
    }

    /// Reports that a key has no `:`, and goes on as if it had one.
    fn complete_key(&mut self) -> Scan {
        let key = self.key;
        let start = key.at;
        self.fail_at(Problem::MissingColon, start)?;
        let is_end = |token: &Token| token.kind == TokenKind::BlockEnd;
        let own = self.tokens[key.token..].iter().position(is_end).unwrap_or(self.tokens.len() - key.token);
        let end = self.tokens[key.token..key.token + own].last().map_or(start, |token| token.range.end);
        self.tokens.insert(key.token + own, Token { kind: TokenKind::Value, range: end..end });
        self.tokens.insert(key.token, Token { kind: TokenKind::Key, range: start..start });
        self.key = SimpleKey::default();
        Ok(())
    }

    fn end(&mut self) -> Scan {
        if let Some(bracket) = self.brackets.last() {
            let at = bracket.at;
            self.fail_at(Problem::UnclosedBracket, at)?;
            self.drop_brackets(0);
        }
        self.unroll(-1);
        self.remove_key()?;
        self.push(TokenKind::End, self.at..self.at);
        Ok(())
    }

    fn push(&mut self, kind: TokenKind<'t>, range: Range<usize>) {
        self.tokens.push(Token { kind, range });
    }

    /// Adds a token of some bytes at the position.
    fn take(&mut self, kind: TokenKind<'t>, length: usize) {
        let start = self.at;
        self.at += length;
        self.push(kind, start..self.at);
    }

    fn token(&mut self) -> Scan {
        if self.column() == 0 && self.byte(0) == b'%' {
            return self.directive();
        }
        if self.is_document_mark() {
            return self.document_mark();
        }
        let in_flow = self.is_in_flow();
        let before_blank = self.is_blank_or_end(self.at + 1);
        match self.byte(0) {
            b'[' => self.open_bracket(false),
            b'{' => self.open_bracket(true),
            b']' => self.close_bracket(false),
            b'}' => self.close_bracket(true),
            b',' => self.flow_entry(),
            b'-' if before_blank => self.block_entry(),
            b'?' if before_blank => self.explicit_key(),
            b':' if before_blank || in_flow && !self.is_after_flow_separator() => self.value(),
            b'*' => self.name(TokenKind::Alias),
            b'&' => self.name(TokenKind::Anchor),
            b'!' => self.tag(),
            b'|' | b'>' if !in_flow => {
                self.remove_key()?;
                self.key_allowed = true;
                let (text, range, style) = scalars::block(self)?;
                self.push(TokenKind::Scalar { text, style }, range);
                Ok(())
            }
            b'\'' | b'"' => {
                self.save_key()?;
                self.key_allowed = false;
                let (text, range, style) = scalars::quoted(self)?;
                self.push(TokenKind::Scalar { text, style }, range);
                Ok(())
            }
            b'#' | b'|' | b'>' | b'%' | b'@' | b'`' | b'\t' => {
                self.fail_at(Problem::NeedsQuotes, self.at)?;
                self.plain()
            }
            _ => self.plain(),
        }
    }

    /// Whether the last token starts an item of a flow list, in which a `:` belongs to a value.
    fn is_after_flow_separator(&self) -> bool {
        let last = self.tokens.last().map(|token| &token.kind);
        matches!(last, Some(TokenKind::FlowEntry | TokenKind::FlowSequenceStart))
    }

    fn plain(&mut self) -> Scan {
        let is_line_start = self.key_allowed;
        self.save_key()?;
        self.key_allowed = false;
        let column = self.column();
        let (text, range, is_cut) = scalars::plain(self)?;
        if range.is_empty() {
            // Nothing can start here.
            self.fail_at(Problem::UnexpectedText, self.at)?;
            self.skip_to_line_end();
            return Ok(());
        }
        self.push(TokenKind::Scalar { text, style: Style::Plain }, range);
        if is_cut && is_line_start && !self.is_in_flow() && self.key.is_possible && !self.key.is_required {
            self.roll(column, self.key.token, TokenKind::BlockMappingStart, self.key.at)?;
            self.key.token += 1;
            self.complete_key()?;
        }
        Ok(())
    }

    fn directive(&mut self) -> Scan {
        self.unroll(-1);
        self.remove_key()?;
        self.key_allowed = false;
        let start = self.at;
        self.skip_to_line_end();
        let line = self.text[start..self.at].trim_end();
        let line = line.split(" #").next().unwrap_or(line);
        let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        match words[..] {
            ["%YAML", "1.1"] => {}
            ["%YAML", _] => self.fail_at(Problem::YamlVersion, start)?,
            ["%TAG", handle, _] if handle.starts_with('!') && handle.ends_with('!') => {}
            _ => self.fail_at(Problem::Directive, start)?,
        }
        self.push(TokenKind::Directive, start..self.at);
        Ok(())
    }

    fn document_mark(&mut self) -> Scan {
        if self.is_tolerant() && self.is_in_flow() {
            self.report_open_bracket();
        }
        self.unroll(-1);
        self.remove_key()?;
        self.key_allowed = false;
        let kind = if self.byte(0) == b'-' { TokenKind::DocumentStart } else { TokenKind::DocumentEnd };
        self.take(kind, 3);
        Ok(())
    }

    fn open_bracket(&mut self, is_mapping: bool) -> Scan {
        self.save_key()?;
        if self.brackets.len() == MAX_DEPTH {
            self.fail_at(Problem::TooDeep, self.at)?;
            return Err(Stopped);
        }
        // Only needed to guess where the bracket should have been closed.
        let indentation = if self.is_tolerant() { self.line_indentation() } else { 0 };
        let outer = std::mem::take(&mut self.key);
        self.brackets.push(Bracket { at: self.at, is_mapping, indentation, outer });
        self.key_allowed = true;
        let kind = if is_mapping { TokenKind::FlowMappingStart } else { TokenKind::FlowSequenceStart };
        self.take(kind, 1);
        Ok(())
    }

    /// The indentation of the current line.
    fn line_indentation(&self) -> usize {
        if let Some(bracket) = self.brackets.last()
            && bracket.at.cast_signed() >= self.line_start
        {
            return bracket.indentation;
        }
        let start = usize::try_from(self.line_start).unwrap_or_default();
        self.text.as_bytes()[start..].iter().take_while(|byte| **byte == b' ').count()
    }

    fn close_bracket(&mut self, is_mapping: bool) -> Scan {
        if self.is_tolerant() {
            let Some(depth) = self.brackets.iter().rposition(|bracket| bracket.is_mapping == is_mapping) else {
                let result = self.fail(Problem::UnexpectedBracket, self.at..self.at + 1);
                self.at += 1;
                return result;
            };
            if depth + 1 < self.brackets.len() {
                self.report_unclosed();
                self.drop_brackets(depth + 1);
            }
        }
        self.remove_key()?;
        match self.brackets.pop() {
            Some(bracket) => self.key = bracket.outer,
            None => return self.fail(Problem::UnexpectedBracket, self.at..self.at + 1),
        }
        self.key_allowed = false;
        self.take(TokenKind::FlowEnd { is_mapping }, 1);
        Ok(())
    }

    /// Closes brackets before a line that does not seem to belong to them. Only after an error is known to exist.
    fn close_open_brackets(&mut self) {
        if self.brackets.is_empty() || self.at >= self.text.len() {
            return;
        }
        let is_first_on_line = self.text[..self.at].trim_end_matches(' ').ends_with(['\n', '\r']);
        let line = || self.text[self.at..line_end(self.text, self.at)].trim_end();
        if is_first_on_line && (self.is_document_mark() || self.is_outside_brackets(self.column(), line())) {
            self.report_open_bracket();
            self.key_allowed = true;
        }
    }

    /// Whether a line does not seem to belong to the open brackets.
    pub fn is_outside_brackets(&self, column: isize, line: &str) -> bool {
        self.brackets.first().is_some_and(|outermost| column <= outermost.indentation.cast_signed())
            && (line.starts_with("- ") || is_key_line(line) && !line.ends_with(','))
    }

    fn report_open_bracket(&mut self) {
        self.report_unclosed();
        self.drop_brackets(0);
    }

    fn report_unclosed(&mut self) {
        if let Some(bracket) = self.brackets.last() {
            let at = bracket.at;
            // In this mode, noting an error never stops.
            let _ = self.fail_at(Problem::UnclosedBracket, at);
        }
    }

    /// Closes the innermost brackets until some are left.
    fn drop_brackets(&mut self, left: usize) {
        let end = self.tokens.last().map_or(self.at, |token| token.range.end);
        while self.brackets.len() > left {
            if let Some(bracket) = self.brackets.pop() {
                self.key = bracket.outer;
                self.push(TokenKind::FlowEnd { is_mapping: bracket.is_mapping }, end..end);
            }
        }
        self.key_allowed = false;
    }

    fn flow_entry(&mut self) -> Scan {
        if !self.is_in_flow() {
            self.fail_at(Problem::NeedsQuotes, self.at)?;
            return self.plain();
        }
        self.remove_key()?;
        self.key_allowed = true;
        self.take(TokenKind::FlowEntry, 1);
        Ok(())
    }

    fn block_entry(&mut self) -> Scan {
        if self.is_in_flow() {
            self.fail_at(Problem::ListInBrackets, self.at)?;
            self.at += 1;
            return Ok(());
        }
        if !self.key_allowed {
            self.fail_at(Problem::ListOnKeyLine, self.at)?;
            self.at += 1;
            return Ok(());
        }
        self.roll(self.column(), self.tokens.len(), TokenKind::BlockSequenceStart, self.at)?;
        self.remove_key()?;
        self.key_allowed = true;
        self.take(TokenKind::BlockEntry, 1);
        Ok(())
    }

    fn explicit_key(&mut self) -> Scan {
        if !self.is_in_flow() {
            if !self.key_allowed {
                self.fail_at(Problem::KeyNotAllowed, self.at)?;
                self.at += 1;
                return Ok(());
            }
            self.roll(self.column(), self.tokens.len(), TokenKind::BlockMappingStart, self.at)?;
        }
        self.remove_key()?;
        self.key_allowed = !self.is_in_flow();
        self.take(TokenKind::Key, 1);
        Ok(())
    }

    fn value(&mut self) -> Scan {
        let key = self.key;
        if key.is_possible && key.line == self.line && self.at - key.at <= MAX_KEY_LEN {
            self.tokens.insert(key.token, Token { kind: TokenKind::Key, range: key.at..key.at });
            self.roll(key.column.cast_signed(), key.token, TokenKind::BlockMappingStart, key.at)?;
            self.key = SimpleKey::default();
            self.key_allowed = false;
        } else {
            if !self.is_in_flow() {
                if !self.key_allowed {
                    self.fail_at(Problem::UnexpectedColon, self.at)?;
                    self.at += 1;
                    return Ok(());
                }
                self.roll(self.column(), self.tokens.len(), TokenKind::BlockMappingStart, self.at)?;
            }
            self.key_allowed = !self.is_in_flow();
        }
        self.take(TokenKind::Value, 1);
        Ok(())
    }

    /// An anchor or alias.
    fn name(&mut self, kind: TokenKind<'t>) -> Scan {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        self.at += 1;
        while matches!(self.byte(0), 0x21..=0x7e) && !matches!(self.byte(0), b':' | b',' | b'[' | b']' | b'{' | b'}') {
            self.at += 1;
        }
        let is_end = self.is_blank_or_end(self.at) || matches!(self.byte(0), b':' | b',' | b']' | b'}');
        if self.at == start + 1 || !is_end {
            self.fail_at(Problem::AnchorName, start)?;
            let in_flow = self.is_in_flow();
            while !(self.is_blank_or_end(self.at) || in_flow && matches!(self.byte(0), b',' | b']' | b'}')) {
                self.at += 1;
            }
        }
        self.push(kind, start..self.at);
        Ok(())
    }

    fn tag(&mut self) -> Scan {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        let is_verbatim = self.byte(1) == b'<';
        let is_uri = |byte: u8| byte.is_ascii_alphanumeric() || b"_-;/?:@&=+$.!~*'()%".contains(&byte);
        self.at += 1 + usize::from(is_verbatim);
        while is_uri(self.byte(0)) || is_verbatim && b",[]{}".contains(&self.byte(0)) {
            self.at += 1;
        }
        if is_verbatim && self.byte(0) == b'>' {
            self.at += 1;
        } else if is_verbatim {
            self.fail_at(Problem::Tag, start)?;
        }
        if !self.is_blank_or_end(self.at) {
            self.fail_at(Problem::Tag, start)?;
            while !self.is_blank_or_end(self.at) {
                self.at += 1;
            }
        }
        let tag = Tag(&self.text[start..self.at]);
        if tag.0[1..].contains('!') && !tag.0.starts_with("!!") && !self.defines_handles() {
            self.fail_at(Problem::Tag, start)?;
        }
        self.push(TokenKind::Tag(tag), start..self.at);
        Ok(())
    }

    /// Whether a directive defines handles of tags.
    fn defines_handles(&self) -> bool {
        self.tokens.iter().take(100).any(|token| token.kind == TokenKind::Directive)
    }

    /// Notes that a key may start at the position.
    fn save_key(&mut self) -> Scan {
        if !self.key_allowed {
            return Ok(());
        }
        self.remove_key()?;
        self.key = SimpleKey {
            is_possible: true,
            is_required: !self.is_in_flow() && self.indent == self.column(),
            token: self.tokens.len(),
            at: self.at,
            line: self.line,
            column: usize::try_from(self.column()).unwrap_or_default(),
        };
        Ok(())
    }

    fn remove_key(&mut self) -> Scan {
        if self.is_key_required() {
            self.complete_key()?;
        }
        self.key = SimpleKey::default();
        Ok(())
    }

    /// Starts a block collection at a column, if that is deeper than the current one.
    fn roll(&mut self, column: isize, token: usize, kind: TokenKind<'t>, at: usize) -> Scan {
        if self.is_in_flow() || self.indent >= column {
            return Ok(());
        }
        if self.indents.len() == MAX_DEPTH {
            self.fail_at(Problem::TooDeep, at)?;
            return Err(Stopped);
        }
        self.indents.push(self.indent);
        self.indent = column;
        self.tokens.insert(token, Token { kind, range: at..at });
        Ok(())
    }

    /// Ends the block collections that are deeper than a column.
    fn unroll(&mut self, column: isize) {
        while !self.is_in_flow() && self.indent > column {
            self.push(TokenKind::BlockEnd, self.at..self.at);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }
}

/// Whether a line starts with a key and its `:`.
pub fn is_key_line(line: &str) -> bool {
    let line = line.strip_prefix(['"', '\'']).unwrap_or(line);
    let is_name = |character: &char| !matches!(character, ' ' | '\t' | '{' | '}' | '[' | ']' | ',' | '#' | '"' | '\'');
    let name: usize = line.chars().take_while(is_name).map(char::len_utf8).sum();
    let (name, rest) = line.split_at(name);
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    name.len() > 1 && name.ends_with(':') && (rest.is_empty() || rest.starts_with([' ', '\t']))
        || !name.is_empty() && (rest == ":" || rest.starts_with(": "))
}

/// The length of the line break at an offset, or 0. YAML 1.1 has three breaks that editors do not show as such.
pub fn break_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..] | [0xC2, 0x85, ..]) => 2,
        Some([b'\r' | b'\n', ..]) => 1,
        Some([0xE2, 0x80, 0xA8 | 0xA9, ..]) => 3,
        _ => 0,
    }
}
