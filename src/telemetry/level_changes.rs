//! Changes of the level that JavaScript has not been notified of yet.
//!
//! Native code does not call listeners. It wakes JavaScript, which takes one change after another. Until JavaScript has
//! taken the last change, it receives no message and no event.

use std::collections::VecDeque;

use super::consent::Sources;
use super::level::Level;
use super::{Status, Telemetry};

/// The maximum number of changes that are kept. If there are more, they are merged into the lowest and the last one.
const MAX_PENDING: usize = 1_024;

#[derive(Debug)]
pub struct LevelChanges {
    /// What JavaScript was last notified of.
    announced: Effect,
    /// What the sources stated after each change, the oldest first. The effect of each differs from the effect of the
    /// previous one.
    pending: VecDeque<Sources>,
}

/// What JavaScript can observe of a decision. Two decisions with the same effect are not a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Effect {
    level: Level,
    /// The level for events to the host, which is `off` if only the format was negotiated.
    host_level: Level,
}

impl Effect {
    fn new(sources: Sources) -> Self {
        let decision = sources.decide();
        Self { level: decision.level, host_level: decision.host_level() }
    }
}

impl LevelChanges {
    /// Begins with what `sources` state now.
    pub fn new(sources: Sources) -> Self {
        Self { announced: Effect::new(sources), pending: VecDeque::new() }
    }

    pub fn is_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Records what the sources state now. Returns whether that is a change.
    pub fn note(&mut self, sources: Sources) -> bool {
        let effect = Effect::new(sources);
        let is_change = effect != self.latest();
        if is_change && self.pending.len() >= MAX_PENDING {
            self.merge();
        }
        if effect != self.latest() {
            self.pending.push_back(sources);
        } else if let Some(last) = self.pending.back_mut() {
            // The same level for another reason: the notification contains the newest reason.
            *last = sources;
        }
        is_change
    }

    /// Takes the oldest change.
    pub fn take(&mut self) -> Option<Sources> {
        let sources = self.pending.pop_front()?;
        self.announced = Effect::new(sources);
        Some(sources)
    }

    fn latest(&self) -> Effect {
        self.pending.back().map_or(self.announced, |sources| Effect::new(*sources))
    }

    /// Keeps the changes to the lowest level and to the lowest level for the host.
    fn merge(&mut self) {
        let lowest = |level: fn(Effect) -> Level| {
            let levels = self.pending.iter().map(|sources| level(Effect::new(*sources)));
            levels.enumerate().min_by_key(|(_, level)| *level).map(|(index, _)| index)
        };
        let kept = [lowest(|effect| effect.level), lowest(|effect| effect.host_level)];
        let mut index = 0..;
        self.pending.retain(|_| kept.contains(&index.next()));
        if self.pending.front().is_some_and(|sources| Effect::new(*sources) == self.announced) {
            self.pending.pop_front();
        }
    }
}

impl Telemetry {
    /// Records every change of the level from now on, for [`take_level_change`](Self::take_level_change).
    pub fn watch_level(&self) {
        let mut state = self.lock();
        state.level_changes = Some(LevelChanges::new(state.consent.sources()));
    }

    /// Takes the oldest change of the level that was not taken yet. Returns the status at that time, with the current
    /// counts.
    pub fn take_level_change(&self) -> Option<Status> {
        let mut state = self.lock();
        let sources = state.level_changes.as_mut()?.take()?;
        Some(state.status(sources))
    }

    /// Whether there is a change to take. While there is one, no event is delivered to any sink.
    pub fn has_level_change(&self) -> bool {
        self.lock().has_level_change()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(level: Level) -> Sources {
        Sources { host: Some(level), ..Sources::default() }
    }

    /// Takes every change and returns the levels.
    fn levels(changes: &mut LevelChanges) -> Vec<Level> {
        std::iter::from_fn(|| changes.take()).map(|sources| sources.decide().level).collect()
    }

    #[test]
    fn every_change_is_taken_once_and_in_order() {
        let mut changes = LevelChanges::new(Sources::default());
        assert!(!changes.note(host(Level::Off)), "the default is off too");
        assert!(!changes.is_pending());
        for level in [Level::All, Level::All, Level::Error, Level::Off, Level::All] {
            changes.note(host(level));
        }
        assert_eq!(levels(&mut changes), [Level::All, Level::Error, Level::Off, Level::All]);
        assert!(!changes.is_pending());
        assert!(!changes.note(host(Level::All)), "it was announced");
    }

    #[test]
    fn the_newest_reason_for_a_level_is_kept() {
        let mut changes = LevelChanges::new(host(Level::All));
        let mut sources = host(Level::All);
        sources.client.state(Level::Off);
        changes.note(sources);
        sources.host = Some(Level::Off);
        changes.note(sources);
        assert_eq!(changes.take().and_then(|sources| sources.host), Some(Level::Off));
        assert!(!changes.is_pending());
    }

    #[test]
    fn a_level_that_rests_on_negotiation_alone_is_a_change_for_the_host() {
        let stated = Sources { negotiated: true, ..host(Level::All) };
        let negotiated = Sources { host: None, ..stated };
        assert_eq!(stated.decide().level, negotiated.decide().level);
        let mut changes = LevelChanges::new(stated);
        assert!(changes.note(negotiated));
    }

    #[test]
    fn changes_beyond_the_limit_are_merged_into_the_lowest_and_the_last() {
        for lowest in [Level::Off, Level::Error] {
            let mut changes = LevelChanges::new(host(Level::All));
            changes.note(host(lowest));
            for _ in 0..2 * MAX_PENDING {
                changes.note(host(Level::All));
                changes.note(host(Level::Error));
                assert!(changes.pending.len() <= MAX_PENDING);
            }
            changes.note(host(Level::All));
            let levels = levels(&mut changes);
            assert_eq!(levels.first(), Some(&lowest));
            assert_eq!(levels.last(), Some(&Level::All));
            assert!(levels.windows(2).all(|pair| pair[0] != pair[1]), "each is a change");
        }
    }

    #[test]
    fn a_lowering_for_the_host_alone_outlives_merging() {
        let stated = Sources { negotiated: true, ..host(Level::All) };
        let mut changes = LevelChanges::new(stated);
        changes.note(Sources { host: None, ..stated });
        for _ in 0..MAX_PENDING {
            changes.note(stated);
            changes.note(host(Level::Error));
        }
        changes.note(stated);
        let host_levels: Vec<Level> =
            std::iter::from_fn(|| changes.take()).map(|sources| sources.decide().host_level()).collect();
        assert!(host_levels.contains(&Level::Off), "{host_levels:?}");
        assert_eq!(host_levels.last(), Some(&Level::All));
    }
}
