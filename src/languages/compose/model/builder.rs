//! Builds the model from the nodes of a file.

use std::ops::{BitOr, Range};

use foldhash::HashSet;

use super::merged::{Located, Merged};
use super::tree::Tree;
use super::{Declaration, Extends, FileKind, FileUse, ImageUse, Include, Keys, Kind, Model, Place, PortUse, Reference};
use crate::languages::answers::{BuildName, BuildReference};
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::port::{PublishedPort, port_range};
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::compose::values::volume::VolumeSource;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, NodeId, Style, Tag, Yaml};
use crate::languages::text::paths::normalized;

pub fn build(tree: &Tree) -> Model {
    let merged = Merged::new(&tree.yaml);
    let mut builder = Builder {
        tree,
        yaml: &tree.yaml,
        merged,
        model: Model::default(),
        seen: HashSet::default(),
        build_names: HashSet::default(),
        owner: 0,
    };
    for document in &tree.yaml.documents {
        builder.document(*document);
    }
    builder.tags();
    builder.model.order_names();
    builder.model.references.sort_stably_by_key(|reference| reference.range.start);
    builder.model.files.sort_stably_by_key(|file| file.range.start);
    builder.model.images.sort_stably_by_key(|image| image.range.start);
    builder.model
}

struct Builder<'y, 't> {
    tree: &'y Tree<'t>,
    yaml: &'y Yaml<'t>,
    merged: Merged<'y, 't>,
    model: Model,
    /// The nodes that were visited. A fragment can be merged into several services.
    seen: HashSet<NodeId>,
    /// The Dockerfile names found so far, by the path of the Dockerfile and the position of the name.
    build_names: HashSet<(String, usize)>,
    /// The index of the service or job that is being visited.
    owner: usize,
}

impl Builder<'_, '_> {
    fn text(&self, id: NodeId) -> Option<String> {
        self.yaml.text(id).map(str::to_owned)
    }

    fn document(&mut self, document: NodeId) {
        for member in self.merged.members(document) {
            let Some(section) = member.key.and_then(|key| self.text(key)) else { continue };
            match (section.as_str(), Kind::of_section(&section)) {
                (_, Some(kind)) => self.section(kind, member.value),
                ("include", _) => self.include(member.value),
                _ => {}
            }
        }
    }

    fn tags(&mut self) {
        let is_merge_tag = |tag: &Tag| tag.is_local("reset") || tag.is_local("override");
        for (id, _) in self.yaml.tags().filter(|(_, tag)| is_merge_tag(tag)) {
            let names = self.tree.shallow_names(id).unwrap_or_default();
            let key = match names[..] {
                ["services" | "jobs", _, key, ..] => key,
                [section, _, ..] if Kind::of_section(section).is_some_and(|kind| kind != Kind::Service) => section,
                _ => "",
            };
            self.model.tagged_keys.insert(key.to_owned());
        }
    }

