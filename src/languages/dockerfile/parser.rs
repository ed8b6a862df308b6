//! Reads a Dockerfile: lines, comments, parser directives, continuations and heredocs, as `BuildKit` does. Never
//! fails; what cannot be read is listed, and reading goes on behind it.

use std::ops::Range;

use super::arguments;
use super::directive::Directives;
use super::heredoc;
use super::instruction::{Arguments, Dockerfile, Instruction, Keyword, Problem};
use super::logical::Logical;

/// The longest line that `BuildKit` reads, in bytes.
const LONGEST_LINE: usize = 65_535;

pub fn parse(text: &str) -> Dockerfile<'_> {
    let mut parser = Parser {
        file: Dockerfile { text, escape: '\\', instructions: Vec::with_capacity(16), ..Dockerfile::default() },
        directives: Directives::default(),
        at: 0,
        line: 0,
        comments: 0,
        pieces: Vec::new(),
    };
    parser.run();
    parser.file.lines = parser.line;
    parser.file
}

struct Parser<'a> {
    file: Dockerfile<'a>,
    directives: Directives,
    /// Where the next line starts.
    at: usize,
    /// Lines read so far.
    line: usize,
    /// The first of the comments that stand above the next instruction.
    comments: usize,
    /// The pieces of the logical line that is being read.
    pieces: Vec<Range<usize>>,
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

    /// The next line without its line end.
    fn next_line(&mut self) -> Option<Range<usize>> {
        let bytes = self.file.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let start = self.at;
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        self.at = (end + 1).min(bytes.len());
        self.line += 1;
        if end - start > LONGEST_LINE {
            let message = format!("the line is longer than {LONGEST_LINE} bytes, the most that is read");
            self.problem(start..start, message, None);
        }
        let mut trimmed = end;
        while trimmed > start && bytes[trimmed - 1] == b'\r' {
            trimmed -= 1;
        }
        Some(start..trimmed)
    }

    fn comment(&mut self, line: Range<usize>, content: Range<usize>) {
        match self.directives.read(&mut self.file, content.clone()) {
            Ok(true) => return,
            Ok(false) => {}
            Err(message) => {
                // `BuildKit` names the line above, which is a directive too, unless there is none.
                let named = self.file.directives.iter().rev().find(|directive| directive.range.end < content.start);
                let range = named.map_or(content, |directive| directive.range.clone());
                self.problem(range, message, None);
            }
        }
        // `BuildKit` leaves out the first byte of the line, whether or not that is the `#`.
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
        let line = Logical::joined(text, &self.pieces);
        let (mut instruction, error) = arguments::read(line, escape as char);
        instruction.range = first.start..end;
        instruction.blank_lines = blank_lines;
        instruction.comments = self.comments..self.file.comments.len();
        self.comments = self.file.comments.len();
        if let Some((range, message)) = error {
            self.problem(instruction.source(&range), message, Some(index));
        } else if takes_heredocs(&instruction) {
            self.heredocs(&mut instruction, index);
        }
        instruction.lines = first_line..self.line;
        self.file.instructions.push(instruction);
    }

    fn heredocs(&mut self, instruction: &mut Instruction, index: usize) {
        let text = self.file.text;
        let line = instruction.line.text().as_bytes();
        if memchr::memchr(b'<', line).is_none() || memchr::memmem::find(line, b"<<").is_none() {
            return;
        }
        let mut heredocs = heredoc::announced(instruction.line.text());
        for heredoc in &mut heredocs {
            let start = self.at;
            let mut terminated = false;
            let mut end = start;
            while let Some(line) = self.next_line() {
                instruction.range.end = line.end;
                let content = &text[line.clone()];
                let content = if heredoc.chomps { content.trim_start_matches('\t') } else { content };
                if content == heredoc.name {
                    terminated = true;
                    break;
                }
                end = self.at;
            }
            heredoc.content = start..end;
            if !terminated {
                let message = format!("the heredoc is not closed: no line consists of {}", heredoc.name);
                self.problem(instruction.source(&instruction.rest), message, Some(index));
                break;
            }
        }
        instruction.heredocs = heredocs;
    }

    fn problem(&mut self, range: Range<usize>, message: String, instruction: Option<usize>) {
        self.file.problems.push(Problem { range, message, instruction });
    }
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

/// Where a line ends that goes on in the next one: before its escape character. One that is escaped itself does not
/// count, and blanks may follow it.
fn continuation(text: &str, line: &Range<usize>, escape: u8) -> Option<usize> {
    let bytes = &text.as_bytes()[line.clone()];
    let last = bytes.iter().rposition(|byte| !matches!(byte, b' ' | b'\t'))?;
    let continues = bytes[last] == escape && (last == 0 || bytes[last - 1] != escape);
    continues.then_some(line.start + last)
}

fn trimmed_start(text: &str, range: Range<usize>) -> Range<usize> {
    // Most lines begin with what they say.
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
