//! Completes names of targets, stages, arguments and files.

use super::{Completer, Insertion};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::languages::answers::CompletionKind;
use crate::languages::bake::evaluation::resolved::Resolver;
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::features::context::{Frame, is_word};
use crate::languages::bake::features::dockerfile_symbols;
use crate::languages::bake::model::dockerfiles::facts::Facts;
use crate::languages::bake::model::dockerfiles::{Dockerfile, Dockerfiles, local_path};
use crate::languages::bake::model::occurrences::{Symbol, occurrences};
use crate::languages::bake::syntax::{Expr, ExprKind, Syntax, is_identifier, touches};
use crate::languages::sort::SortStably;

/// The maximum number of values of an attribute that are offered because other blocks use them.
const MAX_USED_VALUES: usize = 30;

/// The Dockerfile of a target that is unknown, for example because the target is invalid while it is being typed.
const DEFAULT_DOCKERFILE: &str = "Dockerfile";

/// Common names of groups.
const GROUP_NAMES: [&str; 10] =
    ["default", "all", "validate", "lint", "test", "build", "release", "ci", "dev", "binaries"];

/// Common names of targets.
const TARGET_NAMES: [&str; 16] = [
    "_common",
    "docker-metadata-action",
    "meta-helper",
    "binary",
    "image",
    "image-local",
    "image-all",
    "test",
    "lint",
    "vendor",
    "validate",
    "app",
    "release",
    "docs",
    "cross",
    "dev",
];

/// Common names of variables.
const VARIABLE_NAMES: [&str; 30] = [
    "TAG",
    "REGISTRY",
    "VERSION",
    "REPO",
    "IMAGE",
    "IMAGE_NAME",
    "DESTDIR",
    "GO_VERSION",
    "NODE_VERSION",
    "PYTHON_VERSION",
    "PLATFORMS",
    "PLATFORM",
    "IMAGE_TAG",
    "OWNER",
    "REPOSITORY",
    "BASE_IMAGE",
    "BUILD_DATE",
    "GIT_COMMIT",
    "GIT_SHA",
    "COMMIT",
    "SHA",
    "BRANCH",
    "DOCKER_ORGANIZATION",
    "DOCKERHUB_REPO",
    "NAMESPACE",
    "ALPINE_VERSION",
    "UBUNTU_VERSION",
    "DEBIAN_VERSION",
    "CACHE",
    "TAG_SUFFIX",
];

/// Common suffixes of a target's variants.
const VARIANTS: [&str; 6] = ["all", "local", "cross", "dev", "test", "release"];

/// The maximum number of targets whose variants are offered.
const MAX_VARIED: usize = 20;

/// Common output folders of builds.
pub const OUTPUT_FOLDERS: [&str; 8] = ["./bin", "bin", "./build", "./dist", "./out", "./release", "./public", "."];

/// The maximum number and depth of folders that are searched for Dockerfiles.
const MAX_FOLDERS: usize = 60;
const MAX_FOLDER_DEPTH: usize = 3;

