//! The language server.
//!
//! A [`Server`] lives as long as the host wants; in it, sessions follow each other, each from `initialize` to `exit`.
//! Messages are handled in the order in which they were taken: [`dispatcher`] calls [`backend`], which changes the
//! [`session`]. What goes out is made by [`outgoing`] and waits in [`outbox`] until the host takes it. [`configuration`]
//! asks for consent. What waits for the disk or takes long runs in [`background`], on [`threads`] that every server of
//! the process shares; [`work`] knows what is still being done.
//! [`diagnostics`] says when a document is checked, [`checks`] does it one text at a time, [`snapshot`] asks the
//! language, which reads other files through [`sibling_files`].
//! [`modules`] says when a Terraform module is reported, [`module_data`] turns what it says into an event;
//! [`discovery`] lists those that there are.

mod backend;
mod background;
mod checks;
mod client;
mod client_options;
mod code_actions;
mod commands;
mod configuration;
mod convert;
mod diagnostics;
mod discovery;
mod dispatcher;
mod envelope;
mod go_duration;
mod initialization;
mod json_tree;
mod message;
pub mod module_data;
mod module_scan;
mod modules;
mod outbox;
mod outgoing;
mod reports;
mod session;
mod sibling_files;
mod snapshot;
mod statements;
mod terraform_version;
#[cfg(feature = "testing")]
mod testing;
mod threads;
mod watched_files;
mod work;

use std::collections::VecDeque;
use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::task::{AbortHandle, JoinSet};

use crate::platform::terraform::Programs;
use crate::platform::{Clock, Environment};
use crate::telemetry::catalogue::Kind;
use crate::telemetry::catalogue::declared::{GivenValue, Refusal};
use crate::telemetry::gate::MessageSequence;
use crate::telemetry::level::LevelSetting;
use crate::telemetry::{self, HostReport, Notify, PipelineContext, Status, Telemetry};

use background::Background;
use configuration::Configuration;
use dispatcher::{Dispatcher, Incoming, Intake};
use outbox::Outbox;
use reports::Reports;
use work::{Taken, Work};

pub use commands::is_command_prefix;
pub use configuration::{Question, QuestionId};
pub use statements::Answer;
#[cfg(feature = "testing")]
pub use testing::{hang, hanging};
pub use threads::Threads;

/// How the host wants the server to be.
#[derive(Clone, Debug)]
pub struct Options {
    pub telemetry: telemetry::Options,
    /// Configuration section whose `telemetry` key holds the level.
    pub section: String,
    /// How long a pull may go unanswered.
    pub pull_timeout: Duration,
    pub command_prefix: Option<String>,
    /// Whether `terraform version` may be run.
    pub run_terraform: bool,
    pub terraform: TerraformOptions,
}

/// Where the `terraform` program comes from.
#[derive(Clone, Debug, Default)]
pub struct TerraformOptions {
    /// The program to run instead of the first in `PATH`.
    pub path: Option<PathBuf>,
    /// Whether the client's `terraform.path` counts. Only for a client that started this process: it could run the
    /// program itself.
    pub path_from_client: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            telemetry: telemetry::Options::default(),
            section: "docker.lsp".to_owned(),
            pull_timeout: Duration::from_secs(10),
            command_prefix: None,
            run_terraform: false,
            terraform: TerraformOptions::default(),
        }
    }
}

/// What the server runs on.
pub struct Host {
    /// Handles messages.
    pub runtime: Handle,
    /// Do what waits for the disk or takes long.
    pub threads: Threads,
    pub clock: Clock,
    pub environment: Vec<Environment>,
    /// Called from any thread when there is something to take.
    pub notify: Notify,
}

/// A running server. Stopped when it is dropped.
pub struct Server {
    shared: Arc<Shared>,
}

