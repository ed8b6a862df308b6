//! Determines which provider a resource or data source uses.

use std::collections::HashSet;

use crate::languages::answers::FileRef;
use crate::languages::syntax::hcl::Block;
use crate::languages::terraform::model::address::{Address, Typed};
use crate::languages::terraform::model::facts::ModuleRef;
use crate::languages::terraform::model::index::{Module, ModuleIndex};
use crate::languages::terraform::model::provider_schemas::TypeKind;
use crate::languages::terraform::syntax::config::Value;

/// The providers of the resources and data sources of a document.
pub struct ProviderNames {
    /// The blocks that have a `provider` argument in another file. `None` if such files are not known.
    elsewhere: Option<HashSet<Address>>,
}

impl ProviderNames {
    pub fn new(index: &ModuleIndex<'_>) -> Self {
        let own = index.own();
        if !own.has_overrides {
            return Self { elsewhere: Some(HashSet::new()) };
        }
        let others = own.all_declarations().filter(|(file, _)| file.file != FileRef::Document);
        let provided = others
            .filter(|(_, declaration)| declaration.arguments.iter().any(|argument| &*argument.name.text == "provider"));
        let elsewhere = || provided.map(|(_, declaration)| declaration.address.clone()).collect();
        Self { elsewhere: own.is_complete.then(elsewhere) }
    }

    /// Returns the local name of a block's provider. `None` if it is not certain.
    pub fn name(&self, block: Block<'_>) -> Option<String> {
        let mut labels = block.labels();
        let (type_name, name) = (labels.next()?.value(), labels.next()?.value());
        let provider = block.body().attribute("provider").map(|provider| Value::Native(provider.value()));
        self.name_for(type_kind(block.name().text())?, [&*type_name, &*name], provider)
    }

    /// Like [`name`](Self::name), for the labels of a block and its `provider` argument.
    pub fn name_for(
        &self,
        kind: TypeKind,
        [type_name, name]: [&str; 2],
        provider: Option<Value<'_>>,
    ) -> Option<String> {
        let typed = match kind {
            TypeKind::Resource => Typed::Resource,
            TypeKind::Data => Typed::Data,
            TypeKind::Ephemeral => Typed::Ephemeral,
        };
        if self.elsewhere.as_ref()?.contains(&Address::Typed(typed, type_name.into(), name.into())) {
            return None;
        }
        match provider {
            Some(provider) => provider.root_name(),
            None => type_name.split('_').next().map(str::to_owned),
        }
    }
}

/// Returns the local names of the providers that resources of a module use, or that it passes to other modules.
pub fn used(own: &Module) -> HashSet<String> {
    let types = own.all_declarations().filter_map(|(_, declaration)| match &declaration.address {
        Address::Typed(Typed::Resource | Typed::Data | Typed::Ephemeral, type_name, _) => {
            type_name.split('_').next().map(str::to_owned)
        }
        _ => None,
    });
    let references = own.files().flat_map(|file| &file.facts.references);
    let named = references.filter_map(|reference| match (&reference.module, &reference.address) {
        (ModuleRef::This, Address::Typed(Typed::Provider, local_name, _)) => Some(local_name.to_string()),
        _ => None,
    });
    types.chain(named).collect()
}

/// Returns the kind of object that a block with this keyword declares, if the object has a type of a provider.
pub fn type_kind(keyword: &str) -> Option<TypeKind> {
    match keyword {
        "resource" => Some(TypeKind::Resource),
        "data" => Some(TypeKind::Data),
        "ephemeral" => Some(TypeKind::Ephemeral),
        _ => None,
    }
}
