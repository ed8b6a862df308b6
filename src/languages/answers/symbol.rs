//! The outline of a document.

use std::ops::Range;

/// A declaration in the outline of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// The declared name.
    pub name: String,
    /// A short addition to the name, such as a type.
    pub detail: Option<String>,
    /// The kind of the declaration, which decides its icon.
    pub kind: SymbolKind,
    /// The whole declaration.
    pub full_range: Range<usize>,
    /// The name, which is within `full_range`.
    pub focus_range: Range<usize>,
    /// Whether the declaration is deprecated.
    pub is_deprecated: bool,
    /// The nested declarations.
    pub children: Vec<Symbol>,
}

/// The kind of a symbol.
#[expect(missing_docs, reason = "the names say it, as those of LSP do")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Attribute,
    Block,
    File,
    Function,
    Module,
    Network,
    Resource,
    Secret,
    Service,
    Stage,
    Target,
    Variable,
}
