//! The schemas of providers, as `terraform providers schema -json` prints them, in a compact form: every string is
//! stored once, and attributes and blocks are in flat lists.

mod functions;
mod parser;

use std::ops::Range;
use std::sync::OnceLock;

use crate::languages::terraform::values::version::Version;

use functions::FunctionData;

pub use functions::{SchemaFunction, SchemaParameter};
pub use parser::SchemasBuilder;

/// The schemas of some providers.
#[derive(Debug, Default)]
pub struct ProviderSchemas {
    strings: Strings,
    attributes: Vec<AttributeData>,
    blocks: Vec<BlockData>,
    bodies: Vec<BodyData>,
    providers: Vec<ProviderData>,
}

/// The kind of a provider's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    /// A managed resource.
    Resource,
    /// A data source.
    Data,
    /// An ephemeral resource.
    Ephemeral,
}

/// All strings, each stored once, one after the other.
#[derive(Debug, Default)]
struct Strings {
    text: String,
    /// The end of each string.
    ends: Vec<u32>,
}

/// The number of a string in [`Strings`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Str(u32);

#[derive(Debug)]
struct ProviderData {
    address: Str,
    /// The version that the schema describes, if it is known.
    version: Option<Version>,
    config: Option<u32>,
    /// The names of the types of each kind, in alphabetical order, with the indices of their bodies.
    types: [Vec<(Str, u32)>; 3],
    /// The functions, in alphabetical order.
    functions: Vec<FunctionData>,
}

#[derive(Debug)]
struct BodyData {
    attributes: Range<u32>,
    blocks: Range<u32>,
    description: Str,
    is_deprecated: bool,
}

#[derive(Debug)]
struct AttributeData {
    name: Str,
    value_type: Str,
    description: Str,
    /// The body with the attributes of a nested object, or [`NO_BODY`].
    nested: u32,
    flags: u8,
}

/// An index that no body has.
const NO_BODY: u32 = u32::MAX;

/// The flags of an attribute.
const REQUIRED: u8 = 1;
const OPTIONAL: u8 = 1 << 1;
const COMPUTED: u8 = 1 << 2;
const SENSITIVE: u8 = 1 << 3;
const DEPRECATED: u8 = 1 << 4;
const WRITE_ONLY: u8 = 1 << 5;

#[derive(Debug)]
struct BlockData {
    name: Str,
    body: u32,
    nesting: Nesting,
    min_items: u32,
    max_items: Option<u32>,
}

/// How the blocks of a type are nested in their parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nesting {
    /// At most one block.
    Single,
    /// A list of blocks.
    List,
    /// A set of blocks.
    Set,
    /// Blocks by label.
    Map,
}

/// The attributes and blocks of a resource, a provider or a nested block.
#[derive(Clone, Copy, Debug)]
pub struct SchemaBody<'s> {
    schemas: &'s ProviderSchemas,
    index: u32,
}

/// An attribute of a schema.
#[derive(Clone, Copy, Debug)]
pub struct SchemaAttribute<'s> {
    schemas: &'s ProviderSchemas,
    data: &'s AttributeData,
}

/// A nested block of a schema.
#[derive(Clone, Copy, Debug)]
pub struct SchemaBlock<'s> {
    schemas: &'s ProviderSchemas,
    data: &'s BlockData,
}

/// A provider in a list of schemas.
#[derive(Clone, Copy, Debug)]
pub struct ProviderSchema<'s> {
    schemas: &'s ProviderSchemas,
    data: &'s ProviderData,
}

impl<'s> ProviderSchema<'s> {
    /// Returns the address, such as `registry.terraform.io/hashicorp/aws`.
    pub fn address(self) -> &'s str {
        self.schemas.text(self.data.address)
    }

    /// Returns the version that the schema describes, if it is known.
    pub fn version(self) -> Option<&'s Version> {
        self.data.version.as_ref()
    }

    /// Returns the body of its `provider` blocks.
    pub fn config(self) -> Option<SchemaBody<'s>> {
        self.data.config.map(|index| SchemaBody { schemas: self.schemas, index })
    }

    /// Returns the body of the blocks of a type.
    pub fn type_body(self, kind: TypeKind, name: &str) -> Option<SchemaBody<'s>> {
        let types = &self.data.types[kind as usize];
        let found = types.binary_search_by(|(known, _)| self.schemas.text(*known).cmp(name)).ok()?;
        Some(SchemaBody { schemas: self.schemas, index: types[found].1 })
    }

    /// Returns the names of the types of a kind.
    pub fn types(self, kind: TypeKind) -> impl Iterator<Item = &'s str> {
        self.data.types[kind as usize].iter().map(move |(name, _)| self.schemas.text(*name))
    }
}

