//! Functions of strings.

use super::{ascii, bool, integer, list, size, string};
use crate::languages::terraform::values::known::{Known, Shape};

pub(super) fn compute(name: &str, arguments: &[Known]) -> Option<Shape> {
    match (name, arguments) {
        ("tostring", [value]) => string(value.text()?),
        ("lower", [text]) => string(ascii(text)?.to_ascii_lowercase()),
        ("upper", [text]) => string(ascii(text)?.to_ascii_uppercase()),
        ("title", [text]) => string(title(&ascii(text)?)),
        ("trimspace", [text]) => string(ascii(text)?.trim()),
        ("chomp", [text]) => string(ascii(text)?.trim_end_matches(['\r', '\n'])),
        ("trim", [text, characters]) => {
            let characters = ascii(characters)?;
            string(ascii(text)?.trim_matches(|character| characters.contains(character)))
        }
        ("trimprefix", [text, prefix]) => {
            let text = ascii(text)?;
            string(text.strip_prefix(&*ascii(prefix)?).unwrap_or(&text))
        }
        ("trimsuffix", [text, suffix]) => {
            let text = ascii(text)?;
            string(text.strip_suffix(&*ascii(suffix)?).unwrap_or(&text))
        }
        ("strrev", [text]) => string(graphemes(text)?.chars().rev().collect::<String>()),
        ("startswith", [text, prefix]) => Some(bool(ascii(text)?.starts_with(&*ascii(prefix)?))),
        ("endswith", [text, suffix]) => Some(bool(ascii(text)?.ends_with(&*ascii(suffix)?))),
        ("strcontains", [text, part]) => Some(bool(ascii(text)?.contains(&*ascii(part)?))),
        ("substr", [text, offset, length]) => substring(&graphemes(text)?, integer(offset)?, integer(length)?),
        ("indent", [spaces, text]) => {
            let spaces = " ".repeat(size(spaces).filter(|spaces| *spaces <= 64)?);
            string(ascii(text)?.replace('\n', &format!("\n{spaces}")))
        }
        ("replace", [text, part, replacement]) => {
            let part = ascii(part)?;
            // It is a regular expression.
            let is_pattern = part.len() > 1 && part.starts_with('/') && part.ends_with('/');
            let length = ascii(text)?.len() * ascii(replacement)?.len();
            if is_pattern || part.is_empty() || length > 1 << 16 {
                return None;
            }
            string(ascii(text)?.replace(&*part, &ascii(replacement)?))
        }
        ("split", [separator, text]) => {
            let (separator, text) = (ascii(separator)?, ascii(text)?);
            let parts = (!separator.is_empty() && !text.is_empty()).then(|| text.split(&*separator))?;
            Some(Shape::tuple(parts.map(|part| Shape::String(Some(part.into())).into())))
        }
        ("join", [separator, lists @ ..]) if !lists.is_empty() => {
            let separator = ascii(separator)?;
            let elements = lists.iter().map(list).collect::<Option<Vec<_>>>()?.concat();
            let texts = elements.iter().map(ascii).collect::<Option<Vec<_>>>()?;
            string(texts.join(&*separator))
        }
        ("urlencode", [text]) => string(url_encoded(&ascii(text)?)),
        _ => None,
    }
}

/// A string in which each character is a grapheme cluster: `\r\n` is one.
fn graphemes(value: &Known) -> Option<std::sync::Arc<str>> {
    ascii(value).filter(|text| !text.contains('\r'))
}

fn title(text: &str) -> String {
    let mut is_start = true;
    let mut titled = |character: char| {
        let changed = if is_start { character.to_ascii_uppercase() } else { character };
        is_start = !(character.is_ascii_alphanumeric() || character == '_');
        changed
    };
    text.chars().map(&mut titled).collect()
}

/// A negative offset counts from the end, and a length of -1 stands for the rest.
fn substring(text: &str, offset: i64, length: i64) -> Option<Shape> {
    let from_end = i64::try_from(text.len()).ok()? + offset;
    let start = usize::try_from(if offset < 0 { from_end } else { offset }).ok()?;
    let rest = text.get(start.min(text.len())..)?;
    let length = if length == -1 { rest.len() } else { usize::try_from(length).ok()?.min(rest.len()) };
    string(rest.get(..length)?)
}

fn url_encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        b' ' => "+".to_owned(),
        b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}
