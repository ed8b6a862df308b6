//! Makes events away from the messages, one after the other: finding a repository waits for the disk, naming the
//! functions of a crash takes long, and events are to leave in the order of what they tell of.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::telemetry::anonymise::Method;
use crate::telemetry::crash::{self, Crash};
use crate::telemetry::event::{Kind, ServerHeartbeatPanicEvent};
use crate::telemetry::gate::Origin;

use super::Shared;
use super::work::Taken;

/// Makes an event, or none. May wait for the disk; cannot be aborted, and its result is caught by the gate.
type Make = Box<dyn FnOnce(&Shared, Origin) + Send>;

struct Report {
    /// What was being handled.
    method: Method,
    taken: Taken,
    make: Make,
}

pub struct Reports {
    queue: UnboundedSender<Report>,
    /// Reports that are not made yet.
    waiting: Arc<AtomicUsize>,
}

/// The other end of [`Reports`].
pub struct Reporter {
    queue: UnboundedReceiver<Report>,
    waiting: Arc<AtomicUsize>,
}

pub fn channel() -> (Reports, Reporter) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let waiting = Arc::new(AtomicUsize::new(0));
    (Reports { queue: sender, waiting: Arc::clone(&waiting) }, Reporter { queue: receiver, waiting })
}

impl Reports {
    pub fn add(&self, method: Method, taken: Taken, make: impl FnOnce(&Shared, Origin) + Send + 'static) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        // The reporter is gone only after `stop`, when nothing may be reported.
        let _ = self.queue.send(Report { method, taken, make: Box::new(make) });
    }

    /// Makes an event that waits for nothing: at once, unless others are being made that come before it.
    pub fn add_quick(
        &self,
        shared: &Shared,
        method: Method,
        taken: Taken,
        make: impl FnOnce(&Shared, Origin) + Send + 'static,
    ) {
        if self.waiting.load(Ordering::SeqCst) == 0 {
            make(shared, taken.origin);
        } else {
            self.add(method, taken, make);
        }
    }

    pub fn crash(&self, shared: &Shared, crash: Crash, method: Method, taken: Taken) {
        if shared.telemetry.wants(Kind::Error, taken.origin) {
            self.add(method, taken, move |shared, origin| record_crash(shared, crash, method, origin));
        }
    }
}

impl Reporter {
    pub async fn run(mut self, shared: Arc<Shared>) {
        while let Some(Report { method, taken, make }) = self.queue.recv().await {
            let (shared, waiting) = (Arc::clone(&shared), Arc::clone(&self.waiting));
            let made = shared.runtime.clone().spawn_blocking(move || {
                let origin = taken.origin;
                let wanted = shared.telemetry.wants(Kind::Error, origin);
                if let Err(crash) = crash::catch(wanted, || make(&shared, origin)) {
                    // What panics now is the report of a panic; it is dropped.
                    let _ = crash::catch(false, || record_crash(&shared, crash, method, origin));
                }
                // Before anybody may think that all is done.
                waiting.fetch_sub(1, Ordering::SeqCst);
                drop(taken);
            });
            // The closure catches its panics, and blocking work is not cancelled.
            let _ = made.await;
        }
    }
}

fn record_crash(shared: &Shared, crash: Crash, method: Method, origin: Origin) {
    shared.telemetry.record(origin, |identity| {
        let crash::Report { function, stack_trace } = crash.report();
        let session = identity.session.clone();
        Some(ServerHeartbeatPanicEvent { method, function, stack_trace, session })
    });
}
