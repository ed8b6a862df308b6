//! Versions and their constraints, as HashiCorp's go-version accepts them: with any number of numeric parts, and with
//! words that semantic versioning does not allow.

use std::cmp::Ordering;
use std::fmt;

use crate::languages::sort::SortStably;

/// The operators before a version. Longer ones come first.
const OPERATORS: [&str; 7] = ["<=", ">=", "!=", "~>", "<", ">", "="];

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Version {
    /// The numeric parts, at least one.
    pub numbers: Vec<u64>,
    /// The prerelease, without the `-` before it.
    pub prerelease: String,
    /// The build metadata, without the `+` before it.
    pub build: String,
}

/// The part of a constraint between two commas.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The operator in the source. An empty operator means `=`.
    pub operator: &'static str,
    pub version: Version,
    /// The piece as it is written, with its spaces.
    pub source: Box<str>,
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        (self.operator, &self.version) == (other.operator, &other.version)
    }
}

impl Eq for Piece {}

/// Limits for the versions and constraints of a module, larger than any in use, so that the memory stays bounded.
const MAX_NUMBERS: usize = 8;
const MAX_WORD_BYTES: usize = 64;
const MAX_PIECES: usize = 16;
const MAX_PIECE_BYTES: usize = 256;

/// A version constraint: a version must satisfy all of its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint(pub Vec<Piece>);

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, number) in self.numbers.iter().enumerate() {
            let dot = if index > 0 { "." } else { "" };
            write!(formatter, "{dot}{number}")?;
        }
        for (mark, word) in [("-", &self.prerelease), ("+", &self.build)] {
            if !word.is_empty() {
                write!(formatter, "{mark}{word}")?;
            }
        }
        Ok(())
    }
}

impl Version {
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.strip_prefix('v').unwrap_or(text);
        let mut numbers = Vec::new();
        loop {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = rest.split_at(digits);
            numbers.push(number.parse::<i64>().ok()?.unsigned_abs());
            match after.strip_prefix('.') {
                Some(next) if next.starts_with(|next: char| next.is_ascii_digit()) => rest = next,
                _ => {
                    rest = after;
                    break;
                }
            }
        }
        let (prerelease, build) = match rest.split_once('+') {
            Some((prerelease, build)) => (prerelease, Some(build)),
            None => (rest, None),
        };
        let is_start = |first: char| first.is_ascii_alphabetic() || matches!(first, '-' | '~');
        let has_prerelease = prerelease.is_empty() || prerelease.starts_with(is_start) && is_words(prerelease);
        let is_valid = has_prerelease && build.is_none_or(is_words);
        is_valid.then(|| Self {
            numbers,
            // A hyphen alone is the prerelease itself.
            prerelease: prerelease.strip_prefix('-').filter(|rest| is_words(rest)).unwrap_or(prerelease).to_owned(),
            build: build.unwrap_or_default().to_owned(),
        })
    }

    /// Returns the number at an index, or 0 if it is missing.
    fn number(&self, index: usize) -> u64 {
        self.numbers.get(index).copied().unwrap_or_default()
    }

    /// Orders versions by their numbers. A prerelease comes before its release.
    fn compare(&self, other: &Self) -> Ordering {
        let numbers = self.identity().0.cmp(other.identity().0);
        let is_final = |version: &Self| version.prerelease.is_empty();
        numbers.then_with(|| is_final(self).cmp(&is_final(other))).then_with(|| self.prerelease.cmp(&other.prerelease))
    }

    /// Returns the version with its parts truncated to their limits.
    #[must_use]
    pub fn bounded(self) -> Self {
        let word = |word: String| word[..word.len().min(MAX_WORD_BYTES)].to_owned();
        let numbers = self.numbers[..self.numbers.len().min(MAX_NUMBERS)].to_vec();
        // Words are ASCII.
        Self { numbers, prerelease: word(self.prerelease), build: word(self.build) }
    }

    /// Returns the parts that are compared. Trailing zeros and build metadata are ignored.
    fn identity(&self) -> (&[u64], &str) {
        let count = self.numbers.iter().rposition(|number| *number != 0).map_or(0, |last| last + 1);
        (&self.numbers[..count], &self.prerelease)
    }
}

impl Constraint {
    /// Parses a constraint. `None` if any of its pieces is invalid.
    pub fn parse(text: &str) -> Option<Self> {
        text.split(',').map(Piece::parse).collect::<Option<_>>().map(Self)
    }

