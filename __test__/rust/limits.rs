//! Texts that break a rule hundreds of thousands of times: checks the number of findings, and the memory that is used.
//!
//! A counting allocator measures the memory, so the results are the same in every run. There is only one test, because
//! tests share the allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use candor::languages::{FileProvider, Language, Options, Source};

/// The size of every text, in bytes.
const SIZE: usize = 1 << 18;

const MAX_FINDINGS_PER_RULE: usize = 1_000;
const MAX_FINDINGS_PER_FILE: usize = 5_000;
const MAX_EDITS: usize = 20_000;

/// The maximum memory of an analysis, in bytes per byte of the text.
const MAX_MEMORY_FACTOR: usize = 100;

/// The maximum length of a message. Longer messages quote names that are too long to be useful.
const MAX_MESSAGE_LEN: usize = 1_010;

struct CountingAllocator;

static ALLOCATED: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn add(bytes: usize) {
    let allocated = ALLOCATED.fetch_add(bytes, Ordering::Relaxed) + bytes;
    PEAK.fetch_max(allocated, Ordering::Relaxed);
}

#[expect(unsafe_code, reason = "an allocator cannot be written without, and this one only counts")]
// SAFETY: every call is forwarded unchanged to the system's allocator.
unsafe impl GlobalAlloc for CountingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        ALLOCATED.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: CountingAllocator = CountingAllocator;

/// Returns the result of a function, and the peak memory that it allocated.
fn measure<T>(function: impl FnOnce() -> T) -> (T, usize) {
    let before = ALLOCATED.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let result = function();
    (result, PEAK.load(Ordering::Relaxed) - before)
}

struct NoFiles;

impl FileProvider for NoFiles {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        path.ends_with("Dockerfile").then(|| "FROM scratch\n".into())
    }
}

/// A text that consists of a repeated piece between a prefix and a suffix. `{n}` in a piece is replaced with its
/// number, and `{next}` with the number of the next piece. In the suffix, `{n}` is the number after the last piece.
#[derive(Clone, Copy)]
struct Case {
    language: Language,
    file_name: &'static str,
    start: &'static str,
    piece: &'static str,
    end: &'static str,
    /// Whether the text breaks a rule more often than the reporting limit.
    is_limited: bool,
}

impl Case {
    fn text(&self) -> String {
        let mut text = self.start.to_owned();
        let mut number = 0;
        while text.len() < SIZE {
            let next = number + 1;
            text += &self.piece.replace("{n}", &number.to_string()).replace("{next}", &next.to_string());
            number = next;
        }
        text + &self.end.replace("{n}", &number.to_string())
    }
}

const fn case(language: Language, file_name: &'static str, [start, piece, end]: [&'static str; 3]) -> Case {
    Case { language, file_name, start, piece, end, is_limited: true }
}

const fn few(case: Case) -> Case {
    Case { is_limited: false, ..case }
}

