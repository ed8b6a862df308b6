//! The Dockerfiles of targets, and the names in them.
//!
//! The Dockerfile of a target is known if the attributes that determine it, including inherited ones, are literal strings
//! and name a local path.

mod names;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::languages::bake::model::targets::{Attribute, Target, Value};
use crate::languages::source::FileProvider;
use crate::languages::text::paths;
use names::Names;

/// The Dockerfile of a target.
#[derive(Clone)]
pub enum Dockerfile {
    Known(Rc<Names>),
    Unknown,
}

/// Dockerfiles that are read for one Bake file.
const MAX_FILES: usize = 500;

/// Lookups of names in the Dockerfiles of descendants, for all targets together.
const MAX_STEPS: usize = 1_000_000;

pub struct Dockerfiles<'d> {
    files: &'d dyn FileProvider,
    settings: HashMap<&'d str, Settings>,
    /// The targets that directly inherit from a target.
    descendants: HashMap<&'d str, Vec<&'d str>>,
    read: HashMap<String, Dockerfile>,
    /// The inline Dockerfiles of targets.
    inline: HashMap<&'d str, Dockerfile>,
    steps: usize,
}

/// The attributes that determine a Dockerfile.
#[derive(Clone, Default)]
struct Settings {
    context: Setting,
    dockerfile: Setting,
    inline: Setting,
}

#[derive(Clone, Default)]
enum Setting {
    #[default]
    Unset,
    String(Rc<str>),
    Unknown,
}

impl<'d> Dockerfiles<'d> {
    pub fn new(targets: &'d [Target], files: &'d dyn FileProvider) -> Self {
        let mut blocks: HashMap<&str, Vec<&Target>> = HashMap::new();
        let mut descendants: HashMap<&str, Vec<&str>> = HashMap::new();
        for target in targets {
            blocks.entry(&target.name).or_default().push(target);
            for parent in target.strings("inherits") {
                descendants.entry(&parent.value).or_default().push(&target.name);
            }
        }
        Self { files, settings: settings(&blocks), descendants, read: HashMap::new(), inline: HashMap::new(), steps: 0 }
    }

    pub fn of_target(&mut self, name: &str) -> Dockerfile {
        let Some(settings) = self.settings.get(name) else { return Dockerfile::Unknown };
        match &settings.inline {
            Setting::Unset => {}
            // Inline Dockerfiles are not checked.
            Setting::String(_) | Setting::Unknown => return Dockerfile::Unknown,
        }
        let context = match &settings.context {
            Setting::String(context) => context,
            Setting::Unset => ".",
            Setting::Unknown => return Dockerfile::Unknown,
        };
        let dockerfile = match &settings.dockerfile {
            Setting::String(dockerfile) if !dockerfile.is_empty() => dockerfile,
            Setting::String(_) | Setting::Unset => "Dockerfile",
            Setting::Unknown => return Dockerfile::Unknown,
        };
        let Some(path) = path(context, dockerfile) else { return Dockerfile::Unknown };
        if let Some(known) = self.read.get(&path) {
            return known.clone();
        }
        if self.read.len() >= MAX_FILES {
            return Dockerfile::Unknown;
        }
        // The names in a file that cannot be read are unknown.
        let names = self.files.read(&path).map(|text| Rc::new(Names::parse(&text)));
        let dockerfile = names.map_or(Dockerfile::Unknown, Dockerfile::Known);
        self.read.insert(path, dockerfile.clone());
        dockerfile
    }

    /// The Dockerfiles of all targets that directly or indirectly inherit from one. Each costs a number of steps.
    pub fn of_descendants(&mut self, name: &str, steps: usize) -> Vec<Dockerfile> {
        let mut seen = HashSet::new();
        let mut names = self.descendants.get(name).cloned().unwrap_or_default();
        let mut dockerfiles = Vec::new();
        while let Some(descendant) = names.pop() {
            self.steps = self.steps.saturating_add(steps);
            if self.steps > MAX_STEPS {
                return vec![Dockerfile::Unknown];
            }
            if seen.insert(descendant) {
                dockerfiles.push(self.of_descendant(descendant));
                names.extend(self.descendants.get(descendant).into_iter().flatten());
            }
        }
        dockerfiles
    }

