//! What a language finds wrong in a text, and the edits that mend it. Places are byte ranges of the text.

use std::ops::Range;

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

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub range: Range<usize>,
    pub severity: Severity,
    pub code: Option<Code>,
    pub message: String,
    pub tag: Option<Tag>,
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
