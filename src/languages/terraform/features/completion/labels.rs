//! Completes labels of blocks.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::{Item, Request, append_new};
use crate::languages::answers::CompletionKind;
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::Token;
use crate::languages::terraform::model::address::{Address, Typed};
use crate::languages::terraform::model::provider_schemas::TypeKind;
use crate::languages::terraform::reference::schema::LabelKind;
use crate::languages::terraform::reference::{backends, provisioners, resource_types};

impl Request<'_, '_> {
    /// Completes the next label of a block. `item` is the part of the block that was typed.
    pub(super) fn complete_label(&mut self, item: &[Token], is_quoted: bool) {
        let Some((keyword, labels)) = item.split_first() else { return };
        let keyword = self.cursor.name(*keyword);
        let Some(block) = self.scope.block(&self.environment, &keyword) else { return };
        let Some(kind) = block.labels.get(labels.len()) else { return };
        let found: Vec<(String, String)> = match kind {
            LabelKind::ResourceType => self.types(Typed::Resource, TypeKind::Resource),
            LabelKind::DataType => self.types(Typed::Data, TypeKind::Data),
            LabelKind::EphemeralType => self.types(Typed::Ephemeral, TypeKind::Ephemeral),
            LabelKind::Provider => self.providers(),
            LabelKind::Backend => described(backends::BACKENDS.iter().map(|(name, _, text)| (*name, *text))),
            LabelKind::Provisioner => {
                described(provisioners::PROVISIONERS.iter().map(|(name, _, text)| (*name, *text)))
            }
            LabelKind::NestedBlock => described(self.scope.dynamic_blocks().into_iter().map(|name| (name, ""))),
            LabelKind::Name => self.undeclared_names(&keyword, labels),
            LabelKind::ActionType => Vec::new(),
        };
        let before = self.items.len();
        for (name, documentation) in found {
            let item = Item::new(name.clone(), CompletionKind::Resource).documentation(documentation);
            self.add(if is_quoted { item } else { item.insert(format!("\"{name}\"")) });
        }
        if is_quoted {
            self.replace_string(before);
        }
    }

    /// Returns the types that the module uses, the most frequent first, followed by the other types of the schemas.
    fn types(&self, typed: Typed, kind: TypeKind) -> Vec<(String, String)> {
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        for (_, declaration) in self.environment.index.own().all_declarations() {
            let is_here = declaration.type_label.is_some_and(|label| label.touches(self.document_offset()));
            if let Address::Typed(found, type_name, _) = &declaration.address
                && *found == typed
                && !is_here
            {
                *used.entry(type_name.to_string()).or_default() += 1;
            }
        }
        let mut names: Vec<(String, usize)> = used.into_iter().collect();
        names.sort_stably_by_key(|(_, count)| std::cmp::Reverse(*count));
        let description = |name: &str| {
            let body = self.environment.schemas.and_then(|schemas| schemas.type_body(kind, name));
            body.map_or_else(String::new, |body| body.description().to_owned())
        };
        let mut found: Vec<_> = names.iter().map(|(name, _)| (name.clone(), description(name))).collect();
        if let Some(schemas) = self.environment.schemas {
            let others = schemas.types(kind).filter(|(_, name, _)| names.iter().all(|(used, _)| used != name));
            found.extend(others.map(|(_, name, body)| (name.to_owned(), body.description().to_owned())));
        }
        let table = match typed {
            Typed::Resource => resource_types::RESOURCES,
            Typed::Data => resource_types::DATA_SOURCES,
            _ => return found,
        };
        // Types of popular providers follow, starting with the providers that the module uses.
        let providers: BTreeSet<String> = self.used_providers();
        let mut known: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
        known.sort_stably_by_key(|name| !name.split('_').next().is_some_and(|provider| providers.contains(provider)));
        let seen: HashSet<String> = found.iter().map(|(name, _)| name.clone()).collect();
        let known = known.into_iter().filter(|name| !seen.contains(*name));
        found.extend(known.map(|name| (name.to_owned(), String::new())));
        found
    }

    /// Returns the local names of the providers that the module uses, followed by the names of popular providers.
    fn providers(&self) -> Vec<(String, String)> {
        let mut names: Vec<String> = self.used_providers().into_iter().collect();
        append_new(&mut names, resource_types::PROVIDER_NAMES.split_ascii_whitespace());
        names.into_iter().map(|name| (name, String::new())).collect()
    }

