//! The arguments and blocks that a body can contain, from the closed tables, the schemas of providers, and the modules
//! around the document.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::languages::answers::FileRef;
use crate::languages::sort::SortStably;
use crate::languages::terraform::file_names::{FileKind, is_opentofu_file};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{Argument, Declaration};
use crate::languages::terraform::model::index::{FileTrait, Module, ModuleFile, ModuleIndex};
use crate::languages::terraform::model::provider_schemas::{
    ProviderSchemas, SchemaAttribute, SchemaBlock, SchemaBody, TypeKind,
};
use crate::languages::terraform::reference::schema::{AttributeSchema, BodySchema, LabelKind, OLDEST, ValueKind};
use crate::languages::terraform::reference::{backends, blocks, provisioners, test_files};
use crate::languages::terraform::values::version::Constraint;

/// The context of a document.
#[derive(Clone, Copy)]
pub struct Environment<'s> {
    pub index: &'s ModuleIndex<'s>,
    pub schemas: Option<&'s ProviderSchemas>,
    pub kind: FileKind,
    /// The offset at which a name is being typed. That name is not offered as its own completion.
    pub typed_at: Option<usize>,
}

impl Environment<'_> {
    /// Whether the module can be used with a version of Terraform that has the features of version `since`.
    pub fn has(&self, since: (u64, u64)) -> bool {
        let own = self.index.own();
        let settings = own.files_with(FileTrait::Settings).into_iter();
        let versions = settings.filter_map(|file| file.facts.required_version.as_ref());
        let mut constraints = versions.filter_map(|version| Constraint::parse(&version.value));
        constraints.all(|constraint| constraint.admits_from(since.0, since.1))
    }

    /// Whether only OpenTofu reads the document.
    pub fn is_opentofu(&self) -> bool {
        is_opentofu_file(self.index.name_of(&FileRef::Document))
    }

    /// Whether an argument is being typed.
    pub fn is_typed(&self, file: &ModuleFile, argument: &Argument) -> bool {
        file.file == FileRef::Document && self.typed_at.is_some_and(|offset| argument.name.span.touches(offset))
    }
}

/// The arguments and blocks that a body can contain.
#[derive(Clone, Default)]
pub struct Scope<'s> {
    cores: Vec<&'static BodySchema>,
    provider: Option<SchemaBody<'s>>,
    /// The kind and type of the resource to which the body belongs.
    pub resource: Option<(Typed, String)>,
    /// Whether the body belongs to a block within the resource.
    is_nested: bool,
    pub names: Names,
    /// The module whose variables the arguments set.
    module: Option<Arc<Module>>,
    /// The body that contains a `dynamic` block, whose label names a block of that body.
    outer: Option<Box<Scope<'s>>>,
}

/// The names in a body that its author chooses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    #[default]
    None,
    Locals,
    /// Entries of `required_providers`.
    Requirements,
    /// Values of variables.
    Variables,
}

/// An argument that a body can contain.
#[derive(Clone, Debug)]
pub struct AttributeInfo<'s> {
    pub name: Cow<'s, str>,
    pub value: ValueKind,
    /// The type, in the syntax of a type constraint.
    pub value_type: Cow<'s, str>,
    pub documentation: Cow<'s, str>,
    pub presence: Presence,
    pub is_deprecated: bool,
    pub is_sensitive: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
    /// Only the provider sets it.
    Computed,
    /// The argument is not described anywhere, but is used in other blocks.
    Unknown,
}

/// A block that a body can contain.
#[derive(Clone, Debug)]
pub struct BlockInfo<'s> {
    pub name: Cow<'s, str>,
    pub labels: &'static [LabelKind],
    pub documentation: Cow<'s, str>,
    pub is_required: bool,
    pub is_single: bool,
    pub is_deprecated: bool,
}

impl<'s> Scope<'s> {
    /// Returns the scope of a file.
    fn root(environment: &Environment<'s>) -> Self {
        let core = match environment.kind {
            FileKind::Module => &blocks::MODULE_FILE,
            FileKind::Test => &test_files::TEST_FILE,
            FileKind::Mock => &test_files::MOCK_FILE,
            FileKind::Variables | FileKind::Other => &BodySchema::OPEN,
        };
        let mut scope = Self { cores: vec![core], ..Self::default() };
        if environment.kind == FileKind::Variables {
            scope.names = Names::Variables;
            scope.module = Some(environment.index.own());
        }
        scope
    }

