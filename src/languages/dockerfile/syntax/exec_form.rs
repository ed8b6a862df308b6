//! The exec form of arguments: a JSON array of strings, which is run without a shell.

use std::ops::Range;

/// The result of parsing a text that may be a JSON array.
#[derive(Debug, PartialEq, Eq)]
pub enum Array {
    /// The strings: the range of each without its quotes, and its value if the string contains escapes.
    Strings(Vec<(Range<usize>, Option<String>)>),
    /// A JSON array with an element that is not a string.
    Other(Range<usize>),
    /// Not a JSON array.
    None,
}

pub fn parse(text: &str) -> Array {
    let mut parser = Parser { text, at: 0 };
    parser.skip_spaces();
    if !parser.take(b'[') {
        return Array::None;
    }
    parser.array().unwrap_or(Array::None)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    /// Parses the rest of an array after the opening bracket. Returns `None` for invalid JSON.
    fn array(&mut self) -> Option<Array> {
        let (mut strings, mut other) = (Vec::new(), None);
        self.skip_spaces();
        if !self.take(b']') {
            loop {
                self.skip_spaces();
                let start = self.at;
                if self.peek() == Some(b'"') {
                    strings.push(self.string()?);
                } else {
                    self.value()?;
                    other = other.or(Some(start..self.at));
                }
                self.skip_spaces();
                if self.take(b']') {
                    break;
                }
                if !self.take(b',') {
                    return None;
                }
            }
        }
        self.skip_spaces();
        if self.at < self.text.len() {
            return None;
        }
        Some(other.map_or(Array::Strings(strings), Array::Other))
    }

    /// Skips any JSON value without recursion.
    fn value(&mut self) -> Option<()> {
        let mut open = Vec::new();
        loop {
            self.skip_spaces();
            match self.peek()? {
                b'[' => {
                    self.at += 1;
                    self.skip_spaces();
                    if !self.take(b']') {
                        open.push(b']');
                        continue;
                    }
                }
                b'{' => {
                    self.at += 1;
                    self.skip_spaces();
                    if !self.take(b'}') {
                        self.key()?;
                        open.push(b'}');
                        continue;
                    }
                }
                b'"' => drop(self.string()?),
                _ => self.scalar()?,
            }
            // The value may be the last one in the enclosing arrays and objects.
            loop {
                let Some(close) = open.last().copied() else { return Some(()) };
                self.skip_spaces();
                if self.take(b',') {
                    if close == b'}' {
                        self.skip_spaces();
                        self.key()?;
                    }
                    break;
                }
                if !self.take(close) {
                    return None;
                }
                open.pop();
            }
        }
    }

    fn key(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.string()?;
        self.skip_spaces();
        self.take(b':').then_some(())
    }

    fn string(&mut self) -> Option<(Range<usize>, Option<String>)> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let (mut at, mut copied, mut decoded) = (start, start, None::<String>);
        loop {
            match *bytes.get(at)? {
                b'"' => {
                    self.at = at + 1;
                    if let Some(decoded) = &mut decoded {
                        decoded.push_str(&self.text[copied..at]);
                    }
                    return Some((start..at, decoded));
                }
                b'\\' => {
                    let decoded = decoded.get_or_insert_default();
                    decoded.push_str(&self.text[copied..at]);
                    let (character, length) = decode_escape(&self.text[at + 1..])?;
                    decoded.push(character);
                    at += 1 + length;
                    copied = at;
                }
                0..=0x1f => return None,
                _ => at += 1,
            }
        }
    }

    /// Skips a number, `true`, `false` or `null`.
    fn scalar(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
        self.at += length;
        match &rest[..length] {
            "true" | "false" | "null" => Some(()),
            number => is_number(number).then_some(()),
        }
    }

    fn skip_spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }
}

/// Decodes an escape sequence. Returns the character and the length of the sequence after the backslash.
fn decode_escape(text: &str) -> Option<(char, usize)> {
    let character = match text.as_bytes().first()? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return decode_unicode(text),
        _ => return None,
    };
    Some((character, 1))
}

/// Decodes `uXXXX`, or a surrogate pair. A lone surrogate becomes the replacement character.
fn decode_unicode(text: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 4).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        u16::from_str_radix(digits, 16).ok()
    };
    let first = unit(1)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, 5));
    }
    if let Some(second) = unit(7).filter(|_| text.get(5..7) == Some("\\u"))
        && let Some(Ok(character)) = char::decode_utf16([first, second]).next()
    {
        return Some((character, 11));
    }
    Some(('\u{fffd}', 5))
}

fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let text = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(text);
    if whole == 0 || (whole > 1 && text.starts_with('0')) {
        return false;
    }
    let mut rest = &text[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Option<Vec<String>> {
        let Array::Strings(strings) = parse(text) else { return None };
        Some(strings.into_iter().map(|(range, decoded)| decoded.unwrap_or_else(|| text[range].to_owned())).collect())
    }

    #[test]
    fn an_array_of_strings_is_read() {
        assert_eq!(strings(r#" [ "a" ,"b c"] "#), Some(vec!["a".to_owned(), "b c".to_owned()]));
        assert_eq!(strings("[]"), Some(vec![]));
        assert_eq!(strings(r#"["\u0041\ud83d\ude00\ud800\n\"é"]"#), Some(vec!["A😀\u{fffd}\n\"é".to_owned()]));
    }

    #[test]
    fn an_array_of_other_things_is_told_from_what_is_no_array() {
        for others in ["[1]", r#"["a", null]"#, r#"[{"a": [1, -2.5e3]}, "b"]"#, "[[[]]]"] {
            assert!(matches!(parse(others), Array::Other(_)), "{others}");
        }
        for no in [
            "",
            "[",
            "[\"a\"",
            "['a']",
            "[\"a\",]",
            "[a]",
            "[01]",
            "[\"a\" \"b\"]",
            "[\"a\"] x",
            "[{\"a\"}]",
            "[\"\t\"]",
        ] {
            assert_eq!(parse(no), Array::None, "{no}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        assert_eq!(parse(&"[".repeat(1_000_000)), Array::None);
        let deep = format!("{}{}", "[".repeat(500_000), "]".repeat(500_000));
        assert!(matches!(parse(&deep), Array::Other(_)));
    }
}
