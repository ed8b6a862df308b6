//! Values of flags and arguments: stages, images, tags, files, ports and labels.

use super::{Completer, Item, is_shell_word};
use crate::languages::answers::CompletionKind;
use crate::languages::dockerfile::model::stage_references::{StageReference, stage_references};
use crate::languages::dockerfile::reference::flags::{FlagValue, MOUNT_KEYS, MOUNT_TYPES, flags_of, mount_key};
use crate::languages::dockerfile::reference::images::OFFICIAL_IMAGES;
use crate::languages::dockerfile::reference::instructions::REFERENCE;
use crate::languages::dockerfile::reference::words::{LABELS, PLATFORMS, PORTS, PREDEFINED_ARGUMENTS, SHELLS, SIGNALS};
use crate::languages::dockerfile::syntax::instruction::{Arguments, Instruction, Keyword};

/// Files that many projects have.
const USUAL_FILES: [&str; 16] = [
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
];

/// Tags that many images have.
const USUAL_TAGS: [&str; 22] = [
    "latest",
    "alpine",
    "slim",
    "stable",
    "lts",
    "bookworm",
    "bookworm-slim",
    "bullseye",
    "bullseye-slim",
    "trixie",
    "24.04",
    "22.04",
    "20.04",
    "noble",
    "jammy",
    "focal",
    "edge",
    "lts-alpine",
    "lts-slim",
    "buster",
    "stretch",
    "nightly",
];

impl<'c> Completer<'c> {
    pub(super) fn arguments(&mut self, instruction: &'c Instruction<'c>, line: usize) {
        let file = self.context.file;
        let start = instruction.source(&instruction.name).end.max(line);
        self.word = self.word_at(start, is_shell_word);
        if self.variables() {
            return;
        }
        let typed = self.typed();
        let before = instruction.rest.start.max(instruction.name.end);
        let rest_start = if instruction.rest.is_empty() {
            self.offset
        } else {
            instruction.source(&(before..instruction.rest.end)).start
        };
        let in_flags = self.word.start <= rest_start;
        if in_flags && typed.starts_with('-') {
            if let Some((flag, value)) = typed.split_once('=') {
                self.flag_value(instruction, flag.trim_start_matches('-'), value.len());
            } else {
                self.flags(instruction);
            }
            return;
        }
        let given =
            instruction.words().iter().filter(|word| instruction.source(&word.range).end < self.word.start).count();
        match instruction.keyword {
            Keyword::From => self.from(instruction, given),
            Keyword::Copy | Keyword::Add => self.copy(instruction, typed),
            Keyword::Expose => self.ports(),
            Keyword::Stopsignal => {
                for (name, description) in SIGNALS {
                    self.add(Item { documentation: Some((*description).to_owned()), ..Item::new(*name) });
                }
            }
            Keyword::User => {
                self.used(Keyword::User, &["root", "nobody", "app", "node"]);
                self.words_of_file();
                self.deduplicate();
            }
            Keyword::Workdir | Keyword::Volume => {
                self.used(instruction.keyword, &["/app", "/src", "/usr/src/app", "/data"]);
                self.words_of_file();
                self.deduplicate();
            }
            Keyword::Shell => {
                self.word = rest_start.min(self.offset)..self.offset;
                for shell in SHELLS {
                    self.add(Item::new(*shell));
                }
            }
            Keyword::Label => self.label(typed),
            Keyword::Arg if !typed.contains('=') => {
                let predefined = PREDEFINED_ARGUMENTS.iter().map(|(name, description)| (*name, Some(*description)));
                let globals = self.global_arguments();
                for name in globals {
                    self.add(Item { kind: CompletionKind::Variable, ..Item::new(name) });
                }
                if !typed.is_empty() {
                    self.variable_names();
                }
                for (name, description) in predefined {
                    let documentation = description.map(str::to_owned);
                    self.add(Item { kind: CompletionKind::Variable, documentation, ..Item::new(name) });
                }
                self.deduplicate();
            }
            Keyword::Healthcheck => {
                if given == 0 && !matches!(instruction.arguments, Arguments::Typed(..))
                    || typed.len() < 4 && self.word.start <= rest_start
                {
                    self.flags(instruction);
                    for word in ["CMD", "NONE"] {
                        self.add(Item { kind: CompletionKind::Keyword, ..Item::new(word) });
                    }
                } else {
                    self.shell_words();
                }
            }
            Keyword::Run => {
                if in_flags && typed.is_empty() {
                    self.flags(instruction);
                }
                self.shell_words();
            }
            Keyword::Env if !typed.contains('=') && given == 0 => {
                self.variable_names();
                self.words_of_file();
                self.deduplicate();
            }
            Keyword::Cmd | Keyword::Entrypoint | Keyword::Env => self.shell_words(),
            _ => {}
        }
        if in_flags && typed.is_empty() && !matches!(instruction.keyword, Keyword::Run | Keyword::Healthcheck) {
            self.flags(instruction);
        }
        let _ = file;
    }

