//! Checks arguments of functions whose results are not computed: addresses, timestamps, UUIDs, versions and hashes.

use core::net::IpAddr;

use super::{number, regular_expressions, text};
use crate::languages::bake::evaluation::value::Value;

/// The maximum length of a password for bcrypt, in bytes.
const MAX_PASSWORD_LEN: usize = 72;

/// Checks the known arguments of a function.
///
/// # Errors
///
/// The reason why Bake rejects the call, in words for the user.
pub fn check(name: &str, arguments: &[Value]) -> Result<(), String> {
    let (first, second) = (text(arguments, 0), text(arguments, 1));
    match name {
        "regex" | "regexall" => pattern(first),
        "regex_replace" => pattern(second),
        "cidrnetmask" => prefix(first).map(|_| ()),
        "cidrhost" => host(first, number(arguments, 1)),
        "cidrsubnet" => subnet(first, number(arguments, 1), number(arguments, 2)),
        "cidrsubnets" => subnets(first, &arguments[1..]),
        "timeadd" => timestamp(first).and_then(|()| duration(second)),
        "formatdate" => timestamp(second).and_then(|()| date_format(first)),
        "formattimestamp" => match &arguments[1] {
            Value::String(time) => timestamp(time),
            Value::Number(seconds) => integer("time", *seconds).map(|_| ()),
            other => Err(format!("expected a timestamp or a number of seconds, not {}", other.type_name())),
        }
        .and_then(|()| if first == "X" { Ok(()) } else { date_format(first) }),
        "unixtimestampparse" => integer("unix_timestamp", number(arguments, 0)).map(|_| ()),
        "uuidv5" if !is_namespace(first) => {
            Err(format!("invalid namespace `{first}`: expected dns, url, oid, x500 or a UUID"))
        }
        "semvercmp" if !is_version(first) => {
            Err(format!("invalid version `{first}`: expected a version such as 1.2.3"))
        }
        "semvercmp" if !second.contains(|c: char| c.is_ascii_digit() || matches!(c, 'x' | 'X' | '*' | '|')) => {
            Err(format!("invalid constraint `{second}`: expected a constraint such as `>= 1.2`"))
        }
        "bcrypt" => bcrypt(first, &arguments[1..]),
        "rsadecrypt"
            if first.is_empty()
                || !first.bytes().filter(|byte| !byte.is_ascii_whitespace()).count().is_multiple_of(4)
                || !first.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=\r\n".contains(&byte)) =>
        {
            Err("the encrypted text must be Base64".to_owned())
        }
        "parseint" if matches!(arguments[0], Value::Number(_)) => {
            Err("`parseint` takes a string, not a number".to_owned())
        }
        "zipmap" if arguments[0].elements().contains(&Value::Null) => Err("a key must not be null".to_owned()),
        _ => Ok(()),
    }
}

fn pattern(pattern: &str) -> Result<(), String> {
    match regular_expressions::error(pattern) {
        Some(reason) => Err(format!("invalid regular expression `{}`: {reason}", pattern.escape_debug())),
        None => Ok(()),
    }
}

/// Parses an IP network such as `10.0.0.0/8`. Returns the length of its prefix and the length of its addresses, in
/// bits.
fn prefix(text: &str) -> Result<(u32, u32), String> {
    let parsed = text.split_once('/').and_then(|(address, length)| {
        let bits = match address.parse::<IpAddr>().ok()? {
            IpAddr::V4(_) => 32,
            IpAddr::V6(_) => 128,
        };
        let is_number = !length.is_empty() && length.len() <= 3 && length.bytes().all(|byte| byte.is_ascii_digit());
        let length = length.parse::<u32>().ok().filter(|length| is_number && *length <= bits)?;
        Some((length, bits))
    });
    parsed.ok_or_else(|| {
        format!("invalid IP network `{text}`: expected an address and a prefix length such as 10.0.0.0/8")
    })
}

fn integer(parameter: &str, value: f64) -> Result<f64, String> {
    if value.fract() == 0.0 { Ok(value) } else { Err(format!("argument `{parameter}` must be a whole number")) }
}

/// The number of values of some bits.
fn count(bits: u32) -> f64 {
    f64::from(bits).exp2()
}

fn host(network: &str, host: f64) -> Result<(), String> {
    let (length, bits) = prefix(network)?;
    let host = integer("hostnum", host)?;
    let count = count(bits - length);
    // Negative numbers count from the end.
    if host >= count || -host > count {
        return Err(format!("`{network}` has no host with the number {host}"));
    }
    Ok(())
}

fn subnet(network: &str, added: f64, subnet: f64) -> Result<(), String> {
    let (length, bits) = prefix(network)?;
    let (added, subnet) = (integer("newbits", added)?, integer("netnum", subnet)?);
    if added > 32.0 {
        return Err("a prefix cannot be extended by more than 32 bits".to_owned());
    }
    if added > f64::from(bits - length) {
        return Err(format!("`{network}` cannot be extended by {added} bits"));
    }
    if added >= 0.0 && (subnet < 0.0 || subnet >= added.exp2()) {
        return Err(format!("{added} bits are not enough for a subnet with the number {subnet}"));
    }
    Ok(())
}

