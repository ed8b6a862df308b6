//! A bounded queue of admitted events: the oldest event is dropped when the queue is full, and every loss is counted.

use std::collections::VecDeque;

use super::gate::{Admitted, Gate};
use super::limits;

#[derive(Debug)]
pub struct Queue {
    events: VecDeque<Admitted>,
    bytes: usize,
    capacity: usize,
}

impl Queue {
    pub fn new(capacity: usize) -> Self {
        Self { events: VecDeque::new(), bytes: 0, capacity }
    }

    pub fn count(&self) -> usize {
        self.events.len()
    }

    /// Appends `event` and returns how many events were dropped to make room.
    pub fn push(&mut self, event: Admitted) -> u64 {
        self.bytes += event.json().len();
        self.events.push_back(event);
        let mut lost = 0;
        while self.events.len() > self.capacity || self.bytes > self.capacity * limits::BYTES_PER_EVENT {
            let Some(oldest) = self.events.pop_front() else { break };
            self.bytes -= oldest.json().len();
            lost += 1;
        }
        lost
    }

    /// Drops the events that `gate` no longer admits and returns their number.
    pub fn purge(&mut self, gate: &Gate) -> u64 {
        let before = self.events.len();
        let bytes = &mut self.bytes;
        self.events.retain(|event| {
            let stays = gate.still_admits(event);
            if !stays {
                *bytes -= event.json().len();
            }
            stays
        });
        if self.events.is_empty() {
            self.events = VecDeque::new();
        }
        (before - self.events.len()) as u64
    }

    /// Drops all events and returns their number.
    pub fn clear(&mut self) -> u64 {
        self.bytes = 0;
        std::mem::take(&mut self.events).len() as u64
    }

    /// Removes and returns the oldest event, if it was queued before `position`.
    pub fn pop_before(&mut self, position: u64) -> Option<Admitted> {
        if self.first_position()? >= position {
            return None;
        }
        self.events.pop_front().inspect(|event| self.bytes -= event.json().len())
    }

    /// Returns the position of the oldest event among everything that was queued.
    pub fn first_position(&self) -> Option<u64> {
        self.events.front().map(Admitted::position)
    }
}
