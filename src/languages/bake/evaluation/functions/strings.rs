//! Strings, paths, hashes, encodings and regular expressions.

use regex_lite::{Regex, RegexBuilder};
use sha2::Digest;

use super::{csv, index, number, text};
use crate::languages::bake::evaluation::value::Value;

/// The maximum length of a regular expression that is evaluated, in bytes.
const MAX_PATTERN_LEN: usize = 200;

/// The maximum size of a compiled regular expression, in bytes.
const MAX_COMPILED_SIZE: usize = 1 << 14;

/// The maximum length of a string in which a regular expression is searched, in bytes. A search for all matches can take
/// quadratic time.
const MAX_SEARCHED_LEN: usize = 500;

pub fn call(name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
    let first = text(arguments, 0);
    let second = text(arguments, 1);
    let result = match name {
        "basename" => Value::string(basename(first)),
        "dirname" => Value::string(dirname(first)),
        "chomp" => Value::string(first.trim_end_matches(['\n', '\r'])),
        "indent" => {
            let Some(spaces) = index(&arguments[0]) else {
                return Some(Err("`indent` takes a whole number of spaces".to_owned()));
            };
            let spaces = spaces.min(1_000);
            Value::string(second.replace('\n', &format!("\n{}", " ".repeat(spaces))))
        }
        "lower" => Value::string(first.to_lowercase()),
        "upper" => Value::string(first.to_uppercase()),
        "title" => Value::string(title(first)),
        "replace" => return Some(Ok(replace(first, second, text(arguments, 2)))),
        "reverse" => Value::string(first.chars().rev().collect::<String>()),
        "sanitize" => Value::string(sanitize(first)),
        "split" => split(second, first),
        #[expect(clippy::cast_precision_loss, reason = "strings are short")]
        "strlen" => Value::Number(first.chars().count() as f64),
        "substr" if number(arguments, 1).fract() != 0.0 || number(arguments, 2).fract() != 0.0 => {
            return Some(Err("`substr` takes whole numbers as offset and length".to_owned()));
        }
        "substr" => substring(first, number(arguments, 1), number(arguments, 2)),
        "trim" => Value::string(first.trim_matches(|character| second.contains(character))),
        "trimprefix" => Value::string(first.strip_prefix(second).unwrap_or(first)),
        "trimsuffix" => Value::string(first.strip_suffix(second).unwrap_or(first)),
        "trimspace" => Value::string(first.trim()),
        "md5" => Value::string(hexadecimal(&md5::Md5::digest(first))),
        "sha1" => Value::string(hexadecimal(&sha1::Sha1::digest(first))),
        "sha256" => Value::string(hexadecimal(&sha2::Sha256::digest(first))),
        "sha512" => Value::string(hexadecimal(&sha2::Sha512::digest(first))),
        "base64encode" => Value::string(base64_encode(first.as_bytes())),
        "base64decode" => return Some(base64_decode(first)),
        "urlencode" => Value::string(url_encode(first)),
        "jsonencode" => Value::string(arguments[0].to_json().to_string()),
        "jsondecode" => return Some(json_decode(first)),
        "csvdecode" => return Some(csv::decode(first)),
        "regex" => {
            return Some(compiled(first, second).map_or(Ok(Value::Unknown), |regex| first_match(&regex, second)));
        }
        "regexall" => compiled(first, second).map_or(Value::Unknown, |regex| all_matches(&regex, second)),
        "regex_replace" => {
            compiled(second, first).map_or(Value::Unknown, |regex| regex_replace(&regex, first, text(arguments, 2)))
        }
        _ => return None,
    };
    Some(Ok(result))
}

fn basename(path: &str) -> &str {
    if path.is_empty() {
        return ".";
    }
    let path = path.trim_end_matches('/');
    if path.is_empty() { "/" } else { path.rsplit('/').next().unwrap_or(path) }
}

fn dirname(path: &str) -> String {
    let Some((folder, _)) = path.rsplit_once('/') else { return ".".to_owned() };
    let is_absolute = path.starts_with('/');
    let parts = crate::languages::text::paths::normalized(folder.split('/'), is_absolute).join("/");
    match (is_absolute, parts.is_empty()) {
        (true, _) => format!("/{parts}"),
        (false, true) => ".".to_owned(),
        (false, false) => parts,
    }
}

fn title(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut previous = ' ';
    for character in text.chars() {
        if previous.is_alphanumeric() || previous == '_' || previous == '\'' {
            result.push(character);
        } else {
            result.extend(character.to_uppercase());
        }
        previous = character;
    }
    result
}

fn replace(text: &str, from: &str, to: &str) -> Value {
    let count = text.matches(from).count();
    if text.len() + count * to.len() > super::super::value::MAX_SIZE {
        return Value::Unknown;
    }
    Value::string(text.replace(from, to))
}

/// Replaces characters that are not allowed in the name of a target.
pub fn sanitize(name: &str) -> String {
    let is_valid = |character: char| character.is_ascii_alphanumeric() || character == '_' || character == '-';
    name.chars().map(|character| if is_valid(character) { character } else { '_' }).collect()
}

