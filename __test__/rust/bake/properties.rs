//! Properties that all answers about any Bake file must have, complete or truncated anywhere.

use std::ops::Range;

use candor::languages::Language;
use candor::languages::analysis::{Analysis, FormattingOptions};
use candor::languages::answers::{Edit, FileRef};

use super::{Folder, source};

const HCL: &str = r#"# ümlaut 😀
variable "TAG" {
  type = string
  default = "latest" // comment
  validation {
    condition = TAG != ""
    error_message = "set ${TAG}"
  }
}
repo = "user/app"
function "tag" {
  params = [name]
  variadic_params = rest
  result = "${repo}:${name}-${join("-", rest)}"
}
group "default" {
  targets = ["app", "web-1"]
}
target "_common" {
  args = { VERSION = TAG, "😀" = 1 }
  dockerfile-inline = <<-EOT
    FROM alpine AS ${TAG}
  EOT
}
target "app" {
  inherits = ["_common"]
  context = "."
  target = "build"
  tags = [tag("a", "b"), target._common.args.VERSION, TAG == "x" ? "é" : null]
  contexts = { base = "target:_common" }
  labels = { for k, v in { a = 1 } : k => "${v}" if v > 0 }
  output = ["type=local,dest=x"]
}
target "web" {
  name = "web-${v.id}"
  matrix = { v = [{ id = "1" }, { id = "2" }] }
  dockerfile = "web/Dockerfile"
  no-cache-filter = ["build"]
}
"#;

const JSON: &str = r#"{
  "//": "ü😀",
  "variable": {"TAG": {"default": "latest"}},
  "group": {"default": {"targets": ["app", "web"]}},
  "target": {
    "app": {"inherits": ["web"], "tags": ["a:${TAG}", "\u00e9:${upper(TAG)}"], "args": {"VERSION": "${TAG}"}},
    "web": {"target": "build", "matrix": {"v": ["1"]}, "contexts": {"b": "target:app"}}
  }
}
"#;

fn files() -> Folder {
    let dockerfile = "ARG VERSION=1\nFROM alpine AS build\nFROM build AS prod\nCOPY --from=build /a /a\n";
    Folder(
        [("Dockerfile", dockerfile), ("web/Dockerfile", dockerfile)]
            .map(|(path, text)| (path.to_owned(), text.into()))
            .into(),
    )
}

#[test]
fn every_answer_about_a_text_cut_off_anywhere_lies_within_it() {
    for (name, whole) in [("docker-bake.hcl", HCL), ("docker-bake.json", JSON)] {
        for end in (0..=whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let (text, files) = (&whole[..end], files());
            let analysis = Language::Bake.analyze(&source(name, text, &files));
            check_document(&*analysis, text);
            check_at(&*analysis, text, end);
        }
    }
}

#[test]
fn every_answer_at_any_offset_lies_within_the_text() {
    for (name, text) in [("docker-bake.hcl", HCL), ("docker-bake.json", JSON)] {
        let files = files();
        let analysis = Language::Bake.analyze(&source(name, text, &files));
        for offset in 0..=text.len() + 2 {
            check_at(&*analysis, text, offset);
        }
    }
}

