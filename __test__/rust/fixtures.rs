//! Runs the cases in `__test__/languages`. Each case shows a text with the diagnostics drawn under it, the answers to
//! requests at a cursor, and the text after each fix. `CANDOR_GENERATE=1` replaces failing cases with the actual
//! results. Read them before you commit them.

mod judge;

#[path = "fixtures/case.rs"]
mod case;
#[path = "fixtures/marks.rs"]
mod marks;
#[path = "fixtures/questions.rs"]
mod questions;
#[path = "fixtures/visible.rs"]
mod visible;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::languages::analysis::Analysis;
use candor::languages::answers::{
    Diagnostic, FileRange, FileRef, FoldingKind, FoldingRange, Hover, QuickFix, Severity, Tag,
};
use candor::languages::terraform::model::provider_schemas::ProviderSchemas;
use candor::languages::{Facts, FileProvider, Language, Options, Source};

use case::{Case, FixedText};
use judge::edits::apply;
use judge::properties::{fixes, is_ignoring, violations};
use marks::Mark;

/// A case option in addition to the server's options: it shows the fixes that ignore a rule. They are hidden by
/// default, because they are similar in most cases.
const IGNORING: &str = "ignoring";

/// The folders, each with its language and the default name of a document.
const FOLDERS: [(&str, Language, &str); 4] = [
    ("bake", Language::Bake, "docker-bake.hcl"),
    ("compose", Language::Compose, "compose.yaml"),
    ("dockerfile", Language::Dockerfile, "Dockerfile"),
    ("terraform", Language::Terraform, "main.tf"),
];

#[test]
fn every_case_is_as_it_is_drawn() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("__test__/languages");
    let (mut cases, mut failures) = (0, Vec::new());
    for (folder, language, file_name) in FOLDERS {
        for path in files(&root.join(folder)) {
            let (run, failed) = run_file(&path, language, file_name);
            cases += run;
            failures.extend(failed);
        }
    }
    assert!(cases > 0, "there are no cases in {}", root.display());
    assert!(failures.is_empty(), "{} of {cases} cases failed:\n\n{}", failures.len(), failures.join("\n\n"));
}

#[test]
fn every_file_is_drawn_as_the_format_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("__test__/languages");
    for (folder, ..) in FOLDERS {
        for path in files(&root.join(folder)) {
            let (preamble, cases, file) = read_file(&path);
            let drawn: Vec<String> = cases.iter().map(Case::draw).collect();
            assert!(preamble + &drawn.join("\n") == file, "{}: CANDOR_GENERATE=1 draws it anew", path.display());
        }
    }
}

/// Returns the files with cases in a folder. Empty if the folder does not exist.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    files
}

/// Returns the number of cases in a file, and descriptions of the failed cases.
fn run_file(path: &Path, language: Language, file_name: &str) -> (usize, Vec<String>) {
    let (mut written, cases, file) = read_file(path);
    let mut failures = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let (actual, broken) = run(case, language, file_name);
        let differs = differs(case, &actual);
        if differs || !broken.is_empty() {
            failures.push(format!("{}\n{}{}", path.display(), actual.draw(), broken.join("\n")));
        }
        written += if at > 0 { "\n" } else { "" };
        written += &if differs || is_unjudged(case) { &actual } else { case }.draw();
    }
    if std::env::var_os("CANDOR_GENERATE").is_some() && written != file {
        fs::write(path, written).expect("a file with cases can be written");
    }
    (cases.len(), failures)
}

/// Reads a file. Returns the text before the first case, the cases, and the text of the file.
fn read_file(path: &Path) -> (String, Vec<Case>, String) {
    let file = fs::read_to_string(path).expect("a file with cases can be read");
    let (preamble, cases) = case::read(&file).unwrap_or_else(|reason| panic!("{}: {reason}", path.display()));
    (preamble, cases, file)
}

