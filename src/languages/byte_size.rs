//! Sizes in bytes as Docker parses them, such as `512m` or `1.5 GiB`.

/// Whether a string is a valid size: a non-negative number with an optional unit.
pub fn is_byte_size(text: &str) -> bool {
    byte_size(text).is_some()
}

/// Parses a size, which is a non-negative number with an optional unit. Returns the number of bytes.
pub fn byte_size(text: &str) -> Option<f64> {
    let is_numeric = |character: char| character.is_ascii_digit() || matches!(character, '.' | ' ');
    let last = text.rfind(is_numeric)?;
    let (number, unit) = text.split_at(last + 1);
    let number = parse_float(number.strip_suffix(' ').unwrap_or(number)).filter(|number| *number >= 0.0)?;
    Some((number * factor(&unit.to_lowercase())?).trunc())
}

/// Parses a number in the syntax of Go, with `_` between digits. It is decimal, or hexadecimal with an exponent such as
/// `0x1p4`.
fn parse_float(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let hex = unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X"));
    let is_digit = |byte: u8| if hex.is_some() { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() };
    let bytes = hex.unwrap_or(unsigned).as_bytes();
    let is_separator = |at: usize| {
        let follows = at.checked_sub(1).map_or(hex.is_some(), |before| is_digit(bytes[before]));
        follows && bytes.get(at + 1).is_some_and(|next| is_digit(*next))
    };
    if !bytes.iter().enumerate().all(|(at, byte)| *byte != b'_' || is_separator(at)) {
        return None;
    }
    match hex {
        Some(hex) => {
            parse_hex(&hex.replace('_', "")).map(|number| if text.starts_with('-') { -number } else { number })
        }
        None => text.replace('_', "").parse().ok(),
    }
}

/// Parses a hexadecimal number without its `0x` prefix.
fn parse_hex(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['p', 'P'])?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut number = 0.0;
    for digit in whole.chars().chain(fraction.chars()) {
        number = number * 16.0 + f64::from(digit.to_digit(16)?);
    }
    let shift = 4 * i32::try_from(fraction.len()).ok()?;
    let is_empty = whole.is_empty() && fraction.is_empty();
    (!is_empty).then_some(number * 2_f64.powi(exponent.parse::<i32>().ok()?.checked_sub(shift)?))
}

/// Returns the number of bytes in a unit: `b`, `k`, `kb` or `kib`, up to `p`.
fn factor(unit: &str) -> Option<f64> {
    let power = match unit.strip_suffix("ib").or_else(|| unit.strip_suffix('b')).unwrap_or(unit) {
        "" if unit == "ib" => return None,
        "" => 0,
        "k" => 1,
        "m" => 2,
        "g" => 3,
        "t" => 4,
        "p" => 5,
        _ => return None,
    };
    Some(1024_f64.powi(power))
}

#[cfg(test)]
mod tests {
    use super::{byte_size, is_byte_size};

    #[test]
    fn units_are_powers_of_1024() {
        for (size, bytes) in [("1", 1.0), ("1k", 1024.0), ("1.5 KiB", 1536.0), ("1g", 1_073_741_824.0), ("0.5b", 0.0)] {
            assert_eq!(byte_size(size), Some(bytes), "{size}");
        }
    }

    #[test]
    fn sizes_are_numbers_with_a_unit() {
        for size in [
            "0", "1", "1024", "1.5", "64m", "64M", "64mb", "64MiB", "1 g", "1 GB", "2p", "12b", "1e3k", ".5g", "1_000",
            "1_0.5_0m", "0x1p4k", "0x_1p1", "0_1",
        ] {
            assert!(is_byte_size(size), "{size}");
        }
        for other in [
            "", "m", "x", "-1", "1x", "1mm", "1bb", "1bib", "1m b", "1 2", "1,5g", "64mbit", "1  g", "1__0", "_1",
            "1_", "1_.5", "1_e3", "0x10",
        ] {
            assert!(!is_byte_size(other), "{other}");
        }
    }
}
