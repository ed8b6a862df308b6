//! Signature help for the function call at a cursor.

use super::context::Context;
use super::documentation::{Signature, standard_function};
use crate::languages::answers::{self, Parameter, SignatureHelp};
use crate::languages::bake::model::project::Project;
use crate::languages::bake::reference::functions::function;

pub fn signature_help(project: &Project, context: &Context) -> Option<SignatureHelp> {
    let (name, argument) = context.call()?;
    let (signature, documentation, is_variadic) = if let Some(function) = function(name) {
        (Signature::of_standard(function), Some(standard_function(function)), function.variadic.is_some())
    } else {
        let (_, block) = project.function_block(name)?;
        let is_variadic = block.body.attribute("variadic_params").is_some();
        (Signature::of_block(name, block), None, is_variadic)
    };
    let count = signature.parameters.len();
    let active = if is_variadic { argument.min(count.saturating_sub(1)) } else { argument };
    let parameters = signature.parameters.into_iter().map(|label| Parameter { label, documentation: None });
    Some(SignatureHelp {
        signatures: vec![answers::Signature {
            label: signature.label,
            documentation,
            parameters: parameters.collect(),
        }],
        active_signature: 0,
        active_parameter: (active < count).then_some(active),
    })
}
