//! Evaluates calls of standard functions and of functions that are defined in a file.

use std::ops::Range;

use super::evaluator::Evaluator;
use super::functions;
use super::problems::{Problem, undeclared};
use super::types::{INVALID_TYPE, Type};
use super::value::Value;
use crate::languages::bake::reference::functions::function;
use crate::languages::bake::syntax::{Block, Call, Expr, ExprKind, Name, Syntax, touches};

impl<'p> Evaluator<'p> {
    pub(super) fn call(&mut self, call: &'p Call) -> Value {
        let name = call.name.text.as_str();
        match name {
            "try" => return self.call_try(call),
            "can" => {
                let [argument] = call.arguments.as_slice() else {
                    let message = format!("`can` takes 1 argument, not {}", call.arguments.len());
                    self.report(call_range(call), message);
                    return Value::Unknown;
                };
                let before = self.problems.len();
                let value = self.evaluate(argument);
                let has_failed = self.problems.len() > before;
                self.problems.truncate(before);
                return if has_failed || value.is_known() { Value::Bool(!has_failed) } else { Value::Unknown };
            }
            "convert" => {
                let [argument, r#type] = call.arguments.as_slice() else {
                    let message = format!("`convert` takes 2 arguments, not {}", call.arguments.len());
                    self.report(call_range(call), message);
                    return Value::Unknown;
                };
                let value = self.evaluate(argument);
                let Some(r#type) = self.type_argument(r#type) else { return Value::Unknown };
                let converted = r#type.convert(&value);
                if converted.is_none() && value.is_known() && value != Value::Null {
                    let message = format!("cannot convert {} to `{}`", value.type_name(), r#type.display());
                    self.report(argument.range(), message);
                }
                return converted.unwrap_or(Value::Unknown);
            }
            _ => {}
        }
        let arguments = self.arguments(call);
        let Some(function) = function(name) else { return self.call_user_function(call, arguments) };
        let Some(arguments) = arguments else { return Value::Unknown };
        let weight: usize = arguments.iter().map(|argument| argument.elements().len()).sum();
        // A search for all matches of a regular expression can take quadratic time.
        let searched: usize = match name {
            "regex" | "regexall" | "regex_replace" => {
                arguments.iter().filter_map(Value::as_str).map(str::len).map(|length| length.min(1_000)).sum()
            }
            _ => 0,
        };
        self.take_steps(weight + searched * searched);
        match functions::call(function, &arguments) {
            Ok(value) => value,
            Err(message) => {
                self.report(call_range(call), message);
                Value::Unknown
            }
        }
    }

    /// Parses an argument as a type.
    pub(super) fn type_argument(&mut self, argument: &Expr) -> Option<Type> {
        // Only JSON writes a type as a string.
        let is_hcl = self.project.files[self.file].tree.syntax == Syntax::Hcl;
        let parsed = Type::parse(argument).filter(|_| !is_hcl || argument.literal().is_none());
        if parsed.is_none() && !matches!(argument.kind, ExprKind::Broken) {
            self.report(argument.range(), INVALID_TYPE);
        }
        parsed
    }

    /// Returns the values of the arguments, or `None` if an unknown number of arguments is expanded.
    pub(super) fn arguments(&mut self, call: &'p Call) -> Option<Vec<Value>> {
        let mut values: Vec<Value> = call.arguments.iter().map(|argument| self.evaluate(argument)).collect();
        if call.expands_last {
            match values.pop() {
                Some(Value::List(elements)) => values.extend(elements.iter().cloned()),
                Some(Value::Unknown) => return None,
                Some(value) => {
                    let range = call.arguments.last().map_or(0..0, Expr::range);
                    self.report(range, format!("expected a list before `...`, not {}", value.type_name()));
                    return None;
                }
                None => {}
            }
        }
        Some(values)
    }

    pub(super) fn call_try(&mut self, call: &'p Call) -> Value {
        let before = self.problems.len();
        for argument in &call.arguments {
            let value = self.evaluate(argument);
            let has_failed = self.problems.len() > before;
            self.problems.truncate(before);
            if !has_failed {
                return value;
            }
        }
        self.report(call_range(call), "no argument of `try` can be evaluated");
        Value::Unknown
    }

    pub(super) fn call_user_function(&mut self, call: &'p Call, arguments: Option<Vec<Value>>) -> Value {
        let name = call.name.text.as_str();
        let Some((file, block)) = self.project.function_block(name) else {
            let message = undeclared("function", name, self.project.function_names());
            self.report_undeclared(call.name.range(), name, message);
            return Value::Unknown;
        };
        let Some(label) = block.label.as_ref() else { return Value::Unknown };
        if self.calls.contains(&label.text.as_str()) {
            self.report(call.name.range(), format!("function `{name}` must not call itself"));
            return Value::Unknown;
        }
        let Some(mut arguments) = arguments else { return Value::Unknown };
        let (parameters, variadic) = parameters(block);
        let expected = parameters.len();
        if arguments.len() < expected || variadic.is_none() && arguments.len() > expected {
            let at_least = if variadic.is_some() { "at least " } else { "" };
            let plural = if expected == 1 { "" } else { "s" };
            let message = format!("`{name}` takes {at_least}{expected} argument{plural}, not {}", arguments.len());
            self.report(call_range(call), message);
            return Value::Unknown;
        }
        let null = arguments.iter().position(|argument| *argument == Value::Null);
        if let Some(parameter) = null.and_then(|index| parameters.get(index).copied().or(variadic)) {
            self.report(call_range(call), functions::null_argument(name, parameter));
            return Value::Unknown;
        }
        let Some(result) = block.body.attribute("result") else { return Value::Unknown };
        let mut errors = self.project.files[file].tree.function_errors.iter();
        if let Some(error) = errors.find(|error| touches(&result.value.range(), error.range.start)) {
            self.report(call_range(call), format!("error in function `{name}`: {}", error.message));
            return Value::Unknown;
        }
        let rest = arguments.split_off(expected);
        let mut locals: Vec<_> = parameters.into_iter().zip(arguments).collect();
        locals.extend(variadic.map(|name| (name, Value::list(rest))));
        self.calls.push(&label.text);
        // Problems in a function are reported once, at the call.
        let before = self.problems.len();
        let value =
            self.before_blocks(|outer| outer.within(file, locals, |evaluator| evaluator.evaluate(&result.value)));
        self.calls.pop();
        if self.problems.len() > before {
            let problem = self.problems.swap_remove(before);
            self.problems.truncate(before);
            let message = format!("error in function `{name}`: {}", problem.message);
            self.push(Problem { file: self.file, range: call_range(call), message, ..problem });
            return Value::Unknown;
        }
        value
    }
}

/// The range from the name of a function to the end of the last argument.
fn call_range(call: &Call) -> Range<usize> {
    let end = call.arguments.last().map_or(call.name.range().end, |argument| argument.range().end);
    call.name.range().start..end.max(call.name.range().end)
}

/// Returns the parameters of a function that is defined in a file, and the variadic parameter, if any.
pub fn parameters(block: &Block) -> (Vec<&str>, Option<&str>) {
    fn name(expression: &Expr) -> Option<&str> {
        match &expression.kind {
            ExprKind::Variable(name) | ExprKind::String(name, _) => Some(name),
            _ => None,
        }
    }
    let parameters = match block.body.attribute("params").map(|attribute| &attribute.value.kind) {
        Some(ExprKind::Tuple(elements)) => elements.as_slice(),
        _ => &[],
    };
    let variadic = block.body.attribute("variadic_params").and_then(|attribute| name(&attribute.value));
    (parameters.iter().filter_map(name).collect(), variadic)
}

/// Returns the name of a parameter. In JSON, it is a string.
pub fn parameter_name(expression: &Expr) -> Option<Name> {
    match &expression.kind {
        ExprKind::Variable(name) => Some(Name::plain(expression.range(), name)),
        _ => expression.name(),
    }
}
