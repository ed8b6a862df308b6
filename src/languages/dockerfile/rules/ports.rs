//! `ExposeProtoCasing` and `ExposeInvalidFormat`: the ports of `EXPOSE`.

use super::Rule;
use super::checker::Result;
use super::finding::Finding;
use super::walker::InstructionWalker;
use crate::languages::answers::Edit;
use crate::languages::dockerfile::syntax::expansion::WordExpander;
use crate::languages::dockerfile::syntax::instruction::{Instruction, Word};
use crate::languages::dockerfile::values::port::Port;
use crate::languages::findings::Correction;

impl InstructionWalker<'_, '_, '_> {
    pub fn expose(&mut self) -> Result {
        let mut words: Vec<&Word> = self.instruction.words().iter().collect();
        // BuildKit sorts them and stops at the first invalid one.
        words.sort_by_key(|word| self.instruction.word(word));
        let options = WordExpander::new(self.stages.checker.file.escape);
        let mut expanded = Vec::with_capacity(words.len());
        for word in words {
            let ports = options.split(self.instruction.word(word), &self.stages.scope);
            expanded.push((word, ports.map_err(|message| self.error(&word.range, message))?));
        }
        for (word, ports) in expanded {
            for text in ports {
                let (port, error) = Port::parse(&text);
                if port.has_upper_case {
                    self.warn(Rule::ExposeProtoCasing, &word.range, || {
                        format!("the protocol of a port is in lower case: {}", text.to_lowercase())
                    });
                }
                if port.names_host {
                    self.warn(Rule::ExposeInvalidFormat, &word.range, || {
                        format!("`{text}` names an address or port of the host, which EXPOSE has nothing to do with")
                    });
                }
                if let Some(message) = error {
                    return Err(self.error(&word.range, message));
                }
            }
        }
        Ok(())
    }
}

/// Changes the protocol of a port to lower case, unless it comes from a variable.
pub fn correct_protocol(instruction: &Instruction, finding: &Finding) -> Option<Correction> {
    // The words are in the order of the text.
    let source = |word: &Word| instruction.source(&word.range);
    let words = instruction.words();
    let index = words.partition_point(|word| source(word).start < finding.diagnostic.range.start);
    let word = words.get(index).filter(|word| source(word) == finding.diagnostic.range)?;
    let text = instruction.text(&word.range);
    let slash = text.rfind('/')?;
    let protocol = &text[slash + 1..];
    let is_known = ["tcp", "udp", "sctp"].iter().any(|known| protocol.eq_ignore_ascii_case(known));
    if !is_known || !protocol.contains(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let range = instruction.source(&(word.range.start + slash + 1..word.range.end));
    let lower = protocol.to_lowercase();
    Some(Correction::new(format!("Write {lower}"), vec![Edit::replace(range, lower)]))
}
