//! The closed catalogue of events and properties.
//!
//! It defines all events: [`builtin`] lists the events of this library, and [`declared`] holds the events that the host
//! declared at start. The types of properties come from [`anonymise`](super::anonymise). Their values cannot be created
//! from external text without being anonymised.

pub(crate) mod builtin;
pub mod declared;
pub(crate) mod property;

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::limits::MAX_EVENT_BYTES;
use crate::platform::{Clock, Date};

pub use builtin::{
    CATALOGUE, CoarseModuleDataEvent, CoarseProviderEvent, CommandExecutedEvent, ExtensionErrorEvent,
    FileModifiedEvent, FullModuleDataEvent, InitializeEvent, ServerHeartbeatInitializedEvent,
    ServerHeartbeatPanicEvent, SessionProperties,
};

/// The kind of an event, which decides which levels admit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sent at level `all`.
    Usage,
    /// Sent at levels `error` and `all`.
    Error,
}

impl Kind {
    /// Returns the word in the documentation and in declarations.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Error => "error",
        }
    }
}

/// Until when an event is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// The event does not expire: every version that defines it sends it.
    Never,
    /// The last day on which it is sent.
    On(Date),
}

impl Expiry {
    /// Whether the event is no longer sent today.
    pub fn is_past(self, clock: &Clock) -> bool {
        match self {
            Self::Never => false,
            Self::On(date) => clock.today() > date,
        }
    }
}

impl fmt::Display for Expiry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Never => formatter.write_str("never"),
            Self::On(date) => date.fmt(formatter),
        }
    }
}

/// An event in the form in which it is sent. It is created only from the types of the catalogue.
#[derive(Debug)]
pub struct Event {
    json: String,
    expiry: Expiry,
}

impl Event {
    /// Serializes an event as `{ "v": 1, "name": …, "properties": { … } }`. Returns `None` if it exceeds the maximum
    /// size. The types of properties are bounded so that this does not happen, whatever a repository contains.
    pub fn new<E: CatalogueEvent>(event: &E) -> Option<Self> {
        let json = Self::write(event);
        (json.len() <= MAX_EVENT_BYTES).then_some(Self { json, expiry: E::DOCUMENTATION.expiry })
    }

    /// Returns the number of bytes that are left for more properties of `event`.
    pub fn room<E: CatalogueEvent>(event: &E) -> usize {
        MAX_EVENT_BYTES.saturating_sub(Self::write(event).len())
    }

    fn write<E: CatalogueEvent>(event: &E) -> String {
        struct Properties<'event, E>(&'event E);
        impl<E: CatalogueEvent> Serialize for Properties<'_, E> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(None)?;
                if let Some((key, value)) = E::DOCUMENTATION.discriminant {
                    map.serialize_entry(key, value)?;
                }
                self.0.write(&mut map)?;
                map.end()
            }
        }
        #[derive(serde::Serialize)]
        #[serde(bound = "E: CatalogueEvent")]
        struct Envelope<'event, E: CatalogueEvent> {
            v: u8,
            name: &'static str,
            properties: Properties<'event, E>,
        }
        let envelope = Envelope { v: 1, name: E::DOCUMENTATION.name, properties: Properties(event) };
        // Serialization cannot fail: keys are strings, and values are strings, booleans, null and maps of strings.
        serde_json::to_string(&envelope).unwrap_or_default()
    }

    /// The event as JSON.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Returns until when the event is sent.
    pub fn expiry(&self) -> Expiry {
        self.expiry
    }
}

/// An event of the catalogue.
pub trait CatalogueEvent {
    /// What the catalogue documents about the event.
    const DOCUMENTATION: &'static EventDocumentation;

    /// Writes the properties of this event, without those of the session.
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

/// The documentation of an event in the catalogue.
#[derive(Debug)]
pub struct EventDocumentation {
    /// The name in the event.
    pub name: &'static str,
    /// The property that distinguishes events with the same name, and its value.
    pub discriminant: Option<(&'static str, &'static str)>,
    /// What distinguishes the forms of one event in the documentation: a word, and the name of the form.
    pub form: Option<(&'static str, &'static str)>,
    /// The name of the TypeScript interface.
    pub interface: &'static str,
    /// Which levels admit the event.
    pub kind: Kind,
    /// Whether a client that negotiated terraform-ls's format may receive the event, even if no source stated a level.
    pub is_negotiable: bool,
    /// When the event is recorded.
    pub description: &'static str,
    /// What the event is collected for.
    pub purpose: &'static str,
    /// Who is responsible for the event.
    pub owner: &'static str,
    /// Until when the event is sent.
    pub expiry: Expiry,
    /// The properties in the order in which they are written.
    pub properties: &'static [PropertyDocumentation],
    /// Whether the session properties follow.
    pub session: bool,
}

/// The documentation of a property in the catalogue.
#[derive(Debug)]
pub struct PropertyDocumentation {
    /// The key in the event.
    pub key: &'static str,
    /// What the value means.
    pub description: &'static str,
    /// The TypeScript type of the value.
    pub typescript: &'static str,
    /// Whether the property can be absent.
    pub optional: bool,
}

#[cfg(test)]
mod tests;
