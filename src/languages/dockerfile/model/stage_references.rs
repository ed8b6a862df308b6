//! References to a stage: the image of a `FROM`, `--from=` of a `COPY`, and `from=` in a mount of a `RUN`.
//!
//! This is the only definition of a stage reference. It is used for navigation and renaming, for the fixes that rename
//! stages, and for other files that name stages.

use std::collections::HashMap;
use std::ops::Range;

use super::stages::lower;
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction, Keyword, Word};

/// A reference to a stage or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageReference<'f> {
    /// The byte range in the text.
    pub range: Range<usize>,
    pub name: &'f str,
    pub kind: ReferenceKind,
    /// The index of the instruction.
    pub instruction: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// `FROM name`, which refers to the last stage of this name before it.
    Base,
    /// `--from=name`, which refers to the last stage of this name in the file.
    Source,
}

/// The stages of a file by name. They can be built from any text, valid or not.
#[derive(Debug, Default)]
pub struct StageNames {
    /// The index of the `FROM` of each stage.
    pub froms: Vec<usize>,
    /// The stages with each name, in document order. The names are in lower case.
    by_name: HashMap<String, Vec<usize>>,
}

impl StageNames {
    pub fn new(file: &Dockerfile) -> Self {
        let mut names = Self::default();
        for (index, instruction) in file.instructions.iter().enumerate() {
            if instruction.keyword != Keyword::From {
                continue;
            }
            if let Some(word) = name_word(instruction) {
                let name = lower(instruction.word(word)).into_owned();
                names.by_name.entry(name).or_default().push(names.froms.len());
            }
            names.froms.push(index);
        }
        names
    }

    /// Returns the stage that contains an instruction, or `None` before the first stage.
    pub fn stage_of(&self, instruction: usize) -> Option<usize> {
        self.froms.partition_point(|from| *from <= instruction).checked_sub(1)
    }

    /// Returns the last stage with a name. The comparison ignores case.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.by_name.get(&*lower(name))?.last().copied()
    }

    /// Returns the stage that a reference resolves to.
    pub fn resolve(&self, reference: &StageReference) -> Option<usize> {
        let own = self.stage_of(reference.instruction);
        match reference.kind {
            ReferenceKind::Base => {
                let stages = self.by_name.get(reference.name)?;
                stages.iter().rev().find(|stage| Some(**stage) < own).copied()
            }
            ReferenceKind::Source => {
                let number = reference.name.parse::<usize>().ok().filter(|number| *number < self.froms.len());
                number.or_else(|| self.named(reference.name))
            }
        }
    }
}

/// Returns the word with the name of a `FROM` instruction's stage.
pub fn name_word<'i>(from: &'i Instruction) -> Option<&'i Word> {
    match from.words() {
        [_, word, name, ..] if from.word(word).eq_ignore_ascii_case("as") => Some(name),
        _ => None,
    }
}

/// Returns the references of an instruction to stages or images.
pub fn stage_references<'f>(index: usize, instruction: &'f Instruction) -> Vec<StageReference<'f>> {
    let instruction = instruction.inner();
    let reference = |range: Range<usize>, kind| StageReference {
        name: instruction.text(&range),
        range: instruction.source(&range),
        kind,
        instruction: index,
    };
    match instruction.keyword {
        Keyword::From => {
            let base = instruction.words().first().filter(|word| !instruction.word(word).contains('$'));
            base.map(|word| reference(word.range(), ReferenceKind::Base)).into_iter().collect()
        }
        Keyword::Copy => {
            let from = instruction.flags.iter().rev().find(|flag| instruction.flag(flag).0 == "from");
            let value = from.and_then(|flag| value_in_source(instruction, flag)).filter(|value| !value.is_empty());
            value.map(|value| reference(value, ReferenceKind::Source)).into_iter().collect()
        }
        Keyword::Run => {
            let mounts = instruction.flags.iter().filter(|flag| instruction.flag(flag).0 == "mount");
            let values = mounts.filter_map(|flag| value_in_source(instruction, flag));
            let from = values.filter_map(|value| mount_field(instruction, &value, "from"));
            from.map(|value| reference(value, ReferenceKind::Source)).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the range of a flag's value in the logical line, without quotes around it.
pub fn value_in_source(instruction: &Instruction, flag: &Word) -> Option<Range<usize>> {
    let text = instruction.text(&flag.range());
    let equals = text.find('=')?;
    let (start, end) = (flag.range().start + equals + 1, flag.range().end);
    let value = &text[equals + 1..];
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let is_quoted = quote.is_some_and(|quote| value.len() > 1 && value.ends_with(quote));
    Some(if is_quoted { start + 1..end - 1 } else { start..end })
}

/// Returns the range of a mount field's value in the logical line.
fn mount_field(instruction: &Instruction, mount: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let field = mount_field_range(instruction.text(mount), name)?;
    Some(mount.start + field.start..mount.start + field.end)
}

/// Returns the range of a mount field's value. The name of the field is case-insensitive, and fields can be quoted. A
/// value with variables is not a reference.
pub fn mount_field_range(mount: &str, name: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut found = None;
    for field in mount.split(',') {
        let start = at;
        at += field.len() + 1;
        let inner = field.strip_prefix('"').unwrap_or(field);
        let quote = field.len() - inner.len();
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        let Some((key, value)) = inner.split_once('=') else { continue };
        if key.eq_ignore_ascii_case(name) {
            let start = start + quote + key.len() + 1;
            found = (!value.is_empty() && !value.contains('$')).then_some(start..start + value.len());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::dockerfile::parse;

    #[test]
    fn every_way_to_name_a_stage_is_found() {
        let text = "FROM a AS Build\nFROM build\nCOPY --from=Build x y\nRUN --mount=type=bind,From=build,target=/x \
                    --mount=\"type=cache\",\"from=BUILD\" z\nONBUILD COPY --from=0 x y\nFROM $x\nCOPY --from=later x y\n\
                    FROM b AS later\nFROM Build\n";
        let file = parse(text);
        let names = StageNames::new(&file);
        let found: Vec<(&str, Option<usize>)> = file
            .instructions
            .iter()
            .enumerate()
            .flat_map(|(index, instruction)| stage_references(index, instruction))
            .map(|reference| {
                assert_eq!(&text[reference.range.clone()], reference.name);
                (reference.name, names.resolve(&reference))
            })
            .collect();
        assert_eq!(
            found,
            [
                ("a", None),
                ("build", Some(0)),
                ("Build", Some(0)),
                ("build", Some(0)),
                ("BUILD", Some(0)),
                ("0", Some(0)),
                ("later", Some(3)),
                ("b", None),
                ("Build", None),
            ]
        );
    }
}
