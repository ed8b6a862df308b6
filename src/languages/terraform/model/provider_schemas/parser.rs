//! Parses the output of `terraform providers schema -json` into the compact form.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Write as _};
use std::hash::BuildHasher;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::languages::sort::SortStably;
use crate::languages::terraform::values::version::Version;

use super::functions::{FunctionData, ParameterData, RawFunctions, RawParameter};
use super::{
    AttributeData, BlockData, BodyData, COMPUTED, DEPRECATED, NO_BODY, Nesting, OPTIONAL, ProviderData,
    ProviderSchemas, REQUIRED, SENSITIVE, Str, WRITE_ONLY,
};

/// The maximum depth of nested blocks; deeper ones are ignored. Providers nest fewer than ten.
const MAX_DEPTH: usize = 32;

/// Combines the schemas of several files in the compact form. Only one type at a time is in memory in the form of the
/// file.
#[derive(Default)]
pub struct SchemasBuilder {
    schemas: ProviderSchemas,
    /// The numbers of the strings, by hash. If a hash is taken, the string gets the next one that is free.
    known: HashMap<u64, Str>,
}

impl ProviderSchemas {
    /// Parses the output of `terraform providers schema -json`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not JSON of that form.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let mut builder = SchemasBuilder::default();
        builder.add(json, &BTreeMap::new())?;
        Ok(builder.build())
    }
}

impl SchemasBuilder {
    /// Adds the output of `terraform providers schema -json`. `versions` contains the known versions of the providers,
    /// by address. If a provider has two schemas, the first one is used.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not JSON of that form. Then nothing is added.
    pub fn add(&mut self, json: &str, versions: &BTreeMap<String, Version>) -> Result<(), serde_json::Error> {
        // The number 0 is the empty string.
        self.intern("");
        let ProviderSchemas { attributes, blocks, bodies, providers, .. } = &self.schemas;
        let before = [attributes.len(), blocks.len(), bodies.len(), providers.len()];
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let mut is_output = false;
        let file = File { builder: self, versions, is_output: &mut is_output };
        let file = Members { expected: "an object", member: file };
        let mut added = file.deserialize(&mut deserializer).and_then(|()| deserializer.end());
        if !is_output {
            added = added.and_then(|()| Err(serde_json::Error::custom("expected `format_version`")));
        }
        if added.is_err() {
            self.schemas.attributes.truncate(before[0]);
            self.schemas.blocks.truncate(before[1]);
            self.schemas.bodies.truncate(before[2]);
            self.schemas.providers.truncate(before[3]);
        }
        added
    }

    /// Returns the schemas that were added.
    pub fn build(self) -> ProviderSchemas {
        let mut schemas = self.schemas;
        schemas.strings.text.shrink_to_fit();
        schemas.strings.ends.shrink_to_fit();
        schemas.attributes.shrink_to_fit();
        schemas.blocks.shrink_to_fit();
        schemas.bodies.shrink_to_fit();
        for types in schemas.providers.iter_mut().flat_map(|provider| &mut provider.types) {
            types.shrink_to_fit();
        }
        schemas
    }
}

/// An object whose members are handled one after the other, while they are read.
struct Members<M> {
    expected: &'static str,
    member: M,
}

/// Handles the members of an object.
trait Member<'de> {
    /// Reads the value of a member from `map`.
    fn read<A: MapAccess<'de>>(&mut self, name: Cow<'de, str>, map: &mut A) -> Result<(), A::Error>;
}

impl<'de, M: Member<'de>> DeserializeSeed<'de> for Members<M> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, M: Member<'de>> Visitor<'de> for Members<M> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(Name(name)) = map.next_key()? {
            self.member.read(name, &mut map)?;
        }
        Ok(())
    }
}

/// A name that is borrowed if it has no escapes.
#[derive(Deserialize)]
struct Name<'j>(#[serde(borrow)] Cow<'j, str>);

