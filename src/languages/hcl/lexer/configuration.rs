//! Tokens outside of literal text.

use super::{Lexer, Mode, ProblemKind, Symbol, Token};

impl Lexer<'_> {
    /// Whether the next word, after blanks and comments, is `for`.
    pub fn is_for_next(&mut self) -> bool {
        let mut at = self.position;
        loop {
            let rest = &self.text.as_bytes()[at..];
            match rest {
                [b' ' | b'\t' | b'\n', ..] => at += 1,
                [b'\r', b'\n', ..] => at += 2,
                [b'#', ..] | [b'/', b'/' | b'*', ..] => match self.comment(at) {
                    Some(length) => at += length,
                    None => return false,
                },
                [b'f', b'o', b'r', ..] => return identifier_length(&self.text[at..]) == 3,
                _ => return false,
            }
        }
    }

    pub(super) fn configuration(&mut self) -> Token {
        while let Some(b' ' | b'\t') = self.byte(0) {
            self.position += 1;
        }
        let Some(first) = self.byte(0) else { return self.take(Symbol::End, 0) };
        match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.take(Symbol::Identifier, identifier_length(self.rest())),
            b'0'..=b'9' => self.take(Symbol::Number, number_length(self.rest().as_bytes())),
            b'\n' => self.take(Symbol::Newline, 1),
            b'\r' if self.byte(1) == Some(b'\n') => self.take(Symbol::Newline, 2),
            b'"' => {
                self.modes.push(Mode::Quoted);
                self.take(Symbol::OpenQuote, 1)
            }
            b'{' => {
                self.count_braces(|braces| braces.saturating_add(1));
                self.take(Symbol::OpenBrace, 1)
            }
            b'}' => self.close_brace(1, Symbol::CloseBrace),
            b'#' => self.comment_or(Symbol::Unusable),
            b'/' => self.comment_or(Symbol::Slash),
            b'<' => self.less(),
            _ => self.sign(first),
        }
    }

    /// Signs whose meaning no template changes.
    fn sign(&mut self, first: u8) -> Token {
        let next = self.byte(1);
        let (symbol, length) = match (first, next) {
            (b'=', Some(b'=')) => (Symbol::EqualEqual, 2),
            (b'=', Some(b'>')) => (Symbol::FatArrow, 2),
            (b'=', _) => (Symbol::Equal, 1),
            (b',', _) => (Symbol::Comma, 1),
            (b'.', Some(b'.')) if self.byte(2) == Some(b'.') => (Symbol::Ellipsis, 3),
            (b'.', _) => (Symbol::Dot, 1),
            (b'[', _) => (Symbol::OpenBracket, 1),
            (b']', _) => (Symbol::CloseBracket, 1),
            (b'(', _) => (Symbol::OpenParenthesis, 1),
            (b')', _) => (Symbol::CloseParenthesis, 1),
            (b':', Some(b':')) => (Symbol::DoubleColon, 2),
            (b':', _) => (Symbol::Colon, 1),
            (b'?', _) => (Symbol::Question, 1),
            (b'!', Some(b'=')) => (Symbol::NotEqual, 2),
            (b'!', _) => (Symbol::Bang, 1),
            (b'>', Some(b'=')) => (Symbol::GreaterEqual, 2),
            (b'>', _) => (Symbol::Greater, 1),
            (b'&', Some(b'&')) => (Symbol::And, 2),
            (b'|', Some(b'|')) => (Symbol::Or, 2),
            (b'+', _) => (Symbol::Plus, 1),
            (b'-', _) => (Symbol::Minus, 1),
            (b'*', _) => (Symbol::Star, 1),
            (b'%', _) => (Symbol::Percent, 1),
            (b'~', Some(b'}')) => return self.close_brace(2, Symbol::CloseSequence),
            _ => return self.other(),
        };
        self.take(symbol, length)
    }

    /// `<`, `<=` or the beginning of a heredoc.
    fn less(&mut self) -> Token {
        if self.byte(1) == Some(b'=') {
            return self.take(Symbol::LessEqual, 2);
        }
        let Some((marker, length)) = heredoc_opening(self.rest()) else { return self.take(Symbol::Less, 1) };
        self.modes.push(Mode::Heredoc { marker, at_line_start: true });
        self.take(Symbol::OpenHeredoc, length)
    }

    /// A brace closes the innermost sequence unless one was opened within it.
    fn close_brace(&mut self, length: usize, otherwise: Symbol) -> Token {
        if matches!(self.modes.last(), Some(Mode::Sequence { braces: 0 })) {
            self.modes.pop();
            return self.take(Symbol::CloseSequence, length);
        }
        self.count_braces(|braces| braces.saturating_sub(1));
        self.take(otherwise, length)
    }

    fn count_braces(&mut self, count: impl FnOnce(u32) -> u32) {
        if let Some(Mode::Sequence { braces }) = self.modes.last_mut() {
            *braces = count(*braces);
        }
    }

    fn comment_or(&mut self, otherwise: Symbol) -> Token {
        if let Some(length) = self.comment(self.position) {
            self.take(Symbol::Comment, length)
        } else {
            let is_comment = self.rest().starts_with("/*");
            let token = self.take(otherwise, 1);
            if is_comment && !self.has_told_comment {
                self.has_told_comment = true;
                self.problems.push(ProblemKind::UnclosedComment, token.span);
            }
            token
        }
    }

    /// Bytes of the comment that starts at an offset, with the line end of one that ends there.
    fn comment(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.starts_with('#') || rest.starts_with("//") {
            return Some(rest.find('\n').map_or(rest.len(), |end| end + 1));
        }
        if !rest.starts_with("/*") || self.no_comment_ends {
            return None;
        }
        let end = rest[2..].find("*/");
        self.no_comment_ends = end.is_none();
        end.map(|end| end + 4)
    }

    /// A word in another script, or nothing of the language.
    fn other(&mut self) -> Token {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return self.take(Symbol::End, 0) };
        let length = first.len_utf8();
        let is_told = match first {
            '&' | '|' | '^' | '~' => counted(&mut self.told.bitwise, |times| times < 4),
            // Only the first of a pair, and not of every pair.
            '`' => counted(&mut self.told.backticks, |times| matches!(times, 0 | 2)),
            '\'' => counted(&mut self.told.single_quotes, |times| matches!(times, 0 | 2)),
            ';' => counted(&mut self.told.semicolons, |times| times == 0),
            _ if unicode_ident::is_xid_start(first) => {
                return self.take(Symbol::Identifier, identifier_length(rest));
            }
            _ => true,
        };
        if !is_told {
            return self.take(Symbol::Unusable, length);
        }
        let kind = match first {
            '&' | '|' | '^' | '~' => ProblemKind::BitwiseOperator,
            '`' => ProblemKind::Backtick,
            '\'' => ProblemKind::SingleQuote,
            ';' => ProblemKind::Semicolon,
            '“' | '”' => ProblemKind::CurlyQuote,
            _ => ProblemKind::UnusableCharacter,
        };
        self.refuse(kind, length)
    }
}

