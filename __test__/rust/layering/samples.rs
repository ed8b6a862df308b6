//! Samples that break each rule, and samples that do not. They detect a parser that misses violations.

use super::rules::{Rule, Source, violations};

/// Returns the rules that a sample breaks, without duplicates, in the order in which they are found.
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
fn every_broken_sample_is_reported() {
    let samples = [
        ("languages/text.rs", "use crate::telemetry::Telemetry;", Rule::FoldersUseOnlyThoseBelow),
        ("languages/text.rs", "fn f() { crate::platform::random_key(); }", Rule::FoldersUseOnlyThoseBelow),
        ("languages/text.rs", "use crate::{languages::text, server};", Rule::FoldersUseOnlyThoseBelow),
        ("languages/text.rs", "use super::super::server;", Rule::FoldersUseOnlyThoseBelow),
        ("languages/mod.rs", "use super::server;", Rule::FoldersUseOnlyThoseBelow),
        ("languages/text.rs", "mod tests { use super::super::super::server; }", Rule::FoldersUseOnlyThoseBelow),
        ("languages/hcl/mod.rs", "mod a {} use super::super::server;", Rule::FoldersUseOnlyThoseBelow),
        ("languages/text.rs", "async fn f() {}", Rule::LanguagesDoNotWait),
        ("telemetry/gate.rs", "use crate::server::Server;", Rule::FoldersUseOnlyThoseBelow),
        ("telemetry/gate.rs", "use crate::{platform, workspace::git};", Rule::FoldersUseOnlyThoseBelow),
        ("telemetry/gate.rs", "use super::super::languages;", Rule::FoldersUseOnlyThoseBelow),
        ("telemetry/allowlists/mod.rs", "use self::super::super::super::server;", Rule::FoldersUseOnlyThoseBelow),
        ("bridge/mod.rs", "use crate::workspace::folders;", Rule::FoldersUseOnlyThoseBelow),
        ("server/mod.rs", "use crate::bridge::LanguageServerHandle;", Rule::FoldersUseOnlyThoseBelow),
        ("server/rpc/scanner.rs", "use super::super::super::bridge;", Rule::FoldersUseOnlyThoseBelow),
        ("workspace/reach.rs", "use crate::telemetry::Telemetry;", Rule::FoldersUseOnlyThoseBelow),
        ("workspace/git/mod.rs", "use crate::{languages::text, server};", Rule::FoldersUseOnlyThoseBelow),
        ("platform/files.rs", "use crate::workspace::reach;", Rule::FoldersUseOnlyThoseBelow),
        ("platform/mod.rs", "fn f() { crate::languages::text::f(); }", Rule::FoldersUseOnlyThoseBelow),
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
        // Characters that only look like the start or end of a literal or a comment.
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
fn sound_samples_are_not_reported() {
    let samples = [
        (
            "languages/text.rs",
            "use crate::languages::syntax::hcl; use super::hcl; mod tests { use super::*; use super::super::hcl; }",
        ),
        ("languages/hcl/tests.rs", "use super::super::text; pub(crate) fn f() {}"),
        ("telemetry/gate.rs", "use crate::platform; use crate::{telemetry::queue, platform::Clock}; use super::queue;"),
        ("telemetry/allowlists/mod.rs", "const CRATES: [&str; 2] = [\"tower_lsp\", r#\"lsp_types \"napi\" \"#];"),
        ("bridge/mod.rs", "use super::server::Server; use crate::{languages, platform::Clock};"),
        ("workspace/reach.rs", "use super::super::platform; use crate::languages::text;"),
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
fn files_without_a_first_comment_and_long_files_without_a_reason_are_reported() {
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
