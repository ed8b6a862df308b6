//! Pseudo-random numbers that are the same in every run.

use candor::telemetry::level::Level;

use super::reference::{Opening, Payload};

pub struct Dice {
    state: u64,
    /// Whether most statements are level `all`.
    is_generous: bool,
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        let mut dice =
            Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03, is_generous: false };
        dice.is_generous = dice.one_in(2);
        dice
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from((self.state >> 11) % bound).unwrap_or_default()
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    pub fn level(&mut self) -> Level {
        if self.is_generous && !self.one_in(6) {
            return Level::All;
        }
        self.pick(&[Level::Off, Level::Error, Level::All, Level::All])
    }

    pub fn statement(&mut self) -> Option<Level> {
        if self.one_in(4) { None } else { Some(self.level()) }
    }

    pub fn payload(&mut self) -> Payload {
        match self.below(8) {
            0 => Payload::Odd,
            1 => Payload::Nothing,
            _ => Payload::Level(self.level()),
        }
    }

    pub fn opening(&mut self) -> Opening {
        let level = match self.below(6) {
            0 | 1 => None,
            2 => Some(Payload::Odd),
            _ => Some(Payload::Level(self.level())),
        };
        Opening { level, version_1: !self.one_in(3), supports_configuration_requests: self.one_in(2) }
    }
}
