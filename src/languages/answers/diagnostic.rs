//! Problems in the analysed document.

use std::ops::Range;

use crate::languages::text::floor_char_boundary;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// The file can be used, and something in it is probably not what was intended.
    Warning,
    /// The user may want to know it.
    Information,
    /// An editor shows it as inconspicuously as it can.
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
    /// The code has no effect. Editors fade it.
    Unnecessary,
    /// The code is deprecated. Editors strike it through.
    Deprecated,
}

/// The rule behind a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The name, such as `StageNameCasing`.
    pub name: &'static str,
    /// The page that describes the rule.
    pub href: Option<&'static str>,
}

/// Bytes of a message. A text can contain a name of a megabyte and a thousand diagnostics that quote it.
const MAX_MESSAGE_LEN: usize = 1_000;

/// A problem in a document, or something worth knowing about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The bytes of the document that it is about.
    pub range: Range<usize>,
    /// How serious it is.
    pub severity: Severity,
    /// The rule that reports it. Syntax errors have none.
    pub code: Option<Code>,
    /// How editors show the range.
    pub tag: Option<Tag>,
    message: String,
}

impl Diagnostic {
    /// An error without a code.
    pub fn error(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, range, message.into())
    }

    /// A warning without a code.
    pub fn warning(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, range, message.into())
    }

    /// An information without a code.
    pub fn information(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Information, range, message.into())
    }

    /// A hint without a code.
    pub fn hint(range: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, range, message.into())
    }

    /// A diagnostic of a given severity without a code.
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

    /// The same diagnostic with the code of a rule.
    #[must_use]
    pub fn with_code(self, code: Code) -> Self {
        Self { code: Some(code), ..self }
    }

    /// The same diagnostic with a tag.
    #[must_use]
    pub fn with_tag(self, tag: Tag) -> Self {
        Self { tag: Some(tag), ..self }
    }

    /// What is wrong and what to do, shortened where it quotes a very long name.
    pub fn message(&self) -> &str {
        &self.message
    }
}