/// Asks about the times so far, and counts one more.
fn counted(times: &mut u8, is_told: impl FnOnce(u8) -> bool) -> bool {
    let told = is_told(*times);
    *times = times.saturating_add(1);
    told
}

/// Bytes of the word a text starts with.
pub(super) fn identifier_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => length += 1,
            b'0'..=b'9' | b'-' if length > 0 => length += 1,
            0..=127 => break,
            _ => match text[length..].chars().next() {
                Some(other) if length == 0 && unicode_ident::is_xid_start(other) => length += other.len_utf8(),
                Some(other) if length > 0 && unicode_ident::is_xid_continue(other) => length += other.len_utf8(),
                _ => break,
            },
        }
    }
    length
}

/// Bytes of the number a text starts with, which may be malformed but does not end with a dot.
fn number_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    let mut at = 0;
    loop {
        match bytes[at..] {
            [b'0'..=b'9', ..] => at += 1,
            [b'.', ..] => {
                at += 1;
                continue;
            }
            [b'e' | b'E', b'0'..=b'9', ..] => at += 2,
            [b'e' | b'E', b'+' | b'-', b'0'..=b'9', ..] => at += 3,
            _ => return length,
        }
        length = at;
    }
}

/// The marker of the heredoc that a text opens, and the bytes up to its first line.
fn heredoc_opening(text: &str) -> Option<(&str, usize)> {
    let after = text.strip_prefix("<<")?;
    let after = after.strip_prefix('-').unwrap_or(after);
    let (marker, after) = after.split_at(identifier_length(after));
    let after = after.strip_prefix('\r').unwrap_or(after).strip_prefix('\n')?;
    (!marker.is_empty()).then_some((marker, text.len() - after.len()))
}
