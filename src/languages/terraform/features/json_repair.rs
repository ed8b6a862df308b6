//! Completes a text in the JSON syntax that is being typed, so that the rest of it can be parsed.

use super::json_cursor::{Cursor, Position};

/// Returns the text without the unfinished member at the cursor, with all brackets closed. The offsets of the rest stay
/// the same.
pub fn repaired(text: &str, offset: usize) -> Option<String> {
    let cursor = Cursor::new(text, offset)?;
    let mut bytes = text.as_bytes().to_vec();
    let has_end = bytes.get(cursor.content.end) == Some(&b'"');
    match cursor.position {
        Position::Key => {
            let start = cursor.content.start - usize::from(cursor.is_quoted);
            let end = cursor.content.end + usize::from(has_end && cursor.is_quoted);
            let rest = text[end..].trim_start();
            if rest.starts_with(':') {
                return None;
            }
            bytes[start..end].fill(b' ');
            let before = text[..start].trim_end();
            let comma_before = before.ends_with(',').then(|| before.len() - 1);
            let comma_after = rest.starts_with(',').then(|| text.len() - rest.len());
            // One comma remains between the members before and after the removed one.
            match (comma_before, comma_after) {
                (None, Some(_)) if !before.ends_with(['{', '[']) => {}
                (_, Some(comma)) => bytes[comma] = b' ',
                (Some(comma), None) if !rest.starts_with('"') => bytes[comma] = b' ',
                _ => {}
            }
        }
        Position::Value { .. } if !has_end && !cursor.content.is_empty() => {
            // The string ends with the line.
            bytes[cursor.content.start..cursor.content.end].fill(b' ');
            bytes[cursor.content.end - 1] = b'"';
        }
        Position::Value { .. } => {}
    }
    close_brackets(&mut bytes);
    String::from_utf8(bytes).ok()
}

/// Appends the missing closing brackets.
fn close_brackets(bytes: &mut Vec<u8>) {
    let mut open = Vec::new();
    let mut in_string = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            b'{' if !in_string => open.push(b'}'),
            b'[' if !in_string => open.push(b']'),
            b'}' | b']' if !in_string => drop(open.pop()),
            _ => {}
        }
        at += 1;
    }
    bytes.extend(open.into_iter().rev());
}
