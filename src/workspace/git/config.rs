//! Reads the configuration of a repository: one file, and `config.worktree` if it is enabled. Files that include others
//! are refused before libgit2 parses them.

use std::collections::{BTreeMap, BTreeSet};

use git2::Config;

use crate::platform::files::{EntryKind, Place};

/// The maximum size of a configuration, and of one of its lines, in bytes. libgit2 needs quadratic time for a line of
/// many sections.
const MAX_BYTES: u64 = 1 << 20;
const MAX_LINE_BYTES: usize = 8 << 10;

const MAX_REMOTES: usize = 100;

/// The values that are read from a configuration.
#[derive(Debug, Default)]
pub struct Configuration {
    /// Every value of `core.worktree`.
    pub work_trees: Vec<String>,
    pub is_bare: bool,
    has_worktree_file: bool,
    /// The URLs of the remotes, by their names.
    remotes: BTreeMap<String, String>,
    /// `url.<base>.insteadOf`: the base, and the prefix that it replaces.
    abbreviations: Vec<(String, String)>,
}

impl Configuration {
    /// Reads the configuration of a repository and of one of its work trees, whose Git directory is `git`. Returns
    /// `None` if it is broken, too large, or includes other files.
    pub fn read(common: &Place, git: &Place) -> Option<Self> {
        let mut configuration = Self::default();
        configuration.add(&common.entry("config")?)?;
        if configuration.has_worktree_file
            && let Some(file) = git.entry("config.worktree")
        {
            configuration.add(&file)?;
        }
        Some(configuration)
    }

    /// Returns the URL of `origin`, else of the first remote, with `insteadOf` applied.
    pub fn remote(&self) -> Option<String> {
        let address = self.remotes.get("origin").or_else(|| self.remotes.values().next())?;
        let stands_for = self.abbreviations.iter().filter(|(_, short)| address.starts_with(short.as_str()));
        let longest = stands_for.max_by_key(|(_, short)| short.len());
        Some(longest.map_or_else(|| address.clone(), |(full, short)| format!("{full}{}", &address[short.len()..])))
    }

    fn add(&mut self, (file, kind): &(Place, EntryKind)) -> Option<()> {
        if *kind != EntryKind::File || !has_no_includes(&file.read_bytes(MAX_BYTES)?) {
            return None;
        }
        // This reads only the given file: without a repository, libgit2 does not look for the user's configuration.
        let config = Config::open(file.path()).ok()?;
        let mut names = BTreeSet::new();
        let mut entries = config.entries(None).ok()?;
        while let Some(entry) = entries.next() {
            let entry = entry.ok()?;
            let Ok(key) = entry.name() else { continue };
            let value = entry.has_value().then(|| String::from_utf8_lossy(entry.value_bytes()).into_owned());
            if let Some((name, _)) = key.strip_prefix("remote.").and_then(|rest| rest.rsplit_once('.')) {
                names.insert(name.to_owned());
            }
            self.set(key, value)?;
        }
        (names.len() <= MAX_REMOTES).then_some(())
    }

    fn set(&mut self, key: &str, value: Option<String>) -> Option<()> {
        // A key without a value is true.
        let flag = |value: Option<String>| value.map_or(Some(true), |value| Config::parse_bool(value).ok());
        match key {
            "core.worktree" => self.work_trees.push(value?),
            "core.bare" => self.is_bare = flag(value)?,
            "core.repositoryformatversion" if !matches!(value.as_deref(), Some("0" | "1")) => return None,
            "extensions.worktreeconfig" => self.has_worktree_file = flag(value)?,
            _ => {
                let (section, rest) = key.split_once('.')?;
                let named = rest.rsplit_once('.').filter(|(name, _)| !name.is_empty());
                match (section, named, value) {
                    ("remote", Some((name, "url")), Some(url)) => {
                        self.remotes.insert(name.to_owned(), url);
                    }
                    ("url", Some((full, "insteadof")), Some(short)) => {
                        self.abbreviations.push((full.to_owned(), short));
                    }
                    _ => {}
                }
            }
        }
        Some(())
    }
}

/// Whether a configuration includes no other file, in any spelling. The name of a section is never continued on the
/// next line, so it is enough to check each line.
fn has_no_includes(text: &[u8]) -> bool {
    let is_harmless = |line: &[u8]| {
        let line = line.trim_ascii_start();
        let is_comment = matches!(line.first(), Some(b'#' | b';'));
        line.len() <= MAX_LINE_BYTES && !line.contains(&0) && (is_comment || !names_include(line))
    };
    text.split(|byte| *byte == b'\n').all(is_harmless)
}

fn names_include(line: &[u8]) -> bool {
    let sections = line.iter().enumerate().filter(|(_, byte)| **byte == b'[');
    let mut names = sections.map(|(at, _)| line[at + 1..].trim_ascii_start());
    names.any(|name| name.get(.."include".len()).is_some_and(|name| name.eq_ignore_ascii_case(b"include")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_that_names_another_one_is_told_apart_in_every_spelling() {
        for text in [
            "[include]\n\tpath = /x",
            "[INCLUDE]\npath=/x",
            "[includeIf \"gitdir:/\"]\n\tpath = /x",
            "[core]\n\tbare = false\n  [IncludeIf \"onbranch:**\"] path = /x",
            "[core][include]path=/x",
            "[core] bare = false\r\n[include]\r\npath = /x",
            "\u{feff}[include]\npath = /x",
            "[ include]\npath = /x",
            "[include \"sub\"]\npath = /x",
            "[include.sub]\npath = /x",
            "\t\u{b}[include]path=/x",
            "[a] b = \\\n[include]\npath = /x",
            "[a] b = \"\n[include]\npath = /x",
            "[core]\0[x]",
        ] {
            assert!(!has_no_includes(text.as_bytes()), "{text}");
        }
        assert!(!has_no_includes(&[b'a'; MAX_LINE_BYTES + 1]));
        for text in ["", "[core]\n\tbare = false\n", "# [include]\n ; [include] path = /x\n", "[remote \"include\"]\n"]
        {
            assert!(has_no_includes(text.as_bytes()), "{text}");
        }
    }
}
