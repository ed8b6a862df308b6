//! Describes names in Markdown.

use std::fmt::Write as _;

use super::{links, pages};
use crate::languages::answers::{FileRef, LinkTarget, line_link};
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{Call, Declaration, Requirement};
use crate::languages::terraform::model::index::ModuleFile;
use crate::languages::terraform::model::provider_schemas::TypeKind;
use crate::languages::terraform::reference::functions::Function;
use crate::languages::terraform::values::version::Constraint;
use crate::languages::text::LineIndex;

use crate::languages::terraform::model::scope::{AttributeInfo, BlockInfo, Environment, Presence};

/// The maximum length of a value that is shown, in bytes.
const MAX_VALUE_LEN: usize = 400;

/// Formats a code block in Terraform's language.
pub fn code(text: &str) -> String {
    let fence = if text.contains("```") { "````" } else { "```" };
    format!("{fence}terraform\n{text}\n{fence}")
}

pub fn attribute(attribute: &AttributeInfo<'_>) -> String {
    let mut markdown = format!("**{}** `{}`", attribute.name, attribute.value_type);
    for word in traits(attribute) {
        let _ = write!(markdown, ", {word}");
    }
    append(&mut markdown, &attribute.documentation);
    markdown
}

/// Returns the type of an attribute, and its traits.
pub fn type_of(attribute: &AttributeInfo<'_>) -> String {
    let mut text = attribute.value_type.to_string();
    for word in traits(attribute) {
        let _ = write!(text, ", {word}");
    }
    text
}

fn traits(attribute: &AttributeInfo<'_>) -> impl Iterator<Item = &'static str> {
    let presence = match attribute.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Computed => "set by the provider",
        Presence::Unknown => "used in blocks of this type",
    };
    let sensitive = attribute.is_sensitive.then_some("sensitive");
    let deprecated = attribute.is_deprecated.then_some("deprecated");
    [Some(presence), sensitive, deprecated].into_iter().flatten()
}

pub fn block(block: &BlockInfo<'_>) -> String {
    let mut markdown = format!("**{}** block", block.name);
    if block.is_required {
        markdown.push_str(", required");
    }
    if block.is_deprecated {
        markdown.push_str(", deprecated");
    }
    append(&mut markdown, &block.documentation);
    markdown
}

pub fn function(function: &Function) -> String {
    let mut markdown = code(&function.signature());
    append(&mut markdown, function.documentation);
    let _ = write!(markdown, "\n\n[`{}`]({})", function.name, function.page());
    markdown
}

/// Describes a declaration, and where it is.
pub fn declaration(environment: &Environment<'_>, file: &ModuleFile, declaration: &Declaration) -> String {
    let text = environment.index.text(&file.file);
    let text = text.as_deref().unwrap_or_default();
    let part = |span: Span| shortened(text.get(span.range()).unwrap_or_default());
    let mut markdown = match &declaration.address {
        Address::Named(Named::Variable, name) => {
            let value_type = declaration.type_constraint.map_or_else(|| "any".to_owned(), part);
            let mut shown = format!("variable \"{name}\" {{\n  type = {value_type}\n");
            if let Some(default) = declaration.value.filter(|_| !declaration.is_sensitive) {
                let _ = writeln!(shown, "  default = {}", part(default));
            }
            code(&(shown + "}"))
        }
        Address::Named(Named::Local, name) => {
            let value = declaration.value.map_or_else(String::new, part);
            code(&format!("{name} = {value}"))
        }
        Address::Named(Named::Output, name) => {
            let value = declaration.value.map_or_else(String::new, part);
            code(&format!("output \"{name}\" {{\n  value = {value}\n}}"))
        }
        Address::Named(Named::Module, name) => {
            let call = file.facts.calls.get(name);
            let source = call.and_then(|call| call.source.as_ref()).map_or("", |source| &source.value);
            let mut shown = format!("module \"{name}\" {{\n  source = \"{source}\"\n");
            if let Some(version) = call.and_then(|call| call.version.as_ref()) {
                let _ = writeln!(shown, "  version = \"{}\"", version.value);
            }
            code(&(shown + "}"))
        }
        Address::Typed(Typed::Provider, ..) => code(part(declaration.header).trim_end()),
        Address::Typed(typed, type_name, name) => code(&format!("{} \"{type_name}\" \"{name}\"", typed.block_type())),
        Address::Named(Named::Run | Named::Check, name) => code(&format!("{} \"{name}\"", declaration.address.noun())),
    };
    if declaration.is_sensitive {
        markdown.push_str("\n\nsensitive");
    }
    if let Some(description) = &declaration.description {
        append(&mut markdown, &description.value);
    }
    if let Address::Typed(typed, type_name, _) = &declaration.address {
        append(&mut markdown, type_description(environment, *typed, type_name));
    }
    if matches!(file.file, FileRef::Path(_)) {
        let line = LineIndex::new(text).line(declaration.name.start as usize) + 1;
        let _ = write!(markdown, "\n\n{}", line_link(&file.file, line));
    }
    markdown
}

