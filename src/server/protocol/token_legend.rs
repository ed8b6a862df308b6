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

/// A modifier that the client supports.
#[derive(Clone, Debug)]
enum Modifier {
    Standard(&'static str, IsSet),
    /// A modifier of HashiCorp's clients.
    Hcl(&'static str),
}

/// The maximum number of modifiers, which the protocol encodes as the bits of one number.
const MAX_MODIFIERS: usize = 31;

#[derive(Clone, Debug, Default)]
pub struct TokenLegend {
    /// The names of the types, in the order of their numbers.
    types: Vec<&'static str>,
    modifiers: Vec<Modifier>,
    /// The number of each type, if the client supports one of its names.
    numbers: Vec<(TokenType, u32)>,
    /// The numbers of the types of HashiCorp's clients.
    hcl_numbers: Vec<(&'static str, u32)>,
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
        for name in HCL_TYPES.into_iter().filter(|name| lists(&tokens["tokenTypes"], name)) {
            legend.hcl_numbers.extend(u32::try_from(legend.types.len()).map(|number| (name, number)));
            legend.types.push(name);
        }
        let is_known = |name: &str| lists(&tokens["tokenModifiers"], name);
        let standard = MODIFIERS.into_iter().filter(|(name, _)| is_known(name));
        let standard = standard.map(|(name, is_set)| Modifier::Standard(name, is_set));
        let hcl = HCL_MODIFIERS.into_iter().filter(|name| is_known(name)).map(Modifier::Hcl);
        legend.modifiers.extend(standard.chain(hcl).take(MAX_MODIFIERS));
        legend
    }

    /// Whether the client supports no type at all, so that it gets no tokens.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    pub fn to_protocol(&self) -> SemanticTokensLegend {
        SemanticTokensLegend {
            token_types: self.types.iter().map(|name| SemanticTokenType::new(name)).collect(),
            token_modifiers: self
                .modifiers
                .iter()
                .map(|modifier| SemanticTokenModifier::new(modifier.name()))
                .collect(),
        }
    }

    /// Returns the number of a token's type. A type of HashiCorp is preferred if the client supports it.
    pub fn type_number(&self, token: &SemanticToken) -> Option<u32> {
        let hcl = token.modifiers.hcl.token_type();
        let hcl = self.hcl_numbers.iter().find(|(known, _)| Some(*known) == hcl).map(|(_, number)| *number);
        let standard = || self.numbers.iter().find(|(known, _)| *known == token.token_type);
        hcl.or_else(|| standard().map(|(_, number)| *number))
    }

    /// Returns the modifiers of a token as bits.
    pub fn modifier_bits(&self, modifiers: TokenModifiers) -> u32 {
        let is_set = |modifier: &Modifier| match modifier {
            Modifier::Standard(_, is_set) => is_set(modifiers),
            Modifier::Hcl(name) => modifiers.hcl.modifiers().any(|set| set == *name),
        };
        let set = self.modifiers.iter().enumerate().filter(|(_, modifier)| is_set(modifier));
        set.map(|(number, _)| 1 << number).sum()
    }
}

impl Modifier {
    fn name(&self) -> &'static str {
        match self {
            Self::Standard(name, _) | Self::Hcl(name) => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::languages::answers::HclToken;

    fn token() -> SemanticToken {
        let hcl = HclToken::new("hcl-blockLabel").with("terraform-name").with("terraform-resource");
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