fn split(text: &str, separator: &str) -> Value {
    if separator.is_empty() {
        return Value::strings(text.chars().map(String::from));
    }
    Value::strings(text.split(separator))
}

fn substring(text: &str, offset: f64, length: f64) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "strings are short")]
    let count = text.chars().count() as f64;
    let start = if offset < 0.0 { (count + offset).max(0.0) } else { offset.min(count) };
    let end = if length < 0.0 { count } else { (start + length).min(count) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the length")]
    let (start, end) = (start as usize, end as usize);
    Value::string(text.chars().skip(start).take(end.saturating_sub(start)).collect::<String>())
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    digits.map(char::from).collect()
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64_encode(bytes: &[u8]) -> String {
    let mut result = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let is_padding = digit > chunk.len();
            let value = (bits >> (18 - 6 * digit)) & 63;
            result.push(if is_padding { '=' } else { char::from(BASE64[value as usize]) });
        }
    }
    result
}

fn base64_decode(text: &str) -> Result<Value, String> {
    let error = || format!("`{}` is not valid Base64", text.escape_debug());
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return Err(error());
    }
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for digit in digits.bytes() {
        let value = BASE64.iter().position(|known| *known == digit).ok_or_else(error)?;
        bits = bits << 6 | u32::try_from(value).unwrap_or(0);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 255).unwrap_or(0));
        }
    }
    String::from_utf8(bytes)
        .map(Value::string)
        .map_err(|_| format!("`{}` does not decode to valid UTF-8", text.escape_debug()))
}

fn url_encode(text: &str) -> String {
    let mut result = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => result.push(char::from(byte)),
            b' ' => result.push('+'),
            byte => {
                result.push('%');
                result.push_str(&hexadecimal(&[byte]).to_ascii_uppercase());
            }
        }
    }
    result
}

fn json_decode(text: &str) -> Result<Value, String> {
    // serde_json limits the depth of its input.
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|_| "the argument is not valid JSON".to_owned())?;
    Ok(from_json(&value))
}

pub fn from_json(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(*value),
        serde_json::Value::Number(value) => value.as_f64().map_or(Value::Unknown, Value::Number),
        serde_json::Value::String(value) => Value::string(value),
        serde_json::Value::Array(elements) => Value::list(elements.iter().map(from_json).collect()),
        serde_json::Value::Object(entries) => {
            Value::object(entries.iter().map(|(key, value)| (key.clone(), from_json(value))))
        }
    }
}

/// Compiles a regular expression to search a string. `None` if this could take long, or if the syntax of Go is not
/// supported here.
fn compiled(pattern: &str, searched: &str) -> Option<Regex> {
    if pattern.len() > MAX_PATTERN_LEN || searched.len() > MAX_SEARCHED_LEN {
        return None;
    }
    RegexBuilder::new(pattern).size_limit(MAX_COMPILED_SIZE).build().ok()
}

fn first_match(regex: &Regex, text: &str) -> Result<Value, String> {
    let captures = regex.captures(text).ok_or("the regular expression does not match the string")?;
    Ok(match_value(regex, &captures))
}

fn all_matches(regex: &Regex, text: &str) -> Value {
    Value::list(regex.captures_iter(text).map(|captures| match_value(regex, &captures)).collect())
}

/// The value of a regular expression match: a string if there are no groups, an object if the groups have names, and a
/// list otherwise.
fn match_value(regex: &Regex, captures: &regex_lite::Captures) -> Value {
    let group = |index: usize| captures.get(index).map_or(Value::Null, |group| Value::string(group.as_str()));
    if regex.captures_len() == 1 {
        return group(0);
    }
    let names: Vec<_> = regex.capture_names().skip(1).collect();
    if names.iter().any(Option::is_some) {
        let groups = names.iter().enumerate();
        let groups = groups.filter_map(|(index, name)| Some(((*name)?.to_owned(), group(index + 1))));
        return Value::object(groups);
    }
    Value::list((1..regex.captures_len()).map(group).collect())
}

fn regex_replace(regex: &Regex, text: &str, replacement: &str) -> Value {
    if regex.find_iter(text).count() * replacement.len() + text.len() > super::super::value::MAX_SIZE {
        return Value::Unknown;
    }
    Value::string(regex.replace_all(text, replacement))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_regular_expressions_and_strings_are_not_searched() {
        let replaced = |text: &str, pattern: &str| {
            call("regex_replace", &[Value::string(text), Value::string(pattern), Value::string("x")])
        };
        assert_eq!(replaced("ab", "b"), Some(Ok(Value::string("ax"))));
        assert_eq!(replaced("a", &"(a|b)*".repeat(10_000)), Some(Ok(Value::Unknown)));
        assert_eq!(replaced("a", "((a{1000}){1000}){1000}"), Some(Ok(Value::Unknown)));
        assert_eq!(replaced(&"a".repeat(50_000), "(a*b)?"), Some(Ok(Value::Unknown)));
    }
}
