//! Links to pages of the registry and to local modules.

use std::sync::Arc;

use crate::languages::answers::{DocumentLink, LinkTarget};
use crate::languages::sort::SortStably;
use crate::languages::terraform::model::address::{Address, Typed};
use crate::languages::terraform::model::facts::{Call, Literal};
use crate::languages::terraform::model::index::{FileTrait, Module, ModuleIndex};
use crate::languages::terraform::values::module_source;
use crate::languages::terraform::values::provider_address::{
    DEFAULT_HOSTNAME, LEGACY_NAMESPACE, ProviderAddress, UNKNOWN_NAMESPACE,
};

/// The provider that is built into Terraform.
const BUILT_IN_PROVIDER: &str = "terraform";

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
        let (Address::Typed(typed, type_name, _), Some(label)) = (&declaration.address, declaration.type_label) else {
            continue;
        };
        // Only labels of blocks get a link, and not the names of configuration aliases in `required_providers`.
        if declaration.header == declaration.whole {
            continue;
        }
        // A resource can name a configuration of another provider.
        let mut within = document.references_in(declaration.whole);
        let configuration = within.find_map(|reference| match &reference.address {
            Address::Typed(Typed::Provider, local_name, _) if *typed != Typed::Provider => Some(local_name),
            _ => None,
        });
        let local_name = match configuration {
            Some(local_name) => local_name,
            None if *typed == Typed::Provider => &**type_name,
            None => type_name.split('_').next().unwrap_or_default(),
        };
        if let Some(page) = type_page(&own, *typed, type_name, local_name) {
            links.push(DocumentLink { range: label.range(), target: LinkTarget::Page(page) });
        }
    }
    links.sort_stably_by_key(|link| link.range.start);
    links
}

/// Returns the main file of a local module, or the page of a module in a registry or repository.
fn source_target(index: &ModuleIndex<'_>, own: &Arc<Module>, call: &Call) -> Option<LinkTarget> {
    let source = &call.source.as_ref()?.value;
    if source.starts_with("./") || source.starts_with("../") {
        let module = index.module(&index.called_folder(own, call)?);
        return Some(LinkTarget::File(module.main_file()?.file.clone()));
    }
    module_page(source).map(LinkTarget::Page)
}

/// Returns the page of a module that is not local.
fn module_page(source: &str) -> Option<String> {
    if !module_source::may_be_valid(source) || source.contains(['?', '\\', ' ']) {
        return None;
    }
    let (package, below) = source.split_once("//").unwrap_or((source, ""));
    let parts: Vec<&str> = package.split('/').collect();
    match parts[..] {
        ["github.com", owner, repository] => Some(format!("https://github.com/{owner}/{repository}")),
        [namespace, name, system] if !namespace.contains('.') && !source.contains("::") => {
            let page = format!("https://{DEFAULT_HOSTNAME}/modules/{namespace}/{name}/{system}/latest");
            Some(match below.strip_prefix("modules/") {
                Some(submodule) => format!("{page}/submodules/{submodule}"),
                None => page,
            })
        }
        _ => None,
    }
}

/// Returns the page of a provider in the public registry.
fn provider_page(source: &str) -> Option<String> {
    let address = ProviderAddress::from_source(source)?;
    let namespace = match address.namespace.as_str() {
        LEGACY_NAMESPACE | UNKNOWN_NAMESPACE => "hashicorp",
        namespace => namespace,
    };
    let is_public = address.hostname == DEFAULT_HOSTNAME;
    is_public.then(|| format!("https://{DEFAULT_HOSTNAME}/providers/{namespace}/{}/latest/docs", address.name))
}

/// Returns the page of a type in the documentation of its provider.
fn type_page(own: &Module, typed: Typed, type_name: &str, local_name: &str) -> Option<String> {
    let files = own.files_with(FileTrait::Settings).into_iter();
    let mut requirements = files.flat_map(|file| &file.facts.requirements);
    let requirement = requirements.find(|requirement| *requirement.name.text == *local_name);
    let source = requirement.and_then(|requirement| requirement.source.as_ref());
    if local_name == BUILT_IN_PROVIDER {
        return None;
    }
    let page = provider_page(source.map_or(local_name, |source| &source.value))?;
    let name = type_name.split_once('_').map_or(type_name, |(_, name)| name);
    Some(match typed {
        Typed::Provider => page,
        Typed::Resource => format!("{page}/resources/{name}"),
        Typed::Data => format!("{page}/data-sources/{name}"),
        Typed::Ephemeral => format!("{page}/ephemeral-resources/{name}"),
        Typed::Action => format!("{page}/actions/{name}"),
        Typed::List => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{module_page, provider_page};

    #[test]
    fn public_providers_and_modules_have_pages() {
        let registry = "https://registry.terraform.io";
        assert_eq!(provider_page("aws"), Some(format!("{registry}/providers/hashicorp/aws/latest/docs")));
        assert_eq!(provider_page("a/b"), Some(format!("{registry}/providers/a/b/latest/docs")));
        assert_eq!(provider_page("example.com/a/b"), None);
        assert_eq!(module_page("a/b/c"), Some(format!("{registry}/modules/a/b/c/latest")));
        assert_eq!(module_page("a/b/c//modules/d"), Some(format!("{registry}/modules/a/b/c/latest/submodules/d")));
        assert_eq!(module_page("github.com/a/b//c").as_deref(), Some("https://github.com/a/b"));
        for source in ["git::https://example.com/a/b", "a", "git@github.com:a/b.git", "s3::a/b/c", "a/b/c?ref=1"] {
            assert_eq!(module_page(source), None, "{source}");
        }
    }
}
