//! Formatting: instructions and comments start at the beginning of their lines, continued lines have one level of
//! indentation, and there are no trailing spaces and no consecutive blank lines. Heredocs, comments between continued
//! lines and multi-line strings are unchanged.

use std::ops::Range;

use crate::languages::analysis::FormattingOptions;
use crate::languages::answers::Edit;
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction};
use crate::languages::text::line_start;

pub fn formatting(file: &Dockerfile, options: FormattingOptions) -> Vec<Edit> {
    if !file.errors.is_empty() {
        return Vec::new();
    }
    let indent = indentation(options);
    let text = file.text;
    let mut edits = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for instruction in &file.instructions {
        blank_lines(text, at..line_start(text, instruction.range().start), &mut edits);
        layout(file, instruction, &indent, &mut edits);
        at = next_line(text, instruction.range().end);
    }
    blank_lines(text, at..text.len(), &mut edits);
    edits.retain(|edit| text[edit.range.clone()] != edit.text);
    edits
}

fn indentation(options: FormattingOptions) -> String {
    if options.insert_spaces { " ".repeat(options.tab_size.min(16)) } else { "\t".to_owned() }
}

/// Indents the next line after the user typed a character that continues the line of `offset`, or the line of `offset`
/// after a line break that follows such a character.
pub fn continuation_formatting(file: &Dockerfile, offset: usize, typed: char, options: FormattingOptions) -> Vec<Edit> {
    let text = file.text;
    let is_new_line = typed == '\n';
    let (offset, typed) = if is_new_line {
        let before = text[..line_start(text, offset)].trim_end_matches(['\n', '\r', ' ', '\t']);
        let is_previous_line = text[before.len()..line_start(text, offset)].matches('\n').count() == 1;
        match before.chars().next_back().filter(|_| is_previous_line) {
            Some(last) => (before.len(), last),
            None => return Vec::new(),
        }
    } else {
        (offset, typed)
    };
    let before = text[line_start(text, offset)..offset].trim_start();
    let rest = text[offset..].split('\n').next().unwrap_or_default();
    let in_heredoc =
        || file.instructions.iter().flat_map(Instruction::heredocs).any(|heredoc| heredoc.contains(offset));
    let is_continued = typed == file.escape && !before.starts_with('#') && rest.trim().is_empty();
    let precedes_keyword =
        || file.instruction_at(offset).is_some_and(|one| offset <= one.source(&one.keyword_range()).start);
    if !is_continued || in_heredoc() || precedes_keyword() || is_in_string(file, offset) {
        return Vec::new();
    }
    let start = next_line(text, offset);
    let next = text[start..].split('\n').next().unwrap_or_default();
    let content = next.trim_start_matches([' ', '\t']);
    if content.trim().is_empty() && !is_new_line || content.starts_with('#') {
        return Vec::new();
    }
    let edit = Edit::replace(start..start + next.len() - content.len(), indentation(options));
    if text[edit.range.clone()] == edit.text { Vec::new() } else { vec![edit] }
}

/// Whether a quoted string continues after the line of an offset. Its spaces are part of the string.
fn is_in_string(file: &Dockerfile, offset: usize) -> bool {
    let text = file.text;
    let Some(instruction) = file.instruction_at(offset) else { return false };
    let own = lines(text, line_start(text, instruction.range().start)..offset);
    let contents = own.map(|line| text[line].trim_start_matches([' ', '\t'])).enumerate();
    let arguments = contents.filter(|(number, content)| *number == 0 || !content.starts_with('#'));
    arguments.fold(None, |quote, (_, content)| quote_after(content, file.escape, quote)).is_some()
}

fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// The lines of a range, without line endings.
fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    text[range].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    })
}

/// Formats comments and blank lines between instructions.
fn blank_lines(text: &str, range: Range<usize>, edits: &mut Vec<Edit>) {
    if range.is_empty() {
        return;
    }
    let mut was_blank = false;
    for line in lines(text, range) {
        let content = text[line.clone()].trim_end_matches([' ', '\t']);
        let unindented = content.trim_start_matches([' ', '\t']);
        let is_blank = content.trim_start().is_empty();
        if unindented.starts_with('#') {
            let leading = content.len() - unindented.len();
            edits.push(Edit::delete(line.start..line.start + leading));
        }
        if is_blank && was_blank {
            edits.push(Edit::delete(line.start..next_line(text, line.end)));
        } else if is_blank {
            edits.push(Edit::delete(line.clone()));
        } else if !content.ends_with('=') {
            // The value of a directive can be a space.
            edits.push(Edit::delete(line.start + content.len()..line.end));
        }
        was_blank = is_blank;
    }
}

fn layout(file: &Dockerfile, instruction: &Instruction, indent: &str, edits: &mut Vec<Edit>) {
    let text = file.text;
    let start = line_start(text, instruction.range().start);
    let start = if text[start..].starts_with('\u{feff}') { start + '\u{feff}'.len_utf8() } else { start };
    let end = instruction.heredocs().first().map_or(instruction.range().end, |heredoc| heredoc.content.start);
    let mut quote = None;
    let mut ends_in_word = false;
    // Lines with only an escape character can precede the keyword.
    let keyword = instruction.source(&instruction.keyword_range()).start;
    for (number, line) in lines(text, start..end).enumerate() {
        let content = text[line.clone()].trim_start_matches([' ', '\t']);
        let is_comment = number > 0 && content.starts_with('#');
        let is_blank = content.trim_end().is_empty();
        let leading = line.start..line.end - content.len();
        // A word can continue on the next line. Adding spaces there would split the word, and removing all spaces would
        // join two words.
        let is_kept = number > 0 && !is_blank && ends_in_word && (leading.is_empty() || indent.is_empty());
        if !is_comment && !is_blank {
            let before = content.trim_end_matches([' ', '\t']).strip_suffix(file.escape);
            ends_in_word = match before {
                Some("") => ends_in_word && leading.is_empty(),
                Some(before) => !before.ends_with([' ', '\t']),
                None => false,
            };
        }
        if quote.is_none() && !is_comment && !is_kept {
            edits.push(Edit::replace(leading, if line.start <= keyword || is_blank { "" } else { indent }));
        }
        if !is_comment {
            quote = quote_after(content, file.escape, quote);
            let trimmed = content.trim_end_matches([' ', '\t']);
            // BuildKit ignores spaces after the escape character and at the end of an instruction, even in a string.
            if !trimmed.is_empty() {
                edits.push(Edit::delete(line.end - (content.len() - trimmed.len())..line.end));
            }
        }
    }
}

