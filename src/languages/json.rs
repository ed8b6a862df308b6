//! JSON with the places of its values, up to the first mistake: <https://www.rfc-editor.org/rfc/rfc8259>.
//!
//! Nothing here calls itself: arrays and objects that are open wait in a list.

mod mistakes;

use std::ops::Range;

/// A text that was read.
#[derive(Debug)]
pub struct Json<'t> {
    text: &'t str,
    /// In the order of the text. Behind a value are those within it.
    nodes: Vec<Stored>,
    problem: Option<Problem>,
}

/// Where reading ended before the text did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub range: Range<usize>,
    pub message: &'static str,
    /// Whether nothing is missed once what stands there is taken away.
    pub is_surplus: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Keys and values in turn.
    Object,
    Array,
    String,
    /// A number, `true`, `false` or `null`. Past mistakes also what is no value.
    Other,
}

#[derive(Debug)]
struct Stored {
    kind: Kind,
    range: Range<usize>,
    /// The node behind it and all within it.
    next: usize,
    is_complete: bool,
}

/// A value of a text.
#[derive(Clone, Copy, Debug)]
pub struct Node<'j> {
    json: &'j Json<'j>,
    index: usize,
}

impl<'t> Json<'t> {
    pub fn read(text: &'t str) -> Self {
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut reader = Reader { text, at: start, nodes: Vec::new(), open: Vec::new() };
        let problem = reader.read().err();
        for index in std::mem::take(&mut reader.open) {
            reader.nodes[index].range.end = reader.at;
            reader.nodes[index].next = reader.nodes.len();
        }
        Self { text, nodes: reader.nodes, problem }
    }

    /// Reads on behind mistakes, and says nothing of them: a value that has one is of the kind [`Kind::Other`].
    pub fn read_past_mistakes(text: &'t str) -> Self {
        Self { text, nodes: mistakes::Reader::read(text), problem: None }
    }

    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    pub fn root(&self) -> Option<Node<'_>> {
        (!self.nodes.is_empty()).then_some(Node { json: self, index: 0 })
    }
}

impl<'j> Node<'j> {
    pub fn kind(self) -> Kind {
        self.stored().kind
    }

    pub fn range(self) -> Range<usize> {
        self.stored().range.clone()
    }

    /// Whether it was read to its end.
    pub fn is_complete(self) -> bool {
        self.stored().is_complete
    }

    /// What a string says.
    pub fn value(self) -> Option<String> {
        let is_string = self.kind() == Kind::String;
        is_string.then(|| serde_json::from_str(self.text()).ok()).flatten()
    }

    /// As it is written.
    pub fn text(self) -> &'j str {
        &self.json.text[self.range()]
    }

    pub fn elements(self) -> impl Iterator<Item = Self> {
        let json = self.json;
        let end = self.stored().next;
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            let node = (index < end).then_some(Self { json, index })?;
            index = node.stored().next;
            Some(node)
        })
    }

    /// Keys and values of an object. A key without a value is left out.
    pub fn members(self) -> impl Iterator<Item = (Self, Self)> {
        let mut parts = self.elements();
        std::iter::from_fn(move || Some((parts.next()?, parts.next()?)))
    }

    fn stored(self) -> &'j Stored {
        &self.json.nodes[self.index]
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    nodes: Vec<Stored>,
    /// Objects and arrays without an end yet.
    open: Vec<usize>,
}

/// What may come next.
#[derive(Clone, Copy)]
enum Expected {
    Value,
    FirstElement,
    FirstKey,
    Key,
    /// A comma, or the end of what is open.
    Separator,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Problem> {
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
                        return byte.map_or(Ok(()), |_| Err(self.problem("unexpected text behind the value")));
                    };
                    match (self.nodes[*open].kind, byte) {
                        (Kind::Object, Some(b'}')) | (Kind::Array, Some(b']')) => self.close(),
                        (Kind::Object, Some(b',')) => self.step(Expected::Key),
                        (_, Some(b',')) => self.step(Expected::Value),
                        (Kind::Object, _) => return Err(self.problem("expected `,` or `}`")),
                        _ => return Err(self.problem("expected `,` or `]`")),
                    }
                }
            };
        }
    }

    fn value(&mut self, byte: Option<u8>) -> Result<Expected, Problem> {
        if byte == Some(b']') {
            self.refuse_comma()?;
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

    /// At the end of an array or object: a comma before it is one too many.
    fn refuse_comma(&self) -> Result<(), Problem> {
        match self.comma() {
            Some(range) => Err(Problem { range, message: "unexpected comma: nothing follows it", is_surplus: true }),
            None => Ok(()),
        }
    }

    fn key(&mut self, byte: Option<u8>) -> Result<Expected, Problem> {
        if byte == Some(b'}') {
            self.refuse_comma()?;
        }
        if byte != Some(b'"') {
            return Err(self.problem("expected a key in double quotes"));
        }
        self.string()?;
        if self.next_byte() != Some(b':') {
            return Err(self.problem("expected `:` after the key"));
        }
        Ok(self.step(Expected::Value))
    }

    fn string(&mut self) -> Result<(), Problem> {
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
                    return Err(self.problem("unknown escape sequence"));
                }
                [0..32, ..] | [] => {
                    return Err(Problem { range: start..at, message: "this string is not closed", is_surplus: false });
                }
                _ => 1,
            };
        }
        self.at = at + 1;
        self.add(Kind::String, start);
        Ok(())
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Expected, Problem> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        let word = &rest[..length];
        let is_number = || serde_json::from_str::<serde::de::IgnoredAny>(word).is_ok();
        if !matches!(word, "true" | "false" | "null") && (word.is_empty() || !is_number()) {
            let mut problem = self.problem("expected a value");
            problem.range.end = problem.range.end.max(start + length);
            return Err(problem);
        }
        self.at += length;
        self.add(Kind::Other, start);
        Ok(Expected::Separator)
    }

    /// The comma before what is next.
    fn comma(&self) -> Option<Range<usize>> {
        let before = self.text[..self.at].trim_end().strip_suffix(',')?.len();
        Some(before..before + 1)
    }

    fn open(&mut self, kind: Kind, expected: Expected) -> Expected {
        self.open.push(self.nodes.len());
        self.nodes.push(Stored { kind, range: self.at..self.at, next: 0, is_complete: false });
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
        self.nodes.push(Stored { kind, range: start..self.at, next, is_complete: true });
    }

    /// Goes over one byte.
    fn step(&mut self, expected: Expected) -> Expected {
        self.at += 1;
        expected
    }

    /// The next byte that is no blank.
    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Something wrong with the character that is next.
    fn problem(&self, message: &'static str) -> Problem {
        let length = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        Problem { range: self.at..self.at + length, message, is_surplus: false }
    }
}
