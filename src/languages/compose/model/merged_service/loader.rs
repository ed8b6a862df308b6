//! Finds the parts of a service in the files of an application.

use std::collections::HashMap;
use std::sync::Arc;

use super::canonical::canonicalize;
use super::merge::merge;
use super::rebase::{rebase, rebase_path};
use super::unique::make_unique;
use super::value::{Text, Value};
use crate::languages::compose::model::merged::{Merged, is_merge_key};
use crate::languages::compose::model::project::{Project, folder_of, resolve_in};
use crate::languages::source::FileProvider;
use crate::languages::syntax::yaml::{Content, NodeId, Style, Yaml};

/// The maximum number of values that are visited. A few aliases of aliases can represent billions of values.
const MAX_VALUES: usize = 4_000;
/// The maximum size of the keys and scalars that are visited, in bytes. Each alias of a long scalar counts again.
const MAX_BYTES: usize = 256 * 1024;
/// The maximum depth of nested collections.
const MAX_DEPTH: usize = 32;
/// The maximum number of steps in a chain of `extends` and `include`.
const MAX_STEPS: usize = 16;
/// The maximum number of times that a file is searched for a service.
const MAX_SEARCHES: usize = 256;

/// The maximum number of values of all services together. Names of services that are searched count, too.
const MAX_ALL_VALUES: usize = 1_000_000;
/// The number of names of services whose comparison takes as much time as a value.
const NAMES_OF_A_VALUE: usize = 16;

/// The maximum size of the files that are parsed, apart from the document, in bytes. A file counts each time.
const MAX_PARSED: usize = 4 * 1024 * 1024;

/// Files that Compose merges. The last one has the highest priority.
pub struct Layers {
    /// The paths of the files, relative to the folder of the document.
    pub files: Vec<String>,
    /// The folder that relative paths in these files refer to.
    pub folder: String,
}

impl Layers {
    /// Returns the document with the files in its folder that Compose merges with it.
    pub fn of_project(project: &Project, document: &str) -> Self {
        let own = document.to_owned();
        let files = project.base.iter().chain([&own]).chain(&project.override_file).cloned().collect();
        Self { files, folder: String::new() }
    }

    /// Returns only the document.
    pub fn of_document(document: &str) -> Self {
        Self { files: vec![document.to_owned()], folder: String::new() }
    }
}

pub struct Loader<'m> {
    provider: &'m dyn FileProvider,
    /// The path and the nodes of the document.
    document: (&'m str, &'m Yaml<'m>),
    /// The texts of the files that have been read.
    texts: HashMap<String, Arc<str>>,
    /// The files that declare a part of the service, in the order in which they are merged.
    pub files: Vec<String>,
    pub is_as_written: bool,
    /// Whether all files were read and all services found.
    pub is_complete: bool,
    all_values_left: usize,
    values_left: usize,
    bytes_left: usize,
    searches_left: usize,
    parsed_left: usize,
}

/// The error if a file cannot be read, or if the service is too large.
pub struct Incomplete;

type Found = Result<Option<Value>, Incomplete>;

/// A YAML document of a file, which is searched for services.
struct Document<'y, 't> {
    yaml: &'y Yaml<'t>,
    merged: Merged<'y, 't>,
    root: NodeId,
    path: &'y str,
    /// The folder that relative paths refer to.
    folder: &'y str,
}

/// The service that `extends` refers to.
struct Extended {
    file: Option<String>,
    service: String,
}

impl<'m> Loader<'m> {
    pub fn new(provider: &'m dyn FileProvider, document: &'m str, yaml: &'m Yaml<'m>) -> Self {
        Self {
            provider,
            document: (document, yaml),
            texts: HashMap::new(),
            files: Vec::new(),
            is_as_written: true,
            is_complete: true,
            all_values_left: MAX_ALL_VALUES,
            values_left: MAX_VALUES,
            bytes_left: MAX_BYTES,
            searches_left: MAX_SEARCHES,
            parsed_left: MAX_PARSED,
        }
    }

    /// Prepares for another service. The limits of all services together still apply.
    pub fn reset(&mut self) {
        let Self { provider, document: (path, yaml), all_values_left, parsed_left, .. } = *self;
        let texts = std::mem::take(&mut self.texts);
        *self = Self { texts, all_values_left, parsed_left, ..Self::new(provider, path, yaml) };
    }

    /// Returns a service, merged with the services that it extends and those of included files. `None` if no file
    /// declares it.
    pub fn service(&mut self, layers: &Layers, name: &str, depth: usize) -> Found {
        let mut service = None;
        for path in &layers.files {
            let text = self.parsed_text(path)?;
            let parsed = text.as_deref().map(Yaml::nodes_of);
            let yaml = parsed.as_ref().unwrap_or(self.document.1);
            for root in &yaml.documents {
                let merged = Merged::new(yaml);
                let mut document = Document { yaml, merged, root: *root, path, folder: &layers.folder };
                let later = self.service_in(&mut document, name, depth)?;
                service = self.layered(service, later);
            }
        }
        Ok(service)
    }

