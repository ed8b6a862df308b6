//! Keeps the layers apart: reads the sources as text and names every line that breaks an invariant of the
//! architecture. Broken samples of every kind are read as well, so that a reader that sees nothing fails.
//!
//! It is long because the reader of Rust stands beside the rules for which it is made, and the samples beside both.

use std::fs;
use std::path::Path;

/// What the architecture asks of the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// `languages/` uses nothing of the crate but itself, and knows no I/O and no waiting.
    LanguagesArePure,
    /// `telemetry/` uses nothing of the crate but itself and `platform`.
    TelemetryStandsAlone,
    /// Only `bridge/` names napi.
    NapiInBridge,
    /// Only `server/` names tower-lsp and the protocol's types.
    ProtocolInServer,
    /// Only `platform` reads the environment, the clock and files, starts programs and could open connections;
    /// `workspace/` reads configurations of Git with git2, which never opens a repository.
    SurroundingsInPlatform,
    /// Only `workspace::reach`, and `workspace::git` for the data of a repository, decide where something may be read.
    ReadsAreWithinReach,
    /// Only `platform` asks for random numbers.
    RandomnessInPlatform,
    /// Nothing is printed into the host's streams, and nothing is left to be done.
    SilentAndFinished,
    /// A file opens by saying what it is for.
    FilesSayWhatTheyAreFor,
    /// A file of more than 500 lines says why in its first lines.
    LongFilesSayWhy,
    /// There is no unsafe code.
    NothingUnsafe,
}

const MACROS: [&str; 7] = ["println", "eprintln", "print", "eprint", "dbg", "todo", "unimplemented"];

/// Methods of paths that look at the disk.
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

/// Names through which random numbers come.
const RANDOM: [&str; 5] = ["getrandom", "new_v4", "rand", "RandomState", "thread_rng"];

/// What `languages/` and `telemetry/` may use of the crate.
const OF_LANGUAGES: &[&str] = &["languages"];
const OF_TELEMETRY: &[&str] = &["telemetry", "platform"];

/// Words of waiting, which a pure language never does.
const WAITING: [&str; 3] = ["async", "await", "tokio"];

/// A source file: its path from `src/`, with `/` between the parts, and its text.
struct Source<'a> {
    path: &'a str,
    text: &'a str,
}

impl Source<'_> {
    /// The folder at the top in which it lies, or its own name.
    fn layer(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    fn is_platform(&self) -> bool {
        self.layer() == "platform"
    }

    /// Whether it may make a `ReadScope`, without which nothing is read.
    fn bounds_reads(&self) -> bool {
        self.is_platform() || self.path == "workspace/reach.rs" || self.path.starts_with("workspace/git/")
    }

    /// How many modules deep it is: 0 is the crate itself.
    fn depth(&self) -> usize {
        let path = self.path.strip_suffix(".rs").unwrap_or(self.path);
        path.split('/').filter(|part| !matches!(*part, "mod" | "lib")).count()
    }
}

struct Violation {
    rule: Rule,
    place: String,
}

impl Violation {
    fn new(rule: Rule, source: &Source<'_>, line: usize, what: &str) -> Self {
        Self { rule, place: format!("src/{}:{line}: {what}", source.path) }
    }
}

fn violations(source: &Source<'_>) -> Vec<Violation> {
    let tokens = tokens(&code(source.text));
    let mut found = check_file(source);
    found.extend(check_words(source, &tokens));
    found.extend(check_paths(source, &tokens));
    found
}

