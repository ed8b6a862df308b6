//! References to stages with `COPY --from` and `RUN --mount=from=`, and the graph of these references.

use super::stage_references::mount_field_range;
use super::stages::{Images, lower};
use crate::languages::dockerfile::syntax::expansion::{NoVariables, WordExpander};

/// The source that an instruction takes files from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Stage(usize),
    /// An image in a registry.
    Image,
}

/// The sources of all instructions.
pub struct Dependencies {
    /// The instructions with sources. Each instruction has an entry for each source, in the order of its flags.
    pub sources: Vec<(usize, Source)>,
    /// For each stage, whether the last stage depends on it.
    pub needed: Vec<bool>,
}

impl Dependencies {
    /// The sources of an instruction.
    pub fn sources_of(&self, instruction: usize) -> impl Iterator<Item = Source> {
        let first = self.sources.partition_point(|(index, _)| *index < instruction);
        self.sources[first..].iter().take_while(move |(index, _)| *index == instruction).map(|(_, source)| *source)
    }
}

/// Resolves the value of `COPY --from`. Images are numbered like stages after the last stage, in the order of their
/// use.
///
/// # Errors
///
/// If the value contains variables, or is a number without a stage.
pub fn resolve(name: &str, escape: char, images: &Images, outside: usize) -> std::result::Result<Source, String> {
    let expanded = WordExpander::new(escape).expand(name, &NoVariables);
    if let Some(error) = expanded.error {
        return Err(error);
    }
    if expanded.value.text != name {
        return Err("`--from` cannot contain variables; name the image with `FROM … AS name`".to_owned());
    }
    let Ok(number) = name.parse::<i64>() else {
        return Ok(images.names.get(&lower(name)).map_or(Source::Image, |stage| Source::Stage(*stage)));
    };
    match usize::try_from(number) {
        Ok(number) if number < images.stages.len() => Ok(Source::Stage(number)),
        Ok(number) if number < images.stages.len() + outside => Ok(Source::Image),
        _ => Err(format!("unknown stage {number}: stages are numbered from 0")),
    }
}

/// Returns the stage or image that a mount refers to.
pub fn mount_source(value: &str) -> Option<&str> {
    mount_field_range(value, "from").map(|range| &value[range])
}

/// Returns an instruction that closes a cycle of stages, if there is one.
pub fn find_cycle(edges: &[Vec<(usize, usize)>]) -> Option<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    // Most files have no such references.
    if edges.iter().all(Vec::is_empty) {
        return None;
    }
    let mut states = vec![State::New; edges.len()];
    for start in 0..edges.len() {
        if states[start] != State::New || edges[start].is_empty() {
            continue;
        }
        states[start] = State::Open;
        // The current path of the search: each stage, with the number of its edges that were followed.
        let mut path = vec![(start, 0)];
        while let Some((stage, followed)) = path.last_mut() {
            let Some((target, instruction)) = edges[*stage].get(*followed).copied() else {
                states[*stage] = State::Done;
                path.pop();
                continue;
            };
            *followed += 1;
            match states[target] {
                // If several instructions have the same source, BuildKit reports the last one.
                State::Open => {
                    let last = edges[*stage].iter().rev().find(|(other, _)| *other == target);
                    return Some(last.map_or(instruction, |(_, last)| *last));
                }
                State::New => {
                    states[target] = State::Open;
                    path.push((target, 0));
                }
                State::Done => {}
            }
        }
    }
    None
}

/// Returns for each stage whether the last stage depends on it.
pub fn needed_stages(images: &Images, edges: &[Vec<(usize, usize)>]) -> Vec<bool> {
    let mut needed = vec![false; images.stages.len()];
    let mut open: Vec<usize> = images.stages.len().checked_sub(1).into_iter().collect();
    while let Some(stage) = open.pop() {
        if !std::mem::replace(&mut needed[stage], true) {
            open.extend(images.stages[stage].base_stage);
            open.extend(edges[stage].iter().map(|(target, _)| *target));
        }
    }
    needed
}

/// Whether a source is available when a stage is built.
pub fn is_built(source: Source, stage: usize) -> bool {
    match source {
        Source::Stage(other) => other < stage,
        Source::Image => true,
    }
}
