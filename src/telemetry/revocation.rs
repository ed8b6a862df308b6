//! Lets code that keeps data for events, or waits for something, notice when consent is withdrawn.

use super::Telemetry;
use super::catalogue::CatalogueEvent;
use super::gate::MessageSequence;

impl Telemetry {
    /// Returns how often consent has been withdrawn so far. Data that was kept for events before the last withdrawal is
    /// void.
    pub fn revocations(&self) -> u64 {
        self.gate.revocation_count()
    }

    /// Completes when no sink may receive the event `E` any more, if `origin` caused it.
    pub async fn wait_until_unwanted<E: CatalogueEvent>(&self, origin: MessageSequence) {
        let mut revocation_count = self.gate.watch_closings();
        // The watch begins before the first check, so that no closing of the gate is missed. `changed` fails only when
        // the gate is dropped.
        while self.wants_event::<E>(origin) && revocation_count.changed().await.is_ok() {}
    }
}
