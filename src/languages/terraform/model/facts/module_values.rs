//! The outputs of called modules that an expression uses: directly, as in `module.a.id`, through the variable of a `for`
//! expression, and through functions that return modules, such as `one(module.a[*]).id`.

use std::sync::Arc;

use crate::languages::syntax::hcl::{Call, Directive, ExprKind, Expression, For, Operator, Part, Span, Step, Visit};
use crate::languages::terraform::model::address::Address;
use crate::languages::terraform::syntax::json_expressions::Translate;

use super::expressions::{LocalName, MAX_ATTRIBUTES};
use super::{Builder, CallForm, ModuleRef, RUN_PREFIX, Reference, Role, Word};

/// The maximum depth of nested expressions through which modules are followed.
const MAX_DEPTH: usize = 32;

/// What a value contains of a called module.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ModuleValue {
    /// `module.NAME`: an object of outputs, or the instances of a repeated call.
    Call(Arc<str>),
    /// An object of outputs.
    Instance(Arc<str>, CallForm),
    /// A list or map of objects of outputs.
    Instances(Arc<str>, CallForm),
}

/// A name that a `for` expression declares, with the modules in its value.
struct Variable<'f> {
    name: &'f str,
    values: Vec<ModuleValue>,
}

/// Follows modules through an expression.
struct Follower<'b, 'f> {
    builder: &'b mut Builder,
    translate: Translate<'b>,
    /// The names of the blocks around the expression.
    outer: &'b [LocalName],
    /// The names that are in scope, the innermost last.
    variables: Vec<Variable<'f>>,
}

impl Builder {
    /// Adds the outputs that an expression uses, and the modules that it passes on as values.
    pub(super) fn module_values(&mut self, expression: Expression<'_>, outer: &[LocalName], translate: Translate<'_>) {
        let mut follower = Follower { builder: self, translate, outer, variables: Vec::new() };
        let values = follower.values(expression, MAX_DEPTH);
        follower.pass_on(values);
    }
}

