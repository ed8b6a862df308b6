//! Uses of names, and the modules that declare these names.

use std::sync::Arc;

use super::{Repetition, Word};
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::model::address::Address;

/// A use of a name.
#[derive(Debug)]
pub struct Reference {
    pub module: ModuleRef,
    pub address: Address,
    pub role: Role,
    /// The range from the first word to the name.
    pub whole: Span,
    pub name: Span,
    pub type_word: Option<Span>,
    /// The names that follow, such as the attribute of a resource.
    pub attributes: Vec<Word>,
}

/// The module that declares the target of a reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModuleRef {
    /// The module of the file.
    This,
    /// The module that is called under this name. The name of a `run` block follows [`RUN_PREFIX`].
    Called(Arc<str>, CallForm),
}

/// The form that a call must have for a reference to lead to the called module: in `module.a.b`, `b` is an output of a
/// single module, but an instance of a module with `for_each`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallForm {
    Any,
    /// Without `count` and `for_each`.
    Single,
    /// With `count` or `for_each`.
    Repeated,
}

impl ModuleRef {
    /// Refers to a called module, however often it is called.
    pub fn called(name: Arc<str>) -> Self {
        Self::Called(name, CallForm::Any)
    }
}

impl CallForm {
    /// Whether a call has the form.
    pub fn fits(self, repetition: Option<Repetition>) -> bool {
        match self {
            Self::Any => true,
            Self::Single => repetition.is_none(),
            Self::Repeated => repetition.is_some(),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The reference is part of an expression.
    Read,
    /// The reference is the name of an argument that sets a variable.
    Assignment,
    /// The reference is the new address in a `moved` block, which may no longer be declared, or the address in an
    /// `import` block, for which Terraform can generate a declaration.
    Moved,
}

/// The prefix that distinguishes names of `run` blocks from names of module calls.
pub const RUN_PREFIX: &str = "run.";
