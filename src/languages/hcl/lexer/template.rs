//! Tokens of literal text: between quotes, and in heredocs.

use super::{Lexer, Mode, ProblemKind, Symbol, Token};

impl Lexer<'_> {
    pub(super) fn quoted(&mut self) -> Token {
        let bytes = self.rest().as_bytes();
        match bytes {
            [] => return self.take(Symbol::End, 0),
            [b'"', ..] => {
                self.modes.pop();
                return self.take(Symbol::CloseQuote, 1);
            }
            [b'$' | b'%', ..] => return self.marker(Symbol::QuotedText),
            [b'\n' | b'\r', ..] => {
                let length = bytes.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
                let token = self.take(Symbol::QuotedNewline, length);
                self.problems.push(ProblemKind::SplitString, token.span);
                return token;
            }
            _ => {}
        }
        let mut length = 0;
        loop {
            match bytes[length..] {
                // The character that follows may be a quote. Of one of several bytes this takes the first.
                [b'\\', next, ..] if !matches!(next, b'\n' | b'\r') => length += 2,
                [] | [b'"' | b'$' | b'%' | b'\n' | b'\r' | b'\\', ..] => break,
                _ => length += 1,
            }
        }
        if length == 0 {
            return self.refuse(ProblemKind::UnusableCharacter, 1);
        }
        self.take(Symbol::QuotedText, length)
    }

    pub(super) fn heredoc(&mut self) -> Token {
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| !matches!(byte, b'$' | b'%' | b'\n' | b'\r')).count();
        match &rest.as_bytes()[length..] {
            [b'\n', ..] => self.heredoc_line(length, 1),
            [b'\r', b'\n', ..] => self.heredoc_line(length, 2),
            [] if length == 0 => self.take(Symbol::End, 0),
            // No line ends with a carriage return alone, and nothing follows from where one stands.
            [b'\r', ..] if length == 0 => self.refuse(ProblemKind::UnusableCharacter, rest.len()),
            [b'$' | b'%', ..] if length == 0 => {
                self.leave_line_start(false);
                self.marker(Symbol::HeredocText)
            }
            _ => {
                self.leave_line_start(false);
                self.take(Symbol::HeredocText, length)
            }
        }
    }

    /// The rest of a line, which ends after `length` bytes: text, or what closes the heredoc.
    fn heredoc_line(&mut self, length: usize, line_end: usize) -> Token {
        let line = &self.rest()[..length];
        if let Some(Mode::Heredoc { marker, at_line_start: true }) = self.modes.last()
            && line.trim() == *marker
        {
            self.modes.pop();
            return self.take(Symbol::CloseHeredoc, length);
        }
        self.leave_line_start(true);
        self.take(Symbol::HeredocText, length + line_end)
    }

    fn leave_line_start(&mut self, now: bool) {
        if let Some(Mode::Heredoc { at_line_start, .. }) = self.modes.last_mut() {
            *at_line_start = now;
        }
    }

    /// What `$` or `%` begins: a sequence, an escape for one, or nothing.
    fn marker(&mut self, literal: Symbol) -> Token {
        match *self.rest().as_bytes() {
            [sign, b'{', ref after @ ..] => {
                let symbol = if sign == b'$' { Symbol::OpenInterpolation } else { Symbol::OpenDirective };
                self.modes.push(Mode::Sequence { braces: 0 });
                self.take(symbol, if after.first() == Some(&b'~') { 3 } else { 2 })
            }
            [sign, again, b'{', ..] if sign == again => self.take(literal, 3),
            [_] => self.refuse(ProblemKind::UnusableCharacter, 1),
            _ => self.take(literal, 1),
        }
    }
}
