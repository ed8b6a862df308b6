//! Requests the settings section that the host names, during a session.
//!
//! These requests are independent of telemetry. They are separate requests, and nothing waits for them. Their answers
//! change settings only. A request that fails changes nothing, and a late answer is accepted if no later request was
//! answered.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::AbortHandle;

use crate::platform::Clock;
use crate::server::options::Options;
use crate::server::rpc::activity::ActivityGuard;
use crate::server::rpc::outbox::{Outbox, RequestId};
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::{Explanation, Trace};
use crate::server::session::phase::{CurrentSession, SessionPhase};
use crate::server::settings::StatedSettings;
use crate::server::settings::parse::{self, Keys, Problem};
use crate::server::work::tasks::Tasks;
use crate::telemetry::Notify;

/// The maximum number of unanswered requests. When there are more, the oldest ones are dropped, because later answers
/// supersede theirs.
const MAX_PENDING: usize = 64;

/// The number of a request, in the order in which requests are made. Never sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SettingsRequestId(u64);

impl SettingsRequestId {
    /// Returns the number that JavaScript sees.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Creates the id from a number that JavaScript returns.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

/// A request to the host's provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsRequest {
    /// Identifies the request when it is answered.
    pub id: SettingsRequestId,
    /// The items of `workspace/configuration`, as JSON.
    pub items: String,
}

/// Events about the settings: from the host, and expired time limits.
pub enum SettingsEvent {
    /// The host reports a change of its settings.
    Changed,
    /// The host's provider answered with JSON; `None` if it failed.
    Answered(SettingsRequestId, Option<String>),
    /// A request exceeded its time limit.
    TimedOut(SettingsRequestId),
}

/// Requests settings and tracks unanswered requests.
pub struct SettingsRequests {
    state: Mutex<State>,
    services: RequestServices,
    /// The section to request. Without a section, nothing is requested.
    section: Option<String>,
    time_limit: Duration,
}

/// The parts of the server that the requests use.
pub struct RequestServices {
    pub session: Arc<CurrentSession>,
    pub outbox: Arc<Outbox>,
    pub trace: Arc<Trace>,
    pub tasks: Arc<Tasks>,
    pub clock: Clock,
    /// Called when there is a request for the host's provider.
    pub notify: Notify,
    /// Adds an event to the queue of the dispatcher.
    pub enqueue: Arc<dyn Fn(SettingsEvent) + Send + Sync>,
}

#[derive(Default)]
struct State {
    has_provider: bool,
    can_ask_client: bool,
    last: SettingsRequestId,
    /// The requests without an answer, in order.
    pending: BTreeMap<SettingsRequestId, Pending>,
    requests: VecDeque<SettingsRequest>,
    /// The problems of the last answer, which have been logged.
    problems: Vec<Problem>,
}

struct Pending {
    target: RequestTarget,
    time_limit: AbortHandle,
}

/// The receiver of a request, and so the only party that can answer it.
enum RequestTarget {
    /// The host's provider, for which `idle()` waits until the time limit.
    Provider { activity: Option<ActivityGuard> },
    /// The client; `idle()` does not wait for its responses.
    Client(RequestId),
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.time_limit.abort();
    }
}

impl SettingsRequests {
    pub fn new(options: &Options, services: RequestServices) -> Self {
        let section = options.settings_section.clone();
        Self { state: Mutex::default(), services, section, time_limit: options.pull_timeout }
    }

    pub fn take_request(&self) -> Option<SettingsRequest> {
        self.lock().requests.pop_front()
    }

    /// Handles `initialize`. Requests are sent only to a client that declares `workspace.configuration`.
    pub fn session_opened(&self, can_ask_client: bool) {
        self.lock().can_ask_client = can_ask_client;
    }

    /// Whether settings can be requested from the host's provider or the client.
    pub fn can_request(&self) -> bool {
        self.can_request_in(&self.lock())
    }

    fn can_request_in(&self, state: &State) -> bool {
        self.section.is_some() && (state.has_provider || state.can_ask_client)
    }

    /// Handles the end of a session: no further request is sent, and no answer is accepted.
    pub fn session_closed(&self) {
        let mut state = self.lock();
        state.can_ask_client = false;
        state.problems.clear();
        state.requests.clear();
        let pending = std::mem::take(&mut state.pending);
        drop(state);
        drop(pending);
    }

    /// Handles a new or removed provider. Pending answers are discarded. Returns the settings that apply from now on,
    /// if there is no party left from which settings can be requested.
    pub fn set_provider(&self, has_provider: bool) -> Option<StatedSettings> {
        let mut state = self.lock();
        let could_request = self.can_request_in(&state);
        state.has_provider = has_provider;
        let is_left = could_request && !self.can_request_in(&state);
        if is_left {
            state.problems.clear();
        }
        state.requests.clear();
        let pending = std::mem::take(&mut state.pending);
        drop(state);
        drop(pending);
        is_left.then(StatedSettings::default)
    }

    /// Requests the settings: the session has begun, or the settings have changed.
    pub fn changed(&self, context: RequestContext) {
        self.request(&mut self.lock(), context);
    }

    /// Handles the client's response to a request. Returns the settings that it states, if it is accepted.
    pub fn client_answered(&self, request: &RequestId, result: Option<&Value>) -> Option<StatedSettings> {
        let ended = {
            let mut state = self.lock();
            let is_answered =
                |pending: &Pending| matches!(&pending.target, RequestTarget::Client(sent) if sent == request);
            let id = state.pending.iter().find(|(_, pending)| is_answered(pending)).map(|(id, _)| *id)?;
            state.end_until(id)
        };
        let answer = match result {
            Some(result) => self.read(result),
            None => self.keep("the client answered with an error"),
        };
        drop(ended);
        answer
    }

