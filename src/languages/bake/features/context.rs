//! The context of a cursor, derived only from the tokens before it, so that it is known even if the text does not
//! parse.

use std::ops::Range;

use crate::languages::bake::syntax::Syntax;
use crate::languages::syntax::hcl::TokenKind;
use crate::languages::syntax::hcl::tokens::tokens;
use crate::languages::syntax::json::tokens as json_text;
use crate::languages::text::is_word_part;

/// A construct that is open at a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    Block {
        kind: String,
        label: Option<String>,
    },
    /// The value of an attribute.
    Value(String),
    List,
    /// An object, with the key whose value contains the cursor.
    Object(Option<String>),
    Call {
        name: String,
        argument: usize,
    },
    /// Parentheses, or an index.
    Parentheses,
    /// `${` or `%{`
    Interpolation,
    /// A string, with the offset of its first character.
    String(usize),
    /// The text of a heredoc or of a comment, or what is outside of the object of a file in JSON.
    Text,
}

#[derive(Debug)]
pub struct Context {
    pub frames: Vec<Frame>,
    /// The name and labels of a block or attribute that has no body or value yet.
    pub header: Option<Header>,
    /// The range of the word at the cursor, up to the cursor.
    pub word: Range<usize>,
    /// Like `word`, but also includes the rest of the word after the cursor.
    pub whole_word: Range<usize>,
    /// The names before a dot, such as `target` and `app` for `target.app.`.
    pub path: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    pub name: String,
    pub labels: Vec<String>,
}

impl Context {
    pub fn new(text: &str, syntax: Syntax, offset: usize) -> Self {
        match syntax {
            Syntax::Hcl => hcl(text, offset),
            Syntax::Json => json(text, offset),
        }
    }