/// Returns the case with the actual results, and the violated properties.
fn run(case: &Case, language: Language, file_name: &str) -> (Case, Vec<String>) {
    let asked = |option: &str| case.with.iter().any(|one| one == option);
    let options = Options {
        remove_overlapping_issues: asked("remove_overlapping_issues"),
        stop_at_first_error: asked("stop_at_first_error"),
        validate_compose: !asked("no_compose_validation"),
    };
    let beside = Beside(&case.beside);
    let file_name = case.file_name.as_deref().unwrap_or(file_name);
    let source = Source { text: &case.text, file_name, files: &beside, options };
    let analysis = language.analyze(&source);
    let diagnostics = analysis.diagnostics();
    let broken = violations(language, &source);
    let offered = fixes(&*analysis, &diagnostics);
    let shown = offered.iter().filter(|fix| !is_ignoring(fix) || asked(IGNORING));
    let (answers, changed) = questions::answer(case, &*analysis);
    let marks = diagnostics.iter().filter(|one| case.text.get(one.range.clone()).is_some()).map(mark);
    let selections = case.marks.iter().filter(|mark| mark.label.starts_with("refactor")).cloned();
    let actual = Case {
        marks: marks.chain(answers).chain(selections).collect(),
        fixes: shown.map(|fix| fixed_text(&case.text, fix)).chain(changed).collect(),
        ..case.clone()
    };
    (actual, broken)
}

/// The files in the folder of a document, each with its text.
struct Beside<'a>(&'a [(String, String)]);

/// The file in the folder of a document that contains the schemas of providers.
const SCHEMAS: &str = "provider-schemas.json";

impl FileProvider for Beside<'_> {
    fn provider_schemas(&self) -> Option<Facts> {
        let schemas = ProviderSchemas::parse(&self.read(SCHEMAS)?).expect("the schemas are valid");
        Some(Arc::new(schemas))
    }

    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.iter().find(|(name, _)| name == path).map(|(_, text)| text.as_str().into())
    }

    fn entries(&self) -> Vec<String> {
        self.0.iter().filter_map(|(name, _)| name.split('/').next()).map(str::to_owned).collect()
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
        let within = self.0.iter().filter_map(|(name, _)| name.strip_prefix(&prefix));
        let entries =
            within.map(|rest| rest.split_once('/').map_or(rest.to_owned(), |(folder, _)| format!("{folder}/")));
        entries.collect::<BTreeSet<String>>().into_iter().collect()
    }

    fn documents(&self, language: Language) -> Vec<String> {
        let paths = self.0.iter().map(|(name, _)| name);
        let is_of =
            |path: &&String| Language::detect("", path.rsplit('/').next().unwrap_or_default()) == Some(language);
        paths.filter(is_of).cloned().collect()
    }
}

fn mark(diagnostic: &Diagnostic) -> Mark {
    let Diagnostic { range, severity, code, tag, .. } = diagnostic;
    let message = diagnostic.message();
    let mut label = severity.as_str().to_owned();
    if let Some(code) = code {
        label = format!("{label} {}", code.name);
    }
    match tag {
        Some(Tag::Unnecessary) => label += " (unnecessary)",
        Some(Tag::Deprecated) => label += " (deprecated)",
        None => {}
    }
    Mark {
        range: range.clone(),
        label: format!("{label}: {}", message.replace('\n', &questions::LINE_BREAK.to_string())),
    }
}

fn fixed_text(text: &str, fix: &QuickFix) -> FixedText {
    let after = apply(text, fix.document_edits()).unwrap_or_else(|reason| format!("{reason}\n"));
    FixedText { title: fix.title.clone(), is_preferred: fix.is_preferred, after }
}

