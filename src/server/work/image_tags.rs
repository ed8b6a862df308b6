//! Requests the tags of images from the host. A completion waits a limited time for the answer. A later answer is used
//! for the next completion. No other message waits.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::platform::Clock;
use crate::telemetry::Notify;

/// The maximum time that a completion waits for the host.
const MAX_WAIT: Duration = Duration::from_secs(1);

/// The maximum number of images whose tags are kept. When there are more, all of them are requested again.
const MAX_IMAGES: usize = 200;

/// The maximum number of requests that may wait for the host's answer.
const MAX_PENDING: usize = 32;

/// The maximum time that a request waits for the host's answer. After that, it may be sent again.
const MAX_PENDING_TIME: Duration = Duration::from_secs(30);

/// The maximum time that tags are kept, because new ones may be published.
const MAX_KNOWN_TIME: Duration = Duration::from_secs(10 * 60);

/// The maximum length of an image name, in bytes.
const MAX_NAME_LEN: usize = 500;

/// The maximum number of tags that are kept for an image.
const MAX_TAGS: usize = 1_000;

/// The tags of images that the host knows.
pub struct ImageTags {
    state: Mutex<State>,
    /// Called when there is a request for the host.
    notify: Notify,
    clock: Clock,
}

#[derive(Default)]
struct State {
    known: HashMap<String, Known>,
    /// The requests that the host has not answered, by image.
    pending: HashMap<String, Pending>,
    /// The images whose requests the host has not taken yet.
    requests: VecDeque<String>,
}

struct Known {
    tags: Arc<[String]>,
    since: Duration,
}

struct Pending {
    since: Duration,
    /// The waiting completions.
    waiters: Vec<oneshot::Sender<Arc<[String]>>>,
}

impl State {
    /// Removes tags and requests that are too old.
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

    /// Returns the tags of an image. `None` if the host does not know them or does not answer in time.
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
            let (sender, waiter) = oneshot::channel();
            waiters.push(sender);
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

    /// Accepts the host's answer; `None` if it failed. If it contains no valid tag, the next completion requests the
    /// tags again.
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
            // The receiver may have stopped waiting.
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
