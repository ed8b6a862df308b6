//! Extracts an expression to a local value or a variable.

use std::collections::HashSet;

use super::{Selected, in_document};
use crate::languages::answers::{Edit, FileEdits, FileRef, Refactoring, RefactoringKind};
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{ExprKind, Expression, File, Name, Visit};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::rules::insertion;
use crate::languages::terraform::rules::required_providers::before_comments;

/// Arguments of Terraform's own blocks that take no references. An empty name stands for all arguments.
const CONSTANT: [(&str, &str); 30] = [
    ("terraform", ""),
    ("moved", ""),
    ("removed", ""),
    ("variable", ""),
    ("backend", ""),
    ("cloud", ""),
    ("lifecycle", ""),
    ("required_providers", ""),
    ("output", "description"),
    ("output", "sensitive"),
    ("output", "ephemeral"),
    ("output", "deprecated"),
    ("output", "depends_on"),
    ("module", "source"),
    ("module", "version"),
    ("module", "providers"),
    ("module", "depends_on"),
    ("provider", "alias"),
    ("provider", "version"),
    ("resource", "provider"),
    ("resource", "depends_on"),
    ("data", "provider"),
    ("data", "depends_on"),
    ("ephemeral", "provider"),
    ("ephemeral", "depends_on"),
    ("import", "to"),
    ("import", "provider"),
    ("provisioner", "when"),
    ("provisioner", "on_failure"),
    ("dynamic", "iterator"),
];

pub fn to_local(
    source: &Source<'_>,
    file: &File<'_>,
    environment: &Environment<'_>,
    selected: &Selected<'_>,
) -> Option<Refactoring> {
    let text = source.text.get(selected.expression.range())?;
    if !takes_references(selected) || depends_on_place(environment, selected.expression) || text.contains("<<") {
        return None;
    }
    let name = new_name(source, environment, selected, Named::Local)?;
    let value = format!("local.{name}");
    let declaration = format!("{name} = {text}");
    let existing = file.body().blocks().find(|block| block.name().text() == "locals");
    let added =
        existing.and_then(|block| insertion::lines(source.text, &block.range(), std::slice::from_ref(&declaration)));
    let added = added.or_else(|| {
        let at = before_comments(source.text, selected.blocks.first()?.range().start);
        Some(Edit::insert(at, format!("locals {{\n  {declaration}\n}}\n\n")))
    })?;
    let changes = in_document(vec![added, Edit::replace(selected.expression.range(), value)]);
    Some(Refactoring { kind: RefactoringKind::Extract, title: format!("Extract to `local.{name}`"), changes })
}

/// Only values that are written out can be the default of a variable.
pub fn to_variable(source: &Source<'_>, environment: &Environment<'_>, selected: &Selected<'_>) -> Option<Refactoring> {
    let text = source.text.get(selected.expression.range())?;
    if !takes_references(selected) || text.contains("<<") {
        return None;
    }
    let value_type = type_of(selected.expression, MAX_DEPTH)?;
    let name = new_name(source, environment, selected, Named::Variable)?;
    let lines = [format!("  type    = {value_type}\n"), format!("  default = {text}\n")];
    let (file, added) = insertion::variable(environment.index, &name, &lines)?;
    let replaced = Edit::replace(selected.expression.range(), format!("var.{name}"));
    let changes = if file == FileRef::Document {
        in_document(vec![replaced, added])
    } else {
        vec![FileEdits::in_document(vec![replaced]), FileEdits { file, edits: vec![added] }]
    };
    Some(Refactoring { kind: RefactoringKind::Extract, title: format!("Extract to `var.{name}`"), changes })
}

/// Nested values that are looked at.
const MAX_DEPTH: usize = 16;

/// The type of a value that is written out.
fn type_of(value: Expression<'_>, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value.kind() {
        ExprKind::Number(_) => Some("number".to_owned()),
        ExprKind::Bool(_) => Some("bool".to_owned()),
        ExprKind::Template(_) => value.literal().map(|_| "string".to_owned()),
        ExprKind::Negation(inner) => type_of(inner, depth).filter(|inner| inner == "number"),
        ExprKind::Tuple => {
            let types: Option<HashSet<String>> = value.elements()?.map(|each| type_of(each, depth)).collect();
            Some(format!("list({})", only(types?)))
        }
        ExprKind::Object => {
            let entries: Vec<_> = value.entries()?.collect();
            let is_named = entries.iter().all(|entry| entry.key.key_name().is_some());
            let types: Option<HashSet<String>> = entries.iter().map(|entry| type_of(entry.value, depth)).collect();
            let types = types.filter(|_| is_named)?;
            Some(if types.len() > 1 { "any".to_owned() } else { format!("map({})", only(types)) })
        }
        _ => None,
    }
}