fn subnets(network: &str, added: &[Value]) -> Result<(), String> {
    let (length, bits) = prefix(network)?;
    // The part of the network that is used. Each subnet starts at a multiple of its own size.
    let mut used = 0.0_f64;
    for added in added.iter().filter_map(Value::to_number) {
        let added = integer("newbits", added)?;
        if !(1.0..=32.0).contains(&added) {
            return Err(format!("a prefix can be extended by 1 to 32 bits, not {added}"));
        }
        if added > f64::from(bits - length) {
            return Err(format!("`{network}` cannot be extended by {added} bits"));
        }
        let size = (-added).exp2();
        used = (used / size).ceil() * size + size;
        if used > 1.0 {
            return Err(format!("`{network}` has no space for all subnets"));
        }
    }
    Ok(())
}

/// Checks a timestamp in RFC 3339.
fn timestamp(text: &str) -> Result<(), String> {
    let error = || format!("invalid timestamp `{text}`: expected RFC 3339 such as 2025-01-31T12:00:00Z");
    let digits = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let date = (|| {
        let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
        let (hour, minute, second) = (digits(11..13)?, digits(14..16)?, digits(17..19)?);
        let separators: Vec<u8> =
            [4, 7, 10, 13, 16].iter().filter_map(|at| text.as_bytes().get(*at)).copied().collect();
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + u32::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let is_valid = separators == b"--T::"
            && (1..=12).contains(&month)
            && (1..=days).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        is_valid.then_some(())
    })();
    date.ok_or_else(error)?;
    let rest = text[19..]
        .strip_prefix(['.', ','])
        .map_or(&text[19..], |fraction| fraction.trim_start_matches(|c: char| c.is_ascii_digit()));
    let is_offset = rest.len() == 6 && rest.starts_with(['+', '-']) && rest.as_bytes()[3] == b':';
    if rest == "Z" || is_offset { Ok(()) } else { Err(error()) }
}

/// Checks a duration of Go, such as `-1h30m`.
fn duration(text: &str) -> Result<(), String> {
    let error = || format!("invalid duration `{text}`: expected a duration such as 1h30m");
    let mut rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if rest == "0" {
        return Ok(());
    }
    if rest.is_empty() {
        return Err(error());
    }
    while !rest.is_empty() {
        let number = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let digits = rest[..number].bytes().filter(u8::is_ascii_digit).count();
        let after = &rest[number..];
        let unit = after.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(after.len());
        let is_unit = matches!(&after[..unit], "ns" | "us" | "µs" | "μs" | "ms" | "s" | "m" | "h");
        if digits == 0 || number - digits > 1 || !is_unit {
            return Err(error());
        }
        rest = &after[unit..];
    }
    Ok(())
}

/// Checks the format of a date: runs of one letter, and text in single quotes.
fn date_format(format: &str) -> Result<(), String> {
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        if first == '\'' {
            rest = after_quote(&rest[1..]).ok_or_else(|| format!("unclosed `'` in the date format `{format}`"))?;
            continue;
        }
        let length = rest.find(|c| c != first).unwrap_or(rest.len());
        let verb = &rest[..length];
        let is_valid = match first {
            'Y' => matches!(length, 2 | 4),
            'M' => length <= 4,
            'D' | 'h' | 'H' | 'm' | 's' => length <= 2,
            'E' => matches!(length, 3 | 4),
            'A' | 'a' => length == 2,
            'Z' => matches!(length, 1 | 3 | 4 | 5),
            _ => !first.is_ascii_alphabetic(),
        };
        if !is_valid {
            return Err(format!("unknown verb `{verb}` in the date format `{format}`"));
        }
        rest = &rest[length..];
    }
    Ok(())
}

/// Skips text in quotes after its opening quote. Two quotes in a row are a literal quote.
fn after_quote(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix('\'') {
        return Some(rest);
    }
    let mut rest = text;
    loop {
        rest = rest.split_once('\'')?.1;
        match rest.strip_prefix('\'') {
            Some(after) => rest = after,
            None => return Some(rest),
        }
    }
}

fn is_namespace(text: &str) -> bool {
    let bare = text.strip_prefix("urn:uuid:").unwrap_or(text).trim_matches(['{', '}']);
    let digits = bare.bytes().filter(u8::is_ascii_hexdigit).count();
    let is_uuid = digits == 32 && matches!(bare.len(), 32 | 36);
    matches!(text, "dns" | "url" | "oid" | "x500") || is_uuid
}

/// Whether a string may be a semantic version, with one to three numbers.
fn is_version(text: &str) -> bool {
    let bare = text.strip_prefix('v').unwrap_or(text);
    let numbers = bare.split(['-', '+']).next().unwrap_or_default();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    numbers.split('.').count() <= 3 && numbers.split('.').all(is_number)
}

fn bcrypt(password: &str, cost: &[Value]) -> Result<(), String> {
    if password.len() > MAX_PASSWORD_LEN {
        return Err(format!("`bcrypt` takes at most {MAX_PASSWORD_LEN} bytes"));
    }
    match cost {
        [] => Ok(()),
        [cost] => {
            let cost = integer("cost", cost.to_number().unwrap_or_default())?;
            if cost > 31.0 { Err(format!("the cost of `bcrypt` is at most 31, not {cost}")) } else { Ok(()) }
        }
        _ => Err("`bcrypt` takes at most 2 arguments".to_owned()),
    }
}
