//! A system without randomness, in a separate process. Request ids could be guessed there, so the server sends no
//! requests for the level, and treats the unknown level as `off`.

use std::sync::mpsc;
use std::time::Duration;

use candor::platform::{self, Clock};
use candor::server::{Answer, Host, Listening, Options, Server, Threads};
use candor::telemetry::level::{Level, LevelSetting};
use serde_json::{Value, json};

#[test]
fn without_randomness_the_client_is_asked_nothing_and_counts_as_off() {
    platform::lose_randomness();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().expect("threads can be started");
    let (sender, news) = mpsc::channel();
    let mut options = Options::default();
    options.telemetry.level = Some(Level::All);
    let notify = std::sync::Arc::new(move || {
        let _ = sender.send(());
    });
    let threads = Threads::default();
    threads.reserve().expect("threads can be started");
    let host =
        Host { runtime: runtime.handle().clone(), threads, clock: Clock::manual(), environment: Vec::new(), notify };
    let server = Server::start(options, host);
    let send = |message: Value| server.send(message.to_string());
    let idle = || {
        let wait = server.begin_wait();
        let mut messages = Vec::new();
        loop {
            while server.take_level_change().is_some() {}
            messages.extend(std::iter::from_fn(|| server.take_message()));
            if server.take_finished(Listening { messages: true, telemetry: false }).contains(&wait) {
                return messages;
            }
            news.recv_timeout(Duration::from_secs(60)).expect("the server becomes idle");
        }
    };
    let asks = |messages: &[String]| messages.iter().any(|message| message.contains(r#""method""#));

    let workspace = json!({ "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true } });
    send(
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": { "workspace": workspace } } }),
    );
    send(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    let messages = idle();
    assert!(!asks(&messages), "{messages:?}");
    assert_eq!(server.status().client, Some(Level::Off));
    assert_eq!(server.status().decision.level, Level::Off);

    // The request to the provider does not send an id over the wire.
    server.provide_configuration(true);
    let question = loop {
        if let Some(question) = server.take_configuration_request() {
            break question;
        }
        news.recv_timeout(Duration::from_secs(60)).expect("the provider is asked");
    };
    server.answer(question.id, Some(Answer::Stated(LevelSetting::Level(Level::All))));
    idle();
    assert_eq!(server.status().client, Some(Level::All));
    server.provide_configuration(false);
    let messages = idle();
    assert!(!asks(&messages), "{messages:?}");
    assert_eq!(server.status().client, Some(Level::Off));

    send(json!({ "jsonrpc": "2.0", "method": "exit" }));
    let workspace = json!({ "didChangeConfiguration": { "dynamicRegistration": true } });
    send(
        json!({ "jsonrpc": "2.0", "id": 2, "method": "initialize", "params": { "capabilities": { "workspace": workspace } } }),
    );
    send(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    let messages = idle();
    assert!(!asks(&messages), "{messages:?}");
    assert_eq!(server.status().client, Some(Level::Off), "it could not tell of changes");
}