/// Completes the name of a new block: names that are used but not declared, and stages that no target builds.
pub fn labels(completer: &mut Completer) {
    let Some(kind) = completer.context.header.as_ref().map(|header| header.name.clone()) else { return };
    let written = completer.text[completer.context.whole_word.clone()].to_owned();
    let evaluated: &Evaluated = completer.defaults;
    let is_free = |name: &str| name == written || evaluated.target(name).is_none();
    let occurrences = occurrences(completer.project, completer.defaults, completer.files);
    let declared: HashSet<&Symbol> =
        occurrences.iter().filter(|other| other.declaration.is_some()).map(|other| &other.symbol).collect();
    for symbol in occurrences.iter().map(|other| &other.symbol).filter(|symbol| !declared.contains(symbol)) {
        match (kind.as_str(), symbol) {
            ("target" | "group", Symbol::Target(name)) if completer.defaults.target(name).is_none() => {
                completer.push_plain(name, CompletionKind::Reference, Some("used in this project"));
            }
            ("variable", Symbol::Variable(name)) => {
                completer.push_plain(name, CompletionKind::Variable, Some("used in this project"));
            }
            _ => {}
        }
    }
    match kind.as_str() {
        "target" => {
            let facts = completer.files.read("Dockerfile").map(|text| Facts::parse(&text)).unwrap_or_default();
            for stage in facts.stage_names() {
                if is_free(stage) {
                    completer.push_plain(stage, CompletionKind::Reference, Some("stage"));
                }
            }
        }
        "function" => {
            let undeclared = completer.defaults.problems.iter().filter(|problem| problem.message.contains("function"));
            for name in undeclared.filter_map(|problem| problem.undeclared.clone()).collect::<Vec<_>>() {
                completer.push_plain(&name, CompletionKind::Function, None);
            }
        }
        _ => {}
    }
    let is_default_free = written == "default" || completer.defaults.group("default").is_none();
    if matches!(kind.as_str(), "target" | "group") && is_default_free {
        completer.push_plain("default", CompletionKind::Value, Some("what Bake builds without arguments"));
    }
    match kind.as_str() {
        "group" => unused_names(completer, GROUP_NAMES.iter().map(|name| (*name).to_owned())),
        "target" => {
            // Offer variants of a target, and targets that other targets inherit from.
            let evaluated = completer.defaults;
            let written = &completer.text[completer.context.whole_word.clone()];
            let targets =
                evaluated.targets.iter().filter(|target| target.name != written && !target.name.starts_with('_'));
            let variants = targets.take(MAX_VARIED);
            let variants = variants.flat_map(|target| VARIANTS.iter().map(|end| format!("{}-{end}", target.name)));
            let names: Vec<String> = variants.chain(TARGET_NAMES.iter().map(|name| (*name).to_owned())).collect();
            unused_names(completer, names.into_iter());
        }
        "variable" => {
            let declared: Vec<&str> = completer.project.variables_in_order().into_iter().collect();
            for name in VARIABLE_NAMES.iter().filter(|name| **name == written || !declared.contains(*name)) {
                completer.push_plain(name, CompletionKind::Variable, None);
            }
        }
        _ => {}
    }
    super::words::of_file(completer);
}

/// Completes names that no target or group has yet.
fn unused_names(completer: &mut Completer, names: impl Iterator<Item = String>) {
    let evaluated = completer.defaults;
    let written = completer.text[completer.context.whole_word.clone()].to_owned();
    let is_free = |name: &str| name == written || evaluated.target(name).is_none() && evaluated.group(name).is_none();
    for name in names.filter(|name| is_free(name)) {
        completer.push_plain(&name, CompletionKind::Value, None);
    }
}

/// Completes strings that other blocks use for an attribute, with their names replaced by the one of the block at the
/// cursor: `${REGISTRY}/api` if the target `web` has `${REGISTRY}/web`.
pub fn derived_values(completer: &mut Completer, attribute: &str) {
    let Some(own) = completer.context.block().and_then(|(_, label)| label).map(str::to_owned) else { return };
    let mut values: Vec<String> = Vec::new();
    for file in completer.project.files.iter().filter(|file| file.tree.syntax == Syntax::Hcl) {
        for block in &file.tree.body.blocks {
            let Some(label) = block.label.as_ref().filter(|label| label.text.len() > 1 && label.text != own.as_str())
            else {
                continue;
            };
            for expression in block.body.attribute(attribute).into_iter().flat_map(|other| elements(&other.value)) {
                let written = file.text.get(expression.range()).and_then(|text| text.strip_prefix('"'));
                let written = written.and_then(|text| text.strip_suffix('"')).unwrap_or_default();
                let is_new = written.contains(label.text.as_str()) && !written.contains(['"', '\n']);
                // Names of variables and of keys of a matrix do not depend on the label.
                let mut templates = written.split("${").skip(1).filter_map(|part| part.split('}').next());
                let is_local = templates.clone().next().is_some() && block.body.attribute("matrix").is_some();
                let is_valid = !is_local && !templates.any(|template| template.contains(label.text.as_str()));
                if is_new && is_valid && values.len() < MAX_USED_VALUES {
                    values.push(written.replace(label.text.as_str(), &own));
                }
            }
        }
    }
    for value in values {
        completer.push_plain(&value, CompletionKind::Value, Some("named like another target's"));
    }
}

/// Returns the elements of a list, or the expression itself.
fn elements(expression: &Expr) -> &[Expr] {
    match &expression.kind {
        ExprKind::Tuple(elements) => elements,
        _ => std::slice::from_ref(expression),
    }
}

