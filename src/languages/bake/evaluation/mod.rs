//! Evaluates a project as Bake does: [`evaluator`] evaluates expressions to values, with [`operators`] and [`calls`], and
//! collects [`problems`]; [`decode`] makes attributes of them, whose strings [`build_values`] checks; [`targets`] evaluates
//! the blocks of all files, and [`resolved`] resolves inheritance and groups.

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

/// The attributes that a kind of block knows.
pub fn attributes(kind: &str) -> &'static [Attribute] {
    attributes::block(kind).map_or(&[], |block| block.attributes)
}

/// What an attribute of a kind of block takes.
pub fn attribute(kind: &str, name: &str) -> Kind {
    attributes(kind).iter().find(|attribute| attribute.name == name).map_or(Kind::Other, |attribute| attribute.kind)
}
