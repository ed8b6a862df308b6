//! `STOPSIGNAL` and `VOLUME`.

use super::checker::Result;
use super::walker::InstructionWalker;
use crate::languages::dockerfile::values::signal::is_signal;

impl InstructionWalker<'_, '_, '_> {
    pub fn stopsignal(&mut self) -> Result {
        let signal = self.words()?.pop().unwrap_or_default();
        if is_signal(&signal) {
            return Ok(());
        }
        Err(self.error(&self.instruction.rest, format!("a signal `{signal}` does not exist")))
    }

    pub fn volume(&mut self) -> Result {
        let volumes = self.words()?;
        match volumes.iter().position(|volume| volume.is_empty()) {
            Some(index) => {
                Err(self.error(&self.instruction.words()[index].range, "the path of the volume is empty".to_owned()))
            }
            None => Ok(()),
        }
    }
}
