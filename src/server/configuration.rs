//! Pulls: asking for the configuration, the order of the answers, their time limit, and the hold that lasts as long
//! as one is under way.
//!
//! Requests and answers are this server's own, not tower-lsp's: there a dropped future makes the late answer panic,
//! and an answer of the wrong shape is an error without a word.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tokio::task::AbortHandle;

use crate::telemetry::Hold;
use crate::telemetry::gate::Origin;
use crate::telemetry::level::Statement;

use super::Shared;
use super::work::Busy;

/// A question to the host's provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: u64,
    /// The items of `workspace/configuration`, as JSON.
    pub items: String,
}

/// What caused a pull, and is kept until it is over.
pub struct Cause {
    pub hold: Hold,
    pub busy: Busy,
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
    early: Option<Hold>,
    /// Pulls under way by the number of their request.
    pulls: BTreeMap<u64, Pull>,
    questions: VecDeque<Question>,
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
    /// The host's provider is waited for by `idle()`; an answer that the client owes is not.
    _busy: Option<Busy>,
    time_limit: AbortHandle,
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

    pub fn take_question(&self) -> Option<Question> {
        self.lock().questions.pop_front()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `initialized` was handled: asks where there is something to ask.
pub fn initialized(shared: &Arc<Shared>, cause: Cause) {
    let state = &mut *shared.configuration.lock();
    if state.phase != Phase::Opening {
        return;
    }
    state.phase = Phase::Initialized;
    let changed = state.early.take();
    let unstated = !shared.telemetry.client_stated();
    if state.has_provider || (state.can_ask_client && (unstated || changed.is_some())) {
        pull(shared, state, cause);
    }
}

/// `shutdown` or `exit` was handled: nobody is asked any more, and a question that is still open counts as failed.
pub fn session_closed(shared: &Shared, at: Origin) {
    let mut state = shared.configuration.lock();
    state.phase = Phase::Closed;
    state.can_ask_client = false;
    state.questions.clear();
    let (pulls, early) = (std::mem::take(&mut state.pulls), state.early.take());
    drop(state);
    if !pulls.is_empty() || early.is_some() {
        shared.telemetry.client_failed(at);
    }
}

/// The client says that its configuration changed. `params` may have any shape, or be missing.
pub fn client_changed(shared: &Arc<Shared>, params: Option<&Value>, origin: Origin, cause: Cause) {
    let section = &shared.options.section;
    let settings = params.and_then(|params| params.get("settings")).unwrap_or(&Value::Null);
    let mut state = shared.configuration.lock();
    if state.phase == Phase::Closed {
        return;
    }
    state.can_ask_client |= settings.is_array();
    if !can_concern(settings, section) {
        return;
    }
    if state.has_provider || state.can_ask_client {
        ask_now_or_later(shared, &mut state, cause);
        return;
    }
    drop(state);
    if let Some(statement) = pushed_statement(settings, section) {
        shared.telemetry.state_client(statement, origin);
        shared.warn_of_misunderstood();
    }
}

/// The client says that its configuration changed, in a text that cannot be read. Where it cannot be asked, whether it
/// takes consent back cannot be known, so it does.
pub fn client_changed_unreadably(shared: &Arc<Shared>, origin: Origin, cause: Cause) {
    let mut state = shared.configuration.lock();
    if state.phase == Phase::Closed {
        return;
    }
    if state.has_provider || state.can_ask_client {
        ask_now_or_later(shared, &mut state, cause);
        return;
    }
    drop(state);
    shared.telemetry.state_client(Statement::NotUnderstood, origin);
    shared.warn_of_misunderstood();
}

/// The host says that the configuration changed.
pub fn host_changed(shared: &Arc<Shared>, cause: Cause) {
    let mut state = shared.configuration.lock();
    if state.has_provider || state.can_ask_client {
        ask_now_or_later(shared, &mut state, cause);
    }
}

/// The host set a provider, or removed it: a change, and answers under way are discarded.
pub fn provider_changed(shared: &Arc<Shared>, has_provider: bool, cause: Cause) {
    let mut state = shared.configuration.lock();
    state.has_provider = has_provider;
    state.questions.clear();
    // Their holds end only after the new pull holds.
    let discarded = std::mem::take(&mut state.pulls);
    let can_ask = has_provider || state.can_ask_client;
    if can_ask {
        ask_now_or_later(shared, &mut state, cause);
    }
    drop(state);
    if !can_ask && !discarded.is_empty() {
        shared.telemetry.client_failed(shared.telemetry.take_message());
    }
    drop(discarded);
}

/// Somebody answered request `id`. Answers that are late, overtaken or to no request of ours change nothing.
pub fn answered(shared: &Arc<Shared>, id: u64, result: Result<Value, ()>, origin: Origin) {
    let Some(ended) = end_pulls(shared, id) else { return };
    match result.map(|result| read_answer(&result)) {
        Ok(Answer::Stated(statement)) => shared.telemetry.state_client(statement, origin),
        Ok(Answer::Nothing) => shared.telemetry.client_answered_nothing(origin),
        Err(()) => shared.telemetry.client_failed(origin),
    }
    shared.warn_of_misunderstood();
    // The hold ends when the answer is in force.
    drop(ended);
}

/// Ends the pull `id` and those that it overtakes. `None` when it is not under way.
fn end_pulls(shared: &Shared, id: u64) -> Option<BTreeMap<u64, Pull>> {
    let mut state = shared.configuration.lock();
    if !state.pulls.contains_key(&id) {
        return None;
    }
    let later = state.pulls.split_off(&(id + 1));
    Some(std::mem::replace(&mut state.pulls, later))
}

fn ask_now_or_later(shared: &Arc<Shared>, state: &mut State, cause: Cause) {
    match state.phase {
        Phase::Closed => {}
        Phase::Opening => state.early = Some(cause.hold),
        Phase::Initialized => pull(shared, state, cause),
    }
}

fn pull(shared: &Arc<Shared>, state: &mut State, cause: Cause) {
    let id = shared.next_request();
    let items = json!([{ "section": shared.options.section }]);
    let limit = {
        let shared = Arc::clone(shared);
        let over = shared.clock.sleep(shared.options.pull_timeout);
        async move {
            over.await;
            let origin = shared.telemetry.take_message();
            answered(&shared, id, Err(()), origin);
        }
    };
    let time_limit = shared.spawn(limit);
    let busy = state.has_provider.then_some(cause.busy);
    state.pulls.insert(id, Pull { _hold: cause.hold, _busy: busy, time_limit });
    if state.has_provider {
        state.questions.push_back(Question { id, items: items.to_string() });
        (shared.notify)();
    } else {
        shared.outbox.request(id, "workspace/configuration", Some(&json!({ "items": items })));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Stated(Statement),
    /// The answer says nothing about telemetry.
    Nothing,
}

fn read_answer(result: &Value) -> Answer {
    let section = match result {
        Value::Null => return Answer::Nothing,
        Value::Array(items) => items.first().unwrap_or(&Value::Null),
        Value::Object(section) if !section.contains_key("telemetry") => return Answer::Nothing,
        _ => return Answer::Stated(Statement::NotUnderstood),
    };
    match section {
        Value::Null => Answer::Nothing,
        Value::Object(section) => {
            section.get("telemetry").map_or(Answer::Nothing, |level| Answer::Stated(Statement::of_value(level)))
        }
        // A string is the level itself; anything else is not understood.
        level => Answer::Stated(Statement::of_value(level)),
    }
}

/// Whether `settings` may tell of a change of `<section>.telemetry`.
fn can_concern(settings: &Value, section: &str) -> bool {
    let key: Vec<&str> = section.split('.').chain(["telemetry"]).collect();
    let names = |name: &str| name.split('.').zip(&key).all(|(part, expected)| part == *expected);
    match settings {
        Value::Array(names_of_keys) => names_of_keys.iter().any(|name| name.as_str().is_none_or(names)),
        Value::Object(members) => members.is_empty() || members.keys().any(|name| names(name)),
        _ => true,
    }
}

/// The lowest level that `settings` hold for the section, in every mixture of nesting and dotted keys. A section
/// without a level states `off`; `None` where there is no section.
fn pushed_statement(settings: &Value, section: &str) -> Option<Statement> {
    let sections = at_path(settings, section);
    let levels = sections
        .iter()
        .flat_map(|value| match value {
            Value::Object(_) => at_path(value, "telemetry"),
            _ => Vec::new(),
        })
        .chain(at_path(settings, &format!("{section}.telemetry")))
        .map(Statement::of_value);
    Statement::lowest(levels).or_else(|| sections.first().map(|_| Statement::NotUnderstood))
}

/// Every value that stands at the dotted `path`, whichever of its dots are nesting and whichever are spelt out.
fn at_path<'value>(value: &'value Value, path: &str) -> Vec<&'value Value> {
    let Value::Object(members) = value else { return Vec::new() };
    let exact = members.get(path).into_iter();
    let deeper = path
        .match_indices('.')
        .flat_map(|(dot, _)| members.get(&path[..dot]).map_or_else(Vec::new, |inner| at_path(inner, &path[dot + 1..])));
    exact.chain(deeper).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::level::Level;

    #[test]
    fn only_shapes_that_cannot_concern_the_level_are_passed_over() {
        let concerning = [
            json!(null),
            json!({}),
            json!(1),
            json!("x"),
            json!(true),
            json!(["docker.lsp.telemetry"]),
            json!(["a", "docker"]),
            json!(["docker.lsp"]),
            json!(["docker.lsp.telemetry.level"]),
            json!([1]),
            json!([null]),
            json!([["x"]]),
            json!({"docker": {}}),
            json!({"docker.lsp": 1}),
            json!({"docker.lsp.telemetry": "all"}),
            json!({"a": 1, "docker": null}),
        ];
        for settings in concerning {
            assert!(can_concern(&settings, "docker.lsp"), "{settings}");
        }
        for settings in [
            json!([]),
            json!(["docker.lsp2"]),
            json!(["docker.lsp.experimental"]),
            json!({"editor": {}}),
            json!(["telemetry"]),
        ] {
            assert!(!can_concern(&settings, "docker.lsp"), "{settings}");
        }
    }

    #[test]
    fn a_pushed_level_is_found_in_every_mixture_and_the_lowest_counts() {
        let understood = |level| Some(Statement::Understood(level));
        let table = [
            (json!({"docker": {"lsp": {"telemetry": "all"}}}), understood(Level::All)),
            (json!({"docker.lsp": {"telemetry": "error"}}), understood(Level::Error)),
            (json!({"docker": {"lsp.telemetry": "all"}}), understood(Level::All)),
            (json!({"docker.lsp.telemetry": "all"}), understood(Level::All)),
            (json!({"docker.lsp.telemetry": "all", "docker": {"lsp": {"telemetry": "off"}}}), understood(Level::Off)),
            (json!({"docker.lsp.telemetry": "ALL"}), Some(Statement::NotUnderstood)),
            (json!({"docker": {"lsp": {"telemetry": null}}}), Some(Statement::NotUnderstood)),
            (json!({"docker": {"lsp": {}}}), Some(Statement::NotUnderstood)),
            (json!({"docker": {"lsp": null}}), Some(Statement::NotUnderstood)),
            (json!({"docker": {"other": 1}}), None),
            (json!({"docker": {}}), None),
            (json!({}), None),
            (json!(null), None),
        ];
        for (settings, expected) in table {
            assert_eq!(pushed_statement(&settings, "docker.lsp"), expected, "{settings}");
        }
    }

    #[test]
    fn answers_are_read_as_the_contract_says() {
        for nothing in [json!(null), json!([]), json!([null]), json!([{}]), json!([{"x": 1}]), json!({})] {
            assert_eq!(read_answer(&nothing), Answer::Nothing, "{nothing}");
        }
        let stated = |level| Answer::Stated(Statement::Understood(level));
        assert_eq!(read_answer(&json!([{"telemetry": "all"}])), stated(Level::All));
        assert_eq!(read_answer(&json!(["error"])), stated(Level::Error));
        assert_eq!(read_answer(&json!([{"telemetry": "off"}, {"telemetry": "all"}])), stated(Level::Off));
        let odd = [
            json!([{"telemetry": null}]),
            json!([{"telemetry": ["all"]}]),
            json!([["all"]]),
            json!([1]),
            json!([true]),
            json!("all"),
            json!(1),
            json!({"telemetry": "all"}),
            json!([{"telemetry": "All"}]),
            json!([""]),
        ];
        for answer in odd {
            assert_eq!(read_answer(&answer), Answer::Stated(Statement::NotUnderstood), "{answer}");
        }
    }
}