/// What everything in a server shares.
struct Shared {
    options: Options,
    clock: Clock,
    runtime: Handle,
    background: Background,
    #[cfg(feature = "testing")]
    threads: Threads,
    notify: Notify,
    telemetry: Arc<Telemetry>,
    outbox: Outbox,
    configuration: Configuration,
    work: Work,
    reports: Reports,
    programs: Programs,
    /// The client knows that a program is not run, and why.
    has_reported_refusal: AtomicBool,
    /// Requests that are not answered yet.
    due: Arc<AtomicUsize>,
    intake: Intake,
    session_up: AtomicBool,
    tasks: Mutex<JoinSet<()>>,
    /// Set under the lock of the tasks: what is begun later ends at once.
    is_stopped: AtomicBool,
    /// Waits that are over, with the position that must be delivered before the host hears of it. Positions only rise.
    finished: Mutex<VecDeque<(u32, u64)>>,
    waits: AtomicU64,
    /// How often a document was parsed.
    #[cfg(feature = "testing")]
    parses: AtomicUsize,
}

/// A request that is not answered yet. The last one tells the host that it may go.
pub struct Due {
    count: Arc<AtomicUsize>,
    notify: Notify,
}

impl Drop for Due {
    fn drop(&mut self) {
        if self.count.fetch_sub(1, Ordering::SeqCst) == 1 {
            (self.notify)();
        }
    }
}

/// What tests can reach of a server.
#[cfg(feature = "testing")]
pub struct Testing<'a> {
    pub telemetry: &'a Arc<Telemetry>,
    pub clock: &'a Clock,
    pub threads: &'a Threads,
    /// How often a language and the disk took too long.
    pub late: [usize; 2],
}

/// What the host listens to, when it asks which waits are over.
#[derive(Clone, Copy, Debug)]
pub struct Listening {
    pub messages: bool,
    pub telemetry: bool,
}

impl Server {
    pub fn start(options: Options, host: Host) -> Self {
        let positions = Arc::new(AtomicU64::new(0));
        let surroundings = PipelineContext {
            environment: host.environment,
            clock: host.clock.clone(),
            positions: Arc::clone(&positions),
            notify: Arc::clone(&host.notify),
        };
        let (reports, reporter) = reports::channel();
        let telemetry = Telemetry::new(options.telemetry.clone(), surroundings);
        telemetry.watch_level();
        let (intake, incoming) = Intake::new();
        let shared = Arc::new(Shared {
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
            work: Work::default(),
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
            parses: AtomicUsize::new(0),
        });
        shared.spawn(reporter.run(Arc::clone(&shared)));
        shared.spawn(Dispatcher::new(Arc::clone(&shared)).run(incoming));
        Self { shared }
    }

    /// Takes a message from the client and returns whether an answer may be owed: to a request, and to what is no
    /// message.
    pub fn send(&self, text: String) -> bool {
        let head = envelope::head(&text);
        // A message whose method is not readable at once may be one that takes consent back. After `exit`, nothing may
        // reach whoever listens next until the events of the session are dropped.
        let concerns = |method| [envelope::CONFIGURATION_CHANGED, envelope::EXIT].contains(&method);
        let concerns = head.method.as_deref().is_none_or(concerns);
        let hold = concerns.then(|| self.shared.telemetry.hold());
        let due = (!head.is_notification).then(|| self.shared.due());
        self.shared.enqueue(Incoming::Message { text, hold, due });
        !head.is_notification
    }

    /// Takes the next message for the client.
    pub fn take_message(&self) -> Option<String> {
        self.shared.outbox.take(&self.shared.telemetry)
    }

    /// Whether the client is owed an answer that is not made yet, or, when it listens, not delivered.
    pub fn owes(&self, listening: bool) -> bool {
        self.shared.due.load(Ordering::SeqCst) > 0 || (listening && !self.shared.outbox.is_empty())
    }

    /// Takes the next question for the host's provider.
    pub fn take_question(&self) -> Option<Question> {
        self.shared.configuration.take_question()
    }

    /// Takes the provider's answer to a question; `None` where it failed.
    pub fn answer(&self, question: QuestionId, answer: Option<Answer>) {
        self.shared.enqueue(Incoming::ProviderAnswered { question, answer });
    }

