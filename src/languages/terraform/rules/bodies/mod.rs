//! Compares bodies with what they can contain: `UnknownArgument`, `UnknownBlock`, `UnknownType`, `MissingArgument`,
//! `BlockCount`, `BlockLabels`, `ConflictingArguments`, `ArgumentValue` and `DeprecatedArgument`.
//!
//! The blocks of Terraform itself are described by the tables of [`reference`](crate::languages::terraform::reference),
//! all others by the schemas of providers. Bodies without a schema are not checked, and neither are blocks that a
//! `dynamic` block generates.

mod addresses;
mod arguments;
mod blocks;
mod constants;
mod headers;
pub mod json;
mod json_checks;
mod json_values;
mod messages;
mod repetition;
mod values;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::finding::Findings;
use super::provider_names::{self, ProviderNames, type_kind};
use crate::languages::answers::Severity;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{Block, Body, File, Item, Label, SyntaxError};
use crate::languages::terraform::file_names::{FileKind, is_opentofu_file, is_override_file};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::evaluator::Evaluator;
use crate::languages::terraform::model::index::Module;
use crate::languages::terraform::model::provider_schemas::{ProviderSchema, SchemaBlock, SchemaBody};
use crate::languages::terraform::model::scope::{Environment, Scope};

/// Checks a file of a module in the native syntax.
pub fn check(source: &Source<'_>, file: &File<'_>, environment: Environment<'_>, findings: &mut Findings) {
    // OpenTofu has further arguments and blocks, and files with other names belong to other programs.
    let has_other_name = source.file_name.contains('.') && !FileKind::is_module_file(source.file_name);
    if environment.kind != FileKind::Module || has_other_name || is_opentofu_file(source.file_name) {
        return;
    }
    let is_override = is_override_file(source.file_name);
    let has_overrides = environment.index.own().has_overrides;
    // The schema of a provider is used only if it certainly describes the body.
    let without_schemas = Environment { schemas: None, ..environment };
    let mut checker =
        Checker { text: source.text, providers: Providers::new(environment), is_override, has_overrides, findings };
    let scope = Scope::of(&without_schemas, []);
    let errors = ErrorRanges::new(file.errors());
    let mut open = vec![Place::new(file.body(), scope, Owner::File)];
    while let Some(place) = open.pop() {
        checker.arguments(&place);
        checker.blocks(&place);
        for block in place.body.blocks() {
            let keyword = block.name().text();
            let (is_core, is_nested) = (place.has_core_block(keyword), place.nested_block(keyword).is_some());
            let is_broken = matches!(place.owner, Owner::File) && errors.overlap(&block.range());
            let is_certain = !(has_overrides && (is_nested || is_replaceable(keyword)));
            if !(is_core || is_nested) || is_broken || !is_certain || keyword == "dynamic" {
                continue;
            }
            // Terraform reads the provisioners and connections of removed resources only when it plans.
            let is_unread = place.owner.keyword() == "removed" && matches!(keyword, "provisioner" | "connection");
            if is_core && (place.ignores(keyword) || is_unread) {
                continue;
            }
            let labels: Vec<Cow<'_, str>> = block.labels().map(Label::value).collect();
            let mut scope = place.scope.inner(&without_schemas, keyword, &labels);
            if let Some(schema) = checker.schema(&place, block, &labels) {
                scope = scope.with_schema(schema);
            }
            let owner = if is_core { Owner::Core(block) } else { Owner::Nested(block) };
            open.push(Place::new(block.body(), scope, owner));
        }
    }
}

/// The syntax errors of a file. A block with a syntax error may contain items that belong elsewhere.
struct ErrorRanges {
    /// For each error, its start and the greatest end of all errors so far, sorted by start.
    ends: Vec<(usize, usize)>,
}

impl ErrorRanges {
    fn new(errors: &[SyntaxError]) -> Self {
        let mut ends: Vec<(usize, usize)> = errors.iter().map(|error| (error.range.start, error.range.end)).collect();
        ends.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut ends {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { ends }
    }

    /// Whether an error overlaps or touches a range.
    fn overlap(&self, range: &Range<usize>) -> bool {
        let before_end = self.ends.partition_point(|(start, _)| *start <= range.end);
        before_end.checked_sub(1).is_some_and(|last| self.ends[last].1 >= range.start)
    }
}

/// The providers of a module.
struct Providers<'s> {
    environment: Environment<'s>,
    names: ProviderNames,
    /// The schemas, by the local names of the providers. Finding a schema requires reading the requirements of the
    /// whole module.
    schemas: HashMap<String, Option<ProviderSchema<'s>>>,
    /// The local names of the providers that resources use, determined on first use.
    used: OnceCell<HashSet<String>>,
    evaluator: OnceCell<Evaluator<'s>>,
}

