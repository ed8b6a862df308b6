//! Follows the build, stage by stage: which variables are set, and how each instruction uses them.
//!
//! A stage is processed after its base stage, from which it inherits variables. Findings are reported in document
//! order. The checks of single instructions are in the files of their rules.

use std::cell::OnceCell;
use std::ops::Range;

use super::Rule;
use super::checker::{Checker, DockerignoreProvider, Result, Stop};
use super::finding::Finding;
use super::lint::Lint;
use crate::languages::dockerfile::model::dockerignore::Dockerignore;
use crate::languages::dockerfile::model::scope::{Mark, Scope};
use crate::languages::dockerfile::model::stage_sources::Dependencies;
use crate::languages::dockerfile::model::stages::{Image, Images, OperatingSystem, value_range};
use crate::languages::dockerfile::reference::images::sets_no_shell;
use crate::languages::dockerfile::syntax::expansion::{Certainty, Value, WordExpander};
use crate::languages::dockerfile::syntax::instruction::{Arguments, Heredoc, Instruction, Keyword, Word};
use crate::languages::sort::SortStably;

/// The maximum number of bytes of `ONBUILD` triggers that are processed in a file. Every stage that is based on another
/// stage runs all triggers of that stage.
const MAX_TRIGGER_BYTES: usize = 500_000;

/// The cost of a trigger in addition to its length.
const TRIGGER_COST: usize = 100;

/// The state that a stage inherits from its base stage, in addition to variables.
#[derive(Clone, Copy, Debug)]
pub(super) struct StageState {
    pub shell: Shell,
    pub has_workdir: bool,
    /// The depth of the working directory below the root, or `None` if it is unknown.
    pub depth: Option<usize>,
    pub os: OperatingSystem,
}

/// Whether commands run in the default shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shell {
    /// The default shell is used in every build.
    Default,
    /// The default shell is used if the base image is the assumed one, which is known not to set a shell.
    AssumedDefault,
    /// The image may set a shell, or a `SHELL` instruction sets one.
    Other,
}

impl StageState {
    fn of_image(image: &Image) -> Self {
        let is_scratch = image.is_scratch();
        let shell = match image.base.assumed() {
            _ if is_scratch => Shell::Default,
            Some(name) if sets_no_shell(name) => Shell::AssumedDefault,
            _ => Shell::Other,
        };
        Self { shell, has_workdir: false, depth: is_scratch.then_some(0), os: image.os }
    }

    /// Returns the part of the state that is certain if the base may be another stage or an image.
    fn assumed(self) -> Self {
        let shell = if self.shell == Shell::Default { Shell::AssumedDefault } else { self.shell };
        Self { shell, depth: None, os: OperatingSystem::Unknown, ..self }
    }
}

impl<'f> Checker<'f> {
    /// Processes the instructions of all stages.
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
            scope: Scope::of_stages(),
            trigger_bytes: MAX_TRIGGER_BYTES,
            state: StageState { shell: Shell::Other, has_workdir: false, depth: None, os: OperatingSystem::Unknown },
            findings: Vec::new(),
            latest: Vec::new(),
        };
        let mut all = walker.run();
        all.sort_stably_by_key(|(stage, _)| *stage);
        for finding in all.into_iter().flat_map(|(_, findings)| findings) {
            if finding.is_error() {
                if !finding.instruction.is_some_and(|index| self.is_rejected(index)) {
                    self.report(finding)?;
                }
            } else {
                self.findings.push(finding);
            }
        }
        Ok(())
    }
}

/// A stage with its findings.
type WalkedStage = (usize, Vec<Finding>);

