//! Problems in the analysed document.

use std::ops::Range;

use crate::languages::text::floor_char_boundary;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
    Information,
    Hint,
}

impl Severity {
    /// The word that people read.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }
}

/// A property of the code that a diagnostic is about, which clients can display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Unnecessary,
    Deprecated,
}

/// The rule behind a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    pub name: &'static str,
    /// The page that describes the rule.
    pub href: Option<&'static str>,
}

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

    pub fn information(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Information, range, message.into())
    }

    pub fn hint(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, range, message.into())
    }

    pub fn with_severity(severity: Severity, range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(severity, range, message.into())
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
