//! `UndeclaredReference` and `ArgumentValue`: attributes that the value of a variable or local value certainly does not
//! have, and outputs whose values are certainly ephemeral. Only what Terraform evaluates whatever variables are set to is
//! checked: no branches of conditionals, no bodies of `for`, and nothing in `try`.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::Rule;
use super::calls;
use super::finding::Findings;
use super::operations::{self, Problem};
use super::version_constraints::shortened;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{
    Attribute, Block, Body, Directive, ExprKind, Expression, Operator, Part, Span, Step,
};
use crate::languages::syntax::json::{Kind, Node};
use crate::languages::terraform::file_names::{FileKind, is_file_name};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::evaluator::{Evaluator, Refused, declared_type};
use crate::languages::terraform::model::index::{FileTrait, Module, ModuleIndex};
use crate::languages::terraform::syntax::config::File;
use crate::languages::terraform::syntax::json_expressions::{in_template, may_have_templates};
use crate::languages::terraform::values::known::{Known, Shape};
use crate::languages::terraform::values::type_constraint::Type;
use crate::languages::text::{closest_match, did_you_mean};

/// The maximum number of names that are compared with unknown ones. Later errors have no suggestion.
const MAX_COMPARED: usize = 100_000;

pub fn check(source: &Source<'_>, file: &File<'_>, index: &ModuleIndex<'_>, findings: &mut Findings) {
    let own = index.own();
    // An override file can replace any of the expressions.
    if !is_file_name(source.file_name) || !index.is_listed() || !own.is_complete || own.has_overrides {
        return;
    }
    let evaluator = Evaluator::new(index);
    let mut checker = Checker { text: source.text, index, evaluator, is_root: OnceCell::new(), compared: 0, findings };
    match file {
        File::Native(file) => checker.native(file.body()),
        File::Json(json) => {
            for (keyword, value) in json.root().into_iter().flat_map(members) {
                checker.json_block(&keyword, value);
            }
        }
    }
}

struct Checker<'c, 'm> {
    text: &'c str,
    index: &'m ModuleIndex<'m>,
    evaluator: Evaluator<'m>,
    is_root: OnceCell<bool>,
    /// The number of names that were compared with unknown ones.
    compared: usize,
    findings: &'c mut Findings,
}

impl Checker<'_, '_> {
    fn native(&mut self, root: Body<'_>) {
        let mut open: Vec<Block<'_>> = root.blocks().collect();
        while let Some(block) = open.pop() {
            let (keyword, body) = (block.name().text(), block.body());
            match keyword {
                "locals" | "precondition" | "validation" => self.arguments(body, &[]),
                "output" => {
                    self.arguments(body, &["depends_on"]);
                    self.native_output(body);
                    let conditions = || body.blocks().filter(|inner| inner.name().text() == "precondition");
                    conditions().for_each(|condition| self.native_message(condition.body()));
                    open.extend(conditions());
                }
                "variable" => open.extend(body.blocks().filter(|inner| inner.name().text() == "validation")),
                "module" => {
                    self.arguments(body, &["source", "version", "providers", "depends_on"]);
                    self.inputs(block);
                }
                "check" => {
                    let blocks = |keyword| body.blocks().filter(move |inner| inner.name().text() == keyword);
                    blocks("assert").for_each(|condition| self.native_message(condition.body()));
                    open.extend(blocks("data"));
                }
                "resource" | "data" | "ephemeral" => {
                    self.arguments(body, &["depends_on", "provider"]);
                    self.nested_blocks(body);
                }
                _ => {}
            }
        }
    }

    fn inputs(&mut self, call: Block<'_>) {
        let Some(label) = call.labels().next() else { return };
        let Some(module) = self.called(&label.value()) else { return };
        for attribute in call.body().attributes() {
            let value = attribute.value();
            self.input(&module, attribute.name().text(), || value.range(), |evaluator| evaluator.evaluate(value));
        }
    }

    /// Returns a called module whose files are all known, and declare each variable once.
    fn called(&self, name: &str) -> Option<Arc<Module>> {
        let own = self.index.own();
        let module = calls::complete_module(self.index, &own, own.call(name)?)?;
        (module.is_complete && !module.has_overrides).then_some(module)
    }

