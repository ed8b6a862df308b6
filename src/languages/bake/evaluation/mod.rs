//! Evaluates a project like Bake: [`evaluator`] evaluates expressions to values, with [`operators`] and [`calls`], and
//! collects [`problems`]; [`decode`] converts the values of attributes, whose strings [`build_values`] checks;
//! [`targets`] evaluates the blocks of all files, and [`resolved`] resolves inheritance and groups.

pub mod build_values;
pub mod calls;
pub mod decode;
mod definitions;
pub mod evaluator;
pub mod functions;
mod operators;
pub mod problems;
pub mod resolved;
pub mod target_attributes;
pub mod targets;
pub mod types;
pub mod value;

use crate::languages::bake::reference::attributes::{self, Attribute, Kind};

/// Returns the known attributes of a kind of block.
pub fn attributes(kind: &str) -> &'static [Attribute] {
    attributes::block(kind).map_or(&[], |block| block.attributes)
}

/// Returns the kind of value that an attribute of a block expects.
pub fn attribute(kind: &str, name: &str) -> Kind {
    attributes(kind).iter().find(|attribute| attribute.name == name).map_or(Kind::Other, |attribute| attribute.kind)
}
