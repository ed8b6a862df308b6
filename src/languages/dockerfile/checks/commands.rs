//! Follows what is built, stage by stage: which variables are set, and what each instruction makes of them.
//!
//! Stages are followed from the one that they build on, so that each finds the variables that it inherits; what is
//! found is told in the order of the file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::super::dockerignore::Ignored;
use super::super::expansion::{Lexer, Variables};
use super::super::finding::{Finding, Kind};
use super::super::instruction::{Arguments, Heredoc, Instruction, Keyword, Pair, Word};
use super::super::lint::Lint;
use super::super::mount::{self, Mount};
use super::super::port::Port;
use super::super::rule::Rule;
use super::super::{copy, heredoc, signal};
use super::dependencies::{self, Dependencies, Source};
use super::images::{Images, value_range};
use super::instructions::argument_name;
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
            ignored_files: None,
            scope: Scope::of_image(),
            triggers: TRIGGERS,
            state: Inherited { has_shell: false, has_workdir: false, depth: 0, is_windows: false },
            findings: Vec::new(),
            once: Vec::new(),
        };
        let mut followed = follower.run();
        followed.sort_by_key(|(stage, ..)| *stage);
        for (_, findings, error) in followed {
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
    /// What `ignored` said.
    ignored_files: Option<Option<Ignored>>,
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
        let mut states: Vec<Option<Inherited>> = vec![None; stages.len()];
        while let Some((stage, mark)) = open.pop() {
            if stages[stage].base_stage.is_none() {
                self.scope.clear();
            }
            self.scope.rewind(mark);
            let inherited = stages[stage].base_stage.and_then(|base| states[base]);
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
                states[stage] = Some(self.state);
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
            Keyword::Unknown if place.trigger.is_some() => Ok(()),
            Keyword::From | Keyword::Maintainer | Keyword::Onbuild | Keyword::Unknown => Ok(()),
        }
    }

    fn error(&self, place: &Place, instruction: &Instruction, range: &Range<usize>, message: String) -> Finding {
        let (range, message) = match &place.trigger {
            Some(trigger) => (trigger.clone(), format!("an ONBUILD of that stage: {message}")),
            None => (instruction.source(range), message),
        };
        Finding::error(range, Some(place.index), message)
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
    fn pairs(&mut self) -> Result {
        let (pairs, is_legacy): (&[Pair], bool) = match &self.instruction.arguments {
            Arguments::Pairs(pairs) => (pairs, false),
            Arguments::LegacyPair(pair) => (std::slice::from_ref(pair), true),
            _ => return Ok(()),
        };
        let mut expanded = Vec::with_capacity(pairs.len());
        for pair in pairs {
            let key = self.expand_written(&pair.key)?;
            let value = self.expand_written(&pair.value)?;
            expanded.push((key, value));
        }
        if is_legacy {
            let instruction = self.instruction;
            let range = pairs[0].key.start..pairs[0].value.end;
            self.warn(Rule::LegacyKeyValueFormat, &range, || {
                let name = instruction.name().to_uppercase();
                format!("{name} with a blank between name and value is an old form; write {name} name=value")
            });
        }
        if self.instruction.keyword == Keyword::Env {
            for (pair, (key, value)) in pairs.iter().zip(expanded) {
                self.secret("ENV", &key, &pair.key);
                self.follower.scope.set(key, value);
            }
        }
        Ok(())
    }

    fn arg(&mut self) -> Result {
        for word in self.instruction.words() {
            let text = self.instruction.word(word);
            let name = argument_name(text);
            let range = word.range.start..word.range.start + name.len();
            self.secret("ARG", name, &range);
            let value = match text.split_once('=') {
                Some(_) => Some(self.expand_written(&(range.end + 1..word.range.end))?),
                None => self.follower.images.globals.get(name).map(|value| Cow::Owned(value.to_owned())),
            };
            if let Some(value) = value.filter(|_| !is_only_argument(name)) {
                self.follower.scope.set(Cow::Borrowed(name), value);
            }
            self.follower.scope.declare(Cow::Borrowed(name));
        }
        Ok(())
    }

    fn secret(&mut self, instruction: &str, name: &str, range: &Range<usize>) {
        if is_secret(name) {
            self.warn(Rule::SecretsUsedInArgOrEnv, range, || {
                format!("`{name}` sounds secret, and {instruction} is kept in the image; use RUN --mount=type=secret")
            });
        }
    }

    fn shell_form(&mut self) {
        self.once();
        if self.instruction.arguments.is_json() || self.follower.state.has_shell {
            return;
        }
        let instruction = self.instruction;
        let rest = &self.instruction.rest;
        let range = if rest.is_empty() { &self.instruction.name } else { rest };
        self.warn(Rule::JSONArgsRecommended, range, || {
            let name = instruction.name().to_uppercase();
            format!("a shell runs this {name}, and signals do not reach the program; a JSON array runs it directly")
        });
    }

    /// Warns of the same instruction before this one, which has no effect.
    fn once(&mut self) {
        let once = &mut self.follower.once;
        let before = match once.iter_mut().find(|(keyword, _)| *keyword == self.instruction.keyword) {
            Some((_, place)) => Some(std::mem::replace(place, self.place.clone())),
            None => {
                once.push((self.instruction.keyword, self.place.clone()));
                None
            }
        };
        let Some(before) = before else { return };
        if !self.follower.report.reports.take(self.lint, Rule::MultipleInstructionsDisallowed) {
            return;
        }
        let instruction = &self.follower.report.file.instructions[before.index];
        let range = before.trigger.unwrap_or_else(|| instruction.source(&instruction.name));
        let name = self.instruction.name().to_uppercase();
        self.follower.findings.push(Finding {
            kind: Kind::Warning(Rule::MultipleInstructionsDisallowed),
            range,
            message: format!("only the last {name} of a stage has an effect; this one has none"),
            instruction: Some(before.index),
        });
    }

    fn expose(&mut self) -> Result {
        let mut words: Vec<&Word> = self.instruction.words().iter().collect();
        // `BuildKit` sorts them, and stops at the first that is wrong.
        words.sort_by_key(|word| self.instruction.word(word));
        let lexer = Lexer::new(self.follower.report.file.escape);
        let mut expanded = Vec::with_capacity(words.len());
        for word in words {
            let ports = lexer.split(self.instruction.word(word), &self.follower.scope);
            expanded.push((word, ports.map_err(|message| self.error(&word.range, message))?));
        }
        for (word, ports) in expanded {
            for text in ports {
                let (port, error) = Port::read(&text);
                if port.has_upper_case {
                    self.warn(Rule::ExposeProtoCasing, &word.range, || {
                        format!("the protocol of a port is in lower case: {}", text.to_lowercase())
                    });
                }
                if port.names_host {
                    self.warn(Rule::ExposeInvalidFormat, &word.range, || {
                        format!("`{text}` names an address or port of the host, which EXPOSE has nothing to do with")
                    });
                }
                if let Some(message) = error {
                    return Err(self.error(&word.range, message));
                }
            }
        }
        Ok(())
    }

    fn workdir(&mut self) -> Result {
        let path = self.words()?.pop().unwrap_or_default();
        let is_windows = self.follower.state.is_windows;
        let absolute = absolute(&path, is_windows).map_err(|message| self.error(&self.instruction.rest, message));
        let is_absolute = absolute.as_ref().is_ok_and(Option::is_some);
        if !self.follower.state.has_workdir && !is_absolute {
            self.warn(Rule::WorkdirRelativePath, &self.instruction.rest, || {
                format!("where `{path}` is depends on the image; an absolute path does not")
            });
        }
        self.follower.state.has_workdir = true;
        let current = self.follower.state.depth;
        self.follower.state.depth = match absolute? {
            Some(path) => depth(0, &path),
            None => depth(current, &path),
        };
        Ok(())
    }

    fn stopsignal(&mut self) -> Result {
        let signal = self.words()?.pop().unwrap_or_default();
        if signal::exists(&signal) {
            return Ok(());
        }
        Err(self.error(&self.instruction.rest, format!("a signal `{signal}` does not exist")))
    }

    fn volume(&mut self) -> Result {
        let volumes = self.words()?;
        match volumes.iter().position(|volume| volume.is_empty()) {
            Some(index) => {
                Err(self.error(&self.instruction.words()[index].range, "the path of the volume is empty".to_owned()))
            }
            None => Ok(()),
        }
    }

    fn command(&mut self) -> Result {
        if self.instruction.flags.is_empty() {
            return Ok(());
        }
        let sources = self.sources();
        let mut mounts = Vec::new();
        for flag in &self.instruction.flags {
            let ("mount", Some(value)) = self.instruction.flag(flag) else { continue };
            let mut failed = None;
            let range = flag.range.clone();
            let expand: mount::Expand = &mut |text| {
                let at = self.instruction.line.place(text).filter(|_| flag.decoded.is_none());
                self.expand(text, at, &range).map_err(|finding| {
                    failed = Some(finding);
                    String::new()
                })
            };
            let mount = Mount::read(value, Some(expand));
            if let Some(failed) = failed {
                return Err(failed);
            }
            mounts.push((flag, mount.map_err(|message| self.error(&flag.range, message))?));
        }
        for (index, (flag, mount)) in mounts.iter().enumerate() {
            let source = sources.get(index).copied().unwrap_or(Source::Image);
            // A cache without a source begins with nothing, which a stage of that name takes the place of.
            let is_scratch = mount.from.is_empty() && mount.kind == mount::Kind::Cache;
            let takes = is_scratch || !mount.from.is_empty();
            if takes && !dependencies::is_built(source, self.place.stage) {
                let name = if is_scratch { "scratch" } else { &mount.from };
                return Err(self.error(&flag.range, dependencies::too_late(name)));
            }
            let message = match mount.kind {
                mount::Kind::Ssh if !mount.source.is_empty() => "an ssh mount has no source",
                mount::Kind::Secret | mount::Kind::Ssh => continue,
                _ if self.is_root(&mount.target) => "a mount cannot replace the root; it needs a target",
                _ => continue,
            };
            return Err(self.error(&flag.range, message.to_owned()));
        }
        let is_device = |flag: &&Word| self.instruction.flag(flag).0 == "device";
        match self.instruction.flags.iter().find(is_device) {
            Some(flag) if !self.follower.report.is_of_labs() => {
                let message =
                    "--device is an experiment, for which the file begins with # syntax=docker/dockerfile:1-labs";
                Err(self.error(&flag.range, message.to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn is_root(&self, target: &str) -> bool {
        let start = if target.starts_with('/') { 0 } else { self.follower.state.depth };
        depth(start, target) == 0
    }

    fn copy(&mut self) -> Result {
        let is_add = self.instruction.keyword == Keyword::Add;
        let chmod = self.flag("chown").and_then(|_| self.flag("chmod"))?;
        let checksum = if is_add { self.flag("checksum")? } else { Cow::Borrowed("") };
        let [words @ .., destination] = self.instruction.words() else { return Ok(()) };
        let mut sources = Vec::with_capacity(words.len());
        let mut announced = Vec::new();
        for word in words {
            match heredoc::read(self.instruction.word(word)) {
                Some(heredoc) => announced.push(heredoc),
                None => sources.push((word, self.expand_word(word)?)),
            }
        }
        let target = self.expand_word(destination)?;
        if announced.iter().any(|heredoc| heredoc.expands) {
            self.expand_heredocs(&announced)?;
        }
        let from = self.sources().first().copied();
        if let (Some(source), Some((flag, name))) = (from, self.instruction.flag_named("from"))
            && !dependencies::is_built(source, self.place.stage)
        {
            return Err(self.error(&value_range(flag, name), dependencies::too_late(name)));
        }
        absolute(&target, self.follower.state.is_windows).map_err(|message| self.error(&destination.range, message))?;
        if let Some((flag, _)) = self.instruction.flag_named("chmod").filter(|_| !copy::is_mode(&chmod)) {
            return Err(self.error(&flag.range, format!("`{chmod}` is not a mode; 0755 and u+x are")));
        }
        if let Some((flag, _)) = self.instruction.flag_named("checksum").filter(|_| !checksum.is_empty()) {
            let kinds: Vec<copy::Source> = sources.iter().map(|(_, text)| copy::Source::of(text)).collect();
            let message = match kinds.as_slice() {
                [copy::Source::Local] if !sources[0].1.starts_with("github.com/") => {
                    Some("only what is fetched has a checksum")
                }
                [copy::Source::Http] if !super::super::image::is_digest(&checksum) => {
                    Some("a checksum is sha256: and 64 hexadecimal digits")
                }
                [_] => None,
                _ => Some("a checksum is of one source"),
            };
            if let Some(message) = message {
                return Err(self.error(&flag.range, message.to_owned()));
            }
        }
        for (word, text) in &sources {
            let kind = copy::Source::of(text);
            if (kind == copy::Source::Git || text.starts_with("github.com/"))
                && let Some(message) = copy::query_problem(text)
            {
                return Err(self.error(&word.range, message));
            }
            if kind == copy::Source::Local {
                absolute(text, self.follower.state.is_windows).map_err(|message| self.error(&word.range, message))?;
                self.ignored(word, text, from.is_some());
            } else if !is_add {
                return Err(self.error(&word.range, "COPY does not fetch; ADD does".to_owned()));
            }
        }
        Ok(())
    }

    /// Warns of a source that the context leaves out.
    fn ignored(&mut self, word: &Word, path: &str, is_from_elsewhere: bool) {
        if is_from_elsewhere || !self.follower.report.reports.wants(self.lint, Rule::CopyIgnoredFile) {
            return;
        }
        let ignored = self.follower.ignored;
        let files = self.follower.ignored_files.get_or_insert_with(ignored);
        if files.as_ref().is_some_and(|files| files.contains(path)) {
            self.warn(Rule::CopyIgnoredFile, &word.range, || {
                format!("`{path}` is left out of the context by .dockerignore, so it is not there to be copied")
            });
        }
    }

    /// What the instruction takes from, found again for a trigger.
    fn sources(&self) -> Vec<Source> {
        let follower = &self.follower;
        if self.place.trigger.is_none() {
            return follower.dependencies.of(self.place.index).collect();
        }
        let names = self.instruction.flags.iter().filter_map(|flag| match self.instruction.flag(flag) {
            ("from", Some(name)) if self.instruction.keyword == Keyword::Copy => Some(name),
            ("mount", Some(mount)) => dependencies::from_of(mount).or(Some("scratch")),
            _ => None,
        });
        let find = |name| dependencies::find(name, '\\', follower.images, 0).unwrap_or(Source::Image);
        names.map(find).collect()
    }

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
        let is_wanted = self.follower.report.reports.wants(self.lint, Rule::UndefinedVar);
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

    /// Expands the heredocs that a `COPY` announces; of those of one name, the last.
    fn expand_heredocs(&mut self, announced: &[Heredoc]) -> Result {
        let mut last: BTreeMap<&str, &Heredoc> =
            self.heredocs.iter().map(|heredoc| (heredoc.name.as_str(), heredoc)).collect();
        for heredoc in announced.iter().filter(|heredoc| heredoc.expands) {
            // Taken out: what is announced twice is expanded once.
            if let Some(heredoc) = last.remove(heredoc.name.as_str()) {
                self.expand_heredoc(heredoc)?;
            }
        }
        Ok(())
    }

    fn expand_heredoc(&mut self, heredoc: &Heredoc) -> Result {
        let text = &self.follower.report.file.text[heredoc.content.clone()];
        let lexer = Lexer { ignores_quotes: true, ..Lexer::new('\\') };
        let expanded = lexer.expand(text, &self.follower.scope);
        for (name, reference) in expanded.unset(text) {
            let start = heredoc.content.start;
            self.undefined(name, start + reference.range.start..start + reference.range.end);
        }
        match expanded.error {
            Some(message) => Err(self.error(&self.instruction.rest, message)),
            None => Ok(()),
        }
    }

    fn undefined(&mut self, name: &str, source: Range<usize>) {
        let is_wanted = self.follower.report.reports.wants(self.lint, Rule::UndefinedVar);
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
        if !self.follower.report.reports.take(self.lint, rule) {
            return;
        }
        let (range, message) = match &self.place.trigger {
            Some(range) => (range.clone(), format!("an ONBUILD of that stage: {}", message())),
            None => (source, message()),
        };
        let instruction = Some(self.place.index);
        self.follower.findings.push(Finding { kind: Kind::Warning(rule), range, message, instruction });
    }

    fn error(&self, range: &Range<usize>, message: String) -> Finding {
        self.follower.error(self.place, self.instruction, range, message)
    }
}

/// Arguments that are read by the build and never set.
fn is_only_argument(name: &str) -> bool {
    matches!(name, "BUILDKIT_SBOM_SCAN_CONTEXT" | "BUILDKIT_SBOM_SCAN_STAGE")
}

/// Whether a part of a name, between underscores, is a word for a secret, and none says that it is public.
fn is_secret(name: &str) -> bool {
    const SECRET: [&str; 10] =
        ["apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token"];
    const PUBLIC: [&str; 3] = ["public", "file", "version"];
    let parts = || name.as_bytes().split(|byte| *byte == b'_');
    let has = |words: &[&str]| parts().any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word.as_bytes())));
    has(&SECRET) && !has(&PUBLIC)
}

/// How many folders a path is below the root, from where it begins.
fn depth(start: usize, path: &str) -> usize {
    path.split('/').fold(start, |depth, part| match part {
        "" | "." => depth,
        ".." => depth.saturating_sub(1),
        _ => depth + 1,
    })
}

/// A path from the root, where it is one.
///
/// # Errors
///
/// When Windows has no such path inside of an image.
fn absolute(path: &str, is_windows: bool) -> std::result::Result<Option<Cow<'_, str>>, String> {
    if !is_windows {
        return Ok(path.starts_with('/').then_some(Cow::Borrowed(path)));
    }
    let slashed = path.replace('\\', "/");
    if slashed.len() == 2 && slashed.ends_with(':') {
        return Err(format!("`{path}` names a drive and no path on it"));
    }
    if slashed.starts_with("//") {
        return Err("paths on the network are not supported".to_owned());
    }
    let path = match slashed.split_once(':') {
        None => slashed.as_str(),
        Some((drive, path)) if drive.eq_ignore_ascii_case("c") => path,
        Some(_) => return Err(format!("`{path}` is not on drive C:")),
    };
    Ok(path.starts_with('/').then(|| Cow::Owned(path.to_owned())))
}
