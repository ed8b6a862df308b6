//! Describes names in Markdown.

use std::fmt::Write as _;

use crate::languages::answers::{FileRef, line_link};
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::Declaration;
use crate::languages::terraform::model::index::ModuleFile;
use crate::languages::terraform::model::provider_schemas::TypeKind;
use crate::languages::terraform::reference::functions::Function;
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
        Presence::Unknown => "used in other blocks of this type",
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
        _ => code(part(declaration.header).trim_end()),
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

fn append(markdown: &mut String, paragraph: &str) {
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
