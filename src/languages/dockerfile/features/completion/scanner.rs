//! Splits a file into words, each with the command that it belongs to.
//!
//! This approximates how a shell splits words. Only quotes around assigned values are considered, because the text may
//! be incomplete.

use std::ops::Range;

use super::is_shell_word;
use crate::languages::dockerfile::syntax::instruction::Keyword;

/// The context of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place<'t> {
    /// The command, or the keyword of an instruction that does not run a command. Empty if the word itself is the
    /// command.
    pub command: &'t str,
    /// The first argument of the command that is not a flag. If the word is part of a value, the variable or flag with
    /// this value.
    pub verb: &'t str,
    /// The previous word.
    pub previous: &'t str,
}

impl Place<'_> {
    /// Whether the word is the name of a command.
    pub fn is_command(&self) -> bool {
        self.command.is_empty()
    }

    /// Whether the word is in a command that installs packages, or in a variable that lists them.
    pub fn installs(&self) -> bool {
        let lists = || {
            let name = self.verb.to_ascii_lowercase();
            ["dep", "pack", "pkg"].iter().any(|part| name.contains(part))
        };
        match self.command {
            "git" => false,
            "=" | "ENV" | "ARG" | "env" | "arg" | "export" => lists(),
            _ => matches!(self.verb, "install" | "add" | "groupinstall" | "reinstall"),
        }
    }
}

/// A word with its range and context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileWord<'t> {
    pub text: &'t str,
    pub range: Range<usize>,
    pub place: Place<'t>,
    pub kind: WordKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    Plain,
    /// The keyword of an instruction.
    Keyword,
    /// The name of a variable that a command sets.
    Assigned,
}

pub(super) struct Scanner<'t> {
    text: &'t str,
    end: usize,
    escape: char,
    at: usize,
    place: Place<'t>,
    state: State,
    /// Whether the current word is an assignment or a flag of the instruction, so that a command can follow after a
    /// space.
    is_prefix: bool,
    /// The quote around the value of an assignment.
    quote: Option<char>,
    /// Whether the patterns of a `case` statement follow.
    in_case: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    LineStart,
    Arguments,
    Command,
}

impl<'t> Scanner<'t> {
    /// Creates a scanner. The range must consist of complete lines.
    pub fn new(text: &'t str, within: Range<usize>, escape: char) -> Self {
        let Range { start, end } = within;
        Self {
            text,
            end,
            escape,
            at: start,
            place: Place::default(),
            state: State::LineStart,
            is_prefix: false,
            quote: None,
            in_case: false,
        }
    }

    /// Returns the context of a word that would start at the end of the text.
    pub fn place_at_end(mut self) -> Place<'t> {
        while self.next().is_some() {}
        if self.is_prefix { self.value_place() } else { self.place }
    }

    /// Returns the context of a word within a value.
    fn value_place(&self) -> Place<'t> {
        let command = if self.place.is_command() { "=" } else { self.place.command };
        Place { command, ..self.place }
    }

    fn start_command(&mut self) {
        self.place = Place::default();
        self.state = State::Command;
        self.is_prefix = false;
        self.quote = None;
    }

    fn start_pattern(&mut self) {
        self.start_command();
        self.place = Place { command: "case", verb: "in", previous: "in" };
        self.state = State::Arguments;
    }

    /// Processes a character between words.
    fn separator(&mut self, c: char) {
        match c {
            '\n' => {
                let line = self.text[..self.at].trim_end_matches([' ', '\t', '\r']);
                if !line.ends_with(self.escape) && self.quote.is_none() {
                    self.start_command();
                    self.state = State::LineStart;
                }
            }
            '"' | '\'' if self.is_prefix && self.text[..self.at].ends_with('=') => self.quote = Some(c),
            _ if self.quote == Some(c) => {
                self.quote = None;
                self.is_prefix &= self.place.is_command();
            }
            ';' if self.in_case && self.text[..self.at].ends_with(';') => self.start_pattern(),
            ')' if self.place.command == "case" && self.quote.is_none() => self.start_command(),
            ';' | '|' | '&' | '(' | '`' if self.escape != c && self.quote.is_none() => self.start_command(),
            _ if c.is_whitespace() && self.is_prefix && self.quote.is_none() && self.place.is_command() => {
                self.start_command();
            }
            _ => {}
        }
        self.at += c.len_utf8();
    }

    /// Moves past a word and returns its context.
    fn take(&mut self, start: usize, word: &'t str) -> (Place<'t>, WordKind) {
        let is_line_start = std::mem::replace(&mut self.state, State::Arguments) == State::LineStart;
        let is_value = self.is_prefix;
        let place = self.place;
        let sets = self.text[self.at..].starts_with('=');
        if is_line_start
            && let keyword = Keyword::from_name(word)
            && keyword != Keyword::Unknown
        {
            match keyword {
                Keyword::Run
                | Keyword::Cmd
                | Keyword::Entrypoint
                | Keyword::Onbuild
                | Keyword::Healthcheck
                | Keyword::Shell => {
                    self.start_command();
                }
                _ => self.place.command = word,
            }
            return (place, WordKind::Keyword);
        }
        if is_value {
            return (self.value_place(), WordKind::Plain);
        }
        let kind = |is_assigned| if is_assigned { WordKind::Assigned } else { WordKind::Plain };
        if !place.is_command() {
            if matches!(place.command, "ENV" | "ARG") && sets {
                self.is_prefix = self.text[self.at + 1..].starts_with(['"', '\'']);
                self.place.verb = word;
            } else if place.verb.is_empty() && !word.starts_with('-') {
                self.place.verb = word;
            }
            self.place.previous = word;
            let declares = matches!(place.command, "export" | "local" | "readonly" | "declare");
            let is_variable = declares || matches!(place.previous, "for" | "read");
            let is_value = self.text[..start].ends_with('=');
            return (place, kind(is_variable && !is_value && !word.starts_with('-')));
        }
        let is_flag = word.starts_with("--");
        if sets || is_flag {
            self.is_prefix = true;
            self.state = State::Command;
            self.place.verb = word;
        } else if LEADS.contains(&word) {
            self.state = State::Command;
        } else if word.starts_with('-') || matches!(place.previous, "-u" | "-g") {
            // A flag of `sudo` or `exec` before the command, or the value of such a flag.
            self.state = State::Command;
            self.place.previous = if word.starts_with('-') { word } else { "" };
        } else {
            self.place.command = program(word);
            self.place.previous = word;
            self.in_case = (self.in_case || word == "case") && word != "esac";
        }
        let is_power_shell = self.text[..start].ends_with('$') && rest_is_assignment(&self.text[self.at..]);
        (place, kind((sets || is_power_shell) && !is_flag))
    }
}

