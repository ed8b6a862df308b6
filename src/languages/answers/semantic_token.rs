//! Tokens with a meaning, for syntax highlighting.

use std::ops::Range;

/// A part of a document with its meaning, by which editors color it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// The bytes of the token.
    pub range: Range<usize>,
    /// What the token is.
    pub token_type: TokenType,
    /// Further properties of what it names.
    pub modifiers: TokenModifiers,
}

/// The token types of the protocol that the languages use.
#[expect(missing_docs, reason = "the names are those of LSP")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenType {
    Class,
    Comment,
    Decorator,
    Function,
    Keyword,
    Namespace,
    Number,
    Operator,
    Parameter,
    Property,
    String,
    Type,
    Variable,
}

/// Further properties of what a token names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenModifiers {
    /// The token declares the name.
    pub is_declaration: bool,
    /// The name is deprecated.
    pub is_deprecated: bool,
    /// The value cannot be changed.
    pub is_readonly: bool,
    /// What HashiCorp's clients call it.
    pub hcl: HclToken,
}

/// The type and the modifiers of a token by the names of HashiCorp's clients, which list them beside those of the
/// protocol.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HclToken {
    token_type: Option<&'static str>,
    modifiers: u32,
}

/// The types of such tokens.
pub const HCL_TYPES: [&str; 13] = [
    "hcl-attrName",
    "hcl-blockLabel",
    "hcl-blockType",
    "hcl-bool",
    "hcl-functionName",
    "hcl-keyword",
    "hcl-mapKey",
    "hcl-number",
    "hcl-objectKey",
    "hcl-referenceStep",
    "hcl-string",
    "hcl-typeComplex",
    "hcl-typePrimitive",
];

/// The modifiers of such tokens.
pub const HCL_MODIFIERS: [&str; 15] = [
    "hcl-dependent",
    "terraform-backend",
    "terraform-connection",
    "terraform-data",
    "terraform-locals",
    "terraform-module",
    "terraform-name",
    "terraform-output",
    "terraform-provider",
    "terraform-provisioner",
    "terraform-requiredProviders",
    "terraform-resource",
    "terraform-terraform",
    "terraform-type",
    "terraform-variable",
];

impl HclToken {
    /// A token of one of the [`HCL_TYPES`], without modifiers.
    pub fn new(token_type: &'static str) -> Self {
        Self { token_type: Some(token_type), modifiers: 0 }
    }

    /// Adds one of the [`HCL_MODIFIERS`]. Other names are left out.
    #[must_use]
    pub fn with(self, modifier: &str) -> Self {
        let index = HCL_MODIFIERS.iter().position(|known| *known == modifier);
        Self { modifiers: index.map_or(self.modifiers, |index| self.modifiers | 1 << index), ..self }
    }

    /// The type, if the token has one besides that of the protocol.
    pub fn token_type(self) -> Option<&'static str> {
        self.token_type
    }

    /// The modifiers, in alphabetical order.
    pub fn modifiers(self) -> impl Iterator<Item = &'static str> {
        let with_index = HCL_MODIFIERS.into_iter().enumerate();
        with_index.filter(move |(index, _)| self.modifiers & (1 << index) != 0).map(|(_, name)| name)
    }
}