impl<'f> Follower<'_, 'f> {
    /// Returns the modules in the value of an expression.
    fn values(&mut self, expression: Expression<'f>, depth: usize) -> Vec<ModuleValue> {
        let Some(depth) = depth.checked_sub(1) else {
            self.without_context(expression);
            return Vec::new();
        };
        match expression.kind() {
            ExprKind::Variable(name) => self.variable(name).map(<[ModuleValue]>::to_vec).unwrap_or_default(),
            ExprKind::Traversal(first) => self.traversal(expression, first, depth),
            ExprKind::Parentheses(inner) => self.values(inner, depth),
            ExprKind::Conditional { condition, when_true, when_false } => {
                self.consume([condition], depth);
                self.one_of([when_true, when_false], depth)
            }
            ExprKind::Binary(Operator::Equal | Operator::NotEqual, left, right)
                if is_empty(left) || is_empty(right) =>
            {
                // A comparison with `null` reads no output.
                self.values(left, depth);
                self.values(right, depth);
                Vec::new()
            }
            ExprKind::Binary(_, left, right) => self.consume([left, right], depth),
            ExprKind::Negation(inner) | ExprKind::Not(inner) => self.consume([inner], depth),
            ExprKind::Call(call) => self.call(call, depth),
            ExprKind::For(parts) => self.for_expression(&parts, depth),
            ExprKind::Tuple => self.consume(expression.elements().into_iter().flatten(), depth),
            ExprKind::Object => {
                let entries = expression.entries().into_iter().flatten();
                self.consume(entries.flat_map(|entry| [entry.key, entry.value]), depth)
            }
            ExprKind::Template(template) => {
                let parts: Vec<Part<'f>> = template.parts().collect();
                if parts.iter().any(|part| matches!(part, Part::Directive(Directive::For(_)))) {
                    self.without_context(expression);
                    return Vec::new();
                }
                let inner = parts.into_iter().filter_map(|part| match part {
                    Part::Interpolation(inner) | Part::Directive(Directive::If(inner)) => Some(inner),
                    _ => None,
                });
                self.consume(inner, depth)
            }
            ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Null | ExprKind::Broken => Vec::new(),
        }
    }

    /// Notes that modules in the values of expressions may be used in any way.
    fn consume(&mut self, expressions: impl IntoIterator<Item = Expression<'f>>, depth: usize) -> Vec<ModuleValue> {
        for expression in expressions {
            let values = self.values(expression, depth);
            self.pass_on(values);
        }
        Vec::new()
    }

    fn pass_on(&mut self, values: Vec<ModuleValue>) {
        for value in values {
            let (name, form) = match value {
                ModuleValue::Call(name) => (name, CallForm::Any),
                ModuleValue::Instance(name, form) | ModuleValue::Instances(name, form) => (name, form),
            };
            self.builder.facts.passed_modules.insert(ModuleRef::Called(name, form));
        }
    }

    /// Returns the modules in the values of expressions, of which one is the result. Nothing is followed if the other
    /// ones could have attributes with the names of outputs, too.
    fn one_of(&mut self, expressions: impl IntoIterator<Item = Expression<'f>>, depth: usize) -> Vec<ModuleValue> {
        let (mut all, mut are_alike): (Vec<ModuleValue>, bool) = (Vec::new(), true);
        for expression in expressions {
            let values = self.values(expression, depth);
            are_alike &= if values.is_empty() { is_empty(expression) } else { all.is_empty() || all == values };
            if !are_alike {
                self.pass_on(values);
            } else if all.is_empty() {
                all = values;
            }
        }
        if !are_alike {
            self.pass_on(std::mem::take(&mut all));
        }
        all
    }

    fn call(&mut self, call: Call<'f>, depth: usize) -> Vec<ModuleValue> {
        let name = call.name().text();
        let name = name.strip_prefix("core::").unwrap_or(name);
        let mut arguments = call.arguments();
        match name {
            "length" | "can" => {
                // The result contains nothing of the modules.
                arguments.for_each(|argument| drop(self.values(argument, depth)));
                Vec::new()
            }
            "try" | "coalesce" | "tolist" | "toset" | "tomap" | "reverse" | "flatten" | "distinct" => {
                self.one_of(arguments, depth)
            }
            "values" | "one" | "element" => {
                let collection = arguments.next().map(|first| self.values(first, depth)).unwrap_or_default();
                self.consume(arguments, depth);
                let elements = self.elements(collection);
                if name == "values" { elements.into_iter().map(ModuleValue::into_list).collect() } else { elements }
            }
            _ => self.consume(arguments, depth),
        }
    }

    fn for_expression(&mut self, parts: &For<'f>, depth: usize) -> Vec<ModuleValue> {
        let collection = self.values(parts.collection, depth);
        let values = self.elements(collection);
        let before = self.variables.len();
        self.variables.extend(parts.key_name.map(|key| Variable { name: key.text(), values: Vec::new() }));
        self.variables.push(Variable { name: parts.value_name.text(), values });
        self.consume(parts.key.into_iter().chain(parts.condition), depth);
        let results = self.values(parts.value, depth);
        self.variables.truncate(before);
        let (instances, others): (Vec<_>, Vec<_>) =
            results.into_iter().partition(|value| matches!(value, ModuleValue::Instance(..)));
        self.pass_on(others);
        if parts.groups {
            self.pass_on(instances);
            return Vec::new();
        }
        instances.into_iter().map(ModuleValue::into_list).collect()
    }

    /// Returns the elements of collections.
    fn elements(&mut self, collections: Vec<ModuleValue>) -> Vec<ModuleValue> {
        let mut elements = Vec::new();
        for collection in collections {
            match collection {
                ModuleValue::Instances(name, form) => elements.push(ModuleValue::Instance(name, form)),
                ModuleValue::Call(name) => {
                    // The elements of a single object are its outputs.
                    self.pass_on(vec![ModuleValue::Instance(name.clone(), CallForm::Single)]);
                    elements.push(ModuleValue::Instance(name, CallForm::Repeated));
                }
                ModuleValue::Instance(..) => self.pass_on(vec![collection]),
            }
        }
        elements
    }

    fn traversal(&mut self, traversal: Expression<'f>, first: Expression<'f>, depth: usize) -> Vec<ModuleValue> {
        let root = Span::new(&first.range());
        let variable = match first.kind() {
            ExprKind::Variable(name) => self.variable(name).map(<[ModuleValue]>::to_vec),
            _ => Some(self.values(first, depth)),
        };
        let (values, steps) = match variable {
            Some(values) => (values, traversal.steps().collect()),
            None => self.called(traversal, first, root),
        };
        self.consume(
            steps.iter().filter_map(|step| if let Step::Index(index) = step { Some(*index) } else { None }),
            depth,
        );
        self.follow(values, root, &steps)
    }

    /// Returns the value with which a traversal begins, and its further steps.
    fn called(
        &self,
        traversal: Expression<'f>,
        first: Expression<'f>,
        root: Span,
    ) -> (Vec<ModuleValue>, Vec<Step<'f>>) {
        let mut steps = traversal.steps();
        let prefix = if let ExprKind::Variable(name) = first.kind() { self.call_prefix(name, root) } else { None };
        match prefix.map(|prefix| (prefix, steps.next())) {
            Some((prefix, Some(Step::Name(name)))) => {
                (vec![ModuleValue::Call(format!("{prefix}{}", name.text()).into())], steps.collect())
            }
            _ => (Vec::new(), traversal.steps().collect()),
        }
    }

    /// Returns what some steps return for values. A step to an output ends the way of a module.
    fn follow(&mut self, mut values: Vec<ModuleValue>, root: Span, steps: &[Step<'f>]) -> Vec<ModuleValue> {
        if !steps.is_empty() && values.len() > 1 {
            self.pass_on(values);
            return Vec::new();
        }
        let mut splat = None;
        for (position, step) in steps.iter().enumerate() {
            let rest = &steps[position + 1..];
            match step {
                Step::AttributeSplat | Step::FullSplat => {
                    values = values.into_iter().map(ModuleValue::into_element).collect();
                    splat = Some(*step);
                }
                // An index ends the effect of `.*` and applies to its result.
                Step::Index(_) | Step::LegacyIndex(_) if matches!(splat, Some(Step::AttributeSplat)) => splat = None,
                _ => values = values.into_iter().flat_map(|value| self.step(value, root, *step, rest)).collect(),
            }
        }
        if splat.is_some() { values.into_iter().map(ModuleValue::into_list).collect() } else { values }
    }

    fn step(&mut self, value: ModuleValue, root: Span, step: Step<'f>, rest: &[Step<'f>]) -> Vec<ModuleValue> {
        match value {
            // The step names an output, or an instance of a repeated call.
            ModuleValue::Call(name) => {
                self.output((&name, CallForm::Single), root, step, rest);
                vec![ModuleValue::Instance(name, CallForm::Repeated)]
            }
            ModuleValue::Instances(name, form) => vec![ModuleValue::Instance(name, form)],
            ModuleValue::Instance(name, form) => {
                self.output((&name, form), root, step, rest);
                Vec::new()
            }
        }
    }

    /// Adds a reference to an output, or passes the module on if the name of the output is computed.
    fn output(&mut self, (call, form): (&Arc<str>, CallForm), root: Span, step: Step<'f>, rest: &[Step<'f>]) {
        let (text, name) = match step {
            Step::Name(name) => (name.text().into(), Span::new(&name.range())),
            Step::Index(index) => match index.literal() {
                Some(text) => (text, Span::new(&index.content_range())),
                // The index of an instance.
                None if matches!(index.kind(), ExprKind::Number(_)) => return,
                None => return self.pass_on(vec![ModuleValue::Instance(call.clone(), form)]),
            },
            _ => return,
        };
        let call: Arc<str> = self.builder.intern(call);
        let (Some(start), Some(name)) = ((self.translate)(root), (self.translate)(name)) else {
            return self.pass_on(vec![ModuleValue::Instance(call, form)]);
        };
        let names = rest.iter().filter_map(|step| if let Step::Name(name) = step { Some(*name) } else { None });
        let names: Vec<_> = names.take(MAX_ATTRIBUTES).collect();
        let attributes: Vec<Word> = self.builder.attributes(&names, self.translate);
        let output = self.builder.intern(&text);
        self.builder.facts.references.push(Reference {
            module: ModuleRef::Called(call, form),
            address: Address::output(output),
            role: Role::Read,
            whole: start.to(name),
            name,
            type_word: None,
            attributes,
        });
    }

    /// Adds the outputs that an expression uses directly. Modules in the values of variables are passed on.
    fn without_context(&mut self, expression: Expression<'f>) {
        for variable in std::mem::take(&mut self.variables) {
            self.pass_on(variable.values.clone());
            self.variables.push(Variable { values: Vec::new(), ..variable });
        }
        let parts: Vec<_> = expression.walk().collect();
        for part in parts {
            if let Visit::Expression(part) = part
                && let ExprKind::Traversal(first) = part.kind()
                && let ExprKind::Variable(name) = first.kind()
                && self.variable(name).is_none()
            {
                let root = Span::new(&first.range());
                let (values, steps) = self.called(part, first, root);
                let values = self.follow(values, root, &steps);
                self.pass_on(values);
            }
        }
    }

    fn variable(&self, name: &str) -> Option<&[ModuleValue]> {
        self.variables.iter().rev().find(|variable| variable.name == name).map(|variable| &*variable.values)
    }

    /// Returns the prefix of the names of calls that follow a root, if it is the root of references to calls.
    fn call_prefix(&self, root: &str, span: Span) -> Option<&'static str> {
        if self.outer.iter().any(|local| local.is_used_by(root, span.start)) {
            return None;
        }
        match root {
            "module" => Some(""),
            "run" if self.builder.is_test() => Some(RUN_PREFIX),
            _ => None,
        }
    }
}

impl ModuleValue {
    /// The value of an element under a splat, which makes a list of a single object.
    fn into_element(self) -> Self {
        match self {
            Self::Call(name) => Self::Instance(name, CallForm::Any),
            Self::Instances(name, form) | Self::Instance(name, form) => Self::Instance(name, form),
        }
    }

    /// The value of a list or map whose elements have this value.
    fn into_list(self) -> Self {
        match self {
            Self::Instance(name, form) => Self::Instances(name, form),
            other => other,
        }
    }
}

/// Whether a value is empty, so that it has no attributes.
fn is_empty(expression: Expression<'_>) -> bool {
    match expression.kind() {
        ExprKind::Null => true,
        ExprKind::Tuple => expression.elements().into_iter().flatten().next().is_none(),
        ExprKind::Object => expression.entries().into_iter().flatten().next().is_none(),
        _ => false,
    }
}
