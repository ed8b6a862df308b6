//! Completes references after their first words: names, attributes, outputs and keys.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::objects::parsed;
use super::preference::Preference;
use super::similarity::similarity;
use super::values::{Expected, META_ARGUMENTS};
use super::{Item, MAX_ITEMS, Request, append_new, by_frequency, is_subsequence};
use crate::languages::answers::CompletionKind;
use crate::languages::sort::SortStably;
use crate::languages::terraform::features::describe;
use crate::languages::terraform::features::object_types::{ObjectKey, referenced_keys};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{Declaration, ModuleRef, RUN_PREFIX};
use crate::languages::terraform::model::index::{Module, ModuleFile};
use crate::languages::terraform::model::provider_schemas::SchemaBody;
use crate::languages::terraform::model::scope::Scope;
use crate::languages::terraform::reference::{references, resource_types};

impl Request<'_, '_> {
    /// Completes the next name after the given names of a reference.
    pub(super) fn complete_reference(&mut self, names: &[&str], expected: &Expected<'_>) {
        self.add_object_keys();
        self.complete_named(names, expected);
        // What the evaluated value has and what the tables know overlap.
        let mut seen = HashSet::new();
        self.items.retain(|item| seen.insert(item.label.clone()));
    }

    fn complete_named(&mut self, names: &[&str], expected: &Expected<'_>) {
        let own = self.environment.index.own();
        match *names {
            [iterator] if self.iterators().iter().any(|name| name == iterator) => {
                for name in ["value", "key"] {
                    self.add(Item::new(name, CompletionKind::Attribute));
                }
            }
            [root]
                if references::ALL.iter().any(|built_in| built_in.name == root && !built_in.attributes.is_empty()) =>
            {
                for attribute in
                    references::ALL.iter().filter(|names| names.name == root).flat_map(|names| names.attributes)
                {
                    let item = Item::new(attribute.name, CompletionKind::Attribute)
                        .detail(attribute.value_type)
                        .documentation(attribute.documentation);
                    self.add(item);
                }
            }
            ["self"] => {
                if let Some((typed, type_name)) = self.outer_scope().resource {
                    self.add_attributes(typed, &type_name, expected);
                }
            }
            [root] if named(root).is_some() => {
                let kind = named(root);
                self.add_names(
                    &own,
                    expected,
                    |address| matches!(address, Address::Named(found, _) if Some(*found) == kind),
                );
            }
            ["each", ..] => {}
            ["module", call] => self.complete_outputs(&own, call, expected),
            ["run", run] => self.complete_outputs(&own, &format!("{RUN_PREFIX}{run}"), expected),
            [root @ ("var" | "local"), name, ref rest @ ..] => {
                let kind = if root == "var" { Named::Variable } else { Named::Local };
                self.complete_object(&own, &Address::Named(kind, name.into()), rest);
            }
            [root] if typed(root).is_some() => self.add_types(&own, typed(root).unwrap_or(Typed::Data)),
            [root, type_name] if typed(root).is_some() => {
                self.add_resources(&own, typed(root).unwrap_or(Typed::Data), type_name, expected);
            }
            [root, type_name, _] if typed(root).is_some() => {
                self.add_attributes(typed(root).unwrap_or(Typed::Data), type_name, expected);
            }
            [name, ..] if self.local_names().iter().any(|local| local == name) => {}
            [type_name] => self.add_resources(&own, Typed::Resource, type_name, expected),
            [type_name, _] => self.add_attributes(Typed::Resource, type_name, expected),
            _ => {}
        }
    }

    fn add_names(&mut self, module: &Module, expected: &Expected<'_>, is_wanted: impl Fn(&Address) -> bool) {
        let preference = Preference::new(self, module, &expected.name);
        let typed = self.cursor.text.get(self.cursor.word.clone()).unwrap_or_default().to_lowercase();
        // A module can have thousands of names, so only those that the answer can list become items.
        let is_typed = |address: &Address| typed.is_empty() || is_subsequence(&typed, &address.name().to_lowercase());
        let mut found: Vec<(_, &ModuleFile, &Declaration)> = module
            .all_declarations()
            .filter(|(_, declaration)| is_wanted(&declaration.address) && is_typed(&declaration.address))
            .filter(|(file, declaration)| !self.is_around_cursor(file, declaration))
            .map(|(file, declaration)| {
                let address = &declaration.address;
                let is_other = similarity(&expected.name, address.name()) > 0;
                ((is_other, preference.rank(address)), file, declaration)
            })
            .collect();
        found.sort_stably_by_key(|(rank, ..)| *rank);
        if typed.is_empty() {
            // One more than an answer lists, so that it is known to be incomplete.
            found.truncate(MAX_ITEMS + 1);
        }
        for (_, file, declaration) in found {
            self.add(self.declaration_item(file, declaration, declaration.address.name().to_string()));
        }
    }