    /// Whether the constraint admits a version. A prerelease is admitted only by a piece that names it.
    pub fn admits(&self, version: &Version) -> bool {
        self.0.iter().all(|Piece { operator, version: bound, .. }| {
            let order = version.compare(bound);
            let is_prerelease_of_another = !version.prerelease.is_empty() && version.prerelease != bound.prerelease;
            match *operator {
                "!=" => order.is_ne(),
                _ if is_prerelease_of_another => false,
                "" | "=" => order.is_eq(),
                ">" => order.is_gt(),
                ">=" => order.is_ge(),
                "<" => order.is_lt(),
                "<=" => order.is_le(),
                // All numbers before the last one must be the same.
                _ => {
                    let fixed = bound.numbers.len().saturating_sub(1);
                    let is_same = (0..fixed).all(|index| version.number(index) == bound.number(index));
                    order.is_ge() && (is_same || bound.numbers.len() < 2)
                }
            }
        })
    }

    /// Whether the constraint admits any version that is not older than `major.minor`.
    pub fn admits_from(&self, major: u64, minor: u64) -> bool {
        let since = [major, minor, 0];
        self.0.iter().all(|Piece { operator, version, .. }| {
            let mut numbers = [0; 3];
            for (number, given) in numbers.iter_mut().zip(&version.numbers) {
                *number = *given;
            }
            match *operator {
                "" | "=" | "<=" => numbers >= since,
                "<" => numbers > since,
                // All numbers before the last one must be the same.
                "~>" => match version.numbers.len() {
                    0 | 1 => true,
                    2 => numbers[0] >= major,
                    _ => [numbers[0], numbers[1]] >= [major, minor],
                },
                _ => true,
            }
        })
    }

    /// Returns the constraint with its pieces truncated to their limits.
    #[must_use]
    pub fn bounded(self) -> Self {
        let pieces = self.0.into_iter().take(MAX_PIECES);
        let bounded = |piece: Piece| {
            let version = piece.version.bounded();
            let is_short = piece.source.len() <= MAX_PIECE_BYTES;
            let source = if is_short { piece.source } else { format!(" {} {version}", piece.operator).into() };
            Piece { version, source, ..piece }
        };
        Self(pieces.map(bounded).collect())
    }

    /// Whether two lists of constraints have the same pieces, in any order and notation.
    pub fn are_equivalent(left: &[Self], right: &[Self]) -> bool {
        let sorted = |constraints: &[Self]| {
            let mut pieces: Vec<Piece> = constraints.iter().flat_map(|constraint| constraint.0.clone()).collect();
            pieces.sort_stably_by(Piece::order);
            pieces
        };
        let (left, right) = (sorted(left), sorted(right));
        left.len() == right.len() && left.iter().zip(&right).all(|(left, right)| left.order(right).is_eq())
    }
}

impl Piece {
    pub fn parse(source: &str) -> Option<Self> {
        let text = source.trim_matches(is_space);
        let operator = OPERATORS.into_iter().find(|operator| text.starts_with(operator)).unwrap_or_default();
        let version = Version::parse(text[operator.len()..].trim_start_matches(is_space))?;
        Some(Self { operator, version, source: source.into() })
    }

    fn order(&self, other: &Self) -> Ordering {
        fn identity(piece: &Piece) -> (&str, (&[u64], &str)) {
            (if piece.operator.is_empty() { "=" } else { piece.operator }, piece.version.identity())
        }
        identity(self).cmp(&identity(other))
    }
}

/// Whether a text consists of words that are separated by dots.
fn is_words(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'~');
    text.split('.').all(|word| !word.is_empty() && word.bytes().all(is_part))
}

