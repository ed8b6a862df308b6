//! `STOPSIGNAL` and `VOLUME`.

use super::walker::{Checked, InstructionWalker};
use crate::languages::dockerfile::syntax::expansion::Value;
use crate::languages::dockerfile::values::signal::is_signal;

impl InstructionWalker<'_, '_, '_> {
    pub fn stopsignal(&mut self) -> Checked {
        let signal = self.words()?.pop().unwrap_or_default();
        match signal.certain() {
            Some(signal) if !is_signal(signal) => {
                Err(self.error(&self.instruction.rest(), format!("unknown signal `{signal}`")))
            }
            _ => Ok(()),
        }
    }

    pub fn volume(&mut self) -> Checked {
        let volumes = self.words()?;
        match volumes.iter().map(Value::certain).position(|volume| volume == Some("")) {
            Some(index) => Err(self.error(&self.instruction.words()[index].range(), "empty volume path")),
            None => Ok(()),
        }
    }
}