/// The address of the provider that is built into Terraform.
pub const BUILT_IN_ADDRESS: &str = "terraform.io/builtin/terraform";

/// The schema of the provider that is built into Terraform, in the form in which Terraform prints schemas.
const BUILT_IN: &str = include_str!("built_in.json");

impl ProviderSchemas {
    /// Returns the schema of the provider that is built into Terraform.
    pub fn built_in() -> &'static Self {
        static PARSED: OnceLock<ProviderSchemas> = OnceLock::new();
        // A test checks that it can be parsed.
        PARSED.get_or_init(|| Self::parse(BUILT_IN).unwrap_or_default())
    }

    /// Returns the provider with an address.
    pub fn provider(&self, address: &str) -> Option<ProviderSchema<'_>> {
        let data = self.providers.iter().find(|provider| self.text(provider.address) == address)?;
        Some(ProviderSchema { schemas: self, data })
    }

    /// Returns the schema of a type, from the first provider that has the type.
    pub fn type_body(&self, kind: TypeKind, name: &str) -> Option<SchemaBody<'_>> {
        self.providers.iter().find_map(|provider| {
            let types = &provider.types[kind as usize];
            let found = types.binary_search_by(|(known, _)| self.text(*known).cmp(name)).ok()?;
            Some(SchemaBody { schemas: self, index: types[found].1 })
        })
    }

    /// Returns the address of the provider that has a type.
    pub fn provider_of(&self, kind: TypeKind, name: &str) -> Option<&str> {
        let has_type = |provider: &&ProviderData| {
            provider.types[kind as usize].binary_search_by(|(known, _)| self.text(*known).cmp(name)).is_ok()
        };
        self.providers.iter().find(has_type).map(|provider| self.text(provider.address))
    }

    /// Returns the types of all providers: the address of the provider, the name of the type, and its body.
    pub fn types(&self, kind: TypeKind) -> impl Iterator<Item = (&str, &str, SchemaBody<'_>)> {
        self.providers.iter().flat_map(move |provider| {
            let types = provider.types[kind as usize].iter();
            types.map(move |(name, index)| {
                (self.text(provider.address), self.text(*name), SchemaBody { schemas: self, index: *index })
            })
        })
    }

    /// Returns the configuration of the provider with this address, or whose address ends with this name.
    pub fn provider_config(&self, name_or_address: &str) -> Option<SchemaBody<'_>> {
        let provider = self.providers.iter().find(|provider| {
            let address = self.text(provider.address);
            address == name_or_address || address.rsplit('/').next() == Some(name_or_address)
        })?;
        provider.config.map(|index| SchemaBody { schemas: self, index })
    }

    /// Returns the addresses of the providers.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.providers.iter().map(|provider| self.text(provider.address))
    }

    /// Returns the memory in use, in bytes, without the few values that exist once per provider.
    pub fn bytes(&self) -> usize {
        let types = self.providers.iter().flat_map(|provider| &provider.types).map(Vec::capacity).sum::<usize>();
        self.strings.text.capacity()
            + self.strings.ends.capacity() * size_of::<u32>()
            + self.attributes.capacity() * size_of::<AttributeData>()
            + self.blocks.capacity() * size_of::<BlockData>()
            + self.bodies.capacity() * size_of::<BodyData>()
            + types * size_of::<(Str, u32)>()
    }

    fn text(&self, text: Str) -> &str {
        self.strings.get(text)
    }
}

impl Strings {
    fn get(&self, Str(number): Str) -> &str {
        let end = |number: usize| self.ends.get(number).copied().unwrap_or_default() as usize;
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, end);
        self.text.get(start..end(number)).unwrap_or_default()
    }
}

