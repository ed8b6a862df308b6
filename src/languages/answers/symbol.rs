//! The outline of a document.

use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    /// A short addition to the name, such as a type.
    pub detail: Option<String>,
    pub kind: SymbolKind,
    /// The whole declaration.
    pub full_range: Range<usize>,
    /// Its name, within `full_range`.
    pub focus_range: Range<usize>,
    pub children: Vec<Symbol>,
}

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
