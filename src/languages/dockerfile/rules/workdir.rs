//! `WorkdirRelativePath`: relative paths in `WORKDIR`.

use super::Rule;
use super::files::{absolute, depth};
use super::finding::Finding;
use super::walker::{Checked, InstructionWalker, is_certain};
use crate::languages::answers::Edit;
use crate::languages::dockerfile::model::file_facts::FileFacts;
use crate::languages::dockerfile::syntax::instruction::Keyword;
use crate::languages::findings::Correction;

impl InstructionWalker<'_, '_, '_> {
    pub fn workdir(&mut self) -> Checked {
        let path = self.words()?.pop().unwrap_or_default();
        let is_first = !std::mem::replace(&mut self.stages.state.has_workdir, true);
        let current = self.stages.state.depth.take();
        let Some(text) = path.assumed() else { return Ok(()) };
        let os = self.stages.state.os;
        let (absolute, error) = match absolute(text, os) {
            Ok(absolute) => (absolute, None),
            Err(message) => (None, Some(message)),
        };
        let is_certain = is_certain(&path);
        // The missing path is reported by the error.
        let is_relative = absolute.is_none() && !self.instruction.rest().is_empty();
        if is_first && is_relative {
            let source = self.instruction.source(&self.instruction.rest());
            self.warn_at(Rule::WorkdirRelativePath, source, is_certain, || {
                format!("relative WORKDIR `{text}` depends on the base image; use an absolute path")
            });
        }
        if let Some(message) = error.filter(|_| is_certain) {
            return Err(self.error(&self.instruction.rest(), message));
        }
        self.stages.state.depth = match absolute {
            _ if !is_certain => None,
            Some(path) => Some(depth(0, &path)),
            None => current.map(|current| depth(current, text)),
        };
        Ok(())
    }
}

/// Makes a path absolute by prepending the root, which is the default working directory of most images.
pub fn correct(facts: &FileFacts, index: usize, finding: &Finding) -> Option<Correction> {
    let file = facts.file;
    let instruction = &file.instructions[index];
    let is_it =
        instruction.keyword == Keyword::Workdir && instruction.source(&instruction.rest()) == finding.diagnostic.range;
    if !is_it || facts.is_windows {
        return None;
    }
    let text = instruction.text(&instruction.rest());
    let path = text.strip_prefix(['"', '\'']).unwrap_or(text);
    let skipped = text.len() - path.len();
    let dots = path.len() - path.strip_prefix("./").unwrap_or(path).trim_start_matches('/').len();
    let name = &path[dots..];
    // The value of a variable may be absolute, and `..` depends on the working directory.
    if name.is_empty()
        || name.starts_with(['$', '.', file.escape, '"', '\''])
        || name.contains(':')
        || path.starts_with('/')
    {
        return None;
    }
    let start = instruction.rest().start + skipped;
    let range = instruction.source(&(start..start + dots));
    let range = if dots == 0 { range.start..range.start } else { range };
    let stage = facts.stages.partition_point(|from| *from < index).checked_sub(1)?;
    let from = &file.instructions[facts.stages[stage]];
    let is_scratch = from.words().first().is_some_and(|base| from.word(base) == "scratch");
    let correction = Correction::new("Make the path absolute", vec![Edit::replace(range, "/")]);
    Some(if is_scratch { correction } else { correction.not_preferred() })
}