impl<'s> Providers<'s> {
    fn new(environment: Environment<'s>) -> Self {
        Self {
            environment,
            names: ProviderNames::new(environment.index),
            schemas: HashMap::new(),
            used: OnceCell::new(),
            evaluator: OnceCell::new(),
        }
    }

    fn evaluator(&self) -> &Evaluator<'s> {
        self.evaluator.get_or_init(|| Evaluator::new(self.environment.index))
    }

    /// Whether the module has a resource of the provider with this local name. Terraform ignores the configuration of
    /// other providers.
    fn has_resource(&self, local_name: &str) -> bool {
        let used = self.used.get_or_init(|| provider_names::used(&self.environment.index.own()));
        used.contains(local_name)
    }

    /// Returns the schema of the provider with this local name.
    fn schema(&mut self, local_name: String) -> Option<ProviderSchema<'s>> {
        let environment = &self.environment;
        *self.schemas.entry(local_name).or_insert_with_key(|name| environment.schema_of(name))
    }
}

struct Checker<'c, 's> {
    text: &'c str,
    providers: Providers<'s>,
    /// Whether the file is merged into others, which can contain what is missing here.
    is_override: bool,
    /// Whether another file is merged into this one.
    has_overrides: bool,
    findings: &'c mut Findings,
}

/// A body and what it can contain.
struct Place<'f, 's> {
    body: Body<'f>,
    scope: Scope<'s>,
    owner: Owner<'f>,
    /// The names of its arguments and blocks.
    names: foldhash::HashSet<&'f str>,
    /// The names of the blocks that `dynamic` blocks generate.
    dynamic_names: HashSet<String>,
}

/// The owner of a body.
#[derive(Clone, Copy)]
enum Owner<'f> {
    File,
    /// A block of Terraform itself.
    Core(Block<'f>),
    /// A block of a provider.
    Nested(Block<'f>),
}

impl<'f> Owner<'f> {
    /// Returns the keyword of a block of Terraform itself. Empty for others.
    fn keyword(self) -> &'f str {
        match self {
            Self::File | Self::Nested(_) => "",
            Self::Core(block) => block.name().text(),
        }
    }

    fn block(self) -> Option<Block<'f>> {
        match self {
            Self::File => None,
            Self::Core(block) | Self::Nested(block) => Some(block),
        }
    }

    /// Returns the range from the keyword of the block to its last label.
    fn header(self) -> Range<usize> {
        self.block().map_or(0..0, header)
    }

    /// Returns a description for messages, such as ``a `variable` block``.
    fn description(self) -> String {
        let Some(block) = self.block() else { return "a module".to_owned() };
        let is_core = matches!(self, Self::Core(_));
        description(block.name().text(), self.label().as_deref().filter(|_| is_core))
    }

    /// Returns the first label of the block.
    fn label(self) -> Option<Cow<'f, str>> {
        self.block()?.labels().next().map(Label::value)
    }
}

impl<'f, 's> Place<'f, 's> {
    fn new(body: Body<'f>, scope: Scope<'s>, owner: Owner<'f>) -> Self {
        let mut place =
            Self { body, scope, owner, names: foldhash::HashSet::default(), dynamic_names: HashSet::default() };
        for item in body.items() {
            match item {
                Item::Attribute(attribute) => drop(place.names.insert(attribute.name().text())),
                Item::Block(block) => {
                    place.names.insert(block.name().text());
                    if block.name().text() == "dynamic" {
                        place.dynamic_names.extend(block.labels().next().map(|label| label.value().into_owned()));
                    }
                }
            }
        }
        place
    }

    /// Whether Terraform itself has a block with this name here.
    fn has_core_block(&self, keyword: &str) -> bool {
        self.scope.tables().iter().any(|table| table.block(keyword).is_some())
    }

    /// Returns the block with this name that a provider has here.
    fn nested_block(&self, keyword: &str) -> Option<SchemaBlock<'s>> {
        if self.has_core_block(keyword) { None } else { self.scope.schema()?.block(keyword) }
    }

    /// Whether Terraform ignores one of its own blocks: the connection of a resource without a provisioner.
    fn ignores(&self, keyword: &str) -> bool {
        keyword == "connection" && self.owner.keyword() != "provisioner" && !self.has("provisioner")
    }

    /// Whether resources and similar objects can be declared here.
    fn has_declarations(&self) -> bool {
        matches!(self.owner, Owner::File) || self.owner.keyword() == "check"
    }
}

