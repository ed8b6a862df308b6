//! Requests what the host knows and this server does not, because it has no network: tags of images, and modules of a
//! registry. A completion waits a limited time for the answer. A later answer is used for the next completion. No other
//! message waits.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::languages::answers::HostQueryKind;
use crate::platform::Clock;
use crate::telemetry::Notify;

/// The maximum time that a completion waits for the host.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// The maximum number of queries whose answers are kept. When there are more, all of them are sent again.
const MAX_KNOWN: usize = 200;

/// The maximum number of requests that may wait for the host's answer.
const MAX_PENDING: usize = 32;

/// The maximum time that a request waits for the host's answer. After that, it may be sent again.
const MAX_PENDING_TIME: Duration = Duration::from_secs(30);

/// The maximum time that an answer is kept, because new tags and modules may be published.
const MAX_KNOWN_TIME: Duration = Duration::from_secs(10 * 60);

/// The maximum length of a query, and of the address of a module, in bytes.
const MAX_QUERY_LEN: usize = 500;

/// The maximum number of words that are kept of an answer.
const MAX_WORDS: usize = 1_000;

/// The answers of one of the host's providers.
pub struct HostLookup {
    /// Whether a text can be a word of an answer. Other texts are dropped.
    is_valid: fn(&str) -> bool,
    state: Mutex<State>,
    /// Called when there is a request for the host.
    notify: Notify,
    clock: Clock,
}

#[derive(Default)]
struct State {
    known: HashMap<String, Known>,
    /// The requests that the host has not answered, by query.
    pending: HashMap<String, Pending>,
    /// The queries that the host has not taken yet.
    requests: VecDeque<String>,
}

struct Known {
    words: Arc<[String]>,
    since: Duration,
}

struct Pending {
    since: Duration,
    /// The waiting completions.
    waiters: Vec<oneshot::Sender<Arc<[String]>>>,
}

impl State {
    /// Removes answers and requests that are too old.
    fn expire(&mut self, now: Duration) {
        self.known.retain(|_, known| now.saturating_sub(known.since) < MAX_KNOWN_TIME);
        let before = self.pending.len();
        self.pending.retain(|_, pending| now.saturating_sub(pending.since) < MAX_PENDING_TIME);
        if self.pending.len() < before {
            let pending = &self.pending;
            self.requests.retain(|query| pending.contains_key(query));
        }
    }
}

impl HostLookup {
    pub fn new(kind: HostQueryKind, notify: Notify, clock: Clock) -> Self {
        let is_valid = match kind {
            HostQueryKind::ImageTags => is_tag,
            HostQueryKind::RegistryModules => is_module_address,
        };
        Self { is_valid, state: Mutex::default(), notify, clock }
    }

    /// Returns the answer to a query. `None` if the host knows none or does not answer in time.
    pub async fn get(&self, query: &str) -> Option<Arc<[String]>> {
        let waiter = {
            let now = self.clock.now();
            let mut state = self.lock();
            state.expire(now);
            if let Some(known) = state.known.get(query) {
                return Some(Arc::clone(&known.words));
            }
            let is_new = !state.pending.contains_key(query);
            if query.len() > MAX_QUERY_LEN || (is_new && state.pending.len() >= MAX_PENDING) {
                return None;
            }
            if is_new {
                state.requests.push_back(query.to_owned());
            }
            let new = || Pending { since: now, waiters: Vec::new() };
            let waiters = &mut state.pending.entry(query.to_owned()).or_insert_with(new).waiters;
            waiters.retain(|waiter| !waiter.is_closed());
            let (sender, waiter) = oneshot::channel();
            waiters.push(sender);
            waiter
        };
        (self.notify)();
        tokio::select! {
            words = waiter => words.ok(),
            () = self.clock.sleep(MAX_WAIT) => None,
        }
    }

    /// Takes the next query for the host.
    pub fn take_request(&self) -> Option<String> {
        self.lock().requests.pop_front()
    }

    /// Accepts the host's answer; `None` if it failed. If it contains no valid word, the next completion sends the query
    /// again.
    pub fn answer(&self, query: &str, words: Option<Vec<String>>) {
        let mut words = words.unwrap_or_default();
        words.retain(|word| (self.is_valid)(word));
        words.truncate(MAX_WORDS);
        let now = self.clock.now();
        let mut state = self.lock();
        let Some(Pending { waiters, .. }) = state.pending.remove(query) else { return };
        if words.is_empty() {
            return;
        }
        if state.known.len() >= MAX_KNOWN {
            state.known.clear();
        }
        let words: Arc<[String]> = words.into();
        state.known.insert(query.to_owned(), Known { words: Arc::clone(&words), since: now });
        for waiter in waiters {
            // The receiver may have stopped waiting.
            let _ = waiter.send(Arc::clone(&words));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a text can be the tag of an image.
fn is_tag(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=128).contains(&text.len())
        && text.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-'))
        && text.bytes().next().is_some_and(is_word)
}

/// Whether a text can be the address of a module in a registry: `[HOST/]NAMESPACE/NAME/SYSTEM`, which the path of a
/// submodule can follow after `//`: <https://developer.hashicorp.com/terraform/language/modules/sources>.
fn is_module_address(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_name = |part: &str| !part.is_empty() && part.bytes().all(is_word);
    let is_host = |host: &str| host.contains('.') && host.split('.').all(is_name);
    let is_folder =
        |part: &str| !matches!(part, "" | "." | "..") && part.bytes().all(|byte| is_word(byte) || byte == b'.');
    let (module, folder) = match text.split_once("//") {
        Some((module, folder)) => (module, Some(folder)),
        None => (text, None),
    };
    let parts: Vec<&str> = module.split('/').collect();
    let is_module = match parts[..] {
        [host, ref names @ ..] if names.len() == 3 => is_host(host) && names.iter().copied().all(is_name),
        ref names => names.len() == 3 && names.iter().copied().all(is_name),
    };
    text.len() <= MAX_QUERY_LEN && is_module && folder.is_none_or(|folder| folder.split('/').all(is_folder))
}
