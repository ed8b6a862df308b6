//! The rules for single lines and files, and a function that finds violations.

use super::reading::{Token, code, modules_around, paths, tokens};

/// A rule of the architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A folder uses only itself and the folders that [`MAY_USE`] lists for it.
    FoldersUseOnlyThoseBelow,
    /// `languages/` is not asynchronous and does not wait.
    LanguagesDoNotWait,
    /// Only `bridge/` names napi.
    NapiInBridge,
    /// Only `server/` names tower-lsp and the protocol's types.
    ProtocolInServer,
    /// Only `platform` reads the environment, the clock and files, starts programs and could open connections;
    /// `workspace/` reads configurations of Git with git2, which never opens a repository.
    SurroundingsInPlatform,
    /// Only `workspace::reach`, and `workspace::git` for the data of a repository, decide which files may be read.
    ReadsAreWithinReach,
    /// Only `platform` generates random numbers.
    RandomnessInPlatform,
    /// Nothing is printed to the host's streams, and there is no `todo!` or `dbg!`.
    SilentAndFinished,
    /// A file starts with a comment that describes its purpose.
    FilesSayWhatTheyAreFor,
    /// A file of more than 500 lines gives the reason in its first comment.
    LongFilesSayWhy,
    /// There is no unsafe code.
    NothingUnsafe,
}

const MACROS: [&str; 7] = ["println", "eprintln", "print", "eprint", "dbg", "todo", "unimplemented"];

/// Methods of paths that access the disk.
const DISK: [&str; 9] = [
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// Names of functions, types and crates that provide random numbers.
const RANDOM: [&str; 5] = ["getrandom", "new_v4", "rand", "RandomState", "thread_rng"];

/// The folders of `src/`, and the other folders that each may use. `docs/architecture.md` has the same table.
pub const MAY_USE: [(&str, &[&str]); 6] = [
    ("bridge", &["server", "languages", "telemetry", "platform"]),
    ("server", &["languages", "workspace", "telemetry", "platform"]),
    ("languages", &[]),
    ("workspace", &["languages", "platform"]),
    ("telemetry", &["platform"]),
    ("platform", &[]),
];

/// Keywords and crates of asynchronous code.
const WAITING: [&str; 3] = ["async", "await", "tokio"];

/// A source file: its path relative to `src/`, with `/` between the parts, and its text.
pub struct Source<'a> {
    pub path: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    /// The folder of `src/` that contains the file, or the file's own name.
    fn layer(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    fn is_platform(&self) -> bool {
        self.layer() == "platform"
    }

    /// Whether the file may create a `ReadScope`, which is required to read files.
    fn bounds_reads(&self) -> bool {
        self.is_platform() || self.path == "workspace/reach.rs" || self.path.starts_with("workspace/git/")
    }

    /// The depth of its module: 0 for the crate itself.
    fn depth(&self) -> usize {
        let path = self.path.strip_suffix(".rs").unwrap_or(self.path);
        path.split('/').filter(|part| !matches!(*part, "mod" | "lib")).count()
    }
}

/// A line that breaks a rule.
pub struct Violation {
    pub rule: Rule,
    pub place: String,
}

impl Violation {
    fn new(rule: Rule, source: &Source<'_>, line: usize, what: &str) -> Self {
        Self { rule, place: format!("src/{}:{line}: {what}", source.path) }
    }
}

/// Returns all violations in a file.
pub fn violations(source: &Source<'_>) -> Vec<Violation> {
    let tokens = tokens(&code(source.text));
    let mut found = check_file(source);
    found.extend(check_words(source, &tokens));
    found.extend(check_paths(source, &tokens));
    found
}

fn check_file(source: &Source<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    if !source.text.starts_with("//!") {
        found.push(Violation::new(Rule::FilesSayWhatTheyAreFor, source, 1, "does not begin with `//!`"));
    }
    let lines = source.text.lines().count();
    let opening = source.text.lines().take_while(|line| line.starts_with("//!"));
    let gives_reason = opening
        .flat_map(|line| line.split(|character: char| !character.is_alphanumeric()))
        .any(|word| matches!(word, "long" | "lines"));
    if lines > 500 && !gives_reason {
        found.push(Violation::new(Rule::LongFilesSayWhy, source, 1, &format!("{lines} lines")));
    }
    found
}

fn check_words(source: &Source<'_>, tokens: &[Token]) -> Vec<Violation> {
    let layer = source.layer();
    let is_platform = source.is_platform();
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let word = token.text.as_str();
        let is_followed_by = |sign: &str| tokens.get(index + 1).is_some_and(|next| next.text == sign);
        let is_method = index > 0 && tokens[index - 1].text == "." && is_followed_by("(");
        // `napi_derive` counts as napi, too.
        let is_of = |name: &str| word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
        let looks_at_disk = is_method && DISK.contains(&word);
        let checks = [
            (Rule::LanguagesDoNotWait, layer == "languages" && WAITING.contains(&word)),
            (Rule::NapiInBridge, layer != "bridge" && is_of("napi")),
            (Rule::ProtocolInServer, layer != "server" && (is_of("tower_lsp") || is_of("lsp_types"))),
            (Rule::SurroundingsInPlatform, !is_platform && (looks_at_disk || word == "SystemTime")),
            (Rule::SurroundingsInPlatform, layer != "workspace" && word == "git2"),
            (Rule::ReadsAreWithinReach, !source.bounds_reads() && word == "ReadScope"),
            (Rule::RandomnessInPlatform, !is_platform && RANDOM.contains(&word)),
            (Rule::SilentAndFinished, MACROS.contains(&word) && is_followed_by("!")),
            (Rule::NothingUnsafe, word == "unsafe"),
        ];
        let broken = checks.into_iter().filter(|(_, is_broken)| *is_broken);
        found.extend(broken.map(|(rule, _)| Violation::new(rule, source, token.line, word)));
    }
    found
}

fn check_paths(source: &Source<'_>, tokens: &[Token]) -> Vec<Violation> {
    let allowed = MAY_USE.iter().find(|(folder, _)| *folder == source.layer()).map(|(_, allowed)| *allowed);
    let modules = modules_around(tokens);
    let mut found = Vec::new();
    for path in paths(tokens) {
        let names: Vec<&str> = path.names.iter().map(String::as_str).collect();
        let mut report = |rule: Rule| {
            found.push(Violation::new(rule, source, tokens[path.at].line, &names.join("::")));
        };
        if let Some(allowed) = allowed {
            let supers = names.iter().skip_while(|name| **name == "self").take_while(|name| **name == "super").count();
            let folder = match names.as_slice() {
                ["crate", folder, ..] => Some(*folder),
                _ if supers > 0 && supers >= source.depth() + modules[path.at] => {
                    Some(names.iter().find(|name| !matches!(**name, "self" | "super")).copied().unwrap_or_default())
                }
                _ => None,
            };
            if folder.is_some_and(|folder| folder != source.layer() && !allowed.contains(&folder)) {
                report(Rule::FoldersUseOnlyThoseBelow);
            }
        }
        let surroundings = match names.as_slice() {
            // `env!` reads the environment of the compiler.
            ["std" | "tokio", "env" | "fs" | "net" | "process", ..] => !path.is_macro,
            ["tokio", "time", ..] => true,
            // Opening a repository reads all files that its configuration names.
            ["git2", name, ..] => *name != "Config",
            _ => names.windows(2).any(|pair| matches!(pair, ["Instant", "now"])) && source.path != "bridge/testing.rs",
        };
        if surroundings && !source.is_platform() {
            report(Rule::SurroundingsInPlatform);
        }
    }
    found
}