    pub(super) fn flag_value(&mut self, instruction: &Instruction, flag: &str, length: usize) {
        self.word = self.offset - length..self.offset;
        let values: &[&str] = match (instruction.keyword, flag) {
            (Keyword::From, "platform") => PLATFORMS,
            (Keyword::Run, "network") => &["default", "none", "host"],
            (Keyword::Run, "security") => &["sandbox", "insecure"],
            (Keyword::Copy, "from") => {
                self.stages(instruction);
                return;
            }
            (Keyword::Copy | Keyword::Add, "chown") => {
                self.used(Keyword::User, &["root:root", "1000:1000"]);
                return;
            }
            (Keyword::Copy | Keyword::Add, "chmod") => &["0755", "0644", "u+x"],
            (Keyword::Add, "checksum") => &["sha256:"],
            (Keyword::Healthcheck, "retries") => &["3", "5"],
            (Keyword::Healthcheck, _) => &["5s", "10s", "30s", "1m"],
            (Keyword::Run, "mount") => {
                self.mount(instruction);
                return;
            }
            _ if flags_of(instruction.keyword)
                .iter()
                .any(|known| known.name == flag && known.value == FlagValue::Boolean) =>
            {
                &["true", "false"]
            }
            _ => &[],
        };
        for value in values {
            self.add(Item::new(*value));
        }
    }

    pub(super) fn mount(&mut self, instruction: &Instruction) {
        let text = &self.context.file.text[self.word.clone()];
        let field = text.rfind(',').map_or(0, |at| at + 1);
        let fields: Vec<&str> = text[..field].split(',').collect();
        let start = self.word.start + field;
        if let Some((key, value)) = text[field..].split_once('=') {
            self.word = self.offset - value.len()..self.offset;
            let Some(known) = mount_key(key) else { return };
            match known.name {
                "from" => self.stages(instruction),
                "target" => {
                    let targets =
                        ["/root/.cache", "/root/.npm", "/go/pkg/mod", "/var/cache/apt", "/var/lib/apt", "/tmp", "."];
                    for target in targets {
                        self.add(Item::new(target));
                    }
                }
                "source" => self.paths(instruction),
                "type" => {
                    for (name, description) in MOUNT_TYPES {
                        self.add(Item { documentation: Some((*description).to_owned()), ..Item::new(*name) });
                    }
                }
                _ => {
                    for value in known.values {
                        self.add(Item::new(*value));
                    }
                }
            }
            return;
        }
        self.word = start..self.offset;
        let kind = fields.iter().find_map(|field| field.strip_prefix("type=")).unwrap_or("");
        for key in MOUNT_KEYS {
            let is_given = fields.iter().any(|field| field.split('=').next() == Some(key.name));
            let fits = kind.is_empty() || key.types.is_empty() || key.types.contains(&kind);
            if fits && !is_given {
                self.add(Item {
                    text: Some(format!("{}=", key.name)),
                    documentation: Some(format!("{}\n\n[Reference]({REFERENCE}#run---mount)", key.description)),
                    kind: CompletionKind::Attribute,
                    ..Item::new(key.name)
                });
            }
        }
    }

