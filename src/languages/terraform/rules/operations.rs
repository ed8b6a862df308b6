//! `ArgumentValue` and `FunctionCall`: operands, conditions, interpolations and arguments of functions that Terraform
//! certainly cannot use, because their values have another type.

use std::ops::Range;

use super::Rule;
use super::version_constraints::shortened;
use crate::languages::syntax::hcl::{Call, Directive, ExprKind, Expression, Operator, Part};
use crate::languages::terraform::model::evaluator::Evaluator;
use crate::languages::terraform::reference::function_arguments::{ANY, Accepts, COUNTS, NULLABLE};
use crate::languages::terraform::reference::functions::{Function, FunctionParameter, function};
use crate::languages::terraform::values::known::{Known, Shape};
use crate::languages::terraform::values::type_constraint::{Type, count};

/// A value that Terraform certainly cannot use.
pub struct Problem {
    pub rule: Rule,
    pub range: Range<usize>,
    pub message: String,
}

/// The maximum length of a format whose verbs are counted, in bytes.
const MAX_FORMAT_LEN: usize = 1_024;

/// Returns the problems of an expression itself, without those of its parts.
pub fn problems(evaluator: &Evaluator<'_>, expression: Expression<'_>) -> Vec<Problem> {
    let mut checker = Checker { evaluator, problems: Vec::new() };
    checker.expression(expression);
    checker.problems
}

/// Returns the problems of a template in JSON, without those of its parts. It is parsed as a heredoc, so a newline
/// follows it.
pub fn template_problems(evaluator: &Evaluator<'_>, template: Expression<'_>) -> Vec<Problem> {
    let mut checker = Checker { evaluator, problems: Vec::new() };
    if let ExprKind::Template(template) = template.kind() {
        let mut parts: Vec<Part<'_>> = template.parts().collect();
        parts.pop_if(|last| matches!(last, Part::Text("\n")));
        checker.template(&parts);
    }
    checker.problems
}

struct Checker<'c, 'm> {
    evaluator: &'c Evaluator<'m>,
    problems: Vec<Problem>,
}

impl Checker<'_, '_> {
    fn expression(&mut self, expression: Expression<'_>) {
        match expression.kind() {
            ExprKind::Negation(inner) => self.operand("-", inner, &Type::Number),
            ExprKind::Not(inner) => self.operand("!", inner, &Type::Bool),
            ExprKind::Binary(operator, left, right) => self.binary(operator, left, right),
            ExprKind::Conditional { condition, when_true, when_false } => {
                self.condition(condition);
                self.branches(when_true, when_false);
            }
            ExprKind::Template(template) => self.template(&template.parts().collect::<Vec<_>>()),
            ExprKind::For(parts) => self.collection(parts.collection),
            ExprKind::Call(call) => self.call(call),
            ExprKind::Object => {
                let keys = expression.entries().into_iter().flatten().map(|entry| entry.key);
                for key in keys.filter(|key| key.word().is_none()) {
                    let known = self.evaluator.evaluate(key);
                    self.required(key, &known, &Type::String, "a key of an object");
                }
            }
            _ => {}
        }
    }

    fn binary(&mut self, operator: Operator, left: Expression<'_>, right: Expression<'_>) {
        let symbol = match operator {
            Operator::Equal | Operator::NotEqual => return,
            Operator::And | Operator::Or => {
                let symbol = if operator == Operator::And { "&&" } else { "||" };
                self.operand(symbol, left, &Type::Bool);
                // Later versions do not evaluate the right operand if the left one decides.
                let is_evaluated = matches!(
                    self.evaluator.evaluate(left).shape,
                    Shape::Bool(Some(value)) if value == (operator == Operator::And)
                );
                if is_evaluated {
                    self.operand(symbol, right, &Type::Bool);
                }
                return;
            }
            Operator::Less => "<",
            Operator::LessEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterEqual => ">=",
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "/",
            Operator::Modulo => "%",
        };
        self.operand(symbol, left, &Type::Number);
        self.operand(symbol, right, &Type::Number);
    }

    fn operand(&mut self, operator: &str, operand: Expression<'_>, wanted: &Type) {
        let known = self.evaluator.evaluate(operand);
        self.required(operand, &known, wanted, &format!("an operand of `{operator}`"));
    }

    fn condition(&mut self, condition: Expression<'_>) {
        self.known(condition, &Type::Bool, "the condition");
    }

