//! Completions at a cursor.

use std::ops::Range;

use super::edit::Edit;

/// The completions at a cursor, the most relevant first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The completions.
    pub items: Vec<Completion>,
    /// Whether further typing can add items that are not in the list.
    pub is_incomplete: bool,
}

/// An item of the completion list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The string that the list shows.
    pub label: String,
    /// The kind of the item, which decides its icon.
    pub kind: CompletionKind,
    /// A short addition to the label, such as a type.
    pub detail: Option<String>,
    /// The documentation, as Markdown.
    pub documentation: Option<String>,
    /// The text to insert. It uses the snippet syntax if `is_snippet` is set.
    pub text: String,
    /// Whether `text` uses the snippet syntax.
    pub is_snippet: bool,
    /// The text for clients without support for snippets, if it is not the snippet with its default values.
    pub plain_text: Option<String>,
    /// The range before the cursor that the text replaces.
    pub insert_range: Range<usize>,
    /// Like `insert_range`, but also includes the rest of the word after the cursor.
    pub replace_range: Range<usize>,
    /// The string that is matched with the typed text, if it is not the label.
    pub filter_text: Option<String>,
    /// Whether the label is shown struck through.
    pub is_deprecated: bool,
    /// Edits elsewhere in the document that are part of the completion.
    pub additional_edits: Vec<Edit>,
}

/// The kind of a completion.
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

/// A longer completion that an editor shows inline, after the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineCompletion {
    /// The range of the document that the text replaces.
    pub range: Range<usize>,
    /// The text to insert.
    pub text: String,
}
