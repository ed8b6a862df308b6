//! Completes arguments and blocks of a body, and keys of objects.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use super::{Item, Request, append_new, by_frequency, escaped};
use crate::languages::answers::CompletionKind;
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl;
use crate::languages::terraform::features::describe;
use crate::languages::terraform::features::object_types::{ObjectKey, written_keys};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::provider_schemas::{ProviderSchemas, SchemaAttribute, SchemaBody, TypeKind};
use crate::languages::terraform::model::scope::{AttributeInfo, BlockInfo, Names, Presence};
use crate::languages::terraform::reference::resource_types::Member;
use crate::languages::terraform::reference::schema::{AttributeSchema, LabelKind, ValueKind};
use crate::languages::terraform::reference::{resource_types, terraform_block};
use crate::languages::terraform::values::module_source::is_outside_registries;
use crate::languages::text::touches;

/// How much a name counts that follows the name before the cursor, compared to one that is used elsewhere.
const FOLLOWING: usize = 4;

impl Request<'_, '_> {
    pub(super) fn complete_body(&mut self) {
        let present = self.present_names();
        let mut attributes = self.scope.attributes(&self.environment);
        attributes.retain(|attribute| attribute.presence != Presence::Computed && !present.contains(&*attribute.name));
        if self.calls_module_without_version() {
            attributes.retain(|attribute| attribute.name != "version");
        }
        // Required arguments come first, then those that similar blocks use.
        let mut used = self.names_of_similar_blocks();
        append_new(&mut used, self.names_of_same_type().iter().map(String::as_str));
        let members = self.known_members();
        append_new(&mut used, members.iter().map(|(name, _)| *name));
        self.add_known_members(members, &used, &present);
        self.add_module_inputs(&present);
        let rank = |name: &str| used.iter().position(|other| other == name).unwrap_or(usize::MAX);
        let added: HashSet<String> = self.items.iter().map(|item| item.label.clone()).collect();
        attributes.retain(|attribute| !added.contains(&*attribute.name));
        attributes.sort_stably_by_key(|attribute| {
            (attribute.presence != Presence::Required, rank(&attribute.name), attribute.is_deprecated)
        });
        for attribute in attributes {
            self.add_attribute(&attribute);
        }
        let mut blocks = self.scope.blocks(&self.environment);
        if self.rest_of_line().starts_with('=') {
            blocks.clear();
        }
        blocks.retain(|block| !(added.contains(&*block.name) || block.is_single && present.contains(&*block.name)));
        blocks.sort_stably_by_key(|block| (!block.is_required, rank(&block.name), block.is_deprecated));
        for block in blocks {
            self.add_block(&block);
        }
        match self.scope.names {
            Names::Requirements => self.complete_requirements(&present),
            Names::Locals => self.complete_undeclared_locals(),
            Names::Variables | Names::None => {}
        }
    }

    /// Whether the cursor is in a call of a module that is certainly not in a registry, and so has no version.
    pub(super) fn calls_module_without_version(&self) -> bool {
        let mut blocks = self.cursor.blocks();
        if !matches!((blocks.next(), blocks.next()), (Some(("module", _)), None)) {
            return false;
        }
        let source = self.call_around().and_then(|call| call.source.as_ref());
        source.is_some_and(|source| is_outside_registries(&source.value))
    }

    /// Adds arguments and blocks of a popular type whose schema is not known. Those that other blocks of the type use
    /// come first.
    fn add_known_members(&mut self, mut members: Vec<Member>, used: &[String], present: &HashSet<String>) {
        if !self.scope.is_open() {
            return;
        }
        members.sort_stably_by_key(|(name, _)| used.iter().position(|other| other == name).unwrap_or(usize::MAX));
        for (name, inner) in members.into_iter().filter(|(name, inner)| inner.is_some() || !present.contains(*name)) {
            let rest = self.rest_of_line();
            let item = match inner {
                // In older versions of a provider, a block can also be written as an argument.
                Some(_) if rest.starts_with(['{', '=']) => Item::new(name, CompletionKind::Block),
                Some(_) => Item::new(name, CompletionKind::Block).snippet(format!("{name} {{\n  $1\n}}")),
                None if rest.starts_with(['=', '{']) => Item::new(name, CompletionKind::Attribute),
                None => Item::new(name, CompletionKind::Attribute).snippet(format!("{name} = $1")),
            };
            self.add(item.detail(if inner.is_some() { "block" } else { "argument" }));
        }
    }