/// Whether a case differs from its drawing. The drawing may contain only a part of a message or title.
fn differs(drawn: &Case, actual: &Case) -> bool {
    let is_mark = |(drawn, actual): (&Mark, &Mark)| {
        let (kind, piece) = drawn.label.split_once(':').unwrap_or((&drawn.label, ""));
        let (actual_kind, message) = actual.label.split_once(':').unwrap_or((&actual.label, ""));
        drawn.range == actual.range && kind == actual_kind && questions::contains(message, piece.trim())
    };
    // Fixes belong to different diagnostics, so their order does not matter. A fix that is drawn without a title
    // matches any title.
    let is_fix = |drawn: &FixedText, actual: &FixedText| {
        let is_title = drawn.is_preferred == actual.is_preferred && actual.title.contains(&drawn.title);
        drawn.after == actual.after && (is_title || drawn.title.is_empty())
    };
    let mut unpaired: Vec<&FixedText> = actual.fixes.iter().collect();
    let are_fixes = drawn.fixes.iter().all(|fix| {
        let pair = unpaired.iter().position(|other| is_fix(fix, other));
        pair.map(|at| unpaired.remove(at)).is_some()
    });
    let are_marks = in_order(&drawn.marks).zip(in_order(&actual.marks)).all(is_mark);
    drawn.marks.len() != actual.marks.len() || !are_marks || !are_fixes || !unpaired.is_empty()
}

/// Whether a drawing is incomplete, because it has no messages or titles yet.
fn is_unjudged(drawn: &Case) -> bool {
    drawn.marks.iter().any(|mark| !mark.label.contains(':') && mark.label != "refactor")
        || drawn.fixes.iter().any(|fix| fix.title.is_empty())
}

/// Sorts marks, so that the order of marks with the same range does not matter.
fn in_order(marks: &[Mark]) -> impl Iterator<Item = &Mark> {
    let mut marks: Vec<&Mark> = marks.iter().collect();
    marks.sort_by_key(|mark| {
        let kind = mark.label.split(':').next().unwrap_or_default();
        (mark.range.start, mark.range.end, kind)
    });
    marks.into_iter()
}

#[test]
fn a_case_is_read_as_it_was_drawn() {
    let text = "\u{feff}FROM\ta \r\n\r\nRUN ü😀 \\\n\n  b\nEND";
    let label = |label: &str| format!("warning {label}: message");
    let whole = |from: &str, to: &str| text.find(from).expect(from)..text.find(to).expect(to) + to.len();
    let ranges = [0..3, 3..4, whole("\t", "\t"), whole("\r", "\r\n\r\n"), whole("ü", "b"), whole("RUN", "\\\n")];
    let mut marks: Vec<Mark> = ranges.into_iter().map(|range| Mark { range, label: label("One") }).collect();
    marks.push(Mark { range: text.len()..text.len(), label: label("End") });
    marks.push(Mark { range: text.len() - 3..text.len(), label: label("End") });
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    let case = Case {
        title: "odd".to_owned(),
        prose: vec!["Odd in every way.".to_owned()],
        with: vec![IGNORING.to_owned()],
        ask: vec!["folding".to_owned(), "symbols".to_owned()],
        beside: vec![(".dockerignore".to_owned(), "a \n".to_owned())],
        file_name: Some("Containerfile".to_owned()),
        text: text.to_owned(),
        marks,
        fixes: vec![FixedText { title: "mend".to_owned(), is_preferred: true, after: text.replace("\r\n\r\n", "\n") }],
    };
    assert_eq!(case::read(&format!("About.\n\n{}", case.draw())), Ok(("About.\n\n".to_owned(), vec![case])));
}

#[test]
fn the_end_of_a_text_and_an_empty_text_can_be_marked() {
    for text in ["", "\n", "a", "a\n", "a\n\n"] {
        let marks = vec![Mark { range: text.len()..text.len(), label: "error: end".to_owned() }];
        let case = Case { title: "end".to_owned(), text: text.to_owned(), marks, ..Case::default() };
        assert_eq!(case::read(&case.draw()), Ok((String::new(), vec![case])));
    }
}

