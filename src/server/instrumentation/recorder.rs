//! Makes events beside the messages, one after the other: finding a repository waits for the disk, naming the functions
//! of a crash takes long, and events leave in the order of what they report. Each waits for a limited time, so that none
//! keeps the ones behind it for ever.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::telemetry::catalogue::{Kind, ServerHeartbeatPanicEvent};
use crate::telemetry::crash::{self, Caught, Crash};
use crate::telemetry::gate::MessageSequence;

use crate::server::background::Task;
use crate::server::context::ServerContext;
use crate::server::rpc::request_context::RequestContext;

type Making = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Makes an event, or none. Whether it may leave is decided by the gate.
type Make = Box<dyn FnOnce(Arc<ServerContext>, RequestContext) -> Making + Send>;

struct PendingEvent {
    /// What was being handled.
    context: RequestContext,
    make: Make,
}

pub struct EventRecorder {
    queue: UnboundedSender<PendingEvent>,
    /// Events that are not made yet.
    waiting: Arc<AtomicUsize>,
}

/// The other end of [`EventRecorder`].
pub struct RecorderTask {
    queue: UnboundedReceiver<PendingEvent>,
    waiting: Arc<AtomicUsize>,
}

pub fn channel() -> (EventRecorder, RecorderTask) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let waiting = Arc::new(AtomicUsize::new(0));
    (EventRecorder { queue: sender, waiting: Arc::clone(&waiting) }, RecorderTask { queue: receiver, waiting })
}

impl EventRecorder {
    pub fn add<F: Future<Output = ()> + Send + 'static>(
        &self,
        context: RequestContext,
        make: impl FnOnce(Arc<ServerContext>, RequestContext) -> F + Send + 'static,
    ) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let make: Make = Box::new(move |server, context| Box::pin(make(server, context)));
        // The reporter is gone only after `stop`, when nothing may be reported.
        let _ = self.queue.send(PendingEvent { context, make });
    }

    /// Makes an event that waits for nothing: at once, unless others are being made that come before it.
    pub fn record_or_enqueue(
        &self,
        server: &ServerContext,
        context: RequestContext,
        make: impl FnOnce(&ServerContext, MessageSequence) + Send + 'static,
    ) {
        if self.waiting.load(Ordering::SeqCst) == 0 {
            make(server, context.origin);
        } else {
            self.add(context, async move |server, context| make(&server, context.origin));
        }
    }

    pub fn crash(&self, server: &ServerContext, crash: Crash, context: RequestContext) {
        if server.telemetry.wants(Kind::Error, context.origin) {
            self.add(context, move |server, context| record_crash(server, crash, context));
        }
    }
}

impl RecorderTask {
    pub async fn run(mut self, server: Arc<ServerContext>) {
        while let Some(PendingEvent { context, make }) = self.queue.recv().await {
            let origin = context.origin;
            let wanted = || server.telemetry.wants(Kind::Error, origin);
            let (owner, made_for) = (Arc::clone(&server), context.clone());
            let making = Box::pin(async move { make(owner, made_for).await });
            if let Err(crash) = Caught::new(making, wanted).await {
                // A panic of what reports a panic is dropped.
                let report = Box::pin(record_crash(Arc::clone(&server), crash, context.clone()));
                let _ = Caught::new(report, || false).await;
            }
            // Before anybody may think that all is done.
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            drop(context);
        }
    }
}

async fn record_crash(server: Arc<ServerContext>, crash: Crash, context: RequestContext) {
    let named = server.run_in_time((Task::Disk, "crash"), move |_| crash::catch(false, || crash.report())).await;
    let Ok(Ok(crash::Report { function, stack_trace })) = named else { return };
    server.telemetry.record(context.origin, |identity| {
        let session = identity.session.clone();
        Some(ServerHeartbeatPanicEvent { method: context.method, function, stack_trace, session })
    });
}
