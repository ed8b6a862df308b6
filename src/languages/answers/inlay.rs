//! Text that an editor shows between the characters of a document.

/// A text that an editor shows within a line without inserting it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// The byte offset at which it is shown.
    pub offset: usize,
    /// The text.
    pub label: String,
    /// Markdown.
    pub tooltip: Option<String>,
}
