//! Renames every reference in all files, or none.

use super::occurrences::Name;
use crate::languages::answers::{Edit, FileEdits, FileRef, RenameTarget};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::Kind;
use crate::languages::compose::model::project::FileFacts;
use crate::languages::compose::reference::KeyPattern;
use crate::languages::compose::values::scalar::Scalar;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_rename_target(&self, offset: usize) -> Option<RenameTarget> {
        if let Some(name) = self.build_name_at(offset) {
            return self.build_rename_target(name);
        }
        if let Some(variable) = self.variable_at(offset) {
            return self.variable_rename_target(&variable);
        }
        let (name, range) = self.name_at(offset)?;
        let placeholder = match name {
            Name::Symbol { name, .. } | Name::Extended { name, .. } => name,
            Name::Anchor(_) => self.tree.text.get(range.clone())?.to_owned(),
        };
        Some(RenameTarget { range, placeholder })
    }

    pub(in crate::languages::compose) fn make_rename(
        &self,
        offset: usize,
        new: &str,
    ) -> Result<Vec<FileEdits>, String> {
        if let Some(name) = self.build_name_at(offset) {
            return self.build_rename(name, new);
        }
        if let Some(variable) = self.variable_at(offset) {
            return self.rename_variable(&variable, new);
        }
        let Some((name, _)) = self.name_at(offset) else {
            return Err("there is nothing to rename here".to_owned());
        };
        self.check_new_name(&name, new)?;
        let places = self.occurrences_everywhere(&name);
        for place in &places {
            self.check_written(&name, &place.file, place.range.clone())?;
        }
        Ok(FileEdits::group(places.into_iter().map(|place| (place.file, Edit::replace(place.range, new)))))
    }

    fn check_new_name(&self, name: &Name, new: &str) -> Result<(), String> {
        match name {
            Name::Anchor(node) => {
                let is_allowed = |byte: u8| byte.is_ascii_graphic() && !b",[]{}:".contains(&byte);
                if new.is_empty() || !new.bytes().all(is_allowed) {
                    return Err(format!("invalid anchor name `{new}`: expected letters, digits, `-` and `_`"));
                }
                let others = self.tree.yaml.anchors.iter().filter(|anchor| anchor.node != *node);
                if others.into_iter().any(|anchor| self.tree.text.get(anchor.name.clone()) == Some(new)) {
                    return Err(format!("`{new}` is already in use"));
                }
            }
            Name::Symbol { kind, name } => self.check_new_symbol(*kind, name, self.source.file_name, new)?,
            Name::Extended { path, name } => self.check_new_symbol(Kind::Service, name, path, new)?,
        }
        Ok(())
    }

    /// Checks the new name of a declaration. `file` is a file that uses the old name.
    fn check_new_symbol(&self, kind: Kind, name: &str, file: &str, new: &str) -> Result<(), String> {
        if !KeyPattern::Name.matches(new) {
            return Err(format!("invalid name `{new}`: expected letters, digits, `.`, `_` and `-`"));
        }
        if Scalar::parse(new) != Scalar::String {
            return Err(format!("`{new}` is not a string in YAML; choose another name"));
        }
        let is_taken = || {
            self.is_declared_with(file, kind, name, new)
                || kind == Kind::Profile && self.model.references.iter().any(|one| one.kind == kind && one.name == new)
        };
        if new != name && is_taken() {
            return Err(format!("there is already a {} `{new}`", kind.name()));
        }
        if kind == Kind::Network && (name == "default" || new == "default") {
            return Err("the network `default` is built in and cannot be renamed".to_owned());
        }
        Ok(())
    }

    /// Checks that a name is not written with escapes, because such a name cannot be replaced.
    fn check_written(&self, name: &Name, file: &FileRef, range: std::ops::Range<usize>) -> Result<(), String> {
        let (Name::Symbol { name, .. } | Name::Extended { name, .. }) = name else { return Ok(()) };
        let is_written = match file {
            FileRef::Document => self.tree.text.get(range) == Some(name),
            FileRef::Path(path) => {
                FileFacts::of(self.source.files, path).is_some_and(|facts| facts.text.get(range) == Some(name))
            }
        };
        if is_written {
            Ok(())
        } else {
            Err(format!("a reference to `{name}` is written with escapes; rename it by hand"))
        }
    }
}
