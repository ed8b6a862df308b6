//! The answers of an analysis, as plain data without protocol types.
//!
//! Ranges are byte ranges in the text of a file. An answer that can refer to a file other than the analyzed document
//! names this file: see [`location`].

pub mod build_name;
pub mod completion;
pub mod diagnostic;
pub mod edit;
pub mod folding;
mod host_query;
pub mod hover;
pub mod inlay;
pub mod lens;
pub mod link;
pub mod location;
pub mod semantic_token;
pub mod signature;
pub mod symbol;

pub use build_name::{BuildName, BuildOccurrences, BuildReference, context_key};
pub use completion::{Completion, CompletionKind, Completions, InlineCompletion};
pub use diagnostic::{Code, Diagnostic, Severity, Tag};
pub use edit::{Edit, FileEdits, QuickFix, Refactoring, RefactoringKind, RenameAdditions};
pub use folding::{FoldingKind, FoldingRange};
pub use host_query::{HostQuery, HostQueryKind};
pub use hover::{Hover, file_link, line_link};
pub use inlay::InlayHint;
pub use lens::{CodeLens, LensAction};
pub use link::{DocumentLink, LinkTarget};
pub use location::{Definition, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget, RenameTarget};
pub use semantic_token::{
    HCL_MODIFIERS, HCL_TYPES, HclModifier, HclToken, HclTokenType, SemanticToken, TokenModifiers, TokenType,
};
pub use signature::{Parameter, Signature, SignatureHelp};
pub use symbol::{Symbol, SymbolKind};
