//! Sizes in bytes as Docker reads them, such as `512m` or `1.5 GiB`.

/// Whether a text is a size: a number that is not negative, with a unit or without.
pub fn is_byte_size(text: &str) -> bool {
    byte_size(text).is_some()
}

/// The number of bytes that a text stands for: a number that is not negative, with a unit or without.
pub fn byte_size(text: &str) -> Option<f64> {
    let is_numeric = |character: char| character.is_ascii_digit() || matches!(character, '.' | ' ');
    let last = text.rfind(is_numeric)?;
    let (number, unit) = text.split_at(last + 1);
    let number = number.strip_suffix(' ').unwrap_or(number).parse::<f64>().ok().filter(|number| *number >= 0.0)?;
    Some((number * factor(&unit.to_lowercase())?).trunc())
}

/// The number of bytes in `b`, `k`, `kb` or `kib`, up to `p`.
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
        for size in ["0", "1", "1024", "1.5", "64m", "64M", "64mb", "64MiB", "1 g", "1 GB", "2p", "12b", "1e3k", ".5g"]
        {
            assert!(is_byte_size(size), "{size}");
        }
        for other in ["", "m", "x", "-1", "1x", "1mm", "1bb", "1bib", "1m b", "1 2", "1,5g", "64mbit", "1  g"] {
            assert!(!is_byte_size(other), "{other}");
        }
    }
}
