//! The queue of messages and other events that the dispatcher handles.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::server::rpc::activity::ActivityTracker;
use crate::server::rpc::request_context::RequestContext;
use crate::telemetry::Telemetry;
use crate::telemetry::anonymise::Method;

/// Numbers each message and queues it in one step, so that statements are handled in the order of their numbers.
pub struct Intake<T> {
    queue: Mutex<UnboundedSender<(RequestContext, T)>>,
    telemetry: Arc<Telemetry>,
    activity: Arc<ActivityTracker>,
}

/// The receiving end of the queue.
pub type IntakeReceiver<T> = UnboundedReceiver<(RequestContext, T)>;

impl<T> Intake<T> {
    pub fn new(telemetry: Arc<Telemetry>, activity: Arc<ActivityTracker>) -> (Self, IntakeReceiver<T>) {
        let (sender, receiver) = unbounded_channel();
        (Self { queue: Mutex::new(sender), telemetry, activity }, receiver)
    }

    pub fn enqueue(&self, incoming: T) {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let context = RequestContext {
            method: Method::of("other"),
            origin: self.telemetry.take_message(),
            activity: self.activity.begin(),
        };
        // The receiver is dropped only after `stop`, when no caller waits for an outcome.
        let _ = queue.send((context, incoming));
    }
}
