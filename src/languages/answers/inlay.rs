//! Inlay hints: text that an editor shows between the characters of a document.

/// A label that an editor shows within a line without inserting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// The byte offset at which the label is shown.
    pub offset: usize,
    /// The label.
    pub label: String,
    /// The tooltip, as Markdown.
    pub tooltip: Option<String>,
}