/// Whether a character is white space in Go's regular expressions.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constraint(text: &str) -> Option<String> {
        let shown = |piece: Piece| format!("{}{:?}", piece.operator, piece.version.numbers);
        Constraint::parse(text).map(|constraint| constraint.0.into_iter().map(shown).collect())
    }

    #[test]
    fn section_5_a_constraint_is_pieces_of_an_operator_and_a_version() {
        for (text, expected) in [
            (">= 1.0, < 2.0", ">=[1, 0]<[2, 0]"),
            (">=1.0,<2", ">=[1, 0]<[2]"),
            (" \t>=\n1\x0c\r", ">=[1]"),
            ("1", "[1]"),
            ("= v1.2", "=[1, 2]"),
            ("~>1.2", "~>[1, 2]"),
            ("!=1.2.3.4.5.6", "!=[1, 2, 3, 4, 5, 6]"),
            ("<=01.002", "<=[1, 2]"),
            ("> 9223372036854775807", ">[9223372036854775807]"),
        ] {
            assert_eq!(constraint(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_constraint_admits_versions_from_a_minor_version_on() {
        let admits = |text: &str, (major, minor)| {
            Constraint::parse(text).is_some_and(|constraint| constraint.admits_from(major, minor))
        };
        for text in [">= 1.0", "~> 1.5", "~> 1", "1.5.0", "<= 1.5", "< 2.0", "!= 1.5", ">= 0.12, < 1.5.1", "~> 1.5.0"] {
            assert!(admits(text, (1, 5)), "{text}");
        }
        for text in ["~> 1.4.0", "< 1.5", "= 1.4.9", "<= 1.4", "~> 0.12", ">= 0.12, < 1.5"] {
            assert!(!admits(text, (1, 5)), "{text}");
        }
    }

    #[test]
    fn a_constraint_admits_versions() {
        let admits = |text: &str, version: &str| {
            let version = Version::parse(version).expect("a version");
            Constraint::parse(text).expect("a constraint").admits(&version)
        };
        for (text, version) in [
            (">= 1.0, < 2.0", "1.9.9"),
            ("~> 3.1", "3.9"),
            ("~> 3.1.2", "3.1.4"),
            ("~> 3", "5.0"),
            ("3.1", "3.1.0"),
            ("!= 3.1", "3.2"),
            ("= 1.0.0-beta", "1.0.0-beta"),
            ("!= 1.0.0", "1.0.0-beta"),
        ] {
            assert!(admits(text, version), "{text} {version}");
        }
        for (text, version) in [
            (">= 1.0, < 2.0", "2.0"),
            ("~> 3.1", "4.0"),
            ("~> 3.1.2", "3.1.1"),
            ("~> 3.1.2", "3.2.0"),
            ("3.1", "3.1.1"),
            ("> 1.0", "1.0.0"),
            ("<= 1.0", "1.0.1"),
            (">= 1.0.0", "2.0.0-beta"),
            ("!= 3.1", "3.1.0"),
        ] {
            assert!(!admits(text, version), "{text} {version}");
        }
    }

    #[test]
    fn section_5_one_bad_piece_drops_the_whole_constraint() {
        for text in [
            "",
            " ",
            ",",
            ">= 1.0,",
            ",>= 1.0",
            ">= 1.0, x",
            "=> 1.0",
            ">> 1",
            "^1.0",
            "~1.0",
            "= ",
            "1..2",
            "1.",
            "1.x",
            ".1",
            "V1",
            "vv1",
            "1.0 - 2.0",
            ">= 1.0 || < 2",
            "1 2",
            "9223372036854775808",
            "\u{a0}1",
            "\x0b1",
            "١",
        ] {
            assert_eq!(constraint(text), None, "{text}");
        }
    }

    #[test]
    fn section_5_words_behind_the_numbers_are_those_of_go_version() {
        let parts = |text| {
            Version::parse(text)
                .map(|Version { numbers, prerelease, build }| format!("{numbers:?}|{prerelease}|{build}"))
        };
        for (text, expected) in [
            ("1.0.0-beta1", Some("[1, 0, 0]|beta1|")),
            ("1.0beta.2", Some("[1, 0]|beta.2|")),
            ("1.0-20240101", Some("[1, 0]|20240101|")),
            ("1.0+meta", Some("[1, 0]||meta")),
            ("1.0-rc.1+5-x.y", Some("[1, 0]|rc.1|5-x.y")),
            ("1.0~x", Some("[1, 0]|~x|")),
            ("1.0-", Some("[1, 0]|-|")),
            ("1.0--x", Some("[1, 0]|-x|")),
            ("1.0+", None),
            ("1.0-a..b", None),
            ("1.0-a_b", None),
            ("1.0+a+b", None),
            ("1.0-é", None),
        ] {
            assert_eq!(parts(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn section_3_constraints_are_the_same_whatever_their_order_and_spelling() {
        let same = |left: &[&str], right: &[&str]| {
            let read = |texts: &[&str]| texts.iter().filter_map(|text| Constraint::parse(text)).collect::<Vec<_>>();
            Constraint::are_equivalent(&read(left), &read(right))
        };
        assert!(same(&[">=1.0"], &[">= 1.0.0"]));
        assert!(same(&["1.2", "< 3"], &["<3, = 1.2+build"]));
        assert!(same(&[], &[]));
        assert!(!same(&[">= 1.0"], &["> 1.0"]));
        assert!(!same(&[">= 1.0"], &[">= 1.0", ">= 1.0"]));
        assert!(!same(&["1.0-beta"], &["1.0"]));
    }
}
