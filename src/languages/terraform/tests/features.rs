//! Properties of every feature: for a text that is truncated anywhere, all results are within the text, and a rename
//! can be undone.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::languages::Language;
use crate::languages::analysis::FormattingOptions;
use crate::languages::answers::{FileEdits, FileRef};
use crate::languages::source::{FileProvider, Options, Source};

/// The files of a workspace, all of them in one folder or below it.
pub(super) struct Workspace(BTreeMap<String, Arc<str>>);

impl Workspace {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect())
    }

    fn rename(&mut self, document: &str, at: &str, new_name: &str) -> Result<(), String> {
        let text = self.0[document].clone();
        let offset = text.find(at).expect("the name is in the document");
        let source = Source { text: &text, file_name: document, files: self, options: Options::default() };
        let changes = Language::Terraform.analyze(&source).rename(offset, new_name)?;
        for FileEdits { file, edits, .. } in changes {
            let path = match file {
                FileRef::Document => document.to_owned(),
                FileRef::Path(path) => path.to_string(),
            };
            let mut text = self.0[&path].to_string();
            for edit in edits.iter().rev() {
                text.replace_range(edit.range.clone(), &edit.text);
            }
            self.0.insert(path, text.into());
        }
        Ok(())
    }
}

impl FileProvider for Workspace {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).cloned()
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let rest = self.0.keys().filter_map(|path| path.strip_prefix(&prefix));
        rest.filter(|rest| !rest.contains('/')).map(str::to_owned).collect()
    }

    fn documents(&self, _: Language) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

const MAIN: &str = r#"variable "region" {
  type = object({ zone = string })
}
locals {
  zone = var.region.zone
}
resource "aws_instance" "wéb" {
  for_each = toset(["a"])
  zone     = local.zone
  name     = "${each.key}-${upper(local.zone)}"
  dynamic "disk" {
    for_each = [for d in var.region : d]
    content {
      size = disk.value
    }
  }
}
module "net" {
  source = "./net"
  cidr   = aws_instance.wéb["a"].ip
}
output "id" {
  value = module.net.id
}
"#;

const NET: &str = "variable \"cidr\" {}\noutput \"id\" {\n  value = var.cidr\n}\n";

#[test]
fn text_that_is_cut_off_anywhere_is_answered_within_the_text() {
    let files = Workspace::new(&[("net/main.tf", NET), ("terraform.tfvars", "region = {}\n")]);
    for end in (0..=MAIN.len()).filter(|end| MAIN.is_char_boundary(*end)) {
        let text = &MAIN[..end];
        let source = Source { text, file_name: "main.tf", files: &files, options: Options::default() };
        let analysis = Language::Terraform.analyze(&source);
        let check = |range: Range<usize>| assert!(text.get(range.clone()).is_some(), "{range:?} of {text}");
        analysis.diagnostics().into_iter().for_each(|diagnostic| check(diagnostic.range));
        analysis.quick_fixes(0..end);
        analysis.semantic_tokens(0..end).into_iter().for_each(|token| check(token.range));
        analysis.folding_ranges().into_iter().for_each(|folding| check(folding.range));
        analysis.code_lenses().into_iter().for_each(|lens| check(lens.range));
        analysis.document_links().into_iter().for_each(|link| check(link.range));
        analysis.inlay_hints(0..end).into_iter().for_each(|hint| check(hint.offset..hint.offset));
        analysis.symbols().into_iter().for_each(|symbol| check(symbol.full_range));
        analysis.formatting(FormattingOptions::default()).into_iter().for_each(|edit| check(edit.range));
        let offsets = [end, end / 2, end.saturating_sub(1)];
        for offset in offsets.into_iter().filter(|offset| text.is_char_boundary(*offset)) {
            for item in analysis.completions(offset).items {
                check(item.insert_range.clone());
                check(item.replace_range);
                assert!(item.insert_range.end == offset, "{:?} does not end at {offset}", item.insert_range);
            }
            analysis.hover(offset).into_iter().for_each(|hover| check(hover.range));
            analysis.definition(offset).into_iter().for_each(|definition| check(definition.origin));
            analysis.highlights(offset).into_iter().for_each(|highlight| check(highlight.range));
            analysis.selection_ranges(offset).into_iter().for_each(check);
            analysis.linked_ranges(offset).into_iter().for_each(check);
            analysis.rename_target(offset).into_iter().for_each(|target| check(target.range));
            analysis.references(offset);
            analysis.signature_help(offset);
            let _ = analysis.rename(offset, "x");
        }
    }
}

