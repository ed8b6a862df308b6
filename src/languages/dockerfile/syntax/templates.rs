//! Finds markers of template languages. A file with such a marker is not a Dockerfile yet, so its errors are unknown.

use std::ops::Range;

use super::instruction::Dockerfile;

/// Returns the ranges of template markers outside of quotes, heredocs and comments: `{{`, `<%` and `@NAME@`.
pub fn markers(file: &Dockerfile) -> Vec<Range<usize>> {
    if memchr::memchr3(b'{', b'<', b'@', file.text.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for instruction in &file.instructions {
        let text = instruction.line.text();
        for range in markers_of_line(text) {
            found.push(instruction.line.source(range));
        }
    }
    found
}

fn markers_of_line(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut quote = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        match quote {
            Some(open) if byte == open => quote = None,
            None if matches!(byte, b'"' | b'\'') && bytes[at + 1..].contains(&byte) => quote = Some(byte),
            None if bytes[at..].starts_with(b"{{") || bytes[at..].starts_with(b"<%") => found.push(at..at + 2),
            None if byte == b'@' => {
                let name = bytes[at + 1..].iter().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'));
                if let Some(length) = name.filter(|length| *length > 0 && bytes[at + 1 + length] == b'@') {
                    found.push(at..at + length + 2);
                    at += length + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_found_outside_of_quotes() {
        for (text, expected) in [
            ("FROM {{ .Base }}", "{{"),
            ("FROM @BASE@:@TAG@", "@BASE@ @TAG@"),
            ("RUN <% if x %>", "<%"),
            ("RUN docker inspect -f '{{.State}}' a", ""),
            ("LABEL mail=\"a@b@c\" x=it's {{y}}", "{{"),
            ("RUN npm i @angular/cli @foo/bar a@b.c", ""),
            ("RUN echo {a}{b}", ""),
        ] {
            let found: Vec<&str> = markers_of_line(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
