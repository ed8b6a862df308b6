//! Links to pages of the registry and to local modules.

use std::sync::Arc;

use crate::languages::answers::{DocumentLink, LinkTarget};
use crate::languages::sort::SortStably;
use crate::languages::terraform::model::address::{Address, Typed};
use crate::languages::terraform::model::facts::{Call, Declaration, Literal};
use crate::languages::terraform::model::index::{Module, ModuleIndex};

use super::pages::{module_page, provider_page, type_page};

pub fn links(index: &ModuleIndex<'_>) -> Vec<DocumentLink> {
    let own = index.own();
    let document = index.document();
    let mut links = Vec::new();
    let mut add = |literal: &Literal, target: LinkTarget| {
        links.push(DocumentLink { range: literal.span.range(), target });
    };
    for call in &document.calls {
        if let (Some(source), Some(target)) = (&call.source, source_target(index, &own, call)) {
            add(source, target);
        }
    }
    for requirement in &document.requirements {
        if let Some(source) = &requirement.source
            && let Some(page) = provider_page(&source.value)
        {
            add(source, LinkTarget::Page(page));
        }
    }
    for declaration in &document.declarations {
        if let (Some(label), Some(page)) = (declaration.type_label, page_of_type(index, &own, declaration)) {
            links.push(DocumentLink { range: label.range(), target: LinkTarget::Page(page) });
        }
    }
    links.sort_stably_by_key(|link| link.range.start);
    links
}

/// Returns the page of the type of a declaration in the document. Only blocks have one, and not the names of
/// configuration aliases in `required_providers`.
pub fn page_of_type(index: &ModuleIndex<'_>, own: &Module, declaration: &Declaration) -> Option<String> {
    let Address::Typed(typed, type_name, _) = &declaration.address else { return None };
    if declaration.header == declaration.whole {
        return None;
    }
    // A resource can name a configuration of another provider.
    let mut within = index.document().references_in(declaration.whole);
    let configuration = within.find_map(|reference| match &reference.address {
        Address::Typed(Typed::Provider, local_name, _) if *typed != Typed::Provider => Some(local_name),
        _ => None,
    });
    let local_name = match configuration {
        Some(local_name) => local_name,
        None if *typed == Typed::Provider => &**type_name,
        None => type_name.split('_').next().unwrap_or_default(),
    };
    type_page(own, *typed, type_name, local_name)
}

/// Returns the main file of a local module, or the page of a module in a registry or repository.
pub fn source_target(index: &ModuleIndex<'_>, own: &Arc<Module>, call: &Call) -> Option<LinkTarget> {
    let source = &call.source.as_ref()?.value;
    if source.starts_with("./") || source.starts_with("../") {
        let module = index.module(&index.called_folder(own, call)?);
        return Some(LinkTarget::File(module.main_file()?.file.clone()));
    }
    module_page(source).map(LinkTarget::Page)
}
