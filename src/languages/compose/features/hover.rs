//! Hovers for keys, names, aliases, variables and images.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::links::{image_name, image_page};
use super::merged_service::{ExpandedValue, MAX_SHOWN, MergedService, printed_key, shortened};
use super::occurrences::Name;
use crate::languages::answers::{BuildName, FileRef, Hover, file_link};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::Kind;
use crate::languages::compose::model::merged::{is_merge_key, merged_values};
use crate::languages::compose::model::project::FileFacts;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::reference::{Kinds, Property, Schema};
use crate::languages::compose::values::interpolation::{Fallback, FallbackKind, expand, variables};
use crate::languages::syntax::yaml::{Content, NodeId, line_start};
use crate::languages::text::touches;

/// The maximum number of lines of YAML in a hover.
const MAX_LINES: usize = 60;
/// The maximum number of services of a profile that are listed.
const MAX_NAMES: usize = 50;
/// The maximum number of mappings that a `<<` merges.
const MAX_MERGED: usize = 100;
/// The maximum length of a line in a hover, in characters.
const MAX_LINE: usize = 1_000;
/// The maximum size of YAML in a hover, in bytes.
const MAX_BYTES: usize = 16 * 1024;

const REFERENCE: &str = "https://docs.docker.com/reference/compose-file";

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_hover(&self, offset: usize) -> Option<Hover> {
        let id = self.tree.node_at(offset);
        if let Some(hover) = id.and_then(|id| self.variable_hover(id, offset)) {
            return Some(hover);
        }
        if let Some(hover) = self.build_name_hover(offset) {
            return Some(hover);
        }
        if let Some((name, range)) = self.name_at(offset)
            && let Some(markdown) = self.describe_name(&name, id)
        {
            return Some(Hover { range, markdown });
        }
        let id = id?;
        if let Role::Key(value) = self.tree.role(id) {
            if is_merge_key(&self.tree.yaml, id) {
                return self.merge_hover(id, value);
            }
            let property = self.tree.property(id)?;
            let markdown = self.describe_key(id, property);
            return Some(Hover { range: self.tree.inner_range(id), markdown });
        }
        self.image_hover(offset).or_else(|| self.value_hover(id))
    }

    fn variable_hover(&self, id: NodeId, offset: usize) -> Option<Hover> {
        let is_value = !matches!(self.tree.role(id), Role::Key(_));
        let node = self.tree.yaml.node(id);
        if is_value && matches!(node.content, Content::Scalar(_)) {
            let found = variables(self.tree.text, node.range.clone());
            if let Some(variable) = found.into_iter().rev().find(|one| touches(&one.range, offset)) {
                let name = self.tree.text.get(variable.name.clone()).filter(|name| !name.is_empty())?;
                let value = self.describe_variable(name, variable.fallback(self.tree.text));
                return Some(Hover { range: variable.range, markdown: variable_documentation(name, &value) });
            }
        }
        let passed_on = self.variable_at(offset).filter(|one| one.is_passed_on)?;
        let value = self.describe_variable(&passed_on.name, None);
        Some(Hover { range: passed_on.range, markdown: variable_documentation(&passed_on.name, &value) })
    }

    /// Describes the value that replaces a variable, and where it comes from.
    fn describe_variable(&self, name: &str, fallback: Option<Fallback>) -> String {
        let set = self.set_variables();
        let value = set.value(name);
        let shown = |value: &str| match value {
            "" => "empty".to_owned(),
            value => format!("`{}`", shortened(value, MAX_SHOWN)),
        };
        let state = match (value, set.origin(name)) {
            (Some(value), Some(path)) => {
                let link = file_link(path);
                format!("Value: {}, from {link}. A shell variable takes precedence.", shown(value))
            }
            _ => "Not set in `.env`.".to_owned(),
        };
        let Some(fallback) = fallback else {
            return if value.is_some() { state } else { format!("{state} No default.") };
        };
        let expanded = expand(fallback.word, &|name| set.value(name));
        let word = match fallback.word {
            word if word == expanded => shown(word),
            word => format!("{}, which is {}", shown(word), shown(&expanded)),
        };
        match (fallback.kind, fallback.is_used(value)) {
            (FallbackKind::Default, true) => format!("{state} Default: {word}"),
            (FallbackKind::Required, true) => format!("{state} Required: Compose stops with the message {word}"),
            (FallbackKind::Default | FallbackKind::Required, false) => state,
            (FallbackKind::Replacement, true) => format!("{state} Replaced with: {word}"),
            (FallbackKind::Replacement, false) => {
                format!("{state} The result is empty. If the variable is set, it is replaced with: {word}")
            }
        }
    }

    fn describe_name(&self, name: &Name, id: Option<NodeId>) -> Option<String> {
        match name {
            Name::Symbol { kind, name } => self.describe_symbol(*kind, name, id),
            Name::Extended { path, name } => {
                let merged = self.merged_service_of(path, name).filter(|merged| !merged.is_as_written);
                if let Some(merged) = merged {
                    return Some(merged_description(name, Some(path), &merged));
                }
                let facts = FileFacts::of(self.source.files, path)?;
                let declared = facts.model.declared(Kind::Service, name).next()?;
                let source = yaml_block(&facts.text, &declared.full_range);
                Some(format!("Service `{name}` in {}\n\n{source}", file_link(path)))
            }
            Name::Anchor(node) => {
                let anchor = self.tree.yaml.anchors.iter().find(|anchor| anchor.node == *node)?;
                let name = self.tree.text.get(anchor.name.clone())?;
                let expanded = self.expanded_value(*node).filter(|expanded| !expanded.is_as_written);
                if let Some(ExpandedValue { yaml, .. }) = expanded {
                    let shown = shown_lines(yaml.lines());
                    return Some(format!(
                        "Value of anchor `{name}`, with aliases and merge keys resolved:\n\n```yaml\n{shown}```"
                    ));
                }
                let range = self.tree.yaml.node(*node).range.clone();
                Some(format!("Value of anchor `{name}`:\n\n{}", yaml_block(self.tree.text, &range)))
            }
        }
    }

    fn describe_symbol(&self, kind: Kind, name: &str, id: Option<NodeId>) -> Option<String> {
        let title = kind.name();
        if kind == Kind::Profile {
            let services = self.model.references.iter().filter(|one| one.kind == kind && one.name == name);
            let owners = services.filter_map(|one| self.model.declarations.get(one.owner));
            let mut names: Vec<String> = owners.map(|owner| format!("`{}`", owner.name)).collect();
            if names.len() > MAX_NAMES {
                let more = names.len() - MAX_NAMES;
                names.truncate(MAX_NAMES);
                names.push(format!("and {more} more"));
            }
            return Some(format!("Profile `{name}` enables {}.", names.join(", ")));
        }
        let own = self.model.declared(kind, name).next();
        if kind == Kind::Service
            && let Some(merged) = self.merged_service(name)
            // The document may declare the service without a value.
            && (!merged.is_as_written || own.is_some() && !merged.files.iter().any(|file| file == self.source.file_name))
        {
            return Some(merged_description(name, None, &merged));
        }
        if let Some(declared) = own {
            let source = yaml_block(self.tree.text, &declared.full_range);
            let name = shortened(name, MAX_SHOWN);
            return Some(format!("{} `{name}`\n\n{source}", capitalized(title)));
        }
        if let Some((file, declared)) = self.project().declared(kind, name).next() {
            let source = yaml_block(&file.facts.text, &declared.full_range);
            let path = &file.path;
            return Some(format!("{} `{name}` in {}\n\n{source}", capitalized(title), file_link(path)));
        }
        // The key may have documentation even if its name is unknown.
        let property = id.and_then(|id| self.tree.property(id))?;
        Some(property.documentation.to_owned())
    }

    /// Shows the members that a `<<` merges.
    fn merge_hover(&self, key: NodeId, value: NodeId) -> Option<Hover> {
        let yaml = &self.tree.yaml;
        let mut seen = HashSet::new();
        let mut shown = String::new();
        let mut done = HashSet::new();
        let is_first = |merged: &NodeId| done.insert(yaml.resolve(*merged));
        for merged in merged_values(yaml, value).into_iter().filter(is_first).take(MAX_MERGED) {
            let expanded = self.expanded_members(merged)?;
            let mut is_new = |name: &String| seen.insert(name.clone());
            shown.extend(expanded.into_iter().filter_map(|(name, yaml)| is_new(&name).then_some(yaml)));
        }
        let shown = shown_lines(shown.lines());
        let markdown = format!("Merges these members, unless the mapping has its own:\n\n```yaml\n{shown}```");
        Some(Hover { range: yaml.node(key).range.clone(), markdown })
    }

    /// Shows where the Dockerfile declares a stage or an argument.
    fn build_name_hover(&self, offset: usize) -> Option<Hover> {
        let name = self.build_name_at(offset)?;
        let what = match &name.name {
            BuildName::Stage(_) => "Stage",
            BuildName::Argument(_) => "Build argument",
            BuildName::Context(_) => return None,
        };
        let target = self.build_definition(name)?.targets.into_iter().next()?;
        let FileRef::Path(path) = &target.file else { return None };
        let text = self.source.files.read(path)?;
        let source = shown_lines(text.get(target.full_range)?.lines());
        let title = format!("{what} `{}`, declared in {}", name.name.text(), file_link(path));
        let markdown = format!("{title}:\n\n```dockerfile\n{source}```");
        Some(Hover { range: name.range.clone(), markdown })
    }

    fn describe_key(&self, key: NodeId, property: &Property) -> String {
        let names = self.tree.names(key);
        property_documentation(property, &names)
    }

    /// Shows the documentation of the key of an enumeration.
    fn value_hover(&self, id: NodeId) -> Option<Hover> {
        let Role::Value(key) = self.tree.role(id) else { return None };
        let text = self.tree.yaml.text(id)?;
        let property = self.tree.property(key)?;
        let is_known = !property.schema.values.is_empty() || property.suggestions.contains(&text);
        if !is_known {
            return None;
        }
        Some(Hover { range: self.tree.inner_range(id), markdown: self.describe_key(key, property) })
    }

    fn image_hover(&self, offset: usize) -> Option<Hover> {
        let image = self.model.images.iter().find(|one| touches(&one.range, offset))?;
        let name = image_name(&image.name);
        let page = image_page(name)?;
        let what = if image.is_built { "Image that this service builds" } else { "Image" };
        Some(Hover { range: image.range.clone(), markdown: format!("{what} `{}`\n\n[{page}]({page})", image.name) })
    }
}

