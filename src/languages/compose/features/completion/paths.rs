//! Completes files and folders of the workspace.

use super::{Cursor, item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::model::project::resolve_in;
use crate::languages::compose::{ComposeAnalysis, is_file_name};
use crate::languages::sort::SortStably;

fn is_path_part(character: char) -> bool {
    !matches!(character, ' ' | '"' | '\'' | ',' | '[' | ']' | '{' | '}' | '/' | ':' | '=')
}

/// The kind of path that is expected at a position.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    FileOrFolder,
    Folder,
}

impl ComposeAnalysis<'_> {
    pub(super) fn complete_path(&self, cursor: &Cursor, names: &[&str]) -> Vec<Completion> {
        let Some(expected) = expected(names, cursor.before) else { return Vec::new() };
        let written = cursor.before.rsplit([' ', '"', '\'', '[', ',', '=']).next().unwrap_or_default();
        let folder = written.rsplit_once('/').map_or("", |(folder, _)| folder);
        let (typed, insert) = cursor.word(is_path_part);
        let replace = insert.start..cursor.word_end(is_path_part);
        // The path of a Dockerfile is relative to the context.
        let is_dockerfile = matches!(names, ["services", _, "build", "dockerfile"]);
        let context = if is_dockerfile { Self::build_member(cursor, "context").unwrap_or_default() } else { "" };
        let folder_path = if context.is_empty() { folder.to_owned() } else { format!("{context}/{folder}") };
        let path = resolve_in(self.source.files, "", &folder_path).filter(|_| !written.starts_with('/'));
        let Some(path) = path else { return Vec::new() };
        let mut entries = self.source.files.entries_in(&path);
        if is_dockerfile {
            entries.retain(|entry| !is_file_name(entry));
            entries.sort_stably_by_key(|entry| (!entry.to_ascii_lowercase().contains("dockerfile"), entry.clone()));
        } else {
            let is_include = matches!(names, ["include", ..]);
            let is_env_file = matches!(names, ["services" | "jobs", _, "env_file" | "label_file", ..]);
            if is_include || is_env_file {
                let own = self.source.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
                entries.retain(|entry| !is_of_builds(entry) && (!folder.is_empty() || entry != own));
            }
            let is_usual = |entry: &str| {
                let extension = entry.rsplit_once('.').map(|(_, extension)| extension);
                is_include && matches!(extension, Some("yaml" | "yml"))
                    || is_env_file && (entry.starts_with(".env") || extension == Some("env"))
            };
            entries.sort_stably_by_key(|entry| (!is_usual(entry), !entry.ends_with('/'), entry.clone()));
        }
        let mut items = Vec::new();
        for entry in entries.iter().filter(|entry| entry.starts_with(typed)) {
            let is_folder = entry.ends_with('/');
            if !is_folder && expected == Expected::Folder
                || entry.starts_with('.') && !typed.starts_with('.') && is_folder
            {
                continue;
            }
            let needs_dot = names.contains(&"volumes") && folder.is_empty();
            let name = entry.trim_end_matches('/');
            let text = if needs_dot { format!("./{name}") } else { name.to_owned() };
            let kind = if is_folder { CompletionKind::Folder } else { CompletionKind::File };
            let mut completion = item(name, &text, kind, insert.clone(), replace.clone());
            completion.filter_text = Some(name.to_owned());
            items.push(completion);
        }
        items
    }
}

/// Whether only builds read a file.
fn is_of_builds(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == ".dockerignore" || name == ".gitignore" || name.contains("dockerfile")
}

fn expected(names: &[&str], before: &str) -> Option<Expected> {
    match names {
        ["services", _, "build"] | ["services", _, "build", "context"] => Some(Expected::Folder),
        ["services", _, "build", "dockerfile"]
        | ["services", _, "build", "ssh", _]
        | ["services", _, "extends" | "credential_spec", "file"]
        | ["services", _, "develop", "watch", "-", "path"]
        | ["services" | "jobs", _, "env_file" | "label_file", ..]
        | ["services" | "jobs", _, "volumes", "-", "source"]
        | ["configs" | "secrets", _, "file"]
        | ["include", ..] => Some(Expected::FileOrFolder),
        ["services", _, "build", "additional_contexts", "-"] if before.contains('=') => Some(Expected::Folder),
        ["services", _, "build", "additional_contexts", name] if *name != "-" => Some(Expected::Folder),
        ["services" | "jobs", _, "volumes", "-"] if !before.contains(':') => Some(Expected::FileOrFolder),
        _ => None,
    }
}
