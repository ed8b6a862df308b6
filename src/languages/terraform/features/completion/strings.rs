//! Completes the content of strings: sources of modules, addresses and versions of providers, and closed lists of
//! words.

use std::collections::BTreeSet;

use super::{Item, Request, append_new};
use crate::languages::answers::CompletionKind;
use crate::languages::sort::SortStably;
use crate::languages::terraform::model::facts::Literal;
use crate::languages::terraform::model::index::join;
use crate::languages::terraform::model::provider_schemas::ProviderSchemas;
use crate::languages::terraform::model::scope::Names;
use crate::languages::terraform::reference::resource_types::{MODULES, PROVIDER_SOURCES, REGIONS};
use crate::languages::terraform::reference::schema::ValueKind;

/// Folders that do not contain modules of the author.
const SKIPPED: [&str; 3] = [".terraform", ".git", "node_modules"];

/// Examples of constraints on the version of Terraform.
const CORE_CONSTRAINTS: [&str; 4] = [">= 1.5", "~> 1.9", ">= 1.5, < 2.0", "= 1.11.4"];

/// The maximum number of values of the same argument in a result.
const MAX_USED_VALUES: usize = 50;

impl Request<'_, '_> {
    pub(super) fn complete_string(&mut self) {
        let Some(path) = self.cursor.value_path() else { return };
        let content = self.cursor.frame().start + 1;
        if self.cursor.text[content - 1..].starts_with("<<") {
            return;
        }
        let typed = self.cursor.text.get(content..self.cursor.offset).unwrap_or_default().to_owned();
        if typed.contains("${") {
            return;
        }
        let before = self.items.len();
        if self.scope.names == Names::Requirements {
            match &path[..] {
                [name, key] if key == "source" => self.complete_provider_source(name),
                [name, key] if key == "version" => self.complete_provider_version(name),
                // Before Terraform 0.13, an entry was only a version.
                [name] => self.complete_provider_version(name),
                _ => {}
            }
        } else if let [name] = &path[..] {
            let kind =
                self.scope.attribute(&self.environment, name).map_or(ValueKind::Any, |attribute| attribute.value);
            match kind {
                ValueKind::ModuleSource => self.complete_module_source(&typed),
                ValueKind::Strings(words) => {
                    for word in words {
                        self.add(Item::new(*word, CompletionKind::Value));
                    }
                }
                ValueKind::VersionConstraint if name == "required_version" => {
                    for constraint in CORE_CONSTRAINTS {
                        self.add(Item::new(constraint, CompletionKind::Value));
                    }
                }
                ValueKind::VersionConstraint if name == "version" => {
                    let block = self.cursor.blocks().last();
                    match block.map(|(keyword, labels)| (keyword, labels.first().map(ToString::to_string))) {
                        Some(("provider", Some(name))) => self.complete_provider_version(&name),
                        _ => self.complete_module_version(),
                    }
                }
                ValueKind::Any | ValueKind::String => {
                    for value in self.allowed_values(name) {
                        self.add(Item::new(value, CompletionKind::Value));
                    }
                    self.complete_used_values(name, &typed);
                }
                _ => {}
            }
        }
        self.replace_string(before);
    }

