//! `ServerOptions.telemetry`.

use std::sync::Arc;
use std::time::Duration;

use napi::ValueType;

use super::fields::{Fields, read_text, read_whole};
use super::{LEVEL, Result, SECTION, events, read_section};
use crate::bridge::errors::Error;
use crate::server::Options;
use crate::telemetry::Detail;
use crate::telemetry::hash::Hashing;
use crate::telemetry::level::Level;
use crate::telemetry::limits;

/// Reads `ServerOptions.telemetry`.
pub fn read(fields: &Fields<'_>, options: &mut Options) -> Result<()> {
    fields.check(&[
        "level",
        "negotiation",
        "hashing",
        "section",
        "capacity",
        "lsp",
        "pullTimeout",
        "detail",
        "clientNames",
        "knownProviders",
        "events",
        "strict",
    ])?;
    let telemetry = &mut options.telemetry;
    telemetry.level = fields.read("level", LEVEL, |level| read_text(level).and_then(|word| Level::parse(&word)))?;
    telemetry.negotiation = fields
        .read("negotiation", "'version' or 'explicit'", |word| match read_text(word)?.as_str() {
            "version" => Some(true),
            "explicit" => Some(false),
            _ => None,
        })?
        .unwrap_or(true);
    telemetry.hashing = read_hashing(fields)?;
    if let Some(section) = fields.read("section", SECTION, read_section)? {
        options.section = section;
    }
    let capacity = |number| read_whole(number, limits::CAPACITY_MAXIMUM);
    telemetry.capacity = fields.read("capacity", "an integer from 0 to 1048576", capacity)?.unwrap_or(limits::CAPACITY);
    telemetry.lsp = fields.flag("lsp")?.unwrap_or(true);
    let milliseconds = |number| read_whole(number, u32::MAX).filter(|milliseconds| *milliseconds > 0);
    if let Some(limit) = fields.read("pullTimeout", "an integer from 1 to 4294967295, in milliseconds", milliseconds)? {
        options.pull_timeout = Duration::from_millis(limit as u64);
    }
    let detail = |word| match read_text(word)?.as_str() {
        "full" => Some(Detail::Full),
        "coarse" => Some(Detail::Coarse),
        _ => None,
    };
    telemetry.detail = fields.read("detail", "'full' or 'coarse'", detail)?.unwrap_or(Detail::Full);
    telemetry.client_names = fields.texts("clientNames", "an array of at most 4096 strings", |_| true)?;
    let address = "an array of at most 4096 addresses of the form 'namespace/type'";
    if let Some(declaration) = fields.object("events")? {
        telemetry.declared = Arc::new(events::read(&declaration)?);
    }
    telemetry.strict = fields.flag("strict")?.unwrap_or(false);
    telemetry.known_providers = fields.texts("knownProviders", address, is_provider)?;
    Ok(())
}

fn read_hashing(fields: &Fields<'_>) -> Result<Hashing> {
    let Some(hashing) = fields.value("hashing")? else { return Ok(Hashing::Session) };
    let expected = "'session', 'plain' or { key: string }";
    if hashing.get_type()? != ValueType::Object {
        return match read_text(hashing).as_deref() {
            Some("session") => Ok(Hashing::Session),
            Some("plain") => Ok(Hashing::Plain),
            _ => Err(Error::argument(fields.path("hashing"), expected)),
        };
    }
    let Some(inner) = Fields::of(hashing, &fields.path("hashing"))? else { return Ok(Hashing::Session) };
    inner.check(&["key"])?;
    let long_enough = |key| read_text(key).filter(|key| key.len() >= limits::KEY_BYTES).map(String::into_bytes);
    let key = inner.read("key", "a string of at least 32 bytes", long_enough)?;
    key.map(Hashing::Key).ok_or_else(|| Error::argument(fields.path("hashing"), expected))
}

fn is_provider(address: &str) -> bool {
    let mut parts = address.split('/');
    let part = |part: Option<&str>| {
        part.is_some_and(|part| {
            !part.is_empty()
                && part.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
        })
    };
    part(parts.next()) && part(parts.next()) && parts.next().is_none()
}
