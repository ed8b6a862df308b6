//! Which sinks take events, regardless of the level.

use super::Telemetry;
use super::gate::MessageSequence;
use super::state::Sink;
use super::sync::{AtomicU64, Ordering};

/// The last message whose events the host's sink takes while it is sealed. It does not take events that later messages
/// cause.
#[derive(Debug)]
pub struct Seal {
    last: AtomicU64,
}

impl Default for Seal {
    fn default() -> Self {
        Self { last: AtomicU64::new(u64::MAX) }
    }
}

impl Telemetry {
    /// Seals the host's sink: it takes only events that messages taken so far caused.
    pub fn seal_host_sink(&self) {
        self.host_seal.last.store(self.gate.take().number(), Ordering::SeqCst);
    }

    /// Lets the host take events again.
    pub fn unseal_host_sink(&self) {
        self.host_seal.last.store(u64::MAX, Ordering::SeqCst);
    }

    /// Whether a sink takes events that `origin` caused.
    pub(super) fn takes(&self, sink: Sink, origin: MessageSequence) -> bool {
        match sink {
            Sink::Host => self.options.capacity > 0 && origin.number() <= self.host_seal.last.load(Ordering::SeqCst),
            Sink::Lsp => self.lsp_open.load(Ordering::SeqCst),
        }
    }
}
