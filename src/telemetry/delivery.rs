//! Delivery: events leave one by one, and the gate is asked again for each.

use super::gate::Admitted;
use super::state::Loss;
use super::{Telemetry, limits};

impl Telemetry {
    // Each looks at the holds under the lock: what is queued behind a hold, as the first events of a session are, must
    // not be taken by whoever looked before it began.

    /// Takes up to `limit` events for the host, oldest first, as the text of one JSON array. When they are too many for
    /// one text, there are more to take.
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
            // The second gate. Purging has kept it true, and nothing is sent on trust.
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

    /// The numbers of the events that the host took last, each among the events of its identity. A gap is a loss.
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

    /// Where the oldest event of each sink stands that could be delivered now: the host's and the client's.
    pub fn first_positions(&self) -> (Option<u64>, Option<u64>) {
        let state = self.lock();
        if self.gate.is_held() {
            return (None, None);
        }
        (state.host.first_position(), state.lsp.first_position())
    }

    /// Whether a queued event may be delivered.
    fn check(&self, event: &Admitted) -> Result<(), Loss> {
        if !self.gate.still_admits(event) {
            return Err(Loss::Revoked);
        }
        if event.expiry().is_past(&self.clock) { Err(Loss::Refused) } else { Ok(()) }
    }
}
