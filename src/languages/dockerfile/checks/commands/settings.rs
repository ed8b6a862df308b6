//! Instructions that set what the image says of itself: `CMD`, `ENTRYPOINT`, `EXPOSE`, `STOPSIGNAL`, `VOLUME`, `WORKDIR`.

use super::super::super::expansion::Lexer;
use super::super::super::finding::Finding;
use super::super::super::instruction::Word;
use super::super::super::port::Port;
use super::super::super::rule::Rule;
use super::super::super::signal;
use super::super::Result;
use super::Run;
use super::files::{absolute, depth};

impl Run<'_, '_, '_> {
    pub(super) fn shell_form(&mut self) {
        self.once();
        if self.instruction.arguments.is_json() || self.follower.state.has_shell {
            return;
        }
        let instruction = self.instruction;
        let rest = &self.instruction.rest;
        let range = if rest.is_empty() { &self.instruction.name } else { rest };
        self.warn(Rule::JSONArgsRecommended, range, || {
            let name = instruction.name().to_uppercase();
            if instruction.rest.is_empty() {
                return format!("this {name} runs nothing; a JSON array says so as well: {name} []");
            }
            if instruction.text(&instruction.rest).starts_with('[') {
                return format!("this is not a valid JSON array, so a shell runs it as this {name}");
            }
            format!("a shell runs this {name}, and signals do not reach the program; a JSON array runs it directly")
        });
    }

    /// Warns of the same instruction before this one, which has no effect.
    pub(super) fn once(&mut self) {
        let once = &mut self.follower.once;
        let before = if let Some((_, place)) = once.iter_mut().find(|(keyword, _)| *keyword == self.instruction.keyword)
        {
            Some(std::mem::replace(place, self.place.clone()))
        } else {
            once.push((self.instruction.keyword, self.place.clone()));
            None
        };
        let Some(before) = before else { return };
        if !self.follower.report.take(self.lint, Rule::MultipleInstructionsDisallowed) {
            return;
        }
        let instruction = &self.follower.report.file.instructions[before.index];
        let range = before.trigger.unwrap_or_else(|| instruction.source(&instruction.name));
        let name = self.instruction.name().to_uppercase();
        let message = format!("only the last {name} of a stage has an effect; this one has none");
        let finding = Finding::warning(Rule::MultipleInstructionsDisallowed, range, before.index, message);
        self.follower.findings.push(finding);
    }

    pub(super) fn expose(&mut self) -> Result {
        let mut words: Vec<&Word> = self.instruction.words().iter().collect();
        // `BuildKit` sorts them, and stops at the first that is wrong.
        words.sort_by_key(|word| self.instruction.word(word));
        let lexer = Lexer::new(self.follower.report.file.escape);
        let mut expanded = Vec::with_capacity(words.len());
        for word in words {
            let ports = lexer.split(self.instruction.word(word), &self.follower.scope);
            expanded.push((word, ports.map_err(|message| self.error(&word.range, message))?));
        }
        for (word, ports) in expanded {
            for text in ports {
                let (port, error) = Port::read(&text);
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

    pub(super) fn workdir(&mut self) -> Result {
        let path = self.words()?.pop().unwrap_or_default();
        let is_windows = self.follower.state.is_windows;
        let absolute = absolute(&path, is_windows).map_err(|message| self.error(&self.instruction.rest, message));
        let is_absolute = absolute.as_ref().is_ok_and(Option::is_some);
        if !self.follower.state.has_workdir && !is_absolute {
            self.warn(Rule::WorkdirRelativePath, &self.instruction.rest, || {
                format!("where `{path}` is depends on the image; an absolute path does not")
            });
        }
        self.follower.state.has_workdir = true;
        let current = self.follower.state.depth;
        self.follower.state.depth = match absolute? {
            Some(path) => depth(0, &path),
            None => depth(current, &path),
        };
        Ok(())
    }

    pub(super) fn stopsignal(&mut self) -> Result {
        let signal = self.words()?.pop().unwrap_or_default();
        if signal::exists(&signal) {
            return Ok(());
        }
        Err(self.error(&self.instruction.rest, format!("a signal `{signal}` does not exist")))
    }

    pub(super) fn volume(&mut self) -> Result {
        let volumes = self.words()?;
        match volumes.iter().position(|volume| volume.is_empty()) {
            Some(index) => {
                Err(self.error(&self.instruction.words()[index].range, "the path of the volume is empty".to_owned()))
            }
            None => Ok(()),
        }
    }
}
