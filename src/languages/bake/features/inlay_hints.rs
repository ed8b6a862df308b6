//! Inlay hints: the default of a build argument after its value, and the result of an expression after the expression.

use std::ops::Range;

use crate::languages::answers::InlayHint;
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::model::dockerfiles::{Dockerfile, Dockerfiles};
use crate::languages::bake::syntax::{Block, Body, Expr, ExprKind};
use crate::languages::sort::SortStably;
use crate::languages::source::FileProvider;

/// The maximum length of a displayed value, in characters.
const MAX_LEN: usize = 60;

pub fn inlay_hints(
    body: &Body,
    evaluated: &Evaluated,
    files: &dyn FileProvider,
    within: &Range<usize>,
) -> Vec<InlayHint> {
    let mut dockerfiles = Dockerfiles::new(evaluated, files);
    let mut hints = Vec::new();
    let is_visible = |range: &Range<usize>| range.start <= within.end && within.start <= range.end;
    for block in body.blocks.iter().filter(|block| block.kind.text == "target" && is_visible(&block.range())) {
        let Some(label) = &block.label else { continue };
        values(block, &label.text, evaluated, &mut hints);
        argument_defaults(block, &label.text, &mut dockerfiles, &mut hints);
    }
    hints.retain(|hint| within.start <= hint.offset && hint.offset <= within.end);
    hints.sort_stably_by_key(|hint| hint.offset);
    hints
}

fn argument_defaults(block: &Block, target: &str, dockerfiles: &mut Dockerfiles, hints: &mut Vec<InlayHint>) {
    let Some(ExprKind::Object(entries)) = block.body.attribute("args").map(|attribute| &attribute.value.kind) else {
        return;
    };
    let Dockerfile::Known(_, facts) = dockerfiles.of_target(target) else { return };
    for entry in entries {
        let Some(name) = &entry.name else { continue };
        let mut declared = facts.arguments.iter().filter(|argument| name.text == argument.name.as_str());
        let Some(default) = declared.find_map(|argument| argument.default.as_deref()) else { continue };
        let default = default.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(default);
        hints.push(InlayHint {
            offset: entry.value.range().end,
            label: format!("(default value: {})", shortened(default)),
            tooltip: None,
        });
    }
}

/// Adds the value of each string that is an expression: of an attribute, an element of a list, or an entry of a map.
fn values(block: &Block, target: &str, evaluated: &Evaluated, hints: &mut Vec<InlayHint>) {
    let Some(evaluated) = evaluated.target(target).filter(|target| target.blocks.len() == 1) else { return };
    for attribute in &block.body.attributes {
        let Some(value) = evaluated.attributes.get(attribute.name.text.as_str()) else { continue };
        match (&attribute.value.kind, value) {
            (ExprKind::Tuple(elements), Value::List(values)) if elements.len() == values.len() => {
                hints.extend(elements.iter().zip(values.iter()).filter_map(|(element, value)| hint(element, value)));
            }
            (ExprKind::Object(entries), Value::Object(values)) => {
                hints.extend(
                    entries.iter().filter_map(|entry| hint(&entry.value, values.get(&entry.name.as_ref()?.text)?)),
                );
            }
            _ => hints.extend(hint(&attribute.value, value)),
        }
    }
}

/// Returns the value of a string that is not a literal.
fn hint(expression: &Expr, value: &Value) -> Option<InlayHint> {
    if expression.literal().is_some() || matches!(expression.kind, ExprKind::Broken) {
        return None;
    }
    let label = format!("= {:?}", shortened(value.as_str()?));
    Some(InlayHint { offset: expression.range().end, label, tooltip: None })
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MAX_LEN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if line.len() < text.len() => format!("{line}…"),
        None => line.to_owned(),
    }
}