    /// Returns the scope of the innermost of several nested blocks. `path` lists their keywords and labels, the
    /// outermost first.
    pub fn of<'b>(
        environment: &Environment<'s>,
        path: impl IntoIterator<Item = (&'b str, &'b [Cow<'b, str>])>,
    ) -> Self {
        path.into_iter()
            .fold(Self::root(environment), |scope, (keyword, labels)| scope.inner(environment, keyword, labels))
    }

    /// Returns the scope of a block within this one.
    #[must_use]
    pub fn inner(&self, environment: &Environment<'s>, keyword: &str, labels: &[Cow<'_, str>]) -> Self {
        let first = labels.first().map_or("", |label| &**label);
        let is_root = self.is_root();
        let is_nested = self.resource.is_some();
        let mut scope = Self { resource: self.resource.clone(), is_nested, ..Self::default() };
        if let Some(block) = self.cores.iter().find_map(|core| core.block(keyword)) {
            scope.cores.push(block.body);
        } else if let Some(block) = self.provider.and_then(|provider| provider.block(keyword)) {
            scope.provider = Some(block.body());
            scope.cores.push(&NESTED);
            return scope;
        } else {
            scope.cores.push(&BodySchema::OPEN);
            if is_nested {
                scope.cores.push(&NESTED);
            }
        }
        let schema = |kind| environment.schemas.and_then(|schemas| schemas.type_body(kind, first));
        match keyword {
            "resource" | "data" | "ephemeral" | "action" | "list" if is_root || keyword == "data" => {
                let (typed, kind) = match keyword {
                    "resource" => (Typed::Resource, Some(TypeKind::Resource)),
                    "data" => (Typed::Data, Some(TypeKind::Data)),
                    "ephemeral" => (Typed::Ephemeral, Some(TypeKind::Ephemeral)),
                    "action" => (Typed::Action, None),
                    _ => (Typed::List, None),
                };
                scope.provider = kind.and_then(schema);
                scope.resource = Some((typed, first.to_owned()));
            }
            "provider" if is_root => {
                scope.provider = environment.schemas.and_then(|schemas| schemas.provider_config(first));
                scope.resource = Some((Typed::Provider, first.to_owned()));
            }
            "backend" => scope.cores = vec![backends::backend(first).unwrap_or(&BodySchema::OPEN)],
            "provisioner" => {
                let own = provisioners::PROVISIONERS.iter().find(|(name, ..)| *name == first);
                scope.cores = vec![own.map_or(&BodySchema::OPEN, |(_, body, _)| body), &provisioners::BASE];
            }
            "required_providers" => scope.names = Names::Requirements,
            "locals" => scope.names = Names::Locals,
            "module" if is_root => {
                let own = environment.index.own();
                let call = own.call(first);
                let folder = call.and_then(|call| environment.index.called_folder(&own, call));
                scope.module = folder.map(|folder| environment.index.module(&folder));
            }
            "variables" => {
                scope.names = Names::Variables;
                scope.module = Some(environment.index.own());
            }
            "dynamic" => scope.outer = Some(Box::new(self.inner(environment, first, &[]))),
            "content" => {
                if let Some(outer) = &self.outer {
                    scope = (**outer).clone();
                }
            }
            _ => {}
        }
        scope
    }

    /// Returns the scope of a body that a provider describes.
    #[must_use]
    pub fn with_schema(self, schema: SchemaBody<'s>) -> Self {
        Self { provider: Some(schema), ..self }
    }

    /// Returns the tables of the body.
    pub fn tables(&self) -> &[&'static BodySchema] {
        &self.cores
    }

    /// Whether the body can contain arguments and blocks that the tables do not list.
    pub fn is_open(&self) -> bool {
        self.provider.is_none() && self.cores.iter().any(|core| core.is_open)
    }

    fn is_root(&self) -> bool {
        self.cores.first().is_some_and(|core| {
            core.block("variable").is_some() || core.block("run").is_some() || core.block("mock_resource").is_some()
        })
    }

