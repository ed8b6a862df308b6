//! Outlines in the form that the client supports.

use tower_lsp::lsp_types::{self, DocumentSymbol, Location, SymbolInformation, Url};

use crate::languages::answers::{Symbol, SymbolKind};
use crate::languages::text::{Positions, Text};
use crate::server::protocol::convert::{protocol_position, protocol_range};

/// The maximum depth of an outline; deeper symbols are left out, because clients and serializers recurse.
const MAX_DEPTH: usize = 64;

pub fn nested(text: &Text, symbols: Vec<Symbol>) -> Vec<DocumentSymbol> {
    nested_to(MAX_DEPTH, &mut text.positions(), symbols)
}

#[expect(deprecated, reason = "the protocol's type has a field that tags have replaced")]
fn nested_to(depth: usize, positions: &mut Positions<'_>, symbols: Vec<Symbol>) -> Vec<DocumentSymbol> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    let mut converted = Vec::with_capacity(symbols.len());
    for symbol in symbols {
        let Symbol { name, detail, kind, full_range, focus_range, is_deprecated, children } = symbol;
        // The offsets are converted in the order of the text.
        let mut at = |offset| protocol_position(positions.at(offset));
        let start = at(full_range.start);
        let selection_range = lsp_types::Range::new(at(focus_range.start), at(focus_range.end));
        let children = (!children.is_empty()).then(|| nested_to(depth, positions, children));
        converted.push(DocumentSymbol {
            name: shown_name(name),
            detail,
            kind: protocol_kind(kind),
            tags: None,
            // Clients without support for the tag know this field, and clients that support the tag respect it.
            deprecated: is_deprecated.then_some(true),
            range: lsp_types::Range::new(start, protocol_position(positions.at(full_range.end))),
            selection_range,
            children,
        });
    }
    converted
}

/// Returns a flat list of the symbols for which `is_wanted` returns true, each with the name of the symbol that
/// contains it.
pub fn flat(uri: &Url, text: &Text, symbols: &[Symbol], is_wanted: impl Fn(&Symbol) -> bool) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    let mut waiting: Vec<(&Symbol, Option<&str>, usize)> =
        symbols.iter().rev().map(|symbol| (symbol, None, 1)).collect();
    while let Some((symbol, container, depth)) = waiting.pop() {
        if is_wanted(symbol) {
            flat.push(information(uri, text, symbol, container));
        }
        if depth < MAX_DEPTH {
            waiting.extend(symbol.children.iter().rev().map(|child| (child, Some(symbol.name.as_str()), depth + 1)));
        }
    }
    flat
}

#[expect(deprecated, reason = "the protocol's type has a field that tags have replaced")]
fn information(uri: &Url, text: &Text, symbol: &Symbol, container: Option<&str>) -> SymbolInformation {
    SymbolInformation {
        name: shown_name(symbol.name.clone()),
        kind: protocol_kind(symbol.kind),
        tags: None,
        deprecated: symbol.is_deprecated.then_some(true),
        // Clients place the cursor at the start of the range; the type has no place for the full range of the symbol.
        location: Location::new(uri.clone(), protocol_range(text, &symbol.focus_range)),
        container_name: container.map(str::to_owned),
    }
}

/// Returns a name that is not empty, because clients reject an outline with an empty name.
fn shown_name(name: String) -> String {
    if name.trim().is_empty() { "(unnamed)".to_owned() } else { name }
}

fn protocol_kind(kind: SymbolKind) -> tower_lsp::lsp_types::SymbolKind {
    use tower_lsp::lsp_types::SymbolKind as Protocol;
    match kind {
        SymbolKind::Attribute => Protocol::PROPERTY,
        SymbolKind::File => Protocol::FILE,
        SymbolKind::Function | SymbolKind::Target => Protocol::FUNCTION,
        SymbolKind::Module => Protocol::MODULE,
        SymbolKind::Network => Protocol::INTERFACE,
        SymbolKind::Secret => Protocol::KEY,
        SymbolKind::Block | SymbolKind::Resource | SymbolKind::Service | SymbolKind::Stage => Protocol::CLASS,
        SymbolKind::Variable => Protocol::VARIABLE,
    }
}
