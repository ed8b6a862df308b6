//! Quick fixes: the edits that resolve what the checks find. An edit changes the words concerned and nothing else of
//! the instruction: flags, quotes, comments and continued lines stay.

mod casing;
mod ignore;
mod json;
mod names;
mod values;

use std::ops::Range;

use super::finding::{Finding, Kind};
use super::instruction::{Dockerfile, Instruction, Keyword};
use super::rule::Rule;
use crate::languages::answers::{Edit, QuickFix};
use crate::languages::findings::{Correction, fix_all_in_file, is_within, limit_edits};

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

/// The fixes of what is found within a range: of each finding, then of all that a rule finds, then to ignore it.
pub fn quick_fixes(file: &Dockerfile, findings: &[Finding], within: &Range<usize>) -> Vec<QuickFix> {
    let is_within = |finding: &&Finding| is_within(&finding.diagnostic, within);
    let (mut fixes, mut of_all, mut ignoring) = (Vec::new(), Vec::new(), Vec::new());
    let mut done: Vec<Rule> = Vec::new();
    let whole = Whole::of(file, findings);
    for (index, finding) in findings.iter().filter(is_within).enumerate() {
        if index >= SINGLE && finding.rule().is_some_and(|rule| done.contains(&rule)) {
            continue;
        }
        let corrections = corrections(&whole, finding);
        let has_correction = !corrections.is_empty();
        let fix = |correction: Correction| correction.into_fix(vec![finding.diagnostic.clone()]);
        fixes.extend(corrections.into_iter().map(fix));
        // What concerns the whole file is offered once.
        let Some(rule) = finding.rule().filter(|rule| !done.contains(rule)) else { continue };
        done.push(rule);
        if has_correction {
            of_all.extend(fix_all(&whole, findings, rule));
        }
        ignoring.extend(ignore::fix(file, findings, rule));
    }
    fixes.sort_by_key(|fix| !fix.is_preferred);
    fixes.extend(of_all.into_iter().chain(ignoring));
    limit_edits(fixes)
}

/// What resolves one finding.
fn corrections(whole: &Whole, finding: &Finding) -> Vec<Correction> {
    let file = whole.file;
    let Some(index) = finding.instruction else { return Vec::new() };
    let Some(instruction) = file.instructions.get(index) else { return Vec::new() };
    let correction = match &finding.kind {
        Kind::Error => None,
        Kind::UnknownFlag { suggestion } => return names::flag(file, instruction, finding, *suggestion),
        Kind::Warning(Rule::DuplicateStageName) => names::duplicate_stages(file, &[index]),
        Kind::Warning(rule) => of_rule(whole, index, *rule, finding),
    };
    correction.into_iter().collect()
}

fn of_rule(whole: &Whole, index: usize, rule: Rule, finding: &Finding) -> Option<Correction> {
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
            let edits = instruction.blank_lines.iter().cloned().map(Edit::delete).collect();
            Some(Correction::new("Remove the blank lines", edits))
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

/// The quick fix for all findings of a rule in the file, where there is more than one.
fn fix_all(whole: &Whole, findings: &[Finding], rule: Rule) -> Option<QuickFix> {
    let found: Vec<&Finding> = findings.iter().filter(|finding| finding.rule() == Some(rule)).collect();
    let mut corrected = Vec::new();
    let mut edits: Vec<Edit> = Vec::new();
    if rule == Rule::DuplicateStageName {
        let indices: Vec<usize> = found.iter().filter_map(|finding| finding.instruction).collect();
        edits = names::duplicate_stages(whole.file, &indices)?.edits;
        corrected = found;
    } else {
        for finding in found {
            let Some(correction) = corrections(whole, finding).into_iter().next() else { continue };
            edits.extend(correction.edits);
            corrected.push(finding);
        }
    }
    let resolves = corrected.into_iter().map(|finding| finding.diagnostic.clone()).collect();
    fix_all_in_file(rule.code(), resolves, edits)
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
