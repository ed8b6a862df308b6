//! Completions at a cursor.

use std::ops::Range;

use super::edit::Edit;

/// The completions at a cursor, the most relevant first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    pub items: Vec<Completion>,
    /// Whether typing on can add items that are not in the list.
    pub is_incomplete: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    pub label: String,
    pub kind: CompletionKind,
    /// A short addition to the label, such as a type.
    pub detail: Option<String>,
    /// Markdown.
    pub documentation: Option<String>,
    /// The text to insert, in the syntax of snippets if `is_snippet`.
    pub text: String,
    pub is_snippet: bool,
    /// The part of the document before the cursor that the text replaces.
    pub insert_range: Range<usize>,
    /// The same with the rest of the word behind the cursor.
    pub replace_range: Range<usize>,
    /// The text with which what was typed is compared, if it is not the label.
    pub filter_text: Option<String>,
    pub is_deprecated: bool,
    /// Edits elsewhere in the document that belong to the completion.
    pub additional_edits: Vec<Edit>,
}

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
    pub range: Range<usize>,
    pub text: String,
}
