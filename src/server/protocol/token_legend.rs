//! The legend of semantic tokens: the token types and modifiers that both the languages and the client support.

use serde_json::Value;
use tower_lsp::lsp_types::{SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend};

use crate::languages::answers::{HCL_MODIFIERS, HCL_TYPES, SemanticToken, TokenModifiers, TokenType};

/// Returns the possible names of a type, the best one first. The first one that the client lists is used.
fn type_names(token_type: TokenType) -> &'static [&'static str] {
    match token_type {
        TokenType::Class => &["class"],
        TokenType::Comment => &["comment"],
        TokenType::Decorator => &["decorator", "macro", "keyword"],
        TokenType::Function => &["function"],
        TokenType::Keyword => &["keyword"],
        TokenType::Namespace => &["namespace"],
        TokenType::Number => &["number"],
        TokenType::Operator => &["operator"],
        TokenType::Parameter => &["parameter"],
        TokenType::Property => &["property"],
        TokenType::String => &["string"],
        TokenType::Type => &["type"],
        TokenType::Variable => &["variable"],
    }
}

/// All types, in the order of their declaration, which is also the order of the legend's tables.
const TYPES: [TokenType; 13] = [
    TokenType::Class,
    TokenType::Comment,
    TokenType::Decorator,
    TokenType::Function,
    TokenType::Keyword,
    TokenType::Namespace,
    TokenType::Number,
    TokenType::Operator,
    TokenType::Parameter,
    TokenType::Property,
    TokenType::String,
    TokenType::Type,
    TokenType::Variable,
];

type IsSet = fn(TokenModifiers) -> bool;

/// The modifiers, each with a function that checks whether a token has it.
const MODIFIERS: [(&str, IsSet); 3] = [
    ("declaration", |modifiers| modifiers.is_declaration),
    ("deprecated", |modifiers| modifiers.is_deprecated),
    ("readonly", |modifiers| modifiers.is_readonly),
];

/// The maximum number of modifiers, which the protocol encodes as the bits of one number.
const MAX_MODIFIERS: usize = 31;

#[derive(Clone, Debug, Default)]
pub struct TokenLegend {
    /// The names of the types, in the order of their numbers.
    types: Vec<&'static str>,
    /// The names of the modifiers, in the order of their bits.
    modifiers: Vec<&'static str>,
    /// The number of each type, if the client supports one of its names.
    numbers: [Option<u32>; TYPES.len()],
    /// The numbers of the types of HashiCorp's clients.
    hcl_numbers: [Option<u32>; HCL_TYPES.len()],
    /// The bit of each modifier, or 0 if the client does not support it.
    bits: [u32; MODIFIERS.len()],
    /// The bit of each modifier of HashiCorp's clients, or 0 if the client does not support it.
    hcl_bits: [u32; HCL_MODIFIERS.len()],
}

impl TokenLegend {
    /// Reads `semanticTokens` of the client's capabilities.
    pub fn from_json(tokens: &Value) -> Self {
        let lists = |list: &Value, name: &str| list.as_array().is_some_and(|all| all.iter().any(|one| one == name));
        let mut legend = Self::default();
        for token_type in TYPES {
            let Some(name) = type_names(token_type).iter().find(|name| lists(&tokens["tokenTypes"], name)) else {
                continue;
            };
            let number = legend.types.iter().position(|known| known == name).unwrap_or_else(|| {
                legend.types.push(name);
                legend.types.len() - 1
            });
            legend.numbers[token_type as usize] = u32::try_from(number).ok();
        }
        for (name, number) in HCL_TYPES.into_iter().zip(&mut legend.hcl_numbers) {
            if lists(&tokens["tokenTypes"], name) {
                *number = u32::try_from(legend.types.len()).ok();
                legend.types.push(name);
            }
        }
        let standard = MODIFIERS.iter().map(|(name, _)| *name).zip(&mut legend.bits);
        for (name, bit) in standard.chain(HCL_MODIFIERS.into_iter().zip(&mut legend.hcl_bits)) {
            if legend.modifiers.len() < MAX_MODIFIERS && lists(&tokens["tokenModifiers"], name) {
                *bit = 1 << legend.modifiers.len();
                legend.modifiers.push(name);
            }
        }
        legend
    }

    /// Whether the client supports no type at all, so that it gets no tokens.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    pub fn to_protocol(&self) -> SemanticTokensLegend {
        SemanticTokensLegend {
            token_types: self.types.iter().map(|name| SemanticTokenType::new(name)).collect(),
            token_modifiers: self.modifiers.iter().map(|name| SemanticTokenModifier::new(name)).collect(),
        }
    }

    /// Returns the number of a token's type. A type of HashiCorp is preferred if the client supports it.
    pub fn type_number(&self, token: &SemanticToken) -> Option<u32> {
        let hcl = token.modifiers.hcl.type_index().and_then(|index| self.hcl_numbers[index]);
        hcl.or(self.numbers[token.token_type as usize])
    }

    /// Returns the modifiers of a token as bits.
    pub fn modifier_bits(&self, modifiers: TokenModifiers) -> u32 {
        let standard = MODIFIERS.iter().zip(self.bits).filter(|((_, is_set), _)| is_set(modifiers));
        let hcl = modifiers.hcl.modifier_indices().map(|index| self.hcl_bits[index]);
        standard.map(|(_, bit)| bit).chain(hcl).fold(0, |bits, bit| bits | bit)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::languages::answers::{HclModifier, HclToken, HclTokenType};

    fn token() -> SemanticToken {
        let hcl = HclToken::new(HclTokenType::BlockLabel).with(HclModifier::Name).with(HclModifier::Resource);
        let modifiers = TokenModifiers { is_declaration: true, hcl, ..TokenModifiers::default() };
        SemanticToken { range: 0..1, token_type: TokenType::Variable, modifiers }
    }

    #[test]
    fn a_client_of_hashicorp_gets_its_own_types_and_modifiers() {
        let legend = TokenLegend::from_json(&json!({
            "tokenTypes": ["variable", "hcl-blockLabel", "hcl-attrName"],
            "tokenModifiers": ["terraform-resource", "declaration", "terraform-name", "unknown"],
        }));
        let SemanticTokensLegend { token_types, token_modifiers } = legend.to_protocol();
        assert_eq!(token_types, ["variable", "hcl-attrName", "hcl-blockLabel"].map(SemanticTokenType::from));
        let expected = ["declaration", "terraform-name", "terraform-resource"].map(SemanticTokenModifier::from);
        assert_eq!(token_modifiers, expected);
        assert_eq!(legend.type_number(&token()), Some(2));
        assert_eq!(legend.modifier_bits(token().modifiers), 0b111);
    }

    #[test]
    fn other_clients_get_those_of_the_protocol() {
        let legend =
            TokenLegend::from_json(&json!({ "tokenTypes": ["class", "variable"], "tokenModifiers": ["declaration"] }));
        assert_eq!(legend.type_number(&token()), Some(1));
        assert_eq!(legend.modifier_bits(token().modifiers), 1);
    }
}
