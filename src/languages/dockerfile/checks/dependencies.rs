//! What stages take from each other: `COPY --from` and `RUN --mount=from=`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::expansion::{Lexer, Nothing};
use super::super::image;
use super::super::instruction::{Arguments, Instruction, Keyword};
use super::super::mount::Mount;
use super::super::validation;
use super::images::{Image, Images, value_range};
use super::stages::lower;
use super::{Report, Result};

/// Where an instruction takes files from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Stage(usize),
    /// An image of a registry.
    Image,
}

pub struct Dependencies {
    /// The instructions that take something, each with its sources in the order of its flags.
    sources: Vec<(usize, Source)>,
    /// The stages that the last one needs, and itself.
    pub needed: Vec<bool>,
}

impl Dependencies {
    /// Where an instruction takes something from.
    pub fn of(&self, instruction: usize) -> impl Iterator<Item = Source> {
        let first = self.sources.partition_point(|(index, _)| *index < instruction);
        self.sources[first..].iter().take_while(move |(index, _)| *index == instruction).map(|(_, source)| *source)
    }
}

/// What is asked for while the sources are found.
struct Asked<'f> {
    instruction: usize,
    flag: Range<usize>,
    name: &'f str,
}

impl Report<'_> {
    pub(super) fn dependencies(&mut self, images: &Images) -> Result<Dependencies> {
        let file = self.file;
        let mut sources = Vec::new();
        // For each stage, the stages that it takes something from, with the instruction.
        let mut edges: Vec<Vec<(usize, usize)>> = vec![Vec::new(); images.stages.len()];
        let mut outside = Vec::new();
        for (stage, image) in images.stages.iter().enumerate() {
            for index in image.stage.commands.clone() {
                let instruction = &file.instructions[index];
                let known = sources.len();
                self.sources(index, instruction, images, &mut sources, &mut outside)?;
                edges[stage].extend(sources[known..].iter().filter_map(|(index, source)| match source {
                    Source::Stage(source) => Some((*source, *index)),
                    Source::Image => None,
                }));
            }
        }
        if let Some(index) = circle(&edges) {
            let instruction = &file.instructions[index];
            let flag = instruction.flags.first().map_or(&instruction.name, |flag| &flag.range);
            let is_itself = edges.iter().enumerate().any(|(stage, edges)| edges.contains(&(stage, index)));
            let message = if is_itself {
                "a stage cannot take anything from itself"
            } else {
                "the stages need each other, so none of them can be built first"
            };
            return Err(self.error(index, flag, message));
        }
        self.names_of_images(images, &outside)?;
        let needed = needed(images, &edges);
        self.triggers(images, &needed)?;
        Ok(Dependencies { sources, needed })
    }

    fn sources<'f>(
        &self,
        index: usize,
        instruction: &'f Instruction,
        images: &Images,
        sources: &mut Vec<(usize, Source)>,
        outside: &mut Vec<Asked<'f>>,
    ) -> Result {
        match instruction.keyword {
            Keyword::Copy => {
                let Some((flag, name)) = instruction.flag_named("from").filter(|(_, name)| !name.is_empty()) else {
                    return Ok(());
                };
                let found = find(name, self.file.escape, images, outside.len())
                    .map_err(|message| self.error(index, &value_range(flag, name), message))?;
                if found == Source::Image {
                    outside.push(Asked { instruction: index, flag: value_range(flag, name), name });
                }
                sources.push((index, found));
            }
            Keyword::Run => {
                for flag in &instruction.flags {
                    let ("mount", Some(value)) = instruction.flag(flag) else { continue };
                    let from = from_of(value);
                    let found = images.names.get(&lower(from.unwrap_or("scratch"))).copied();
                    if found.is_none() {
                        let name = from.unwrap_or("scratch");
                        outside.push(Asked { instruction: index, flag: flag.range.clone(), name });
                    }
                    sources.push((index, found.map_or(Source::Image, Source::Stage)));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Names an image whose name makes no sense. Those in a registry are not looked for.
    fn names_of_images(&self, images: &Images, outside: &[Asked]) -> Result {
        let is_misnamed = |image: &&Image| images.misnamed.binary_search(&image.stage.from).is_ok();
        let bases = images.stages.iter().filter(|image| image.base_stage.is_none()).filter(is_misnamed).map(|image| {
            let instruction = &self.file.instructions[image.stage.from];
            let range = instruction.words().first().map_or(&instruction.name, |word| &word.range);
            (&*image.base, image.stage.from, range)
        });
        let asked = outside.iter().map(|asked| (asked.name, asked.instruction, &asked.flag));
        // `BuildKit` resolves them all at once; of several that fail, it is the last that it begins with.
        let problem = |(name, index, range): (&str, usize, &Range<usize>)| {
            let message = image::problem(name).filter(|_| name != "scratch")?;
            Some(self.error(index, range, message))
        };
        bases.chain(asked).filter_map(problem).last().map_or(Ok(()), Err)
    }

    /// Reads the triggers that are run in other stages, which is done before anything is.
    fn triggers(&self, images: &Images, needed: &[bool]) -> Result {
        let file = self.file;
        // For each stage that others build on: why its triggers are refused, read once for all of them.
        let mut refusals: BTreeMap<usize, Option<String>> = BTreeMap::new();
        for (stage, image) in images.stages.iter().enumerate() {
            let Some(base) = image.base_stage.filter(|_| needed[stage]) else { continue };
            let refusal = refusals.entry(base).or_insert_with(|| {
                let refusal = |index: &usize| match &file.instructions[*index].arguments {
                    Arguments::Trigger(trigger) => validation::refusal(trigger),
                    _ => None,
                };
                images.stages[base].stage.triggers.iter().find_map(refusal).map(|refusal| refusal.message)
            });
            if let Some(message) = refusal {
                let from = &file.instructions[image.stage.from];
                let range = from.words().first().map_or(&from.name, |word| &word.range);
                return Err(self.error(image.stage.from, range, format!("an ONBUILD of that stage: {message}")));
            }
        }
        Ok(())
    }
}

/// Finds what `COPY --from` names. Images count as stages behind the last one, in the order in which they are asked
/// for.
///
/// # Errors
///
/// When it has variables, or is a number that no stage has.
pub fn find(name: &str, escape: char, images: &Images, outside: usize) -> std::result::Result<Source, String> {
    let expanded = Lexer::new(escape).expand(name, &Nothing);
    if let Some(error) = expanded.error {
        return Err(error);
    }
    if expanded.text != name {
        return Err("--from takes no variables; give the image a name with FROM … AS name".to_owned());
    }
    let Ok(number) = name.parse::<i64>() else {
        return Ok(images.names.get(&lower(name)).map_or(Source::Image, |stage| Source::Stage(*stage)));
    };
    match usize::try_from(number) {
        Ok(number) if number < images.stages.len() => Ok(Source::Stage(number)),
        Ok(number) if number < images.stages.len() + outside => Ok(Source::Image),
        _ => Err(format!("there is no stage {number}; the first is 0")),
    }
}

/// What a mount takes its files from. A mount that cannot be read has been refused before.
pub fn from_of(value: &str) -> Option<&str> {
    // Most mounts have none, and are not read again for it.
    if !value.as_bytes().windows(4).any(|part| part.eq_ignore_ascii_case(b"from")) {
        return None;
    }
    let mount = Mount::read(value, None).ok().filter(|mount| !mount.from.is_empty())?;
    let start = value.find(mount.from.as_str())?;
    value.get(start..start + mount.from.len())
}

/// An instruction that closes a circle of stages, if there is one.
fn circle(edges: &[Vec<(usize, usize)>]) -> Option<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    // Most files take nothing from elsewhere.
    if edges.iter().all(Vec::is_empty) {
        return None;
    }
    let mut states = vec![State::New; edges.len()];
    for start in 0..edges.len() {
        if states[start] != State::New || edges[start].is_empty() {
            continue;
        }
        states[start] = State::Open;
        // The path to where the search is: each stage, and how many of its edges have been followed.
        let mut path = vec![(start, 0)];
        while let Some((stage, followed)) = path.last_mut() {
            let Some((target, instruction)) = edges[*stage].get(*followed).copied() else {
                states[*stage] = State::Done;
                path.pop();
                continue;
            };
            *followed += 1;
            match states[target] {
                // Of several instructions that take from the same stage, `BuildKit` names the last.
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

fn needed(images: &Images, edges: &[Vec<(usize, usize)>]) -> Vec<bool> {
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

/// An error that the stage could not be waited for.
pub fn too_late(name: &str) -> String {
    format!("the stage `{name}` is built later; only earlier stages have something to give")
}

/// Whether a source is there when a stage is built.
pub fn is_built(source: Source, stage: usize) -> bool {
    match source {
        Source::Stage(other) => other < stage,
        Source::Image => true,
    }
}