/// Processes the stages of a file, base stages first.
pub(super) struct StageWalker<'r, 'f> {
    pub checker: &'r Checker<'f>,
    pub images: &'r Images<'f>,
    pub dependencies: &'r Dependencies,
    pub dockerignore_provider: DockerignoreProvider<'r>,
    pub dockerignore: OnceCell<Option<Dockerignore>>,
    pub scope: Scope<'f>,
    /// The remaining budget for triggers, in bytes.
    trigger_bytes: usize,
    /// The state of the current stage.
    pub state: StageState,
    pub findings: Vec<Finding>,
    /// The latest instruction of each keyword that should occur only once in a stage.
    pub latest: Vec<(Keyword, Site)>,
}

/// The place where an instruction runs: its own position, or, for an `ONBUILD` trigger, the `FROM` of another stage.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub stage: usize,
    /// The index of the instruction, or of the `FROM` that runs the trigger.
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
                None => open.push((stage, Mark::default())),
            }
        }
        if children.iter().any(|children| children.len() > 1) {
            self.scope.record_changes();
        }
        let mut walked = Vec::new();
        let mut ended: Vec<Option<StageState>> = vec![None; stages.len()];
        while let Some((stage, mark)) = open.pop() {
            let image = &stages[stage];
            match image.base_stage {
                None => {
                    self.scope.start_from_image(image.is_scratch());
                    self.state = StageState::of_image(image);
                }
                Some(base) => {
                    self.scope.rewind(mark);
                    let inherited = ended[base].unwrap_or_else(|| StageState::of_image(image));
                    self.state = inherited;
                    if !image.is_base_certain() {
                        self.scope.start_from_assumed_stage();
                        self.state = inherited.assumed();
                    }
                }
            }
            self.latest.clear();
            // It does not matter whether the stage stopped at an error.
            let _: std::result::Result<(), Stop> = self.stage(stage);
            if !self.findings.is_empty() {
                walked.push((stage, std::mem::take(&mut self.findings)));
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
            let range = from.words().first().map_or(0..0, |word| from.source(&word.range()));
            for index in images.stages[base].stage.triggers.iter().copied() {
                let Arguments::Trigger(trigger) = &instructions[index].arguments else { continue };
                let cost = instructions[index].range().len() + TRIGGER_COST;
                let Some(rest) = self.trigger_bytes.checked_sub(cost) else { break };
                self.trigger_bytes = rest;
                let site = Site { stage, index: image.stage.from, trigger: Some(range.clone()) };
                self.instruction(&site, trigger, self.checker.lint, instructions[index].heredocs())?;
            }
        }
        for index in image.stage.commands.clone() {
            let instruction = &instructions[index];
            let lint = self.checker.lint.merged(file, &instruction.comments());
            let site = Site { stage, index, trigger: None };
            self.instruction(&site, instruction, lint, instruction.heredocs())?;
        }
        Ok(())
    }

    /// Checks an instruction. Its first error is reported. Variables that it sets are set even if there is an error.
    fn instruction(
        &mut self,
        site: &Site,
        instruction: &'f Instruction<'f>,
        lint: Lint,
        heredocs: &'f [Heredoc],
    ) -> Result {
        if site.trigger.is_none() && self.checker.has_syntax_error(site.index) {
            return Ok(());
        }
        let mut walker = InstructionWalker { stages: self, site, instruction, lint, heredocs };
        let result = match instruction.keyword {
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
                walker.stages.state.shell = Shell::Other;
                Ok(())
            }
            Keyword::Stopsignal => walker.stopsignal(),
            Keyword::User => walker.words().map(drop),
            Keyword::Volume => walker.volume(),
            Keyword::Workdir => walker.workdir(),
            Keyword::From | Keyword::Maintainer | Keyword::Onbuild | Keyword::Unknown => Ok(()),
        };
        let Err(error) = result else { return Ok(()) };
        // A trigger only runs if the base is the stage that it is assumed to be.
        if site.trigger.is_some() && !self.images.stages[site.stage].is_base_certain() {
            return Ok(());
        }
        self.findings.push(*error);
        if self.checker.options.stops_at_first_error { Err(Stop) } else { Ok(()) }
    }
}

/// The result of checking one instruction, which stops at the first error.
pub(super) type Checked<T = ()> = std::result::Result<T, Box<Finding>>;