    /// Returns the arguments that the body can contain.
    pub fn attributes(&self, environment: &Environment<'s>) -> Vec<AttributeInfo<'s>> {
        let mut attributes: Vec<AttributeInfo<'s>> = self.core_attributes(environment).map(core_info).collect();
        attributes.extend(self.provider.into_iter().flat_map(SchemaBody::attributes).map(schema_info));
        if let Some(module) = &self.module {
            let variables = module
                .all_declarations()
                .filter(|(_, declaration)| matches!(declaration.address, Address::Named(Named::Variable, _)));
            attributes.extend(variables.map(|(file, declaration)| variable_info(environment, file, declaration)));
        }
        if let Some((typed, type_name)) = self.unknown_type() {
            let used = used_names(environment, typed, type_name, |declaration| &declaration.arguments);
            attributes.extend(used.into_iter().map(used_info));
        }
        let mut seen = HashSet::new();
        attributes.retain(|attribute| seen.insert(attribute.name.to_string()));
        attributes
    }

    /// Returns the argument with this name that the body can contain, without collecting the others.
    pub fn attribute(&self, environment: &Environment<'s>, name: &str) -> Option<AttributeInfo<'s>> {
        if let Some(attribute) = self.core_attributes(environment).find(|attribute| attribute.name == name) {
            return Some(core_info(attribute));
        }
        if let Some(attribute) = self.provider.and_then(|schema| schema.attribute(name)) {
            return Some(schema_info(attribute));
        }
        if let Some(module) = &self.module {
            let address = Address::Named(Named::Variable, name.into());
            let variable = module.declarations(&address).next();
            if let Some((file, declaration)) = variable {
                return Some(variable_info(environment, file, declaration));
            }
        }
        let (typed, type_name) = self.unknown_type()?;
        let module = environment.index.own();
        let mut used = blocks_of_type(&module, typed, type_name).flat_map(|(file, declaration)| {
            declaration.arguments.iter().filter(move |argument| !environment.is_typed(file, argument))
        });
        used.any(|argument| *argument.name.text == *name).then(|| used_info(name.to_owned()))
    }

    fn core_attributes(&self, environment: &Environment<'s>) -> impl Iterator<Item = &'static AttributeSchema> {
        let cores = self.cores.iter().flat_map(|core| core.attributes);
        cores.filter(|attribute| attribute.since == OLDEST || environment.has(attribute.since))
    }

    /// Returns the type of the resource to which the body belongs, if no schema describes the type.
    fn unknown_type(&self) -> Option<(Typed, &str)> {
        let (typed, type_name) = self.resource.as_ref()?;
        let is_unknown = self.provider.is_none() && !self.is_nested && self.cores.iter().any(|core| core.is_open);
        is_unknown.then_some((*typed, type_name))
    }

    /// Returns the blocks that the body can contain.
    pub fn blocks(&self, environment: &Environment<'s>) -> Vec<BlockInfo<'s>> {
        let cores = self.cores.iter().flat_map(|core| core.blocks);
        let cores = cores.filter(|block| block.since == OLDEST || environment.has(block.since));
        let mut blocks: Vec<BlockInfo<'s>> = cores
            .map(|block| BlockInfo {
                name: Cow::Borrowed(block.keyword),
                labels: block.labels,
                documentation: Cow::Borrowed(block.documentation),
                is_required: false,
                is_single: block.is_single,
                is_deprecated: false,
            })
            .collect();
        blocks.extend(self.provider.into_iter().flat_map(SchemaBody::blocks).map(|block| BlockInfo {
            name: Cow::Borrowed(block.name()),
            labels: &[],
            documentation: Cow::Borrowed(block.body().description()),
            is_required: block.is_required(),
            is_single: block.is_single(),
            is_deprecated: block.body().is_deprecated(),
        }));
        if let Some((typed, type_name)) = self.unknown_type() {
            let used = used_names(environment, typed, type_name, |declaration| &declaration.nested_blocks);
            blocks.extend(used.into_iter().map(|name| BlockInfo {
                name: Cow::Owned(name),
                labels: &[],
                documentation: Cow::Borrowed(""),
                is_required: false,
                is_single: false,
                is_deprecated: false,
            }));
        }
        let mut seen = HashSet::new();
        blocks.retain(|block| seen.insert(block.name.to_string()));
        blocks
    }

    pub fn block(&self, environment: &Environment<'s>, name: &str) -> Option<BlockInfo<'s>> {
        self.blocks(environment).into_iter().find(|block| block.name == name)
    }

    /// Returns the blocks that a `dynamic` block can generate.
    pub fn dynamic_blocks(&self) -> Vec<&'s str> {
        self.provider.into_iter().flat_map(SchemaBody::blocks).map(SchemaBlock::name).collect()
    }

    /// Returns the description of the type or provider to which the body belongs.
    pub fn description(&self) -> &'s str {
        self.provider.map_or("", SchemaBody::description)
    }

    pub fn schema(&self) -> Option<SchemaBody<'s>> {
        self.provider
    }

    /// Returns the module whose variables are set here.
    pub fn called_module(&self) -> Option<&Arc<Module>> {
        self.module.as_ref()
    }
}

/// The blocks that every nested block of a provider can contain in addition to its schema.
const NESTED: BodySchema = BodySchema { attributes: &[], blocks: &[blocks::DYNAMIC], is_open: false };

fn value_kind(value_type: &str) -> ValueKind {
    match value_type {
        "string" => ValueKind::String,
        "number" => ValueKind::Number,
        "bool" => ValueKind::Bool,
        "list(string)" | "set(string)" => ValueKind::ListOfStrings,
        "map(string)" => ValueKind::MapOfStrings,
        _ => ValueKind::Any,
    }
}

pub fn core_info<'s>(attribute: &'static AttributeSchema) -> AttributeInfo<'s> {
    AttributeInfo {
        name: Cow::Borrowed(attribute.name),
        value: attribute.value,
        value_type: Cow::Borrowed(attribute.value.description()),
        documentation: Cow::Borrowed(attribute.documentation),
        presence: if attribute.is_required { Presence::Required } else { Presence::Optional },
        is_deprecated: attribute.is_deprecated,
        is_sensitive: false,
    }
}

