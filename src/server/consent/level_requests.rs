//! Pulls: requests for the configuration, the order of their answers, their time limit, and the hold that lasts while a
//! pull is pending.
//!
//! The server sends these requests and reads their responses itself, without tower-lsp: if a future of tower-lsp is
//! dropped, a late response makes it panic, and it silently drops a response of the wrong type.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::json;
use tokio::task::AbortHandle;

use crate::platform::Clock;
use crate::server::consent::event::{ConfigurationRequestId, ConsentEvent, PullId};
use crate::server::consent::stated_level::{Answer, Change};
use crate::server::options::Options;
use crate::server::rpc::activity::ActivityGuard;
use crate::server::rpc::outbox::{Outbox, RequestId};
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::{Explanation, Trace};
use crate::server::session::phase::{CurrentSession, SessionPhase};
use crate::server::work::tasks::Tasks;
use crate::telemetry::gate::MessageSequence;
use crate::telemetry::level::LevelSetting;
use crate::telemetry::{Hold, Notify, Telemetry};

/// A request to the host's provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationRequest {
    /// Identifies the request when it is answered.
    pub id: ConfigurationRequestId,
    /// The items of `workspace/configuration`, as JSON.
    pub items: String,
}

/// The state of the requests for the configuration.
pub struct Configuration {
    state: Mutex<State>,
    services: RequestServices,
    /// The configuration section whose `telemetry` key holds the level.
    section: String,
    pull_timeout: Duration,
}

/// The parts of the server that the configuration uses.
pub struct RequestServices {
    pub session: Arc<CurrentSession>,
    pub telemetry: Arc<Telemetry>,
    pub outbox: Arc<Outbox>,
    pub trace: Arc<Trace>,
    pub tasks: Arc<Tasks>,
    pub clock: Clock,
    /// Called when there is a request for the host's provider.
    pub notify: Notify,
    /// Adds an event to the queue of the dispatcher.
    pub enqueue: Arc<dyn Fn(ConsentEvent) + Send + Sync>,
}

#[derive(Default)]
struct State {
    has_provider: bool,
    /// The client declares `workspace.configuration`, or has sent an array of keys in `didChangeConfiguration`.
    can_ask_client: bool,
    /// A change that was reported before `initialized`, when no request may be sent yet.
    deferred: Option<Hold>,
    /// Pending pulls, in order.
    pulls: BTreeMap<PullId, Pull>,
    last_pull: PullId,
    /// The pulls that were sent to the client, by the ids of the requests.
    requests: HashMap<RequestId, PullId>,
    /// The requests that the host has not taken yet.
    provider_requests: VecDeque<ConfigurationRequest>,
}

struct Pull {
    _hold: Hold,
    target: RequestTarget,
    time_limit: AbortHandle,
}

/// The receiver of a request, and so the only party that can answer it.
enum RequestTarget {
    /// The host's provider, for which `idle()` waits.
    Provider { _activity: ActivityGuard },
    /// The client; `idle()` does not wait for its responses.
    Client(RequestId),
}

impl Drop for Pull {
    fn drop(&mut self) {
        self.time_limit.abort();
    }
}

impl Configuration {
    pub fn new(options: &Options, services: RequestServices) -> Self {
        let Options { section, pull_timeout, .. } = options;
        Self { state: Mutex::default(), services, section: section.clone(), pull_timeout: *pull_timeout }
    }

    pub fn take_configuration_request(&self) -> Option<ConfigurationRequest> {
        self.lock().provider_requests.pop_front()
    }

    /// Handles `initialize`.
    pub fn session_opened(&self, can_ask_client: bool) {
        self.lock().can_ask_client = can_ask_client;
    }

    /// Handles `initialized`: requests the level if there is something to request.
    pub fn session_initialized(&self, hold: Hold, context: RequestContext) {
        let state = &mut *self.lock();
        let changed = state.deferred.take();
        let unstated = !self.services.telemetry.client_stated();
        if state.has_provider || (state.can_ask_client && (unstated || changed.is_some())) {
            self.pull(state, hold, context);
        }
    }

