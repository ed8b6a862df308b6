//! The signature of the function call around the cursor.

use super::{functions, json_cursor};
use crate::languages::answers::SignatureHelp;
use crate::languages::syntax::hcl::cursor::{Cursor, FrameKind};
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::syntax::json_expressions::DELIMITER;

pub fn signature_help(environment: &Environment<'_>, text: &str, offset: usize) -> Option<SignatureHelp> {
    let cursor = Cursor::new(text, after_parenthesis(text, offset));
    // Lists, objects and strings within an argument are part of the argument.
    let (function, index) = cursor.frames.iter().rev().find_map(|frame| match &frame.kind {
        FrameKind::Call { function } => Some((functions::find(environment, function), frame.index)),
        FrameKind::Body { .. } => Some((None, 0)),
        _ => None,
    })?;
    let function = function?;
    let count = function.parameter_count();
    let active = if function.is_variadic { index.min(count - 1) } else { index };
    Some(SignatureHelp {
        signatures: vec![function.signature()],
        active_signature: 0,
        active_parameter: (active < count).then_some(active),
    })
}

/// Returns the signature in a string of a file in the JSON syntax.
pub fn json_signature_help(environment: &Environment<'_>, text: &str, offset: usize) -> Option<SignatureHelp> {
    let cursor = json_cursor::Cursor::new(text, after_parenthesis(text, offset)).filter(|cursor| cursor.is_quoted)?;
    // Quotes and backslashes have no meaning in a heredoc, as in JSON once the escapes are resolved.
    let native = format!("x = <<{DELIMITER}\n{}", cursor.typed);
    signature_help(environment, &native, native.len())
}

/// Moves a cursor from directly before the opening parenthesis of a call into the call.
fn after_parenthesis(text: &str, offset: usize) -> usize {
    let is_before = text.get(offset..).is_some_and(|rest| rest.starts_with('('));
    offset + usize::from(is_before)
}
