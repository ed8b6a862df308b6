//! What the checks find.

use std::ops::Range;

use super::rule::Rule;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    /// In bytes of the text.
    pub range: Range<usize>,
    pub message: String,
    /// The instruction that it is about.
    pub instruction: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Warning(Rule),
    /// The file cannot be built.
    Error,
    /// The instruction has no such flag; one of a similar name may be meant.
    UnknownFlag {
        suggestion: Option<&'static str>,
    },
}

impl Finding {
    pub fn error(range: Range<usize>, instruction: Option<usize>, message: impl Into<String>) -> Self {
        Self { kind: Kind::Error, range, message: message.into(), instruction }
    }

    /// The rule that it comes from.
    pub fn rule(&self) -> Option<Rule> {
        match self.kind {
            Kind::Warning(rule) => Some(rule),
            _ => None,
        }
    }

    pub fn is_error(&self) -> bool {
        !matches!(self.kind, Kind::Warning(_))
    }
}
