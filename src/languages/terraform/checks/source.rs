//! Whether a text is the address of a provider or of a module, and which address was meant.

use super::constraint::shortened;
use super::module;
use super::written::Written;
use super::{Correction, Findings, Rule};
use crate::languages::terraform::address::{Address, DEFAULT_HOSTNAME};

const PROVIDER_FORM: &str = "expected [hostname/][namespace/]name";

/// What repositories of providers are called, and no provider is.
const REPOSITORY_PREFIX: &str = "terraform-provider-";

pub fn check_provider(written: &Written, findings: &mut Findings) {
    let source = &written.text;
    if Address::of_source(source).is_some() {
        return;
    }
    let name = source.rsplit('/').next().unwrap_or_default();
    let meant = meant_provider(source);
    let message = if source.trim().is_empty() {
        format!("a provider's source is missing: {PROVIDER_FORM}")
    } else if name.starts_with("terraform-") {
        let advice = meant.as_ref().map(|meant| format!(": write {meant:?}")).unwrap_or_default();
        format!("a provider's name must not begin with `terraform-`{advice}")
    } else {
        format!("{:?} is no source of a provider: {PROVIDER_FORM}", shortened(source))
    };
    let correction = meant.and_then(|meant| change(written, &meant));
    findings.add(Rule::InvalidProviderSource, written.range.clone(), message, correction);
}

/// Judges the source of a module, where `is_folder` says what lies beside the file.
pub fn check_module(written: &Written, is_folder: impl Fn(&str) -> bool, findings: &mut Findings) {
    let source = &written.text;
    if module::may_be_address(source) {
        return;
    }
    let message = format!(
        "{:?} is no source of a module: a path begins with ./ or ../, a registry's module is namespace/name/system",
        shortened(source)
    );
    let correction = module::meant(source, is_folder).and_then(|meant| change(written, &meant));
    findings.add(Rule::InvalidModuleSource, written.range.clone(), message, correction);
}

fn change(written: &Written, meant: &str) -> Option<Correction> {
    let place = written.whole()?;
    Some(Correction::replace(format!("Change to {meant}"), place, meant))
}

/// The address in a text that says it in another form: with blanks, the other slashes, or as a page of the registry.
fn meant_provider(source: &str) -> Option<String> {
    let source = source.replace('\\', "/");
    let source = source.trim();
    let source = source.strip_prefix("https://").or_else(|| source.strip_prefix("http://")).unwrap_or(source);
    // What should stand before a slash cannot be told.
    if source.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = source.split('/').map(str::trim).filter(|part| !part.is_empty()).take(8).collect();
    let is_page = parts.first() == Some(&DEFAULT_HOSTNAME) && parts.get(1) == Some(&"providers");
    if is_page {
        // Behind the two names there are a version and chapters.
        parts = parts.get(2..4)?.to_vec();
    } else if parts.first().is_some_and(|host| host.eq_ignore_ascii_case("github.com")) {
        // Only a repository that is called like one of a provider is certainly that of one.
        let [_, namespace, repository] = parts[..] else { return None };
        repository.strip_prefix(REPOSITORY_PREFIX)?;
        parts = vec![namespace, repository];
    }
    if parts.len() > 1
        && let Some(name) = parts.last_mut()
    {
        *name = name.strip_prefix(REPOSITORY_PREFIX).unwrap_or(name);
    }
    let meant = parts.join("/");
    Address::of_source(&meant).map(|_| meant)
}
