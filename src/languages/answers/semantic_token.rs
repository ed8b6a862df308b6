//! Semantic tokens for syntax highlighting.

use std::ops::Range;

/// A range of a document with its meaning, which decides its color in editors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// The byte range of the token.
    pub range: Range<usize>,
    /// The type of the token.
    pub token_type: TokenType,
    /// The modifiers of the token.
    pub modifiers: TokenModifiers,
}

/// The token types of LSP that the languages use.
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

/// The modifiers of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenModifiers {
    /// The token declares the name.
    pub is_declaration: bool,
    /// The name is deprecated.
    pub is_deprecated: bool,
    /// The value cannot be changed.
    pub is_readonly: bool,
    /// The type and modifiers that HashiCorp's clients use.
    pub hcl: HclToken,
}

/// The type and the modifiers of a token, with the names that HashiCorp's clients declare in addition to those of LSP.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HclToken {
    token_type: Option<&'static str>,
    modifiers: u32,
}

/// The token types of HashiCorp's clients.
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

/// The token modifiers of HashiCorp's clients.
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
    /// Creates a token with one of the [`HCL_TYPES`] and without modifiers.
    pub fn new(token_type: &'static str) -> Self {
        Self { token_type: Some(token_type), modifiers: 0 }
    }

    /// Adds one of the [`HCL_MODIFIERS`]. Unknown names are ignored.
    #[must_use]
    pub fn with(self, modifier: &str) -> Self {
        let index = HCL_MODIFIERS.iter().position(|known| *known == modifier);
        Self { modifiers: index.map_or(self.modifiers, |index| self.modifiers | 1 << index), ..self }
    }

    /// The type, if the token has one in addition to its LSP type.
    pub fn token_type(self) -> Option<&'static str> {
        self.token_type
    }

    /// The modifiers, in alphabetical order.
    pub fn modifiers(self) -> impl Iterator<Item = &'static str> {
        let with_index = HCL_MODIFIERS.into_iter().enumerate();
        with_index.filter(move |(index, _)| self.modifiers & (1 << index) != 0).map(|(_, name)| name)
    }
}
