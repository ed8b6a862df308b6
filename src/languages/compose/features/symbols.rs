//! Document symbols: the declarations of the file, with their attributes.

use crate::languages::answers::{Symbol, SymbolKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::Kind;
use crate::languages::syntax::yaml::NodeId;

/// The maximum number of attributes of a declaration that are listed.
const MAX_ATTRIBUTES: usize = 200;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_symbols(&self) -> Vec<Symbol> {
        let yaml = &self.tree.yaml;
        let mut symbols = Vec::new();
        for document in &yaml.documents {
            for (section, value) in yaml.entries(*document) {
                let Some(name) = yaml.text(*section) else { continue };
                if name == "include" {
                    let items = yaml.items(*value);
                    symbols.extend(items.iter().filter_map(|item| self.include(*item)));
                } else if let Some(kind) = Kind::of_section(name) {
                    let entries = yaml.entries(*value);
                    symbols.extend(entries.iter().filter_map(|(key, value)| self.declaration(kind, *key, *value)));
                }
            }
        }
        symbols
    }

    fn include(&self, item: NodeId) -> Option<Symbol> {
        let yaml = &self.tree.yaml;
        let path = yaml.entries(item).iter().find(|(key, _)| yaml.text(*key) == Some("path")).map(|(_, path)| *path);
        let path = path.map_or(item, |path| yaml.items(path).first().copied().unwrap_or(path));
        let name = yaml.text(path).filter(|name| !name.is_empty())?.to_owned();
        let focus_range = self.tree.inner_range(path);
        let full_range = yaml.node(item).range.clone();
        let is_within = full_range.start <= focus_range.start && focus_range.end <= full_range.end;
        Some(Symbol {
            name,
            detail: None,
            kind: SymbolKind::Module,
            full_range: if is_within { full_range } else { focus_range.clone() },
            focus_range,
            is_deprecated: false,
            children: Vec::new(),
        })
    }

    fn declaration(&self, kind: Kind, key: NodeId, value: NodeId) -> Option<Symbol> {
        let yaml = &self.tree.yaml;
        let name = yaml.text(key).filter(|name| !name.is_empty())?.to_owned();
        let is_own = yaml.resolve(value) == value;
        let entries = if is_own { yaml.entries(value) } else { &[] };
        let children = entries.iter().take(MAX_ATTRIBUTES).filter_map(|(key, value)| {
            let detail = yaml.text(*value).filter(|text| !text.is_empty() && text.len() < 80 && !text.contains('\n'));
            Some(Symbol {
                name: yaml.text(*key).filter(|name| !name.is_empty())?.to_owned(),
                detail: detail.map(str::to_owned),
                kind: SymbolKind::Attribute,
                full_range: self.tree.entry_range(*key, *value),
                focus_range: self.tree.inner_range(*key),
                is_deprecated: false,
                children: Vec::new(),
            })
        });
        let image = entries.iter().find(|(key, _)| yaml.text(*key) == Some("image"));
        Some(Symbol {
            name,
            detail: image.and_then(|(_, value)| yaml.text(*value)).or(kind_detail(kind)).map(str::to_owned),
            kind: symbol_kind(kind),
            full_range: self.tree.entry_range(key, value),
            focus_range: self.tree.inner_range(key),
            is_deprecated: false,
            children: children.collect(),
        })
    }
}

/// Returns the kind of a declaration for users. Services are known by their images.
fn kind_detail(kind: Kind) -> Option<&'static str> {
    (kind != Kind::Service).then(|| kind.name())
}

fn symbol_kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Service => SymbolKind::Service,
        Kind::Job => SymbolKind::Function,
        Kind::Network => SymbolKind::Network,
        Kind::Volume => SymbolKind::File,
        Kind::Config | Kind::Profile => SymbolKind::Variable,
        Kind::Secret => SymbolKind::Secret,
        Kind::Model => SymbolKind::Module,
    }
}
