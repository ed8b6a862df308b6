//! The language server.
//!
//! A [`Server`] lives as long as the host needs it. It has sessions, one after the other, each from `initialize` to
//! `exit`.
//!
//! # Life of a message
//! - [`Server::send`] numbers a message and queues it ([`rpc`]).
//! - [`dispatcher`] takes one message at a time and calls its handler.
//! - [`handlers`] change the [`session`] and ask the languages through [`snapshot`], with types that [`protocol`]
//!   converts. [`diagnostics`] checks documents, one text at a time.
//! - Work that waits for the disk or takes long runs in the background ([`work`]).
//! - [`consent`] requests the telemetry level, [`settings_requests`] requests settings, and [`instrumentation`] records
//!   events.
//! - [`Server::take_message`] returns the next message for the client.
//!
//! # Layers
//! Each part uses only the parts before it: [`settings`], [`options`] and [`rpc`], [`protocol`], [`session`], [`work`],
//! [`consent`], [`settings_requests`], [`context`], [`snapshot`], [`diagnostics`], [`provider_schemas`],
//! [`instrumentation`], [`handlers`], [`incoming`] and [`dispatcher`].

mod consent;
mod context;
mod diagnostics;
mod dispatcher;
mod handlers;
mod incoming;
mod indexing;
pub mod instrumentation;
mod options;
mod protocol;
mod provider_schemas;
mod rpc;
mod session;
mod settings;
mod settings_requests;
mod snapshot;
#[cfg(feature = "testing")]
mod testing_hooks;
mod work;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

use tokio::runtime::Handle;

use crate::platform::terraform::Programs;
use crate::platform::{Clock, Environment};
use crate::telemetry::catalogue::declared::{DeclaredEvent, GivenValue, Refusal};
use crate::telemetry::catalogue::{ExtensionErrorEvent, Kind};
use crate::telemetry::gate::MessageSequence;
use crate::telemetry::level::LevelSetting;
use crate::telemetry::observation::Observer;
use crate::telemetry::{HostReport, Notify, PipelineContext, Status, Telemetry};

use consent::event::ConsentEvent;
use consent::explanations::TelemetryExplainer;
use consent::level_requests::{Configuration, RequestServices};
use context::{HostLookups, ServerContext};
use dispatcher::Dispatcher;
use incoming::Incoming;
use rpc::activity::ActivityTracker;
use rpc::intake::Intake;
use rpc::outbox::Outbox;
use rpc::pending_responses::PendingResponses;
use rpc::scanner;
use rpc::trace::{Trace, Verbosity};
use rpc::waits::Waits;
use session::phase::CurrentSession;
use settings_requests::{SettingsEvent, SettingsRequests};
use work::background::Background;
use work::host_lookup::HostLookup;
use work::recorder;
use work::tasks::Tasks;

pub use crate::languages::answers::HostQueryKind;
pub use consent::event::ConfigurationRequestId;
pub use consent::level_requests::ConfigurationRequest;
pub use consent::stated_level::Answer;
pub use options::{Options, Product, SchemaPrinting, TerraformOptions};
pub use protocol::commands::is_command_prefix;
pub use settings::{StatedSettings, parse as settings_parser};
pub use settings_requests::{SettingsRequest, SettingsRequestId};
#[cfg(feature = "testing")]
pub use testing_hooks::{hang, hanging};
pub use work::threads::Threads;

/// A running server. It stops when it is dropped.
pub struct Server {
    context: Arc<ServerContext>,
    intake: Arc<Intake<Incoming>>,
    activity: Arc<ActivityTracker>,
    pending: PendingResponses,
    waits: Arc<Waits>,
    #[cfg(feature = "testing")]
    threads: Threads,
}

/// The environment in which the server runs.
pub struct Host {
    /// The runtime that handles messages.
    pub runtime: Handle,
    /// The threads for work that waits for the disk or takes long.
    pub threads: Threads,
    /// The clock for time limits and expiry dates.
    pub clock: Clock,
    /// The environments that may state a telemetry level.
    pub environment: Vec<Environment>,
    /// Called from any thread when there is something to take.
    pub notify: Notify,
}

/// The parts of a server that tests can access.
#[cfg(feature = "testing")]
pub struct Testing<'a> {
    /// The telemetry pipeline.
    pub telemetry: &'a Arc<Telemetry>,
    /// The clock, which tests can move.
    pub clock: &'a crate::platform::Clock,
    /// The threads for background work.
    pub threads: &'a Threads,
    /// How often analyses and disk work exceeded their time limits.
    pub late: [usize; 2],
}

