//! The requirements of a module, merged from the files of its directory. The rules are those of terraform-ls 0.39,
//! which uses the parts of a text that it can parse and ignores the rest.

use std::collections::BTreeMap;

use crate::languages::text::paths;

use crate::languages::terraform::file_names::is_file_name;
use crate::languages::terraform::model::providers::Declarations;
use crate::languages::terraform::syntax::config::{Block, BlockHeader, Body, File, Value};
use crate::languages::terraform::values::provider_address::ProviderAddress;
use crate::languages::terraform::values::version::Constraint;

/// The blocks that determine the requirements of a module.
const BLOCKS: [BlockHeader; 6] = [
    BlockHeader::new("terraform", 0),
    BlockHeader::new("provider", 1),
    BlockHeader::new("resource", 2),
    BlockHeader::new("ephemeral", 2),
    BlockHeader::new("data", 2),
    BlockHeader::new("module", 1),
];

/// Limits for one module, larger than any that is written by hand, so that the memory stays bounded for any number of
/// modules.
const MAX_CONSTRAINTS: usize = 64;
const MAX_PROVIDERS: usize = 512;
const MAX_CALLS: usize = 1_024;
const MAX_STRING_LEN: usize = 1_024;

/// The blocks within a `terraform` block that determine the requirements of a module.
const SETTINGS: [BlockHeader; 3] =
    [BlockHeader::new("required_providers", 0), BlockHeader::new("backend", 1), BlockHeader::new("cloud", 0)];

/// The requirements of a module, and the modules that it calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// The constraints on the version of Terraform, without invalid ones.
    pub core: Vec<Constraint>,
    /// The providers of this module, without those of called modules. A provider without a source has the namespace
    /// [`LEGACY_NAMESPACE`](crate::languages::terraform::values::provider_address::LEGACY_NAMESPACE).
    pub providers: BTreeMap<ProviderAddress, Vec<Constraint>>,
    /// `None` if there is no backend, or if there are several.
    pub backend: Option<Backend>,
    /// The `cloud` block. If there are several, the last one.
    pub cloud: Option<Cloud>,
    /// The `module` blocks, in the order of the files and of their texts.
    pub calls: Vec<ModuleCall>,
}

/// A `backend` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backend {
    /// The type in the source, which may not exist.
    pub kind: String,
    /// Empty if the hostname is missing or not static.
    pub hostname: String,
}

/// A `cloud` block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cloud {
    /// Empty if the hostname is missing or not static.
    pub hostname: String,
}

/// The requirements and calls in one file of a module.
#[derive(Debug, Default)]
pub struct FileSummary {
    core: Vec<Constraint>,
    providers: Declarations,
    /// One backend of each type.
    backends: Vec<Backend>,
    cloud: Option<Cloud>,
    calls: Vec<ModuleCall>,
}

/// A `module` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleCall {
    /// The label of the block.
    pub name: String,
    /// The source in the file.
    pub source: String,
}

impl FileSummary {
    /// Whether the file stores the state of its module outside of this machine.
    pub fn has_remote_state(&self) -> bool {
        self.cloud.is_some() || self.backends.iter().any(|backend| backend.kind != "local")
    }
}

