//! The model of a Compose file: its declarations, the references to them, and the files that it names, all with ranges.
//! It can be built from any text, valid or not.

mod builder;
mod keys;
pub mod merged;
pub mod merged_service;
pub mod project;
pub mod set_variables;
pub mod tree;
pub mod variables;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::languages::answers::BuildReference;
use crate::languages::sort::SortStably;

pub use builder::build;
pub use keys::Keys;

/// The kinds of names in a Compose file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Service,
    Job,
    Network,
    Volume,
    Config,
    Secret,
    Model,
    Profile,
}

impl Kind {
    /// The top-level key under which names of this kind are declared.
    pub fn section(self) -> Option<&'static str> {
        match self {
            Self::Service => Some("services"),
            Self::Job => Some("jobs"),
            Self::Network => Some("networks"),
            Self::Volume => Some("volumes"),
            Self::Config => Some("configs"),
            Self::Secret => Some("secrets"),
            Self::Model => Some("models"),
            Self::Profile => None,
        }
    }

    pub fn of_section(section: &str) -> Option<Self> {
        let kinds = [Self::Service, Self::Job, Self::Network, Self::Volume, Self::Config, Self::Secret, Self::Model];
        kinds.into_iter().find(|kind| kind.section() == Some(section))
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Job => "job",
            Self::Network => "network",
            Self::Volume => "volume",
            Self::Config => "config",
            Self::Secret => "secret",
            Self::Model => "model",
            Self::Profile => "profile",
        }
    }
}

/// A name that is declared under a top-level key, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    pub kind: Kind,
    pub name: String,
    pub name_range: Range<usize>,
    /// The range of the name with its value.
    pub full_range: Range<usize>,
    /// Whether a service says what it runs: an image, a build, a provider, or a service that it extends.
    pub is_runnable: bool,
    /// The keys of a service, config or secret that are compared with others.
    pub keys: Keys,
}

/// A name that refers to a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub kind: Kind,
    pub name: String,
    pub range: Range<usize>,
    /// The kind of key whose value contains the reference, such as `depends_on`.
    pub place: Place,
    /// The index of the service or job that contains the reference.
    pub owner: usize,
}

/// The place of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    DependsOn,
    /// A list of services which must be started first, such as `links`.
    Dependency,
    /// A single service which must be started first, such as in `network_mode`. Another value can replace it.
    Namespace,
    /// `extends` of a service in the same file.
    Extends,
    Other,
}

/// A service that extends another service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extends {
    /// The index of the extending service.
    pub owner: usize,
    pub service: String,
    pub service_range: Range<usize>,
    /// The file of the other service, if it is not in this file.
    pub file: Option<String>,
}

/// A file that is named in a Compose file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileUse {
    pub kind: FileKind,
    /// The path, as in the source.
    pub path: String,
    pub range: Range<usize>,
    /// Whether Compose rejects this file if the named file is missing.
    pub is_required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Include,
    Extends,
    /// A file with the environment of a container.
    EnvFile,
    /// A file with the variables of an included file.
    IncludeEnvFile,
    LabelFile,
    Dockerfile,
    /// The file of a config or secret, or a credential specification.
    Content,
    /// A file or folder of the host.
    Mount,
    /// The folder of a build context.
    Context,
}

/// An `include`: the files that it reads, and what it sets for them. Paths are as in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Include {
    pub paths: Vec<String>,
    pub project_directory: Option<String>,
    /// The files that set variables, in the order in which Compose reads them. Without any, Compose reads the `.env` of
    /// the project directory.
    pub env_files: Vec<String>,
}

/// The image of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUse {
    pub name: String,
    pub range: Range<usize>,
    /// Whether the service has a `build`, so that the image is the result of this build.
    pub is_built: bool,
}

/// A published port in its short form, or a part of a port in its long form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortUse {
    pub port: crate::languages::compose::values::port::PublishedPort,
    pub range: Range<usize>,
    pub owner: usize,
}

/// The declarations and references in a Compose file.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub declarations: Vec<Declaration>,
    /// The indices of the declarations, ordered by kind and name.
    by_name: Vec<usize>,
    pub references: Vec<Reference>,
    pub extends: Vec<Extends>,
    pub files: Vec<FileUse>,
    pub includes: Vec<Include>,
    pub images: Vec<ImageUse>,
    pub ports: Vec<PortUse>,
    /// References to stages and arguments of Dockerfiles, and definitions of build contexts.
    pub build_references: Vec<BuildReference>,
    /// The keys of services, and the other sections, whose values have a tag that changes how files are merged, such as
    /// `!reset`. Empty for a tag that may concern any key.
    pub tagged_keys: BTreeSet<String>,
    /// Whether an `include` cannot be followed, for example because it is remote.
    pub has_unknown_includes: bool,
}

impl Model {
    /// Returns the declarations of a name, in document order.
    pub fn declared<'m>(&'m self, kind: Kind, name: &'m str) -> impl Iterator<Item = &'m Declaration> + 'm {
        let key = |at: &usize| (self.declarations[*at].kind, &*self.declarations[*at].name);
        let start = self.by_name.partition_point(|at| key(at) < (kind, name));
        let found = self.by_name[start..].iter().take_while(move |at| key(at) == (kind, name));
        found.map(|at| &self.declarations[*at])
    }

    /// Must be called when all declarations have been added.
    fn order_names(&mut self) {
        let declarations = &self.declarations;
        self.by_name = (0..declarations.len()).collect();
        self.by_name.sort_stably_by(|one, other| {
            let key = |at: &usize| (declarations[*at].kind, &declarations[*at].name);
            key(one).cmp(&key(other))
        });
    }

    /// Returns the uses of included files, with their paths as in the source.
    pub fn included_files(&self) -> impl Iterator<Item = &FileUse> {
        self.files.iter().filter(|file| file.kind == FileKind::Include)
    }
}