    /// The stages before the one of an instruction, the nearest first.
    pub(super) fn stages(&mut self, instruction: &Instruction) {
        let file = self.context.file;
        let own =
            file.instructions.partition_point(|other| other.range.start < instruction.source(&instruction.name).start);
        let stages = &self.context.symbols.stages;
        let end = stages.froms.partition_point(|from| *from < own);
        let end = if instruction.keyword == Keyword::From { end } else { end.saturating_sub(1) };
        for stage in (0..end).rev() {
            let from = &file.instructions[stages.froms[stage]];
            if let [base, _, name] = from.words() {
                self.add(Item {
                    kind: CompletionKind::Reference,
                    detail: Some(from.text(&base.range).to_owned()),
                    ..Item::new(from.word(name))
                });
            }
        }
        // Images that are copied from elsewhere.
        let references = file.instructions.iter().enumerate().flat_map(|(index, other)| stage_references(index, other));
        let mut images: Vec<StageReference> = references.filter(|other| stages.resolve(other).is_none()).collect();
        images.retain(|other| !(other.range.start <= self.offset && self.offset <= other.range.end));
        images.retain(|other| other.name != "scratch");
        images.sort_by_key(|image| image.name);
        images.dedup_by_key(|image| image.name);
        for image in images {
            self.add(Item { kind: CompletionKind::Image, ..Item::new(image.name) });
        }
    }

    pub(super) fn from(&mut self, instruction: &Instruction, given: usize) {
        let is_lower = !instruction.name().contains(|c: char| c.is_ascii_uppercase());
        match given {
            0 if self.typed().contains([':', '@']) => self.tags(),
            0 => {
                self.stages(instruction);
                for image in OFFICIAL_IMAGES {
                    self.add(Item {
                        text: (!image.tag.is_empty()).then(|| format!("{}:{}", image.name, image.tag)),
                        detail: Some(image.tag.to_owned()).filter(|tag| !tag.is_empty()),
                        documentation: Some(format!(
                            "{}\n\n<https://hub.docker.com/_/{}>",
                            image.description, image.name
                        )),
                        kind: CompletionKind::Image,
                        ..Item::new(image.name)
                    });
                }
                self.deduplicate();
            }
            1 => self.add(Item { kind: CompletionKind::Keyword, ..Item::new(if is_lower { "as" } else { "AS" }) }),
            _ => {
                for name in ["build", "builder", "base", "final", "test", "dev"] {
                    self.add(Item { kind: CompletionKind::Reference, ..Item::new(name) });
                }
            }
        }
    }

    /// Tags of the image before the cursor: those of the file, then usual ones.
    pub(super) fn tags(&mut self) {
        let typed = self.typed();
        let name = typed.split([':', '@']).next().unwrap_or_default();
        let image = OFFICIAL_IMAGES.iter().find(|image| image.name == name);
        let file = self.context.file;
        let mut used: Vec<&str> = Vec::new();
        for instruction in &file.instructions {
            let source = instruction.words().first().map(|word| instruction.source(&word.range));
            let is_other = source.is_some_and(|source| self.offset < source.start || source.end < self.offset);
            if instruction.keyword == Keyword::From && is_other {
                used.extend(instruction.words().first().map(|word| instruction.word(word)));
            }
        }
        used.retain(|used| used.split([':', '@']).next() == Some(name));
        for image in used {
            self.add(Item { kind: CompletionKind::Image, ..Item::new(image) });
        }
        for tag in image.map(|image| image.tag).into_iter().chain(USUAL_TAGS) {
            self.add(Item { kind: CompletionKind::Image, ..Item::new(format!("{name}:{tag}")) });
        }
        let tag = typed.rsplit(':').next().unwrap_or_default();
        if let Some((version, _)) = tag.rsplit_once('-').filter(|_| tag.len() < typed.len()) {
            for variant in [
                "alpine",
                "slim",
                "bookworm",
                "bullseye",
                "slim-bookworm",
                "buster",
                "stretch",
                "jammy",
                "windowsservercore",
            ] {
                self.add(Item { kind: CompletionKind::Image, ..Item::new(format!("{name}:{version}-{variant}")) });
            }
        }
        self.words_of_file();
        self.deduplicate();
    }

