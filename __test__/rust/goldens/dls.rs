//! The diagnostics that docker-language-server publishes for each file, and the texts after its quick fixes.

use std::collections::BTreeMap;

use candor::languages::Language;
use candor::languages::answers::{Diagnostic, Severity, Tag};
use candor::languages::text::{Position, Text};
use serde::Deserialize;

use crate::agreement::{Agreement, Extent, Finding, Place, is_inside};
use crate::judge::edits::apply;
use crate::judge::instructions::instructions;
use crate::judge::properties::is_ignoring;
use crate::lines::Lines;
use crate::theirs::{Attempt, excuse};
use crate::{Goldens, diagnostics, source};

#[derive(Deserialize)]
struct File {
    file: String,
    diagnostics: Vec<Published>,
}

#[derive(Deserialize)]
struct Published {
    code: Option<String>,
    severity: u8,
    #[serde(default)]
    tags: Vec<u8>,
    range: Range,
    #[serde(default)]
    fixes: Vec<Fix>,
}

#[derive(Deserialize)]
struct Fix {
    title: String,
    edit: String,
    /// Missing if the fix replaces the entire range of the diagnostic.
    range: Option<Range>,
}

#[derive(Clone, Copy, Deserialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
struct Point {
    line: u32,
    character: u32,
}

/// The number of fixes that were compared, by result.
type Results = BTreeMap<String, usize>;

pub fn compare(goldens: &Goldens) -> Agreement {
    let mut agreement = Agreement::new("docker-language-server and we");
    let mut results = Results::new();
    for file in goldens.read::<File>("dockerfile/dls.jsonl") {
        let text = goldens.text(&file.file);
        // The recording editor removed the byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let ours = diagnostics(text);
        let stopped = file.diagnostics.iter().any(|theirs| theirs.severity == 1);
        let extent = if stopped { Extent::UntilError } else { Extent::Whole };
        let expected: Vec<Finding> = file.diagnostics.iter().map(Published::finding).collect();
        let found: Vec<Finding> = ours.iter().map(|one| finding(text, one)).collect();
        agreement.compare((&file.file, text), &expected, &found, extent);
        Document { name: &file.file, text, ours: &ours }.compare_fixes(&file, &mut agreement, &mut results);
    }
    agreement.note("fixes");
    for (result, count) in &results {
        agreement.note(&format!("{count:6}  {result}"));
    }
    agreement
}

impl Published {
    fn finding(&self) -> Finding {
        let code = self.code.as_deref().unwrap_or("(none)");
        Finding { rule: rule(code, self.severity, self.tags.contains(&2)), place: self.place() }
    }

    /// An error without a position is published at the start of the text.
    fn place(&self) -> Place {
        let nowhere = Point { line: 0, character: 0 };
        let Range { start, end } = self.range;
        (end != nowhere).then(|| start.line as usize + 1..=end.line as usize + 1)
    }
}

fn finding(text: &str, diagnostic: &Diagnostic) -> Finding {
    let severity = match diagnostic.severity {
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Information => 3,
        Severity::Hint => 4,
    };
    let code = diagnostic.code.map_or("(none)", |code| code.name);
    let place = Some(Lines::of(text).covering(&diagnostic.range));
    Finding { rule: rule(code, severity, diagnostic.tag == Some(Tag::Deprecated)), place }
}

fn rule(code: &str, severity: u8, is_deprecated: bool) -> String {
    format!("{code}, severity {severity}{}", if is_deprecated { ", deprecated" } else { "" })
}

struct Document<'a> {
    name: &'a str,
    text: &'a str,
    ours: &'a [Diagnostic],
}

impl Document<'_> {
    fn compare_fixes(&self, file: &File, agreement: &mut Agreement, results: &mut Results) {
        let mut unpaired: Vec<&Diagnostic> = self.ours.iter().collect();
        for theirs in &file.diagnostics {
            let expected = theirs.finding();
            let is_pair = |ours: &&Diagnostic| {
                let ours = finding(self.text, ours);
                ours.rule == expected.rule && is_inside(&ours.place, &expected.place)
            };
            // An unmatched diagnostic is reported as a difference in diagnostics.
            let Some(at) = unpaired.iter().position(is_pair) else { continue };
            let ours = unpaired.remove(at);
            for fix in &theirs.fixes {
                let result = self.compare_fix(theirs, fix, ours);
                if let Err(difference) = &result {
                    agreement.differ(self.name, &expected.rule, format!("'{}': {difference}", fix.title));
                }
                *results.entry(result.unwrap_or_else(|_| "differ".to_owned())).or_default() += 1;
            }
        }
    }

    /// Returns the result of comparing the fix with ours, or a description of the difference.
    fn compare_fix(&self, theirs: &Published, fix: &Fix, ours: &Diagnostic) -> Result<String, String> {
        let is_ignore = fix.title.contains("Ignore");
        let line = theirs.range.start.line as usize + 1;
        if !is_ignore && !self.is_plain(line) {
            return Ok("not compared: the instruction is not one plain line".to_owned());
        }
        let mut text = Text::new(self.text.to_owned());
        let Range { start, end } = fix.range.unwrap_or(theirs.range);
        text.replace(position(start)..position(end), &fix.edit);
        let after = text.as_str();
        let code = theirs.code.as_deref();
        if let Some(reason) = excuse(&Attempt { code, is_ignore, line, before: self.text, after, ours: self.ours }) {
            return Ok(format!("not compared: theirs {reason}"));
        }
        let mut all = Language::Dockerfile.analyze(&source(self.text)).quick_fixes(ours.range.clone());
        all.retain(|one| one.resolves.contains(ours) && is_ignoring(one) == is_ignore);
        let results: Vec<_> =
            all.iter().map(|one| apply(self.text, one.document_edits()).unwrap_or_else(|reason| reason)).collect();
        if results.iter().any(|result| result == after) {
            return Ok("give the same text".to_owned());
        }
        // The other server ends a new line with `\n`, independently of the file's line endings.
        let unix = |text: &str| text.replace("\r\n", "\n");
        if self.text.contains("\r\n") && results.iter().any(|result| unix(result) == unix(after)) {
            return Ok("give the same text but for the end of a line".to_owned());
        }
        let Some(result) = results.first() else { return Err("we have no such fix".to_owned()) };
        let differs = result.lines().zip(after.lines()).find(|(ours, theirs)| ours != theirs);
        Err(match differs {
            Some((ours, theirs)) => format!("ours gives {ours:?}, theirs {theirs:?}"),
            None => format!("ours gives {} bytes, theirs {}", result.len(), after.len()),
        })
    }

    /// Whether the instruction on `line` consists of this line only, without a heredoc.
    fn is_plain(&self, line: usize) -> bool {
        let lines = Lines::of(self.text);
        let mut all = instructions(self.text).into_iter();
        all.any(|range| lines.covering(&range) == (line..=line) && !self.text[range].contains("<<"))
    }
}

fn position(Point { line, character }: Point) -> Position {
    Position { line, column: character }
}