/// The whole output.
struct File<'b> {
    builder: &'b mut SchemasBuilder,
    versions: &'b BTreeMap<String, Version>,
    /// Whether the file has a member that identifies it as output of Terraform.
    is_output: &'b mut bool,
}

impl<'de> Member<'de> for File<'_> {
    fn read<A: MapAccess<'de>>(&mut self, name: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        *self.is_output |= matches!(&*name, "format_version" | "provider_schemas");
        if name != "provider_schemas" {
            return map.next_value::<IgnoredAny>().map(|_| ());
        }
        let member = Providers { builder: self.builder, versions: self.versions };
        map.next_value_seed(Members { expected: "providers by their addresses", member })
    }
}

struct Providers<'b> {
    builder: &'b mut SchemasBuilder,
    versions: &'b BTreeMap<String, Version>,
}

impl<'de> Member<'de> for Providers<'_> {
    fn read<A: MapAccess<'de>>(&mut self, name: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        if self.builder.schemas.addresses().any(|known| known == name) {
            return map.next_value::<IgnoredAny>().map(|_| ());
        }
        let mut provider = ProviderData {
            address: self.builder.intern(&name),
            version: self.versions.get(&*name).cloned(),
            config: None,
            types: Default::default(),
            functions: Vec::new(),
        };
        let member = Provider { builder: self.builder, provider: &mut provider };
        map.next_value_seed(Members { expected: "the schemas of a provider", member })?;
        let schemas = &mut self.builder.schemas;
        for types in &mut provider.types {
            types.sort_stably_by(|(first, _), (second, _)| {
                schemas.strings.get(*first).cmp(schemas.strings.get(*second))
            });
        }
        schemas.providers.push(provider);
        Ok(())
    }
}

struct Provider<'b> {
    builder: &'b mut SchemasBuilder,
    provider: &'b mut ProviderData,
}

impl<'de> Member<'de> for Provider<'_> {
    fn read<A: MapAccess<'de>>(&mut self, name: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        let kind = match &*name {
            "resource_schemas" => 0,
            "data_source_schemas" => 1,
            "ephemeral_resource_schemas" => 2,
            "provider" => {
                let schema: Option<RawSchema<'de>> = map.next_value()?;
                let body = schema.and_then(|schema| schema.block);
                self.provider.config = body.map(|body| self.builder.body(body, MAX_DEPTH));
                return Ok(());
            }
            "functions" => {
                let functions: Option<RawFunctions<'de>> = map.next_value()?;
                self.provider.functions = self.builder.functions(functions.unwrap_or_default());
                return Ok(());
            }
            _ => return map.next_value::<IgnoredAny>().map(|_| ()),
        };
        let member = Types { builder: self.builder, types: &mut self.provider.types[kind] };
        map.next_value_seed(Members { expected: "schemas by the names of their types", member })
    }
}

struct Types<'b> {
    builder: &'b mut SchemasBuilder,
    types: &'b mut Vec<(Str, u32)>,
}

impl<'de> Member<'de> for Types<'_> {
    fn read<A: MapAccess<'de>>(&mut self, name: Cow<'de, str>, map: &mut A) -> Result<(), A::Error> {
        let schema: RawSchema<'de> = map.next_value()?;
        if let Some(body) = schema.block {
            self.types.push((self.builder.intern(&name), self.builder.body(body, MAX_DEPTH)));
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct RawSchema<'j> {
    #[serde(borrow)]
    block: Option<RawBody<'j>>,
}

#[derive(Deserialize)]
struct RawBody<'j> {
    #[serde(borrow, default)]
    attributes: BTreeMap<Cow<'j, str>, RawAttribute<'j>>,
    #[serde(borrow, default)]
    block_types: BTreeMap<Cow<'j, str>, RawBlock<'j>>,
    #[serde(borrow)]
    description: Option<Cow<'j, str>>,
    #[serde(default)]
    deprecated: bool,
}

