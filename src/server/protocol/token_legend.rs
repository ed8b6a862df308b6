//! The legend of semantic tokens: which of the types and modifiers that languages use the client knows.

use serde_json::Value;
use tower_lsp::lsp_types::{SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend};

use crate::languages::answers::{TokenModifiers, TokenType};

/// The names of a type, the best first: a client that does not list it gets the next one that it lists.
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

/// The modifiers, each with the test whether a token has it.
const MODIFIERS: [(&str, IsSet); 3] = [
    ("declaration", |modifiers| modifiers.is_declaration),
    ("deprecated", |modifiers| modifiers.is_deprecated),
    ("readonly", |modifiers| modifiers.is_readonly),
];

#[derive(Clone, Debug, Default)]
pub struct TokenLegend {
    /// Names of types, in the order of their numbers.
    types: Vec<&'static str>,
    modifiers: Vec<(&'static str, IsSet)>,
    /// The number of each type, if the client knows one of its names.
    numbers: Vec<(TokenType, u32)>,
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
            let known = legend.types.iter().position(|known| known == name);
            let number = known.unwrap_or_else(|| {
                legend.types.push(name);
                legend.types.len() - 1
            });
            legend.numbers.extend(u32::try_from(number).map(|number| (token_type, number)));
        }
        legend.modifiers.extend(MODIFIERS.iter().filter(|(name, _)| lists(&tokens["tokenModifiers"], name)));
        legend
    }

    /// Whether the client knows no type at all, so that it can have no tokens.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    pub fn to_protocol(&self) -> SemanticTokensLegend {
        SemanticTokensLegend {
            token_types: self.types.iter().map(|name| SemanticTokenType::new(name)).collect(),
            token_modifiers: self.modifiers.iter().map(|(name, _)| SemanticTokenModifier::new(name)).collect(),
        }
    }

    pub fn type_number(&self, token_type: TokenType) -> Option<u32> {
        self.numbers.iter().find(|(known, _)| *known == token_type).map(|(_, number)| *number)
    }

    /// The modifiers of a token as bits.
    pub fn modifier_bits(&self, modifiers: TokenModifiers) -> u32 {
        let set = self.modifiers.iter().enumerate().filter(|(_, (_, is_set))| is_set(modifiers));
        set.map(|(number, _)| 1 << number).sum()
    }
}
