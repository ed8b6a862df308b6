//! Reports files that do not exist.

use std::collections::{HashMap, HashSet};

use super::suggestions::Suggestions;
use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::compose::model::FileKind;
use crate::languages::compose::model::project::join;
use crate::languages::findings::Correction;
use crate::languages::text::did_you_mean;

pub fn check(context: &Context, findings: &mut Findings) {
    let mut folders =
        Folders { context, listed: HashMap::new(), existing: HashSet::new(), suggestions: Suggestions::new() };
    for file in &context.model.files {
        if !findings.admits(Some(Rule::MissingFile)) {
            return;
        }
        // Compose reads other files only when it starts a service.
        if !matches!(file.kind, FileKind::Include | FileKind::Extends | FileKind::IncludeEnvFile) {
            continue;
        }
        let Some(path) = join("", &file.path) else { continue };
        let Some(missing) = folders.missing(&path) else { continue };
        let is_written = context.tree.text.get(file.range.clone()) == Some(file.path.as_str());
        let nearest = missing.nearest.as_deref();
        let message = format!("file `{path}` does not exist{}", did_you_mean(nearest));
        let diagnostic = Diagnostic::with_severity(Severity::Hint, file.range.clone(), message);
        let correction = nearest.filter(|_| is_written).map(|nearest| {
            // Only the last component of the path differs.
            let start = file.range.end - file.path.rsplit('/').next().map_or(0, str::len);
            Correction::replace(format!("Change to `{nearest}`"), start..file.range.end, nearest)
        });
        findings.add(Finding::new(Some(Rule::MissingFile), diagnostic).corrected(correction));
    }
}

/// A path that does not exist.
struct Missing {
    /// The file with the most similar name in the same folder, if the folder exists.
    nearest: Option<String>,
}

/// The entries of a folder. Names of folders do not end with `/`.
struct Folder {
    entries: HashSet<String>,
    /// The names of the files that can be suggested.
    files: Vec<String>,
}

/// The folders on the paths that are checked. Each folder is listed only once.
struct Folders<'c, 't> {
    context: &'c Context<'c, 't>,
    listed: HashMap<String, Folder>,
    /// The paths that are known to exist.
    existing: HashSet<String>,
    suggestions: Suggestions,
}

impl Folders<'_, '_> {
    /// Checks a path. Returns `None` if it exists, or if a folder cannot be listed.
    fn missing(&mut self, path: &str) -> Option<Missing> {
        let source = self.context.source;
        if path.starts_with("../") || path == ".." || self.existing.contains(path) {
            return None;
        }
        if source.files.read(path).is_some() {
            self.existing.insert(path.to_owned());
            return None;
        }
        let mut end = 0;
        for part in path.split('/') {
            let folder = path[..end].trim_end_matches('/');
            end += part.len() + 1;
            if !self.listed.contains_key(folder) {
                let names = source.files.entries_in(folder);
                let entries = names.iter().map(|name| name.trim_end_matches('/').to_owned()).collect();
                let is_document = |name: &str| folder.is_empty() && name == source.file_name;
                let files = names.into_iter().filter(|name| !name.ends_with('/') && !is_document(name)).collect();
                self.listed.insert(folder.to_owned(), Folder { entries, files });
            }
            let listed = self.listed.get(folder)?;
            if listed.entries.is_empty() {
                return None;
            }
            if !listed.entries.contains(part) {
                let is_last = end > path.len();
                let files = listed.files.iter().map(String::as_str).filter(|_| is_last);
                let nearest = self.suggestions.nearest(part, files, |_| true).map(str::to_owned);
                return Some(Missing { nearest });
            }
        }
        None
    }
}
