//! `StageNameCasing`, `ReservedStageName` and `DuplicateStageName`: the names of stages.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Rule;
use super::checker::Checker;
use super::lint::Lint;
use crate::languages::answers::Edit;
use crate::languages::dockerfile::model::stage_references::{
    ReferenceKind, StageNames, StageReference, name_word, stage_references,
};
use crate::languages::dockerfile::model::stages::{Stage, lower};
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction, Keyword, Word};
use crate::languages::findings::Correction;
use crate::languages::sort::SortStably;

impl Checker<'_> {
    pub fn stage_name_casing(&mut self, lint: Lint, index: usize, name: &Word) {
        let instruction = &self.file.instructions[index];
        let written = instruction.word(name);
        if written.to_lowercase() != written {
            self.warn(lint, Rule::StageNameCasing, index, instruction.source(&name.range()), || {
                format!("stage name `{written}` should be lowercase")
            });
        }
    }

    pub fn stage_names(&mut self, stages: &[Stage]) {
        let lint = self.lint;
        let mut seen = BTreeSet::new();
        for stage in stages {
            let Some(name) = stage.name.as_deref() else { continue };
            let instruction = &self.file.instructions[stage.from];
            let range = instruction.words().get(2).map_or(0..0, |word| instruction.source(&word.range()));
            if matches!(name, "scratch" | "context") {
                self.warn(lint, Rule::ReservedStageName, stage.from, range.clone(), || {
                    format!("stage name `{name}` is reserved; use another name")
                });
            }
            if !seen.insert(name) {
                self.warn(lint, Rule::DuplicateStageName, stage.from, range, || {
                    format!("duplicate stage name `{name}`; use another name")
                });
            }
        }
    }
}

/// Returns the references to each stage by its name, by the index of the stage's `FROM`.
pub fn references_by_stage<'f>(file: &'f Dockerfile) -> HashMap<usize, Vec<StageReference<'f>>> {
    let stages = StageNames::new(file);
    let mut references: HashMap<usize, Vec<StageReference<'f>>> = HashMap::new();
    for (index, instruction) in file.instructions.iter().enumerate() {
        for reference in stage_references(index, instruction) {
            let Some(from) = stages.resolve(&reference).map(|stage| stages.froms[stage]) else { continue };
            let from_instruction = &file.instructions[from];
            let name = name_word(from_instruction).map(|word| from_instruction.word(word));
            // A number can refer to a stage, too.
            if name.is_some_and(|name| lower(name) == lower(reference.name)) {
                references.entry(from).or_default().push(reference);
            }
        }
    }
    references
}

/// Writes the name of a stage in lower case, also where something after it refers to it.
pub fn correct_casing(instruction: &Instruction, references: &[StageReference]) -> Option<Correction> {
    let word = instruction.words().get(2)?;
    let lower = instruction.word(word).to_lowercase();
    let mut edits = vec![Edit::replace(instruction.source(&word.range()), lower.as_str())];
    let is_valid = |reference: &&StageReference| reference.range.start > instruction.range().start;
    for reference in references.iter().filter(is_valid).filter(|reference| reference.name != lower) {
        edits.push(Edit::replace(reference.range.clone(), lower.as_str()));
    }
    edits.sort_stably_by_key(|edit: &Edit| edit.range.start);
    Some(Correction::new(format!("Rename stage to `{lower}`"), edits))
}

/// Renames stages that have the name of an earlier stage, and the references to them.
///
/// `FROM name` refers to the last stage of that name before it, `--from=name` to the last one in the file.
pub fn correct_duplicates(file: &Dockerfile, indices: &[usize]) -> Option<Correction> {
    // A variable may refer to any stage.
    let is_variable = |from: &Instruction| {
        from.keyword == Keyword::From && from.words().first().is_some_and(|base| from.word(base).contains('$'))
    };
    if file.instructions.iter().any(is_variable) {
        return None;
    }
    let names = |index: usize| stage_name(&file.instructions[index]);
    let indices: HashSet<usize> = indices.iter().copied().collect();
    let mut taken: HashSet<String> = (0..file.instructions.len()).filter_map(names).collect();
    let last: HashMap<String, usize> =
        (0..file.instructions.len()).filter_map(|index| Some((names(index)?, index))).collect();
    let mut title = String::new();
    let mut edits = Vec::new();
    // For each name, the new name of the last stage with that name, if that stage is renamed.
    let mut current: HashMap<String, Option<String>> = HashMap::new();
    let mut renamed: HashMap<String, (usize, String)> = HashMap::new();
    // For each name, the first number that may be free.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (index, instruction) in file.instructions.iter().enumerate() {
        rename_references(instruction, &current, &renamed, index, &mut edits);
        let Some(name) = names(index) else { continue };
        if !indices.contains(&index) {
            current.insert(name, None);
            continue;
        }
        // A mount without a source refers to the last stage named `scratch`, so such a stage cannot be renamed.
        if name == "scratch" {
            return None;
        }
        let number = numbers.entry(name.clone()).or_insert(2);
        let new = loop {
            let new = format!("{name}-{number}");
            *number += 1;
            if !taken.contains(&new) {
                break new;
            }
        };
        taken.insert(new.clone());
        let word = &instruction.words()[2];
        edits.push(Edit::replace(instruction.source(&word.range()), new.as_str()));
        // A comment that describes the stage starts with its name.
        if let Some(comment) = file.comments[instruction.comments()].last()
            && file.text[comment.clone()].split(' ').next() == Some(name.as_str())
        {
            edits.push(Edit::replace(comment.start..comment.start + name.len(), new.as_str()));
        }
        title = format!("Rename stage to `{new}`");
        if last.get(&name) == Some(&index) {
            renamed.insert(name.clone(), (index, new.clone()));
        }
        current.insert(name, Some(new));
    }
    edits.sort_stably_by_key(|edit: &Edit| edit.range.start);
    (!edits.is_empty()).then(|| Correction::new(title, edits))
}

/// Renames the references in an instruction.
fn rename_references(
    instruction: &Instruction,
    current: &HashMap<String, Option<String>>,
    renamed: &HashMap<String, (usize, String)>,
    index: usize,
    edits: &mut Vec<Edit>,
) {
    for reference in stage_references(index, instruction) {
        let new = match reference.kind {
            ReferenceKind::Base => current.get(reference.name).and_then(Option::as_ref),
            ReferenceKind::Source => {
                let renamed = renamed.get(&*lower(reference.name)).filter(|(stage, _)| *stage < index);
                renamed.map(|(_, new)| new)
            }
        };
        if let Some(new) = new {
            edits.push(Edit::replace(reference.range, new.as_str()));
        }
    }
}

fn stage_name(instruction: &Instruction) -> Option<String> {
    let words = instruction.words();
    (instruction.keyword == Keyword::From && words.len() == 3).then(|| instruction.word(&words[2]).to_lowercase())
}