fn variable_documentation(name: &str, value: &str) -> String {
    format!("Variable `{name}`\n\n{value}\n\n[Documentation]({REFERENCE}/interpolation/)")
}

/// Describes a service, with the files that define it. `file` is the file that declares it, unless it is the document.
fn merged_description(name: &str, file: Option<&str>, merged: &MergedService) -> String {
    let sources: Vec<String> = merged.files.iter().map(|path| file_link(path)).collect();
    let source = match &sources[..] {
        [] | [_] => {
            let place = file.map(|path| format!("from {}, ", file_link(path))).unwrap_or_default();
            format!("{place}with aliases, merge keys and `extends` resolved")
        }
        [rest @ .., last] => format!("merged from {} and {last}", rest.join(", ")),
    };
    let shown = shown_lines(merged.yaml.lines());
    let name = shortened(name, MAX_SHOWN);
    let empty = if shown.is_empty() { " {}" } else { "" };
    format!("Service `{name}`, {source}:\n\n```yaml\n{}:{empty}\n{shown}```", printed_key(&name))
}

/// Returns the first lines of YAML, within the limits of a hover.
fn shown_lines<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let mut shown = String::new();
    for (number, line) in lines.enumerate() {
        let line = &*shortened(line, MAX_LINE);
        if number == MAX_LINES || shown.len() + line.len() > MAX_BYTES {
            shown.push_str("  # …\n");
            break;
        }
        shown.extend([line, "\n"]);
    }
    shown
}