/// Completes literal strings that other blocks use for an attribute, the most frequent first.
pub fn used_values(completer: &mut Completer, attribute: &str) {
    let offset = completer.context.word.start;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in &completer.project.files {
        let attributes = file.tree.body.blocks.iter().flat_map(|block| &block.body.attributes);
        for other in attributes.filter(|other| other.name.text == attribute && !touches(&other.range(), offset)) {
            for text in elements(&other.value).iter().filter_map(Expr::literal).filter(|text| !text.contains('\n')) {
                *counts.entry(text.to_owned()).or_default() += 1;
            }
        }
    }
    let mut values: Vec<(String, usize)> = counts.into_iter().collect();
    values.sort_stably_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (value, _) in values.into_iter().take(MAX_USED_VALUES) {
        completer.push_plain(&value, CompletionKind::Value, Some("used in this project"));
    }
}

/// Completes the Dockerfiles below a folder. The paths have the same prefix as the word.
pub fn dockerfiles(completer: &mut Completer, base: &str) {
    let word = completer.text[completer.context.word.clone()].to_owned();
    let prefix = if word.starts_with("./") { "./" } else { "" };
    let mut waiting = vec![String::new()];
    let mut visited = 0;
    while let Some(folder) = waiting.pop() {
        visited += 1;
        if visited > MAX_FOLDERS {
            break;
        }
        let path = format!("{base}/{folder}");
        let parts = crate::languages::text::paths::normalized(path.split('/'), false);
        for entry in completer.files.entries_in(&parts.join("/")) {
            let is_hidden = entry.starts_with('.') || entry == "node_modules/" || entry == "vendor/";
            match entry.strip_suffix('/') {
                Some(name) if !is_hidden && folder.matches('/').count() < MAX_FOLDER_DEPTH => {
                    waiting.insert(0, format!("{folder}{name}/"));
                }
                None if entry.to_ascii_lowercase().contains("dockerfile") && !entry.ends_with(".dockerignore") => {
                    completer.push_plain(&format!("{prefix}{folder}{entry}"), CompletionKind::File, None);
                }
                _ => {}
            }
        }
    }
}

/// Completes targets and, if allowed, groups, except the current block.
pub fn targets(completer: &mut Completer, with_groups: bool, prefix: &str) {
    let own = completer.context.block().and_then(|(_, label)| label.map(str::to_owned));
    let evaluated: &Evaluated = completer.defaults;
    let mut names: Vec<(&str, &str)> =
        evaluated.targets.iter().map(|target| (target.name.as_str(), "target")).collect();
    // Targets whose name starts with an underscore, and those that are never built alone, are intended for inheritance.
    let is_abstract = |name: &str| name.starts_with('_') || name.starts_with("docker-metadata");
    if with_groups {
        names.sort_stably_by_key(|(name, _)| is_abstract(name));
        names.extend(evaluated.groups.iter().map(|group| (group.name.as_str(), "group")));
    } else {
        names.sort_stably_by_key(|(name, _)| !is_abstract(name));
    }
    for (name, kind) in names {
        if Some(name) != own.as_deref() {
            completer.push_plain(&format!("{prefix}{name}"), CompletionKind::Reference, Some(kind));
        }
    }
}

/// The literal strings of the list at the cursor, except the one at the cursor.
pub fn present_elements(completer: &Completer) -> HashSet<String> {
    let project = completer.project;
    let offset = completer.context.word.start;
    let body = &project.document().tree.body;
    let attributes = body.blocks.iter().flat_map(|block| &block.body.attributes);
    let Some(attribute) = attributes.into_iter().find(|attribute| touches(&attribute.range(), offset)) else {
        return HashSet::new();
    };
    match &attribute.value.kind {
        ExprKind::Tuple(elements) => {
            let others = elements.iter().filter_map(Expr::name).filter(|name| name.inner().start != offset);
            others.map(|name| name.text.to_string()).collect()
        }
        _ => HashSet::new(),
    }
}

/// The path of the Dockerfile of the target at the cursor.
pub fn dockerfile_path(completer: &Completer) -> String {
    match dockerfile(completer) {
        Dockerfile::Known(path, _) if !path.is_empty() => path.to_string(),
        _ => DEFAULT_DOCKERFILE.to_owned(),
    }
}

