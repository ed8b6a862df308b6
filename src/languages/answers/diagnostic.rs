//! Problems in the analyzed document.

use std::ops::Range;

use crate::languages::text::floor_char_boundary;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// The file can be used, but something in it is probably not intended.
    Warning,
    /// Information that may be useful to the user.
    Information,
    /// Editors show a hint as inconspicuously as they can.
    Hint,
}

impl Severity {
    /// The name of the severity, for users.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }
}

/// A property of the code in a diagnostic's range, which clients can display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// The code has no effect. Editors fade it.
    Unnecessary,
    /// The code is deprecated. Editors strike it through.
    Deprecated,
}

/// The code of the rule that reports a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The name, such as `StageNameCasing`.
    pub name: &'static str,
    /// The page that describes the rule.
    pub href: Option<&'static str>,
}

/// The maximum length of a message, in bytes. A document can contain a name of a megabyte, and a thousand diagnostics
/// can quote it.
const MAX_MESSAGE_LEN: usize = 1_000;

/// A problem in a document, or useful information about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The byte range in the document.
    pub range: Range<usize>,
    /// The severity of the problem.
    pub severity: Severity,
    /// The code of the rule. Syntax errors have none.
    pub code: Option<Code>,
    /// How editors show the range.
    pub tag: Option<Tag>,
    message: String,
}

impl Diagnostic {
    /// Creates an error without a code.
    pub fn error(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, range, message.into())
    }

    /// Creates a warning without a code.
    pub fn warning(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, range, message.into())
    }

    /// Creates an information message without a code.
    pub fn information(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Information, range, message.into())
    }

    /// Creates a hint without a code.
    pub fn hint(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, range, message.into())
    }

    /// Creates a diagnostic with a severity and without a code.
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

    /// Adds the code of a rule.
    #[must_use]
    pub fn with_code(self, code: Code) -> Self {
        Self { code: Some(code), ..self }
    }

    /// Adds a tag.
    #[must_use]
    pub fn with_tag(self, tag: Tag) -> Self {
        Self { tag: Some(tag), ..self }
    }

    /// The message: what is wrong and what to do. It is truncated if it quotes a very long name.
    pub fn message(&self) -> &str {
        &self.message
    }
}
