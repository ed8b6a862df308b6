//! Fixes of docker-language-server that are not comparable. That server rewrites an instruction from the words that it
//! parsed, which can change nothing, lose text or break the file.

use std::collections::BTreeMap;

use candor::languages::answers::Diagnostic;

use crate::diagnostics;

/// A fix of docker-language-server, with the text before and after it.
pub struct Attempt<'a> {
    pub code: Option<&'a str>,
    pub is_ignore: bool,
    /// The line of the instruction, counted from 1.
    pub line: usize,
    pub before: &'a str,
    pub after: &'a str,
    /// Our diagnostics in the text before the fix.
    pub ours: &'a [Diagnostic],
}

/// Returns the reason why the fix is not comparable, if there is one.
pub fn excuse(attempt: &Attempt) -> Option<&'static str> {
    let Attempt { before, after, is_ignore, .. } = *attempt;
    if before == after {
        return Some("changes nothing");
    }
    if !is_ignore && let Some(reason) = lost(attempt) {
        return Some(reason);
    }
    // After an error has been fixed, the parser continues and may find the next one.
    let code = attempt.code?;
    let left = diagnostics(after);
    let is_new =
        |one: &Diagnostic| one.code.is_none() && attempt.ours.iter().all(|other| other.message() != one.message());
    if left.iter().any(is_new) {
        return Some("breaks the file");
    }
    let (before, after) = (counts(attempt.ours), counts(&left));
    if after.iter().any(|(code, count)| *count > before.get(code).copied().unwrap_or_default()) {
        return Some("adds a diagnostic");
    }
    (after.get(code) == before.get(code)).then_some("leaves the diagnostic in place")
}

/// Counts the diagnostics by rule, and by message if they have no rule.
fn counts(diagnostics: &[Diagnostic]) -> BTreeMap<&str, usize> {
    diagnostics.iter().fold(BTreeMap::new(), |mut counts, one| {
        *counts.entry(one.code.map_or(one.message(), |code| code.name)).or_default() += 1;
        counts
    })
}

/// Returns the reason if a fix loses text around the words that it changes.
fn lost(attempt: &Attempt) -> Option<&'static str> {
    let before = attempt.before.split('\n').nth(attempt.line - 1)?;
    let after = attempt.after.split('\n').nth(attempt.line - 1)?;
    match attempt.code {
        Some("ConsistentInstructionCasing") => difference(&without_first_word(before), &without_first_word(after)),
        Some("StageNameCasing") => difference(&without_last_word(before), &without_last_word(after)),
        Some("RedundantTargetPlatform") => difference(&without_flag(before, "--platform="), after),
        Some("MaintainerDeprecated") => lost_of_maintainer(before, after),
        // An error. The only fixable error is an unknown flag.
        None => lost_of_flag(before, after),
        Some(_) => None,
    }
}

/// Describes the difference between two texts that should be equal.
fn difference(before: &str, after: &str) -> Option<&'static str> {
    if before == after {
        return None;
    }
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let bare = |text: &str| words(&text.replace(['"', '\'', '[', ']', ','], " "));
    Some(if words(before) == words(after) {
        "loses blanks or tabs"
    } else if bare(before) == bare(after) {
        "loses quotes or brackets"
    } else if before.contains(" --") && !after.contains(" --") {
        "loses flags"
    } else {
        "loses words"
    })
}

fn without_first_word(line: &str) -> String {
    let indented = line.trim_start();
    let rest = indented.find(char::is_whitespace).map_or("", |at| &indented[at..]);
    format!("{}{rest}", &line[..line.len() - indented.len()])
}

fn without_last_word(line: &str) -> String {
    let ended = line.trim_end();
    let kept = ended.rfind(char::is_whitespace).map_or("", |at| &ended[..=at]);
    format!("{kept}{}", &line[ended.len()..])
}

/// Returns the line without a flag and the white space after it.
fn without_flag(line: &str, flag: &str) -> String {
    let Some(start) = line.find(flag) else { return line.to_owned() };
    let behind = line[start..].find(char::is_whitespace).map_or("", |at| line[start + at..].trim_start());
    format!("{}{behind}", &line[..start])
}

/// Checks a fix that removes or renames a flag.
fn lost_of_flag(before: &str, after: &str) -> Option<&'static str> {
    let name = |flag: &str| flag.split_once('=').map_or(flag, |(name, _)| name).to_owned();
    let flags =
        |line: &str| line.split_whitespace().filter(|word| word.starts_with("--")).map(name).collect::<Vec<_>>();
    let kept = flags(after);
    let gone = flags(before).into_iter().find(|flag| !kept.contains(flag))?;
    let new = kept.into_iter().find(|flag| !flags(before).contains(flag));
    match new {
        Some(new) => difference(&before.replacen(&gone, &new, 1), after),
        None => difference(&without_flag(before, &gone), after),
    }
}

/// Checks a fix that rewrites the instruction. It must keep the name of the author, and not change its meaning.
fn lost_of_maintainer(before: &str, after: &str) -> Option<&'static str> {
    let trimmed = before.trim();
    let author = trimmed.split_once(char::is_whitespace).map_or("", |(_, author)| author.trim());
    let written = after.split_once('=').map_or("", |(_, author)| author);
    if trimmed.len() != before.trim_end_matches('\r').len() {
        return Some("loses blanks or tabs");
    }
    let author = author.trim_matches('"');
    if author.contains(['"', '\\', '$']) {
        return Some("writes an author that is read differently");
    }
    difference(author, written.trim_end_matches('\r').trim_matches('"'))
}
