//! Detects templates that another program renders before Bake reads them.

use std::ops::Range;

use super::Syntax;
use crate::languages::syntax::hcl::TokenKind;
use crate::languages::syntax::hcl::tokens::tokens;
use crate::languages::syntax::json::tokens as json_text;

/// Whether a text contains template markers (`{{`, `<%`, `@NAME@`) outside of strings and comments, where they are
/// invalid in both syntaxes.
pub fn has_markers(text: &str, syntax: Syntax) -> bool {
    match syntax {
        Syntax::Hcl => {
            let mut previous: Option<(TokenKind, Range<usize>)> = None;
            tokens(text).any(|(kind, range)| {
                let before = previous.replace((kind, range.clone()));
                let is_pair = before.is_some_and(|(other, place)| {
                    place.end == range.start
                        && matches!(
                            (other, kind),
                            (TokenKind::OpenBrace, TokenKind::OpenBrace) | (TokenKind::Less, TokenKind::Percent)
                        )
                });
                is_pair || kind == TokenKind::Invalid && is_name_between_signs(&text[range.start..])
            })
        }
        Syntax::Json => {
            let mut previous_end = None;
            json_text::tokens(text).any(|(kind, range)| {
                let is_brace = kind == json_text::Kind::Punctuation(b'{');
                let is_pair = is_brace && previous_end == Some(range.start);
                previous_end = is_brace.then_some(range.end);
                let is_marked = || text[range.clone()].contains("<%") || is_name_between_signs(&text[range.start..]);
                is_pair || kind == json_text::Kind::Word && is_marked()
            })
        }
    }
}

/// Whether a text starts with `@NAME@`.
fn is_name_between_signs(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('@') else { return false };
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    length > 0 && rest[length..].starts_with('@')
}