fn check_file(source: &Source<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    if !source.text.starts_with("//!") {
        found.push(Violation::new(Rule::FilesSayWhatTheyAreFor, source, 1, "does not open with `//!`"));
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
        // `napi_derive` is napi too.
        let is_of = |name: &str| word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'));
        let looks_at_disk = is_method && DISK.contains(&word);
        let checks = [
            (Rule::LanguagesArePure, layer == "languages" && WAITING.contains(&word)),
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
    let bounds = match source.layer() {
        "languages" => Some((Rule::LanguagesArePure, OF_LANGUAGES)),
        "telemetry" => Some((Rule::TelemetryStandsAlone, OF_TELEMETRY)),
        _ => None,
    };
    let modules = modules_around(tokens);
    let mut found = Vec::new();
    for path in paths(tokens) {
        let names: Vec<&str> = path.names.iter().map(String::as_str).collect();
        let mut report = |rule: Rule| {
            found.push(Violation::new(rule, source, tokens[path.at].line, &names.join("::")));
        };
        if let Some((rule, allowed)) = bounds {
            let supers = names.iter().skip_while(|name| **name == "self").take_while(|name| **name == "super").count();
            let leaves = match names.as_slice() {
                ["crate", first, ..] => !allowed.contains(first),
                _ => supers > 0 && supers >= source.depth() + modules[path.at],
            };
            if leaves {
                report(rule);
            }
        }
        let surroundings = match names.as_slice() {
            // `env!` reads what the compiler saw.
            ["std" | "tokio", "env" | "fs" | "net" | "process", ..] => !path.is_macro,
            ["tokio", "time", ..] => true,
            // Opening a repository reads whatever its configuration names.
            ["git2", name, ..] => *name != "Config",
            _ => names.windows(2).any(|pair| matches!(pair, ["Instant", "now"])) && source.path != "bridge/testing.rs",
        };
        if surroundings && !source.is_platform() {
            report(Rule::SurroundingsInPlatform);
        }
    }
    found
}

// --- Reading Rust ----------------------------------------------------------------------------------------------------

/// A word or a sign, and the line in which it stands.
struct Token {
    line: usize,
    text: String,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text.starts_with(is_word)
    }
}

/// A path as it is used, groups written out: `a::{b, c::d}` is `a::b` and `a::c::d`.
struct Named {
    /// The token with which it ends its own part.
    at: usize,
    names: Vec<String>,
    is_macro: bool,
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The text with comments and literals blanked, line for line.
fn code(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        if let Some(end) = blank_end(&characters, at) {
            let end = end.min(characters.len());
            code.extend(characters[at..end].iter().map(|character| if *character == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            code.push(characters[at]);
            at += 1;
        }
    }
    code
}

/// Where the comment or literal ends that begins at `at`; `None` where none begins.
fn blank_end(characters: &[char], at: usize) -> Option<usize> {
    let next = |offset: usize| characters.get(at + offset).copied();
    let begins_word = |at: usize| at == 0 || !is_word(characters[at - 1]);
    match characters[at] {
        '/' if next(1) == Some('/') => Some(find(characters, at, '\n')),
        '/' if next(1) == Some('*') => Some(block_comment_end(characters, at)),
        '"' => Some(string_end(characters, at)),
        // The prefix may itself have one, as in `br"…"`.
        'r' if begins_word(at) || (matches!(characters[at - 1], 'b' | 'c') && begins_word(at - 1)) => {
            raw_string_end(characters, at)
        }
        '\'' if next(1) == Some('\\') => Some(find(characters, at + 3, '\'') + 1),
        // Anything else behind the quote is a lifetime.
        '\'' if next(2) == Some('\'') => Some(at + 3),
        _ => None,
    }
}

fn find(characters: &[char], from: usize, wanted: char) -> usize {
    (from..characters.len()).find(|at| characters[*at] == wanted).unwrap_or(characters.len())
}

fn block_comment_end(characters: &[char], start: usize) -> usize {
    let mut at = start;
    let mut depth = 0_usize;
    while at + 1 < characters.len() {
        match (characters[at], characters[at + 1]) {
            ('/', '*') => {
                depth += 1;
                at += 2;
            }
            ('*', '/') => {
                depth = depth.saturating_sub(1);
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    characters.len()
}

fn string_end(characters: &[char], quote: usize) -> usize {
    let mut at = quote + 1;
    while at < characters.len() {
        match characters[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    characters.len()
}

/// `None` where what begins is a name, such as `r#type`.
fn raw_string_end(characters: &[char], start: usize) -> Option<usize> {
    let hashes = |from: usize| characters[from..].iter().take_while(|character| **character == '#').count();
    let expected = hashes(start + 1);
    let quote = start + 1 + expected;
    if characters.get(quote) != Some(&'"') {
        return None;
    }
    let mut at = quote;
    loop {
        at = find(characters, at + 1, '"');
        if at >= characters.len() {
            return Some(characters.len());
        }
        if hashes(at + 1) >= expected {
            return Some(at + 1 + expected);
        }
    }
}

fn tokens(code: &str) -> Vec<Token> {
    let characters: Vec<char> = code.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while at < characters.len() {
        let character = characters[at];
        let length = if is_word(character) {
            characters[at..].iter().take_while(|character| is_word(**character)).count()
        } else if character == ':' && characters.get(at + 1) == Some(&':') {
            2
        } else {
            1
        };
        if character == '\n' {
            line += 1;
        } else if !character.is_whitespace() {
            tokens.push(Token { line, text: characters[at..at + length].iter().collect() });
        }
        at += length;
    }
    tokens
}

/// For each token, how many modules of the file's own stand around it.
fn modules_around(tokens: &[Token]) -> Vec<usize> {
    let mut braces: Vec<bool> = Vec::new();
    let mut modules = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => braces.push(index >= 2 && tokens[index - 2].text == "mod"),
            "}" => {
                braces.pop();
            }
            _ => {}
        }
        modules.push(braces.iter().filter(|is_module| **is_module).count());
    }
    modules
}

fn paths(tokens: &[Token]) -> Vec<Named> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = if tokens[at].is_word() { read_path(tokens, at, &[], &mut paths) } else { at + 1 };
    }
    paths
}

/// Reads the path that begins at `start`, behind the names of the group in which it stands. Returns what follows.
fn read_path(tokens: &[Token], start: usize, before: &[String], paths: &mut Vec<Named>) -> usize {
    let mut names = before.to_vec();
    let mut at = start;
    names.push(tokens[at].text.clone());
    while tokens.get(at + 1).is_some_and(|token| token.text == "::") {
        match tokens.get(at + 2) {
            Some(token) if token.is_word() => {
                names.push(token.text.clone());
                at += 2;
            }
            Some(token) if token.text == "{" => return read_group(tokens, at + 3, &names, paths),
            _ => break,
        }
    }
    let is_macro = tokens.get(at + 1).is_some_and(|token| token.text == "!");
    paths.push(Named { at, names, is_macro });
    at + 1
}

fn read_group(tokens: &[Token], start: usize, before: &[String], paths: &mut Vec<Named>) -> usize {
    let mut at = start;
    while at < tokens.len() && tokens[at].text != "}" {
        at = if tokens[at].is_word() { read_path(tokens, at, before, paths) } else { at + 1 };
    }
    at + 1
}

// --- The sources -----------------------------------------------------------------------------------------------------

/// Every file of Rust below `folder`, with its path from there.
fn sources(folder: &Path, before: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("the sources can be listed").path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            found.extend(sources(&path, &format!("{before}{name}/")));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((format!("{before}{name}"), fs::read_to_string(&path).expect("a source can be read")));
        }
    }
    found
}

fn assert_kept(rule: Rule) {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "");
    assert!(sources.iter().any(|(path, _)| path == "telemetry/allowlists/mod.rs"), "the sources are found");
    let mut broken: Vec<String> = Vec::new();
    for (path, text) in &sources {
        let found = violations(&Source { path, text });
        broken.extend(found.into_iter().filter(|violation| violation.rule == rule).map(|violation| violation.place));
    }
    broken.sort();
    assert!(broken.is_empty(), "{rule:?} is broken:\n{}", broken.join("\n"));
}

#[test]
fn languages_use_nothing_of_the_crate_but_themselves() {
    assert_kept(Rule::LanguagesArePure);
}

#[test]
fn telemetry_uses_nothing_of_the_crate_but_itself_and_platform() {
    assert_kept(Rule::TelemetryStandsAlone);
}

#[test]
fn only_the_bridge_names_napi() {
    assert_kept(Rule::NapiInBridge);
}

#[test]
fn only_the_server_names_tower_lsp_and_the_types_of_the_protocol() {
    assert_kept(Rule::ProtocolInServer);
}

#[test]
fn only_platform_reads_environment_clock_and_files_and_starts_programs() {
    assert_kept(Rule::SurroundingsInPlatform);
}

#[test]
fn only_reach_and_git_decide_where_something_may_be_read() {
    assert_kept(Rule::ReadsAreWithinReach);
}

#[test]
fn only_platform_asks_for_random_numbers() {
    assert_kept(Rule::RandomnessInPlatform);
}

#[test]
fn nothing_is_printed_and_nothing_is_left_to_be_done() {
    assert_kept(Rule::SilentAndFinished);
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    assert_kept(Rule::FilesSayWhatTheyAreFor);
}

#[test]
fn a_file_of_more_than_500_lines_says_why() {
    assert_kept(Rule::LongFilesSayWhy);
}

#[test]
fn there_is_no_unsafe_code() {
    assert_kept(Rule::NothingUnsafe);
}

// --- The reader itself -----------------------------------------------------------------------------------------------

/// The rules that a sample breaks, each once, in the order in which they are found.
fn broken_by(path: &str, body: &str) -> Vec<Rule> {
    let text = format!("//! A sample.\n{body}\n");
    let mut rules = Vec::new();
    for violation in violations(&Source { path, text: &text }) {
        if !rules.contains(&violation.rule) {
            rules.push(violation.rule);
        }
    }
    rules
}

#[test]
fn broken_samples_are_found() {
    let samples = [
        ("languages/text.rs", "use crate::telemetry::Telemetry;", Rule::LanguagesArePure),
        ("languages/text.rs", "fn f() { crate::platform::random_key(); }", Rule::LanguagesArePure),
        ("languages/text.rs", "use crate::{languages::text, server};", Rule::LanguagesArePure),
        ("languages/text.rs", "use super::super::server;", Rule::LanguagesArePure),
        ("languages/mod.rs", "use super::server;", Rule::LanguagesArePure),
        ("languages/text.rs", "mod tests { use super::super::super::server; }", Rule::LanguagesArePure),
        ("languages/hcl/mod.rs", "mod a {} use super::super::server;", Rule::LanguagesArePure),
        ("languages/text.rs", "async fn f() {}", Rule::LanguagesArePure),
        ("telemetry/gate.rs", "use crate::server::Server;", Rule::TelemetryStandsAlone),
        ("telemetry/gate.rs", "use crate::{platform, workspace::git};", Rule::TelemetryStandsAlone),
        ("telemetry/gate.rs", "use super::super::languages;", Rule::TelemetryStandsAlone),
        ("telemetry/allowlists/mod.rs", "use self::super::super::super::server;", Rule::TelemetryStandsAlone),
        ("server/mod.rs", "use napi::Env;", Rule::NapiInBridge),
        ("lib.rs", "#[napi_derive::napi] fn f() {}", Rule::NapiInBridge),
        ("bridge/mod.rs", "use tower_lsp::LspService;", Rule::ProtocolInServer),
        ("telemetry/allowlists/mod.rs", "use lsp_types::Url;", Rule::ProtocolInServer),
        ("languages/mod.rs", "fn f() -> tower_lsp::jsonrpc::Result<()> {}", Rule::ProtocolInServer),
        ("server/mod.rs", "use std::env;", Rule::SurroundingsInPlatform),
        ("server/mod.rs", "use std::{sync::Arc, fs::{self, File}};", Rule::SurroundingsInPlatform),
        ("server/mod.rs", "fn f() { ::std::process::exit(1) }", Rule::SurroundingsInPlatform),
        ("workspace/git/mod.rs", "use std::net::TcpStream;", Rule::SurroundingsInPlatform),
        ("workspace/git/mod.rs", "use std::fs;", Rule::SurroundingsInPlatform),
        ("workspace/git/mod.rs", "fn f(path: &Path) { path.canonicalize(); }", Rule::SurroundingsInPlatform),
        ("workspace/git/mod.rs", "use git2::{Config, Repository};", Rule::SurroundingsInPlatform),
        ("workspace/modules.rs", "use crate::platform::files::ReadScope;", Rule::ReadsAreWithinReach),
        ("server/subject.rs", "fn f() { files::ReadScope::default(); }", Rule::ReadsAreWithinReach),
        ("server/mod.rs", "fn f(path: &Path) -> bool { path.is_dir() }", Rule::SurroundingsInPlatform),
        ("server/mod.rs", "use git2::Repository;", Rule::SurroundingsInPlatform),
        ("server/mod.rs", "fn f() { std::time::Instant::now(); }", Rule::SurroundingsInPlatform),
        ("bridge/testing.rs", "fn f() { SystemTime::now(); }", Rule::SurroundingsInPlatform),
        ("server/mod.rs", "use std::time::{Duration, SystemTime};", Rule::SurroundingsInPlatform),
        ("server/mod.rs", "use tokio::time::sleep;", Rule::SurroundingsInPlatform),
        ("telemetry/hash.rs", "fn f() { getrandom::fill(&mut key); }", Rule::RandomnessInPlatform),
        ("telemetry/hash.rs", "fn f() { Uuid::new_v4(); }", Rule::RandomnessInPlatform),
        ("server/mod.rs", "fn f() { println!(); }", Rule::SilentAndFinished),
        ("server/mod.rs", "fn f() { std::eprintln ! (\"\"); }", Rule::SilentAndFinished),
        ("server/mod.rs", "fn f() { dbg!(1); }", Rule::SilentAndFinished),
        ("server/mod.rs", "fn f() { todo!() }", Rule::SilentAndFinished),
        ("server/mod.rs", "fn f() { unimplemented!() }", Rule::SilentAndFinished),
        ("bridge/mod.rs", "unsafe fn f() {}", Rule::NothingUnsafe),
        // What only looks like the end or the beginning of a literal or a comment.
        ("server/mod.rs", "const A: char = '\"'; fn f() { todo!() } const B: char = '\"';", Rule::SilentAndFinished),
        ("server/mod.rs", r#"const A: &str = "\\"; fn f() { todo!() } const B: &str = "";"#, Rule::SilentAndFinished),
        ("server/mod.rs", "const A: &str = r\"\\\"; fn f() { todo!() } // \"", Rule::SilentAndFinished),
        ("server/mod.rs", "const A: char = '\\''; fn f<'a>() { todo!() } // '", Rule::SilentAndFinished),
        ("server/mod.rs", "/* /* */ // */ fn f() { todo!() }", Rule::SilentAndFinished),
        ("server/mod.rs", "const A: &str = \"//\"; fn f() { todo!() }", Rule::SilentAndFinished),
        ("server/mod.rs", "const A: &str = \"/*\"; fn f() { todo!() } /* */", Rule::SilentAndFinished),
    ];
    for (path, body, rule) in samples {
        assert_eq!(broken_by(path, body), [rule], "{path}: {body}");
    }
}

#[test]
fn sound_samples_are_not_mistaken_for_broken_ones() {
    let samples = [
        (
            "languages/text.rs",
            "use crate::languages::syntax::hcl; use super::hcl; mod tests { use super::*; use super::super::hcl; }",
        ),
        ("languages/hcl/tests.rs", "use super::super::text; pub(crate) fn f() {}"),
        ("telemetry/gate.rs", "use crate::platform; use crate::{telemetry::queue, platform::Clock}; use super::queue;"),
        ("telemetry/allowlists/mod.rs", "const CRATES: [&str; 2] = [\"tower_lsp\", r#\"lsp_types \"napi\" \"#];"),
        ("bridge/mod.rs", "use napi_derive::napi; fn napi() {}"),
        ("server/mod.rs", "use tower_lsp::lsp_types::Url; use crate::telemetry::Telemetry;"),
        ("server/mod.rs", "const V: &str = env!(\"CARGO_PKG_VERSION\"); const W: &str = std::env!(\"X\");"),
        ("server/mod.rs", "use std::time::Duration; use std::fmt; fn env() {} fn f(exists: bool) -> bool { exists }"),
        (
            "platform/mod.rs",
            "use std::{env, fs, process}; fn f() { getrandom::fill(k); SystemTime::now(); Instant::now(); }",
        ),
        ("platform/files.rs", "use std::fs; fn f(path: &Path) { path.is_dir(); } struct ReadScope;"),
        ("workspace/git/config.rs", "use git2::Config; use crate::platform::files::ReadScope;"),
        ("workspace/reach.rs", "use crate::platform::files::ReadScope;"),
        ("bridge/testing.rs", "fn f() { std::time::Instant::now(); }"),
        ("server/mod.rs", "// println!() unsafe todo!()\n/* napi /* std::env */ dbg!() */ /// std::fs"),
        (
            "server/mod.rs",
            "const A: &str = \"println!() \\\" unsafe napi\"; const B: &str = br##\"todo!() \"# unsafe\"##;",
        ),
        ("server/mod.rs", "fn r<'a>(println: &'a str) -> &'a str { r#println }"),
    ];
    for (path, body) in samples {
        let rules = broken_by(path, body);
        assert!(rules.is_empty(), "{rules:?} by {path}: {body}");
    }
}

#[test]
fn files_without_an_opening_and_long_ones_without_a_reason_are_found() {
    let rules = |text: &str| -> Vec<Rule> {
        violations(&Source { path: "server/mod.rs", text }).iter().map(|violation| violation.rule).collect()
    };
    let lines = "fn f() {}\n".repeat(500);
    assert_eq!(rules("use std::fmt;\n"), [Rule::FilesSayWhatTheyAreFor]);
    assert_eq!(rules("// Not for documentation.\n"), [Rule::FilesSayWhatTheyAreFor]);
    assert_eq!(rules(""), [Rule::FilesSayWhatTheyAreFor]);
    assert_eq!(rules(&format!("//! Belongs to nothing.\n{lines}// It is long.\n")), [Rule::LongFilesSayWhy]);
    let reason = "//! Reads.\n//!\n//! It is long because one table cannot be parted.\n";
    assert!(rules(&format!("{reason}{lines}")).is_empty());
    assert!(rules(&format!("//! Reads.\n{}", "fn f() {}\n".repeat(499))).is_empty());
}
