//! A JSON parser with error recovery, like HCL's JSON parser: an array or object that contains an error is dropped, and
//! the values around it are kept.
//!
//! The parser does not recurse, and visits each byte only a few times.

use std::ops::Range;

use serde::de::IgnoredAny;

use super::{Kind, NodeData};

pub struct Parser<'t> {
    text: &'t str,
    at: usize,
    nodes: Vec<NodeData>,
    open: Vec<Open>,
}

/// An open array or object.
struct Open {
    index: usize,
    kind: Kind,
    /// Whether it is in the position of a key, which is an error in the enclosing object.
    is_key: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Open(Kind),
    Close(Kind),
    Comma,
    Colon,
    Equal,
    /// A string, number or word, with its kind and whether it is valid JSON.
    Value(Kind, bool),
    /// The end of the text, or an unrecognized character, which ends parsing, too.
    End,
}

/// What to parse next.
#[derive(Clone, Copy)]
enum Next {
    Value,
    /// A key or element, or the end of the array or object that was just opened.
    First,
    Key,
    /// The token after a value.
    Behind,
}

impl<'t> Parser<'t> {
    pub fn parse(text: &'t str) -> Vec<NodeData> {
        let mut parser = Self { text, at: 0, nodes: Vec::new(), open: Vec::new() };
        let mut next = Next::Value;
        loop {
            next = match next {
                Next::Value => parser.value(false),
                Next::First => parser.first(),
                Next::Key => parser.key(),
                Next::Behind => match parser.open.last() {
                    None => return parser.nodes,
                    Some(open) => parser.behind(open.kind),
                },
            };
        }
    }

    fn value(&mut self, is_key: bool) -> Next {
        let (token, range) = self.peek();
        let kind = match token {
            Token::Open(kind) => {
                self.at = range.end;
                self.open.push(Open { index: self.nodes.len(), kind, is_key });
                self.nodes.push(NodeData { kind, range, next: 0, is_complete: false });
                return Next::First;
            }
            Token::Value(kind, is_valid) => {
                self.at = range.end;
                if is_valid { kind } else { Kind::Other }
            }
            // The token is not consumed, because it may belong to the enclosing array or object.
            _ => Kind::Other,
        };
        let next = self.nodes.len() + 1;
        self.nodes.push(NodeData { kind, range: range.start..self.at.max(range.start), next, is_complete: true });
        if is_key { self.give_up() } else { Next::Behind }
    }

    fn first(&mut self) -> Next {
        match self.open.last().map(|open| open.kind) {
            Some(kind) if self.peek().0 == Token::Close(kind) => self.close(),
            Some(Kind::Object) => Next::Key,
            _ => Next::Value,
        }
    }

    fn key(&mut self) -> Next {
        if self.peek().0 != Token::Value(Kind::String, true) {
            return self.value(true);
        }
        self.value(false);
        match self.take() {
            Token::Colon => Next::Value,
            other => self.skip(other, Kind::Object),
        }
    }

    fn behind(&mut self, kind: Kind) -> Next {
        match self.peek().0 {
            Token::Comma => {
                self.take();
                match (self.peek().0 == Token::Close(kind), kind) {
                    (true, _) => self.give_up(),
                    (false, Kind::Object) => Next::Key,
                    (false, _) => Next::Value,
                }
            }
            Token::Close(closed) if closed == kind => self.close(),
            Token::End => self.give_up(),
            Token::Close(Kind::Array) => {
                self.take();
                self.give_up()
            }
            _ => {
                let token = self.take();
                self.skip(token, kind)
            }
        }
    }

    /// Skips to the probable end of the open array or object, which contains an error.
    fn skip(&mut self, mut token: Token, kind: Kind) -> Next {
        let mut depth = 1;
        loop {
            if token == Token::Open(kind) {
                depth += 1;
            } else if token == Token::Close(kind) {
                depth -= 1;
            }
            // The end of the first nested array or object of the same kind counts as the end, too.
            if token == Token::End || token == Token::Close(kind) && depth <= 1 {
                return self.give_up();
            }
            token = self.take();
        }
    }

    fn close(&mut self) -> Next {
        self.take();
        let Some(open) = self.open.pop() else { return Next::Behind };
        let next = self.nodes.len();
        let node = &mut self.nodes[open.index];
        (node.range.end, node.next, node.is_complete) = (self.at, next, true);
        if open.is_key { self.give_up() } else { Next::Behind }
    }

    /// Drops the innermost open array or object. If it is a key, the enclosing object is dropped, too.
    fn give_up(&mut self) -> Next {
        while let Some(open) = self.open.pop() {
            self.nodes.truncate(open.index + 1);
            let node = &mut self.nodes[open.index];
            (node.kind, node.range.end, node.next) = (Kind::Other, self.at.max(node.range.start), open.index + 1);
            if !open.is_key {
                break;
            }
        }
        Next::Behind
    }

    fn take(&mut self) -> Token {
        let (token, range) = self.peek();
        self.at = range.end;
        token
    }

    fn peek(&self) -> (Token, Range<usize>) {
        let bytes = self.text.as_bytes();
        let spaces = bytes[self.at..].iter().take_while(|byte| b" \t\r\n".contains(byte)).count();
        let start = self.at + spaces;
        let Some(first) = bytes.get(start) else { return (Token::End, start..start) };
        let run = |is_part: fn(&u8) -> bool| bytes[start..].iter().take_while(|byte| is_part(byte)).count();
        let (token, length) = match first {
            b'{' => (Token::Open(Kind::Object), 1),
            b'[' => (Token::Open(Kind::Array), 1),
            b'}' => (Token::Close(Kind::Object), 1),
            b']' => (Token::Close(Kind::Array), 1),
            b',' => (Token::Comma, 1),
            b':' => (Token::Colon, 1),
            b'=' => (Token::Equal, 1),
            b'"' => {
                let length = string(&bytes[start..]);
                (Token::Value(Kind::String, self.is_json(start, length)), length)
            }
            b'-' | b'+' | b'.' | b'0'..=b'9' => {
                let length = run(|byte| byte.is_ascii_digit() || b"-+.eE".contains(byte));
                (Token::Value(Kind::Other, self.is_json(start, length)), length)
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let length = run(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
                (Token::Value(Kind::Other, self.is_json(start, length)), length)
            }
            _ => return (Token::End, start..bytes.len()),
        };
        (token, start..start + length)
    }

    fn is_json(&self, start: usize, length: usize) -> bool {
        let text = self.text.get(start..start + length);
        text.is_some_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok())
    }
}

/// Returns the length of a string up to its closing quote or a control character.
fn string(bytes: &[u8]) -> usize {
    let mut is_escaped = false;
    for (index, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            b'"' if !is_escaped => return index + 1,
            0..32 => return index,
            byte => is_escaped = *byte == b'\\' && !is_escaped,
        }
    }
    bytes.len()
}
