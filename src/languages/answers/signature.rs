//! Signatures of functions and instructions, shown while their arguments are typed.

use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHelp {
    pub signatures: Vec<Signature>,
    /// The index of the signature that fits what was typed.
    pub active_signature: usize,
    /// The index of the parameter at the cursor.
    pub active_parameter: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub label: String,
    /// Markdown.
    pub documentation: Option<String>,
    pub parameters: Vec<Parameter>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its byte range in the label of the signature.
    pub label: Range<usize>,
    /// Markdown.
    pub documentation: Option<String>,
}
