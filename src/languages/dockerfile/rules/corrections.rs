//! Quick fixes: the edits that resolve findings. An edit changes only the relevant words; flags, quotes, comments and
//! continued lines of the instruction are kept.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::finding::{Finding, FindingKind};
use super::{
    Rule, casing, commands, empty_continuation, flags, ignore, keywords, maintainer, platform_flag, ports, stage_names,
    variables, workdir,
};
use crate::languages::answers::{Edit, QuickFix};
use crate::languages::dockerfile::model::file_facts::FileFacts;
use crate::languages::dockerfile::model::stage_references::StageReference;
use crate::languages::dockerfile::syntax::instruction::Dockerfile;
use crate::languages::findings::{Correction, fix_all_in_file, is_within, limit_edits};
use crate::languages::sort::SortStably;

/// The maximum number of findings in a range that get individual quick fixes. Clients request fixes for a cursor or a
/// selection. For an entire file, the fixes for all findings of a rule are sufficient.
const MAX_SINGLE_FIXES: usize = 20;

/// Returns the quick fixes for the findings within a range: first for single findings, then for all findings of a rule,
/// then to ignore a rule.
pub fn quick_fixes(file: &Dockerfile, findings: &[Finding], within: &Range<usize>) -> Vec<QuickFix> {
    let is_within = |finding: &&Finding| is_within(&finding.diagnostic, within);
    let (mut fixes, mut of_all, mut ignoring) = (Vec::new(), Vec::new(), Vec::new());
    let mut done: Vec<Rule> = Vec::new();
    let facts = FileFacts::new(file);
    let errors = findings.iter().filter(|finding| finding.is_error());
    let rejected = errors.filter_map(|error| error.instruction).collect();
    let corrector = Corrector { facts, findings, rejected, references: OnceCell::new() };
    for (index, finding) in findings.iter().filter(is_within).enumerate() {
        if index >= MAX_SINGLE_FIXES && finding.rule().is_some_and(|rule| done.contains(&rule)) {
            continue;
        }
        let corrections = corrector.corrections(finding);
        let has_correction = !corrections.is_empty();
        let fix = |correction: Correction| correction.into_fix(vec![finding.diagnostic.clone()]);
        fixes.extend(corrections.into_iter().map(fix));
        // Fixes for the entire file are offered only once.
        let Some(rule) = finding.rule().filter(|rule| !done.contains(rule)) else { continue };
        done.push(rule);
        if has_correction {
            of_all.extend(corrector.fix_all(rule));
        }
        ignoring.extend(ignore::quick_fix(file, findings, rule));
    }
    fixes.sort_stably_by_key(|fix| !fix.is_preferred);
    fixes.extend(of_all.into_iter().chain(ignoring));
    limit_edits(fixes)
}

struct Corrector<'f> {
    facts: FileFacts<'f>,
    findings: &'f [Finding],
    /// The instructions with an error.
    rejected: BTreeSet<usize>,
    /// The references to each stage, by the index of its `FROM`.
    references: OnceCell<HashMap<usize, Vec<StageReference<'f>>>>,
}

impl Corrector<'_> {
    /// Returns the corrections of a finding, the best first.
    fn corrections(&self, finding: &Finding) -> Vec<Correction> {
        let file = self.facts.file;
        if let FindingKind::UnknownCheck { correction } = finding.kind {
            let correct =
                |name| Correction::replace(format!("Change to `{name}`"), finding.diagnostic.range.clone(), name);
            return correction.map(correct).into_iter().collect();
        }
        let Some(index) = finding.instruction else { return Vec::new() };
        let Some(instruction) = file.instructions.get(index) else { return Vec::new() };
        let correction = match &finding.kind {
            FindingKind::Error | FindingKind::UnknownCheck { .. } => None,
            FindingKind::UnknownFlag { suggestion } => {
                return flags::correct_unknown(file, instruction, finding, *suggestion);
            }
            FindingKind::UnknownInstruction { suggestion } => {
                suggestion.and_then(|name| keywords::correct_unknown(&self.facts, instruction, name))
            }
            FindingKind::Warning(rule) => self.correction(index, *rule, finding),
        };
        correction.into_iter().collect()
    }

    fn correction(&self, index: usize, rule: Rule, finding: &Finding) -> Option<Correction> {
        let facts = &self.facts;
        let file = facts.file;
        let instruction = &file.instructions[index];
        match rule {
            Rule::ConsistentInstructionCasing => Some(casing::correct_keyword(facts, instruction)),
            Rule::DuplicateStageName => stage_names::correct_duplicates(file, &[index]),
            Rule::ExposeProtoCasing => ports::correct_protocol(instruction, finding),
            Rule::FromAsCasing => casing::correct_as(instruction),
            Rule::JSONArgsRecommended => commands::correct_shell_form(facts, instruction, finding),
            // The other form would have the same error, or a different one.
            Rule::LegacyKeyValueFormat | Rule::MaintainerDeprecated if self.rejected.contains(&index) => None,
            Rule::LegacyKeyValueFormat => variables::correct_legacy_pair(file, instruction),
            Rule::MaintainerDeprecated => Some(maintainer::correct(facts, instruction)),
            Rule::NoEmptyContinuation => Some(empty_continuation::correct(instruction)),
            Rule::RedundantTargetPlatform => platform_flag::correct(file, instruction),
            Rule::StageNameCasing => {
                let references = self.references.get_or_init(|| stage_names::references_by_stage(file));
                stage_names::correct_casing(instruction, references.get(&index).map_or(&[], Vec::as_slice))
            }
            Rule::WorkdirRelativePath => workdir::correct(facts, index, finding),
            Rule::CopyIgnoredFile
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

    /// Returns the quick fix for all findings of a rule in the file, or `None` if there is only one finding.
    fn fix_all(&self, rule: Rule) -> Option<QuickFix> {
        let found: Vec<&Finding> = self.findings.iter().filter(|finding| finding.rule() == Some(rule)).collect();
        let mut corrected = Vec::new();
        let mut edits: Vec<Edit> = Vec::new();
        if rule == Rule::DuplicateStageName {
            // The new names of the stages depend on each other.
            let indices: Vec<usize> = found.iter().filter_map(|finding| finding.instruction).collect();
            edits = stage_names::correct_duplicates(self.facts.file, &indices)?.edits;
            corrected = found;
        } else {
            for finding in found {
                let Some(correction) = self.corrections(finding).into_iter().next() else { continue };
                edits.extend(correction.edits);
                corrected.push(finding);
            }
        }
        let resolves = corrected.into_iter().map(|finding| finding.diagnostic.clone()).collect();
        fix_all_in_file(rule.code(), resolves, edits)
    }
}
