//! Pulls: requests for the configuration, the order of the answers, their time limit, and the hold that lasts as long
//! as one is under way.
//!
//! Requests and answers are this server's own, not tower-lsp's: there a dropped future makes the late answer panic,
//! and an answer of the wrong type is dropped silently.

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

/// A question to the host's provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationRequest {
    /// Identifies the request in the answer.
    pub id: ConfigurationRequestId,
    /// The items of `workspace/configuration`, as JSON.
    pub items: String,
}

/// What the server knows of the configuration, and whom it has asked for it.
pub struct Configuration {
    state: Mutex<State>,
    surroundings: Surroundings,
    /// The configuration section whose `telemetry` key holds the level.
    section: String,
    pull_timeout: Duration,
}

/// What the configuration uses of the server.
pub struct Surroundings {
    pub session: Arc<CurrentSession>,
    pub telemetry: Arc<Telemetry>,
    pub outbox: Arc<Outbox>,
    pub trace: Arc<Trace>,
    pub tasks: Arc<Tasks>,
    pub clock: Clock,
    /// Called when there is a question for the host's provider.
    pub notify: Notify,
    /// Has an event handled in its turn.
    pub enqueue: Arc<dyn Fn(ConsentEvent) + Send + Sync>,
}

#[derive(Default)]
struct State {
    has_provider: bool,
    /// The client declares `workspace.configuration`, or has used the array form.
    can_ask_client: bool,
    /// A change that came before `initialized`, when nobody may be asked yet.
    deferred: Option<Hold>,
    /// Pulls under way, in order.
    pulls: BTreeMap<PullId, Pull>,
    last_pull: PullId,
    /// The pulls for which the client was asked, by the ids of the requests.
    requests: HashMap<RequestId, PullId>,
    questions: VecDeque<ConfigurationRequest>,
}

struct Pull {
    _hold: Hold,
    asked: Asked,
    time_limit: AbortHandle,
}

/// Who was asked, and so who can answer.
enum Asked {
    /// The host's provider, for which `idle()` waits.
    Provider { _activity: ActivityGuard },
    /// The client; `idle()` does not wait for its answers.
    Client(RequestId),
}

impl Drop for Pull {
    fn drop(&mut self) {
        self.time_limit.abort();
    }
}

impl Configuration {
    pub fn new(options: &Options, surroundings: Surroundings) -> Self {
        let Options { section, pull_timeout, .. } = options;
        Self { state: Mutex::default(), surroundings, section: section.clone(), pull_timeout: *pull_timeout }
    }

    pub fn take_question(&self) -> Option<ConfigurationRequest> {
        self.lock().questions.pop_front()
    }

    /// `initialize` was handled.
    pub fn session_opened(&self, can_ask_client: bool) {
        self.lock().can_ask_client = can_ask_client;
    }

    /// `initialized` was handled: asks if there is something to ask.
    pub fn session_initialized(&self, hold: Hold, context: RequestContext) {
        let state = &mut *self.lock();
        let changed = state.deferred.take();
        let unstated = !self.surroundings.telemetry.client_stated();
        if state.has_provider || (state.can_ask_client && (unstated || changed.is_some())) {
            self.pull(state, hold, context);
        }
    }

    /// The session was shut down or closed: nobody is asked any more, and a question that is still open counts as
    /// failed.
    pub fn session_closed(&self, at: MessageSequence) {
        let mut state = self.lock();
        state.can_ask_client = false;
        state.questions.clear();
        state.requests.clear();
        let (pulls, deferred) = (std::mem::take(&mut state.pulls), state.deferred.take());
        drop(state);
        if !pulls.is_empty() || deferred.is_some() {
            self.surroundings.telemetry.client_failed(at);
        }
    }

    /// Handles what the host or time contributes.
    pub fn handle(&self, event: ConsentEvent, context: RequestContext) {
        match event {
            ConsentEvent::ConfigurationChanged(hold) => self.host_changed(hold, context),
            ConsentEvent::ProviderChanged { has_provider, hold } => self.provider_changed(has_provider, hold, context),
            ConsentEvent::ProviderAnswered { question, answer } => {
                self.provider_answered(question, answer, context.origin);
            }
            ConsentEvent::PullTimedOut(pull) => self.timed_out(pull, context.origin),
        }
    }

