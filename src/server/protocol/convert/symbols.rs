//! Outlines in the form that the client supports.

use tower_lsp::lsp_types::{DocumentSymbol, Location, SymbolInformation, Url};

use crate::languages::answers::{Symbol, SymbolKind};
use crate::languages::text::Text;
use crate::server::protocol::convert::protocol_range;

/// The maximum depth of an outline; deeper symbols are left out, because clients and serializers recurse.
const MAX_DEPTH: usize = 64;

pub fn nested(text: &Text, symbols: &[Symbol]) -> Vec<DocumentSymbol> {
    nested_to(MAX_DEPTH, text, symbols)
}

#[expect(deprecated, reason = "the protocol's type has a field that tags have replaced")]
fn nested_to(depth: usize, text: &Text, symbols: &[Symbol]) -> Vec<DocumentSymbol> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    let converted = symbols.iter().map(|symbol| DocumentSymbol {
        name: name(symbol),
        detail: symbol.detail.clone(),
        kind: kind(symbol.kind),
        tags: None,
        // Clients without support for the tag know this field, and clients that support the tag respect it.
        deprecated: symbol.is_deprecated.then_some(true),
        range: protocol_range(text, &symbol.full_range),
        selection_range: protocol_range(text, &symbol.focus_range),
        children: (!symbol.children.is_empty()).then(|| nested_to(depth, text, &symbol.children)),
    });
    converted.collect()
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
        name: name(symbol),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: symbol.is_deprecated.then_some(true),
        // Clients place the cursor at the start of the range; the type has no place for the full range of the symbol.
        location: Location::new(uri.clone(), protocol_range(text, &symbol.focus_range)),
        container_name: container.map(str::to_owned),
    }
}

/// Returns a name that is not empty, because clients reject an outline with an empty name.
fn name(symbol: &Symbol) -> String {
    if symbol.name.trim().is_empty() { "(unnamed)".to_owned() } else { symbol.name.clone() }
}

fn kind(kind: SymbolKind) -> tower_lsp::lsp_types::SymbolKind {
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
