//! `ArgumentValue`: values that Terraform reads before it evaluates expressions, and conditions without references.

use std::ops::Range;

use super::{Checker, Place, messages};
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
pub(super) struct Uses {
    /// The range of the first name with which a reference starts, including names that a `for` expression declares.
    pub(super) first_name: Option<Range<usize>>,
    /// The name and the range of the first function that is called.
    first_call: Option<(String, Range<usize>)>,
    has_for: bool,
    pub(super) is_broken: bool,
}

impl Uses {
    pub(super) fn of(value: Expression<'_>) -> Self {
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

/// Whether an argument of a block accepts neither references nor function calls.
pub(super) fn is_constant(keyword: &str, argument: &str) -> bool {
    CONSTANTS.contains(&(keyword, argument))
}

/// Whether `null` is no value of an argument, although the argument can be left out.
pub(super) fn cannot_be_null(keyword: &str, argument: &str) -> bool {
    let is_other = matches!(argument, "default") || keyword == "provider";
    is_constant(keyword, argument) && !is_other || (keyword, argument) == ("import", "id")
}

/// Whether a block contains a condition.
pub(super) fn is_assertion(keyword: &str) -> bool {
    matches!(keyword, "validation" | "precondition" | "postcondition" | "assert")
}

impl<'s> Checker<'_, 's> {
    /// Checks a value that Terraform reads before it evaluates expressions.
    pub(super) fn constant(&mut self, place: &Place<'_, 's>, attribute: Attribute<'_>) {
        let name = attribute.name().text();
        if !is_constant(place.owner.keyword(), name) {
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
        if !is_assertion(place.owner.keyword()) || attribute.name().text() != "condition" {
            return;
        }
        let uses = Uses::of(attribute.value());
        if uses.first_name.is_none() && !uses.is_broken {
            let message = messages::CONSTANT_CONDITION.to_owned();
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
            let message = messages::NULL_DEFAULT.to_owned();
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
        let message = messages::unrelated_condition(variable);
        self.findings.add(Rule::ArgumentValue, range, message, None);
    }
}
