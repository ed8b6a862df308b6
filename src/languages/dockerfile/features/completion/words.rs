//! Completes words of commands and other arguments, with words of the file and common words.

use std::ops::Range;

use super::ranking::Ranking;
use super::scanner::{FileWord, Place, Scanner, WordKind};
use super::{Completer, Item};
use crate::languages::answers::CompletionKind;
use crate::languages::dockerfile::reference::command_words::{MORE_WORDS, more_words_of};
use crate::languages::dockerfile::reference::commands::{COMMANDS, FLAGS, PROGRAMS, usual_name, words_of};
use crate::languages::dockerfile::reference::images::{OFFICIAL_IMAGES, OTHER_IMAGES};
use crate::languages::dockerfile::reference::packages;
use crate::languages::dockerfile::reference::paths::PATHS;
use crate::languages::dockerfile::reference::words::{
    ARCHITECTURES, HOSTS, MAIL_HOSTS, REGISTRIES, TOP_LEVEL_DOMAINS, USUAL_VALUES, values_of,
};
use crate::languages::dockerfile::syntax::instruction::{Instruction, Keyword};
use crate::languages::text::{floor_char_boundary, line_start, touches};

/// The maximum distance from the cursor at which words are offered, in bytes.
const MAX_WORDS_TEXT: usize = 200_000;

/// The maximum number of bytes before the cursor that are scanned to find the surrounding command.
const MAX_COMMAND_TEXT: usize = 20_000;

/// The suffixes that distributions append to package names for their parts, the most common first.
const PACKAGE_PARTS: [&str; 18] = [
    "dev", "devel", "doc", "common", "utils", "tools", "libs", "client", "server", "core", "perl", "python", "static",
    "data", "bin", "extra", "headless", "cli",
];

/// The parts of file names that mark a sample, which is copied and then changed.
const SAMPLE_MARKS: [&str; 10] = [
    "_sample",
    "-sample",
    ".sample",
    ".example",
    "_example",
    "-example",
    ".dist",
    ".default",
    "-production",
    "-development",
];

impl<'c> Completer<'c> {
    /// Adds words of a command, its variables and its arguments.
    pub(super) fn shell_words(&mut self) {
        if self.typed().starts_with("<<") {
            for name in ["<<EOF", "<<EOT", "<<-EOF", "<<'EOF'"] {
                self.add(Item { kind: CompletionKind::Keyword, ..Item::new(name) });
            }
            return;
        }
        let whole = self.word.clone();
        let place = self.place();
        self.narrow();
        let is_part = self.word != whole;
        if is_part {
            // A flag together with its value.
            let part = std::mem::replace(&mut self.word, whole);
            for word in words_of(place.command).iter().copied().chain(more_words_of(place.command)) {
                self.add(Item::new(word));
            }
            self.word = part;
        }
        let place = if is_part { self.place() } else { place };
        self.is_incomplete |= self.typed().is_empty();
        let mut ranking = self.ranking();
        self.rank_file_words(&mut ranking, place);
        self.rank_usual_words(&mut ranking, place);
        if place.is_command() && self.starts_container() {
            ranking.words(PROGRAMS.split_ascii_whitespace(), 3.8, 0.03, 1.0);
            self.rank_programs(&mut ranking);
        }
        if self.instruction().is_some_and(|instruction| instruction.keyword == Keyword::Healthcheck) {
            self.rank_checks(&mut ranking, place);
        }
        self.rank_paths(&mut ranking);
        self.add_all(ranking);
    }

    /// Ranks what a health check usually calls.
    fn rank_checks(&self, ranking: &mut Ranking<'c>, place: Place<'c>) {
        if place.is_command() {
            ranking.table(&["curl", "wget"], 4.5, 0.1, 4.0);
            return;
        }
        let exposed = self.context.file.instructions.iter().filter(|other| other.keyword == Keyword::Expose);
        for port in exposed.flat_map(|other| other.words().iter().map(|word| other.word(word))) {
            let port = port.split('/').next().unwrap_or_default();
            ranking.add(format!("http://localhost:{port}/"), 5.0);
        }
        ranking.table(&["http://localhost/", "http://localhost:8080/", "http://127.0.0.1:8080/"], 4.5, 0.1, 4.0);
    }

