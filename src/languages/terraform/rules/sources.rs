//! `InvalidProviderSource` and `InvalidModuleSource`: invalid sources, and what was probably intended.

use super::Rule;
use super::finding::Findings;
use super::string_literal::StringLiteral;
use super::version_constraints::shortened;
use crate::languages::findings::Correction;
use crate::languages::terraform::values::module_source::{local_path_for, may_be_valid};
use crate::languages::terraform::values::provider_address::{DEFAULT_HOSTNAME, ProviderAddress};

const PROVIDER_FORM: &str = "expected `[hostname/]namespace/type`";

/// The prefix of the names of repositories, which is not allowed in the names of providers.
const REPOSITORY_PREFIX: &str = "terraform-provider-";

pub fn check_provider(literal: &StringLiteral, findings: &mut Findings) {
    let source = &literal.value;
    if ProviderAddress::from_source(source).is_some() {
        return;
    }
    let name = source.rsplit('/').next().unwrap_or_default();
    let intended = intended_provider(source);
    let message = if source.trim().is_empty() {
        format!("empty provider source: {PROVIDER_FORM}")
    } else if name.starts_with("terraform-") {
        let advice = intended.as_ref().map(|intended| format!("; write `{intended}`")).unwrap_or_default();
        format!("a provider name cannot start with `terraform-`{advice}")
    } else {
        format!("invalid provider source `{}`: {PROVIDER_FORM}", shortened(source))
    };
    let correction = intended.and_then(|intended| change(literal, &intended));
    findings.add(Rule::InvalidProviderSource, literal.range.clone(), message, correction);
}

/// Checks the source of a module. `is_folder` returns whether a name in the folder of the file is a folder.
pub fn check_module(literal: &StringLiteral, is_folder: impl Fn(&str) -> bool, findings: &mut Findings) {
    let source = &literal.value;
    if may_be_valid(source) {
        return;
    }
    let problem = match shortened(source) {
        empty if empty.trim().is_empty() => "empty module source".to_owned(),
        shown => format!("invalid module source `{shown}`"),
    };
    let message = format!(
        "{problem}: a local path starts with `./` or `../`, and a registry address is \
         `namespace/name/system`"
    );
    let correction = local_path_for(source, is_folder).and_then(|intended| change(literal, &intended));
    findings.add(Rule::InvalidModuleSource, literal.range.clone(), message, correction);
}

fn change(literal: &StringLiteral, intended: &str) -> Option<Correction> {
    let range = literal.editable_content()?;
    Some(Correction::replace(format!("Change to `{intended}`"), range, intended))
}

/// Returns the address that an invalid source probably stands for: one with spaces or backslashes, or the URL of a page
/// of the registry.
fn intended_provider(source: &str) -> Option<String> {
    let source = source.replace('\\', "/");
    let source = source.trim();
    let source = source.strip_prefix("https://").or_else(|| source.strip_prefix("http://")).unwrap_or(source);
    // The part that is missing before a slash is unknown.
    if source.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = source.split('/').map(str::trim).filter(|part| !part.is_empty()).take(8).collect();
    let is_page = parts.first() == Some(&DEFAULT_HOSTNAME) && parts.get(1) == Some(&"providers");
    if is_page {
        // The two names are followed by a version and chapters.
        parts = parts.get(2..4)?.to_vec();
    } else if parts.first().is_some_and(|host| host.eq_ignore_ascii_case("github.com")) {
        // Only a repository with the name of a provider repository is certainly one.
        let [_, namespace, repository] = parts[..] else { return None };
        repository.strip_prefix(REPOSITORY_PREFIX)?;
        parts = vec![namespace, repository];
    }
    if parts.len() > 1
        && let Some(name) = parts.last_mut()
    {
        *name = name.strip_prefix(REPOSITORY_PREFIX).unwrap_or(name);
    }
    let intended = parts.join("/");
    ProviderAddress::from_source(&intended).map(|_| intended)
}