fn only(types: HashSet<String>) -> String {
    let mut types = types.into_iter();
    match (types.next(), types.next()) {
        (Some(only), None) => only,
        _ => "any".to_owned(),
    }
}

/// Whether the argument can refer to local values and variables.
fn takes_references(selected: &Selected<'_>) -> bool {
    let name = selected.attribute.name();
    let Some(innermost) = selected.blocks.last().map(|block| block.name().text()) else { return false };
    let is_constant = |keyword: &str, of_all: bool| {
        CONSTANT.iter().any(|(block, argument)| {
            *block == keyword && (argument.is_empty() || (!of_all && *argument == name.text()))
        })
    };
    let mut outer = selected.blocks.iter().map(|block| block.name().text());
    // The conditions of a `lifecycle` block take references, and its own arguments do not.
    !is_constant(innermost, false)
        && !outer.any(|keyword| keyword != "lifecycle" && keyword != "variable" && is_constant(keyword, true))
        && selected.blocks.first().is_some_and(|block| block.name().text() != "variable")
}

/// Whether an expression uses names that are only known where it stands: those of `for` and `dynamic`, `each`, `count`
/// and `self`.
fn depends_on_place(environment: &Environment<'_>, expression: Expression<'_>) -> bool {
    let document = environment.index.document();
    let known: HashSet<usize> = document.references.iter().map(|reference| reference.whole.start as usize).collect();
    let built_in = |start: usize| document.built_ins.iter().find(|used| used.whole.start as usize == start);
    let mut bound: HashSet<&str> = HashSet::new();
    for visit in expression.walk() {
        match visit {
            Visit::Expression(part) => match part.kind() {
                ExprKind::For(parts) => {
                    bound.extend(parts.key_name.map(Name::text));
                    bound.insert(parts.value_name.text());
                }
                ExprKind::Traversal(first) => {
                    let ExprKind::Variable(root) = first.kind() else { continue };
                    let start = part.range().start;
                    let is_fixed = known.contains(&start)
                        || bound.contains(root)
                        || built_in(start).is_some_and(|used| matches!(&*used.root, "path" | "terraform"));
                    if !is_fixed {
                        return true;
                    }
                }
                ExprKind::Variable(name) if !bound.contains(name) => return true,
                ExprKind::Broken => return true,
                _ => {}
            },
            Visit::ForDirective { names, .. } => bound.extend(names.iter().map(|name| name.text())),
            Visit::Key(_) | Visit::EndFor => {}
        }
    }
    false
}

/// A name that the module does not declare yet, after the argument. `None` for an expression that is a declaration's
/// whole value already.
fn new_name(
    source: &Source<'_>,
    environment: &Environment<'_>,
    selected: &Selected<'_>,
    kind: Named,
) -> Option<String> {
    let is_whole = selected.attribute.value().range() == selected.expression.range();
    let is_local = selected.blocks.last().is_some_and(|block| block.name().text() == "locals");
    if is_whole && is_local && kind == Named::Local {
        return None;
    }
    let base =
        key_before(source.text, &selected.expression.range()).unwrap_or_else(|| selected.attribute.name().text());
    let base = if matches!(base, "count" | "for_each" | "source" | "version" | "providers" | "depends_on") {
        format!("{base}_value")
    } else {
        base.to_owned()
    };
    let own = environment.index.own();
    let is_free = |name: &String| !own.is_declared(&Address::Named(kind, name.as_str().into()));
    let numbered = (2..100).map(|number| format!("{base}_{number}"));
    [base.clone()].into_iter().chain(numbered).find(is_free)
}

/// The key of an object before its value, or the name of an argument.
fn key_before<'t>(text: &'t str, value: &std::ops::Range<usize>) -> Option<&'t str> {
    let before = text.get(..value.start)?.trim_end();
    let before = before.strip_suffix(['=', ':'])?.trim_end();
    let key = &before[before.trim_end_matches(is_in_name).len()..];
    key.starts_with(|first: char| first.is_ascii_alphabetic()).then_some(key)
}

fn is_in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-')
}
