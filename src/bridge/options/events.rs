//! `ServerOptions.telemetry.events`: the events that the host declares, and the values that it records for them.

use napi::ValueType;
use napi::bindgen_prelude::Unknown;

use super::Result;
use super::fields::{Fields, read_boolean, read_number, read_text, read_whole};
use crate::bridge::errors::Error;
use crate::platform::Date;
use crate::telemetry::HostReport;
use crate::telemetry::anonymise::{ErrorClass, HostStackTrace};
use crate::telemetry::catalogue::declared::{
    Bounds, DeclaredCatalogue, DeclaredEvent, DeclaredName, DeclaredProperty, GivenValue, PropertyKind, Words,
};
use crate::telemetry::catalogue::{Expiry, Kind};
use crate::telemetry::limits::{FRAMES, MAX_DECLARED_EVENTS};

/// The key with which a JSON file refers to its schema, so that editors can complete it.
const SCHEMA: &str = "$schema";
const NAME: &str = "a name of at most 64 letters, digits, '_' and '.' that starts with a letter";
const SENTENCE: &str = "a non-empty string";
const WORDS: &str = "an array of 1 to 256 distinct words of at most 64 letters, digits, spaces, '_', '-', '.' and '+'";
const BOUNDS: &str = "an array of 1 to 16 integers from 1 to 4294967295 in ascending order";

/// Reads the declaration of the host's own events.
pub fn read(fields: &Fields<'_>) -> Result<DeclaredCatalogue> {
    let keys: Vec<String> = fields.keys()?.into_iter().filter(|key| key != SCHEMA).collect();
    if keys.len() > MAX_DECLARED_EVENTS {
        return Err(Error::argument(fields.name(), "an object of at most 256 events"));
    }
    let events = keys.iter().map(|key| {
        let path = fields.path(key);
        let name = DeclaredName::parse(key).ok_or_else(|| Error::argument(&path, format!("given {NAME}")))?;
        if name.is_built_in() {
            return Err(Error::argument(path, "renamed: candor already has an event of this name"));
        }
        let declaration = fields.object(key)?.ok_or_else(|| Error::argument(path, "an object"))?;
        read_event(name, &declaration)
    });
    Ok(DeclaredCatalogue::new(events.collect::<Result<Vec<_>>>()?))
}

fn read_event(name: DeclaredName, fields: &Fields<'_>) -> Result<DeclaredEvent> {
    fields.check(&["kind", "description", "purpose", "owner", "expires", "properties"])?;
    let kind = |word| match read_text(word)?.as_str() {
        "usage" => Some(Kind::Usage),
        "error" => Some(Kind::Error),
        _ => None,
    };
    let kind = required(fields, "kind", "'usage' or 'error'", kind)?;
    for sentence in ["description", "purpose", "owner"] {
        required(fields, sentence, SENTENCE, read_sentence)?;
    }
    let expiry = |date| match read_text(date)?.as_str() {
        "never" => Some(Expiry::Never),
        date => Date::parse(date).map(Expiry::On),
    };
    let expiry = required(fields, "expires", "a date such as '2027-12-31', or 'never'", expiry)?;
    let properties = match fields.object("properties")? {
        Some(properties) => read_properties(&properties)?,
        None => Vec::new(),
    };
    let too_large = || {
        Error::argument(
            fields.path("properties"),
            "at most 32 properties whose longest values fit into an event of 4096 bytes",
        )
    };
    DeclaredEvent::new(name, kind, expiry, properties).ok_or_else(too_large)
}

fn read_properties(fields: &Fields<'_>) -> Result<Vec<DeclaredProperty>> {
    let keys = fields.keys()?;
    let properties = keys.iter().map(|key| {
        let path = fields.path(key);
        let name = DeclaredName::parse(key).ok_or_else(|| Error::argument(&path, format!("given {NAME}")))?;
        let declaration = fields.object(key)?.ok_or_else(|| Error::argument(path, "an object"))?;
        read_property(name, &declaration)
    });
    properties.collect()
}

