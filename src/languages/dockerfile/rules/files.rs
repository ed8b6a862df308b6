//! `CopyIgnoredFile`, and everything else about `COPY`, `ADD` and the mounts of `RUN`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Rule;
use super::checker::Result;
use super::dependencies::too_late;
use super::walker::InstructionWalker;
use crate::languages::dockerfile::model::stage_sources::{self, Source};
use crate::languages::dockerfile::model::stages::value_range;
use crate::languages::dockerfile::syntax::expansion::WordExpander;
use crate::languages::dockerfile::syntax::heredoc;
use crate::languages::dockerfile::syntax::instruction::{Heredoc, Keyword, Word};
use crate::languages::dockerfile::values::copy_source::{self, SourceKind};
use crate::languages::dockerfile::values::image;
use crate::languages::dockerfile::values::mount::{self, Mount};

impl InstructionWalker<'_, '_, '_> {
    pub fn command(&mut self) -> Result {
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
                let at = self.instruction.line.offset_of(text).filter(|_| flag.decoded.is_none());
                self.expand(text, at, &range).map_err(|finding| {
                    failed = Some(finding);
                    String::new()
                })
            };
            let mount = Mount::parse(value, Some(expand));
            if let Some(failed) = failed {
                return Err(failed);
            }
            mounts.push((flag, mount.map_err(|message| self.error(&flag.range, message))?));
        }
        for (index, (flag, mount)) in mounts.iter().enumerate() {
            let source = sources.get(index).copied().unwrap_or(Source::Image);
            // A cache without a source starts from `scratch`, which may be the name of a stage.
            let is_scratch = mount.from.is_empty() && mount.kind == mount::Kind::Cache;
            let takes = is_scratch || !mount.from.is_empty();
            if takes && !stage_sources::is_built(source, self.site.stage) {
                let name = if is_scratch { "scratch" } else { &mount.from };
                return Err(self.error(&flag.range, too_late(name)));
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
            Some(flag) if !self.stages.checker.uses_labs_frontend() => {
                let message =
                    "--device is an experiment, for which the file begins with # syntax=docker/dockerfile:1-labs";
                Err(self.error(&flag.range, message.to_owned()))
            }
            _ => Ok(()),
        }
    }

    pub fn is_root(&self, target: &str) -> bool {
        let start = if target.starts_with('/') { 0 } else { self.stages.state.depth };
        depth(start, target) == 0
    }

    pub fn copy(&mut self) -> Result {
        let is_add = self.instruction.keyword == Keyword::Add;
        let chmod = self.flag("chown").and_then(|_| self.flag("chmod"))?;
        let checksum = if is_add { self.flag("checksum")? } else { Cow::Borrowed("") };
        let [words @ .., destination] = self.instruction.words() else { return Ok(()) };
        let mut sources = Vec::with_capacity(words.len());
        let mut opened = Vec::new();
        for word in words {
            match heredoc::parse(self.instruction.word(word)) {
                Some(heredoc) => opened.push(heredoc),
                None => sources.push((word, self.expand_word(word)?)),
            }
        }
        let target = self.expand_word(destination)?;
        if opened.iter().any(|heredoc| heredoc.expands) {
            self.expand_heredocs(&opened)?;
        }
        let from = self.sources().first().copied();
        if let (Some(source), Some((flag, name))) = (from, self.instruction.flag_named("from"))
            && !stage_sources::is_built(source, self.site.stage)
        {
            return Err(self.error(&value_range(flag, name), too_late(name)));
        }
        absolute(&target, self.stages.state.is_windows).map_err(|message| self.error(&destination.range, message))?;
        if let Some((flag, _)) = self.instruction.flag_named("chmod").filter(|_| !copy_source::is_mode(&chmod)) {
            return Err(self.error(&flag.range, format!("`{chmod}` is not a mode; 0755 and u+x are")));
        }
        if let Some((flag, _)) = self.instruction.flag_named("checksum").filter(|_| !checksum.is_empty()) {
            let kinds: Vec<SourceKind> = sources.iter().map(|(_, text)| SourceKind::parse(text)).collect();
            let message = match kinds.as_slice() {
                [SourceKind::Local] if !sources[0].1.starts_with("github.com/") => {
                    Some("only what is fetched has a checksum")
                }
                [SourceKind::Http] if !image::is_digest(&checksum) => {
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
            let kind = SourceKind::parse(text);
            if (kind == SourceKind::Git || text.starts_with("github.com/"))
                && let Some(message) = copy_source::query_error(text)
            {
                return Err(self.error(&word.range, message));
            }
            if kind == SourceKind::Local {
                absolute(text, self.stages.state.is_windows).map_err(|message| self.error(&word.range, message))?;
                self.ignored(word, text, from.is_some());
            } else if !is_add {
                return Err(self.error(&word.range, "COPY does not fetch; ADD does".to_owned()));
            }
        }
        Ok(())
    }

    /// Reports a source that `.dockerignore` excludes.
    pub fn ignored(&mut self, word: &Word, path: &str, is_from_elsewhere: bool) {
        if is_from_elsewhere || !self.stages.checker.admits(self.lint, Rule::CopyIgnoredFile) {
            return;
        }
        let files = self.stages.dockerignore.get_or_init(self.stages.dockerignore_provider);
        if files.as_ref().is_some_and(|files| files.contains(path)) {
            self.warn(Rule::CopyIgnoredFile, &word.range, || {
                format!("`{path}` is left out of the context by .dockerignore, so it is not there to be copied")
            });
        }
    }

    /// The sources of the instruction. Those of a trigger are resolved again.
    pub fn sources(&self) -> Vec<Source> {
        let stages = &*self.stages;
        if self.site.trigger.is_none() {
            return stages.dependencies.sources_of(self.site.index).collect();
        }
        let names = self.instruction.flags.iter().filter_map(|flag| match self.instruction.flag(flag) {
            ("from", Some(name)) if self.instruction.keyword == Keyword::Copy => Some(name),
            ("mount", Some(mount)) => stage_sources::mount_source(mount).or(Some("scratch")),
            _ => None,
        });
        let find = |name| stage_sources::resolve(name, '\\', stages.images, 0).unwrap_or(Source::Image);
        names.map(find).collect()
    }

    /// Expands the heredocs that a `COPY` opens. Of several with one name, the last counts.
    pub fn expand_heredocs(&mut self, opened: &[Heredoc]) -> Result {
        let mut last: BTreeMap<&str, &Heredoc> =
            self.heredocs.iter().map(|heredoc| (heredoc.name.as_str(), heredoc)).collect();
        for heredoc in opened.iter().filter(|heredoc| heredoc.expands) {
            // Removed, so that a heredoc that is opened twice is expanded once.
            if let Some(heredoc) = last.remove(heredoc.name.as_str()) {
                self.expand_heredoc(heredoc)?;
            }
        }
        Ok(())
    }

    pub fn expand_heredoc(&mut self, heredoc: &Heredoc) -> Result {
        let text = &self.stages.checker.file.text[heredoc.content.clone()];
        let options = WordExpander { ignores_quotes: true, ..WordExpander::new('\\') };
        let expanded = options.expand(text, &self.stages.scope);
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

/// A path, if it is absolute.
///
/// # Errors
///
/// If the path is not valid within an image of Windows.
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

/// The depth of a path below the root, starting at a depth.
pub fn depth(start: usize, path: &str) -> usize {
    path.split('/').fold(start, |depth, part| match part {
        "" | "." => depth,
        ".." => depth.saturating_sub(1),
        _ => depth + 1,
    })
}
