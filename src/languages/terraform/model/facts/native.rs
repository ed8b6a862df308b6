//! Extracts the facts of a file in the native syntax.

use std::sync::Arc;

use crate::languages::syntax::hcl::{Attribute, Block, Body, ExprKind, Expression, File, Item, Label, Span};
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::syntax::json_expressions::Translate;

use super::expressions::LocalName;
use super::{
    Argument, Builder, Call, Declaration, Literal, ModuleRef, RUN_PREFIX, Repetition, Requirement, Role, StateStore,
};

/// The arguments of a `module` block that are not inputs of the called module, in any version.
pub const MODULE_ARGUMENTS: [&str; 7] =
    ["source", "version", "count", "for_each", "providers", "depends_on", "ignore_nested_deprecations"];

/// The maximum number of arguments and blocks of a resource that are kept.
const MAX_ARGUMENTS: usize = 256;

/// The maximum number of `dynamic` blocks around a block. Blocks in more of them are not read, because each keeps the
/// iterators of all blocks around it.
const MAX_ITERATORS: usize = 64;

pub(super) fn extract(file: &File<'_>, builder: &mut Builder) {
    builder.facts.has_errors = !file.errors().is_empty();
    let root = match builder.kind {
        FileKind::Variables => Place::Assignments(ModuleRef::This),
        _ => Place::Root,
    };
    let mut open = vec![Scope { body: file.body(), place: root, locals: Vec::new() }];
    while let Some(scope) = open.pop() {
        for item in scope.body.items() {
            match item {
                Item::Attribute(attribute) => builder.attribute(attribute, &scope),
                Item::Block(block) if scope.locals.len() < MAX_ITERATORS => open.push(builder.block(block, &scope)),
                Item::Block(_) => {}
            }
        }
    }
}

/// A body whose items have not been read yet.
struct Scope<'f> {
    body: Body<'f>,
    place: Place,
    /// The iterators of the `dynamic` blocks around the body.
    locals: Vec<LocalName>,
}

/// The kind of a body. It determines the meaning of its arguments and blocks.
#[derive(Clone)]
enum Place {
    Root,
    Settings,
    /// The encryption settings of OpenTofu, for states and plans.
    Encryption,
    Requirements,
    Locals,
    Variable,
    /// The body of a resource, data source, provider or another block with a `provider` argument.
    Provided {
        runs_on_destroy: bool,
    },
    Lifecycle,
    ActionTrigger,
    Provisioner {
        runs_on_destroy: bool,
    },
    /// The connection of a provisioner that runs on destroy.
    DestroyConnection,
    Dynamic,
    Module(Arc<str>),
    /// A body whose arguments are values of variables of a module.
    Assignments(ModuleRef),
    Moved,
    Import,
    Removed,
    Run(Arc<str>),
    /// The objects that a test overrides, or to which it limits a plan.
    Targets,
    Other,
}

/// Returns the range unchanged: ranges in the parsed text and in the file are the same.
#[expect(clippy::unnecessary_wraps, reason = "a translation can fail elsewhere")]
fn same(span: Span) -> Option<Span> {
    Some(span)
}