    fn complete_outputs(&mut self, own: &Arc<Module>, call: &str, expected: &Expected<'_>) {
        if let Some(module) = self.environment.index.target(own, &ModuleRef::called(call.into())) {
            self.add_names(&module, expected, |address| matches!(address, Address::Named(Named::Output, _)));
        }
        let mut known: HashSet<String> = self.items.iter().map(|item| item.label.clone()).collect();
        let mut names = self.used_outputs(own, call);
        if known.is_empty()
            && let Some(("output", [label])) = self.cursor.blocks().last()
        {
            // The output of a module that cannot be read is often passed on under its name.
            names.insert(0, label.to_string());
        }
        for name in names.into_iter().filter(|name| known.insert(name.clone())) {
            self.add(Item::new(name, CompletionKind::Variable));
        }
    }

    /// Returns the outputs of a module that cannot be read, as far as references to this call, and to other calls of
    /// the module, use them.
    fn used_outputs(&self, own: &Module, call: &str) -> Vec<String> {
        let calls = own.files().flat_map(|file| &file.facts.calls);
        let sources = calls.filter_map(|call| Some((&*call.name, call.source.as_ref()?.value.as_str())));
        let sources: HashMap<&str, &str> = sources.collect();
        let source = sources.get(call);
        let mut seen: HashSet<&str> = HashSet::new();
        let mut names: Vec<(bool, String)> = Vec::new();
        for reference in own.files().flat_map(|file| &file.facts.references) {
            let Address::Named(Named::Module, other) = &reference.address else { continue };
            let is_same_call = **other == *call;
            let is_wanted = is_same_call || source.is_some() && source == sources.get(&**other);
            let word = reference.attributes.first().filter(|word| !word.span.touches(self.document_offset()));
            if let Some(word) = word.filter(|word| is_wanted && seen.insert(&word.text)) {
                names.push((!is_same_call, word.text.to_string()));
            }
        }
        names.sort_stably_by_key(|(is_other, _)| *is_other);
        let mut names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
        let popular = resource_types::MODULES.iter().find(|(known, ..)| source == Some(known));
        append_new(&mut names, popular.into_iter().flat_map(|(.., outputs)| outputs.split_ascii_whitespace()));
        names
    }

    /// Completes the keys of a variable's type, or of an object that is a local value.
    fn complete_object(&mut self, module: &Module, address: &Address, rest: &[&str]) {
        let Some((file, declaration)) = module.declarations(address).next() else { return };
        let Some(text) = self.environment.index.text(&file.file) else { return };
        let rest: Vec<Cow<'_, str>> = rest.iter().map(|name| Cow::Borrowed(*name)).collect();
        let mut keys = Vec::new();
        if let Some(value_type) = declaration.type_constraint.and_then(|span| text.get(span.range())) {
            keys = referenced_keys(value_type, &rest);
        } else if let Some(value) = declaration.value.and_then(|span| text.get(span.range()))
            && rest.is_empty()
        {
            let names = parsed(value, |value| {
                let entries = value.entries().into_iter().flatten();
                entries.filter_map(|entry| Some(entry.key.key_name()?.into_owned())).collect::<Vec<_>>()
            });
            let key = |name| ObjectKey { name, value_type: String::new() };
            keys = names.into_iter().flatten().map(key).collect();
        }
        for ObjectKey { name, value_type } in keys {
            self.add(Item::new(name, CompletionKind::Attribute).detail(value_type));
        }
    }

