//! The outline: blocks with their labels, arguments, and the elements of lists and objects.

use std::ops::Range;

use crate::languages::answers::{Symbol, SymbolKind};
use crate::languages::syntax::hcl::{Attribute, Block, Body, ExprKind, Expression, Item};
use crate::languages::syntax::json::{Kind, Node};
use crate::languages::terraform::syntax::config::File;

/// The maximum depth of the outline, because editors draw it recursively.
const MAX_DEPTH: usize = 32;

/// The maximum number of symbols of a document.
const MAX_SYMBOLS: usize = 50_000;

pub fn symbols(file: &File<'_>) -> Vec<Symbol> {
    let mut left = MAX_SYMBOLS;
    match file {
        File::Native(file) => body(file.body(), MAX_DEPTH, &mut left),
        File::Json(json) => json.root().map_or_else(Vec::new, |root| members(root, MAX_DEPTH, &mut left)),
    }
}

/// Returns the declarations: blocks, local values, and the values of variable definitions.
pub fn workspace_symbols(file: &File<'_>) -> Vec<Symbol> {
    let mut left = MAX_SYMBOLS;
    match file {
        File::Native(file) => {
            let mut symbols = body(file.body(), 2, &mut left);
            for symbol in symbols.iter_mut().filter(|symbol| symbol.name != "locals") {
                symbol.children.clear();
            }
            symbols
        }
        File::Json(json) => {
            // `resource`, an array, a type, an array, and a name.
            let symbols = json.root().map_or_else(Vec::new, |root| members(root, 5, &mut left));
            symbols.into_iter().flat_map(declarations).collect()
        }
    }
}

/// Returns what a top-level member of a JSON file declares.
fn declarations(mut member: Symbol) -> Vec<Symbol> {
    let (kind, levels) = match member.name.as_str() {
        "resource" | "data" | "ephemeral" => (SymbolKind::Resource, 2),
        "module" => (SymbolKind::Module, 1),
        "variable" | "output" => (SymbolKind::Variable, 1),
        "provider" | "check" => (SymbolKind::Block, 1),
        "locals" => {
            member.children = objects(&mut member);
            member.children.iter_mut().for_each(|local| local.children.clear());
            return vec![member];
        }
        _ => {
            member.children.clear();
            return vec![member];
        }
    };
    let mut named = vec![member];
    for _ in 0..levels {
        let labelled = |mut outer: Symbol| {
            let inner = objects(&mut outer).into_iter();
            inner.map(move |inner| Symbol { name: format!("{} \"{}\"", outer.name, inner.name), ..inner })
        };
        named = named.into_iter().flat_map(labelled).collect();
    }
    for symbol in &mut named {
        symbol.kind = kind;
        symbol.children.clear();
    }
    named
}

/// Takes the members of an object, or of the objects in an array.
fn objects(symbol: &mut Symbol) -> Vec<Symbol> {
    let children = std::mem::take(&mut symbol.children);
    match symbol.kind {
        SymbolKind::Attribute => children.into_iter().flat_map(|element| element.children).collect(),
        _ => children,
    }
}

fn body(body: Body<'_>, depth: usize, left: &mut usize) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    for item in body.items() {
        if depth == 0 || *left == 0 {
            break;
        }
        *left -= 1;
        symbols.push(match item {
            Item::Attribute(item) => attribute(item, depth, left),
            Item::Block(item) => block(item, depth, left),
        });
    }
    symbols
}

fn block(block: Block<'_>, depth: usize, left: &mut usize) -> Symbol {
    let name = block.name();
    let mut shown = name.text().to_owned();
    let mut focus_range = name.range();
    for label in block.labels() {
        shown.push_str(" \"");
        shown.push_str(&label.value());
        shown.push('"');
        focus_range = label.content_range();
    }
    Symbol {
        kind: match name.text() {
            "module" => SymbolKind::Module,
            "resource" | "data" | "ephemeral" => SymbolKind::Resource,
            "variable" | "output" => SymbolKind::Variable,
            _ => SymbolKind::Block,
        },
        name: shown,
        detail: None,
        full_range: block.range(),
        focus_range,
        is_deprecated: false,
        children: body(block.body(), depth - 1, left),
    }
}

fn attribute(attribute: Attribute<'_>, depth: usize, left: &mut usize) -> Symbol {
    let name = attribute.name();
    Symbol {
        name: name.text().to_owned(),
        detail: None,
        kind: SymbolKind::Attribute,
        full_range: attribute.range(),
        focus_range: name.range(),
        is_deprecated: false,
        children: elements(attribute.value(), depth - 1, left),
    }
}

fn elements(value: Expression<'_>, depth: usize, left: &mut usize) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut add = |name: String, focus_range: Range<usize>, element: Expression<'_>| {
        if depth == 0 || *left == 0 {
            return;
        }
        *left -= 1;
        let full_range = focus_range.start..element.range().end.max(focus_range.end);
        let children = elements(element, depth - 1, left);
        let kind = SymbolKind::Attribute;
        symbols.push(Symbol { name, detail: None, kind, full_range, focus_range, is_deprecated: false, children });
    };
    match value.kind() {
        ExprKind::Tuple => {
            for (index, element) in value.elements().into_iter().flatten().enumerate() {
                add(index.to_string(), element.range(), element);
            }
        }
        ExprKind::Object => {
            for entry in value.entries().into_iter().flatten() {
                if let Some(name) = entry.key.key_name() {
                    add(name.into_owned(), entry.key.range(), entry.value);
                }
            }
        }
        _ => {}
    }
    symbols
}

fn members(node: Node<'_>, depth: usize, left: &mut usize) -> Vec<Symbol> {
    let mut symbols = Vec::new();
    let mut add = |name: String, focus_range: Range<usize>, value: Node<'_>| {
        if depth == 0 || *left == 0 {
            return;
        }
        *left -= 1;
        let full_range = focus_range.start..value.range().end.max(focus_range.end);
        let children = members(value, depth - 1, left);
        let kind = if value.kind() == Kind::Object { SymbolKind::Block } else { SymbolKind::Attribute };
        symbols.push(Symbol { name, detail: None, kind, full_range, focus_range, is_deprecated: false, children });
    };
    match node.kind() {
        Kind::Object => {
            for (key, value) in node.members() {
                if let Some(name) = key.value() {
                    add(name, key.range(), value);
                }
            }
        }
        Kind::Array => {
            for (index, element) in node.elements().enumerate() {
                add(index.to_string(), element.range(), element);
            }
        }
        Kind::String | Kind::Other => {}
    }
    symbols
}
