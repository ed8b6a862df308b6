//! Inlay hints: the value of an argument that a `FROM` uses, and the stage that a number refers to.

use std::ops::Range;

use crate::languages::answers::InlayHint;
use crate::languages::dockerfile::model::symbols::{Role, SymbolKind, Symbols};
use crate::languages::text::floor_char_boundary;

/// The maximum length of a displayed value, in bytes.
const MAX_LABEL_LEN: usize = 40;

pub fn inlay_hints(symbols: &Symbols, within: &Range<usize>) -> Vec<InlayHint> {
    let mut hints = Vec::new();
    let occurrences = symbols
        .occurrences
        .iter()
        .filter(|other| within.start <= other.full_range.end && other.full_range.start <= within.end);
    for occurrence in occurrences {
        let symbol = symbols.symbol(occurrence);
        let label = match (symbol.kind, occurrence.role) {
            (SymbolKind::Stage(_), Role::Number) => Some(symbol.name.clone()),
            (SymbolKind::Variable, Role::Reference) => {
                let set_by = occurrence.set_by.map(|index| &symbols.occurrences[index]);
                let is_argument = set_by.is_some_and(|set_by| set_by.role == Role::Argument);
                let value = symbols.value_at(occurrence).filter(|value| is_argument && !value.is_empty());
                value.map(|value| {
                    let shown = &value[..floor_char_boundary(value, MAX_LABEL_LEN)];
                    let more = if shown.len() < value.len() { "…" } else { "" };
                    format!("= {shown}{more}").replace('\n', " ")
                })
            }
            _ => None,
        };
        if let Some(label) = label {
            hints.push(InlayHint { offset: occurrence.full_range.end, label, tooltip: None });
        }
    }
    hints
}
