//! Tokens of literal text, in quotes and in heredocs.

use super::{Lexer, Mode, SyntaxErrorKind, Token, TokenKind};

impl Lexer<'_> {
    pub(super) fn quoted(&mut self) -> Token {
        let bytes = self.rest().as_bytes();
        match bytes {
            [] => return self.take(TokenKind::End, 0),
            [b'"', ..] => {
                self.modes.pop();
                return self.take(TokenKind::CloseQuote, 1);
            }
            [b'$' | b'%', ..] => return self.marker(TokenKind::QuotedText),
            [b'\n' | b'\r', ..] => {
                let length = bytes.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
                let token = self.take(TokenKind::QuotedNewline, length);
                self.errors.push(SyntaxErrorKind::SplitString, token.span);
                return token;
            }
            _ => {}
        }
        let mut length = 0;
        loop {
            match bytes[length..] {
                // The escaped character may be a quote. If it has several bytes, only the first one is consumed here.
                [b'\\', next, ..] if !matches!(next, b'\n' | b'\r') => length += 2,
                [] | [b'"' | b'$' | b'%' | b'\n' | b'\r' | b'\\', ..] => break,
                _ => length += 1,
            }
        }
        if length == 0 {
            return self.invalid(SyntaxErrorKind::InvalidCharacter, 1);
        }
        self.take(TokenKind::QuotedText, length)
    }

    pub(super) fn heredoc(&mut self) -> Token {
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| !matches!(byte, b'$' | b'%' | b'\n' | b'\r')).count();
        match &rest.as_bytes()[length..] {
            [b'\n', ..] => self.heredoc_line(length, 1),
            [b'\r', b'\n', ..] => self.heredoc_line(length, 2),
            [] if length == 0 => self.take(TokenKind::End, 0),
            // A lone carriage return does not end a line. The reference implementation stops here, too.
            [b'\r', ..] if length == 0 => self.invalid(SyntaxErrorKind::InvalidCharacter, rest.len()),
            [b'$' | b'%', ..] if length == 0 => {
                self.leave_line_start(false);
                self.marker(TokenKind::HeredocText)
            }
            _ => {
                self.leave_line_start(false);
                self.take(TokenKind::HeredocText, length)
            }
        }
    }

    /// Lexes the rest of a line, which ends after `length` bytes, as text or as the closing marker.
    fn heredoc_line(&mut self, length: usize, line_end: usize) -> Token {
        let line = &self.rest()[..length];
        if let Some(Mode::Heredoc { marker, at_line_start: true }) = self.modes.last()
            && line.trim() == *marker
        {
            self.modes.pop();
            return self.take(TokenKind::CloseHeredoc, length);
        }
        self.leave_line_start(true);
        self.take(TokenKind::HeredocText, length + line_end)
    }

    fn leave_line_start(&mut self, now: bool) {
        if let Some(Mode::Heredoc { at_line_start, .. }) = self.modes.last_mut() {
            *at_line_start = now;
        }
    }

    /// Lexes text that starts with `$` or `%`: a sequence, an escaped sequence, or literal text.
    fn marker(&mut self, literal: TokenKind) -> Token {
        match *self.rest().as_bytes() {
            [starter, b'{', ref after @ ..] => {
                let kind = if starter == b'$' { TokenKind::OpenInterpolation } else { TokenKind::OpenDirective };
                self.modes.push(Mode::Sequence { braces: 0 });
                self.take(kind, if after.first() == Some(&b'~') { 3 } else { 2 })
            }
            [starter, again, b'{', ..] if starter == again => self.take(literal, 3),
            [_] => self.invalid(SyntaxErrorKind::InvalidCharacter, 1),
            _ => self.take(literal, 1),
        }
    }
}
