//! Inlay hints: the values of constant local values where other expressions use them.

use std::ops::Range;

use crate::languages::answers::InlayHint;
use crate::languages::syntax::hcl::{self, ExprKind};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::facts::{ModuleRef, Role};
use crate::languages::terraform::model::index::ModuleIndex;

/// The maximum length of a value that is shown, in bytes.
const MAX_LEN: usize = 40;

/// Returns the values of constants, after each reference to one within a range.
pub fn hints(index: &ModuleIndex<'_>, within: &Range<usize>) -> Vec<InlayHint> {
    let own = index.own();
    let references = index.document().references.iter().filter(|reference| {
        let range = reference.whole.range();
        reference.role == Role::Read
            && reference.module == ModuleRef::This
            && reference.attributes.is_empty()
            && range.start <= within.end
            && within.start <= range.end
            && matches!(reference.address, Address::Named(Named::Local, _))
    });
    let mut known: std::collections::HashMap<&Address, Option<String>> = std::collections::HashMap::new();
    let mut hints = Vec::new();
    for reference in references {
        let value = known.entry(&reference.address).or_insert_with(|| {
            let (file, declaration) = own.declarations(&reference.address).next()?;
            let text = index.text(&file.file)?;
            constant(text.get(declaration.value?.range())?)
        });
        if let Some(value) = value {
            let offset = reference.whole.end as usize;
            hints.push(InlayHint { offset, label: format!(" = {value}"), tooltip: None });
        }
    }
    hints
}

/// Returns the source of a string, number or boolean.
fn constant(value: &str) -> Option<String> {
    if value.len() > MAX_LEN || value.contains('\n') {
        return None;
    }
    let text = format!("x = {value}\n");
    let file = hcl::File::parse(&text);
    let parsed = file.body().attribute("x")?.value();
    let is_constant = match parsed.kind() {
        ExprKind::Number(_) | ExprKind::Bool(_) => true,
        ExprKind::Template(_) => parsed.literal().is_some(),
        _ => false,
    };
    is_constant.then(|| value.to_owned())
}