#[test]
fn a_renaming_covers_the_module_and_its_callers_and_can_be_undone() {
    let files = [("main.tf", MAIN), ("net/main.tf", NET), ("terraform.tfvars", "region = {}\n")];
    for (at, old, new) in [
        ("region\" {", "region", "place"),
        ("zone = var", "zone", "area"),
        ("wéb\" {", "wéb", "app"),
        ("net\" {", "net", "network"),
        ("cidr  ", "cidr", "range"),
        ("id\n", "id", "identifier"),
    ] {
        let mut workspace = Workspace::new(&files);
        let before = workspace.0.clone();
        workspace.rename("main.tf", at, new).expect("it can be renamed");
        assert_ne!(workspace.0, before, "{old}");
        let again = at.replacen(old, new, 1);
        workspace.rename("main.tf", &again, old).expect("it can be renamed back");
        assert_eq!(workspace.0, before, "{old}");
    }
    let mut workspace = Workspace::new(&files);
    workspace.rename("main.tf", "region\" {", "place").expect("it can be renamed");
    assert_eq!(&*workspace.0["terraform.tfvars"], "place = {}\n");
    workspace.rename("main.tf", "cidr  ", "range").expect("it can be renamed");
    assert_eq!(&*workspace.0["net/main.tf"], "variable \"range\" {}\noutput \"id\" {\n  value = var.range\n}\n");
}

#[test]
fn a_name_that_is_invalid_or_in_use_is_refused() {
    let mut workspace = Workspace::new(&[("main.tf", "variable \"a\" {}\nvariable \"b\" {}\n")]);
    for name in ["", "1a", "a b", "b", "source"] {
        assert!(workspace.rename("main.tf", "a\"", name).is_err(), "{name}");
    }
    let mut broken = Workspace::new(&[("main.tf", "variable \"a\" {}\n"), ("other.tf", "x = {\n")]);
    let reason = broken.rename("main.tf", "a\"", "b").expect_err("a use may be hidden");
    assert!(reason.contains("other.tf"), "{reason}");
}

#[test]
fn renaming_what_has_a_state_offers_a_moved_block() {
    let offered = |file_name: &str, text: &str, at: &str| {
        let workspace = Workspace::new(&[(file_name, text)]);
        let source = Source { text, file_name, files: &workspace, options: Options::default() };
        let offset = text.find(at).expect("the name is in the text");
        let additions = Language::Terraform.analyze(&source).rename_additions(offset, "new")?;
        let [FileEdits { file: FileRef::Document, edits, .. }] = &additions.changes[..] else {
            panic!("only the document changes: {:?}", additions.changes)
        };
        let [edit] = &edits[..] else { panic!("one block is added: {edits:?}") };
        assert_eq!(edit.range, text.len()..text.len());
        Some(edit.text.clone())
    };
    let resource = "resource \"x_y\" \"old\" {\n  count = 2\n}\n";
    let expected = "\nmoved {\n  from = x_y.old\n  to   = x_y.new\n}\n";
    assert_eq!(offered("main.tf", resource, "old").as_deref(), Some(expected));
    let module = "module \"old\" {\n  source = \"./a\"\n}";
    let expected = "\n\nmoved {\n  from = module.old\n  to   = module.new\n}\n";
    assert_eq!(offered("main.tf", module, "old").as_deref(), Some(expected));
    // The object has no state, is not renamed, or the block cannot be written.
    assert_eq!(offered("main.tf", "data \"x_y\" \"old\" {}\n", "old"), None);
    assert_eq!(offered("main.tf", "locals {\n  old = 1\n}\n", "old"), None);
    assert_eq!(offered("main.tf", "resource \"x_y\" \"new\" {}\n", "new"), None);
    assert_eq!(offered("main.tf.json", "{ \"resource\": { \"x_y\": { \"old\": {} } } }\n", "old"), None);
    let old_version = format!("terraform {{\n  required_version = \"~> 1.0.0\"\n}}\n{resource}");
    assert_eq!(offered("main.tf", &old_version, "old\""), None);
}

#[test]
fn a_moved_block_is_not_added_to_an_override_file_of_another_folder() {
    let resource = "resource \"x_y\" \"old\" {}\n";
    let text = "run \"a\" {\n  assert {\n    condition = x_y.old.id != null\n  }\n}\n";
    let workspace = Workspace::new(&[("../override.tf", resource), ("../web.tf", resource), ("a.tftest.hcl", text)]);
    let source = Source { text, file_name: "a.tftest.hcl", files: &workspace, options: Options::default() };
    let offset = text.find("old").expect("the name is in the text");
    let additions = Language::Terraform.analyze(&source).rename_additions(offset, "new").expect("it has a state");
    let changed: Vec<FileRef> = additions.changes.into_iter().map(|change| change.file).collect();
    assert_eq!(changed, [FileRef::Path("../web.tf".into())]);
}
