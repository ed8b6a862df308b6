//! Adds the provider of a block to `required_providers`.

use super::rewrite;
use crate::languages::answers::Refactoring;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::File;
use crate::languages::terraform::model::index::FileTrait;
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::rules::provider_names::ProviderNames;
use crate::languages::terraform::rules::required_providers::{Provider, used_provider};

/// Adds the provider if the module lists no provider at all. If it lists others, a diagnostic has this as its fix.
pub fn add(source: &Source<'_>, file: &File<'_>, environment: &Environment<'_>, offset: usize) -> Option<Refactoring> {
    let own = environment.index.own();
    if !own.is_complete || own.files_with(FileTrait::Settings).iter().any(|file| !file.facts.requirements.is_empty()) {
        return None;
    }
    let block = file.body().blocks().find(|block| block.range().contains(&offset))?;
    let (name, label) = used_provider(&ProviderNames::new(environment.index), block)?;
    if name == "terraform" || !(label.start <= offset && offset <= label.end) {
        return None;
    }
    let changes = Provider::new(environment, &name).require(source, file, environment)?;
    Some(rewrite(format!("Add `{name}` to `required_providers`"), vec![changes]))
}
