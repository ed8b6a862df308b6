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
    /// Understands exactly the three words, in lower case.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "error" => Some(Self::Error),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// The word for the level.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::All => "all",
        }
    }
}

/// What somebody said when asked for a level: a level, or something nobody understands. The second states `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelSetting {
    /// A level.
    Level(Level),
    /// Something else, which counts as `off`.
    Invalid,
}

impl LevelSetting {
    /// The level for a word; other words are invalid.
    pub fn parse(word: &str) -> Self {
        Level::parse(word).map_or(Self::Invalid, Self::Level)
    }

    /// The level for a JSON value; values that are not one of the words are invalid.
    pub fn from_value(value: &Value) -> Self {
        value.as_str().map_or(Self::Invalid, Self::parse)
    }

    /// The one that counts of several. What was not understood goes first among equals, so that the warning about it is
    /// not lost.
    pub fn lowest(statements: impl Iterator<Item = Self>) -> Option<Self> {
        statements.min_by_key(|statement| (statement.level(), *statement != Self::Invalid))
    }

    /// The level that applies.
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
