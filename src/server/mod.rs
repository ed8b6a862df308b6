//! The language server.
//!
//! A [`Server`] lives as long as the host wants; in it, sessions follow each other, each from `initialize` to `exit`.
//! Messages are handled in the order in which they were taken: [`dispatcher`] calls [`handlers`], which change the
//! [`session`] and ask the languages through [`snapshot`]. [`diagnostics`] checks documents, one text at a time. What
//! waits for the disk or takes long runs in [`background`], on [`threads`] that every server of the process shares.
//! [`protocol`] converts between the protocol's types and ours, and [`rpc`] holds what goes in and out. [`consent`] asks
//! about telemetry, and [`instrumentation`] records events.

mod background;
mod consent;
mod context;
mod diagnostics;
mod dispatcher;
mod handlers;
pub mod instrumentation;
mod protocol;
mod provider_schemas;
mod rpc;
mod session;
mod sibling_files;
mod snapshot;
mod threads;
mod watched_files;
mod workspace_symbols;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::platform::terraform::Programs;
use crate::telemetry::catalogue::Kind;
use crate::telemetry::catalogue::declared::{GivenValue, Refusal};
use crate::telemetry::gate::MessageSequence;
use crate::telemetry::level::LevelSetting;
use crate::telemetry::{HostReport, PipelineContext, Status, Telemetry};

use background::Background;
use consent::pull::Configuration;
use context::ServerContext;
use dispatcher::{Dispatcher, Incoming, Intake};
use rpc::activity::ActivityTracker;
use rpc::outbox::Outbox;
use rpc::scanner;

pub use consent::pull::{ConfigurationRequest, ConfigurationRequestId};
pub use consent::settings::Answer;
pub use context::{Host, Options, Product, TerraformOptions};
#[cfg(feature = "testing")]
pub use handlers::testing::{hang, hanging};
pub use protocol::commands::is_command_prefix;
pub use threads::Threads;

/// A running server. Stopped when it is dropped.
pub struct Server {
    context: Arc<ServerContext>,
}

/// What tests can reach of a server.
#[cfg(feature = "testing")]
pub struct Testing<'a> {
    /// The telemetry pipeline.
    pub telemetry: &'a Arc<Telemetry>,
    /// The clock, which tests can move.
    pub clock: &'a crate::platform::Clock,
    /// The threads beside the messages.
    pub threads: &'a Threads,
    /// How often a language and the disk took too long.
    pub late: [usize; 2],
}

/// What the host listens to, when it asks which waits are over.
#[derive(Clone, Copy, Debug)]
pub struct Listening {
    /// Whether it listens to messages for the client.
    pub messages: bool,
    /// Whether it listens to events.
    pub telemetry: bool,
}

impl Server {
    /// Starts a server.
    pub fn start(options: Options, host: Host) -> Self {
        let positions = Arc::new(AtomicU64::new(0));
        let surroundings = PipelineContext {
            environment: host.environment,
            clock: host.clock.clone(),
            positions: Arc::clone(&positions),
            notify: Arc::clone(&host.notify),
        };
        let (reports, reporter) = instrumentation::recorder::channel();
        let telemetry = Telemetry::new(options.telemetry.clone(), surroundings);
        telemetry.watch_level();
        let (intake, incoming) = Intake::new();
        let server = Arc::new(ServerContext {
            telemetry: Arc::new(telemetry),
            options,
            clock: host.clock,
            runtime: host.runtime,
            background: Background::new(&host.threads),
            #[cfg(feature = "testing")]
            threads: host.threads,
            outbox: Outbox::new(positions, Arc::clone(&host.notify)),
            notify: host.notify,
            configuration: Configuration::default(),
            work: ActivityTracker::default(),
            reports,
            programs: Programs::default(),
            has_reported_refusal: AtomicBool::new(false),
            due: Arc::default(),
            intake,
            session_up: AtomicBool::new(false),
            tasks: Mutex::default(),
            is_stopped: AtomicBool::new(false),
            finished: Mutex::default(),
            waits: AtomicU64::new(0),
            #[cfg(feature = "testing")]
            parses: std::sync::atomic::AtomicUsize::new(0),
        });
        server.spawn(reporter.run(Arc::clone(&server)));
        server.spawn(Dispatcher::new(Arc::clone(&server)).run(incoming));
        Self { context: server }
    }

