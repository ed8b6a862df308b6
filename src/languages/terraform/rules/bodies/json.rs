//! Checks bodies in the JSON syntax, like the parent module: unknown and missing arguments and blocks, and types that a
//! provider does not have.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use foldhash::HashMap;

use super::{
    Providers, accepts_results, arguments, blocks, cannot_override, description, headers, is_configured_elsewhere,
    is_overridden, is_replaceable, listed, messages, takes_arguments_only,
};
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::source::Source;
use crate::languages::syntax::json::{Json, Node};
use crate::languages::terraform::file_names::{is_file_name, is_override_file};
use crate::languages::terraform::model::provider_schemas::{
    Nesting, ProviderSchema, SchemaAttribute, SchemaBlock, SchemaBody,
};
use crate::languages::terraform::model::scope::{Environment, Scope};
use crate::languages::terraform::reference::schema::BlockSchema;
use crate::languages::terraform::rules::Rule;
use crate::languages::terraform::rules::finding::Findings;
use crate::languages::terraform::rules::provider_names::type_kind;
use crate::languages::terraform::syntax::config::Value;
use crate::languages::text::closest_match;

/// The maximum length of labels of a block that is checked, in bytes, because a single string can be the label of many
/// blocks.
const MAX_LABEL_LEN: usize = 256;

/// Checks a file of a module.
pub fn check(source: &Source<'_>, json: &Json<'_>, environment: Environment<'_>, findings: &mut Findings) {
    let Some(root) = json.root().filter(|_| is_file_name(source.file_name) && json.error().is_none()) else { return };
    let without_schemas = Environment { schemas: None, ..environment };
    let mut checker = Checker {
        without_schemas,
        providers: Providers::new(environment),
        is_override: is_override_file(source.file_name),
        has_overrides: environment.index.own().has_overrides,
        findings,
    };
    let scope = Scope::of(&without_schemas, []);
    let mut open = vec![Place::new(root.objects().collect(), scope, Owner::default())];
    while let Some(place) = open.pop() {
        checker.body(&place, &mut open);
    }
}

/// A body and what it can contain. At the root of a file, several objects form one body.
pub(super) struct Place<'j, 's> {
    pub(super) objects: Vec<Node<'j>>,
    /// The first key and value of each name, determined on first use.
    members: OnceCell<HashMap<String, (Node<'j>, Node<'j>)>>,
    pub(super) scope: Scope<'s>,
    pub(super) owner: Owner,
}

/// The owner of a body.
#[derive(Clone, Default)]
pub(super) struct Owner {
    /// The keyword of a block of Terraform itself. Empty for the file and for blocks of providers.
    pub(super) keyword: String,
    /// A description for messages. Empty for the file.
    pub(super) description: String,
    /// The labels of a block of Terraform itself.
    pub(super) labels: Vec<String>,
    /// The key to which the body belongs.
    pub(super) key: Range<usize>,
    /// Whether Terraform accepts values for the results of the data source.
    accepts_results: bool,
}

impl<'j, 's> Place<'j, 's> {
    fn new(objects: Vec<Node<'j>>, scope: Scope<'s>, owner: Owner) -> Self {
        Self { objects, members: OnceCell::new(), scope, owner }
    }

    /// Returns the block of Terraform itself with this name.
    pub(super) fn core_block(&self, name: &str) -> Option<&'static BlockSchema> {
        self.scope.tables().iter().find_map(|table| table.block(name))
    }

    /// Returns the block with this name that a provider has here.
    pub(super) fn nested_block(&self, name: &str) -> Option<SchemaBlock<'s>> {
        if self.core_block(name).is_some() { None } else { self.scope.schema()?.block(name) }
    }

    /// Whether a block has this name here.
    pub(super) fn is_block(&self, name: &str) -> bool {
        self.core_block(name).is_some() || self.nested_block(name).is_some()
    }

    /// Returns the first member with this name.
    pub(super) fn member(&self, name: &str) -> Option<(Node<'j>, Node<'j>)> {
        let members = self.members.get_or_init(|| {
            let mut first = HashMap::default();
            for (key, value) in self.objects.iter().flat_map(|object| object.members()) {
                if let Some(name) = key.value() {
                    first.entry(name).or_insert((key, value));
                }
            }
            first
        });
        members.get(name).copied()
    }
}

pub(super) struct Checker<'c, 's> {
    without_schemas: Environment<'s>,
    pub(super) providers: Providers<'s>,
    pub(super) is_override: bool,
    pub(super) has_overrides: bool,
    pub(super) findings: &'c mut Findings,
}

/// A block with its labels, each of which is a key in JSON.
pub(super) struct Block<'j> {
    labels: Vec<(String, Node<'j>)>,
    pub(super) key: Node<'j>,
    pub(super) body: Node<'j>,
}

