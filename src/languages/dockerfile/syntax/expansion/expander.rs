//! Expands a word step by step; see [`super`]. Over 500 lines because it is one state machine.

use std::cell::Cell;
use std::ops::Range;

use super::{Certainty, Lookup, Reference, Resolution, Variables, WordExpander, pattern};

/// The maximum number of bytes that variable values may add to a word. Without it, variables that contain other
/// variables could double in size with every line.
const MAX_ADDED_BYTES: usize = 4_096;

/// The maximum number of steps of a pattern search that has no other budget.
const MAX_SEARCH_STEPS: usize = 1 << 16;

pub struct Expander<'w, 'v> {
    options: WordExpander,
    word: &'w str,
    /// The current offset.
    at: usize,
    /// Whether the text is split into words.
    splits: bool,
    variables: &'v dyn Variables,
    frame: Frame,
    /// The frames around the current one, from the outermost to the innermost.
    outer: Vec<Frame>,
    /// Whether escape characters are kept at the current offset.
    keeps_escapes: bool,
    /// The current word, which is shared by all frames. As in BuildKit, text before `${name:-word}` is therefore
    /// missing from the words.
    buffer: String,
    pub references: Vec<Reference>,
    /// The certainty of the values that were looked up.
    pub certainty: Certainty,
    added: usize,
}

/// The kind of text at the current offset.
enum Frame {
    Plain(Plain),
    /// Text in double quotes.
    Quoted(String),
}

struct Plain {
    /// The character that ends the text.
    stop: Option<char>,
    then: Then,
    result: String,
    words: Vec<String>,
    is_in_word: bool,
    /// The value of `keeps_escapes` outside of this text.
    kept_escapes: bool,
}

impl Frame {
    /// Creates plain text. `length` is its probable length.
    fn plain(stop: Option<char>, then: Then, kept_escapes: bool, length: usize) -> Self {
        let (result, words) = (String::with_capacity(length), Vec::new());
        Self::Plain(Plain { stop, then, result, words, is_in_word: false, kept_escapes })
    }
}

/// The next step after the end of plain text.
enum Then {
    Finish,
    /// `${name:-word}` and similar modifiers.
    Modify {
        reference: usize,
        operator: char,
        null_is_unset: bool,
    },
    /// `${name/pattern/replacement}`, after the pattern has been parsed.
    ReadReplacement {
        reference: usize,
        all: bool,
    },
    Replace {
        reference: usize,
        all: bool,
        pattern: String,
    },
}

pub struct Done {
    pub result: String,
    pub words: Vec<String>,
}

pub type Result<T, E = String> = std::result::Result<T, E>;

impl<'w, 'v> Expander<'w, 'v> {
    pub fn new(options: WordExpander, word: &'w str, variables: &'v dyn Variables, splits: bool) -> Self {
        let keeps_escapes = options.keeps_escapes;
        Self {
            options,
            word,
            at: 0,
            splits,
            variables,
            frame: Frame::plain(None, Then::Finish, keeps_escapes, if splits { 0 } else { word.len() }),
            outer: Vec::new(),
            keeps_escapes,
            buffer: String::new(),
            references: Vec::new(),
            certainty: Certainty::Certain,
            added: 0,
        }
    }

    pub fn run(&mut self) -> Result<Done> {
        loop {
            let done = match &self.frame {
                Frame::Plain(plain) => {
                    let stop = plain.stop;
                    self.plain(stop)?
                }
                Frame::Quoted(_) => {
                    self.quoted()?;
                    None
                }
            };
            if let Some(done) = done {
                return Ok(done);
            }
        }
    }

    /// Expands the next part of plain text.
    fn plain(&mut self, stop: Option<char>) -> Result<Option<Done>> {
        let options = self.options;
        let is_special = |byte: u8| {
            let is_quote = matches!(byte, b'"' | b'\'') && !options.ignores_quotes;
            is_quote || matches!(byte, b'$' | b'<') || byte == options.escape as u8 || Some(byte as char) == stop
        };
        self.ordinary(is_special);
        let Some(character) = self.next() else { return self.end_of_input(stop) };
        if stop == Some(character) {
            return self.close();
        }
        match character {
            '\'' if !self.options.ignores_quotes => self.single_quoted()?,
            '"' if !self.options.ignores_quotes => {
                let open = if self.options.keeps_quotes { "\"" } else { "" };
                self.nest(Frame::Quoted(open.to_owned()));
            }
            '$' => self.dollar()?,
            '<' if self.peek() == Some('<') => {
                // The opening of a heredoc and the heredoc's name are one word, even if spaces separate them.
                self.next();
                let mut heredoc = "<<".to_owned();
                while let Some(space) = self.peek().filter(|next| matches!(next, '\t' | '\r' | ' ')) {
                    heredoc.push(space);
                    self.next();
                }
                self.add_raw(&heredoc);
            }
            '<' => self.add_raw("<"),
            _ if character == self.options.escape => {
                if self.keeps_escapes {
                    self.add_raw(character.encode_utf8(&mut [0; 4]));
                }
                let Some(escaped) = self.next() else { return self.end_of_input(stop) };
                self.add_raw(escaped.encode_utf8(&mut [0; 4]));
            }
            _ => self.add_split(character.encode_utf8(&mut [0; 4])),
        }
        Ok(None)
    }