    /// Takes a message from the client and returns whether an answer may be owed: to a request, and to what is no
    /// message.
    pub fn send(&self, text: String) -> bool {
        let head = scanner::scan_head(&text);
        // A message whose method is not readable at once may be one that takes consent back. After `exit`, nothing may
        // reach whoever listens next until the events of the session are dropped.
        let concerns = |method| [scanner::CONFIGURATION_CHANGED, scanner::EXIT].contains(&method);
        let concerns = head.method.as_deref().is_none_or(concerns);
        let hold = concerns.then(|| self.context.telemetry.hold());
        let due = (!head.is_notification).then(|| self.context.due());
        self.context.enqueue(Incoming::Message { text, hold, due });
        !head.is_notification
    }

    /// Takes the next message for the client.
    pub fn take_message(&self) -> Option<String> {
        self.context.outbox.take(&self.context.telemetry)
    }

    /// Whether the client is owed an answer that is not made yet, or, when it listens, not delivered.
    pub fn owes(&self, listening: bool) -> bool {
        self.context.due.load(Ordering::SeqCst) > 0 || (listening && !self.context.outbox.is_empty())
    }

    /// Takes the next question for the host's provider.
    pub fn take_question(&self) -> Option<ConfigurationRequest> {
        self.context.configuration.take_question()
    }

    /// Takes the provider's answer to a question; `None` where it failed.
    pub fn answer(&self, question: ConfigurationRequestId, answer: Option<Answer>) {
        self.context.enqueue(Incoming::ProviderAnswered { question, answer });
    }

    /// Says whether the host has a configuration provider now.
    pub fn provide_configuration(&self, has_provider: bool) {
        self.context.enqueue(Incoming::ProviderChanged { has_provider, hold: self.context.telemetry.hold() });
    }

    /// Says that the answers of the configuration provider may have changed.
    pub fn configuration_changed(&self) {
        self.context.enqueue(Incoming::ConfigurationChanged(self.context.telemetry.hold()));
    }

    /// The host states a level; `None` withdraws it. In force when this returns.
    pub fn state_level(&self, statement: Option<LevelSetting>) {
        self.context.telemetry.set_host_level(statement);
        self.context.warn_of_misunderstood();
    }

    /// Whether what the host reports could reach a sink, or is checked in any case. Costs one read while the level is
    /// `off`: ask it before any work.
    pub fn may_record(&self) -> bool {
        self.context.telemetry.may_record()
    }

    /// Records an event that the host declared.
    ///
    /// # Errors
    /// Says what the declaration does not admit.
    pub fn record(&self, name: &str, given: &[(String, GivenValue)], begun: MessageSequence) -> Result<(), Refusal> {
        let recorded = self.context.telemetry.accept(name, given)?;
        self.report(HostReport::Event(recorded), begun);
        Ok(())
    }

    /// The place of a report that begins now. Reading what is reported can call anything of the host's, which may take
    /// consent back and give it anew; the report then belongs to the time before.
    pub fn begin_report(&self) -> MessageSequence {
        self.context.telemetry.now()
    }

    /// Counts what the host has tried to record and could not be read.
    pub fn refuse_record(&self) {
        self.context.telemetry.refuse();
    }

    /// The place of a report of an error that begins now, if it could reach a sink.
    pub fn begin_error_report(&self) -> Option<MessageSequence> {
        let begun = self.begin_report();
        self.context.telemetry.wants(Kind::Error, begun).then_some(begun)
    }

    /// Whether what the declaration of the host's events does not admit is an error for whoever records it.
    pub fn is_strict(&self) -> bool {
        self.context.options.telemetry.strict
    }

    /// The events that the host declared, by their names.
    pub fn declared_events(&self) -> Vec<(String, Kind)> {
        let events = self.context.options.telemetry.declared.events();
        events.map(|event| (event.name().to_owned(), event.kind())).collect()
    }