    /// Handles the end of a session: no further request is sent, and a pending one counts as failed.
    pub fn session_closed(&self, at: MessageSequence) {
        let mut state = self.lock();
        state.can_ask_client = false;
        state.provider_requests.clear();
        state.requests.clear();
        let (pulls, deferred) = (std::mem::take(&mut state.pulls), state.deferred.take());
        drop(state);
        if !pulls.is_empty() || deferred.is_some() {
            self.services.telemetry.client_failed(at);
        }
    }

    /// Handles an event from the host or an expired time limit.
    pub fn handle(&self, event: ConsentEvent, context: RequestContext) {
        match event {
            ConsentEvent::ConfigurationChanged(hold) => self.host_changed(hold, context),
            ConsentEvent::ProviderChanged { has_provider, hold } => self.provider_changed(has_provider, hold, context),
            ConsentEvent::ProviderAnswered { request, answer } => {
                self.provider_answered(request, answer, context.origin);
            }
            ConsentEvent::PullTimedOut(pull) => self.timed_out(pull, context.origin),
        }
    }

    /// Handles a change of the configuration that the client reports.
    pub fn client_changed(&self, change: Change, hold: Hold, context: RequestContext) {
        let mut state = self.lock();
        if self.services.session.active().is_none() {
            return;
        }
        state.can_ask_client |= change.lists_keys;
        if !change.concerns_level {
            return;
        }
        if state.has_provider || state.can_ask_client {
            self.ask_now_or_later(&mut state, hold, context);
            return;
        }
        drop(state);
        self.services.telemetry.set_client_level(change.statement, context.origin);
        self.warn_of_invalid_levels();
    }

    fn host_changed(&self, hold: Hold, context: RequestContext) {
        let mut state = self.lock();
        if state.has_provider || state.can_ask_client {
            self.ask_now_or_later(&mut state, hold, context);
        }
    }

    /// Handles a new or removed provider. It counts as a change, and pending answers are discarded.
    fn provider_changed(&self, has_provider: bool, hold: Hold, context: RequestContext) {
        let at = context.origin;
        let mut state = self.lock();
        state.has_provider = has_provider;
        state.provider_requests.clear();
        state.requests.clear();
        // The holds of the discarded pulls end only after the new pull holds delivery.
        let discarded = std::mem::take(&mut state.pulls);
        let can_ask = has_provider || state.can_ask_client;
        if can_ask {
            self.ask_now_or_later(&mut state, hold, context);
        }
        drop(state);
        if !can_ask && !discarded.is_empty() {
            self.services.telemetry.client_failed(at);
        }
        drop(discarded);
    }

    /// Handles the client's response to a request; `None` if it is an error. A response that is late, overtaken by a
    /// later one, or to an unknown request has no effect.
    pub fn client_answered(&self, request: &RequestId, answer: impl FnOnce() -> Option<Answer>, at: MessageSequence) {
        let ended = {
            let mut state = self.lock();
            let Some(pull) = state.requests.get(request).copied() else { return };
            state.end_pulls(pull)
        };
        self.apply(answer(), at);
        drop(ended);
    }

    fn provider_answered(&self, request: ConfigurationRequestId, answer: Option<Answer>, at: MessageSequence) {
        let ended = {
            let mut state = self.lock();
            let pull = state.pulls.get(&request.0);
            if !pull.is_some_and(|pull| matches!(pull.target, RequestTarget::Provider { .. })) {
                return;
            }
            state.end_pulls(request.0)
        };
        self.apply(answer, at);
        drop(ended);
    }

    fn timed_out(&self, pull: PullId, at: MessageSequence) {
        let ended = {
            let mut state = self.lock();
            if !state.pulls.contains_key(&pull) {
                return;
            }
            state.end_pulls(pull)
        };
        self.apply(None, at);
        drop(ended);
    }

