//! Services as Compose runs them, for display. [`printer`] prints them.

mod printer;

use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::merged_service::{Layers, Loader, Members, Value, show_all_pairs};
use crate::languages::syntax::yaml::NodeId;
use printer::Printer;

pub(super) use printer::{printed_key, shortened};

/// The maximum length of a displayed key or scalar, in characters.
pub(super) const MAX_SHOWN: usize = 400;

/// A service and the files that define it.
pub struct MergedService {
    /// The members of the service as YAML, indented by two spaces.
    pub yaml: String,
    /// The paths of the files, relative to the document's folder, in the order in which they are merged.
    pub files: Vec<String>,
    /// Whether the merged service is the same as in the file.
    pub is_as_written: bool,
}

impl MergedService {
    fn new(loader: Loader, members: &mut Members) -> Self {
        show_all_pairs(members);
        let mut printer = Printer::default();
        printer.members(members, 1);
        let is_as_written = loader.is_as_written && loader.files.len() == 1;
        Self { yaml: printer.out, files: loader.files, is_as_written }
    }
}

/// A value with its aliases and merge keys resolved.
pub struct ExpandedValue {
    /// The value as YAML.
    pub yaml: String,
    pub is_as_written: bool,
}

impl ComposeAnalysis<'_> {
    fn loader(&self) -> Loader<'_> {
        Loader::new(self.source.files, self.source.file_name, &self.tree.yaml)
    }

    /// Returns a value of the document with its aliases and merge keys resolved. `None` if it is too large.
    pub(super) fn expanded_value(&self, id: NodeId) -> Option<ExpandedValue> {
        let mut loader = self.loader();
        let value = loader.expanded(&self.tree.yaml, id)?;
        Some(ExpandedValue { yaml: printer::printed(&value), is_as_written: loader.is_as_written })
    }

    /// Returns the names of a mapping's members, and the members as YAML. `None` if it is too large, or no mapping.
    pub(super) fn expanded_members(&self, id: NodeId) -> Option<Vec<(String, String)>> {
        let Value::Mapping(members) = self.loader().expanded(&self.tree.yaml, id)? else { return None };
        let print = |member: (String, Value)| {
            let mut printer = Printer::default();
            printer.members(std::slice::from_ref(&member), 0);
            (member.0, printer.out)
        };
        Some(members.into_iter().map(print).collect())
    }

    /// Returns a service of another file, merged with what it extends. `None` if it cannot be read or is too large.
    pub(super) fn merged_service_of(&self, path: &str, name: &str) -> Option<MergedService> {
        let mut loader = self.loader();
        let Value::Mapping(mut members) = loader.extended(path, name, 0).ok()?? else { return None };
        Some(MergedService::new(loader, &mut members))
    }

    /// Returns the merged service with a name. `None` if no file declares it, if a file cannot be read, or if the
    /// service is too large.
    pub(super) fn merged_service(&self, name: &str) -> Option<MergedService> {
        let mut loader = self.loader();
        let layers = Layers::of_project(self.project(), self.source.file_name);
        let Value::Mapping(mut members) = loader.service(&layers, name, 0).ok()?? else { return None };
        Some(MergedService::new(loader, &mut members))
    }
}
