//! Checks numbers and quoted text.

use super::{Parser, Span, SyntaxErrorKind};
use crate::languages::syntax::hcl::literal::{Escape, Escapes};

impl Parser<'_> {
    pub(super) fn check_number(&mut self, span: Span) {
        let text = self.lexer.text(span);
        // Most numbers consist of digits only.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) && !is_number(text) {
            self.report(SyntaxErrorKind::BadNumber, span);
        }
    }

    pub(super) fn check_escapes(&mut self, span: Span) {
        let text = self.lexer.text(span);
        if !text.contains('\\') {
            return;
        }
        for (range, escape) in Escapes::quoted(text) {
            let kind = match escape {
                Escape::Character(_) | Escape::Marker(_) => continue,
                Escape::Unknown(_) => SyntaxErrorKind::BadEscape,
                Escape::Incomplete => SyntaxErrorKind::BadUnicodeEscape,
                Escape::InvalidCharacter => SyntaxErrorKind::BadCodePoint,
            };
            let offset = |within: usize| span.start + u32::try_from(within).unwrap_or(0);
            self.report(kind, Span { start: offset(range.start), end: offset(range.end) });
        }
    }
}

/// Whether a string is a number: digits, with an optional fraction and exponent.
fn is_number(text: &str) -> bool {
    let digits = |text: &'_ str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let mut rest = &text[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        rest = &fraction[digits(fraction)..];
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        rest = &exponent[digits(exponent)..];
    }
    whole > 0 && rest.is_empty()
}