    /// Applies an answer. The caller holds every delivery until this returns.
    fn apply(&self, answer: Option<Answer>, at: MessageSequence) {
        let RequestServices { telemetry, trace, .. } = &self.services;
        trace.explain(|| {
            Explanation::new(match answer {
                Some(Answer::Stated(LevelSetting::Level(level))) => {
                    format!("the configuration sets the telemetry level to `{}`", level.as_str())
                }
                Some(Answer::Stated(LevelSetting::Invalid)) => {
                    "the configuration sets an invalid telemetry level, which counts as `off`".to_owned()
                }
                Some(Answer::Nothing) => "the configuration sets no telemetry level".to_owned(),
                None => "the request for the telemetry level failed or timed out, which counts as `off`".to_owned(),
            })
        });
        match answer {
            Some(Answer::Stated(statement)) => telemetry.set_client_level(statement, at),
            Some(Answer::Nothing) => telemetry.client_answered_nothing(at),
            None => telemetry.client_failed(at),
        }
        self.warn_of_invalid_levels();
    }

    /// Logs which sources state an invalid level. Before `initialized`, the warnings are deferred.
    pub fn warn_of_invalid_levels(&self) {
        let RequestServices { session, telemetry, outbox, .. } = &self.services;
        if !session.is_initialized() {
            return;
        }
        for source in telemetry.take_invalid_sources() {
            let described = source.described();
            outbox.warn(format!(
                "candor: invalid telemetry level in {described}, treated as `off`; use `off`, `error` or `all`"
            ));
        }
    }

    /// The phase is read while the state is locked, so no pull begins for a session that has been closed.
    fn ask_now_or_later(&self, state: &mut State, hold: Hold, context: RequestContext) {
        match self.services.session.phase() {
            SessionPhase::Uninitialized | SessionPhase::ShutDown => {}
            SessionPhase::Opening(_) => state.deferred = Some(hold),
            SessionPhase::Initialized(_) => self.pull(state, hold, context),
        }
    }

    fn pull(&self, state: &mut State, hold: Hold, context: RequestContext) {
        let RequestServices { telemetry, outbox, tasks, clock, notify, enqueue, .. } = &self.services;
        let RequestContext { origin, activity, .. } = context;
        let target = if state.has_provider {
            Some(RequestTarget::Provider { _activity: activity })
        } else {
            RequestId::random().map(RequestTarget::Client)
        };
        // Without randomness, another party could guess the id and answer the request, so no request is sent.
        let Some(target) = target else { return telemetry.client_failed(origin) };
        let id = state.last_pull.next();
        state.last_pull = id;
        let limit = {
            let enqueue = Arc::clone(enqueue);
            let over = clock.sleep(self.pull_timeout);
            async move {
                over.await;
                enqueue(ConsentEvent::PullTimedOut(id));
            }
        };
        let time_limit = tasks.spawn(limit);
        self.services.trace.explain(|| {
            let party = if state.has_provider { "configuration provider" } else { "client" };
            Explanation::new(format!("requested the telemetry level from the {party}; events wait for the answer"))
        });
        let items = json!([{ "section": self.section }]);
        match &target {
            RequestTarget::Provider { .. } => {
                let request = ConfigurationRequest { id: ConfigurationRequestId(id), items: items.to_string() };
                state.provider_requests.push_back(request);
                notify();
            }
            RequestTarget::Client(request) => {
                state.requests.insert(request.clone(), id);
                outbox.request(request, "workspace/configuration", Some(&json!({ "items": items })));
            }
        }
        state.pulls.insert(id, Pull { _hold: hold, target, time_limit });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Ends a pull and all earlier ones, which it overtakes. Their holds last until the returned map is dropped.
    fn end_pulls(&mut self, pull: PullId) -> BTreeMap<PullId, Pull> {
        let later = self.pulls.split_off(&pull.next());
        let ended = std::mem::replace(&mut self.pulls, later);
        for pull in ended.values() {
            if let RequestTarget::Client(request) = &pull.target {
                self.requests.remove(request);
            }
        }
        ended
    }
}
