//! `format` and `formatlist`.

use crate::languages::bake::evaluation::value::{Value, number_text};

/// The verbs that Bake supports.
const VERBS: &str = "vtbdoxXeEfgGsq";

/// A verb of a format string, after its `%`.
struct Verb<'t> {
    flags: &'t str,
    width: usize,
    has_precision: bool,
    /// The number of the argument, from 1, if the verb names one as in `%[2]s`.
    argument: Option<usize>,
    letter: char,
}

impl<'t> Verb<'t> {
    /// Parses a verb, and returns the text after it.
    fn parse(text: &'t str) -> Result<(Self, &'t str), String> {
        let is_digit = |character: char| character.is_ascii_digit();
        let split = |text: &'t str, is_part: &dyn Fn(char) -> bool| {
            text.split_at(text.len() - text.trim_start_matches(is_part).len())
        };
        let (flags, rest) = split(text, &|flag| "+- 0#".contains(flag));
        let (width, rest) = split(rest, &is_digit);
        let precise = rest.strip_prefix('.').map(|digits| digits.trim_start_matches(is_digit));
        let rest = precise.unwrap_or(rest);
        let indexed = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let indexed = indexed.filter(|(number, _)| !number.starts_with(['0', '+']));
        let indexed = indexed.and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
        let (argument, rest) = indexed.map_or((None, rest), |(number, rest)| (Some(number), rest));
        let Some(letter) = rest.chars().next() else {
            return Err("incomplete verb `%` at the end of the format string".to_owned());
        };
        if !letter.is_ascii_alphabetic() {
            return Err(format!("unknown verb `%{letter}`: expected a letter after `%`, for example `%s`"));
        }
        if !VERBS.contains(letter) {
            return Err(format!("unknown verb `%{letter}`: expected %s, %d, %t, %q, %v or another verb for numbers"));
        }
        let width = width.parse().unwrap_or(0);
        Ok((Self { flags, width, has_precision: precise.is_some(), argument, letter }, &rest[1..]))
    }

    /// Whether the result of the verb is computed here.
    fn is_supported(&self) -> bool {
        "vsqdt".contains(self.letter) && !self.flags.contains(['+', ' ', '#']) && !self.has_precision
    }
}

/// Formats values. If a verb is not supported here, the result is unknown.
pub fn format(template: &str, arguments: &[Value]) -> Result<Value, String> {
    let mut result = String::new();
    let mut is_known = true;
    let (mut next, mut used) = (1, 0);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('%') {
        result.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            result.push('%');
            rest = after;
            continue;
        }
        let (verb, after) = Verb::parse(after)?;
        rest = after;
        let number = verb.argument.unwrap_or(next);
        let value = arguments.get(number - 1).ok_or_else(|| {
            format!("not enough arguments for the format string: it needs {number}, not {}", arguments.len())
        })?;
        next = number + 1;
        used = used.max(number);
        let text = verb_text(verb.letter, value)?;
        is_known &= verb.is_supported();
        if is_known {
            pad(&mut result, &text, verb.flags, verb.width);
        }
    }
    if used < arguments.len() {
        return Err(format!("too many arguments for the format string: it uses {used} of {}", arguments.len()));
    }
    result.push_str(rest);
    Ok(if is_known { Value::string(result) } else { Value::Unknown })
}

fn verb_text(verb: char, value: &Value) -> Result<String, String> {
    let mismatch = |expected: &str| format!("`%{verb}` takes a {expected}, not {}", value.type_name());
    Ok(match verb {
        'd' | 'b' | 'o' | 'x' | 'X' => {
            let number = value.to_number().ok_or_else(|| mismatch("number"))?;
            if number.fract() != 0.0 {
                return Err(format!("`%{verb}` takes a whole number, not {}", number_text(number)));
            }
            number_text(number)
        }
        'e' | 'E' | 'f' | 'g' | 'G' => number_text(value.to_number().ok_or_else(|| mismatch("number"))?),
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
