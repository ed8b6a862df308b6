//! `ArgumentValue` and `BlockLabels` in the JSON syntax: values that Terraform cannot convert to the type of their
//! argument, and blocks that are not objects.

use std::ops::Range;

use super::json::{Checker, Place};
use super::values::{is_state_part, persists};
use super::{addresses, constants, headers, is_backend, is_repeatable, messages, repetition};
use crate::languages::syntax::hcl::{self, Attribute, ExprKind, Expression, Span};
use crate::languages::syntax::json::{Kind, Node};
use crate::languages::terraform::model::provider_schemas::SchemaAttribute;
use crate::languages::terraform::reference::schema::{AttributeSchema, ValueKind};
use crate::languages::terraform::rules::version_constraints::shortened;
use crate::languages::terraform::rules::{Rule, operations};
use crate::languages::terraform::syntax::json_expressions::{in_expression, may_have_templates};
use crate::languages::terraform::values::type_constraint::{JsonStrings, Mismatch, Type};

impl<'s> Checker<'_, 's> {
    /// Checks the value of an argument of Terraform itself.
    pub(super) fn table_value(&mut self, place: &Place<'_, 's>, known: &AttributeSchema, value: Node<'_>) {
        let keyword = &*place.owner.keyword;
        if is_repeatable(keyword) && matches!(known.name, "count" | "for_each") {
            return self.repetition(known.name, value);
        }
        if is_null(value) && constants::cannot_be_null(keyword, known.name) {
            let message = messages::not_null(known.name);
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
        // The values of backends can come from files, and messages are only evaluated when they are printed.
        if is_backend(keyword) || known.name == "error_message" {
            return;
        }
        match known.value {
            ValueKind::Address => self.address(place, known.name, value),
            ValueKind::TypeConstraint => self.type_constraint(place, value),
            ValueKind::Keywords(words)
                if !words.is_empty() && !value.value().is_some_and(|word| words.contains(&&*word)) =>
            {
                let message = messages::unknown_word(known.name, words);
                self.findings.add(Rule::ArgumentValue, value.range(), message, None);
            }
            ValueKind::Addresses => self.list(known.name, value),
            ValueKind::Provider => self.provider_reference(value),
            ValueKind::AttributeNames if value.value().as_deref() != Some("all") => self.list(known.name, value),
            ValueKind::ModuleSource if value.kind() != Kind::String => {
                let message = messages::SOURCE_TEXT.to_owned();
                self.findings.add(Rule::InvalidModuleSource, value.range(), message, None);
            }
            _ if is_null(value) => {}
            ValueKind::String
            | ValueKind::Number
            | ValueKind::Bool
            | ValueKind::ListOfStrings
            | ValueKind::MapOfStrings => self.table_type(keyword, known, value),
            ValueKind::Collection(_) if (keyword, known.name) == ("import", "for_each") => {
                let known = self.providers.evaluator().evaluate_json(value);
                if let Some(message) = repetition::invalid_import(&known) {
                    self.findings.add(Rule::ArgumentValue, value.range(), message, None);
                }
            }
            _ => {}
        }
    }

    /// Checks a value of a simple type.
    fn table_type(&mut self, keyword: &str, known: &AttributeSchema, value: Node<'_>) {
        let wanted = Type::parse(known.value.description());
        if constants::is_constant(keyword, known.name) {
            return self.mismatch(known.name, wanted.json_mismatch(value, JsonStrings::Literals));
        }
        if constants::is_assertion(keyword) {
            self.condition(keyword, value);
            // Terraform checks the result of a condition once all of it is known.
            if matches!(value.kind(), Kind::Array | Kind::Object) {
                return;
            }
        }
        self.typed(known.name, value, &wanted);
    }

    /// Compares a value with a type: first the parts that are written out, then what is certain about all of it.
    fn typed(&mut self, name: &str, value: Node<'_>, wanted: &Type) {
        let mismatch = wanted.json_mismatch(value, JsonStrings::Templates).or_else(|| {
            // An override file can replace what the value refers to.
            let is_certain = !self.has_overrides && may_have_templates(value);
            let known = is_certain.then(|| self.providers.evaluator().evaluate_json(value))?;
            Some(Mismatch { range: value.range(), message: operations::mismatch(&known, wanted)? })
        });
        self.mismatch(name, mismatch);
    }

    /// Checks the value of an argument of a provider.
    pub(super) fn schema_value(&mut self, place: &Place<'_, 's>, known: SchemaAttribute<'s>, value: Node<'_>) {
        // An override file can replace the argument.
        if self.is_overridden(place) {
            return;
        }
        let kind = place.scope.resource.as_ref().map(|(kind, _)| *kind);
        if kind.is_some_and(persists)
            && !known.is_write_only()
            && self.providers.evaluator().evaluate_json(value).has_ephemeral_part()
        {
            let message = messages::ephemeral(known.name());
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
        if known.is_required() && is_null(value) {
            let message = messages::required(known.name());
            self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        } else if known.nested().is_none() && !super::blocks::is_block_too(known) {
            self.typed(known.name(), value, &Type::parse(known.value_type()));
        }
        if is_state_part(&place.owner.keyword, place.owner.labels.first().map(String::as_str), known.name())
            && let Some(message) = messages::no_object(known.name(), &self.providers.evaluator().evaluate_json(value))
        {
            self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
    }

    /// Checks the type of a variable, and whether its default has this type.
    fn type_constraint(&mut self, place: &Place<'_, 's>, value: Node<'_>) {
        let Some(text) = value.value() else {
            let message = "expected a type in quotes, such as `\"string\"`".to_owned();
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        };
        // Newlines separate nothing in a type, as in parentheses.
        let source = format!("type = (\n{text}\n)\n");
        let file = hcl::File::parse(&source);
        let constraint = file.body().attribute("type").filter(|_| file.errors().is_empty()).map(Attribute::value);
        let Some(ExprKind::Parentheses(constraint)) = constraint.map(Expression::kind) else {
            let message = format!("invalid type `{}`: expected a type such as `string`", shortened(&text));
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        };
        let (value_type, mistakes) = Type::of_variable(constraint);
        for mistake in mistakes {
            self.findings.add(Rule::ArgumentValue, value.content_range(), mistake.message, None);
        }
        if let Some((_, default)) = place.member("default") {
            self.mismatch("default", value_type.json_mismatch(default, JsonStrings::Literals));
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

    /// Checks an address in a `moved`, `removed` or `import` block.
    fn address(&mut self, place: &Place<'_, 's>, name: &str, value: Node<'_>) {
        let keyword = &*place.owner.keyword;
        // Terraform reads the string as an address, and not as a template.
        if !is_expression(value) {
            let message = format!("`{name}` takes an address in quotes, such as `\"aws_vpc.main\"`");
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
        let found = in_expression(value, |expression, translate| {
            let problem = addresses::problem(keyword, name, expression)?;
            Some((translate(Span::new(&problem.range))?.range(), problem.message))
        });
        if let Some((range, message)) = found.flatten() {
            return self.findings.add(Rule::ArgumentValue, range, message, None);
        }
        let from = place.member("from").map(|(_, from)| from);
        let Some(from) = from.filter(|_| (keyword, name) == ("moved", "to")) else { return };
        let are_different = in_expression(from, |from, _| {
            in_expression(value, |to, _| addresses::are_of_different_kinds(from, to)) == Some(true)
        });
        if are_different == Some(true) {
            self.findings.add(Rule::ArgumentValue, place.owner.key.clone(), messages::DIFFERENT_KINDS.to_owned(), None);
        }
    }

    fn list(&mut self, name: &str, value: Node<'_>) {
        if value.kind() != Kind::Array {
            let message = messages::no_list(name);
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
        for element in value.elements().filter(|element| !is_expression(*element)) {
            let message = format!("`{name}` takes references only, in quotes");
            self.findings.add(Rule::ArgumentValue, element.range(), message, None);
        }
    }

    fn provider_reference(&mut self, value: Node<'_>) {
        let is_reference = value.value().is_some_and(|text| {
            // In OpenTofu, an index can select one of several configurations.
            let (name, _) = text.split_once('[').unwrap_or((&text, ""));
            name.split('.').count() <= 2 && name.split('.').all(headers::may_be_identifier)
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

/// Whether a value is a string that Terraform can read as an expression. Templates can occur in its strings only, such as
/// the keys of instances.
fn is_expression(value: Node<'_>) -> bool {
    value.value().is_some_and(|text| !text.split('"').next().is_some_and(|start| start.contains("${")))
}

fn is_null(value: Node<'_>) -> bool {
    value.kind() == Kind::Other && value.text() == "null"
}
