//! The addresses with which the files of a module refer to its declarations.

use std::fmt;
use std::sync::Arc;

/// The address of a declaration, such as `var.region` or `aws_instance.web`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Address {
    Named(Named, Arc<str>),
    /// A declaration with a type and a name.
    Typed(Typed, Arc<str>, Arc<str>),
}

/// The kinds of declarations that have only a name.
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

/// The kinds of declarations that have a type and a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Typed {
    Resource,
    Data,
    Ephemeral,
    Action,
    /// A `list` block of a query.
    List,
    /// A configuration of a provider. The type is the local name of the provider, and the name is the alias, which is
    /// empty for the default configuration.
    Provider,
}

impl Address {
    pub fn output(name: impl Into<Arc<str>>) -> Self {
        Self::Named(Named::Output, name.into())
    }

    /// Returns the part that can be renamed.
    pub fn name(&self) -> &Arc<str> {
        match self {
            Self::Named(_, name) | Self::Typed(_, _, name) => name,
        }
    }

    /// Returns the address of the same kind of declaration with another name.
    #[must_use]
    pub fn renamed(&self, name: &str) -> Self {
        match self {
            Self::Named(kind, _) => Self::Named(*kind, name.into()),
            Self::Typed(kind, type_name, _) => Self::Typed(*kind, type_name.clone(), name.into()),
        }
    }

    /// Whether the declaration is a resource, a data source or an ephemeral resource.
    pub fn is_resource(&self) -> bool {
        matches!(self, Self::Typed(Typed::Resource | Typed::Data | Typed::Ephemeral, ..))
    }

    /// Whether Terraform keeps a state for the declared object, which a new address would lose. Data sources have no
    /// state.
    pub fn has_state(&self) -> bool {
        matches!(self, Self::Named(Named::Module, _) | Self::Typed(Typed::Resource, ..))
    }

    /// Returns a noun for messages.
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

    /// Returns the block type, which for most kinds is also the first word of references.
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

/// Writes the address in the form of a reference.
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
