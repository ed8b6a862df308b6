//! Inlay hints: the values of constant local values, and the types of variables, where other expressions use them.

use std::ops::Range;

use foldhash::HashMap;

use crate::languages::answers::InlayHint;
use crate::languages::terraform::file_names::{FileKind, is_json_file};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::evaluator::Evaluator;
use crate::languages::terraform::model::facts::{ModuleRef, Role};
use crate::languages::terraform::model::index::{Module, ModuleIndex};
use crate::languages::terraform::values::known::{Known, Shape, exact};

/// The maximum length of a value or type that is shown, in bytes.
const MAX_LEN: usize = 40;

/// Returns the values of constants and the types of variables, after each reference to one within a range. In variable
/// files, the types follow the names of the variables.
pub fn hints(index: &ModuleIndex<'_>, kind: FileKind, within: &Range<usize>) -> Vec<InlayHint> {
    let own = index.own();
    let evaluator = Evaluator::new(index);
    let role = if kind == FileKind::Variables { Role::Assignment } else { Role::Read };
    let references = index.document().references.iter().filter(|reference| {
        let range = reference.whole.range();
        reference.role == role
            && reference.module == ModuleRef::This
            && reference.attributes.is_empty()
            && range.start <= within.end
            && within.start <= range.end
    });
    let mut labels: HashMap<&Address, Option<String>> = HashMap::default();
    let mut hints = Vec::new();
    for reference in references {
        let address = &reference.address;
        let label = labels.entry(address).or_insert_with(|| match address {
            Address::Named(Named::Local, _) => constant(&evaluator.named(address)).map(|value| format!("= {value}")),
            Address::Named(Named::Variable, _) => variable_type(index, &own, address).map(|found| format!(": {found}")),
            _ => None,
        });
        if let Some(label) = label {
            hints.push(InlayHint { offset: reference.whole.end as usize, label: label.clone(), tooltip: None });
        }
    }
    hints
}

/// Returns a string, number or boolean as it is written.
fn constant(value: &Known) -> Option<String> {
    if value.is_sensitive || value.is_ephemeral {
        return None;
    }
    let shown = match &value.shape {
        Shape::String(Some(text)) => format!("{text:?}"),
        Shape::Number(Some(number)) => exact(*number)?.to_string(),
        Shape::Bool(Some(value)) => value.to_string(),
        _ => return None,
    };
    (shown.len() <= MAX_LEN).then_some(shown)
}

/// Returns the type of a variable, if it fits on a line.
fn variable_type(index: &ModuleIndex<'_>, own: &Module, address: &Address) -> Option<String> {
    let (file, declaration) = own.declarations(address).next()?;
    let text = index.text(&file.file)?;
    let found = text.get(declaration.type_constraint?.range())?;
    let is_plain = !found.contains(['\n', '\\']) && found.len() <= MAX_LEN;
    let found = if is_json_file(&file.name) { found } else { found.trim_matches('"') };
    is_plain.then(|| found.to_owned())
}
