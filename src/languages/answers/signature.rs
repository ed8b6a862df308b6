//! Signatures of functions and instructions, shown while their arguments are typed.

use std::ops::Range;

/// The signatures of a call at a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHelp {
    /// The signatures; more than one for an overloaded name.
    pub signatures: Vec<Signature>,
    /// The index of the signature that fits what was typed.
    pub active_signature: usize,
    /// The index of the parameter at the cursor.
    pub active_parameter: Option<usize>,
}

/// A way to call a function or to write an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The whole signature as it is shown.
    pub label: String,
    /// Markdown.
    pub documentation: Option<String>,
    /// The parameters in their order.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its byte range in the label of the signature.
    pub label: Range<usize>,
    /// Markdown.
    pub documentation: Option<String>,
}