/// Describes a called module. `None` if it has no source.
pub fn call(environment: &Environment<'_>, call: &Call) -> Option<String> {
    let source = &call.source.as_ref()?.value;
    let mut markdown = format!("`{source}` module");
    if let Some(version) = &call.version {
        let _ = write!(markdown, ", {}", constraint(&version.value));
    }
    match links::source_target(environment.index, &environment.index.own(), call) {
        Some(LinkTarget::Page(page)) => append_page(&mut markdown, Some(&page)),
        Some(LinkTarget::File(file)) => append(&mut markdown, &line_link(&file, 1)),
        None => {}
    }
    Some(markdown)
}

/// Describes an entry of `required_providers`.
pub fn requirement(environment: &Environment<'_>, requirement: &Requirement) -> String {
    let name = &requirement.name.text;
    let mut markdown = format!("`{name}` provider");
    if let Some(source) = &requirement.source {
        let _ = write!(markdown, " `{}`", source.value);
    }
    let version = requirement.version.as_ref().map_or_else(|| "any version".to_owned(), |v| constraint(&v.value));
    let _ = write!(markdown, ", {version}");
    if let Some(version) = environment.locked_version(name) {
        append(&mut markdown, &format!("The lock file selects version {version}."));
    }
    let source = requirement.source.as_ref().map_or(&**name, |source| &source.value);
    append_page(&mut markdown, pages::provider_page(source).as_deref());
    markdown
}

/// Describes the versions that a constraint admits, such as `~> 5.1`.
pub fn constraint(text: &str) -> String {
    let Some(Constraint(pieces)) = Constraint::parse(text) else { return format!("`{text}`") };
    let parts = pieces.iter().filter_map(|piece| {
        let version = &piece.version;
        Some(match piece.operator {
            "~>" => match version.numbers.split_last()?.1 {
                [] => format!("{version} or later"),
                [fixed @ .., last] => {
                    let next: Vec<String> = fixed.iter().chain([&(last + 1)]).map(u64::to_string).collect();
                    let zero = if next.len() == 1 { ".0" } else { "" };
                    format!("{version} or later, but before {}{zero}", next.join("."))
                }
            },
            ">=" => format!("{version} or later"),
            ">" => format!("later than {version}"),
            "<=" => format!("{version} or earlier"),
            "<" => format!("before {version}"),
            "!=" => format!("not {version}"),
            _ => version.to_string(),
        })
    });
    let meaning = parts.collect::<Vec<_>>().join(", ");
    if meaning == text { format!("`{text}`") } else { format!("`{text}` ({meaning})") }
}

/// Appends a link to a page of the documentation.
pub fn append_page(markdown: &mut String, page: Option<&str>) {
    if let Some(page) = page {
        append(markdown, &format!("[{}]({page})", page.strip_prefix("https://").unwrap_or(page)));
    }
}

/// Returns the description of a type.
pub fn type_description<'s>(environment: &Environment<'s>, typed: Typed, type_name: &str) -> &'s str {
    let kind = match typed {
        Typed::Resource => TypeKind::Resource,
        Typed::Data => TypeKind::Data,
        Typed::Ephemeral => TypeKind::Ephemeral,
        Typed::Action | Typed::List | Typed::Provider => return "",
    };
    let body = environment.schemas.and_then(|schemas| schemas.type_body(kind, type_name));
    body.map_or("", |body| body.description())
}

pub fn append(markdown: &mut String, paragraph: &str) {
    let paragraph = paragraph.trim();
    if !paragraph.is_empty() {
        markdown.push_str("\n\n");
        markdown.push_str(paragraph);
    }
}

/// Truncates a long value. Its lines keep their relative indentation.
fn shortened(text: &str) -> String {
    let indent = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0)
        .saturating_sub(2);
    let mut shown = String::new();
    for (index, line) in text.lines().enumerate() {
        if shown.len() + line.len() > MAX_VALUE_LEN {
            shown.push('…');
            break;
        }
        if index > 0 {
            shown.push('\n');
        }
        shown.push_str(if index > 0 { line.get(indent..).unwrap_or_default() } else { line });
    }
    shown
}
