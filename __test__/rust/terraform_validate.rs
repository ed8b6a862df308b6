//! Compares our findings in small modules with those of `terraform validate`, if the program is on PATH. The modules
//! only need the provider that is built into Terraform. Modules with several files and modules in JSON are in
//! `terraform_validate`. Real modules may need providers from the mirror that `CANDOR_TERRAFORM_PLUGINS` names, which
//! can be created with `terraform providers mirror`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use candor::languages::answers::{FileEdits, FileRef, Severity};
use candor::languages::syntax::hcl;
use candor::languages::{FileProvider, Language, Options, Source};

/// Modules that Terraform accepts.
const VALID: [&str; 30] = [
    "",
    "variable \"a\" {}\noutput \"a\" { value = var.a }\n",
    "variable \"a\" {\n  type = object({ b = optional(string, \"x\"), c = list(any) })\n  default = { c = [1] }\n}\n",
    "variable \"a\" {\n  type = list\n  default = [1]\n}\n",
    "variable \"a\" {\n  type = map(number)\n  default = { x = \"1\" }\n  nullable = \"false\"\n}\n",
    "variable \"a\" {\n  type = tuple([string, bool])\n  default = [1, \"true\"]\n}\n",
    "variable \"a\" {\n  type = set(string)\n  default = [true]\n  validation {\n    condition = length(var.a) > 0\n    error_message = \"Empty.\"\n  }\n}\n",
    "variable \"a\" {\n  type = object({ b = string })\n  default = { b = 1, c = 2 }\n}\n",
    "resource \"terraform_data\" \"a\" {\n  count = \"2\"\n  input = count.index\n}\n",
    "resource \"terraform_data\" \"a\" {\n  for_each = { x = 1 }\n  input = each.value\n  triggers_replace = [each.key]\n}\n",
    "resource \"terraform_data\" \"a\" {\n  for_each = toset([\"x\"])\n}\noutput \"a\" { value = [for x in terraform_data.a : x.id] }\n",
    "resource \"terraform_data\" \"a\" {\n  lifecycle {\n    create_before_destroy = true\n    ignore_changes = [input]\n    replace_triggered_by = [terraform_data.b]\n    precondition {\n      condition = terraform_data.b.id != null\n      error_message = \"No.\"\n    }\n  }\n}\nresource \"terraform_data\" \"b\" {}\n",
    "resource \"terraform_data\" \"a\" {\n  connection {\n    host = \"x\"\n  }\n  provisioner \"local-exec\" {\n    command = \"true\"\n    when = destroy\n    on_failure = \"continue\"\n  }\n  provisioner \"remote-exec\" {\n    inline = [\"true\"]\n  }\n}\n",
    "resource \"terraform_data\" \"a\" {\n  depends_on = [terraform_data.b]\n}\nresource \"terraform_data\" \"b\" {}\n",
    "data \"terraform_remote_state\" \"a\" {\n  backend = \"local\"\n  config = { path = \"x\" }\n}\noutput \"a\" { value = data.terraform_remote_state.a.outputs }\n",
    "locals {\n  a = 1\n  b = local.a\n}\n",
    "locals {}\nterraform {\n  required_version = \">= 1.0\"\n  required_providers {}\n}\n",
    "moved {\n  from = terraform_data.old\n  to = terraform_data.new\n}\nresource \"terraform_data\" \"new\" {}\n",
    "removed {\n  from = terraform_data.old\n  lifecycle {\n    destroy = false\n  }\n}\n",
    "removed {\n  from = terraform_data.old\n}\n",
    "check \"a\" {\n  data \"terraform_remote_state\" \"s\" {\n    backend = \"local\"\n  }\n  assert {\n    condition = data.terraform_remote_state.s.workspace == null\n    error_message = \"No.\"\n  }\n}\n",
    "output \"a\" {\n  value = 1\n  sensitive = true\n  depends_on = []\n  precondition {\n    condition = terraform.workspace != null\n    error_message = \"No.\"\n  }\n}\n",
    "terraform {\n  backend \"local\" {\n    path = \"x\"\n  }\n}\n",
    "terraform {\n  cloud {\n    organization = \"x\"\n    workspaces {\n      name = \"y\"\n    }\n  }\n}\n",
    "variable \"_a-b\" {}\noutput \"é\" { value = var._a-b }\n",
    "resource \"terraform_data\" \"a\" {\n  input = { for k, v in { x = 1 } : k => v if v > 0 }\n}\n",
    "resource terraform_data a {\n}\n",
    "variable \"a\" {\n  description = 1\n  ephemeral = false\n}\n",
    "resource \"terraform_data\" \"a\" {\n  provider = terraform\n}\n",
    "resource \"terraform_data\" \"a\" {\n  _ {\n    input = 1\n  }\n}\n",
];

