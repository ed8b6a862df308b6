//! Quick fixes: the edits that resolve what the checks find. An edit changes the words concerned and nothing else of
//! the instruction: flags, quotes, comments and continued lines stay.

mod casing;
mod ignore;
mod json;
mod names;
mod values;

use std::ops::Range;

use super::super::diagnostic::{Edit, Fix};
use super::finding::{Finding, Kind};
use super::instruction::{Dockerfile, Instruction, Keyword};
use super::rule::Rule;

/// How many findings of a range are given a fix of their own. A client asks for the fixes of a place; of a whole file,
/// nobody reads more.
const SINGLE: usize = 20;

/// What remedies ask about the whole file, found once.
struct Whole<'f> {
    file: &'f Dockerfile<'f>,
    is_mostly_lower: bool,
    is_windows: bool,
    /// `CMD` and `ENTRYPOINT` stand in it: what one is changes what the other means.
    mixes_commands: bool,
    /// The indices of the `FROM`s.
    stages: Vec<usize>,
    /// The instruction in which an error stands.
    refused: Option<usize>,
}

impl<'f> Whole<'f> {
    fn of(file: &'f Dockerfile<'f>, findings: &[Finding]) -> Self {
        let has = |keyword| file.instructions.iter().any(|instruction| instruction.keyword == keyword);
        let is_from = |index: &usize| file.instructions[*index].keyword == Keyword::From;
        let stages: Vec<usize> = (0..file.instructions.len()).filter(is_from).collect();
        Self {
            file,
            is_mostly_lower: casing::is_mostly_lower(file),
            is_windows: stages.iter().any(|index| json::is_windows(&file.instructions[*index])),
            mixes_commands: has(Keyword::Cmd) && has(Keyword::Entrypoint),
            stages,
            refused: findings.iter().find(|finding| finding.rule().is_none()).and_then(|error| error.instruction),
        }
    }
}

/// What is to be done about one finding.
struct Remedy {
    title: String,
    edits: Vec<Edit>,
    is_preferred: bool,
}

impl Remedy {
    fn new(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, is_preferred: true }
    }

    fn not_preferred(self) -> Self {
        Self { is_preferred: false, ..self }
    }
}

fn replace(range: Range<usize>, text: impl Into<String>) -> Edit {
    Edit { range, text: text.into() }
}

fn insert(at: usize, text: impl Into<String>) -> Edit {
    replace(at..at, text)
}

fn delete(range: Range<usize>) -> Edit {
    replace(range, "")
}

/// The fixes of what is found within a range: of each finding, then of all that a rule finds, then to ignore it.
pub fn fixes(file: &Dockerfile, findings: &[Finding], within: &Range<usize>) -> Vec<Fix> {
    let is_within = |finding: &&Finding| {
        finding.diagnostic.range.start <= within.end && within.start <= finding.diagnostic.range.end
    };
    let (mut fixes, mut of_all, mut ignoring) = (Vec::new(), Vec::new(), Vec::new());
    let mut done: Vec<Rule> = Vec::new();
    let whole = Whole::of(file, findings);
    for (index, finding) in findings.iter().filter(is_within).enumerate() {
        if index >= SINGLE && finding.rule().is_some_and(|rule| done.contains(&rule)) {
            continue;
        }
        let remedies = remedies(&whole, finding);
        let has_remedy = !remedies.is_empty();
        let fix = |remedy: Remedy| Fix {
            title: remedy.title,
            resolves: vec![finding.diagnostic.clone()],
            edits: remedy.edits,
            is_preferred: remedy.is_preferred,
        };
        fixes.extend(remedies.into_iter().map(fix));
        // What concerns the whole file is offered once.
        let Some(rule) = finding.rule().filter(|rule| !done.contains(rule)) else { continue };
        done.push(rule);
        if has_remedy {
            of_all.extend(all(&whole, findings, rule));
        }
        ignoring.extend(ignore::fix(file, findings, rule));
    }
    fixes.sort_by_key(|fix| !fix.is_preferred);
    fixes.extend(of_all.into_iter().chain(ignoring));
    fixes
}