    pub(super) fn copy(&mut self, instruction: &Instruction, typed: &str) {
        if instruction.flag_named("from").is_none() {
            self.paths(instruction);
        }
        if typed.starts_with("<<") {
            self.shell_words();
            return;
        }
        if typed.is_empty() || typed.starts_with(['/', '.', 'C', 'c']) {
            let file = self.context.file;
            let offset = self.offset;
            let before = file.instructions.iter().filter(|other| other.range.end < offset);
            let folders = before.filter(|other| other.keyword == Keyword::Workdir);
            for folder in folders.rev().map(|other| other.text(&other.rest)) {
                let slash = if folder.ends_with('/') { "" } else { "/" };
                self.add(Item { kind: CompletionKind::Folder, ..Item::new(format!("{folder}{slash}")) });
                self.add(Item { kind: CompletionKind::Folder, ..Item::new(folder) });
            }
            self.used(Keyword::Workdir, &["/app/", "./", "."]);
        }
        self.words_of_file();
        self.deduplicate();
    }

    /// Files and folders of the build context.
    pub(super) fn paths(&mut self, _: &Instruction) {
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
            // The context is not known.
            for name in USUAL_FILES {
                self.add(Item { kind: CompletionKind::File, ..Item::new(format!("{folder}{name}")) });
            }
        }
        entries.sort();
        let ignored = (self.context.dockerignore)();
        for entry in entries {
            let is_folder = entry.ends_with('/');
            let path = if relative.is_empty() { entry.clone() } else { format!("{relative}/{entry}") };
            let is_ignored = ignored.as_ref().is_some_and(|ignored| ignored.contains(path.trim_end_matches('/')));
            if is_ignored || entry == ".git/" || entry.contains([' ', '\t', '"']) {
                continue;
            }
            let kind = if is_folder { CompletionKind::Folder } else { CompletionKind::File };
            self.add(Item { kind, ..Item::new(format!("{folder}{entry}")) });
        }
    }

    pub(super) fn ports(&mut self) {
        let file = self.context.file;
        let mut used: Vec<&str> = Vec::new();
        for instruction in &file.instructions {
            if instruction.keyword == Keyword::Expose {
                let words = instruction.words().iter().map(|word| instruction.word(word));
                used.extend(words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())));
            }
        }
        let own = self.context.file.text[self.word.clone()].to_owned();
        for port in used.into_iter().filter(|port| *port != own) {
            self.add(Item::new(port));
        }
        for port in [80_u16, 8080, 443, 3000, 8000, 5000] {
            let service = PORTS.iter().find(|(number, _)| *number == port).map(|(_, service)| (*service).to_owned());
            self.add(Item { documentation: service, ..Item::new(port.to_string()) });
        }
        for (port, service) in PORTS {
            self.add(Item { documentation: Some((*service).to_owned()), ..Item::new(port.to_string()) });
        }
        self.deduplicate();
    }

    /// The arguments that the file gives to an instruction elsewhere, and usual ones.
    pub(super) fn used(&mut self, keyword: Keyword, usual: &[&str]) {
        let file = self.context.file;
        let mut found: Vec<&str> = Vec::new();
        for instruction in &file.instructions {
            let is_other = !(instruction.range.start <= self.offset && self.offset <= instruction.range.end);
            if instruction.keyword == keyword && is_other {
                found.extend(instruction.words().iter().map(|word| instruction.word(word)));
            }
        }
        found.reverse();
        for word in found.into_iter().chain(usual.iter().copied()) {
            self.add(Item::new(word));
        }
        self.deduplicate();
    }

    pub(super) fn label(&mut self, typed: &str) {
        if typed.contains('=') {
            self.shell_words();
            return;
        }
        self.add(Item { text: Some("maintainer=\"$1\"".to_owned()), is_snippet: true, ..Item::new("maintainer") });
        for (name, description) in LABELS {
            self.add(Item {
                text: Some(format!("{name}=\"$1\"")),
                is_snippet: true,
                kind: CompletionKind::Attribute,
                documentation: Some((*description).to_owned()),
                ..Item::new(*name)
            });
        }
    }
}
