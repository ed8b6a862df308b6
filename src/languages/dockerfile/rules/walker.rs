//! Follows what is built, stage by stage: which variables are set, and what each instruction makes of them.
//!
//! A stage is followed after its base stage, from which it inherits variables. Findings are reported in the order of the
//! file. The checks of single instructions are in the files of their rules.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::Rule;
use super::checker::{Checker, DockerignoreProvider, Result};
use super::finding::Finding;
use super::lint::Lint;
use crate::languages::dockerfile::model::dockerignore::Dockerignore;
use crate::languages::dockerfile::model::scope::Scope;
use crate::languages::dockerfile::model::stage_sources::Dependencies;
use crate::languages::dockerfile::model::stages::{Images, value_range};
use crate::languages::dockerfile::syntax::expansion::WordExpander;
use crate::languages::dockerfile::syntax::instruction::{Arguments, Heredoc, Instruction, Keyword, Word};

/// Bytes of `ONBUILD` triggers that are followed in a file: every stage that is based on another one runs all of its
/// triggers.
const MAX_TRIGGER_BYTES: usize = 500_000;

/// What a trigger costs in addition to its own bytes.
const TRIGGER_COST: usize = 100;

/// What a stage inherits from its base stage, in addition to variables.
#[derive(Clone, Copy, Debug)]
pub(super) struct StageState {
    pub has_shell: bool,
    pub has_workdir: bool,
    /// The depth of the working directory below the root.
    pub depth: usize,
    pub is_windows: bool,
}

impl<'f> Checker<'f> {
    /// Follows the instructions of all stages.
    pub fn commands(
        &mut self,
        images: &Images<'f>,
        dependencies: &Dependencies,
        dockerignore: DockerignoreProvider,
    ) -> Result {
        let mut walker = StageWalker {
            checker: self,
            images,
            dependencies,
            dockerignore_provider: dockerignore,
            dockerignore: OnceCell::new(),
            scope: Scope::of_image(),
            trigger_bytes: MAX_TRIGGER_BYTES,
            state: StageState { has_shell: false, has_workdir: false, depth: 0, is_windows: false },
            findings: Vec::new(),
            latest: Vec::new(),
        };
        let mut all = walker.run();
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

/// A stage with its findings, and the error that ended it.
type WalkedStage = (usize, Vec<Finding>, Option<Finding>);

/// Follows the stages of a file, base stages first.
pub(super) struct StageWalker<'r, 'f> {
    pub checker: &'r Checker<'f>,
    pub images: &'r Images<'f>,
    pub dependencies: &'r Dependencies,
    pub dockerignore_provider: DockerignoreProvider<'r>,
    pub dockerignore: OnceCell<Option<Dockerignore>>,
    pub scope: Scope<'f>,
    /// The remaining budget for triggers.
    trigger_bytes: usize,
    /// The state of the current stage.
    pub state: StageState,
    pub findings: Vec<Finding>,
    /// The latest instruction of each keyword that should occur once in a stage.
    pub latest: Vec<(Keyword, Site)>,
}

/// Where an instruction runs: at its own place, or, for an `ONBUILD` trigger, at the `FROM` of another stage.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub stage: usize,
    /// The index of the instruction or of the `FROM`.
    pub index: usize,
    /// The range of the `FROM` that runs the trigger.
    pub trigger: Option<Range<usize>>,
}

impl<'f> StageWalker<'_, 'f> {
    fn run(&mut self) -> Vec<WalkedStage> {
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
            self.scope.record_changes();
        }
        let mut walked = Vec::new();
        let mut ended: Vec<Option<StageState>> = vec![None; stages.len()];
        while let Some((stage, mark)) = open.pop() {
            if stages[stage].base_stage.is_none() {
                self.scope.clear();
            }
            self.scope.rewind(mark);
            let inherited = stages[stage].base_stage.and_then(|base| ended[base]);
            self.state = inherited.unwrap_or_else(|| StageState {
                has_shell: false,
                has_workdir: false,
                depth: 0,
                is_windows: stages[stage].is_windows,
            });
            self.latest.clear();
            let error = self.stage(stage).err();
            if error.is_some() || !self.findings.is_empty() {
                walked.push((stage, std::mem::take(&mut self.findings), error));
            }
            if !children[stage].is_empty() {
                ended[stage] = Some(self.state);
            }
            let mark = self.scope.mark();
            open.extend(children[stage].iter().map(|child| (*child, mark)));
        }
        walked
    }

    fn stage(&mut self, stage: usize) -> Result {
        let images = self.images;
        let image = &images.stages[stage];
        let file = self.checker.file;
        let instructions = &file.instructions;
        if let Some(base) = image.base_stage.filter(|_| self.dependencies.needed[stage]) {
            let from = &instructions[image.stage.from];
            let range = from.words().first().map_or(0..0, |word| from.source(&word.range));
            for index in images.stages[base].stage.triggers.iter().copied() {
                let Arguments::Trigger(trigger) = &instructions[index].arguments else { continue };
                let cost = instructions[index].range.len() + TRIGGER_COST;
                let Some(rest) = self.trigger_bytes.checked_sub(cost) else { break };
                self.trigger_bytes = rest;
                let site = Site { stage, index: image.stage.from, trigger: Some(range.clone()) };
                self.instruction(&site, trigger, self.checker.lint, &instructions[index].heredocs)?;
            }
        }
        for index in image.stage.commands.clone() {
            let instruction = &instructions[index];
            let lint = self.checker.lint.merged(file, &instruction.comments);
            let site = Site { stage, index, trigger: None };
            self.instruction(&site, instruction, lint, &instruction.heredocs)?;
        }
        Ok(())
    }

    fn instruction(
        &mut self,
        site: &Site,
        instruction: &'f Instruction<'f>,
        lint: Lint,
        heredocs: &'f [Heredoc],
    ) -> Result {
        let mut walker = InstructionWalker { stages: self, site, instruction, lint, heredocs };
        match instruction.keyword {
            Keyword::Add | Keyword::Copy => walker.copy(),
            Keyword::Arg => walker.arg(),
            Keyword::Cmd | Keyword::Entrypoint => {
                walker.shell_form();
                Ok(())
            }
            Keyword::Env | Keyword::Label => walker.pairs(),
            Keyword::Expose => walker.expose(),
            Keyword::Healthcheck => {
                walker.replaces_earlier();
                Ok(())
            }
            Keyword::Run => walker.command(),
            Keyword::Shell => {
                walker.stages.state.has_shell = true;
                Ok(())
            }
            Keyword::Stopsignal => walker.stopsignal(),
            Keyword::User => walker.words().map(drop),
            Keyword::Volume => walker.volume(),
            Keyword::Workdir => walker.workdir(),
            Keyword::From | Keyword::Maintainer | Keyword::Onbuild | Keyword::Unknown => Ok(()),
        }
    }
}

