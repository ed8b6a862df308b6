//! Notifies those who remember something or wait for something when consent is withdrawn.

use super::Telemetry;
use super::catalogue::CatalogueEvent;
use super::gate::MessageSequence;

impl Telemetry {
    /// How often consent was taken back so far: what was noted for events before the last time counts no more.
    pub fn revocations(&self) -> u64 {
        self.gate.revocation_count()
    }

    /// Ends when nobody may have this event any more, if it followed from `origin`.
    pub async fn until_unwanted<E: CatalogueEvent>(&self, origin: MessageSequence) {
        let mut revocation_count = self.gate.watch_closings();
        // The watch began before the question, so that no closing is missed. It ends with the gate.
        while self.wants_event::<E>(origin) && revocation_count.changed().await.is_ok() {}
    }
}