    /// Reports the value of an input that the variable of the module does not accept.
    fn input(
        &mut self,
        module: &Module,
        name: &str,
        range: impl FnOnce() -> Range<usize>,
        evaluate: impl FnOnce(&Evaluator<'_>) -> Known,
    ) {
        let address = Address::Named(Named::Variable, name.into());
        let mut declarations = module.declarations(&address);
        let (Some((file, variable)), None) = (declarations.next(), declarations.next()) else { return };
        if file.kind != FileKind::Module {
            return;
        }
        let Some(text) = self.index.text(&file.file) else { return };
        let wanted = declared_type(file, variable, &text);
        let known = evaluate(&self.evaluator);
        let message = if !variable.is_ephemeral && known.has_ephemeral_part() {
            format!(
                "the value is ephemeral; set `ephemeral = true` in the variable `{name}` of the module, or use another value"
            )
        } else if let Some(found) = known.misfit(&wanted) {
            let found = operations::found_in(&known, &wanted, found);
            format!("the variable `{name}` of the module takes {}, not {found}", operations::noun(&wanted))
        } else {
            return;
        };
        self.findings.add(Rule::ArgumentValue, range(), message, None);
    }

    /// The blocks of a resource.
    fn nested_blocks(&mut self, resource: Body<'_>) {
        let has_provisioner = resource.blocks().any(|inner| inner.name().text() == "provisioner");
        let mut open: Vec<Block<'_>> = resource.blocks().collect();
        while let Some(block) = open.pop() {
            let body = block.body();
            match block.name().text() {
                // Its body is evaluated for each element, if there is any.
                "dynamic" => {
                    if let Some(collection) = body.attribute("for_each") {
                        self.expression(collection.value());
                    }
                }
                "lifecycle" => {
                    let conditions =
                        body.blocks().filter(|inner| matches!(inner.name().text(), "precondition" | "postcondition"));
                    conditions.for_each(|condition| self.arguments(condition.body(), &[]));
                }
                "connection" if !has_provisioner => {}
                _ => {
                    self.arguments(body, &[]);
                    open.extend(body.blocks());
                }
            }
        }
    }

    fn arguments(&mut self, body: Body<'_>, except: &[&str]) {
        for attribute in body.attributes().filter(|attribute| !except.contains(&attribute.name().text())) {
            self.expression(attribute.value());
        }
    }

    fn expression(&mut self, expression: Expression<'_>) {
        if !self.findings.admits(Rule::UndeclaredReference) {
            return;
        }
        let (refusals, problems) = examined(&self.evaluator, expression, false);
        self.report(refusals, problems);
    }

    fn report(&mut self, refusals: Vec<(Range<usize>, Refused)>, problems: Vec<Problem>) {
        for (reference, refused) in refusals {
            self.refused(reference, refused);
        }
        for problem in problems {
            self.findings.add(problem.rule, problem.range, problem.message, None);
        }
    }

    fn native_message(&mut self, condition: Body<'_>) {
        if let Some(value) = condition.attribute("error_message").map(Attribute::value) {
            self.error_message(&self.evaluator.evaluate(value), value.range());
        }
    }

    /// Checks a message that Terraform evaluates together with its condition. It evaluates those of resources and
    /// variables only when it plans.
    fn error_message(&mut self, value: &Known, range: Range<usize>) {
        let is_null = matches!(value.shape, Shape::Null);
        if let Some(found) = value.misfit(&Type::String).or_else(|| is_null.then(|| value.noun())) {
            let message = format!("`error_message` takes a string, not {found}");
            self.findings.add(Rule::ArgumentValue, range, message, None);
        }
    }

    fn native_output(&mut self, body: Body<'_>) {
        let Some(value) = body.attribute("value").map(Attribute::value) else { return };
        let is_ephemeral = body.attribute("ephemeral").map_or(Some(false), |flag| match flag.value().kind() {
            ExprKind::Bool(is_ephemeral) => Some(is_ephemeral),
            _ => None,
        });
        let is_sensitive =
            body.attribute("sensitive").is_some_and(|flag| !matches!(flag.value().kind(), ExprKind::Bool(false)));
        let known = self.evaluator.evaluate(value);
        self.output(&known, is_ephemeral, is_sensitive, value.range());
    }

    /// Compares the value of an output with its argument `ephemeral`, if that is known.
    fn output(&mut self, value: &Known, is_ephemeral: Option<bool>, is_sensitive: bool, range: Range<usize>) {
        if !is_sensitive && value.has_sensitive_part() && self.is_root() {
            let message = "the value is sensitive; add `sensitive = true` to the output, or use `nonsensitive`";
            self.findings.add(Rule::ArgumentValue, range.clone(), message.to_owned(), None);
        }
        let message = match is_ephemeral {
            Some(false) if value.has_ephemeral_part() => {
                "the value is ephemeral; use `ephemeralasnull`, or set `ephemeral = true` if this is no root module"
            }
            Some(true) if self.is_root() => {
                "an output of the root module cannot be ephemeral; remove `ephemeral = true`"
            }
            Some(true) if value.is_wholly_known() => "the value of an ephemeral output must be ephemeral",
            _ => return,
        };
        self.findings.add(Rule::ArgumentValue, range, message.to_owned(), None);
    }

    /// Whether the module is certainly not called by another one: it says where its state is kept.
    fn is_root(&self) -> bool {
        let own = self.index.own();
        *self.is_root.get_or_init(|| !own.files_with(FileTrait::StateStore).is_empty() && !self.index.has_callers(&own))
    }

    fn json_block(&mut self, keyword: &str, value: Node<'_>) {
        match keyword {
            "locals" => self.templates(value),
            "variable" => {
                let parts = members(value).flat_map(|(_, variable)| members(variable));
                parts.filter(|(name, _)| name == "validation").for_each(|(_, condition)| self.templates(condition));
            }
            "output" => {
                for (_, output) in members(value) {
                    self.json_output(output);
                }
            }
            "module" => {
                for (call, arguments) in members(value) {
                    let module = self.called(&call);
                    for (name, argument) in members(arguments) {
                        if matches!(&*name, "source" | "version" | "providers" | "depends_on") {
                            continue;
                        }
                        self.templates(argument);
                        if let Some(module) = &module {
                            self.input(
                                module,
                                &name,
                                || argument.range(),
                                |evaluator| evaluator.evaluate_json(argument),
                            );
                        }
                    }
                }
            }
            "check" => {
                for (name, part) in members(value).flat_map(|(_, check)| members(check)) {
                    match &*name {
                        "data" => self.json_resources(part),
                        "assert" => self.json_messages(part),
                        _ => {}
                    }
                }
            }
            "resource" | "data" | "ephemeral" => self.json_resources(value),
            _ => {}
        }
    }

    fn json_resources(&mut self, types: Node<'_>) {
        for resource in members(types).flat_map(|(_, names)| members(names)).map(|(_, resource)| resource) {
            let has_provisioner = members(resource).any(|(name, _)| name == "provisioner");
            for (name, value) in members(resource) {
                match &*name {
                    "depends_on" | "provider" | "dynamic" => {}
                    "connection" if !has_provisioner => {}
                    "lifecycle" => {
                        let conditions = members(value).filter(|(name, _)| name.ends_with("condition"));
                        conditions.for_each(|(_, condition)| self.templates(condition));
                    }
                    _ => self.templates(value),
                }
            }
        }
    }

    fn json_output(&mut self, output: Node<'_>) {
        for (name, value) in members(output) {
            if matches!(&*name, "value" | "precondition") {
                self.templates(value);
            }
            if name == "precondition" {
                self.json_messages(value);
            }
        }
        let member = |wanted: &str| members(output).find(|(name, _)| name == wanted).map(|(_, value)| value);
        let Some(value) = member("value") else { return };
        let is_ephemeral = member("ephemeral").map_or(Some(false), |flag| match flag.text() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        });
        let is_sensitive = member("sensitive").is_some_and(|flag| flag.text() != "false");
        let known = self.evaluator.evaluate_json(value);
        self.output(&known, is_ephemeral, is_sensitive, value.range());
    }

