//! JSON with the ranges of its values, up to the first error: <https://www.rfc-editor.org/rfc/rfc8259>.
//!
//! The parser does not recurse: open arrays and objects are kept in a list.

pub mod format;
mod recovery;
pub mod tokens;

use std::ops::Range;

/// A parsed JSON text.
#[derive(Debug)]
pub struct Json<'t> {
    text: &'t str,
    /// The nodes in document order. A value is followed by the values within it.
    nodes: Vec<NodeData>,
    error: Option<SyntaxError>,
}

/// The error that stopped the parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub range: Range<usize>,
    pub message: &'static str,
    /// Whether removing the range fixes the error.
    pub is_trailing_comma: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The elements are keys and values, alternating.
    Object,
    Array,
    String,
    /// A number, `true`, `false` or `null`. With error recovery, also anything invalid.
    Other,
}

#[derive(Debug)]
struct NodeData {
    kind: Kind,
    range: Range<usize>,
    /// The index of the first node after this node and all nodes within it.
    next: usize,
    is_complete: bool,
}

/// A JSON value.
#[derive(Clone, Copy, Debug)]
pub struct Node<'j> {
    json: &'j Json<'j>,
    index: usize,
}

impl<'t> Json<'t> {
    pub fn parse(text: &'t str) -> Self {
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut parser = Parser { text, at: start, nodes: Vec::new(), open: Vec::new() };
        let error = parser.parse().err();
        for index in std::mem::take(&mut parser.open) {
            parser.nodes[index].range.end = parser.at;
            parser.nodes[index].next = parser.nodes.len();
        }
        Self { text, nodes: parser.nodes, error }
    }

    /// Parses a text, and continues after errors without reporting them. A value that contains an error has the kind
    /// [`Kind::Other`].
    pub fn parse_recovering(text: &'t str) -> Self {
        Self { text, nodes: recovery::Parser::parse(text), error: None }
    }

    pub fn error(&self) -> Option<&SyntaxError> {
        self.error.as_ref()
    }

    pub fn root(&self) -> Option<Node<'_>> {
        (!self.nodes.is_empty()).then_some(Node { json: self, index: 0 })
    }
}

impl<'j> Node<'j> {
    pub fn kind(self) -> Kind {
        self.data().kind
    }

    pub fn range(self) -> Range<usize> {
        self.data().range.clone()
    }

    /// The byte range of a string without its quotes.
    pub fn content_range(self) -> Range<usize> {
        let range = self.range();
        let is_closed = self.kind() == Kind::String && range.len() >= 2;
        if is_closed { range.start + 1..range.end - 1 } else { range }
    }

    /// Whether the end of the value was found.
    pub fn is_complete(self) -> bool {
        self.data().is_complete
    }

    /// The value of a string.
    pub fn value(self) -> Option<String> {
        let is_string = self.kind() == Kind::String;
        is_string.then(|| serde_json::from_str(self.text()).ok()).flatten()
    }

    /// The source of the value.
    pub fn text(self) -> &'j str {
        &self.json.text[self.range()]
    }

    pub fn elements(self) -> impl Iterator<Item = Self> {
        let json = self.json;
        let end = self.data().next;
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            let node = (index < end).then_some(Self { json, index })?;
            index = node.data().next;
            Some(node)
        })
    }

    /// The keys and values of an object. A key without a value is omitted.
    pub fn members(self) -> impl Iterator<Item = (Self, Self)> {
        let mut parts = self.elements();
        std::iter::from_fn(move || Some((parts.next()?, parts.next()?)))
    }

    /// The value of the first member of an object that has this name.
    pub fn member(self, name: &str) -> Option<Self> {
        let mut members = (self.kind() == Kind::Object).then(|| self.members())?;
        members.find_map(|(key, value)| (key.value().as_deref() == Some(name)).then_some(value))
    }

    /// Returns the object itself, or the objects in an array. HCL treats both as blocks.
    pub fn objects(self) -> impl Iterator<Item = Self> {
        let itself = (self.kind() == Kind::Object).then_some(self);
        let elements = (self.kind() == Kind::Array).then(|| self.elements()).into_iter().flatten();
        itself.into_iter().chain(elements.filter(|element| element.kind() == Kind::Object))
    }

    fn data(self) -> &'j NodeData {
        &self.json.nodes[self.index]
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    nodes: Vec<NodeData>,
    /// The indices of the open objects and arrays.
    open: Vec<usize>,
}

/// What the parser expects next.
#[derive(Clone, Copy)]
enum Expected {
    Value,
    FirstElement,
    FirstKey,
    Key,
    /// A comma, or the end of the innermost open object or array.
    Separator,
}

