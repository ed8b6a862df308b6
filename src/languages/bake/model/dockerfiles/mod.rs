//! The Dockerfiles of targets.
//!
//! The Dockerfile of a target is known if the attributes that determine it, including inherited ones, are known and
//! refer to a local path.

pub mod facts;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::languages::bake::evaluation::resolved::{ResolvedTarget, Resolver};
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::source::FileProvider;
use crate::languages::text::paths;
use facts::Facts;

/// The Dockerfile of a target.
#[derive(Clone, Debug)]
pub enum Dockerfile {
    /// A file, by its path relative to the folder of the Bake file. The path is empty for an inline Dockerfile.
    Known(Arc<str>, Arc<Facts>),
    Unknown,
}

/// The maximum number of Dockerfiles that are read for one Bake file.
const MAX_FILES: usize = 500;

/// The maximum number of descendants whose Dockerfiles are examined, for all targets together.
const MAX_STEPS: usize = 200_000;

pub struct Dockerfiles<'e> {
    files: &'e dyn FileProvider,
    evaluated: &'e Evaluated,
    resolver: Resolver<'e>,
    /// The direct descendants of each target, which inherit from it.
    children: HashMap<&'e str, Vec<&'e str>>,
    /// Whether a target inherits from an unknown target.
    has_unknown_parents: bool,
    targets: HashMap<String, Dockerfile>,
    read: HashMap<String, Dockerfile>,
    steps: usize,
}

impl<'e> Dockerfiles<'e> {
    pub fn new(evaluated: &'e Evaluated, files: &'e dyn FileProvider) -> Self {
        let mut children: HashMap<&str, Vec<&str>> = HashMap::new();
        for target in &evaluated.targets {
            for parent in target.inherits.iter().flatten() {
                children.entry(parent).or_default().push(&target.name);
            }
        }
        let has_unknown_parents =
            evaluated.has_unknown_names || evaluated.targets.iter().any(|target| target.inherits.is_none());
        Self {
            files,
            evaluated,
            resolver: Resolver::new(evaluated),
            children,
            has_unknown_parents,
            targets: HashMap::new(),
            read: HashMap::new(),
            steps: 0,
        }
    }

    pub fn of_target(&mut self, name: &str) -> Dockerfile {
        if let Some(known) = self.targets.get(name) {
            return known.clone();
        }
        self.steps += 1 + self.evaluated.target(name).and_then(|target| target.inherits.as_ref()).map_or(0, Vec::len);
        let dockerfile = match self.resolver.resolve(name) {
            Ok(target) => self.of_resolved(&target),
            Err(_) => Dockerfile::Unknown,
        };
        self.targets.insert(name.to_owned(), dockerfile.clone());
        dockerfile
    }

    fn of_resolved(&mut self, target: &ResolvedTarget) -> Dockerfile {
        if target.is_open || has_other_frontend(target) {
            return Dockerfile::Unknown;
        }
        match target.attributes.get("dockerfile-inline") {
            None => {}
            Some(Value::String(text)) => {
                let facts = Facts::parse(text);
                return if facts.has_other_frontend {
                    Dockerfile::Unknown
                } else {
                    Dockerfile::Known("".into(), Arc::new(facts))
                };
            }
            Some(_) => return Dockerfile::Unknown,
        }
        match path_of(target) {
            Some(path) => self.read(path),
            None => Dockerfile::Unknown,
        }
    }

    fn read(&mut self, path: String) -> Dockerfile {
        if let Some(known) = self.read.get(&path) {
            return known.clone();
        }
        if self.read.len() >= MAX_FILES {
            return Dockerfile::Unknown;
        }
        let dockerfile = match self.files.read(&path).map(|text| Facts::parse(&text)) {
            Some(facts) if !facts.has_other_frontend => Dockerfile::Known(path.as_str().into(), Arc::new(facts)),
            // The names in an unreadable file are unknown.
            _ => Dockerfile::Unknown,
        };
        self.read.insert(path, dockerfile.clone());
        dockerfile
    }