fn check_document(analysis: &dyn Analysis, text: &str) {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    ranges.extend(analysis.diagnostics().into_iter().map(|diagnostic| diagnostic.range));
    ranges.extend(analysis.semantic_tokens(0..text.len()).into_iter().map(|token| token.range));
    ranges.extend(analysis.folding_ranges().into_iter().map(|folding| folding.range));
    ranges.extend(analysis.inlay_hints(0..text.len()).into_iter().map(|hint| hint.offset..hint.offset));
    ranges.extend(analysis.code_lenses().into_iter().map(|lens| lens.range));
    ranges.extend(analysis.document_links().into_iter().map(|link| link.range));
    ranges.extend(analysis.formatting(FormattingOptions::default()).into_iter().map(|edit| edit.range));
    for symbol in analysis.symbols() {
        assert!(symbol.full_range.start <= symbol.focus_range.start && symbol.focus_range.end <= symbol.full_range.end);
        ranges.extend([symbol.full_range, symbol.focus_range]);
    }
    let tokens = analysis.semantic_tokens(0..text.len());
    assert!(tokens.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{text}\n{tokens:?}");
    check_ranges(text, ranges);
}

fn check_at(analysis: &dyn Analysis, text: &str, offset: usize) {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for item in analysis.completions(offset).items {
        assert!(item.replace_range.start == item.insert_range.start && item.insert_range.end <= item.replace_range.end);
        ranges.extend([item.insert_range, item.replace_range]);
    }
    ranges.extend(analysis.hover(offset).map(|hover| hover.range));
    ranges.extend(analysis.definition(offset).map(|definition| definition.origin));
    ranges.extend(analysis.highlights(offset).into_iter().map(|highlight| highlight.range));
    ranges.extend(analysis.rename_target(offset).map(|target| target.range));
    ranges.extend(analysis.inline_completions(offset).into_iter().map(|completion| completion.range));
    let selection = analysis.selection_ranges(offset);
    assert!(
        selection.windows(2).all(|pair| pair[1].start <= pair[0].start && pair[0].end <= pair[1].end),
        "{selection:?}"
    );
    ranges.extend(selection);
    let here = analysis.references(offset).into_iter().filter(|reference| reference.file == FileRef::Document);
    ranges.extend(here.map(|reference| reference.range));
    if let Some(help) = analysis.signature_help(offset) {
        for signature in help.signatures {
            assert!(
                signature.parameters.iter().all(|parameter| signature.label.get(parameter.label.clone()).is_some())
            );
        }
    }
    check_ranges(text, ranges);
}

fn check_ranges(text: &str, ranges: Vec<Range<usize>>) {
    for range in ranges {
        assert!(text.get(range.clone()).is_some(), "{range:?} of {}:\n{text}", text.len());
    }
}

#[test]
fn definition_and_references_are_symmetric() {
    for (name, text) in [("docker-bake.hcl", HCL), ("docker-bake.json", JSON)] {
        let files = files();
        let analysis = Language::Bake.analyze(&source(name, text, &files));
        for offset in 0..text.len() {
            let Some(definition) = analysis.definition(offset) else { continue };
            let references = analysis.references(offset);
            let is_listed = |range: &Range<usize>| references.iter().any(|reference| reference.range == *range);
            assert!(is_listed(&definition.origin), "{name} {offset}");
            for target in definition.targets.iter().filter(|target| target.file == FileRef::Document) {
                assert!(is_listed(&target.focus_range), "{name} {offset}");
            }
        }
    }
}

#[test]
fn renaming_and_renaming_back_restores_the_text_and_keeps_the_diagnostics() {
    for (name, text) in [("docker-bake.hcl", HCL), ("docker-bake.json", JSON)] {
        let files = files();
        let count = |text: &str| Language::Bake.analyze(&source(name, text, &files)).diagnostics().len();
        let analysis = Language::Bake.analyze(&source(name, text, &files));
        let mut renamed = 0;
        for offset in 0..text.len() {
            let Some(target) = analysis.rename_target(offset) else { continue };
            let Ok(changes) = analysis.rename(offset, "brand_new") else { continue };
            // A stage or argument is renamed in its Dockerfile, too.
            if changes.iter().any(|change| change.file != FileRef::Document) {
                continue;
            }
            renamed += 1;
            let after = apply(text, &changes[0].edits);
            assert_eq!(count(&after), count(text), "{name} {offset}:\n{after}");
            let shift = changes[0].edits.iter().filter(|edit| edit.range.start < target.range.start).count();
            let start = target.range.start + shift * "brand_new".len() - shift * target.placeholder.len();
            let again = Language::Bake.analyze(&source(name, &after, &files));
            let back = again.rename(start, &target.placeholder).expect("it can be renamed back");
            assert_eq!(apply(&after, &back[0].edits), text, "{name} {offset}");
        }
        assert!(renamed > 20, "{renamed} names of {name}");
    }
}

#[test]
fn formatting_is_idempotent_and_keeps_the_tokens() {
    let squeezed = HCL.replace("  ", " ").replace(" = ", "=").replace("= [", "=[");
    for text in [HCL, squeezed.as_str()] {
        let files = files();
        let format = |text: &str| {
            let edits = Language::Bake
                .analyze(&source("docker-bake.hcl", text, &files))
                .formatting(FormattingOptions::default());
            apply(text, &edits)
        };
        let once = format(text);
        assert_eq!(format(&once), once);
        let words = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(words(&once), words(text), "nothing but white space changes");
    }
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut result = text.to_owned();
    for edit in edits.iter().rev() {
        result.replace_range(edit.range.clone(), &edit.text);
    }
    result
}
