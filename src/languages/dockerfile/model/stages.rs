//! The stages of a file, and their base images.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::scope::Scope;
use crate::languages::dockerfile::syntax::expansion::{Certainty, Value};
use crate::languages::dockerfile::syntax::instruction::{Instruction, Word};

/// A `FROM` and the instructions after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage<'f> {
    /// The index of the `FROM` instruction.
    pub from: usize,
    /// The indices of the instructions after the `FROM`.
    pub commands: Range<usize>,
    /// The indices of the `ONBUILD` instructions.
    pub triggers: Vec<usize>,
    /// The name in lower case.
    pub name: Option<Cow<'f, str>>,
}

impl<'f> Stage<'f> {
    pub fn new(from: usize, instruction: &'f Instruction) -> Self {
        let name = instruction.words().get(2).map(|word| lower(instruction.word(word)));
        Self { from, commands: from + 1..from + 1, triggers: Vec::new(), name }
    }
}

/// Converts a name to lower case. Stage names are case-insensitive.
pub fn lower(text: &str) -> Cow<'_, str> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// A stage and its base image.
#[derive(Debug)]
pub struct Image<'f> {
    pub stage: Stage<'f>,
    /// The name of the base image, with variables expanded.
    pub base: Value<'f>,
    /// The earlier stage that this stage is based on, if it is not based on an image.
    pub base_stage: Option<usize>,
    pub os: OperatingSystem,
}

/// The operating system of an image, as far as the file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatingSystem {
    Linux,
    Windows,
    Unknown,
}

impl Image<'_> {
    /// Whether the stage is based on `scratch` in every build.
    pub fn is_scratch(&self) -> bool {
        self.base_stage.is_none() && self.base.certain() == Some("scratch")
    }

    /// Whether the base is certain: every build uses the same base stage, or every build uses an image.
    pub fn is_base_certain(&self) -> bool {
        self.base.certainty == Certainty::Certain
    }
}

/// The stages of a file, and the names that they can refer to.
pub struct Images<'f> {
    pub stages: Vec<Image<'f>>,
    /// The last stage with each name.
    pub names: BTreeMap<Cow<'f, str>, usize>,
    pub globals: Scope<'f>,
}

/// Returns the image of a `FROM` instruction.
pub fn base_word<'i>(instruction: &'i Instruction) -> Option<&'i Word> {
    instruction.words().first()
}

/// Returns the range of a flag's value in the logical line, or the range of the flag if it contains quotes or escapes.
pub fn value_range(flag: &Word, value: &str) -> Range<usize> {
    if flag.decoded.is_some() { flag.range() } else { flag.range().end - value.len()..flag.range().end }
}
