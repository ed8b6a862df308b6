//! Expands variables and removes quotes, as `BuildKit` does it in imitation of a shell. What is nested is kept on a
//! stack of its own, so that depth costs none of the thread's.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::pattern;

/// How many bytes values may add to a word. Variables made of variables double with every line, without end.
const ADDED: usize = 4_096;

/// How many steps the search for a pattern may take where nothing else limits it.
const STEPS: usize = 1 << 16;

/// How words are read.
#[derive(Clone, Copy, Debug)]
pub struct Lexer {
    pub escape: char,
    pub keeps_quotes: bool,
    pub keeps_escapes: bool,
    /// Quotes are characters like others, as in a heredoc.
    pub ignores_quotes: bool,
    /// References to what is not set stay as they are written.
    pub keeps_unset: bool,
}

/// The variables that are set.
pub trait Variables {
    fn get(&self, name: &str) -> Option<&str>;

    /// What expanding may still cost, all words together: the bytes that values add, and the steps in which patterns
    /// are searched for. Without it, each word has its own limits only.
    fn budget(&self) -> Option<&Cell<usize>> {
        None
    }
}

/// No variables.
pub struct Nothing;

#[derive(Debug, Default)]
pub struct Expanded<'w> {
    pub text: Cow<'w, str>,
    pub references: Vec<Reference>,
    /// Why it cannot be expanded; the text is empty then.
    pub error: Option<String>,
}

/// A use of a variable, in bytes of the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub name: Range<usize>,
    /// With its `$` and braces.
    pub range: Range<usize>,
    pub is_set: bool,
    /// Whether its value was asked for, which is known once what is nested in it has been read.
    is_looked_up: bool,
}

impl Variables for Nothing {
    fn get(&self, _: &str) -> Option<&str> {
        None
    }
}

impl Expanded<'_> {
    /// The references to what is not set: the first of each name.
    pub fn unset<'s>(&'s self, word: &'s str) -> impl Iterator<Item = (&'s str, &'s Reference)> {
        let unset = || self.references.iter().filter(|reference| !reference.is_set);
        let name = |reference: &'s Reference| &word[reference.name.clone()];
        let mut seen = BTreeSet::new();
        unset().filter_map(move |reference| {
            let name = name(reference);
            seen.insert(name).then_some((name, reference))
        })
    }
}

impl Lexer {
    /// How arguments are read.
    pub fn new(escape: char) -> Self {
        Self { escape, keeps_quotes: false, keeps_escapes: false, ignores_quotes: false, keeps_unset: false }
    }

    /// Expands a word; blanks in it are its own.
    pub fn expand<'w>(&self, word: &'w str, variables: &dyn Variables) -> Expanded<'w> {
        let escape = self.escape as u8;
        if !word.bytes().any(|byte| matches!(byte, b'$' | b'\'' | b'"') || byte == escape) {
            return Expanded { text: Cow::Borrowed(word), ..Expanded::default() };
        }
        let mut machine = Machine::new(*self, word, variables, false);
        let result = machine.run();
        let Machine { mut references, .. } = machine;
        references.retain(|reference| reference.is_looked_up);
        match result {
            Ok(done) => Expanded { text: Cow::Owned(done.result), references, error: None },
            Err(error) => Expanded { text: Cow::Borrowed(""), references, error: Some(error) },
        }
    }

    /// Expands a text and splits it at its blanks.
    pub fn split(&self, text: &str, variables: &dyn Variables) -> Result<Vec<String>, String> {
        // Most texts are one word that says what is written.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b':');
        if !text.is_empty() && text.bytes().all(is_plain) {
            return Ok(vec![text.to_owned()]);
        }
        Machine::new(*self, text, variables, true).run().map(|done| done.words)
    }
}

struct Machine<'w, 'v> {
    lexer: Lexer,
    word: &'w str,
    /// Where reading is.
    at: usize,
    /// Whether words are wanted; else the whole text is.
    splits: bool,
    variables: &'v dyn Variables,
    frame: Frame,
    /// What the frame is nested in.
    outer: Vec<Frame>,
    /// Whether escapes stay where reading is now.
    keeps_escapes: bool,
    /// The word being split off. There is one, also for what is nested: text in front of `${name:-word}` is lost to
    /// the words, as it is in `BuildKit`.
    buffer: String,
    references: Vec<Reference>,
    added: usize,
}

/// What is being read.
enum Frame {
    Plain(Plain),
    /// Between double quotes.
    Quoted(String),
}

struct Plain {
    /// The character that ends it.
    stop: Option<char>,
    then: Then,
    result: String,
    words: Vec<String>,
    is_in_word: bool,
    /// What `keeps_escapes` was before.
    kept_escapes: bool,
}