    fn add_types(&mut self, module: &Module, wanted: Typed) {
        let names = module.all_declarations().filter_map(|(_, declaration)| match &declaration.address {
            Address::Typed(kind, type_name, _) if *kind == wanted => Some(&**type_name),
            _ => None,
        });
        for name in names.collect::<BTreeSet<&str>>() {
            let documentation = describe::type_description(&self.environment, wanted, name).to_owned();
            self.add(Item::new(name.to_owned(), CompletionKind::Resource).documentation(documentation));
        }
    }

    fn add_resources(&mut self, module: &Module, wanted: Typed, type_name: &str, expected: &Expected<'_>) {
        self.add_names(
            module,
            expected,
            |address| matches!(address, Address::Typed(kind, name, _) if *kind == wanted && **name == *type_name),
        );
    }

    /// Adds the attributes of a resource to which a reference can refer.
    fn add_attributes(&mut self, wanted: Typed, type_name: &str, expected: &Expected<'_>) {
        let labels = [Cow::Borrowed(type_name), Cow::Borrowed("")];
        let scope = Scope::of(&self.environment, [(wanted.block_type(), &labels[..])]);
        let mut attributes = scope.attributes(&self.environment);
        attributes.retain(|attribute| !META_ARGUMENTS.contains(&&*attribute.name));
        let used = self.used_attributes(wanted, type_name);
        attributes.sort_stably_by_key(|attribute| {
            let is_same_type =
                expected.attribute.as_ref().is_some_and(|other| other.value_type == attribute.value_type);
            let is_unused = !used.iter().any(|name| **name == *attribute.name);
            (similarity(&expected.name, &attribute.name), is_unused, attribute.name != "id", !is_same_type)
        });
        let known: HashSet<String> = attributes.iter().map(|attribute| attribute.name.to_string()).collect();
        let add_unknown = |request: &mut Self| {
            for name in used.iter().filter(|name| scope.schema().is_none() && !known.contains(*name)) {
                request.add(Item::new(name.clone(), CompletionKind::Attribute));
            }
        };
        add_unknown(self);
        for attribute in &attributes {
            let mut item = Item::new(attribute.name.clone(), CompletionKind::Attribute)
                .detail(describe::type_of(attribute))
                .documentation(attribute.documentation.to_string());
            item.is_deprecated = attribute.is_deprecated;
            self.add(item);
        }
        for block in scope.schema().into_iter().flat_map(SchemaBody::blocks) {
            let item = Item::new(block.name().to_owned(), CompletionKind::Attribute).detail("block");
            self.add(item.documentation(block.body().description().to_owned()));
        }
    }

    /// Returns the attributes of a type that references in the module use, the most frequent first, followed by the
    /// attributes that most types have.
    fn used_attributes(&self, wanted: Typed, type_name: &str) -> Vec<String> {
        let own = self.environment.index.own();
        let is_wanted = |address: &Address| matches!(address, Address::Typed(kind, name, _) if *kind == wanted && **name == *type_name);
        let references = own.files().flat_map(|file| &file.facts.references);
        let words = references.filter_map(|reference| {
            let word = reference.attributes.first().filter(|word| !word.span.touches(self.document_offset()))?;
            is_wanted(&reference.address).then_some(&*word.text)
        });
        let mut names = by_frequency(words);
        let usual: &[&str] = match type_name {
            "terraform_data" => &["output", "id"],
            "null_resource" => &["id"],
            _ if type_name.starts_with("aws_") => &["id", "arn", "name"],
            _ => &["id", "name"],
        };
        append_new(&mut names, usual.iter().copied());
        let table = if wanted == Typed::Data { resource_types::DATA_SOURCES } else { resource_types::RESOURCES };
        append_new(&mut names, resource_types::members(table, type_name, &[]).into_iter().map(|(name, _)| name));
        names
    }
}

/// Returns the kind of declaration to which references with this first word refer.
fn named(root: &str) -> Option<Named> {
    Some(match root {
        "var" => Named::Variable,
        "local" => Named::Local,
        "module" => Named::Module,
        "run" => Named::Run,
        "output" => Named::Output,
        "check" => Named::Check,
        _ => return None,
    })
}

fn typed(root: &str) -> Option<Typed> {
    let kinds = [Typed::Resource, Typed::Data, Typed::Ephemeral, Typed::Action, Typed::List];
    kinds.into_iter().find(|kind| kind.block_type() == root)
}