/// What the host listens to.
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
        let Host { runtime, threads, clock, environment, notify } = host;
        let positions = Arc::new(AtomicU64::new(0));
        let pipeline = PipelineContext {
            environment,
            clock: clock.clone(),
            positions: Arc::clone(&positions),
            notify: Arc::clone(&notify),
        };
        let telemetry = Arc::new(Telemetry::new(options.telemetry.clone(), pipeline));
        telemetry.watch_level();
        let outbox = Arc::new(Outbox::new(positions, Arc::clone(&notify)));
        let activity = Arc::new(ActivityTracker::default());
        let (intake, incoming) = Intake::new(Arc::clone(&telemetry), Arc::clone(&activity));
        let intake = Arc::new(intake);
        let tasks = Arc::new(Tasks::new(runtime));
        let background = Background::new(&threads, clock.clone(), Arc::clone(&tasks), Arc::clone(&outbox));
        let background = Arc::new(background);
        let (recorder, recorder_task) = recorder::channel(Arc::clone(&telemetry), Arc::clone(&background));
        let session = Arc::new(CurrentSession::default());
        let configured = options.log.as_deref().and_then(Verbosity::parse).unwrap_or_default();
        let trace = Arc::new(Trace::new(configured, Arc::clone(&outbox)));
        let explainer = Arc::new(TelemetryExplainer::new(Arc::clone(&trace)));
        telemetry.observe_with(Arc::clone(&explainer) as Arc<dyn Observer>);
        let (events, settings_events) = (Arc::clone(&intake), Arc::clone(&intake));
        let settings_services = settings_requests::RequestServices {
            session: Arc::clone(&session),
            outbox: Arc::clone(&outbox),
            trace: Arc::clone(&trace),
            tasks: Arc::clone(&tasks),
            clock: clock.clone(),
            notify: Arc::clone(&notify),
            enqueue: Arc::new(move |event| settings_events.enqueue(Incoming::Settings(event))),
        };
        let level_services = RequestServices {
            session: Arc::clone(&session),
            telemetry: Arc::clone(&telemetry),
            outbox: Arc::clone(&outbox),
            trace: Arc::clone(&trace),
            tasks: Arc::clone(&tasks),
            clock: clock.clone(),
            notify: Arc::clone(&notify),
            enqueue: Arc::new(move |event| events.enqueue(Incoming::Consent(event))),
        };
        let host_lookup = |kind| HostLookup::new(kind, Arc::clone(&notify), clock.clone());
        let host_lookups = HostLookups {
            image_tags: options.provides_image_tags.then(|| host_lookup(HostQueryKind::ImageTags)),
            registry_modules: options.provides_registry_modules.then(|| host_lookup(HostQueryKind::RegistryModules)),
        };
        let context = Arc::new(ServerContext {
            host_lookups,
            configuration: Configuration::new(&options, level_services),
            settings_requests: SettingsRequests::new(&options, settings_services),
            trace,
            explainer,
            options,
            clock,
            telemetry,
            outbox: Arc::clone(&outbox),
            session,
            tasks,
            background,
            recorder,
            programs: Programs::default(),
            has_reported_refusal: AtomicBool::new(false),
            #[cfg(feature = "testing")]
            parses: std::sync::atomic::AtomicUsize::new(0),
        });
        context.tasks.spawn(recorder_task.run());
        context.tasks.spawn(Dispatcher::new(Arc::clone(&context)).run(incoming));
        Self {
            context,
            intake,
            activity,
            pending: PendingResponses::new(Arc::clone(&notify)),
            waits: Arc::new(Waits::new(outbox, notify)),
            #[cfg(feature = "testing")]
            threads,
        }
    }

    /// Accepts a message from the client. Returns whether it may get a response: if it is a request, or not a valid
    /// message.
    pub fn send(&self, text: String) -> bool {
        let head = scanner::scan_head(&text);
        // A message whose method is not in its head may withdraw consent. After `exit`, nothing may be delivered to the
        // next listener until the events of the session are dropped.
        let concerns = |method| [scanner::CONFIGURATION_CHANGED, scanner::EXIT].contains(&method);
        let concerns = head.method.as_deref().is_none_or(concerns);
        let hold = concerns.then(|| self.context.telemetry.hold());
        let pending = (!head.is_notification).then(|| self.pending.add());
        self.intake.enqueue(Incoming::Message { text, hold, pending });
        !head.is_notification
    }

    /// Takes the next message for the client.
    pub fn take_message(&self) -> Option<String> {
        self.context.outbox.take(&self.context.telemetry)
    }

    /// Whether the client waits for a response that is not ready or, if it listens, not delivered.
    pub fn has_pending_responses(&self, listening: bool) -> bool {
        !self.pending.is_empty() || (listening && !self.context.outbox.is_empty())
    }

    /// Takes the next request for the host's provider.
    pub fn take_configuration_request(&self) -> Option<ConfigurationRequest> {
        self.context.configuration.take_configuration_request()
    }

    /// Accepts the provider's answer to a request; `None` if it failed.
    pub fn answer(&self, request: ConfigurationRequestId, answer: Option<Answer>) {
        self.enqueue(ConsentEvent::ProviderAnswered { request, answer });
    }

    /// Takes the next query for one of the host's providers.
    pub fn take_host_query(&self, kind: HostQueryKind) -> Option<String> {
        self.context.host_lookups.get(kind)?.take_request()
    }

    /// Accepts the answer of the host's provider to a query; `None` if it failed.
    pub fn answer_host_query(&self, kind: HostQueryKind, query: &str, answer: Option<Vec<String>>) {
        if let Some(lookup) = self.context.host_lookups.get(kind) {
            lookup.answer(query, answer);
        }
    }

    /// Takes the next request for settings for the host's provider.
    pub fn take_settings_request(&self) -> Option<SettingsRequest> {
        self.context.settings_requests.take_request()
    }

    /// Accepts the provider's answer to a request for settings, as JSON; `None` if it failed.
    pub fn answer_settings(&self, request: SettingsRequestId, answer: Option<String>) {
        self.intake.enqueue(Incoming::Settings(SettingsEvent::Answered(request, answer)));
    }

    /// Handles that settings may have changed, but not the telemetry level.
    pub fn settings_changed(&self) {
        self.intake.enqueue(Incoming::Settings(SettingsEvent::Changed));
    }

    /// Sets whether the host has a configuration provider.
    pub fn provide_configuration(&self, has_provider: bool) {
        self.enqueue(ConsentEvent::ProviderChanged { has_provider, hold: self.context.telemetry.hold() });
    }

    /// Handles that the answers of the configuration provider may have changed.
    pub fn configuration_changed(&self) {
        self.enqueue(ConsentEvent::ConfigurationChanged(self.context.telemetry.hold()));
    }

    /// Sets the level of the host; `None` withdraws it. It is in effect when this returns.
    pub fn state_level(&self, statement: Option<LevelSetting>) {
        self.context.telemetry.set_host_level(statement);
        self.context.configuration.warn_of_invalid_levels();
    }

    /// Whether a report of the host could reach a sink, or is checked in any case. Costs one read while the level is
    /// `off`, so call it before any work.
    pub fn may_record(&self) -> bool {
        self.context.telemetry.may_record()
    }

    /// Explains why an event of the host is not recorded while the level allows none, if explanations are requested.
    pub fn explain_unreported(&self, name: impl FnOnce() -> Option<String>) {
        let ServerContext { trace, telemetry, options, .. } = &*self.context;
        if trace.is_on() {
            let name = name();
            let declared = options.telemetry.declared.events().find(|event| Some(event.name()) == name.as_deref());
            let kind = declared.map_or(Kind::Usage, DeclaredEvent::kind);
            telemetry.explain_undelivered(declared.map(DeclaredEvent::name), kind, telemetry.now());
        }
    }

    /// Records an event that the host declared.
    ///
    /// # Errors
    /// Fails if the event does not match its declaration.
    pub fn record(&self, name: &str, given: &[(String, GivenValue)], begun: MessageSequence) -> Result<(), Refusal> {
        let recorded = self.context.telemetry.accept(name, given)?;
        self.report(HostReport::Event(recorded), begun);
        Ok(())
    }

    /// Returns the position of a report that begins now. Reading the reported values can call code of the host, which
    /// may withdraw consent and give it again; the report then belongs to the time before.
    pub fn begin_report(&self) -> MessageSequence {
        self.context.telemetry.now()
    }

    /// Counts an event of the host that could not be read.
    pub fn refuse_record(&self) {
        self.context.telemetry.refuse();
    }

    /// Returns the position of an error report that begins now, if it could reach a sink.
    pub fn begin_error_report(&self) -> Option<MessageSequence> {
        let (begun, telemetry) = (self.begin_report(), &self.context.telemetry);
        if telemetry.wants(Kind::Error, begun) {
            return Some(begun);
        }
        telemetry.explain_unwanted::<ExtensionErrorEvent>(begun);
        None
    }

    /// Whether recording an event that does not match its declaration is an error for the host.
    pub fn is_strict(&self) -> bool {
        self.context.options.telemetry.strict
    }

    /// Returns the names and kinds of the events that the host declared.
    pub fn declared_events(&self) -> Vec<(String, Kind)> {
        let events = self.context.options.telemetry.declared.events();
        events.map(|event| (event.name().to_owned(), event.kind())).collect()
    }

    /// Records a report of the host, if its kind is admitted now and was admitted when the report began.
    pub fn report(&self, report: HostReport, begun: MessageSequence) {
        let telemetry = &self.context.telemetry;
        if telemetry.wants(report.kind(), begun) {
            self.intake.enqueue(Incoming::Reported(report));
        } else {
            telemetry.explain_report(&report, begun);
        }
    }

    /// Returns the telemetry level, the source that decided it, and what was lost.
    pub fn status(&self) -> Status {
        self.context.telemetry.status()
    }

    /// Takes the next change of the level. While there is one, no message, event or finished wait can be taken.
    pub fn take_level_change(&self) -> Option<Status> {
        self.context.telemetry.take_level_change()
    }

    /// If `is_sealed`, delivers to the host only events that follow from messages accepted so far, until it is called
    /// with `false`.
    pub fn seal_telemetry(&self, is_sealed: bool) {
        if is_sealed {
            self.context.telemetry.seal_host_sink();
        } else {
            self.context.telemetry.unseal_host_sink();
        }
    }

    /// Takes up to `limit` events as the text of one JSON array. `None` if there are none to take now.
    pub fn take_telemetry(&self, limit: usize) -> Option<String> {
        self.context.telemetry.take_for_host(limit)
    }

    /// Returns the numbers of the events that were taken last, counted within their identities.
    pub fn sequences_of_taken(&self) -> Vec<u64> {
        self.context.telemetry.sequences_of_taken()
    }

    /// Returns the product that the host states.
    pub fn product(&self) -> Option<&Product> {
        self.context.options.product.as_ref()
    }

    /// Begins to wait until everything accepted so far is done. [`take_finished`] returns the number of the wait then.
    ///
    /// [`take_finished`]: Self::take_finished
    pub fn begin_wait(&self) -> u32 {
        let wait = self.waits.begin();
        let waits = Arc::downgrade(&self.waits);
        self.activity.when_done(Box::new(move || {
            if let Some(waits) = waits.upgrade() {
                waits.finish(wait);
            }
        }));
        wait
    }

    /// Takes the waits that are over: everything before them has been delivered to the listeners.
    pub fn take_finished(&self, listening: Listening) -> Vec<u32> {
        let ServerContext { telemetry, outbox, .. } = &*self.context;
        self.waits.take(|| {
            if telemetry.has_level_change() {
                return None;
            }
            let (host, client) = telemetry.first_positions();
            let messages = [outbox.first_position(), client].into_iter().filter(|_| listening.messages);
            let events = [host].into_iter().filter(|_| listening.telemetry);
            Some(messages.chain(events).flatten().min().unwrap_or(u64::MAX))
        })
    }

    /// Stops the server: no further output is delivered. Work that cannot be aborted continues detached.
    pub fn stop(&self) {
        let context = &self.context;
        context.telemetry.stop();
        context.session.close();
        context.end_requests(context.telemetry.take_message());
        context.outbox.clear();
        context.tasks.stop();
        context.programs.stop();
        context.background.close();
    }

    /// Ends the running programs and starts no more, because the process ends without stopping the server.
    pub fn end_programs(&self) {
        self.context.programs.stop_at_exit();
    }

    fn enqueue(&self, event: ConsentEvent) {
        self.intake.enqueue(Incoming::Consent(event));
    }

    /// Returns the parts that tests can access.
    #[cfg(feature = "testing")]
    pub fn testing(&self) -> Testing<'_> {
        let ServerContext { telemetry, clock, background, .. } = &*self.context;
        Testing { telemetry, clock, threads: &self.threads, late: background.late() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}