    /// Handles the answer of the host's provider to a request. Returns the settings that it states, if it is accepted,
    /// and the context for work that follows: if `idle()` has waited for the answer, it waits for that work, too.
    pub fn provider_answered(
        &self,
        id: SettingsRequestId,
        answer: Option<&str>,
        context: RequestContext,
    ) -> Option<(StatedSettings, RequestContext)> {
        let mut ended = {
            let mut state = self.lock();
            let pending = state.pending.get(&id);
            if !pending.is_some_and(|pending| matches!(pending.target, RequestTarget::Provider { .. })) {
                return None;
            }
            state.end_until(id)
        };
        let answer = match answer.map(serde_json::from_str::<Value>) {
            Some(Ok(section)) => self.read(&json!([section])),
            Some(Err(_)) => self.keep("the answer is not JSON, or is nested too deeply"),
            None => self.keep("the configuration provider failed"),
        };
        let waiting = match ended.get_mut(&id).map(|pending| &mut pending.target) {
            Some(RequestTarget::Provider { activity }) => activity.take(),
            Some(RequestTarget::Client(_)) | None => None,
        };
        let context = match waiting {
            Some(activity) => RequestContext { activity, ..context },
            None => context,
        };
        answer.map(|stated| (stated, context))
    }

    /// Handles that a request exceeded its time limit. A late answer is still accepted.
    pub fn timed_out(&self, id: SettingsRequestId) {
        let activity = {
            let mut state = self.lock();
            match state.pending.get_mut(&id).map(|pending| &mut pending.target) {
                None => return,
                Some(RequestTarget::Provider { activity }) => activity.take(),
                Some(RequestTarget::Client(_)) => None,
            }
        };
        let seconds = self.time_limit.as_secs_f64();
        self.keep(&format!("there was no answer within {seconds} s"));
        drop(activity);
    }

    /// Reads an answer: an array with the section. A section that is null is missing.
    fn read(&self, result: &Value) -> Option<StatedSettings> {
        let section = match result {
            Value::Null => &Value::Null,
            Value::Array(items) => items.first().unwrap_or(&Value::Null),
            _ => return self.keep("the answer must be an array with one item"),
        };
        match section {
            Value::Null => {
                self.log(Vec::new());
                Some(StatedSettings::default())
            }
            Value::Object(members) => {
                let (stated, problems) = parse::parse(members, Keys::NestedOrDotted);
                self.log(problems);
                Some(stated)
            }
            _ => self.keep("the section must be an object"),
        }
    }

    /// Logs why an answer is not accepted.
    fn keep(&self, reason: &str) -> Option<StatedSettings> {
        let section = self.section.as_deref().unwrap_or_default();
        let message = format!("candor: kept the current settings of `{section}`: {reason}");
        self.services.outbox.warn(message);
        None
    }

    /// Logs the problems of an answer, unless they are the same as in the last one.
    fn log(&self, problems: Vec<Problem>) {
        let section = self.section.as_deref().unwrap_or_default();
        let mut state = self.lock();
        if state.problems == problems {
            return;
        }
        state.problems = problems;
        for Problem { path, reason } in &state.problems {
            let problem = Problem { path: format!("{section}.{path}"), reason: reason.clone() };
            self.services.outbox.warn(format!("candor: ignored a setting: {}", problem.describe()));
        }
    }

    /// Requests the section from the provider or the client, if one of them can be asked now.
    fn request(&self, state: &mut State, context: RequestContext) {
        let RequestServices { session, outbox, trace, tasks, clock, notify, enqueue } = &self.services;
        let Some(section) = &self.section else { return };
        if !matches!(session.phase(), SessionPhase::Initialized(_)) {
            return;
        }
        let target = if state.has_provider {
            RequestTarget::Provider { activity: Some(context.activity) }
        } else if state.can_ask_client {
            // Without randomness, another party could guess the id and answer the request.
            let Some(request) = RequestId::random() else { return };
            RequestTarget::Client(request)
        } else {
            return trace.explain(|| {
                Explanation::new("did not request settings: the client does not support `workspace/configuration`")
            });
        };
        state.last = SettingsRequestId(state.last.0 + 1);
        let id = state.last;
        let items = json!([{ "section": section }]);
        match &target {
            RequestTarget::Provider { .. } => {
                trace.explain(|| Explanation::new("requested the settings from the configuration provider"));
                state.requests.push_back(SettingsRequest { id, items: items.to_string() });
                notify();
            }
            RequestTarget::Client(request) => {
                trace.explain(|| Explanation::new("requested the settings from the client"));
                outbox.request(request, "workspace/configuration", Some(&json!({ "items": items })));
            }
        }
        let (over, enqueue) = (clock.sleep(self.time_limit), Arc::clone(enqueue));
        let time_limit = tasks.spawn(async move {
            over.await;
            enqueue(SettingsEvent::TimedOut(id));
        });
        state.pending.insert(id, Pending { target, time_limit });
        while state.pending.len() > MAX_PENDING {
            state.pending.pop_first();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Ends a request and all earlier ones. `idle()` continues to wait until the returned map is dropped.
    fn end_until(&mut self, id: SettingsRequestId) -> BTreeMap<SettingsRequestId, Pending> {
        let later = self.pending.split_off(&SettingsRequestId(id.0 + 1));
        std::mem::replace(&mut self.pending, later)
    }
}
