//! The three telemetry levels and their order.

use serde_json::Value;

/// How much may be sent. The order is the order of openness: `Off < Error < All`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is sent.
    Off,
    /// Only errors are sent.
    Error,
    /// Usage and errors are sent.
    All,
}

impl Level {
    /// Parses one of the three words, which must be in lower case.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "error" => Some(Self::Error),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// Returns the word for the level.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::All => "all",
        }
    }
}

/// What a source stated: a level, or an invalid value, which counts as `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelSetting {
    /// A level.
    Level(Level),
    /// An invalid value.
    Invalid,
}

impl LevelSetting {
    /// Parses a word. Any word that is not a level is invalid.
    pub fn parse(word: &str) -> Self {
        Level::parse(word).map_or(Self::Invalid, Self::Level)
    }

    /// Parses a JSON value. Any value that is not one of the words is invalid.
    pub fn from_value(value: &Value) -> Self {
        value.as_str().map_or(Self::Invalid, Self::parse)
    }

    /// Returns the lowest of several statements. Among equal ones, an invalid one comes first, so that the warning
    /// about it is not lost.
    pub fn lowest(statements: impl Iterator<Item = Self>) -> Option<Self> {
        statements.min_by_key(|statement| (statement.level(), *statement != Self::Invalid))
    }

    /// Returns the level. An invalid value counts as `off`.
    pub fn level(self) -> Level {
        match self {
            Self::Level(level) => level,
            Self::Invalid => Level::Off,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_levels_the_lowest_counts_and_of_equals_the_one_to_warn_about() {
        let [off, all] = [Level::Off, Level::All].map(LevelSetting::Level);
        for (statements, lowest) in [
            (vec![], None),
            (vec![all, off, all], Some(off)),
            (vec![off, LevelSetting::Invalid], Some(LevelSetting::Invalid)),
            (vec![LevelSetting::Invalid, all], Some(LevelSetting::Invalid)),
        ] {
            assert_eq!(LevelSetting::lowest(statements.into_iter()), lowest);
        }
    }
}
