//! The providers that a module requires: those that it lists or configures, and those of its resources.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::languages::terraform::syntax::config::{Block, Body, Value};
use crate::languages::terraform::values::provider_address::{MAX_ADDRESS_LEN, ProviderAddress};
use crate::languages::terraform::values::version::Constraint;

/// Limits for one file, larger than any that is written by hand.
const MAX_DECLARATIONS: usize = 4_096;
const MAX_RESOURCES: usize = 16_384;
const MAX_CONSTRAINTS: usize = 64;
const MAX_NAME_BYTES: usize = 255;

/// The declarations of providers in one file or in several.
#[derive(Debug, Default)]
pub struct Declarations {
    /// The declarations, in the order in which their names first occur.
    in_order: Vec<Declaration>,
    /// The index of the declaration of each local name.
    indices: HashMap<String, usize>,
    /// The local name of the provider, by the block type, type and name of a resource. If a resource is declared twice,
    /// the last declaration is used.
    resources: HashMap<[Arc<str>; 3], Option<String>>,
}

/// The declaration of a provider under a local name.
#[derive(Clone, Debug, Default)]
struct Declaration {
    name: String,
    source: Source,
    constraints: Vec<Constraint>,
}

/// The source of a provider.
#[derive(Clone, Debug, Default)]
enum Source {
    /// No source: the name determines the address.
    #[default]
    Unset,
    /// A source; `None` if its address is invalid.
    Set(Option<ProviderAddress>),
}

impl Declarations {
    /// Adds the entries of a `required_providers` block.
    pub fn add_required(&mut self, body: Body) {
        let mut names = HashSet::new();
        for argument in body.arguments() {
            // If a name occurs twice, the first entry is used.
            if names.insert(argument.name.clone())
                && let Some(declaration) = Declaration::parse(&argument.name, argument.value)
            {
                self.extend(&argument.name, declaration);
            }
        }
    }

    /// Adds a `provider` block, which requires its provider even if it is empty.
    pub fn add_provider(&mut self, block: &Block) {
        let [name] = &block.labels[..] else { return };
        let constraint = block.body.value("version").and_then(Value::string);
        self.extend(name, Declaration::default().with_constraint(constraint));
    }

    /// Adds a block of a resource, an ephemeral resource or a data source.
    pub fn add_resource(&mut self, block: &Block) {
        let [kind, name] = &block.labels[..] else { return };
        let provider = match block.body.value("provider") {
            Some(reference) => reference.root_name(),
            None => kind.split('_').next().map(str::to_owned),
        };
        let key = [block.name.into(), Arc::clone(kind), Arc::clone(name)];
        let is_kept = self.resources.len() < MAX_RESOURCES || self.resources.contains_key(&key);
        if is_kept && key.iter().all(|part| part.len() <= MAX_NAME_BYTES) {
            self.resources.insert(key, provider.filter(|provider| provider.len() <= MAX_NAME_BYTES));
        }
    }

    /// Returns the providers by address, each with its version constraints. `files` are the files of a module in order.
    pub fn resolve<'d>(files: impl IntoIterator<Item = &'d Self>) -> BTreeMap<ProviderAddress, Vec<Constraint>> {
        let mut merged = Self::default();
        let mut resources = HashMap::new();
        for file in files {
            for declaration in &file.in_order {
                merged.extend(&declaration.name, declaration.clone());
            }
            resources.extend(&file.resources);
        }
        let mut implied: BTreeSet<&str> = resources.into_values().flatten().map(String::as_str).collect();
        let mut providers = BTreeMap::new();
        for declaration in &merged.in_order {
            if let Some(address) = declaration.address() {
                implied.remove(&*declaration.name);
                // If two names refer to the same provider, the last one is used.
                providers.insert(address, declaration.constraints.clone());
            }
        }
        for address in implied.into_iter().filter_map(ProviderAddress::from_name) {
            providers.entry(address).or_default();
        }
        providers
    }

    /// Adds a declaration of a name, up to the maximum number of names.
    fn extend(&mut self, name: &str, later: Declaration) {
        let index = self.indices.get(name).copied().unwrap_or(self.in_order.len());
        if index == self.in_order.len() {
            if index == MAX_DECLARATIONS || name.len() > MAX_NAME_BYTES {
                return;
            }
            self.indices.insert(name.to_owned(), index);
            self.in_order.push(Declaration { name: name.to_owned(), ..Declaration::default() });
        }
        self.in_order[index].extend(later);
    }
}

impl Declaration {
    /// Parses a constraint, or an object with the keys `source` and `version`. An object without a valid key declares
    /// nothing.
    fn parse(name: &str, value: Value) -> Option<Self> {
        if let Some(constraint) = value.string() {
            return Some(Self::default().with_constraint(Some(constraint)));
        }
        let mut declaration = None;
        for (key, value) in value.entries()? {
            let string = || value.evaluate().and_then(|value| value.as_str().map(str::to_owned));
            let part = match key.as_str() {
                "source" => string().map(|source| Self { source: Source::parse(&source), ..Self::default() }),
                "version" => string().map(|version| Self::default().with_constraint(Some(version))),
                "configuration_aliases" => value.is_list_of_aliases(name).then(Self::default),
                _ => Some(Self::default()),
            };
            let Some(part) = part else { continue };
            let declaration = declaration.get_or_insert_with(Self::default);
            if key == "source" {
                declaration.source = part.source;
            }
            declaration.add(part.constraints);
        }
        declaration
    }

    /// Adds a constraint, if it is present and valid.
    fn with_constraint(mut self, constraint: Option<String>) -> Self {
        self.constraints
            .extend(constraint.and_then(|constraint| Constraint::parse(&constraint)).map(Constraint::bounded));
        self
    }

    fn add(&mut self, constraints: Vec<Constraint>) {
        self.constraints.extend(constraints);
        self.constraints.truncate(MAX_CONSTRAINTS);
    }

    /// Adds a later declaration. The first source is used.
    fn extend(&mut self, later: Self) {
        if matches!(self.source, Source::Unset) {
            self.source = later.source;
        }
        self.add(later.constraints);
    }

    fn address(&self) -> Option<ProviderAddress> {
        match &self.source {
            Source::Unset => ProviderAddress::from_name(&self.name),
            Source::Set(address) => address.clone(),
        }
    }
}

impl Source {
    /// Parses a source. An empty string counts as no source.
    fn parse(text: &str) -> Self {
        if text.is_empty() {
            return Self::Unset;
        }
        Self::Set((text.len() <= MAX_ADDRESS_LEN).then(|| ProviderAddress::from_source(text)).flatten())
    }
}
