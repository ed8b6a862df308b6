//! What the files of a directory say, each and together.

use std::collections::BTreeMap;

use crate::languages::text::paths;

use super::address::Address;
use super::body::{Block, Body, File, Value, Wanted};
use super::is_file_name;
use super::requirements::Declarations;
use super::version::Constraint;

/// The blocks of a file that say something about what a module requires.
const BLOCKS: [Wanted; 6] =
    [("terraform", 0), ("provider", 1), ("resource", 2), ("ephemeral", 2), ("data", 2), ("module", 1)];

/// What is kept of one module: more than any has that people write, and too little to fill the memory, however many
/// modules a repository brings along.
const MAX_CONSTRAINTS: usize = 64;
const MAX_PROVIDERS: usize = 512;
const MAX_CALLS: usize = 1_024;
const MAX_TEXT_BYTES: usize = 1_024;

/// Those of a `terraform` block.
const SETTINGS: [Wanted; 3] = [("required_providers", 0), ("backend", 1), ("cloud", 0)];

/// What a module requires, and which modules it calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// What is asked of Terraform's version: one for each text that is a constraint.
    pub core: Vec<Constraint>,
    /// The providers of this module, without those of the modules it calls. One that only has a name has the
    /// namespace [`LEGACY_NAMESPACE`](super::address::LEGACY_NAMESPACE).
    pub providers: BTreeMap<Address, Vec<Constraint>>,
    /// `None` also where two are named.
    pub backend: Option<Backend>,
    pub cloud: Option<Cloud>,
    /// In the order of the files and of their texts.
    pub calls: Vec<Call>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backend {
    /// As it is written, whether or not there is such a one.
    pub of_type: String,
    /// Empty where none can be read.
    pub hostname: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cloud {
    /// Empty where none can be read.
    pub hostname: String,
}

/// What one file says of its module.
#[derive(Debug, Default)]
pub struct Part {
    core: Vec<Constraint>,
    providers: Declarations,
    /// One of each type.
    backends: Vec<Backend>,
    cloud: Option<Cloud>,
    calls: Vec<Call>,
}

/// A `module` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub name: String,
    /// As it is written.
    pub source: String,
}

impl Module {
    /// Reads names and texts of the files of one directory. The order does not matter: it is that of their names.
    /// What is no file of a module is left out.
    pub fn read<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut files: Vec<_> = files.into_iter().filter(|(name, _)| is_file_name(name)).collect();
        files.sort_unstable();
        let parts: Vec<Part> = files.into_iter().map(|(name, text)| Part::read(name, text)).collect();
        Self::of(parts.iter())
    }

    /// What the parts say together, given in the order of the names of their files.
    pub fn of<'p>(parts: impl Iterator<Item = &'p Part> + Clone) -> Self {
        let mut module = Self::default();
        let mut backends = Vec::new();
        for part in parts.clone() {
            module.core.extend_from_slice(&part.core);
            module.calls.extend_from_slice(&part.calls);
            // The last one is meant.
            module.cloud = part.cloud.clone().or(module.cloud);
            for backend in &part.backends {
                add_backend(&mut backends, backend.clone());
            }
        }
        module.core.truncate(MAX_CONSTRAINTS);
        module.calls.truncate(MAX_CALLS);
        module.providers = Declarations::resolve(parts.map(|part| &part.providers));
        while module.providers.len() > MAX_PROVIDERS {
            module.providers.pop_last();
        }
        module.backend = backends.pop().filter(|_| backends.is_empty());
        module
    }

    /// Whether there is anything to report.
    pub fn requires_something(&self) -> bool {
        !self.requires_same(&Self::default())
    }

    /// Whether another state of the module requires the same, however it is written.
    pub fn requires_same(&self, other: &Self) -> bool {
        let same_versions = |address: &Address, constraints: &[Constraint]| {
            other.providers.get(address).is_some_and(|others| Constraint::are_same(constraints, others))
        };
        self.backend == other.backend
            && self.cloud == other.cloud
            && Constraint::are_same(&self.core, &other.core)
            && self.providers.len() == other.providers.len()
            && self.providers.iter().all(|(address, constraints)| same_versions(address, constraints))
    }
}

impl Call {
    /// The directory of a module beside this one, from here, with `/` between its parts; empty means this one.
    /// `None` for modules from elsewhere.
    pub fn directory(&self) -> Option<String> {
        if !self.source.starts_with("./") && !self.source.starts_with("../") {
            return None;
        }
        Some(paths::normalized(self.source.split('/'), false).join("/"))
    }
}

impl Part {
    pub fn read(file_name: &str, text: &str) -> Self {
        let mut part = Self::default();
        for block in File::read(file_name, text).body().blocks(&BLOCKS) {
            match block.name {
                "terraform" => part.settings(block.body),
                "provider" => part.providers.add_provider(&block),
                "module" => part.call(&block),
                _ => part.providers.add_resource(&block),
            }
        }
        part
    }

    fn settings(&mut self, body: Body) {
        let constraint = body.value("required_version").and_then(Value::text);
        if self.core.len() < MAX_CONSTRAINTS {
            self.core.extend(constraint.and_then(|text| Constraint::read(&text)).map(Constraint::bounded));
        }
        for block in body.blocks(&SETTINGS) {
            match block.name {
                "required_providers" => self.providers.add_required(block.body),
                "backend" => self.backend(&block),
                // The last one is meant.
                _ => self.cloud = Some(Cloud { hostname: hostname(block.body) }),
            }
        }
    }

    fn backend(&mut self, block: &Block) {
        let [of_type] = &block.labels[..] else { return };
        add_backend(&mut self.backends, Backend { of_type: beginning(of_type), hostname: hostname(block.body) });
    }

    fn call(&mut self, block: &Block) {
        let [name] = &block.labels[..] else { return };
        if let Some(source) = block.body.value("source").and_then(Value::text)
            && self.calls.len() < MAX_CALLS
            && name.len().max(source.len()) <= MAX_TEXT_BYTES
        {
            self.calls.push(Call { name: name.to_string(), source });
        }
    }
}

/// Adds a backend of another type. Two are as many as a hundred: none is meant.
fn add_backend(backends: &mut Vec<Backend>, backend: Backend) {
    if backends.len() < 2 && backends.iter().all(|known| known.of_type != backend.of_type) {
        backends.push(backend);
    }
}

fn hostname(body: Body) -> String {
    let hostname = body.value("hostname").and_then(Value::constant);
    hostname.and_then(|hostname| hostname.as_text().map(beginning)).unwrap_or_default()
}

/// As much of a text as is kept.
fn beginning(text: &str) -> String {
    text.char_indices().take_while(|(start, _)| *start < MAX_TEXT_BYTES).map(|(_, character)| character).collect()
}
