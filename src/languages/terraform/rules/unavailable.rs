//! `UndeclaredReference`: references to what is declared and cannot be used: by the conditions of a resource that refer to
//! itself, and by provisioners that run on destroy.

use super::Rule;
use super::finding::Findings;
use super::surroundings::Surroundings;
use crate::languages::findings::Correction;
use crate::languages::source::Source;
use crate::languages::terraform::file_names::is_file_name;
use crate::languages::terraform::model::facts::{FileFacts, ModuleRef, Reference, Role};
use crate::languages::terraform::model::index::ModuleIndex;

pub fn check(source: &Source<'_>, index: &ModuleIndex<'_>, findings: &mut Findings) {
    let document = index.document();
    if !is_file_name(source.file_name) || document.has_errors {
        return;
    }
    if !document.self_only.is_empty() {
        on_destroy(document, findings);
    }
    if !document.preconditions.is_empty() || !document.postconditions.is_empty() {
        conditions(source, document, findings);
    }
}

/// When a provisioner runs on destroy, other objects may be gone.
fn on_destroy(document: &FileFacts, findings: &mut Findings) {
    let is_read = |reference: &&Reference| reference.role == Role::Read && reference.module == ModuleRef::This;
    let references = document.references.iter().filter(is_read).map(|reference| (reference.whole, &reference.address));
    for (whole, address) in references.filter(|(whole, _)| document.self_only.contain(*whole)) {
        let message = format!(
            "a provisioner that runs on destroy cannot refer to `{address}`; it can use only `self`, `count.index` and \
             `each.key`"
        );
        findings.add(Rule::UndeclaredReference, whole.range(), message, None);
    }
    for built_in in document.built_ins.iter().filter(|built_in| *built_in.root == *"each") {
        let is_key = built_in.whole.range().len() == "each.key".len();
        if !is_key && document.self_only.contain(built_in.whole) {
            let message = "a provisioner that runs on destroy cannot refer to `each.value`; it can use `each.key`";
            findings.add(Rule::UndeclaredReference, built_in.whole.range(), message.to_owned(), None);
        }
    }
}

/// A condition of a resource is a part of it.
fn conditions(source: &Source<'_>, document: &FileFacts, findings: &mut Findings) {
    let surroundings = Surroundings::new(document);
    for reference in document.references.iter().filter(|reference| reference.module == ModuleRef::This) {
        let is_post = document.postconditions.contain(reference.whole);
        if !reference.address.is_resource() || !(is_post || document.preconditions.contain(reference.whole)) {
            continue;
        }
        let Some(own) = surroundings.of(reference.whole).filter(|around| around.address == reference.address) else {
            continue;
        };
        let range = reference.whole.range();
        let address = &own.address;
        if !is_post {
            let message =
                format!("a precondition cannot refer to its own object `{address}`, which does not exist yet");
            findings.add(Rule::UndeclaredReference, range, message, None);
            continue;
        }
        let has_index = source.text.get(range.end..).is_some_and(|after| after.starts_with('['));
        let correction = (!has_index).then(|| Correction::replace("Change to `self`", range.clone(), "self"));
        let message = format!("a postcondition cannot refer to its own object as `{address}`; write `self`");
        findings.add(Rule::UndeclaredReference, range, message, correction);
    }
}
