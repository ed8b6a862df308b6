//! What a language finds wrong in a text, and the edits that mend it. Places are byte ranges of the text.

use std::ops::Range;

use super::text::floor_char_boundary;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// How a client may show what a diagnostic concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Unnecessary,
    Deprecated,
}

/// The rule that a diagnostic comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    pub name: &'static str,
    /// The page that describes the rule.
    pub href: Option<&'static str>,
}

/// Declares the rules of a language by the codes that diagnostics carry, each with its page between the two ends of an
/// address.
macro_rules! rules {
    ($before:literal $after:literal: $($name:ident $page:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($name),+
        }

        impl Rule {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub fn code(self) -> $crate::languages::diagnostic::Code {
                match self {
                    $(Self::$name => $crate::languages::diagnostic::Code {
                        name: stringify!($name),
                        href: Some(concat!($before, $page, $after)),
                    }),+
                }
            }
        }
    };
}

pub(super) use rules;

/// Bytes of a message. A text can contain a name of a megabyte and a thousand diagnostics that quote it.
const MAX_MESSAGE_LEN: usize = 1_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub range: Range<usize>,
    pub severity: Severity,
    pub code: Option<Code>,
    pub tag: Option<Tag>,
    message: String,
}

impl Diagnostic {
    pub fn error(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, range, message.into())
    }

    pub fn warning(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, range, message.into())
    }

    fn new(severity: Severity, range: Range<usize>, mut message: String) -> Self {
        if message.len() > MAX_MESSAGE_LEN {
            message.truncate(floor_char_boundary(&message, MAX_MESSAGE_LEN));
            message.push('…');
            message.shrink_to_fit();
        }
        Self { range, severity, code: None, tag: None, message }
    }

    #[must_use]
    pub fn with_code(self, code: Code) -> Self {
        Self { code: Some(code), ..self }
    }

    #[must_use]
    pub fn with_tag(self, tag: Tag) -> Self {
        Self { tag: Some(tag), ..self }
    }

    /// What is wrong and what to do, shortened where it quotes a very long name.
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// Replaces a range by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// A quick fix. Its edits do not overlap and are in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub title: String,
    /// What it resolves, all of one code.
    pub resolves: Vec<Diagnostic>,
    pub edits: Vec<Edit>,
    /// Whether it is what most people want.
    pub is_preferred: bool,
}
