//! Extracts the facts of a file in JSON, like `native.rs`. Strings are templates, except where Terraform expects a
//! reference.

use std::cell::LazyCell;
use std::sync::Arc;

use crate::languages::syntax::hcl::Span;
use crate::languages::syntax::json::{Json, Kind, Node};
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::syntax::json_expressions::{in_expression, in_template, may_have_templates};

use super::expressions::LocalName;
use super::iterators::Iterators;
use super::native::{MODULE_ARGUMENTS, typed};
use super::{
    Argument, Builder, Call, Declaration, Literal, ModuleRef, RUN_PREFIX, Repetition, Requirement, Role, StateStore,
};

/// The key of a comment, in quotes.
const COMMENT: &str = "\"//\"";

/// The key of generated blocks, in quotes.
const DYNAMIC: &str = "\"dynamic\"";

pub(super) fn extract(json: &Json<'_>, builder: &mut Builder) {
    builder.facts.has_errors = json.error().is_some();
    let Some(root) = json.root() else { return };
    for Member { name, key, value } in members(root) {
        if builder.kind == FileKind::Variables {
            builder.assignment(ModuleRef::This, &name, content(key));
            continue;
        }
        match name.as_str() {
            "variable" => builder.json_named(Named::Variable, value),
            "output" => builder.json_named(Named::Output, value),
            "check" => builder.json_checks(value),
            "module" | "run" => builder.json_calls(name == "run", value),
            "provider" | "mock_provider" => builder.json_providers(value),
            "terraform" => builder.json_settings(value),
            "locals" => {
                for member in members(value) {
                    let address = Address::Named(Named::Local, builder.intern(&member.name));
                    let mut declaration = member.declaration(address);
                    declaration.value = Some(Span::new(&member.value.range()));
                    builder.facts.declarations.push(declaration);
                    builder.templates(member.value);
                }
            }
            "variables" => {
                for member in members(value) {
                    builder.assignment(ModuleRef::This, &member.name, content(member.key));
                    builder.templates(member.value);
                }
            }
            "moved" | "removed" => {
                for member in members(value) {
                    match member.name.as_str() {
                        "from" => {}
                        "to" => builder.moved(member.value),
                        "provisioner" => builder.provisioners(member.value),
                        "connection" => {
                            builder.generated.push(Span::new(&member.value.range()));
                            builder.templates(member.value);
                        }
                        _ => builder.templates(member.value),
                    }
                }
            }
            "import" => {
                for member in members(value) {
                    match member.name.as_str() {
                        "to" => builder.moved(member.value),
                        "provider" => builder.provider_reference(&ModuleRef::This, member.value),
                        _ => builder.templates(member.value),
                    }
                }
            }
            "override_resource" | "override_data" | "override_module" => builder.targets(value),
            keyword => match typed(keyword) {
                Some(kind) => builder.json_typed(kind, value),
                None => builder.templates(value),
            },
        }
    }
}

/// A key of an object, with its value.
struct Member<'j> {
    name: String,
    key: Node<'j>,
    value: Node<'j>,
}

impl Member<'_> {
    fn declaration(&self, address: Address) -> Declaration {
        let whole = self.key.range().start..self.value.range().end;
        Declaration::new(address, content(self.key), Span::new(&self.key.range()), Span::new(&whole))
    }
}

