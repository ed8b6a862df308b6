//! Tokens outside of literal text. hclsyntax calls this mode "normal".

use super::{Lexer, Mode, SyntaxErrorKind, Token, TokenKind};

impl Lexer<'_> {
    /// Whether the next word, after white space and comments, is `for`.
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

    pub(super) fn normal(&mut self) -> Token {
        while let Some(b' ' | b'\t') = self.byte(0) {
            self.position += 1;
        }
        let Some(first) = self.byte(0) else { return self.take(TokenKind::End, 0) };
        match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.take(TokenKind::Identifier, identifier_length(self.rest())),
            b'0'..=b'9' => self.take(TokenKind::Number, number_length(self.rest().as_bytes())),
            b'\n' => self.take(TokenKind::Newline, 1),
            b'\r' if self.byte(1) == Some(b'\n') => self.take(TokenKind::Newline, 2),
            b'"' => {
                self.modes.push(Mode::Quoted);
                self.take(TokenKind::OpenQuote, 1)
            }
            b'{' => {
                self.count_braces(|braces| braces.saturating_add(1));
                self.take(TokenKind::OpenBrace, 1)
            }
            b'}' => self.close_brace(1, TokenKind::CloseBrace),
            b'#' => self.comment_or(TokenKind::Invalid),
            b'/' => self.comment_or(TokenKind::Slash),
            b'<' => self.less(),
            _ => self.punctuation(first),
        }
    }

    /// Punctuation that has the same meaning inside and outside of templates.
    fn punctuation(&mut self, first: u8) -> Token {
        let next = self.byte(1);
        let (kind, length) = match (first, next) {
            (b'=', Some(b'=')) => (TokenKind::EqualEqual, 2),
            (b'=', Some(b'>')) => (TokenKind::FatArrow, 2),
            (b'=', _) => (TokenKind::Equal, 1),
            (b',', _) => (TokenKind::Comma, 1),
            (b'.', Some(b'.')) if self.byte(2) == Some(b'.') => (TokenKind::Ellipsis, 3),
            (b'.', _) => (TokenKind::Dot, 1),
            (b'[', _) => (TokenKind::OpenBracket, 1),
            (b']', _) => (TokenKind::CloseBracket, 1),
            (b'(', _) => (TokenKind::OpenParenthesis, 1),
            (b')', _) => (TokenKind::CloseParenthesis, 1),
            (b':', Some(b':')) => (TokenKind::DoubleColon, 2),
            (b':', _) => (TokenKind::Colon, 1),
            (b'?', _) => (TokenKind::Question, 1),
            (b'!', Some(b'=')) => (TokenKind::NotEqual, 2),
            (b'!', _) => (TokenKind::Bang, 1),
            (b'>', Some(b'=')) => (TokenKind::GreaterEqual, 2),
            (b'>', _) => (TokenKind::Greater, 1),
            (b'&', Some(b'&')) => (TokenKind::And, 2),
            (b'|', Some(b'|')) => (TokenKind::Or, 2),
            (b'+', _) => (TokenKind::Plus, 1),
            (b'-', _) => (TokenKind::Minus, 1),
            (b'*', _) => (TokenKind::Star, 1),
            (b'%', _) => (TokenKind::Percent, 1),
            (b'~', Some(b'}')) => return self.close_brace(2, TokenKind::CloseSequence),
            _ => return self.word_or_invalid(),
        };
        self.take(kind, length)
    }

    /// Lexes `<`, `<=` or the start of a heredoc.
    fn less(&mut self) -> Token {
        if self.byte(1) == Some(b'=') {
            return self.take(TokenKind::LessEqual, 2);
        }
        let Some((marker, length)) = heredoc_opening(self.rest()) else { return self.take(TokenKind::Less, 1) };
        self.modes.push(Mode::Heredoc { marker, at_line_start: true });
        self.take(TokenKind::OpenHeredoc, length)
    }

    /// Lexes a closing brace. It closes the innermost sequence, unless a brace was opened within the sequence.
    fn close_brace(&mut self, length: usize, otherwise: TokenKind) -> Token {
        if matches!(self.modes.last(), Some(Mode::Sequence { braces: 0 })) {
            self.modes.pop();
            return self.take(TokenKind::CloseSequence, length);
        }
        self.count_braces(|braces| braces.saturating_sub(1));
        self.take(otherwise, length)
    }

    fn count_braces(&mut self, count: impl FnOnce(u32) -> u32) {
        if let Some(Mode::Sequence { braces }) = self.modes.last_mut() {
            *braces = count(*braces);
        }
    }

    fn comment_or(&mut self, otherwise: TokenKind) -> Token {
        if let Some(length) = self.comment(self.position) {
            return self.take(TokenKind::Comment, length);
        }
        let is_comment = self.rest().starts_with("/*");
        let token = self.take(otherwise, 1);
        // An unterminated comment is reported once, because everything after it may belong to it.
        if is_comment && !self.has_reported_comment {
            self.has_reported_comment = true;
            self.errors.push(SyntaxErrorKind::UnclosedComment, token.span);
        }
        token
    }

    /// Returns the length of the comment that starts at an offset. A line comment includes its line ending.
    fn comment(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.starts_with('#') || rest.starts_with("//") {
            return Some(rest.find('\n').map_or(rest.len(), |end| end + 1));
        }
        if !rest.starts_with("/*") || self.no_comment_end {
            return None;
        }
        let end = rest[2..].find("*/");
        self.no_comment_end = end.is_none();
        end.map(|end| end + 4)
    }

    /// Lexes a word that starts with a non-ASCII letter, or an invalid character.
    fn word_or_invalid(&mut self) -> Token {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return self.take(TokenKind::End, 0) };
        let length = first.len_utf8();
        let is_reported = match first {
            '&' | '|' | '^' | '~' => counted(&mut self.counts.bitwise, |times| times < 4),
            // Report the opening quote of the first two pairs only.
            '`' => counted(&mut self.counts.backticks, |times| matches!(times, 0 | 2)),
            '\'' => counted(&mut self.counts.single_quotes, |times| matches!(times, 0 | 2)),
            ';' => counted(&mut self.counts.semicolons, |times| times == 0),
            _ if unicode_ident::is_xid_start(first) => {
                return self.take(TokenKind::Identifier, identifier_length(rest));
            }
            _ => true,
        };
        if !is_reported {
            return self.take(TokenKind::Invalid, length);
        }
        let kind = match first {
            '&' | '|' | '^' | '~' => SyntaxErrorKind::BitwiseOperator,
            '`' => SyntaxErrorKind::Backtick,
            '\'' => SyntaxErrorKind::SingleQuote,
            ';' => SyntaxErrorKind::Semicolon,
            '“' | '”' => SyntaxErrorKind::CurlyQuote,
            _ => SyntaxErrorKind::InvalidCharacter,
        };
        self.invalid(kind, length)
    }
}

/// Decides by the number of previous occurrences whether to report an error, and increments that number.
fn counted(times: &mut u8, is_reported: impl FnOnce(u8) -> bool) -> bool {
    let reported = is_reported(*times);
    *times = times.saturating_add(1);
    reported
}

/// The length of the identifier at the start of a text.
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

/// The length of the number at the start of a text. The number may be malformed, but does not end with a dot.
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

/// The marker of the heredoc at the start of a text, and the length up to the heredoc's first line.
fn heredoc_opening(text: &str) -> Option<(&str, usize)> {
    let after = text.strip_prefix("<<")?;
    let after = after.strip_prefix('-').unwrap_or(after);
    let (marker, after) = after.split_at(identifier_length(after));
    let after = after.strip_prefix('\r').unwrap_or(after).strip_prefix('\n')?;
    (!marker.is_empty()).then_some((marker, text.len() - after.len()))
}
