//! The calls of `idle()` that wait until everything before them is done and delivered.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::server::rpc::outbox::Outbox;
use crate::telemetry::Notify;

pub struct Waits {
    /// The waits whose work is done, each with a position. All messages before that position must be delivered before
    /// the host is notified. Positions never decrease.
    finished: Mutex<VecDeque<(u32, u64)>>,
    begun: AtomicU64,
    outbox: Arc<Outbox>,
    notify: Notify,
}

impl Waits {
    pub fn new(outbox: Arc<Outbox>, notify: Notify) -> Self {
        Self { finished: Mutex::default(), begun: AtomicU64::new(0), outbox, notify }
    }

    /// Returns the number of a new wait. Numbers may wrap around, because fewer than 2³² waits are pending at once.
    #[expect(clippy::cast_possible_truncation, reason = "the number may wrap around")]
    pub fn begin(&self) -> u32 {
        self.begun.fetch_add(1, Ordering::SeqCst) as u32
    }

    /// Records that all work before a wait is done.
    pub fn finish(&self, wait: u32) {
        let mut finished = self.finished.lock().unwrap_or_else(PoisonError::into_inner);
        // Read under the lock, so that positions are in order in the list.
        finished.push_back((wait, self.outbox.next_position()));
        drop(finished);
        (self.notify)();
    }

    /// Takes the waits for which everything is delivered. `undelivered` returns the position of the first undelivered
    /// message, or `None` while no wait may end. It is called while the list is locked: everything that these waits
    /// wait for is queued by then.
    pub fn take(&self, undelivered: impl FnOnce() -> Option<u64>) -> Vec<u32> {
        let mut finished = self.finished.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(undelivered) = undelivered() else { return Vec::new() };
        let count = finished.iter().take_while(|(_, position)| *position <= undelivered).count();
        finished.drain(..count).map(|(wait, _)| wait).collect()
    }
}
