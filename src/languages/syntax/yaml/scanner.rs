//! Splits a text into YAML tokens, as go-yaml does. Over 500 lines because the scanner of libyaml, on which go-yaml is
//! based, is a single state machine: where a key, a list or a mapping starts depends on its entire state.
//!
//! A mapping starts before its first key, but the scanner only recognizes the key at the `:` after it. The scanner
//! therefore remembers where a simple key may have started, and inserts the tokens there.

use std::borrow::Cow;
use std::ops::Range;

use super::Style;
use super::cursor::{Cursor, Mode, Scan, Stopped};
use super::errors::{Problem, SyntaxError, line_end};
use super::scalars::{self, PlainScalar, Surroundings};

/// The maximum depth of nested values. go-yaml has the same limit.
pub const MAX_DEPTH: usize = 10_000;

/// The maximum distance between the start of a key and its `:`, in bytes.
const MAX_KEY_LEN: usize = 1_024;

/// Dense files have a token for so many bytes.
const MIN_TOKEN_DISTANCE: usize = 4;

/// The maximum number of tokens for which memory is reserved. A block scalar of any length is one token.
const MAX_RESERVED: usize = 65_536;

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
    /// Whether a node starts with the token. An absent value has no token.
    pub fn starts_node(&self) -> bool {
        use TokenKind::{Alias, BlockMappingStart, BlockSequenceStart, FlowMappingStart, FlowSequenceStart, Scalar};
        matches!(
            self,
            Alias | BlockMappingStart | BlockSequenceStart | FlowMappingStart | FlowSequenceStart | Scalar { .. }
        )
    }
}

/// A tag, as in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'t>(pub &'t str);

impl Tag<'_> {
    /// Whether the tag is `!name`.
    pub fn is_local(&self, name: &str) -> bool {
        self.0.strip_prefix('!').is_some_and(|rest| rest == name)
    }

    /// Whether the tag makes a quoted scalar a number.
    pub fn is_number(&self) -> bool {
        matches!(self.0, "!!int" | "!!float")
    }

    /// Whether the tag makes any scalar a string.
    pub fn is_string(&self) -> bool {
        matches!(self.0, "!!str" | "!<tag:yaml.org,2002:str>" | "!")
    }
}

/// The result of scanning a text.
#[derive(Debug, Default)]
pub struct Scanned<'t> {
    pub tokens: Vec<Token<'t>>,
    pub errors: Vec<SyntaxError>,
    pub comments: Vec<Range<usize>>,
}

pub fn scan(text: &str, mode: Mode) -> Scanned<'_> {
    let mut scanner = Scanner::new(text, mode);
    // The error is already in the list of errors.
    let _ = scanner.scan();
    scanner.tokens.shrink_to_fit();
    Scanned { tokens: scanner.tokens, errors: scanner.cursor.errors, comments: scanner.cursor.comments }
}

/// The position where a simple key may have started.
#[derive(Clone, Copy, Default)]
struct SimpleKey {
    is_possible: bool,
    /// Whether only a key is valid here.
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
    /// The indentation of the bracket's line.
    indentation: usize,
    /// The simple key that may have started outside of the bracket.
    outer: SimpleKey,
}

