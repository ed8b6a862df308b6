//! Completes values: the first words of references, functions, types and keywords, the best match first.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use super::preference::Preference;
use super::similarity::similarity;
use super::{Item, Request};
use crate::languages::answers::{CompletionKind, FileRef};
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::cursor::{Frame, FrameKind};
use crate::languages::syntax::hcl::{self, ExprKind, TokenKind};
use crate::languages::terraform::features::describe;
use crate::languages::terraform::features::local_names::declared_iterator;
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{Declaration, Repetition};
use crate::languages::terraform::model::index::ModuleFile;
use crate::languages::terraform::model::scope::{AttributeInfo, Scope};
use crate::languages::terraform::reference::references::{self, BuiltIn};
use crate::languages::terraform::reference::schema::ValueKind;
use crate::languages::terraform::reference::types::TYPES;

/// Arguments of resources to which no reference can refer.
pub(super) const META_ARGUMENTS: [&str; 4] = ["count", "for_each", "provider", "depends_on"];

/// The value that is expected at the cursor.
pub(super) struct Expected<'s> {
    value: ValueKind,
    /// The name of the argument, or of the key of an object within it.
    pub(super) name: String,
    pub(super) attribute: Option<AttributeInfo<'s>>,
}

/// How well a candidate fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// A name that is available only here.
    Local,
    /// A name that is equal to the name of the argument.
    SameName,
    /// A literal of the expected type.
    Literal,
    SimilarName,
    /// The first word of references.
    Root,
    Other,
    Function,
    Unlikely,
}

/// The order of candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    fit: Fit,
    preference: Reverse<u32>,
}

impl From<Fit> for Rank {
    fn from(fit: Fit) -> Self {
        Self { fit, preference: Reverse(0) }
    }
}

