//! `ArgumentValue`: values that Terraform reads before it evaluates expressions, and conditions without references.

use std::ops::Range;

use super::{Checker, Place};
use crate::languages::syntax::hcl::scopes::first_word;
use crate::languages::syntax::hcl::{Attribute, Block, ExprKind, Expression, Label, Span, Visit};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::rules::Rule;

/// Arguments that accept neither references nor function calls, with the block that contains them. Arguments that
/// OpenTofu evaluates are not listed.
const CONSTANTS: [(&str, &str); 12] = [
    ("variable", "default"),
    ("variable", "description"),
    ("variable", "ephemeral"),
    ("variable", "nullable"),
    ("variable", "sensitive"),
    ("output", "description"),
    ("output", "ephemeral"),
    ("output", "sensitive"),
    ("lifecycle", "create_before_destroy"),
    ("lifecycle", "destroy"),
    ("provider", "alias"),
    ("provider", "version"),
];

/// The names and functions that an expression uses.
#[derive(Default)]
struct Uses {
    /// The range of the first name with which a reference starts, including names that a `for` expression declares.
    first_name: Option<Range<usize>>,
    /// The name and the range of the first function that is called.
    first_call: Option<(String, Range<usize>)>,
    has_for: bool,
    is_broken: bool,
}

impl Uses {
    fn of(value: Expression<'_>) -> Self {
        let mut uses = Self::default();
        for visit in value.walk() {
            match visit {
                Visit::ForDirective { .. } => uses.has_for = true,
                Visit::Expression(expression) => match expression.kind() {
                    ExprKind::For(_) => uses.has_for = true,
                    ExprKind::Broken => uses.is_broken = true,
                    ExprKind::Variable(_) | ExprKind::Traversal(_) if first_word(expression).is_some() => {
                        uses.first_name.get_or_insert(expression.range());
                    }
                    ExprKind::Call(call) => {
                        let name = call.name();
                        uses.first_call.get_or_insert_with(|| (name.text().to_owned(), name.range()));
                    }
                    _ => {}
                },
                Visit::Key(_) | Visit::EndFor => {}
            }
        }
        uses
    }
}

impl<'s> Checker<'_, 's> {
    /// Checks a value that Terraform reads before it evaluates expressions.
    pub(super) fn constant(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>) {
        let name = attribute.name().text();
        if !CONSTANTS.contains(&(place.owner.keyword(), name)) {
            return;
        }
        let uses = Uses::of(attribute.value());
        if uses.is_broken {
            return;
        }
        if let Some(range) = uses.first_name.filter(|_| !uses.has_for) {
            let reference = self.text.get(range.clone()).unwrap_or_default();
            let message = format!("`{name}` must be a constant: it cannot refer to `{reference}`");
            self.findings.add(Rule::ArgumentValue, range, message, None);
        } else if let Some((function, range)) = uses.first_call {
            let message = format!("`{name}` must be a constant: it cannot call `{function}`");
            self.findings.add(Rule::ArgumentValue, range, message, None);
        }
    }

    /// Checks that the condition of an assertion contains a reference.
    pub(super) fn condition(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>) {
        let is_assertion = matches!(place.owner.keyword(), "validation" | "precondition" | "postcondition" | "assert");
        if !is_assertion || attribute.name().text() != "condition" {
            return;
        }
        let uses = Uses::of(attribute.value());
        if uses.first_name.is_none() && !uses.is_broken {
            let message = "the condition refers to nothing, so its result is always the same".to_owned();
            self.findings.add(Rule::ArgumentValue, attribute.value().range(), message, None);
        }
    }

    /// Checks `default` against `nullable`, and the references in the validations of a variable.
    pub(super) fn variable(&mut self, place: &Place<'_, 's>) {
        let Some(block) = place.owner.block().filter(|_| place.owner.keyword() == "variable") else { return };
        let literal = |name| place.body.attribute(name).map(Attribute::value);
        if let (Some(nullable), Some(default)) = (literal("nullable"), literal("default"))
            && matches!(nullable.kind(), ExprKind::Bool(false))
            && matches!(default.kind(), ExprKind::Null)
        {
            let message = "`default` cannot be `null` because `nullable` is `false`".to_owned();
            self.findings.add(Rule::ArgumentValue, default.range(), message, None);
        }
        let Some(name) = block.labels().next().map(Label::value) else { return };
        let address = Address::Named(Named::Variable, (&*name).into());
        for validation in place.body.blocks().filter(|inner| inner.name().text() == "validation") {
            self.validation(validation, &address);
        }
    }

    /// Checks that a validation refers to its variable.
    fn validation(&mut self, validation: Block<'_>, variable: &Address) {
        let Some(condition) = validation.body().attribute("condition").map(Attribute::value) else { return };
        let uses = Uses::of(condition);
        let range = condition.range();
        let mut within = self.providers.environment.index.document().references_in(Span::new(&range));
        if uses.first_name.is_none() || uses.is_broken || within.any(|reference| reference.address == *variable) {
            return;
        }
        let message = format!("the condition of a validation must refer to its variable, `{variable}`");
        self.findings.add(Rule::ArgumentValue, range, message, None);
    }
}
