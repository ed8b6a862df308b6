//! Applies the same random operations to a server and to the reference, and compares the results.

#[path = "comparison.rs"]
mod comparison;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use candor::platform::{Clock, Environment};
use candor::server::{Answer, ConfigurationRequest, Host, Options, Server, Threads};
use candor::telemetry::hash::Hashing;
use candor::telemetry::level::{Level, LevelSetting};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::runtime::Handle;

use super::dice::Dice;
use super::reference::{Need, Opening, Payload, Phase, Reference};

/// How long a server may take to become idle before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub to_host: usize,
    pub to_client: usize,
    pub required: usize,
    pub forbidden: usize,
    pub answers: usize,
    pub held: usize,
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        self.to_host += other.to_host;
        self.to_client += other.to_client;
        self.required += other.required;
        self.forbidden += other.forbidden;
        self.answers += other.answers;
        self.held += other.held;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Sink {
    Host,
    Client,
}

/// An event that can be distinguished from all others.
struct Tagged {
    origin: usize,
    need: Need,
    reached: HashSet<Sink>,
}

pub struct Driver {
    server: Server,
    clock: Clock,
    wake: Arc<Wake>,
    dice: Dice,
    reference: Reference,
    /// The recorded events, by a text that is unique to each event.
    tagged: HashMap<String, Tagged>,
    /// The ids of the configuration requests to the client, in the order in which they arrived.
    requests: Vec<String>,
    questions: BTreeMap<u64, ConfigurationRequest>,
    /// Sessions that were seen. Sessions in `forgotten` must not occur again.
    sessions: HashSet<String>,
    forgotten: HashSet<String>,
    next_file: usize,
    next_id: usize,
    log: String,
    pub counts: Counts,
}

/// A flag that is set when the server has something new.
#[derive(Default)]
struct Wake {
    is_set: Mutex<bool>,
    changed: Condvar,
}

impl Wake {
    fn set(&self) {
        *self.is_set.lock().expect("no thread panics with it") = true;
        self.changed.notify_all();
    }

    fn wait(&self) -> bool {
        let is_set = self.is_set.lock().expect("no thread panics with it");
        let (mut is_set, outcome) =
            self.changed.wait_timeout_while(is_set, PATIENCE, |is_set| !*is_set).expect("no thread panics with it");
        *is_set = false;
        !outcome.timed_out()
    }
}

impl Driver {
    pub fn start(runtime: &Handle, threads: &Threads, mut dice: Dice) -> Self {
        let environment = if dice.one_in(6) { Some(dice.level()) } else { None };
        let host = if dice.one_in(2) { dice.statement() } else { None };
        let negotiation = !dice.one_in(4);
        let mut options = Options::default();
        options.telemetry.level = host;
        options.telemetry.negotiation = negotiation;
        options.telemetry.hashing = Hashing::Plain;
        let wake = Arc::new(Wake::default());
        let clock = Clock::manual();
        let notify = Arc::clone(&wake);
        let candor_telemetry = environment.map(|level| level.as_str().to_owned());
        let server = Server::start(
            options,
            Host {
                runtime: runtime.clone(),
                threads: threads.clone(),
                clock: clock.clone(),
                environment: vec![Environment { do_not_track: None, candor_telemetry }],
                notify: Arc::new(move || notify.set()),
            },
        );
        Self {
            server,
            clock,
            wake,
            dice,
            reference: Reference::new(environment, host, negotiation),
            tagged: HashMap::new(),
            requests: Vec::new(),
            questions: BTreeMap::new(),
            sessions: HashSet::new(),
            forgotten: HashSet::new(),
            next_file: 0,
            next_id: 0,
            log: format!("environment {environment:?}, host {host:?}, negotiation {negotiation}\n"),
            counts: Counts::default(),
        }
    }

    /// Returns the operations so far, with the time of each.
    pub fn log(&self) -> &str {
        &self.log
    }

    /// Runs some operations without waiting, then compares everything.
    pub fn burst(&mut self) -> Result<(), String> {
        if self.dice.one_in(2) {
            self.reference.tick();
            self.answer_newest()?;
        }
        for _ in 0..=self.dice.below(14) {
            self.operate()?;
            if self.dice.one_in(8) {
                std::thread::yield_now();
            }
        }
        self.settle()?;
        if self.dice.one_in(4) {
            self.time_out()?;
        }
        Ok(())
    }

    // --- Operations ----------------------------------------------------------------------------------------------------

