//! Hovers for keys, names, aliases, variables and images.

use std::fmt::Write as _;
use std::ops::Range;

use super::links::{image_name, image_page};
use super::merged_service::{MAX_SHOWN, MergedService, printed_key, shortened};
use super::occurrences::Name;
use crate::languages::answers::{Hover, file_link};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::Kind;
use crate::languages::compose::model::project::FileFacts;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::reference::{Kinds, Property, Schema};
use crate::languages::compose::values::env_file;
use crate::languages::compose::values::interpolation::variables;
use crate::languages::syntax::yaml::{Content, NodeId, line_start};
use crate::languages::text::touches;

/// The maximum number of lines of YAML in a hover.
const MAX_LINES: usize = 60;
/// The maximum number of services of a profile that are listed.
const MAX_NAMES: usize = 50;
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
        if let Some((name, range)) = self.name_at(offset)
            && let Some(markdown) = self.describe_name(&name, id)
        {
            return Some(Hover { range, markdown });
        }
        let id = id?;
        if let Role::Key(_) = self.tree.role(id) {
            let property = self.tree.property(id)?;
            let markdown = self.describe_key(id, property);
            return Some(Hover { range: self.tree.inner_range(id), markdown });
        }
        self.image_hover(offset).or_else(|| self.value_hover(id))
    }

    fn variable_hover(&self, id: NodeId, offset: usize) -> Option<Hover> {
        let is_value = !matches!(self.tree.role(id), Role::Key(_));
        let node = self.tree.yaml.node(id);
        if !is_value || !matches!(node.content, Content::Scalar { .. }) {
            return None;
        }
        let found = variables(self.tree.text, node.range.clone());
        let variable = found.into_iter().rev().find(|one| touches(&one.range, offset))?;
        let name = self.tree.text.get(variable.name.clone()).filter(|name| !name.is_empty())?;
        let mut markdown = format!("Variable `{name}`\n\n");
        let env_file = self.source.files.read(".env");
        let value = env_file.as_deref().and_then(|text| env_file::values(text).remove(name));
        match (value, variable.default(self.tree.text)) {
            (Some(value), _) => {
                let value = shortened(&value, MAX_SHOWN);
                let _ = write!(markdown, "Value: `{value}`, from [.env](.env). A shell variable takes precedence.");
            }
            (None, Some(default)) => {
                let _ = write!(markdown, "Not set in `.env`. Default: `{default}`");
            }
            (None, None) => markdown.push_str("Not set in `.env`. No default."),
        }
        let _ = write!(markdown, "\n\n[Documentation]({REFERENCE}/interpolation/)");
        Some(Hover { range: variable.range, markdown })
    }

    fn describe_name(&self, name: &Name, id: Option<NodeId>) -> Option<String> {
        match name {
            Name::Symbol { kind, name } => self.describe_symbol(*kind, name, id),
            Name::Extended { path, name } => {
                let facts = FileFacts::of(self.source.files, path)?;
                let declared = facts.model.declared(Kind::Service, name).next()?;
                let source = yaml_block(&facts.text, &declared.full_range);
                Some(format!("Service `{name}` in {}\n\n{source}", file_link(path)))
            }
            Name::Anchor(node) => {
                let anchor = self.tree.yaml.anchors.iter().find(|anchor| anchor.node == *node)?;
                let name = self.tree.text.get(anchor.name.clone())?;
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
            && let Some(merged) = self.merged_service(name).filter(|merged| !merged.is_as_written)
        {
            return Some(merged_description(name, &merged));
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

    fn describe_key(&self, key: NodeId, property: &Property) -> String {
        let names = self.tree.names(key);
        property_documentation(property, &names)
    }

    /// Shows the documentation of the key of an enumeration.
    fn value_hover(&self, id: NodeId) -> Option<Hover> {
        let Role::Value(key) = self.tree.role(id) else { return None };
        let property = self.tree.property(key).filter(|property| !property.schema.values.is_empty())?;
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

/// Describes a service, with the files that define it.
fn merged_description(name: &str, merged: &MergedService) -> String {
    let sources: Vec<String> = merged.files.iter().map(|path| file_link(path)).collect();
    let source = match &sources[..] {
        [] | [_] => "with aliases, merge keys and `extends` resolved".to_owned(),
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