/// Returns the members of an object, or of each object in an array. The key `//` is a comment.
fn members(node: Node<'_>) -> impl Iterator<Item = Member<'_>> {
    let members = node.objects().flat_map(Node::members);
    members.filter_map(|(key, value)| Some(Member { name: key.value().filter(|name| name != "//")?, key, value }))
}

/// Returns the range of a string without its quotes.
fn content(node: Node<'_>) -> Span {
    Span::new(&node.content_range())
}

fn literal(node: Node<'_>) -> Option<Literal> {
    Some(Literal { value: node.value()?, span: content(node) })
}

fn is_true(node: Node<'_>) -> bool {
    matches!(node.text(), "true" | "\"true\"")
}

impl Builder {
    fn json_named(&mut self, kind: Named, value: Node<'_>) {
        for member in members(value) {
            let address = Address::Named(kind, self.intern(&member.name));
            let mut declaration = member.declaration(address);
            let value_name = if kind == Named::Variable { "default" } else { "value" };
            for inner in members(member.value) {
                match inner.name.as_str() {
                    "type" => declaration.type_constraint = Some(content(inner.value)),
                    name if name == value_name => declaration.value = Some(Span::new(&inner.value.range())),
                    _ => {}
                }
            }
            describe(&mut declaration, member.value);
            self.facts.declarations.push(declaration);
            // Terraform does not evaluate the other strings of a variable, and some of an output, as templates.
            for inner in members(member.value) {
                let has_templates = match kind {
                    Named::Variable => inner.name == "validation",
                    _ => !matches!(inner.name.as_str(), "description" | "sensitive" | "ephemeral"),
                };
                if inner.name == "validation" {
                    self.preconditions.extend(inner.value.objects().map(|validation| Span::new(&validation.range())));
                }
                if has_templates && inner.name == "depends_on" {
                    self.references(inner.value);
                } else if has_templates {
                    self.templates(inner.value);
                }
            }
        }
    }

    fn json_checks(&mut self, value: Node<'_>) {
        for member in members(value) {
            let address = Address::Named(Named::Check, self.intern(&member.name));
            self.facts.declarations.push(member.declaration(address));
            for inner in members(member.value) {
                match inner.name.as_str() {
                    "data" => self.json_typed(Typed::Data, inner.value),
                    _ => self.templates(inner.value),
                }
            }
        }
    }

    fn json_typed(&mut self, kind: Typed, value: Node<'_>) {
        for outer in members(value) {
            let type_name = self.intern(&outer.name);
            for member in members(outer.value) {
                let address = Address::Typed(kind, type_name.clone(), self.intern(&member.name));
                let mut declaration = member.declaration(address);
                declaration.type_label = Some(content(outer.key));
                describe(&mut declaration, member.value);
                for inner in members(member.value) {
                    let whole = Span::new(&(inner.key.range().start..inner.value.range().end));
                    let name = self.word(&inner.name, content(inner.key));
                    declaration.arguments.push(Argument { name, whole });
                }
                self.facts.declarations.push(declaration);
                self.body(member.value);
            }
        }
    }

    fn json_calls(&mut self, is_run: bool, value: Node<'_>) {
        for member in members(value) {
            let kind = if is_run { Named::Run } else { Named::Module };
            let name = self.intern(&member.name);
            let mut declaration = member.declaration(Address::Named(kind, name.clone()));
            describe(&mut declaration, member.value);
            let (header, whole) = (declaration.header, declaration.whole);
            self.facts.declarations.push(declaration);
            let call: Arc<str> = if is_run { format!("{RUN_PREFIX}{name}").into() } else { name };
            let module = if is_run { members(member.value).find(|inner| inner.name == "module") } else { None };
            if let Some(arguments) = module.map(|module| module.value).or((!is_run).then_some(member.value)) {
                let value = |name| members(arguments).find(|inner| inner.name == name);
                let value = |name| value(name).and_then(|inner| literal(inner.value));
                let (source, version) = (value("source"), value("version"));
                self.facts.calls.push(Call { name: call.clone(), source, version, header, whole });
            }
            for inner in members(member.value) {
                match inner.name.as_str() {
                    "providers" => {
                        for provider in members(inner.value) {
                            self.provider_reference(&ModuleRef::called(call.clone()), provider.key);
                            self.provider_reference(&ModuleRef::This, provider.value);
                        }
                    }
                    "depends_on" => self.references(inner.value),
                    "expect_failures" if is_run => self.references(inner.value),
                    "override_resource" | "override_data" | "override_module" | "plan_options" if is_run => {
                        self.targets(inner.value);
                    }
                    "variables" if is_run => {
                        let is_other = self.facts.calls.get(&call).is_some();
                        let module = if is_other { ModuleRef::called(call.clone()) } else { ModuleRef::This };
                        for variable in members(inner.value) {
                            self.assignment(module.clone(), &variable.name, content(variable.key));
                            self.templates(variable.value);
                        }
                    }
                    name => {
                        if !is_run && !MODULE_ARGUMENTS.contains(&name) {
                            self.assignment(ModuleRef::called(call.clone()), name, content(inner.key));
                        }
                        self.templates(inner.value);
                    }
                }
            }
        }
    }

    fn json_providers(&mut self, value: Node<'_>) {
        for member in members(value) {
            let local_name = self.intern(&member.name);
            for body in member.value.objects() {
                let alias = members(body).find(|inner| inner.name == "alias").and_then(|inner| literal(inner.value));
                let (alias, name) = match alias {
                    Some(alias) => (self.intern(&alias.value), alias.span),
                    None => (self.intern(""), content(member.key)),
                };
                let mut declaration = member.declaration(Address::Typed(Typed::Provider, local_name.clone(), alias));
                declaration.name = name;
                declaration.type_label = Some(content(member.key));
                self.facts.declarations.push(declaration);
                self.body(body);
            }
        }
    }

    fn json_settings(&mut self, value: Node<'_>) {
        for member in members(value) {
            match member.name.as_str() {
                "required_version" => self.facts.required_version = literal(member.value),
                "required_providers" => {
                    self.facts.has_required_providers = true;
                    for provider in members(member.value) {
                        let name = self.word(&provider.name, content(provider.key));
                        let address = Address::Typed(Typed::Provider, name.text.clone(), self.intern(""));
                        let declaration = provider.declaration(address);
                        self.facts.declarations.push(declaration);
                        let value = |name| members(provider.value).find(|inner| inner.name == name);
                        let value = |name| value(name).and_then(|inner| literal(inner.value));
                        let version = value("version").or_else(|| literal(provider.value));
                        self.facts.requirements.push(Requirement { name, source: value("source"), version });
                        let aliases = members(provider.value).filter(|inner| inner.name == "configuration_aliases");
                        for alias in aliases.flat_map(|aliases| aliases.value.elements()) {
                            in_expression(alias, |alias, translate| self.configuration_alias(alias, translate));
                        }
                    }
                }
                // Its strings are no templates.
                "provider_meta" => {}
                "encryption" => self.encryption(|builder| builder.templates(member.value)),
                name => {
                    if matches!(name, "backend" | "cloud") {
                        let header = Span::new(&member.key.range());
                        let whole = header.to(Span::new(&member.value.range()));
                        self.facts.state_stores.push(StateStore { is_cloud: name == "cloud", header, whole });
                    }
                    self.templates(member.value);
                }
            }
        }
    }

    /// Reads the members of a block that can contain the arguments of a resource.
    fn body(&mut self, body: Node<'_>) {
        let runs_on_destroy = LazyCell::new(|| {
            let mut provisioners = members(body).filter(|inner| inner.name == "provisioner");
            provisioners.any(|inner| destroy_provisioners(inner.value).next().is_some())
        });
        for member in members(body) {
            match member.name.as_str() {
                "depends_on" => self.references(member.value),
                "provider" => self.provider_reference(&ModuleRef::This, member.value),
                "override_resource" | "override_data" | "override_module" if self.kind != FileKind::Module => {
                    self.targets(member.value);
                }
                "dynamic" => {
                    let (mut iterators, mut open) = (Iterators::default(), Vec::new());
                    self.dynamic_blocks(member.value, None, &mut iterators, &mut open);
                    self.search(iterators, open);
                }
                "provisioner" => self.provisioners(member.value),
                "connection" => {
                    if *runs_on_destroy {
                        self.self_only(member.value);
                    }
                    self.templates(member.value);
                }
                "lifecycle" => {
                    for inner in members(member.value) {
                        let conditions = inner.value.objects().map(|condition| Span::new(&condition.range()));
                        match inner.name.as_str() {
                            "replace_triggered_by" => self.references(inner.value),
                            "ignore_changes" => {}
                            "action_trigger" => self.action_triggers(inner.value),
                            "precondition" => {
                                self.preconditions.extend(conditions);
                                self.templates(inner.value);
                            }
                            "postcondition" => {
                                self.postconditions.extend(conditions);
                                self.templates(inner.value);
                            }
                            _ => self.templates(inner.value),
                        }
                    }
                }
                _ => self.templates(member.value),
            }
        }
    }

    fn provisioners(&mut self, labelled: Node<'_>) {
        for provisioner in destroy_provisioners(labelled) {
            self.destroy_provisioners.push(Span::new(&provisioner.range()));
            for argument in members(provisioner) {
                match argument.name.as_str() {
                    // Its arguments are those of the provisioner.
                    "_" => {}
                    "connection" => self.self_only(argument.value),
                    _ => self.self_only.push(Span::new(&argument.value.range())),
                }
            }
        }
        self.templates(labelled);
    }

    /// Notes the arguments of the connection of a provisioner that runs on destroy.
    fn self_only(&mut self, connection: Node<'_>) {
        self.self_only.extend(members(connection).map(|argument| Span::new(&argument.value.range())));
    }

    fn action_triggers(&mut self, triggers: Node<'_>) {
        self.action_triggers.push(Span::new(&triggers.range()));
        for argument in members(triggers) {
            match argument.name.as_str() {
                "events" => {}
                "actions" => self.references(argument.value),
                _ => self.templates(argument.value),
            }
        }
    }

    /// Adds the references in all templates within a value.
    fn templates(&mut self, value: Node<'_>) {
        self.search(Iterators::default(), vec![(value, None)]);
    }

    /// Searches values for templates. The index of each value is that of the innermost `dynamic` block around it.
    fn search(&mut self, mut iterators: Iterators, mut open: Vec<(Node<'_>, Option<usize>)>) {
        while let Some((node, scope)) = open.pop() {
            match node.kind() {
                Kind::Object => {
                    for (key, value) in node.members() {
                        match key.text() {
                            COMMENT => {}
                            DYNAMIC => self.dynamic_blocks(value, scope, &mut iterators, &mut open),
                            _ => open.extend([(key, scope), (value, scope)]),
                        }
                    }
                }
                Kind::Array => open.extend(node.elements().map(|element| (element, scope))),
                Kind::String if may_have_templates(node) => {
                    if let Some(names) = iterators.names(scope) {
                        self.template(node, &names);
                    }
                }
                Kind::String | Kind::Other => {}
            }
        }
    }

    /// Reads the bodies of `dynamic` blocks, in which the label or the `iterator` names the current element.
    fn dynamic_blocks<'j>(
        &mut self,
        labels: Node<'j>,
        scope: Option<usize>,
        iterators: &mut Iterators,
        open: &mut Vec<(Node<'j>, Option<usize>)>,
    ) {
        for Member { name: label, value, .. } in members(labels) {
            let elements = (value.kind() == Kind::Array).then(|| value.elements()).into_iter().flatten();
            let itself = (value.kind() != Kind::Array).then_some(value);
            for block in itself.into_iter().chain(elements) {
                let iterator = members(block).find(|inner| inner.name == "iterator");
                let name = iterator.and_then(|iterator| iterator.value.value());
                let name = self.intern(name.as_deref().unwrap_or(&label));
                open.push((block, Some(iterators.add(name, scope))));
                let contents = members(block).filter(|inner| inner.name == "content");
                self.generated.extend(contents.map(|inner| Span::new(&inner.value.range())));
            }
        }
    }

    /// Parses a template as the content of a heredoc, in which quotes and backslashes are not special, either.
    fn template(&mut self, node: Node<'_>, names: &[LocalName]) {
        in_template(node, |value, translate| self.expression(value, names, translate));
    }

    fn references(&mut self, list: Node<'_>) {
        if list.kind() == Kind::Array {
            list.elements().for_each(|element| self.reference(element));
        } else {
            self.reference(list);
        }
    }

    fn reference(&mut self, node: Node<'_>) {
        in_expression(node, |value, translate| {
            self.names_only(|builder| builder.expression(value, &[], translate));
        });
    }

    /// Adds the references to the objects that a test overrides, or to which it limits a plan.
    fn targets(&mut self, body: Node<'_>) {
        for member in members(body) {
            match (member.name.as_str(), member.value.kind()) {
                ("target" | "replace", Kind::Array) => {
                    member.value.elements().for_each(|element| self.address_in(element));
                }
                ("target" | "replace", _) => self.address_in(member.value),
                _ => self.templates(member.value),
            }
        }
    }

    fn address_in(&mut self, node: Node<'_>) {
        in_expression(node, |value, translate| self.address(value, &[], translate));
    }

    /// Adds the reference to an address that may not be declared.
    fn moved(&mut self, node: Node<'_>) {
        let before = self.facts.references.len();
        self.address_in(node);
        self.facts.references[before..].iter_mut().for_each(|reference| reference.role = Role::Moved);
    }

    fn provider_reference(&mut self, module: &ModuleRef, node: Node<'_>) {
        in_expression(node, |value, translate| self.provider(module.clone(), value, translate));
    }
}

/// The provisioners that run before an object is destroyed. The keys of `labelled` are their types.
fn destroy_provisioners(labelled: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let provisioners = members(labelled).flat_map(|provisioner| provisioner.value.objects());
    provisioners.filter(|provisioner| provisioner.member("when").and_then(Node::value).as_deref() == Some("destroy"))
}

/// Reads the arguments that declarations of most kinds share.
fn describe(declaration: &mut Declaration, body: Node<'_>) {
    for member in members(body) {
        match member.name.as_str() {
            "description" => declaration.description = literal(member.value),
            "sensitive" => declaration.is_sensitive = is_true(member.value),
            "ephemeral" => declaration.is_ephemeral = is_true(member.value),
            "deprecated" => declaration.is_deprecated = true,
            "count" => declaration.repetition = Some(Repetition::Count),
            "for_each" => declaration.repetition = Some(Repetition::ForEach),
            _ => {}
        }
    }
}
