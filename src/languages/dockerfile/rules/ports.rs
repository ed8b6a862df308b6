//! `ExposeProtoCasing` and `ExposeInvalidFormat`: the ports of `EXPOSE`.

use super::Rule;
use super::finding::Finding;
use super::walker::{Checked, InstructionWalker};
use crate::languages::answers::Edit;
use crate::languages::dockerfile::syntax::expansion::{Certainty, WordExpander};
use crate::languages::dockerfile::syntax::instruction::{Instruction, Word};
use crate::languages::dockerfile::values::port::Port;
use crate::languages::findings::Correction;
use crate::languages::sort::SortStably;

impl InstructionWalker<'_, '_, '_> {
    pub fn expose(&mut self) -> Checked {
        let mut words: Vec<&Word> = self.instruction.words().iter().collect();
        // BuildKit sorts the ports and stops at the first invalid one.
        words.sort_stably_by_key(|word| self.instruction.word(word));
        let options = WordExpander::new(self.stages.checker.file.escape);
        let mut expanded = Vec::with_capacity(words.len());
        for word in words {
            let ports = options.split(self.instruction.word(word), &self.stages.scope);
            expanded.push((word, ports.map_err(|message| self.error(&word.range(), message))?));
        }
        for (word, ports) in expanded {
            if ports.certainty == Certainty::Unknown {
                continue;
            }
            let is_certain = ports.certainty == Certainty::Certain;
            for text in ports.words {
                let (port, error) = Port::parse(&text);
                let source = self.instruction.source(&word.range());
                if port.has_upper_case {
                    self.warn_at(Rule::ExposeProtoCasing, source.clone(), is_certain, || {
                        format!("the protocol of port `{text}` should be lowercase")
                    });
                }
                if port.names_host {
                    self.warn_at(Rule::ExposeInvalidFormat, source, is_certain, || {
                        format!("EXPOSE `{text}` contains an IP address or a host port; keep only the container port")
                    });
                }
                if let Some(message) = error.filter(|_| is_certain) {
                    return Err(self.error(&word.range(), message));
                }
            }
        }
        Ok(())
    }
}

/// Changes the protocol of a port to lower case, unless it comes from a variable.
pub fn correct_protocol(instruction: &Instruction, finding: &Finding) -> Option<Correction> {
    // The words are in document order.
    let source = |word: &Word| instruction.source(&word.range());
    let words = instruction.words();
    let index = words.partition_point(|word| source(word).start < finding.diagnostic.range.start);
    let word = words.get(index).filter(|word| source(word) == finding.diagnostic.range)?;
    let text = instruction.text(&word.range());
    let slash = text.rfind('/')?;
    let protocol = &text[slash + 1..];
    let is_known = ["tcp", "udp", "sctp"].iter().any(|known| protocol.eq_ignore_ascii_case(known));
    if !is_known || !protocol.contains(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let range = instruction.source(&(word.range().start + slash + 1..word.range().end));
    let lower = protocol.to_lowercase();
    Some(Correction::new(format!("Change to `{lower}`"), vec![Edit::replace(range, lower)]))
}
