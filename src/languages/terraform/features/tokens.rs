//! Semantic tokens for highlighting.

use std::ops::Range;

use crate::languages::answers::{HclModifier, HclToken, HclTokenType, SemanticToken, TokenModifiers, TokenType};
use crate::languages::syntax::hcl::File;
use crate::languages::syntax::hcl::semantic_tokens::{TokenContext, TokenRole, default_type, semantic_tokens};
use crate::languages::terraform::reference::types::type_word;

/// Returns the tokens within a range.
pub fn tokens(text: &str, file: &File<'_>, within: &Range<usize>) -> Vec<SemanticToken> {
    let mut tokens = semantic_tokens(text, file, &classify);
    tokens.retain(|token| token.range.start <= within.end && within.start <= token.range.end);
    tokens
}

#[expect(clippy::unnecessary_wraps, reason = "another language may leave tokens out")]
fn classify(context: &TokenContext<'_>) -> Option<(TokenType, TokenModifiers)> {
    let is_declaration = match context.role {
        TokenRole::Label(_) => !has_type_label(context) && matches!(context.blocks, [_] | ["check", _]),
        TokenRole::AttributeName => context.blocks == ["locals"],
        _ => false,
    };
    let token_type = match context.role {
        TokenRole::Root | TokenRole::FunctionName if is_type(context) => TokenType::Type,
        TokenRole::Label(_) if is_declaration => TokenType::Variable,
        role => default_type(role).0,
    };
    let modifiers = TokenModifiers { is_declaration, hcl: hcl_token(context), ..TokenModifiers::default() };
    Some((token_type, modifiers))
}

/// Whether the first label names a type, and the token is that label.
fn has_type_label(context: &TokenContext<'_>) -> bool {
    let has_type = matches!(
        context.blocks,
        ["resource" | "data" | "ephemeral" | "action" | "list" | "mock_resource" | "mock_data"] | ["check", "data"]
    );
    has_type && context.role == TokenRole::Label(0)
}

/// Whether the token is a word of the type of a variable.
fn is_type(context: &TokenContext<'_>) -> bool {
    is_in_type(context) && type_word(context.text).is_some()
}

fn is_in_type(context: &TokenContext<'_>) -> bool {
    context.blocks == ["variable"] && context.attribute == Some("type")
}

/// Returns the type and the modifiers that HashiCorp's clients use for a token.
fn hcl_token(context: &TokenContext<'_>) -> HclToken {
    match context.role {
        TokenRole::BlockType => within(HclToken::new(HclTokenType::BlockType), context.blocks),
        TokenRole::AttributeName => {
            let token = within(HclToken::new(HclTokenType::AttrName), context.blocks);
            match (context.blocks, context.text) {
                (["module"], "source") | (["resource" | "data" | "ephemeral"], "provider") => {
                    token.with(HclModifier::Dependent)
                }
                _ => token,
            }
        }
        TokenRole::Label(index) => {
            let token = within(HclToken::new(HclTokenType::BlockLabel), context.blocks);
            match (context.blocks.last().copied().unwrap_or_default(), index) {
                ("resource" | "data" | "ephemeral" | "provisioner" | "backend", 0) => {
                    token.with(HclModifier::Dependent).with(HclModifier::Type)
                }
                ("provider", _) => token.with(HclModifier::Dependent).with(HclModifier::Name),
                ("provider_meta", _) => token.with(HclModifier::Dependent),
                ("variable" | "dynamic", _) => token,
                _ => token.with(HclModifier::Name),
            }
        }
        // An attribute of an object type.
        TokenRole::ObjectKey if is_in_type(context) => HclToken::new(HclTokenType::AttrName),
        TokenRole::ObjectKey if matches!(context.attribute, Some("for_each" | "providers" | "tags" | "triggers")) => {
            HclToken::new(HclTokenType::MapKey)
        }
        TokenRole::ObjectKey => HclToken::new(HclTokenType::ObjectKey),
        TokenRole::Root | TokenRole::FunctionName if is_type(context) => {
            let is_primitive = matches!(context.text, "string" | "number" | "bool" | "any");
            HclToken::new(if is_primitive { HclTokenType::TypePrimitive } else { HclTokenType::TypeComplex })
        }
        TokenRole::FunctionName => HclToken::new(HclTokenType::FunctionName),
        TokenRole::Root | TokenRole::Step => HclToken::new(HclTokenType::ReferenceStep),
        TokenRole::Keyword if matches!(context.text, "true" | "false") => HclToken::new(HclTokenType::Bool),
        TokenRole::Keyword => HclToken::new(HclTokenType::Keyword),
        TokenRole::Text => HclToken::new(HclTokenType::String),
        TokenRole::Number => HclToken::new(HclTokenType::Number),
        TokenRole::LoopName | TokenRole::Operator | TokenRole::Comment => HclToken::default(),
    }
}

/// Adds the modifiers for the blocks around a token.
fn within(token: HclToken, blocks: &[&str]) -> HclToken {
    blocks.iter().fold(token, |token, block| match *block {
        "required_providers" => token.with(HclModifier::RequiredProviders),
        "backend" => token.with(HclModifier::Backend),
        "connection" => token.with(HclModifier::Connection),
        "data" => token.with(HclModifier::Data),
        "locals" => token.with(HclModifier::Locals),
        "module" => token.with(HclModifier::Module),
        "output" => token.with(HclModifier::Output),
        "provider" => token.with(HclModifier::Provider),
        "provisioner" => token.with(HclModifier::Provisioner),
        "resource" => token.with(HclModifier::Resource),
        "terraform" => token.with(HclModifier::Terraform),
        "variable" => token.with(HclModifier::Variable),
        _ => token,
    })
}