    pub fn provide_configuration(&self, has_provider: bool) {
        self.shared.enqueue(Incoming::ProviderChanged { has_provider, hold: self.shared.telemetry.hold() });
    }

    pub fn configuration_changed(&self) {
        self.shared.enqueue(Incoming::ConfigurationChanged(self.shared.telemetry.hold()));
    }

    /// The host states a level; `None` withdraws it. In force when this returns.
    pub fn state_level(&self, statement: Option<LevelSetting>) {
        self.shared.telemetry.set_host_level(statement);
        self.shared.warn_of_misunderstood();
    }

    /// Whether what the host reports could reach a sink, or is checked in any case. Costs one read while the level is
    /// `off`: ask it before any work.
    pub fn may_record(&self) -> bool {
        self.shared.telemetry.may_record()
    }

    /// Records an event that the host declared.
    ///
    /// # Errors
    /// Says what the declaration does not admit.
    pub fn record(&self, name: &str, given: &[(String, GivenValue)], begun: MessageSequence) -> Result<(), Refusal> {
        let recorded = self.shared.telemetry.accept(name, given)?;
        self.report(HostReport::Event(recorded), begun);
        Ok(())
    }

    /// The place of a report that begins now. Reading what is reported can call anything of the host's, which may take
    /// consent back and give it anew; the report then belongs to the time before.
    pub fn begin_report(&self) -> MessageSequence {
        self.shared.telemetry.now()
    }

    /// Counts what the host has tried to record and could not be read.
    pub fn refuse_record(&self) {
        self.shared.telemetry.refuse();
    }

    /// The place of a report of an error that begins now, if it could reach a sink.
    pub fn begin_error_report(&self) -> Option<MessageSequence> {
        let begun = self.begin_report();
        self.shared.telemetry.wants(Kind::Error, begun).then_some(begun)
    }

    /// Whether what the declaration of the host's events does not admit is an error for whoever records it.
    pub fn is_strict(&self) -> bool {
        self.shared.options.telemetry.strict
    }

    /// The events that the host declared, by their names.
    pub fn declared_events(&self) -> Vec<(String, Kind)> {
        let events = self.shared.options.telemetry.declared.events();
        events.map(|event| (event.name().to_owned(), event.kind())).collect()
    }

    /// Records what the host has met by itself, if its kind is admitted and has been since the report was begun.
    pub fn report(&self, report: HostReport, begun: MessageSequence) {
        if self.shared.telemetry.wants(report.kind(), begun) {
            self.shared.enqueue(Incoming::Reported(report));
        }
    }

    pub fn status(&self) -> Status {
        self.shared.telemetry.status()
    }

    /// Takes the next change of the level. While there is one, no message, event or finished wait can be taken.
    pub fn take_level_change(&self) -> Option<Status> {
        self.shared.telemetry.take_level_change()
    }

    /// Has the host get only the events that follow from messages taken so far, until it is called with `false`.
    pub fn seal_telemetry(&self, is_sealed: bool) {
        if is_sealed {
            self.shared.telemetry.seal_host_sink();
        } else {
            self.shared.telemetry.unseal_host_sink();
        }
    }

    /// Takes up to `limit` events as the text of one JSON array. `None` when there are none to take now.
    pub fn take_telemetry(&self, limit: usize) -> Option<String> {
        self.shared.telemetry.take_for_host(limit)
    }

    /// Begins to wait until everything taken so far is done. The number is returned by [`take_finished`] then.
    ///
    /// [`take_finished`]: Self::take_finished
    pub fn begin_wait(&self) -> u32 {
        // Numbers may come round; four thousand million waits are not pending at once.
        #[expect(clippy::cast_possible_truncation, reason = "the number may come round")]
        let wait = self.shared.waits.fetch_add(1, Ordering::SeqCst) as u32;
        let shared = Arc::downgrade(&self.shared);
        self.shared.work.when_done(Box::new(move || {
            if let Some(shared) = shared.upgrade() {
                shared.finish_wait(wait);
            }
        }));
        wait
    }