/// Modules that Terraform rejects.
const INVALID: [&str; 49] = [
    "x = 1\n",
    "foo {}\n",
    "required_providers {}\n",
    "variable {}\n",
    "variable \"a\" \"b\" {}\n",
    "variable \"a b\" {}\n",
    "variable \"count\" {}\n",
    "variable \"a\" { defualt = 1 }\n",
    "variable \"a\" { type = strng }\n",
    "variable \"a\" { type = \"string\" }\n",
    "variable \"a\" { type = list(list) }\n",
    "variable \"a\" { sensitive = 1 }\n",
    "variable \"a\" {\n  type = number\n  default = \"x\"\n}\n",
    "variable \"a\" {\n  type = list(string)\n  default = {}\n}\n",
    "variable \"a\" {\n  type = object({ b = string })\n  default = {}\n}\n",
    "variable \"a\" {\n  validation {\n    condition = true\n  }\n}\n",
    "variable \"a\" {\n  lifecycle {}\n}\n",
    "output \"a\" {}\n",
    "output \"a\" {\n  value = 1\n  valeu = 2\n}\n",
    "output \"a\" { value = var.missing }\n",
    "output \"a\" { value = local.missing }\n",
    "output \"a\" { value = terraform_data.missing.id }\n",
    "output \"a\" { value = data.terraform_remote_state.missing }\n",
    "output \"a\" { value = module.missing.x }\n",
    "locals {\n  a = local.b\n  b = local.a\n}\n",
    "locals {\n  a = local.a\n}\n",
    "locals {\n  a {}\n}\n",
    "locals \"x\" {}\n",
    "resource \"terraform_data\" {}\n",
    "resource \"terraform_dta\" \"a\" {}\n",
    "resource \"terraform_data\" \"a\" { inputs = 1 }\n",
    "resource \"terraform_data\" \"a\" { output = 1 }\n",
    "resource \"terraform_data\" \"a\" {\n  blok {}\n}\n",
    "resource \"terraform_data\" \"a\" {\n  count = 1\n  for_each = {}\n}\n",
    "resource \"terraform_data\" \"a\" { for_each = [\"x\"] }\n",
    "resource \"terraform_data\" \"a\" { count = \"x\" }\n",
    "resource \"terraform_data\" \"a\" {\n  lifecycle {}\n  lifecycle {}\n}\n",
    "resource \"terraform_data\" \"a\" {\n  lifecycle {\n    prevent_destruction = true\n  }\n}\n",
    "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {}\n}\n",
    "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"x\"\n    when = never\n  }\n}\n",
    "data \"terraform_remote_state\" \"a\" {}\n",
    "data \"terraform_remote_state\" \"a\" { backend = [] }\n",
    "module \"a\" {}\n",
    "moved {\n  from = terraform_data.a\n}\n",
    "removed {}\n",
    "import {\n  to = terraform_data.a\n}\nresource \"terraform_data\" \"a\" {}\n",
    "check \"a\" {}\n",
    "terraform {\n  required_versoin = \"1\"\n}\n",
    "terraform {\n  backend \"local\" {}\n  backend \"local\" {}\n}\n",
];