    fn json_messages(&mut self, conditions: Node<'_>) {
        for (_, message) in members(conditions).filter(|(name, _)| name == "error_message") {
            self.error_message(&self.evaluator.evaluate_json(message), message.range());
        }
    }

    /// All templates within a value.
    fn templates(&mut self, value: Node<'_>) {
        let mut open = vec![value];
        while let Some(node) = open.pop() {
            match node.kind() {
                Kind::Object => {
                    for (key, value) in node.members().filter(|(key, _)| key.text() != "\"//\"") {
                        // The bodies of `dynamic` blocks are evaluated for each element.
                        if key.text() != "\"dynamic\"" {
                            open.extend([key, value]);
                        }
                    }
                }
                Kind::Array => open.extend(node.elements()),
                Kind::String if may_have_templates(node) => self.json_template(node),
                Kind::String | Kind::Other => {}
            }
        }
    }

    fn json_template(&mut self, node: Node<'_>) {
        if !self.findings.admits(Rule::UndeclaredReference) {
            return;
        }
        let evaluator = &self.evaluator;
        let found = in_template(node, |template, translate| {
            let place = |range: Range<usize>| Some(translate(Span::new(&range))?.range());
            let (refusals, problems) = examined(evaluator, template, true);
            let refusals = refusals.into_iter().filter_map(|(reference, refused)| {
                let range = place(refused.range)?;
                Some((place(reference)?, Refused { range, ..refused }))
            });
            let problems =
                problems.into_iter().filter_map(|problem| Some(Problem { range: place(problem.range)?, ..problem }));
            (refusals.collect(), problems.collect())
        });
        let (refusals, problems) = found.unwrap_or_default();
        self.report(refusals, problems);
    }

