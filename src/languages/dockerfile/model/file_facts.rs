//! Facts about an entire file that several corrections need.

use std::borrow::Cow;
use std::collections::HashSet;

use super::stage_references::name_word;
use super::stages::lower;
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction, Keyword};

pub struct FileFacts<'f> {
    pub file: &'f Dockerfile<'f>,
    pub is_mostly_lower: bool,
    /// Whether a stage is based on a Windows image.
    pub is_windows: bool,
    /// Whether the file has both `CMD` and `ENTRYPOINT`. The form of one of them then affects the meaning of the other.
    pub mixes_commands: bool,
    /// The indices of the `FROM` instructions.
    pub stages: Vec<usize>,
}

impl<'f> FileFacts<'f> {
    pub fn new(file: &'f Dockerfile<'f>) -> Self {
        let has = |keyword| file.instructions.iter().any(|instruction| instruction.keyword == keyword);
        let is_from = |index: &usize| file.instructions[*index].keyword == Keyword::From;
        let stages: Vec<usize> = (0..file.instructions.len()).filter(is_from).collect();
        let mut names = HashSet::new();
        let is_windows = stages.iter().any(|index| is_windows(&file.instructions[*index], &mut names));
        Self {
            file,
            is_mostly_lower: is_mostly_lowercase(file),
            is_windows,
            mixes_commands: has(Keyword::Cmd) && has(Keyword::Entrypoint),
            stages,
        }
    }
}

/// Whether most keywords are in lower case, starting at the first stage.
pub fn is_mostly_lowercase(file: &Dockerfile) -> bool {
    let (mut lower, mut upper) = (0_usize, 0_usize);
    let first = file.instructions.iter().position(|instruction| instruction.keyword == Keyword::From);
    let instructions = &file.instructions[first.unwrap_or(0)..];
    for instruction in instructions.iter().filter(|instruction| instruction.keyword != Keyword::Unknown) {
        if is_lowercase(instruction.name()) {
            lower += 1;
        } else if is_uppercase(instruction.name()) {
            upper += 1;
        }
    }
    lower > upper
}

pub fn is_lowercase(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_uppercase())
}

pub fn is_uppercase(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_lowercase())
}

/// Whether a `FROM` instruction names a Windows image or platform. The names of stages say nothing about their images;
/// `stages` contains those of the earlier stages.
fn is_windows<'f>(from: &'f Instruction, stages: &mut HashSet<Cow<'f, str>>) -> bool {
    let base = from.words().first().map_or(Cow::Borrowed(""), |base| lower(from.word(base)));
    let platform = from.flag_named("platform").map_or(Cow::Borrowed(""), |(_, platform)| lower(platform));
    let is_stage = stages.contains(&base);
    stages.extend(name_word(from).map(|name| lower(from.word(name))));
    let is_image = !is_stage && ["windows", "nanoserver", "servercore"].iter().any(|name| base.contains(name));
    is_image || platform.contains("windows")
}
