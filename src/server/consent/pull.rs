//! Pulls: asking for the configuration, the order of the answers, their time limit, and the hold that lasts as long
//! as one is under way.
//!
//! Requests and answers are this server's own, not tower-lsp's: there a dropped future makes the late answer panic,
//! and an answer of the wrong shape is an error without a word.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;
use tokio::task::AbortHandle;

use crate::telemetry::Hold;
use crate::telemetry::gate::MessageSequence;

use crate::server::consent::settings::{Answer, Change};
use crate::server::context::ServerContext;
use crate::server::dispatcher::Incoming;
use crate::server::rpc::activity::ActivityGuard;
use crate::server::rpc::outbox::RequestId;
use crate::server::rpc::request_context::RequestContext;

/// The number of a pull, in the order in which they were begun. Never on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PullId(u64);

impl PullId {
    fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The number of a question to the host's provider. Only the host can answer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfigurationRequestId(PullId);

impl ConfigurationRequestId {
    /// The number that JavaScript sees.
    pub fn number(self) -> u64 {
        self.0.0
    }

    /// The request with a number that JavaScript returns.
    pub fn from_number(number: u64) -> Self {
        Self(PullId(number))
    }
}

/// A question to the host's provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationRequest {
    /// Identifies the request in the answer.
    pub id: ConfigurationRequestId,
    /// The items of `workspace/configuration`, as JSON.
    pub items: String,
}

#[derive(Default)]
pub struct Configuration {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    phase: Phase,
    has_provider: bool,
    /// The client declares `workspace.configuration`, or has used the array form.
    can_ask_client: bool,
    /// A change that came before `initialized`, when nobody may be asked yet.
    deferred: Option<Hold>,
    /// Pulls under way, in order.
    pulls: BTreeMap<PullId, Pull>,
    last_pull: PullId,
    /// Those of them in which the client was asked, by the ids on the wire.
    requests: HashMap<RequestId, PullId>,
    questions: VecDeque<ConfigurationRequest>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Closed,
    Opening,
    Initialized,
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
    /// The client; `idle()` does not wait for answers that it owes.
    Client(RequestId),
}

impl Drop for Pull {
    fn drop(&mut self) {
        self.time_limit.abort();
    }
}

impl Configuration {
    /// `initialize` was handled.
    pub fn session_opened(&self, can_ask_client: bool) {
        let mut state = self.lock();
        state.phase = Phase::Opening;
        state.can_ask_client = can_ask_client;
    }

