//! Calendar dates.

use std::fmt;
use std::time::Duration;

/// A calendar date in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Returns `None` for a date that does not exist.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if month >= 1 && month <= 12 && day >= 1 && day <= days_of_month(year, month) {
            Some(Self { year, month, day })
        } else {
            None
        }
    }

    /// Parses a date such as `2027-12-31`.
    pub fn parse(date: &str) -> Option<Self> {
        let is_date = date.len() == 10
            && date
                .bytes()
                .enumerate()
                .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        if !is_date {
            return None;
        }
        Self::new(date[..4].parse().ok()?, date[5..7].parse().ok()?, date[8..].parse().ok()?)
    }

    /// Returns the date at a time after the Unix epoch.
    pub(super) fn since_epoch(time: Duration) -> Self {
        let mut days = time.as_secs() / 86_400;
        let (mut year, mut month) = (1970, 1);
        while year < u16::MAX && days >= days_of_year(year) {
            days -= days_of_year(year);
            year += 1;
        }
        while month < 12 && days >= u64::from(days_of_month(year, month)) {
            days -= u64::from(days_of_month(year, month));
            month += 1;
        }
        let day = u8::try_from(days + 1).unwrap_or(u8::MAX).min(days_of_month(year, month));
        Self { year, month, day }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

const fn is_leap_year(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

const fn days_of_year(year: u16) -> u64 {
    if is_leap_year(year) { 366 } else { 365 }
}

const fn days_of_month(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_follows_the_calendar() {
        let date = |days: u64| Date::since_epoch(Duration::from_secs(days * 86_400 + 86_399)).to_string();
        for (days, expected) in [
            (0, "1970-01-01"),
            (30, "1970-01-31"),
            (31, "1970-02-01"),
            (364, "1970-12-31"),
            (365, "1971-01-01"),
            (789, "1972-02-29"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_665, "2026-07-31"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date(days), expected, "{days}");
        }
        let last = Date::since_epoch(Duration::MAX);
        assert_eq!(last.to_string(), "65535-12-31");
        assert!(
            [(2026, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0)]
                .into_iter()
                .all(|(year, month, day)| Date::new(year, month, day).is_none())
        );
        assert_eq!(Date::new(2026, 7, 31).map(|date| date.to_string()).as_deref(), Some("2026-07-31"));
    }
}
