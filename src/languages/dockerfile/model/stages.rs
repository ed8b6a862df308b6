//! The stages of a file, and the images that they are based on.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::scope::Scope;
use crate::languages::dockerfile::syntax::expansion::{Certainty, Value};
use crate::languages::dockerfile::syntax::instruction::{Instruction, Word};

/// A `FROM` and the instructions after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage<'f> {
    /// The index of its `FROM`.
    pub from: usize,
    /// The indices of its instructions.
    pub commands: Range<usize>,
    /// The indices of its `ONBUILD`s.
    pub triggers: Vec<usize>,
    /// Its name in lower case.
    pub name: Option<Cow<'f, str>>,
}

impl<'f> Stage<'f> {
    pub fn new(from: usize, instruction: &'f Instruction) -> Self {
        let name = instruction.words().get(2).map(|word| lower(instruction.word(word)));
        Self { from, commands: from + 1..from + 1, triggers: Vec::new(), name }
    }
}

/// A name in lower case. Names of stages are compared without regard to case.
pub fn lower(text: &str) -> Cow<'_, str> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

/// A stage and its base image.
#[derive(Debug)]
pub struct Image<'f> {
    pub stage: Stage<'f>,
    /// The expanded name of the image.
    pub base: Value<'f>,
    /// The earlier stage on which it is based.
    pub base_stage: Option<usize>,
    pub os: OperatingSystem,
}

/// The operating system of an image, as far as the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatingSystem {
    Linux,
    Windows,
    Unknown,
}

impl Image<'_> {
    /// Whether every build bases it on nothing.
    pub fn is_scratch(&self) -> bool {
        self.base_stage.is_none() && self.base.certain() == Some("scratch")
    }

    /// Whether every build bases it on the same stage, or on an image.
    pub fn is_base_certain(&self) -> bool {
        self.base.certainty == Certainty::Certain
    }
}

/// The stages of a file, with what they can refer to.
pub struct Images<'f> {
    pub stages: Vec<Image<'f>>,
    /// The last stage of each name.
    pub names: BTreeMap<Cow<'f, str>, usize>,
    pub globals: Scope<'f>,
}

/// The image of a `FROM`.
pub fn base_word<'i>(instruction: &'i Instruction) -> Option<&'i Word> {
    instruction.words().first()
}

/// The range of the value of a flag in the line. The range of the flag, if it has quotes or escapes.
pub fn value_range(flag: &Word, value: &str) -> Range<usize> {
    if flag.decoded.is_some() { flag.range.clone() } else { flag.range.end - value.len()..flag.range.end }
}