impl<'s> Request<'s, '_> {
    pub(super) fn complete_value(&mut self) {
        let namespaces = self.namespaces();
        if !namespaces.is_empty() {
            self.complete_function(&namespaces);
            return;
        }
        let Some(names) = self.cursor.reference() else { return };
        let expected = self.expected();
        if !names.is_empty() && self.is_constant() {
            return;
        }
        if !names.is_empty() {
            match (expected.value, &names[..]) {
                (ValueKind::Provider | ValueKind::ProviderMap, [name]) => self.complete_aliases(name),
                _ => self.complete_reference(&names, &expected),
            }
            return;
        }
        match expected.value {
            ValueKind::TypeConstraint => self.complete_types(),
            ValueKind::Keywords(words) if !words.is_empty() => {
                for word in words {
                    self.add(Item::new(*word, CompletionKind::Keyword));
                }
            }
            ValueKind::Provider | ValueKind::ProviderMap => self.complete_providers(),
            ValueKind::AttributeNames => self.complete_attribute_names(),
            ValueKind::Addresses | ValueKind::Address => self.complete_addresses(&expected),
            ValueKind::ModuleSource if self.is_constant() && !self.is_in_string() => self.complete_quoted_source(),
            _ => self.complete_expression(&expected),
        }
    }

    fn is_in_string(&self) -> bool {
        self.cursor.frames.iter().any(|frame| frame.kind == FrameKind::Template)
    }

    fn expected(&self) -> Expected<'s> {
        let path = self.cursor.value_path().unwrap_or_default();
        let attribute = path.first().and_then(|name| self.scope.attribute(&self.environment, name));
        let value = match &attribute {
            Some(attribute) if attribute.value == ValueKind::TypeConstraint || path.len() == 1 => attribute.value,
            Some(attribute) if attribute.value == ValueKind::ProviderMap => ValueKind::ProviderMap,
            _ => ValueKind::Any,
        };
        // Within a call or a template, another type is expected.
        let is_inner = matches!(self.cursor.frame().kind, FrameKind::Call { .. } | FrameKind::Sequence);
        let value = match value {
            ValueKind::Bool | ValueKind::Number | ValueKind::String if is_inner => ValueKind::Any,
            value => value,
        };
        let mut name = path.last().map_or_else(String::new, ToString::to_string);
        // An output is often named like its value.
        if let Some(("output", [label])) = self.cursor.blocks().last()
            && name == "value"
        {
            name = label.to_string();
        }
        Expected { value, name, attribute }
    }

    fn complete_types(&mut self) {
        // Only attributes of an object can be optional.
        let is_attribute = self.cursor.frame().kind == FrameKind::Object;
        for word in TYPES.iter().filter(|word| is_attribute || word.name != "optional") {
            let item = Item::new(word.name, CompletionKind::Keyword).documentation(word.documentation);
            self.add(match word.arguments {
                Some(arguments) if !self.rest_of_line().starts_with('(') => {
                    item.snippet(format!("{}{arguments}", word.name))
                }
                _ => item,
            });
        }
    }

    fn complete_providers(&mut self) {
        let own = self.environment.index.own();
        let addresses = own.all_declarations().map(|(_, declaration)| &declaration.address);
        let names: BTreeSet<String> = addresses
            .filter(|address| matches!(address, Address::Typed(Typed::Provider, ..)))
            .map(Address::to_string)
            .collect();
        for name in names {
            self.add(Item::new(name, CompletionKind::Reference).detail("provider configuration"));
        }
    }

    fn complete_aliases(&mut self, provider: &str) {
        let own = self.environment.index.own();
        for (_, declaration) in own.all_declarations() {
            if let Address::Typed(Typed::Provider, name, alias) = &declaration.address
                && **name == *provider
                && !alias.is_empty()
            {
                self.add(Item::new(alias.to_string(), CompletionKind::Reference).detail("provider configuration"));
            }
        }
    }

    /// Completes the arguments of the resource around the cursor.
    fn complete_attribute_names(&mut self) {
        let attributes = self.outer_scope().attributes(&self.environment);
        self.add(Item::new("all", CompletionKind::Keyword).documentation("All arguments."));
        for attribute in attributes.iter().filter(|attribute| !META_ARGUMENTS.contains(&&*attribute.name)) {
            let item = Item::new(attribute.name.clone(), CompletionKind::Attribute)
                .detail(describe::type_of(attribute))
                .documentation(attribute.documentation.to_string());
            self.add(item);
        }
    }

    /// Returns the scope of the outermost block around the cursor.
    pub(super) fn outer_scope(&self) -> Scope<'s> {
        Scope::of(&self.environment, self.cursor.blocks().take(1))
    }

    fn complete_addresses(&mut self, expected: &Expected<'_>) {
        let own = self.environment.index.own();
        let is_conditions = expected.name == "expect_failures";
        // Only resources can be imported.
        let is_import = matches!(self.cursor.blocks().last(), Some(("import", _)));
        for (file, declaration) in own.all_declarations() {
            let is_wanted = match &declaration.address {
                Address::Typed(Typed::Resource, ..) => true,
                Address::Typed(Typed::Data | Typed::Ephemeral, ..) => !is_import,
                Address::Typed(Typed::Action, ..) => expected.name == "actions",
                Address::Named(Named::Module, _) => !is_conditions && !is_import,
                Address::Named(Named::Variable | Named::Output | Named::Check, _) => is_conditions,
                _ => false,
            };
            if is_wanted && !self.is_around_cursor(file, declaration) {
                let label = declaration.address.to_string();
                self.add(self.declaration_item(file, declaration, label));
            }
        }
        if matches!(self.cursor.frame().kind, FrameKind::List) {
            for (root, documentation) in references::ROOTS.iter().filter(|(root, _)| ["module", "data"].contains(root))
            {
                self.add(Item::new(*root, CompletionKind::Keyword).documentation(*documentation));
            }
        }
    }

    fn complete_expression(&mut self, expected: &Expected<'_>) {
        let mut found: Vec<(Rank, Item<'static>)> = Vec::new();
        for name in self.local_names() {
            found.push((Fit::Local.into(), Item::new(name, CompletionKind::Variable).detail("in scope")));
        }
        let is_assigned = matches!(self.cursor.frame().kind, FrameKind::Body { .. })
            && self.cursor.frame().item.last().is_some_and(|token| token.kind == TokenKind::Equal);
        if is_assigned {
            for value in self.allowed_values(&expected.name) {
                found.push((Fit::Literal.into(), Item::new(format!("\"{value}\""), CompletionKind::Value)));
            }
        }
        // If the type of a value is not known, the value can be a literal.
        let starts_template = self.cursor.frame().kind == FrameKind::Sequence && self.cursor.frame().item.is_empty();
        let is_text = starts_template || is_assigned && names_text(&expected.name);
        let literal = if expected.value == ValueKind::Any && !is_text { Fit::Other } else { Fit::Unlikely };
        // Files with values of variables contain nothing that results in a value of another type.
        let is_other_type = self.environment.kind == FileKind::Variables
            && matches!(
                expected.value,
                ValueKind::String | ValueKind::Number | ValueKind::ListOfStrings | ValueKind::MapOfStrings
            );
        for word in ["true", "false"].into_iter().filter(|_| !is_other_type) {
            let fit = if expected.value == ValueKind::Bool { Fit::Literal } else { literal };
            found.push((fit.into(), Item::new(word, CompletionKind::Keyword).detail("bool")));
        }
        let is_constant = self.is_constant();
        // The settings of a declaration cannot be null, unlike the default value of a variable.
        if !is_constant || expected.value != ValueKind::Bool {
            found.push((literal.into(), Item::new("null", CompletionKind::Keyword).documentation("No value.")));
        }
        if self.environment.kind != FileKind::Variables && !is_constant {
            self.add_built_ins(&mut found);
            self.add_references(expected, &mut found);
            self.add_functions(&mut found);
        }
        found.sort_stably_by_key(|(rank, _)| *rank);
        for (_, item) in found {
            self.add(item);
        }
    }

    /// Whether the cursor is in a value that cannot contain references and calls.
    fn is_constant(&self) -> bool {
        let path = self.cursor.value_path().unwrap_or_default();
        let Some(argument) = path.first() else { return false };
        let is_any_of = |names: &[&str]| names.contains(&&**argument);
        let blocks: Vec<&str> = self.cursor.blocks().map(|(keyword, _)| keyword).collect();
        match blocks[..] {
            ["variable"] => {
                is_any_of(&["default", "description", "sensitive", "nullable", "ephemeral", "deprecated", "const"])
            }
            ["output"] => is_any_of(&["description", "sensitive", "ephemeral", "deprecated"]),
            ["provider"] => is_any_of(&["alias", "version"]),
            // OpenTofu evaluates these before it loads the module.
            ["terraform", ..] => !self.environment.is_opentofu(),
            ["module"] => is_any_of(&["source", "version"]) && !self.environment.is_opentofu(),
            ["run", "module"] => is_any_of(&["source", "version"]),
            ["resource" | "data" | "removed", "lifecycle"] => {
                is_any_of(&["create_before_destroy", "prevent_destroy", "destroy"]) && !self.environment.is_opentofu()
            }
            _ => false,
        }
    }

    /// Returns the values that the validation of a variable allows, if the cursor is where variables of a module are
    /// set.
    pub(super) fn allowed_values(&self, name: &str) -> Vec<String> {
        let Some(module) = self.scope.called_module() else { return Vec::new() };
        let address = Address::Named(Named::Variable, name.into());
        let Some((file, variable)) = module.declarations(&address).next() else { return Vec::new() };
        let Some(text) = self.environment.index.text(&file.file) else { return Vec::new() };
        let Some(text) = text.get(variable.whole.range()) else { return Vec::new() };
        let parsed = hcl::File::parse(text);
        let Some(block) = parsed.body().blocks().next() else { return Vec::new() };
        let validations = block.body().blocks().filter(|block| block.name().text() == "validation");
        let conditions = validations.filter_map(|validation| validation.body().attribute("condition"));
        let allowed = conditions.filter_map(|condition| {
            let ExprKind::Call(call) = condition.value().kind() else { return None };
            let mut arguments = call.arguments();
            let (list, value) = (arguments.next()?, arguments.next()?);
            let is_variable = text.get(value.range())?.strip_prefix("var.") == Some(name);
            let values: Vec<String> =
                list.elements()?.filter_map(|value| Some(value.literal()?.into_owned())).collect();
            (call.name().text() == "contains" && is_variable).then_some(values)
        });
        let is_plain = |value: &String| !value.contains(['"', '\\', '$', '%']) && !value.contains(char::is_control);
        allowed.flatten().filter(is_plain).collect()
    }

    fn add_references(&self, expected: &Expected<'_>, found: &mut Vec<(Rank, Item<'static>)>) {
        let own = self.environment.index.own();
        let preference = Preference::new(self, &own, &expected.name);
        let mut roots: HashSet<&str> = HashSet::new();
        let mut types: BTreeSet<&str> = BTreeSet::new();
        for (file, declaration) in own.all_declarations() {
            if self.is_around_cursor(file, declaration) {
                continue;
            }
            let is_test = self.environment.kind == FileKind::Test;
            match &declaration.address {
                Address::Named(Named::Variable, _) => roots.insert("var"),
                Address::Named(Named::Local, _) => roots.insert("local"),
                Address::Named(Named::Module, _) => roots.insert("module"),
                Address::Named(Named::Output | Named::Run, _) if is_test => true,
                Address::Typed(Typed::Data, ..) => roots.insert("data"),
                Address::Typed(Typed::Ephemeral, ..) => roots.insert("ephemeral"),
                Address::Typed(Typed::Resource, type_name, _) => types.insert(type_name),
                _ => continue,
            };
            let address = &declaration.address;
            let rank = Rank { fit: affinity(&expected.name, address), preference: preference.rank(address) };
            let label = declaration.address.to_string();
            found.push((rank, self.declaration_item(file, declaration, label)));
        }
        for (root, documentation) in references::ROOTS.iter().filter(|(root, _)| roots.contains(root)) {
            found.push((Fit::Root.into(), Item::new(*root, CompletionKind::Keyword).documentation(*documentation)));
        }
        for type_name in types {
            let item = Item::new(type_name.to_owned(), CompletionKind::Resource).detail("resources of this type");
            found.push((Fit::Other.into(), item));
        }
    }

    /// Whether a declaration contains the cursor. A declaration cannot refer to itself, except for variables in their
    /// validation.
    pub(super) fn is_around_cursor(&self, file: &ModuleFile, declaration: &Declaration) -> bool {
        file.file == FileRef::Document
            && declaration.whole.touches(self.document_offset())
            && !matches!(declaration.address, Address::Named(Named::Variable, _))
    }

    pub(super) fn declaration_item(
        &self,
        file: &ModuleFile,
        declaration: &Declaration,
        label: String,
    ) -> Item<'static> {
        let kind = match &declaration.address {
            Address::Named(Named::Module, _) => CompletionKind::Module,
            Address::Typed(..) => CompletionKind::Resource,
            Address::Named(..) => CompletionKind::Variable,
        };
        let detail = match declaration.type_constraint {
            Some(span) => {
                let text = self.environment.index.text(&file.file);
                let value_type = text.as_deref().and_then(|text| text.get(span.range())).unwrap_or("any");
                value_type.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            None => declaration.address.noun().to_owned(),
        };
        let description = declaration.description.as_ref().map_or("", |description| &description.value);
        let mut item = Item::new(label, kind).detail(detail).documentation(description.to_owned());
        item.is_deprecated = declaration.is_deprecated;
        item
    }

    fn add_built_ins(&self, found: &mut Vec<(Rank, Item<'static>)>) {
        for (built_in, fit) in self.built_ins() {
            let item = Item::new(built_in.name, CompletionKind::Keyword).documentation(built_in.documentation);
            let root = if built_in.attributes.is_empty() { fit } else { fit.max(Fit::Root) };
            found.push((root.into(), item));
            for attribute in built_in.attributes {
                let item = Item::new(format!("{}.{}", built_in.name, attribute.name), CompletionKind::Reference)
                    .detail(attribute.value_type)
                    .documentation(attribute.documentation);
                found.push((fit.into(), item));
            }
        }
    }

    /// Returns `each`, `count` and `self` if the blocks around the cursor allow them, and `path` and `terraform`.
    fn built_ins(&self) -> Vec<(&'static BuiltIn, Fit)> {
        let mut built_ins = Vec::new();
        let document = self.environment.index.document();
        let around = document.declarations.iter().find(|declaration| {
            declaration.whole.touches(self.document_offset()) && declaration.header != declaration.name
        });
        // The number of instances of a block cannot depend on an instance.
        let path = self.cursor.value_path().unwrap_or_default();
        let repeats = self.cursor.blocks().count() == 1
            && path.first().is_some_and(|argument| matches!(&**argument, "count" | "for_each"));
        match around.and_then(|declaration| declaration.repetition).filter(|_| !repeats) {
            Some(Repetition::ForEach) => built_ins.push((&references::EACH, Fit::SimilarName)),
            Some(Repetition::Count) => built_ins.push((&references::COUNT, Fit::SimilarName)),
            None => {}
        }
        let has_self = ["provisioner", "connection", "postcondition", "precondition"];
        if self.cursor.blocks().any(|(keyword, _)| has_self.contains(&keyword)) {
            built_ins.push((&references::SELF, Fit::Local));
        }
        built_ins.push((&references::PATH, Fit::Other));
        built_ins.push((&references::TERRAFORM, Fit::Other));
        built_ins
    }

    /// Returns the variables of the `for` expressions and the iterators of the `dynamic` blocks around the cursor, the
    /// innermost first.
    pub(super) fn local_names(&self) -> Vec<String> {
        let variables = self.cursor.frames.iter().rev().flat_map(|frame| self.loop_names(frame));
        variables.chain(self.iterators()).collect()
    }

    /// Returns the iterators of the `dynamic` blocks around the cursor, the innermost first.
    pub(super) fn iterators(&self) -> Vec<String> {
        let mut blocks = self.dynamic_blocks();
        let dynamic = self.cursor.blocks().filter(|(keyword, _)| *keyword == "dynamic");
        let names = dynamic.filter_map(|(_, labels)| {
            let named = blocks.next().and_then(declared_iterator).map(|(name, _)| name);
            named.or_else(|| labels.first().cloned()).map(Cow::into_owned)
        });
        let mut names: Vec<String> = names.collect();
        names.reverse();
        names
    }

    fn loop_names(&self, frame: &Frame<'_>) -> Vec<String> {
        let word = |token: &hcl::Token| self.cursor.text.get(token.span.range()).unwrap_or_default();
        let is_loop = frame.item.first().is_some_and(|first| word(first) == "for");
        if !is_loop || !frame.item.iter().any(|token| word(token) == "in") {
            return Vec::new();
        }
        let names = frame.item[1..].iter().take_while(|token| word(token) != "in");
        names.filter(|token| token.kind == TokenKind::Identifier).map(|token| word(token).to_owned()).collect()
    }
}

/// Whether values of an argument are probably strings.
fn names_text(argument: &str) -> bool {
    let words = ["name", "id", "arn", "bucket", "description", "region", "location", "path", "prefix", "type"];
    words.contains(&argument.rsplit('_').next().unwrap_or_default())
}

/// Returns how well a declaration fits an argument by its name.
pub(super) fn affinity(argument: &str, address: &Address) -> Fit {
    match similarity(argument, address.name()) {
        0 => Fit::SameName,
        1 => Fit::SimilarName,
        _ => match address {
            Address::Typed(_, type_name, _) if similarity(argument, type_name) < 2 => Fit::SimilarName,
            _ => Fit::Other,
        },
    }
}