impl<'s> SchemaBody<'s> {
    /// Returns the attributes in alphabetical order.
    pub fn attributes(self) -> impl Iterator<Item = SchemaAttribute<'s>> {
        let range = &self.data().attributes;
        let attributes = &self.schemas.attributes[range.start as usize..range.end as usize];
        attributes.iter().map(move |data| SchemaAttribute { schemas: self.schemas, data })
    }

    /// Returns the attribute with this name.
    pub fn attribute(self, name: &str) -> Option<SchemaAttribute<'s>> {
        let range = &self.data().attributes;
        let attributes = &self.schemas.attributes[range.start as usize..range.end as usize];
        let found = attributes.binary_search_by(|data| self.schemas.text(data.name).cmp(name)).ok()?;
        Some(SchemaAttribute { schemas: self.schemas, data: &attributes[found] })
    }

    /// Returns the nested blocks in alphabetical order.
    pub fn blocks(self) -> impl Iterator<Item = SchemaBlock<'s>> {
        let range = &self.data().blocks;
        let blocks = &self.schemas.blocks[range.start as usize..range.end as usize];
        blocks.iter().map(move |data| SchemaBlock { schemas: self.schemas, data })
    }

    /// Returns the body of the nested block with this name.
    pub fn block(self, name: &str) -> Option<SchemaBlock<'s>> {
        self.blocks().find(|block| block.name() == name)
    }

    /// Returns the description, in Markdown; empty if there is none.
    pub fn description(self) -> &'s str {
        self.schemas.text(self.data().description)
    }

    /// Whether the type or block is deprecated.
    pub fn is_deprecated(self) -> bool {
        self.data().is_deprecated
    }

    fn data(self) -> &'s BodyData {
        &self.schemas.bodies[self.index as usize]
    }
}

impl<'s> SchemaAttribute<'s> {
    /// Returns the name of the attribute.
    pub fn name(self) -> &'s str {
        self.schemas.text(self.data.name)
    }

    /// Returns the type, in the syntax of a type constraint.
    pub fn value_type(self) -> &'s str {
        self.schemas.text(self.data.value_type)
    }

    /// Returns the description, in Markdown; empty if there is none.
    pub fn description(self) -> &'s str {
        self.schemas.text(self.data.description)
    }

    /// Returns the attributes of a nested object, if the attribute has one.
    pub fn nested(self) -> Option<SchemaBody<'s>> {
        (self.data.nested != NO_BODY).then_some(SchemaBody { schemas: self.schemas, index: self.data.nested })
    }

    /// Returns how the nested objects of the attribute are arranged.
    pub fn nesting(self) -> Nesting {
        match self.value_type() {
            "list(object)" => Nesting::List,
            "set(object)" => Nesting::Set,
            "map(object)" => Nesting::Map,
            _ => Nesting::Single,
        }
    }

    /// Whether a configuration must set it.
    pub fn is_required(self) -> bool {
        self.has(REQUIRED)
    }

    /// Whether a configuration can set it.
    pub fn is_argument(self) -> bool {
        self.has(REQUIRED) || self.has(OPTIONAL)
    }

    /// Whether the provider sets it if the configuration does not.
    pub fn is_computed(self) -> bool {
        self.has(COMPUTED)
    }

    /// Whether its value is hidden in the output of Terraform.
    pub fn is_sensitive(self) -> bool {
        self.has(SENSITIVE)
    }

    /// Whether the attribute is deprecated.
    pub fn is_deprecated(self) -> bool {
        self.has(DEPRECATED)
    }

    /// Whether Terraform passes its value to the provider and then forgets it.
    pub fn is_write_only(self) -> bool {
        self.has(WRITE_ONLY)
    }

    fn has(self, flag: u8) -> bool {
        self.data.flags & flag != 0
    }
}

