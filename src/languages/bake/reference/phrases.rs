//! Parts of lines that public Bake files have in common.
//!
//! Over 500 lines because it is a closed table.

/// Phrases, one a line and the most frequent first, in the form that `text::predicted_words` expects.
pub const PHRASES: &str = "\
";