pub fn schema_info(attribute: SchemaAttribute<'_>) -> AttributeInfo<'_> {
    AttributeInfo {
        name: Cow::Borrowed(attribute.name()),
        value: value_kind(attribute.value_type()),
        value_type: Cow::Borrowed(attribute.value_type()),
        documentation: Cow::Borrowed(attribute.description()),
        presence: match (attribute.is_required(), attribute.is_argument()) {
            (true, _) => Presence::Required,
            (false, true) => Presence::Optional,
            (false, false) => Presence::Computed,
        },
        is_deprecated: attribute.is_deprecated(),
        is_sensitive: attribute.is_sensitive(),
    }
}

/// Describes an argument that is known only from other blocks of the same type.
fn used_info<'s>(name: String) -> AttributeInfo<'s> {
    AttributeInfo {
        name: Cow::Owned(name),
        value: ValueKind::Any,
        value_type: Cow::Borrowed("any"),
        documentation: Cow::Borrowed(""),
        presence: Presence::Unknown,
        is_deprecated: false,
        is_sensitive: false,
    }
}

/// Describes a variable as an argument of a call or a variable file.
fn variable_info<'s>(environment: &Environment<'s>, file: &ModuleFile, declaration: &Declaration) -> AttributeInfo<'s> {
    let text = environment.index.text(&file.file);
    let value_type = declaration.type_constraint.and_then(|span| Some(text.as_deref()?.get(span.range())?.to_owned()));
    let value_type = value_type.unwrap_or_else(|| "any".to_owned());
    let documentation = declaration.description.as_ref().map_or("", |description| &description.value);
    AttributeInfo {
        name: Cow::Owned(declaration.address.name().to_string()),
        value: value_kind(&value_type),
        value_type: Cow::Owned(value_type),
        documentation: Cow::Owned(documentation.to_owned()),
        presence: if declaration.value.is_some() { Presence::Optional } else { Presence::Required },
        is_deprecated: declaration.is_deprecated,
        is_sensitive: declaration.is_sensitive,
    }
}

/// Returns the blocks of a type in a module.
fn blocks_of_type<'m>(
    module: &'m Module,
    typed: Typed,
    type_name: &'m str,
) -> impl Iterator<Item = (&'m ModuleFile, &'m Declaration)> {
    module.all_declarations().filter(move |(_, declaration)| {
        matches!(&declaration.address, Address::Typed(kind, name, _) if *kind == typed && **name == *type_name)
    })
}

/// Returns the names that other blocks of the same type use, the most frequent first.
fn used_names(
    environment: &Environment<'_>,
    typed: Typed,
    type_name: &str,
    arguments: impl Fn(&Declaration) -> &[Argument],
) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let module = environment.index.own();
    for (file, declaration) in blocks_of_type(&module, typed, type_name) {
        for argument in arguments(declaration).iter().filter(|argument| !environment.is_typed(file, argument)) {
            *counts.entry(argument.name.text.to_string()).or_default() += 1;
        }
    }
    let mut names: Vec<(String, usize)> = counts.into_iter().collect();
    names.sort_stably_by_key(|(_, count)| std::cmp::Reverse(*count));
    names.into_iter().map(|(name, _)| name).collect()
}
