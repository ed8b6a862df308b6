//! Files that do not exist.

use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::compose::model::FileKind;
use crate::languages::compose::model::project::join;

pub fn check(context: &Context, findings: &mut Findings) {
    for file in &context.model.files {
        // Compose reads no others before it starts a service.
        if !matches!(file.kind, FileKind::Include | FileKind::Extends) {
            continue;
        }
        let Some(path) = join("", &file.path) else { continue };
        if is_missing(context, &path) {
            let message = format!("file `{path}` does not exist");
            let diagnostic = Diagnostic::with_severity(Severity::Hint, file.range.clone(), message);
            findings.add(Finding::new(Some(Rule::MissingFile), diagnostic));
        }
    }
}

/// Whether a folder shows that a path does not exist. A folder that cannot be listed shows nothing.
fn is_missing(context: &Context, path: &str) -> bool {
    if path.starts_with("../") || path == ".." || context.source.files.read(path).is_some() {
        return false;
    }
    let mut folder = String::new();
    for part in path.split('/') {
        let entries = context.source.files.entries_in(&folder);
        if entries.is_empty() {
            return false;
        }
        if !entries.iter().any(|entry| entry.trim_end_matches('/') == part) {
            return true;
        }
        if !folder.is_empty() {
            folder.push('/');
        }
        folder.push_str(part);
    }
    false
}
