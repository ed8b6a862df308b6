//! `DuplicateDeclaration`: a module stores its state in one place, which one `backend` or `cloud` block states. A block
//! in an override file replaces it.

use super::Rule;
use super::declarations::{counts, in_other, primary_document};
use super::finding::Findings;
use crate::languages::answers::FileRef;
use crate::languages::terraform::model::index::{FileTrait, ModuleIndex};

pub fn check(index: &ModuleIndex<'_>, findings: &mut Findings) {
    let own = index.own();
    if index.document().state_stores.is_empty() || primary_document(&own).is_none() {
        return;
    }
    let files = own.files_with(FileTrait::StateStore).into_iter().filter(|file| counts(&own, file));
    let mut stores = files.flat_map(|file| file.facts.state_stores.iter().map(move |store| (&file.file, store)));
    let Some((first_file, first)) = stores.next() else { return };
    let name = |is_cloud: bool| if is_cloud { "cloud" } else { "backend" };
    let place = in_other(first_file);
    for (_, store) in stores.filter(|(file, _)| **file == FileRef::Document) {
        let (other, this) = (name(first.is_cloud), name(store.is_cloud));
        let message = if other == this {
            format!("the module already has a `{other}` block{place}; remove one of them")
        } else {
            format!("a `{this}` block cannot be combined with the `{other}` block{place}; remove one of them")
        };
        findings.add(Rule::DuplicateDeclaration, store.header.range(), message, None);
    }
}
