//! The stages and arguments of a Dockerfile, which a Bake file can refer to.

use std::collections::HashSet;
use std::ops::Range;

use crate::languages::dockerfile::{self, Arguments, Instruction, Keyword};

#[derive(Debug, Default)]
pub struct Facts {
    pub stages: Vec<Stage>,
    pub arguments: Vec<Argument>,
    names: HashSet<String>,
    /// Whether the file uses a frontend that is not Docker's, which may support other instructions.
    pub has_other_frontend: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The name and its range, or `None` for a stage without a name.
    pub name: Option<(String, Range<usize>)>,
    pub base: String,
    /// The range of the FROM instruction.
    pub range: Range<usize>,
}

/// An argument that an ARG instruction declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    pub name: String,
    pub name_range: Range<usize>,
    pub default: Option<String>,
    /// The range of the ARG instruction.
    pub range: Range<usize>,
    /// Whether it is before the first FROM.
    pub is_global: bool,
}

impl Facts {
    pub fn parse(text: &str) -> Self {
        let file = dockerfile::parse(text);
        let mut facts = Self::default();
        for instruction in &file.instructions {
            facts.add(instruction);
        }
        let syntax = file.directives.iter().find(|directive| directive.name.as_str() == "syntax");
        facts.has_other_frontend = syntax.is_some_and(|directive| !is_docker_frontend(&text[directive.value.clone()]));
        facts.names = facts.arguments.iter().map(|argument| argument.name.clone()).collect();
        facts
    }

    /// Returns the last stage with a name. Names are case-insensitive, as in BuildKit.
    pub fn stage(&self, name: &str) -> Option<&Stage> {
        let is_named = |stage: &&Stage| stage.name.as_ref().is_some_and(|(own, _)| own.eq_ignore_ascii_case(name));
        self.stages.iter().rev().find(is_named)
    }

    /// Whether a build can select a stage. An empty name selects the last stage.
    pub fn has_stage(&self, name: &str) -> bool {
        name.is_empty() || self.stage(name).is_some()
    }

    pub fn stage_names(&self) -> impl Iterator<Item = &str> {
        self.stages.iter().filter_map(|stage| stage.name.as_ref()).map(|(name, _)| name.as_str())
    }

    pub fn declares(&self, argument: &str) -> bool {
        self.names.contains(argument)
    }

    fn add(&mut self, instruction: &Instruction) {
        let range = instruction.range();
        match (instruction.keyword, &instruction.arguments) {
            (Keyword::From, _) => {
                let words = instruction.words();
                let base = words.first().map_or(String::new(), |word| instruction.word(word).to_owned());
                let name =
                    words.get(2).map(|word| (instruction.word(word).to_owned(), instruction.source(&word.range())));
                self.stages.push(Stage { name, base, range });
            }
            (Keyword::Arg, _) => {
                let is_global = self.stages.is_empty();
                for word in instruction.words() {
                    let text = instruction.word(word);
                    let (name, default) =
                        text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
                    let source = instruction.source(&word.range());
                    let name_range = source.start..(source.start + name.len()).min(source.end);
                    self.arguments.push(Argument {
                        name: name.to_owned(),
                        name_range,
                        default: default.map(str::to_owned),
                        range: range.clone(),
                        is_global,
                    });
                }
            }
            // The trigger declares the argument in stages that are based on this one.
            (Keyword::Onbuild, Arguments::Trigger(trigger)) if trigger.keyword == Keyword::Arg => self.add(trigger),
            _ => {}
        }
    }
}

/// Whether the image of a `# syntax` directive is Docker's frontend, or a mirror of it.
fn is_docker_frontend(image: &str) -> bool {
    let image = image.split(['@', ' ']).next().unwrap_or(image);
    let name = match image.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => name,
        _ => image,
    };
    let is_official = |name: &str| matches!(name, "docker/dockerfile" | "docker/dockerfile-upstream");
    is_official(name)
        || name.split_once('/').is_some_and(|(_, path)| is_official(path))
        || name.ends_with("/docker/dockerfile")
}
