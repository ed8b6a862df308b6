//! The Compose files of the workspace that are read together with a file, and the names that they share.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::languages::Language;
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::project::{DEFAULT_FILES, DEFAULT_OVERRIDES, FileFacts, folder_of, resolve};
use crate::languages::compose::model::{Kind, Model};

/// The maximum number of files that are read only because others include or extend them.
const MAX_NAMED_FILES: usize = 512;

/// The Compose files of the workspace, by their paths from the document's folder, apart from the document.
pub struct Applications<'a> {
    analysis: &'a ComposeAnalysis<'a>,
    files: BTreeMap<String, Arc<FileFacts>>,
    /// The files that each file makes Compose read.
    reads: HashMap<String, Vec<String>>,
    read_by: HashMap<String, Vec<String>>,
}

impl<'a> Applications<'a> {
    pub fn new(analysis: &'a ComposeAnalysis<'a>) -> Self {
        let own = analysis.source.file_name;
        let project = analysis.project();
        let known = project.files.iter().map(|file| (file.path.clone(), Arc::clone(&file.facts)));
        let mut files: BTreeMap<String, Arc<FileFacts>> = known.collect();
        for path in analysis.source.files.documents(Language::Compose) {
            if path != own && !files.contains_key(&path) {
                let facts = FileFacts::of(analysis.source.files, &path);
                files.extend(facts.map(|facts| (path, facts)));
            }
        }
        let mut applications = Self { analysis, files, reads: HashMap::new(), read_by: HashMap::new() };
        applications.add_named_files();
        for file in &project.files {
            applications.connect(own, &file.path);
        }
        if let Some(base) = &project.base {
            applications.connect(base, own);
        }
        let paths: Vec<String> = applications.files.keys().cloned().chain([own.to_owned()]).collect();
        for path in &paths {
            applications.connect_overrides(path);
            let included: Vec<String> = applications.model(path).map_or_else(Vec::new, |model| {
                model.included_files().filter_map(|include| applications.resolve(path, &include.path)).collect()
            });
            for included in &included {
                applications.connect(path, included);
            }
        }
        applications
    }

    /// Adds the files that others include or extend. Such a file can have any name, so a search does not find it.
    fn add_named_files(&mut self) {
        let mut waiting: Vec<String> = self.files.keys().cloned().collect();
        waiting.push(self.analysis.source.file_name.to_owned());
        let mut added = 0;
        while let Some(path) = waiting.pop() {
            let Some(model) = self.model(&path) else { continue };
            let extended = model.extends.iter().filter_map(|one| one.file.as_deref());
            let named = model.included_files().map(|include| &*include.path).chain(extended);
            let named: BTreeSet<String> = named.filter_map(|file| self.resolve(&path, file)).collect();
            for path in named {
                if added == MAX_NAMED_FILES || self.model(&path).is_some() {
                    continue;
                }
                if let Some(facts) = FileFacts::of(self.analysis.source.files, &path) {
                    self.files.insert(path.clone(), facts);
                    waiting.push(path);
                    added += 1;
                }
            }
        }
    }

    /// Returns the model of a file, which can be the document.
    pub fn model(&self, path: &str) -> Option<&Model> {
        if path == self.analysis.source.file_name {
            return Some(&self.analysis.model);
        }
        self.files.get(path).map(|facts| &facts.model)
    }

    /// Returns the files in which a name has the same meaning as in `file`.
    pub fn files_sharing(&self, kind: Kind, name: &str, file: &str) -> BTreeSet<String> {
        let mut shared = self.application(file);
        let declares =
            |path: &&String| self.model(path).is_some_and(|model| model.declared(kind, name).next().is_some());
        let declaring: Vec<String> = shared.iter().filter(declares).cloned().collect();
        for path in &declaring {
            shared.extend(self.application(path));
        }
        shared
    }

    /// Returns a file, and the files that Compose reads together with it.
    pub fn application(&self, file: &str) -> BTreeSet<String> {
        let roots = reached(&self.read_by, BTreeSet::from([file.to_owned()]));
        reached(&self.reads, roots)
    }

    /// Returns where files extend a service of one of `files`: the extending file, and the range of the name there.
    pub fn extending(&self, service: &str, files: &BTreeSet<String>) -> Vec<(String, std::ops::Range<usize>)> {
        let own = self.analysis.source.file_name;
        let paths = self.files.keys().map(String::as_str).chain([own]);
        let mut found = Vec::new();
        for path in paths {
            let extends = self.model(path).into_iter().flat_map(|model| &model.extends);
            for one in extends.filter(|one| one.service == service) {
                let target = one.file.as_deref().and_then(|file| self.resolve(path, file));
                if target.is_some_and(|target| files.contains(&target)) {
                    found.push((path.to_owned(), one.service_range.clone()));
                }
            }
        }
        found
    }

    /// The shortest path from the document's folder, for a path in another file.
    fn resolve(&self, file: &str, path: &str) -> Option<String> {
        resolve(self.analysis.source.files, file, path)
    }

    /// Connects a default file with its override.
    fn connect_overrides(&mut self, path: &str) {
        let (folder, name) = (folder_of(path), path.rsplit('/').next().unwrap_or(path));
        if !DEFAULT_OVERRIDES.contains(&name) {
            return;
        }
        let beside = |name: &&str| if folder.is_empty() { (*name).to_owned() } else { format!("{folder}/{name}") };
        let base = DEFAULT_FILES.iter().map(beside).find(|base| self.model(base).is_some());
        if let Some(base) = base {
            self.connect(&base, path);
            self.connect(path, &base);
        }
    }

    fn connect(&mut self, from: &str, to: &str) {
        self.reads.entry(from.to_owned()).or_default().push(to.to_owned());
        self.read_by.entry(to.to_owned()).or_default().push(from.to_owned());
    }
}

impl ComposeAnalysis<'_> {
    /// The other files that Compose reads with the same variables: those of the application, those that the document
    /// extends, and those in its folder that extend its services.
    pub fn files_with_variables(&self) -> Vec<(String, Arc<FileFacts>)> {
        let applications = Applications::new(self);
        let own = self.source.file_name;
        let application = applications.application(own);
        let targets = |path: &str, model: &Model| {
            let files = model.extends.iter().filter_map(|one| one.file.as_deref());
            files.filter_map(|file| applications.resolve(path, file)).collect::<BTreeSet<String>>()
        };
        let extended: BTreeSet<String> =
            application.iter().filter_map(|path| Some(targets(path, applications.model(path)?))).flatten().collect();
        let is_related = |path: &str, facts: &FileFacts| {
            let is_beside = !path.contains('/');
            application.contains(path)
                || extended.contains(path)
                || is_beside && targets(path, &facts.model).contains(own)
        };
        let related = applications.files.iter().filter(|(path, facts)| is_related(path, facts));
        related.map(|(path, facts)| (path.clone(), Arc::clone(facts))).collect()
    }
}

/// Returns the files that can be reached from some files by following edges, including these files.
fn reached(edges: &HashMap<String, Vec<String>>, from: BTreeSet<String>) -> BTreeSet<String> {
    let mut waiting: Vec<String> = from.iter().cloned().collect();
    let mut reached = from;
    while let Some(file) = waiting.pop() {
        for next in edges.get(&file).into_iter().flatten() {
            if reached.insert(next.clone()) {
                waiting.push(next.clone());
            }
        }
    }
    reached
}
