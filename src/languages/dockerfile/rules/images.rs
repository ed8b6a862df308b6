//! Base images: the arguments before the first stage, `SOURCE_DATE_EPOCH`, and image names (`InvalidDefaultArgInFrom`).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Rule;
use super::checker::{Checker, Result};
use super::descriptions::argument_name;
use crate::languages::dockerfile::model::scope::Scope;
use crate::languages::dockerfile::model::stages::{Image, Images, Stage, base_word};
use crate::languages::dockerfile::syntax::expansion::{Expanded, Variables, WordExpander};
use crate::languages::dockerfile::syntax::instruction::Keyword;
use crate::languages::dockerfile::values::image;

impl<'f> Checker<'f> {
    pub fn images(&mut self, stages: Vec<Stage<'f>>, arguments: &[usize]) -> Result<Images<'f>> {
        let globals = self.globals(arguments)?;
        let expander = WordExpander::new(self.file.escape);
        let file = self.file;
        let name = |stage: &Stage| -> &'f str {
            let instruction = &file.instructions[stage.from];
            instruction.word(base_word(instruction))
        };
        let names: Vec<Expanded> = stages.iter().map(|stage| expander.expand(name(stage), &globals)).collect();
        let misnamed = self.default_names(&stages, &names);
        self.epoch(arguments, (&stages, &names), &globals)?;
        let mut images = Images { stages: Vec::with_capacity(stages.len()), names: BTreeMap::new(), misnamed, globals };
        for (stage, name) in stages.into_iter().zip(names) {
            let image = self.image(stage, name, &mut images)?;
            if let Some(name) = &image.stage.name {
                images.names.insert(name.clone(), images.stages.len());
            }
            images.stages.push(image);
        }
        Ok(images)
    }

    /// The default values of the arguments before the first stage.
    fn globals(&self, arguments: &[usize]) -> Result<Scope<'f>> {
        let mut scope = Scope::global();
        let words = WordExpander::new(self.file.escape);
        for index in arguments {
            let file = self.file;
            let instruction = &file.instructions[*index];
            for word in instruction.words() {
                let text = instruction.word(word);
                scope.declare(Cow::Borrowed(argument_name(text)));
                let Some((name, value)) = text.split_once('=') else { continue };
                let expanded = words.expand(value, &scope);
                if let Some(error) = expanded.error {
                    return Err(self.error(*index, &word.range, error));
                }
                let value = expanded.text;
                scope.set(Cow::Borrowed(name), value);
            }
        }
        Ok(scope)
    }

    /// Checks `SOURCE_DATE_EPOCH`: seconds, or the stage from which the time is taken.
    fn epoch(&self, arguments: &[usize], (stages, names): (&[Stage], &[Expanded]), globals: &Scope) -> Result {
        const NAME: &str = "SOURCE_DATE_EPOCH";
        let value = globals.get(NAME).unwrap_or_default();
        let is_stage = |stage: &Stage| stage.name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(value));
        if matches!(value, "" | "context") || value.parse::<i64>().is_ok() {
            return Ok(());
        }
        if let Some((stage, name)) = stages.iter().zip(names).find(|(stage, _)| is_stage(stage)) {
            let keywords = || self.file.instructions[stage.commands.clone()].iter().map(|other| other.keyword);
            let is_add = |keyword: &Keyword| *keyword == Keyword::Add;
            let is_only_source = keywords().all(|keyword| is_add(&keyword) || keyword == Keyword::Arg);
            if name.text == "scratch" && is_only_source && keywords().filter(is_add).count() == 1 {
                return Ok(());
            }
            let message = format!("{NAME} is taken from this stage, so it is FROM scratch with one ADD that fetches");
            let from = &self.file.instructions[stage.from];
            return Err(self.error(stage.from, &base_word(from).range, message));
        }
        for index in arguments.iter().rev() {
            let instruction = &self.file.instructions[*index];
            let mut words = instruction.words().iter().rev();
            if let Some(word) = words.find(|word| argument_name(instruction.word(word)) == NAME) {
                let message = format!("`{value}` is no time; write seconds since 1970, or the name of a stage");
                return Err(self.error(*index, &word.range, message));
            }
        }
        Ok(())
    }

    /// Reports image names that are invalid with the default values of their arguments.
    fn default_names(&mut self, stages: &[Stage], names: &[Expanded]) -> Vec<usize> {
        let lint = self.lint;
        let mut misnamed = Vec::new();
        for (stage, expanded) in stages.iter().zip(names) {
            if expanded.error.is_some() {
                break;
            }
            if image::name_error(&expanded.text).is_some() {
                misnamed.push(stage.from);
                let instruction = &self.file.instructions[stage.from];
                let word = base_word(instruction);
                self.warn(lint, Rule::InvalidDefaultArgInFrom, stage.from, instruction.source(&word.range), || {
                    let name = instruction.word(word);
                    format!("with the defaults of its arguments, `{name}` is not the name of an image")
                });
            }
        }
        misnamed
    }

    fn image(&mut self, stage: Stage<'f>, expanded: Expanded<'f>, images: &mut Images<'f>) -> Result<Image<'f>> {
        let index = stage.from;
        let file = self.file;
        let instruction = &file.instructions[index];
        let lint = self.lint.merged(file, &instruction.comments);
        let word = base_word(instruction);
        let name = instruction.word(word);
        self.undeclared(index, (name, word.range.clone()), &expanded, lint, &mut images.globals);
        if let Some(error) = expanded.error {
            return Err(self.error(index, &word.range, error));
        }
        if expanded.text.is_empty() {
            return Err(self.error(index, &word.range, format!("`{name}` is empty, so there is no image")));
        }
        let base = expanded.text;
        let base_stage = images.names.get(&base).copied();
        let mut is_windows = base_stage.is_some_and(|stage| images.stages[stage].is_windows);
        if let Some((flag, value)) = instruction.flag_named("platform").filter(|(_, value)| !value.is_empty()) {
            let platform = self.platform(index, (flag, value), stage.name.as_deref(), lint, &mut images.globals)?;
            // `scratch` has the target platform.
            let is_named = platform.os == "windows" && base != "scratch";
            is_windows = if base_stage.is_some() { is_windows } else { is_named };
        }
        Ok(Image { stage, base, base_stage, is_windows })
    }
}
