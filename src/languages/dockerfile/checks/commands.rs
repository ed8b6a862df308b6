//! Follows what is built, stage by stage: which variables are set, and what each instruction makes of them.
//!
//! Stages are followed from the one that they build on, so that each finds the variables that it inherits; what is
//! found is told in the order of the file. What an instruction does stands in the folder beside this file.

mod files;
mod settings;
mod variables;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::super::dockerignore::Ignored;
use super::super::expansion::Lexer;
use super::super::finding::Finding;
use super::super::instruction::{Arguments, Heredoc, Instruction, Keyword, Word};
use super::super::lint::Lint;
use super::super::rule::Rule;
use super::dependencies::Dependencies;
use super::images::{Images, value_range};
use super::scope::Scope;
use super::{Report, Result};

/// How many bytes of `ONBUILD` triggers are followed in a file: every stage that builds on another runs all of its
/// triggers.
const TRIGGERS: usize = 500_000;

/// What a trigger counts as beside its own bytes.
const TRIGGER: usize = 100;

/// What a stage hands on to those that build on it, beside its variables.
#[derive(Clone, Copy, Debug)]
struct Inherited {
    has_shell: bool,
    has_workdir: bool,
    /// How many folders the working directory is below the root.
    depth: usize,
    is_windows: bool,
}

impl<'f> Report<'f> {
    pub(super) fn commands(
        &mut self,
        images: &Images<'f>,
        dependencies: &Dependencies,
        ignored: &dyn Fn() -> Option<Ignored>,
    ) -> Result {
        let mut follower = Follower {
            report: self,
            images,
            dependencies,
            ignored,
            ignored_files: OnceCell::new(),
            scope: Scope::of_image(),
            triggers: TRIGGERS,
            state: Inherited { has_shell: false, has_workdir: false, depth: 0, is_windows: false },
            findings: Vec::new(),
            once: Vec::new(),
        };
        let mut all = follower.run();
        all.sort_by_key(|(stage, ..)| *stage);
        for (_, findings, error) in all {
            self.findings.extend(findings);
            if let Some(error) = error {
                return Err(error);
            }
        }
        Ok(())
    }
}

/// A stage, and what is found in it.
type Followed = (usize, Vec<Finding>, Option<Finding>);

struct Follower<'r, 'f> {
    report: &'r Report<'f>,
    images: &'r Images<'f>,
    dependencies: &'r Dependencies,
    ignored: &'r dyn Fn() -> Option<Ignored>,
    /// What `ignored` said, once it has been asked.
    ignored_files: OnceCell<Option<Ignored>>,
    scope: Scope<'f>,
    /// The bytes of triggers that may still be followed.
    triggers: usize,
    /// Of the stage that is followed.
    state: Inherited,
    findings: Vec<Finding>,
    /// The instructions of the stage that should come once.
    once: Vec<(Keyword, Place)>,
}

/// An instruction where it is run: where it stands, or, for an `ONBUILD` trigger, at the `FROM` of another stage.
#[derive(Clone, Debug)]
struct Place {
    stage: usize,
    index: usize,
    /// The range of the `FROM` that runs it.
    trigger: Option<Range<usize>>,
}

impl<'f> Follower<'_, 'f> {
    fn run(&mut self) -> Vec<Followed> {
        let stages = &self.images.stages;
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); stages.len()];
        let mut open = Vec::new();
        for (stage, image) in stages.iter().enumerate().rev() {
            match image.base_stage {
                Some(base) => children[base].push(stage),
                None => open.push((stage, 0)),
            }
        }
        if children.iter().any(|children| children.len() > 1) {
            self.scope.remember();
        }
        let mut followed = Vec::new();
        let mut left: Vec<Option<Inherited>> = vec![None; stages.len()];
        while let Some((stage, mark)) = open.pop() {
            if stages[stage].base_stage.is_none() {
                self.scope.clear();
            }
            self.scope.rewind(mark);
            let inherited = stages[stage].base_stage.and_then(|base| left[base]);
            self.state = inherited.unwrap_or_else(|| Inherited {
                has_shell: false,
                has_workdir: false,
                depth: 0,
                is_windows: stages[stage].is_windows,
            });
            self.once.clear();
            let error = self.stage(stage).err();
            if error.is_some() || !self.findings.is_empty() {
                followed.push((stage, std::mem::take(&mut self.findings), error));
            }
            if !children[stage].is_empty() {
                left[stage] = Some(self.state);
            }
            let mark = self.scope.mark();
            open.extend(children[stage].iter().map(|child| (*child, mark)));
        }
        followed
    }

    fn stage(&mut self, stage: usize) -> Result {
        let images = self.images;
        let image = &images.stages[stage];
        let file = self.report.file;
        let instructions = &file.instructions;
        if let Some(base) = image.base_stage.filter(|_| self.dependencies.needed[stage]) {
            let from = &instructions[image.stage.from];
            let range = from.words().first().map_or(0..0, |word| from.source(&word.range));
            for index in images.stages[base].stage.triggers.iter().copied() {
                let Arguments::Trigger(trigger) = &instructions[index].arguments else { continue };
                let cost = instructions[index].range.len() + TRIGGER;
                let Some(left) = self.triggers.checked_sub(cost) else { break };
                self.triggers = left;
                let place = Place { stage, index: image.stage.from, trigger: Some(range.clone()) };
                self.instruction(&place, trigger, self.report.lint, &instructions[index].heredocs)?;
            }
        }
        for index in image.stage.commands.clone() {
            let instruction = &instructions[index];
            let lint = self.report.lint.merged(file, &instruction.comments);
            let place = Place { stage, index, trigger: None };
            self.instruction(&place, instruction, lint, &instruction.heredocs)?;
        }
        Ok(())
    }

    fn instruction(
        &mut self,
        place: &Place,
        instruction: &'f Instruction<'f>,
        lint: Lint,
        heredocs: &'f [Heredoc],
    ) -> Result {
        let mut run = Run { follower: self, place, instruction, lint, heredocs };
        match instruction.keyword {
            Keyword::Add | Keyword::Copy => run.copy(),
            Keyword::Arg => run.arg(),
            Keyword::Cmd | Keyword::Entrypoint => {
                run.shell_form();
                Ok(())
            }
            Keyword::Env | Keyword::Label => run.pairs(),
            Keyword::Expose => run.expose(),
            Keyword::Healthcheck => {
                run.once();
                Ok(())
            }
            Keyword::Run => run.command(),
            Keyword::Shell => {
                run.follower.state.has_shell = true;
                Ok(())
            }
            Keyword::Stopsignal => run.stopsignal(),
            Keyword::User => run.words().map(drop),
            Keyword::Volume => run.volume(),
            Keyword::Workdir => run.workdir(),
            Keyword::From | Keyword::Maintainer | Keyword::Onbuild | Keyword::Unknown => Ok(()),
        }
    }
}