#[test]
fn terraform_accepts_and_rejects_the_modules_that_we_accept_and_reject() {
    let folder = std::env::temp_dir().join(format!("candor-validate-{}", std::process::id()));
    let mut differences = Vec::new();
    let mut is_available = true;
    for (index, (text, is_valid)) in
        VALID.iter().map(|text| (text, true)).chain(INVALID.iter().map(|text| (text, false))).enumerate()
    {
        let ours = errors(text);
        if ours.is_empty() != is_valid {
            differences.push(format!("we find {ours:?} in:\n{text}"));
        }
        if is_available {
            match accepts(&folder.join(index.to_string()), text) {
                Some(theirs) if theirs == is_valid => {}
                Some(_) => differences.push(format!("Terraform judges otherwise:\n{text}")),
                None => is_available = false,
            }
        }
    }
    let _ = std::fs::remove_dir_all(folder);
    if !is_available {
        writeln!(std::io::stderr(), "skipped: there is no terraform on PATH").ok();
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn no_error_is_reported_in_modules_that_terraform_accepts() {
    let root = std::env::temp_dir().join(format!("candor-valid-modules-{}", std::process::id()));
    let (mut differences, mut is_available) = (Vec::new(), true);
    let modules = modules(include_str!("terraform_validate/valid-modules.txt"));
    for (index, (title, files)) in modules.iter().enumerate() {
        for (path, text) in files {
            for error in errors_in(files, path, text) {
                differences.push(format!("{title}: {path}: {error}"));
            }
        }
        if is_available {
            match accepts_files(&root.join(index.to_string()), files) {
                Some(true) => {}
                Some(false) => differences.push(format!("{title}: Terraform rejects it")),
                None => is_available = false,
            }
        }
    }
    let _ = std::fs::remove_dir_all(root);
    if !is_available {
        writeln!(std::io::stderr(), "skipped: there is no terraform on PATH").ok();
    }
    assert!(modules.len() > 60, "there are {} modules", modules.len());
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn an_error_is_reported_in_modules_that_terraform_rejects() {
    let root = std::env::temp_dir().join(format!("candor-invalid-modules-{}", std::process::id()));
    let (mut differences, mut is_available) = (Vec::new(), true);
    for (index, (title, files)) in modules(include_str!("terraform_validate/invalid-modules.txt")).iter().enumerate() {
        if files.iter().all(|(path, text)| errors_in(files, path, text).is_empty()) {
            differences.push(format!("{title}: we find no error"));
        }
        if is_available {
            match accepts_files(&root.join(index.to_string()), files) {
                Some(false) => {}
                Some(true) => differences.push(format!("{title}: Terraform accepts it")),
                None => is_available = false,
            }
        }
    }
    let _ = std::fs::remove_dir_all(root);
    if !is_available {
        writeln!(std::io::stderr(), "skipped: there is no terraform on PATH").ok();
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

/// The folder with the recorded modules. It may not exist.
fn goldens() -> PathBuf {
    let folder = std::env::var_os("CANDOR_GOLDENS");
    folder.map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/goldens"), PathBuf::from)
}

#[test]
fn terraform_judges_real_modules_the_same_after_every_name_is_renamed() {
    let say = |text: String| std::io::stderr().write_all(text.as_bytes()).ok();
    let Ok(rows) = std::fs::read_to_string(goldens().join("terraform/modules.jsonl")) else {
        say(format!("skipped: there are no recorded modules in {}\n", goldens().display()));
        return;
    };
    let root = std::env::temp_dir().join(format!("candor-renamed-modules-{}", std::process::id()));
    let (mut modules, mut valid, mut renamed, mut refused, mut differences) = (0, 0, 0, 0, Vec::new());
    for (index, row) in rows.lines().enumerate() {
        let row: serde_json::Value = serde_json::from_str(row).expect("a recording is JSON");
        let place = format!("{} {}", row["source"], row["dir"]);
        let files = row["files"].as_object().expect("a recording has files");
        let files: Files =
            files.iter().map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().into())).collect();
        if row["source"] == "generated" || !can_be_initialised(&files) {
            continue;
        }
        let (after, done, not_done) = with_renamed_names(&files);
        if done == 0 {
            continue;
        }
        let Some(before) = accepts_files(&root.join(format!("{index}-before")), &files) else {
            say("skipped: there is no terraform on PATH\n".to_owned());
            return;
        };
        let after = accepts_files(&root.join(format!("{index}-after")), &after);
        for end in ["before", "after"] {
            let _ = std::fs::remove_dir_all(root.join(format!("{index}-{end}")));
        }
        (modules, renamed, refused) = (modules + 1, renamed + done, refused + not_done);
        valid += usize::from(before);
        if after != Some(before) {
            differences.push(format!("{place}: {before} before, {after:?} after"));
        }
    }
    let _ = std::fs::remove_dir_all(root);
    say(format!(
        "{modules} modules, {valid} of them valid, with {renamed} names that were renamed, {refused} that were not\n"
    ));
    assert!(modules > 0, "no recorded module has names");
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

/// The folder with the provider mirror, if it is set.
fn mirror() -> Option<PathBuf> {
    std::env::var_os("CANDOR_TERRAFORM_PLUGINS").map(PathBuf::from)
}

/// The providers that are available without a network.
fn available_providers() -> BTreeSet<String> {
    let mirrored = mirror().map(|folder| folder.join("registry.terraform.io/hashicorp"));
    let entries = mirrored.into_iter().flat_map(std::fs::read_dir).flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.chain(["terraform".to_owned()]).collect()
}

/// Whether a module can be initialized without a network: it does not call modules, and only needs available providers.
fn can_be_initialised(files: &Files) -> bool {
    let available = available_providers();
    let is_available = |name: &str| available.contains(name);
    files.iter().filter(|(path, _)| has_end(path, "tf")).all(|(_, text)| {
        let file = hcl::File::parse(text);
        file.body().blocks().all(|block| {
            let label = block.labels().next().map(|label| label.value().into_owned()).unwrap_or_default();
            match block.name().text() {
                "module" => false,
                "provider" => is_available(&label),
                "resource" | "data" | "ephemeral" => is_available(label.split('_').next().unwrap_or_default()),
                "terraform" => {
                    let required = block.body().blocks().filter(|inner| inner.name().text() == "required_providers");
                    required.flat_map(|inner| inner.body().attributes()).all(|entry| is_available(entry.name().text()))
                }
                _ => true,
            }
        })
    }) && files.keys().all(|path| !has_end(path, "json"))
}

/// Renames each name of a module. Returns the module, and the number of names that were renamed and that were not.
fn with_renamed_names(files: &Files) -> (Files, usize, usize) {
    let mut after = files.clone();
    let (mut renamed, mut refused) = (0, 0);
    for path in files.keys().filter(|path| has_end(path, "tf")) {
        for (kind, name) in declared(&files[path]).into_keys() {
            let Some(offset) = declared(&after[path]).get(&(kind, name.clone())).copied() else { continue };
            match rename(&mut after, path, offset, &format!("{name}_renamed")) {
                Ok(()) => renamed += 1,
                Err(_) => refused += 1,
            }
        }
    }
    (after, renamed, refused)
}

/// Returns the offsets of the declarations in a file, by kind and name.
fn declared(text: &str) -> BTreeMap<(String, String), usize> {
    let file = hcl::File::parse(text);
    let mut declared = BTreeMap::new();
    for block in file.body().blocks() {
        let labels: Vec<_> = block.labels().collect();
        match (block.name().text(), &labels[..]) {
            (keyword @ ("variable" | "output"), [name]) => {
                declared.insert((keyword.to_owned(), name.value().into_owned()), name.content_range().start);
            }
            (keyword @ ("resource" | "data"), [type_name, name]) => {
                let kind = format!("{keyword} {}", type_name.value());
                declared.insert((kind, name.value().into_owned()), name.content_range().start);
            }
            ("locals", []) => declared.extend(block.body().attributes().map(|attribute| {
                let name = attribute.name();
                (("locals".to_owned(), name.text().to_owned()), name.range().start)
            })),
            _ => {}
        }
    }
    declared
}

fn rename(files: &mut Files, path: &str, offset: usize, new_name: &str) -> Result<(), String> {
    let text = files[path].clone();
    let folder = Folder { files: files.clone(), document: String::new() };
    let source = Source { text: &text, file_name: path, files: &folder, options: Options::default() };
    let changes = Language::Terraform.analyze(&source).rename(offset, new_name)?;
    for FileEdits { file, edits, .. } in changes {
        let path = match file {
            FileRef::Document => path.to_owned(),
            FileRef::Path(path) => path.to_string(),
        };
        let mut text = files[&path].to_string();
        for edit in edits.iter().rev() {
            text.replace_range(edit.range.clone(), &edit.text);
        }
        files.insert(path, text.into());
    }
    Ok(())
}

/// The files of a module, by path.
type Files = BTreeMap<String, Arc<str>>;

/// Splits a text into modules, each with its title.
fn modules(text: &str) -> Vec<(String, Files)> {
    let modules = text.split("\n== ").skip(1).map(|module| {
        let (title, files) = module.split_once('\n').expect("a module has files");
        let files = files.split("-- ").filter_map(|file| file.split_once('\n'));
        (title.to_owned(), files.map(|(path, text)| (path.to_owned(), text.into())).collect())
    });
    modules.collect()
}

/// Returns the messages of the errors in a file of a module.
fn errors_in(files: &Files, path: &str, text: &str) -> Vec<String> {
    let (folder, file_name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let folder = Folder { files: files.clone(), document: folder.to_owned() };
    let source = Source { text, file_name, files: &folder, options: Options::default() };
    let diagnostics = Language::Terraform.analyze(&source).diagnostics();
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    // Terraform does not read hidden files and files of OpenTofu.
    let is_read = !file_name.starts_with('.') && !has_end(file_name, "tofu");
    errors.map(|diagnostic| diagnostic.message().to_owned()).filter(|_| is_read).collect()
}

/// Whether Terraform accepts a module with several files. `None` if Terraform is not available.
fn accepts_files(folder: &Path, files: &Files) -> Option<bool> {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        std::fs::write(path, text.as_bytes()).expect("a file can be written");
    }
    let needs_init = |text: &str| text.contains("module") || text.contains("provider");
    let has_mirror = mirror().is_some();
    let is_small = !has_mirror && !files.values().any(|text| needs_init(text));
    if !is_small {
        let mirror = mirror().map(|folder| format!("-plugin-dir={}", folder.display()));
        let arguments = ["init", "-backend=false", "-input=false"].into_iter().chain(mirror.as_deref());
        let initialised = terraform(folder, &arguments.collect::<Vec<_>>())?;
        if !initialised.status.success() {
            return Some(false);
        }
    }
    validates(folder)
}

fn terraform(folder: &Path, arguments: &[&str]) -> Option<std::process::Output> {
    Command::new("terraform").args(arguments).current_dir(folder).env("CHECKPOINT_DISABLE", "1").output().ok()
}

fn validates(folder: &Path) -> Option<bool> {
    let report: serde_json::Value = serde_json::from_slice(&terraform(folder, &["validate", "-json"])?.stdout).ok()?;
    report["valid"].as_bool()
}

/// Whether a file name has an extension.
fn has_end(name: &str, end: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, last)| last == end)
}

/// The files around a document in a folder.
struct Folder {
    files: Files,
    document: String,
}

impl Folder {
    /// Converts a path relative to the document's folder to a path relative to the root.
    fn path(&self, path: &str) -> String {
        let mut parts: Vec<&str> = Vec::new();
        for part in self.document.split('/').chain(path.split('/')) {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        parts.join("/")
    }

    /// A path from the root as one from the document's folder.
    fn relative(&self, path: &str) -> String {
        let parts_of = |path: &str| path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let (folder, parts): (Vec<String>, Vec<String>) = (parts_of(&self.document), parts_of(path));
        let shared = folder.iter().zip(&parts).take_while(|(left, right)| left == right).count();
        let up = std::iter::repeat_n("..".to_owned(), folder.len() - shared);
        up.chain(parts[shared..].iter().cloned()).collect::<Vec<_>>().join("/")
    }
}

impl FileProvider for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.files.get(&self.path(path)).cloned()
    }

    fn entries(&self) -> Vec<String> {
        self.entries_in("").iter().map(|entry| entry.trim_end_matches('/').to_owned()).collect()
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        let folder = self.path(folder);
        let within = self.files.keys().filter_map(|path| match &*folder {
            "" => Some(&**path),
            folder => path.strip_prefix(folder)?.strip_prefix('/'),
        });
        let entries = within.map(|rest| rest.split_once('/').map_or(rest.to_owned(), |(name, _)| format!("{name}/")));
        entries.collect::<BTreeSet<String>>().into_iter().collect()
    }

    fn documents(&self, language: Language) -> Vec<String> {
        let is_language = |path: &&String| {
            let name = path.rsplit('/').next().unwrap_or(path);
            Language::detect("", name) == Some(language)
        };
        self.files.keys().filter(is_language).map(|path| self.relative(path)).collect()
    }

    fn shortest_path(&self, path: &str) -> String {
        self.relative(&self.path(path))
    }
}

fn errors(text: &str) -> Vec<String> {
    errors_in(&BTreeMap::from([("main.tf".to_owned(), text.into())]), "main.tf", text)
}

/// Whether Terraform accepts a module. `None` if Terraform is not available.
fn accepts(folder: &Path, text: &str) -> Option<bool> {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    std::fs::write(folder.join("main.tf"), text).expect("a file can be written");
    validates(folder)
}
