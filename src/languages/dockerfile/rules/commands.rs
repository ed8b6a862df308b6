//! `JSONArgsRecommended` and `MultipleInstructionsDisallowed`: `CMD`, `ENTRYPOINT` and `HEALTHCHECK`.

use std::ops::Range;

use super::Rule;
use super::finding::Finding;
use super::walker::{InstructionWalker, Shell};
use crate::languages::answers::Edit;
use crate::languages::dockerfile::model::file_facts::FileFacts;
use crate::languages::dockerfile::model::stages::OperatingSystem;
use crate::languages::dockerfile::reference::shell::BUILTINS;
use crate::languages::dockerfile::syntax::instruction::{Arguments, Instruction};
use crate::languages::findings::Correction;

impl InstructionWalker<'_, '_, '_> {
    pub fn shell_form(&mut self) {
        self.replaces_earlier();
        let is_certain = match self.stages.state.shell {
            Shell::Default => true,
            Shell::AssumedDefault => false,
            Shell::Other => return,
        };
        if self.instruction.arguments.is_json() {
            return;
        }
        let instruction = self.instruction;
        let rest = self.instruction.rest();
        let range = if rest.is_empty() { self.instruction.keyword_range() } else { rest.clone() };
        let is_windows = self.stages.state.os == OperatingSystem::Windows;
        self.warn_at(Rule::JSONArgsRecommended, instruction.source(&range), is_certain, || {
            let name = instruction.name().to_uppercase();
            if instruction.rest().is_empty() {
                return format!("{name} has no command; use `{name} []` to reset it");
            }
            if instruction.text(&instruction.rest()).starts_with('[') {
                return format!("invalid JSON array, so a shell runs this {name} as written; correct the array");
            }
            let advice = if is_windows || words_without_shell(instruction.text(&rest)).is_some() {
                "use a JSON array"
            } else {
                "use a JSON array such as `[\"sh\", \"-c\", \"exec …\"]`, because this command needs a shell"
            };
            format!("{name} in shell form: a shell runs the command and might not pass signals on to it; {advice}")
        });
    }

    /// Reports an earlier instruction of the same kind, which has no effect.
    pub fn replaces_earlier(&mut self) {
        let latest = &mut self.stages.latest;
        let before =
            if let Some((_, site)) = latest.iter_mut().find(|(keyword, _)| *keyword == self.instruction.keyword) {
                Some(std::mem::replace(site, self.site.clone()))
            } else {
                latest.push((self.instruction.keyword, self.site.clone()));
                None
            };
        let Some(before) = before else { return };
        if !self.stages.checker.take(self.lint, Rule::MultipleInstructionsDisallowed) {
            return;
        }
        let instruction = &self.stages.checker.file.instructions[before.index];
        let range = before.trigger.unwrap_or_else(|| instruction.source(&instruction.keyword_range()));
        let name = self.instruction.name().to_uppercase();
        let message = format!("this {name} has no effect: a later {name} in the same stage replaces it");
        let finding = Finding::warning(Rule::MultipleInstructionsDisallowed, range, before.index, message);
        self.stages.findings.push(finding);
    }
}

/// Changes a command to the exec form, if it does not need a shell.
pub fn correct_shell_form(facts: &FileFacts, instruction: &Instruction, finding: &Finding) -> Option<Correction> {
    let Arguments::Text(word) = &instruction.arguments else { return None };
    let range = &word.range();
    if facts.mixes_commands || facts.is_windows || instruction.source(range) != finding.diagnostic.range {
        return None;
    }
    Some(Correction::new("Convert to a JSON array", json_array(instruction, range)?))
}

/// Returns the edits that convert a command to a JSON array, if it does not need a shell.
pub fn json_array(instruction: &Instruction, range: &Range<usize>) -> Option<Vec<Edit>> {
    let words = words_without_shell(instruction.text(range))?;
    let mut edits = Vec::new();
    let last = words.len() - 1;
    for (index, (word, is_quoted)) in words.into_iter().enumerate() {
        let source = instruction.source(&(range.start + word.start..range.start + word.end));
        let pieces = instruction.line.source_pieces(range.start + word.start..range.start + word.end);
        if pieces.len() != 1 {
            return None;
        }
        let open = if index == 0 { "[" } else { "" };
        let close = if index == last { "]" } else { "," };
        if is_quoted {
            // Quotes of both kinds become double quotes.
            edits.push(Edit::replace(source.start..source.start + 1, format!("{open}\"")));
            edits.push(Edit::replace(source.end - 1..source.end, format!("\"{close}")));
        } else {
            edits.push(Edit::insert(source.start, format!("{open}\"")));
            edits.push(Edit::insert(source.end, format!("\"{close}")));
        }
    }
    Some(edits)
}

/// Returns the words of a command and whether each is quoted, if the command has the same effect without a shell.
fn words_without_shell(command: &str) -> Option<Vec<(Range<usize>, bool)>> {
    let words = words(command)?;
    let (first, _) = words.first()?;
    let first = command[first.clone()].trim_matches(['"', '\'']);
    let is_shell_syntax = first.contains('=') || BUILTINS.contains(&first);
    (!is_shell_syntax).then_some(words)
}

/// Splits a command into words, and returns whether each is quoted. `None` if a shell would do more than split the
/// command.
fn words(text: &str) -> Option<Vec<(Range<usize>, bool)>> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(length) = text[at..].find(|c: char| !matches!(c, ' ' | '\t')) {
        let start = at + length;
        let quote = text[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => start + 1 + text[start + 1..].find(quote)? + 1,
            None => text[start..].find([' ', '\t']).map_or(text.len(), |length| start + length),
        };
        let inner = if quote.is_some() { &text[start + 1..end - 1] } else { &text[start..end] };
        let is_plain = |c: char| {
            c.is_alphanumeric() || "-_./:,=+@%".contains(c) || (quote.is_some() && "~#?*;&|<>(){}[]! ".contains(c))
        };
        let ends = text[end..].chars().next().is_none_or(|next| matches!(next, ' ' | '\t'));
        if !ends || !inner.chars().all(is_plain) {
            return None;
        }
        words.push((start..end, quote.is_some()));
        at = end;
    }
    Some(words)
}