#[derive(Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "the form of the file")]
struct RawAttribute<'j> {
    #[serde(rename = "type")]
    value_type: Option<Value>,
    #[serde(borrow)]
    nested_type: Option<RawNested<'j>>,
    #[serde(borrow)]
    description: Option<Cow<'j, str>>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    computed: bool,
    #[serde(default)]
    sensitive: bool,
    #[serde(default)]
    write_only: bool,
    #[serde(default)]
    deprecated: bool,
}

#[derive(Deserialize)]
struct RawNested<'j> {
    #[serde(borrow, default)]
    attributes: BTreeMap<Cow<'j, str>, RawAttribute<'j>>,
    #[serde(borrow)]
    nesting_mode: Option<Cow<'j, str>>,
}

#[derive(Deserialize)]
struct RawBlock<'j> {
    #[serde(borrow)]
    block: Option<RawBody<'j>>,
    #[serde(borrow)]
    nesting_mode: Option<Cow<'j, str>>,
    #[serde(default)]
    min_items: u64,
    #[serde(default)]
    max_items: u64,
}

impl SchemasBuilder {
    fn intern(&mut self, text: &str) -> Str {
        let mut hash = self.known.hasher().hash_one(text);
        let strings = &mut self.schemas.strings;
        loop {
            match self.known.entry(hash) {
                Entry::Occupied(known) if strings.get(*known.get()) == text => return *known.get(),
                Entry::Occupied(_) => hash = hash.wrapping_add(1),
                Entry::Vacant(free) => {
                    // Offsets must fit in 32 bits.
                    let end = u32::try_from(strings.text.len() + text.len());
                    let (Ok(end), Ok(number)) = (end, u32::try_from(strings.ends.len())) else { return Str::default() };
                    strings.text.push_str(text);
                    strings.ends.push(end);
                    return *free.insert(Str(number));
                }
            }
        }
    }

    fn body(&mut self, raw: RawBody<'_>, depth: usize) -> u32 {
        let description = self.intern(raw.description.as_deref().unwrap_or_default());
        let attributes = self.attributes(raw.attributes, depth);
        let blocks: Vec<BlockData> = raw
            .block_types
            .into_iter()
            .filter(|_| depth > 0)
            .filter_map(|(name, block)| {
                let nesting = nesting(block.nesting_mode.as_deref());
                Some(BlockData {
                    name: self.intern(&name),
                    body: self.body(block.block?, depth - 1),
                    nesting,
                    min_items: u32::try_from(block.min_items).unwrap_or(u32::MAX),
                    max_items: match (nesting, block.max_items) {
                        (Nesting::Single, _) => Some(1),
                        (_, 0) => None,
                        (_, max_items) => u32::try_from(max_items).ok(),
                    },
                })
            })
            .collect();
        let start = self.schemas.blocks.len();
        self.schemas.blocks.extend(blocks);
        let blocks = indices(start, self.schemas.blocks.len());
        self.add_body(BodyData { attributes, blocks, description, is_deprecated: raw.deprecated })
    }

    fn attributes(&mut self, raw: BTreeMap<Cow<'_, str>, RawAttribute<'_>>, depth: usize) -> Range<u32> {
        let attributes: Vec<AttributeData> = raw
            .into_iter()
            .map(|(name, raw)| {
                let flags = raw.flags();
                let (nested, value_type) = match raw.nested_type.filter(|_| depth > 0) {
                    Some(nested) => {
                        let mode = nesting(nested.nesting_mode.as_deref());
                        let attributes = self.attributes(nested.attributes, depth - 1);
                        let body =
                            BodyData { attributes, blocks: 0..0, description: Str::default(), is_deprecated: false };
                        let value_type = match mode {
                            Nesting::Single => "object",
                            Nesting::List => "list(object)",
                            Nesting::Set => "set(object)",
                            Nesting::Map => "map(object)",
                        };
                        (self.add_body(body), value_type.to_owned())
                    }
                    None => (NO_BODY, type_text(raw.value_type.as_ref(), MAX_DEPTH)),
                };
                AttributeData {
                    name: self.intern(&name),
                    value_type: self.intern(&value_type),
                    description: self.intern(raw.description.as_deref().unwrap_or_default()),
                    nested,
                    flags,
                }
            })
            .collect();
        let start = self.schemas.attributes.len();
        self.schemas.attributes.extend(attributes);
        indices(start, self.schemas.attributes.len())
    }