    /// Adds words of the file that start with the typed text, the most likely first.
    pub(super) fn words_of_file(&mut self) {
        if self.typed().is_empty() {
            return;
        }
        let mut ranking = self.ranking();
        self.rank_file_words(&mut ranking, self.place());
        self.rank_paths(&mut ranking);
        self.add_all(ranking);
    }

    /// Creates an empty ranking for the word at the cursor.
    pub(super) fn ranking(&self) -> Ranking<'c> {
        Ranking::new(self.typed(), &self.context.file.text[self.offset..])
    }

    pub(super) fn add_all(&mut self, ranking: Ranking) {
        for word in ranking.best() {
            self.add(Item::new(word));
        }
        self.deduplicate();
    }

    /// Returns the context of the word at the cursor.
    pub(super) fn place(&self) -> Place<'c> {
        let text = self.context.file.text;
        let first = floor_char_boundary(text, self.word.start.saturating_sub(MAX_COMMAND_TEXT));
        let within = line_start(text, first)..self.word.start;
        Scanner::new(text, within, self.context.file.escape).place_at_end()
    }

    /// Returns the words of the file around the cursor, except the word at the cursor.
    pub(super) fn file_words(&self) -> impl Iterator<Item = FileWord<'c>> + use<'c> {
        let text = self.context.file.text;
        let offset = self.offset;
        let first = floor_char_boundary(text, offset.saturating_sub(MAX_WORDS_TEXT));
        let start = line_start(text, first);
        let end = floor_char_boundary(text, offset + MAX_WORDS_TEXT);
        let words = Scanner::new(text, start..end, self.context.file.escape);
        words.filter(move |word| !touches(&word.range, offset))
    }

    /// Ranks words of the file. Words in the same position of the same command score best.
    pub(super) fn rank_file_words(&self, ranking: &mut Ranking<'c>, here: Place<'c>) {
        self.rank_words(ranking, here, |_| true);
    }

    /// Ranks those words of the file that pass a test, like [`Self::rank_file_words`].
    pub(super) fn rank_words(
        &self,
        ranking: &mut Ranking<'c>,
        here: Place<'c>,
        is_wanted: impl Fn(&FileWord<'c>) -> bool,
    ) {
        let text = self.context.file.text;
        let typed = ranking.typed();
        let (folder, name) = typed.split_at(typed.rfind('/').map_or(0, |slash| slash + 1));
        let own = self.instruction().map_or(0..0, Instruction::range);
        let own_lines = self.offset.saturating_sub(1_500)..self.offset + 1_500;
        let installs = here.installs();
        for word in self.file_words().filter(|word| word.kind != WordKind::Keyword && is_wanted(word)) {
            let nearby = if own_lines.contains(&word.range.start) { 0.5 } else { 0.0 };
            let place = word.place;
            let is_package = installs && place.installs();
            // A list does not contain a package twice.
            let is_listed = is_package && own.contains(&word.range.start);
            if ranking.fits(word.text) && !is_listed {
                let is_use = text[..word.range.start].ends_with(['$', '{']);
                let fitness = match (here.is_command(), place.is_command()) {
                    (true, true) => 3.5,
                    // A variable that is used somewhere must be set.
                    (true, false) if is_use => 2.0,
                    (true, false) => 0.4,
                    // A program that is run must be installed.
                    (false, true) if installs && !is_common(word.text) => 2.6,
                    (false, true) => 0.6,
                    (false, false) => {
                        let is_same = |one: &str, other: &str| !one.is_empty() && one == other;
                        let repeats = if is_same(here.previous, place.previous) { 2.5 } else { 0.0 };
                        let is_same_verb = is_same(here.verb, place.verb);
                        match here.command == place.command {
                            true if is_same_verb => 3.2 + repeats,
                            true => 2.4 + repeats,
                            false => 1.2 + repeats,
                        }
                    }
                };
                let is_path = word.text.starts_with('/') && word.text.len() > 1;
                ranking.add(word.text, if is_path { f32::max(fitness, 1.4) } else { fitness } + nearby);
            }
            if is_package && word.text.starts_with("lib") {
                ranking.add(format!("{}-dev", word.text), 2.6);
            }
            derived_words(word.text, ranking, nearby);
            if folder.is_empty() {
                continue;
            }
            // The same name in the folder that was typed.
            let parts = word.text.split('/').filter(|part| part.len() > 1 && part.starts_with(name));
            for part in parts.filter(|_| !name.is_empty()).take(4) {
                ranking.add(format!("{folder}{part}"), 0.7 + nearby);
            }
            if typed.starts_with("/go")
                && word.text.contains('/')
                && word.text.split('/').next().unwrap_or_default().contains('.')
            {
                ranking.add(format!("/go/src/{}", word.text), 0.9 + nearby);
            }
        }
    }

    /// Ranks common words, independent of the file.
    fn rank_usual_words(&self, ranking: &mut Ranking<'c>, here: Place<'c>) {
        if here.is_command() {
            ranking.words(COMMANDS.iter().map(|command| command.name), 3.4, 0.02, 0.5);
            ranking.words(MORE_WORDS.iter().map(|(name, _)| *name), 2.4, 0.012, 0.45);
            ranking.table(ARCHITECTURES, 0.6, 0.01, 0.3);
            self.rank_closing_words(ranking);
            return;
        }
        if here.installs() {
            self.rank_packages(ranking, here);
        }
        let usual = words_of(here.command);
        let best = if here.installs() { 2.6 } else { 3.6 };
        ranking.table(usual, best, 0.03, 1.4);
        ranking.words(more_words_of(here.command), best - 1.0, 0.03, 1.2);
        // A long flag is likely to be followed by more long flags.
        if here.previous.starts_with("--") {
            let words = usual.iter().copied().chain(more_words_of(here.command));
            ranking.words(words.filter(|word| word.starts_with("--")), best + 1.0, 0.03, 1.4);
        }
        if usual.is_empty() {
            ranking.table(words_of(here.verb), 1.0, 0.01, 0.4);
        }
        if matches!(here.command.to_ascii_uppercase().as_str(), "ENV" | "ARG" | "=") || here.command == "export" {
            for name in [here.previous, here.verb] {
                ranking.table(values_of(name), 3.6, 0.1, 1.0);
            }
            ranking.table(USUAL_VALUES, 0.95, 0.01, 0.6);
            let is_image = ["IMAGE", "BASE", "FROM", "REPO", "REGISTRY", "PREFIX"];
            if is_image.iter().any(|part| here.verb.contains(part) || here.previous.contains(part)) {
                ranking.table(REGISTRIES, 2.2, 0.05, 1.0);
                ranking.words(OFFICIAL_IMAGES.iter().map(|image| image.name), 1.8, 0.005, 0.9);
                ranking.words(OTHER_IMAGES.iter().map(|(name, _)| *name), 1.8, 0.005, 0.9);
            }
        }
        if here.command == "case" {
            ranking.table(ARCHITECTURES, 3.0, 0.05, 1.0);
        }
        if matches!(here.command, "cp" | "mv" | "ln" | "install") {
            for mark in SAMPLE_MARKS.iter().filter(|mark| here.previous.contains(**mark)) {
                ranking.add(here.previous.replacen(mark, "", 1), 3.0);
            }
        }
        ranking.table(HOSTS, 1.0, 0.01, 0.3);
        if self.context.file.text[..self.word.start].ends_with('@') {
            ranking.table(MAIL_HOSTS, 0.9, 0.05, 0.5);
            if let Some((host, _)) = ranking.typed().rsplit_once('.') {
                for domain in TOP_LEVEL_DOMAINS {
                    ranking.add(format!("{host}.{domain}"), 0.7);
                }
            }
        }
        ranking.table(FLAGS, 0.6, 0.005, 0.3);
        ranking.table(ARCHITECTURES, 0.45, 0.005, 0.3);
        let is_value = matches!(here.command.to_ascii_uppercase().as_str(), "ENV" | "ARG" | "LABEL" | "=");
        for command in COMMANDS.iter().filter(|_| !is_value) {
            ranking.add(command.name, 0.3);
        }
    }

    /// Ranks the keyword that closes the innermost open loop, condition or `case` statement of the shell before the
    /// cursor.
    fn rank_closing_words(&self, ranking: &mut Ranking<'c>) {
        let own = self.instruction().map_or(0..0, Instruction::range);
        let mut open: Vec<&str> = Vec::new();
        let before = self.file_words().take_while(|word| word.range.start < self.offset);
        for word in before.filter(|word| own.contains(&word.range.start)) {
            match word.text {
                "do" => open.push("done"),
                "then" => open.push("fi"),
                "case" => open.push("esac"),
                closing @ ("done" | "fi" | "esac") if open.last() == Some(&closing) => drop(open.pop()),
                _ => {}
            }
        }
        if let Some(closing) = open.last() {
            ranking.add(*closing, 4.2);
        }
        if open.last() == Some(&"fi") {
            ranking.add("else", 2.8);
            ranking.add("elif", 2.6);
        }
    }

    /// Ranks packages. Those that keep the surrounding list sorted score best.
    fn rank_packages(&self, ranking: &mut Ranking<'c>, here: Place<'c>) {
        const ON_ALPINE: &[&str] = &[packages::ALPINE, packages::DEBIAN, packages::RED_HAT];
        let tables: &[&str] = match usual_name(here.command) {
            "apk" | "xx-apk" => ON_ALPINE,
            "yum" | "dnf" | "microdnf" | "zypper" | "rpm" => &[packages::RED_HAT, packages::DEBIAN],
            "npm" | "yarn" | "pnpm" | "bun" => &[packages::NODE],
            "pip" | "pip3" | "uv" | "conda" | "poetry" => &[packages::PYTHON],
            "gem" => &[packages::RUBY],
            "apt" | "apt-get" | "xx-apt-get" => &[packages::DEBIAN],
            _ if self.file_words().any(|word| word.text == "apk") => ON_ALPINE,
            _ if here.verb != "install" && here.verb != "add" => &[packages::DEBIAN, packages::ALPINE],
            _ => &[],
        };
        // An alphabetical list is expected to stay sorted. In a list of libraries without headers, further headers are
        // unlikely.
        let is_name = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase() || c == '.');
        let previous = Some(here.previous).filter(is_name).filter(|previous| *previous != here.verb);
        let next = self.file_words().find(|word| word.range.start > self.offset).map(|word| word.text).filter(is_name);
        let is_sorted = previous.zip(next).is_none_or(|(previous, next)| previous < next);
        let is_in_order = |name: &str| {
            previous.is_none_or(|previous| previous <= name) && next.is_none_or(|next| name <= next) && is_sorted
        };
        let is_header = |name: &str| name.ends_with("-dev") || name.ends_with("-devel");
        let (mut headers, mut libraries) = (0, 0);
        let until_here = self.file_words().take_while(|word| word.range.start < self.offset + 1_000);
        let nearby = until_here.filter(|word| word.range.start.abs_diff(self.offset) < 1_000);
        let is_in_list = |word: &FileWord| word.place.command == here.command && word.place.verb == here.verb;
        for word in nearby.filter(|word| is_in_list(word) && word.text.starts_with("lib")) {
            *(if is_header(word.text) { &mut headers } else { &mut libraries }) += 1;
        }
        let mut best = 3.0;
        for table in tables {
            let mut score: f32 = best;
            for name in table.split_ascii_whitespace() {
                let order = if is_in_order(name) { 0.8 } else { 0.0 };
                let unlike = if name.starts_with("lib") && is_header(name) && headers < libraries { 0.8 } else { 0.0 };
                ranking.add(name, f32::max(score, 0.4) + order - unlike);
                score -= 0.01;
            }
            best = 0.9;
        }
        if let Some((name, _)) =
            ranking.typed().rsplit_once('-').filter(|(name, _)| !name.is_empty() && !name.starts_with('-'))
        {
            for part in PACKAGE_PARTS {
                ranking.add(format!("{name}-{part}"), 0.8);
            }
        }
    }

    /// Ranks absolute paths that are common in images, and secrets of the file.
    pub(super) fn rank_paths(&self, ranking: &mut Ranking<'c>) {
        if !ranking.typed().starts_with('/') {
            return;
        }
        // Containers more often start a program that is specific to the image.
        let best = if self.starts_container() { 1.0 } else { 2.1 };
        ranking.words(PATHS.split_ascii_whitespace(), best, 0.01, 0.3);
        for instruction in &self.context.file.instructions {
            for flag in instruction.flags.iter().filter(|flag| instruction.flag(flag).0 == "mount") {
                let mount = instruction.word(flag);
                let is_secret = mount.contains("type=secret");
                if let Some(id) = mount.split([',', '=']).skip_while(|part| *part != "id").nth(1).filter(|_| is_secret)
                {
                    ranking.add(format!("/run/secrets/{id}"), 3.0);
                    ranking.add("/run/secrets/", 2.9);
                }
            }
        }
    }

    /// Whether the cursor is in an instruction whose command runs when a container starts.
    fn starts_container(&self) -> bool {
        let keyword = self.instruction().map(|instruction| instruction.keyword);
        matches!(keyword, Some(Keyword::Cmd | Keyword::Entrypoint | Keyword::Shell))
    }

    /// Ranks programs that the file adds to the image: packages, copied files, and the program that the base image is
    /// named after.
    fn rank_programs(&self, ranking: &mut Ranking<'c>) {
        let folders = ["", "/usr/bin/", "/usr/local/bin/", "/usr/sbin/", "./", "/"];
        let mut add = |name: &str, score: f32| {
            for (place, folder) in folders.into_iter().enumerate() {
                ranking.add(format!("{folder}{name}"), if place == 0 { score } else { score - 0.4 });
            }
        };
        for name in self.image_names() {
            add(name, 2.8);
        }

        for word in self.file_words() {
            if word.place.installs() && !word.text.starts_with(['-', '.', '/']) {
                add(word.text, 1.6);
            } else if word.place.command.eq_ignore_ascii_case("COPY") || word.place.command.eq_ignore_ascii_case("ADD")
            {
                add(word.text.rsplit('/').next().unwrap_or_default(), 1.4);
            } else if matches!(word.place.previous, "-o" | "--output") {
                add(word.text.rsplit('/').next().unwrap_or_default(), 2.0);
            }
        }
    }

    /// Returns the last path components of the names of all base images.
    pub(super) fn image_names(&self) -> impl Iterator<Item = &'c str> + use<'c> {
        let file = self.context.file;
        let froms = file.instructions.iter().filter(|instruction| instruction.keyword == Keyword::From);
        let images = froms.filter_map(|from| Some(from.word(from.words().first()?)));
        let names = images.map(|image| image.rsplit('/').next().unwrap_or_default());
        names.map(|name| name.split([':', '@']).next().unwrap_or_default()).filter(|name| !name.contains('$'))
    }
}

