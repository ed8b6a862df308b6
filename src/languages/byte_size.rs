//! Sizes in bytes as Docker reads them, such as `512m` or `1.5 GiB`.

/// Whether a text is a size: a number that is not negative, with a unit or without.
pub fn is_byte_size(text: &str) -> bool {
    let is_numeric = |character: char| character.is_ascii_digit() || matches!(character, '.' | ' ');
    let Some(last) = text.rfind(is_numeric) else { return false };
    let (number, unit) = text.split_at(last + 1);
    let number = number.strip_suffix(' ').unwrap_or(number);
    number.parse::<f64>().is_ok_and(|number| number >= 0.0) && is_unit(&unit.to_lowercase())
}

/// `b`, `k`, `kb` or `kib`, up to `p`.
fn is_unit(unit: &str) -> bool {
    match unit.strip_prefix(['k', 'm', 'g', 't', 'p']) {
        Some(rest) => matches!(rest, "" | "b" | "ib"),
        None => matches!(unit, "" | "b"),
    }
}

#[cfg(test)]
mod tests {
    use super::is_byte_size;

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