impl Builder {
    fn attribute(&mut self, attribute: Attribute<'_>, scope: &Scope<'_>) {
        let (name, value) = (attribute.name().text(), attribute.value());
        let name_span = Span::new(&attribute.name().range());
        if matches!(scope.place, Place::Provisioner { runs_on_destroy: true } | Place::DestroyConnection) {
            self.self_only.push(Span::new(&value.range()));
        }
        match (&scope.place, name) {
            (Place::Assignments(module), _) => {
                self.assignment(module.clone(), name, name_span);
                self.expression(value, &scope.locals, &same);
            }
            (Place::Locals, _) => {
                let address = Address::Named(Named::Local, self.intern(name));
                let whole = Span::new(&attribute.range());
                let mut declaration = Declaration::new(address, name_span, name_span, whole);
                declaration.value = Some(Span::new(&value.range()));
                self.facts.declarations.push(declaration);
                self.expression(value, &scope.locals, &same);
            }
            (Place::Requirements, _) => self.requirement(name, name_span, Span::new(&attribute.range()), value),
            // Terraform reads these values as words, and does not evaluate them.
            (Place::Variable, "type")
            | (Place::Lifecycle, "ignore_changes")
            | (Place::ActionTrigger, "events")
            | (Place::Provisioner { .. }, "when" | "on_failure")
            | (Place::Dynamic, "iterator")
            | (Place::Moved | Place::Removed, "from") => {}
            (Place::Moved, _) | (Place::Import, "to") => {
                let before = self.facts.references.len();
                self.address(value, &scope.locals, &same);
                self.facts.references[before..].iter_mut().for_each(|reference| reference.role = Role::Moved);
            }
            (Place::Targets, "target" | "replace") => self.address(value, &scope.locals, &same),
            (Place::Encryption, _) => self.encryption(|builder| builder.expression(value, &scope.locals, &same)),
            (Place::Settings, "required_version") => self.facts.required_version = literal(value),
            (Place::Provided { .. } | Place::Import, "provider") => self.provider_name(&ModuleRef::This, value),
            (Place::Module(call) | Place::Run(call), "providers") => {
                for entry in value.entries().into_iter().flatten() {
                    self.provider_name(&ModuleRef::called(call.clone()), entry.key);
                    self.provider_name(&ModuleRef::This, entry.value);
                }
            }
            (Place::Module(call), _) if !MODULE_ARGUMENTS.contains(&name) => {
                self.assignment(ModuleRef::called(call.clone()), name, name_span);
                self.expression(value, &scope.locals, &same);
            }
            (Place::Settings | Place::Dynamic, _) => self.expression(value, &scope.locals, &same),
            (_, "depends_on") => self.names_only(|builder| {
                builder.expression(value, &scope.locals, &same);
                for element in value.elements().into_iter().flatten() {
                    builder.quoted(element, |builder, value, translate| builder.expression(value, &[], translate));
                }
            }),
            _ => self.expression(value, &scope.locals, &same),
        }
    }