impl<'s> SchemaBlock<'s> {
    /// Returns the type of the block.
    pub fn name(self) -> &'s str {
        self.schemas.text(self.data.name)
    }

    /// Returns the schema of the body of the block.
    pub fn body(self) -> SchemaBody<'s> {
        SchemaBody { schemas: self.schemas, index: self.data.body }
    }

    /// Returns how blocks of this type are nested.
    pub fn nesting(self) -> Nesting {
        self.data.nesting
    }

    /// Returns the minimum number of blocks of this type in a body.
    pub fn min_items(self) -> usize {
        self.data.min_items as usize
    }

    /// Returns the maximum number of blocks of this type in a body. `None` if it is unlimited.
    pub fn max_items(self) -> Option<usize> {
        self.data.max_items.map(|max_items| max_items as usize)
    }

    /// Whether at least one block is required.
    pub fn is_required(self) -> bool {
        self.data.min_items > 0
    }

    /// Whether at most one block is allowed.
    pub fn is_single(self) -> bool {
        self.data.max_items == Some(1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{BUILT_IN_ADDRESS, Nesting, ProviderSchemas, SchemaAttribute, SchemasBuilder, TypeKind};

    const JSON: &str = r#"{"format_version":"1.0","provider_schemas":{"registry.terraform.io/a/b":{
        "provider":{"version":0,"block":{"attributes":{"region":{"type":"string","optional":true}}}},
        "resource_schemas":{"b_c":{"version":0,"block":{"description":"C.","attributes":{
            "id":{"type":"string","computed":true},
            "tags":{"type":["map","string"],"required":true,"description":"T."},
            "deep":{"nested_type":{"nesting_mode":"list","attributes":{"x":{"type":["object",{"y":"number"}],"optional":true}}},"optional":true}},
            "block_types":{"disk":{"nesting_mode":"list","min_items":1,"max_items":1,"block":{}}}}}}}}}"#;

    #[test]
    fn types_have_attributes_and_blocks() {
        let schemas = ProviderSchemas::parse(JSON).expect("the schema is valid");
        let body = schemas.type_body(TypeKind::Resource, "b_c").expect("the type is known");
        assert_eq!(body.description(), "C.");
        let shown: Vec<_> = body
            .attributes()
            .map(|attribute| {
                (attribute.name(), attribute.value_type(), attribute.is_argument(), attribute.is_required())
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("deep", "list(object)", true, false),
                ("id", "string", false, false),
                ("tags", "map(string)", true, true)
            ]
        );
        let nested = body.attribute("deep").and_then(SchemaAttribute::nested).and_then(|nested| nested.attribute("x"));
        assert_eq!(nested.map(SchemaAttribute::value_type), Some("object({ y = number })"));
        let disk = body.block("disk").expect("the block is known");
        assert!(disk.is_required() && disk.is_single() && disk.nesting() == Nesting::List);
        assert!(schemas.type_body(TypeKind::Data, "b_c").is_none());
        assert!(schemas.provider_config("b").is_some_and(|config| config.attribute("region").is_some()));
        assert_eq!(schemas.provider_of(TypeKind::Resource, "b_c"), Some("registry.terraform.io/a/b"));
    }

    #[test]
    fn the_schema_of_the_built_in_provider_is_valid() {
        let provider = ProviderSchemas::built_in().provider(BUILT_IN_ADDRESS).expect("the schema is valid");
        let data = provider.type_body(TypeKind::Resource, "terraform_data").expect("the type is known");
        assert!(data.attribute("triggers_replace").is_some_and(SchemaAttribute::is_argument));
        let state = provider.type_body(TypeKind::Data, "terraform_remote_state").expect("the type is known");
        assert!(state.attribute("backend").is_some_and(SchemaAttribute::is_required));
    }

    #[test]
    fn of_two_schemas_of_a_provider_the_first_counts() {
        let mut builder = SchemasBuilder::default();
        for broken in ["{".to_owned(), JSON.replace("}}}}}}}}}", "}}}}}}}}, 1")] {
            assert!(builder.add(&broken, &BTreeMap::new()).is_err());
        }
        builder.add(JSON, &BTreeMap::new()).expect("the schema is valid");
        let other = JSON.replace("b_c", "b_d");
        builder.add(&other, &BTreeMap::new()).expect("the schema is valid");
        let schemas = builder.build();
        assert!(schemas.type_body(TypeKind::Resource, "b_c").is_some());
        assert!(schemas.type_body(TypeKind::Resource, "b_d").is_none());
    }

    #[test]
    fn another_form_is_an_error() {
        for json in [
            "",
            "3",
            "{}",
            "{\"providers\": {}}",
            "{\"provider_schemas\": 1}",
            "{\"provider_schemas\": {\"a\": {\"resource_schemas\": 1}}}",
        ] {
            assert!(ProviderSchemas::parse(json).is_err(), "{json}");
        }
    }
}
