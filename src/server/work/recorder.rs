//! Records events in the background, one after the other. Finding a repository waits for the disk, and naming the
//! functions of a crash takes long, but events must leave in the order of what they report. Recording an event takes a
//! limited time, so that no event delays the others forever.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::telemetry::catalogue::{Kind, ServerHeartbeatPanicEvent};
use crate::telemetry::crash::{self, Caught, Crash};
use crate::telemetry::gate::MessageSequence;

use crate::server::rpc::request_context::RequestContext;
use crate::server::work::background::{Background, Task};
use crate::telemetry::Telemetry;

type Making = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Records an event, or none. The gate decides whether it may leave.
type Make = Box<dyn FnOnce(RequestContext) -> Making + Send>;

struct PendingEvent {
    /// The message that was being handled.
    context: RequestContext,
    make: Make,
}

pub struct EventRecorder {
    queue: UnboundedSender<PendingEvent>,
    /// The number of events that are not recorded yet.
    waiting: Arc<AtomicUsize>,
    crashes: CrashRecorder,
}

/// Takes the events of an [`EventRecorder`] one after the other.
pub struct RecorderTask {
    queue: UnboundedReceiver<PendingEvent>,
    waiting: Arc<AtomicUsize>,
    crashes: CrashRecorder,
}

pub fn channel(telemetry: Arc<Telemetry>, background: Arc<Background>) -> (EventRecorder, RecorderTask) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let waiting = Arc::new(AtomicUsize::new(0));
    let crashes = CrashRecorder { telemetry, background };
    let recorder = EventRecorder { queue: sender, waiting: Arc::clone(&waiting), crashes: crashes.clone() };
    (recorder, RecorderTask { queue: receiver, waiting, crashes })
}

impl EventRecorder {
    pub fn add<F: Future<Output = ()> + Send + 'static>(
        &self,
        context: RequestContext,
        make: impl FnOnce(RequestContext) -> F + Send + 'static,
    ) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let make: Make = Box::new(move |context| Box::pin(make(context)));
        // The receiver is dropped only after `stop`, when nothing may be recorded any more.
        let _ = self.queue.send(PendingEvent { context, make });
    }

    /// Records an event that does not wait for anything: immediately, unless earlier events are still being recorded.
    pub fn record_or_enqueue(
        &self,
        context: RequestContext,
        record: impl FnOnce(&Telemetry, MessageSequence) + Send + 'static,
    ) {
        let telemetry = &self.crashes.telemetry;
        if self.waiting.load(Ordering::SeqCst) == 0 {
            record(telemetry, context.origin);
        } else {
            let telemetry = Arc::clone(telemetry);
            self.add(context, async move |context| record(&telemetry, context.origin));
        }
    }

    pub fn crash(&self, crash: Crash, context: RequestContext) {
        if self.crashes.telemetry.wants(Kind::Error, context.origin) {
            let crashes = self.crashes.clone();
            self.add(context, async move |context| crashes.record(crash, context).await);
        }
    }
}

impl RecorderTask {
    pub async fn run(mut self) {
        while let Some(PendingEvent { context, make }) = self.queue.recv().await {
            let origin = context.origin;
            let wants_frames = || self.crashes.telemetry.wants(Kind::Error, origin);
            let made_for = context.clone();
            let making = Box::pin(async move { make(made_for).await });
            if let Err(crash) = Caught::new(making, wants_frames).await {
                // A panic while a panic is being recorded is ignored.
                let report = Box::pin(self.crashes.record(crash, context.clone()));
                let _ = Caught::new(report, || false).await;
            }
            // Decremented before `idle()` may end.
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            drop(context);
        }
    }
}

#[derive(Clone)]
struct CrashRecorder {
    telemetry: Arc<Telemetry>,
    background: Arc<Background>,
}

impl CrashRecorder {
    async fn record(&self, crash: Crash, context: RequestContext) {
        let named = self.background.run((Task::Disk, "crash"), move |_| crash::catch(false, || crash.report())).await;
        let Ok(Ok(crash::Report { function, stack_trace })) = named else { return };
        self.telemetry.record(context.origin, |identity| {
            let session = identity.session.clone();
            Some(ServerHeartbeatPanicEvent { method: context.method, function, stack_trace, session })
        });
    }
}
