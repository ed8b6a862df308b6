//! The Compose file as a model: what it declares, what refers to it, and the files that it names, each with ranges.
//! Built from broken text, too.

mod builder;
pub mod merged;
pub mod project;
pub mod tree;
pub mod variables;

use std::ops::Range;

use crate::languages::answers::BuildReference;

pub use builder::build;

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
    /// The top-level key below which names of this kind are declared.
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

/// A name with its value below a top-level key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    pub kind: Kind,
    pub name: String,
    pub name_range: Range<usize>,
    /// The name with its value.
    pub full_range: Range<usize>,
}

/// A name that refers to a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub kind: Kind,
    pub name: String,
    pub range: Range<usize>,
    /// The key in whose value it is, such as `depends_on`.
    pub place: Place,
    /// The service or job that contains it.
    pub owner: usize,
}

/// Where a reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    DependsOn,
    /// Where a service is used that has to be there first, such as in `links` or `network_mode`.
    Dependency,
    /// In `extends`, of a service in this file.
    Extends,
    Other,
}

/// A service that takes over the configuration of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extends {
    /// The service that extends.
    pub owner: usize,
    pub service: String,
    pub service_range: Range<usize>,
    /// The file of the other service, if it is not this one.
    pub file: Option<String>,
}

/// A file that the Compose file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileUse {
    pub kind: FileKind,
    /// The path as it is written.
    pub path: String,
    pub range: Range<usize>,
    /// Whether Compose rejects the file if the other one is missing.
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
    /// The folder of a build.
    Context,
}

/// An image of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageUse {
    pub name: String,
    pub range: Range<usize>,
    /// Whether the service has `build`, so that the image is its result.
    pub is_built: bool,
}

/// A published port in its short form, or a part of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortUse {
    pub port: crate::languages::compose::values::port::PublishedPort,
    pub range: Range<usize>,
    pub owner: usize,
}

/// What a Compose file declares and refers to.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub declarations: Vec<Declaration>,
    pub references: Vec<Reference>,
    pub extends: Vec<Extends>,
    pub files: Vec<FileUse>,
    pub images: Vec<ImageUse>,
    pub ports: Vec<PortUse>,
    /// The stages and arguments of Dockerfiles that services name.
    pub build_references: Vec<BuildReference>,
    /// Whether an `include` cannot be followed, such as a remote one.
    pub has_unknown_includes: bool,
}

impl Model {
    /// The declarations of a name.
    pub fn declared<'m>(&'m self, kind: Kind, name: &'m str) -> impl Iterator<Item = &'m Declaration> + 'm {
        self.declarations.iter().filter(move |one| one.kind == kind && one.name == name)
    }

    /// The included files, as they are written.
    pub fn includes(&self) -> impl Iterator<Item = &FileUse> {
        self.files.iter().filter(|file| file.kind == FileKind::Include)
    }
}
