//! Instructions that bring files in: `COPY`, `ADD` and the mounts of `RUN`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::super::expansion::Lexer;
use super::super::super::instruction::{Heredoc, Keyword, Word};
use super::super::super::mount::{self, Mount};
use super::super::super::rule::Rule;
use super::super::super::{copy, heredoc, image};
use super::super::Result;
use super::super::dependencies::{self, Source};
use super::super::images::value_range;
use super::Run;

impl Run<'_, '_, '_> {
    pub(super) fn command(&mut self) -> Result {
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

    pub(super) fn is_root(&self, target: &str) -> bool {
        let start = if target.starts_with('/') { 0 } else { self.follower.state.depth };
        depth(start, target) == 0
    }

    pub(super) fn copy(&mut self) -> Result {
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
                [copy::Source::Http] if !image::is_digest(&checksum) => {
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
    pub(super) fn ignored(&mut self, word: &Word, path: &str, is_from_elsewhere: bool) {
        if is_from_elsewhere || !self.follower.report.admits(self.lint, Rule::CopyIgnoredFile) {
            return;
        }
        let ignored = self.follower.ignored;
        let files = self.follower.ignored_files.get_or_init(ignored);
        if files.as_ref().is_some_and(|files| files.contains(path)) {
            self.warn(Rule::CopyIgnoredFile, &word.range, || {
                format!("`{path}` is left out of the context by .dockerignore, so it is not there to be copied")
            });
        }
    }

    /// What the instruction takes from, found again for a trigger.
    pub(super) fn sources(&self) -> Vec<Source> {
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

    /// Expands the heredocs that a `COPY` announces; of those of one name, the last.
    pub(super) fn expand_heredocs(&mut self, announced: &[Heredoc]) -> Result {
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

    pub(super) fn expand_heredoc(&mut self, heredoc: &Heredoc) -> Result {
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
}

/// A path from the root, where it is one.
///
/// # Errors
///
/// When Windows has no such path inside of an image.
pub fn absolute(path: &str, is_windows: bool) -> std::result::Result<Option<Cow<'_, str>>, String> {
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

/// How many folders a path is below the root, from where it begins.
pub fn depth(start: usize, path: &str) -> usize {
    path.split('/').fold(start, |depth, part| match part {
        "" | "." => depth,
        ".." => depth.saturating_sub(1),
        _ => depth + 1,
    })
}
