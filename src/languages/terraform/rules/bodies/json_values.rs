//! `ArgumentValue` and `BlockLabels` in the JSON syntax: values that Terraform cannot convert to the type of their
//! argument, and blocks that are not objects.

use std::ops::Range;

use super::json::{Checker, Place};
use super::values::persists;
use super::{addresses, headers, is_backend, is_repeatable, messages, repetition};
use crate::languages::syntax::hcl::{self, Span};
use crate::languages::syntax::json::{Kind, Node};
use crate::languages::terraform::model::address::Typed;
use crate::languages::terraform::model::provider_schemas::SchemaAttribute;
use crate::languages::terraform::reference::schema::{AttributeSchema, ValueKind};
use crate::languages::terraform::rules::Rule;
use crate::languages::terraform::syntax::json_expressions::in_expression;
use crate::languages::terraform::values::type_constraint::{Mismatch, Type};

impl<'s> Checker<'_, 's> {
    /// Checks the value of an argument of Terraform itself.
    pub(super) fn table_value(&mut self, place: &Place<'_, 's>, known: &AttributeSchema, value: Node<'_>) {
        let keyword = &*place.owner.keyword;
        if is_repeatable(keyword) && matches!(known.name, "count" | "for_each") {
            return self.repetition(known.name, value);
        }
        if known.value == ValueKind::Bool && is_null(value) && matches!(keyword, "variable" | "output") {
            let message = messages::not_null(known.name);
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
        // The values of backends can come from files, and messages are only evaluated when they are printed.
        if is_backend(keyword) || is_null(value) || known.name == "error_message" {
            return;
        }
        match known.value {
            ValueKind::String
            | ValueKind::Number
            | ValueKind::Bool
            | ValueKind::ListOfStrings
            | ValueKind::MapOfStrings => {
                self.mismatch(known.name, Type::parse(known.value.description()).json_mismatch(value));
            }
            ValueKind::TypeConstraint => self.type_constraint(place, value),
            ValueKind::Keywords(words) if !words.is_empty() => {
                let is_valid = value.value().is_some_and(|word| word.contains("${") || words.contains(&&*word));
                if !is_valid {
                    let message = messages::unknown_word(known.name, words);
                    self.findings.add(Rule::ArgumentValue, value.range(), message, None);
                }
            }
            ValueKind::Address => self.address(keyword, known.name, value),
            ValueKind::Addresses => self.list(known.name, value),
            ValueKind::Provider => self.provider_reference(value),
            ValueKind::AttributeNames if value.value().as_deref() != Some("all") => self.list(known.name, value),
            _ => {}
        }
    }

    /// Checks the value of an argument of a provider.
    pub(super) fn schema_value(&mut self, kind: Option<Typed>, known: SchemaAttribute<'s>, value: Node<'_>) {
        if kind.is_some_and(persists) && !known.is_write_only() {
            let is_ephemeral = self.providers.evaluator().evaluate_json(value).has_ephemeral_part();
            if is_ephemeral {
                let message = messages::ephemeral(known.name());
                return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
            }
        }
        if known.is_required() && is_null(value) {
            let message = messages::required(known.name());
            self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        } else if known.nested().is_none() && !super::blocks::is_block_too(known) {
            self.mismatch(known.name(), Type::parse(known.value_type()).json_mismatch(value));
        }
    }

    /// Checks the type of a variable, and whether its default has this type.
    fn type_constraint(&mut self, place: &Place<'_, 's>, value: Node<'_>) {
        let Some(text) = value.value() else {
            let message = "expected a type in quotes, such as `\"string\"`".to_owned();
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        };
        let source = format!("type = {text}\n");
        let file = hcl::File::parse(&source);
        let Some(constraint) = file.body().attribute("type").filter(|_| file.errors().is_empty()) else { return };
        let (value_type, mistakes) = Type::of_variable(constraint.value());
        for mistake in mistakes {
            self.findings.add(Rule::ArgumentValue, value.content_range(), mistake.message, None);
        }
        let defaults = place.objects.iter().filter_map(|object| object.member("default"));
        for default in defaults {
            self.mismatch("default", value_type.json_mismatch(default));
        }
    }

    fn repetition(&mut self, name: &str, value: Node<'_>) {
        // An override file can replace the number of instances.
        if self.has_overrides && !self.is_override {
            return;
        }
        let known = self.providers.evaluator().evaluate_json(value);
        let message = match name {
            "count" => repetition::invalid_count(&known),
            _ => repetition::invalid_for_each(&known).map(|invalid| invalid.message),
        };
        if let Some(message) = message {
            self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
    }

    /// Checks an address in a `moved` or `removed` block.
    fn address(&mut self, keyword: &str, name: &str, value: Node<'_>) {
        let found = in_expression(value, |expression, translate| {
            let problem = addresses::problem(keyword, name, expression)?;
            Some((translate(Span::new(&problem.range))?.range(), problem.message))
        });
        if let Some((range, message)) = found.flatten() {
            self.findings.add(Rule::ArgumentValue, range, message, None);
        }
    }

    fn list(&mut self, name: &str, value: Node<'_>) {
        if value.kind() != Kind::Array {
            let message = messages::no_list(name);
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
        for element in value.elements().filter(|element| element.kind() != Kind::String) {
            let message = format!("`{name}` takes references only, in quotes");
            self.findings.add(Rule::ArgumentValue, element.range(), message, None);
        }
    }

    fn provider_reference(&mut self, value: Node<'_>) {
        let is_reference = value.value().is_some_and(|text| {
            // In OpenTofu, an index can select one of several configurations.
            let (name, _) = text.split_once('[').unwrap_or((&text, ""));
            name.split('.').count() <= 2 && name.split('.').all(headers::may_be_identifier) || text.contains("${")
        });
        if !is_reference {
            let message = "expected a provider, such as `\"aws\"` or `\"aws.west\"`".to_owned();
            self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
    }

    fn mismatch(&mut self, name: &str, mismatch: Option<Mismatch>) {
        if let Some(Mismatch { range, message }) = mismatch {
            self.findings.add(Rule::ArgumentValue, range, format!("`{name}`: {message}"), None);
        }
    }

    /// Checks that blocks and their labels are objects.
    pub(super) fn structure(&mut self, keyword: &str, labels: usize, value: Node<'_>) {
        let mut level = vec![value];
        for depth in 0..=labels {
            let mut next = Vec::new();
            for value in level {
                let objects: Vec<Node<'_>> = match value.kind() {
                    Kind::Array => value.elements().collect(),
                    _ => vec![value],
                };
                for object in objects {
                    if object.kind() == Kind::Object {
                        let members = object.members().filter(|(key, _)| key.value().is_some_and(|key| key != "//"));
                        next.extend(members.map(|(_, value)| value));
                    } else if !is_null(object) {
                        self.report_structure(keyword, labels, depth, object.range());
                    }
                }
            }
            level = next;
        }
    }

    fn report_structure(&mut self, keyword: &str, labels: usize, depth: usize, range: Range<usize>) {
        let expected = match labels - depth {
            0 => "expected an object with its arguments",
            1 if labels == 2 => "expected an object whose keys are names",
            1 => "expected an object whose keys are labels",
            _ => "expected an object whose keys are types",
        };
        let message = format!("invalid `{keyword}` block: {expected}");
        self.findings.add(Rule::BlockLabels, range, message, None);
    }
}

fn is_null(value: Node<'_>) -> bool {
    value.kind() == Kind::Other && value.text() == "null"
}
