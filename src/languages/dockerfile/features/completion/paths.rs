//! Completes files and folders of the build context and of the image.

use super::ranking::Ranking;
use super::scanner::FileWord;
use super::{Completer, Item};
use crate::languages::answers::CompletionKind;
use crate::languages::dockerfile::syntax::instruction::{Instruction, Keyword};
use crate::languages::sort::SortStably;

/// Files that are common in projects.
const USUAL_FILES: &[&str] = &[
    ".",
    "package.json",
    "package-lock.json",
    "requirements.txt",
    "go.mod",
    "go.sum",
    "Cargo.toml",
    "Cargo.lock",
    "pom.xml",
    "yarn.lock",
    "README.md",
    "Makefile",
    "src",
    "app",
    "entrypoint.sh",
    "docker-entrypoint.sh",
    "pnpm-lock.yaml",
    "tsconfig.json",
    "composer.json",
    "composer.lock",
    "Gemfile",
    "Gemfile.lock",
    "pyproject.toml",
    "poetry.lock",
    "build.gradle",
    "gradle",
    "gradlew",
    "settings.gradle",
    "mvnw",
    "nginx.conf",
    "default.conf",
    "config",
    "scripts",
    "public",
    "dist",
    "build",
    "target",
    "index.html",
    "server.js",
    "main.go",
    "main.py",
    "app.py",
    "start.sh",
    "run.sh",
    "Dockerfile",
    "docker",
    "LICENSE",
    "conf",
    "bin",
    "lib",
    "test",
    "tests",
    "static",
    "templates",
    "assets",
    "docs",
    "etc",
    "rootfs",
    "root",
    "setup.py",
    "setup.cfg",
    "uv.lock",
    "manage.py",
    "supervisord.conf",
    "php.ini",
    "crontab",
    "init.sh",
    "install.sh",
    "setup.sh",
    ".env",
    ".npmrc",
    ".dockerignore",
];

/// Common target folders for programs and their settings.
const USUAL_FOLDERS: [&str; 6] = ["/usr/local/bin/", "/usr/bin/", "/", "/etc/", "/app/", "./"];

/// Whether a file of the build context rarely belongs into an image.
fn is_rarely_copied(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_compose = (name.starts_with("compose.") || name.starts_with("docker-compose"))
        && matches!(name.rsplit_once('.'), Some((_, "yaml" | "yml")));
    name.starts_with('.') || name.contains("dockerfile") || is_compose || name.starts_with("docker-bake")
}

impl<'c> Completer<'c> {
    pub(super) fn copy(&mut self, instruction: &'c Instruction<'c>, given: usize) {
        if self.typed().starts_with("<<") {
            self.shell_words();
            return;
        }
        let mut ranking = self.ranking();
        let starts_destination = given > 0 && self.typed().is_empty();
        if starts_destination {
            // The sources were probably listed already.
            self.rank_destinations(&mut ranking, instruction, given);
            self.add_all(ranking);
            ranking = self.ranking();
        }
        let is_from_context = instruction.flag_named("from").is_none();
        if is_from_context && !self.typed().starts_with('/') {
            if self.typed().is_empty() && given == 0 {
                self.add(Item { kind: CompletionKind::Folder, ..Item::new(".") });
            }
            self.paths();
        }
        if given > 0 && !starts_destination {
            self.rank_destinations(&mut ranking, instruction, given);
        }
        self.rank_path_words(&mut ranking, &[Keyword::Copy, Keyword::Add]);
        self.rank_paths(&mut ranking);
        self.add_all(ranking);
    }