    /// Checks a value that Terraform converts only once it is known.
    fn known(&mut self, value: Expression<'_>, wanted: &Type, role: &str) {
        let known = self.evaluator.evaluate(value);
        if known.is_value() {
            self.required(value, &known, wanted, role);
        }
    }

    /// Reports a value that is null or cannot be converted to a type.
    fn required(&mut self, value: Expression<'_>, known: &Known, wanted: &Type, role: &str) {
        let is_null = matches!(known.shape, Shape::Null);
        if let Some(found) = known.misfit(wanted).or_else(|| is_null.then(|| known.noun())) {
            self.report(Rule::ArgumentValue, value, format!("{role} must be {wanted}, not {found}"));
        }
    }

    /// Terraform converts both results of a conditional to one type.
    fn branches(&mut self, when_true: Expression<'_>, when_false: Expression<'_>) {
        let (first, second) = (self.evaluator.evaluate(when_true), self.evaluator.evaluate(when_false));
        let kind = |known: &Known| match known {
            known if known.is_primitive() => Some(0),
            known if known.is_map() => Some(1),
            known if known.is_collection() => Some(2),
            _ => None,
        };
        if kind(&first).zip(kind(&second)).is_some_and(|(first, second)| first != second) {
            let plain = |known: &Known| if known.is_primitive() { "a single value".to_owned() } else { known.noun() };
            let message = format!(
                "both results of a conditional must have the same type: the first is {}, the second is {}",
                plain(&first),
                plain(&second)
            );
            self.report(Rule::ArgumentValue, when_false, message);
        }
    }

