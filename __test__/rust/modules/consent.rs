//! Who gets a report of a module: whoever may have all events, and a client that negotiated terraform-ls's format.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use candor::languages::terraform::model::installed::Installed;
use candor::languages::terraform::model::module_requirements::Module;
use candor::platform::Clock;
use candor::server::instrumentation::module_data::Facts;
use candor::telemetry::anonymise::client::ClientInfo;
use candor::telemetry::anonymise::providers::{KnownProviders, ProviderNames};
use candor::telemetry::anonymise::{ActionId, RootKind, RuleCode, TimeLimitClass};
use candor::telemetry::catalogue::{CommandExecutedEvent, InitializeEvent};
use candor::telemetry::level::{Level, LevelSetting};
use candor::telemetry::{Options, PipelineContext, SessionInfo, Telemetry};
use serde_json::Value;

use super::initialize_event::initialize_event;

#[test]
fn t4_a_negotiated_version_admits_reports_of_modules_to_the_client_and_nothing_else() {
    let telemetry = session(Options::default());
    record_all(&telemetry);
    assert_eq!(of_client(&telemetry), ["initialize", "moduleData"]);
    assert_eq!(telemetry.take_for_host(100), None);

    telemetry.set_host_level(Some(LevelSetting::Level(Level::All)));
    record_all(&telemetry);
    assert_eq!(of_client(&telemetry), ["server_heartbeat", "server_user_action", "moduleData"]);
    assert!(telemetry.take_for_host(100).is_some_and(|events| events.contains("moduleData")));

    telemetry.set_host_level(Some(LevelSetting::Level(Level::Error)));
    record_all(&telemetry);
    assert_eq!((of_client(&telemetry), telemetry.take_for_host(100)), (Vec::new(), None));
}

#[test]
fn t4_a_host_that_asks_for_words_gets_no_report_of_modules_without_them() {
    let telemetry = session(Options { negotiation: false, ..Options::default() });
    record_all(&telemetry);
    assert_eq!((of_client(&telemetry), telemetry.take_for_host(100)), (Vec::new(), None));
}

#[test]
fn t10_the_identity_of_a_module_ends_with_the_consent_to_it() {
    let telemetry = session(Options { negotiation: false, ..Options::default() });
    let report = || {
        telemetry.set_host_level(Some(LevelSetting::Level(Level::All)));
        let id = || {
            record_module(&telemetry);
            let events = telemetry.take_for_host(100).expect("an event");
            let events: Value = serde_json::from_str(&events).expect("events are JSON");
            let last = events.as_array().and_then(|events| events.last()).expect("an event");
            let properties = &last["properties"];
            let providers = properties["providerRequirements"].as_object().expect("providers");
            let provider = providers.keys().next().expect("a provider").clone();
            assert!(provider.starts_with("unlisted/"), "{provider}");
            (properties["moduleId"].as_str().expect("an identity").to_owned(), provider)
        };
        let (first, second) = (id(), id());
        assert_eq!(first, second);
        telemetry.set_host_level(Some(LevelSetting::Level(Level::Off)));
        first
    };
    let (first, second) = (report(), report());
    assert!(first.0 != second.0 && first.1 != second.1);
}

/// A session of a client that negotiated version 1 and said nothing else.
fn session(options: Options) -> Telemetry {
    let surroundings = PipelineContext {
        environment: Vec::new(),
        clock: Clock::default(),
        positions: Arc::new(AtomicU64::new(0)),
        notify: Arc::new(|| {}),
    };
    let telemetry = Telemetry::new(options, surroundings);
    let initialize = InitializeEvent {
        root_uri: RootKind::DIRECTORY,
        terraform_timeout: Some(TimeLimitClass::new(None)),
        ..initialize_event()
    };
    let opening = SessionInfo { client: ClientInfo::default(), level: None, version_1: true, initialize };
    telemetry.open_session(opening, telemetry.take_message());
    telemetry.session_initialized(telemetry.take_message());
    telemetry
}

fn record_all(telemetry: &Telemetry) {
    telemetry.record(telemetry.now(), |identity| {
        let session = identity.session.clone();
        Some(CommandExecutedEvent {
            action_id: ActionId::DIAGNOSTICS,
            diagnostic: RuleCode::of(&Value::Null)?,
            session,
        })
    });
    record_module(telemetry);
}

fn record_module(telemetry: &Telemetry) {
    let module = Module::parse([("main.tf", "provider \"acme\" {\n}\n")]);
    let facts = Facts { directory: "/m", module: &module, installed: &Installed::new(), terraform_version: None };
    telemetry.record(telemetry.now(), |identity| {
        let known = KnownProviders { named_by_host: &[] };
        facts.full(ProviderNames { known, pseudonyms: &identity.pseudonyms })
    });
}

/// The names of the events that wait for the client.
fn of_client(telemetry: &Telemetry) -> Vec<String> {
    let events = std::iter::from_fn(|| telemetry.take_for_client(u64::MAX));
    let name = |event: String| serde_json::from_str::<Value>(&event).expect("JSON")["name"].as_str().map(str::to_owned);
    events.filter_map(name).collect()
}