    pub fn take_question(&self) -> Option<ConfigurationRequest> {
        self.lock().questions.pop_front()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `initialized` was handled: asks where there is something to ask.
pub fn initialized(server: &Arc<ServerContext>, hold: Hold, context: RequestContext) {
    let state = &mut *server.configuration.lock();
    if state.phase != Phase::Opening {
        return;
    }
    state.phase = Phase::Initialized;
    let changed = state.deferred.take();
    let unstated = !server.telemetry.client_stated();
    if state.has_provider || (state.can_ask_client && (unstated || changed.is_some())) {
        pull(server, state, hold, context);
    }
}

/// `shutdown` or `exit` was handled: nobody is asked any more, and a question that is still open counts as failed.
pub fn session_closed(server: &ServerContext, at: MessageSequence) {
    let mut state = server.configuration.lock();
    state.phase = Phase::Closed;
    state.can_ask_client = false;
    state.questions.clear();
    state.requests.clear();
    let (pulls, deferred) = (std::mem::take(&mut state.pulls), state.deferred.take());
    drop(state);
    if !pulls.is_empty() || deferred.is_some() {
        server.telemetry.client_failed(at);
    }
}

/// The client says that its configuration changed.
pub fn client_changed(server: &Arc<ServerContext>, change: Change, hold: Hold, context: RequestContext) {
    let mut state = server.configuration.lock();
    if state.phase == Phase::Closed {
        return;
    }
    state.can_ask_client |= change.lists_keys;
    if !change.concerns_level {
        return;
    }
    if state.has_provider || state.can_ask_client {
        ask_now_or_later(server, &mut state, hold, context);
        return;
    }
    drop(state);
    server.telemetry.set_client_level(change.statement, context.origin);
    server.warn_of_misunderstood();
}

/// The host says that the configuration changed.
pub fn host_changed(server: &Arc<ServerContext>, hold: Hold, context: RequestContext) {
    let mut state = server.configuration.lock();
    if state.has_provider || state.can_ask_client {
        ask_now_or_later(server, &mut state, hold, context);
    }
}

/// The host set a provider, or removed it: a change, and answers under way are discarded.
pub fn provider_changed(server: &Arc<ServerContext>, has_provider: bool, hold: Hold, context: RequestContext) {
    let at = context.origin;
    let mut state = server.configuration.lock();
    state.has_provider = has_provider;
    state.questions.clear();
    state.requests.clear();
    // Their holds end only after the new pull holds.
    let discarded = std::mem::take(&mut state.pulls);
    let can_ask = has_provider || state.can_ask_client;
    if can_ask {
        ask_now_or_later(server, &mut state, hold, context);
    }
    drop(state);
    if !can_ask && !discarded.is_empty() {
        server.telemetry.client_failed(at);
    }
    drop(discarded);
}

/// The client answered a request; `None` with an error. Answers that are late, overtaken, or to no request of ours
/// change nothing.
pub fn client_answered(
    server: &ServerContext,
    request: &RequestId,
    answer: impl FnOnce() -> Option<Answer>,
    at: MessageSequence,
) {
    let ended = {
        let mut state = server.configuration.lock();
        let Some(pull) = state.requests.get(request).copied() else { return };
        state.end_pulls(pull)
    };
    apply(server, answer(), at);
    drop(ended);
}

/// The host's provider answered a question; `None` where it failed.
pub fn provider_answered(
    server: &ServerContext,
    question: ConfigurationRequestId,
    answer: Option<Answer>,
    at: MessageSequence,
) {
    let ended = {
        let mut state = server.configuration.lock();
        let pull = state.pulls.get(&question.0);
        if !pull.is_some_and(|pull| matches!(pull.asked, Asked::Provider { .. })) {
            return;
        }
        state.end_pulls(question.0)
    };
    apply(server, answer, at);
    drop(ended);
}

/// Nobody answered in time.
pub fn timed_out(server: &ServerContext, pull: PullId, at: MessageSequence) {
    let ended = {
        let mut state = server.configuration.lock();
        if !state.pulls.contains_key(&pull) {
            return;
        }
        state.end_pulls(pull)
    };
    apply(server, None, at);
    drop(ended);
}

/// Puts an answer in force. The caller holds every delivery until this returns.
fn apply(server: &ServerContext, answer: Option<Answer>, at: MessageSequence) {
    match answer {
        Some(Answer::Stated(statement)) => server.telemetry.set_client_level(statement, at),
        Some(Answer::Nothing) => server.telemetry.client_answered_nothing(at),
        None => server.telemetry.client_failed(at),
    }
    server.warn_of_misunderstood();
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

fn ask_now_or_later(server: &Arc<ServerContext>, state: &mut State, hold: Hold, context: RequestContext) {
    match state.phase {
        Phase::Closed => {}
        Phase::Opening => state.deferred = Some(hold),
        Phase::Initialized => pull(server, state, hold, context),
    }
}

fn pull(server: &Arc<ServerContext>, state: &mut State, hold: Hold, context: RequestContext) {
    let RequestContext { origin, activity, .. } = context;
    let asked = if state.has_provider {
        Some(Asked::Provider { _activity: activity })
    } else {
        RequestId::random().map(Asked::Client)
    };
    // Without randomness an id could be guessed, and whoever guesses it could answer: then nobody is asked.
    let Some(asked) = asked else { return server.telemetry.client_failed(origin) };
    let id = state.last_pull.next();
    state.last_pull = id;
    let limit = {
        let server = Arc::clone(server);
        let over = server.clock.sleep(server.options.pull_timeout);
        async move {
            over.await;
            server.enqueue(Incoming::PullTimedOut(id));
        }
    };
    let time_limit = server.spawn(limit);
    let items = json!([{ "section": server.options.section }]);
    match &asked {
        Asked::Provider { .. } => {
            state
                .questions
                .push_back(ConfigurationRequest { id: ConfigurationRequestId(id), items: items.to_string() });
            (server.notify)();
        }
        Asked::Client(request) => {
            state.requests.insert(request.clone(), id);
            server.outbox.request(request, "workspace/configuration", Some(&json!({ "items": items })));
        }
    }
    state.pulls.insert(id, Pull { _hold: hold, asked, time_limit });
}
