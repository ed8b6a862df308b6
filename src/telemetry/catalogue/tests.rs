//! Tests of how events are written, and which external words they can contain.

use serde_json::{Value, json};

use super::*;
use crate::telemetry::anonymise::client::ClientInfo;
use crate::telemetry::anonymise::coarse::CoarseProvider;
use crate::telemetry::anonymise::modules::{BackendType, ModuleId};
use crate::telemetry::anonymise::providers::{KnownProviders, Provider, ProviderMaps, ProviderNames};
use crate::telemetry::anonymise::pseudonyms::Pseudonyms;
use crate::telemetry::anonymise::versions::{MajorVersion, PlainVersion};
use crate::telemetry::anonymise::{ErrorClass, HostStackTrace, LanguageIdentifier, ServerVersion, SessionId, TrueFlag};

fn session() -> SessionProperties {
    let client = ClientInfo::new(Some("vscode"), Some("1.95.0"), &[]);
    SessionProperties {
        server_session: SessionId::random().expect("the system has randomness"),
        server_version: ServerVersion::CURRENT,
        lsp_client_info_name: client.name().cloned(),
        lsp_client_info_version: client.version().cloned(),
    }
}

/// Returns the properties of an event, with a fixed word in place of the random UUID of its session.
fn properties<E: CatalogueEvent>(event: &E) -> Value {
    let json: Value = serde_json::from_str(Event::new(event).expect("it fits").json()).expect("JSON");
    assert_eq!((&json["v"], &json["name"]), (&1.into(), &E::DOCUMENTATION.name.into()));
    let mut properties = json["properties"].clone();
    if let Some(session) = properties.get_mut("server_session") {
        assert_eq!(session.as_str().map(str::len), Some(36));
        *session = "uuid".into();
    }
    properties
}

fn version(text: &str) -> PlainVersion {
    PlainVersion::parse(text).expect("a version")
}

fn provider<'a>(namespace: &'a str, name: &'a str) -> Provider<'a> {
    Provider { hostname: "registry.terraform.io", namespace, name }
}

#[test]
fn an_event_of_a_session_says_which_session_and_which_client() {
    let heartbeat = ServerHeartbeatInitializedEvent { session: session() };
    let expected = json!({
        "type": "initialized",
        "server_session": "uuid",
        "server_version": env!("CARGO_PKG_VERSION"),
        "lsp_client_info_name": "vscode",
        "lsp_client_info_version": "1.95",
    });
    assert_eq!(properties(&heartbeat), expected);
    let written = Event::new(&heartbeat).expect("it fits").json().len();
    assert_eq!(Event::room(&heartbeat), MAX_EVENT_BYTES - written);
}

#[test]
fn a_word_that_is_not_listed_leaves_as_other() {
    for (class, expected) in [("TypeError", "TypeError"), ("AcmeError", "other")] {
        let stack = HostStackTrace::new([Some("activate"), None]);
        let (function, stack_trace) = (stack.function(), stack.stack_trace());
        let event = ExtensionErrorEvent { class: ErrorClass::new(class), function, stack_trace, session: session() };
        let properties = properties(&event);
        assert_eq!(properties["class"], expected);
        assert_eq!(
            (&properties["function"], &properties["stack_trace"]),
            (&json!("activate"), &json!("activate\nforeign"))
        );
    }
    for (identifier, expected) in [("dockerfile", "dockerfile"), ("acme", "other")] {
        let language_identifier = LanguageIdentifier::of(identifier);
        let event = FileModifiedEvent { language_identifier, git_remote: None, document: None, session: session() };
        assert_eq!(properties(&event)["language_identifier"], expected);
    }
}

#[test]
fn a_module_is_reported_with_its_providers() {
    let pseudonyms = Pseudonyms::default();
    let names = ProviderNames { known: KnownProviders { named_by_host: &[] }, pseudonyms: &pseudonyms };
    let required = [(provider("hashicorp", "aws"), version("4.1").text())];
    let maps = ProviderMaps::new(required, [], names, MAX_EVENT_BYTES);
    let event = FullModuleDataEvent {
        module_id: ModuleId::of("/a", &pseudonyms).expect("the system has randomness"),
        terraform_requirements: None,
        terraform_version: Some(version("1.9.0").text()),
        cloud: TrueFlag::when(true),
        cloud_hostname: None,
        backend: Some(BackendType::of("s3")),
        backend_remote_hostname: None,
        provider_requirements: maps.required,
        provider_requirements_more: maps.required_more,
        installed_providers: maps.installed,
        installed_providers_more: maps.installed_more,
    };
    let mut written = properties(&event);
    written["moduleId"] = "uuid".into();
    let expected = json!({
        "moduleId": "uuid",
        "tfVersion": "1.9.0",
        "cloud": true,
        "backend": "s3",
        "providerRequirements": { "registry.terraform.io/hashicorp/aws": "4.1.0" },
    });
    assert_eq!(written, expected);
}

#[test]
fn a_coarse_report_names_the_installed_major_version_else_the_lowest_that_is_required() {
    let known = KnownProviders { named_by_host: &[] };
    let (aws, google, secret) =
        (provider("hashicorp", "aws"), provider("hashicorp", "google"), provider("acme", "secret"));
    let major = |text: &str| version(text).major();
    let listed = |installed: &[(Provider<'static>, MajorVersion)]| -> Vec<Value> {
        let required =
            [(aws, major("4.1")), (secret, major("9")), (aws, major("3")), (google, MajorVersion::default())];
        let providers = CoarseProvider::list(required, installed.iter().copied(), known);
        let event = |provider| properties(&CoarseProviderEvent { provider })["providerRequirements"].clone();
        providers.into_iter().map(event).collect()
    };
    let (aws_of, google_of) = ("registry.terraform.io/hashicorp/aws", "registry.terraform.io/hashicorp/google");
    assert_eq!(listed(&[]), [json!({ aws_of: "3" }), json!({ google_of: "" }), json!({ "unlisted": "" })]);
    let installed = [(aws, major("5.2")), (google, MajorVersion::default()), (secret, major("1"))];
    assert_eq!(listed(&installed), [json!({ aws_of: "5" }), json!({ google_of: "" }), json!({ "unlisted": "" })]);
}

#[test]
fn a_coarse_report_of_settings_is_left_out_only_if_it_says_nothing() {
    let nothing =
        CoarseModuleDataEvent { terraform_requirements: None, terraform_version: None, cloud: None, backend: None };
    assert!(nothing.is_empty());
    let major = version("1.9").major().known();
    assert_eq!(MajorVersion::default().known(), None);
    let backend = Some(BackendType::of("s3"));
    for (event, expected) in [
        (CoarseModuleDataEvent { terraform_requirements: major, ..nothing }, json!({ "tfRequirements": "1" })),
        (CoarseModuleDataEvent { terraform_version: major, ..nothing }, json!({ "tfVersion": "1" })),
        (CoarseModuleDataEvent { cloud: TrueFlag::when(true), ..nothing }, json!({ "cloud": true })),
        (CoarseModuleDataEvent { backend, ..nothing }, json!({ "backend": "s3" })),
    ] {
        assert!(!event.is_empty(), "{expected}");
        assert_eq!(properties(&event), expected);
    }
}

#[test]
fn kinds_and_end_dates_have_the_words_of_the_documentation() {
    assert_eq!([Kind::Usage, Kind::Error].map(Kind::as_str), ["usage", "error"]);
    let last_day = Expiry::On(Date::new(2027, 1, 2).expect("a day of January"));
    assert_eq!([Expiry::Never, last_day].map(|expiry| expiry.to_string()), ["never", "2027-01-02"]);
}
