//! Requests for the settings section of the host's choice, while a session runs.
//!
//! These requests have nothing to do with telemetry. They are separate requests, and nothing waits for them. Whatever is
//! answered changes settings only. A request that fails changes nothing, and an answer that is late counts as long as no
//! later request was answered.

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

/// Requests that may be unanswered. More would only be superseded.
const MAX_PENDING: usize = 64;

/// The number of a request, in the order in which they were made. Never sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SettingsRequestId(u64);

impl SettingsRequestId {
    /// The number that JavaScript sees.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The request with a number that JavaScript returns.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

/// A request to the host's provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsRequest {
    /// Identifies the request in the answer.
    pub id: SettingsRequestId,
    /// The items of `workspace/configuration`, as JSON.
    pub items: String,
}

/// What the host and time contribute.
pub enum SettingsEvent {
    /// The host says that its settings changed.
    Changed,
    /// The host's provider answered with JSON; `None` if it failed.
    Answered(SettingsRequestId, Option<String>),
    /// A request has been unanswered for long.
    TimedOut(SettingsRequestId),
}

/// Requests settings and tracks unanswered requests.
pub struct SettingsRequests {
    state: Mutex<State>,
    surroundings: Surroundings,
    /// The section that is requested. Without one, nothing is.
    section: Option<String>,
    time_limit: Duration,
}

/// What the requests use of the server.
pub struct Surroundings {
    pub session: Arc<CurrentSession>,
    pub outbox: Arc<Outbox>,
    pub trace: Arc<Trace>,
    pub tasks: Arc<Tasks>,
    pub clock: Clock,
    /// Called when there is a request for the host's provider.
    pub notify: Notify,
    /// Has an event handled in its turn.
    pub enqueue: Arc<dyn Fn(SettingsEvent) + Send + Sync>,
}

#[derive(Default)]
struct State {
    has_provider: bool,
    can_ask_client: bool,
    last: SettingsRequestId,
    /// Unanswered requests, in order.
    pending: BTreeMap<SettingsRequestId, Pending>,
    requests: VecDeque<SettingsRequest>,
    /// What is wrong in the last answer, which was logged.
    problems: Vec<Problem>,
}

struct Pending {
    asked: Asked,
    time_limit: AbortHandle,
}

/// Who was asked, and so who can answer.
enum Asked {
    /// The host's provider, for which `idle()` waits until the time limit.
    Provider { activity: Option<ActivityGuard> },
    /// The client; `idle()` does not wait for its answers.
    Client(RequestId),
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.time_limit.abort();
    }
}

impl SettingsRequests {
    pub fn new(options: &Options, surroundings: Surroundings) -> Self {
        let section = options.settings_section.clone();
        Self { state: Mutex::default(), surroundings, section, time_limit: options.pull_timeout }
    }

    pub fn take_request(&self) -> Option<SettingsRequest> {
        self.lock().requests.pop_front()
    }

    /// `initialize` was handled. Only a client that declares `workspace.configuration` is ever asked.
    pub fn session_opened(&self, can_ask_client: bool) {
        self.lock().can_ask_client = can_ask_client;
    }

    /// Whether there is somebody from whom settings are requested.
    pub fn can_request(&self) -> bool {
        self.can_request_in(&self.lock())
    }

    fn can_request_in(&self, state: &State) -> bool {
        self.section.is_some() && (state.has_provider || state.can_ask_client)
    }

    /// The session was shut down or closed: nobody is asked any more, and no answer counts.
    pub fn session_closed(&self) {
        let mut state = self.lock();
        state.can_ask_client = false;
        state.problems.clear();
        state.requests.clear();
        let pending = std::mem::take(&mut state.pending);
        drop(state);
        drop(pending);
    }

    /// The host set a provider, or removed it. Answers under way do not count. Returns what is stated from now on, if
    /// the provider that was removed leaves nobody to ask.
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

    /// The session is up, or settings changed: requests them.
    pub fn changed(&self, context: RequestContext) {
        self.request(&mut self.lock(), context);
    }

    /// The client answered a request. Returns what it states, if the answer counts.
    pub fn client_answered(&self, request: &RequestId, result: Option<&Value>) -> Option<StatedSettings> {
        let ended = {
            let mut state = self.lock();
            let is_asked = |pending: &Pending| matches!(&pending.asked, Asked::Client(asked) if asked == request);
            let id = state.pending.iter().find(|(_, pending)| is_asked(pending)).map(|(id, _)| *id)?;
            state.end_until(id)
        };
        let answer = match result {
            Some(result) => self.read(result),
            None => self.keep("the client answered with an error"),
        };
        drop(ended);
        answer
    }