/// Returns the quote that is still open at the end of a line.
fn quote_after(line: &str, escape: char, mut quote: Option<char>) -> Option<char> {
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match quote {
            Some('\'') if character == '\'' => quote = None,
            Some('\'') => {}
            _ if character == escape => drop(characters.next()),
            Some(open) if open == character => quote = None,
            None if matches!(character, '"' | '\'') => quote = Some(character),
            _ => {}
        }
    }
    quote
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::dockerfile::parse;

    fn formatted(text: &str) -> String {
        let mut after = text.to_owned();
        for edit in formatting(&parse(text), FormattingOptions::default()).into_iter().rev() {
            after.replace_range(edit.range, &edit.text);
        }
        after
    }

    #[test]
    fn the_line_after_a_typed_escape_is_indented() {
        for (text, offset, typed, expected) in [
            ("RUN a \\\nb\n", 7, '\\', "RUN a \\\n  b\n"),
            ("RUN a \nb\n", 6, '\\', "RUN a \n  b\n"),
            ("RUN a \\ c\nb\n", 7, '\\', "RUN a \\ c\nb\n"),
            ("RUN a `\nb\n", 7, '`', "RUN a `\nb\n"),
            ("# a \\\nRUN b\n", 5, '\\', "# a \\\nRUN b\n"),
            ("RUN <<E\na \\\nb\nE\n", 11, '\\', "RUN <<E\na \\\nb\nE\n"),
            ("RUN a \\\n\n", 7, '\\', "RUN a \\\n\n"),
            ("ENV A=\"b \\\n c\"\n", 10, '\\', "ENV A=\"b \\\n c\"\n"),
            ("\\\nRUN b\n", 1, '\\', "\\\nRUN b\n"),
            ("RUN 'a' \\\nb\n", 9, '\\', "RUN 'a' \\\n  b\n"),
            ("RUN a \\\n\n", 8, '\n', "RUN a \\\n  \n"),
            ("RUN a \\ \r\n\r\n", 10, '\n', "RUN a \\ \r\n  \r\n"),
            ("RUN a \\\n&& b\n", 8, '\n', "RUN a \\\n  && b\n"),
            ("RUN a \\\n  ", 10, '\n', "RUN a \\\n  "),
            ("RUN a\n\n", 6, '\n', "RUN a\n\n"),
            ("RUN a \\\n\n\n", 9, '\n', "RUN a \\\n\n\n"),
            ("# a \\\n\n", 6, '\n', "# a \\\n\n"),
            ("RUN <<E\na \\\n\nE\n", 12, '\n', "RUN <<E\na \\\n\nE\n"),
            ("ENV A=\"b \\\n\"\n", 11, '\n', "ENV A=\"b \\\n\"\n"),
            ("# escape=`\nRUN a `\n", 19, '\n', "# escape=`\nRUN a `\n  "),
        ] {
            let mut after = text.to_owned();
            for edit in continuation_formatting(&parse(text), offset, typed, FormattingOptions::default()) {
                after.replace_range(edit.range, &edit.text);
            }
            assert_eq!(after, expected, "{text:?}");
        }
    }

    #[test]
    fn white_space_is_laid_out() {
        for (text, expected) in [
            ("  FROM a  \n\n\n\nRUN b \\\n       c \\  \n# note\n d\n", "FROM a\n\nRUN b \\\n  c \\\n# note\n  d\n"),
            ("RUN <<EOF  \n   a  \n\n\nEOF\n  CMD [\"a\"]", "RUN <<EOF\n   a  \n\n\nEOF\nCMD [\"a\"]"),
            ("RUN echo 'a \\\n   b' \\\n      c\n", "RUN echo 'a \\\n   b' \\\n  c\n"),
            ("FROM a\r\n\r\n\r\n  RUN b\r\n", "FROM a\r\n\r\nRUN b\r\n"),
            ("RUN echo foo\\\nbar\\\n   baz \\\nd\n", "RUN echo foo\\\nbar\\\n  baz \\\n  d\n"),
            ("FR\\\nOM a\nENV A=b\\\n# note\nc\n", "FR\\\nOM a\nENV A=b\\\n# note\nc\n"),
            ("FROM a\n  \\\n# b\n  RUN c \\\nd\n", "FROM a\n\\\n# b\nRUN c \\\n  d\n"),
            ("FROM a\n\\\n\\\n  # b\n\nRUN c\n", "FROM a\n\\\n\\\n  # b\n\nRUN c\n"),
            ("# a  \n  # b\nFROM a\n   \n", "# a\n# b\nFROM a\n\n"),
            ("RUN a \\\n  # b\n  c\n", "RUN a \\\n  # b\n  c\n"),
        ] {
            assert_eq!(formatted(text), expected, "{text:?}");
            assert_eq!(formatted(expected), expected, "again {expected:?}");
        }
    }
}