/// Checks one instruction in the state of its stage.
pub(super) struct InstructionWalker<'r, 'f, 'x> {
    pub stages: &'x mut StageWalker<'r, 'f>,
    pub site: &'x Site,
    pub instruction: &'f Instruction<'f>,
    pub lint: Lint,
    pub heredocs: &'f [Heredoc],
}

impl<'f> InstructionWalker<'_, 'f, '_> {
    /// Returns the expanded words of the arguments.
    pub fn words(&mut self) -> Checked<Vec<Value<'f>>> {
        self.instruction.words().iter().map(|word| self.expand_word(word)).collect()
    }

    /// Returns the expanded value of a flag, or an empty value if the flag is missing.
    pub fn flag(&mut self, name: &str) -> Checked<Value<'f>> {
        let Some((flag, value)) = self.instruction.flag_named(name) else { return Ok(Value::default()) };
        let range = value_range(flag, value);
        let at = flag.decoded.is_none().then_some(range.start);
        self.expand(value, at, &range)
    }

    pub fn expand_word(&mut self, word: &'f Word) -> Checked<Value<'f>> {
        let at = word.decoded.is_none().then_some(word.range().start);
        self.expand(self.instruction.word(word), at, &word.range())
    }

    pub fn expand_range(&mut self, range: &Range<usize>) -> Checked<Value<'f>> {
        self.expand(self.instruction.text(range), Some(range.start), range)
    }

    /// Expands a string. If it is a slice of the logical line, `at` is its offset.
    pub fn expand<'t>(&mut self, text: &'t str, at: Option<usize>, range: &Range<usize>) -> Checked<Value<'t>> {
        let expanded = WordExpander::new(self.stages.checker.file.escape).expand(text, &self.stages.scope);
        let is_admitted = self.stages.checker.admits(self.lint, Rule::UndefinedVar);
        for (name, reference) in expanded.unset(text).take_while(|_| is_admitted) {
            let exact = at.map(|at| at + reference.range.start..at + reference.range.end);
            let source = self.instruction.source(exact.as_ref().unwrap_or(range));
            self.undefined(name, source);
        }
        match expanded.error {
            Some(message) => Err(self.error(range, message)),
            None => Ok(expanded.value),
        }
    }

    pub fn warn(&mut self, rule: Rule, range: &Range<usize>, message: impl FnOnce() -> String) {
        self.warn_at(rule, self.instruction.source(range), true, message);
    }

    /// Adds a warning. `is_certain` is whether it applies to every image and argument, or is only assumed.
    pub fn warn_at(&mut self, rule: Rule, source: Range<usize>, is_certain: bool, message: impl FnOnce() -> String) {
        if !self.stages.checker.take(self.lint, rule) {
            return;
        }
        let (range, message) = match &self.site.trigger {
            Some(range) => (range.clone(), inherited(&message())),
            None => (source, message()),
        };
        let finding = Finding::warning(rule, range, self.site.index, message);
        self.stages.findings.push(Finding { is_certain, ..finding });
    }

    #[expect(clippy::unnecessary_box_returns, reason = "it is the error of most results here, which are small")]
    pub fn error(&self, range: &Range<usize>, message: impl Into<String>) -> Box<Finding> {
        let message = message.into();
        let (range, message) = match &self.site.trigger {
            Some(trigger) => (trigger.clone(), inherited(&message)),
            None => (self.instruction.source(range), message),
        };
        Box::new(Finding::error(range, Some(self.site.index), message))
    }
}

/// Returns the message for a finding in an `ONBUILD` trigger, which is reported at the `FROM` that runs the trigger.
pub(super) fn inherited(message: &str) -> String {
    format!("in an ONBUILD trigger inherited from this stage: {message}")
}

/// Whether a value is the same in every build.
pub(super) fn is_certain(value: &Value) -> bool {
    value.certainty == Certainty::Certain
}