    /// Returns the Dockerfiles of a target and of all targets that directly or indirectly inherit from it. `None` if
    /// one of them is unknown.
    pub fn of_family(&mut self, name: &str) -> Option<Vec<Arc<Facts>>> {
        if self.has_unknown_parents {
            return None;
        }
        let mut seen = HashSet::new();
        let mut waiting = vec![name.to_owned()];
        let mut family = Vec::new();
        let mut paths = HashSet::new();
        while let Some(next) = waiting.pop() {
            if !seen.insert(next.clone()) {
                continue;
            }
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return None;
            }
            match self.of_target(&next) {
                Dockerfile::Known(path, facts) => {
                    if path.is_empty() || paths.insert(path) {
                        family.push(facts);
                    }
                }
                Dockerfile::Unknown => return None,
            }
            waiting.extend(self.children.get(next.as_str()).into_iter().flatten().map(|child| (*child).to_owned()));
        }
        Some(family)
    }
}

impl Dockerfiles<'_> {
    /// Returns the paths of the Dockerfiles of some targets and of all targets that inherit from them, sorted. An empty
    /// path represents Dockerfiles that are inline or unknown. Missing files are omitted.
    pub fn paths_of_families(&mut self, names: &[String]) -> BTreeSet<Arc<str>> {
        let mut paths: BTreeSet<Arc<str>> = BTreeSet::new();
        let mut seen: HashSet<String> = names.iter().cloned().collect();
        let mut waiting: Vec<String> = names.to_vec();
        if self.has_unknown_parents {
            paths.insert("".into());
        }
        while let Some(name) = waiting.pop() {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                paths.insert("".into());
                break;
            }
            paths.extend(self.path_of_target(&name));
            for child in self.children.get(name.as_str()).into_iter().flatten() {
                if seen.insert((*child).to_owned()) {
                    waiting.push((*child).to_owned());
                }
            }
        }
        paths
    }

    /// Returns the path of the Dockerfile of a target, or `None` if the file does not exist.
    fn path_of_target(&mut self, name: &str) -> Option<Arc<str>> {
        match self.of_target(name) {
            Dockerfile::Known(path, _) => Some(path),
            Dockerfile::Unknown => {
                let path = self.resolver.resolve(name).ok().filter(|target| !target.is_open);
                let path = path.filter(|target| !target.attributes.contains_key("dockerfile-inline"));
                let path = path.and_then(|target| path_of(&target));
                let is_missing = path.is_some_and(|path| self.files.read(&path).is_none());
                if is_missing { None } else { Some("".into()) }
            }
        }
    }
}

/// Whether a build argument selects the frontend, or may do so.
fn has_other_frontend(target: &ResolvedTarget) -> bool {
    match target.attributes.get("args") {
        None => false,
        Some(Value::Object(arguments)) => arguments.contains_key("BUILDKIT_SYNTAX"),
        Some(_) => true,
    }
}

/// Returns the path of the Dockerfile relative to the folder of the Bake file, unless the Dockerfile is unknown or
/// remote.
pub fn path_of(target: &ResolvedTarget) -> Option<String> {
    let setting = |name: &str, default: &'static str| match target.attributes.get(name) {
        None => Some(default.to_owned()),
        Some(Value::String(text)) if text.is_empty() => Some(default.to_owned()),
        Some(Value::String(text)) => Some(text.to_string()),
        Some(_) => None,
    };
    let (context, dockerfile) = (setting("context", ".")?, setting("dockerfile", "Dockerfile")?);
    let context = local_path(&context)?;
    // A path with this prefix is not relative to the context.
    let context = if dockerfile.starts_with("cwd://") { "." } else { context };
    let dockerfile = local_path(&dockerfile)?;
    Some(paths::normalized(context.split('/').chain(dockerfile.split('/')), false).join("/"))
}

/// Returns the path of a context or file, relative to the folder of the Bake file. `None` if it is a repository, an
/// image, another target, standard input or an absolute path.
pub fn local_path(path: &str) -> Option<&str> {
    let path = path.strip_prefix("cwd://").unwrap_or(path);
    let has_scheme = path.split_once(':').is_some_and(|(scheme, _)| !scheme.contains('/'));
    let is_local = !has_scheme
        && path != "-"
        && !path.starts_with('/')
        && !path.starts_with("github.com/")
        && !path.contains('\\');
    is_local.then_some(path)
}