const fn dockerfile(parts: [&'static str; 3]) -> Case {
    case(Language::Dockerfile, "Dockerfile", parts)
}

const fn compose(parts: [&'static str; 3]) -> Case {
    case(Language::Compose, "compose.yaml", parts)
}

const fn bake(parts: [&'static str; 3]) -> Case {
    case(Language::Bake, "docker-bake.hcl", parts)
}

const fn bake_json(parts: [&'static str; 3]) -> Case {
    case(Language::Bake, "docker-bake.json", parts)
}

const fn terraform(parts: [&'static str; 3]) -> Case {
    case(Language::Terraform, "main.tf", parts)
}

const fn terraform_json(parts: [&'static str; 3]) -> Case {
    case(Language::Terraform, "main.tf.json", parts)
}

const ALL_RULES: &str = "from --platform=$TARGETPLATFORM $z As B\nMAINTAINER x\nENV key $q\nCMD a\nCMD a\nEXPOSE 1/TCP\n\
    EXPOSE 1:2\nWORKDIR a\nRUN a\\\n\nb\n";

const CASES: &[Case] = &[
    dockerfile(["FROM a\n", "run b\nUSER c\n", ""]),
    dockerfile(["", "FROM a AS B\n", ""]),
    dockerfile(["", "FROM a AS B{n}\n", ""]),
    dockerfile(["", ALL_RULES, ""]),
    dockerfile(["FROM a\n", "ENV a{n} $x{n}\n", ""]),
    few(dockerfile(["FROM a\nRUN a", "\\\n\n", "b\n"])),
    few(dockerfile(["FROM a\nEXPOSE", " 1/TCP", "\n"])),
    compose(["{\"services\":{\"a\":{\"image\":\"x\"", ",\"k{n}\":1", "}}}"]),
    compose(["{\"services\":{\"a\":{}", ",\"k{n}\":1", "}}"]),
    compose(["{\"services\":{\"a\":{\"ports\":[true", ",true", "]}}}"]),
    compose(["{\"services\":{\"a\":{}", ",\"s{n}\":{\"a\":1,\"b\":2,\"c\":3,\"ports\":1}", "}}"]),
    compose(["services:\n", "  s{n}:\n    imgae: x\n    ports: 1\n    pull_policy: x\n", ""]),
    compose(["{\"a\":1", ",\"a\":1", "}"]),
    few(compose(["a: [", "*b, ", "]"])),
    bake(["target a {\n entitlements=[\"x\"", ",\"x\"", "]\n}\n"]),
    bake(["target a {\n annotations=[\"x\"", ",\"x\"", "]\n}\n"]),
    bake(["target a {\n args={\n", "a{n}=1\n", "}\n}\n"]),
    bake(["", "target t{n} {\n target=\"x\"\n network=\"x\"\n}\n", ""]),
    bake(["", "target{}\n", "\n"]),
    bake_json(["{\"target\":{\"a\":{\"entitlements\":[\"x\"", ",\"x\"", "]}}}"]),
    bake_json(["{\"target\":{\"a\":{}", ",\"t{n}\":{\"dockerfile\":\"x\",\"dockerfile-inline\":\"y\"}", "}}"]),
    terraform(["", "module \"m{n}\" { source = \" ./x\" }\n", ""]),
    terraform(["", "module \"a\" {\nversion = \"=>1\"\nsource = \" ./x\"\n}\n", ""]),
    terraform(["", "a=1\n", ""]),
    terraform(["", "a = 1;\n", ""]),
    terraform(["a = \"", "\\d", "\"\n"]),
    few(terraform([
        "",
        "locals {\n  l{n} = merge(local.l{next}, { a{n} = 1 })\n}\ndata a_b c{n} {\n  for_each = local.l{n}\n}\n",
        "locals {\n  l{n} = {}\n}\n",
    ])),
    terraform_json(["{\"module\":{\"a\":{}", ",\"m{n}\":{\"source\":\" ./x\",\"version\":\"=>1\"}", "}}"]),
    terraform_json(["{\"terraform\":{\"required_providers\":{\"a\":\"x\"", ",\"p\":\"=>1\"", "}}}"]),
];

/// Texts with a name of half their size, which every finding would quote.
fn long_names() -> [(Language, &'static str, String); 2] {
    let name = "n".repeat(SIZE / 2);
    let entries = (0..SIZE / 80).map(|number| format!("p{number}={{source=\"a/b\"}}\n")).collect::<Vec<_>>().concat();
    let required = format!("terraform {{\nrequired_providers {{\n{name}={{source=\"a/b\"}}\n{entries}}}\n}}\n");
    let stages = format!("FROM a AS {name}\nONBUILD USER ${name}\n{}", format!("FROM {name}\n").repeat(2));
    [(Language::Terraform, "main.tf", required), (Language::Dockerfile, "Dockerfile", stages)]
}

#[test]
fn findings_edits_and_memory_are_limited_whatever_the_text() {
    let cases = CASES.iter().map(|case| (case.language, case.file_name, case.text(), case.is_limited));
    let named = long_names().map(|(language, file_name, text)| (language, file_name, text, false));
    let broken: Vec<String> = cases
        .chain(named)
        .flat_map(|(language, file_name, text, is_limited)| {
            let start: String = text.chars().take(60).collect();
            let broken = broken_limits(language, file_name, &text, is_limited);
            broken.into_iter().map(move |limit| format!("{limit} for {start:?}"))
        })
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Returns the limits that a text exceeds.
fn broken_limits(language: Language, file_name: &str, text: &str, is_limited: bool) -> Vec<String> {
    let mut broken = Vec::new();
    let mut check = |holds: bool, what: String| broken.extend((!holds).then_some(what));
    let options = Options { validate_compose: true, ..Options::default() };
    let source = Source { text, file_name, files: &NoFiles, options };
    let (diagnostics, memory) = measure(|| language.analyze(&source).diagnostics());
    check(memory <= text.len() * MAX_MEMORY_FACTOR, format!("{} bytes per byte", memory / text.len()));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &diagnostics {
        check(
            diagnostic.message().len() <= MAX_MESSAGE_LEN,
            format!("{} bytes in a message", diagnostic.message().len()),
        );
        *counts.entry(diagnostic.code.map_or("", |code| code.name)).or_default() += 1;
    }
    check(diagnostics.len() <= MAX_FINDINGS_PER_FILE, format!("{} findings", diagnostics.len()));
    // Diagnostics without a code can come from several rules.
    let most_of_a_rule = counts.iter().filter(|(code, _)| !code.is_empty()).map(|(_, count)| *count).max();
    check(most_of_a_rule.is_none_or(|count| count <= MAX_FINDINGS_PER_RULE), format!("{counts:?}"));
    if is_limited {
        let most = counts.values().max().copied().unwrap_or_default();
        check(most >= MAX_FINDINGS_PER_RULE - 1, format!("only {counts:?}, which is not hostile enough,"));
    }
    let (fixes, memory) = measure(|| language.analyze(&source).quick_fixes(0..text.len()));
    check(memory <= text.len() * MAX_MEMORY_FACTOR, format!("{} bytes per byte in fixes", memory / text.len()));
    let edits: usize = fixes.iter().map(|fix| fix.document_edits().len()).sum();
    check(edits <= MAX_EDITS, format!("{edits} edits"));
    broken
}