/// What resolves one finding.
fn remedies(whole: &Whole, finding: &Finding) -> Vec<Remedy> {
    let file = whole.file;
    let Some(index) = finding.instruction else { return Vec::new() };
    let Some(instruction) = file.instructions.get(index) else { return Vec::new() };
    let remedy = match &finding.kind {
        Kind::Error => None,
        Kind::UnknownFlag { suggestion } => return names::flag(file, instruction, finding, *suggestion),
        Kind::Warning(Rule::DuplicateStageName) => names::duplicate_stages(file, &[index]),
        Kind::Warning(rule) => of_rule(whole, index, *rule, finding),
    };
    remedy.into_iter().collect()
}

fn of_rule(whole: &Whole, index: usize, rule: Rule, finding: &Finding) -> Option<Remedy> {
    let file = whole.file;
    let instruction = &file.instructions[index];
    match rule {
        Rule::ConsistentInstructionCasing => Some(casing::keyword(whole, instruction)),
        Rule::ExposeProtoCasing => casing::protocol(instruction, finding),
        Rule::FromAsCasing => casing::word_as(instruction),
        Rule::JSONArgsRecommended => json::array(whole, instruction, finding),
        Rule::LegacyKeyValueFormat => values::legacy_pair(file, instruction),
        // What is wrong with it would be wrong with the label.
        Rule::MaintainerDeprecated if whole.refused == finding.instruction => None,
        Rule::MaintainerDeprecated => Some(values::maintainer(whole, instruction)),
        Rule::NoEmptyContinuation => {
            let edits = instruction.blank_lines.iter().cloned().map(delete).collect();
            Some(Remedy::new("Remove the blank lines", edits))
        }
        Rule::RedundantTargetPlatform => names::platform(file, instruction),
        Rule::StageNameCasing => casing::stage_name(instruction),
        Rule::WorkdirRelativePath => values::workdir(whole, index, finding),
        Rule::CopyIgnoredFile
        | Rule::DuplicateStageName
        | Rule::ExposeInvalidFormat
        | Rule::FromPlatformFlagConstDisallowed
        | Rule::InvalidDefaultArgInFrom
        | Rule::InvalidDefinitionDescription
        | Rule::MultipleInstructionsDisallowed
        | Rule::ReservedStageName
        | Rule::SecretsUsedInArgOrEnv
        | Rule::UndefinedArgInFrom
        | Rule::UndefinedVar => None,
    }
}

/// The fix of all that a rule finds in the file, where that is more than one thing.
fn all(whole: &Whole, findings: &[Finding], rule: Rule) -> Option<Fix> {
    let found: Vec<&Finding> = findings.iter().filter(|finding| finding.rule() == Some(rule)).collect();
    let mut resolved = Vec::new();
    let mut edits: Vec<Edit> = Vec::new();
    if rule == Rule::DuplicateStageName {
        let indices: Vec<usize> = found.iter().filter_map(|finding| finding.instruction).collect();
        edits = names::duplicate_stages(whole.file, &indices)?.edits;
        resolved = found;
    } else {
        for finding in found {
            let Some(remedy) = remedies(whole, finding).into_iter().next() else { continue };
            edits.extend(remedy.edits);
            resolved.push(finding);
        }
    }
    if resolved.len() < 2 {
        return None;
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    // Two findings of one instruction may ask for the same edit.
    edits.dedup();
    let overlaps = edits.windows(2).any(|pair| pair[1].range.start < pair[0].range.end);
    let mended = resolved.into_iter().map(|finding| finding.diagnostic.clone()).collect();
    let title = format!("Fix all {} in this file", rule.name());
    (!overlaps).then_some(Fix { title, resolves: mended, edits, is_preferred: false })
}

/// What to delete for a flag to be gone: with the blanks behind it, up to the next word of its line; with its line,
/// where it is alone on one of several.
fn flag_with_blanks(file: &Dockerfile, instruction: &Instruction, flag: &Range<usize>) -> Range<usize> {
    let source = instruction.source(flag);
    let behind = &file.text[source.end..];
    let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let end = source.end + blanks;
    let line = file.text[..source.start].rfind('\n').map_or(0, |newline| newline + 1);
    let rest = file.text[end..].strip_prefix(file.escape);
    if line > instruction.range.start
        && file.text[line..source.start].bytes().all(|byte| matches!(byte, b' ' | b'\t'))
        && let Some((blanks, _)) = rest.and_then(|rest| rest.split_once('\n'))
        && blanks.trim_end().is_empty()
    {
        return line..end + 1 + blanks.len() + 1;
    }
    source.start..end
}