    fn functions(&mut self, raw: RawFunctions<'_>) -> Vec<FunctionData> {
        let functions = raw.into_iter().map(|(name, raw)| {
            let description = raw.description.filter(|text| !text.is_empty()).or(raw.summary);
            FunctionData {
                name: self.intern(&name),
                description: self.intern(description.as_deref().unwrap_or_default()),
                returns: self.intern(&type_text(raw.return_type.as_ref(), MAX_DEPTH)),
                parameters: raw.parameters.iter().flatten().map(|parameter| self.parameter(parameter)).collect(),
                variadic: raw.variadic_parameter.map(|parameter| self.parameter(&parameter)),
            }
        });
        functions.collect()
    }

    fn parameter(&mut self, raw: &RawParameter<'_>) -> ParameterData {
        ParameterData {
            name: self.intern(raw.name.as_deref().unwrap_or_default()),
            value_type: self.intern(&type_text(raw.value_type.as_ref(), MAX_DEPTH)),
            description: self.intern(raw.description.as_deref().unwrap_or_default()),
        }
    }

    fn add_body(&mut self, body: BodyData) -> u32 {
        self.schemas.bodies.push(body);
        u32::try_from(self.schemas.bodies.len() - 1).unwrap_or(u32::MAX)
    }
}

impl RawAttribute<'_> {
    fn flags(&self) -> u8 {
        let flags = [
            (self.required, REQUIRED),
            (self.optional, OPTIONAL),
            (self.computed, COMPUTED),
            (self.sensitive, SENSITIVE),
            (self.deprecated, DEPRECATED),
            (self.write_only, WRITE_ONLY),
        ];
        flags.into_iter().filter(|(is_set, _)| *is_set).fold(0, |all, (_, flag)| all | flag)
    }
}

/// Creates a range of indices. Schemas have far fewer than 2³² entries: their file would have to be larger than the
/// memory of most machines.
fn indices(start: usize, end: usize) -> Range<u32> {
    u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
}

fn nesting(mode: Option<&str>) -> Nesting {
    match mode {
        Some("list") => Nesting::List,
        Some("set") => Nesting::Set,
        Some("map") => Nesting::Map,
        _ => Nesting::Single,
    }
}

/// Converts a type in JSON, such as `["list", "string"]`, to a type constraint.
fn type_text(json: Option<&Value>, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else { return "any".to_owned() };
    match json {
        Some(Value::String(name)) if name == "dynamic" => "any".to_owned(),
        Some(Value::String(name)) => name.clone(),
        Some(Value::Array(parts)) => match (&parts[..], parts.first().and_then(Value::as_str)) {
            ([_, Value::Object(attributes), rest @ ..], Some("object")) => {
                let optional = rest.first().and_then(Value::as_array);
                let is_optional = |name: &str| optional.is_some_and(|names| names.iter().any(|other| other == name));
                let mut text = String::from("object({ ");
                for (index, (name, value)) in attributes.iter().enumerate() {
                    let separator = if index > 0 { ", " } else { "" };
                    let value = type_text(Some(value), depth);
                    let value = if is_optional(name) { format!("optional({value})") } else { value };
                    let _ = write!(text, "{separator}{name} = {value}");
                }
                text + " })"
            }
            ([_, Value::Array(elements), ..], Some("tuple")) => {
                let elements: Vec<String> = elements.iter().map(|element| type_text(Some(element), depth)).collect();
                format!("tuple([{}])", elements.join(", "))
            }
            ([_, element, ..], Some(kind)) => format!("{kind}({})", type_text(Some(element), depth)),
            _ => "any".to_owned(),
        },
        _ => "any".to_owned(),
    }
}
