//! The names of a module by which its files refer to each other.

use std::fmt;
use std::sync::Arc;

/// What a module declares, such as `var.region` or `aws_instance.web`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Address {
    Named(Named, Arc<str>),
    /// With a type and a name.
    Typed(Typed, Arc<str>, Arc<str>),
}

/// The kinds of declarations that have a name only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Named {
    Variable,
    Local,
    Output,
    Module,
    Check,
    /// A `run` block of a test.
    Run,
}

/// The kinds of declarations that have a type, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Typed {
    Resource,
    Data,
    Ephemeral,
    Action,
    /// A `list` block of a query.
    List,
    /// A configuration of a provider: its local name and its alias, which is empty for the default configuration.
    Provider,
}

impl Address {
    pub fn output(name: impl Into<Arc<str>>) -> Self {
        Self::Named(Named::Output, name.into())
    }

    /// The part that can be renamed.
    pub fn name(&self) -> &Arc<str> {
        match self {
            Self::Named(_, name) | Self::Typed(_, _, name) => name,
        }
    }

    /// The same kind of declaration with another name.
    #[must_use]
    pub fn renamed(&self, name: &str) -> Self {
        match self {
            Self::Named(kind, _) => Self::Named(*kind, name.into()),
            Self::Typed(kind, type_name, _) => Self::Typed(*kind, type_name.clone(), name.into()),
        }
    }

    /// Whether Terraform keeps a state of what is declared, which a new address would lose. Data sources have none.
    pub fn has_state(&self) -> bool {
        matches!(self, Self::Named(Named::Module, _) | Self::Typed(Typed::Resource, ..))
    }

    /// A noun for messages.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Named(kind, _) => kind.noun(),
            Self::Typed(kind, ..) => kind.noun(),
        }
    }
}

impl Named {
    pub fn noun(self) -> &'static str {
        match self {
            Self::Variable => "variable",
            Self::Local => "local value",
            Self::Output => "output",
            Self::Module => "module",
            Self::Check => "check",
            Self::Run => "run",
        }
    }
}

impl Typed {
    pub fn noun(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Data => "data source",
            Self::Ephemeral => "ephemeral resource",
            Self::Action => "action",
            Self::List => "list",
            Self::Provider => "provider",
        }
    }

    /// The block type, and the first word of references to most kinds.
    pub fn block_type(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Data => "data",
            Self::Ephemeral => "ephemeral",
            Self::Action => "action",
            Self::List => "list",
            Self::Provider => "provider",
        }
    }
}

/// As references are written.
impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(Named::Variable, name) => write!(formatter, "var.{name}"),
            Self::Named(kind, name) => {
                let root = match kind {
                    Named::Local => "local",
                    Named::Output => "output",
                    Named::Check => "check",
                    Named::Run => "run",
                    _ => "module",
                };
                write!(formatter, "{root}.{name}")
            }
            Self::Typed(Typed::Provider, type_name, name) if name.is_empty() => formatter.write_str(type_name),
            Self::Typed(Typed::Resource | Typed::Provider, type_name, name) => write!(formatter, "{type_name}.{name}"),
            Self::Typed(kind, type_name, name) => write!(formatter, "{}.{type_name}.{name}", kind.block_type()),
        }
    }
}