/// The stages and arguments of the Dockerfile of the target at the cursor.
fn facts(completer: &Completer) -> Arc<Facts> {
    match dockerfile(completer) {
        Dockerfile::Known(_, facts) => facts,
        Dockerfile::Unknown => {
            let text = completer.files.read(DEFAULT_DOCKERFILE);
            text.map(|text| Facts::parse(&text)).unwrap_or_default().into()
        }
    }
}

fn dockerfile(completer: &Completer) -> Dockerfile {
    let label = completer.context.block().and_then(|(_, label)| label);
    label.map_or(Dockerfile::Unknown, |label| Dockerfiles::new(completer.defaults, completer.files).of_target(label))
}

/// Completes the images of the Dockerfile for which the object at the cursor does not define a context.
pub fn contexts(completer: &mut Completer, quotes: bool) {
    let mut images = dockerfile_symbols::images(completer.files, &dockerfile_path(completer));
    images.sort_unstable();
    images.dedup();
    let present = present_keys(completer);
    for name in images.into_iter().filter(|name| !present.contains(name)) {
        push_key(completer, &name, CompletionKind::Reference, Some("used in the Dockerfile"), quotes);
    }
}

/// Whether the Dockerfile of the target at the cursor is known and names its stages.
pub fn has_known_stages(completer: &Completer) -> bool {
    match dockerfile(completer) {
        Dockerfile::Known(_, facts) => facts.stages.iter().any(|stage| stage.name.is_some()),
        Dockerfile::Unknown => false,
    }
}

pub fn stages(completer: &mut Completer) {
    let facts = facts(completer);
    // The last stages are usually the ones that are built.
    let mut stages: Vec<_> =
        facts.stages.iter().filter_map(|stage| Some((stage.name.as_ref()?.0.as_str(), stage.base.as_str()))).collect();
    stages.reverse();
    let built: Vec<&str> = completer
        .defaults
        .targets
        .iter()
        .filter_map(|target| target.attributes.get("target").and_then(Value::as_str))
        .collect();
    let label = completer.context.block().and_then(|(_, label)| label.map(str::to_owned));
    stages.sort_stably_by_key(|(stage, _)| (Some(*stage) != label.as_deref(), built.contains(stage)));
    for (stage, base) in stages {
        completer.push_plain(stage, CompletionKind::Reference, Some(&format!("FROM {base}")));
    }
}

/// Completes the key to whose value the rest of the line refers: `VERSION` before `= "${VERSION}"`, and `base` before
/// `= "target:base"`.
pub fn name_of_value(completer: &mut Completer, quotes: bool) {
    let rest = completer.text[completer.context.whole_word.end..].lines().next().unwrap_or_default();
    let rest = rest.trim_start_matches('"').trim_start();
    let Some(value) = rest.strip_prefix(['=', ':']).map(|value| value.trim_start().trim_start_matches('"')) else {
        return;
    };
    let value = value.strip_prefix("${").or_else(|| value.strip_prefix("target:")).unwrap_or(value);
    let name = &value[..value.find(|c| !is_word(c)).unwrap_or(value.len())];
    let is_name = is_identifier(name) && !matches!(name, "true" | "false" | "null");
    if is_name && !value[name.len()..].starts_with('(') && !present_keys(completer).iter().any(|key| key == name) {
        push_key(completer, name, CompletionKind::Variable, None, quotes);
    }
}

/// Completes the arguments of the Dockerfile that the object at the cursor does not set.
pub fn arguments(completer: &mut Completer, quotes: bool) {
    let facts = facts(completer);
    let present = present_keys(completer);
    let mut arguments: Vec<_> = facts.arguments.iter().collect();
    arguments.sort_stably_by_key(|argument| !argument.is_global);
    for argument in arguments {
        if present.contains(&argument.name) {
            continue;
        }
        let detail = argument.default.as_ref().map_or("ARG".to_owned(), |default| format!("ARG, default {default}"));
        push_key(completer, &argument.name, CompletionKind::Variable, Some(&detail), quotes);
    }
    // Arguments of other targets, and variables, which are often passed as arguments of the same name.
    let mut others: Vec<String> = used_keys(completer, "args");
    others.extend(completer.project.variables_in_order().into_iter().map(str::to_owned));
    for name in others.into_iter().filter(|name| !present.contains(name)) {
        push_key(completer, &name, CompletionKind::Variable, None, quotes);
    }
}

