//! The closed catalogue of events and properties.
//!
//! An event exists here or not at all: [`builtin`] lists those of this library, and [`declared`] holds those that the
//! host declared at start. The types of properties come from [`anonymise`](super::anonymise), whose values cannot be
//! made from outside text without being anonymised.

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

/// Which word of consent an event needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sent at level `all`.
    Usage,
    /// Sent at levels `error` and `all`.
    Error,
}

impl Kind {
    /// The word in the documentation and in declarations.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Usage => "usage",
            Self::Error => "error",
        }
    }
}

/// How long an event is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// It is sent in every version that has it.
    Never,
    /// The last day on which it is sent.
    On(Date),
}

impl Expiry {
    /// Whether the event is not sent any more today.
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

/// An event in the form in which it leaves. Made from the catalogue's types only.
#[derive(Debug)]
pub struct Event {
    json: String,
    expiry: Expiry,
}

impl Event {
    /// Writes `{ "v": 1, "name": …, "properties": { … } }`. `None` where that is larger than an event may be: the types
    /// of properties are bounded so that it is not, whatever a repository holds.
    pub fn new<E: CatalogueEvent>(event: &E) -> Option<Self> {
        let json = Self::write(event);
        (json.len() <= MAX_EVENT_BYTES).then_some(Self { json, expiry: E::DOCUMENTATION.expiry })
    }

    /// Bytes that are left for more properties of `event`.
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
        // Keys are strings and values are strings, booleans, null and maps of strings: nothing that JSON cannot hold.
        serde_json::to_string(&envelope).unwrap_or_default()
    }

    /// The event as JSON.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// How long it is sent.
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

/// What the catalogue says about an event.
#[derive(Debug)]
pub struct EventDocumentation {
    /// The name in the event.
    pub name: &'static str,
    /// The property that tells events of one name apart, and its value.
    pub discriminant: Option<(&'static str, &'static str)>,
    /// What tells the forms of one event apart in the documentation: a word for it, and the form's name.
    pub form: Option<(&'static str, &'static str)>,
    /// Name of the TypeScript interface.
    pub interface: &'static str,
    /// Which levels admit the event.
    pub kind: Kind,
    /// Whether a client that negotiates terraform-ls's format may have it on the strength of that alone.
    pub is_negotiable: bool,
    /// When the event is recorded.
    pub description: &'static str,
    /// What the event is collected for.
    pub purpose: &'static str,
    /// Who answers for it.
    pub owner: &'static str,
    /// How long it is sent.
    pub expiry: Expiry,
    /// The properties in the order in which they are written.
    pub properties: &'static [PropertyDocumentation],
    /// Whether the session properties follow.
    pub session: bool,
}

/// What the catalogue says about a property.
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
