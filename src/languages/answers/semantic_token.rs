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
    token_type: Option<HclTokenType>,
    /// The modifiers, with one bit for each.
    modifiers: u16,
}

/// A token type of HashiCorp's clients, in the order of [`HCL_TYPES`].
#[expect(missing_docs, reason = "the names are those of the clients")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HclTokenType {
    AttrName,
    BlockLabel,
    BlockType,
    Bool,
    FunctionName,
    Keyword,
    MapKey,
    Number,
    ObjectKey,
    ReferenceStep,
    String,
    TypeComplex,
    TypePrimitive,
}

/// The names of the token types.
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

/// A token modifier of HashiCorp's clients, in the order of [`HCL_MODIFIERS`].
#[expect(missing_docs, reason = "the names are those of the clients")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HclModifier {
    Dependent,
    Backend,
    Connection,
    Data,
    Locals,
    Module,
    Name,
    Output,
    Provider,
    Provisioner,
    RequiredProviders,
    Resource,
    Terraform,
    Type,
    Variable,
}

/// The names of the modifiers.
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
    /// Creates a token without modifiers.
    pub fn new(token_type: HclTokenType) -> Self {
        Self { token_type: Some(token_type), modifiers: 0 }
    }

    /// Adds a modifier.
    #[must_use]
    pub fn with(self, modifier: HclModifier) -> Self {
        Self { modifiers: self.modifiers | 1 << modifier as u16, ..self }
    }

    /// The index of the type in [`HCL_TYPES`], if the token has one in addition to its LSP type.
    pub fn type_index(self) -> Option<usize> {
        self.token_type.map(|token_type| token_type as usize)
    }

    /// The name of the type, if the token has one in addition to its LSP type.
    pub fn token_type(self) -> Option<&'static str> {
        self.type_index().map(|index| HCL_TYPES[index])
    }

    /// The names of the modifiers, in alphabetical order.
    pub fn modifiers(self) -> impl Iterator<Item = &'static str> {
        self.modifier_indices().map(|index| HCL_MODIFIERS[index])
    }

    /// The indices of the modifiers in [`HCL_MODIFIERS`], in ascending order.
    pub fn modifier_indices(self) -> impl Iterator<Item = usize> {
        let rest = |bits: &u16| Some(bits & bits.wrapping_sub(1));
        let left = std::iter::successors(Some(self.modifiers), rest).take_while(|bits| *bits != 0);
        left.map(|bits| bits.trailing_zeros() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_modifiers_have_the_indices_of_their_names() {
        let name = |token_type| HclToken::new(token_type).token_type();
        assert_eq!(name(HclTokenType::AttrName), Some("hcl-attrName"));
        assert_eq!(name(HclTokenType::FunctionName), Some("hcl-functionName"));
        assert_eq!(name(HclTokenType::TypePrimitive), Some("hcl-typePrimitive"));
        let token = HclToken::new(HclTokenType::BlockType).with(HclModifier::Variable).with(HclModifier::Dependent);
        let token = token.with(HclModifier::RequiredProviders);
        let names: Vec<&str> = token.modifiers().collect();
        assert_eq!(names, ["hcl-dependent", "terraform-requiredProviders", "terraform-variable"]);
        assert_eq!(HclToken::default().modifier_indices().count(), 0);
    }
}
