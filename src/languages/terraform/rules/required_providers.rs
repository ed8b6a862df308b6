//! `MissingRequirement`: providers that a module uses and that its `required_providers` do not list, although they list
//! other providers.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::Rule;
use super::finding::{Findings, ModuleFix};
use super::insertion;
use super::provider_names::ProviderNames;
use crate::languages::answers::{Diagnostic, Edit, FileEdits, FileRef, QuickFix};
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{Block, Body, File};
use crate::languages::terraform::file_names::{FileKind, is_json_file, is_override_file};
use crate::languages::terraform::model::index::FileTrait;
use crate::languages::terraform::model::scope::Environment;
use crate::languages::text::line_start;

pub fn check(source: &Source<'_>, file: &File<'_>, environment: &Environment<'_>, findings: &mut Findings) {
    let own = environment.index.own();
    let settings = own.files_with(FileTrait::Settings);
    let has_requirements = settings.iter().any(|file| !file.facts.requirements.is_empty());
    let is_part = environment.kind == FileKind::Module && !is_override_file(source.file_name);
    if !is_part || !has_requirements || !own.is_complete || !environment.index.is_listed() {
        return;
    }
    let names = ProviderNames::new(environment.index);
    let mut reported: HashSet<String> = HashSet::new();
    for block in file.body().blocks() {
        let Some((name, label)) = used_provider(&names, block) else { continue };
        if environment.requires(&name) || name == "terraform" || !reported.insert(name.clone()) {
            continue;
        }
        let source = provider_source(&name);
        let message = format!("`required_providers` does not list `{name}`: Terraform uses any version of `{source}`");
        let diagnostic = Diagnostic::hint(label, message);
        findings.push_with_fix(Rule::MissingRequirement, diagnostic, None, Some(ModuleFix::RequireProvider(name)));
    }
}

/// Returns a fix that adds a provider to the `required_providers` of the module. `document` is the parsed document.
pub fn require(
    source: &Source<'_>,
    document: &File<'_>,
    environment: &Environment<'_>,
    name: &str,
) -> Option<QuickFix> {
    let changes = Provider::new(environment, name).require(source, document, environment)?;
    let title = format!("Add `{name}` to `required_providers`");
    Some(QuickFix { title, resolves: Vec::new(), changes: vec![changes], is_preferred: false })
}

/// Returns the source that Terraform assumes for a local name.
fn provider_source(name: &str) -> String {
    format!("hashicorp/{name}")
}

/// Returns the local name of the provider that a block uses, and the range of the label that determines it.
pub fn used_provider(names: &ProviderNames, block: Block<'_>) -> Option<(String, Range<usize>)> {
    let first = block.labels().next()?;
    let name = if block.name().text() == "provider" { Some(first.value().into_owned()) } else { names.name(block) };
    // Other names are not valid names of providers.
    let is_name = |name: &String| {
        name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.chars().all(|next| next.is_ascii_lowercase() || next.is_ascii_digit() || next == '-')
    };
    Some((name.filter(is_name)?, first.content_range()))
}

/// A provider to require.
pub struct Provider<'n> {
    name: &'n str,
    source: String,
    constraint: Option<String>,
}

impl<'n> Provider<'n> {
    /// Creates a requirement of the provider that Terraform uses for a local name, with the installed version, if any.
    pub fn new(environment: &Environment<'_>, name: &'n str) -> Self {
        let source = provider_source(name);
        let version = environment.used_version(name);
        let constraint = version.map(|version| {
            let number = |index: usize| version.numbers.get(index).copied().unwrap_or_default();
            format!("~> {}.{}", number(0), number(1))
        });
        Self { name, source, constraint }
    }

    /// Adds the provider to the `required_providers` block of the module, which is created if there is none. `document`
    /// is the parsed document.
    pub fn require(
        &self,
        source: &Source<'_>,
        document: &File<'_>,
        environment: &Environment<'_>,
    ) -> Option<FileEdits> {
        let index = environment.index;
        let own = index.own();
        let is_usable = |file: &FileRef| {
            let name = index.name_of(file);
            !is_json_file(name) && !is_override_file(name)
        };
        let files = own.files().filter(|file| file.kind == FileKind::Module && is_usable(&file.file));
        let places: Vec<(&FileRef, Arc<SettingsBlocks>)> = files
            .filter_map(|file| match &file.file {
                FileRef::Document => Some((&file.file, Arc::new(SettingsBlocks::new(document)))),
                FileRef::Path(path) => {
                    let parse = |_: &str, text: &Arc<str>| SettingsBlocks::new(&File::parse(text));
                    Some((&file.file, index.files().parsed::<SettingsBlocks>(path, parse)?))
                }
            })
            .collect();
        let edit_in = |file: &FileRef, block: &Range<usize>, added: &[String]| {
            let edit = insertion::lines(&index.text(file)?, block, added)?;
            Some(FileEdits::new(file.clone(), vec![edit]))
        };
        let mut requirements =
            places.iter().filter_map(|(file, blocks)| Some((file, blocks.required_providers.as_ref()?)));
        if let Some((file, block)) = requirements.next() {
            return edit_in(file, block, &self.entry());
        }
        let mut settings = places.iter().filter_map(|(file, blocks)| Some((file, blocks.terraform.as_ref()?)));
        if let Some((file, block)) = settings.next() {
            let mut lines = vec!["required_providers {".to_owned()];
            lines.extend(self.entry().into_iter().map(|line| format!("  {line}")));
            lines.push("}".to_owned());
            return edit_in(file, block, &lines);
        }
        let first = document.body().blocks().next()?.range().start;
        let entry = self.entry().join("\n    ");
        let added = format!("terraform {{\n  required_providers {{\n    {entry}\n  }}\n}}\n\n");
        let at = before_comments(source.text, first);
        is_usable(&FileRef::Document).then(|| FileEdits::in_document(vec![Edit::insert(at, added)]))
    }

    fn entry(&self) -> Vec<String> {
        let mut entry = vec![format!("{} = {{", self.name)];
        match &self.constraint {
            Some(constraint) => {
                entry.push(format!("  source  = \"{}\"", self.source));
                entry.push(format!("  version = \"{constraint}\""));
            }
            None => entry.push(format!("  source = \"{}\"", self.source)),
        }
        entry.push("}".to_owned());
        entry
    }
}

/// The first block of each kind in a file.
struct SettingsBlocks {
    terraform: Option<Range<usize>>,
    required_providers: Option<Range<usize>>,
}

impl SettingsBlocks {
    fn new(file: &File<'_>) -> Self {
        let settings = || blocks(file.body(), "terraform");
        let required = settings().find_map(|block| blocks(block.body(), "required_providers").next());
        Self { terraform: settings().next().map(Block::range), required_providers: required.map(Block::range) }
    }
}

fn blocks<'f>(body: Body<'f>, keyword: &'static str) -> impl Iterator<Item = Block<'f>> {
    body.blocks().filter(move |block| block.name().text() == keyword)
}

/// Returns the start of the comments directly before a block, or of its line if there are none.
pub fn before_comments(text: &str, block: usize) -> usize {
    let mut start = line_start(text, block);
    while let Some(end) = start.checked_sub(1) {
        let previous = line_start(text, end);
        let line = text[previous..end].trim_start();
        if !(line.starts_with('#') || line.starts_with("//")) {
            break;
        }
        start = previous;
    }
    start
}
