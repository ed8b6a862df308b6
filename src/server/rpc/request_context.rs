//! The message that is being handled: its method, and its place in the order of messages.

use crate::server::rpc::activity::ActivityGuard;
use crate::telemetry::anonymise::Method;
use crate::telemetry::gate::MessageSequence;

/// Cloned for all work that follows from a message.
#[derive(Clone)]
pub struct RequestContext {
    pub method: Method,
    /// The number of the message. Consent is decided by this number.
    pub origin: MessageSequence,
    /// `idle()` waits until the last clone is dropped.
    pub activity: ActivityGuard,
}

tokio::task_local! {
    /// The message that is being handled.
    pub static CONTEXT: RequestContext;
}

impl RequestContext {
    /// Returns the message that is being handled. Only for handlers, which the dispatcher calls with their message.
    pub fn current() -> Self {
        CONTEXT.with(Clone::clone)
    }

    #[must_use]
    pub fn with_method(self, method: &str) -> Self {
        Self { method: Method::of(method), ..self }
    }

    /// Returns the same context for work for which `idle()` does not wait.
    #[must_use]
    pub fn uncounted(self) -> Self {
        Self { activity: ActivityGuard::uncounted(), ..self }
    }
}