    /// A reference to a configuration of a provider, which may be in quotes.
    fn provider_name(&mut self, module: &ModuleRef, name: Expression<'_>) {
        self.provider(module.clone(), name, &same);
        self.quoted(name, |builder, name, translate| builder.provider(module.clone(), name, translate));
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn block<'f>(&mut self, block: Block<'f>, scope: &Scope<'_>) -> Scope<'f> {
        let body = block.body();
        let labels: Vec<Label<'f>> = block.labels().collect();
        let mut locals = scope.locals.clone();
        let place = match (&scope.place, block.name().text(), &labels[..]) {
            (Place::Root, "terraform", _) => Place::Settings,
            (Place::Settings, "required_providers", _) => {
                self.facts.has_required_providers = true;
                Place::Requirements
            }
            (Place::Settings, keyword @ ("backend" | "cloud"), _) => {
                let is_cloud = keyword == "cloud";
                self.facts.state_stores.push(StateStore {
                    is_cloud,
                    header: header(block),
                    whole: Span::new(&block.range()),
                });
                Place::Other
            }
            (Place::Settings, "encryption", _) | (Place::Encryption, ..) => Place::Encryption,
            (Place::Root, "locals", _) => Place::Locals,
            (Place::Root, "variables", _) => Place::Assignments(ModuleRef::This),
            (Place::Root, "variable", [name]) => {
                self.named(Named::Variable, *name, block);
                Place::Variable
            }
            (Place::Root, "output", [name]) => {
                self.named(Named::Output, *name, block);
                Place::Other
            }
            (Place::Root, "check", [name]) => {
                self.named(Named::Check, *name, block);
                // A check can contain a data source.
                Place::Root
            }
            (Place::Root, "module", [name]) => {
                self.named(Named::Module, *name, block);
                let call = self.intern(&name.value());
                self.call(call.clone(), block, body);
                Place::Module(call)
            }
            (Place::Root, "run", [name]) => {
                self.named(Named::Run, *name, block);
                let call: Arc<str> = format!("{RUN_PREFIX}{}", name.value()).into();
                if let Some(module) = body.blocks().find(|block| block.name().text() == "module") {
                    self.call(call.clone(), block, module.body());
                }
                Place::Run(call)
            }
            (Place::Run(call), "variables", _) => {
                let is_other = self.facts.calls.get(call).is_some();
                Place::Assignments(if is_other { ModuleRef::called(call.clone()) } else { ModuleRef::This })
            }
            (Place::Root, "provider" | "mock_provider", [name]) => {
                self.provider_configuration(*name, block);
                Place::Provided { runs_on_destroy: false }
            }
            (Place::Run(_), "plan_options", _) => Place::Targets,
            // In module files, a resource can have blocks with these names.
            (_, "override_resource" | "override_data" | "override_module", _) if self.kind != FileKind::Module => {
                Place::Targets
            }
            (Place::Root, "moved", _) => Place::Moved,
            (Place::Root, "removed", _) => Place::Removed,
            (Place::Root, "import", _) => Place::Import,
            (Place::Root, keyword, [type_name, name]) => match typed(keyword) {
                Some(kind) => {
                    self.typed(kind, *type_name, *name, block);
                    Place::Provided { runs_on_destroy: body.blocks().any(runs_on_destroy) }
                }
                None => Place::Other,
            },
            // The block contains inputs whose names are also arguments of Terraform itself.
            (Place::Module(call), "_", _) => Place::Assignments(ModuleRef::called(call.clone())),
            (Place::Provided { .. }, "lifecycle", _) => Place::Lifecycle,
            (Place::Lifecycle, "precondition", _) | (Place::Variable, "validation", _) => {
                self.preconditions.push(Span::new(&block.range()));
                Place::Other
            }
            (Place::Lifecycle, "postcondition", _) => {
                self.postconditions.push(Span::new(&block.range()));
                Place::Other
            }
            (Place::Lifecycle, "action_trigger", _) => {
                self.action_triggers.push(Span::new(&block.range()));
                Place::ActionTrigger
            }
            (Place::Provided { .. } | Place::Removed, "provisioner", _) => {
                let runs_on_destroy = runs_on_destroy(block);
                if runs_on_destroy {
                    self.destroy_provisioners.push(Span::new(&block.range()));
                }
                Place::Provisioner { runs_on_destroy }
            }
            (
                Place::Provided { runs_on_destroy: true } | Place::Provisioner { runs_on_destroy: true },
                "connection",
                _,
            ) => Place::DestroyConnection,
            // Whether Terraform evaluates them depends on the plan.
            (Place::Dynamic, "content", _) | (Place::Removed, "connection", _) => {
                self.generated.push(Span::new(&block.range()));
                Place::Other
            }
            (_, "dynamic", [label]) => {
                let iterator = body.attribute("iterator").and_then(|iterator| iterator.value().word());
                let name = match iterator {
                    Some(name) => self.intern(name),
                    None => self.intern(&label.value()),
                };
                locals.push(LocalName { name, scope: Span::new(&block.range()) });
                Place::Dynamic
            }
            _ => Place::Other,
        };
        Scope { body, place, locals }
    }

    fn named(&mut self, kind: Named, label: Label<'_>, block: Block<'_>) {
        let address = Address::Named(kind, self.intern(&label.value()));
        let mut declaration = declaration(address, label, block);
        let body = block.body();
        let value = |name| body.attribute(name).map(|attribute| Span::new(&attribute.value().range()));
        declaration.type_constraint = value("type");
        declaration.value = value(if kind == Named::Variable { "default" } else { "value" });
        self.facts.declarations.push(declaration);
    }

    fn typed(&mut self, kind: Typed, type_label: Label<'_>, label: Label<'_>, block: Block<'_>) {
        let address = Address::Typed(kind, self.intern(&type_label.value()), self.intern(&label.value()));
        let mut declaration = declaration(address, label, block);
        declaration.type_label = Some(content(type_label));
        for item in block.body().items().take(MAX_ARGUMENTS) {
            match item {
                Item::Attribute(attribute) => {
                    let name = attribute.name();
                    let name = self.word(name.text(), Span::new(&name.range()));
                    declaration.arguments.push(Argument { name, whole: Span::new(&attribute.range()) });
                }
                // A `dynamic` block stands for blocks with its label as their name.
                Item::Block(inner) if inner.name().text() == "dynamic" => {
                    let label = inner.labels().next();
                    declaration.nested_blocks.extend(label.map(|label| Argument {
                        name: self.word(&label.value(), content(label)),
                        whole: Span::new(&inner.range()),
                    }));
                }
                Item::Block(inner) => {
                    let name = inner.name();
                    let name = self.word(name.text(), Span::new(&name.range()));
                    declaration.nested_blocks.push(Argument { name, whole: Span::new(&inner.range()) });
                }
            }
        }
        self.facts.declarations.push(declaration);
    }

    fn provider_configuration(&mut self, label: Label<'_>, block: Block<'_>) {
        let alias = block.body().attribute("alias").map(Attribute::value);
        let (alias, name) = match alias.and_then(literal) {
            Some(alias) => (self.intern(&alias.value), alias.span),
            None => (self.intern(""), content(label)),
        };
        let address = Address::Typed(Typed::Provider, self.intern(&label.value()), alias);
        let mut declaration = declaration(address, label, block);
        declaration.name = name;
        declaration.type_label = Some(content(label));
        self.facts.declarations.push(declaration);
    }

    fn call(&mut self, name: Arc<str>, block: Block<'_>, arguments: Body<'_>) {
        let value = |name| arguments.attribute(name).and_then(|attribute| literal(attribute.value()));
        let (source, version) = (value("source"), value("version"));
        let whole = Span::new(&block.range());
        self.facts.calls.push(Call { name, source, version, header: header(block), whole });
    }

    fn requirement(&mut self, name: &str, span: Span, whole: Span, value: Expression<'_>) {
        let word = self.word(name, span);
        let address = Address::Typed(Typed::Provider, word.text.clone(), self.intern(""));
        self.facts.declarations.push(Declaration::new(address, span, span, whole));
        let mut requirement = Requirement { name: word, source: None, version: literal(value) };
        for entry in value.entries().into_iter().flatten() {
            match entry.key.key_name().as_deref() {
                Some("source") => requirement.source = literal(entry.value),
                Some("version") => requirement.version = literal(entry.value),
                Some("configuration_aliases") => {
                    for alias in entry.value.elements().into_iter().flatten() {
                        self.configuration_alias(alias, &same);
                    }
                }
                _ => {}
            }
        }
        self.facts.requirements.push(requirement);
    }

    /// Adds the declaration of `aws.west` in `configuration_aliases`, which is a configuration that the caller passes.
    pub(super) fn configuration_alias(&mut self, alias: Expression<'_>, translate: Translate<'_>) {
        let before = self.facts.references.len();
        self.provider(ModuleRef::This, alias, translate);
        if let Some(reference) = self.facts.references.drain(before..).next() {
            let mut declaration = Declaration::new(reference.address, reference.name, reference.whole, reference.whole);
            declaration.type_label = reference.type_word;
            self.facts.declarations.push(declaration);
        }
    }
}

/// Returns the range from the keyword of a block to its last label.
fn header(block: Block<'_>) -> Span {
    let keyword = Span::new(&block.name().range());
    keyword.to(block.labels().last().map_or(keyword, |label| Span::new(&label.range())))
}

fn declaration(address: Address, label: Label<'_>, block: Block<'_>) -> Declaration {
    let (keyword, body) = (Span::new(&block.name().range()), block.body());
    let header = keyword.to(Span::new(&label.range()));
    let mut declaration = Declaration::new(address, content(label), header, Span::new(&block.range()));
    for attribute in body.attributes() {
        let value = attribute.value();
        let is_true = || matches!(value.kind(), ExprKind::Bool(true)) || value.literal().as_deref() == Some("true");
        match attribute.name().text() {
            "description" => declaration.description = literal(value),
            "sensitive" => declaration.is_sensitive = is_true(),
            "ephemeral" => declaration.is_ephemeral = is_true(),
            "deprecated" => declaration.is_deprecated = true,
            "count" | "for_each" => {
                let is_count = attribute.name().text() == "count";
                declaration.repetition = Some(if is_count { Repetition::Count } else { Repetition::ForEach });
                declaration.repetition_argument = Some(Span::new(&attribute.range()));
            }
            _ => {}
        }
    }
    declaration
}

/// Whether a block is a provisioner that runs before an object is destroyed.
fn runs_on_destroy(block: Block<'_>) -> bool {
    let when = || block.body().attribute("when").and_then(|when| when.value().key_name());
    block.name().text() == "provisioner" && when().as_deref() == Some("destroy")
}

pub(super) fn typed(keyword: &str) -> Option<Typed> {
    [Typed::Resource, Typed::Data, Typed::Ephemeral, Typed::Action, Typed::List]
        .into_iter()
        .find(|kind| kind.block_type() == keyword)
}

/// Returns the range of a label without its quotes.
fn content(label: Label<'_>) -> Span {
    Span::new(&label.content_range())
}

/// Returns a string without templates.
fn literal(value: Expression<'_>) -> Option<Literal> {
    Some(Literal { value: value.literal()?.into_owned(), span: Span::new(&value.content_range()) })
}