    /// Returns a service of a YAML document, merged with the services that it includes and extends.
    fn service_in(&mut self, document: &mut Document, name: &str, depth: usize) -> Found {
        let own = self.declared(document, name)?;
        let is_declared = own.is_some();
        let mut service = own;
        for layers in document.includes(self.provider) {
            // If an included file cannot be read, the rest of the service is still shown.
            let included = match layers {
                Some(layers) => self.included(&layers, name, depth).map(|service| Some((service?, layers.folder))),
                None => Err(Incomplete),
            };
            self.is_complete &= included.is_ok();
            let Ok(Some((mut included, folder))) = included else { continue };
            set_context(&mut included, &folder);
            self.is_as_written &= service.is_none();
            service = Some(match service {
                Some(service) => merge(included, service),
                None => included,
            });
        }
        let Some(mut service) = service else { return Ok(None) };
        if let Some(Extended { file, service: other }) = self.take_extended(&mut service, document.folder) {
            let base = match file {
                _ if depth >= MAX_STEPS => Ok(None),
                Some(file) => self.extended(&file, &other, depth + 1),
                None => self.service_in(document, &other, depth + 1),
            };
            service = self.extend(base, service);
        }
        if is_declared {
            self.add_file(document.path);
        }
        Ok(Some(service))
    }

    /// Removes `extends` from a service, and returns the service that it refers to. `None` if its file is not known.
    fn take_extended(&mut self, service: &mut Value, folder: &str) -> Option<Extended> {
        let Value::Mapping(members) = service else { return None };
        let at = members.iter().position(|(key, _)| key == "extends")?;
        let extended = extended(self.provider, &members.remove(at).1, folder);
        self.is_as_written &= extended.is_none();
        self.is_complete &= extended.is_some();
        extended
    }

    /// Merges a service with the service that it extends, if that service was found.
    fn extend(&mut self, base: Found, service: Value) -> Value {
        if let Ok(Some(base)) = base {
            merge(base.without_tags(), service)
        } else {
            self.is_complete = false;
            service
        }
    }

    fn included(&mut self, layers: &Layers, name: &str, depth: usize) -> Found {
        if depth < MAX_STEPS { self.service(layers, name, depth + 1) } else { Err(Incomplete) }
    }

    /// Returns a value with its aliases and merge keys resolved. `None` if it is too large.
    pub fn expanded(&mut self, yaml: &Yaml, id: NodeId) -> Option<Value> {
        let mut document = Document { yaml, merged: Merged::new(yaml), root: id, path: "", folder: "" };
        Some(self.value(&mut document, id, 0)?.without_tags())
    }

    /// Returns a service of a file that `extends` refers to. Files that this file includes are ignored.
    pub fn extended(&mut self, path: &str, name: &str, depth: usize) -> Found {
        let text = self.parsed_text(path)?;
        let parsed = text.as_deref().map(Yaml::nodes_of);
        let yaml = parsed.as_ref().unwrap_or(self.document.1);
        let folder = folder_of(path);
        let mut service = None;
        for root in &yaml.documents {
            let mut document = Document { yaml, merged: Merged::new(yaml), root: *root, path, folder };
            service = match (service, self.declared(&mut document, name)?) {
                (Some(earlier), Some(later)) => Some(merge(earlier, later)),
                (earlier, later) => later.or(earlier),
            };
        }
        let Some(mut service) = service else { return Ok(None) };
        canonicalize(&mut service);
        if let Some(Extended { file, service: other }) = self.take_extended(&mut service, folder) {
            let file = file.as_deref().unwrap_or(path);
            let base = if depth < MAX_STEPS { self.extended(file, &other, depth + 1) } else { Ok(None) };
            service = self.extend(base, service);
        }
        self.add_file(path);
        Ok(self.layered(None, Some(service)))
    }

    /// Merges a service with the service of a later file. Returns the form that Compose uses.
    fn layered(&mut self, earlier: Option<Value>, later: Option<Value>) -> Option<Value> {
        let Some(later) = later else { return earlier };
        self.is_as_written &= earlier.is_none();
        let mut service = match earlier {
            Some(earlier) => merge(earlier, later),
            None => later,
        }
        .without_tags();
        canonicalize(&mut service);
        let is_changed = make_unique(&mut service);
        self.is_as_written &= !is_changed;
        Some(service)
    }

    /// Returns the declaration of a service in a YAML document.
    fn declared(&mut self, document: &mut Document, name: &str) -> Found {
        self.searches_left = self.searches_left.checked_sub(1).ok_or(Incomplete)?;
        let services = document.merged.member(document.root, "services");
        let names = services.map_or(0, |services| document.yaml.entries(services.value).len());
        self.all_values_left = self.all_values_left.checked_sub(names / NAMES_OF_A_VALUE).ok_or(Incomplete)?;
        let Some(service) = services.and_then(|services| document.merged.member(services.value, name)) else {
            return Ok(None);
        };
        let mut service = self.value(document, service.value, 0).ok_or(Incomplete)?;
        rebase(&mut service, document.folder);
        Ok(Some(service).filter(|service| !service.is_null()))
    }

