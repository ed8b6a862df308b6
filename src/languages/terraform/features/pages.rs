//! Pages of the documentation: those of providers, their types and functions, and those of modules, by closed rules.

use crate::languages::terraform::model::address::Typed;
use crate::languages::terraform::model::index::{FileTrait, Module};
use crate::languages::terraform::values::module_source;
use crate::languages::terraform::values::provider_address::{
    DEFAULT_HOSTNAME, LEGACY_NAMESPACE, ProviderAddress, UNKNOWN_NAMESPACE,
};

/// The provider that is built into Terraform.
const BUILT_IN_PROVIDER: &str = "terraform";

/// Returns the page of a module that is not local.
pub fn module_page(source: &str) -> Option<String> {
    if let Some(page) = github_page(source) {
        return Some(page);
    }
    if !module_source::may_be_valid(source) || source.contains(['?', '\\', ' ']) {
        return None;
    }
    let (package, below) = source.split_once("//").unwrap_or((source, ""));
    let parts: Vec<&str> = package.split('/').collect();
    match parts[..] {
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

/// Returns the page of a repository at GitHub, at the revision and folder that the source names.
fn github_page(source: &str) -> Option<String> {
    let starts = ["git::https://github.com/", "git::ssh://git@github.com/", "git@github.com:", "github.com/"];
    let path = starts.iter().find_map(|start| source.strip_prefix(start))?;
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let (package, folder) = path.split_once("//").unwrap_or((path, ""));
    let (owner, repository) = package.split_once('/')?;
    let repository = repository.strip_suffix(".git").unwrap_or(repository);
    let is_plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
    let is_name = |text: &str| !text.is_empty() && !text.contains('/') && is_plain(text);
    if !is_name(owner) || !is_name(repository) || !is_plain(folder) {
        return None;
    }
    let mut parameters = query.split('&').filter_map(|parameter| parameter.split_once('='));
    let revision = parameters.find(|(name, value)| *name == "ref" && !value.is_empty() && is_plain(value));
    let page = format!("https://github.com/{owner}/{repository}");
    Some(match (revision, folder) {
        (None, "") => page,
        (Some((_, revision)), "") => format!("{page}/tree/{revision}"),
        (None, folder) => format!("{page}/tree/HEAD/{folder}"),
        (Some((_, revision)), folder) => format!("{page}/tree/{revision}/{folder}"),
    })
}

/// Returns the page of a provider in the public registry.
pub fn provider_page(source: &str) -> Option<String> {
    let address = ProviderAddress::from_source(source)?;
    let namespace = match address.namespace.as_str() {
        LEGACY_NAMESPACE | UNKNOWN_NAMESPACE => "hashicorp",
        namespace => namespace,
    };
    let is_public = address.hostname == DEFAULT_HOSTNAME;
    is_public.then(|| format!("https://{DEFAULT_HOSTNAME}/providers/{namespace}/{}/latest/docs", address.name))
}

/// Returns the page of a type in the documentation of its provider.
pub fn type_page(own: &Module, typed: Typed, type_name: &str, local_name: &str) -> Option<String> {
    let page = local_provider_page(own, local_name)?;
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

/// Returns the page of a function that a provider defines.
pub fn function_page(own: &Module, local_name: &str, function: &str) -> Option<String> {
    Some(format!("{}/functions/{function}", local_provider_page(own, local_name)?))
}

/// Returns the page of the provider that has a local name in a module.
fn local_provider_page(own: &Module, local_name: &str) -> Option<String> {
    if local_name == BUILT_IN_PROVIDER {
        return None;
    }
    let files = own.files_with(FileTrait::Settings).into_iter();
    let mut requirements = files.flat_map(|file| &file.facts.requirements);
    let requirement = requirements.find(|requirement| *requirement.name.text == *local_name);
    let source = requirement.and_then(|requirement| requirement.source.as_ref());
    provider_page(source.map_or(local_name, |source| &source.value))
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
        for (source, page) in [
            ("github.com/a/b", "a/b"),
            ("github.com/a/b//c", "a/b/tree/HEAD/c"),
            ("git@github.com:a/b.git?ref=v1.0", "a/b/tree/v1.0"),
            ("git::https://github.com/a/b.git//c/d?depth=1&ref=v1", "a/b/tree/v1/c/d"),
        ] {
            assert_eq!(module_page(source), Some(format!("https://github.com/{page}")));
        }
        for source in ["git::https://example.com/a/b", "a", "git@github.com:a", "s3::a/b/c", "a/b/c?ref=1"] {
            assert_eq!(module_page(source), None, "{source}");
        }
    }
}