/// Returns the documentation of a key: its description, type, values and default, and a link to the specification.
pub fn property_documentation(property: &Property, path: &[&str]) -> String {
    let kinds = type_names(property.schema);
    let kinds = if kinds.is_empty() { String::new() } else { format!("\n\nType: {}", kinds.join(" or ")) };
    format!("{}{kinds}{}", property.documentation, values_and_page(property, path))
}

/// Returns the documentation without the type, which a completion shows as its detail.
pub fn documentation_without_type(property: &Property, path: &[&str]) -> String {
    format!("{}{}", property.documentation, values_and_page(property, path))
}

fn values_and_page(property: &Property, path: &[&str]) -> String {
    let mut markdown = String::new();
    let values = if property.schema.values.is_empty() { property.suggestions } else { property.schema.values };
    if !values.is_empty() {
        let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        let _ = write!(markdown, "\n\nValues: {}", values.join(", "));
    }
    if let Some(default) = property.default {
        let _ = write!(
            markdown,
            "\n\nDefault: {}",
            if default.contains(['`', ' ']) { default.to_owned() } else { format!("`{default}`") }
        );
    }
    let _ = write!(markdown, "\n\n[Documentation]({})", page(path));
    markdown
}

/// Returns the names of a value's types for users.
pub fn type_names(schema: &Schema) -> Vec<&'static str> {
    let kinds = [
        (Kinds::BOOLEAN, "boolean"),
        (Kinds::INTEGER, "integer"),
        (Kinds::NUMBER, "number"),
        (Kinds::STRING, "string"),
        (Kinds::LIST, "list"),
        (Kinds::MAPPING, "mapping"),
    ];
    kinds.into_iter().filter(|(kind, _)| schema.kinds.contains(*kind)).map(|(_, name)| name).collect()
}

/// Returns the page that describes the key at the end of a path.
fn page(path: &[&str]) -> String {
    match path {
        ["services", _, "build", key, ..] => format!("{REFERENCE}/build/#{key}"),
        ["services", _, "deploy", key, ..] => format!("{REFERENCE}/deploy/#{key}"),
        ["services", _, "develop", ..] => format!("{REFERENCE}/develop/"),
        ["services", _, key, ..] => format!("{REFERENCE}/services/#{key}"),
        [section @ ("networks" | "volumes" | "configs" | "secrets" | "models"), _, key, ..] => {
            format!("{REFERENCE}/{section}/#{key}")
        }
        [section @ ("services" | "networks" | "volumes" | "configs" | "secrets" | "models" | "include"), ..] => {
            format!("{REFERENCE}/{section}/")
        }
        ["name" | "version"] => format!("{REFERENCE}/version-and-name/"),
        _ => format!("{REFERENCE}/"),
    }
}

/// Returns a part of a text as a code block, without its indentation.
pub fn yaml_block(text: &str, range: &Range<usize>) -> String {
    let column = range.start - line_start(text, range.start);
    let lines = text[range.clone()].lines().enumerate().map(|(number, line)| {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let skipped = if number == 0 { 0 } else { spaces.min(column) };
        line[skipped..].trim_end()
    });
    format!("```yaml\n{}```", shown_lines(lines))
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