impl Module {
    /// Parses the files of one directory, given by name and text in any order. Files that are not part of the module
    /// are ignored.
    pub fn parse<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let mut files: Vec<_> = files.into_iter().filter(|(name, _)| is_file_name(name)).collect();
        files.sort_unstable();
        let summaries: Vec<FileSummary> =
            files.into_iter().map(|(name, text)| FileSummary::parse(name, text)).collect();
        Self::merge(summaries.iter())
    }

    /// Merges the summaries of files, given in the order of their names.
    pub fn merge<'p>(summaries: impl Iterator<Item = &'p FileSummary> + Clone) -> Self {
        let mut module = Self::default();
        let mut backends = Vec::new();
        for summary in summaries.clone() {
            module.core.extend_from_slice(&summary.core);
            module.calls.extend_from_slice(&summary.calls);
            // The last one is used.
            module.cloud = summary.cloud.clone().or(module.cloud);
            for backend in &summary.backends {
                add_backend(&mut backends, backend.clone());
            }
        }
        module.core.truncate(MAX_CONSTRAINTS);
        module.calls.truncate(MAX_CALLS);
        module.providers = Declarations::resolve(summaries.map(|summary| &summary.providers));
        while module.providers.len() > MAX_PROVIDERS {
            module.providers.pop_last();
        }
        module.backend = backends.pop().filter(|_| backends.is_empty());
        module
    }

    /// Whether the module has any requirements.
    pub fn has_requirements(&self) -> bool {
        !self.has_same_requirements(&Self::default())
    }

    /// Whether another version of the module has the same requirements, in any notation.
    pub fn has_same_requirements(&self, other: &Self) -> bool {
        let same_versions = |address: &ProviderAddress, constraints: &[Constraint]| {
            other.providers.get(address).is_some_and(|others| Constraint::are_equivalent(constraints, others))
        };
        self.backend == other.backend
            && self.cloud == other.cloud
            && Constraint::are_equivalent(&self.core, &other.core)
            && self.providers.len() == other.providers.len()
            && self.providers.iter().all(|(address, constraints)| same_versions(address, constraints))
    }
}

impl ModuleCall {
    /// Returns the directory of a local module relative to this one, with `/` between its parts. Empty for this
    /// directory, `None` for modules that are not local.
    pub fn directory(&self) -> Option<String> {
        if !self.source.starts_with("./") && !self.source.starts_with("../") {
            return None;
        }
        Some(paths::normalized(self.source.split('/'), false).join("/"))
    }
}

impl FileSummary {
    /// Parses a file. Its name determines whether it is JSON.
    pub fn parse(file_name: &str, text: &str) -> Self {
        let mut summary = Self::default();
        for block in File::parse_recovering(file_name, text).body().blocks(&BLOCKS) {
            match block.name {
                "terraform" => summary.settings(block.body),
                "provider" => summary.providers.add_provider(&block),
                "module" => summary.call(&block),
                _ => summary.providers.add_resource(&block),
            }
        }
        summary
    }

    fn settings(&mut self, body: Body) {
        let constraint = body.value("required_version").and_then(Value::string);
        if self.core.len() < MAX_CONSTRAINTS {
            self.core.extend(constraint.and_then(|text| Constraint::parse(&text)).map(Constraint::bounded));
        }
        for block in body.blocks(&SETTINGS) {
            match block.name {
                "required_providers" => self.providers.add_required(block.body),
                "backend" => self.backend(&block),
                // The last one is used.
                _ => self.cloud = Some(Cloud { hostname: hostname(block.body) }),
            }
        }
    }

    fn backend(&mut self, block: &Block) {
        let [kind] = &block.labels[..] else { return };
        add_backend(&mut self.backends, Backend { kind: shortened(kind), hostname: hostname(block.body) });
    }

    fn call(&mut self, block: &Block) {
        let [name] = &block.labels[..] else { return };
        if let Some(source) = block.body.value("source").and_then(Value::string)
            && self.calls.len() < MAX_CALLS
            && name.len().max(source.len()) <= MAX_STRING_LEN
        {
            self.calls.push(ModuleCall { name: name.to_string(), source });
        }
    }
}

/// Adds a backend, unless there is one of the same type. With two or more types, no backend is reported.
fn add_backend(backends: &mut Vec<Backend>, backend: Backend) {
    if backends.len() < 2 && backends.iter().all(|known| known.kind != backend.kind) {
        backends.push(backend);
    }
}

fn hostname(body: Body) -> String {
    let hostname = body.value("hostname").and_then(Value::evaluate);
    hostname.and_then(|hostname| hostname.as_str().map(shortened)).unwrap_or_default()
}

/// Truncates a string to its limit.
fn shortened(text: &str) -> String {
    text.char_indices().take_while(|(start, _)| *start < MAX_STRING_LEN).map(|(_, character)| character).collect()
}
