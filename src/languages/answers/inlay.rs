//! Text that an editor shows between the characters of a document.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// The byte offset at which it is shown.
    pub offset: usize,
    pub label: String,
    /// Markdown.
    pub tooltip: Option<String>,
}
