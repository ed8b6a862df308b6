//! Makes events beside the messages, one after the other: finding a repository waits for the disk, naming the functions
//! of a crash takes long, and events leave in the order of what they report. Each waits for a limited time, so that none
//! keeps the ones behind it for ever.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::telemetry::anonymise::Method;
use crate::telemetry::catalogue::{Kind, ServerHeartbeatPanicEvent};
use crate::telemetry::crash::{self, Caught, Crash};
use crate::telemetry::gate::MessageSequence;

use super::Shared;
use super::background::Task;
use super::snapshot::Occasion;
use super::work::Taken;

type Making = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Makes an event, or none. Whether it may leave is decided by the gate.
type Make = Box<dyn FnOnce(Arc<Shared>, Occasion) -> Making + Send>;

struct Report {
    /// What was being handled.
    occasion: Occasion,
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
    pub fn add<F: Future<Output = ()> + Send + 'static>(
        &self,
        occasion: Occasion,
        make: impl FnOnce(Arc<Shared>, Occasion) -> F + Send + 'static,
    ) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let make: Make = Box::new(move |shared, occasion| Box::pin(make(shared, occasion)));
        // The reporter is gone only after `stop`, when nothing may be reported.
        let _ = self.queue.send(Report { occasion, make });
    }

    /// Makes an event that waits for nothing: at once, unless others are being made that come before it.
    pub fn add_quick(
        &self,
        shared: &Shared,
        occasion: Occasion,
        make: impl FnOnce(&Shared, MessageSequence) + Send + 'static,
    ) {
        if self.waiting.load(Ordering::SeqCst) == 0 {
            make(shared, occasion.taken.origin);
        } else {
            self.add(occasion, async move |shared, occasion| make(&shared, occasion.taken.origin));
        }
    }

    pub fn crash(&self, shared: &Shared, crash: Crash, method: Method, taken: Taken) {
        if shared.telemetry.wants(Kind::Error, taken.origin) {
            let occasion = Occasion { method, taken };
            self.add(occasion, move |shared, occasion| record_crash(shared, crash, occasion));
        }
    }
}

impl Reporter {
    pub async fn run(mut self, shared: Arc<Shared>) {
        while let Some(Report { occasion, make }) = self.queue.recv().await {
            let origin = occasion.taken.origin;
            let wanted = || shared.telemetry.wants(Kind::Error, origin);
            let (owner, made_for) = (Arc::clone(&shared), occasion.clone());
            let making = Box::pin(async move { make(owner, made_for).await });
            if let Err(crash) = Caught::new(making, wanted).await {
                // A panic of what reports a panic is dropped.
                let report = Box::pin(record_crash(Arc::clone(&shared), crash, occasion.clone()));
                let _ = Caught::new(report, || false).await;
            }
            // Before anybody may think that all is done.
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            drop(occasion);
        }
    }
}

async fn record_crash(shared: Arc<Shared>, crash: Crash, Occasion { method, taken }: Occasion) {
    let named = shared.run_in_time((Task::Disk, "crash"), move |_| crash::catch(false, || crash.report())).await;
    let Ok(Ok(crash::Report { function, stack_trace })) = named else { return };
    shared.telemetry.record(taken.origin, |identity| {
        let session = identity.session.clone();
        Some(ServerHeartbeatPanicEvent { method, function, stack_trace, session })
    });
}
