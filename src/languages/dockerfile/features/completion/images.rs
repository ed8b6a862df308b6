//! Completes stages, images and image tags.

use super::{Completer, Item};
use crate::languages::answers::{CompletionKind, HostQuery};
use crate::languages::dockerfile::model::stage_references::{StageReference, stage_references};
use crate::languages::dockerfile::reference::images::{
    OFFICIAL_IMAGES, OTHER_IMAGES, POPULAR_IMAGES, USUAL_TAGS, VARIANTS, official_image, tags_of,
};
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction, Keyword};
use crate::languages::text::touches;
use crate::languages::workspace_images::workspace_images;

/// The maximum number of the workspace's images in one response.
const MAX_WORKSPACE_IMAGES: usize = 50;

/// Common names of stages.
const STAGE_NAMES: &[&str] = &[
    "builder",
    "build",
    "base",
    "final",
    "test",
    "dev",
    "deps",
    "runtime",
    "runner",
    "production",
    "prod",
    "release",
    "development",
    "dependencies",
    "lint",
    "validate",
    "vendor",
    "output",
    "generate",
    "generated",
    "update",
    "binaries",
    "binary",
    "compile",
    "publish",
    "install",
    "installer",
    "package",
    "assets",
    "frontend",
    "backend",
    "server",
    "client",
    "tools",
    "source",
    "src",
    "docs",
    "debug",
    "export",
    "main",
    "stage",
    "target",
    "cache",
    "coverage",
    "check",
    "e2e",
    "integration",
    "unit-test",
    "build-env",
    "maven",
    "gradle",
    "node",
    "go",
    "web",
    "app",
    "api",
];

/// Official images with a user that has the name of the image.
const NAMES_OF_USERS: [&str; 16] = [
    "cassandra",
    "consul",
    "elasticsearch",
    "haproxy",
    "jetty",
    "kibana",
    "logstash",
    "memcached",
    "mysql",
    "neo4j",
    "nginx",
    "node",
    "postgres",
    "rabbitmq",
    "redis",
    "solr",
];

/// Tags that only distributions, or images that are built in a continuous integration, have.
const TAGS_OF_OTHERS: [&str; 16] = [
    "24.04", "22.04", "20.04", "noble", "jammy", "focal", "bionic", "xenial", "edge", "main", "master", "devel",
    "develop", "dev", "build", "default",
];

/// Queries the tags of the image of a `FROM` or `from=` whose tag is being typed.
pub fn host_query(file: &Dockerfile, offset: usize) -> Option<HostQuery> {
    let instruction = file.instruction_at(offset)?;
    let before = file.text.get(instruction.range().start..offset)?;
    let is_separator = |c: char| c.is_whitespace() || matches!(c, '=' | ',');
    let (at, separator) = before.char_indices().rfind(|(_, c)| is_separator(*c))?;
    let length = at + separator.len_utf8();
    let is_source = match instruction.keyword {
        Keyword::From => before[..length].split_whitespace().skip(1).all(|word| word.starts_with("--")),
        Keyword::Copy | Keyword::Run => before[..length].ends_with("from="),
        _ => false,
    };
    if is_source { HostQuery::image_tags(file.text, instruction.range().start + length, offset) } else { None }
}

impl<'c> Completer<'c> {
    /// Adds the values that `from` of a `COPY` or a mount accepts: stages, build contexts and images. Images of the
    /// workspace precede other images.
    pub(super) fn sources(&mut self, instruction: &Instruction) {
        if self.typed().contains([':', '@']) {
            self.tags();
        } else {
            self.stages(instruction);
            self.all_images();
        }
    }

