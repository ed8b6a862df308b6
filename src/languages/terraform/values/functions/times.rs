//! Functions of points in time: `timeadd` and `formatdate`.

use std::fmt::Write as _;

use super::{ascii, string};
use crate::languages::terraform::values::known::{Known, Shape};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A point in time, in seconds since 1970 of its time zone.
#[derive(Clone, Copy)]
struct Time {
    seconds: i64,
    /// The distance of the time zone from UTC, in minutes.
    zone: i64,
}

/// A date of the calendar, and a time of the day.
struct Fields {
    year: i64,
    month: usize,
    day: i64,
    weekday: usize,
    hour: i64,
    minute: i64,
    second: i64,
}

pub(super) fn compute(name: &str, arguments: &[Known]) -> Option<Shape> {
    match (name, arguments) {
        ("timeadd", [time, duration]) => {
            let (time, duration) = (Time::parse(&ascii(time)?)?, duration_of(&ascii(duration)?)?);
            string(Time { seconds: time.seconds.checked_add(duration)?, ..time }.text()?)
        }
        ("formatdate", [format, time]) => string(Time::parse(&ascii(time)?)?.formatted(&ascii(format)?)?),
        _ => None,
    }
}

impl Time {
    /// Parses a time such as `2020-01-02T03:04:05Z`.
    fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(11)?;
        let (time, zone) = rest.split_at_checked(8)?;
        let digits = |text: &str, range: std::ops::Range<usize>| -> Option<i64> {
            let digits = text.get(range).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
            digits.parse().ok()
        };
        let separators = [(date, 4, '-'), (date, 7, '-'), (date, 10, 'T'), (time, 2, ':'), (time, 5, ':')];
        if !separators.iter().all(|(text, at, separator)| text[*at..].starts_with(*separator)) {
            return None;
        }
        let (year, month, day) = (digits(date, 0..4)?, digits(date, 5..7)?, digits(date, 8..10)?);
        let (hour, minute, second) = (digits(time, 0..2)?, digits(time, 3..5)?, digits(time, 6..8)?);
        let zone = match zone.split_at_checked(1)? {
            ("Z", "") => 0,
            (sign @ ("+" | "-"), offset) if offset.len() == 5 && offset[2..].starts_with(':') => {
                let (hours, minutes) = (digits(offset, 0..2)?, digits(offset, 3..5)?);
                let distance = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
                if sign == "-" { -distance } else { distance }
            }
            _ => return None,
        };
        let is_valid = (1..=12).contains(&month) && day > 0 && hour < 24 && minute < 60 && second < 60;
        let seconds = days_before(year, month) * 86_400 + (day - 1) * 86_400 + hour * 3_600 + minute * 60 + second;
        let time = Self { seconds, zone };
        // Days after the last one of a month are in the next month.
        (is_valid && time.fields()?.day == day).then_some(time)
    }

    fn fields(self) -> Option<Fields> {
        let (days, seconds) = (self.seconds.div_euclid(86_400), self.seconds.rem_euclid(86_400));
        // The calendar repeats after 400 years.
        let (mut year, mut rest) = (1970 + 400 * days.div_euclid(146_097), days.rem_euclid(146_097));
        while rest >= year_length(year) {
            rest -= year_length(year);
            year += 1;
        }
        let first = days_before(year, 1);
        let month = (1..=12).rev().find(|month| days_before(year, *month) - first <= rest)?;
        Some(Fields {
            year,
            month: usize::try_from(month).ok()? - 1,
            day: rest - (days_before(year, month) - first) + 1,
            weekday: usize::try_from((days + 4).rem_euclid(7)).ok()?,
            hour: seconds / 3_600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
        })
    }

    fn text(self) -> Option<String> {
        self.formatted("YYYY-MM-DD'T'hh:mm:ssZ")
    }

    fn formatted(self, format: &str) -> Option<String> {
        let fields = self.fields().filter(|fields| (0..=9_999).contains(&fields.year))?;
        let mut text = String::new();
        let mut rest = format;
        while let Some(first) = rest.chars().next() {
            if first == '\'' {
                let (quoted, after) = rest[1..].split_once('\'')?;
                // Two quotes within quotes stand for one.
                if quoted.is_empty() || after.starts_with('\'') {
                    return None;
                }
                text.push_str(quoted);
                rest = after;
                continue;
            }
            let length = rest.len() - rest.trim_start_matches(first).len();
            let (letters, after) = rest.split_at(length);
            if first.is_ascii_alphabetic() {
                self.letters(&fields, letters, &mut text)?;
            } else {
                text.push_str(letters);
            }
            rest = after;
        }
        Some(text)
    }

    /// Writes the part of a time that letters stand for.
    fn letters(self, fields: &Fields, letters: &str, text: &mut String) -> Option<()> {
        let hour = (fields.hour + 11) % 12 + 1;
        match letters {
            "YYYY" => write!(text, "{:04}", fields.year),
            "YY" => write!(text, "{:02}", fields.year % 100),
            "MMMM" => write!(text, "{}", MONTHS[fields.month]),
            "MMM" => write!(text, "{}", &MONTHS[fields.month][..3]),
            "MM" => write!(text, "{:02}", fields.month + 1),
            "M" => write!(text, "{}", fields.month + 1),
            "DD" => write!(text, "{:02}", fields.day),
            "D" => write!(text, "{}", fields.day),
            "EEEE" => write!(text, "{}", DAYS[fields.weekday]),
            "EEE" => write!(text, "{}", &DAYS[fields.weekday][..3]),
            "hh" => write!(text, "{:02}", fields.hour),
            "h" => write!(text, "{}", fields.hour),
            "HH" => write!(text, "{hour:02}"),
            "H" => write!(text, "{hour}"),
            "AA" => write!(text, "{}", if fields.hour < 12 { "AM" } else { "PM" }),
            "aa" => write!(text, "{}", if fields.hour < 12 { "am" } else { "pm" }),
            "mm" => write!(text, "{:02}", fields.minute),
            "m" => write!(text, "{}", fields.minute),
            "ss" => write!(text, "{:02}", fields.second),
            "s" => write!(text, "{}", fields.second),
            "Z" if self.zone == 0 => write!(text, "Z"),
            "Z" | "ZZZZZ" => {
                let sign = if self.zone < 0 { '-' } else { '+' };
                write!(text, "{sign}{:02}:{:02}", self.zone.abs() / 60, self.zone.abs() % 60)
            }
            "ZZZZ" => {
                let sign = if self.zone < 0 { '-' } else { '+' };
                write!(text, "{sign}{:02}{:02}", self.zone.abs() / 60, self.zone.abs() % 60)
            }
            _ => return None,
        }
        .ok()
    }
}

fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn year_length(year: i64) -> i64 {
    if is_leap_year(year) { 366 } else { 365 }
}

/// The number of days from 1970 to the first day of a month.
fn days_before(year: i64, month: i64) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let last = year - 1;
    let leap_days = last.div_euclid(4) - last.div_euclid(100) + last.div_euclid(400) - 477;
    let within = usize::try_from(month - 1).ok().and_then(|index| BEFORE.get(index)).copied().unwrap_or_default();
    (year - 1970) * 365 + leap_days + within + i64::from(month > 2 && is_leap_year(year))
}

/// The number of seconds of a duration such as `-1h30m`.
fn duration_of(text: &str) -> Option<i64> {
    let (is_negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut seconds = 0i64;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let count: i64 = rest.get(..digits).filter(|digits| digits.len() <= 9)?.parse().ok()?;
        let unit = match rest.as_bytes().get(digits..)? {
            [b'h', ..] => 3_600,
            [b'm', next, ..] if *next == b's' => return None,
            [b'm', ..] => 60,
            [b's', ..] => 1,
            _ => return None,
        };
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        rest = &rest[digits + 1..];
    }
    // Terraform counts nanoseconds in 64 bits.
    let is_known = seconds <= i64::MAX / 1_000_000_000;
    is_known.then_some(if is_negative { -seconds } else { seconds })
}
