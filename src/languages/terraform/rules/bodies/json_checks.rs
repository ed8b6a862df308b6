//! Checks bodies in the JSON syntax, as `headers.rs`, `blocks.rs` and `constants.rs` do for the native one: names, how
//! often arguments and blocks occur, conditions, and arguments that depend on each other.

use std::collections::HashSet;

use super::constants::{self, Uses};
use super::headers;
use super::json::{Checker, Place, labelled};
use super::{addresses, blocks, is_backend, is_repeatable, messages, takes_arguments_only};
use crate::languages::syntax::hcl::Span;
use crate::languages::syntax::json::{Kind, Node};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::provider_schemas::{Nesting, SchemaBlock, SchemaBody};
use crate::languages::terraform::reference::schema::LabelKind;
use crate::languages::terraform::rules::Rule;
use crate::languages::terraform::syntax::json_expressions::{in_expression, in_template, may_have_templates};
use crate::languages::text::closest_match;

impl<'s> Checker<'_, 's> {
    /// Checks the members of a body against each other.
    pub(super) fn members(&mut self, place: &Place<'_, 's>) {
        let keyword = &*place.owner.keyword;
        // Terraform reads where the state is stored only when it initializes the module.
        if is_backend(keyword) {
            return;
        }
        self.repeated_arguments(place);
        self.block_counts(place);
        let has = |name: &str| place.member(name).is_some();
        if let (true, true, Some((second, _))) = (is_repeatable(keyword), has("count"), place.member("for_each")) {
            let message = messages::conflict("count", "for_each");
            self.findings.add(Rule::ConflictingArguments, second.content_range(), message, None);
        }
        if keyword == "check" && !has("assert") && !self.has_overrides {
            self.findings.add(Rule::BlockCount, place.owner.key.clone(), messages::ASSERT_REQUIRED.to_owned(), None);
        }
        match keyword {
            "variable" => self.variable(place),
            "removed" if !self.has_overrides => self.removed_module(place),
            _ => {}
        }
    }

    /// Reports arguments that an object sets twice. A block can occur several times, and what is not known can be a block.
    fn repeated_arguments(&mut self, place: &Place<'_, 's>) {
        for object in &place.objects {
            let mut seen = HashSet::new();
            for (key, _) in object.members() {
                let Some(name) = key.value().filter(|name| name != "//" && place.is_argument(name)) else { continue };
                if !seen.insert(name.clone()) {
                    let message = format!("`{name}` is already set in this object; remove one of them");
                    self.findings.add(Rule::DuplicateDeclaration, key.content_range(), message, None);
                }
            }
        }
    }

    /// Checks how often blocks occur.
    fn block_counts(&mut self, place: &Place<'_, 's>) {
        let mut seen: Vec<(String, usize)> = Vec::new();
        for (key, value) in place.objects.iter().flat_map(|object| object.members()) {
            let Some(name) = key.value() else { continue };
            let Some(most) = place.most(&name) else { continue };
            let labels = place.core_block(&name).map_or(0, |core| core.labels.len());
            let found = labelled(key, value, labels);
            let at = seen.iter().position(|(other, _)| *other == name).unwrap_or_else(|| {
                seen.push((name.clone(), 0));
                seen.len() - 1
            });
            let before = seen[at].1;
            seen[at].1 += found.len();
            if before <= most && seen[at].1 > most {
                let message = messages::at_most(&place.owner.description, &name, most);
                let second = found[most - before].body;
                self.findings.add(Rule::BlockCount, second.range().start..second.range().start + 1, message, None);
            }
        }
    }

    /// Checks the names that the keys of a block declare.
    pub(super) fn names(&mut self, place: &Place<'_, 's>, keyword: &str, value: Node<'_>) {
        let Some(core) = place.core_block(keyword).filter(|_| matches!(&*place.owner.keyword, "" | "check")) else {
            return;
        };
        let mut level = vec![value];
        for kind in core.labels {
            let mut next = Vec::new();
            for (key, value) in level.into_iter().flat_map(Node::objects).flat_map(Node::members) {
                let Some(name) = key.value().filter(|name| name != "//") else { continue };
                next.push(value);
                match kind {
                    LabelKind::Provider => headers::provider_name(&name, key.content_range(), self.findings),
                    LabelKind::Name | LabelKind::ResourceType | LabelKind::DataType | LabelKind::EphemeralType => {
                        headers::declared_name(keyword, &name, key.content_range(), self.findings);
                    }
                    _ => {}
                }
            }
            level = next;
        }
    }

    /// Checks that a `dynamic` block names a block of the provider.
    pub(super) fn dynamic_block(&mut self, place: &Place<'_, 's>, name: &str, key: Node<'_>) {
        let Some(schema) = place.scope.schema() else { return };
        let is_known = schema.block(name).is_some() || schema.attribute(name).is_some_and(blocks::is_block_too);
        if is_known {
            return;
        }
        let message = format!("{} has no block `{name}`", place.owner.description);
        let nearest = closest_match(name, schema.blocks().map(SchemaBlock::name));
        self.findings.add_unknown(Rule::UnknownBlock, key.content_range(), message, nearest);
    }

    /// Checks that the condition of an assertion contains a reference.
    pub(super) fn condition(&mut self, keyword: &str, value: Node<'_>) {
        let uses = uses_of(value).filter(|_| constants::is_assertion(keyword));
        if uses.is_some_and(|uses| uses.first_name.is_none() && !uses.is_broken) {
            self.findings.add(Rule::ArgumentValue, value.range(), messages::CONSTANT_CONDITION.to_owned(), None);
        }
    }

    /// A provisioner of a module that is removed belongs to no resource.
    fn removed_module(&mut self, place: &Place<'_, 's>) {
        let Some((_, from)) = place.member("from") else { return };
        if in_expression(from, |from, _| addresses::is_module(from)) != Some(true) {
            return;
        }
        let members = place.objects.iter().flat_map(|object| object.members());
        let provisioners = members.filter(|(key, _)| key.value().as_deref() == Some("provisioner"));
        for provisioner in provisioners.flat_map(|(key, value)| labelled(key, value, 1)) {
            let (range, message) = (provisioner.key.content_range(), messages::RESOURCE_REQUIRED.to_owned());
            self.findings.add(Rule::UnknownBlock, range, message, None);
        }
    }

    /// Checks `default` against `nullable`, and the references in the validations of a variable.
    fn variable(&mut self, place: &Place<'_, 's>) {
        let member = |name| place.member(name).map(|(_, value)| value);
        let is_false = |flag: Node<'_>| flag.text() == "false" || flag.value().as_deref() == Some("false");
        if let (Some(nullable), Some(default)) = (member("nullable"), member("default"))
            && is_false(nullable)
            && default.text() == "null"
        {
            self.findings.add(Rule::ArgumentValue, default.range(), messages::NULL_DEFAULT.to_owned(), None);
        }
        let Some(name) = place.owner.labels.first().map(String::as_str) else { return };
        let address = Address::Named(Named::Variable, name.into());
        let validations = place.objects.iter().filter_map(|object| object.member("validation"));
        for condition in validations.flat_map(Node::objects).filter_map(|validation| validation.member("condition")) {
            let range = condition.range();
            let document = self.providers.environment.index.document();
            let refers = document.references_in(Span::new(&range)).any(|reference| reference.address == address);
            let has_other = uses_of(condition).is_some_and(|uses| uses.first_name.is_some() && !uses.is_broken);
            if has_other && !refers {
                let message = messages::unrelated_condition(&address);
                self.findings.add(Rule::ArgumentValue, range, message, None);
            }
        }
    }
}