fn read_property(key: DeclaredName, fields: &Fields<'_>) -> Result<DeclaredProperty> {
    let types = "'word', 'boolean', 'count', 'duration', 'version', 'remote', 'path' or 'session'";
    let bounds = || {
        let bounds = fields
            .list("bounds", BOUNDS, |bound| read_whole(bound, u32::MAX).and_then(|bound| u32::try_from(bound).ok()))?;
        bounds.and_then(Bounds::new).ok_or_else(|| Error::argument(fields.path("bounds"), BOUNDS))
    };
    let (kind, own_field) = match required(fields, "type", types, read_text)?.as_str() {
        "word" => {
            let words = fields.list("words", WORDS, read_text)?.and_then(Words::new);
            (PropertyKind::Word(words.ok_or_else(|| Error::argument(fields.path("words"), WORDS))?), Some("words"))
        }
        "boolean" => (PropertyKind::Boolean, None),
        "count" => (PropertyKind::Count(bounds()?), Some("bounds")),
        "duration" => (PropertyKind::Duration(bounds()?), Some("bounds")),
        "version" => (PropertyKind::Version, None),
        "remote" => (PropertyKind::Remote, None),
        "path" => (PropertyKind::Path, None),
        "session" => (PropertyKind::Session, None),
        _ => return Err(Error::argument(fields.path("type"), types)),
    };
    let mut known = vec!["type", "description", "optional"];
    known.extend(own_field);
    fields.check(&known)?;
    required(fields, "description", SENTENCE, read_sentence)?;
    Ok(DeclaredProperty { key, kind, is_optional: fields.flag("optional")?.unwrap_or(false) })
}

fn read_sentence(text: Unknown<'_>) -> Option<String> {
    read_text(text).filter(|text| !text.trim().is_empty())
}

fn required<'env, T>(
    fields: &Fields<'env>,
    field: &str,
    expected: &'static str,
    read: impl FnOnce(Unknown<'env>) -> Option<T>,
) -> Result<T> {
    fields.read(field, expected, read)?.ok_or_else(|| Error::argument(fields.path(field), expected))
}

/// Reads the properties of an event that the host records. A value that no property accepts is refused later, with its
/// key in the message.
pub fn read_record(name: Unknown<'_>, properties: Unknown<'_>) -> Result<(String, Vec<(String, GivenValue)>)> {
    let name = read_text(name).ok_or_else(|| Error::argument("name", "a string"))?;
    let Some(fields) = Fields::of(properties, "properties")? else { return Ok((name, Vec::new())) };
    let mut given = Vec::new();
    for key in fields.keys()? {
        if let Some(value) = fields.value(&key)? {
            given.push((key, read_given(value)));
        }
    }
    Ok((name, given))
}

fn read_given(value: Unknown<'_>) -> GivenValue {
    let read = || {
        Some(match value.get_type().ok()? {
            ValueType::String => GivenValue::Text(read_text(value)?),
            ValueType::Number => GivenValue::Number(read_number(value)?),
            ValueType::Boolean => GivenValue::Boolean(read_boolean(value)?),
            ValueType::Object => {
                let fields = Fields::of(value, "properties").ok()??;
                fields.check(&["path", "remote"]).ok()?;
                GivenValue::Path { path: fields.text("path").ok()??, remote: fields.text("remote").ok()? }
            }
            _ => return None,
        })
    };
    read().unwrap_or(GivenValue::Other)
}

/// Reads what `js/internal/error-report.js` extracts from an error: its class, and the names of the functions on its
/// stack, null for functions of other code.
pub fn read_error(class: Unknown<'_>, frames: Unknown<'_>) -> Result<HostReport> {
    let class = read_text(class).ok_or_else(|| Error::argument("class", "a string"))?;
    let frames = super::fields::read_list(frames, FRAMES, |frame| Some(read_text(frame)))
        .ok_or_else(|| Error::argument("frames", "an array of at most 32 strings"))?;
    let stack = HostStackTrace::new(frames.iter().map(Option::as_deref));
    Ok(HostReport::Error { class: ErrorClass::new(&class), stack })
}