impl Parser<'_> {
    fn parse(&mut self) -> Result<(), SyntaxError> {
        let mut expected = Expected::Value;
        loop {
            let byte = self.next_byte();
            expected = match expected {
                Expected::FirstElement if byte == Some(b']') => self.close(),
                Expected::FirstKey if byte == Some(b'}') => self.close(),
                Expected::Value | Expected::FirstElement => self.value(byte)?,
                Expected::FirstKey | Expected::Key => self.key(byte)?,
                Expected::Separator => {
                    let Some(open) = self.open.last() else {
                        return byte.map_or(Ok(()), |_| Err(self.error("unexpected text after the value")));
                    };
                    match (self.nodes[*open].kind, byte) {
                        (Kind::Object, Some(b'}')) | (Kind::Array, Some(b']')) => self.close(),
                        (Kind::Object, Some(b',')) => self.step(Expected::Key),
                        (_, Some(b',')) => self.step(Expected::Value),
                        (Kind::Object, _) => return Err(self.error("expected `,` or `}`")),
                        _ => return Err(self.error("expected `,` or `]`")),
                    }
                }
            };
        }
    }

    fn value(&mut self, byte: Option<u8>) -> Result<Expected, SyntaxError> {
        if byte == Some(b']') {
            self.refuse_trailing_comma()?;
        }
        match byte {
            Some(b'{') => Ok(self.open(Kind::Object, Expected::FirstKey)),
            Some(b'[') => Ok(self.open(Kind::Array, Expected::FirstElement)),
            Some(b'"') => {
                self.string()?;
                Ok(Expected::Separator)
            }
            _ => self.word(),
        }
    }

    /// Returns an error if there is a comma before the end of an array or object.
    fn refuse_trailing_comma(&self) -> Result<(), SyntaxError> {
        match self.comma() {
            Some(range) => Err(SyntaxError { range, message: "unexpected trailing comma", is_trailing_comma: true }),
            None => Ok(()),
        }
    }

    fn key(&mut self, byte: Option<u8>) -> Result<Expected, SyntaxError> {
        if byte == Some(b'}') {
            self.refuse_trailing_comma()?;
        }
        if byte != Some(b'"') {
            return Err(self.error("expected a key in double quotes"));
        }
        self.string()?;
        if self.next_byte() != Some(b':') {
            return Err(self.error("expected `:` after the key"));
        }
        Ok(self.step(Expected::Value))
    }

    fn string(&mut self) -> Result<(), SyntaxError> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        loop {
            at += match bytes[at..] {
                [b'"', ..] => break,
                [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', ..] => 2,
                [b'\\', b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(u8::is_ascii_hexdigit) => 6,
                [b'\\', ..] => {
                    self.at = at;
                    return Err(self.error("unknown escape sequence"));
                }
                [0..32, ..] | [] => {
                    return Err(SyntaxError {
                        range: start..at,
                        message: "unterminated string",
                        is_trailing_comma: false,
                    });
                }
                _ => 1,
            };
        }
        self.at = at + 1;
        self.add(Kind::String, start);
        Ok(())
    }

    /// Parses a number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Expected, SyntaxError> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        let word = &rest[..length];
        let is_number = || serde_json::from_str::<serde::de::IgnoredAny>(word).is_ok();
        if !matches!(word, "true" | "false" | "null") && (word.is_empty() || !is_number()) {
            let mut error = self.error("expected a value");
            error.range.end = error.range.end.max(start + length);
            return Err(error);
        }
        self.at += length;
        self.add(Kind::Other, start);
        Ok(Expected::Separator)
    }

    /// The comma before the current position, if there is one.
    fn comma(&self) -> Option<Range<usize>> {
        let before = self.text[..self.at].trim_end().strip_suffix(',')?.len();
        Some(before..before + 1)
    }

    fn open(&mut self, kind: Kind, expected: Expected) -> Expected {
        self.open.push(self.nodes.len());
        self.nodes.push(NodeData { kind, range: self.at..self.at, next: 0, is_complete: false });
        self.step(expected)
    }

    fn close(&mut self) -> Expected {
        self.at += 1;
        if let Some(index) = self.open.pop() {
            let next = self.nodes.len();
            let node = &mut self.nodes[index];
            (node.range.end, node.next, node.is_complete) = (self.at, next, true);
        }
        Expected::Separator
    }

    fn add(&mut self, kind: Kind, start: usize) {
        let next = self.nodes.len() + 1;
        self.nodes.push(NodeData { kind, range: start..self.at, next, is_complete: true });
    }

    /// Consumes one byte. Returns `expected`.
    fn step(&mut self, expected: Expected) -> Expected {
        self.at += 1;
        expected
    }

    /// Skips white space and returns the next byte.
    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Creates an error at the next character.
    fn error(&self, message: &'static str) -> SyntaxError {
        let length = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        SyntaxError { range: self.at..self.at + length, message, is_trailing_comma: false }
    }
}
