//! Semantic tokens in the protocol's relative form, and the differences between two lists.

use tower_lsp::lsp_types::{self, SemanticTokensEdit};

use crate::languages::answers::SemanticToken;
use crate::languages::sort::SortStably;
use crate::languages::text::{Position, Text, utf16_len};
use crate::server::protocol::token_legend::TokenLegend;

/// The number of integers with which the protocol encodes a token.
const NUMBERS: usize = 5;

/// Encodes tokens. A token of several lines is split at line ends. Tokens that overlap the previous one, or whose type
/// the client does not support, are left out.
pub fn encode(text: &Text, tokens: &[SemanticToken], legend: &TokenLegend) -> Vec<lsp_types::SemanticToken> {
    let mut sorted: Vec<&SemanticToken> = tokens.iter().collect();
    sorted.sort_stably_by_key(|token| token.range.start);
    let mut encoder = Encoder { last: Position { line: 0, column: 0 }, encoded: Vec::with_capacity(tokens.len()) };
    let mut positions = text.positions();
    let mut end = 0;
    for token in sorted {
        let Some(token_type) = legend.type_number(token) else { continue };
        if token.range.start < end || token.range.is_empty() {
            continue;
        }
        let Some(content) = text.as_str().get(token.range.clone()) else { continue };
        end = token.range.end;
        let modifiers = legend.modifier_bits(token.modifiers);
        let mut start = token.range.start;
        let mut add = |line: &str| {
            let length = utf16_len(line.trim_end_matches(['\n', '\r']));
            if length > 0 {
                encoder.add(positions.at(start), length, (token_type, modifiers));
            }
            start += line.len();
        };
        if memchr::memchr2(b'\n', b'\r', content.as_bytes()).is_none() {
            add(content);
        } else {
            content.split_inclusive(['\n', '\r']).for_each(add);
        }
    }
    encoder.encoded
}

struct Encoder {
    /// The start of the last token.
    last: Position,
    encoded: Vec<lsp_types::SemanticToken>,
}

impl Encoder {
    fn add(&mut self, start: Position, length: usize, (token_type, modifiers): (u32, u32)) {
        let delta_line = start.line - self.last.line;
        let delta_start = if delta_line == 0 { start.column - self.last.column } else { start.column };
        self.encoded.push(lsp_types::SemanticToken {
            delta_line,
            delta_start,
            length: u32::try_from(length).unwrap_or(u32::MAX),
            token_type,
            token_modifiers_bitset: modifiers,
        });
        self.last = start;
    }
}

/// Returns the edit that turns one list into the other: it replaces everything between their common start and their
/// common end. `None` if they are equal.
pub fn difference(old: &[lsp_types::SemanticToken], new: &[lsp_types::SemanticToken]) -> Option<SemanticTokensEdit> {
    if old == new {
        return None;
    }
    let same_at_start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[same_at_start..], &new[same_at_start..]);
    let same_at_end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[..old.len() - same_at_end], &new[..new.len() - same_at_end]);
    let numbers = |tokens: usize| u32::try_from(tokens * NUMBERS).unwrap_or(u32::MAX);
    Some(SemanticTokensEdit {
        start: numbers(same_at_start),
        delete_count: numbers(old.len()),
        data: (!new.is_empty()).then(|| new.to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::languages::answers::{TokenModifiers, TokenType};

    fn token(range: std::ops::Range<usize>, token_type: TokenType) -> SemanticToken {
        SemanticToken { range, token_type, modifiers: TokenModifiers::default() }
    }

    fn numbers(tokens: &[lsp_types::SemanticToken]) -> Vec<[u32; 4]> {
        tokens.iter().map(|one| [one.delta_line, one.delta_start, one.length, one.token_type]).collect()
    }

    #[test]
    fn tokens_are_relative_split_at_line_ends_and_known_to_the_client() {
        let legend = TokenLegend::from_json(&json!({ "tokenTypes": ["keyword", "string"], "tokenModifiers": [] }));
        let text = Text::new("a 😀b \"x\r\ny\"\n".to_owned());
        let tokens = [
            token(0..1, TokenType::Keyword),
            token(2..7, TokenType::Variable),
            token(8..14, TokenType::String),
            token(9..10, TokenType::Keyword),
        ];
        assert_eq!(numbers(&encode(&text, &tokens, &legend)), [[0, 0, 1, 0], [0, 6, 2, 1], [1, 0, 2, 1]]);
    }

    #[test]
    fn a_difference_turns_the_old_list_into_the_new_one() {
        let list = |numbers: &[u32]| -> Vec<lsp_types::SemanticToken> {
            let token = |length: &u32| lsp_types::SemanticToken {
                delta_line: 0,
                delta_start: 1,
                length: *length,
                token_type: 0,
                token_modifiers_bitset: 0,
            };
            numbers.iter().map(token).collect()
        };
        for (old, new) in [
            (&[1, 2, 3][..], &[1, 9, 3][..]),
            (&[1, 1, 1], &[1, 1]),
            (&[], &[1]),
            (&[1, 2], &[]),
            (&[1, 2], &[2, 1]),
            (&[5, 5], &[5, 5, 5, 5]),
        ] {
            let (old, new) = (list(old), list(new));
            let edit = difference(&old, &new).expect("they differ");
            let mut applied = old.clone();
            let start = edit.start as usize / NUMBERS;
            let deleted = start..start + edit.delete_count as usize / NUMBERS;
            applied.splice(deleted, edit.data.unwrap_or_default());
            assert_eq!(applied, new);
            assert!(difference(&new, &new).is_none());
        }
    }
}
