//! Parses the output of `terraform providers schema -json` and packs it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::ops::Range;

use serde::Deserialize;
use serde_json::Value;

use crate::languages::terraform::values::version::Version;

use super::{AttributeData, BlockData, BodyData, Nesting, ProviderData, ProviderSchemas, Str};

/// Deeper blocks are left out. Providers nest less than ten.
const MAX_DEPTH: usize = 32;

/// Packs the schemas of several files together.
#[derive(Default)]
pub struct SchemasBuilder {
    schemas: ProviderSchemas,
    /// Every string that was packed.
    known: HashMap<String, Str>,
}

impl ProviderSchemas {
    /// Parses what `terraform providers schema -json` printed.
    ///
    /// # Errors
    ///
    /// Where the text is not JSON of that form.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let mut builder = SchemasBuilder::default();
        builder.add(json, &BTreeMap::new())?;
        Ok(builder.build())
    }
}

impl SchemasBuilder {
    /// Adds what `terraform providers schema -json` printed, with the versions of the providers by their addresses,
    /// as far as they are known. Of two schemas of a provider, the first counts.
    ///
    /// # Errors
    ///
    /// Where the text is not JSON of that form. Nothing of it is added then.
    pub fn add(&mut self, json: &str, versions: &BTreeMap<String, Version>) -> Result<(), serde_json::Error> {
        let raw: RawFile<'_> = serde_json::from_str(json)?;
        for (address, provider) in raw.provider_schemas {
            if self.schemas.addresses().all(|known| known != address) {
                self.provider(&address, provider, versions.get(&*address).cloned());
            }
        }
        Ok(())
    }

    /// The schemas that were added.
    pub fn build(self) -> ProviderSchemas {
        let mut schemas = self.schemas;
        schemas.strings.shrink_to_fit();
        schemas.attributes.shrink_to_fit();
        schemas.blocks.shrink_to_fit();
        schemas.bodies.shrink_to_fit();
        schemas
    }
}

#[derive(Deserialize)]
struct RawFile<'j> {
    #[serde(borrow, default)]
    provider_schemas: BTreeMap<Cow<'j, str>, RawProvider<'j>>,
}

#[derive(Deserialize)]
struct RawProvider<'j> {
    #[serde(borrow)]
    provider: Option<RawSchema<'j>>,
    #[serde(borrow, default)]
    resource_schemas: BTreeMap<Cow<'j, str>, RawSchema<'j>>,
    #[serde(borrow, default)]
    data_source_schemas: BTreeMap<Cow<'j, str>, RawSchema<'j>>,
    #[serde(borrow, default)]
    ephemeral_resource_schemas: BTreeMap<Cow<'j, str>, RawSchema<'j>>,
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
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let length = |length: usize| u32::try_from(length).ok();
        let strings = &mut self.schemas.strings;
        let (Some(start), Some(len)) = (length(strings.len()), length(text.len())) else { return Str::default() };
        // No offset may exceed 32 bits.
        if start.checked_add(len).is_none() {
            return Str::default();
        }
        strings.push_str(text);
        let interned = Str { start, len };
        self.known.insert(text.to_owned(), interned);
        interned
    }

    fn provider(&mut self, address: &str, raw: RawProvider<'_>, version: Option<Version>) {
        let address = self.intern(address);
        let config = raw.provider.and_then(|schema| schema.block).map(|body| self.body(body, MAX_DEPTH));
        let types = [raw.resource_schemas, raw.data_source_schemas, raw.ephemeral_resource_schemas].map(|types| {
            let bodies = types.into_iter().filter_map(|(name, schema)| Some((name, schema.block?)));
            bodies.map(|(name, body)| (self.intern(&name), self.body(body, MAX_DEPTH))).collect()
        });
        self.schemas.providers.push(ProviderData { address, version, config, types });
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
                        (Some(self.add_body(body)), value_type.to_owned())
                    }
                    None => (None, type_text(raw.value_type.as_ref(), MAX_DEPTH)),
                };
                AttributeData {
                    name: self.intern(&name),
                    value_type: self.intern(&value_type),
                    description: self.intern(raw.description.as_deref().unwrap_or_default()),
                    nested,
                    is_required: raw.required,
                    is_optional: raw.optional,
                    is_computed: raw.computed,
                    is_sensitive: raw.sensitive,
                    is_deprecated: raw.deprecated,
                }
            })
            .collect();
        let start = self.schemas.attributes.len();
        self.schemas.attributes.extend(attributes);
        indices(start, self.schemas.attributes.len())
    }

    fn add_body(&mut self, body: BodyData) -> u32 {
        self.schemas.bodies.push(body);
        u32::try_from(self.schemas.bodies.len() - 1).unwrap_or(u32::MAX)
    }
}

/// Schemas have far fewer than 2³² entries: their file would have to be larger than the memory of most machines.
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

/// A type in JSON, such as `["list", "string"]`, as a type constraint.
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
