//! Checks base images: the arguments before the first stage, and image names (`InvalidDefaultArgInFrom`).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Rule;
use super::checker::{Checker, Result};
use super::descriptions::argument_name;
use crate::languages::dockerfile::Dialect;
use crate::languages::dockerfile::model::scope::Scope;
use crate::languages::dockerfile::model::stages::{Image, Images, OperatingSystem, Stage, base_word};
use crate::languages::dockerfile::syntax::expansion::{Certainty, Expanded, Value, WordExpander};
use crate::languages::dockerfile::values::image;

impl<'f> Checker<'f> {
    pub fn images(&mut self, stages: Vec<Stage<'f>>, arguments: &[usize]) -> Result<Images<'f>> {
        let globals = self.globals(arguments)?;
        let expander = WordExpander::new(self.file.escape);
        let file = self.file;
        let name = |stage: &Stage| -> &'f str {
            let instruction = &file.instructions[stage.from];
            base_word(instruction).map_or("", |word| instruction.word(word))
        };
        let names: Vec<Expanded> = stages.iter().map(|stage| expander.expand(name(stage), &globals)).collect();
        self.default_names(&stages, &names);
        let mut images = Images { stages: Vec::with_capacity(stages.len()), names: BTreeMap::new(), globals };
        for (stage, name) in stages.into_iter().zip(names) {
            let image = self.image(stage, name, &mut images)?;
            if let Some(name) = &image.stage.name {
                images.names.insert(name.clone(), images.stages.len());
            }
            images.stages.push(image);
        }
        Ok(images)
    }

    /// Evaluates the default values of the arguments before the first stage.
    fn globals(&mut self, arguments: &[usize]) -> Result<Scope<'f>> {
        let mut scope = Scope::global();
        let words = WordExpander::new(self.file.escape);
        let file = self.file;
        for index in arguments {
            let instruction = &file.instructions[*index];
            for word in instruction.words() {
                let text = instruction.word(word);
                scope.declare(Cow::Borrowed(argument_name(text)));
                let Some((name, value)) = text.split_once('=') else { continue };
                let expanded = words.expand(value, &scope);
                if let Some(error) = expanded.error {
                    // If a build passes an argument, BuildKit does not expand the default value.
                    self.report(self.error(*index, &word.range(), error).into_warning())?;
                    continue;
                }
                scope.set(Cow::Borrowed(name), argument_value(expanded.value));
            }
        }
        Ok(scope)
    }

    /// Reports image names that are invalid with the default values of their arguments.
    fn default_names(&mut self, stages: &[Stage], names: &[Expanded]) {
        let lint = self.lint;
        for (stage, expanded) in stages.iter().zip(names) {
            let instruction = &self.file.instructions[stage.from];
            let Some(word) = base_word(instruction) else { continue };
            if expanded.error.is_some() {
                if self.options.stops_at_first_error {
                    break;
                }
                continue;
            }
            if self.image_name_error(&expanded.value.text).is_some() {
                self.warn(lint, Rule::InvalidDefaultArgInFrom, stage.from, instruction.source(&word.range()), || {
                    let name = instruction.word(word);
                    if name.contains('$') {
                        format!("`{name}` is not a valid image name with the default values of its arguments")
                    } else {
                        format!("`{name}` is not a valid image name")
                    }
                });
            }
        }
    }

    /// Returns the reason why an image name is invalid.
    pub fn image_name_error(&self, name: &str) -> Option<String> {
        if self.options.dialect == Dialect::Containerfile && image::has_transport(name) {
            return None;
        }
        image::name_error(name)
    }

    fn image(&mut self, stage: Stage<'f>, expanded: Expanded<'f>, images: &mut Images<'f>) -> Result<Image<'f>> {
        let index = stage.from;
        let file = self.file;
        let instruction = &file.instructions[index];
        let lint = self.lint.merged(file, &instruction.comments());
        let unknown = Value { text: Cow::Borrowed(""), certainty: Certainty::Unknown };
        // A missing image already has an error.
        let Some(word) = base_word(instruction) else {
            return Ok(Image { stage, base: unknown, base_stage: None, os: OperatingSystem::Unknown });
        };
        let name = instruction.word(word);
        self.undeclared(index, (name, word.range()), &expanded, lint, &mut images.globals);
        let is_rejected = self.is_rejected(index);
        if let Some(error) = expanded.error.as_ref().filter(|_| !is_rejected) {
            self.report(self.error(index, &word.range(), error))?;
        }
        let base = expanded.value;
        if base.certain() == Some("") {
            self.report(self.error(index, &word.range(), format!("empty image name: `{name}` is never set")))?;
        }
        let base_stage = base.assumed().and_then(|base| images.names.get(base)).copied();
        let mut os = match base_stage {
            Some(stage) if base.certainty == Certainty::Certain => images.stages[stage].os,
            _ => OperatingSystem::Unknown,
        };
        if let Some((flag, value)) = instruction.flag_named("platform").filter(|(_, value)| !value.is_empty()) {
            let platform = self.platform(index, (flag, value), stage.name.as_deref(), lint, &mut images.globals)?;
            // `scratch` has the target platform, and a stage has its own platform.
            if let Some(platform) = platform
                && base_stage.is_none()
                && base.text != "scratch"
            {
                os = match platform.os.as_str() {
                    "windows" => OperatingSystem::Windows,
                    "linux" => OperatingSystem::Linux,
                    _ => OperatingSystem::Unknown,
                };
            }
        }
        Ok(Image { stage, base, base_stage, os })
    }
}

/// Returns the value of an argument with a default value, which a build can change.
pub fn argument_value(default: Value) -> Value {
    Value { certainty: default.certainty.max(Certainty::Assumed), ..default }
}
