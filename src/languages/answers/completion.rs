//! Completions at a cursor.

use std::ops::Range;

use super::edit::Edit;

/// The completions at a cursor, the most relevant first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The completions.
    pub items: Vec<Completion>,
    /// Whether typing on can add items that are not in the list.
    pub is_incomplete: bool,
}

/// An item in the list that an editor shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The text that the list shows.
    pub label: String,
    /// What the item stands for, which decides its icon.
    pub kind: CompletionKind,
    /// A short addition to the label, such as a type.
    pub detail: Option<String>,
    /// Markdown.
    pub documentation: Option<String>,
    /// The text to insert, in the syntax of snippets if `is_snippet`.
    pub text: String,
    /// Whether `text` is in the syntax of snippets.
    pub is_snippet: bool,
    /// The part of the document before the cursor that the text replaces.
    pub insert_range: Range<usize>,
    /// The same with the rest of the word behind the cursor.
    pub replace_range: Range<usize>,
    /// The text with which what was typed is compared, if it is not the label.
    pub filter_text: Option<String>,
    /// Whether the list should strike the item through.
    pub is_deprecated: bool,
    /// Edits elsewhere in the document that belong to the completion.
    pub additional_edits: Vec<Edit>,
}

/// What a completion stands for.
#[expect(missing_docs, reason = "the names say it, as those of LSP do")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    Attribute,
    Block,
    File,
    Folder,
    Function,
    Image,
    Keyword,
    Module,
    Reference,
    Resource,
    Snippet,
    Value,
    Variable,
}

/// A longer text that an editor shows ahead of the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineCompletion {
    /// The part of the document that the text replaces.
    pub range: Range<usize>,
    /// The text to insert.
    pub text: String,
}
