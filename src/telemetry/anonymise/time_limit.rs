//! The time limit for Terraform, as a class.

use std::time::Duration;

/// A time limit, rounded up to one of a few values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimitClass(&'static str);
text_property!(TimeLimitClass, "'' | '10s' | '30s' | '60s' | '120s' | 'longer'");

impl TimeLimitClass {
    /// Returns the class of a time limit. `None` means that none is set.
    pub fn new(limit: Option<Duration>) -> Self {
        const CLASSES: [(u64, &str); 4] = [(10, "10s"), (30, "30s"), (60, "60s"), (120, "120s")];
        let Some(limit) = limit else { return Self("") };
        let class = CLASSES.iter().find(|(seconds, _)| limit <= Duration::from_secs(*seconds));
        Self(class.map_or("longer", |(_, class)| class))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_limit_is_rounded_up_to_its_class() {
        for (milliseconds, expected) in [
            (1, "10s"),
            (10_000, "10s"),
            (10_001, "30s"),
            (30_000, "30s"),
            (31_000, "60s"),
            (60_000, "60s"),
            (90_000, "120s"),
            (120_000, "120s"),
            (120_001, "longer"),
            (1_234_000, "longer"),
            (u64::MAX, "longer"),
        ] {
            assert_eq!(TimeLimitClass::new(Some(Duration::from_millis(milliseconds))).0, expected, "{milliseconds}");
        }
        assert_eq!(TimeLimitClass::new(None).0, "");
    }
}
