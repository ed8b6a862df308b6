//! Converts calls of `format` to templates, and back.

use std::fmt::Write as _;
use std::ops::Range;

use super::{attribute_at, in_document, rewrite};
use crate::languages::answers::{Edit, Refactoring};
use crate::languages::syntax::hcl::{Call, ExprKind, Expression, File, Part, Template, Visit};

pub fn convert(text: &str, file: &File<'_>, selection: &Range<usize>) -> Option<Refactoring> {
    let (_, attribute) = attribute_at(file.body(), selection)?;
    let expressions = attribute.value().walk().filter_map(|visit| match visit {
        Visit::Expression(expression) => Some(expression),
        _ => None,
    });
    let around = expressions.filter(|expression| {
        let range = expression.range();
        range.start <= selection.start && selection.end <= range.end
    });
    // The innermost one comes last.
    around
        .filter_map(|expression| match expression.kind() {
            ExprKind::Call(call) if call.name().text() == "format" => {
                let template = to_template(text, call)?;
                Some(("Convert to a template", expression, template))
            }
            ExprKind::Template(template) => Some(("Convert to `format`", expression, to_format(text, template)?)),
            _ => None,
        })
        .last()
        .map(|(title, expression, replacement)| {
            rewrite(title, in_document(vec![Edit::replace(expression.range(), replacement)]))
        })
}

fn to_template(text: &str, call: Call<'_>) -> Option<String> {
    let mut arguments = call.arguments();
    let pattern = arguments.next().filter(|_| !call.expands_last)?;
    let pattern = quoted(text, pattern)?;
    let mut template = String::from("\"");
    let mut rest = pattern;
    while let Some(percent) = rest.find('%') {
        let (before, after) = rest.split_at(percent);
        template.push_str(before);
        match after.as_bytes().get(1) {
            Some(b's') => {
                let argument = text.get(arguments.next()?.range())?;
                // It would escape the interpolation, or end it early.
                if template.ends_with(['$', '%']) || argument.contains(['\n', '\r']) {
                    return None;
                }
                let _ = write!(template, "${{{argument}}}");
            }
            Some(b'%') if !after[2..].starts_with('{') => template.push('%'),
            _ => return None,
        }
        rest = &after[2..];
    }
    template.push_str(rest);
    template.push('"');
    arguments.next().is_none().then_some(template)
}

fn to_format(text: &str, template: Template<'_>) -> Option<String> {
    if !template.source().starts_with('"') {
        return None;
    }
    let (mut pattern, mut arguments, mut has_text) = (String::new(), String::new(), false);
    for (range, part) in template.ranged_parts() {
        match part {
            Part::Text(part) if part.contains("%{") || part.contains("${") => return None,
            Part::Text(part) => {
                has_text = true;
                pattern.push_str(&part.replace('%', "%%"));
            }
            Part::Interpolation(inner) => {
                let marked = text.get(range)?;
                if marked.starts_with("${~") || marked.ends_with("~}") {
                    return None;
                }
                pattern.push_str("%s");
                let _ = write!(arguments, ", {}", text.get(inner.range())?);
            }
            Part::Directive(_) => return None,
        }
    }
    // An interpolation alone has the type of its value.
    (has_text && !arguments.is_empty()).then(|| format!("format(\"{pattern}\"{arguments})"))
}

/// The source between the quotes of a string without interpolations.
fn quoted<'t>(text: &'t str, expression: Expression<'_>) -> Option<&'t str> {
    expression.literal()?;
    let source = text.get(expression.range())?;
    source.strip_prefix('"')?.strip_suffix('"')
}
