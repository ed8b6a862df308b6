//! Expands variables and removes quotes. BuildKit does this in a similar way to a shell. Nested substitutions are kept
//! in a list, so that deep nesting does not use the stack.

mod expander;
mod pattern;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;

use expander::Expander;

/// Options for expanding words.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the options are independent of each other")]
pub struct WordExpander {
    pub escape: char,
    pub keeps_quotes: bool,
    pub keeps_escapes: bool,
    /// Whether quotes are ordinary characters, as in a heredoc.
    pub ignores_quotes: bool,
    /// Whether references to unset variables are kept unchanged.
    pub keeps_unset: bool,
}

/// How certain a value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Every build has this value.
    #[default]
    Certain,
    /// Builds have this value unless a build argument or an image changes it.
    Assumed,
    /// A build may have any value. The text is the result if everything unknown is empty.
    Unknown,
}

/// The result of looking up a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup<'v> {
    Certain(&'v str),
    Assumed(&'v str),
    /// The variable may have any value, or may not be set at all.
    Unknown,
    /// No build sets the variable.
    Unset,
}

impl<'v> Lookup<'v> {
    pub fn new(value: &'v str, certainty: Certainty) -> Self {
        match certainty {
            Certainty::Certain => Self::Certain(value),
            Certainty::Assumed => Self::Assumed(value),
            Certainty::Unknown => Self::Unknown,
        }
    }

    /// The value of the variable, if it is set as far as the file shows.
    pub fn value(self) -> Option<&'v str> {
        match self {
            Self::Certain(value) | Self::Assumed(value) => Some(value),
            Self::Unknown | Self::Unset => None,
        }
    }

    pub fn certainty(self) -> Certainty {
        match self {
            Self::Certain(_) | Self::Unset => Certainty::Certain,
            Self::Assumed(_) => Certainty::Assumed,
            Self::Unknown => Certainty::Unknown,
        }
    }
}

/// The variables that are available for expansion.
pub trait Variables {
    fn get(&self, name: &str) -> Lookup<'_>;

    /// The budget shared by all words, for the bytes that values add and for the steps of pattern searches. Without a
    /// shared budget, each word only has its own limits.
    fn budget(&self) -> Option<&Cell<usize>> {
        None
    }
}

/// An empty set of variables.
pub struct NoVariables;

/// An expanded word.
#[derive(Debug, Default)]
pub struct Expanded<'w> {
    pub value: Value<'w>,
    pub references: Vec<Reference>,
    /// The reason why no build can expand the word. In this case, the value is empty and unknown.
    pub error: Option<String>,
}

/// A string that may depend on variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value<'w> {
    pub text: Cow<'w, str>,
    pub certainty: Certainty,
}

impl<'w> Value<'w> {
    pub fn literal(text: &'w str) -> Self {
        Self { text: Cow::Borrowed(text), certainty: Certainty::Certain }
    }

    /// The string, if it is the same in every build.
    pub fn certain(&self) -> Option<&str> {
        (self.certainty == Certainty::Certain).then_some(&*self.text)
    }

    /// The string, unless it is unknown. An argument or an image may still change it.
    pub fn assumed(&self) -> Option<&str> {
        (self.certainty != Certainty::Unknown).then_some(&*self.text)
    }
}

/// The words of an expanded text.
#[derive(Debug)]
pub struct Split {
    pub words: Vec<String>,
    pub certainty: Certainty,
}

/// A reference to a variable. Ranges are in bytes of the word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub name: Range<usize>,
    /// The range that includes `$` and braces.
    pub range: Range<usize>,
    /// The result of the lookup, or `None` before it. The lookup happens after the nested parts have been expanded.
    resolution: Option<Resolution>,
}

/// The result of a reference to a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    Set,
    Unknown,
    Unset,
}

impl Reference {
    pub fn is_set(&self) -> bool {
        self.resolution == Some(Resolution::Set)
    }
}

impl Variables for NoVariables {
    fn get(&self, _: &str) -> Lookup<'_> {
        Lookup::Unset
    }
}

impl Expanded<'_> {
    /// The references to variables that are not set as far as the file shows. Only the first reference to each name is
    /// included.
    pub fn unset<'s>(&'s self, word: &'s str) -> impl Iterator<Item = (&'s str, &'s Reference)> {
        let mut seen = BTreeSet::new();
        self.references.iter().filter(|reference| !reference.is_set()).filter_map(move |reference| {
            let name = &word[reference.name.clone()];
            seen.insert(name).then_some((name, reference))
        })
    }
}

impl WordExpander {
    /// The options for arguments of instructions.
    pub fn new(escape: char) -> Self {
        Self { escape, keeps_quotes: false, keeps_escapes: false, ignores_quotes: false, keeps_unset: false }
    }

    /// Expands a word. White space does not split it.
    pub fn expand<'w>(self, word: &'w str, variables: &dyn Variables) -> Expanded<'w> {
        let escape = self.escape as u8;
        if !word.bytes().any(|byte| matches!(byte, b'$' | b'\'' | b'"') || byte == escape) {
            return Expanded { value: Value::literal(word), ..Expanded::default() };
        }
        let mut expander = Expander::new(self, word, variables, false);
        let result = expander.run();
        let Expander { mut references, certainty, .. } = expander;
        references.retain(|reference| reference.resolution.is_some());
        match result {
            Ok(done) => {
                let value = Value { text: Cow::Owned(done.result), certainty };
                Expanded { value, references, error: None }
            }
            Err(error) => {
                let value = Value { text: Cow::Borrowed(""), certainty: Certainty::Unknown };
                Expanded { value, references, error: Some(error) }
            }
        }
    }

    /// Expands a text and splits it at white space.
    pub fn split(self, text: &str, variables: &dyn Variables) -> Result<Split, String> {
        // Most texts are a single literal word.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b':');
        if !text.is_empty() && text.bytes().all(is_plain) {
            return Ok(Split { words: vec![text.to_owned()], certainty: Certainty::Certain });
        }
        let mut expander = Expander::new(self, text, variables, true);
        let done = expander.run()?;
        Ok(Split { words: done.words, certainty: expander.certainty })
    }
}