impl Frame {
    /// Plain text that will probably be of this length.
    fn plain(stop: Option<char>, then: Then, kept_escapes: bool, length: usize) -> Self {
        let (result, words) = (String::with_capacity(length), Vec::new());
        Self::Plain(Plain { stop, then, result, words, is_in_word: false, kept_escapes })
    }
}

/// What follows when a stretch of plain text ends.
enum Then {
    Finish,
    /// `${name:-word}` and its like.
    Modify {
        reference: usize,
        operator: char,
        null_is_unset: bool,
    },
    /// `${name/pattern/replacement}`: the pattern has been read.
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

struct Done {
    result: String,
    words: Vec<String>,
}

type Result<T, E = String> = std::result::Result<T, E>;

impl<'w, 'v> Machine<'w, 'v> {
    fn new(lexer: Lexer, word: &'w str, variables: &'v dyn Variables, splits: bool) -> Self {
        let keeps_escapes = lexer.keeps_escapes;
        Self {
            lexer,
            word,
            at: 0,
            splits,
            variables,
            frame: Frame::plain(None, Then::Finish, keeps_escapes, if splits { 0 } else { word.len() }),
            outer: Vec::new(),
            keeps_escapes,
            buffer: String::new(),
            references: Vec::new(),
            added: 0,
        }
    }

