//! Document symbols, selection ranges, and code lenses above blocks.

use std::ops::Range;

use crate::languages::answers::{CodeLens, LensAction, Symbol, SymbolKind};
use crate::languages::bake::syntax::{Attribute, Body, Name, touches};
use crate::languages::sort::SortStably;

/// Returns the blocks with their labels and the top-level attributes, in document order.
pub fn symbols(body: &Body) -> Vec<Symbol> {
    let mut symbols: Vec<Symbol> = body.attributes.iter().map(attribute).collect();
    for block in &body.blocks {
        let Some(label) = &block.label else { continue };
        let kind = match block.kind.text.as_str() {
            "target" | "group" => SymbolKind::Target,
            "variable" => SymbolKind::Variable,
            "function" => SymbolKind::Function,
            _ => continue,
        };
        let mut children: Vec<Symbol> = block.body.attributes.iter().map(attribute).collect();
        children.sort_stably_by_key(|child| child.full_range.start);
        symbols.push(Symbol {
            name: label.text.to_string(),
            detail: Some(block.kind.text.to_string()),
            kind,
            full_range: block.range(),
            focus_range: label.inner(),
            is_deprecated: false,
            children,
        });
    }
    symbols.retain(|symbol| !symbol.name.is_empty());
    symbols.sort_stably_by_key(|symbol| symbol.full_range.start);
    symbols
}

/// Returns the blocks with their labels and the top-level attributes, which are variables.
pub fn workspace_symbols(body: &Body) -> Vec<Symbol> {
    let mut symbols = symbols(body);
    for symbol in &mut symbols {
        symbol.children.clear();
    }
    symbols
}

fn attribute(attribute: &Attribute) -> Symbol {
    Symbol {
        name: attribute.name.text.to_string(),
        detail: None,
        kind: SymbolKind::Attribute,
        full_range: attribute.range(),
        focus_range: attribute.name.inner(),
        is_deprecated: false,
        children: Vec::new(),
    }
}

/// Returns the ranges around an offset, the smallest first.
pub fn selection_ranges(text: &str, body: &Body, offset: usize) -> Vec<Range<usize>> {
    let whole = 0..text.len();
    let mut ranges = Vec::from([whole]);
    let mut body = body;
    loop {
        if let Some(block) = body.blocks.iter().find(|block| touches(&block.range(), offset)) {
            ranges.push(block.range());
            let names = std::iter::once(&block.kind).chain(&block.label);
            names.for_each(|name| push_name(&mut ranges, name, offset));
            if touches(&block.body.range(), offset) {
                ranges.push(block.body.range());
                body = &block.body;
                continue;
            }
        } else if let Some(attribute) = body.attributes.iter().find(|attribute| touches(&attribute.range(), offset)) {
            ranges.push(attribute.range());
            push_name(&mut ranges, &attribute.name, offset);
            for expression in attribute.value.path(offset) {
                ranges.push(expression.range());
                if let Some(name) = expression.name() {
                    push_name(&mut ranges, &name, offset);
                }
            }
        }
        break;
    }
    // Each range must contain the next one.
    let mut nested: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let is_within =
            nested.last().is_none_or(|outer| outer.start <= range.start && range.end <= outer.end && *outer != range);
        if is_within && touches(&range, offset) {
            nested.push(range);
        }
    }
    nested.reverse();
    nested
}

fn push_name(ranges: &mut Vec<Range<usize>>, name: &Name, offset: usize) {
    if touches(&name.range(), offset) {
        ranges.push(name.range());
        if name.touches(offset) {
            ranges.push(name.inner());
        }
    }
}

/// Returns actions that build, check or print each group and target.
pub fn code_lenses(body: &Body) -> Vec<CodeLens> {
    let blocks = body.blocks.iter().filter(|block| matches!(block.kind.text.as_str(), "target" | "group"));
    let labelled =
        blocks.filter_map(|block| Some((block.kind.range().start..block.range().end, block.label.as_ref()?)));
    labelled
        .flat_map(|(range, label)| {
            let target = || label.text.to_string();
            let actions = [
                LensAction::Build { target: target() },
                LensAction::Check { target: target() },
                LensAction::Print { target: target() },
            ];
            actions.map(|action| CodeLens { range: range.clone(), action })
        })
        .collect()
}
