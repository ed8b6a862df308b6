//! Functions of numbers, and conversions to numbers and booleans.

use super::{ascii, bool, float, integer, list, number};
use crate::languages::terraform::values::known::{Known, Shape};

pub(super) fn compute(name: &str, arguments: &[Known]) -> Option<Shape> {
    match (name, arguments) {
        ("abs", [value]) => number(float(value)?.abs()),
        ("ceil", [value]) => number(float(value)?.ceil()),
        ("floor", [value]) => number(float(value)?.floor()),
        ("signum", [value]) => {
            let sign = i32::try_from(integer(value)?.signum()).ok()?;
            number(f64::from(sign))
        }
        ("max", [_, ..]) => number(floats(arguments)?.into_iter().fold(f64::NEG_INFINITY, f64::max)),
        ("min", [_, ..]) => number(floats(arguments)?.into_iter().fold(f64::INFINITY, f64::min)),
        ("sum", [values]) => {
            let values = floats(list(values).filter(|values| !values.is_empty())?)?;
            number(values.into_iter().try_fold(0.0, |sum, value| super::exact(sum + value))?)
        }
        ("pow", [base, exponent]) => {
            let exponent = integer(exponent).and_then(|exponent| u32::try_from(exponent).ok())?;
            let power = integer(base)?.checked_pow(exponent)?;
            // Larger powers are not exact.
            number(f64::from(i32::try_from(power).ok()?))
        }
        ("parseint", [text, base]) => {
            let (text, base) = (ascii(text)?, u32::try_from(integer(base)?).ok()?);
            let is_known = (2..=36).contains(&base) && text.len() <= 9 && !text.starts_with('+');
            let parsed = is_known.then(|| i32::from_str_radix(&text, base).ok())?;
            number(f64::from(parsed?))
        }
        ("tonumber", [value]) => match &value.shape {
            Shape::Number(_) => number(float(value)?),
            Shape::String(Some(text)) => number(decimal(text)?),
            _ => None,
        },
        ("tobool", [value]) => match &value.shape {
            Shape::Bool(Some(value)) => Some(bool(*value)),
            Shape::String(Some(text)) => text.parse().ok().map(bool),
            _ => None,
        },
        ("range", [limit]) => range(0, integer(limit)?),
        ("range", [start, limit]) => range(integer(start)?, integer(limit)?),
        _ => None,
    }
}

fn floats(values: &[Known]) -> Option<Vec<f64>> {
    values.iter().map(float).collect()
}

/// The value of decimal digits.
fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (text.len() <= 20 && are_digits(whole) && are_digits(fraction)).then(|| text.parse().ok())?
}

fn range(start: i64, limit: i64) -> Option<Shape> {
    // Terraform creates at most 1,024 numbers, and counts down if the limit is less than the start.
    let numbers = (limit >= start && limit - start <= 1_024).then_some(start..limit)?;
    let numbers: Vec<f64> =
        numbers.map(|number| i32::try_from(number).map(f64::from)).collect::<Result<_, _>>().ok()?;
    Some(Shape::tuple(numbers.into_iter().map(|number| Shape::Number(Some(number)).into())))
}
