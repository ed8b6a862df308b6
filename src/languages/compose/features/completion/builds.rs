//! What a service builds: its Dockerfile, with its stages and arguments.

use std::collections::HashSet;
use std::sync::Arc;

use super::Cursor;
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::project::join;
use crate::languages::dockerfile::{self, Keyword};
use crate::languages::syntax::yaml::NodeId;

/// The maximum depth of a value in a `build`.
const MAX_BUILD_DEPTH: usize = 8;

impl ComposeAnalysis<'_> {
    /// Returns the `build` at the cursor.
    fn build_of(cursor: &Cursor) -> Option<NodeId> {
        let yaml = &cursor.tree.yaml;
        let parents = std::iter::successors(yaml.node(cursor.node).parent, |id| yaml.node(*id).parent);
        let is_build = |id: &NodeId| matches!(cursor.tree.place(*id)[..], ["services", _, "build"]);
        parents.take(MAX_BUILD_DEPTH).find(is_build)
    }

    /// Returns the text of a member of the `build` at the cursor.
    pub(super) fn build_member<'c>(cursor: &'c Cursor, name: &str) -> Option<&'c str> {
        let yaml = &cursor.tree.yaml;
        let entries = yaml.entries(Self::build_of(cursor)?).iter();
        entries.filter(|(key, _)| yaml.text(*key) == Some(name)).find_map(|(_, value)| yaml.text(*value))
    }

    /// Returns the Dockerfile of the service at the cursor.
    fn dockerfile(&self, cursor: &Cursor) -> Option<Arc<str>> {
        if let Some(inline) = Self::build_member(cursor, "dockerfile_inline") {
            return Some(inline.into());
        }
        let member = |name| Self::build_member(cursor, name).filter(|text| !text.is_empty());
        let context = member("context").unwrap_or(".");
        let dockerfile = member("dockerfile").unwrap_or("Dockerfile");
        self.source.files.read(&join("", &format!("{context}/{dockerfile}"))?)
    }

    /// Returns the names of the Dockerfile's stages.
    pub(super) fn stages(&self, cursor: &Cursor) -> Vec<String> {
        let Some(text) = self.dockerfile(cursor) else { return Vec::new() };
        let file = dockerfile::parse(&text);
        let stages = file.instructions.iter().filter(|instruction| instruction.keyword == Keyword::From);
        let names = stages.filter_map(|from| Some(from.word(from.words().get(2)?).to_owned()));
        names.collect()
    }

    /// Returns the names in the `ARG` instructions of the Dockerfile.
    pub(super) fn build_arguments(&self, cursor: &Cursor) -> Vec<String> {
        let Some(text) = self.dockerfile(cursor) else { return Vec::new() };
        let file = dockerfile::parse(&text);
        let mut seen = HashSet::new();
        let arguments = file.instructions.iter().filter(|instruction| instruction.keyword == Keyword::Arg);
        let words = arguments.flat_map(|argument| argument.words().iter().map(|word| argument.word(word)));
        let names = words.map(|word| word.split('=').next().unwrap_or(word).to_owned());
        names.filter(|name| seen.insert(name.clone())).collect()
    }
}