/// Ranks parts of a word that are words themselves: the folders of a path, and a name without its extension.
fn derived_words<'t>(word: &'t str, ranking: &mut Ranking<'t>, nearby: f32) {
    let shared = word.bytes().zip(ranking.typed().bytes()).take_while(|(one, other)| one == other).count();
    if shared < ranking.typed().len() {
        let base = word.rsplit('/').next().unwrap_or_default();
        if base.len() < word.len() && ranking.fits(base) {
            ranking.add(base, 0.8 + nearby);
            if let Some((stem, _)) = base.split_once('.') {
                ranking.add(stem, 0.6 + nearby);
            }
        }
        return;
    }
    for (at, _) in word.match_indices('/').filter(|(at, _)| *at > 0) {
        ranking.add(&word[..at], 0.6 + nearby);
    }
    if let Some((stem, _)) = word.rsplit_once('.').filter(|(stem, _)| !stem.ends_with('/')) {
        ranking.add(stem, 0.6 + nearby);
    }
}

/// Whether a command is available in most images.
fn is_common(name: &str) -> bool {
    name.starts_with(['/', '.', '-']) || COMMANDS.iter().any(|command| command.name == name)
}

/// Returns the range of the part of a word that is completed separately, which is the part after an assignment, a comma
/// or a colon.
pub(super) fn last_part(text: &str, word: Range<usize>) -> Range<usize> {
    let typed = &text[word.clone()];
    let mut start = typed.rfind(['=', ',', '$', '@', '#', '%']).map_or(0, |at| at + 1);
    let part = &typed[start..];
    // The part after a colon in a list of paths. The drive of a path and the scheme of a URL do not count.
    if let Some(colon) = part.rfind(":/").filter(|colon| *colon != 1 && !part[colon + 2..].starts_with('/')) {
        start += colon + 1;
    }
    start += typed[start..].len() - typed[start..].trim_start_matches(':').len();
    word.start + start..word.end
}
