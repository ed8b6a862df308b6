//! Arithmetic, comparison and logic.

use super::number;
use crate::languages::bake::evaluation::value::Value;

pub fn call(name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
    let a = || number(arguments, 0);
    let b = || number(arguments, 1);
    let flag = |index: usize| arguments.get(index).and_then(Value::to_bool).unwrap_or_default();
    let value = match name {
        "absolute" => Value::Number(a().abs()),
        "add" => Value::Number(a() + b()),
        "subtract" => Value::Number(a() - b()),
        "multiply" => Value::Number(a() * b()),
        "divide" if a() == 0.0 && b() == 0.0 => return Some(Err("zero cannot be divided by zero".to_owned())),
        "divide" | "modulo" if b() == 0.0 => return Some(Ok(Value::Unknown)),
        "divide" => Value::Number(a() / b()),
        "modulo" => Value::Number(a() % b()),
        "negate" => Value::Number(-a()),
        "ceil" => Value::Number(a().ceil()),
        "floor" => Value::Number(a().floor()),
        "int" => Value::Number(a().trunc()),
        "log" => Value::Number(a().ln() / b().ln()),
        "pow" => Value::Number(a().powf(b())),
        "signum" if a().fract() != 0.0 => return Some(Err("`signum` takes a whole number".to_owned())),
        "signum" if a() == 0.0 => Value::Number(0.0),
        "signum" => Value::Number(a().signum()),
        "max" | "min" if arguments.is_empty() => return Some(Err(format!("`{name}` needs at least one number"))),
        "max" => Value::Number(arguments.iter().filter_map(Value::to_number).fold(f64::NEG_INFINITY, f64::max)),
        "min" => Value::Number(arguments.iter().filter_map(Value::to_number).fold(f64::INFINITY, f64::min)),
        "greaterthan" => Value::Bool(a() > b()),
        "greaterthanorequalto" => Value::Bool(a() >= b()),
        "lessthan" => Value::Bool(a() < b()),
        "lessthanorequalto" => Value::Bool(a() <= b()),
        "equal" => Value::Bool(arguments[0] == arguments[1]),
        "notequal" => Value::Bool(arguments[0] != arguments[1]),
        "and" => Value::Bool(flag(0) && flag(1)),
        "or" => Value::Bool(flag(0) || flag(1)),
        "not" => Value::Bool(!flag(0)),
        "parseint" => return Some(parse_int(&arguments[0], b())),
        _ => return None,
    };
    Some(match value {
        Value::Number(number) if !number.is_finite() => Ok(Value::Unknown),
        value => Ok(value),
    })
}

fn parse_int(value: &Value, base: f64) -> Result<Value, String> {
    let text = value.to_text().ok_or("`parseint` takes a string or a number")?;
    if base.fract() != 0.0 || !(2.0..=62.0).contains(&base) {
        return Err("the base of `parseint` must be a whole number from 2 to 62".to_owned());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a small integer")]
    let base =
        if (2.0..=36.0).contains(&base) && base.fract() == 0.0 { base as u32 } else { return Ok(Value::Unknown) };
    #[expect(clippy::cast_precision_loss, reason = "values are floating point numbers")]
    match i64::from_str_radix(&text, base) {
        Ok(number) => Ok(Value::Number(number as f64)),
        Err(_) => Err(format!("`{}` is not an integer in base {base}", text.escape_debug())),
    }
}