    /// Adds inputs of a called module that cannot be read: those that other calls of it in the file set, and those of
    /// popular modules.
    fn add_module_inputs(&mut self, present: &HashSet<String>) {
        let blocks: Vec<_> = self.cursor.blocks().collect();
        let [("module", _)] = blocks[..] else { return };
        if self.scope.called_module().is_some() {
            return;
        }
        let body = self.file.body();
        let source_of = |block: &hcl::Block<'_>| {
            let source = block.body().attribute("source")?.value().range();
            Some(self.cursor.text.get(source)?.trim_matches('"').to_owned())
        };
        let calls: Vec<_> = body.blocks().filter(|block| block.name().text() == "module").collect();
        let is_here = |block: &&hcl::Block<'_>| touches(&block.body().range(), self.cursor.offset);
        let Some(source) = calls.iter().find(is_here).and_then(source_of) else { return };
        let others = calls.iter().filter(|call| !is_here(call) && source_of(call).as_ref() == Some(&source));
        let arguments = others.flat_map(|call| call.body().attributes());
        let mut names = by_frequency(arguments.map(|argument| argument.name().text()));
        let popular = resource_types::MODULES.iter().find(|(known, ..)| *known == source);
        names.extend(popular.into_iter().flat_map(|(_, inputs, _)| inputs.split_ascii_whitespace()).map(str::to_owned));
        // Many modules pass their own variables on.
        let own = self.environment.index.own();
        let variables = own.all_declarations().filter_map(|(_, declaration)| match &declaration.address {
            Address::Named(Named::Variable, name) => Some(name.to_string()),
            _ => None,
        });
        names.extend(variables);
        let mut seen: HashSet<String> = ["source", "version", "providers"].map(str::to_owned).into();
        let has_value = self.rest_of_line().starts_with('=');
        for name in names.into_iter().filter(|name| seen.insert(name.clone()) && !present.contains(name)) {
            let item = Item::new(name.clone(), CompletionKind::Attribute).detail("input");
            self.add(if has_value { item } else { item.snippet(format!("{} = $1", escaped(&name))) });
        }
    }

    /// Returns the members that a closed table lists for the body around the cursor.
    pub(super) fn known_members(&self) -> Vec<Member> {
        let blocks: Vec<_> = self.cursor.blocks().collect();
        let Some(((keyword, labels), nested)) = blocks.split_first() else { return Vec::new() };
        let table = match *keyword {
            "resource" => resource_types::RESOURCES,
            "data" => resource_types::DATA_SOURCES,
            "provider" => resource_types::PROVIDERS,
            _ => return Vec::new(),
        };
        let mut path: Vec<&str> = Vec::new();
        for (place, (keyword, labels)) in nested.iter().enumerate() {
            match *keyword {
                "dynamic" if place + 1 == nested.len() => return Vec::new(),
                "dynamic" => path.extend(labels.first().map(|label| &**label)),
                "content" if place > 0 && nested[place - 1].0 == "dynamic" => {}
                keyword => path.push(keyword),
            }
        }
        let type_name = labels.first().map_or("", |label| &**label);
        resource_types::members(table, type_name, &path)
    }

    /// Returns the body around the cursor.
    fn body_around(&self) -> Option<hcl::Body<'_>> {
        let start = self.cursor.frame().start;
        let mut body = self.file.body();
        if self.cursor.frames.len() > 1 {
            while body.range().start != start {
                let inner = body.blocks().find(|block| {
                    let range = block.body().range();
                    range.start <= start && start < range.end
                });
                body = inner?.body();
            }
        }
        Some(body)
    }

    /// Returns the names of the arguments and blocks that are already in the body, before or after the cursor.
    fn present_names(&self) -> HashSet<String> {
        let Some(body) = self.body_around() else { return HashSet::new() };
        // Excludes the name that is being typed.
        let is_typed = |name: &hcl::Name<'_>| name.range().start == self.cursor.word.start;
        let others = names_of(body).filter(|name| !is_typed(name) || self.cursor.word.is_empty());
        others.map(|name| name.text().to_owned()).collect()
    }

    /// Returns the names that other blocks of the file use at the same place: those that follow the name before the
    /// cursor first, then the most frequent.
    fn names_of_similar_blocks(&self) -> Vec<String> {
        let path: Vec<_> = self.cursor.blocks().collect();
        let (Some((outer, nested)), Some(own)) = (path.split_first(), self.body_around()) else { return Vec::new() };
        let is_same = |block: &hcl::Block<'_>, (keyword, labels): &(&str, &[Cow<'_, str>])| {
            let has_type = matches!(*keyword, "resource" | "data" | "ephemeral" | "provider" | "dynamic");
            let type_label = block.labels().next().map(hcl::Label::value);
            block.name().text() == *keyword && (!has_type || type_label.as_ref() == labels.first())
        };
        let mut bodies: Vec<_> =
            self.file.body().blocks().filter(|block| is_same(block, outer)).map(hcl::Block::body).collect();
        for step in nested {
            let inner = bodies.iter().flat_map(|body| body.blocks()).filter(|block| is_same(block, step));
            bodies = inner.map(hcl::Block::body).collect();
        }
        let before = names_of(own).take_while(|name| name.range().end < self.cursor.word.start).last();
        let before = before.map(hcl::Name::text);
        let mut scores: Vec<(&str, usize)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for body in bodies.iter().filter(|body| body.range() != own.range()) {
            let mut previous = None;
            for name in names_of(*body).map(hcl::Name::text) {
                let place = *places.entry(name).or_insert_with(|| {
                    scores.push((name, 0));
                    scores.len() - 1
                });
                scores[place].1 += if previous == before { FOLLOWING } else { 1 };
                previous = Some(name);
            }
        }
        scores.sort_stably_by_key(|(_, score)| Reverse(*score));
        scores.into_iter().map(|(name, _)| name.to_owned()).collect()
    }

    /// Returns the names that other blocks of the same type use, the most frequent first.
    fn names_of_same_type(&self) -> Vec<String> {
        let Some((typed, type_name)) = self.scope.resource.as_ref().filter(|_| self.cursor.blocks().count() == 1)
        else {
            return Vec::new();
        };
        let own = self.environment.index.own();
        let is_same = |address: &Address| matches!(address, Address::Typed(kind, name, _) if kind == typed && **name == **type_name);
        let declarations = own.all_declarations().filter(|(_, declaration)| is_same(&declaration.address));
        let arguments = declarations.flat_map(|(file, declaration)| {
            let arguments = declaration.arguments.iter().chain(&declaration.nested_blocks);
            arguments.filter(move |argument| !self.environment.is_typed(file, argument))
        });
        by_frequency(arguments.map(|argument| &*argument.name.text))
    }

    fn add_attribute(&mut self, attribute: &AttributeInfo<'_>) {
        let mut item = Item::new(attribute.name.clone(), CompletionKind::Attribute)
            .detail(describe::type_of(attribute))
            .documentation(attribute.documentation.to_string());
        item.is_deprecated = attribute.is_deprecated;
        if !self.rest_of_line().starts_with('=') {
            let value = value_snippet(attribute.value, &attribute.value_type);
            item = item.snippet(format!("{} = {value}", escaped(&attribute.name)));
        }
        self.add(item);
    }

    fn add_block(&mut self, block: &BlockInfo<'_>) {
        let mut item = Item::new(block.name.clone(), CompletionKind::Block)
            .detail(if block.is_required { "block, required" } else { "block" })
            .documentation(block.documentation.to_string());
        item.is_deprecated = block.is_deprecated;
        if !self.rest_of_line().starts_with(['{', '"']) {
            let mut snippet = escaped(&block.name);
            let mut stop = 1;
            for label in block.labels {
                let name = if *label == LabelKind::Name { ":name" } else { "" };
                let _ = write!(snippet, " \"${{{stop}{name}}}\"");
                stop += 1;
            }
            item = item.snippet(format!("{snippet} {{\n  ${stop}\n}}"));
        }
        self.add(item);
    }

    /// Completes providers that the module uses but does not require yet.
    fn complete_requirements(&mut self, present: &HashSet<String>) {
        let own = self.environment.index.own();
        let names = own.all_declarations().filter_map(|(_, declaration)| match &declaration.address {
            Address::Typed(Typed::Provider, name, _) => Some(name.to_string()),
            Address::Typed(_, type_name, _) => type_name.split('_').next().map(str::to_owned),
            Address::Named(..) => None,
        });
        let names: BTreeSet<String> = names.filter(|name| !name.is_empty()).collect();
        let mut names: Vec<String> = names.into_iter().collect();
        let locked = self.environment.locked_providers();
        append_new(&mut names, locked.iter().map(|(address, _)| &*address.name));
        append_new(&mut names, resource_types::PROVIDER_NAMES.split_ascii_whitespace());
        for name in names.into_iter().filter(|name| !present.contains(name)) {
            let known = resource_types::PROVIDER_SOURCES.iter().find(|(known, _)| *known == name);
            let source = known.and_then(|(_, sources)| sources.first());
            let source = source.map_or_else(|| format!("hashicorp/{name}"), |source| (*source).to_owned());
            // What is installed is more likely than what is popular.
            let installed = locked.iter().find(|(address, _)| address.name == name);
            let source = installed.map_or(source, |(address, _)| address.source());
            let version = match installed.map(|(_, version)| &version.numbers[..]) {
                Some([major, minor, ..]) => format!("${{2:~> {major}.{minor}}}"),
                _ => "$2".to_owned(),
            };
            let snippet = format!("{name} = {{\n  source  = \"${{1:{source}}}\"\n  version = \"{version}\"\n}}");
            self.add(Item::new(name, CompletionKind::Attribute).detail("provider").snippet(snippet));
        }
    }

    /// Completes local values that the module uses but does not declare yet.
    fn complete_undeclared_locals(&mut self) {
        let own = self.environment.index.own();
        let declared: HashSet<&Address> = own.all_declarations().map(|(_, declaration)| &declaration.address).collect();
        let references = own.files().flat_map(|file| &file.facts.references);
        let names: BTreeSet<String> = references
            .filter(|reference| matches!(reference.address, Address::Named(Named::Local, _)))
            .filter(|reference| !declared.contains(&reference.address))
            .map(|reference| reference.address.name().to_string())
            .collect();
        for name in names {
            let snippet = format!("{} = $1", escaped(&name));
            self.add(Item::new(name, CompletionKind::Variable).detail("used but not declared").snippet(snippet));
        }
    }

    /// Completes keys of the object around the cursor.
    pub(super) fn complete_key(&mut self) {
        let Some(path) = self.cursor.value_path() else { return };
        let Some((name, below)) = path.split_first() else { return };
        let present = self.keys_before();
        if self.scope.names == Names::Requirements {
            if below.is_empty() {
                for attribute in
                    terraform_block::REQUIREMENT.attributes.iter().filter(|key| !present.contains(key.name))
                {
                    self.add_schema_key(attribute);
                }
            }
            return;
        }
        if below.is_empty()
            && let Some(body) = self.mocked_body(name)
        {
            // Mock data replaces what the provider sets.
            let mut attributes: Vec<_> = body.attributes().filter(|key| !present.contains(key.name())).collect();
            attributes.sort_stably_by_key(|attribute| !attribute.is_computed());
            for attribute in attributes {
                let item = Item::new(attribute.name(), CompletionKind::Attribute)
                    .detail(attribute.value_type())
                    .documentation(attribute.description());
                self.add_key(item, attribute.name());
            }
            return;
        }
        let Some(attribute) = self.scope.attribute(&self.environment, name) else { return };
        let nested = self.scope.schema().and_then(|schema| schema.attribute(name)).and_then(SchemaAttribute::nested);
        if let Some(nested) = nested.filter(|_| below.is_empty()) {
            for key in nested.attributes().filter(|key| key.is_argument() && !present.contains(key.name())) {
                let presence = if key.is_required() { "required" } else { "optional" };
                let item = Item::new(key.name(), CompletionKind::Attribute)
                    .detail(format!("{presence}, {}", key.value_type()))
                    .documentation(key.description());
                self.add_key(item, key.name());
            }
            return;
        }
        let keys = if attribute.value == ValueKind::ProviderMap {
            let own = self.environment.index.own();
            let called = self.scope.called_module().cloned().unwrap_or(own);
            let requirements = called.files().flat_map(|file| &file.facts.requirements);
            let key = |name: &str| ObjectKey { name: name.to_owned(), value_type: "provider".to_owned() };
            let aliases = called.all_declarations().filter(|(_, declaration)| declaration.header == declaration.whole);
            let aliases = aliases.filter_map(|(_, declaration)| match &declaration.address {
                address @ Address::Typed(Typed::Provider, _, alias) if !alias.is_empty() => Some(address.to_string()),
                _ => None,
            });
            requirements.map(|requirement| key(&requirement.name.text)).chain(aliases.map(|name| key(&name))).collect()
        } else {
            written_keys(&attribute.value_type, below)
        };
        for ObjectKey { name, value_type } in keys.into_iter().filter(|key| !present.contains(&*key.name)) {
            let item = Item::new(name.clone(), CompletionKind::Attribute).detail(value_type);
            self.add_key(item, &name);
        }
    }

    fn add_schema_key(&mut self, attribute: &'static AttributeSchema) {
        let presence = if attribute.is_required { "required" } else { "optional" };
        let item = Item::new(attribute.name, CompletionKind::Attribute)
            .detail(format!("{presence}, {}", attribute.value.description()))
            .documentation(attribute.documentation);
        self.add_key(item, attribute.name);
    }

    fn add_key(&mut self, item: Item<'_>, key: &str) {
        let is_assigned = self.rest_of_line().starts_with(['=', ':']);
        self.add(if is_assigned { item } else { item.insert(format!("{key} = ")) });
    }

    /// Returns the keys of the object that are on the lines before the cursor.
    fn keys_before(&self) -> HashSet<String> {
        let start = self.cursor.frame().start + 1;
        let before = self.cursor.text.get(start..self.cursor.word.start).unwrap_or_default();
        let keys = before.lines().filter_map(|line| line.split_once('=').map(|(key, _)| key.trim()));
        keys.map(|key| key.trim_matches('"').to_owned()).collect()
    }
}

