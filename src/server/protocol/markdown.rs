//! Documentation for clients with and without Markdown.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;
use tower_lsp::lsp_types::{Documentation, MarkupContent, MarkupKind, Url};

/// Returns Markdown, or plain text if the client does not support Markdown.
pub fn markup(markdown: &str, is_supported: bool) -> MarkupContent {
    if is_supported {
        return MarkupContent { kind: MarkupKind::Markdown, value: markdown.to_owned() };
    }
    MarkupContent { kind: MarkupKind::PlainText, value: to_plain_text(markdown) }
}

pub fn documentation(markdown: &str, is_supported: bool) -> Documentation {
    Documentation::MarkupContent(markup(markdown, is_supported))
}

/// Makes relative links absolute: `resolve` returns the file for a path, and an empty path is the document itself. A
/// link without a file is replaced with its text.
pub fn with_absolute_links(markdown: &str, resolve: impl Fn(&str) -> Option<Url>) -> String {
    let mut absolute = String::with_capacity(markdown.len());
    let mut fence = Fence::default();
    for line in markdown.split_inclusive('\n') {
        let is_code = fence.read(line) != Line::Text;
        let mut rest = line;
        while let Some(at) = rest.find(['[', '`', '\\']).filter(|_| !is_code) {
            absolute.push_str(&rest[..at]);
            let marked = &rest[at..];
            if !marked.starts_with('[') {
                let verbatim = if marked.starts_with('`') { code_span_len(marked) } else { escape_len(marked) };
                absolute.push_str(&marked[..verbatim]);
                rest = &marked[verbatim..];
                continue;
            }
            let relative = link(marked).filter(|(_, address, _)| Url::parse(address).is_err());
            if let Some((text, address, after)) = relative {
                let (path, fragment) = address.split_once('#').map_or((address, None), |(path, at)| (path, Some(at)));
                if let Some(mut uri) = resolve(&percent_decode_str(path).decode_utf8_lossy()) {
                    uri.set_fragment(fragment);
                    let _ = write!(absolute, "[{text}]({uri})");
                } else {
                    absolute.push_str(text);
                }
                rest = after;
            } else {
                absolute.push('[');
                rest = &marked[1..];
            }
        }
        absolute.push_str(rest);
    }
    absolute
}

/// The kind of a line.
#[derive(PartialEq, Eq)]
enum Line {
    Text,
    /// The start or the end of a code block.
    Fence,
    Code,
}

/// The open fence of a code block, if any.
#[derive(Default)]
struct Fence(Option<(char, usize)>);

impl Fence {
    /// Reads the next line and returns its kind.
    fn read(&mut self, line: &str) -> Line {
        let line = line.trim();
        let marker = line.chars().next().filter(|first| matches!(first, '`' | '~'));
        let length = marker.map_or(0, |marker| line.chars().take_while(|character| *character == marker).count());
        match (self.0, marker) {
            // A line with further backticks after the first ones begins with a code span.
            (None, Some(marker)) if length >= 3 && (marker == '~' || !line[length..].contains('`')) => {
                self.0 = Some((marker, length));
            }
            (None, _) => return Line::Text,
            (Some((open, least)), Some(marker)) if open == marker && length >= least && line.len() == length => {
                self.0 = None;
            }
            (Some(_), _) => return Line::Code,
        }
        Line::Fence
    }
}

/// Returns the length of a code span with its backticks, or of the backticks alone if the span does not end on this
/// line.
fn code_span_len(marked: &str) -> usize {
    let ticks = marked.len() - marked.trim_start_matches('`').len();
    let mut at = ticks;
    while let Some(next) = marked[at..].find('`') {
        let run = marked[at + next..].len() - marked[at + next..].trim_start_matches('`').len();
        at += next + run;
        if run == ticks {
            return at;
        }
    }
    ticks
}

/// Returns the length of a backslash and the character that it escapes.
fn escape_len(marked: &str) -> usize {
    1 + marked[1..].chars().next().map_or(0, char::len_utf8)
}

