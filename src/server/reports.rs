//! Makes events away from the messages, one after the other: finding a repository waits for the disk, naming the
//! functions of a crash takes long, and events are to leave in the order of what they tell of.

use std::sync::Arc;

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
}

/// The other end of [`Reports`].
pub struct Reporter {
    queue: UnboundedReceiver<Report>,
}

pub fn channel() -> (Reports, Reporter) {
    let (sender, receiver) = mpsc::unbounded_channel();
    (Reports { queue: sender }, Reporter { queue: receiver })
}

impl Reports {
    pub fn add(&self, method: Method, taken: Taken, make: impl FnOnce(&Shared, Origin) + Send + 'static) {
        // The reporter is gone only after `stop`, when nothing may be reported.
        let _ = self.queue.send(Report { method, taken, make: Box::new(make) });
    }

    pub fn crash(&self, crash: Crash, method: Method, taken: Taken) {
        self.add(method, taken, move |shared, origin| record_crash(shared, crash, method, origin));
    }
}

impl Reporter {
    pub async fn run(mut self, shared: Arc<Shared>) {
        while let Some(Report { method, taken, make }) = self.queue.recv().await {
            let shared = Arc::clone(&shared);
            let made = shared.runtime.clone().spawn_blocking(move || {
                let origin = taken.origin;
                let wanted = shared.telemetry.wants(Kind::Error, origin);
                if let Err(crash) = crash::catch(wanted, || make(&shared, origin)) {
                    // What panics now is the report of a panic; it is dropped.
                    let _ = crash::catch(false, || record_crash(&shared, crash, method, origin));
                }
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
