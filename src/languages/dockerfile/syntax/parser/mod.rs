//! Parses a Dockerfile as BuildKit does: lines, comments, parser directives, continued lines and heredocs. Syntax
//! errors are collected, and parsing continues after them.

use std::ops::Range;

use super::arguments;
use super::directive::Directives;
use super::heredoc;
use super::instruction::{Arguments, Dockerfile, Instruction, Keyword, SyntaxError};
use super::logical_line::LogicalLine;

/// The maximum length of a line in BuildKit, in bytes.
const MAX_LINE_LEN: usize = 65_535;

/// The maximum number of unterminated heredocs after which parsing continues at the next instruction. For each of them,
/// the rest of the text is searched.
const MAX_RECOVERIES: usize = 20;

/// Parses a Dockerfile. The result includes the syntax errors.
pub fn parse(text: &str) -> Dockerfile<'_> {
    let mut parser = Parser {
        file: Dockerfile {
            text,
            escape: '\\',
            instructions: Vec::with_capacity(instruction_count(text).min(MAX_RESERVED)),
            ..Dockerfile::default()
        },
        directives: Directives::default(),
        at: 0,
        line: 0,
        comments: 0,
        pieces: Vec::new(),
        recoveries: MAX_RECOVERIES,
    };
    parser.run();
    parser.file.lines = parser.line;
    parser.file.instructions.shrink_to_fit();
    parser.file
}

/// The maximum number of instructions for which memory is reserved. The lines of a heredoc can look like instructions.
const MAX_RESERVED: usize = 16_384;

/// Estimates the number of instructions: few other lines start with a letter. A list that grew step by step would leave
/// gaps in the memory.
fn instruction_count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1));
    starts.filter(|start| bytes.get(*start).is_some_and(u8::is_ascii_alphabetic)).count()
}

struct Parser<'a> {
    file: Dockerfile<'a>,
    directives: Directives,
    /// The offset of the next line.
    at: usize,
    /// The number of lines that have been parsed.
    line: usize,
    /// The index of the first comment above the next instruction.
    comments: usize,
    /// The pieces of the current logical line.
    pieces: Vec<Range<usize>>,
    /// The number of unterminated heredocs that may still end at the next instruction.
    recoveries: usize,
}