impl<'s> Checker<'_, 's> {
    fn body<'j>(&mut self, place: &Place<'j, 's>, open: &mut Vec<Place<'j, 's>>) {
        let mut present: HashSet<String> = HashSet::new();
        let mut intended: HashSet<&str> = HashSet::new();
        for (key, value) in place.objects.iter().flat_map(|object| object.members()) {
            let Some(name) = key.value().filter(|name| name != "//") else { continue };
            let (core, nested) = (place.core_block(&name), place.nested_block(&name));
            if core.is_some() || nested.is_some() {
                let labels = match (core, nested) {
                    (Some(core), _) => core.labels.len(),
                    (None, Some(nested)) => usize::from(nested.nesting() == Nesting::Map),
                    (None, None) => 0,
                };
                // Terraform ignores some connections, and the contents of a backend.
                if core.is_some() && !matches!(&*name, "dynamic" | "connection" | "backend" | "cloud") {
                    self.structure(&name, labels, value);
                }
                self.names(place, &name, value);
                let blocks = labelled(key, value, labels);
                if self.is_override && cannot_override(&place.owner.keyword, &name) && !blocks.is_empty() {
                    let message = messages::cannot_override(&name);
                    self.findings.add(Rule::UnknownBlock, key.content_range(), message, None);
                }
                if !matches!(&*name, "dynamic" | "locals" | "required_providers") {
                    for block in blocks {
                        self.block(place, &name, nested, &block, open);
                    }
                }
            } else if !present.contains(&name) {
                // What is set again is reported once.
                intended.extend(self.argument(place, &name, key, value));
            }
            if name == "dynamic" {
                for (label, key) in labelled(key, value, 1).into_iter().filter_map(|mut block| block.labels.pop()) {
                    self.dynamic_block(place, &label, key);
                    present.insert(label);
                }
            }
            present.insert(name);
        }
        self.members(place);
        if !self.is_override {
            self.missing(place, &present, &intended);
        }
    }

    fn block<'j>(
        &mut self,
        place: &Place<'j, 's>,
        keyword: &str,
        nested: Option<SchemaBlock<'s>>,
        block: &Block<'j>,
        open: &mut Vec<Place<'j, 's>>,
    ) {
        if self.has_overrides && (nested.is_some() || is_replaceable(keyword)) {
            return;
        }
        if keyword == "provisioner" && place.owner.keyword == "removed" {
            return self.removed_provisioner(block);
        }
        // Terraform reads the provisioners and connections of removed resources only when it plans.
        if keyword == "connection" && place.owner.keyword == "removed" {
            return;
        }
        let is_provisioned = || place.member("provisioner").is_some();
        let is_ignored = keyword == "connection" && place.owner.keyword != "provisioner" && !is_provisioned();
        if nested.is_none() && is_ignored {
            return;
        }
        let labels: Vec<_> = block.labels.iter().map(|(name, _)| name.as_str().into()).collect();
        let mut scope = place.scope.inner(&self.without_schemas, keyword, &labels);
        let has_declarations = matches!(&*place.owner.keyword, "" | "check") && nested.is_none();
        let schema = match (type_kind(keyword), &block.labels[..]) {
            (Some(kind), [(type_name, type_key), (name, _)]) if has_declarations => {
                let provider = block.body.member("provider").map(Value::Json);
                let local_name = self.providers.names.name_for(kind, [type_name, name], provider);
                let provider = local_name.and_then(|name| self.providers.schema(name));
                if let Some(provider) = provider {
                    headers::type_name_of(provider, kind, type_name, type_key.content_range(), self.findings);
                }
                provider.and_then(|provider| provider.type_body(kind, type_name))
            }
            (None, [(name, _)]) if keyword == "provider" && has_declarations => {
                let schema = self.providers.schema(name.clone());
                schema.filter(|_| self.providers.has_resource(name)).and_then(ProviderSchema::config)
            }
            _ => nested.map(SchemaBlock::body),
        };
        if let Some(schema) = schema {
            scope = scope.with_schema(schema);
        }
        let label = block.labels.first().map(|(name, _)| name.as_str()).filter(|_| nested.is_none());
        let owner = Owner {
            accepts_results: accepts_results(keyword, label),
            keyword: if nested.is_none() { keyword.to_owned() } else { String::new() },
            description: description(keyword, label),
            labels: match nested {
                None => block.labels.iter().map(|(name, _)| name.clone()).collect(),
                Some(_) => Vec::new(),
            },
            key: block.key.range(),
        };
        open.push(Place::new(vec![block.body], scope, owner));
    }

    /// A provisioner of a resource that is removed can only run when that is destroyed.
    fn removed_provisioner(&mut self, provisioner: &Block<'_>) {
        let key = provisioner.key.content_range();
        let when = provisioner.body.member("when").and_then(Node::value);
        if when.as_deref() != Some("destroy") {
            self.findings.add(Rule::MissingArgument, key, messages::DESTROY_REQUIRED.to_owned(), None);
        }
    }

    /// Checks a member that is not a block. If its name is unknown, returns the argument of which it is probably a
    /// misspelling.
    fn argument(&mut self, place: &Place<'_, 's>, name: &str, key: Node<'_>, value: Node<'_>) -> Option<&'s str> {
        let keyword = &*place.owner.keyword;
        let mut table = place.scope.tables().iter().flat_map(|table| table.attributes);
        if let Some(known) = table.find(|known| known.name == name) {
            if self.is_override && name == "depends_on" && value.elements().next().is_some() {
                let message = messages::OVERRIDDEN_DEPENDENCIES.to_owned();
                self.findings.add(Rule::UnknownArgument, key.content_range(), message, None);
            }
            self.table_value(place, known, value);
            return None;
        }
        let schema = place.scope.schema();
        if let Some(known) = schema.and_then(|schema| schema.attribute(name)) {
            if known.is_argument() {
                self.schema_value(place, known, value);
            } else if value.text() != "null" && !place.owner.accepts_results {
                let message = messages::not_settable(name);
                let diagnostic =
                    Diagnostic::with_severity(self.severity_of_unknown(place), key.content_range(), message);
                self.findings.push(Rule::UnknownArgument, diagnostic, None);
            }
            return None;
        }
        let is_tolerated = name == "_"
            || takes_arguments_only(keyword)
            || place.scope.is_open()
            || arguments::is_tolerated(keyword, name)
            || blocks::is_tolerated(keyword, name);
        if is_tolerated {
            return None;
        }
        let tables = place.scope.tables().iter();
        let is_absent = |name: &&str| place.member(name).is_none();
        let known = tables.clone().flat_map(|table| table.attributes).map(|known| known.name).filter(is_absent);
        let known = known.chain(tables.flat_map(|table| table.blocks).map(|known| known.keyword));
        let attributes = schema.into_iter().flat_map(SchemaBody::attributes).filter(|known| known.is_argument());
        let known = known.chain(attributes.map(SchemaAttribute::name).filter(is_absent));
        let known = known.chain(schema.into_iter().flat_map(SchemaBody::blocks).map(SchemaBlock::name));
        let nearest = closest_match(name, known);
        let owner = if place.owner.description.is_empty() { "a module" } else { &place.owner.description };
        let message = format!("{owner} has no argument or block `{name}`");
        let severity = self.severity_of_unknown(place);
        self.findings.push_unknown(Rule::UnknownArgument, severity, key.content_range(), message, nearest);
        nearest
    }

    /// Whether an override file changes the body.
    pub(super) fn is_overridden(&self, place: &Place<'_, 's>) -> bool {
        let labels = place.owner.labels.iter().map(|label| Cow::Borrowed(&**label));
        is_overridden(&self.providers.environment.index.own(), &place.owner.keyword, labels)
    }

    /// Returns the severity of arguments that cannot be set, as for the native syntax.
    fn severity_of_unknown(&self, place: &Place<'_, 's>) -> Severity {
        if self.is_overridden(place) { Severity::Warning } else { Severity::Error }
    }

    fn missing(&mut self, place: &Place<'_, 's>, present: &HashSet<String>, intended: &HashSet<&str>) {
        let keyword = &*place.owner.keyword;
        if place.owner.description.is_empty() || is_configured_elsewhere(keyword) || present.contains("_") {
            return;
        }
        let tables = place.scope.tables().iter().flat_map(|table| table.attributes);
        let mut missing: Vec<&str> = tables.filter(|known| known.is_required).map(|known| known.name).collect();
        if let Some(schema) = place.scope.schema().filter(|_| !self.has_overrides) {
            missing.extend(schema.attributes().filter(|known| known.is_required()).map(SchemaAttribute::name));
            missing.extend(schema.blocks().filter(|known| known.min_items() > 0).map(SchemaBlock::name));
        }
        missing.retain(|name| !present.contains(*name) && !intended.contains(name));
        if !missing.is_empty() {
            let message = format!("{} requires {}", place.owner.description, listed(&missing, "and"));
            self.findings.add(Rule::MissingArgument, place.owner.key.clone(), message, None);
        }
    }
}

/// Returns the blocks below a number of labels.
pub(super) fn labelled<'j>(key: Node<'j>, value: Node<'j>, count: usize) -> Vec<Block<'j>> {
    let mut found = vec![(Vec::new(), key, value)];
    for _ in 0..count {
        let below = |(labels, _, value): (Vec<(String, Node<'j>)>, Node<'j>, Node<'j>)| {
            let members = value.objects().flat_map(Node::members);
            members.filter_map(move |(key, value)| {
                let label = key.value().filter(|label| label != "//" && label.len() <= MAX_LABEL_LEN)?;
                Some(([&labels[..], &[(label, key)]].concat(), key, value))
            })
        };
        found = found.into_iter().flat_map(below).collect();
    }
    let blocks = found
        .into_iter()
        .flat_map(|(labels, key, value)| value.objects().map(move |body| Block { labels: labels.clone(), key, body }));
    blocks.collect()
}
