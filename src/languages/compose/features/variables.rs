//! Navigation and renaming of variables in `${…}`, including those that are set in `.env`.

use std::ops::Range;
use std::sync::Arc;

use crate::languages::answers::{
    Definition, Edit, FileEdits, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget, RenameTarget,
};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::FileKind;
use crate::languages::compose::model::project::{FileFacts, resolve};
use crate::languages::compose::model::set_variables::{ENV_FILE, EnvFile};
use crate::languages::compose::model::variables::{VariableUse, uses};
use crate::languages::compose::values::env_file::assignments;
use crate::languages::compose::values::interpolation::{is_name, variables};
use crate::languages::text::touches;

/// Returns the ranges in which a file of `NAME=value` lines assigns a variable.
fn assigned_in(text: &str, variable: &str) -> Vec<Range<usize>> {
    let names = assignments(text).map(|one| one.name).filter(|name| *name == variable);
    let offset = |name: &str| name.as_ptr() as usize - text.as_ptr() as usize;
    names.map(|name| offset(name)..offset(name) + name.len()).collect()
}

impl ComposeAnalysis<'_> {
    pub(super) fn variable_at(&self, offset: usize) -> Option<VariableUse> {
        let id = self.tree.node_at(offset)?;
        let is_candidate = self.tree.text[self.tree.yaml.node(id).range.clone()].contains('$')
            || self.tree.names(id).get(2) == Some(&"environment");
        if !is_candidate {
            return None;
        }
        uses(&self.tree).into_iter().find(|one| touches(&one.range, offset))
    }

    /// Returns the assignments of a variable in the files that set variables, those with precedence first.
    pub(super) fn variable_definition(&self, variable: &VariableUse) -> Option<Definition> {
        let assigned = self.set_variables().files.iter().flat_map(|file| {
            let ranges = assigned_in(&file.text, &variable.name).into_iter();
            ranges.map(|range| NavigationTarget {
                file: FileRef::Path(file.path.as_str().into()),
                full_range: range.clone(),
                focus_range: range,
            })
        });
        let targets: Vec<NavigationTarget> = assigned.collect();
        (!targets.is_empty()).then(|| Definition { origin: variable.range.clone(), targets })
    }

    pub(super) fn variable_references(&self, variable: &VariableUse) -> Vec<FileRange> {
        let places = self.variable_places(&variable.name, &self.files_with_variables());
        places.into_iter().map(|(file, one)| FileRange { file, range: one.range }).collect()
    }

    pub(super) fn variable_highlights(&self, variable: &VariableUse) -> Vec<Highlight> {
        let uses = uses(&self.tree).into_iter().filter(|one| one.name == variable.name);
        uses.map(|one| Highlight { range: one.range, kind: HighlightKind::Read }).collect()
    }

    /// Returns the uses of a variable in the document, in the files that set variables, and in the other Compose files
    /// of the application, which share these variables.
    fn variable_places(&self, name: &str, others: &[(String, Arc<FileFacts>)]) -> Vec<(FileRef, VariableUse)> {
        let is_it = |one: &VariableUse| one.name == name;
        let own = uses(&self.tree).into_iter().filter(is_it);
        let mut places: Vec<(FileRef, VariableUse)> = own.map(|one| (FileRef::Document, one)).collect();
        for EnvFile { path, text } in &self.set_variables().files {
            let file = FileRef::Path(path.as_str().into());
            let plain = |range: Range<usize>| VariableUse { name: name.to_owned(), range, is_passed_on: false };
            places.extend(assigned_in(text, name).into_iter().map(|range| (file.clone(), plain(range))));
            let referred = variables(text, 0..text.len()).into_iter().map(|variable| variable.name);
            let same = referred.filter(|range| &text[range.clone()] == name);
            places.extend(same.map(|range| (file.clone(), plain(range))));
        }
        for (path, facts) in others {
            let file = FileRef::Path(path.as_str().into());
            places.extend(facts.variables.iter().filter(|one| is_it(one)).map(|one| (file.clone(), one.clone())));
        }
        places
    }

    /// Returns the variable if it can be renamed, which requires that a file such as `.env` sets it, and that no container
    /// expects its name.
    pub(super) fn variable_rename_target(&self, variable: &VariableUse) -> Option<RenameTarget> {
        // Any unused name shows whether the variable can be renamed at all.
        self.rename_variable(variable, &format!("{}_", variable.name)).ok()?;
        Some(RenameTarget { range: variable.range.clone(), placeholder: variable.name.clone() })
    }

    pub(super) fn rename_variable(&self, variable: &VariableUse, new: &str) -> Result<Vec<FileEdits>, String> {
        let name = &variable.name;
        if !is_name(new) {
            return Err(format!("invalid variable name `{new}`: expected letters, digits and `_`"));
        }
        if self.variable_definition(variable).is_none() {
            return Err(format!("`{name}` is not set in `.env`, so it may be set outside these files"));
        }
        let others = self.files_with_variables();
        if new != name && !self.variable_places(new, &others).is_empty() {
            return Err(format!("`{new}` is already in use"));
        }
        if ["COMPOSE_", "DOCKER_"].iter().any(|prefix| name.starts_with(prefix) || new.starts_with(prefix)) {
            return Err("names that start with `COMPOSE_` or `DOCKER_` are reserved".to_owned());
        }
        if let Some(path) = self.other_env_file(name, &others) {
            return Err(format!("`{path}` may set `{name}`, too; rename it by hand"));
        }
        let files = self.model.files.iter().map(|file| ("", file));
        let files = files.chain(others.iter().flat_map(|(path, facts)| {
            let files = facts.model.files.iter();
            files.map(|file| (path.as_str(), file))
        }));
        let mut env_files = files.filter(|(_, file)| file.kind == FileKind::EnvFile);
        let is_read = |path: &str| self.set_variables().files.iter().any(|file| file.path == path);
        if env_files.any(|(path, file)| resolve(self.source.files, path, &file.path).is_some_and(|path| is_read(&path)))
        {
            return Err(format!("`env_file` passes `{name}` to containers, which expect this name"));
        }
        let places = self.variable_places(name, &others);
        if places.iter().any(|(_, place)| place.is_passed_on) {
            return Err(format!("`environment` passes `{name}` to a container, which expects this name"));
        }
        Ok(FileEdits::group(places.into_iter().map(|(file, place)| (file, Edit::replace(place.range, new)))))
    }

    /// Returns the path of a second file that sets a variable for one of the application's files.
    fn other_env_file(&self, name: &str, others: &[(String, Arc<FileFacts>)]) -> Option<String> {
        let known: Vec<&str> = self.set_variables().files.iter().map(|file| file.path.as_str()).collect();
        let origin = self.set_variables().origin(name);
        let own = self.set_variables().files.iter().filter(|file| Some(file.path.as_str()) != origin);
        if let Some(file) = own.into_iter().find(|file| !assigned_in(&file.text, name).is_empty()) {
            return Some(file.path.clone());
        }
        let beside = |path: &str| resolve(self.source.files, path, ENV_FILE);
        let files =
            others.iter().filter_map(|(path, _)| beside(path)).chain(others.iter().flat_map(|(path, facts)| {
                let env_files = facts.model.files.iter().filter(|file| file.kind == FileKind::IncludeEnvFile);
                env_files.filter_map(move |file| resolve(self.source.files, path, &file.path))
            }));
        let mut files = files.filter(|path| !known.contains(&path.as_str()));
        files.find(|path| self.source.files.read(path).is_some_and(|text| !assigned_in(&text, name).is_empty()))
    }
}