    /// The host's provider answered a request. Returns what it states, if the answer counts, and the context for what
    /// follows: `idle()` waits for it if it has waited for the answer.
    pub fn provider_answered(
        &self,
        id: SettingsRequestId,
        answer: Option<&str>,
        context: RequestContext,
    ) -> Option<(StatedSettings, RequestContext)> {
        let mut ended = {
            let mut state = self.lock();
            let pending = state.pending.get(&id);
            if !pending.is_some_and(|pending| matches!(pending.asked, Asked::Provider { .. })) {
                return None;
            }
            state.end_until(id)
        };
        let answer = match answer.map(serde_json::from_str::<Value>) {
            Some(Ok(section)) => self.read(&json!([section])),
            Some(Err(_)) => self.keep("the answer is not JSON, or is nested too deeply"),
            None => self.keep("the configuration provider failed"),
        };
        let waiting = match ended.get_mut(&id).map(|pending| &mut pending.asked) {
            Some(Asked::Provider { activity }) => activity.take(),
            Some(Asked::Client(_)) | None => None,
        };
        let context = match waiting {
            Some(activity) => RequestContext { activity, ..context },
            None => context,
        };
        answer.map(|stated| (stated, context))
    }

    /// A request has been unanswered for long. A late answer still counts.
    pub fn timed_out(&self, id: SettingsRequestId) {
        let activity = {
            let mut state = self.lock();
            match state.pending.get_mut(&id).map(|pending| &mut pending.asked) {
                None => return,
                Some(Asked::Provider { activity }) => activity.take(),
                Some(Asked::Client(_)) => None,
            }
        };
        let seconds = self.time_limit.as_secs_f64();
        self.keep(&format!("there was no answer within {seconds} s"));
        drop(activity);
    }

    /// Reads an answer: an array with the section, which is missing if it is null.
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

    /// Logs why an answer does not count.
    fn keep(&self, reason: &str) -> Option<StatedSettings> {
        let section = self.section.as_deref().unwrap_or_default();
        let message = format!("candor: kept the current settings of `{section}`: {reason}");
        self.surroundings.outbox.warn(message);
        None
    }

    /// Logs what is wrong in an answer, unless it is the same as in the last one.
    fn log(&self, problems: Vec<Problem>) {
        let section = self.section.as_deref().unwrap_or_default();
        let mut state = self.lock();
        if state.problems == problems {
            return;
        }
        state.problems = problems;
        for Problem { path, reason } in &state.problems {
            let problem = Problem { path: format!("{section}.{path}"), reason: reason.clone() };
            self.surroundings.outbox.warn(format!("candor: ignored a setting: {}", problem.describe()));
        }
    }

    /// Requests the section from the provider or the client, if there is one that can be asked now.
    fn request(&self, state: &mut State, context: RequestContext) {
        let Surroundings { session, outbox, trace, tasks, clock, notify, enqueue } = &self.surroundings;
        let Some(section) = &self.section else { return };
        if !matches!(session.phase(), SessionPhase::Initialized(_)) {
            return;
        }
        let asked = if state.has_provider {
            Asked::Provider { activity: Some(context.activity) }
        } else if state.can_ask_client {
            // Without randomness, an id could be guessed and the request answered by others.
            let Some(request) = RequestId::random() else { return };
            Asked::Client(request)
        } else {
            return trace.explain(|| {
                Explanation::new("did not request settings: the client does not support `workspace/configuration`")
            });
        };
        state.last = SettingsRequestId(state.last.0 + 1);
        let id = state.last;
        let items = json!([{ "section": section }]);
        match &asked {
            Asked::Provider { .. } => {
                trace.explain(|| Explanation::new("requested the settings from the configuration provider"));
                state.requests.push_back(SettingsRequest { id, items: items.to_string() });
                notify();
            }
            Asked::Client(request) => {
                trace.explain(|| Explanation::new("requested the settings from the client"));
                outbox.request(request, "workspace/configuration", Some(&json!({ "items": items })));
            }
        }
        let (over, enqueue) = (clock.sleep(self.time_limit), Arc::clone(enqueue));
        let time_limit = tasks.spawn(async move {
            over.await;
            enqueue(SettingsEvent::TimedOut(id));
        });
        state.pending.insert(id, Pending { asked, time_limit });
        while state.pending.len() > MAX_PENDING {
            state.pending.pop_first();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Ends a request and those before it. `idle()` goes on waiting as long as what is returned lives.
    fn end_until(&mut self, id: SettingsRequestId) -> BTreeMap<SettingsRequestId, Pending> {
        let later = self.pending.split_off(&SettingsRequestId(id.0 + 1));
        std::mem::replace(&mut self.pending, later)
    }
}
