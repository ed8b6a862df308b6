//! Versions and constraints in the only form in which they are reported: a few small numbers and release words such as
//! `beta`.
//!
//! Text from a repository is first converted into [`PlainVersion`]s and [`PlainConstraints`], which have no room for
//! anything else. Properties are printed only from those.

use std::fmt::{self, Display, Write as _};

use serde::ser::SerializeMap;

use crate::telemetry::allowlists;
use crate::telemetry::catalogue::property::Property;
use crate::telemetry::limits::{MAX_PIECES, MAX_VERSION_NUMBER, MAX_VERSION_NUMBERS, MAX_WORD_DIGITS};

/// A version as it was parsed.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    pub numbers: &'a [u64],
    pub prerelease: &'a str,
    pub build: &'a str,
}

/// An operator and the version it compares with.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    pub operator: &'a str,
    pub version: Version<'a>,
}

/// A version of one to three numbers with at most three digits each, and at most two release words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainVersion {
    major: u16,
    minor: Option<u16>,
    patch: Option<u16>,
    prerelease: Option<ReleaseWord>,
    build: Option<ReleaseWord>,
}

/// A word of [`allowlists::VERSION_WORDS`] and an optional number of at most two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ReleaseWord {
    word: &'static str,
    number: Option<u16>,
}

/// A piece of a constraint, with an operator from a closed list.
#[derive(Clone, Copy, Debug)]
struct PlainPiece {
    operator: &'static str,
    version: PlainVersion,
}

/// The constraints of several strings on one version, without strings that contain anything else. They have at most
/// four pieces in total, so that a repository cannot convey more by repeating constraints.
#[derive(Clone, Debug, Default)]
pub struct PlainConstraints(Vec<Vec<PlainPiece>>);

impl PlainVersion {
    /// Returns `None` for a version that could contain a message.
    pub fn new(version: Version) -> Option<Self> {
        let Version { numbers, prerelease, build } = version;
        if numbers.len() > MAX_VERSION_NUMBERS {
            return None;
        }
        let number = |index: usize| match numbers.get(index) {
            Some(number) => u16::try_from(*number).ok().filter(|number| *number <= MAX_VERSION_NUMBER).map(Some),
            None => Some(None),
        };
        let word = |text: &str| if text.is_empty() { Some(None) } else { ReleaseWord::parse(text).map(Some) };
        Some(Self {
            major: number(0)??,
            minor: number(1)?,
            patch: number(2)?,
            prerelease: word(prerelease)?,
            build: word(build)?,
        })
    }

    /// Parses a version such as `1.4`, `v1.4.0` or `1.4.0-beta.2`. Returns `None` for anything else.
    pub fn parse(version: &str) -> Option<Self> {
        let version = version.strip_prefix('v').unwrap_or(version);
        let (version, build) = version.split_once('+').unwrap_or((version, ""));
        let (numbers, prerelease) = version.split_once('-').unwrap_or((version, ""));
        let number = |digits: &str| {
            let is_number = digits.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
            if is_number { digits.parse().ok() } else { None }
        };
        // One more than allowed, so that a longer version is refused and not truncated.
        let numbers: Vec<u64> = numbers.split('.').take(MAX_VERSION_NUMBERS + 1).map(number).collect::<Option<_>>()?;
        // `beta.2` means the same as `beta2`.
        let word = |text: &str| match text.split_once('.') {
            Some((word, digits)) if !digits.is_empty() => format!("{word}{digits}"),
            _ => text.to_owned(),
        };
        Self::new(Version { numbers: &numbers, prerelease: &word(prerelease), build: &word(build) })
    }

    /// Formats it as go-version does, with three numbers.
    pub fn text(self) -> VersionText {
        let Self { minor, patch, .. } = self;
        VersionText(Self { minor: minor.or(Some(0)), patch: patch.or(Some(0)), ..self }.to_string())
    }

    pub fn major(self) -> MajorVersion {
        MajorVersion(Some(self.major))
    }
}

impl Display for PlainVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { major, minor, patch, prerelease, build } = self;
        write!(formatter, "{major}")?;
        for number in [minor, patch].into_iter().flatten() {
            write!(formatter, ".{number}")?;
        }
        for (sign, word) in [('-', prerelease), ('+', build)] {
            if let Some(ReleaseWord { word, number }) = word {
                write!(formatter, "{sign}{word}")?;
                number.map_or(Ok(()), |number| write!(formatter, "{number}"))?;
            }
        }
        Ok(())
    }
}

impl ReleaseWord {
    fn parse(text: &str) -> Option<Self> {
        let word = text.trim_end_matches(|character: char| character.is_ascii_digit());
        let digits = &text[word.len()..];
        let word = allowlists::VERSION_WORDS.into_iter().find(|known| *known == word)?;
        if digits.len() > MAX_WORD_DIGITS {
            return None;
        }
        // Parsed as a number, so that leading zeros convey nothing.
        Some(Self { word, number: digits.parse().ok() })
    }
}