    fn template(&mut self, parts: &[Part<'_>]) {
        if let [Part::Interpolation(_)] = parts {
            return;
        }
        for part in parts {
            match part {
                Part::Text(_) => {}
                Part::Interpolation(inner) => self.known(*inner, &Type::String, "an interpolation"),
                // What lies between directives may be left out.
                Part::Directive(Directive::If(inner)) => return self.condition(*inner),
                Part::Directive(Directive::For(inner)) => return self.collection(*inner),
                Part::Directive(_) => return,
            }
        }
    }

    fn collection(&mut self, collection: Expression<'_>) {
        let known = self.evaluator.evaluate(collection);
        if known.is_primitive() || matches!(known.shape, Shape::Null) {
            let message = format!("`for` requires a list, set, map or object, not {}", known.noun());
            self.report(Rule::ArgumentValue, collection, message);
        }
    }

    fn call(&mut self, call: Call<'_>) {
        let Some(function) = function(call.name().text()) else { return };
        let arguments: Vec<Expression<'_>> = call.arguments().collect();
        if let Some((_, least, most)) = COUNTS.iter().find(|(name, ..)| *name == function.name)
            && !call.expands_last
            && !(*least..=*most).contains(&arguments.len())
            && arguments.len() >= function.parameters.len()
        {
            let count = if *most == usize::MAX { format!("at least {least}") } else { format!("{least} to {most}") };
            let plural = if (*least, *most) == (1, usize::MAX) { "" } else { "s" };
            let message = format!("`{}` takes {count} argument{plural}, not {}", function.name, arguments.len());
            let range = call.name().range();
            self.problems.push(Problem { rule: Rule::FunctionCall, range, message });
        }
        if matches!(function.name, "try" | "can") {
            return;
        }
        if !call.expands_last {
            self.values(function.name, call, &arguments);
        }
        for (index, argument) in arguments.iter().enumerate() {
            if call.expands_last && index + 1 == arguments.len() {
                let known = self.evaluator.evaluate(*argument);
                if known.is_primitive() || known.is_map() {
                    let message = format!("only a list or set can be expanded with `...`, not {}", known.noun());
                    self.report(Rule::FunctionCall, *argument, message);
                }
                break;
            }
            let Some(parameter) = function.parameters.get(index).or(function.variadic.as_ref()) else { break };
            self.argument(function, index, parameter, *argument);
        }
    }

    /// Checks what some functions require of the values of their arguments.
    fn values(&mut self, name: &str, call: Call<'_>, arguments: &[Expression<'_>]) {
        let evaluate = |argument: &Expression<'_>| self.evaluator.evaluate(*argument).shape;
        let message = match (name, arguments) {
            ("lookup", [map, key]) => match (evaluate(map), evaluate(key)) {
                (Shape::Object { attributes, is_value: true }, Shape::String(Some(key)))
                    if key.is_ascii() && attributes.get(&key).is_none() =>
                {
                    format!("the object has no attribute `{}`; add a default as the third argument", shortened(&key))
                }
                _ => return,
            },
            ("element", [list, _]) if is_empty_list(&evaluate(list)) => "an empty list has no element".to_owned(),
            ("sum", [list]) => match self.evaluator.evaluate(*list) {
                list if is_empty_list(&list.shape) => "an empty list has no sum".to_owned(),
                list if list.is_value() && list.is_sequence() => {
                    let Some(found) = list.misfit(&Type::List(Box::new(Type::Number))) else { return };
                    format!("`sum` takes a list of numbers, not {found}")
                }
                _ => return,
            },
            ("one", [list]) => match evaluate(list) {
                Shape::Tuple(elements) if elements.len() > 1 => {
                    format!("`one` takes a list with at most 1 element, not {}", elements.len())
                }
                _ => return,
            },
            ("zipmap", [keys, values]) => match (evaluate(keys), evaluate(values)) {
                (Shape::Tuple(keys), Shape::Tuple(values)) if keys.len() != values.len() => {
                    format!("the number of keys ({}) differs from that of values ({})", keys.len(), values.len())
                }
                _ => return,
            },
            ("parseint", [_, base]) => match evaluate(base) {
                Shape::Number(Some(base)) if !(2.0..=62.0).contains(&base) => {
                    "the base must be between 2 and 62".to_owned()
                }
                _ => return,
            },
            ("coalesce", [_, ..]) if arguments.iter().all(|one| is_nothing(&evaluate(one))) => {
                "`coalesce` requires an argument that is neither null nor an empty string".to_owned()
            }
            ("coalescelist", [_, ..]) if arguments.iter().all(|one| is_empty_list(&evaluate(one))) => {
                "`coalescelist` requires a list that is not empty".to_owned()
            }
            ("slice", [list, start, end]) => match (evaluate(list), evaluate(start), evaluate(end)) {
                (Shape::Tuple(elements), Shape::Number(Some(start)), Shape::Number(Some(end)))
                    if start > end || end > f64::from(u32::try_from(elements.len()).unwrap_or(u32::MAX)) =>
                {
                    format!("the list has no slice from {start} to {end}: it has {}", count(elements.len(), "element"))
                }
                _ => return,
            },
            ("chunklist", [_, size]) if matches!(evaluate(size), Shape::Number(Some(size)) if size < 0.0) => {
                "the size must not be negative".to_owned()
            }
            ("format", [pattern, rest @ ..]) => match evaluate(pattern) {
                Shape::String(Some(pattern)) if pattern.len() <= MAX_FORMAT_LEN => match verbs(&pattern) {
                    // The result of a call with `null` is unknown.
                    Some(verbs)
                        if verbs != rest.len() && !rest.iter().any(|one| matches!(evaluate(one), Shape::Null)) =>
                    {
                        format!(
                            "the format has {}, but the call has {}",
                            count(verbs, "verb"),
                            count(rest.len(), "value")
                        )
                    }
                    _ => return,
                },
                _ => return,
            },
            ("templatestring", [template, ..]) if template.literal().is_some() => {
                "`templatestring` takes a reference to a template, not the template itself".to_owned()
            }
            ("cidrhost" | "cidrsubnet" | "cidrsubnets" | "cidrnetmask", [prefix, ..]) => match evaluate(prefix) {
                Shape::String(Some(prefix)) if !prefix.contains('/') => {
                    format!(
                        "invalid network `{}`: expected an address and a prefix length, such as `10.0.0.0/16`",
                        shortened(&prefix)
                    )
                }
                _ => return,
            },
            _ => return,
        };
        self.problems.push(Problem { rule: Rule::FunctionCall, range: call.name().range(), message });
    }

    fn argument(&mut self, function: &Function, index: usize, parameter: &FunctionParameter, argument: Expression<'_>) {
        let known = self.evaluator.evaluate(argument);
        if matches!(known.shape, Shape::Unknown) {
            return;
        }
        let name = function.name;
        let accepts = ANY.iter().find(|(known, at, _)| *known == name && at.is_none_or(|at| at == index));
        let wanted = Type::parse(parameter.value_type);
        let mismatch = match accepts {
            _ if matches!(known.shape, Shape::Null) => {
                let is_nullable = NULLABLE.iter().any(|(nullable, first)| *nullable == name && index >= *first);
                let wanted = accepts.map_or_else(|| noun(&wanted), |(.., accepts)| accepts.noun());
                (!is_nullable).then(|| (wanted, known.noun()))
            }
            Some((.., accepts)) => accepts.misfit(&known).map(|found| (accepts.noun(), found)),
            None => known.misfit(&wanted).map(|found| (noun(&wanted), found_in(&known, &wanted, found))),
        };
        if let Some((wanted, found)) = mismatch {
            let message = format!("`{name}` takes {wanted} as `{}`, not {found}", parameter.name);
            self.report(Rule::FunctionCall, argument, message);
        }
    }

