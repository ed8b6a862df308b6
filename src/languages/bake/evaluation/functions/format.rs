//! `format` and `formatlist`.

use crate::languages::bake::evaluation::value::{Value, number_text};

/// The verbs that Bake supports.
const VERBS: &str = "vtbdoxXeEfgGsq";

/// Formats values. If a verb is not supported here, the result is unknown.
pub fn format(template: &str, arguments: &[Value]) -> Result<Value, String> {
    let mut result = String::new();
    let mut next = arguments.iter();
    let mut used = 0;
    let mut rest = template;
    while let Some(at) = rest.find('%') {
        result.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let flags = rest.len() - rest.trim_start_matches(['+', '-', ' ', '0', '#']).len();
        let width = rest[flags..].len() - rest[flags..].trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
        let (flags, digits) = (&rest[..flags], &rest[flags..flags + width]);
        rest = &rest[flags.len() + digits.len()..];
        let Some(verb) = rest.chars().next() else {
            return Err("incomplete verb `%` at the end of the format string".to_owned());
        };
        rest = &rest[verb.len_utf8()..];
        if verb == '%' {
            result.push('%');
            continue;
        }
        if verb.is_ascii_alphabetic() && !VERBS.contains(verb) {
            return Err(format!("unknown verb `%{verb}`: expected %s, %d, %t, %q, %v or another verb for numbers"));
        }
        if !verb.is_ascii_alphabetic() && !matches!(verb, '[' | '.') || rest.starts_with('0') && verb == '[' {
            return Err(format!("unknown verb `%{verb}`: expected a letter after `%`, for example `%s`"));
        }
        let is_number = |value: &Value| *value == Value::Unknown || value.to_number().is_some();
        if let Some(value) = next.clone().next().filter(|value| "boxXeEfgG".contains(verb) && !is_number(value)) {
            return Err(format!("`%{verb}` takes a number, not {}", value.type_name()));
        }
        if !"vsqdt".contains(verb) || flags.contains(['+', ' ', '#']) {
            return Ok(Value::Unknown);
        }
        let value = next.next().ok_or_else(|| {
            format!("not enough arguments for the format string: it needs more than {}", arguments.len())
        })?;
        used += 1;
        let text = verb_text(verb, value)?;
        pad(&mut result, &text, flags, digits.parse().unwrap_or(0));
    }
    if used < arguments.len() {
        return Err(format!("too many arguments for the format string: it uses {used} of {}", arguments.len()));
    }
    result.push_str(rest);
    Ok(Value::string(result))
}

fn verb_text(verb: char, value: &Value) -> Result<String, String> {
    let mismatch = |expected: &str| format!("`%{verb}` takes a {expected}, not {}", value.type_name());
    Ok(match verb {
        'd' => number_text(value.to_number().ok_or_else(|| mismatch("number"))?.trunc()),
        't' => value.to_bool().ok_or_else(|| mismatch("boolean"))?.to_string(),
        'q' => format!("{:?}", value.to_text().ok_or_else(|| mismatch("string"))?),
        's' => value.to_text().ok_or_else(|| mismatch("string"))?.to_string(),
        _ => value.to_text().map_or_else(|| value.to_json().to_string(), |text| text.to_string()),
    })
}

fn pad(result: &mut String, text: &str, flags: &str, width: usize) {
    let missing = width.min(1_000).saturating_sub(text.chars().count());
    if flags.contains('-') {
        result.push_str(text);
        result.extend(std::iter::repeat_n(' ', missing));
    } else {
        let fill = if flags.contains('0') { '0' } else { ' ' };
        result.extend(std::iter::repeat_n(fill, missing));
        result.push_str(text);
    }
}

/// Formats once for each element of the lists in the arguments.
pub fn format_list(template: &str, arguments: &[Value]) -> Result<Value, String> {
    let lengths: Vec<usize> =
        arguments.iter().filter(|value| matches!(value, Value::List(_))).map(|list| list.elements().len()).collect();
    let Some(length) = lengths.first().copied() else {
        return Ok(Value::list(vec![format(template, arguments)?]));
    };
    if lengths.iter().any(|other| *other != length) {
        return Err("the lists of `formatlist` have different lengths".to_owned());
    }
    let row = |index: usize| -> Result<Value, String> {
        let pick = |argument: &Value| match argument {
            Value::List(elements) => elements[index].clone(),
            other => other.clone(),
        };
        format(template, &arguments.iter().map(pick).collect::<Vec<_>>())
    };
    (0..length).map(row).collect::<Result<_, _>>().map(Value::list)
}
