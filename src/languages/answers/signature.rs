//! Signatures of functions and instructions, which are shown while their arguments are typed.

use std::ops::Range;

/// The signatures of a call at a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureHelp {
    /// The signatures; more than one for an overloaded name.
    pub signatures: Vec<Signature>,
    /// The index of the signature that matches the typed arguments.
    pub active_signature: usize,
    /// The index of the parameter at the cursor.
    pub active_parameter: Option<usize>,
}

/// One way to call a function or to write an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The complete signature, as shown to the user.
    pub label: String,
    /// The documentation, as Markdown.
    pub documentation: Option<String>,
    /// The parameters, in order.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The byte range of the parameter in the label of the signature.
    pub label: Range<usize>,
    /// The documentation, as Markdown.
    pub documentation: Option<String>,
}
