//! `textDocument/definition`, and `textDocument/declaration`, which has the same result in these languages.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DeclarationCapability, GotoDefinitionParams, GotoDefinitionResponse, OneOf};

use crate::languages::answers::FileRange;
use crate::languages::features::Feature;
use crate::server::context::SessionHandle;

pub fn provider<T>() -> Option<OneOf<bool, T>> {
    Feature::Definition.is_implemented().then_some(OneOf::Left(true))
}

pub fn declaration_provider() -> Option<DeclarationCapability> {
    Feature::Definition.is_implemented().then_some(DeclarationCapability::Simple(true))
}

/// The method that was called. Clients can support links for only one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goto {
    Definition,
    Declaration,
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn goto(
    handle: &SessionHandle,
    params: GotoDefinitionParams,
    goto: Goto,
) -> Result<Option<GotoDefinitionResponse>> {
    let position = params.text_document_position_params;
    let found = handle.ask(&position.text_document.uri, move |document| {
        let definition = document.analysis.definition(document.offset(position.position))?;
        let has_links = match goto {
            Goto::Definition => document.client().definition_links,
            Goto::Declaration => document.client().declaration_links,
        };
        let targets = definition.targets.iter();
        if has_links {
            let links = targets.filter_map(|target| document.location_link(&definition.origin, target));
            let links: Vec<_> = links.collect();
            return (!links.is_empty()).then_some(GotoDefinitionResponse::Link(links));
        }
        let locations = targets.filter_map(|target| {
            document.location(&FileRange { file: target.file.clone(), range: target.focus_range.clone() })
        });
        let locations: Vec<_> = locations.collect();
        (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
    });
    found.await
}