impl Parser<'_> {
    fn run(&mut self) {
        let text = self.file.text;
        if text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        while let Some(line) = self.next_line() {
            let content = trimmed_start(text, line.clone());
            match text.as_bytes().get(content.start).filter(|_| !content.is_empty()) {
                None => self.directives.end(),
                Some(b'#') => self.comment(line, content),
                Some(_) => {
                    self.directives.end();
                    self.instruction(content);
                }
            }
        }
    }

    /// Returns the next line without its line ending.
    fn next_line(&mut self) -> Option<Range<usize>> {
        let bytes = self.file.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let start = self.at;
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        self.at = (end + 1).min(bytes.len());
        self.line += 1;
        if end - start > MAX_LINE_LEN {
            let message = format!("line too long: BuildKit reads at most {MAX_LINE_LEN} bytes");
            self.error(start..start, message, None);
        }
        let mut trimmed = end;
        while trimmed > start && bytes[trimmed - 1] == b'\r' {
            trimmed -= 1;
        }
        Some(start..trimmed)
    }

    fn comment(&mut self, line: Range<usize>, content: Range<usize>) {
        match self.directives.parse(&mut self.file, content.clone()) {
            Ok(true) => return,
            Ok(false) => {}
            Err(message) => {
                // BuildKit reports this error at the previous directive, if there is one.
                let named = self.file.directives.iter().rev().find(|directive| directive.range.end < content.start);
                let range = named.map_or(content, |directive| directive.range.clone());
                self.error(range, message, None);
            }
        }
        // BuildKit drops the first byte of the line, which is not always the `#`.
        let mut skipped = line.start + 1;
        while !self.file.text.is_char_boundary(skipped) {
            skipped += 1;
        }
        let comment = trimmed(self.file.text, skipped..line.end.max(skipped));
        if comment.is_empty() {
            self.comments = self.file.comments.len();
        } else {
            self.file.comments.push(comment);
        }
    }

    fn instruction(&mut self, first: Range<usize>) {
        let (text, escape) = (self.file.text, self.file.escape as u8);
        let first_line = self.line - 1;
        let mut end = first.end;
        let mut blank_lines = Vec::new();
        let mut continued = continuation(text, &first, escape);
        self.pieces.clear();
        self.pieces.push(first.start..continued.unwrap_or(first.end));
        while continued.is_some() {
            let start = self.at;
            let Some(next) = self.next_line() else { break };
            end = next.end;
            let content = trimmed_start(text, next.clone());
            if content.is_empty() {
                blank_lines.push(start..self.at);
            } else if text.as_bytes()[content.start] != b'#' {
                continued = continuation(text, &next, escape);
                self.pieces.push(next.start..continued.unwrap_or(next.end));
            }
        }
        let index = self.file.instructions.len();
        let line = LogicalLine::join(text, &self.pieces);
        let (mut instruction, error) = arguments::parse(line, escape as char);
        instruction.range = (first.start..end).into();
        if !blank_lines.is_empty() {
            instruction.extras_mut().blank_lines = blank_lines;
        }
        instruction.comments = (self.comments..self.file.comments.len()).into();
        self.comments = self.file.comments.len();
        if let Some((range, message)) = error {
            self.error(instruction.source(&range), message, Some(index));
        } else if takes_heredocs(&instruction) {
            self.heredocs(&mut instruction, index);
        }
        instruction.lines = (first_line..self.line).into();
        self.file.instructions.push(instruction);
    }

    fn heredocs(&mut self, instruction: &mut Instruction, index: usize) {
        let text = self.file.text;
        let line = instruction.line.text().as_bytes();
        if memchr::memchr(b'<', line).is_none() || memchr::memmem::find(line, b"<<").is_none() {
            return;
        }
        let mut heredocs = heredoc::parse_all(instruction.line.text());
        let mut instruction_end = instruction.range().end;
        for heredoc in &mut heredocs {
            let start = self.at;
            let errors = self.file.errors.len();
            let mut is_terminated = false;
            let mut end = start;
            let mut next_instruction = None;
            while let Some(line) = self.next_line() {
                instruction_end = line.end;
                let content = &text[line.clone()];
                if next_instruction.is_none() && starts_instruction(content) {
                    next_instruction = Some((line.start, self.line - 1));
                }
                let content = if heredoc.chomps { content.trim_start_matches('\t') } else { content };
                if content == heredoc.name {
                    is_terminated = true;
                    break;
                }
                end = self.at;
            }
            heredoc.content = start..end;
            if is_terminated {
                continue;
            }
            if let (Some((at, line)), Some(left)) = (next_instruction, self.recoveries.checked_sub(1)) {
                // The following text is an instruction rather than a part of the heredoc.
                self.recoveries = left;
                self.file.errors.truncate(errors);
                heredoc.content.end = at;
                instruction_end = end_of_line_before(text, at);
                (self.at, self.line) = (at, line);
            }
            let message = format!("unterminated heredoc: expected a line with only `{}`", heredoc.name);
            self.error(instruction.source(&instruction.rest()), message, Some(index));
            break;
        }
        instruction.range = (instruction.range().start..instruction_end).into();
        if !heredocs.is_empty() {
            instruction.extras_mut().heredocs = heredocs;
        }
    }

    fn error(&mut self, range: Range<usize>, message: String, instruction: Option<usize>) {
        self.file.errors.push(SyntaxError { range, message, instruction });
    }
}

/// Whether a line starts with a keyword in upper case that has arguments.
fn starts_instruction(line: &str) -> bool {
    let length = line.bytes().position(|byte| !byte.is_ascii_uppercase()).unwrap_or(line.len());
    let (name, rest) = line.split_at(length);
    rest.starts_with([' ', '\t']) && Keyword::from_name(name) != Keyword::Unknown
}

/// Returns the end of the line before the line that starts at an offset.
fn end_of_line_before(text: &str, at: usize) -> usize {
    let line = &text[..at];
    line.strip_suffix('\n').unwrap_or(line).trim_end_matches('\r').len()
}

fn takes_heredocs(instruction: &Instruction) -> bool {
    match (&instruction.keyword, &instruction.arguments) {
        (Keyword::Add | Keyword::Copy | Keyword::Run, arguments) => !arguments.is_json(),
        (Keyword::Onbuild, Arguments::Trigger(trigger)) => {
            matches!(trigger.keyword, Keyword::Add | Keyword::Copy | Keyword::Run) && !trigger.arguments.is_json()
        }
        _ => false,
    }
}

/// If a line continues on the next line, returns the offset of its escape character. Spaces may follow the escape
/// character. An escaped escape character does not count.
fn continuation(text: &str, line: &Range<usize>, escape: u8) -> Option<usize> {
    let bytes = &text.as_bytes()[line.clone()];
    let last = bytes.iter().rposition(|byte| !matches!(byte, b' ' | b'\t'))?;
    let continues = bytes[last] == escape && (last == 0 || bytes[last - 1] != escape);
    continues.then_some(line.start + last)
}

fn trimmed_start(text: &str, range: Range<usize>) -> Range<usize> {
    // Most lines have no indentation.
    if text.as_bytes().get(range.start).is_some_and(u8::is_ascii_graphic) {
        return range;
    }
    let content = &text[range.clone()];
    range.end - content.trim_start().len()..range.end
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let range = trimmed_start(text, range);
    range.start..range.start + text[range.clone()].trim_end().len()
}

#[cfg(test)]
mod tests;
