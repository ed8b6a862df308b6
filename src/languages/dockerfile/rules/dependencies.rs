//! Checks what stages copy and mount from each other.

use std::collections::BTreeMap;
use std::ops::Range;

use super::checker::{Checker, Result};
use super::finding::Finding;
use super::validation::Validation;
use super::walker::inherited;
use crate::languages::dockerfile::Dialect;
use crate::languages::dockerfile::model::stage_sources::{
    Dependencies, Source, find_cycle, mount_source, needed_stages, resolve,
};
use crate::languages::dockerfile::model::stages::{Images, lower, value_range};
use crate::languages::dockerfile::syntax::instruction::{Arguments, Instruction, Keyword, Word};

const OWN_STAGE: &str = "circular dependency: a stage cannot use itself as a source";

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
        // For each stage, its source stages, with the instructions that use them.
        let mut edges: Vec<Vec<(usize, usize)>> = vec![Vec::new(); images.stages.len()];
        let mut outside = Vec::new();
        for (stage, image) in images.stages.iter().enumerate() {
            for index in image.stage.commands.clone() {
                let instruction = &file.instructions[index];
                let known = sources.len();
                if let Some(error) = self.sources(index, instruction, images, &mut sources, &mut outside) {
                    self.report(error)?;
                }
                edges[stage].extend(sources[known..].iter().filter_map(|(index, source)| match source {
                    Source::Stage(source) => Some((*source, *index)),
                    Source::Image => None,
                }));
            }
        }
        if let Some(index) = find_cycle(&edges).filter(|index| !self.is_rejected(*index)) {
            let instruction = &file.instructions[index];
            let flag = instruction.flags.first().map_or_else(|| instruction.keyword_range(), Word::range);
            let is_itself = edges.iter().enumerate().any(|(stage, edges)| edges.contains(&(stage, index)));
            let message = if is_itself { OWN_STAGE } else { "circular dependency: these stages depend on each other" };
            self.report(self.error(index, &flag, message))?;
        }
        let errors = self.image_name_errors(images, &outside);
        // BuildKit resolves all images concurrently, starting with the last, and reports the first failure.
        let skipped = if self.options.stops_at_first_error { errors.len().saturating_sub(1) } else { 0 };
        for error in errors.into_iter().skip(skipped) {
            self.report(error)?;
        }
        let needed = needed_stages(images, &edges);
        self.triggers(images, &needed)?;
        Ok(Dependencies { sources, needed })
    }

    /// Adds the sources of an instruction. Returns an error for an invalid source.
    fn sources<'f>(
        &self,
        index: usize,
        instruction: &'f Instruction,
        images: &Images,
        sources: &mut Vec<(usize, Source)>,
        outside: &mut Vec<Outside<'f>>,
    ) -> Option<Finding> {
        match instruction.keyword {
            Keyword::Copy => {
                let (flag, name) = instruction.flag_named("from").filter(|(_, name)| !name.is_empty())?;
                if self.is_unknown_source(name) {
                    sources.push((index, Source::Image));
                    return None;
                }
                let found = match resolve(name, self.file.escape, images, outside.len()) {
                    Ok(found) => found,
                    Err(message) => return Some(self.error(index, &value_range(flag, name), message)),
                };
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
                    if found.is_none() && !from.is_some_and(|from| self.is_unknown_source(from)) {
                        let name = from.unwrap_or("scratch");
                        outside.push(Outside { instruction: index, flag: flag.range(), name });
                    }
                    sources.push((index, found.map_or(Source::Image, Source::Stage)));
                }
            }
            _ => {}
        }
        None
    }

    /// Whether the source depends on variables, which Buildah expands and BuildKit rejects.
    fn is_unknown_source(&self, name: &str) -> bool {
        self.options.dialect == Dialect::Containerfile && name.contains('$')
    }

    /// Returns the errors for invalid image names.
    fn image_name_errors(&self, images: &Images, outside: &[Outside]) -> Vec<Finding> {
        let bases = images.stages.iter().filter(|image| image.base_stage.is_none()).filter_map(|image| {
            let instruction = &self.file.instructions[image.stage.from];
            let name = image.base.certain().filter(|name| !name.is_empty())?;
            let range = instruction.words().first().map_or_else(|| instruction.keyword_range(), Word::range);
            Some((name, image.stage.from, range))
        });
        let others = outside.iter().map(|source| (source.name, source.instruction, source.flag.clone()));
        let error = |(name, index, range): (&str, usize, Range<usize>)| {
            let message = self.image_name_error(name).filter(|_| name != "scratch")?;
            Some(self.error(index, &range, message))
        };
        bases.chain(others).filter_map(error).collect()
    }

    /// Reports invalid triggers that run in other stages. BuildKit rejects them before it builds anything.
    fn triggers(&mut self, images: &Images, needed: &[bool]) -> Result {
        let file = self.file;
        // For each base stage, the reason why its triggers are rejected, computed only once.
        let mut rejections: BTreeMap<usize, Option<String>> = BTreeMap::new();
        for (stage, image) in images.stages.iter().enumerate() {
            let Some(base) = image.base_stage.filter(|_| needed[stage] && image.is_base_certain()) else { continue };
            let dialect = self.options.dialect;
            let rejection = rejections.entry(base).or_insert_with(|| {
                let rejection = |index: &usize| match &file.instructions[*index].arguments {
                    Arguments::Trigger(trigger) => Validation::new(trigger, dialect).rejection(),
                    _ => None,
                };
                images.stages[base].stage.triggers.iter().find_map(rejection).map(|rejection| rejection.message)
            });
            if let Some(message) = rejection {
                let message = inherited(message);
                let from = &file.instructions[image.stage.from];
                let range = from.words().first().map_or_else(|| from.keyword_range(), Word::range);
                self.report(self.error(image.stage.from, &range, message))?;
            }
        }
        Ok(())
    }
}

/// Returns the message for a source that is not available when a stage is built.
pub fn not_yet_built(name: &str, source: Source, stage: usize) -> String {
    if source == Source::Stage(stage) {
        return OWN_STAGE.to_owned();
    }
    format!("stage `{name}` is defined later; only earlier stages can be used here")
}
