//! Converts calls of `format` to templates, and back.

use std::fmt::Write as _;
use std::ops::Range;

use super::{attribute_at, in_document, rewrite};
use crate::languages::answers::{Edit, Refactoring};
use crate::languages::syntax::hcl::{Call, ExprKind, Expression, File, Part, Template, Visit};
use crate::languages::terraform::reference::functions;

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
    // The innermost expression comes last.
    let around: Vec<Expression<'_>> = around.collect();
    around
        .into_iter()
        .rev()
        .find_map(|expression| match expression.kind() {
            ExprKind::Call(call) if call.name().text() == "format" => {
                let template = to_template(text, call)?;
                Some(("Convert to a template", expression, template))
            }
            ExprKind::Template(template) => Some(("Convert to `format`", expression, to_format(text, template)?)),
            _ => None,
        })
        .map(|(title, expression, replacement)| {
            rewrite(title, in_document(vec![Edit::replace(expression.range(), replacement)]))
        })
}

fn to_template(text: &str, call: Call<'_>) -> Option<String> {
    let mut arguments = call.arguments();
    let pattern = arguments.next().filter(|_| !call.expands_last)?;
    // Escapes can stand for `%`.
    let pattern = quoted(text, pattern).filter(|pattern| !has_unicode_escape(pattern))?;
    let is_interpolation_alone = pattern == "%s";
    let mut template = String::from("\"");
    let mut rest = pattern;
    while let Some(percent) = rest.find('%') {
        let (before, after) = rest.split_at(percent);
        template.push_str(before);
        match after.as_bytes().get(1) {
            Some(b's') => {
                let value = arguments.next()?;
                // A template that consists of one interpolation has the type of its value.
                if is_null(value) || (is_interpolation_alone && !is_string(value)) {
                    return None;
                }
                let argument = text.get(value.range())?;
                // The text would escape the interpolation, or the argument would end it early.
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
            Part::Text(part) if part.contains("%{") || part.contains("${") || has_unicode_escape(part) => return None,
            Part::Text(part) => {
                has_text = true;
                pattern.push_str(&part.replace('%', "%%"));
            }
            // The template would fail.
            Part::Interpolation(inner) if is_null(inner) => return None,
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
    // A template that consists of one interpolation has the type of its value.
    (has_text && !arguments.is_empty()).then(|| format!("format(\"{pattern}\"{arguments})"))
}

/// Functions that the table lists with a string result, but whose result can be null or have another type.
const NOT_ALWAYS_STRING: [&str; 2] = ["templatefile", "tostring"];

/// Whether an expression is certainly a string, and not null.
fn is_string(expression: Expression<'_>) -> bool {
    match without_parentheses(expression).kind() {
        ExprKind::Template(template) => {
            let mut parts = template.parts();
            !matches!((parts.next(), parts.next()), (Some(Part::Interpolation(_)), None))
        }
        ExprKind::Call(call) => functions::function(call.name().text())
            .is_some_and(|called| called.returns == "string" && !NOT_ALWAYS_STRING.contains(&called.name)),
        _ => false,
    }
}

fn is_null(expression: Expression<'_>) -> bool {
    matches!(without_parentheses(expression).kind(), ExprKind::Null)
}

fn without_parentheses(mut expression: Expression<'_>) -> Expression<'_> {
    while let ExprKind::Parentheses(inner) = expression.kind() {
        expression = inner;
    }
    expression
}

/// Whether the source of a string can contain `\u0025`, which is `%`.
fn has_unicode_escape(source: &str) -> bool {
    source.contains("\\u") || source.contains("\\U")
}

/// Returns the source between the quotes of a string without interpolations.
fn quoted<'t>(text: &'t str, expression: Expression<'_>) -> Option<&'t str> {
    expression.literal()?;
    let source = text.get(expression.range())?;
    source.strip_prefix('"')?.strip_suffix('"')
}