    fn report(&mut self, rule: Rule, value: Expression<'_>, message: String) {
        self.problems.push(Problem { rule, range: value.range(), message });
    }
}

/// Says how a value certainly differs from a type.
pub(super) fn mismatch(value: &Known, wanted: &Type) -> Option<String> {
    let found = value.misfit(wanted)?;
    Some(format!("expected {}, not {}", noun(wanted), found_in(value, wanted, found)))
}

/// Returns a noun for the values that a parameter accepts.
pub(super) fn noun(wanted: &Type) -> String {
    let (collection, element) = match wanted {
        Type::List(element) => ("a list", element),
        Type::Set(element) => ("a set", element),
        Type::Map(element) => ("a map", element),
        other => return other.to_string(),
    };
    match **element {
        Type::String => format!("{collection} of strings"),
        Type::Number => format!("{collection} of numbers"),
        Type::Bool => format!("{collection} of booleans"),
        Type::List(_) => format!("{collection} of lists"),
        Type::Object(_) => format!("{collection} of objects"),
        _ => collection.to_owned(),
    }
}

/// Describes a value of which a part has the wrong type.
pub(super) fn found_in(value: &Known, wanted: &Type, part: String) -> String {
    let is_part = match wanted {
        Type::List(_) | Type::Set(_) => value.is_sequence() || matches!(value.shape, Shape::Set { .. }),
        Type::Map(_) => value.is_map(),
        Type::Object(_) => value.is_map() && part != value.noun() && !part.contains(" without "),
        _ => false,
    };
    if is_part { format!("one with {part}") } else { part }
}

/// Whether a value is null or an empty string.
fn is_nothing(shape: &Shape) -> bool {
    match shape {
        Shape::Null => true,
        Shape::String(Some(text)) => text.is_empty(),
        _ => false,
    }
}

fn is_empty_list(shape: &Shape) -> bool {
    matches!(shape, Shape::Tuple(elements) if elements.is_empty())
}

/// Returns the number of values that a format takes. `None` if verbs choose their values themselves.
fn verbs(pattern: &str) -> Option<usize> {
    let (mut count, mut rest) = (0, pattern);
    while let Some(percent) = rest.find('%') {
        let after = rest[percent + 1..]
            .trim_start_matches([' ', '+', '-', '#', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.']);
        let verb = after.chars().next()?;
        if matches!(verb, '[' | '*') {
            return None;
        }
        count += usize::from(verb != '%');
        rest = &after[verb.len_utf8()..];
    }
    Some(count)
}

impl Accepts {
    fn misfit(self, known: &Known) -> Option<String> {
        let fits = match self {
            Self::Measurable => known.is_collection() || matches!(known.shape, Shape::String(_)),
            Self::Maps => known.is_map(),
            Self::Lists => known.is_sequence(),
            Self::ListsAndSets => known.is_sequence() || matches!(known.shape, Shape::Set { .. }),
            Self::KnownMaps => known.is_map() || !known.is_value(),
            Self::KnownLists => known.is_sequence() || !known.is_value(),
            Self::KnownListsAndSets => {
                known.is_sequence() || matches!(known.shape, Shape::Set { .. }) || !known.is_value()
            }
            Self::Strings => matches!(known.shape, Shape::String(_)),
            Self::Converted(wanted) => return known.misfit(&Type::parse(wanted)),
        };
        (!fits).then(|| known.noun())
    }

    fn noun(self) -> String {
        match self {
            Self::Measurable => "a string, list, set, map or object".to_owned(),
            Self::Maps | Self::KnownMaps => "a map or object".to_owned(),
            Self::Lists | Self::KnownLists => "a list".to_owned(),
            Self::ListsAndSets | Self::KnownListsAndSets => "a list or set".to_owned(),
            Self::Strings => "a string".to_owned(),
            Self::Converted(wanted) => noun(&Type::parse(wanted)),
        }
    }
}
