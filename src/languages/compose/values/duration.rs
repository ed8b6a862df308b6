//! Durations such as `1m30s`.

/// Whether a string is a duration: numbers with units, up to 292 years.
pub fn is_duration(text: &str) -> bool {
    const UNITS: [(&str, f64); 10] = [
        ("ns", 1.0),
        ("us", 1e3),
        ("µs", 1e3),
        ("μs", 1e3),
        ("ms", 1e6),
        ("s", 1e9),
        ("m", 60e9),
        ("h", 3_600e9),
        ("d", 86_400e9),
        ("w", 604_800e9),
    ];
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    if rest.is_empty() {
        return false;
    }
    let mut nanoseconds = 0.0;
    while !rest.is_empty() {
        let unit = rest.trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
        let Ok(number) = rest[..rest.len() - unit.len()].parse::<f64>() else { return false };
        let Some((name, factor)) = UNITS.iter().find(|(name, _)| unit.starts_with(name)) else { return false };
        nanoseconds += number * factor;
        rest = &unit[name.len()..];
    }
    nanoseconds < 9.2e18
}
