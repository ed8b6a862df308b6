//! Durations in the syntax of Go's `time.ParseDuration`, in which terraform-ls's clients write time limits:
//! <https://pkg.go.dev/time#ParseDuration>.

use std::time::Duration;

/// The longest duration that Go can represent, in nanoseconds.
const MAX_NANOSECONDS: u128 = i64::MAX as u128;

/// The units, with their lengths in nanoseconds.
const UNITS: [(&str, u128); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60 * 1_000_000_000),
    ("h", 3_600 * 1_000_000_000),
];

/// The maximum number of fraction digits that are read. More digits are less than a nanosecond, even of an hour.
const FRACTION_DIGITS: usize = 13;

/// Parses a time limit. `None` if the text is not a duration, or if the duration is not positive.
pub fn parse_positive(text: &str) -> Option<Duration> {
    let mut rest = text.strip_prefix('+').unwrap_or(text);
    let mut nanoseconds: u128 = 0;
    while !rest.is_empty() {
        let (whole, after) = split_digits(rest);
        let (fraction, after) = after.strip_prefix('.').map_or(("", after), split_digits);
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let end = after.find(|character: char| character == '.' || character.is_ascii_digit()).unwrap_or(after.len());
        let (_, unit) = UNITS.into_iter().find(|(unit, _)| *unit == &after[..end])?;
        rest = &after[end..];
        let whole: u128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let (digits, scale) = fraction
            .bytes()
            .take(FRACTION_DIGITS)
            .fold((0, 1), |(digits, scale), digit| (digits * 10 + u128::from(digit - b'0'), scale * 10));
        nanoseconds = nanoseconds.checked_add(whole.checked_mul(unit)?)?.checked_add(digits * unit / scale)?;
        if nanoseconds > MAX_NANOSECONDS {
            return None;
        }
    }
    u64::try_from(nanoseconds).ok().filter(|nanoseconds| *nanoseconds > 0).map(Duration::from_nanos)
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_go() {
        for (text, expected) in [
            ("30s", Some(30_000_000_000)),
            ("1m30s", Some(90_000_000_000)),
            ("1h", Some(3_600_000_000_000)),
            ("1500ms", Some(1_500_000_000)),
            ("1.5s", Some(1_500_000_000)),
            (".5s", Some(500_000_000)),
            ("1.s", Some(1_000_000_000)),
            ("+5s", Some(5_000_000_000)),
            ("2us3µs4μs", Some(9_000)),
            ("1h15m30.918273645s", Some(4_530_918_273_645)),
            ("0.00000000000000000001h", None),
            ("9223372036854775807ns", Some(9_223_372_036_854_775_807)),
            ("9223372036854775808ns", None),
            ("99999999999999999999h", None),
            ("340282366920938463463374607431768211456ns", None),
            ("0s", None),
            ("0", None),
            ("", None),
            ("-5s", None),
            ("soon", None),
            ("30", None),
            ("s", None),
            (".s", None),
            ("1..s", None),
            ("30S", None),
            ("30 s", None),
            ("1d", None),
            ("٣s", None),
            ("ä", None),
        ] {
            let nanoseconds = parse_positive(text).map(|duration| duration.as_nanos());
            assert_eq!(nanoseconds, expected, "{text}");
        }
    }
}
