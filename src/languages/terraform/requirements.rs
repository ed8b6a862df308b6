//! The providers that a module requires: those it lists, those it configures, and those of its resources.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::address::{Address, MAX_ADDRESS_BYTES};
use super::body::{Block, Body, Value};
use super::version::Constraint;

/// What is kept of one file: more than any has that people write.
const MAX_DECLARATIONS: usize = 4_096;
const MAX_RESOURCES: usize = 16_384;
const MAX_CONSTRAINTS: usize = 64;
const MAX_NAME_BYTES: usize = 255;

/// What is said about providers, in one file or in several.
#[derive(Debug, Default)]
pub struct Declarations {
    /// In the order in which their names appear.
    in_order: Vec<Declaration>,
    /// By local name, the place of its declaration.
    places: HashMap<String, usize>,
    /// By kind, type and name: the local name of the provider. The last of equal ones is meant.
    resources: HashMap<[Arc<str>; 3], Option<String>>,
}

/// What is said about a provider's local name.
#[derive(Clone, Debug, Default)]
struct Declaration {
    name: String,
    source: Source,
    constraints: Vec<Constraint>,
}

/// Where a provider comes from.
#[derive(Clone, Debug, Default)]
enum Source {
    /// Nothing says it: its name does.
    #[default]
    Unstated,
    /// `None` where what is said is no address.
    Stated(Option<Address>),
}

impl Declarations {
    /// `required_providers` of a `terraform` block.
    pub fn add_required(&mut self, body: Body) {
        let mut names = HashSet::new();
        for argument in body.arguments() {
            // Of two with the same name the first is meant.
            if names.insert(argument.name.clone())
                && let Some(read) = Declaration::read(&argument.name, argument.value)
            {
                self.extend(&argument.name, read);
            }
        }
    }

    /// A `provider` block, which requires the provider even if it says nothing of it.
    pub fn add_provider(&mut self, block: &Block) {
        let [name] = &block.labels[..] else { return };
        let constraint = block.body.value("version").and_then(Value::text);
        self.extend(name, Declaration::default().with_constraint(constraint));
    }

    /// A block of a resource, an ephemeral resource or a data source.
    pub fn add_resource(&mut self, block: &Block) {
        let [of_type, name] = &block.labels[..] else { return };
        let provider = match block.body.value("provider") {
            Some(reference) => reference.root_name(),
            None => of_type.split('_').next().map(str::to_owned),
        };
        let key = [block.name.into(), Arc::clone(of_type), Arc::clone(name)];
        let is_kept = self.resources.len() < MAX_RESOURCES || self.resources.contains_key(&key);
        if is_kept && key.iter().all(|part| part.len() <= MAX_NAME_BYTES) {
            self.resources.insert(key, provider.filter(|provider| provider.len() <= MAX_NAME_BYTES));
        }
    }

    /// The providers by address, each with what is asked of its version, as the files of a module say it in their
    /// order.
    pub fn resolve<'d>(files: impl IntoIterator<Item = &'d Self>) -> BTreeMap<Address, Vec<Constraint>> {
        let mut together = Self::default();
        let mut resources = HashMap::new();
        for file in files {
            for declaration in &file.in_order {
                together.extend(&declaration.name, declaration.clone());
            }
            resources.extend(&file.resources);
        }
        let mut implied: BTreeSet<&str> = resources.into_values().flatten().map(String::as_str).collect();
        let mut providers = BTreeMap::new();
        for declaration in &together.in_order {
            if let Some(address) = declaration.address() {
                implied.remove(&*declaration.name);
                // Of two names for one provider the last is meant.
                providers.insert(address, declaration.constraints.clone());
            }
        }
        for address in implied.into_iter().filter_map(Address::of_name) {
            providers.entry(address).or_default();
        }
        providers
    }

    /// Adds what is said about a name, unless too many are known.
    fn extend(&mut self, name: &str, said: Declaration) {
        let place = self.places.get(name).copied().unwrap_or(self.in_order.len());
        if place == self.in_order.len() {
            if place == MAX_DECLARATIONS || name.len() > MAX_NAME_BYTES {
                return;
            }
            self.places.insert(name.to_owned(), place);
            self.in_order.push(Declaration { name: name.to_owned(), ..Declaration::default() });
        }
        self.in_order[place].extend(said);
    }
}

impl Declaration {
    /// A constraint alone, or an object with the keys `source` and `version`. An object without any key that can be
    /// used declares nothing.
    fn read(name: &str, value: Value) -> Option<Self> {
        if let Some(constraint) = value.text() {
            return Some(Self::default().with_constraint(Some(constraint)));
        }
        let mut declaration = None;
        for (key, value) in value.entries()? {
            let text = || value.constant().and_then(|constant| constant.as_text().map(str::to_owned));
            let read = match key.as_str() {
                "source" => text().map(|source| Self { source: Source::read(&source), ..Self::default() }),
                "version" => text().map(|version| Self::default().with_constraint(Some(version))),
                "configuration_aliases" => value.is_list_of_aliases(name).then(Self::default),
                _ => Some(Self::default()),
            };
            let Some(read) = read else { continue };
            let declaration = declaration.get_or_insert_with(Self::default);
            if key == "source" {
                declaration.source = read.source;
            }
            declaration.add(read.constraints);
        }
        declaration
    }

    /// Adds a text, if there is one and it is a constraint.
    fn with_constraint(mut self, text: Option<String>) -> Self {
        self.constraints.extend(text.and_then(|text| Constraint::read(&text)).map(Constraint::bounded));
        self
    }

    fn add(&mut self, constraints: Vec<Constraint>) {
        self.constraints.extend(constraints);
        self.constraints.truncate(MAX_CONSTRAINTS);
    }

    /// Adds what is said later. The first source that is said is meant.
    fn extend(&mut self, later: Self) {
        if matches!(self.source, Source::Unstated) {
            self.source = later.source;
        }
        self.add(later.constraints);
    }

    fn address(&self) -> Option<Address> {
        match &self.source {
            Source::Unstated => Address::of_name(&self.name),
            Source::Stated(address) => address.clone(),
        }
    }
}

impl Source {
    /// An empty text says nothing.
    fn read(text: &str) -> Self {
        if text.is_empty() {
            return Self::Unstated;
        }
        Self::Stated((text.len() <= MAX_ADDRESS_BYTES).then(|| Address::of_source(text)).flatten())
    }
}
