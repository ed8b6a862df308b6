//! Expands variables and removes quotes, as BuildKit does in imitation of a shell. Nested substitutions are kept in a
//! list, so that depth needs no stack.

mod expander;
mod pattern;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use expander::Expander;

/// How words are expanded.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the options are independent of each other")]
pub struct WordExpander {
    pub escape: char,
    pub keeps_quotes: bool,
    pub keeps_escapes: bool,
    /// Quotes are ordinary characters, as in a heredoc.
    pub ignores_quotes: bool,
    /// References to unset variables are kept unchanged.
    pub keeps_unset: bool,
}

/// The variables that are set.
pub trait Variables {
    fn get(&self, name: &str) -> Option<&str>;

    /// A budget for all words together: the bytes that values add, and the steps of pattern searches. Without it, each
    /// word has only its own limits.
    fn budget(&self) -> Option<&Cell<usize>> {
        None
    }
}

/// No variables.
pub struct NoVariables;

#[derive(Debug, Default)]
pub struct Expanded<'w> {
    pub text: Cow<'w, str>,
    pub references: Vec<Reference>,
    /// Why it cannot be expanded. Then the text is empty.
    pub error: Option<String>,
}

/// A use of a variable, in bytes of the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub name: Range<usize>,
    /// Includes `$` and braces.
    pub range: Range<usize>,
    pub is_set: bool,
    /// Whether its value was looked up, which happens after the nested parts were expanded.
    is_looked_up: bool,
}

impl Variables for NoVariables {
    fn get(&self, _: &str) -> Option<&str> {
        None
    }
}

impl Expanded<'_> {
    /// The references to unset variables: the first of each name.
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

impl WordExpander {
    /// The options for arguments of instructions.
    pub fn new(escape: char) -> Self {
        Self { escape, keeps_quotes: false, keeps_escapes: false, ignores_quotes: false, keeps_unset: false }
    }

    /// Expands a word. White space in it does not split it.
    pub fn expand<'w>(self, word: &'w str, variables: &dyn Variables) -> Expanded<'w> {
        let escape = self.escape as u8;
        if !word.bytes().any(|byte| matches!(byte, b'$' | b'\'' | b'"') || byte == escape) {
            return Expanded { text: Cow::Borrowed(word), ..Expanded::default() };
        }
        let mut expander = Expander::new(self, word, variables, false);
        let result = expander.run();
        let Expander { mut references, .. } = expander;
        references.retain(|reference| reference.is_looked_up);
        match result {
            Ok(done) => Expanded { text: Cow::Owned(done.result), references, error: None },
            Err(error) => Expanded { text: Cow::Borrowed(""), references, error: Some(error) },
        }
    }

    /// Expands a text and splits it at white space.
    pub fn split(self, text: &str, variables: &dyn Variables) -> Result<Vec<String>, String> {
        // Most texts are a single literal word.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b':');
        if !text.is_empty() && text.bytes().all(is_plain) {
            return Ok(vec![text.to_owned()]);
        }
        Expander::new(self, text, variables, true).run().map(|done| done.words)
    }
}