    fn run(&mut self) -> Result<Done> {
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

    /// Reads a step of plain text.
    fn plain(&mut self, stop: Option<char>) -> Result<Option<Done>> {
        let lexer = self.lexer;
        let is_special = |byte: u8| {
            let is_quote = matches!(byte, b'"' | b'\'') && !lexer.ignores_quotes;
            is_quote || matches!(byte, b'$' | b'<') || byte == lexer.escape as u8 || Some(byte as char) == stop
        };
        self.ordinary(is_special);
        let Some(character) = self.next() else { return self.end_of_input(stop) };
        if stop == Some(character) {
            return self.close();
        }
        match character {
            '\'' if !self.lexer.ignores_quotes => self.single_quoted()?,
            '"' if !self.lexer.ignores_quotes => {
                let open = if self.lexer.keeps_quotes { "\"" } else { "" };
                self.nest(Frame::Quoted(open.to_owned()));
            }
            '$' => self.dollar()?,
            '<' if self.peek() == Some('<') => {
                // What announces a heredoc is one word with its name, also over blanks.
                self.next();
                let mut heredoc = "<<".to_owned();
                while let Some(blank) = self.peek().filter(|next| matches!(next, '\t' | '\r' | ' ')) {
                    heredoc.push(blank);
                    self.next();
                }
                self.add_raw(&heredoc);
            }
            '<' => self.add_raw("<"),
            _ if character == self.lexer.escape => {
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
            Some(stop) => Err(format!("the substitution ends without `{stop}`")),
            None => self.close(),
        }
    }

    fn single_quoted(&mut self) -> Result<()> {
        let (word, start) = (self.word, self.at);
        let Some(length) = word[start..].find('\'') else { return Err("a single quote is not closed".to_owned()) };
        let end = start + length;
        self.at = end + 1;
        self.add_raw(&word[if self.lexer.keeps_quotes { start - 1..end + 1 } else { start..end }]);
        Ok(())
    }

    /// Adds what stands in front of the next character with a meaning; all of these are ASCII.
    fn ordinary(&mut self, is_special: impl Fn(u8) -> bool) {
        let (word, start) = (self.word, self.at);
        let rest = &word.as_bytes()[start..];
        let length = rest.iter().position(|byte| is_special(*byte)).unwrap_or(rest.len());
        if length > 0 {
            self.at = start + length;
            self.add_split(&word[start..self.at]);
        }
    }

    /// Reads a step between double quotes.
    fn quoted(&mut self) -> Result<()> {
        let escape = self.lexer.escape as u8;
        self.ordinary(|byte| matches!(byte, b'"' | b'$') || byte == escape);
        let Some(character) = self.next() else { return Err("a double quote is not closed".to_owned()) };
        match character {
            '"' => {
                if let Some(Frame::Quoted(mut text)) = self.leave() {
                    text.push_str(if self.lexer.keeps_quotes { "\"" } else { "" });
                    self.add_raw(&text);
                }
            }
            '$' => self.dollar()?,
            _ if character == self.lexer.escape => {
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

    /// Reads what follows a `$`.
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
            None => return Err("the substitution ends without `}`".to_owned()),
            Some('{' | '}' | ':') => return Err("the substitution names no variable".to_owned()),
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
                    return Err(format!("`:{operator}` is no modifier of a substitution"));
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
            Some(other) => return Err(format!("`{other}` is no modifier of a substitution")),
            None => return Err("the substitution ends without `}`".to_owned()),
        }
        Ok(())
    }

    /// The name of a variable: letters, digits and underscores; only digits; or one of the shell's special characters.
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

    /// Goes back to what the frame is nested in, if it is.
    fn leave(&mut self) -> Option<Frame> {
        let outer = self.outer.pop()?;
        Some(std::mem::replace(&mut self.frame, outer))
    }

    /// Ends a stretch of plain text.
    fn close(&mut self) -> Result<Option<Done>> {
        // The outermost frame is left behind, and asked for no more.
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
                let value = self.value(reference);
                self.end_reference(reference, value.is_some());
                let value = match value {
                    None if self.lexer.keeps_unset => self.written(reference).to_owned(),
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
        let value = self.value(reference).map(ToOwned::to_owned);
        self.end_reference(reference, value.is_some());
        if value.is_none() && self.lexer.keeps_unset {
            return Ok(self.written(reference).to_owned());
        }
        let counts = value.as_ref().is_some_and(|value| !(null_is_unset && value.is_empty()));
        let is_set = value.is_some();
        let value = value.unwrap_or_default();
        Ok(match operator {
            '-' => {
                if counts {
                    value
                } else {
                    word.to_owned()
                }
            }
            '+' => {
                if counts {
                    word.to_owned()
                } else {
                    String::new()
                }
            }
            '?' if counts => value,
            '?' => {
                let name = &self.word[self.references[reference].name.clone()];
                let state = if is_set { "empty" } else { "not set" };
                let reason = if word.is_empty() { String::new() } else { format!(": {word}") };
                return Err(format!("the variable {name} is required and {state}{reason}"));
            }
            '#' | '%' => {
                let (word, is_greedy) = word.strip_prefix(operator).map_or((word, false), |word| (word, true));
                let trim = if operator == '#' { pattern::trim_start } else { pattern::trim_end };
                self.search(|steps| trim(&value, word, is_greedy, steps))?
            }
            other => return Err(format!("`:{other}` is no modifier of a substitution")),
        })
    }

    fn reference(&mut self, start: usize, name: Range<usize>) -> usize {
        self.references.push(Reference { name, range: start..start, is_set: false, is_looked_up: false });
        self.references.len() - 1
    }

    fn end_reference(&mut self, index: usize, is_set: bool) {
        let end = self.at;
        let reference = &mut self.references[index];
        reference.range.end = end;
        reference.is_set = is_set;
        reference.is_looked_up = true;
    }

    /// Ends a reference that asks for a value and nothing else.
    fn end_plain_reference(&mut self, index: usize) {
        let value = self.value(index);
        self.end_reference(index, value.is_some());
        let unset = if self.lexer.keeps_unset { self.written(index) } else { "" };
        self.add_value(value.unwrap_or(unset));
    }

    /// Searches for a pattern within the steps that are left.
    fn search<T>(&self, search: impl FnOnce(&Cell<usize>) -> T) -> T {
        let own = Cell::new(STEPS);
        search(self.variables.budget().unwrap_or(&own))
    }

    fn value(&self, reference: usize) -> Option<&'v str> {
        self.variables.get(&self.word[self.references[reference].name.clone()])
    }

    /// A reference as it is written.
    fn written(&self, reference: usize) -> &'w str {
        &self.word[self.references[reference].range.clone()]
    }

    /// Adds the value of a variable; blanks in it separate words.
    fn add_value(&mut self, value: &str) {
        self.added += value.len();
        if self.added > ADDED + self.word.len() {
            return;
        }
        if let Some(budget) = self.variables.budget() {
            let Some(left) = budget.get().checked_sub(value.len()) else { return };
            budget.set(left);
        }
        self.add_split(value);
    }

    fn add_split(&mut self, text: &str) {
        if let Some(plain) = self.add(text) {
            // Taken out while the frame is borrowed.
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

    /// Adds text in which blanks do not separate words.
    fn add_raw(&mut self, text: &str) {
        if let Some(plain) = self.add(text) {
            plain.is_in_word = true;
            self.buffer.push_str(text);
        }
    }

    /// Adds text to what is being read; returns it where words of it are wanted.
    fn add(&mut self, text: &str) -> Option<&mut Plain> {
        // Where words are wanted, nobody asks what the whole is.
        let splits = self.splits;
        let is_wanted = !splits || !self.outer.is_empty();
        match &mut self.frame {
            Frame::Plain(plain) => {
                if is_wanted {
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
