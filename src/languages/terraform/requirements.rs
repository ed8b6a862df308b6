//! The providers that a module requires: those it lists, those it configures, and those of its resources.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::address::Address;
use super::body::{Block, Body, Value};
use super::version::Constraint;

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
    /// Empty where nothing says it.
    source: String,
    constraints: Vec<String>,
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
                self.declaration(&argument.name).extend(read);
            }
        }
    }

    /// A `provider` block, which requires the provider even if it says nothing of it.
    pub fn add_provider(&mut self, block: &Block) {
        let [name] = &block.labels[..] else { return };
        let constraint = block.body.value("version").and_then(Value::text);
        self.declaration(name).constraints.extend(constraint);
    }

    /// A block of a resource, an ephemeral resource or a data source.
    pub fn add_resource(&mut self, block: &Block) {
        let [of_type, name] = &block.labels[..] else { return };
        let provider = match block.body.value("provider") {
            Some(reference) => reference.root_name(),
            None => of_type.split('_').next().map(str::to_owned),
        };
        self.resources.insert([block.name.into(), Arc::clone(of_type), Arc::clone(name)], provider);
    }

    /// The providers by address, each with what is asked of its version, as the files of a module say it in their
    /// order.
    pub fn resolve<'d>(files: impl IntoIterator<Item = &'d Self>) -> BTreeMap<Address, Vec<Constraint>> {
        let mut together = Self::default();
        let mut resources = HashMap::new();
        for file in files {
            for declaration in &file.in_order {
                together.declaration(&declaration.name).extend(declaration.clone());
            }
            resources.extend(&file.resources);
        }
        let mut implied: BTreeSet<&str> = resources.into_values().flatten().map(String::as_str).collect();
        let mut providers = BTreeMap::new();
        for declaration in &together.in_order {
            if let Some(address) = declaration.address() {
                implied.remove(&*declaration.name);
                // Of two names for one provider the last is meant.
                providers.insert(address, declaration.constraints());
            }
        }
        for address in implied.into_iter().filter_map(Address::of_name) {
            providers.entry(address).or_default();
        }
        providers
    }

    /// What is known of a name, which is empty when it is new.
    fn declaration(&mut self, name: &str) -> &mut Declaration {
        let place = self.places.get(name).copied().unwrap_or_else(|| {
            self.places.insert(name.to_owned(), self.in_order.len());
            self.in_order.push(Declaration { name: name.to_owned(), ..Declaration::default() });
            self.in_order.len() - 1
        });
        &mut self.in_order[place]
    }
}

impl Declaration {
    /// A constraint alone, or an object with the keys `source` and `version`. An object without any key that can be
    /// used declares nothing.
    fn read(name: &str, value: Value) -> Option<Self> {
        if let Some(constraint) = value.text() {
            return Some(Self { constraints: vec![constraint], ..Self::default() });
        }
        let mut declaration = None;
        for (key, value) in value.entries()? {
            let text = || value.constant().and_then(|constant| constant.as_text().map(str::to_owned));
            let read = match key.as_str() {
                "source" => text().map(|source| Self { source, ..Self::default() }),
                "version" => text().map(|version| Self { constraints: vec![version], ..Self::default() }),
                "configuration_aliases" => value.is_list_of_aliases(name).then(Self::default),
                _ => Some(Self::default()),
            };
            let Some(read) = read else { continue };
            let declaration = declaration.get_or_insert_with(Self::default);
            if key == "source" {
                declaration.source = read.source;
            }
            declaration.constraints.extend(read.constraints);
        }
        declaration
    }

    /// Adds what is said later. The first source that is said is meant.
    fn extend(&mut self, later: Self) {
        if self.source.is_empty() {
            self.source = later.source;
        }
        self.constraints.extend(later.constraints);
    }

    fn address(&self) -> Option<Address> {
        if self.source.is_empty() { Address::of_name(&self.name) } else { Address::of_source(&self.source) }
    }

    fn constraints(&self) -> Vec<Constraint> {
        self.constraints.iter().filter_map(|text| Constraint::read(text)).collect()
    }
}
