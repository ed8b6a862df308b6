//! `textDocument/references`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, OneOf, ReferenceParams};

use crate::languages::answers::FileRange;
use crate::languages::features::Feature;
use crate::server::context::SessionHandle;

pub fn provider<T>() -> Option<OneOf<bool, T>> {
    Feature::References.is_implemented().then_some(OneOf::Left(true))
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn references(handle: &SessionHandle, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let position = params.text_document_position;
    let has_declarations = params.context.include_declaration;
    let found = handle.ask(&position.text_document.uri, move |document| {
        let offset = document.offset(position.position);
        let mut references = document.analysis.references(offset);
        if !has_declarations && let Some(definition) = document.analysis.definition(offset) {
            let is_declaration = |reference: &FileRange| {
                let mut targets = definition.targets.iter();
                targets.any(|target| target.file == reference.file && target.focus_range == reference.range)
            };
            references.retain(|reference| !is_declaration(reference));
        }
        let locations: Vec<_> = references.iter().filter_map(|reference| document.location(reference)).collect();
        (!locations.is_empty()).then_some(locations)
    });
    found.await
}
