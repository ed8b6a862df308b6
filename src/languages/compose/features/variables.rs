//! Navigation and renaming of variables in `${…}`, including those that are set in `.env`.

use std::ops::Range;
use std::sync::Arc;

use crate::languages::answers::{
    Definition, Edit, FileEdits, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget, RenameTarget,
};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::FileKind;
use crate::languages::compose::model::project::{FileFacts, join};
use crate::languages::compose::model::variables::{VariableUse, uses};
use crate::languages::compose::values::env_file::assignments;
use crate::languages::compose::values::interpolation::{is_name, variables};
use crate::languages::text::touches;

/// The name of the file that sets variables for interpolation.
const ENV_FILE: &str = ".env";

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

    pub(super) fn variable_definition(&self, variable: &VariableUse) -> Option<Definition> {
        let text = self.source.files.read(ENV_FILE)?;
        let targets: Vec<NavigationTarget> = assigned_in(&text, &variable.name)
            .into_iter()
            .map(|range| NavigationTarget {
                file: FileRef::Path(ENV_FILE.into()),
                full_range: range.clone(),
                focus_range: range,
            })
            .collect();
        (!targets.is_empty()).then(|| Definition { origin: variable.range.clone(), targets })
    }

    pub(super) fn variable_references(&self, variable: &VariableUse) -> Vec<FileRange> {
        let places = self.variable_places(&variable.name, &self.files_beside());
        places.into_iter().map(|(file, one)| FileRange { file, range: one.range }).collect()
    }

    pub(super) fn variable_highlights(&self, variable: &VariableUse) -> Vec<Highlight> {
        let uses = uses(&self.tree).into_iter().filter(|one| one.name == variable.name);
        uses.map(|one| Highlight { range: one.range, kind: HighlightKind::Read }).collect()
    }

    /// Returns the uses of a variable in the document, in `.env`, and in the Compose files beside the document, which
    /// read the same `.env`.
    fn variable_places(&self, name: &str, others: &[(String, Arc<FileFacts>)]) -> Vec<(FileRef, VariableUse)> {
        let is_it = |one: &VariableUse| one.name == name;
        let own = uses(&self.tree).into_iter().filter(is_it);
        let mut places: Vec<(FileRef, VariableUse)> = own.map(|one| (FileRef::Document, one)).collect();
        if let Some(text) = self.source.files.read(ENV_FILE) {
            let file = FileRef::Path(ENV_FILE.into());
            let plain = |range: Range<usize>| VariableUse { name: name.to_owned(), range, is_passed_on: false };
            places.extend(assigned_in(&text, name).into_iter().map(|range| (file.clone(), plain(range))));
            let referred = variables(&text, 0..text.len()).into_iter().map(|variable| variable.name);
            let same = referred.filter(|range| &text[range.clone()] == name);
            places.extend(same.map(|range| (file.clone(), plain(range))));
        }
        for (path, facts) in others {
            let file = FileRef::Path(path.as_str().into());
            places.extend(facts.variables.iter().filter(|one| is_it(one)).map(|one| (file.clone(), one.clone())));
        }
        places
    }

    /// Returns the variable if it can be renamed, which requires that `.env` sets it.
    pub(super) fn variable_rename_target(&self, variable: &VariableUse) -> Option<RenameTarget> {
        self.variable_definition(variable)?;
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
        let others = self.files_beside();
        if new != name && !self.variable_places(new, &others).is_empty() {
            return Err(format!("`{new}` is already in use"));
        }
        if ["COMPOSE_", "DOCKER_"].iter().any(|prefix| name.starts_with(prefix) || new.starts_with(prefix)) {
            return Err("names that start with `COMPOSE_` or `DOCKER_` are reserved".to_owned());
        }
        let files = self.model.files.iter().map(|file| ("", file));
        let files = files.chain(others.iter().flat_map(|(path, facts)| {
            let files = facts.model.files.iter();
            files.map(|file| (path.as_str(), file))
        }));
        let mut env_files = files.filter(|(_, file)| file.kind == FileKind::EnvFile);
        if env_files.any(|(path, file)| join(path, &file.path).as_deref() == Some(ENV_FILE)) {
            return Err(format!("`env_file` passes `{name}` to containers, which expect this name"));
        }
        let places = self.variable_places(name, &others);
        if places.iter().any(|(_, place)| place.is_passed_on) {
            return Err(format!("`environment` passes `{name}` to a container, which expects this name"));
        }
        Ok(FileEdits::group(places.into_iter().map(|(file, place)| (file, Edit::replace(place.range, new)))))
    }
}