    /// Records what the host has met by itself, if its kind is admitted and has been since the report was begun.
    pub fn report(&self, report: HostReport, begun: MessageSequence) {
        if self.context.telemetry.wants(report.kind(), begun) {
            self.context.enqueue(Incoming::Reported(report));
        }
    }

    /// The telemetry level, who decided it, and what was lost.
    pub fn status(&self) -> Status {
        self.context.telemetry.status()
    }

    /// Takes the next change of the level. While there is one, no message, event or finished wait can be taken.
    pub fn take_level_change(&self) -> Option<Status> {
        self.context.telemetry.take_level_change()
    }

    /// Has the host get only the events that follow from messages taken so far, until it is called with `false`.
    pub fn seal_telemetry(&self, is_sealed: bool) {
        if is_sealed {
            self.context.telemetry.seal_host_sink();
        } else {
            self.context.telemetry.unseal_host_sink();
        }
    }

    /// Takes up to `limit` events as the text of one JSON array. `None` when there are none to take now.
    pub fn take_telemetry(&self, limit: usize) -> Option<String> {
        self.context.telemetry.take_for_host(limit)
    }

    /// The numbers of the events that were taken last, each among the events of its identity.
    pub fn sequences_of_taken(&self) -> Vec<u64> {
        self.context.telemetry.sequences_of_taken()
    }

    /// The product that the host named.
    pub fn product(&self) -> Option<&Product> {
        self.context.options.product.as_ref()
    }

    /// Begins to wait until everything taken so far is done. The number is returned by [`take_finished`] then.
    ///
    /// [`take_finished`]: Self::take_finished
    pub fn begin_wait(&self) -> u32 {
        // Numbers may come round; four thousand million waits are not pending at once.
        #[expect(clippy::cast_possible_truncation, reason = "the number may come round")]
        let wait = self.context.waits.fetch_add(1, Ordering::SeqCst) as u32;
        let server = Arc::downgrade(&self.context);
        self.context.work.when_done(Box::new(move || {
            if let Some(server) = server.upgrade() {
                server.finish_wait(wait);
            }
        }));
        wait
    }

    /// The waits that are over, everything before them having been delivered to whoever listens.
    pub fn take_finished(&self, listening: Listening) -> Vec<u32> {
        // Locked before the queues are looked at: what a wait that is on this list waits for has been queued.
        let mut finished = self.context.finished.lock().unwrap_or_else(PoisonError::into_inner);
        if self.context.telemetry.has_level_change() {
            return Vec::new();
        }
        let (host, client) = self.context.telemetry.first_positions();
        let messages = [self.context.outbox.first_position(), client].into_iter().filter(|_| listening.messages);
        let events = [host].into_iter().filter(|_| listening.telemetry);
        let delivered = messages.chain(events).flatten().min().unwrap_or(u64::MAX);
        let count = finished.iter().take_while(|(_, position)| *position <= delivered).count();
        finished.drain(..count).map(|(wait, _)| wait).collect()
    }

    /// Ends the server: nothing more comes out of it. What cannot be aborted goes on detached.
    pub fn stop(&self) {
        self.context.telemetry.stop();
        consent::pull::session_closed(&self.context, self.context.telemetry.take_message());
        self.context.outbox.clear();
        let mut tasks = {
            let mut tasks = self.context.tasks.lock().unwrap_or_else(PoisonError::into_inner);
            self.context.is_stopped.store(true, Ordering::SeqCst);
            std::mem::take(&mut *tasks)
        };
        tasks.abort_all();
        tasks.detach_all();
        self.context.programs.stop();
        self.context.background.close();
    }

    /// Ends the programs that run, and starts none any more: the process ends without stopping the server.
    pub fn end_programs(&self) {
        self.context.programs.stop_at_exit();
    }

    /// What tests can reach.
    #[cfg(feature = "testing")]
    pub fn testing(&self) -> Testing<'_> {
        let ServerContext { telemetry, clock, threads, background, .. } = &*self.context;
        Testing { telemetry, clock, threads, late: background.late() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