    fn refused(&mut self, reference: Range<usize>, Refused { range, name, missing }: Refused) {
        let owner = self.text.get(reference.start..range.start).unwrap_or_default();
        let owner = shortened(owner.trim_end_matches(['.', '[', ' ', '"', '\\']));
        if missing.owner == "the list" {
            let message = format!("`{owner}` has no element `{name}`");
            return self.findings.add(Rule::UndeclaredReference, range, message, None);
        }
        if missing.owner != "the object" {
            let kind = missing.owner;
            let advice = if kind == "a list" { "; add an index, such as `[0]`" } else { "" };
            let message = format!("`{owner}` is {kind} and has no attribute `{name}`{advice}");
            return self.findings.add(Rule::UndeclaredReference, range, message, None);
        }
        self.compared += missing.others.len();
        // The index of a list is no misspelled name.
        let is_name = !name.starts_with(|first: char| first.is_ascii_digit());
        let is_compared = is_name && self.compared <= MAX_COMPARED;
        let names = missing.others.iter().filter(|_| is_compared).map(|(known, _)| &**known);
        let nearest = closest_match(&name, names);
        let message = format!("`{owner}` has no attribute `{name}`");
        if self.text.get(range.clone()) == Some(&*name) {
            self.findings.add_unknown(Rule::UndeclaredReference, range, message, nearest);
        } else {
            self.findings.add(Rule::UndeclaredReference, range, message + &did_you_mean(nearest), None);
        }
    }
}

/// The members of an object, or of each object of an array. `//` is a comment.
fn members(node: Node<'_>) -> impl Iterator<Item = (String, Node<'_>)> {
    let members = node.objects().flat_map(Node::members);
    members.filter_map(|(key, value)| Some((key.value().filter(|name| name != "//")?, value)))
}

/// Returns the steps of references that Terraform refuses, and the problems of operands and arguments, in the order of the
/// text. `is_json` says whether the expression is a template in JSON.
fn examined(
    evaluator: &Evaluator<'_>,
    expression: Expression<'_>,
    is_json: bool,
) -> (Vec<(Range<usize>, Refused)>, Vec<Problem>) {
    let (mut refusals, mut problems) = (Vec::new(), Vec::new());
    // Most values are literals.
    if expression.is_constant() {
        return (refusals, problems);
    }
    // The parts of an expression come after it. They are examined first, so that each part is evaluated once.
    for part in evaluated(expression).into_iter().rev() {
        refusals.extend(evaluator.refused(part).map(|refused| (part.range(), refused)));
        let is_template = is_json && part.range() == expression.range();
        let found = if is_template {
            operations::template_problems(evaluator, part)
        } else {
            operations::problems(evaluator, part)
        };
        problems.extend(found.into_iter().rev());
        if part.range() != expression.range() {
            evaluator.remember(part);
        }
    }
    evaluator.forget();
    refusals.reverse();
    problems.reverse();
    (refusals, problems)
}

/// The parts of an expression that Terraform evaluates whatever the values of others are.
fn evaluated(expression: Expression<'_>) -> Vec<Expression<'_>> {
    let (mut open, mut parts) = (vec![expression], Vec::new());
    while let Some(expression) = open.pop() {
        parts.push(expression);
        match expression.kind() {
            ExprKind::Parentheses(inner) | ExprKind::Negation(inner) | ExprKind::Not(inner) => open.push(inner),
            ExprKind::Binary(Operator::And | Operator::Or, left, _) => open.push(left),
            ExprKind::Binary(_, left, right) => open.extend([left, right]),
            ExprKind::Conditional { condition, .. } => open.push(condition),
            ExprKind::Template(template) => {
                for part in template.parts() {
                    match part {
                        Part::Text(_) => {}
                        Part::Interpolation(inner) => open.push(inner),
                        Part::Directive(Directive::If(inner) | Directive::For(inner)) => {
                            open.push(inner);
                            break;
                        }
                        Part::Directive(_) => break,
                    }
                }
            }
            ExprKind::Tuple => open.extend(expression.elements().into_iter().flatten()),
            ExprKind::Object => {
                for entry in expression.entries().into_iter().flatten() {
                    if entry.key.word().is_none() {
                        open.push(entry.key);
                    }
                    open.push(entry.value);
                }
            }
            ExprKind::For(parts) => open.push(parts.collection),
            ExprKind::Call(call) => {
                let name = call.name().text();
                if !matches!(name.strip_prefix("core::").unwrap_or(name), "try" | "can") {
                    open.extend(call.arguments());
                }
            }
            ExprKind::Traversal(first) => {
                open.push(first);
                for step in expression.steps() {
                    match step {
                        Step::Index(index) => open.push(index),
                        Step::AttributeSplat | Step::FullSplat => break,
                        Step::Name(_) | Step::LegacyIndex(_) => {}
                    }
                }
            }
            _ => {}
        }
    }
    parts
}
