//! The table of features in the README: what each language really answers for a small document.

use std::fmt::Write as _;
use std::sync::Arc;

use candor::languages::analysis::{Analysis, FormattingOptions};
use candor::languages::{FileProvider, Language, Options, Source};

/// Documents in which every feature has something to answer.
const SAMPLES: [(Language, &str, &str); 4] = [
    (
        Language::Dockerfile,
        "Dockerfile",
        "# syntax=docker/dockerfile:1\nARG TAG=3.22\nFROM alpine:$TAG AS Build\nENV A b\nENV  DIR=/srv\nRUN <<EOF\n  echo $DIR\n  true\nEOF\n\nRUN true\nRUN  false \\\n --x\nCMD run\nFROM scratch\nCOPY --from=Build /a /b\n",
    ),
    (
        Language::Compose,
        "compose.yaml",
        "x-base: &base\n    restart: always\nservices:\n    web:\n        <<: *base\n        image: alpine:${TAG:-3}\n        portz: []\n        build: .\n        depends_on:\n            - db\n        ports:\n            - 80:80\n    db:\n        image: postgres\nvolumes:\n    data: {}\n",
    ),
    (
        Language::Bake,
        "docker-bake.hcl",
        "variable \"TAG\" {\n  default = \"1\"\n}\n\n// A function.\nfunction \"twice\" {\n  params = [x]\n  result = upper(\"${x}${x}\")\n}\n\ngroup \"default\" {\n  targets = [\"app\"]\n}\n\ntarget \"app\" {\n  dockerfile = \"Dockerfile\"\n  dockerfile-inline = \"FROM alpine\"\n    tags = [\"a:${TAG}\"]\n  args = { TAG = \"2\" }\n}\n\n",
    ),
    (
        Language::Terraform,
        "main.tf",
        "terraform {\n  required_version = \"=>1.0\"\n}\n\nvariable \"name\" {\n  type = string\n}\n\nlocals {\n    greeting = upper(var.name)\n  other = 1\n}\n\nmodule \"a\" {\n  source = \"./a\"\n  x = local.other\n}\n\nresource \"aws_instance\" \"web\" {\n  ami = local.greeting\n}\n\noutput \"id\" {\n  value = aws_instance.web.id\n}\n",
    ),
];

/// A question of editors, and whether an analysis of a text answers it anywhere.
type Feature = (&'static str, fn(&dyn Analysis, &str) -> bool);

const FEATURES: [Feature; 20] = [
    ("diagnostics", |analysis, _| !analysis.diagnostics().is_empty()),
    ("quick fixes", |analysis, text| !analysis.quick_fixes(0..text.len()).is_empty()),
    ("refactorings", |analysis, text| {
        !analysis.refactorings(0..text.len()).is_empty()
            || anywhere(text, |at| !analysis.refactorings(at..at).is_empty())
    }),
    ("completion", |analysis, text| anywhere(text, |at| !analysis.completions(at).items.is_empty())),
    ("inline completion", |analysis, text| anywhere(text, |at| !analysis.inline_completions(at).is_empty())),
    ("hover", |analysis, text| anywhere(text, |at| analysis.hover(at).is_some())),
    ("signature help", |analysis, text| anywhere(text, |at| analysis.signature_help(at).is_some())),
    ("definition", |analysis, text| anywhere(text, |at| analysis.definition(at).is_some())),
    ("references", |analysis, text| anywhere(text, |at| !analysis.references(at).is_empty())),
    ("highlights", |analysis, text| anywhere(text, |at| !analysis.highlights(at).is_empty())),
    ("rename", |analysis, text| anywhere(text, |at| analysis.rename_target(at).is_some())),
    ("linked editing", |analysis, text| anywhere(text, |at| !analysis.linked_ranges(at).is_empty())),
    ("outline", |analysis, _| !analysis.symbols().is_empty()),
    ("formatting", |analysis, _| !analysis.formatting(FormattingOptions::default()).is_empty()),
    ("semantic tokens", |analysis, text| !analysis.semantic_tokens(0..text.len()).is_empty()),
    ("folding", |analysis, _| !analysis.folding_ranges().is_empty()),
    ("selection ranges", |analysis, text| anywhere(text, |at| !analysis.selection_ranges(at).is_empty())),
    ("inlay hints", |analysis, text| !analysis.inlay_hints(0..text.len()).is_empty()),
    ("code lenses", |analysis, _| !analysis.code_lenses().is_empty()),
    ("document links", |analysis, _| !analysis.document_links().is_empty()),
];

/// The table, in Markdown.
pub fn table() -> String {
    let mut rows: Vec<String> = FEATURES.iter().map(|(name, _)| format!("| {name} |")).collect();
    for (language, file_name, text) in SAMPLES {
        let source = Source { text, file_name, files: &Workspace, options: Options::default() };
        let analysis = language.analyze(&source);
        for ((_, answers), row) in FEATURES.iter().zip(&mut rows) {
            *row += if answers(&*analysis, text) { " ✓ |" } else { " |" };
        }
    }
    let mut table = String::from("| | Dockerfile | Compose | Bake | Terraform |\n| --- | --- | --- | --- | --- |\n");
    for row in rows {
        let _ = writeln!(table, "{row}");
    }
    table
}

fn anywhere(text: &str, answers: impl FnMut(usize) -> bool) -> bool {
    (0..=text.len()).filter(|at| text.is_char_boundary(*at)).any(answers)
}

/// The files beside the samples.
struct Workspace;

impl FileProvider for Workspace {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        (path == "Dockerfile").then(|| "ARG TAG\nFROM alpine AS build\nFROM scratch AS release\n".into())
    }

    fn entries(&self) -> Vec<String> {
        vec!["Dockerfile".to_owned(), "a".to_owned()]
    }
}