    /// Adds the stages before the stage of an instruction, the nearest first, and other names that are used like
    /// stages.
    fn stages(&mut self, instruction: &Instruction) {
        let file = self.context.file;
        let own = file
            .instructions
            .partition_point(|other| other.range().start < instruction.source(&instruction.keyword_range()).start);
        let stages = &self.context.symbols.stages;
        let end = stages.froms.partition_point(|from| *from < own);
        let end = if instruction.keyword == Keyword::From { end } else { end.saturating_sub(1) };
        for stage in (0..end).rev() {
            let from = &file.instructions[stages.froms[stage]];
            if let [base, _, name] = from.words() {
                self.add(Item {
                    kind: CompletionKind::Reference,
                    detail: Some(from.text(&base.range()).to_owned()),
                    ..Item::new(from.word(name))
                });
            }
        }
        for (name, value) in (self.context.contexts)() {
            self.add(Item { kind: CompletionKind::Reference, detail: value, ..Item::new(name) });
        }
        // Images that other instructions copy from.
        for image in self.unresolved_sources() {
            self.add(Item { kind: CompletionKind::Image, ..Item::new(image) });
        }
    }

    /// Adds images: first those of the file, then those of the workspace, then common images.
    fn all_images(&mut self) {
        for image in self.other_bases() {
            self.add(Item { kind: CompletionKind::Image, ..Item::new(image) });
        }
        self.images_of_workspace(|_| true);
        self.images();
        self.deduplicate();
    }

    /// Returns the names that other instructions use like stages although the file has no such stage, sorted.
    fn unresolved_sources(&self) -> Vec<&'c str> {
        let stages = &self.context.symbols.stages;
        let instructions = self.context.file.instructions.iter().enumerate();
        let references = instructions.flat_map(|(index, other)| stage_references(index, other));
        let is_here = |other: &StageReference| touches(&other.range, self.offset);
        let mut found: Vec<&str> = references
            .filter(|other| stages.resolve(other).is_none() && !is_here(other) && other.name != "scratch")
            .map(|other| other.name)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    pub(super) fn from(&mut self, instruction: &'c Instruction<'c>, given: usize) {
        if let Some(prefix) = self.typed().rfind('}').filter(|_| given == 0) {
            // Skip a prefix that is a variable, such as a registry.
            self.word.start += prefix + 1;
        }
        match given {
            0 if self.typed().contains([':', '@']) => self.tags(),
            0 => {
                self.stages(instruction);
                self.all_images();
            }
            1 => {
                let is_lower = !instruction.name().contains(|c: char| c.is_ascii_uppercase());
                let word = if is_lower { "as" } else { "AS" };
                self.add(Item { kind: CompletionKind::Keyword, ..Item::new(word) });
            }
            2 => self.stage_names(),
            _ => {}
        }
    }

