//! Files that do not exist.

use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::compose::model::FileKind;
use crate::languages::compose::model::project::join;
use crate::languages::findings::Correction;
use crate::languages::text::closest_match;

pub fn check(context: &Context, findings: &mut Findings) {
    for file in &context.model.files {
        // Compose reads no others before it starts a service.
        if !matches!(file.kind, FileKind::Include | FileKind::Extends | FileKind::IncludeEnvFile) {
            continue;
        }
        let Some(path) = join("", &file.path) else { continue };
        let Some(missing) = missing(context, &path) else { continue };
        let is_written = context.tree.text.get(file.range.clone()) == Some(file.path.as_str());
        let suggestion =
            missing.nearest.as_ref().map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
        let message = format!("file `{path}` does not exist{suggestion}");
        let diagnostic = Diagnostic::with_severity(Severity::Hint, file.range.clone(), message);
        let correction = missing.nearest.as_deref().filter(|_| is_written).map(|nearest| {
            // Only the last part differs.
            let start = file.range.end - file.path.rsplit('/').next().map_or(0, str::len);
            Correction::replace(format!("Change to `{nearest}`"), start..file.range.end, nearest)
        });
        findings.add(Finding::new(Some(Rule::MissingFile), diagnostic).corrected(correction));
    }
}

/// A path that does not exist.
struct Missing {
    /// The file of its folder with the most similar name, if the folder exists.
    nearest: Option<String>,
}

/// What the folders show about a path. `None` if it exists, or a folder cannot be listed.
fn missing(context: &Context, path: &str) -> Option<Missing> {
    if path.starts_with("../") || path == ".." || context.source.files.read(path).is_some() {
        return None;
    }
    let mut folder = String::new();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let entries = context.source.files.entries_in(&folder);
        if entries.is_empty() {
            return None;
        }
        if !entries.iter().any(|entry| entry.trim_end_matches('/') == part) {
            let is_last = parts.peek().is_none();
            let own = context.source.file_name;
            let files = entries.iter().filter(|entry| !entry.ends_with('/') && (!folder.is_empty() || *entry != own));
            let nearest = closest_match(part, files.map(String::as_str)).filter(|_| is_last).map(str::to_owned);
            return Some(Missing { nearest });
        }
        if !folder.is_empty() {
            folder.push('/');
        }
        folder.push_str(part);
    }
    None
}
