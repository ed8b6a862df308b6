//! Completes labels of blocks.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Item, Request, append_new};
use crate::languages::answers::{CompletionKind, FileRef};
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::{Span, Token};
use crate::languages::terraform::model::address::{Address, Typed};
use crate::languages::terraform::model::facts::ModuleRef;
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

    /// Returns the types to which the module refers without declaring them, the types that it uses, and the others of
    /// the schemas, starting with types that are related to the blocks around the cursor.
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
        let table = match typed {
            Typed::Resource => resource_types::RESOURCES,
            Typed::Data => resource_types::DATA_SOURCES,
            _ => &[],
        };
        let description = |name: &str| {
            let body = self.environment.schemas.and_then(|schemas| schemas.type_body(kind, name));
            body.map_or_else(String::new, |body| body.description().to_owned())
        };
        let providers = self.used_providers();
        let is_used_provider = |name: &str| name.split('_').next().is_some_and(|name| providers.contains(name));
        let (missing, missing_here) = self.undeclared_types(typed);
        let (before, after) = self.neighbours(typed);
        let weight = |name: &str, place: Option<usize>| {
            let count = used.get(name).map_or(0, |count| (*count).min(20));
            let popularity = place.map_or(0, |place| 300 - 300 * place / table.len().max(1));
            let kinship = |other: &Option<String>| other.as_deref().map_or(0, |other| 90 * shared_words(name, other));
            let usage = if count > 0 { 250 + 12 * count } else { 0 };
            let provider = if is_used_provider(name) { 1000 } else { 0 };
            let missing = match (missing.contains(name), missing_here.contains(name)) {
                (_, true) => 9000,
                (true, _) => 5000,
                _ => 0,
            };
            usage + popularity + kinship(&before) + kinship(&after) / 2 + provider + missing
        };
        let places: HashMap<&str, usize> = table.iter().enumerate().map(|(place, (name, _))| (*name, place)).collect();
        let schemas = self.environment.schemas;
        let of_schemas = schemas.into_iter().flat_map(|schemas| schemas.types(kind)).map(|(_, name, _)| name);
        let names = missing.iter().chain(used.keys()).map(String::as_str);
        let of_schemas: BTreeSet<&str> = of_schemas.collect();
        // The schema of a provider lists all of its types.
        let described: HashSet<&str> = of_schemas.iter().filter_map(|name| name.split('_').next()).collect();
        let is_described = |name: &str| name.split('_').next().is_some_and(|provider| described.contains(provider));
        let popular = table.iter().map(|(name, _)| *name).filter(|name| !is_described(name));
        let names: BTreeSet<&str> = names.chain(popular).chain(of_schemas.iter().copied()).collect();
        let mut found: Vec<(usize, &str)> =
            names.into_iter().map(|name| (weight(name, places.get(name).copied()), name)).collect();
        found.sort_stably_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        found.into_iter().map(|(_, name)| (name.to_owned(), description(name))).collect()
    }

    /// Returns the types of resources to which the module refers without declaring them, and those of them whose resource
    /// has the name that follows the cursor.
    fn undeclared_types(&self, typed: Typed) -> (BTreeSet<String>, BTreeSet<String>) {
        let own = self.environment.index.own();
        let (mut missing, mut missing_here) = (BTreeSet::new(), BTreeSet::new());
        let label = self.rest_of_line().split('"').nth(2).unwrap_or_default();
        for reference in own.files().flat_map(|file| &file.facts.references) {
            if let Address::Typed(kind, type_name, name) = &reference.address
                && *kind == typed
                && reference.module == ModuleRef::This
                && !own.is_declared(&reference.address)
            {
                missing.insert(type_name.to_string());
                if **name == *label {
                    missing_here.insert(type_name.to_string());
                }
            }
        }
        (missing, missing_here)
    }

    /// Returns the types of the resources before and after the cursor.
    fn neighbours(&self, typed: Typed) -> (Option<String>, Option<String>) {
        let offset = self.document_offset();
        let (mut before, mut after) = (None, None);
        for declaration in &self.environment.index.document().declarations {
            let Address::Typed(kind, type_name, _) = &declaration.address else { continue };
            if *kind != typed || declaration.type_label.is_some_and(|label| label.touches(offset)) {
                continue;
            }
            if declaration.name.range().start < offset {
                before = Some(type_name.to_string());
            } else if after.is_none() {
                after = Some(type_name.to_string());
            }
        }
        (before, after)
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
        let is_typed = |label: Span| label.touches(self.document_offset());
        let others = own
            .all_declarations()
            .filter(|(_, declaration)| !is_typed(declaration.name) && !declaration.type_label.is_some_and(is_typed));
        let names = others.filter_map(|(_, declaration)| match &declaration.address {
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
        // The nearest uses come first.
        let offset = self.document_offset();
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for file in own.files() {
            for reference in &file.facts.references {
                if is_wanted(&reference.address) && !is_declared(&reference.address) {
                    let is_here = file.file == FileRef::Document;
                    let distance = if is_here { reference.whole.range().start.abs_diff(offset) } else { usize::MAX };
                    let known = names.entry(reference.address.name()).or_insert(distance);
                    *known = distance.min(*known);
                }
            }
        }
        let mut names: Vec<(&str, usize)> = names.into_iter().collect();
        names.sort_stably_by_key(|(_, distance)| *distance);
        let mut found: Vec<(String, String)> = names
            .into_iter()
            .map(|(name, _)| (name.to_owned(), "Used in this module but not declared.".to_owned()))
            .collect();
        let usual: Vec<String> = match keyword {
            "output" => self.names_of_value(),
            "module" => self.names_of_source(),
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
        let mut lines = self.lines_below().skip_while(|line| argument(line, "value").is_none()).take(4);
        let first = lines.next().and_then(|line| argument(line, "value")).unwrap_or_default();
        let mut names: Vec<String> = Vec::new();
        for line in std::iter::once(first).chain(lines.take_while(|line| !line.starts_with('}'))) {
            for traversal in traversals(line).into_iter().take(3) {
                let is_name =
                    |part: &&str| !part.is_empty() && !matches!(*part, "this" | "module" | "data" | "local" | "var");
                let parts: Vec<&str> = traversal.split('.').filter(is_name).collect();
                let Some((last, before)) = parts.split_last() else { continue };
                names.push((*last).to_owned());
                for part in before.iter().rev() {
                    names.push(format!("{part}_{last}"));
                    let shorter = part.match_indices('_').map(|(at, _)| format!("{}_{last}", &part[at + 1..]));
                    names.extend(shorter);
                }
                names.extend(before.iter().map(|part| (*part).to_owned()));
            }
        }
        names
    }

    /// Returns names for a call by the source of the module.
    fn names_of_source(&self) -> Vec<String> {
        let source = self.lines_below().find_map(|line| argument(line, "source")).unwrap_or_default();
        let source = source.trim_matches('"').split(['?', '"']).next().unwrap_or_default();
        let parts: Vec<&str> = source.split('/').filter(|part| !part.is_empty() && !part.starts_with('.')).collect();
        let name = match parts[..] {
            // A module of the registry: namespace, name and provider.
            [_, name, _] if !source.starts_with('.') => name,
            [.., name] => name.trim_end_matches(".git"),
            [] => return Vec::new(),
        };
        vec![name.to_owned(), name.replace('-', "_"), name.replace('_', "-")]
    }

    /// Returns the next lines of the block whose label is at the cursor.
    fn lines_below(&self) -> impl Iterator<Item = &str> {
        self.cursor.text[self.cursor.offset..].lines().skip(1).take(8).map(str::trim_start)
    }
}

/// Returns the value of an argument on a line.
fn argument<'t>(line: &'t str, name: &str) -> Option<&'t str> {
    Some(line.strip_prefix(name)?.trim_start().strip_prefix('=')?.trim())
}

/// Returns the references in an expression, without indexes.
fn traversals(expression: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for character in expression.chars() {
        match character {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
    }
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    plain.split(|c: char| !is_part(c)).filter(|part| part.trim_matches('.').contains('.')).map(str::to_owned).collect()
}

/// Returns how many words after the provider two types have in common at the beginning.
fn shared_words(left: &str, right: &str) -> usize {
    left.split('_').zip(right.split('_')).take_while(|(left, right)| left == right).count().saturating_sub(1)
}

fn described<'a>(entries: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    entries.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}
