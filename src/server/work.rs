//! What is being done: for which message, and until when, so that `idle()` knows when everything taken before it is
//! finished.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::telemetry::gate::Origin;

/// Held by whatever is being done. What follows from it holds a clone.
#[derive(Clone)]
pub struct Busy {
    _group: Arc<Group>,
}

/// Called when a wait is over.
type Finished = Box<dyn FnOnce() + Send + Sync>;

/// Everything begun between two calls of `idle()`. When the last of it is done, the group is dropped; it holds the
/// next one, which can therefore not be finished before it.
#[derive(Default)]
struct Group {
    end: OnceLock<(Mutex<Option<Finished>>, Arc<Group>)>,
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some((finished, _)) = self.end.take()
            && let Some(finished) = finished.into_inner().unwrap_or_else(PoisonError::into_inner)
        {
            finished();
        }
    }
}

/// From which message something follows, and that it is still being worked on.
#[derive(Clone)]
pub struct Taken {
    pub origin: Origin,
    pub busy: Busy,
}

tokio::task_local! {
    /// The message that is being handled.
    pub static TAKEN: Taken;
}

impl Taken {
    /// The message that is being handled. Only handlers ask, and the dispatcher calls each with its message.
    pub fn current() -> Self {
        TAKEN.with(Clone::clone)
    }
}

#[derive(Default)]
pub struct Work {
    current: Mutex<Arc<Group>>,
}

impl Work {
    pub fn begin(&self) -> Busy {
        let current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        Busy { _group: Arc::clone(&current) }
    }

    /// Calls `finished` when everything begun so far is done.
    pub fn when_done(&self, finished: Finished) {
        let next = Arc::new(Group::default());
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = std::mem::replace(&mut *current, Arc::clone(&next));
        drop(current);
        // Only the current group is ended, and it is replaced in the same step, so its end is not set yet.
        let _ = ended.end.set((Mutex::new(Some(finished)), next));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_wait_is_over_when_all_that_was_begun_before_it_is_done() {
        let (work, done) = (Work::default(), Arc::new(AtomicUsize::new(0)));
        let wait = || {
            let done = Arc::clone(&done);
            work.when_done(Box::new(move || {
                done.fetch_add(1, Ordering::SeqCst);
            }));
        };
        wait();
        assert_eq!(done.load(Ordering::SeqCst), 1, "nothing was begun");
        let first = work.begin();
        wait();
        let second = work.begin();
        wait();
        let later = work.begin();
        drop(second);
        assert_eq!(done.load(Ordering::SeqCst), 1, "the first is still being done");
        let follows = first.clone();
        drop(first);
        assert_eq!(done.load(Ordering::SeqCst), 1, "what follows from the first is still being done");
        drop(follows);
        assert_eq!(done.load(Ordering::SeqCst), 3);
        drop(later);
    }
}