/// One instruction while it is followed.
struct Run<'r, 'f, 'x> {
    follower: &'x mut Follower<'r, 'f>,
    place: &'x Place,
    instruction: &'f Instruction<'f>,
    lint: Lint,
    heredocs: &'f [Heredoc],
}

impl<'f> Run<'_, 'f, '_> {
    fn words(&mut self) -> Result<Vec<Cow<'f, str>>> {
        self.instruction.words().iter().map(|word| self.expand_word(word)).collect()
    }

    /// The value of a flag, expanded; empty without the flag.
    fn flag(&mut self, name: &str) -> Result<Cow<'f, str>> {
        let Some((flag, value)) = self.instruction.flag_named(name) else { return Ok(Cow::Borrowed("")) };
        let range = value_range(flag, value);
        let at = flag.decoded.is_none().then_some(range.start);
        self.expand(value, at, &range)
    }

    fn expand_word(&mut self, word: &'f Word) -> Result<Cow<'f, str>> {
        let at = word.decoded.is_none().then_some(word.range.start);
        self.expand(self.instruction.word(word), at, &word.range)
    }

    fn expand_written(&mut self, range: &Range<usize>) -> Result<Cow<'f, str>> {
        self.expand(self.instruction.text(range), Some(range.start), range)
    }

    /// Expands a text of the line, `at` the place where it stands as it is written.
    fn expand<'t>(&mut self, text: &'t str, at: Option<usize>, range: &Range<usize>) -> Result<Cow<'t, str>> {
        let expanded = Lexer::new(self.follower.report.file.escape).expand(text, &self.follower.scope);
        let is_wanted = self.follower.report.admits(self.lint, Rule::UndefinedVar);
        for (name, reference) in expanded.unset(text).take_while(|_| is_wanted) {
            let place = at.map(|at| at + reference.range.start..at + reference.range.end);
            let place = self.instruction.source(place.as_ref().unwrap_or(range));
            self.undefined(name, place);
        }
        match expanded.error {
            Some(message) => Err(self.error(range, message)),
            None => Ok(expanded.text),
        }
    }

    fn undefined(&mut self, name: &str, source: Range<usize>) {
        let is_wanted = self.follower.report.admits(self.lint, Rule::UndefinedVar);
        if !is_wanted || self.follower.scope.is_declared(name) || is_only_argument(name) {
            return;
        }
        let hint = self.follower.scope.similar(name).map(|name| format!("; ${name} is")).unwrap_or_default();
        self.warn_at(Rule::UndefinedVar, source, || format!("${name} is not set here{hint}"));
    }

    fn warn(&mut self, rule: Rule, range: &Range<usize>, message: impl FnOnce() -> String) {
        self.warn_at(rule, self.instruction.source(range), message);
    }

    fn warn_at(&mut self, rule: Rule, source: Range<usize>, message: impl FnOnce() -> String) {
        if !self.follower.report.take(self.lint, rule) {
            return;
        }
        let (range, message) = match &self.place.trigger {
            Some(range) => (range.clone(), format!("an ONBUILD of that stage: {}", message())),
            None => (source, message()),
        };
        self.follower.findings.push(Finding::warning(rule, range, self.place.index, message));
    }

    fn error(&self, range: &Range<usize>, message: String) -> Finding {
        let (range, message) = match &self.place.trigger {
            Some(trigger) => (trigger.clone(), format!("an ONBUILD of that stage: {message}")),
            None => (self.instruction.source(range), message),
        };
        Finding::error(range, Some(self.place.index), message)
    }
}

/// Arguments that are read by the build and never set.
fn is_only_argument(name: &str) -> bool {
    matches!(name, "BUILDKIT_SBOM_SCAN_CONTEXT" | "BUILDKIT_SBOM_SCAN_STAGE")
}
