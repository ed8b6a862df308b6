//! Determines the kind of a message without parsing its values. Used for the head of a long message, for a message with
//! syntax errors, and for one that is nested too deeply to be parsed. Iterative, and linear in the length of the text.

/// The maximum number of bytes that [`scan_head`] reads. Clients write the method first.
const HEAD_BYTES: usize = 4_096;

/// The notification that takes effect even if it is invalid.
pub const CONFIGURATION_CHANGED: &str = "workspace/didChangeConfiguration";
pub const EXIT: &str = "exit";

/// What the first bytes of a message show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageHead {
    pub method: Option<String>,
    /// Whether it is a notification, as far as the head shows, so that it needs no response.
    pub is_notification: bool,
}

/// The members at the top level of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageFrame {
    pub method: Option<String>,
    /// The id as it is written.
    pub id: Option<String>,
    /// Whether it is a response: it has a result or an error.
    pub is_answer: bool,
}

impl MessageFrame {
    /// Returns the id for the response to this message, as JSON.
    pub fn answer_id(&self) -> &str {
        let is_id = |id: &&str| id.starts_with(|first: char| first == '"' || first == '-' || first.is_ascii_digit());
        self.id.as_deref().filter(is_id).unwrap_or("null")
    }
}

/// Reads the head of `message`.
pub fn scan_head(message: &str) -> MessageHead {
    let mut end = message.len().min(HEAD_BYTES);
    while !message.is_char_boundary(end) {
        end -= 1;
    }
    let mut head = MessageHead::default();
    let (mut has_id, mut has_version) = (false, false);
    let outcome = Scanner::new(&message[..end]).members(|key, value| {
        match key {
            "id" => has_id = true,
            "jsonrpc" => has_version = value == "\"2.0\"",
            "method" => head.method = method(head.method.take(), value),
            _ => {}
        }
        // The rest of the message is not needed if both are known.
        !(head.method.is_some() && has_id)
    });
    // If the message is longer than the head, an id may follow.
    head.is_notification = head.method.is_some() && has_version && !has_id && outcome == Outcome::Whole;
    head
}

/// Reads the top level of `message` up to the first syntax error. The second value is whether the whole message is
/// JSON.
pub fn scan(message: &str) -> (MessageFrame, bool) {
    let mut envelope = MessageFrame::default();
    let outcome = Scanner::new(message).members(|key, value| {
        match key {
            "id" => envelope.id = Some(value.to_owned()),
            "method" => envelope.method = method(envelope.method.take(), value),
            "result" | "error" => envelope.is_answer = true,
            _ => {}
        }
        true
    });
    (envelope, outcome == Outcome::Whole)
}