/// Removes the markup: drops fences, code ticks and emphasis, and puts the address of a link after its text.
fn to_plain_text(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut fence = Fence::default();
    for line in markdown.lines() {
        let kind = fence.read(line);
        if !plain.is_empty() && kind != Line::Fence {
            plain.push('\n');
        }
        match kind {
            Line::Fence => {}
            Line::Code => plain.push_str(line),
            Line::Text => add_plain_line(line.trim_start_matches('#').trim_start(), &mut plain),
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
            // A star between spaces, or at the start of a list item, is not markup; neither is a bracket without a
            // link.
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

/// Splits a link into its text and its address, and returns the rest, too. Looks no further than the next bracket or
/// parenthesis, so that many brackets take linear time.
fn link(marked: &str) -> Option<(&str, &str, &str)> {
    let rest = marked.strip_prefix('[')?;
    let mut is_escaped = false;
    let end = rest.find(|character| {
        let is_bracket = !is_escaped && matches!(character, '[' | ']');
        is_escaped = !is_escaped && character == '\\';
        is_bracket
    })?;
    let address = rest[end..].strip_prefix("](")?;
    let length = address.find(|character: char| matches!(character, '(' | ')') || character.is_whitespace())?;
    let after = address[length..].strip_prefix(')')?;
    Some((&rest[..end], &address[..length], after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_lead_to_files() {
        let resolve = |path: &str| Url::parse("file:///w/Dockerfile").ok()?.join(path).ok().filter(|_| path != "gone");
        for (markdown, absolute) in [
            ("Used on [line 3](#L3).", "Used on [line 3](file:///w/Dockerfile#L3)."),
            ("[a:1](../a%20b/c.tf#L1)", "[a:1](file:///a%20b/c.tf#L1)"),
            ("[page](https://example.com/a#b) [x](y", "[page](https://example.com/a#b) [x](y"),
            ("a [gone](gone) b", "a gone b"),
            (r"[\[x\].tf](%5Bx%5D.tf) [a [b](c)", r"[\[x\].tf](file:///w/[x].tf) [a [b](file:///w/c)"),
            ("```\n[a](b)\n```\n[a](b)", "```\n[a](b)\n```\n[a](file:///w/b)"),
            ("~~~~\n[a](b)\n```\n~~~\n[a](b)\n~~~~\n[a](b)", "~~~~\n[a](b)\n```\n~~~\n[a](b)\n~~~~\n[a](file:///w/b)"),
            ("`m[k](v)` ``a`[b](c)`` ` [a](b)", "`m[k](v)` ``a`[b](c)`` ` [a](file:///w/b)"),
            (r"\[x](y) \\[a](b) \", r"\[x](y) \\[a](file:///w/b) \"),
            ("[a](%+1) [a](%4", "[a](file:///w/%+1) [a](%4"),
            ("```m[k](v)``` [a](b)\n[a](b)", "```m[k](v)``` [a](file:///w/b)\n[a](file:///w/b)"),
        ] {
            assert_eq!(with_absolute_links(markdown, resolve), absolute, "{markdown}");
        }
    }

    #[test]
    fn marks_are_taken_away_and_addresses_stay() {
        for (markdown, plain) in [
            ("`FROM` sets the **base** image", "FROM sets the base image"),
            ("see [the reference](https://example.com/a)", "see the reference (https://example.com/a)"),
            ("```hcl\na = \"*b*\"\n```\ntext", "a = \"*b*\"\ntext"),
            ("# Title\n\n- one\n* two", "Title\n\n- one\n* two"),
            (r"a \* b [c] d", "a * b [c] d"),
            ("~~~hcl\na = `b`\n```\n~~~\n**c**", "a = `b`\n```\nc"),
            ("````\n```\n**a**\n````\n**b**", "```\n**a**\nb"),
            ("```a``` b\n**c**", "a b\nc"),
        ] {
            assert_eq!(to_plain_text(markdown), plain, "{markdown}");
        }
    }
}