    fn of_descendant(&mut self, name: &'d str) -> Dockerfile {
        if let Some(Settings { inline: Setting::String(text), .. }) = self.settings.get(name) {
            let parse = || Dockerfile::Known(Rc::new(Names::parse(text)));
            return self.inline.entry(name).or_insert_with(parse).clone();
        }
        self.of_target(name)
    }
}

/// The settings of every target including inherited ones: of its parents in their order, then of its own blocks.
fn settings<'d>(blocks: &HashMap<&'d str, Vec<&'d Target>>) -> HashMap<&'d str, Settings> {
    let mut done: HashMap<&str, Settings> = HashMap::new();
    let mut entered = HashSet::new();
    for name in blocks.keys() {
        let mut waiting = vec![*name];
        while let Some(name) = waiting.last().copied() {
            let Some(own) = blocks.get(name).filter(|_| !done.contains_key(name)) else {
                waiting.pop();
                continue;
            };
            if entered.insert(name) {
                // Parents first. A target that is its own ancestor has no settings yet.
                waiting.extend(parents(own).filter(|parent| !entered.contains(parent)));
                continue;
            }
            waiting.pop();
            let settings = merged(own, &done);
            done.insert(name, settings);
        }
    }
    done
}

fn merged(own: &[&Target], done: &HashMap<&str, Settings>) -> Settings {
    let mut settings = Settings::default();
    for parent in parents(own) {
        settings.take(&done.get(parent).cloned().unwrap_or_else(Settings::unknown));
    }
    for target in own {
        let inherits_strings = match target.attribute("inherits").map(|attribute| &attribute.value) {
            None => true,
            Some(Value::List(list)) => list.iter().all(Option::is_some),
            Some(_) => false,
        };
        // A matrix turns a target into several with other names.
        if !inherits_strings || target.attribute("matrix").is_some() || target.attribute("name").is_some() {
            return Settings::unknown();
        }
        settings.take(&Settings {
            context: Setting::new(target.attribute("context")),
            dockerfile: Setting::new(target.attribute("dockerfile")),
            inline: Setting::new(target.attribute("dockerfile-inline")),
        });
    }
    settings
}

fn parents<'d>(own: &[&'d Target]) -> impl Iterator<Item = &'d str> {
    own.iter().flat_map(|target| target.strings("inherits")).map(|parent| parent.value.as_str())
}

impl Settings {
    fn unknown() -> Self {
        Self { context: Setting::Unknown, dockerfile: Setting::Unknown, inline: Setting::Unknown }
    }

    /// Overrides settings with those that others set.
    fn take(&mut self, others: &Self) {
        for (own, other) in [
            (&mut self.context, &others.context),
            (&mut self.dockerfile, &others.dockerfile),
            (&mut self.inline, &others.inline),
        ] {
            if !matches!(other, Setting::Unset) {
                *own = other.clone();
            }
        }
    }
}

impl Setting {
    fn new(attribute: Option<&Attribute>) -> Self {
        match attribute.map(|attribute| &attribute.value) {
            None => Self::Unset,
            Some(Value::String(text)) => Self::String(text.value.as_str().into()),
            Some(_) => Self::Unknown,
        }
    }
}

/// The path of a Dockerfile from the folder of the Bake file, unless it is remote.
fn path(context: &str, dockerfile: &str) -> Option<String> {
    if is_remote(context) || is_remote(dockerfile) {
        return None;
    }
    Some(paths::normalized(context.split('/').chain(dockerfile.split('/')), false).join("/"))
}

/// Whether a context or path is a repository, an image, another target, standard input or an absolute path.
fn is_remote(path: &str) -> bool {
    let is_scheme = path.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'));
    is_scheme || path == "-" || path.starts_with('/') || path.starts_with("github.com/") || path.contains('\\')
}
