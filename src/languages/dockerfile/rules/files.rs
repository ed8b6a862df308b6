//! `CopyIgnoredFile`, and the other checks of `COPY`, `ADD` and the mounts of `RUN`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Rule;
use super::dependencies::not_yet_built;
use super::walker::{Checked, InstructionWalker, is_certain};
use crate::languages::dockerfile::model::stage_sources::{self, Source};
use crate::languages::dockerfile::model::stages::{OperatingSystem, value_range};
use crate::languages::dockerfile::syntax::expansion::{Value, WordExpander};
use crate::languages::dockerfile::syntax::heredoc;
use crate::languages::dockerfile::syntax::instruction::{Heredoc, Keyword, Word};
use crate::languages::dockerfile::values::copy_source::{self, SourceKind};
use crate::languages::dockerfile::values::image;
use crate::languages::dockerfile::values::mount::{self, Mount};

impl InstructionWalker<'_, '_, '_> {
    pub fn command(&mut self) -> Checked {
        if self.instruction.flags.is_empty() {
            return Ok(());
        }
        let sources = self.sources();
        let dialect = self.stages.checker.options.dialect;
        let mut mounts = Vec::new();
        for flag in &self.instruction.flags {
            let ("mount", Some(value)) = self.instruction.flag(flag) else { continue };
            let mut failed = None;
            let range = flag.range();
            let expand: mount::Expand = &mut |text| {
                let at = self.instruction.line.offset_of(text).filter(|_| flag.decoded.is_none());
                self.expand(text, at, &range).map_err(|finding| {
                    failed = Some(finding);
                    String::new()
                })
            };
            let mount = Mount::parse(value, Some(expand), dialect);
            if let Some(failed) = failed {
                return Err(failed);
            }
            mounts.push((flag, mount.map_err(|message| self.error(&flag.range(), message))?));
        }
        for (index, (flag, mount)) in mounts.iter().enumerate() {
            let source = sources.get(index).copied().unwrap_or(Source::Image);
            // A cache without a source is based on `scratch`, which may also be the name of a stage.
            let is_scratch = mount.from.is_empty() && mount.kind == Some(mount::Kind::Cache);
            let takes = is_scratch || !mount.from.is_empty();
            if takes && !stage_sources::is_built(source, self.site.stage) {
                let name = if is_scratch { "scratch" } else { &mount.from };
                return Err(self.error(&flag.range(), not_yet_built(name, source, self.site.stage)));
            }
            let has_source = mount.source.certain() != Some("");
            let message = match mount.kind {
                Some(mount::Kind::Ssh) if has_source => "invalid mount: `source` is not allowed for type ssh",
                None | Some(mount::Kind::Secret | mount::Kind::Ssh) => continue,
                _ if mount.target.certain().is_some_and(|target| self.is_root(target)) => {
                    "invalid mount target: expected a path other than `/`"
                }
                _ => continue,
            };
            return Err(self.error(&flag.range(), message));
        }
        Ok(())
    }

    /// Whether a path is the root directory in every build.
    pub fn is_root(&self, target: &str) -> bool {
        if self.stages.state.os != OperatingSystem::Linux && target.contains(['\\', ':']) {
            return false;
        }
        let start = if target.starts_with('/') { Some(0) } else { self.stages.state.depth };
        start.is_some_and(|start| depth(start, target) == 0)
    }

    pub fn copy(&mut self) -> Checked {
        let is_add = self.instruction.keyword == Keyword::Add;
        let chmod = self.flag("chown").and_then(|_| self.flag("chmod"))?;
        let checksum = if is_add { self.flag("checksum")? } else { Value::default() };
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
            return Err(self.error(&value_range(flag, name), not_yet_built(name, source, self.site.stage)));
        }
        self.windows_path(&target, destination)?;
        if let Some((flag, _)) = self.instruction.flag_named("chmod")
            && let Some(mode) = chmod.certain().filter(|mode| !copy_source::is_mode(mode))
        {
            let message =
                format!("invalid mode `{mode}`: expected an octal number or letters, for example 0755 or u+x");
            return Err(self.error(&flag.range(), message));
        }
        if let Some((flag, _)) = self.instruction.flag_named("checksum")
            && let Some(message) = checksum_error(&sources, &checksum)
        {
            return Err(self.error(&flag.range(), message));
        }
        for (word, value) in &sources {
            let Some(text) = value.assumed() else { continue };
            let kind = SourceKind::parse(text);
            if (kind == SourceKind::Git || text.starts_with("github.com/"))
                && is_certain(value)
                && let Some(message) = copy_source::query_error(text)
            {
                return Err(self.error(&word.range(), message));
            }
            if kind == SourceKind::Local {
                self.windows_path(value, word)?;
                self.ignored(word, value, from.is_some());
            } else if !is_add && is_certain(value) {
                return Err(self.error(&word.range(), "COPY cannot fetch remote files; use ADD"));
            }
        }
        Ok(())
    }

    /// Returns an error for a path that is invalid in a Windows image.
    fn windows_path(&self, path: &Value, word: &Word) -> Checked {
        let Some(text) = path.certain() else { return Ok(()) };
        absolute(text, self.stages.state.os).map_err(|message| self.error(&word.range(), message)).map(drop)
    }

    /// Reports a source that `.dockerignore` excludes.
    pub fn ignored(&mut self, word: &Word, path: &Value, is_from_elsewhere: bool) {
        if is_from_elsewhere || !self.stages.checker.admits(self.lint, Rule::CopyIgnoredFile) {
            return;
        }
        let files = self.stages.dockerignore.get_or_init(self.stages.dockerignore_provider);
        let text = &*path.text;
        if files.as_ref().is_some_and(|files| files.contains(text)) {
            let source = self.instruction.source(&word.range());
            self.warn_at(Rule::CopyIgnoredFile, source, is_certain(path), || {
                format!("`{text}` is excluded from the build context by `.dockerignore`")
            });
        }
    }

    /// Returns the sources of the instruction. The sources of a trigger are resolved again.
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

    /// Expands the heredocs that a `COPY` opens. If several have the same name, the last one counts.
    pub fn expand_heredocs(&mut self, opened: &[Heredoc]) -> Checked {
        let mut last: BTreeMap<&str, &Heredoc> =
            self.heredocs.iter().map(|heredoc| (heredoc.name.as_str(), heredoc)).collect();
        for heredoc in opened.iter().filter(|heredoc| heredoc.expands) {
            // The heredoc is removed, so that a heredoc that is opened twice is expanded only once.
            if let Some(heredoc) = last.remove(heredoc.name.as_str()) {
                self.expand_heredoc(heredoc)?;
            }
        }
        Ok(())
    }

    pub fn expand_heredoc(&mut self, heredoc: &Heredoc) -> Checked {
        let text = &self.stages.checker.file.text[heredoc.content.clone()];
        let options = WordExpander { ignores_quotes: true, ..WordExpander::new('\\') };
        let expanded = options.expand(text, &self.stages.scope);
        for (name, reference) in expanded.unset(text) {
            let start = heredoc.content.start;
            self.undefined(name, start + reference.range.start..start + reference.range.end);
        }
        match expanded.error {
            Some(message) => Err(self.error(&self.instruction.rest(), message)),
            None => Ok(()),
        }
    }
}