    /// Ranks possible destinations for the sources of an instruction.
    fn rank_destinations(&self, ranking: &mut Ranking<'c>, instruction: &'c Instruction<'c>, given: usize) {
        let mut score = 3.0;
        for folder in self.work_folders() {
            let slash = if folder.ends_with('/') { "" } else { "/" };
            ranking.add(format!("{folder}{slash}"), score + 0.1);
            ranking.add(folder, score);
            score = f32::max(score - 0.3, 1.5);
        }
        ranking.add("./", 2.0);
        ranking.add(".", 1.9);
        let Some(source) = instruction.words().get(given - 1).map(|word| instruction.word(word)) else { return };
        let source = source.trim_start_matches("./");
        let name = source.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        if source.starts_with('/') {
            ranking.add(source, 3.2);
            ranking.add(source.trim_end_matches('/'), 3.1);
        }
        if name.is_empty() || name == "." {
            return;
        }
        let mut score = 3.0;
        let folders = self.work_folders().into_iter().chain(USUAL_FOLDERS);
        for folder in folders {
            let slash = if folder.ends_with('/') { "" } else { "/" };
            ranking.add(format!("{folder}{slash}{name}"), score);
            score = f32::max(score - 0.1, 2.0);
        }
        ranking.add(format!("/{source}"), 1.6);
        // The folders of other paths in the file.
        for word in self.file_words().filter(|word| word.text.starts_with('/')) {
            let folder = word.text.rfind('/').map_or("", |slash| &word.text[..=slash]);
            if !folder.is_empty() {
                ranking.add(format!("{folder}{name}"), 1.5);
            }
        }
    }

    /// Returns the folders of the `WORKDIR` instructions before the cursor, the nearest first.
    fn work_folders(&self) -> Vec<&'c str> {
        let file = self.context.file;
        let before = file.instructions.iter().filter(|other| other.range().end < self.offset);
        let folders = before.filter(|other| other.keyword == Keyword::Workdir && !other.rest().is_empty());
        folders.rev().map(|other| other.text(&other.rest())).take(20).collect()
    }

    /// Ranks words of the file. If nothing has been typed, only paths and the arguments of these instructions are likely.
    fn rank_path_words(&self, ranking: &mut Ranking<'c>, keywords: &[Keyword]) {
        let is_likely = |word: &FileWord<'_>| {
            let of_instruction = keywords.contains(&Keyword::from_name(word.place.command));
            word.text.starts_with('/') || of_instruction && !word.text.starts_with('-')
        };
        let is_typed = !self.typed().is_empty();
        self.rank_words(ranking, self.place(), |word| is_typed || is_likely(word));
    }

    /// Adds folders of the image.
    pub(super) fn folders(&mut self, keyword: Keyword) {
        let mut ranking = self.ranking();
        let usual: &[&str] = match keyword {
            Keyword::Volume => &["/data", "/config", "/var/lib/mysql", "/var/www/html", "/tmp", "/app", "/var/log"],
            _ => &["/app", "/src", "/usr/src/app", "/data", "/work", "/workspace", "/go/src", "/root", "/opt", "/code"],
        };
        ranking.table(usual, 2.5, 0.05, 1.0);
        for folder in self.work_folders() {
            ranking.add(folder, 3.0);
        }
        self.rank_path_words(&mut ranking, &[keyword]);
        self.rank_paths(&mut ranking);
        self.add_all(ranking);
    }

    /// Adds files and folders of the build context.
    pub(super) fn paths(&mut self) {
        let typed = self.typed().to_owned();
        let folder = typed.rfind('/').map_or("", |at| &typed[..=at]);
        let relative = folder.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        if relative.split('/').any(|part| part == "..") {
            return;
        }
        let mut entries = self.context.files.entries_in(relative);
        if entries.is_empty() && relative.is_empty() {
            entries = self.context.files.entries();
        }
        if entries.is_empty() && relative.is_empty() {
            // The build context is unknown.
            for name in USUAL_FILES {
                self.add(Item { kind: CompletionKind::File, ..Item::new(format!("{folder}{name}")) });
            }
        }
        entries.sort();
        entries.sort_stably_by_key(|entry| is_rarely_copied(entry));
        let ignored = (self.context.dockerignore)();
        for entry in entries {
            let is_folder = entry.ends_with('/');
            let path = if relative.is_empty() { entry.clone() } else { format!("{relative}/{entry}") };
            let is_ignored = ignored.as_ref().is_some_and(|ignored| match path.strip_suffix('/') {
                Some(folder) => ignored.contains(folder),
                None => ignored.contains_file(&path),
            });
            if is_ignored || entry == ".git/" || entry.contains([' ', '\t', '"']) {
                continue;
            }
            let kind = if is_folder { CompletionKind::Folder } else { CompletionKind::File };
            self.add(Item { kind, ..Item::new(format!("{folder}{entry}")) });
        }
    }
}
