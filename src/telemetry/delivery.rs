//! Delivery: events leave one by one, and the gate checks each of them again.

use super::gate::Admitted;
use super::state::Loss;
use super::{Telemetry, limits};

impl Telemetry {
    // Each method checks for holds under the lock. Events that are queued during a hold, such as the first events of a
    // session, must not be taken by a thread that checked before the hold began.

    /// Takes up to `limit` events for the host, oldest first, as one JSON array. Takes fewer if the array becomes too
    /// large; the next call takes the rest.
    pub fn take_for_host(&self, limit: usize) -> Option<String> {
        let mut state = self.lock();
        if self.gate.is_held() || state.has_level_change() {
            return None;
        }
        let mut array = String::new();
        state.taken.clear();
        for _ in 0..limit {
            if array.len() > limits::BATCH_BYTES {
                break;
            }
            let Some(event) = state.host.pop_before(u64::MAX) else { break };
            // The second check. Purging has already removed events that may no longer pass, but delivery does not rely
            // on that.
            if let Err(reason) = self.check(&event) {
                self.count_lost(&mut state, reason, 1);
                continue;
            }
            array.push(if array.is_empty() { '[' } else { ',' });
            array.push_str(event.json());
            state.taken.push(event.sequence());
        }
        if array.is_empty() {
            return None;
        }
        array.push(']');
        Some(array)
    }

    /// Returns the sequence numbers of the events that the host took last. They count the events of one identity, so a
    /// gap means that events were lost.
    pub fn sequences_of_taken(&self) -> Vec<u64> {
        self.lock().taken.clone()
    }

    /// Takes the oldest event for the client, if it was queued before `position`.
    pub fn take_for_client(&self, position: u64) -> Option<String> {
        let mut state = self.lock();
        if self.gate.is_held() || state.has_level_change() {
            return None;
        }
        loop {
            let event = state.lsp.pop_before(position)?;
            match self.check(&event) {
                Ok(()) => return Some(event.into_json()),
                Err(reason) => self.count_lost(&mut state, reason, 1),
            }
        }
    }

    /// Returns the positions of the oldest events that could be delivered now, for the host and for the client.
    pub fn first_positions(&self) -> (Option<u64>, Option<u64>) {
        let state = self.lock();
        if self.gate.is_held() {
            return (None, None);
        }
        (state.host.first_position(), state.lsp.first_position())
    }

    /// Checks whether a queued event may be delivered.
    fn check(&self, event: &Admitted) -> Result<(), Loss> {
        if !self.gate.still_admits(event) {
            return Err(Loss::Revoked);
        }
        if event.expiry().is_past(&self.clock) { Err(Loss::Refused) } else { Ok(()) }
    }
}
