//! `ArgumentValue`: literal values that Terraform cannot convert to the type of their argument.

use std::borrow::Cow;

use super::repetition::{self, InvalidForEach};
use super::{Checker, Place, accepts_results, addresses, constants, headers, listed, messages};
use crate::languages::answers::Diagnostic;
use crate::languages::findings::Correction;
use crate::languages::syntax::hcl::scopes::first_word;
use crate::languages::syntax::hcl::{Attribute, ExprKind, Expression, Step};
use crate::languages::terraform::model::address::Typed;
use crate::languages::terraform::model::provider_schemas::{Nesting, SchemaAttribute, SchemaBody};
use crate::languages::terraform::reference::schema::ValueKind;
use crate::languages::terraform::rules::{Rule, operations};
use crate::languages::terraform::values::type_constraint::{Mismatch, Type};

/// The maximum depth of nested objects that are checked.
const MAX_DEPTH: usize = 16;

impl<'s> Checker<'_, 's> {
    /// Checks the value of an argument of Terraform itself.
    pub(super) fn table_value(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>, kind: ValueKind) {
        let value = attribute.value();
        // The values of backends can come from files, and messages are only evaluated when they are printed.
        if place.is_backend() || attribute.name().text() == "error_message" {
            return;
        }
        let is_repetition = |name| attribute.name().text() == name && place.is_repeatable();
        match kind {
            _ if is_repetition("count") || is_repetition("for_each") => self.repetition(attribute.name().text(), value),
            ValueKind::Address => self.address(place, attribute),
            ValueKind::String
            | ValueKind::Number
            | ValueKind::Bool
            | ValueKind::ListOfStrings
            | ValueKind::MapOfStrings => self.table_type(place, attribute, kind),
            ValueKind::TypeConstraint => {
                // Versions before 0.15 accept types in quotes.
                if let Some(quoted) = value.literal().filter(|_| self.providers.environment.has((0, 15))) {
                    let message = format!("unexpected quotes around the type `{quoted}`");
                    let unquoted = match &*quoted {
                        "list" | "map" => Some(format!("{quoted}(string)")),
                        "string" => Some("string".to_owned()),
                        _ => None,
                    };
                    let correction = unquoted.map(|unquoted| {
                        Correction::replace(format!("Change to `{unquoted}`"), value.range(), unquoted)
                    });
                    self.findings.add(Rule::ArgumentValue, value.range(), message, correction);
                }
                let (value_type, mistakes) = Type::of_variable(value);
                for mistake in mistakes {
                    self.findings.add(Rule::ArgumentValue, mistake.range, mistake.message, None);
                }
                if let Some(default) = place.body.attribute("default") {
                    self.typed(default.name().text(), default.value(), &value_type);
                }
            }
            ValueKind::ModuleSource if is_no_text(value.kind()) => {
                let message = messages::SOURCE_TEXT.to_owned();
                self.findings.add(Rule::InvalidModuleSource, value.range(), message, None);
            }
            ValueKind::Collection(_) if (place.owner.keyword(), attribute.name().text()) == ("import", "for_each") => {
                if let Some(message) = repetition::invalid_import(&self.evaluator().evaluate(value)) {
                    self.findings.add(Rule::ArgumentValue, value.range(), message, None);
                }
            }
            ValueKind::Addresses => self.static_list(attribute),
            ValueKind::AttributeNames if !matches!(value.kind(), ExprKind::Variable("all")) => {
                self.static_list(attribute);
                self.wildcard(value);
            }
            ValueKind::ProviderMap
                if !matches!(value.kind(), ExprKind::Object | ExprKind::Broken | ExprKind::Parentheses(_)) =>
            {
                let message =
                    "`providers` takes provider configurations by name, such as `{ aws = aws.west }`".to_owned();
                self.findings.add(Rule::ArgumentValue, value.range(), message, None);
            }
            ValueKind::Provider => self.provider_reference(value),
            ValueKind::Keywords(words) if !words.is_empty() => {
                if matches!(value.kind(), ExprKind::Broken | ExprKind::Parentheses(_)) {
                    return;
                }
                if !value.key_name().is_some_and(|word| words.contains(&&*word)) {
                    let message = messages::unknown_word(attribute.name().text(), words);
                    self.findings.add(Rule::ArgumentValue, value.range(), message, None);
                }
            }
            _ => {}
        }
    }

    /// Checks a value of a simple type.
    fn table_type(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>, kind: ValueKind) {
        let (keyword, name, value) = (place.owner.keyword(), attribute.name().text(), attribute.value());
        if matches!(value.kind(), ExprKind::Null) && constants::cannot_be_null(keyword, name) {
            return self.findings.add(Rule::ArgumentValue, value.range(), messages::not_null(name), None);
        }
        // Terraform checks the result of a condition once all of it is known.
        if constants::is_assertion(keyword) && matches!(value.kind(), ExprKind::Tuple | ExprKind::Object) {
            return;
        }
        self.typed(name, value, &Type::parse(kind.description()));
    }

    /// Compares a value with a type: first the parts that are written out, then what is certain about all of it.
    fn typed(&mut self, name: &str, value: Expression<'_>, wanted: &Type) {
        let mismatch = wanted.mismatch(value).or_else(|| self.certain_mismatch(value, wanted));
        self.mismatch_at(name, mismatch);
    }

    fn certain_mismatch(&self, value: Expression<'_>, wanted: &Type) -> Option<Mismatch> {
        let is_plain = matches!(value.kind(), ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Null)
            || value.literal().is_some();
        // An override file can replace what the value refers to.
        if is_plain || self.has_overrides {
            return None;
        }
        let message = operations::mismatch(&self.evaluator().evaluate(value), wanted)?;
        Some(Mismatch { range: value.range(), message })
    }

    /// Checks a list of references, which Terraform does not evaluate.
    fn static_list(&mut self, attribute: Attribute<'_>) {
        let (name, value) = (attribute.name().text(), attribute.value());
        if matches!(value.kind(), ExprKind::Broken | ExprKind::Parentheses(_)) {
            return;
        }
        let Some(elements) = value.elements() else {
            let message = messages::no_list(name);
            let correction = matches!(value.kind(), ExprKind::Traversal(_)).then(|| {
                let text = self.text.get(value.range()).unwrap_or_default();
                Correction::replace("Add brackets", value.range(), format!("[{text}]"))
            });
            return self.findings.add(Rule::ArgumentValue, value.range(), message, correction);
        };
        for element in elements {
            let is_reference = match element.kind() {
                ExprKind::Variable(_) | ExprKind::Traversal(_) | ExprKind::Broken | ExprKind::Parentheses(_) => true,
                // An argument of a resource can have such a name.
                ExprKind::Bool(_) | ExprKind::Null => name == "ignore_changes",
                _ => element.literal().is_some(),
            };
            if !is_reference {
                let message = format!("`{name}` takes references only");
                self.findings.add(Rule::ArgumentValue, element.range(), message, None);
            } else if let Some(attribute) = attribute_behind_address(element).filter(|_| name == "depends_on") {
                let message = "`depends_on` takes whole objects; remove the attribute".to_owned();
                let range = attribute..element.range().end;
                let correction = Correction::replace("Remove the attribute", range.clone(), "");
                self.findings.add(Rule::ArgumentValue, range, message, Some(correction));
            }
        }
    }

    /// Reports `["*"]`, which only old versions of Terraform accept.
    fn wildcard(&mut self, value: Expression<'_>) {
        let has_wildcard = value
            .elements()
            .is_some_and(|mut elements| elements.any(|element| element.literal().as_deref() == Some("*")));
        if has_wildcard && self.providers.environment.has((0, 15)) {
            let message = "`\"*\"` is not supported; write `ignore_changes = all`".to_owned();
            let correction = Correction::replace("Change to `all`", value.range(), "all");
            self.findings.add(Rule::ArgumentValue, value.range(), message, Some(correction));
        }
    }

    /// Checks a reference to the configuration of a provider.
    fn provider_reference(&mut self, value: Expression<'_>) {
        let first = if let ExprKind::Traversal(first) = value.kind() { first } else { value };
        let quoted = value.literal();
        if matches!(first.kind(), ExprKind::Broken | ExprKind::Parentheses(_)) {
            return;
        }
        let quoted_name = || quoted.as_ref().and_then(|quoted| quoted.split('.').next());
        let local_name = first.word().or_else(quoted_name).unwrap_or_default();
        let is_reference = quoted.as_ref().map_or(!local_name.is_empty(), |quoted| {
            quoted.split('.').count() <= 2 && quoted.split('.').all(headers::may_be_identifier)
        });
        if is_reference {
            return headers::provider_name(local_name, first.content_range(), self.findings);
        }
        let message = "expected a provider, such as `aws` or `aws.west`".to_owned();
        self.findings.add(Rule::ArgumentValue, value.range(), message, None);
    }

    /// Checks an address in a `moved`, `removed` or `import` block.
    fn address(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>) {
        let (keyword, name) = (place.owner.keyword(), attribute.name().text());
        if let Some(Mismatch { range, message }) = addresses::problem(keyword, name, attribute.value()) {
            return self.findings.add(Rule::ArgumentValue, range, message, None);
        }
        let other = place.body.attribute("from").filter(|_| (keyword, name) == ("moved", "to")).map(Attribute::value);
        if other.is_some_and(|from| addresses::are_of_different_kinds(from, attribute.value())) {
            let message = messages::DIFFERENT_KINDS.to_owned();
            self.findings.add(Rule::ArgumentValue, place.owner.header(), message, None);
        }
    }

    /// Checks the value of `count` or `for_each`.
    fn repetition(&mut self, name: &str, value: Expression<'_>) {
        // An override file can replace the number of instances.
        if self.has_overrides && !self.is_override {
            return;
        }
        let known = self.evaluator().evaluate(value);
        if name == "count" {
            if let Some(message) = repetition::invalid_count(&known) {
                self.findings.add(Rule::ArgumentValue, value.range(), message, None);
            }
            return;
        }
        let convert = || {
            let text = self.text.get(value.range()).unwrap_or_default();
            let title = "Convert the list with `toset`";
            Correction::replace(title, value.range(), format!("toset({text})"))
        };
        let is_list = |kind: ExprKind<'_>| match kind {
            ExprKind::Tuple => true,
            ExprKind::For(parts) => parts.key.is_none(),
            ExprKind::Call(call) => matches!(call.name().text(), "concat" | "distinct" | "flatten" | "tolist"),
            _ => false,
        };
        if let Some(InvalidForEach { message, is_list }) = repetition::invalid_for_each(&known) {
            let correction = is_list.then(convert);
            self.findings.add(Rule::ArgumentValue, value.range(), message, correction);
        } else if is_list(value.kind()) {
            // Terraform refuses it once it knows the elements.
            let (message, correction) = (repetition::list(), Some(convert()));
            self.findings.warn(Rule::ArgumentValue, value.range(), message, correction);
        }
    }

    /// Checks the value of an argument of a provider.
    pub(super) fn schema_value(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>, known: SchemaAttribute<'s>) {
        // An override file can replace the argument.
        if self.is_overridden(place) {
            return;
        }
        let value = attribute.value();
        let is_persisted = place.scope.resource.as_ref().is_some_and(|(kind, _)| persists(*kind));
        if is_persisted && !known.is_write_only() && self.evaluator().evaluate(value).has_ephemeral_part() {
            let message = messages::ephemeral(known.name());
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
        if known.is_required() && matches!(value.kind(), ExprKind::Null) {
            let message = messages::required(known.name());
            return self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
        if let Some(nested) = known.nested() {
            return self.nested_value(value, known, nested, MAX_DEPTH);
        }
        self.typed(known.name(), value, &Type::parse(known.value_type()));
        if is_state_part(place.owner.keyword(), place.owner.label().as_deref(), known.name())
            && let Some(message) = messages::no_object(known.name(), &self.evaluator().evaluate(value))
        {
            self.findings.add(Rule::ArgumentValue, value.range(), message, None);
        }
    }

    /// Checks the objects in an argument whose attributes the schema describes: a single object, or those of a list or
    /// map.
    fn nested_value(
        &mut self,
        value: Expression<'_>,
        known: SchemaAttribute<'s>,
        nested: SchemaBody<'s>,
        depth: usize,
    ) {
        match (known.nesting(), value.kind()) {
            (Nesting::Single, ExprKind::Object) => self.object(value, nested, depth),
            (Nesting::List | Nesting::Set, ExprKind::Tuple) => {
                for element in value.elements().into_iter().flatten() {
                    self.object(element, nested, depth);
                }
            }
            // The keys of a map are chosen by the author.
            (Nesting::Map, ExprKind::Object) => {
                for entry in value.entries().into_iter().flatten() {
                    self.object(entry.value, nested, depth);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, value: Expression<'_>, nested: SchemaBody<'s>, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let Some(entries) = value.entries() else { return };
        let entries: Vec<_> = entries.collect();
        let keys: Vec<Option<String>> = entries.iter().map(|entry| entry.key.key_name().map(Cow::into_owned)).collect();
        for (entry, key) in entries.iter().zip(&keys) {
            let Some(key) = key else { return };
            let Some(known) = nested.attribute(key) else {
                // Terraform ignores attributes that the type does not have.
                let message = format!("the object type has no attribute `{key}`, so Terraform ignores it");
                let diagnostic = Diagnostic::warning(entry.key.range(), message);
                self.findings.push_with_fix(Rule::UnknownArgument, diagnostic, None, None);
                continue;
            };
            if let Some(inner) = known.nested() {
                self.nested_value(entry.value, known, inner, depth);
            } else {
                self.mismatch_at(key, Type::parse(known.value_type()).mismatch(entry.value));
            }
        }
        let missing: Vec<&str> = nested
            .attributes()
            .filter(|known| known.is_required() && !keys.iter().flatten().any(|key| key == known.name()))
            .map(SchemaAttribute::name)
            .collect();
        if !missing.is_empty() {
            let message = format!("the object requires {}", listed(&missing, "and"));
            self.findings.add(Rule::MissingArgument, value.range(), message, None);
        }
    }

    fn mismatch_at(&mut self, name: &str, mismatch: Option<Mismatch>) {
        if let Some(Mismatch { range, message }) = mismatch {
            self.findings.add(Rule::ArgumentValue, range, format!("`{name}`: {message}"), None);
        }
    }
}

/// Whether Terraform keeps the values of the arguments of a resource, unless they are write-only.
pub(super) fn persists(kind: Typed) -> bool {
    matches!(kind, Typed::Resource | Typed::Data)
}

/// Whether an argument of a data source takes an object of any type.
pub(super) fn is_state_part(keyword: &str, label: Option<&str>, argument: &str) -> bool {
    accepts_results(keyword, label) && matches!(argument, "config" | "defaults")
}

/// Whether an expression is certainly no string.
fn is_no_text(kind: ExprKind<'_>) -> bool {
    matches!(kind, ExprKind::Tuple | ExprKind::Object | ExprKind::Null | ExprKind::Number(_) | ExprKind::Bool(_))
}

/// Where the first name behind the address of an object begins, with its dot.
fn attribute_behind_address(reference: Expression<'_>) -> Option<usize> {
    let names = match first_word(reference)? {
        "data" | "ephemeral" | "action" | "resource" => 2,
        "module" => return None,
        _ => 1,
    };
    let mut found = reference.steps().filter_map(|step| if let Step::Name(name) = step { Some(name) } else { None });
    found.nth(names).map(|name| name.range().start - 1)
}