#[test]
fn every_part_of_a_case_is_compared() {
    let drawn =
        case::read("== one\n| FROM a\n  ^^^^ error: piece\nfix: title\n- FROM a\n+ FROM b\n").expect("it is read").1;
    let actual = drawn[0].clone();
    assert!(!differs(&drawn[0], &actual));
    let change = |change: &dyn Fn(&mut Case)| {
        let mut changed = actual.clone();
        change(&mut changed);
        differs(&drawn[0], &changed)
    };
    assert!(change(&|case| case.marks[0].range = 0..3), "the range");
    assert!(change(&|case| case.marks[0].label = "warning: piece".to_owned()), "the severity");
    assert!(change(&|case| case.marks[0].label = "error X: piece".to_owned()), "the rule");
    assert!(change(&|case| case.marks[0].label = "error: other".to_owned()), "the message");
    assert!(change(&|case| case.marks.clear()), "the number of marks");
    assert!(change(&|case| case.fixes[0].after.clear()), "the text after a fix");
    assert!(change(&|case| case.fixes[0].is_preferred = true), "whether a fix is preferred");
    assert!(change(&|case| case.fixes[0].title = "other".to_owned()), "the title of a fix");
    assert!(change(&|case| case.fixes.clear()), "the number of fixes");
    assert!(
        !change(&|case| case.marks[0].label = "error: a piece of it".to_owned()),
        "a piece of the message is enough"
    );
}

#[test]
fn the_examples_of_the_documentation_break_their_rules_and_are_corrected() {
    for (_, language, file_name) in FOLDERS {
        for rule in language.rules() {
            let network = "variable \"cidr\" {}\n\noutput \"id\" {\n  value = var.cidr\n}\n";
            let beside = [
                (".dockerignore".to_owned(), "ignored.txt\n".to_owned()),
                ("network/main.tf".to_owned(), network.to_owned()),
            ];
            let severities = |text: &str| -> Vec<Severity> {
                let files = Beside(&beside);
                let source = Source { text, file_name, files: &files, options: Options::default() };
                let diagnostics = language.analyze(&source).diagnostics();
                let of_rule = diagnostics.iter().filter(|one| one.code.is_some_and(|code| code.name == rule.code.name));
                of_rule.map(|diagnostic| diagnostic.severity).collect()
            };
            let found = severities(rule.incorrect);
            assert!(!found.is_empty(), "{}: the incorrect example", rule.code.name);
            assert!(found.iter().all(|severity| *severity == rule.severity), "{}: {found:?}", rule.code.name);
            assert_eq!(severities(rule.correct), [], "{}: the correct example", rule.code.name);
        }
    }
}

#[test]
fn the_questions_of_a_case_are_answered_where_they_stand() {
    struct Fake;
    impl Analysis for Fake {
        fn hover(&self, offset: usize) -> Option<Hover> {
            (offset == 2).then(|| Hover { range: 2..4, markdown: "a\nb".to_owned() })
        }
        fn references(&self, offset: usize) -> Vec<FileRange> {
            let path = FileRef::Path("other".into());
            vec![FileRange::in_document(offset..4), FileRange { file: path, range: 1..3 }]
        }
        fn folding_ranges(&self) -> Vec<FoldingRange> {
            vec![FoldingRange { range: 0..4, kind: FoldingKind::Syntax }]
        }
    }
    let drawn =
        "== one\nask: folding\n-- other\n| x\n| yz\n-- main\n| a\n| bc\n  ^ hover\n  ^ references\n  ^ signature\n";
    let case = &case::read(drawn).expect("it is read").1[0];
    let (marks, _) = questions::answer(case, &Fake);
    let labels: Vec<&str> = marks.iter().map(|mark| mark.label.as_str()).collect();
    assert_eq!(labels, ["hover: [2:1-3] a␊b", "references: 2:1-3, other 1:2-2:2", "signature: none", "fold: region"]);
}

#[test]
fn an_answer_contains_the_drawn_pieces_in_their_order() {
    assert!(questions::contains("ADD, ARG, CMD, COPY", "ARG"));
    assert!(questions::contains("ADD, ARG, CMD, COPY", "ADD … CMD … COPY"));
    assert!(!questions::contains("ADD, ARG, CMD, COPY", "CMD … ADD"));
    assert!(!questions::contains("ADD, ARG, CMD, COPY", "ADD … RUN"));
}
