//! What both checkers put through their orders: a pipeline, and events that can be told from each other.

#[path = "../../../rust/telemetry/initialize_event.rs"]
mod initialize_event;

use std::fmt::Write as _;
use std::sync::Arc;

use candor_model as library;
use candor_model::telemetry::anonymise::client::ClientInfo;
use candor_model::telemetry::anonymise::{DocumentHash, LanguageIdentifier};
use candor_model::telemetry::catalogue::FileModifiedEvent;
use candor_model::telemetry::gate::MessageSequence;
use candor_model::telemetry::hash::Hashing;
use candor_model::telemetry::level::{Level, LevelSetting};
use candor_model::telemetry::{Options, SessionInfo, PipelineContext, Telemetry};
use candor_model::{AtomicU64, Clock};
use sha2::{Digest, Sha256};

use initialize_event::initialize_event;

/// A pipeline whose host states a level.
pub fn telemetry(host: Level) -> Arc<Telemetry> {
    let surroundings = PipelineContext {
        environment: Vec::new(),
        clock: Clock,
        positions: Arc::new(AtomicU64::new(0)),
        notify: Arc::new(|| {}),
    };
    let options = Options { level: Some(host), hashing: Hashing::Plain, ..Options::default() };
    Arc::new(Telemetry::new(options, surroundings))
}

pub fn host(telemetry: &Telemetry, level: Level) {
    telemetry.set_host_level(Some(LevelSetting::Level(level)));
}

pub fn client(telemetry: &Telemetry, level: Level, at: MessageSequence) {
    telemetry.set_client_level(LevelSetting::Level(level), at);
}

/// Records the modification of a file.
pub fn modify(telemetry: &Telemetry, origin: MessageSequence, file: &str) {
    telemetry.record(origin, |identity| {
        Some(FileModifiedEvent {
            language_identifier: LanguageIdentifier::of("dockerfile"),
            git_remote: None,
            document: identity.hasher().map(|hasher| DocumentHash::of(file, None, hasher)),
            session: identity.session.clone(),
        })
    });
}

/// How an event names a file.
pub fn hash(file: &str) -> String {
    Sha256::digest(format!("document::{file}").as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A session of a client that takes events and states nothing.
pub fn opening() -> SessionInfo {
    SessionInfo {
        client: ClientInfo::new(None, None, &[]),
        level: None,
        version_1: true,
        initialize: initialize_event(),
    }
}