impl<'s> Checker<'_, 's> {
    fn evaluator(&self) -> &Evaluator<'s> {
        self.providers.evaluator()
    }

    /// Whether an override file changes the body.
    fn is_overridden(&self, place: &Place<'_, 's>) -> bool {
        let labels = place.owner.block().into_iter().flat_map(Block::labels).map(Label::value);
        is_overridden(&self.providers.environment.index.own(), place.owner.keyword(), labels)
    }

    /// Returns the severity of arguments and blocks that cannot be set. Terraform ignores them where an override file
    /// changes the body.
    fn severity_of_unknown(&self, place: &Place<'_, 's>) -> Severity {
        if self.is_overridden(place) { Severity::Warning } else { Severity::Error }
    }

    /// Returns the schema that certainly describes the body of a block.
    fn schema(&mut self, place: &Place<'_, 's>, block: Block<'_>, labels: &[Cow<'_, str>]) -> Option<SchemaBody<'s>> {
        let keyword = block.name().text();
        match (type_kind(keyword), labels) {
            (Some(kind), [_, _]) if place.has_declarations() => {
                let type_name = &labels[0];
                self.providers.schema(self.providers.names.name(block)?)?.type_body(kind, type_name)
            }
            (None, [name]) if keyword == "provider" && place.has_declarations() => {
                let schema = self.providers.schema(name.clone().into_owned())?;
                self.providers.has_resource(name).then(|| schema.config())?
            }
            _ => place.nested_block(keyword).map(SchemaBlock::body),
        }
    }
}

/// Describes a block of Terraform itself by its keyword and first label, or a block of a provider by its name.
fn description(keyword: &str, label: Option<&str>) -> String {
    let noun = if keyword == "data" { "data source" } else { keyword };
    let is_named_by_label =
        matches!(keyword, "resource" | "data" | "ephemeral" | "provider" | "provisioner" | "backend");
    match label.filter(|_| is_named_by_label) {
        Some(label) => format!("{noun} `{label}`"),
        None => format!("{} `{keyword}` block", article(keyword)),
    }
}

/// Returns the range from the keyword of a block to its last label.
fn header(block: Block<'_>) -> Range<usize> {
    let keyword = block.name().range();
    let end = block.labels().last().map_or(keyword.end, |label| label.range().end);
    keyword.start..end
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Whether the blocks in an override file replace all blocks of Terraform itself with this keyword.
fn is_replaceable(keyword: &str) -> bool {
    matches!(keyword, "provisioner" | "connection" | "backend" | "cloud")
}

fn typed_kind(keyword: &str) -> Option<Typed> {
    [Typed::Resource, Typed::Data, Typed::Ephemeral].into_iter().find(|kind| kind.block_type() == keyword)
}

/// Whether an override file changes the body of a block. Terraform only reads the arguments of the merged body.
fn is_overridden<'l>(own: &Module, keyword: &str, labels: impl IntoIterator<Item = Cow<'l, str>>) -> bool {
    if !own.has_overrides {
        return false;
    }
    let mut labels = labels.into_iter().map(|label| Arc::<str>::from(&*label));
    let address = match (keyword, typed_kind(keyword), labels.next(), labels.next()) {
        ("module", _, Some(name), None) => Address::Named(Named::Module, name),
        ("provider", ..) => return true,
        (_, Some(kind), Some(type_name), Some(name)) => Address::Typed(kind, type_name, name),
        _ => return false,
    };
    own.declarations(&address).nth(1).is_some()
}

/// Whether Terraform refuses a block in an override file, with the block that contains it. An empty name stands for the
/// file.
fn cannot_override(parent: &str, keyword: &str) -> bool {
    match keyword {
        "moved" | "import" | "check" => parent.is_empty(),
        "validation" => parent == "variable",
        "precondition" | "postcondition" => matches!(parent, "lifecycle" | "output"),
        _ => false,
    }
}

/// Whether a block can contain only arguments, whose names are chosen by the author or by a called module.
fn takes_arguments_only(keyword: &str) -> bool {
    matches!(keyword, "module" | "locals" | "required_providers")
}

/// Whether a block configures where the state is stored.
fn is_backend(keyword: &str) -> bool {
    matches!(keyword, "backend" | "cloud" | "workspaces")
}

/// Whether `count` and `for_each` can repeat a block.
fn is_repeatable(keyword: &str) -> bool {
    matches!(keyword, "resource" | "data" | "ephemeral" | "module")
}

/// Whether Terraform accepts values for the results of a data source, as it does for a remote state.
fn accepts_results(keyword: &str, label: Option<&str>) -> bool {
    keyword == "data" && label == Some("terraform_remote_state")
}

/// Whether arguments that a block lacks can be set elsewhere: a resource can share its connection with its
/// provisioners, backends can be configured on the command line, and providers with environment variables.
fn is_configured_elsewhere(keyword: &str) -> bool {
    is_backend(keyword) || matches!(keyword, "connection" | "provider")
}

/// Lists names for a sentence, with `and` or `or` before the last one.
fn listed(names: &[&str], conjunction: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match &quoted[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}