struct Scanner<'t> {
    cursor: Cursor<'t>,
    tokens: Vec<Token<'t>>,
    /// The column of the innermost block collection, or -1 if there is none.
    indent: isize,
    indents: Vec<isize>,
    brackets: Vec<Bracket>,
    key: SimpleKey,
    key_allowed: bool,
    /// The indentation of the last line that is indented with tabs, and its column.
    tabs: Option<(&'t str, usize)>,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, mode: Mode) -> Self {
        Self {
            cursor: Cursor::new(text, mode),
            tokens: Vec::with_capacity((text.len() / MIN_TOKEN_DISTANCE).min(MAX_RESERVED)),
            indent: -1,
            indents: Vec::new(),
            brackets: Vec::new(),
            key: SimpleKey::default(),
            key_allowed: true,
            tabs: None,
        }
    }

    fn is_in_flow(&self) -> bool {
        !self.brackets.is_empty()
    }

    /// The context for scanning a scalar at the current position.
    fn surroundings(&self) -> Surroundings {
        Surroundings {
            indent: self.indent,
            bracket_indentation: self.brackets.first().map(|outermost| outermost.indentation),
            is_key_possible: self.key.is_possible,
            is_key_required: self.is_key_required(),
        }
    }

    /// Whether only a key is valid at the last position where a key may have started.
    fn is_key_required(&self) -> bool {
        self.key.is_possible && self.key.is_required
    }

    fn scan(&mut self) -> Scan {
        self.check_characters()?;
        loop {
            self.skip_to_token()?;
            if self.cursor.is_tolerant() {
                self.close_open_brackets();
            }
            self.expire_key()?;
            if self.cursor.at >= self.cursor.text.len() {
                return self.end();
            }
            self.unroll(self.cursor.column());
            self.token()?;
        }
    }

    /// Reports the first character that is not allowed in YAML.
    fn check_characters(&mut self) -> Scan {
        let is_printable_ascii = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
        let Some(start) = self.cursor.text.bytes().position(|byte| !is_printable_ascii(byte)) else { return Ok(()) };
        let is_allowed = |character: char| matches!(character, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..);
        let mut rest = self.cursor.text[start..].char_indices().map(|(at, character)| (start + at, character));
        let found = rest.find(|(_, character)| !is_allowed(*character));
        let Some((at, character)) = found else { return Ok(()) };
        self.cursor.fail(Problem::NotPrintable, at..at + character.len_utf8())
    }

    /// Skips white space and comments.
    fn skip_to_token(&mut self) -> Scan {
        // After a comment on its own line, tabs may indent the following comments.
        let mut is_in_comments = false;
        loop {
            let is_line_start = self.cursor.column() == 0;
            if is_in_comments {
                self.skip_blanks_before_comment();
            }
            while self.cursor.byte(0) == b' '
                || (self.is_in_flow() || !self.key_allowed) && self.cursor.byte(0) == b'\t'
            {
                self.cursor.at += 1;
            }
            if self.cursor.byte(0) == b'\t' && self.cursor.is_tolerant() {
                self.skip_tabs(is_line_start)?;
            }
            if self.cursor.byte(0) == b'#' {
                let start = self.cursor.at;
                is_in_comments |= self.starts_comments();
                self.cursor.skip_to_line_end();
                self.cursor.comments.push(start..self.cursor.at);
            }
            if self.cursor.break_len(self.cursor.at) == 0 {
                return Ok(());
            }
            self.cursor.next_line();
            if !self.is_in_flow() {
                self.key_allowed = true;
            }
        }
    }

    /// Whether the comment at the current position does not belong to a token before it on its line.
    fn starts_comments(&self) -> bool {
        let before = self.cursor.text[..self.cursor.at].trim_end_matches([' ', '\t']);
        let ends_line = before.is_empty() || before.ends_with(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
        let last = self.tokens.last().map(|token| &token.kind);
        ends_line || matches!(last, Some(TokenKind::DocumentStart | TokenKind::DocumentEnd | TokenKind::BlockEntry))
    }

    /// Skips the white space of a line that is empty or only has a comment.
    fn skip_blanks_before_comment(&mut self) {
        let mut at = self.cursor.at;
        while matches!(self.cursor.text.as_bytes().get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        if self.cursor.text.as_bytes().get(at) == Some(&b'#') || self.cursor.break_len(at) > 0 {
            self.cursor.at = at;
        }
    }

    /// Reports tabs where only spaces are allowed.
    fn skip_tabs(&mut self, is_line_start: bool) -> Scan {
        self.cursor.fail_at(Problem::Tab, self.cursor.at)?;
        let start = self.cursor.at;
        while matches!(self.cursor.byte(0), b'\t' | b' ') {
            self.cursor.at += 1;
        }
        let indentation = &self.cursor.text[start..self.cursor.at];
        let is_empty = matches!(self.cursor.byte(0), b'#') || self.cursor.break_len(self.cursor.at) > 0;
        if is_line_start && !is_empty {
            let column = self.column_of(indentation);
            self.tabs = Some((indentation, column));
            self.cursor.line_start = self.cursor.at.cast_signed() - column.cast_signed();
        }
        Ok(())
    }

    /// Returns the probable column of a line that is indented with tabs. After a line that is indented with spaces, the
    /// line belongs to the innermost collection, or to the key before it. Elsewhere, a tab counts as two columns.
    fn column_of(&self, indentation: &str) -> usize {
        let last = self.tokens.last();
        let before = &self.cursor.text[..last.map_or(0, |token| token.range.end)];
        if before[before.rfind('\n').map_or(0, |at| at + 1)..].starts_with(' ') {
            let innermost = usize::try_from(self.indent).unwrap_or_default();
            let is_after_key = last.is_some_and(|token| token.kind == TokenKind::Value);
            return if is_after_key { innermost + 2 } else { innermost };
        }
        let width = |indentation: &str| indentation.len() + indentation.matches('\t').count();
        let (earlier, column) = self.tabs.unwrap_or_default();
        (column + width(indentation)).saturating_sub(width(earlier))
    }

    /// Completes a required key at the end of its line.
    fn expire_key(&mut self) -> Scan {
        if self.is_key_required() && (self.cursor.line > self.key.line || self.cursor.at >= self.cursor.text.len()) {
            return self.complete_key();
        }
        Ok(())
    }

    /// Reports that a key has no `:`, and continues as if it had one.
    fn complete_key(&mut self) -> Scan {
        let key = self.key;
        let start = key.at;
        self.cursor.fail_at(Problem::MissingColon, start)?;
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
            self.cursor.fail_at(Problem::UnclosedBracket, at)?;
            self.drop_brackets(0);
        }
        self.unroll(-1);
        self.remove_key()?;
        self.push(TokenKind::End, self.cursor.at..self.cursor.at);
        Ok(())
    }

    fn push(&mut self, kind: TokenKind<'t>, range: Range<usize>) {
        self.tokens.push(Token { kind, range });
    }

    /// Adds a token of some bytes at the current position.
    fn take(&mut self, kind: TokenKind<'t>, length: usize) {
        let start = self.cursor.at;
        self.cursor.at += length;
        self.push(kind, start..self.cursor.at);
    }

    fn token(&mut self) -> Scan {
        if self.cursor.column() == 0 && self.cursor.byte(0) == b'%' {
            return self.directive();
        }
        if self.cursor.is_document_mark() {
            return self.document_mark();
        }
        let in_flow = self.is_in_flow();
        let before_blank = self.cursor.is_blank_or_end(self.cursor.at + 1);
        match self.cursor.byte(0) {
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
                let (text, range, style) = scalars::block(&mut self.cursor, self.indent)?;
                self.push(TokenKind::Scalar { text, style }, range);
                Ok(())
            }
            b'\'' | b'"' => {
                self.save_key()?;
                self.key_allowed = false;
                let surroundings = self.surroundings();
                let (text, range, style) = scalars::quoted(&mut self.cursor, &surroundings)?;
                self.push(TokenKind::Scalar { text, style }, range);
                Ok(())
            }
            b'#' | b'|' | b'>' | b'%' | b'@' | b'`' | b'\t' => {
                self.cursor.fail_at(Problem::NeedsQuotes, self.cursor.at)?;
                self.plain()
            }
            _ => self.plain(),
        }
    }

    /// Whether the last token starts an item of a flow list, in which a `:` can be part of a plain value.
    fn is_after_flow_separator(&self) -> bool {
        let last = self.tokens.last().map(|token| &token.kind);
        matches!(last, Some(TokenKind::FlowEntry | TokenKind::FlowSequenceStart))
    }

    fn plain(&mut self) -> Scan {
        let is_line_start = self.key_allowed;
        self.save_key()?;
        self.key_allowed = false;
        let column = self.cursor.column();
        let surroundings = self.surroundings();
        let scalar = scalars::plain(&mut self.cursor, &surroundings)?;
        if scalar.ends_at_line_start {
            self.key_allowed = true;
        }
        let PlainScalar { text, range, is_cut, .. } = scalar;
        if range.is_empty() {
            // No token can start here.
            self.cursor.fail_at(Problem::UnexpectedText, self.cursor.at)?;
            self.cursor.skip_to_line_end();
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
        let start = self.cursor.at;
        self.cursor.skip_to_line_end();
        let line = self.cursor.text[start..self.cursor.at].trim_end();
        let line = line.split(" #").next().unwrap_or(line);
        let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        match words[..] {
            ["%YAML", "1.1"] => {}
            ["%YAML", _] => self.cursor.fail_at(Problem::YamlVersion, start)?,
            ["%TAG", handle, _] if handle.starts_with('!') && handle.ends_with('!') => {}
            _ => self.cursor.fail_at(Problem::Directive, start)?,
        }
        self.push(TokenKind::Directive, start..self.cursor.at);
        Ok(())
    }

    fn document_mark(&mut self) -> Scan {
        if self.cursor.is_tolerant() && self.is_in_flow() {
            self.report_open_bracket();
        }
        self.unroll(-1);
        self.remove_key()?;
        self.key_allowed = false;
        let kind = if self.cursor.byte(0) == b'-' { TokenKind::DocumentStart } else { TokenKind::DocumentEnd };
        self.take(kind, 3);
        Ok(())
    }

    fn open_bracket(&mut self, is_mapping: bool) -> Scan {
        self.save_key()?;
        if self.brackets.len() == MAX_DEPTH {
            self.cursor.fail_at(Problem::TooDeep, self.cursor.at)?;
            return Err(Stopped);
        }
        // The indentation is only needed to guess where the bracket should have been closed.
        let indentation = if self.cursor.is_tolerant() { self.line_indentation() } else { 0 };
        let outer = std::mem::take(&mut self.key);
        self.brackets.push(Bracket { at: self.cursor.at, is_mapping, indentation, outer });
        self.key_allowed = true;
        let kind = if is_mapping { TokenKind::FlowMappingStart } else { TokenKind::FlowSequenceStart };
        self.take(kind, 1);
        Ok(())
    }

    /// The indentation of the current line.
    fn line_indentation(&self) -> usize {
        if let Some(bracket) = self.brackets.last()
            && bracket.at.cast_signed() >= self.cursor.line_start
        {
            return bracket.indentation;
        }
        let start = usize::try_from(self.cursor.line_start).unwrap_or_default();
        self.cursor.text.as_bytes()[start..].iter().take_while(|byte| **byte == b' ').count()
    }

    fn close_bracket(&mut self, is_mapping: bool) -> Scan {
        if self.cursor.is_tolerant() {
            let Some(depth) = self.brackets.iter().rposition(|bracket| bracket.is_mapping == is_mapping) else {
                let result = self.cursor.fail(Problem::UnexpectedBracket, self.cursor.at..self.cursor.at + 1);
                self.cursor.at += 1;
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
            None => return self.cursor.fail(Problem::UnexpectedBracket, self.cursor.at..self.cursor.at + 1),
        }
        self.key_allowed = false;
        self.take(TokenKind::FlowEnd { is_mapping }, 1);
        Ok(())
    }

    /// Closes brackets before a line that does not seem to belong to them. This only happens if the text is known to
    /// contain an error.
    fn close_open_brackets(&mut self) {
        if self.brackets.is_empty() || self.cursor.at >= self.cursor.text.len() {
            return;
        }
        let is_first_on_line = self.cursor.text[..self.cursor.at].trim_end_matches(' ').ends_with(['\n', '\r']);
        let line = || self.cursor.text[self.cursor.at..line_end(self.cursor.text, self.cursor.at)].trim_end();
        if is_first_on_line
            && (self.cursor.is_document_mark() || self.surroundings().is_outside_brackets(self.cursor.column(), line()))
        {
            self.report_open_bracket();
            self.key_allowed = true;
        }
    }

    fn report_open_bracket(&mut self) {
        self.report_unclosed();
        self.drop_brackets(0);
    }

    fn report_unclosed(&mut self) {
        if let Some(bracket) = self.brackets.last() {
            let at = bracket.at;
            // In tolerant mode, recording an error never stops scanning.
            let _ = self.cursor.fail_at(Problem::UnclosedBracket, at);
        }
    }

    /// Closes the innermost brackets until only `left` are open.
    fn drop_brackets(&mut self, left: usize) {
        let end = self.tokens.last().map_or(self.cursor.at, |token| token.range.end);
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
            self.cursor.fail_at(Problem::NeedsQuotes, self.cursor.at)?;
            return self.plain();
        }
        self.remove_key()?;
        self.key_allowed = true;
        self.take(TokenKind::FlowEntry, 1);
        Ok(())
    }

    fn block_entry(&mut self) -> Scan {
        if self.is_in_flow() {
            self.cursor.fail_at(Problem::ListInBrackets, self.cursor.at)?;
            self.cursor.at += 1;
            return Ok(());
        }
        if !self.key_allowed {
            self.cursor.fail_at(Problem::ListOnKeyLine, self.cursor.at)?;
            self.cursor.at += 1;
            return Ok(());
        }
        self.roll(self.cursor.column(), self.tokens.len(), TokenKind::BlockSequenceStart, self.cursor.at)?;
        self.remove_key()?;
        self.key_allowed = true;
        self.take(TokenKind::BlockEntry, 1);
        Ok(())
    }

    fn explicit_key(&mut self) -> Scan {
        if !self.is_in_flow() {
            if !self.key_allowed {
                self.cursor.fail_at(Problem::KeyNotAllowed, self.cursor.at)?;
                self.cursor.at += 1;
                return Ok(());
            }
            self.roll(self.cursor.column(), self.tokens.len(), TokenKind::BlockMappingStart, self.cursor.at)?;
        }
        self.remove_key()?;
        self.key_allowed = !self.is_in_flow();
        self.take(TokenKind::Key, 1);
        Ok(())
    }

    fn value(&mut self) -> Scan {
        let key = self.key;
        if key.is_possible && key.line == self.cursor.line && self.cursor.at - key.at <= MAX_KEY_LEN {
            self.tokens.insert(key.token, Token { kind: TokenKind::Key, range: key.at..key.at });
            self.roll(key.column.cast_signed(), key.token, TokenKind::BlockMappingStart, key.at)?;
            self.key = SimpleKey::default();
            self.key_allowed = false;
        } else {
            if !self.is_in_flow() {
                if !self.key_allowed {
                    self.cursor.fail_at(Problem::UnexpectedColon, self.cursor.at)?;
                    self.cursor.at += 1;
                    return Ok(());
                }
                self.roll(self.cursor.column(), self.tokens.len(), TokenKind::BlockMappingStart, self.cursor.at)?;
            }
            self.key_allowed = !self.is_in_flow();
        }
        self.take(TokenKind::Value, 1);
        Ok(())
    }

    /// Scans an anchor or alias.
    fn name(&mut self, kind: TokenKind<'t>) -> Scan {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.cursor.at;
        self.cursor.at += 1;
        while matches!(self.cursor.byte(0), 0x21..=0x7e)
            && !matches!(self.cursor.byte(0), b':' | b',' | b'[' | b']' | b'{' | b'}')
        {
            self.cursor.at += 1;
        }
        let is_end =
            self.cursor.is_blank_or_end(self.cursor.at) || matches!(self.cursor.byte(0), b':' | b',' | b']' | b'}');
        if self.cursor.at == start + 1 || !is_end {
            self.cursor.fail_at(Problem::AnchorName, start)?;
            let in_flow = self.is_in_flow();
            while !(self.cursor.is_blank_or_end(self.cursor.at)
                || in_flow && matches!(self.cursor.byte(0), b',' | b']' | b'}'))
            {
                self.cursor.at += 1;
            }
        }
        self.push(kind, start..self.cursor.at);
        Ok(())
    }

    fn tag(&mut self) -> Scan {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.cursor.at;
        let is_verbatim = self.cursor.byte(1) == b'<';
        let is_uri = |byte: u8| byte.is_ascii_alphanumeric() || b"_-;/?:@&=+$.!~*'()%".contains(&byte);
        self.cursor.at += 1 + usize::from(is_verbatim);
        while is_uri(self.cursor.byte(0)) || is_verbatim && b",[]{}".contains(&self.cursor.byte(0)) {
            self.cursor.at += 1;
        }
        if is_verbatim && self.cursor.byte(0) == b'>' {
            self.cursor.at += 1;
        } else if is_verbatim {
            self.cursor.fail_at(Problem::Tag, start)?;
        }
        if !self.cursor.is_blank_or_end(self.cursor.at) {
            self.cursor.fail_at(Problem::Tag, start)?;
            while !self.cursor.is_blank_or_end(self.cursor.at) {
                self.cursor.at += 1;
            }
        }
        let tag = Tag(&self.cursor.text[start..self.cursor.at]);
        if tag.0[1..].contains('!') && !tag.0.starts_with("!!") && !self.defines_handles() {
            self.cursor.fail_at(Problem::Tag, start)?;
        }
        self.push(TokenKind::Tag(tag), start..self.cursor.at);
        Ok(())
    }

    /// Whether a directive defines tag handles.
    fn defines_handles(&self) -> bool {
        self.tokens.iter().take(100).any(|token| token.kind == TokenKind::Directive)
    }

    /// Records that a simple key may start at the current position.
    fn save_key(&mut self) -> Scan {
        if !self.key_allowed {
            return Ok(());
        }
        self.remove_key()?;
        self.key = SimpleKey {
            is_possible: true,
            is_required: !self.is_in_flow() && self.indent == self.cursor.column(),
            token: self.tokens.len(),
            at: self.cursor.at,
            line: self.cursor.line,
            column: usize::try_from(self.cursor.column()).unwrap_or_default(),
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

    /// Starts a block collection at a column, if that column is deeper than the current one.
    fn roll(&mut self, column: isize, token: usize, kind: TokenKind<'t>, at: usize) -> Scan {
        if self.is_in_flow() || self.indent >= column {
            return Ok(());
        }
        if self.indents.len() == MAX_DEPTH {
            self.cursor.fail_at(Problem::TooDeep, at)?;
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
            self.push(TokenKind::BlockEnd, self.cursor.at..self.cursor.at);
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }
}
