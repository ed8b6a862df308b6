//! Values of plain YAML scalars as interpreted by go-yaml: YAML 1.2 with the numbers and dates of YAML 1.1.

use crate::languages::compose::reference::Kinds;

/// The value of an unquoted scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar {
    Null,
    Boolean,
    Integer(i128),
    Decimal(f64),
    Date,
    String,
}

impl Scalar {
    pub fn parse(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Self::Null,
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Self::Boolean,
            ".nan" | ".NaN" | ".NAN" => Self::Decimal(f64::NAN),
            ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Self::Decimal(f64::INFINITY),
            "-.inf" | "-.Inf" | "-.INF" => Self::Decimal(f64::NEG_INFINITY),
            _ if text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) => {
                if is_date(text) {
                    return Self::Date;
                }
                let digits = text.replace('_', "");
                let integer = integer(&digits).map(Self::Integer);
                integer.or_else(|| decimal(&digits).map(Self::Decimal)).unwrap_or(Self::String)
            }
            _ => Self::String,
        }
    }

    /// Whether the scalar is valid for one of these types.
    pub fn is_one_of(self, kinds: Kinds) -> bool {
        match self {
            Self::Null => kinds.contains(Kinds::NULL),
            // Compose accepts a date where a scalar may be absent, and rejects it everywhere else.
            Self::Date => kinds.contains(Kinds::NULL) && !kinds.contains(Kinds::MAPPING),
            Self::Boolean => kinds.contains(Kinds::BOOLEAN),
            Self::Integer(_) => kinds.contains(Kinds::INTEGER) || kinds.contains(Kinds::NUMBER),
            Self::Decimal(number) => {
                kinds.contains(Kinds::NUMBER) || kinds.contains(Kinds::INTEGER) && number.fract() == 0.0
            }
            Self::String => kinds.contains(Kinds::STRING),
        }
    }

    /// Returns the name of the type, for messages.
    pub fn kind_name(self) -> &'static str {
        match self {
            Self::Null => "`null`",
            Self::Boolean => "a boolean",
            Self::Integer(_) | Self::Decimal(_) => "a number",
            Self::Date => "a date; put quotes around it",
            Self::String => "a string",
        }
    }
}

fn integer(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix(['-', '+']) {
        Some(digits) if text.starts_with('-') => (-1, digits),
        Some(digits) => (1, digits),
        None => (1, text),
    };
    let (radix, digits) = match digits.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ if digits.len() > 1 && digits.starts_with('0') => (8, &digits[1..]),
        _ => (10, digits),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let number = u64::from_str_radix(digits, radix).ok()?;
    Some(sign * i128::from(number))
}

fn decimal(text: &str) -> Option<f64> {
    let is_decimal = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    text.parse::<f64>().ok().filter(|_| is_decimal)
}

/// Whether a string is a date, with an optional time.
fn is_date(text: &str) -> bool {
    let Some((date, time)) = text.find(['T', 't', ' ']).map_or(Some((text, "")), |at| Some(text.split_at(at))) else {
        return false;
    };
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let number = |part: &str, longest: usize| {
        let is_number = !part.is_empty() && part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse::<u32>().ok() } else { None }
    };
    let (Some(year), Some(month), Some(day)) =
        (number(year, 4).filter(|_| year.len() == 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day) && (time.is_empty() || is_time(time))
}

/// Whether a string is a time after a date: ` 15:04:05`, or with `T` and a time zone.
fn is_time(text: &str) -> bool {
    let (has_zone, rest) = (!text.starts_with(' '), &text[1..]);
    let zone = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(zone);
    let clock_parts: Vec<&str> = clock.split(':').collect();
    let [hour, minute, second] = clock_parts[..] else { return false };
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    let is_below = |part: &str, limit: u32| {
        !part.is_empty()
            && part.len() <= 2
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|number| number < limit)
    };
    let is_zone = match zone.strip_prefix(['+', '-']) {
        Some(offset) => {
            offset.len() == 5
                && offset.split_once(':').is_some_and(|(hours, minutes)| is_below(hours, 25) && is_below(minutes, 60))
        }
        None => zone == if has_zone { "Z" } else { "" },
    };
    is_below(hour, 24)
        && is_below(minute, 60)
        && is_below(second, 60)
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && is_zone
        && has_zone != zone.is_empty()
}
