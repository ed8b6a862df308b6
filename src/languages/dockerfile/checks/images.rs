//! What stages build on: the arguments in front of them, the names of their images, and their platforms.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::super::expansion::{Expanded, Lexer, Reference, Variables};
use super::super::image;
use super::super::instruction::{Instruction, Keyword, Word};
use super::super::lint::Lint;
use super::super::platform::Platform;
use super::super::rule::Rule;
use super::instructions::argument_name;
use super::scope::Scope;
use super::stages::Stage;
use super::{Report, Result};

/// A stage and what it builds on.
#[derive(Debug)]
pub struct Image<'f> {
    pub stage: Stage<'f>,
    /// The name of the image, expanded.
    pub base: Cow<'f, str>,
    /// The earlier stage that it builds on.
    pub base_stage: Option<usize>,
    pub is_windows: bool,
}

/// The stages, and what they may ask for.
pub struct Images<'f> {
    pub stages: Vec<Image<'f>>,
    /// The last stage of each name.
    pub names: BTreeMap<Cow<'f, str>, usize>,
    /// The indices of the `FROM`s whose image cannot have the name that it has.
    pub misnamed: Vec<usize>,
    pub globals: Scope<'f>,
}

impl<'f> Report<'f> {
    pub(super) fn images(&mut self, stages: Vec<Stage<'f>>, arguments: &[usize]) -> Result<Images<'f>> {
        let globals = self.globals(arguments)?;
        let lexer = Lexer::new(self.file.escape);
        let file = self.file;
        let name = |stage: &Stage| -> &'f str {
            let instruction = &file.instructions[stage.from];
            instruction.word(base_word(instruction))
        };
        let names: Vec<Expanded> = stages.iter().map(|stage| lexer.expand(name(stage), &globals)).collect();
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

    /// What the arguments in front of the stages are by default.
    fn globals(&self, arguments: &[usize]) -> Result<Scope<'f>> {
        let mut scope = Scope::global();
        let lexer = Lexer::new(self.file.escape);
        for index in arguments {
            let file = self.file;
            let instruction = &file.instructions[*index];
            for word in instruction.words() {
                let text = instruction.word(word);
                scope.declare(Cow::Borrowed(argument_name(text)));
                let Some((name, value)) = text.split_once('=') else { continue };
                let expanded = lexer.expand(value, &scope);
                if let Some(error) = expanded.error {
                    return Err(self.error(*index, &word.range, error));
                }
                let value = expanded.text;
                scope.set(Cow::Borrowed(name), value);
            }
        }
        Ok(scope)
    }

    /// Judges the time that is given to all that is built: seconds, or where the time is taken from.
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

    /// Names the images that make no sense when nobody gives the arguments.
    fn default_names(&mut self, stages: &[Stage], names: &[Expanded]) -> Vec<usize> {
        let lint = self.lint;
        let mut misnamed = Vec::new();
        for (stage, expanded) in stages.iter().zip(names) {
            if expanded.error.is_some() {
                break;
            }
            if image::problem(&expanded.text).is_some() {
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
            // What is built from nothing is of the platform that is built for.
            let is_named = platform.os == "windows" && base != "scratch";
            is_windows = if base_stage.is_some() { is_windows } else { is_named };
        }
        Ok(Image { stage, base, base_stage, is_windows })
    }

    fn platform(
        &mut self,
        index: usize,
        (flag, value): (&Word, &str),
        stage: Option<&str>,
        lint: Lint,
        globals: &mut Scope<'f>,
    ) -> Result<Platform> {
        let instruction = &self.file.instructions[index];
        let expanded = Lexer::new(self.file.escape).expand(value, globals);
        let range = instruction.source(&flag.range);
        self.undeclared(index, (value, value_range(flag, value)), &expanded, lint, globals);
        if is_only_target_platform(value, &expanded) && globals.get("TARGETPLATFORM") == Some(&*expanded.text) {
            self.warn(lint, Rule::RedundantTargetPlatform, index, range.clone(), || {
                format!("`{value}` is the platform that is built for anyway")
            });
        }
        let platform = Platform::parse(&expanded.text);
        if let Some(platform) = &platform
            && expanded.references.is_empty()
            && expanded.error.is_none()
            && !stage.is_some_and(|name| name.contains(&platform.os) || name.contains(&platform.architecture))
        {
            self.warn(lint, Rule::FromPlatformFlagConstDisallowed, index, range, || {
                format!("the platform is always `{value}`, whatever is built for")
            });
        }
        if let Some(error) = expanded.error {
            return Err(self.error(index, &flag.range, error));
        }
        platform.ok_or_else(|| {
            let message = if expanded.text.is_empty() {
                format!("`{value}` is empty, so there is no platform")
            } else {
                format!("`{}` is not a platform; linux/amd64 is one", expanded.text)
            };
            self.error(index, &flag.range, message)
        })
    }

    /// Names the arguments that a `FROM` uses and nothing in front of it declares.
    fn undeclared(
        &mut self,
        index: usize,
        (text, range): (&str, Range<usize>),
        expanded: &Expanded,
        lint: Lint,
        globals: &mut Scope<'f>,
    ) {
        for (name, reference) in expanded.unset(text) {
            if globals.is_declared(name) || !self.admits(lint, Rule::UndefinedArgInFrom) {
                continue;
            }
            let instruction = &self.file.instructions[index];
            let is_as_written = range.len() == text.len();
            let at = range.start + reference.range.start..range.start + reference.range.end;
            let range = instruction.source(if is_as_written { &at } else { &range });
            let hint = globals.similar(name).map(|name| format!("; `{name}` is")).unwrap_or_default();
            self.warn(lint, Rule::UndefinedArgInFrom, index, range, || {
                format!("no ARG in front of the first FROM declares `{name}`{hint}")
            });
        }
    }
}

/// The image of a `FROM`, which has one when it is valid.
pub fn base_word<'i>(instruction: &'i Instruction) -> &'i Word {
    &instruction.words()[0]
}

/// Where the value of a flag stands in the line: the whole flag where it is not as written.
pub fn value_range(flag: &Word, value: &str) -> Range<usize> {
    if flag.decoded.is_some() { flag.range.clone() } else { flag.range.end - value.len()..flag.range.end }
}

fn is_only_target_platform(value: &str, expanded: &Expanded) -> bool {
    let is_it = |reference: &Reference| reference.is_set && &value[reference.name.clone()] == "TARGETPLATFORM";
    !expanded.references.is_empty() && expanded.references.iter().all(is_it)
}