    /// Completes values that the same argument has elsewhere in the file, and regions.
    fn complete_used_values(&mut self, name: &str, typed: &str) {
        if self.names_region(name) {
            self.complete_regions();
        }
        if typed.is_empty() || matches!(name, "description" | "default" | "error_message" | "source") {
            return;
        }
        let text = self.cursor.text;
        let before = text.get(..self.cursor.offset).map_or(0, |before| before.rfind('\n').map_or(0, |end| end + 1));
        let mut values: Vec<&str> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let is_here = at == before;
            at += line.len();
            let rest = line.trim_start().strip_prefix(name).map(|rest| rest.trim_start_matches(' '));
            let Some(value) = rest.and_then(|rest| rest.strip_prefix('=')).filter(|_| !is_here) else { continue };
            let Some(value) = value.trim_start().strip_prefix('"').and_then(|value| value.split('"').next()) else {
                continue;
            };
            let is_plain = value.len() > typed.len() && !value.contains(['$', '%', '\\']);
            if is_plain && !values.contains(&value) && values.len() < MAX_USED_VALUES {
                values.push(value);
            }
        }
        for value in values {
            self.add(Item::new(value.to_owned(), CompletionKind::Value));
        }
    }

    /// Whether the value of an argument is a region, also as the default value of a variable.
    fn names_region(&self, argument: &str) -> bool {
        let name = match self.cursor.blocks().last() {
            Some(("variable", [label])) if argument == "default" => label,
            _ => argument,
        };
        matches!(name.rsplit('_').next(), Some("region" | "location" | "zone"))
    }

    /// Completes regions. Those of the providers that the module uses come first.
    fn complete_regions(&mut self) {
        let providers = self.used_providers();
        let mut regions: Vec<_> = REGIONS.iter().collect();
        regions.sort_stably_by_key(|(provider, _)| !providers.contains(*provider));
        for region in regions.into_iter().flat_map(|(_, names)| names.split_ascii_whitespace()) {
            self.add(Item::new(region, CompletionKind::Value));
        }
    }

    /// Completes the source of a module before its quotes are typed.
    pub(super) fn complete_quoted_source(&mut self) {
        let before = self.items.len();
        self.complete_module_source("");
        self.items.retain(|item| !item.label.ends_with('/'));
        for item in &mut self.items[before..] {
            item.text = format!("\"{}\"", item.label);
            item.label.clone_from(&item.text);
        }
    }

    /// Completes folders below the one that was typed.
    fn complete_module_source(&mut self, typed: &str) {
        let typed = if typed.is_empty() { "./" } else { typed };
        let Some((folder, _)) = typed.rsplit_once('/').filter(|_| typed.starts_with('.')) else {
            self.complete_published_source();
            return;
        };
        let files = self.environment.index.files();
        let mut folders = vec![folder.to_owned()];
        if folder == "." {
            folders.push("./modules".to_owned());
        }
        for folder in folders {
            let mut names = files.entries_in(&join("", &folder));
            names.sort_unstable();
            for name in names {
                let Some(name) = name.strip_suffix('/').filter(|name| !SKIPPED.contains(name)) else { continue };
                self.add(Item::new(format!("{folder}/{name}"), CompletionKind::Folder));
            }
        }
        if typed == "./" {
            self.add(Item::new("../", CompletionKind::Folder));
        }
    }

    /// Sources of other calls, and popular modules of the registry.
    fn complete_published_source(&mut self) {
        let own = self.environment.index.own();
        let offset = self.document_offset();
        let used = own.files().flat_map(|file| &file.facts.calls).filter_map(|call| call.source.as_ref());
        let used = used.filter(|source| !source.span.touches(offset)).map(|source| source.value.clone());
        let mut sources: Vec<String> = Vec::new();
        for source in used.chain(MODULES.iter().map(|(source, ..)| (*source).to_owned())) {
            if !sources.contains(&source) && sources.len() < MAX_USED_VALUES {
                sources.push(source);
            }
        }
        for source in sources {
            self.add(Item::new(source, CompletionKind::Module));
        }
    }

    fn complete_provider_source(&mut self, name: &str) {
        let schemas = self.environment.schemas;
        let known = schemas.into_iter().flat_map(ProviderSchemas::addresses);
        let known = known.filter(|address| address.rsplit('/').next() == Some(name));
        let mut sources: Vec<String> =
            known.map(|address| address.strip_prefix("registry.terraform.io/").unwrap_or(address).to_owned()).collect();
        let published = PROVIDER_SOURCES.iter().filter(|(known, _)| *known == name).flat_map(|(_, sources)| *sources);
        let usual = format!("hashicorp/{name}");
        let locked = self.environment.locked_providers().into_iter().filter(|(address, _)| address.name == name);
        let locked: Vec<String> = locked.map(|(address, _)| address.source()).collect();
        append_new(&mut sources, locked.iter().map(String::as_str).chain(published.copied()).chain([&*usual]));
        for source in sources {
            self.add(Item::new(source, CompletionKind::Value));
        }
    }

    /// Completes constraints that admit the version in the lock file.
    fn complete_provider_version(&mut self, name: &str) {
        let Some(version) = self.environment.locked_version(name) else { return };
        if let [major, minor, ..] = &version.numbers[..] {
            let item = Item::new(format!("~> {major}.{minor}"), CompletionKind::Value);
            self.add(item.detail("allows the installed version"));
        }
        self.add(Item::new(format!(">= {version}"), CompletionKind::Value));
        self.add(Item::new(version.to_string(), CompletionKind::Value));
    }

    /// Completes the versions that other calls of the same module have.
    fn complete_module_version(&mut self) {
        let own = self.environment.index.own();
        let Some(here) = self.call_around() else { return };
        let Some(source) = &here.source else { return };
        let is_other = |version: &&Literal| here.version.as_ref().is_none_or(|own| own.span != version.span);
        let calls = own.files().flat_map(|file| file.facts.calls.iter());
        let calls = calls.filter(|call| call.source.as_ref().is_some_and(|other| other.value == source.value));
        let versions = calls.filter_map(|call| call.version.as_ref()).filter(is_other);
        let versions: BTreeSet<String> = versions.map(|version| version.value.clone()).collect();
        for version in versions.into_iter().rev() {
            self.add(Item::new(version, CompletionKind::Value));
        }
    }
}
