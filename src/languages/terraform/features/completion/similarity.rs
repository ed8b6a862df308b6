//! Compares the names of arguments, declarations and attributes.

use super::preference::parts;

/// Compares two names: 0 if they are equal, 1 if they share words, otherwise 2.
pub(super) fn similarity(left: &str, right: &str) -> u8 {
    if left == right {
        return 0;
    }
    let shares_word = words(left).any(|word| words(right).any(|other| is_same_word(word, other)));
    u8::from(!shares_word) + 1
}

/// Returns the words of a name that distinguish it from other names.
fn words(name: &str) -> impl Iterator<Item = &str> {
    parts(name).filter(|word| !["id", "name"].contains(word))
}

/// Whether two words are equal regardless of case.
fn is_same_word(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        left.eq_ignore_ascii_case(right)
    } else {
        left.to_lowercase() == right.to_lowercase()
    }
}