impl Place<'_, '_> {
    /// Whether a name is certainly that of an argument.
    fn is_argument(&self, name: &str) -> bool {
        let keyword = &*self.owner.keyword;
        let may_be_block = self.is_block(name) || name == "_" || blocks::is_tolerated(keyword, name);
        let is_in_table =
            || self.scope.tables().iter().flat_map(|table| table.attributes).any(|known| known.name == name);
        let is_in_schema = |schema: SchemaBody<'_>| !schema.attribute(name).is_some_and(blocks::is_block_too);
        !may_be_block
            && (takes_arguments_only(keyword) || is_in_table() || self.scope.schema().is_some_and(is_in_schema))
    }

    /// Returns the maximum number of blocks with a name, if it is limited.
    fn most(&self, name: &str) -> Option<usize> {
        if let Some(core) = self.core_block(name) {
            return (core.is_single && blocks::is_counted(&self.owner.keyword, name)).then_some(1);
        }
        let known = self.nested_block(name)?;
        let has_dynamic = || self.member("dynamic").is_some();
        if known.nesting() == Nesting::Map || has_dynamic() { None } else { known.max_items() }
    }
}

/// Returns what a value of a simple type uses.
fn uses_of(value: Node<'_>) -> Option<Uses> {
    match value.kind() {
        Kind::String if may_have_templates(value) => in_template(value, |template, _| Uses::of(template)),
        Kind::String | Kind::Other => Some(Uses::default()),
        Kind::Array | Kind::Object => None,
    }
}
