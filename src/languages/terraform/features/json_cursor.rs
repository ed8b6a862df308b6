//! Determines where a cursor is in JSON, which may be incomplete.

use std::ops::Range;

use crate::languages::syntax::json::tokens::string_end;

/// A cursor in a key or in a string.
pub struct Cursor {
    pub offset: usize,
    /// The keys around the cursor, the outermost first. Arrays are not included.
    pub path: Vec<String>,
    pub position: Position,
    /// The range of the content of the string around the cursor, or of the word at the cursor if there is no string.
    pub content: Range<usize>,
    /// The content before the cursor, without escapes.
    pub typed: String,
    /// Whether the cursor is in a string.
    pub is_quoted: bool,
    /// The other keys of the object around the cursor.
    pub present: Vec<String>,
}

/// The kind of item at a cursor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// A key of an object.
    Key,
    /// A value. Its key is the last one of the path.
    Value { is_in_list: bool },
}

/// An open object or array.
#[derive(Default)]
struct Frame {
    is_object: bool,
    /// The key whose value follows or is open.
    key: Option<String>,
    has_colon: bool,
    /// Whether the value of the key is complete.
    has_value: bool,
    keys: Vec<String>,
}

impl Frame {
    /// Starts the next member, also if the comma before it is missing.
    fn start_member(&mut self) {
        (self.has_colon, self.has_value, self.key) = (false, false, None);
    }
}

impl Cursor {
    /// Finds the cursor at an offset. `None` if neither a key nor a string is allowed there.
    pub fn new(text: &str, offset: usize) -> Option<Self> {
        let mut frames: Vec<Frame> = Vec::new();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < offset {
            match bytes[at] {
                b'"' => {
                    let content = at + 1..string_end(bytes, at + 1);
                    if let Some(frame) = frames.last_mut().filter(|frame| frame.is_object && frame.has_value) {
                        frame.start_member();
                    }
                    if offset <= content.end {
                        return Self::in_string(text, offset, content, &frames);
                    }
                    match frames.last_mut() {
                        Some(frame) if frame.is_object && !frame.has_colon => {
                            let key = decoded(text.get(content.clone())?);
                            frame.keys.push(key.clone());
                            frame.key = Some(key);
                        }
                        Some(frame) => frame.has_value = true,
                        None => {}
                    }
                    at = content.end;
                }
                open @ (b'{' | b'[') => frames.push(Frame { is_object: open == b'{', ..Frame::default() }),
                b'}' | b']' => {
                    frames.pop();
                    if let Some(frame) = frames.last_mut() {
                        frame.has_value = true;
                    }
                }
                b':' => frames.last_mut()?.has_colon = true,
                b',' => {
                    frames.last_mut()?.start_member();
                }
                _ => {}
            }
            at += 1;
        }
        let frame = frames.last().filter(|frame| frame.is_object && frame.key.is_none())?;
        let before = text.get(..offset)?;
        let start = before.trim_end_matches(is_in_name).len();
        let after = text.get(offset..)?;
        let end = offset + (after.len() - after.trim_start_matches(is_in_name).len());
        let present = [&frame.keys[..], &following_keys(text, end)].concat();
        Some(Self {
            offset,
            path: path(&frames),
            position: Position::Key,
            content: start..end,
            typed: text[start..offset].to_owned(),
            is_quoted: false,
            present,
        })
    }

    fn in_string(text: &str, offset: usize, content: Range<usize>, frames: &[Frame]) -> Option<Self> {
        let frame = frames.last()?;
        let position = match frame.is_object {
            true if !frame.has_colon => Position::Key,
            is_object => Position::Value { is_in_list: !is_object },
        };
        let closing = usize::from(text[content.end..].starts_with('"'));
        let present = match position {
            Position::Key => [&frame.keys[..], &following_keys(text, content.end + closing)].concat(),
            Position::Value { .. } => Vec::new(),
        };
        let typed = decoded(text.get(content.start..offset)?);
        Some(Self { offset, path: path(frames), position, content, typed, is_quoted: true, present })
    }
}

fn path(frames: &[Frame]) -> Vec<String> {
    frames.iter().filter_map(|frame| frame.key.clone()).collect()
}

/// Whether a name can contain a character.
pub fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

/// Returns the keys that follow in the same object.
fn following_keys(text: &str, start: usize) -> Vec<String> {
    let bytes = text.as_bytes();
    let (mut keys, mut depth, mut at) = (Vec::new(), 0_usize, start);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let content = at + 1..string_end(bytes, at + 1);
                at = content.end;
                let is_key = text.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with(':'));
                keys.extend(text.get(content).filter(|_| depth == 0 && is_key).map(decoded));
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => break,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    keys
}

/// Decodes the escapes in the content of a string. Content with invalid escapes is returned unchanged.
fn decoded(content: &str) -> String {
    if !content.contains('\\') {
        return content.to_owned();
    }
    serde_json::from_str(&format!("\"{content}\"")).unwrap_or_else(|_| content.to_owned())
}