    fn operate(&mut self) -> Result<(), String> {
        self.reference.tick();
        match (self.reference.phase, self.dice.below(20)) {
            (_, 0..=2) => self.set_host_level(),
            (_, 3) => self.provide(),
            (_, 4) => self.host_changed(),
            (_, 5..=7) => self.answer()?,
            (_, 8) => self.drain()?,
            (_, 9) => self.forge(),
            (Phase::Closed, _) => self.initialize(),
            (Phase::Opening, 10..=12) => self.initialized(),
            (Phase::Opening | Phase::Initialized, 10..=13) => self.change(),
            (Phase::Opening | Phase::Initialized, 14..=16) => self.modify(),
            (Phase::Opening | Phase::Initialized, 17) => self.open_module(),
            (Phase::Initialized, 18) if self.dice.one_in(3) => self.shut_down(),
            (Phase::ShutDown, _) => self.exit(),
            (_, 19) if self.dice.one_in(3) => self.exit(),
            _ => self.occupy(),
        }
        Ok(())
    }

    fn set_host_level(&mut self) {
        let level = self.dice.statement();
        self.note(&format!("setTelemetryLevel({level:?})"));
        self.reference.set_host_level(level);
        self.server.state_level(level.map(LevelSetting::Level));
        let status = self.server.status();
        assert_eq!(status.host, level);
        if status.decision.level == Level::Off {
            self.forget();
        }
    }

    fn provide(&mut self) {
        let has_provider = !self.reference.has_provider;
        self.note(&format!("provideConfiguration({has_provider})"));
        self.reference.provide(has_provider);
        self.server.provide_configuration(has_provider);
    }

    fn host_changed(&mut self) {
        self.note("configurationChanged()");
        self.reference.host_changed();
        self.server.configuration_changed();
    }

    fn initialize(&mut self) {
        let Opening { level, version_1, supports_configuration_requests } = self.dice.opening();
        self.note(&format!(
            "initialize {level:?}, version 1: {version_1}, can be asked: {supports_configuration_requests}"
        ));
        self.reference.initialize(Opening { level, version_1, supports_configuration_requests });
        let mut options = json!({});
        if let Some(level) = level {
            options["telemetry"] = match level {
                Payload::Level(level) => json!(level.as_str()),
                _ => Value::Null,
            };
        }
        let experimental = if version_1 { json!({ "telemetryVersion": 1 }) } else { json!({}) };
        self.request(
            "initialize",
            &json!({
                "capabilities": { "experimental": experimental, "workspace": { "configuration": supports_configuration_requests } },
                "initializationOptions": options,
                "rootUri": "file:///candor-model",
            }),
        );
    }

    fn initialized(&mut self) {
        self.note("initialized");
        self.reference.initialized();
        self.notify("initialized", &json!({}));
    }

    fn change(&mut self) {
        let payload = self.dice.payload();
        let lists_keys = self.dice.one_in(6);
        self.note(&format!("didChangeConfiguration {payload:?}, array: {lists_keys}"));
        self.reference.client_changed(payload, lists_keys);
        let settings = match payload {
            Payload::Nothing if lists_keys => json!(["editor.tabSize"]),
            _ if lists_keys => json!(["docker.lsp.telemetry"]),
            Payload::Nothing => json!({ "editor": {} }),
            Payload::Odd => json!({ "docker": Value::Null }),
            Payload::Level(level) => json!({ "docker": { "lsp": { "telemetry": level.as_str() } } }),
        };
        self.notify("workspace/didChangeConfiguration", &json!({ "settings": settings }));
    }

    /// Answers a random pending request for the level.
    fn answer(&mut self) -> Result<(), String> {
        self.take_requests()?;
        if self.reference.pulls.is_empty() {
            return Ok(());
        }
        let index = self.dice.below(self.reference.pulls.len());
        self.answer_one(index);
        Ok(())
    }

    fn answer_newest(&mut self) -> Result<(), String> {
        self.take_requests()?;
        if let Some(newest) = self.reference.pulls.len().checked_sub(1) {
            self.answer_one(newest);
        }
        Ok(())
    }

    /// Answers a pending request for the level, if the driver has received it.
    fn answer_one(&mut self, index: usize) {
        let pull = self.reference.pulls[index];
        let request = pull.request.and_then(|request| usize::try_from(request - 1).ok());
        match request {
            Some(request) if request >= self.requests.len() => {}
            None if !self.questions.contains_key(&pull.number) => {}
            _ => self.answer_pull(pull.number, request),
        }
    }

