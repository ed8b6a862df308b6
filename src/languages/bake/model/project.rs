//! The files of a project in the order in which Bake merges them, and their declarations.
//!
//! Bake reads all of its default files. A document with another name is read alone, as with `--file`. Other files in
//! its folder are its siblings, which may be read together with it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::compose::{self, ComposeTarget};
use crate::languages::answers::FileRef;
use crate::languages::bake::syntax::{Attribute, BakeFile, Block};
use crate::languages::source::{FileProvider, Source};

/// The Compose files of a project. All of them that exist are read, before any other file.
const COMPOSE_FILES: [&str; 4] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/// The other files of a project, in the order in which they are merged.
pub const BAKE_FILES: [&str; 4] =
    ["docker-bake.json", "docker-bake.hcl", "docker-bake.override.json", "docker-bake.override.hcl"];

/// The maximum number of siblings that are searched for a declaration.
const MAX_SIBLINGS: usize = 20;

/// The maximum size of a sibling that is searched, in bytes.
const MAX_SIBLING_LEN: usize = 1_000_000;

pub struct Project<'a> {
    pub files: Vec<ProjectFile<'a>>,
    /// The index of the analyzed document.
    pub document: usize,
    pub compose: Vec<ComposeTarget>,
    /// Whether a Compose file could not be interpreted, so that it may define any target.
    pub has_unknown_targets: bool,
    /// Whether the document is one of Bake's default files.
    pub is_default: bool,
    provider: &'a dyn FileProvider,
    declared: Declared,
    siblings: OnceLock<SiblingFiles>,
}

pub struct ProjectFile<'a> {
    pub file: FileRef,
    pub name: Cow<'a, str>,
    pub text: Cow<'a, str>,
    pub tree: Arc<BakeFile>,
}

/// The places where names are declared, each with the index of the file and the index of the block or attribute. The
/// last declaration of a name counts.
#[derive(Default)]
struct Declared {
    variables: BTreeMap<String, (usize, usize)>,
    functions: BTreeMap<String, (usize, usize)>,
    attributes: BTreeMap<String, (usize, usize)>,
    targets: BTreeMap<String, Vec<(usize, usize)>>,
    groups: BTreeMap<String, Vec<(usize, usize)>>,
}

/// The names that siblings outside of the project declare.
#[derive(Default)]
struct SiblingFiles {
    names: HashSet<String>,
}