/// The name of a program without its folder and file extension.
fn program(word: &str) -> &str {
    let name = if word.starts_with("./") { word } else { word.rsplit(['/', '\\']).next().unwrap_or(word) };
    let ending = [".exe", ".ps1", ".cmd", ".bat"].iter().find_map(|ending| name.strip_suffix(ending));
    ending.unwrap_or(name)
}

/// Whether the text starts with ` = `.
fn rest_is_assignment(rest: &str) -> bool {
    let rest = rest.trim_start_matches(' ');
    rest.starts_with('=') && !rest.starts_with("==")
}

/// Words that can precede a command.
const LEADS: [&str; 14] =
    ["sudo", "exec", "time", "env", "nohup", "then", "do", "else", "if", "elif", "while", "until", "--", "CMD"];

impl<'t> Iterator for Scanner<'t> {
    type Item = FileWord<'t>;

    fn next(&mut self) -> Option<FileWord<'t>> {
        loop {
            let rest = &self.text[self.at..self.end];
            let c = rest.chars().next()?;
            let is_comment = c == '#' && self.text[..self.at].trim_end_matches([' ', '\t']).ends_with('\n');
            if is_comment || c == '#' && self.at == 0 {
                self.at += rest.find('\n').map_or(rest.len(), |newline| newline + 1);
                continue;
            }
            if !is_word(c) {
                self.separator(c);
                continue;
            }
            let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let start = self.at;
            self.at += length;
            let word = rest[..length].trim_end_matches(['.', ':']);
            let word = if word.is_empty() { &rest[..length] } else { word };
            let (place, kind) = self.take(start, word);
            return Some(FileWord { text: word, range: start..start + length, place, kind });
        }
    }
}

fn is_word(c: char) -> bool {
    is_shell_word(c) && !matches!(c, '=' | ',' | '$' | '@' | '#' | '%' | '<')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<(&str, &str, &str)> {
        let words = Scanner::new(text, 0..text.len(), '\\');
        words.map(|word| (word.text, word.place.command, word.place.verb)).collect()
    }

    #[test]
    fn words_belong_to_the_command_before_them() {
        assert_eq!(
            places("RUN --mount=type=cache A=b apt-get -y \\\n  # note\n  install curl && cd /x; (make)\nCOPY a b\n"),
            [
                ("RUN", "", ""),
                ("--mount", "", ""),
                ("type", "=", "--mount"),
                ("cache", "=", "--mount"),
                ("A", "", ""),
                ("b", "=", "A"),
                ("apt-get", "", ""),
                ("-y", "apt-get", ""),
                ("install", "apt-get", ""),
                ("curl", "apt-get", "install"),
                ("cd", "", ""),
                ("/x", "cd", ""),
                ("make", "", ""),
                ("COPY", "", ""),
                ("a", "COPY", ""),
                ("b", "COPY", "a"),
            ]
        );
    }

    #[test]
    fn lists_of_packages_and_patterns_are_recognized() {
        let text = "ENV PACKAGES=\"\\\n  curl \\\n  git\"\nRUN deps=' a b' make && case $x in \\\n  a) c=1 ;; \\\n  b) d ;; esac\n";
        assert_eq!(
            places(text)[1..],
            [
                ("PACKAGES", "ENV", ""),
                ("curl", "ENV", "PACKAGES"),
                ("git", "ENV", "PACKAGES"),
                ("RUN", "", ""),
                ("deps", "", ""),
                ("a", "=", "deps"),
                ("b", "=", "deps"),
                ("make", "", ""),
                ("case", "", ""),
                ("x", "case", ""),
                ("in", "case", "x"),
                ("a", "case", "x"),
                ("c", "", ""),
                ("1", "=", "c"),
                ("b", "case", "in"),
                ("d", "", ""),
                ("esac", "case", "in"),
            ]
        );
    }

    #[test]
    fn flags_of_sudo_stand_before_the_command() {
        assert_eq!(
            places("RUN sudo -u app npm install\n")[1..],
            [("sudo", "", ""), ("-u", "", ""), ("app", "", ""), ("npm", "", ""), ("install", "npm", "")]
        );
    }

    #[test]
    fn assigned_names_are_variables_of_the_shell() {
        let text = "RUN a=1 && for b in c; do export d=e; done; read f\n";
        let words = Scanner::new(text, 0..text.len(), '\\').filter(|word| word.kind == WordKind::Assigned);
        assert_eq!(words.map(|word| word.text).collect::<Vec<_>>(), ["a", "b", "d", "f"]);
    }
}