    /// The innermost call, and the index of the argument at the cursor.
    pub fn call(&self) -> Option<(&str, usize)> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Call { name, argument } => Some((name.as_str(), *argument)),
            _ => None,
        })
    }

    /// The kind and label of the innermost block.
    pub fn block(&self) -> Option<(&str, Option<&str>)> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Block { kind, label } => Some((kind.as_str(), label.as_deref())),
            _ => None,
        })
    }

    /// The name of the attribute whose value contains the cursor.
    pub fn attribute(&self) -> Option<&str> {
        self.frames.iter().find_map(|frame| match frame {
            Frame::Value(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The frames within the value of the attribute.
    pub fn within_value(&self) -> &[Frame] {
        let value = self.frames.iter().position(|frame| matches!(frame, Frame::Value(_)));
        value.map_or(&[], |at| &self.frames[at + 1..])
    }
}

/// Whether a character can be part of a name.
pub fn is_word(character: char) -> bool {
    is_word_part(character) || character == '-'
}

/// Returns the word before an offset, which does not start before `from`, and the whole word around the offset.
fn words_around(text: &str, from: usize, offset: usize) -> (Range<usize>, Range<usize>) {
    let start = from + text[from..offset].trim_end_matches(is_word).len();
    let rest = &text[offset..];
    let end = offset + rest.find(|character| !is_word(character)).unwrap_or(rest.len());
    (start..offset, start..end)
}

fn hcl(text: &str, offset: usize) -> Context {
    let before = &text[..offset];
    let mut scanner = scan(before);
    // A string ends at the end of its line.
    let is_on_line = |start: usize| !before[start..].contains('\n');
    let string =
        scanner.frames.last().and_then(|frame| if let Frame::String(start) = frame { Some(*start) } else { None });
    let (word, whole_word) = if let Some(start) = string.filter(|start| is_on_line(*start)) {
        let rest = text[offset..].find(['"', '\n', '\r']).unwrap_or(text.len() - offset);
        // Text after a template is not part of the word.
        let rest = text[offset..offset + rest].find("${").unwrap_or(rest);
        (start..offset, start..offset + rest)
    } else {
        let words = words_around(text, 0, offset);
        scanner = scan(&text[..words.0.start]);
        words
    };
    let path = if scanner.frames.last().is_some_and(|frame| matches!(frame, Frame::String(_))) {
        Vec::new()
    } else {
        path_before(&text[..word.start])
    };
    Context { frames: scanner.frames, header: scanner.header, word, whole_word, path }
}

/// Returns the names before a dot at the end of a text.
fn path_before(text: &str) -> Vec<String> {
    let mut path = Vec::new();
    let mut rest = text;
    while let Some(before) = rest.strip_suffix('.') {
        let start = before
            .rfind(|character| !is_word(character))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        if start == before.len() {
            break;
        }
        path.push(before[start..].to_owned());
        rest = &before[..start];
    }
    path.reverse();
    path
}

/// The maximum number of open frames in which a closing bracket or quote searches for its counterpart, starting with
/// the innermost. Without it, many unmatched closing brackets in deeply nested text would take a long time.
const MAX_SEARCHED_FRAMES: usize = 1_000;

#[derive(Default)]
struct Scanner {
    frames: Vec<Frame>,
    header: Option<Header>,
    /// The last identifier or string, which may be a key or the name of a function.
    last: Option<(String, usize)>,
    /// The kind and end of the last token.
    previous: Option<(TokenKind, usize)>,
}

fn scan(text: &str) -> Scanner {
    let mut scanner = Scanner::default();
    for (kind, range) in tokens(text) {
        scanner.token(kind, &text[range.clone()], &range);
        if !matches!(kind, TokenKind::Comment) {
            scanner.previous = Some((kind, range.end));
        }
        if kind == TokenKind::Comment {
            if text[range.clone()].ends_with('\n') {
                scanner.newline();
            } else if range.end == text.len() && !text.ends_with("*/") {
                scanner.frames.push(Frame::Text);
            }
        }
    }
    scanner
}

impl Scanner {
    fn is_in_body(&self) -> bool {
        matches!(self.frames.last(), None | Some(Frame::Block { .. }))
    }

    fn newline(&mut self) {
        match self.frames.last_mut() {
            None | Some(Frame::Block { .. }) => self.header = None,
            Some(Frame::Value(_)) => {
                self.frames.pop();
                self.header = None;
            }
            Some(Frame::Object(key)) => *key = None,
            _ => {}
        }
    }

    fn token(&mut self, kind: TokenKind, text: &str, range: &Range<usize>) {
        use TokenKind as K;
        match kind {
            K::Newline => self.newline(),
            K::OpenQuote => self.frames.push(Frame::String(range.end)),
            K::OpenHeredoc => self.frames.push(Frame::Text),
            K::OpenInterpolation | K::OpenDirective => self.frames.push(Frame::Interpolation),
            K::QuotedText => self.last = Some((text.to_owned(), range.end)),
            K::CloseQuote => self.close_string(),
            K::CloseHeredoc => self.close(|frame| matches!(frame, Frame::Text)),
            K::CloseSequence => self.close(|frame| matches!(frame, Frame::Interpolation)),
            K::CloseBrace => self.close_brace(),
            _ if self.is_in_body() => self.token_of_body(kind, text),
            K::Identifier => self.last = Some((text.to_owned(), range.end)),
            K::OpenBrace => self.frames.push(Frame::Object(None)),
            K::OpenBracket => {
                let follows_value = self.previous.is_some_and(|(previous, end)| {
                    end == range.start && matches!(previous, K::Identifier | K::CloseBracket | K::CloseParenthesis)
                });
                self.frames.push(if follows_value { Frame::Parentheses } else { Frame::List });
            }
            K::OpenParenthesis => {
                let name = self.last.take().filter(|(_, end)| *end == range.start).map(|(name, _)| name);
                let is_call = matches!(self.previous, Some((K::Identifier, _)));
                self.frames.push(match name.filter(|_| is_call) {
                    Some(name) => Frame::Call { name, argument: 0 },
                    None => Frame::Parentheses,
                });
            }
            K::CloseBracket => self.close(|frame| matches!(frame, Frame::List | Frame::Parentheses)),
            K::CloseParenthesis => self.close(|frame| matches!(frame, Frame::Call { .. } | Frame::Parentheses)),
            K::Comma => match self.frames.last_mut() {
                Some(Frame::Call { argument, .. }) => *argument += 1,
                Some(Frame::Object(key)) => *key = None,
                _ => {}
            },
            K::Equal | K::Colon => {
                if let (Some(Frame::Object(key)), Some((last, _))) = (self.frames.last_mut(), self.last.take())
                    && key.is_none()
                {
                    *key = Some(last);
                }
            }
            _ => {}
        }
    }

    /// Processes a token between the attributes and blocks of a body.
    fn token_of_body(&mut self, kind: TokenKind, text: &str) {
        match kind {
            TokenKind::Identifier => match &mut self.header {
                None => self.header = Some(Header { name: text.to_owned(), labels: Vec::new() }),
                Some(header) => header.labels.push(text.to_owned()),
            },
            TokenKind::Equal => {
                if let Some(header) = self.header.take() {
                    self.frames.push(Frame::Value(header.name));
                }
            }
            TokenKind::OpenBrace => {
                let header = self.header.take().unwrap_or_default();
                self.frames.push(Frame::Block { kind: header.name, label: header.labels.into_iter().next() });
            }
            _ => {}
        }
    }

    /// Closes the innermost object, or the block if there is no open object.
    fn close_brace(&mut self) {
        if self.is_in_body() {
            self.header = None;
        }
        let is_object = |frame: &Frame| matches!(frame, Frame::Object(_));
        if self.searched_frames().any(is_object) {
            self.close(is_object);
        } else {
            self.close(|frame| matches!(frame, Frame::Block { .. }));
        }
    }

    /// The frames that a closing bracket or quote may close, from the innermost to the outermost.
    fn searched_frames(&self) -> impl Iterator<Item = &Frame> {
        self.frames.iter().rev().take(MAX_SEARCHED_FRAMES)
    }

    fn close_string(&mut self) {
        let start = self.searched_frames().find_map(|frame| match frame {
            Frame::String(start) => Some(*start),
            _ => None,
        });
        self.close(|frame| matches!(frame, Frame::String(_)));
        // An empty string is also a key.
        if self.last.as_ref().is_none_or(|(_, end)| Some(*end) < start) {
            self.last = Some((String::new(), start.unwrap_or(0)));
        }
        if self.is_in_body()
            && let (Some(header), Some((label, _))) = (&mut self.header, self.last.take())
        {
            header.labels.push(label);
        }
    }

    /// Closes the innermost frame of a kind, and all frames within it.
    fn close(&mut self, is_kind: impl Fn(&Frame) -> bool) {
        // A template within a string is separate from the string.
        let is_end = |frame: &Frame| is_kind(frame) || matches!(frame, Frame::Interpolation);
        let depth = self.searched_frames().position(is_end);
        if let Some(depth) = depth {
            let found = self.frames.len() - 1 - depth;
            if is_kind(&self.frames[found]) {
                self.frames.truncate(found);
            }
        }
    }
}

/// Finds the keys and arrays around the cursor, as the frames that HCL would have.
fn json(text: &str, offset: usize) -> Context {
    enum Open {
        Object(Option<String>),
        Array,
    }
    let mut open: Vec<Open> = Vec::new();
    let mut last = String::new();
    let mut string: Option<Range<usize>> = None;
    let mut bare: Option<Range<usize>> = None;
    for (kind, range) in json_text::tokens(text) {
        if range.start >= offset {
            break;
        }
        match kind {
            json_text::Kind::String => {
                let is_closed = range.len() >= 2 && text[range.clone()].ends_with('"');
                if offset < range.end || !is_closed && offset == range.end {
                    string = Some(range.start + 1..if is_closed { range.end - 1 } else { range.end });
                    break;
                }
                text[range].trim_matches('"').clone_into(&mut last);
            }
            json_text::Kind::Word => bare = (offset <= range.end).then_some(range),
            json_text::Kind::Punctuation(byte) => match (byte, open.last_mut()) {
                (b'{', _) => open.push(Open::Object(None)),
                (b'[', _) => open.push(Open::Array),
                (b'}' | b']', _) => {
                    open.pop();
                }
                (b':', Some(Open::Object(key))) => *key = Some(std::mem::take(&mut last)),
                (b',', Some(Open::Object(key))) => *key = None,
                _ => {}
            },
        }
    }
    let mut frames = Vec::new();
    // The keys are the kind of block, its label, and an attribute, in this order.
    let mut keys = Vec::new();
    for level in &open {
        let is_in_value = frames.iter().any(|frame| matches!(frame, Frame::Value(_)));
        match level {
            Open::Object(key) if is_in_value => frames.push(Frame::Object(key.clone())),
            Open::Object(Some(key)) => {
                keys.push(key.clone());
                match keys.as_slice() {
                    [kind, label] => frames.push(Frame::Block { kind: kind.clone(), label: Some(label.clone()) }),
                    [_, _, attribute] => frames.push(Frame::Value(attribute.clone())),
                    _ => {}
                }
            }
            Open::Array if is_in_value => frames.push(Frame::List),
            Open::Object(None) | Open::Array => {}
        }
    }
    // An object with a kind of block as its key only contains labels.
    let header = (keys.len() == 1).then(|| Header { name: keys[0].clone(), labels: Vec::new() });
    let mut whole_word = bare.unwrap_or(offset..offset);
    let mut word = whole_word.start..offset;
    let mut path = Vec::new();
    if open.is_empty() {
        // Nothing can be outside of the object.
        frames.push(Frame::Text);
    }
    let is_on_line = |content: &Range<usize>| !text[content.start..offset.max(content.start)].contains('\n');
    if let Some(content) = string.filter(is_on_line) {
        let before = &text[content.start..offset.max(content.start)];
        frames.push(Frame::String(content.start));
        word = content.start..offset.max(content.start);
        whole_word = content.start..content.end.max(word.end);
        if before.rfind("${").is_some_and(|at| !before[at..].contains('}')) {
            frames.push(Frame::Interpolation);
            (word, whole_word) = words_around(text, content.start, offset);
            path = path_before(&text[..word.start]);
            let inner = &before[before.rfind("${").unwrap_or(0) + 2..];
            calls_in(&inner.replace("\\\"", "\""), &mut frames);
        }
    }
    Context { frames, header, word, whole_word, path }
}

/// Adds the calls that are open at the end of an expression.
fn calls_in(expression: &str, frames: &mut Vec<Frame>) {
    let mut scanner = Scanner { frames: vec![Frame::Value(String::new())], ..Scanner::default() };
    for (kind, range) in tokens(expression) {
        scanner.token(kind, &expression[range.clone()], &range);
        scanner.previous = Some((kind, range.end));
    }
    frames.extend(scanner.frames.into_iter().skip(1));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_end(text: &str) -> Context {
        Context::new(text, Syntax::Hcl, text.len())
    }

    #[test]
    fn braces_close_what_they_opened_in_deep_nesting() {
        let depth = MAX_SEARCHED_FRAMES + 10;
        for (open, close) in [("a {\n", "}\n"), ("a = [", "]\n"), ("a = {\n", "}\n"), ("a { b = [{ c = (", ")}]\n}\n")]
        {
            let nested = open.repeat(depth) + &close.repeat(depth);
            assert_eq!(at_end(&nested).frames, [], "{open}");
            let context = at_end(&format!("{nested}target \"app\" {{\n"));
            assert_eq!(context.block(), Some(("target", Some("app"))), "{open}");
            assert_eq!(context.frames.len(), 1, "{open}");
        }
    }

    #[test]
    fn signs_that_close_nothing_leave_deep_nesting_as_it_is() {
        let depth = MAX_SEARCHED_FRAMES + 10;
        let nested = format!("target \"app\" {{\n  tags = {}", "[".repeat(depth));
        let context = at_end(&format!("{nested}{}", "})".repeat(depth)));
        assert_eq!(context.frames, at_end(&nested).frames);
        assert_eq!(context.attribute(), Some("tags"));
    }
}
