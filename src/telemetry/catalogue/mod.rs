//! The closed catalogue of events and properties.
//!
//! An event exists here or not at all: [`builtin`] lists those of this library, and [`declared`] holds those that the
//! host declared at start. The types of properties come from [`anonymise`](super::anonymise), whose values cannot be
//! made from outside text without being anonymised.

pub mod builtin;
pub mod declared;
pub mod property;

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
    Never,
    /// The last day on which it is sent.
    On(Date),
}

impl Expiry {
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

    pub fn json(&self) -> &str {
        &self.json
    }

    pub fn expiry(&self) -> Expiry {
        self.expiry
    }
}

/// An event of the catalogue.
pub trait CatalogueEvent {
    const DOCUMENTATION: &'static EventDocumentation;

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

#[derive(Debug)]
pub struct EventDocumentation {
    pub name: &'static str,
    /// The property that tells events of one name apart, and its value.
    pub discriminant: Option<(&'static str, &'static str)>,
    /// What tells the forms of one event apart in the documentation: a word for it, and the form's name.
    pub form: Option<(&'static str, &'static str)>,
    /// Name of the TypeScript interface.
    pub interface: &'static str,
    pub kind: Kind,
    /// Whether a client that negotiates terraform-ls's format may have it on the strength of that alone.
    pub is_negotiable: bool,
    pub description: &'static str,
    /// What the event is collected for.
    pub purpose: &'static str,
    /// Who answers for it.
    pub owner: &'static str,
    pub expiry: Expiry,
    pub properties: &'static [PropertyDocumentation],
    /// Whether the session properties follow.
    pub session: bool,
}

#[derive(Debug)]
pub struct PropertyDocumentation {
    pub key: &'static str,
    pub description: &'static str,
    pub typescript: &'static str,
    pub optional: bool,
}