/// Adds a key of the object at the cursor, with a placeholder for the value unless there is already one. `quotes` is
/// whether the cursor is within quotes.
pub fn push_key(completer: &mut Completer, name: &str, kind: CompletionKind, detail: Option<&str>, quotes: bool) {
    let key = if quotes || is_identifier(name) { name.to_owned() } else { format!("\"{name}\"") };
    let is_snippet = !quotes && !completer.is_before_value();
    let is_variable = completer.project.variable_block(name).is_some();
    let text = match is_snippet {
        // Variables are usually passed on under their name.
        true if is_variable => format!("{key} = ${{1:{name}}}"),
        true => format!("{key} = \"$1\""),
        false => key,
    };
    completer.push(name, kind, detail, None, Insertion { text, is_snippet });
}

/// The keys of an attribute in other blocks of the project.
fn used_keys(completer: &Completer, attribute: &str) -> Vec<String> {
    let offset = completer.context.word.start;
    let mut keys: Vec<String> = Vec::new();
    for file in &completer.project.files {
        let attributes = file.tree.body.blocks.iter().flat_map(|block| &block.body.attributes);
        for other in attributes.filter(|other| other.name.text == attribute && !touches(&other.range(), offset)) {
            let ExprKind::Object(entries) = &other.value.kind else { continue };
            for name in entries.iter().filter_map(|entry| entry.name.as_ref()) {
                if keys.len() < MAX_USED_VALUES && !keys.iter().any(|key| name.text == key.as_str()) {
                    keys.push(name.text.to_string());
                }
            }
        }
    }
    keys
}

/// The keys of the innermost object around the cursor, except the one at the cursor.
pub fn present_keys(completer: &Completer) -> Vec<String> {
    let offset = completer.context.word.start;
    let body = &completer.project.document().tree.body;
    let attributes = body.blocks.iter().flat_map(|block| &block.body.attributes);
    let attribute = attributes.into_iter().find(|attribute| touches(&attribute.range(), offset));
    let objects = attribute.into_iter().flat_map(|attribute| attribute.value.path(offset));
    let mut entries = objects.filter_map(|expression| match &expression.kind {
        ExprKind::Object(entries) => Some(entries),
        _ => None,
    });
    let names = entries.next_back().into_iter().flatten().filter_map(|entry| entry.name.as_ref());
    names.filter(|name| name.inner().start != offset).map(|name| name.text.to_string()).collect()
}

/// Completes files and folders below a folder, in the directory of the typed path.
pub fn files(completer: &mut Completer, base: &str, folders_only: bool, prefix: &str) {
    let word = completer.text[completer.context.word.clone()].to_owned();
    let Some(written) = word.strip_prefix(prefix) else { return };
    let folder = written.rfind('/').map_or("", |at| &written[..=at]);
    let path = format!("{base}/{folder}");
    let parts = crate::languages::text::paths::normalized(path.split('/'), false);
    let mut entries = completer.files.entries_in(&parts.join("/"));
    entries.sort_stably_by_key(|entry| (!entry.to_ascii_lowercase().contains("dockerfile"), entry.clone()));
    for entry in entries {
        let is_folder = entry.ends_with('/');
        let is_project_file = completer.project.files.iter().any(|file| folder.is_empty() && file.name == entry);
        if entry.starts_with(".git/") || folders_only && !is_folder || is_project_file {
            continue;
        }
        let name = entry.trim_end_matches('/');
        let kind = if is_folder { CompletionKind::Folder } else { CompletionKind::File };
        let shown = format!("{prefix}{folder}{name}{}", if is_folder && !folders_only { "/" } else { "" });
        completer.push_plain(&shown, kind, None);
    }
}

/// The build context of the target at the cursor, if it is a folder.
pub fn context_folder(completer: &Completer) -> String {
    let label = completer.context.block().and_then(|(_, label)| label);
    let resolved = label.and_then(|label| Resolver::new(completer.defaults).resolve(label).ok());
    let context =
        resolved.and_then(|resolved| resolved.attributes.get("context").and_then(Value::as_str).map(str::to_owned));
    context.as_deref().and_then(local_path).unwrap_or(".").to_owned()
}

/// The innermost key around the cursor within the value, such as the key of an object in a list.
pub fn key<'c>(completer: &'c Completer<'_>) -> Option<&'c str> {
    completer.context.within_value().iter().rev().find_map(|frame| match frame {
        Frame::Object(key) => key.as_deref(),
        _ => None,
    })
}