    fn end_of_input(&mut self, stop: Option<char>) -> Result<Option<Done>> {
        match stop {
            Some(stop) => Err(format!("unterminated substitution: expected `{stop}`")),
            None => self.close(),
        }
    }

    fn single_quoted(&mut self) -> Result<()> {
        let (word, start) = (self.word, self.at);
        let Some(length) = word[start..].find('\'') else { return Err("unterminated single-quoted string".to_owned()) };
        let end = start + length;
        self.at = end + 1;
        self.add_raw(&word[if self.options.keeps_quotes { start - 1..end + 1 } else { start..end }]);
        Ok(())
    }

    /// Adds the text before the next special character. All special characters are ASCII.
    fn ordinary(&mut self, is_special: impl Fn(u8) -> bool) {
        let (word, start) = (self.word, self.at);
        let rest = &word.as_bytes()[start..];
        let length = rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len());
        if length > 0 {
            self.at = start + length;
            self.add_split(&word[start..self.at]);
        }
    }

    /// Expands the next part of text in double quotes.
    fn quoted(&mut self) -> Result<()> {
        let escape = self.options.escape as u8;
        self.ordinary(|byte| matches!(byte, b'"' | b'$') || byte == escape);
        let Some(character) = self.next() else { return Err("unterminated double-quoted string".to_owned()) };
        match character {
            '"' => {
                if let Some(Frame::Quoted(mut text)) = self.leave() {
                    text.push_str(if self.options.keeps_quotes { "\"" } else { "" });
                    self.add_raw(&text);
                }
            }
            '$' => self.dollar()?,
            _ if character == self.options.escape => {
                if self.keeps_escapes {
                    self.add_split(character.encode_utf8(&mut [0; 4]));
                }
                match self.peek() {
                    None => {}
                    Some(next) if matches!(next, '"' | '$') || next == character => {
                        self.next();
                        self.add_split(next.encode_utf8(&mut [0; 4]));
                    }
                    Some(_) => self.add_split(character.encode_utf8(&mut [0; 4])),
                }
            }
            _ => self.add_split(character.encode_utf8(&mut [0; 4])),
        }
        Ok(())
    }

    /// Expands the variable after a `$`.
    fn dollar(&mut self) -> Result<()> {
        let start = self.at - 1;
        if self.peek() != Some('{') {
            let name = self.name();
            if name.is_empty() {
                self.add_split("$");
                return Ok(());
            }
            let reference = self.reference(start, name);
            self.end_plain_reference(reference);
            return Ok(());
        }
        self.next();
        match self.peek() {
            None => return Err("unterminated substitution: expected `}`".to_owned()),
            Some('{' | '}' | ':') => return Err("expected a variable name in the substitution".to_owned()),
            _ => {}
        }
        let name = self.name();
        let reference = self.reference(start, name);
        match self.next() {
            Some('}') => {
                self.end_plain_reference(reference);
            }
            Some(':') => {
                let operator = self.next().unwrap_or('\0');
                if matches!(operator, '#' | '%') {
                    return Err(unsupported_modifier(&format!(":{operator}")));
                }
                self.open(Some('}'), Then::Modify { reference, operator, null_is_unset: true }, false);
            }
            Some(operator @ ('+' | '-' | '?' | '#' | '%')) => {
                let then = Then::Modify { reference, operator, null_is_unset: false };
                self.open(Some('}'), then, matches!(operator, '#' | '%'));
            }
            Some('/') => {
                let all = self.peek() == Some('/');
                if all {
                    self.next();
                }
                self.open(Some('/'), Then::ReadReplacement { reference, all }, true);
            }
            Some(other) => return Err(unsupported_modifier(&other.to_string())),
            None => return Err("unterminated substitution: expected `}`".to_owned()),
        }
        Ok(())
    }

    /// Parses the name of a variable: letters, digits and underscores; only digits; or one of the shell's special
    /// characters.
    fn name(&mut self) -> Range<usize> {
        let start = self.at;
        match self.peek() {
            Some(digit) if digit.is_ascii_digit() => while self.next_if(|c| c.is_ascii_digit()) {},
            Some('@' | '*' | '#' | '?' | '-' | '$' | '!') => drop(self.next()),
            _ => while self.next_if(|c| c.is_alphanumeric() || c == '_') {},
        }
        start..self.at
    }

    fn open(&mut self, stop: Option<char>, then: Then, keeps_escapes: bool) {
        let kept_escapes = std::mem::replace(&mut self.keeps_escapes, keeps_escapes);
        self.buffer.clear();
        self.nest(Frame::plain(stop, then, kept_escapes, 0));
    }

    fn nest(&mut self, frame: Frame) {
        self.outer.push(std::mem::replace(&mut self.frame, frame));
    }

    /// Returns to the frame around the current one, if there is one.
    fn leave(&mut self) -> Option<Frame> {
        let outer = self.outer.pop()?;
        Some(std::mem::replace(&mut self.frame, outer))
    }

    /// Ends plain text.
    fn close(&mut self) -> Result<Option<Done>> {
        // The outermost frame is no longer needed.
        let spent = Frame::Quoted(String::new());
        let frame = self.leave().unwrap_or_else(|| std::mem::replace(&mut self.frame, spent));
        let Frame::Plain(mut plain) = frame else { return Ok(None) };
        self.keeps_escapes = plain.kept_escapes;
        if !self.buffer.is_empty() {
            plain.words.push(std::mem::take(&mut self.buffer));
        }
        let text = plain.result;
        match plain.then {
            Then::Finish => return Ok(Some(Done { result: text, words: plain.words })),
            Then::Modify { reference, operator, null_is_unset } => {
                let value = self.modified(reference, operator, null_is_unset, &text)?;
                self.add_value(&value);
            }
            Then::ReadReplacement { reference, all } => {
                self.open(Some('}'), Then::Replace { reference, all, pattern: text }, true);
            }
            Then::Replace { reference, all, pattern } => {
                let lookup = self.end_reference(reference);
                self.relies_on(lookup.certainty());
                let value = match lookup.value() {
                    None if self.options.keeps_unset => self.source(reference).to_owned(),
                    value => {
                        self.search(|steps| pattern::replace(value.unwrap_or_default(), &pattern, &text, all, steps))?
                    }
                };
                self.add_value(&value);
            }
        }
        Ok(None)
    }

    fn modified(&mut self, reference: usize, operator: char, null_is_unset: bool, word: &str) -> Result<String> {
        let lookup = self.end_reference(reference);
        let value = lookup.value();
        let certainty = match lookup {
            // The word replaces a variable that is not set.
            Lookup::Unknown if operator == '-' => Certainty::Assumed,
            _ => lookup.certainty(),
        };
        self.relies_on(certainty);
        if value.is_none() && self.options.keeps_unset {
            return Ok(self.source(reference).to_owned());
        }
        let counts = value.is_some_and(|value| !(null_is_unset && value.is_empty()));
        let is_set = value.is_some();
        let value = value.unwrap_or_default();
        Ok(match operator {
            '-' => (if counts { value } else { word }).to_owned(),
            '+' => (if counts { word } else { "" }).to_owned(),
            '?' if counts => value.to_owned(),
            // In a build, the variable may have another value.
            '?' if certainty != Certainty::Certain => {
                self.relies_on(Certainty::Unknown);
                String::new()
            }
            '?' => {
                let name = &self.word[self.references[reference].name.clone()];
                let state = if is_set { "empty" } else { "not set" };
                let reason = if word.is_empty() { String::new() } else { format!(": {word}") };
                return Err(format!("required variable `{name}` is {state}{reason}"));
            }
            '#' | '%' => {
                let (word, is_greedy) = word.strip_prefix(operator).map_or((word, false), |word| (word, true));
                let trim = if operator == '#' { pattern::trim_start } else { pattern::trim_end };
                self.search(|steps| trim(value, word, is_greedy, steps))?
            }
            other => return Err(unsupported_modifier(&format!(":{other}"))),
        })
    }

    /// Records that the result depends on a value of this certainty.
    fn relies_on(&mut self, certainty: Certainty) {
        self.certainty = self.certainty.max(certainty);
    }

    fn reference(&mut self, start: usize, name: Range<usize>) -> usize {
        self.references.push(Reference { name, range: start..start, resolution: None });
        self.references.len() - 1
    }

    /// Finishes a reference and looks up its variable.
    fn end_reference(&mut self, index: usize) -> Lookup<'v> {
        let lookup = self.variables.get(&self.word[self.references[index].name.clone()]);
        let reference = &mut self.references[index];
        reference.range.end = self.at;
        reference.resolution = Some(match lookup {
            Lookup::Certain(_) | Lookup::Assumed(_) => Resolution::Set,
            Lookup::Unknown => Resolution::Unknown,
            Lookup::Unset => Resolution::Unset,
        });
        lookup
    }

    /// Finishes a reference without a modifier.
    fn end_plain_reference(&mut self, index: usize) {
        let lookup = self.end_reference(index);
        self.relies_on(lookup.certainty());
        let unset = if self.options.keeps_unset { self.source(index) } else { "" };
        self.add_value(lookup.value().unwrap_or(unset));
    }

    /// Searches for a pattern within the remaining budget. If the pattern depends on unknown values, an error does not
    /// count, because the pattern may be valid.
    fn search(&mut self, search: impl FnOnce(&Cell<usize>) -> Result<String>) -> Result<String> {
        let own = Cell::new(MAX_SEARCH_STEPS);
        let budget = self.variables.budget().unwrap_or(&own);
        let found = search(budget);
        let is_exhausted = budget.get() == 0;
        if is_exhausted || (found.is_err() && self.certainty != Certainty::Certain) {
            self.relies_on(Certainty::Unknown);
            return Ok(found.unwrap_or_default());
        }
        found
    }

    /// The source text of a reference.
    fn source(&self, reference: usize) -> &'w str {
        &self.word[self.references[reference].range.clone()]
    }

    /// Adds the value of a variable. White space in the value separates words.
    fn add_value(&mut self, value: &str) {
        self.added += value.len();
        let budget = self.variables.budget();
        let left = budget.map(|budget| budget.get().checked_sub(value.len()));
        if self.added > MAX_ADDED_BYTES + self.word.len() || left == Some(None) {
            self.relies_on(Certainty::Unknown);
            return;
        }
        if let (Some(budget), Some(Some(left))) = (budget, left) {
            budget.set(left);
        }
        self.add_split(value);
    }

    fn add_split(&mut self, text: &str) {
        if let Some(plain) = self.add(text) {
            // Taken out of the frame, which is borrowed below.
            let (mut is_in_word, mut words) = (plain.is_in_word, std::mem::take(&mut plain.words));
            let mut rest = text;
            while let Some(first) = rest.chars().next() {
                if first.is_whitespace() {
                    if is_in_word && !self.buffer.is_empty() {
                        words.push(std::mem::take(&mut self.buffer));
                        is_in_word = false;
                    }
                    rest = &rest[first.len_utf8()..];
                } else {
                    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
                    self.buffer.push_str(&rest[..length]);
                    is_in_word = true;
                    rest = &rest[length..];
                }
            }
            if let Frame::Plain(plain) = &mut self.frame {
                (plain.is_in_word, plain.words) = (is_in_word, words);
            }
        }
    }

    /// Adds text in which white space does not separate words.
    fn add_raw(&mut self, text: &str) {
        if let Some(plain) = self.add(text) {
            plain.is_in_word = true;
            self.buffer.push_str(text);
        }
    }

    /// Adds text to the current frame. Returns the frame if its text is split into words.
    fn add(&mut self, text: &str) -> Option<&mut Plain> {
        // The complete text is not needed if it is split into words.
        let splits = self.splits;
        let is_needed = !splits || !self.outer.is_empty();
        match &mut self.frame {
            Frame::Plain(plain) => {
                if is_needed {
                    plain.result.push_str(text);
                }
                splits.then_some(plain)
            }
            Frame::Quoted(quoted) => {
                quoted.push_str(text);
                None
            }
        }
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn next_if(&mut self, is: impl Fn(char) -> bool) -> bool {
        let next = self.peek().filter(|next| is(*next));
        self.at += next.map_or(0, char::len_utf8);
        next.is_some()
    }

    fn peek(&self) -> Option<char> {
        self.word[self.at..].chars().next()
    }
}

fn unsupported_modifier(modifier: &str) -> String {
    format!("unsupported modifier `{modifier}` in the substitution")
}