    /// Returns the local names of the providers of the module's blocks.
    pub(super) fn used_providers(&self) -> BTreeSet<String> {
        let own = self.environment.index.own();
        let names = own.all_declarations().filter_map(|(_, declaration)| match &declaration.address {
            Address::Typed(Typed::Provider, name, _) => Some(name.to_string()),
            Address::Typed(_, type_name, _) => type_name.split('_').next().map(str::to_owned),
            Address::Named(..) => None,
        });
        names.filter(|name| !name.is_empty()).collect()
    }

    /// Returns names that the module uses but does not declare, for `variable`, `module` and resources.
    fn undeclared_names(&self, keyword: &str, labels: &[Token]) -> Vec<(String, String)> {
        let own = self.environment.index.own();
        let type_name = labels.first().map(|label| self.cursor.name(*label));
        let is_wanted = |address: &Address| match (address, &type_name) {
            (Address::Named(kind, _), None) => kind.noun() == keyword,
            (Address::Typed(kind, name, _), Some(type_name)) => kind.block_type() == keyword && **name == **type_name,
            _ => false,
        };
        let is_declared = |address: &Address| {
            own.declarations(address).any(|(_, declaration)| !declaration.name.touches(self.document_offset()))
        };
        let references = own.files().flat_map(|file| &file.facts.references);
        let names: BTreeSet<String> = references
            .map(|reference| &reference.address)
            .filter(|address| is_wanted(address) && !is_declared(address))
            .map(|address| address.name().to_string())
            .collect();
        let mut found: Vec<(String, String)> =
            names.into_iter().map(|name| (name, "Used in this module but not declared.".to_owned())).collect();
        let usual: Vec<String> = match keyword {
            "output" => self.names_of_value(),
            "variable" => resource_types::VARIABLE_NAMES.split_ascii_whitespace().map(str::to_owned).collect(),
            "resource" | "data" => {
                // Related resources often have the same name.
                let others = own.all_declarations().filter_map(|(_, other)| match &other.address {
                    Address::Typed(Typed::Resource | Typed::Data, _, name)
                        if !other.name.touches(self.document_offset()) =>
                    {
                        Some(name.to_string())
                    }
                    _ => None,
                });
                let others: BTreeSet<String> = others.collect();
                others
                    .into_iter()
                    .chain(resource_types::RESOURCE_NAMES.split_ascii_whitespace().map(str::to_owned))
                    .collect()
            }
            _ => Vec::new(),
        };
        let declared = own.all_declarations().filter(|(_, other)| !other.name.touches(self.document_offset()));
        let taken =
            declared.filter(|(_, other)| is_wanted(&other.address)).map(|(_, other)| other.address.name().to_string());
        let mut seen: HashSet<String> = taken.chain(found.iter().map(|(name, _)| name.clone())).collect();
        found.extend(usual.into_iter().filter(|name| seen.insert(name.clone())).map(|name| (name, String::new())));
        found
    }

    /// Returns names for an output, derived from the reference in its value: `vpc_id` for `module.vpc.id` and for
    /// `aws_vpc.main.vpc_id`.
    fn names_of_value(&self) -> Vec<String> {
        let below = &self.cursor.text[self.cursor.offset..];
        let value = below.lines().skip(1).take(8).find_map(|line| {
            let value = line.trim_start().strip_prefix("value")?.trim_start().strip_prefix('=')?;
            Some(value.trim())
        });
        let value = value.unwrap_or_default();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
        let Some(traversal) = value.split(|c: char| !is_part(c)).find(|part| part.contains('.')) else {
            return Vec::new();
        };
        let parts: Vec<&str> = traversal.split('.').filter(|part| !part.is_empty() && *part != "this").collect();
        let Some((last, before)) = parts.split_last() else { return Vec::new() };
        let mut names = vec![(*last).to_owned()];
        for part in before.iter().rev().filter(|part| !matches!(**part, "module" | "data" | "local" | "var")) {
            names.push(format!("{part}_{last}"));
            if let Some((_, short)) = part.split_once('_') {
                names.push(format!("{short}_{last}"));
            }
        }
        names
    }
}

fn described<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    entries.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}
