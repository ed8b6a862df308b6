//! The Dockerfiles of targets: where they are, and the names in them.
//!
//! A target's Dockerfile is known if what Bake takes it from, through everything the target inherits, is written as
//! text and is a path below or beside the file. Else nothing is said about it.

mod names;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::targets::{Attribute, Target, Value};
use crate::languages::FileProvider;
use crate::languages::text::paths;
use names::Names;

/// What is known about the Dockerfile of a target.
#[derive(Clone)]
pub enum Dockerfile {
    /// One that is not there has no names.
    Known(Rc<Names>),
    Unknown,
}

/// More Dockerfiles than this are not read for one Bake file.
const MOST_FILES: usize = 500;

/// So many names are looked up in the Dockerfiles of those who inherit from targets, in all.
const MOST_STEPS: usize = 1_000_000;

pub struct Dockerfiles<'d> {
    files: &'d dyn FileProvider,
    settings: HashMap<&'d str, Settings>,
    /// Who inherits from a target.
    heirs: HashMap<&'d str, Vec<&'d str>>,
    read: HashMap<String, Dockerfile>,
    /// Those that are written into a target.
    in_place: HashMap<&'d str, Dockerfile>,
    steps: usize,
}

/// What decides about a Dockerfile.
#[derive(Clone, Default)]
struct Settings {
    context: Setting,
    dockerfile: Setting,
    in_place: Setting,
}

#[derive(Clone, Default)]
enum Setting {
    #[default]
    Unset,
    Text(Rc<str>),
    Unknown,
}

impl<'d> Dockerfiles<'d> {
    pub fn of(targets: &'d [Target], files: &'d dyn FileProvider) -> Self {
        let mut blocks: HashMap<&str, Vec<&Target>> = HashMap::new();
        let mut heirs: HashMap<&str, Vec<&str>> = HashMap::new();
        for target in targets {
            blocks.entry(&target.name).or_default().push(target);
            for parent in target.texts("inherits") {
                heirs.entry(&parent.value).or_default().push(&target.name);
            }
        }
        Self { files, settings: settings(&blocks), heirs, read: HashMap::new(), in_place: HashMap::new(), steps: 0 }
    }

    pub fn of_target(&mut self, name: &str) -> Dockerfile {
        let Some(settings) = self.settings.get(name) else { return Dockerfile::Unknown };
        match &settings.in_place {
            Setting::Unset => {}
            // Bake takes the text itself, and the checks of a target leave it alone.
            Setting::Text(_) | Setting::Unknown => return Dockerfile::Unknown,
        }
        let context = match &settings.context {
            Setting::Text(context) => context,
            Setting::Unset => ".",
            Setting::Unknown => return Dockerfile::Unknown,
        };
        let dockerfile = match &settings.dockerfile {
            Setting::Text(dockerfile) if !dockerfile.is_empty() => dockerfile,
            Setting::Text(_) | Setting::Unset => "Dockerfile",
            Setting::Unknown => return Dockerfile::Unknown,
        };
        let Some(path) = path(context, dockerfile) else { return Dockerfile::Unknown };
        if let Some(known) = self.read.get(&path) {
            return known.clone();
        }
        if self.read.len() >= MOST_FILES {
            return Dockerfile::Unknown;
        }
        // Of a file that cannot be read, nobody knows what is missing in it.
        let names = self.files.read(&path).map(|text| Rc::new(Names::of(&text)));
        let dockerfile = names.map_or(Dockerfile::Unknown, Dockerfile::Known);
        self.read.insert(path, dockerfile.clone());
        dockerfile
    }

    /// The Dockerfiles of all targets that inherit from one, directly or not. `steps` is what each of them costs.
    pub fn heirs(&mut self, name: &str, steps: usize) -> Vec<Dockerfile> {
        let mut seen = HashSet::new();
        let mut names = self.heirs.get(name).cloned().unwrap_or_default();
        let mut dockerfiles = Vec::new();
        while let Some(heir) = names.pop() {
            self.steps = self.steps.saturating_add(steps);
            if self.steps > MOST_STEPS {
                return vec![Dockerfile::Unknown];
            }
            if seen.insert(heir) {
                dockerfiles.push(self.of_heir(heir));
                names.extend(self.heirs.get(heir).into_iter().flatten());
            }
        }
        dockerfiles
    }

    fn of_heir(&mut self, name: &'d str) -> Dockerfile {
        if let Some(Settings { in_place: Setting::Text(text), .. }) = self.settings.get(name) {
            let read = || Dockerfile::Known(Rc::new(Names::of(text)));
            return self.in_place.entry(name).or_insert_with(read).clone();
        }
        self.of_target(name)
    }
}

/// The settings of every target with what it inherits: parents in their order, then its own blocks.
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
                // Parents first. Who is his own ancestor finds himself without settings.
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
        let inherits_text = match target.attribute("inherits").map(|attribute| &attribute.value) {
            None => true,
            Some(Value::List(list)) => list.iter().all(Option::is_some),
            Some(_) => false,
        };
        // A target with a matrix becomes several under other names.
        if !inherits_text || target.attribute("matrix").is_some() || target.attribute("name").is_some() {
            return Settings::unknown();
        }
        settings.take(&Settings {
            context: Setting::of(target.attribute("context")),
            dockerfile: Setting::of(target.attribute("dockerfile")),
            in_place: Setting::of(target.attribute("dockerfile-inline")),
        });
    }
    settings
}

fn parents<'d>(own: &[&'d Target]) -> impl Iterator<Item = &'d str> {
    own.iter().flat_map(|target| target.texts("inherits")).map(|parent| parent.value.as_str())
}

impl Settings {
    fn unknown() -> Self {
        Self { context: Setting::Unknown, dockerfile: Setting::Unknown, in_place: Setting::Unknown }
    }

    /// Takes over what others set.
    fn take(&mut self, others: &Self) {
        for (own, other) in [
            (&mut self.context, &others.context),
            (&mut self.dockerfile, &others.dockerfile),
            (&mut self.in_place, &others.in_place),
        ] {
            if !matches!(other, Setting::Unset) {
                *own = other.clone();
            }
        }
    }
}

impl Setting {
    fn of(attribute: Option<&Attribute>) -> Self {
        match attribute.map(|attribute| &attribute.value) {
            None => Self::Unset,
            Some(Value::Text(text)) => Self::Text(text.value.as_str().into()),
            Some(_) => Self::Unknown,
        }
    }
}

/// The path of a Dockerfile from the folder of the Bake file, unless it is elsewhere.
fn path(context: &str, dockerfile: &str) -> Option<String> {
    if is_elsewhere(context) || is_elsewhere(dockerfile) {
        return None;
    }
    Some(paths::normalized(context.split('/').chain(dockerfile.split('/')), false).join("/"))
}

/// Whether a context or path is a repository, an image, another target, the standard input or an absolute path.
fn is_elsewhere(path: &str) -> bool {
    let is_scheme = path.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'));
    is_scheme || path == "-" || path.starts_with('/') || path.starts_with("github.com/") || path.contains('\\')
}