/// Repairs JSON that follows the grammar but that parsers reject: replaces a lone surrogate with U+FFFD, and a number
/// out of range with the largest or smallest number.
pub fn repair_json(message: &str) -> String {
    let bytes = message.as_bytes();
    let mut mended = String::with_capacity(message.len());
    let mut copied = 0;
    let mut at = 0;
    let mut in_string = false;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                in_string = !in_string;
                at += 1;
            }
            b'\\' if in_string => match surrogate(bytes, at) {
                Some(0xD800..=0xDBFF) if matches!(surrogate(bytes, at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
                Some(_) => {
                    mended.push_str(&message[copied..at]);
                    mended.push_str("\\ufffd");
                    at += 6;
                    copied = at;
                }
                None => at += 2,
            },
            b'-' | b'0'..=b'9' if !in_string => {
                let digits = bytes[at..]
                    .iter()
                    .take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
                let end = at + digits.count();
                let number = &message[at..end];
                if number.parse::<f64>().is_ok_and(f64::is_infinite) {
                    mended.push_str(&message[copied..at]);
                    mended.push_str(if number.starts_with('-') {
                        "-1.7976931348623157e308"
                    } else {
                        "1.7976931348623157e308"
                    });
                    copied = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    mended.push_str(message.get(copied..).unwrap_or_default());
    mended
}

/// Returns the surrogate for which the escape at `at` stands, if it is one.
fn surrogate(bytes: &[u8], at: usize) -> Option<u16> {
    let escape = bytes.get(at..at + 6)?;
    let hex = escape.strip_prefix(b"\\u").and_then(|hex| std::str::from_utf8(hex).ok())?;
    u16::from_str_radix(hex, 16).ok().filter(|unit| (0xD800..=0xDFFF).contains(unit))
}

/// Whether a text whose method cannot be read contains [`CONFIGURATION_CHANGED`], possibly with escapes.
pub fn may_change_configuration(text: &str) -> bool {
    let mut parts = text.split("\\u");
    let mut unescaped = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match digits.and_then(char::from_u32) {
            Some(character) => {
                unescaped.push(character);
                unescaped.push_str(&part[4..]);
            }
            None => unescaped.push_str(part),
        }
    }
    unescaped.contains("didChangeConfiguration")
}

/// Returns the method that takes effect if a message has several: the last one, but a change of the configuration takes
/// effect in any place, because it may withdraw consent.
fn method(before: Option<String>, value: &str) -> Option<String> {
    before.filter(|method| method == CONFIGURATION_CHANGED).or_else(|| decoded(value))
}

/// Returns the content of a JSON string, or `None` for another value.
fn decoded(value: &str) -> Option<String> {
    serde_json::from_str(value).or_else(|_| serde_json::from_str(&repair_json(value))).ok()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// The text is one JSON value, and all of it was read.
    Whole,
    /// The callback returned false.
    Stopped,
    Broken,
}

struct Scanner<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Scanner<'text> {
    fn new(text: &'text str) -> Self {
        // Some writers begin with a byte order mark.
        Self { text, at: if text.starts_with('\u{feff}') { 3 } else { 0 } }
    }

    /// Calls `member` with each key and value of the top-level object, until it returns false. Any other value has no
    /// members.
    fn members(&mut self, mut member: impl FnMut(&str, &'text str) -> bool) -> Outcome {
        if self.peek() != Some(b'{') {
            return self.end_after_value();
        }
        self.at += 1;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return self.end();
        }
        loop {
            let Some(key) = self.string() else { return Outcome::Broken };
            if !self.eat(b':') {
                return Outcome::Broken;
            }
            let Some(value) = self.value() else { return Outcome::Broken };
            let key = decoded(key).unwrap_or_default();
            if !member(&key, value) {
                return Outcome::Stopped;
            }
            match self.next() {
                Some(b',') => {}
                Some(b'}') => return self.end(),
                _ => return Outcome::Broken,
            }
        }
    }

    fn end_after_value(&mut self) -> Outcome {
        if self.value().is_some() { self.end() } else { Outcome::Broken }
    }

    fn end(&mut self) -> Outcome {
        if self.peek().is_none() { Outcome::Whole } else { Outcome::Broken }
    }

    /// Reads a value of any depth and returns it as written.
    fn value(&mut self) -> Option<&'text str> {
        self.peek()?;
        let start = self.at;
        let mut closers: Vec<u8> = Vec::new();
        loop {
            match self.peek()? {
                b'{' => {
                    self.at += 1;
                    if self.eat(b'}') {
                        // An empty object is a value.
                    } else {
                        closers.push(b'}');
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.at += 1;
                    if !self.eat(b']') {
                        closers.push(b']');
                        continue;
                    }
                }
                b'"' => {
                    self.string()?;
                }
                _ => self.scalar()?,
            }
            // A value has ended: close the arrays and objects that end after it.
            loop {
                let Some(closer) = closers.last().copied() else { return Some(&self.text[start..self.at]) };
                match self.next()? {
                    b',' if closer == b'}' => {
                        self.key()?;
                        break;
                    }
                    b',' => break,
                    found if found == closer => {
                        closers.pop();
                    }
                    _ => return None,
                }
            }
        }
    }

    fn key(&mut self) -> Option<()> {
        self.string()?;
        self.eat(b':').then_some(())
    }

    /// Reads a string with its quotes.
    fn string(&mut self) -> Option<&'text str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        loop {
            match *bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(&self.text[start..self.at]);
                }
                b'\\' => {
                    let length = match bytes.get(self.at + 1)? {
                        b'u' => {
                            let hex = bytes.get(self.at + 2..self.at + 6)?;
                            hex.iter().all(u8::is_ascii_hexdigit).then_some(6)?
                        }
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                        _ => return None,
                    };
                    self.at += length;
                }
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }

    /// Reads a number, `true`, `false` or `null`.
    fn scalar(&mut self) -> Option<()> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        let word = &self.text[self.at..self.at + length];
        // JSON's numbers are stricter than Rust's, which include `inf`, `NaN`, `.5`, `1.` and `+1`.
        let digits = word.strip_prefix('-').unwrap_or(word);
        let bytes = digits.as_bytes();
        let leading_zero = bytes.len() > 1 && bytes[0] == b'0' && bytes[1].is_ascii_digit();
        let bare_point = digits.contains(".e") || digits.contains(".E") || digits.ends_with('.');
        let number = bytes.first().is_some_and(u8::is_ascii_digit)
            && !leading_zero
            && !bare_point
            && digits.parse::<f64>().is_ok();
        (number || matches!(word, "true" | "false" | "null")).then(|| self.at += length)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        if found {
            self.at += 1;
        }
        found
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Skips white space and returns the next byte without consuming it.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_names_the_method_however_it_is_written() {
        let method = Some("workspace/didChangeConfiguration".to_owned());
        for message in [
            r#"{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{}}"#,
            r#" { "method" : "workspace\/didChangeConfiguration" "#,
            r#"{"params":{"settings":[[["}"]]]},"\u006dethod":"workspace\u002fdidChangeConfiguration"}"#,
        ] {
            assert_eq!(scan_head(message).method, method, "{message}");
        }
        for notification in
            [r#"{"jsonrpc":"2.0","method":"a"}"#, r#"{"method":"a","params":[{"id":1}],"jsonrpc":"2.0"}"#]
        {
            assert!(scan_head(notification).is_notification, "{notification}");
        }
        for other in [
            r#"{"method":"a"}"#,
            r#"{"jsonrpc":"2.0","method":"a","#,
            r#"{"jsonrpc":"2.0","id":1,"method":"a"}"#,
            "[]",
            "{}",
            "",
        ] {
            assert!(!scan_head(other).is_notification, "{other}");
        }
        let buried = format!(r#"{{"params":"{}","method":"x"}}"#, "y".repeat(HEAD_BYTES));
        assert_eq!(scan_head(&buried), MessageHead::default());
    }

    #[test]
    fn a_change_of_the_configuration_is_found_in_what_cannot_be_read() {
        for text in [
            r#"[{"method":"workspace/didChangeConfiguration"}]"#,
            r#"[{"method":"workspace\u002fdid\u0043hange\u0043onfigur\u0061tion"}]"#,
            r#"{"a":nonsense,"method":"workspace\/didChangeConfiguration"#,
            r"\ud800 didChangeConfiguratio\u006e \u00",
        ] {
            assert!(may_change_configuration(text), "{text}");
        }
        for text in ["", "\\u", r#"[{"method":"workspace/didChange\u0043onfig"}]"#, "\\u00é0didChange"] {
            assert!(!may_change_configuration(text), "{text}");
        }
    }

    #[test]
    fn an_identifier_is_found_wherever_it_can_be() {
        let id = |message: &str| scan(message).0.id;
        assert_eq!(id(r#"{"id":1.5}"#).as_deref(), Some("1.5"));
        assert_eq!(id(r#"{"params":[{"id":3}],"id":"a"}"#).as_deref(), Some("\"a\""));
        assert_eq!(id(r#"{"id":7,"params":"#).as_deref(), Some("7"));
        assert_eq!(id("[]"), None);
    }

    #[test]
    fn json_is_told_from_what_only_looks_like_it() {
        for json in ["{}", "[]", "1e400", "-0", "\"\\ud800\"", " {\"a\":[1,{\"b\":null}]} ", "{\"a\":{}}", "\u{feff}{}"]
        {
            assert!(scan(json).1, "{json}");
        }
        for broken in [
            "", "{", "}", "{}x", "{\"a\"}", "{\"a\":}", "[1,]", "[1 2]", "01", "1.", "NaN", "nul", "\"\n\"", "{'a':1}",
            "\"\\x\"", "+1", ".5", "--1",
        ] {
            assert!(!scan(broken).1, "{broken}");
        }
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        assert!(scan(&deep).1);
        assert!(!scan(&deep[1..]).1);
    }

    #[test]
    fn what_parsers_refuse_is_mended_and_nothing_else_is_touched() {
        let table = [
            (r#"{"a":"\ud800"}"#, r#"{"a":"\ufffd"}"#),
            (r#"{"a":"\ud83d\ude00\udc00x"}"#, r#"{"a":"\ud83d\ude00\ufffdx"}"#),
            (
                r#"{"a":1e400,"b":-1E999,"c":1e4}"#,
                r#"{"a":1.7976931348623157e308,"b":-1.7976931348623157e308,"c":1e4}"#,
            ),
            (r#"{"1e400":"\\ud800\"1e400"}"#, r#"{"1e400":"\\ud800\"1e400"}"#),
        ];
        for (message, expected) in table {
            assert_eq!(repair_json(message), expected);
        }
    }
}