    /// Returns the text of a file that is parsed next. `None` for the document, which has been parsed.
    fn parsed_text(&mut self, path: &str) -> Result<Option<Arc<str>>, Incomplete> {
        if path == self.document.0 {
            return Ok(None);
        }
        let text = self.read(path)?;
        self.parsed_left = self.parsed_left.checked_sub(text.len()).ok_or(Incomplete)?;
        Ok(Some(text))
    }

    fn read(&mut self, path: &str) -> Result<Arc<str>, Incomplete> {
        if let Some(text) = self.texts.get(path) {
            return Ok(Arc::clone(text));
        }
        let text = self.provider.read(path).ok_or(Incomplete)?;
        self.texts.insert(path.to_owned(), Arc::clone(&text));
        Ok(text)
    }

    fn add_file(&mut self, path: &str) {
        if !self.files.iter().any(|file| file == path) {
            self.files.push(path.to_owned());
        }
    }

    /// Returns a value with its aliases and merge keys resolved. `None` if it is too large.
    fn value(&mut self, document: &mut Document, id: NodeId, depth: usize) -> Option<Value> {
        self.values_left = self.values_left.checked_sub(1)?;
        self.all_values_left = self.all_values_left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let yaml = document.yaml;
        let (id, alias) = (yaml.resolve(id), id);
        let node = yaml.node(id);
        let has_merge_key = yaml.entries(id).iter().any(|(key, _)| is_merge_key(yaml, *key));
        self.is_as_written &= alias == id && !has_merge_key;
        let value = match &node.content {
            Content::Scalar(text) => {
                // Compose interprets a scalar with a tag as a string.
                let is_plain = node.style == Style::Plain && yaml.tag(id).is_none();
                Value::Scalar(Text { text: self.copy(text)?, is_plain })
            }
            Content::List(_) => {
                let mut items = Vec::new();
                for item in document.merged.items(id) {
                    items.push(self.value(document, item.value, depth + 1)?);
                }
                Value::List(items)
            }
            Content::Mapping(_) => {
                let mut members = Vec::new();
                // Removed members must also remove the same members of other files.
                for (key, value) in yaml.entries(id) {
                    if yaml.tag(*value).is_some_and(|tag| tag.is_local("reset")) {
                        members.push((self.copy(yaml.text(*key)?)?, Value::Reset));
                    }
                }
                for member in document.merged.members(id) {
                    let key = self.copy(yaml.text(member.key?)?)?;
                    members.push((key, self.value(document, member.value, depth + 1)?));
                }
                Value::Mapping(members)
            }
            Content::Alias(_) => return None,
        };
        let is_override = yaml.tag(id).is_some_and(|tag| tag.is_local("override"));
        Some(if is_override { Value::Override(Box::new(value)) } else { value })
    }

    /// Copies a key or a scalar. Returns `None` if the service is too large.
    fn copy(&mut self, text: &str) -> Option<String> {
        self.bytes_left = self.bytes_left.checked_sub(text.len())?;
        Some(text.to_owned())
    }
}

impl Document<'_, '_> {
    /// Returns the files of each `include`. `None` for one that cannot be followed.
    fn includes(&mut self, provider: &dyn FileProvider) -> Vec<Option<Layers>> {
        let Some(list) = self.merged.member(self.root, "include") else { return Vec::new() };
        let items = self.merged.items(list.value);
        items.into_iter().map(|item| self.include(provider, item.value)).collect()
    }

    fn include(&mut self, provider: &dyn FileProvider, item: NodeId) -> Option<Layers> {
        let path = self.merged.member(item, "path").map_or(item, |path| path.value);
        let paths = match self.merged.items(path) {
            items if items.is_empty() => vec![path],
            items => items.into_iter().map(|item| item.value).collect(),
        };
        let path = |id: &NodeId| resolve_in(provider, self.folder, self.yaml.text(*id)?);
        let files: Vec<String> = paths.iter().map(path).collect::<Option<_>>()?;
        let folder = match self.merged.member(item, "project_directory") {
            Some(folder) => resolve_in(provider, self.folder, self.yaml.text(folder.value)?)?,
            None => folder_of(files.first()?).to_owned(),
        };
        Some(Layers { files, folder })
    }
}

/// Returns the service that `extends` refers to. `None` if its file is not known.
fn extended(provider: &dyn FileProvider, extends: &Value, folder: &str) -> Option<Extended> {
    let service = extends.text().or_else(|| extends.member("service")?.text()).filter(|name| !name.is_empty())?;
    let file = match extends.member("file").filter(|file| !file.is_null()) {
        Some(file) => Some(resolve_in(provider, folder, file.text()?)?),
        None => None,
    };
    Some(Extended { file, service: service.to_owned() })
}

/// If an included `build` has no context, sets it to the folder of the included application.
fn set_context(service: &mut Value, folder: &str) {
    if let Some(Value::Mapping(build)) = service.member_mut("build")
        && build.iter().all(|(key, _)| key != "context")
    {
        let mut context = Value::plain(".");
        rebase_path(&mut context, folder);
        build.push(("context".to_owned(), context));
    }
}