impl<'s> Request<'s, '_> {
    /// Returns the schema of the type whose attributes an argument of a test replaces.
    fn mocked_body(&self, argument: &str) -> Option<SchemaBody<'s>> {
        let (keyword, labels) = self.cursor.blocks().last()?;
        let schemas = self.environment.schemas?;
        match (keyword, argument) {
            ("mock_resource", "defaults") => schemas.type_body(TypeKind::Resource, labels.first()?),
            ("mock_data", "defaults") => schemas.type_body(TypeKind::Data, labels.first()?),
            ("override_resource" | "override_data", "values") => {
                let target = self.blocks_around().last()?.body().attribute("target")?.value().range();
                let words = self.cursor.text.get(target)?.split(['.', '[']);
                let mut words = words.skip_while(|word| !schemas_have(schemas, word));
                let kind = if keyword == "override_data" { TypeKind::Data } else { TypeKind::Resource };
                schemas.type_body(kind, words.next()?)
            }
            _ => None,
        }
    }
}

/// Whether a word is the type of a resource or a data source.
fn schemas_have(schemas: &ProviderSchemas, word: &str) -> bool {
    [TypeKind::Resource, TypeKind::Data].into_iter().any(|kind| schemas.type_body(kind, word).is_some())
}

/// Returns the names of the arguments and blocks of a body, in order.
fn names_of(body: hcl::Body<'_>) -> impl Iterator<Item = hcl::Name<'_>> {
    body.items().map(|item| match item {
        hcl::Item::Attribute(attribute) => attribute.name(),
        hcl::Item::Block(block) => block.name(),
    })
}

/// Returns a snippet for a value of a type.
fn value_snippet(value: ValueKind, value_type: &str) -> &'static str {
    let is_any_of = |starts: &[&str]| starts.iter().any(|start| value_type.starts_with(start));
    match value {
        ValueKind::String
        | ValueKind::Strings(_)
        | ValueKind::ModuleSource
        | ValueKind::ProviderSource
        | ValueKind::VersionConstraint => "\"$1\"",
        ValueKind::ListOfStrings | ValueKind::Addresses | ValueKind::AttributeNames => "[$1]",
        ValueKind::MapOfStrings | ValueKind::ProviderMap => "{\n  $1\n}",
        _ if is_any_of(&["list(", "set(", "tuple("]) => "[$1]",
        _ if is_any_of(&["map(", "object"]) => "{\n  $1\n}",
        _ => "$1",
    }
}
