//! Tokens for highlighting.

use std::ops::Range;

use crate::languages::answers::{SemanticToken, TokenModifiers, TokenType};
use crate::languages::syntax::hcl::File;
use crate::languages::syntax::hcl::semantic_tokens::{TokenContext, TokenRole, default_type, semantic_tokens};
use crate::languages::terraform::reference::types::type_word;

/// The tokens within a range.
pub fn tokens(text: &str, file: &File<'_>, within: &Range<usize>) -> Vec<SemanticToken> {
    let mut tokens = semantic_tokens(text, file, &classify);
    tokens.retain(|token| token.range.start <= within.end && within.start <= token.range.end);
    tokens
}

#[expect(clippy::unnecessary_wraps, reason = "another language may leave tokens out")]
fn classify(context: &TokenContext<'_>) -> Option<(TokenType, TokenModifiers)> {
    let declaration = TokenModifiers { is_declaration: true, ..TokenModifiers::default() };
    let is_type = context.blocks == ["variable"] && context.attribute == Some("type");
    let (token_type, modifiers) = default_type(context.role);
    Some(match context.role {
        TokenRole::Root | TokenRole::FunctionName if is_type && type_word(context.text).is_some() => {
            (TokenType::Type, modifiers)
        }
        TokenRole::Label(index) => {
            let has_type = matches!(
                context.blocks,
                ["resource" | "data" | "ephemeral" | "action" | "list" | "mock_resource" | "mock_data"]
                    | ["check", "data"]
            );
            match context.blocks {
                _ if has_type && index == 0 => (TokenType::Class, modifiers),
                [_] | ["check", _] => (TokenType::Variable, declaration),
                // Of backends, provisioners and dynamic blocks.
                _ => (TokenType::Class, modifiers),
            }
        }
        TokenRole::AttributeName if context.blocks == ["locals"] => (TokenType::Property, declaration),
        _ => (token_type, modifiers),
    })
}
