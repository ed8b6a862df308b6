//! What stages copy and mount from each other.

use std::collections::BTreeMap;
use std::ops::Range;

use super::checker::{Checker, Result};
use super::validation;
use crate::languages::dockerfile::model::stage_sources::{
    Dependencies, Source, find_cycle, mount_source, needed_stages, resolve,
};
use crate::languages::dockerfile::model::stages::{Image, Images, lower, value_range};
use crate::languages::dockerfile::syntax::instruction::{Arguments, Instruction, Keyword};
use crate::languages::dockerfile::values::image;

/// A source that is not a stage.
struct Outside<'f> {
    instruction: usize,
    flag: Range<usize>,
    name: &'f str,
}

impl Checker<'_> {
    pub fn dependencies(&mut self, images: &Images) -> Result<Dependencies> {
        let file = self.file;
        let mut sources = Vec::new();
        // For each stage, its source stages with the instructions that use them.
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
        if let Some(index) = find_cycle(&edges) {
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
        self.image_names(images, &outside)?;
        let needed = needed_stages(images, &edges);
        self.triggers(images, &needed)?;
        Ok(Dependencies { sources, needed })
    }

    fn sources<'f>(
        &self,
        index: usize,
        instruction: &'f Instruction,
        images: &Images,
        sources: &mut Vec<(usize, Source)>,
        outside: &mut Vec<Outside<'f>>,
    ) -> Result {
        match instruction.keyword {
            Keyword::Copy => {
                let Some((flag, name)) = instruction.flag_named("from").filter(|(_, name)| !name.is_empty()) else {
                    return Ok(());
                };
                let found = resolve(name, self.file.escape, images, outside.len())
                    .map_err(|message| self.error(index, &value_range(flag, name), message))?;
                if found == Source::Image {
                    outside.push(Outside { instruction: index, flag: value_range(flag, name), name });
                }
                sources.push((index, found));
            }
            Keyword::Run => {
                for flag in &instruction.flags {
                    let ("mount", Some(value)) = instruction.flag(flag) else { continue };
                    let from = mount_source(value);
                    let found = images.names.get(&lower(from.unwrap_or("scratch"))).copied();
                    if found.is_none() {
                        let name = from.unwrap_or("scratch");
                        outside.push(Outside { instruction: index, flag: flag.range.clone(), name });
                    }
                    sources.push((index, found.map_or(Source::Image, Source::Stage)));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Refuses invalid image names.
    fn image_names(&self, images: &Images, outside: &[Outside]) -> Result {
        let is_misnamed = |image: &&Image| images.misnamed.binary_search(&image.stage.from).is_ok();
        let bases = images.stages.iter().filter(|image| image.base_stage.is_none()).filter(is_misnamed).map(|image| {
            let instruction = &self.file.instructions[image.stage.from];
            let range = instruction.words().first().map_or(&instruction.name, |word| &word.range);
            (&*image.base, image.stage.from, range)
        });
        let others = outside.iter().map(|source| (source.name, source.instruction, &source.flag));
        // BuildKit resolves all of them concurrently, starting with the last, and reports the first failure.
        let error = |(name, index, range): (&str, usize, &Range<usize>)| {
            let message = image::name_error(name).filter(|_| name != "scratch")?;
            Some(self.error(index, range, message))
        };
        bases.chain(others).filter_map(error).last().map_or(Ok(()), Err)
    }

    /// Refuses invalid triggers that run in other stages, which happens before anything is built.
    fn triggers(&self, images: &Images, needed: &[bool]) -> Result {
        let file = self.file;
        // For each stage that others are based on: why its triggers are refused, determined once.
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

/// The message for a source that is built later.
pub fn too_late(name: &str) -> String {
    format!("the stage `{name}` is built later; only earlier stages have something to give")
}