impl<'a> Project<'a> {
    pub fn read(source: &Source<'a>) -> Self {
        let is_default = BAKE_FILES.contains(&source.file_name);
        let names: &[&str] = if is_default { &BAKE_FILES } else { &[] };
        let mut files: Vec<ProjectFile<'a>> = Vec::new();
        let mut document = 0;
        let own = |source: &Source<'a>| ProjectFile {
            file: FileRef::Document,
            name: Cow::Borrowed(source.file_name),
            text: Cow::Borrowed(source.text),
            tree: Arc::new(BakeFile::parse(source.file_name, source.text)),
        };
        for name in names {
            if *name == source.file_name {
                document = files.len();
                files.push(own(source));
            } else if let Some(text) = source.files.read(name)
                && let Some(tree) = source.files.parsed(name, |name, text| BakeFile::parse(name, text))
            {
                files.push(ProjectFile {
                    file: FileRef::Path((*name).into()),
                    name: Cow::Borrowed(name),
                    tree,
                    text: Cow::Owned(text.as_ref().to_owned()),
                });
            }
        }
        if !is_default {
            files.push(own(source));
        }
        let (mut compose, mut has_unknown_targets) = (Vec::new(), false);
        if is_default {
            for name in COMPOSE_FILES {
                if let Some(text) = source.files.read(name) {
                    has_unknown_targets |= !compose::read(&text, name, &mut compose);
                }
            }
        }
        let declared = Declared::new(&files);
        Self {
            files,
            document,
            compose,
            has_unknown_targets,
            is_default,
            provider: source.files,
            declared,
            siblings: OnceLock::new(),
        }
    }

    pub fn document(&self) -> &ProjectFile<'a> {
        &self.files[self.document]
    }

    /// Returns all blocks of a kind, each with the index of its file, in the order of the project.
    pub fn blocks<'p>(&'p self, kind: &'p str) -> impl Iterator<Item = (usize, &'p Block)> {
        let blocks = self.files.iter().enumerate();
        let blocks = blocks.flat_map(|(file, content)| content.tree.body.blocks.iter().map(move |block| (file, block)));
        blocks.filter(move |(_, block)| block.kind.text == kind)
    }

    fn block(&self, (file, index): (usize, usize)) -> (usize, &Block) {
        (file, &self.files[file].tree.body.blocks[index])
    }

    /// Returns the blocks of targets or groups with a name.
    pub fn blocks_named<'p>(&'p self, kind: &str, name: &str) -> impl DoubleEndedIterator<Item = (usize, &'p Block)> {
        let places = if kind == "group" { &self.declared.groups } else { &self.declared.targets };
        places.get(name).into_iter().flatten().map(|place| self.block(*place))
    }

    pub fn variable_block(&self, name: &str) -> Option<(usize, &Block)> {
        self.declared.variables.get(name).map(|place| self.block(*place))
    }

    pub fn function_block(&self, name: &str) -> Option<(usize, &Block)> {
        self.declared.functions.get(name).map(|place| self.block(*place))
    }

    /// Returns a top-level attribute, which takes precedence over a variable.
    pub fn top_attribute(&self, name: &str) -> Option<(usize, &Attribute)> {
        let (file, index) = *self.declared.attributes.get(name)?;
        Some((file, &self.files[file].tree.body.attributes[index]))
    }

    /// Returns the place where a variable or top-level attribute is declared.
    pub fn variable_range(&self, name: &str) -> Option<(usize, Range<usize>)> {
        if let Some((file, attribute)) = self.top_attribute(name) {
            return Some((file, attribute.name.range()));
        }
        let (file, block) = self.variable_block(name)?;
        Some((file, block.label.as_ref()?.range()))
    }

    pub fn variable_names(&self) -> impl Iterator<Item = &str> {
        self.declared.variables.keys().chain(self.declared.attributes.keys()).map(String::as_str)
    }

    /// Returns the variables and top-level attributes in the order of the files.
    pub fn variables_in_order(&self) -> Vec<&str> {
        let mut names: Vec<(usize, usize, &str)> = Vec::new();
        for (file, content) in self.files.iter().enumerate() {
            let body = &content.tree.body;
            names.extend(
                body.attributes.iter().map(|attribute| (file, attribute.range().start, attribute.name.text.as_str())),
            );
            let variables = body.blocks.iter().filter(|block| block.kind.text == "variable");
            let labels = variables.filter_map(|block| block.label.as_ref());
            names.extend(labels.map(|label| (file, label.range().start, label.text.as_str())));
        }
        names.sort_unstable();
        names.into_iter().map(|(_, _, name)| name).collect()
    }

    /// Returns the functions that are defined in files.
    pub fn user_function_names(&self) -> impl Iterator<Item = &str> {
        self.declared.functions.keys().map(String::as_str)
    }

    pub fn function_names(&self) -> impl Iterator<Item = &str> {
        let standard = crate::languages::bake::reference::functions::FUNCTIONS.iter().map(|function| function.name);
        self.declared.functions.keys().map(String::as_str).chain(standard)
    }

    /// The labels of all blocks, by the index of their file and the start of the block.
    pub fn labels(&self) -> impl Iterator<Item = ((usize, usize), &str)> {
        let files = self.files.iter().enumerate();
        files.flat_map(|(file, content)| {
            let blocks = content.tree.body.blocks.iter();
            blocks.filter_map(move |block| Some(((file, block.range().start), block.label.as_ref()?.text.as_str())))
        })
    }

    /// Whether a file outside of the project may define a target or group with this name.
    pub fn may_have_block(&self, name: &str) -> bool {
        self.has_unknown_targets
            || self.compose.iter().any(|target| target.name == name)
            || self.is_declared_nearby(name)
    }

    /// Whether a sibling, which may be read together with the document, declares a name.
    pub fn is_declared_nearby(&self, name: &str) -> bool {
        self.siblings.get_or_init(|| self.read_siblings()).names.contains(name)
    }

    fn read_siblings(&self) -> SiblingFiles {
        let mut siblings = SiblingFiles::default();
        if !self.is_default {
            let mut services = Vec::new();
            for name in COMPOSE_FILES {
                if let Some(text) = self.provider.read(name) {
                    compose::read(&text, name, &mut services);
                }
            }
            siblings.names.extend(services.into_iter().map(|service| service.name));
        }
        let is_known = |name: &str| self.files.iter().any(|file| file.name == name);
        let is_bake = |name: &str| {
            let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
            let is_named = || name.to_ascii_lowercase().contains("bake");
            extension.eq_ignore_ascii_case("hcl") || extension.eq_ignore_ascii_case("json") && is_named()
        };
        let mut names: Vec<String> = self.provider.entries();
        names.retain(|name| is_bake(name) && !is_known(name));
        names.sort();
        for name in names.iter().take(MAX_SIBLINGS) {
            let Some(text) = self.provider.read(name).filter(|text| text.len() <= MAX_SIBLING_LEN) else { continue };
            let tree = BakeFile::parse(name, &text);
            let labels = tree.body.blocks.into_iter().filter_map(|block| block.label);
            siblings.names.extend(labels.map(|label| label.text.to_string()));
            siblings.names.extend(tree.body.attributes.into_iter().map(|attribute| attribute.name.text.to_string()));
        }
        siblings
    }
}

impl Declared {
    fn new(files: &[ProjectFile]) -> Self {
        let mut declared = Self::default();
        for (file, content) in files.iter().enumerate() {
            let body = &content.tree.body;
            for (index, attribute) in body.attributes.iter().enumerate() {
                declared.attributes.insert(attribute.name.text.to_string(), (file, index));
            }
            for (index, block) in body.blocks.iter().enumerate() {
                let Some(label) = &block.label else { continue };
                let (name, place) = (label.text.clone(), (file, index));
                match block.kind.text.as_str() {
                    "variable" => {
                        declared.variables.insert(name.to_string(), place);
                    }
                    "function" => {
                        declared.functions.insert(name.to_string(), place);
                    }
                    "target" => declared.targets.entry(name.to_string()).or_default().push(place),
                    "group" => declared.groups.entry(name.to_string()).or_default().push(place),
                    _ => {}
                }
            }
        }
        declared
    }
}
