//! `format` and `formatlist`.

use std::sync::Arc;

use super::{ascii, float, integer, list, string};
use crate::languages::terraform::values::known::{Known, MAX_TEXT, Shape};

/// The maximum width of a value, and the maximum number of its decimal places.
const MAX_WIDTH: usize = 64;

pub(super) fn compute(name: &str, arguments: &[Known]) -> Option<Shape> {
    match (name, arguments) {
        ("format", [pattern, values @ ..]) => {
            let values: Vec<&Known> = values.iter().collect();
            string(formatted(&ascii(pattern)?, &values)?)
        }
        ("formatlist", [pattern, values @ ..]) => {
            let pattern = ascii(pattern)?;
            let mut lengths = values.iter().filter_map(list).map(<[Known]>::len);
            let length = lengths.next().filter(|length| lengths.all(|other| other == *length) && *length <= 256)?;
            let row = |index: usize| -> Option<Known> {
                let values: Vec<&Known> =
                    values.iter().map(|value| list(value).map_or(value, |elements| &elements[index])).collect();
                Some(Shape::String(Some(formatted(&pattern, &values)?.into())).into())
            };
            Some(Shape::tuple((0..length).map(row).collect::<Option<Vec<_>>>()?))
        }
        _ => None,
    }
}

/// A verb of a format, such as `%-5.2f`.
struct Verb {
    is_left: bool,
    has_zeros: bool,
    has_sign: bool,
    width: usize,
    precision: Option<usize>,
    letter: char,
}

fn formatted(pattern: &str, values: &[&Known]) -> Option<String> {
    let (mut text, mut rest, mut values) = (String::new(), pattern, values.iter());
    while let Some(percent) = rest.find('%') {
        text.push_str(&rest[..percent]);
        rest = &rest[percent + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let (verb, after) = Verb::parse(rest)?;
        text.push_str(&verb.format(values.next()?)?);
        rest = after;
        if text.len() > MAX_TEXT {
            return None;
        }
    }
    text.push_str(rest);
    values.next().is_none().then_some(text)
}

impl Verb {
    /// Parses what follows a percent sign. Returns the rest of the format, too.
    fn parse(text: &str) -> Option<(Self, &str)> {
        let after_flags = text.trim_start_matches(['-', '0', '+']);
        let flags = &text[..text.len() - after_flags.len()];
        let (width, rest) = digits(after_flags);
        let (precision, rest) = match rest.strip_prefix('.') {
            Some(rest) => {
                let (digits, rest) = digits(rest);
                (Some(digits), rest)
            }
            None => (None, rest),
        };
        let letter = rest.chars().next()?;
        let parse = |digits: &str| digits.parse().ok().filter(|number| *number <= MAX_WIDTH);
        let verb = Self {
            is_left: flags.contains('-'),
            has_zeros: flags.contains('0'),
            has_sign: flags.contains('+'),
            width: if width.is_empty() { 0 } else { parse(width)? },
            precision: match precision {
                Some("") => Some(0),
                Some(digits) => Some(parse(digits)?),
                None => None,
            },
            letter,
        };
        Some((verb, &rest[letter.len_utf8()..]))
    }

    fn format(&self, value: &Known) -> Option<String> {
        let has_precision = self.precision.is_some();
        let is_plain = !has_precision && !self.has_sign && !self.has_zeros;
        let text: Arc<str> = match self.letter {
            'd' if !has_precision => self.signed(integer(value)?.to_string()),
            'f' => self.signed(rounded(float(value)?, self.precision.unwrap_or(6))?),
            'x' | 'X' | 'o' | 'b' if !has_precision && !self.has_sign => {
                let number = u32::try_from(integer(value)?).ok()?;
                match self.letter {
                    'x' => format!("{number:x}"),
                    'X' => format!("{number:X}"),
                    'o' => format!("{number:o}"),
                    _ => format!("{number:b}"),
                }
                .into()
            }
            's' | 'v' if is_plain => ascii(value)?,
            't' if is_plain && self.width == 0 && matches!(value.shape, Shape::Bool(_)) => ascii(value)?,
            'q' if is_plain && self.width == 0 => {
                let text = ascii(value)?;
                let is_verbatim =
                    |byte: u8| (b' '..0x7f).contains(&byte) && !matches!(byte, b'"' | b'\\' | b'<' | b'>' | b'&');
                text.bytes().all(is_verbatim).then(|| format!("\"{text}\"").into())?
            }
            _ => return None,
        };
        self.padded(&text)
    }

    fn signed(&self, number: String) -> Arc<str> {
        if self.has_sign && !number.starts_with('-') { format!("+{number}").into() } else { number.into() }
    }

    fn padded(&self, text: &str) -> Option<String> {
        let missing = self.width.saturating_sub(text.len());
        match (self.is_left, self.has_zeros) {
            (true, true) => None,
            (true, false) => Some(format!("{text}{}", " ".repeat(missing))),
            (false, false) => Some(format!("{}{text}", " ".repeat(missing))),
            (false, true) => {
                let sign = usize::from(text.starts_with(['-', '+']));
                Some(format!("{}{}{}", &text[..sign], "0".repeat(missing), &text[sign..]))
            }
        }
    }
}

/// Splits a text after its leading digits.
fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// A number with decimal places, if these can represent it without rounding.
fn rounded(number: f64, places: usize) -> Option<String> {
    let text = format!("{number:.places$}");
    (text.parse() == Ok(number)).then_some(text)
}