    /// The waits that are over, everything before them having been delivered to whoever listens.
    pub fn take_finished(&self, listening: Listening) -> Vec<u32> {
        // Locked before the queues are looked at: what a wait that is on this list waits for has been queued.
        let mut finished = self.shared.finished.lock().unwrap_or_else(PoisonError::into_inner);
        if self.shared.telemetry.has_level_change() {
            return Vec::new();
        }
        let (host, client) = self.shared.telemetry.first_positions();
        let messages = [self.shared.outbox.first_position(), client].into_iter().filter(|_| listening.messages);
        let events = [host].into_iter().filter(|_| listening.telemetry);
        let delivered = messages.chain(events).flatten().min().unwrap_or(u64::MAX);
        let count = finished.iter().take_while(|(_, position)| *position <= delivered).count();
        finished.drain(..count).map(|(wait, _)| wait).collect()
    }

    /// Ends the server: nothing more comes out of it. What cannot be aborted goes on detached.
    pub fn stop(&self) {
        self.shared.telemetry.stop();
        configuration::session_closed(&self.shared, self.shared.telemetry.take_message());
        self.shared.outbox.clear();
        let mut tasks = {
            let mut tasks = self.shared.tasks.lock().unwrap_or_else(PoisonError::into_inner);
            self.shared.is_stopped.store(true, Ordering::SeqCst);
            std::mem::take(&mut *tasks)
        };
        tasks.abort_all();
        tasks.detach_all();
        self.shared.programs.stop();
        self.shared.background.close();
    }

    /// Ends the programs that run, and starts none any more: the process ends without stopping the server.
    pub fn end_programs(&self) {
        self.shared.programs.stop_at_exit();
    }

    #[cfg(feature = "testing")]
    pub fn testing(&self) -> Testing<'_> {
        let Shared { telemetry, clock, threads, background, .. } = &*self.shared;
        Testing { telemetry, clock, threads, late: background.late() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn due(&self) -> Due {
        self.due.fetch_add(1, Ordering::SeqCst);
        Due { count: Arc::clone(&self.due), notify: Arc::clone(&self.notify) }
    }

    /// Numbers what has come, and has the dispatcher handle it in turn.
    fn enqueue(&self, incoming: Incoming) {
        let take = || Taken { origin: self.telemetry.take_message(), busy: self.work.begin() };
        self.intake.enqueue(incoming, take);
    }

    /// Runs a task until the server stops.
    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> AbortHandle {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        let task = tasks.spawn_on(task, &self.runtime);
        if self.is_stopped.load(Ordering::SeqCst) {
            task.abort();
        }
        task
    }

    /// Notes that a document is parsed.
    #[cfg_attr(not(feature = "testing"), expect(clippy::unused_self, reason = "only tests count"))]
    fn count_parse(&self) {
        #[cfg(feature = "testing")]
        self.parses.fetch_add(1, Ordering::SeqCst);
    }

    fn session_is_up(&self) {
        self.session_up.store(true, Ordering::SeqCst);
        self.warn_of_misunderstood();
    }

    fn session_is_down(&self) {
        self.session_up.store(false, Ordering::SeqCst);
    }

    fn is_session_up(&self) -> bool {
        self.session_up.load(Ordering::SeqCst)
    }

    /// Tells the client whose statement was not understood; kept until there is a client to tell.
    fn warn_of_misunderstood(&self) {
        if !self.is_session_up() {
            return;
        }
        for source in self.telemetry.take_invalid_sources() {
            let described = source.described();
            self.outbox.warn(format!("candor: what {described} states was not understood; it counts as off"));
        }
    }

    fn finish_wait(&self, wait: u32) {
        let mut finished = self.finished.lock().unwrap_or_else(PoisonError::into_inner);
        // Under the lock, so that positions rise along the list.
        finished.push_back((wait, self.outbox.next_position()));
        drop(finished);
        (self.notify)();
    }
}
