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
use crate::server::request_context::RequestContext;

type Making = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Makes an event, or none. Whether it may leave is decided by the gate.
type Make = Box<dyn FnOnce(Arc<ServerContext>, RequestContext) -> Making + Send>;

struct Report {
    /// What was being handled.
    context: RequestContext,
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
        context: RequestContext,
        make: impl FnOnce(Arc<ServerContext>, RequestContext) -> F + Send + 'static,
    ) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let make: Make = Box::new(move |server, context| Box::pin(make(server, context)));
        // The reporter is gone only after `stop`, when nothing may be reported.
        let _ = self.queue.send(Report { context, make });
    }

    /// Makes an event that waits for nothing: at once, unless others are being made that come before it.
    pub fn add_quick(
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

impl Reporter {
    pub async fn run(mut self, server: Arc<ServerContext>) {
        while let Some(Report { context, make }) = self.queue.recv().await {
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