/// Checks one instruction in the state of its stage.
pub(super) struct InstructionWalker<'r, 'f, 'x> {
    pub stages: &'x mut StageWalker<'r, 'f>,
    pub site: &'x Site,
    pub instruction: &'f Instruction<'f>,
    pub lint: Lint,
    pub heredocs: &'f [Heredoc],
}

impl<'f> InstructionWalker<'_, 'f, '_> {
    /// The expanded words of the arguments.
    pub fn words(&mut self) -> Result<Vec<Cow<'f, str>>> {
        self.instruction.words().iter().map(|word| self.expand_word(word)).collect()
    }

    /// The expanded value of a flag. Empty without the flag.
    pub fn flag(&mut self, name: &str) -> Result<Cow<'f, str>> {
        let Some((flag, value)) = self.instruction.flag_named(name) else { return Ok(Cow::Borrowed("")) };
        let range = value_range(flag, value);
        let at = flag.decoded.is_none().then_some(range.start);
        self.expand(value, at, &range)
    }

    pub fn expand_word(&mut self, word: &'f Word) -> Result<Cow<'f, str>> {
        let at = word.decoded.is_none().then_some(word.range.start);
        self.expand(self.instruction.word(word), at, &word.range)
    }

    pub fn expand_range(&mut self, range: &Range<usize>) -> Result<Cow<'f, str>> {
        self.expand(self.instruction.text(range), Some(range.start), range)
    }

    /// Expands a text of the line. `at` is its offset, if the text is a slice of the line.
    pub fn expand<'t>(&mut self, text: &'t str, at: Option<usize>, range: &Range<usize>) -> Result<Cow<'t, str>> {
        let expanded = WordExpander::new(self.stages.checker.file.escape).expand(text, &self.stages.scope);
        let is_admitted = self.stages.checker.admits(self.lint, Rule::UndefinedVar);
        for (name, reference) in expanded.unset(text).take_while(|_| is_admitted) {
            let exact = at.map(|at| at + reference.range.start..at + reference.range.end);
            let source = self.instruction.source(exact.as_ref().unwrap_or(range));
            self.undefined(name, source);
        }
        match expanded.error {
            Some(message) => Err(self.error(range, message)),
            None => Ok(expanded.text),
        }
    }

    pub fn warn(&mut self, rule: Rule, range: &Range<usize>, message: impl FnOnce() -> String) {
        self.warn_at(rule, self.instruction.source(range), message);
    }

    pub fn warn_at(&mut self, rule: Rule, source: Range<usize>, message: impl FnOnce() -> String) {
        if !self.stages.checker.take(self.lint, rule) {
            return;
        }
        let (range, message) = match &self.site.trigger {
            Some(range) => (range.clone(), format!("an ONBUILD of that stage: {}", message())),
            None => (source, message()),
        };
        self.stages.findings.push(Finding::warning(rule, range, self.site.index, message));
    }

    pub fn error(&self, range: &Range<usize>, message: String) -> Finding {
        let (range, message) = match &self.site.trigger {
            Some(trigger) => (trigger.clone(), format!("an ONBUILD of that stage: {message}")),
            None => (self.instruction.source(range), message),
        };
        Finding::error(range, Some(self.site.index), message)
    }
}