    /// The client says that its configuration changed.
    pub fn client_changed(&self, change: Change, hold: Hold, context: RequestContext) {
        let mut state = self.lock();
        if self.surroundings.session.active().is_none() {
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
        self.surroundings.telemetry.set_client_level(change.statement, context.origin);
        self.warn_of_invalid_levels();
    }

    fn host_changed(&self, hold: Hold, context: RequestContext) {
        let mut state = self.lock();
        if state.has_provider || state.can_ask_client {
            self.ask_now_or_later(&mut state, hold, context);
        }
    }

    /// Counts as a change, and answers under way are discarded.
    fn provider_changed(&self, has_provider: bool, hold: Hold, context: RequestContext) {
        let at = context.origin;
        let mut state = self.lock();
        state.has_provider = has_provider;
        state.questions.clear();
        state.requests.clear();
        // Their holds end only after the new pull holds.
        let discarded = std::mem::take(&mut state.pulls);
        let can_ask = has_provider || state.can_ask_client;
        if can_ask {
            self.ask_now_or_later(&mut state, hold, context);
        }
        drop(state);
        if !can_ask && !discarded.is_empty() {
            self.surroundings.telemetry.client_failed(at);
        }
        drop(discarded);
    }

    /// The client answered a request; `None` with an error. Answers that are late, overtaken, or to no request of this
    /// server change nothing.
    pub fn client_answered(&self, request: &RequestId, answer: impl FnOnce() -> Option<Answer>, at: MessageSequence) {
        let ended = {
            let mut state = self.lock();
            let Some(pull) = state.requests.get(request).copied() else { return };
            state.end_pulls(pull)
        };
        self.apply(answer(), at);
        drop(ended);
    }

    fn provider_answered(&self, question: ConfigurationRequestId, answer: Option<Answer>, at: MessageSequence) {
        let ended = {
            let mut state = self.lock();
            let pull = state.pulls.get(&question.0);
            if !pull.is_some_and(|pull| matches!(pull.asked, Asked::Provider { .. })) {
                return;
            }
            state.end_pulls(question.0)
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

    /// Puts an answer in force. The caller holds every delivery until this returns.
    fn apply(&self, answer: Option<Answer>, at: MessageSequence) {
        let Surroundings { telemetry, trace, .. } = &self.surroundings;
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

    /// Logs which sources state an invalid level. Before `initialized`, the warnings are kept.
    pub fn warn_of_invalid_levels(&self) {
        let Surroundings { session, telemetry, outbox, .. } = &self.surroundings;
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

    /// The phase is read under the lock of the state: once a closed session was cleared, no pull begins for it.
    fn ask_now_or_later(&self, state: &mut State, hold: Hold, context: RequestContext) {
        match self.surroundings.session.phase() {
            SessionPhase::Uninitialized | SessionPhase::ShutDown => {}
            SessionPhase::Opening(_) => state.deferred = Some(hold),
            SessionPhase::Initialized(_) => self.pull(state, hold, context),
        }
    }

    fn pull(&self, state: &mut State, hold: Hold, context: RequestContext) {
        let Surroundings { telemetry, outbox, tasks, clock, notify, enqueue, .. } = &self.surroundings;
        let RequestContext { origin, activity, .. } = context;
        let asked = if state.has_provider {
            Some(Asked::Provider { _activity: activity })
        } else {
            RequestId::random().map(Asked::Client)
        };
        // Without randomness, an id could be guessed and the request answered by others: then nobody is asked.
        let Some(asked) = asked else { return telemetry.client_failed(origin) };
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
        self.surroundings.trace.explain(|| {
            let asked = if state.has_provider { "configuration provider" } else { "client" };
            Explanation::new(format!("requested the telemetry level from the {asked}; events wait for the answer"))
        });
        let items = json!([{ "section": self.section }]);
        match &asked {
            Asked::Provider { .. } => {
                let request = ConfigurationRequest { id: ConfigurationRequestId(id), items: items.to_string() };
                state.questions.push_back(request);
                notify();
            }
            Asked::Client(request) => {
                state.requests.insert(request.clone(), id);
                outbox.request(request, "workspace/configuration", Some(&json!({ "items": items })));
            }
        }
        state.pulls.insert(id, Pull { _hold: hold, asked, time_limit });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Ends a pull and those that it overtakes. Their holds last as long as what is returned.
    fn end_pulls(&mut self, pull: PullId) -> BTreeMap<PullId, Pull> {
        let later = self.pulls.split_off(&pull.next());
        let ended = std::mem::replace(&mut self.pulls, later);
        for pull in ended.values() {
            if let Asked::Client(request) = &pull.asked {
                self.requests.remove(request);
            }
        }
        ended
    }
}