impl PlainPiece {
    fn new(piece: Piece) -> Option<Self> {
        let operator = allowlists::OPERATORS.into_iter().find(|known| *known == piece.operator)?;
        Some(Self { operator, version: PlainVersion::new(piece.version)? })
    }
}

impl Display for PlainPiece {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let space = if self.operator.is_empty() { "" } else { " " };
        write!(formatter, "{}{space}{}", self.operator, self.version)
    }
}

impl PlainConstraints {
    /// Creates the constraints from strings, each given as its pieces between commas. A string with a piece that is not
    /// plain, or with more pieces than are left, is dropped entirely.
    pub fn new<'a, S: IntoIterator<Item = Piece<'a>>>(strings: impl IntoIterator<Item = S>) -> Self {
        let mut left = MAX_PIECES;
        let mut plain = Vec::new();
        for string in strings {
            if left == 0 {
                break;
            }
            let pieces = string.into_iter().take(left + 1).map(PlainPiece::new).collect::<Option<Vec<_>>>();
            if let Some(pieces) = pieces.filter(|pieces| pieces.len() <= left) {
                left -= pieces.len();
                plain.push(pieces);
            }
        }
        Self(plain)
    }

    pub fn text(&self) -> VersionText {
        let mut text = String::new();
        for (index, string) in self.0.iter().enumerate() {
            text.push_str(if index == 0 { "" } else { "," });
            for (index, piece) in string.iter().enumerate() {
                // Writing to a string cannot fail.
                let _ = write!(text, "{}{piece}", if index == 0 { "" } else { ", " });
            }
        }
        VersionText(text)
    }

    pub fn lowest_major(&self) -> MajorVersion {
        MajorVersion(self.0.iter().flatten().map(|piece| piece.version.major).min())
    }
}

/// The text of a version or a constraint. Empty if it is not plain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionText(String);
text_property!(VersionText, "string");

impl VersionText {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The first number of a version, with at most three digits. Empty if there is none, or the version is not plain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MajorVersion(Option<u16>);

impl MajorVersion {
    /// Returns this version, or `other` if this one is not known.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }

    /// Returns the lower of the two versions, or the one that is known.
    pub(super) fn lowest(self, other: Self) -> Self {
        Self(self.0.into_iter().chain(other.0).min())
    }

    /// Returns the version, or `None` if it is not known.
    pub fn known(self) -> Option<Self> {
        self.0.map(|_| self)
    }

    pub(super) fn text(self) -> String {
        self.0.map(|major| major.to_string()).unwrap_or_default()
    }
}

impl Property for MajorVersion {
    const TYPESCRIPT: &'static str = "string";

