//! The signature of the function call around the cursor.

use crate::languages::answers::{Parameter, Signature, SignatureHelp};
use crate::languages::syntax::hcl::cursor::{Cursor, FrameKind};
use crate::languages::terraform::reference::functions::{self, Function};

pub fn signature_help(text: &str, offset: usize) -> Option<SignatureHelp> {
    // A cursor directly before the opening parenthesis counts as inside of the call.
    let is_before = text.get(offset..).is_some_and(|rest| rest.starts_with('('));
    let cursor = Cursor::new(text, offset + usize::from(is_before));
    // Lists, objects and strings within an argument are part of the argument.
    let (function, index) = cursor.frames.iter().rev().find_map(|frame| match &frame.kind {
        FrameKind::Call { function } => Some((functions::function(function), frame.index)),
        FrameKind::Body { .. } => Some((None, 0)),
        _ => None,
    })?;
    let function = function?;
    let count = function.parameters.len();
    let active = if index >= count && function.variadic.is_some() { count } else { index };
    let has_parameter = active < count + usize::from(function.variadic.is_some());
    Some(SignatureHelp {
        signatures: vec![signature(function)],
        active_signature: 0,
        active_parameter: has_parameter.then_some(active),
    })
}

fn signature(function: &Function) -> Signature {
    let mut label = format!("{}(", function.name);
    let mut parameters = Vec::new();
    for (index, shown) in function.shown_parameters().enumerate() {
        if index > 0 {
            label.push_str(", ");
        }
        parameters.push(Parameter { label: label.len()..label.len() + shown.len(), documentation: None });
        label.push_str(&shown);
    }
    label.push_str(") ");
    label.push_str(function.returns);
    Signature { label, documentation: Some(function.documentation.to_owned()), parameters }
}