/// Returns the reason why a checksum is invalid for its sources.
fn checksum_error(sources: &[(&Word, Value)], checksum: &Value) -> Option<&'static str> {
    let checksum = checksum.certain().filter(|checksum| !checksum.is_empty())?;
    let [(_, source)] = sources else { return Some("`--checksum` requires exactly one source") };
    let text = source.certain()?;
    match SourceKind::parse(text) {
        SourceKind::Local if !text.starts_with("github.com/") => {
            Some("`--checksum` is only allowed for remote sources")
        }
        SourceKind::Http if !image::is_digest(checksum) => {
            Some("invalid checksum: expected sha256: and 64 hexadecimal digits")
        }
        _ => None,
    }
}

/// Returns a path without its drive, if it is absolute.
///
/// # Errors
///
/// If the path is invalid in a Windows image.
pub fn absolute(path: &str, os: OperatingSystem) -> std::result::Result<Option<Cow<'_, str>>, String> {
    let is_windows = match os {
        OperatingSystem::Linux => return Ok(path.starts_with('/').then_some(Cow::Borrowed(path))),
        OperatingSystem::Windows => true,
        OperatingSystem::Unknown if path.starts_with('/') => return Ok(Some(Cow::Borrowed(path))),
        OperatingSystem::Unknown => false,
    };
    let slashed = path.replace('\\', "/");
    let (drive, rest) = match slashed.split_once(':') {
        Some((drive, rest)) if is_windows || drive.len() == 1 => (Some(drive), rest),
        _ => (None, slashed.as_str()),
    };
    if is_windows {
        if slashed.len() == 2 && slashed.ends_with(':') {
            return Err(format!("invalid path `{path}`: expected a path after the drive"));
        }
        if slashed.starts_with("//") {
            return Err(format!("invalid path `{path}`: network paths are not supported"));
        }
        if drive.is_some_and(|drive| !drive.eq_ignore_ascii_case("c")) {
            return Err(format!("invalid path `{path}`: expected a path on drive C:"));
        }
    }
    Ok(rest.starts_with('/').then(|| Cow::Owned(rest.to_owned())))
}

/// Returns the depth below the root to which a path leads from a folder at the depth `start`.
pub fn depth(start: usize, path: &str) -> usize {
    path.split('/').fold(start, |depth, part| match part {
        "" | "." => depth,
        ".." => depth.saturating_sub(1),
        _ => depth + 1,
    })
}