    fn write<M: SerializeMap>(&self, key: &str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, &self.text())
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    fn version<'a>(numbers: &'a [u64], prerelease: &'a str, build: &'a str) -> Version<'a> {
        Version { numbers, prerelease, build }
    }

    fn piece<'a>(operator: &'a str, numbers: &'a [u64]) -> Piece<'a> {
        Piece { operator, version: version(numbers, "", "") }
    }

    fn text(strings: &[&[Piece]]) -> String {
        PlainConstraints::new(strings.iter().map(|pieces| pieces.iter().copied())).text().0
    }

    #[test]
    fn a_version_of_the_host_is_parsed_and_printed_again() {
        let printed = |version: &str| PlainVersion::parse(version).map(|version| version.text().0);
        for (given, expected) in
            [("1.4.0", "1.4.0"), ("v2", "2.0.0"), ("1.4.0-beta.2", "1.4.0-beta2"), ("01.2.3-rc", "1.2.3-rc")]
        {
            assert_eq!(printed(given).as_deref(), Some(expected), "{given}");
        }
        for odd in [
            "",
            "1.2.3.4",
            "1000.0.0",
            "0001.0.0",
            "1.x",
            "1.2.3-canary",
            "1.2.3-beta.123",
            "1.2.3-beta.",
            "1..2",
            "1.2.3+alice",
            "-beta",
        ] {
            assert_eq!(printed(odd), None, "{odd}");
        }
    }

    #[test]
    fn constraints_are_printed_in_one_form() {
        assert_eq!(text(&[&[piece(">=", &[1, 0]), piece("", &[2])], &[piece("!=", &[3])]]), ">= 1.0, 2,!= 3");
        assert_eq!(text(&[&[piece("=", &[1, 0])]]), "= 1.0");
        assert_eq!(text(&[]), "");
    }

    #[test]
    fn a_string_that_says_more_than_a_constraint_is_dropped_as_a_whole() {
        for refused in [
            &[piece("", &[1]), piece("", &[1_000])][..],
            &[piece("~>", &[1, 202_608])],
            &[piece("", &[192, 168, 1, 7])],
            &[piece("is", &[1])],
            &[piece("", &[])],
            &[Piece { operator: "", version: version(&[1], "alice", "") }],
            &[piece("", &[1]); 5],
        ] {
            assert_eq!(text(&[refused]), "", "{refused:?}");
            assert_eq!(text(&[&[piece("", &[7])], refused, &[piece("", &[8])]]), "7,8");
        }
        assert_eq!(text(&[&[piece("", &[1]); 4]]), "1, 1, 1, 1");
    }

    #[test]
    fn strings_share_four_pieces() {
        let one = [piece("", &[1])];
        let two = [piece(">=", &[2]), piece("<", &[3])];
        let many: Vec<&[Piece]> = vec![&one; 1_000];
        assert_eq!(text(&many), "1,1,1,1");
        assert_eq!(text(&[&one, &two, &two, &one, &one]), "1,>= 2, < 3,1");
    }

    #[test]
    fn words_of_versions_are_those_of_releases_with_two_digits_at_most() {
        for (prerelease, build, expected) in [
            ("beta1", "", "1.0.0-beta1"),
            ("beta01", "", "1.0.0-beta1"),
            ("rc19", "", "1.0.0-rc19"),
            ("alpha", "", "1.0.0-alpha"),
            ("", "dev99", "1.0.0+dev99"),
            ("rc1", "dev", "1.0.0-rc1+dev"),
            ("rc195", "", ""),
            ("rc19800517", "", ""),
            ("alpha20230719", "", ""),
            ("rc.1", "", ""),
            ("rc1.rc2", "", ""),
            ("1", "", ""),
            ("", "5", ""),
            ("Beta", "", ""),
            ("beta1x", "", ""),
            ("1beta", "", ""),
            ("beta-1", "", ""),
            ("rc.", "", ""),
            ("rc٣", "", ""),
            ("", "alice", ""),
            ("é", "", ""),
        ] {
            let printed = PlainVersion::new(version(&[1], prerelease, build)).map(PlainVersion::text);
            assert_eq!(printed.unwrap_or_default().0, expected, "{prerelease}+{build}");
        }
        assert_eq!(PlainVersion::new(version(&[1, 2, 3, 4], "", "")), None);
    }

    /// Whether a string has the form of a plain version, checked without the code that prints it.
    fn has_plain_form(text: &str) -> bool {
        let is_number =
            |number: &str| number.parse::<u16>().is_ok_and(|value| value <= 999 && value.to_string() == number);
        let is_word = |word: &str| {
            let letters = word.trim_end_matches(|character: char| character.is_ascii_digit());
            let digits = &word[letters.len()..];
            ["alpha", "beta", "rc", "dev"].contains(&letters)
                && (digits.is_empty() || digits.len() <= 2 && is_number(digits))
        };
        let (version, build) = text.split_once('+').unwrap_or((text, "dev"));
        let (numbers, prerelease) = version.split_once('-').unwrap_or((version, "dev"));
        numbers.split('.').count() <= 3 && numbers.split('.').all(is_number) && is_word(prerelease) && is_word(build)
    }

    /// Runs the same cases every time, and writes no files.
    fn same_cases() -> ProptestConfig {
        ProptestConfig { rng_seed: RngSeed::Fixed(0), failure_persistence: None, ..ProptestConfig::default() }
    }

    proptest! {
        #![proptest_config(same_cases())]

        #[test]
        fn whatever_a_version_says_its_text_is_empty_or_plain(
            numbers in vec(prop_oneof![0..1_100_u64, any::<u64>()], 0..6),
            prerelease in "((alpha|beta|rc|dev|x)[0-9]{0,4}|[0-9a-z.~-]{0,6}|.{0,3})?",
            build in "((alpha|beta|rc|dev|x)[0-9]{0,4}|[0-9a-z.~-]{0,6}|.{0,3})?",
            operator in "(|=|!=|>|>=|<|<=|~>|=>|.{0,2})",
        ) {
            let version = version(&numbers, &prerelease, &build);
            let plain = PlainVersion::new(version).map(PlainVersion::text);
            prop_assert!(plain.as_ref().is_none_or(|text| has_plain_form(&text.0)), "{plain:?}");
            let constraint = PlainConstraints::new([[Piece { operator: &operator, version }]]).text().0;
            let text = constraint.split_once(' ').map_or(&*constraint, |(_, text)| text);
            prop_assert!(text.is_empty() || has_plain_form(text), "{constraint}");
        }
    }

    #[test]
    fn the_lowest_major_version_of_a_constraint_counts() {
        let lowest = |strings: &[&[Piece]]| {
            PlainConstraints::new(strings.iter().map(|pieces| pieces.iter().copied())).lowest_major().text()
        };
        assert_eq!(lowest(&[&[piece("<", &[6]), piece(">=", &[4, 2])], &[piece("!=", &[5])]]), "4");
        assert_eq!(lowest(&[&[piece("~>", &[1_000])]]), "");
        assert_eq!(lowest(&[]), "");
    }
}
