//! Asks the host for the tags of images. A completion waits for an answer for a limited time; an answer that comes later
//! counts for the next one. No other message waits.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::platform::Clock;
use crate::telemetry::Notify;

/// How long a completion waits for the host.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// Images whose tags are kept. When there are more, all are requested again.
const MAX_IMAGES: usize = 200;

/// The most requests that may wait for the host's answer.
const MAX_PENDING: usize = 32;

/// How long a request waits for the host's answer. After that, the host is asked again.
const MAX_PENDING_TIME: Duration = Duration::from_secs(30);

/// How long tags are kept: new ones may be published.
const MAX_KNOWN_TIME: Duration = Duration::from_secs(10 * 60);

/// Bytes of the name of an image.
const MAX_NAME_LEN: usize = 500;

/// Tags of an image that are kept.
const MAX_TAGS: usize = 1_000;

/// What the host knows about the tags of images.
pub struct ImageTags {
    state: Mutex<State>,
    /// Called when there is a request for the host.
    notify: Notify,
    clock: Clock,
}

#[derive(Default)]
struct State {
    known: HashMap<String, Known>,
    /// The requests that the host has not answered, by their images.
    pending: HashMap<String, Pending>,
    /// Images that the host has not been asked about yet.
    requests: VecDeque<String>,
}

struct Known {
    tags: Arc<[String]>,
    since: Duration,
}

struct Pending {
    since: Duration,
    /// The completions that wait.
    waiters: Vec<oneshot::Sender<Arc<[String]>>>,
}

impl State {
    /// Removes what is too old.
    fn expire(&mut self, now: Duration) {
        self.known.retain(|_, known| now.saturating_sub(known.since) < MAX_KNOWN_TIME);
        let before = self.pending.len();
        self.pending.retain(|_, pending| now.saturating_sub(pending.since) < MAX_PENDING_TIME);
        if self.pending.len() < before {
            let pending = &self.pending;
            self.requests.retain(|image| pending.contains_key(image));
        }
    }
}

impl ImageTags {
    pub fn new(notify: Notify, clock: Clock) -> Self {
        Self { state: Mutex::default(), notify, clock }
    }

    /// The tags of an image. `None` if the host does not know, or not in time.
    pub async fn get(&self, image: &str) -> Option<Arc<[String]>> {
        let waiter = {
            let now = self.clock.now();
            let mut state = self.lock();
            state.expire(now);
            if let Some(known) = state.known.get(image) {
                return Some(Arc::clone(&known.tags));
            }
            let is_new = !state.pending.contains_key(image);
            if image.len() > MAX_NAME_LEN || (is_new && state.pending.len() >= MAX_PENDING) {
                return None;
            }
            if is_new {
                state.requests.push_back(image.to_owned());
            }
            let new = || Pending { since: now, waiters: Vec::new() };
            let waiters = &mut state.pending.entry(image.to_owned()).or_insert_with(new).waiters;
            waiters.retain(|waiter| !waiter.is_closed());
            let (answered, waiter) = oneshot::channel();
            waiters.push(answered);
            waiter
        };
        (self.notify)();
        tokio::select! {
            tags = waiter => tags.ok(),
            () = self.clock.sleep(MAX_WAIT) => None,
        }
    }

    /// Takes the next request for the tags of an image.
    pub fn take_request(&self) -> Option<String> {
        self.lock().requests.pop_front()
    }

    /// Accepts the host's answer; `None` if it failed. Without any tag, it is asked again for the next completion.
    pub fn answer(&self, image: &str, tags: Option<Vec<String>>) {
        let mut tags = tags.unwrap_or_default();
        tags.retain(|tag| is_tag(tag));
        tags.truncate(MAX_TAGS);
        let now = self.clock.now();
        let mut state = self.lock();
        let Some(Pending { waiters, .. }) = state.pending.remove(image) else { return };
        if tags.is_empty() {
            return;
        }
        if state.known.len() >= MAX_IMAGES {
            state.known.clear();
        }
        let tags: Arc<[String]> = tags.into();
        state.known.insert(image.to_owned(), Known { tags: Arc::clone(&tags), since: now });
        for waiter in waiters {
            // It may have stopped waiting.
            let _ = waiter.send(Arc::clone(&tags));
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
