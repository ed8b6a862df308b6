//! What follows from consent that is taken back, for those who remember something or wait for something meanwhile.

use super::Telemetry;
use super::event::CatalogueEvent;
use super::gate::Origin;

impl Telemetry {
    /// How often consent was taken back so far: what was noted for events before the last time counts no more.
    pub fn revocations(&self) -> u64 {
        self.gate.closings()
    }

    /// Ends when nobody may have this event any more, if it followed from `origin`.
    pub async fn until_unwanted<E: CatalogueEvent>(&self, origin: Origin) {
        let mut closings = self.gate.watch_closings();
        // The watch began before the question, so that no closing is missed. It ends with the gate.
        while self.wants_event::<E>(origin) && closings.changed().await.is_ok() {}
    }
}
