//! Compares bodies with what they can contain: `UnknownArgument`, `UnknownBlock`, `UnknownType`, `MissingArgument`,
//! `BlockCount`, `BlockLabels`, `ConflictingArguments`, `ArgumentValue` and `DeprecatedArgument`.
//!
//! Terraform's own blocks are described by the tables of [`reference`](crate::languages::terraform::reference), the rest
//! by the schemas of providers. What no schema describes is not checked, and neither is what a `dynamic` block makes.

mod arguments;
mod blocks;
mod headers;
mod values;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::finding::Findings;
use crate::languages::answers::FileRef;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{Block, Body, File, Label};
use crate::languages::terraform::file_names::{FileKind, is_opentofu_file, is_override_file};
use crate::languages::terraform::model::provider_schemas::{ProviderSchema, SchemaBlock, SchemaBody, TypeKind};
use crate::languages::terraform::model::scope::{Environment, Scope};
use crate::languages::terraform::syntax::config::Value;

/// Checks a file of a module in the native syntax.
pub fn check(source: &Source<'_>, file: &File<'_>, environment: Environment<'_>, findings: &mut Findings) {
    // OpenTofu has further arguments and blocks, and files with other names belong to other programs.
    let has_other_name = source.file_name.contains('.') && !FileKind::is_module_file(source.file_name);
    if environment.kind != FileKind::Module || has_other_name || is_opentofu_file(source.file_name) {
        return;
    }
    let is_override = is_override_file(source.file_name);
    let own = environment.index.own();
    let others = own.files.iter().filter_map(|file| match &file.file {
        FileRef::Document => None,
        FileRef::Path(path) => path.rsplit('/').next(),
    });
    let has_overrides = is_override || others.into_iter().any(is_override_file);
    // What the schema of a provider says counts once it is certain that it describes the body.
    let without_schemas = Environment { schemas: None, ..environment };
    let mut checker =
        Checker { text: source.text, environment, providers: HashMap::new(), is_override, has_overrides, findings };
    let scope = Scope::of(&without_schemas, []);
    let mut open = vec![Place { body: file.body(), scope, owner: Owner::File }];
    while let Some(place) = open.pop() {
        checker.arguments(&place);
        checker.blocks(&place);
        for block in place.body.blocks() {
            let keyword = block.name().text();
            let (is_core, is_nested) = (place.has_core_block(keyword), place.nested_block(keyword).is_some());
            let is_broken = matches!(place.owner, Owner::File) && has_error(file, block);
            if !(is_core || is_nested) || is_broken || keyword == "dynamic" {
                continue;
            }
            let labels: Vec<Cow<'_, str>> = block.labels().map(Label::value).collect();
            let mut scope = place.scope.inner(&without_schemas, keyword, &labels);
            if let Some(schema) = checker.schema(&place, block, &labels) {
                scope = scope.with_schema(schema);
            }
            let owner = if is_core { Owner::Core(block) } else { Owner::Nested(block) };
            open.push(Place { body: block.body(), scope, owner });
        }
    }
}

/// Whether a block has a syntax error, and may contain what belongs elsewhere.
fn has_error(file: &File<'_>, block: Block<'_>) -> bool {
    let range = block.range();
    file.errors().iter().any(|error| error.range.start <= range.end && range.start <= error.range.end)
}

struct Checker<'c, 's> {
    text: &'c str,
    environment: Environment<'s>,
    /// The schemas of providers by their local names. To find one, the requirements of the whole module are read.
    providers: HashMap<String, Option<ProviderSchema<'s>>>,
    /// Whether the file is merged into others, which can have what is missing here.
    is_override: bool,
    /// Whether another file is merged into this one.
    has_overrides: bool,
    findings: &'c mut Findings,
}

/// A body with what it can contain.
struct Place<'f, 's> {
    body: Body<'f>,
    scope: Scope<'s>,
    owner: Owner<'f>,
}

/// What a body belongs to.
#[derive(Clone, Copy)]
enum Owner<'f> {
    File,
    /// A block of Terraform's own.
    Core(Block<'f>),
    /// A block of a provider.
    Nested(Block<'f>),
}

impl<'f> Owner<'f> {
    /// The keyword of a block of Terraform's own. Empty for others.
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

    /// From the keyword of the block to its last label.
    fn header(self) -> Range<usize> {
        self.block().map_or(0..0, header)
    }

    /// As people call it, such as ``a `variable` block``.
    fn description(self) -> String {
        let Some(block) = self.block() else { return "a module".to_owned() };
        let label = block.labels().next().map(Label::value);
        let noun = match self.keyword() {
            "data" => "data source",
            keyword => keyword,
        };
        let is_named_by_label =
            matches!(noun, "resource" | "data source" | "ephemeral" | "provider" | "provisioner" | "backend");
        if let Some(label) = label.filter(|_| is_named_by_label) {
            return format!("{noun} `{label}`");
        }
        let keyword = block.name().text();
        format!("{} `{keyword}` block", article(keyword))
    }
}

impl<'s> Place<'_, 's> {
    /// Whether Terraform itself has a block of this name here.
    fn has_core_block(&self, keyword: &str) -> bool {
        self.scope.tables().iter().any(|table| table.block(keyword).is_some())
    }

    /// The block of this name that a provider has here.
    fn nested_block(&self, keyword: &str) -> Option<SchemaBlock<'s>> {
        if self.has_core_block(keyword) { None } else { self.scope.schema()?.block(keyword) }
    }

    /// Whether resources and the like are declared here.
    fn has_declarations(&self) -> bool {
        matches!(self.owner, Owner::File) || self.owner.keyword() == "check"
    }
}

impl<'s> Checker<'_, 's> {
    /// The schema of the provider with this local name.
    fn provider(&mut self, local_name: String) -> Option<ProviderSchema<'s>> {
        let environment = &self.environment;
        *self.providers.entry(local_name).or_insert_with_key(|name| environment.schema_of(name))
    }

    /// The schema that certainly describes the body of a block.
    fn schema(&mut self, place: &Place<'_, 's>, block: Block<'_>, labels: &[Cow<'_, str>]) -> Option<SchemaBody<'s>> {
        let keyword = block.name().text();
        match (type_kind(keyword), labels) {
            (Some(kind), [type_name, _]) if place.has_declarations() => {
                self.provider(local_name(block, type_name)?)?.type_body(kind, type_name)
            }
            (None, [name]) if keyword == "provider" && place.has_declarations() => {
                self.provider(name.clone().into_owned())?.config()
            }
            _ => place.nested_block(keyword).map(SchemaBlock::body),
        }
    }
}

fn type_kind(keyword: &str) -> Option<TypeKind> {
    match keyword {
        "resource" => Some(TypeKind::Resource),
        "data" => Some(TypeKind::Data),
        "ephemeral" => Some(TypeKind::Ephemeral),
        _ => None,
    }
}

/// The local name of the provider of a resource. `None` if its `provider` argument is not understood.
pub fn local_name(block: Block<'_>, type_name: &str) -> Option<String> {
    match block.body().attribute("provider") {
        Some(provider) => Value::Native(provider.value()).root_name(),
        None => type_name.split('_').next().map(str::to_owned),
    }
}

/// From the keyword of a block to its last label.
fn header(block: Block<'_>) -> Range<usize> {
    let keyword = block.name().range();
    let end = block.labels().last().map_or(keyword.end, |label| label.range().end);
    keyword.start..end
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// Names as a sentence lists them.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match &quoted[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