    fn section(&mut self, kind: Kind, section: NodeId) {
        for member in self.merged.members(section) {
            let Some(key) = member.key else { continue };
            let Some(name) = self.text(key) else { continue };
            self.owner = self.model.declarations.len();
            self.model.declarations.push(Declaration {
                kind,
                name,
                name_range: self.tree.inner_range(key),
                full_range: self.tree.entry_range(key, member.value),
                is_runnable: false,
                keys: Keys::default(),
            });
            match kind {
                Kind::Service | Kind::Job => {
                    let members = self.merged.members(member.value);
                    let is_runnable = |member: &Located| {
                        let has_image = self.is_key(*member, "image") && self.yaml.text(member.value) != Some("");
                        has_image || ["build", "provider", "extends"].iter().any(|name| self.is_key(*member, name))
                    };
                    // Not all members of a service with too many aliases are known.
                    let is_runnable = members.iter().any(is_runnable) || self.merged.is_exhausted();
                    self.model.declarations[self.owner].is_runnable = is_runnable;
                    self.model.declarations[self.owner].keys = self.keys(&members);
                    self.container(members);
                }
                Kind::Config | Kind::Secret => {
                    let members = self.merged.members(member.value);
                    self.model.declarations[self.owner].keys = self.keys(&members);
                    if let Some(file) = self.merged.member(member.value, "file") {
                        self.file(FileKind::Content, file.value, false);
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns the keys of a mapping that are compared with others.
    fn keys(&self, members: &[Located]) -> Keys {
        let names = members.iter().filter_map(|member| self.yaml.text(member.key?));
        let nulls = if members.iter().any(|member| self.is_null(member.value)) { Keys::NULL } else { Keys::default() };
        names.map(Keys::of).fold(nulls, Keys::bitor)
    }

    fn include(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            let paths = match &self.yaml.node(self.yaml.resolve(item.value)).content {
                Content::Mapping(_) => self.merged.member(item.value, "path").map(|path| path.value),
                _ => Some(item.value),
            };
            let mut include = Include::default();
            if let Some(env_files) = self.merged.member(item.value, "env_file") {
                self.each(env_files.value, |builder, file| {
                    include.env_files.extend(builder.text(file));
                    builder.file(FileKind::IncludeEnvFile, file, true);
                });
            }
            if let Some(folder) = self.merged.member(item.value, "project_directory") {
                include.project_directory = self.text(folder.value);
                self.model.has_unknown_includes = true;
            }
            if let Some(paths) = paths {
                self.each(paths, |builder, path| {
                    let before = builder.model.files.len();
                    include.paths.extend(builder.text(path));
                    builder.file(FileKind::Include, path, true);
                    builder.model.has_unknown_includes |= builder.model.files.len() == before;
                });
            }
            self.model.includes.push(include);
        }
    }

    /// Visits a value, or, for a list, each of its items.
    fn each(&mut self, id: NodeId, mut visit: impl FnMut(&mut Self, NodeId)) {
        if let Content::List(_) = &self.yaml.node(self.yaml.resolve(id)).content {
            for item in self.merged.items(id) {
                visit(self, item.value);
            }
        } else {
            visit(self, id);
        }
    }

    /// Visits a service, a job, or a container that runs before a service.
    fn container(&mut self, members: Vec<Located>) {
        let is_built = members.iter().any(|member| self.is_key(*member, "build"));
        for member in members {
            let Some(key) = member.key.and_then(|key| self.text(key)) else { continue };
            self.attribute(&key, member.value, is_built);
        }
    }

    fn is_key(&self, member: Located, name: &str) -> bool {
        member.key.is_some_and(|key| self.yaml.text(key) == Some(name))
    }

    fn attribute(&mut self, key: &str, value: NodeId, is_built: bool) {
        match key {
            "depends_on" => self.names(Kind::Service, value, Place::DependsOn),
            "networks" => self.names(Kind::Network, value, Place::Other),
            "models" => self.names(Kind::Model, value, Place::Other),
            "profiles" => self.names(Kind::Profile, value, Place::Other),
            "links" => self.each(value, |builder, link| builder.before_colon(Kind::Service, link)),
            "volumes_from" => self.each(value, |builder, source| {
                if !builder.yaml.text(source).is_some_and(|text| text.starts_with("container:")) {
                    builder.before_colon(Kind::Service, source);
                }
            }),
            "network_mode" | "ipc" | "pid" | "uts" => self.after_prefix(value, Place::Namespace),
            "configs" => self.grants(Kind::Config, value),
            "secrets" => self.grants(Kind::Secret, value),
            "volumes" => self.volumes(value),
            "extends" => self.extends(value),
            "env_file" => self.env_files(value),
            "label_file" => self.each(value, |builder, file| builder.file(FileKind::LabelFile, file, true)),
            "build" => self.build(value),
            "image" => self.image(value, is_built),
            "ports" => self.ports(value),
            "pre_start" => {
                for item in self.merged.items(value) {
                    let members = self.merged.members(item.value);
                    self.container(members);
                }
            }
            "credential_spec" => {
                if let Some(config) = self.merged.member(value, "config") {
                    self.reference(Kind::Config, config.value, None, Place::Other);
                }
                if let Some(file) = self.merged.member(value, "file") {
                    self.file(FileKind::Content, file.value, false);
                }
            }
            _ => {}
        }
    }

    /// Adds a reference, which is a scalar or a part of it.
    fn reference(&mut self, kind: Kind, id: NodeId, part: Option<Range<usize>>, place: Place) {
        let id = self.yaml.resolve(id);
        let Some(text) = self.yaml.text(id) else { return };
        let part = part.unwrap_or(0..text.len());
        let name = text[part.clone()].to_owned();
        let range = self.tree.part_range(id, part).unwrap_or_else(|| self.tree.inner_range(id));
        if name.is_empty() || is_interpolated(&name) || !self.seen.insert(id) {
            return;
        }
        self.model.references.push(Reference { kind, name, range, place, owner: self.owner });
    }

    /// Adds references for the items of a list, or the keys of a mapping.
    fn names(&mut self, kind: Kind, id: NodeId, place: Place) {
        for member in self.merged.members(id) {
            if let Some(key) = member.key {
                self.reference(kind, key, None, place);
            }
        }
        for item in self.merged.items(id) {
            self.reference(kind, item.value, None, place);
        }
    }

    fn before_colon(&mut self, kind: Kind, id: NodeId) {
        let Some(text) = self.yaml.text(id) else { return };
        let end = text.find(':').unwrap_or(text.len());
        self.reference(kind, id, Some(0..end), Place::Dependency);
    }

    /// Adds a reference to a service that follows the prefix `service:`.
    fn after_prefix(&mut self, id: NodeId, place: Place) {
        let Some(text) = self.yaml.text(id) else { return };
        if text.starts_with("service:") {
            self.reference(Kind::Service, id, Some("service:".len()..text.len()), place);
        }
    }

    fn grants(&mut self, kind: Kind, id: NodeId) {
        for item in self.merged.items(id) {
            let source = self.merged.member(item.value, "source").map_or(item.value, |source| source.value);
            self.reference(kind, source, None, Place::Other);
        }
    }

    fn volumes(&mut self, id: NodeId) {
        for item in self.merged.items(id) {
            if let Some(text) = self.yaml.text(item.value) {
                match VolumeSource::parse(text) {
                    VolumeSource::Name(part) => self.reference(Kind::Volume, item.value, Some(part), Place::Other),
                    VolumeSource::Path(part) => self.file_part(FileKind::Mount, item.value, part, false),
                    VolumeSource::Anonymous | VolumeSource::Unknown => {}
                }
                continue;
            }
            let Some(source) = self.merged.member(item.value, "source") else { continue };
            let kind = self.merged.member(item.value, "type").and_then(|kind| self.text(kind.value));
            match kind.as_deref() {
                Some("volume") => self.reference(Kind::Volume, source.value, None, Place::Other),
                Some("bind") => self.file(FileKind::Mount, source.value, false),
                _ => {}
            }
        }
    }

    fn extends(&mut self, id: NodeId) {
        let service = self.merged.member(id, "service").map_or(id, |service| service.value);
        let Some(name) = self.text(service).filter(|name| !name.is_empty() && !is_interpolated(name)) else { return };
        let file = self.merged.member(id, "file").map(|file| file.value).filter(|file| !self.is_null(*file));
        let path = file.and_then(|file| self.text(file));
        match file {
            Some(file) => self.file(FileKind::Extends, file, true),
            None => self.reference(Kind::Service, service, None, Place::Extends),
        }
        let service_range = self.tree.inner_range(self.yaml.resolve(service));
        self.model.extends.push(Extends { owner: self.owner, service: name, service_range, file: path });
    }

    fn env_files(&mut self, id: NodeId) {
        self.each(id, |builder, item| {
            let is_optional = builder.merged.member(item, "required").and_then(|it| builder.text(it.value));
            let path = builder.merged.member(item, "path").map_or(item, |path| path.value);
            builder.file(FileKind::EnvFile, path, is_optional.as_deref() != Some("false"));
        });
    }

    fn build(&mut self, id: NodeId) {
        if self.yaml.text(id).is_some() {
            self.file(FileKind::Context, id, false);
            return;
        }
        if let Some(context) = self.merged.member(id, "context") {
            self.file(FileKind::Context, context.value, false);
        }
        if let Some(dockerfile) = self.merged.member(id, "dockerfile") {
            let context = self.merged.member(id, "context").and_then(|context| self.text(context.value));
            let is_local = context.as_deref().is_none_or(|context| !is_remote(context));
            if is_local && let Some(path) = self.text(dockerfile.value) {
                let path = match context.as_deref() {
                    None | Some("." | "") => path,
                    Some(context) if !path.starts_with('/') => format!("{}/{path}", context.trim_end_matches('/')),
                    Some(_) => path,
                };
                self.file_at(FileKind::Dockerfile, dockerfile.value, path);
            }
        }
        self.build_names(id);
        if let Some(secrets) = self.merged.member(id, "secrets") {
            self.grants(Kind::Secret, secrets.value);
        }
        if let Some(contexts) = self.merged.member(id, "additional_contexts") {
            for member in self.merged.members(contexts.value) {
                self.after_prefix(member.value, Place::Other);
            }
            for item in self.merged.items(contexts.value) {
                let Some(text) = self.yaml.text(item.value) else { continue };
                if let Some(at) = text.find("=service:") {
                    let part = at + "=service:".len()..text.len();
                    self.reference(Kind::Service, item.value, Some(part), Place::Other);
                }
            }
        }
    }

    /// Adds the stage, the arguments and the contexts of a `build`, if its Dockerfile is a file.
    fn build_names(&mut self, id: NodeId) {
        let path = self.dockerfile_path(id);
        self.build_contexts(id, path.as_deref().unwrap_or_default());
        let Some(path) = path else { return };
        if let Some(target) = self.merged.member(id, "target") {
            self.build_name(&path, target.value, |name| (BuildName::Stage(name.to_owned()), None));
        }
        if let Some(filter) = self.merged.member(id, "no_cache_filter") {
            let stage = |name: &str| (BuildName::Stage(name.to_owned()), None);
            self.each(filter.value, |builder, item| builder.build_name(&path, item, stage));
        }
        let Some(arguments) = self.merged.member(id, "args") else { return };
        for member in self.merged.members(arguments.value) {
            let Some(key) = member.key else { continue };
            self.build_name(&path, key, |name| (BuildName::Argument(name.to_owned()), None));
        }
        for item in self.merged.items(arguments.value) {
            self.build_name(&path, item.value, |text| {
                let name = text.split('=').next().unwrap_or(text);
                (BuildName::Argument(name.to_owned()), None)
            });
        }
    }

    /// Adds the names of a `build`'s contexts. They are also defined if the Dockerfile is unknown.
    fn build_contexts(&mut self, id: NodeId, path: &str) {
        let Some(contexts) = self.merged.member(id, "additional_contexts") else { return };
        for member in self.merged.members(contexts.value) {
            let Some(key) = member.key else { continue };
            let value = self.text(member.value);
            self.build_name(path, key, |name| (BuildName::Context(name.to_owned()), value.clone()));
        }
        for item in self.merged.items(contexts.value) {
            self.build_name(path, item.value, |text| {
                let (name, value) = text.split_once('=').unwrap_or((text, ""));
                (BuildName::Context(name.to_owned()), Some(value.to_owned()))
            });
        }
    }

    /// Returns the path of a `build`'s Dockerfile, relative to the folder of the file. `None` if it is not a file below
    /// a known folder.
    fn dockerfile_path(&mut self, id: NodeId) -> Option<String> {
        if self.merged.member(id, "dockerfile_inline").is_some() {
            return None;
        }
        let mut setting = |name: &str, default: &str| match self.merged.member(id, name) {
            Some(member) => {
                let text = self.yaml.text(member.value)?;
                let is_known = !text.contains('$') && !text.starts_with(['/', '~', '\\']) && !is_remote(text);
                is_known.then(|| if text.is_empty() { default.to_owned() } else { text.to_owned() })
            }
            None => Some(default.to_owned()),
        };
        let (context, dockerfile) = (setting("context", ".")?, setting("dockerfile", "Dockerfile")?);
        Some(normalized(context.split('/').chain(dockerfile.split('/')), false).join("/"))
    }

    /// Adds the name at the start of a scalar, unless the scalar is written with escapes or depends on a variable.
    fn build_name(&mut self, dockerfile: &str, id: NodeId, name: impl Fn(&str) -> (BuildName, Option<String>)) {
        let id = self.yaml.resolve(id);
        let Some(text) = self.yaml.text(id) else { return };
        let inner = self.tree.inner_range(id);
        if self.tree.text.get(inner.clone()) != Some(text) {
            return;
        }
        let (name, value) = name(text);
        if name.text().is_empty() || is_interpolated(name.text()) {
            return;
        }
        let range = inner.start..inner.start + name.text().len();
        let reference = BuildReference { dockerfile: dockerfile.to_owned(), name, range, value };
        if self.build_names.insert((reference.dockerfile.clone(), reference.range.start)) {
            self.model.build_references.push(reference);
        }
    }

    fn image(&mut self, id: NodeId, is_built: bool) {
        let id = self.yaml.resolve(id);
        let Some(name) = self.text(id).filter(|name| !name.is_empty()) else { return };
        if self.seen.insert(id) {
            self.model.images.push(ImageUse { name, range: self.tree.inner_range(id), is_built });
        }
    }

    fn ports(&mut self, id: NodeId) {
        for item in self.merged.items(id) {
            let short = self.text(item.value).and_then(|text| PublishedPort::parse(&text));
            let (port, node) = match short {
                Some(port) => (Some(port), item.value),
                None => self.long_port(item.value),
            };
            if let Some(port) = port {
                let range = self.tree.inner_range(self.yaml.resolve(node));
                self.model.ports.push(PortUse { port, range, owner: self.owner });
            }
        }
    }

    fn long_port(&mut self, id: NodeId) -> (Option<PublishedPort>, NodeId) {
        let mut value = |name: &str| self.merged.member(id, name).map(|member| member.value);
        let (published, address, protocol) = (value("published"), value("host_ip"), value("protocol"));
        let Some(published) = published else { return (None, id) };
        let text = |id: Option<NodeId>| id.and_then(|id| self.text(id)).unwrap_or_default();
        let ports = port_range(&text(Some(published)));
        let protocol = Some(text(protocol)).filter(|protocol| !protocol.is_empty()).unwrap_or_else(|| "tcp".to_owned());
        (ports.map(|ports| PublishedPort { address: text(address), ports, protocol }), published)
    }

    fn file(&mut self, kind: FileKind, id: NodeId, is_required: bool) {
        let Some(text) = self.yaml.text(id) else { return };
        if !self.is_null(id) {
            self.file_part(kind, id, 0..text.len(), is_required);
        }
    }

    fn is_null(&self, id: NodeId) -> bool {
        let is_plain = self.yaml.node(self.yaml.resolve(id)).style == Style::Plain;
        is_plain && self.yaml.text(id).is_some_and(|text| Scalar::parse(text) == Scalar::Null)
    }

    fn file_part(&mut self, kind: FileKind, id: NodeId, part: Range<usize>, is_required: bool) {
        let id = self.yaml.resolve(id);
        let Some(path) = self.yaml.text(id).and_then(|text| text.get(part.clone())) else { return };
        if path.is_empty() || is_interpolated(path) || is_remote(path) || !self.seen.insert(id) {
            return;
        }
        let range = self.tree.part_range(id, part).unwrap_or_else(|| self.tree.inner_range(id));
        self.model.files.push(FileUse { kind, path: path.to_owned(), range, is_required });
    }

    fn file_at(&mut self, kind: FileKind, id: NodeId, path: String) {
        let id = self.yaml.resolve(id);
        if !path.is_empty() && !is_interpolated(&path) && self.seen.insert(id) {
            self.model.files.push(FileUse { kind, path, range: self.tree.inner_range(id), is_required: false });
        }
    }
}

/// Whether a path is the address of a remote resource.
fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("git@") || path.starts_with("github.com/") || path.starts_with("oci:")
}
