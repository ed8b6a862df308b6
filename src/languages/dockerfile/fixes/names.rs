//! Fixes of names: of stages and of flags.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::finding::Finding;
use super::super::instruction::{Dockerfile, Instruction, Keyword, Word};
use super::super::parser::parse;
use super::super::validation;
use super::{Correction, flag_with_blanks};
use crate::languages::answers::Edit;

/// The flag that does not exist goes, or becomes the one that is probably meant.
pub fn flag(
    file: &Dockerfile,
    instruction: &Instruction,
    finding: &Finding,
    suggestion: Option<&str>,
) -> Vec<Correction> {
    let is_it = |flag: &&Word| instruction.source(&flag.range) == finding.diagnostic.range;
    let Some(flag) = instruction.flags.iter().find(is_it) else { return Vec::new() };
    let (name, _) = instruction.flag(flag);
    let mut remedies = Vec::new();
    if let Some(suggestion) = suggestion.filter(|_| instruction.text(&flag.range)[2..].starts_with(name)) {
        let start = flag.range.start + 2;
        let range = instruction.source(&(start..start + name.len()));
        if is_taken(file, instruction, (&range, suggestion)) {
            let edits = vec![Edit::replace(range, suggestion)];
            remedies.push(Correction::new(format!("Change the flag to --{suggestion}"), edits));
        }
    }
    let edits = vec![Edit::delete(flag_with_blanks(file, instruction, &flag.range))];
    remedies.push(Correction::new(format!("Remove the flag --{name}"), edits).not_preferred());
    remedies
}

/// Whether a flag is taken by its new name: with a value that means something else, it may not be.
fn is_taken(file: &Dockerfile, instruction: &Instruction, (range, name): (&Range<usize>, &str)) -> bool {
    let directive = format!("# escape={}\n", file.escape);
    let (before, after) = (instruction.range.start..range.start, range.end..instruction.range.end);
    let text = format!("{directive}{}{name}{}", &file.text[before.clone()], &file.text[after]);
    let parsed = parse(&text);
    let Some(renamed) = parsed.instructions.first() else { return false };
    let at = directive.len() + before.len();
    validation::refusal(renamed).is_none_or(|refusal| {
        let refused = renamed.source(&refusal.range);
        !(refused.start <= at && at < refused.end)
    })
}

/// The platform that is built for anyway goes.
pub fn platform(file: &Dockerfile, instruction: &Instruction) -> Option<Correction> {
    let (flag, _) = instruction.flag_named("platform")?;
    let edits = vec![Edit::delete(flag_with_blanks(file, instruction, &flag.range))];
    Some(Correction::new("Remove the flag --platform", edits))
}

/// Gives stages that have the name of an earlier one names of their own, and renames what refers to them.
///
/// `FROM name` means the last stage of that name in front of it, `--from=name` the last of all.
pub fn duplicate_stages(file: &Dockerfile, indices: &[usize]) -> Option<Correction> {
    // A variable may name any stage, so nobody knows what it would mean then.
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
    // The new name of the last stage of each name, where that is one of those that are renamed.
    let mut current: HashMap<String, Option<String>> = HashMap::new();
    let mut renamed: HashMap<String, (usize, String)> = HashMap::new();
    // The first number behind each name that may be free.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (index, instruction) in file.instructions.iter().enumerate() {
        references(instruction, &current, &renamed, index, &mut edits);
        let Some(name) = names(index) else { continue };
        if !indices.contains(&index) {
            current.insert(name, None);
            continue;
        }
        // A mount without a source takes the last stage named `scratch`, so that none of that name can be renamed.
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
        edits.push(Edit::replace(instruction.source(&word.range), new.as_str()));
        // A comment that describes the stage begins with its name.
        if let Some(comment) = file.comments[instruction.comments.clone()].last()
            && file.text[comment.clone()].split(' ').next() == Some(name.as_str())
        {
            edits.push(Edit::replace(comment.start..comment.start + name.len(), new.as_str()));
        }
        title = format!("Name the stage {new}");
        if last.get(&name) == Some(&index) {
            renamed.insert(name.clone(), (index, new.clone()));
        }
        current.insert(name, Some(new));
    }
    edits.sort_by_key(|edit: &Edit| edit.range.start);
    (!edits.is_empty()).then(|| Correction::new(title, edits))
}

/// Renames what an instruction refers to.
fn references(
    instruction: &Instruction,
    current: &HashMap<String, Option<String>>,
    renamed: &HashMap<String, (usize, String)>,
    index: usize,
    edits: &mut Vec<Edit>,
) {
    if let (Keyword::From, [base, ..]) = (instruction.keyword, instruction.words())
        && let Some(Some(new)) = current.get(instruction.word(base))
    {
        edits.push(Edit::replace(instruction.source(&base.range), new.as_str()));
    }
    let instruction = match &instruction.arguments {
        super::super::instruction::Arguments::Trigger(trigger) => trigger,
        _ => instruction,
    };
    for flag in &instruction.flags {
        let (name, value) = instruction.flag(flag);
        let Some(value) = value.filter(|_| flag.decoded.is_none()) else { continue };
        let from = match (instruction.keyword, name) {
            (Keyword::Copy, "from") => Some(value),
            (Keyword::Run, "mount") => value.split(',').find_map(|field| field.strip_prefix("from=")),
            _ => None,
        };
        let Some(from) = from else { continue };
        let Some((_, new)) = renamed.get(&from.to_lowercase()).filter(|(stage, _)| *stage < index) else { continue };
        let text = instruction.text(&flag.range);
        let start = flag.range.start + (from.as_ptr() as usize - text.as_ptr() as usize);
        edits.push(Edit::replace(instruction.source(&(start..start + from.len())), new.as_str()));
    }
}

fn stage_name(instruction: &Instruction) -> Option<String> {
    let words = instruction.words();
    (instruction.keyword == Keyword::From && words.len() == 3).then(|| instruction.word(&words[2]).to_lowercase())
}