    /// Returns the base images of other stages, the nearest first.
    fn other_bases(&self) -> Vec<&'c str> {
        let mut found: Vec<(usize, &str)> = Vec::new();
        for from in self.context.file.instructions.iter().filter(|other| other.keyword == Keyword::From) {
            let Some(word) = from.words().first() else { continue };
            let source = from.source(&word.range());
            if self.offset < source.start || source.end < self.offset {
                found.push((source.start.abs_diff(self.offset), from.text(&word.range())));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, image)| image).collect()
    }

    /// Adds the images of other Dockerfiles and of Compose files.
    fn images_of_workspace(&mut self, fits: impl Fn(&str) -> bool) {
        let found = workspace_images(self.context.files).into_iter().filter(|image| fits(image));
        for image in found.take(MAX_WORKSPACE_IMAGES) {
            let detail = Some("used in this workspace".to_owned());
            self.add(Item { kind: CompletionKind::Image, detail, ..Item::new(image) });
        }
    }

    /// Adds images that many files use, the most common first.
    fn images(&mut self) {
        let popular = POPULAR_IMAGES.iter().filter_map(|name| official_image(name));
        let others = OFFICIAL_IMAGES.iter().filter(|image| !POPULAR_IMAGES.contains(&image.name));
        for image in popular.chain(others) {
            self.add(Item {
                text: (!image.tag.is_empty()).then(|| format!("{}:{}", image.name, image.tag)),
                detail: Some(image.tag.to_owned()).filter(|tag| !tag.is_empty()),
                documentation: Some(format!("{}\n\n<https://hub.docker.com/_/{}>", image.description, image.name)),
                kind: CompletionKind::Image,
                ..Item::new(image.name)
            });
        }
        for (name, description) in OTHER_IMAGES {
            self.add(Item {
                kind: CompletionKind::Image,
                documentation: Some((*description).to_owned()),
                ..Item::new(*name)
            });
        }
    }

    /// Adds names for a stage: first names that the file refers to without declaring a stage, then common names.
    fn stage_names(&mut self) {
        for name in self.unresolved_sources() {
            self.add(Item { kind: CompletionKind::Reference, ..Item::new(name) });
        }
        let stages = &self.context.symbols.stages;
        let is_taken = |name: &&&str| stages.named(name).is_none();
        for name in STAGE_NAMES.iter().filter(is_taken) {
            self.add(Item { kind: CompletionKind::Reference, ..Item::new(*name) });
        }
        self.words_of_file();
    }

    /// Adds tags of the image before the cursor: first those in the file, then common tags.
    fn tags(&mut self) {
        let typed = self.typed();
        let name = typed.split([':', '@']).next().unwrap_or_default();
        for image in self.other_bases().into_iter().filter(|other| other.split([':', '@']).next() == Some(name)) {
            self.add(Item { kind: CompletionKind::Image, ..Item::new(image) });
        }
        self.images_of_workspace(|image| image.split([':', '@']).next() == Some(name));
        let usual = OFFICIAL_IMAGES.iter().find(|image| image.name == name).map(|image| image.tag);
        // The usual tags of a well-known image are known.
        let is_known = !tags_of(name).is_empty();
        let others = USUAL_TAGS.iter().filter(|tag| !(is_known && TAGS_OF_OTHERS.contains(tag)));
        for tag in usual.iter().chain(tags_of(name)).chain(others) {
            self.add(Item { kind: CompletionKind::Image, ..Item::new(format!("{name}:{tag}")) });
        }
        let tag = typed.rsplit(':').next().unwrap_or_default();
        if let Some((version, _)) = tag.rsplit_once('-').filter(|_| tag.len() < typed.len()) {
            for variant in tags_of(name).iter().chain(VARIANTS) {
                self.add(Item { kind: CompletionKind::Image, ..Item::new(format!("{name}:{version}-{variant}")) });
            }
        }
        if let Some((image, _)) = typed.rsplit_once('@') {
            self.add(Item { kind: CompletionKind::Image, ..Item::new(format!("{image}@sha256:")) });
        }
        self.words_of_file();
        self.deduplicate();
    }

    /// Adds users: those that the file switches to or creates, and the usual users of its base images.
    pub(super) fn users(&mut self) {
        let mut ranking = self.ranking();
        for word in self.file_words() {
            let makes = matches!(word.place.command, "useradd" | "adduser" | "groupadd" | "addgroup" | "usermod");
            if word.place.command.eq_ignore_ascii_case("USER") {
                ranking.add(word.text, 3.0);
            } else if makes && !word.text.starts_with(['-', '/']) {
                ranking.add(word.text, 2.5);
            }
        }
        // Most images have no user with their own name.
        let is_typed = !self.typed().is_empty();
        for name in self.image_names().filter(|name| is_typed || NAMES_OF_USERS.contains(name)) {
            ranking.add(name, 2.0);
        }
        ranking.table(
            &["root", "nobody", "app", "node", "nonroot", "www-data", "nginx", "1000", "1001"],
            1.5,
            0.05,
            1.0,
        );
        if !self.typed().is_empty() {
            self.rank_file_words(&mut ranking, self.place());
        }
        self.add_all(ranking);
    }
}
