//! The standard functions. Results that depend on the clock, on random numbers or on the machine are unknown.

mod checks;
pub mod collections;
mod csv;
mod format;
mod numbers;
mod regular_expressions;
mod strings;

pub use strings::sanitize;

use super::value::Value;
use crate::languages::bake::reference::functions::{Function, Kind, Parameter};

/// Calls a function. The arguments may contain unknown values.
///
/// # Errors
///
/// The reason why Bake rejects the call, in words for the user.
pub fn call(function: &Function, arguments: &[Value]) -> Result<Value, String> {
    let arguments = convert(function, arguments)?;
    let name = function.name;
    if arguments.is_empty() && matches!(name, "coalesce" | "coalescelist" | "concat" | "setproduct") {
        return Err(format!("`{name}` needs at least one argument"));
    }
    if matches!(name, "byteslen" | "bytesslice") && arguments[0] != Value::Unknown {
        return Err(format!(
            "`{name}` takes a buffer, which no function of Bake returns, not {}",
            arguments[0].type_name()
        ));
    }
    // These functions accept collections with unknown elements, and their result may still be known.
    if let Some(result) = collections::call_with_unknown(name, &arguments) {
        return result;
    }
    if !arguments.iter().all(Value::is_known) {
        return Ok(Value::Unknown);
    }
    checks::check(name, &arguments)?;
    let result = numbers::call(name, &arguments)
        .or_else(|| strings::call(name, &arguments))
        .or_else(|| collections::call(name, &arguments));
    result.unwrap_or(Ok(Value::Unknown))
}

/// Checks the number of the arguments, and converts each to the type of its parameter.
fn convert(function: &Function, arguments: &[Value]) -> Result<Vec<Value>, String> {
    let Function { name, parameters, variadic, .. } = function;
    let expected = parameters.len();
    if arguments.len() < expected || variadic.is_none() && arguments.len() > expected {
        let at_least = if variadic.is_some() { "at least " } else { "" };
        let plural = if expected == 1 { "" } else { "s" };
        return Err(format!("`{name}` takes {at_least}{expected} argument{plural}, not {}", arguments.len()));
    }
    let parameters = parameters.iter().chain(std::iter::repeat_with(|| variadic.as_ref()).flatten());
    arguments.iter().zip(parameters).map(|(value, parameter)| convert_one(name, *parameter, value)).collect()
}

/// Whether a parameter of a function accepts null.
fn takes_null(function: &str, parameter: &str) -> bool {
    match function {
        "can" | "coalesce" | "coalescelist" | "equal" | "jsonencode" | "merge" | "notequal" | "try" => true,
        "format" | "formatlist" => parameter == "args",
        _ => false,
    }
}

/// Returns the message for a null argument.
pub fn null_argument(function: &str, parameter: &str) -> String {
    format!("argument `{parameter}` of `{function}` must not be null")
}

fn convert_one(function: &str, Parameter { name, kind }: Parameter, value: &Value) -> Result<Value, String> {
    let converted = match (kind, value) {
        (_, Value::Unknown) => Some(Value::Unknown),
        (_, Value::Null) if takes_null(function, name) => Some(Value::Null),
        (_, Value::Null) => return Err(null_argument(function, name)),
        (Kind::Any, _) | (Kind::Map, Value::Object(_)) | (Kind::List, Value::List(_)) => Some(value.clone()),
        (Kind::Bool, _) => value.to_bool().map(Value::Bool),
        (Kind::Number, _) => value.to_number().map(Value::Number),
        (Kind::String, _) => value.to_text().map(Value::String),
        (Kind::List | Kind::Map, _) => None,
    };
    converted.ok_or_else(|| {
        format!("argument `{name}` of `{function}` must be a {}, not {}", kind.name(), value.type_name())
    })
}

/// Returns an argument that was converted to a string.
fn text(arguments: &[Value], index: usize) -> &str {
    arguments.get(index).and_then(Value::as_str).unwrap_or_default()
}

/// Returns an argument that was converted to a number.
fn number(arguments: &[Value], index: usize) -> f64 {
    arguments.get(index).and_then(Value::to_number).unwrap_or_default()
}

/// Returns an argument as an index, or `None` if it is negative or not an integer.
fn index(value: &Value) -> Option<usize> {
    let number = value.to_number()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "only of integers within the range")]
    (number >= 0.0 && number.fract() == 0.0 && number < 1e9).then_some(number as usize)
}
