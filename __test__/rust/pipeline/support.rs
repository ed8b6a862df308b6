//! A pipeline, and events that can be told from each other.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use candor::platform::{Clock, Environment};
use candor::telemetry::anonymise::client::ClientInfo;
use candor::telemetry::catalogue::{CatalogueEvent, EventDocumentation, Expiry, Kind};
use candor::telemetry::gate::MessageSequence;
use candor::telemetry::level::{Level, LevelSetting};
use candor::telemetry::{Options, PipelineContext, SessionInfo, Telemetry};
use serde::ser::SerializeMap;
use serde_json::Value;

use super::initialize_event::initialize_event;

pub const EVERYTHING: usize = usize::MAX;
pub const NO_LIMIT: u64 = u64::MAX;

/// Defines an event that says its number, and is as long as `padding` asks for.
macro_rules! event {
    ($event:ident, $name:literal, $kind:expr, negotiable: $negotiable:literal) => {
        pub struct $event {
            number: u64,
            padding: usize,
        }

        impl CatalogueEvent for $event {
            const DOCUMENTATION: &'static EventDocumentation = &EventDocumentation {
                name: $name,
                discriminant: None,
                form: None,
                interface: $name,
                kind: $kind,
                is_negotiable: $negotiable,
                description: "Something happened.",
                purpose: "Shows that it did.",
                owner: "candor",
                expiry: Expiry::Never,
                properties: &[],
                session: false,
            };

            fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                map.serialize_entry("number", &self.number)?;
                map.serialize_entry("padding", &"x".repeat(self.padding))
            }
        }

        impl Numbered for $event {
            fn new(number: u64, padding: usize) -> Self {
                Self { number, padding }
            }
        }
    };
}

pub trait Numbered: CatalogueEvent {
    fn new(number: u64, padding: usize) -> Self;
}

event!(Used, "used", Kind::Usage, negotiable: false);
event!(Failed, "failed", Kind::Error, negotiable: false);
event!(Reported, "reported", Kind::Usage, negotiable: true);

/// Bytes of an event without padding whose number has one digit.
pub const PLAIN: usize = r#"{"v":1,"name":"used","properties":{"number":0,"padding":""}}"#.len();

pub struct Pipeline {
    pub telemetry: Arc<Telemetry>,
    notified: Arc<AtomicUsize>,
}

impl Pipeline {
    pub fn new(options: Options) -> Self {
        Self::among(options, Vec::new())
    }

    pub fn among(options: Options, environment: Vec<Environment>) -> Self {
        let notified = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&notified);
        let context = PipelineContext {
            environment,
            clock: Clock::default(),
            positions: Arc::new(AtomicU64::new(0)),
            notify: Arc::new(move || {
                counted.fetch_add(1, Ordering::SeqCst);
            }),
        };
        Self { telemetry: Arc::new(Telemetry::new(options, context)), notified }
    }

    /// One whose host consents to everything.
    pub fn consenting() -> Self {
        Self::new(Options { level: Some(Level::All), ..Options::default() })
    }

    /// The same with a session of a client that takes events, its first ones taken.
    pub fn in_session() -> Self {
        let pipeline = Self::consenting();
        pipeline.open(session(true));
        pipeline.initialized();
        pipeline.host();
        pipeline.client();
        pipeline
    }

    pub fn open(&self, info: SessionInfo) {
        self.telemetry.open_session(info, self.telemetry.take_message());
    }

    pub fn initialized(&self) {
        self.telemetry.session_initialized(self.telemetry.take_message());
    }

    pub fn state(&self, level: Option<Level>) {
        self.telemetry.set_host_level(level.map(LevelSetting::Level));
    }

    /// Records an event that follows from a message. Returns whether it was made.
    pub fn record_at<E: Numbered>(&self, origin: MessageSequence, number: u64, padding: usize) -> bool {
        let mut made = false;
        self.telemetry.record(origin, |_| {
            made = true;
            Some(E::new(number, padding))
        });
        made
    }

    pub fn record<E: Numbered>(&self, number: u64) -> bool {
        self.record_at::<E>(self.telemetry.take_message(), number, 0)
    }

    /// Takes everything that the host may have: the number of each event, or its name where it has none.
    pub fn host(&self) -> Vec<String> {
        let mut taken = Vec::new();
        while let Some(events) = self.telemetry.take_for_host(EVERYTHING) {
            let events: Vec<Value> = serde_json::from_str(&events).expect("a JSON array");
            assert!(!events.is_empty());
            taken.extend(events.iter().map(label));
        }
        taken
    }

    pub fn client(&self) -> Vec<String> {
        std::iter::from_fn(|| self.telemetry.take_for_client(NO_LIMIT))
            .map(|event| label(&serde_json::from_str(&event).expect("JSON")))
            .collect()
    }

    pub fn notifications(&self) -> usize {
        self.notified.swap(0, Ordering::SeqCst)
    }

    pub fn dropped(&self) -> (u64, u64, u64) {
        let dropped = self.telemetry.status().dropped;
        (dropped.capacity, dropped.revoked, dropped.refused)
    }
}

pub fn label(event: &Value) -> String {
    event["properties"]["number"].as_u64().map_or_else(|| text(&event["name"]), |number| number.to_string())
}

pub fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

/// What a client says of itself that states no level.
pub fn session(version_1: bool) -> SessionInfo {
    SessionInfo {
        client: ClientInfo::new(Some("vscode"), Some("1.95.0"), &[]),
        level: None,
        version_1,
        initialize: initialize_event(),
    }
}

pub fn labels(numbers: impl IntoIterator<Item = u64>) -> Vec<String> {
    numbers.into_iter().map(|number| number.to_string()).collect()
}
