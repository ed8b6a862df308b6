//! Counts the requests that have no response yet.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::telemetry::Notify;

pub struct PendingResponses {
    count: Arc<AtomicUsize>,
    notify: Notify,
}

/// A request that has no response yet. When the last one is dropped, the host is notified, because it may be waiting to
/// exit.
pub struct PendingResponse {
    count: Arc<AtomicUsize>,
    notify: Notify,
}

impl PendingResponses {
    pub fn new(notify: Notify) -> Self {
        Self { count: Arc::default(), notify }
    }

    pub fn add(&self) -> PendingResponse {
        self.count.fetch_add(1, Ordering::SeqCst);
        PendingResponse { count: Arc::clone(&self.count), notify: Arc::clone(&self.notify) }
    }

    pub fn is_empty(&self) -> bool {
        self.count.load(Ordering::SeqCst) == 0
    }
}

impl Drop for PendingResponse {
    fn drop(&mut self) {
        if self.count.fetch_sub(1, Ordering::SeqCst) == 1 {
            (self.notify)();
        }
    }
}
