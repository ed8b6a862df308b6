//! Versions and constraints on them, as `HashiCorp`'s go-version takes them: any number of numbers, and words that
//! semantic versioning would not take.

use std::cmp::Ordering;

/// What may stand before a version, those first that begin with another.
const OPERATORS: [&str; 7] = ["<=", ">=", "!=", "~>", "<", ">", "="];

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Version {
    /// At least one.
    pub numbers: Vec<u64>,
    /// Without the `-` before it.
    pub prerelease: String,
    /// Without the `+` before it.
    pub build: String,
}

/// A piece of what a constraint says between its commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// As it is written. Empty means `=`.
    pub operator: &'static str,
    pub version: Version,
}

/// What is kept of a version and of a constraint that a module holds: more than any that is understood elsewhere, and
/// too little to fill the memory.
const MAX_NUMBERS: usize = 8;
const MAX_WORD_BYTES: usize = 64;
const MAX_PIECES: usize = 16;

/// What one text asks for: all of its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint(pub Vec<Piece>);

impl Version {
    pub fn read(text: &str) -> Option<Self> {
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
        let begins = |first: char| first.is_ascii_alphabetic() || matches!(first, '-' | '~');
        let has_prerelease = prerelease.is_empty() || prerelease.starts_with(begins) && is_words(prerelease);
        let is_whole = has_prerelease && build.is_none_or(is_words);
        is_whole.then(|| Self {
            numbers,
            // A hyphen alone is the word itself.
            prerelease: prerelease.strip_prefix('-').filter(|rest| is_words(rest)).unwrap_or(prerelease).to_owned(),
            build: build.unwrap_or_default().to_owned(),
        })
    }

    /// The beginning of each of its parts.
    #[must_use]
    pub fn bounded(self) -> Self {
        let word = |word: String| word[..word.len().min(MAX_WORD_BYTES)].to_owned();
        let numbers = self.numbers[..self.numbers.len().min(MAX_NUMBERS)].to_vec();
        // Words are of ASCII alone.
        Self { numbers, prerelease: word(self.prerelease), build: word(self.build) }
    }

    /// What tells it from other versions: zeros at the end and builds do not.
    fn identity(&self) -> (&[u64], &str) {
        let count = self.numbers.iter().rposition(|number| *number != 0).map_or(0, |last| last + 1);
        (&self.numbers[..count], &self.prerelease)
    }
}

impl Constraint {
    /// `None` as soon as one piece is no constraint.
    pub fn read(text: &str) -> Option<Self> {
        text.split(',').map(Piece::read).collect::<Option<_>>().map(Self)
    }

    /// The beginning of it.
    #[must_use]
    pub fn bounded(self) -> Self {
        let pieces = self.0.into_iter().take(MAX_PIECES);
        Self(pieces.map(|piece| Piece { version: piece.version.bounded(), ..piece }).collect())
    }

    /// Whether two lists of texts ask for the same, in whichever order and however written.
    pub fn are_same(left: &[Self], right: &[Self]) -> bool {
        let sorted = |constraints: &[Self]| {
            let mut pieces: Vec<Piece> = constraints.iter().flat_map(|constraint| constraint.0.clone()).collect();
            pieces.sort_by(Piece::order);
            pieces
        };
        let (left, right) = (sorted(left), sorted(right));
        left.len() == right.len() && left.iter().zip(&right).all(|(left, right)| left.order(right).is_eq())
    }
}

impl Piece {
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_blank);
        let operator = OPERATORS.into_iter().find(|operator| text.starts_with(operator)).unwrap_or_default();
        let version = Version::read(text[operator.len()..].trim_start_matches(is_blank))?;
        Some(Self { operator, version })
    }

    fn order(&self, other: &Self) -> Ordering {
        fn identity(piece: &Piece) -> (&str, (&[u64], &str)) {
            (if piece.operator.is_empty() { "=" } else { piece.operator }, piece.version.identity())
        }
        identity(self).cmp(&identity(other))
    }
}

/// Words with dots between them.
fn is_words(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'~');
    text.split('.').all(|word| !word.is_empty() && word.bytes().all(is_part))
}

/// The blanks of Go's regular expressions.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constraint(text: &str) -> Option<String> {
        let shown = |piece: Piece| format!("{}{:?}", piece.operator, piece.version.numbers);
        Constraint::read(text).map(|constraint| constraint.0.into_iter().map(shown).collect())
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
            Version::read(text)
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
            let read = |texts: &[&str]| texts.iter().filter_map(|text| Constraint::read(text)).collect::<Vec<_>>();
            Constraint::are_same(&read(left), &read(right))
        };
        assert!(same(&[">=1.0"], &[">= 1.0.0"]));
        assert!(same(&["1.2", "< 3"], &["<3, = 1.2+build"]));
        assert!(same(&[], &[]));
        assert!(!same(&[">= 1.0"], &["> 1.0"]));
        assert!(!same(&[">= 1.0"], &[">= 1.0", ">= 1.0"]));
        assert!(!same(&["1.0-beta"], &["1.0"]));
    }
}
