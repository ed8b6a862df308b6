//! Documentation for clients with and without Markdown.

use tower_lsp::lsp_types::{Documentation, MarkupContent, MarkupKind};

/// Markdown, or its plain text where the client shows no Markdown.
pub fn markup(markdown: &str, is_supported: bool) -> MarkupContent {
    if is_supported {
        return MarkupContent { kind: MarkupKind::Markdown, value: markdown.to_owned() };
    }
    MarkupContent { kind: MarkupKind::PlainText, value: to_plain_text(markdown) }
}

pub fn documentation(markdown: &str, is_supported: bool) -> Documentation {
    Documentation::MarkupContent(markup(markdown, is_supported))
}

/// The text without marks: fences, code ticks and emphasis go, and the address of a link follows its text.
fn to_plain_text(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut is_code = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
            continue;
        }
        if !plain.is_empty() {
            plain.push('\n');
        }
        if is_code {
            plain.push_str(line);
        } else {
            add_plain_line(line.trim_start_matches('#').trim_start(), &mut plain);
        }
    }
    plain
}

fn add_plain_line(line: &str, plain: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['`', '*', '[', '\\']) {
        plain.push_str(&rest[..at]);
        let marked = &rest[at..];
        if let Some((text, address, after)) = link(marked) {
            plain.push_str(&text.replace(['`', '*'], ""));
            plain.push_str(" (");
            plain.push_str(address);
            plain.push(')');
            rest = after;
        } else if let Some(escaped) = marked.strip_prefix('\\') {
            let end = escaped.chars().next().map_or(0, char::len_utf8);
            plain.push_str(&escaped[..end]);
            rest = &escaped[end..];
        } else {
            // A star between spaces, or at the start of a list, is no mark; a bracket without a link is none either.
            let is_apart = marked.starts_with("* ") && plain.chars().next_back().is_none_or(char::is_whitespace);
            let is_mark = !marked.starts_with('[') && !is_apart;
            if !is_mark {
                plain.push_str(&marked[..1]);
            }
            rest = &marked[1..];
        }
    }
    plain.push_str(rest);
}

/// The text and the address of a link, and what follows it.
fn link(marked: &str) -> Option<(&str, &str, &str)> {
    let (text, rest) = marked.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    (!text.contains(']')).then_some((text, address, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_away_and_addresses_stay() {
        for (markdown, plain) in [
            ("`FROM` sets the **base** image", "FROM sets the base image"),
            ("see [the reference](https://example.com/a)", "see the reference (https://example.com/a)"),
            ("```hcl\na = \"*b*\"\n```\ntext", "a = \"*b*\"\ntext"),
            ("# Title\n\n- one\n* two", "Title\n\n- one\n* two"),
            (r"a \* b [c] d", "a * b [c] d"),
        ] {
            assert_eq!(to_plain_text(markdown), plain, "{markdown}");
        }
    }
}
