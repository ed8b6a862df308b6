//! Tokens for highlighting.

use std::ops::Range;

use crate::languages::answers::{HclToken, SemanticToken, TokenModifiers, TokenType};
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

/// What HashiCorp's clients call a token.
fn hcl_token(context: &TokenContext<'_>) -> HclToken {
    match context.role {
        TokenRole::BlockType => within(HclToken::new("hcl-blockType"), context.blocks),
        TokenRole::AttributeName => {
            let token = within(HclToken::new("hcl-attrName"), context.blocks);
            match (context.blocks, context.text) {
                (["module"], "source") | (["resource" | "data" | "ephemeral"], "provider") => {
                    token.with("hcl-dependent")
                }
                _ => token,
            }
        }
        TokenRole::Label(index) => {
            let token = within(HclToken::new("hcl-blockLabel"), context.blocks);
            match (context.blocks.last().copied().unwrap_or_default(), index) {
                ("resource" | "data" | "ephemeral" | "provisioner" | "backend", 0) => {
                    token.with("hcl-dependent").with("terraform-type")
                }
                ("provider", _) => token.with("hcl-dependent").with("terraform-name"),
                ("provider_meta", _) => token.with("hcl-dependent"),
                ("variable" | "dynamic", _) => token,
                _ => token.with("terraform-name"),
            }
        }
        // The attributes of an object type.
        TokenRole::ObjectKey if is_in_type(context) => HclToken::new("hcl-attrName"),
        TokenRole::ObjectKey if matches!(context.attribute, Some("for_each" | "providers" | "tags" | "triggers")) => {
            HclToken::new("hcl-mapKey")
        }
        TokenRole::ObjectKey => HclToken::new("hcl-objectKey"),
        TokenRole::Root | TokenRole::FunctionName if is_type(context) => {
            let is_primitive = matches!(context.text, "string" | "number" | "bool" | "any");
            HclToken::new(if is_primitive { "hcl-typePrimitive" } else { "hcl-typeComplex" })
        }
        TokenRole::FunctionName => HclToken::new("hcl-functionName"),
        TokenRole::Root | TokenRole::Step => HclToken::new("hcl-referenceStep"),
        TokenRole::Keyword if matches!(context.text, "true" | "false") => HclToken::new("hcl-bool"),
        TokenRole::Keyword => HclToken::new("hcl-keyword"),
        TokenRole::Text => HclToken::new("hcl-string"),
        TokenRole::Number => HclToken::new("hcl-number"),
        TokenRole::LoopName | TokenRole::Operator | TokenRole::Comment => HclToken::default(),
    }
}

/// Adds the modifiers for the blocks around a token.
fn within(token: HclToken, blocks: &[&str]) -> HclToken {
    blocks.iter().fold(token, |token, block| match *block {
        "required_providers" => token.with("terraform-requiredProviders"),
        "backend" => token.with("terraform-backend"),
        "connection" => token.with("terraform-connection"),
        "data" => token.with("terraform-data"),
        "locals" => token.with("terraform-locals"),
        "module" => token.with("terraform-module"),
        "output" => token.with("terraform-output"),
        "provider" => token.with("terraform-provider"),
        "provisioner" => token.with("terraform-provisioner"),
        "resource" => token.with("terraform-resource"),
        "terraform" => token.with("terraform-terraform"),
        "variable" => token.with("terraform-variable"),
        _ => token,
    })
}
