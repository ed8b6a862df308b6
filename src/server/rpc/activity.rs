//! Counts the work in progress, so that `idle()` ends when everything accepted before it is finished.
//!
//! Work is counted in groups: all work that begins between two calls of `idle()` is one group. Groups are in a queue,
//! and a wait is over when every group before it is finished. No group owns its successor, so any number of waits can
//! be pending and none of them is freed by recursion.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// Held by work in progress. Work that follows from it holds a clone.
#[derive(Clone)]
pub struct ActivityGuard {
    _group: Arc<Group>,
}

impl ActivityGuard {
    /// Creates a guard for which no call of `idle()` waits.
    pub fn uncounted() -> Self {
        Self { _group: Arc::new(Group { number: 0, queue: Weak::new() }) }
    }
}

/// The callback of a wait that is over.
type Finished = Box<dyn FnOnce() + Send>;

/// All work that begins between two calls of `idle()`. The group is finished when its last guard is dropped.
struct Group {
    number: u64,
    /// Weak, because the queue itself holds the current group.
    queue: Weak<Mutex<Queue>>,
}

impl Drop for Group {
    fn drop(&mut self) {
        let Some(queue) = self.queue.upgrade() else { return };
        let finished = lock(&queue).finish(self.number);
        // Called without the lock, because the callbacks may begin work.
        finished.into_iter().flatten().for_each(|finished| finished());
    }
}

/// The groups that are not finished, in their order.
struct Queue {
    /// Groups that accept no more work, each with the waits that end with it. Their numbers are consecutive.
    closed: VecDeque<Closed>,
    /// The group of work that begins now. Its number follows the last one of `closed`.
    current: Arc<Group>,
}

#[derive(Default)]
struct Closed {
    is_finished: bool,
    waits: Vec<Finished>,
}

impl Queue {
    /// Marks a group as finished. Returns the callbacks of the waits that are over, in the order of their groups.
    fn finish(&mut self, number: u64) -> Vec<Vec<Finished>> {
        let first = self.current.number - self.closed.len() as u64;
        let index = usize::try_from(number - first).ok();
        if let Some(closed) = index.and_then(|index| self.closed.get_mut(index)) {
            closed.is_finished = true;
        }
        let count = self.closed.iter().take_while(|closed| closed.is_finished).count();
        self.closed.drain(..count).map(|closed| closed.waits).collect()
    }
}

pub struct ActivityTracker {
    queue: Arc<Mutex<Queue>>,
}

impl Default for ActivityTracker {
    fn default() -> Self {
        let queue = Arc::new_cyclic(|queue| {
            let current = Arc::new(Group { number: 0, queue: Weak::clone(queue) });
            Mutex::new(Queue { closed: VecDeque::new(), current })
        });
        Self { queue }
    }
}

impl ActivityTracker {
    pub fn begin(&self) -> ActivityGuard {
        ActivityGuard { _group: Arc::clone(&lock(&self.queue).current) }
    }

    /// Calls `finished` when all work that has begun so far is done, or at once if it is already done.
    pub fn when_done(&self, finished: Finished) {
        let mut queue = lock(&self.queue);
        // If the queue alone holds the group, nothing has begun since the last wait, and while the lock is held nothing
        // can begin.
        if Arc::strong_count(&queue.current) == 1 {
            let Some(last) = queue.closed.back_mut() else {
                drop(queue);
                return finished();
            };
            last.waits.push(finished);
            return;
        }
        let next = Arc::new(Group { number: queue.current.number + 1, queue: Arc::downgrade(&self.queue) });
        queue.closed.push_back(Closed { is_finished: false, waits: vec![finished] });
        let closed = std::mem::replace(&mut queue.current, next);
        drop(queue);
        // Dropped without the lock, because this may drop the group.
        drop(closed);
    }
}

fn lock(queue: &Mutex<Queue>) -> MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Begins a wait. `done` is incremented when it is over.
    fn wait(work: &ActivityTracker, done: &Arc<AtomicUsize>) {
        let done = Arc::clone(done);
        work.when_done(Box::new(move || {
            done.fetch_add(1, Ordering::SeqCst);
        }));
    }

    #[test]
    fn a_wait_is_over_when_all_that_was_begun_before_it_is_done() {
        let (work, done) = (ActivityTracker::default(), Arc::new(AtomicUsize::new(0)));
        wait(&work, &done);
        assert_eq!(done.load(Ordering::SeqCst), 1, "nothing was begun");
        let first = work.begin();
        wait(&work, &done);
        let second = work.begin();
        wait(&work, &done);
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

    #[test]
    fn waits_that_end_together_are_over_in_their_order() {
        let (work, order) = (ActivityTracker::default(), Arc::new(Mutex::new(Vec::new())));
        let mut busy = Vec::new();
        for number in 0..6 {
            if number % 2 == 0 {
                busy.push(work.begin());
            }
            let order = Arc::clone(&order);
            work.when_done(Box::new(move || order.lock().unwrap_or_else(PoisonError::into_inner).push(number)));
        }
        while let Some(last) = busy.pop() {
            drop(last);
        }
        assert_eq!(*order.lock().unwrap_or_else(PoisonError::into_inner), [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn work_that_begins_while_a_wait_ends_belongs_to_the_next_one() {
        let (work, done) = (Arc::new(ActivityTracker::default()), Arc::new(AtomicUsize::new(0)));
        let busy = work.begin();
        let (again, next) = (Arc::clone(&work), Arc::new(Mutex::new(None)));
        let begun = Arc::clone(&next);
        work.when_done(Box::new(move || {
            *begun.lock().unwrap_or_else(PoisonError::into_inner) = Some(again.begin());
        }));
        drop(busy);
        wait(&work, &done);
        assert_eq!(done.load(Ordering::SeqCst), 0);
        drop(next.lock().unwrap_or_else(PoisonError::into_inner).take());
        assert_eq!(done.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn a_million_waits_are_freed_on_a_small_stack() {
        let waits = || {
            let (work, done) = (ActivityTracker::default(), Arc::new(AtomicUsize::new(0)));
            // One message between every two waits, and one that lasts as long as all of them.
            let first = work.begin();
            for _ in 0..1_000_000 {
                drop(work.begin());
                wait(&work, &done);
            }
            assert_eq!(done.load(Ordering::SeqCst), 0);
            drop(first);
            assert_eq!(done.load(Ordering::SeqCst), 1_000_000);
            // The same with work that never ends.
            let _never = work.begin();
            for _ in 0..1_000_000 {
                drop(work.begin());
                wait(&work, &done);
            }
        };
        let thread = std::thread::Builder::new().stack_size(64 * 1024).spawn(waits).expect("a thread can be started");
        assert!(thread.join().is_ok());
    }
}
