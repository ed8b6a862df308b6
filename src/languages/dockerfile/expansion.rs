//! Expands variables and removes quotes, as `BuildKit` does it in imitation of a shell. What is nested is kept on a
//! stack of its own, so that depth costs none of the thread's.

mod machine;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use machine::Machine;

/// How words are read.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own, in any combination")]
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
    pub fn expand<'w>(self, word: &'w str, variables: &dyn Variables) -> Expanded<'w> {
        let escape = self.escape as u8;
        if !word.bytes().any(|byte| matches!(byte, b'$' | b'\'' | b'"') || byte == escape) {
            return Expanded { text: Cow::Borrowed(word), ..Expanded::default() };
        }
        let mut machine = Machine::new(self, word, variables, false);
        let result = machine.run();
        let Machine { mut references, .. } = machine;
        references.retain(|reference| reference.is_looked_up);
        match result {
            Ok(done) => Expanded { text: Cow::Owned(done.result), references, error: None },
            Err(error) => Expanded { text: Cow::Borrowed(""), references, error: Some(error) },
        }
    }

    /// Expands a text and splits it at its blanks.
    pub fn split(self, text: &str, variables: &dyn Variables) -> Result<Vec<String>, String> {
        // Most texts are one word that says what is written.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b':');
        if !text.is_empty() && text.bytes().all(is_plain) {
            return Ok(vec![text.to_owned()]);
        }
        Machine::new(self, text, variables, true).run().map(|done| done.words)
    }
}