    fn answer_pull(&mut self, number: u64, request: Option<usize>) {
        let payload = self.dice.payload();
        self.note(&format!("answer to pull {number}: {payload:?}"));
        self.reference.answer(number, payload);
        self.counts.answers += 1;
        let result = match payload {
            Payload::Level(level) => json!([{ "telemetry": level.as_str() }]),
            Payload::Odd => json!([{ "telemetry": Value::Null }]),
            Payload::Nothing => json!([{}]),
        };
        if let Some(request) = request {
            let id = &self.requests[request];
            self.server.send(json!({ "jsonrpc": "2.0", "id": id, "result": result }).to_string());
        } else {
            let question = self.questions.remove(&number).expect("the caller has seen it");
            let answer = match payload {
                Payload::Level(level) => Answer::Stated(LevelSetting::Level(level)),
                Payload::Odd => Answer::Stated(LevelSetting::Invalid),
                Payload::Nothing => Answer::Nothing,
            };
            self.server.answer(question.id, Some(answer));
        }
    }

    /// Sends responses to requests that the client never received.
    fn forge(&mut self) {
        self.note("forged answers");
        for id in [json!(1), json!("1"), json!(self.requests.len()), Value::Null] {
            let text = json!({ "jsonrpc": "2.0", "id": id, "result": [{ "telemetry": "all" }] });
            self.server.send(text.to_string());
        }
    }

    fn modify(&mut self) {
        let name = self.file("Dockerfile");
        self.note(&format!("modify {name}"));
        self.tag(hash(&name), Need::Usage);
        let uri = format!("file:///candor-model/{name}");
        let document = json!({ "uri": uri, "languageId": "dockerfile", "version": 1, "text": "FROM scratch\n" });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        let change =
            json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": "FROM a\n" }] });
        self.notify("textDocument/didChange", &change);
    }

    fn open_module(&mut self) {
        let name = self.file("main.tf");
        self.note(&format!("open {name}"));
        let number = self.next_file;
        let version = format!("{}.{}.{}", number / 10_000, number / 100 % 100, number % 100);
        self.tag(format!(">= {version}"), Need::Negotiation);
        let text = format!("terraform {{\n  required_version = \">= {version}\"\n}}\n");
        let uri = format!("file:///candor-model/{name}");
        let document = json!({ "uri": uri, "languageId": "terraform", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    fn shut_down(&mut self) {
        self.note("shutdown");
        self.reference.shut_down();
        self.request("shutdown", &Value::Null);
    }

    fn exit(&mut self) {
        self.note("exit");
        self.reference.exit();
        self.notify("exit", &Value::Null);
    }

    /// Keeps the dispatcher busy.
    fn occupy(&mut self) {
        self.note("a request");
        self.request("candor/testing/echo", &json!(vec![0; 200]));
    }

    /// Lets the time limit of pending requests for the level expire, once everything is handled.
    fn time_out(&mut self) -> Result<(), String> {
        let client = self.reference.client_word().level;
        if self.reference.pulls.is_empty() || client == Some(Level::Off) {
            return Ok(());
        }
        self.reference.tick();
        self.note("ten seconds pass");
        self.reference.time_out();
        self.questions.clear();
        self.clock.advance(Duration::from_secs(10));
        while self.server.status().client != Some(Level::Off) {
            while self.server.take_level_change().is_some() {}
            if !self.wake.wait() {
                return Err("no time limit struck".to_owned());
            }
        }
        self.settle()
    }

    fn file(&mut self, name: &str) -> String {
        self.next_file += 1;
        format!("{}/{name}", self.next_file)
    }

    fn tag(&mut self, text: String, need: Need) {
        let origin = self.reference.now;
        self.tagged.insert(text, Tagged { origin, need, reached: HashSet::new() });
    }

    fn request(&mut self, method: &str, params: &Value) {
        self.next_id += 1;
        let request = json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params });
        self.server.send(request.to_string());
    }

    fn notify(&self, method: &str, params: &Value) {
        self.server.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string());
    }

    fn note(&mut self, what: &str) {
        let _ = writeln!(self.log, "{:4} {what}", self.reference.now);
    }
}

/// The hash of a document's path without a remote and without a key.
fn hash(path: &str) -> String {
    Sha256::digest(format!("document::{path}").as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
