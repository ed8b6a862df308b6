//! The quick fix that ignores a rule: it adds a `check` directive, or extends the existing one.

use super::Rule;
use super::finding::Finding;
use super::lint::{self, Lint};
use crate::languages::answers::{Edit, QuickFix};
use crate::languages::dockerfile::syntax::instruction::{Directive, DirectiveName, Dockerfile};
use crate::languages::findings::Correction;

pub fn quick_fix(file: &Dockerfile, findings: &[Finding], rule: Rule) -> Option<QuickFix> {
    // A directive with an error may have no effect.
    if file.errors.iter().any(|error| error.instruction.is_none()) {
        return None;
    }
    let edit = match lint::check_directive(file.text) {
        Some(check) => merged(file, &check, rule)?,
        // There is already a directive without effect, and a second one would be an error.
        None if file.directives.iter().any(|directive| directive.name == DirectiveName::Check) => return None,
        None if rule.is_experimental() => return None,
        None => added(file, rule),
    };
    let found = findings.iter().filter(|finding| finding.rule() == Some(rule));
    let resolves = found.map(|finding| finding.diagnostic.clone()).collect();
    let correction = Correction::new(format!("Ignore {} in this file", rule.name()), vec![edit]);
    Some(correction.not_preferred().into_fix(resolves))
}

fn added(file: &Dockerfile, rule: Rule) -> Edit {
    let mut at = if file.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let line = file.text[at..].split_inclusive('\n').next().unwrap_or_default();
    let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
    if line.starts_with("#!") && line.ends_with('\n') {
        at += line.len();
    }
    Edit::insert(at, format!("# check=skip={}{end}", rule.name()))
}

/// Adds a rule to the value of a directive.
fn merged(file: &Dockerfile, check: &Directive, rule: Rule) -> Option<Edit> {
    let value = &check.value;
    // The value ends at the first space.
    let text = file.text[value.clone()].split(' ').next().unwrap_or_default();
    let value = value.start..value.start + text.len();
    let mut settings: Vec<String> = text.split(';').map(ToOwned::to_owned).collect();
    let position = |wanted: &str| text.split(';').position(|setting| name(setting) == wanted);
    if rule.is_experimental() {
        let index = position("experimental")?;
        let (_, names) = settings[index].split_once('=')?;
        let others: Vec<&str> = names.split(',').map(str::trim).filter(|other| *other != rule.name()).collect();
        // There is only one experimental rule, so `all` means this rule.
        if others.is_empty() || others == ["all"] {
            settings.remove(index);
        } else {
            settings[index] = format!("experimental={}", others.join(","));
        }
        if settings.is_empty() {
            let newline = file.text[check.range.end..].find('\n');
            return Some(Edit::delete(
                check.range.start..newline.map_or(file.text.len(), |at| check.range.end + at + 1),
            ));
        }
    } else if let Some(index) = position("skip") {
        let is_empty = settings[index].trim_end().ends_with('=');
        settings[index] = format!("{}{}{}", settings[index].trim_end(), if is_empty { "" } else { "," }, rule.name());
    } else {
        settings.push(format!("skip={}", rule.name()));
    }
    let text = settings.join(";");
    Lint::parse(&text).ok().filter(|lint| !lint.allows(rule)).map(|_| Edit::replace(value, text))
}

fn name(setting: &str) -> &str {
    setting.split('=').next().unwrap_or_default().trim()
}
