//! Extracts an expression to a local value or a variable.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Selected, in_document, is_pure};
use crate::languages::answers::{Edit, FileEdits, FileRef, Refactoring, RefactoringKind};
use crate::languages::source::Source;
use crate::languages::syntax::hcl::scopes::free_names;
use crate::languages::syntax::hcl::{ExprKind, Expression, File, Span, Visit};
use crate::languages::terraform::file_names::is_override_file;
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::facts::ModuleRef;
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::reference::blocks::RESERVED_VARIABLES;
use crate::languages::terraform::rules::insertion;
use crate::languages::terraform::rules::required_providers::before_comments;

/// Arguments in blocks of Terraform itself that do not accept references. An empty name stands for all arguments.
const CONSTANT: [(&str, &str); 34] = [
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
    ("action", "provider"),
    ("list", "provider"),
    ("action_trigger", "events"),
    ("action_trigger", "actions"),
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
    let is_movable = !depends_on_place(environment, selected.expression) && is_pure(selected.expression);
    // An override file can declare no local value.
    let is_possible = is_movable && !is_override_file(source.file_name);
    if !takes_references(environment, selected, "local") || !is_possible || text.contains("<<") {
        return None;
    }
    let name = new_name(environment, selected, Named::Local)?;
    let value = selected.replacement(format!("local.{name}"));
    // Only within brackets can an expression continue on the next line.
    let is_open = text.contains(['\n', '\r']) && !is_bracketed(selected.expression);
    let declaration = if is_open { format!("{name} = ({text})") } else { format!("{name} = {text}") };
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

/// Extracts a value to a variable. Only literal values can be the default of a variable.
pub fn to_variable(source: &Source<'_>, environment: &Environment<'_>, selected: &Selected<'_>) -> Option<Refactoring> {
    let text = source.text.get(selected.expression.range())?;
    if !takes_references(environment, selected, "var") || text.contains("<<") {
        return None;
    }
    let value_type = type_of(selected.expression, MAX_DEPTH)?;
    let name = new_name(environment, selected, Named::Variable)?;
    let lines = [format!("  type    = {value_type}\n"), format!("  default = {text}\n")];
    let (file, added) = insertion::variable(environment.index, &name, &lines)?;
    let replaced = Edit::replace(selected.expression.range(), selected.replacement(format!("var.{name}")));
    let changes = if file == FileRef::Document {
        in_document(vec![replaced, added])
    } else {
        vec![FileEdits::in_document(vec![replaced]), FileEdits::new(file, vec![added])]
    };
    Some(Refactoring { kind: RefactoringKind::Extract, title: format!("Extract to `var.{name}`"), changes })
}

/// The maximum depth of nested values that are examined.
const MAX_DEPTH: usize = 16;

/// Returns the type of a literal value.
fn type_of(value: Expression<'_>, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value.kind() {
        ExprKind::Number(_) => Some("number".to_owned()),
        ExprKind::Bool(_) => Some("bool".to_owned()),
        ExprKind::Template(_) => value.literal().map(|_| "string".to_owned()),
        ExprKind::Negation(inner) => type_of(inner, depth).filter(|inner| inner == "number"),
        ExprKind::Tuple => {
            let types: Option<HashSet<String>> = value.elements()?.map(|each| type_of(each, depth)).collect();
            // A list would convert its elements to one type.
            Some(collection("list", types?))
        }
        ExprKind::Object => {
            let entries: Vec<_> = value.entries()?.collect();
            let is_named = entries.iter().all(|entry| entry.key.key_name().is_some());
            let types: Option<HashSet<String>> = entries.iter().map(|entry| type_of(entry.value, depth)).collect();
            Some(collection("map", types.filter(|_| is_named)?))
        }
        _ => None,
    }
}

fn collection(kind: &str, elements: HashSet<String>) -> String {
    let mut elements = elements.into_iter();
    match (elements.next(), elements.next()) {
        // Terraform determines the type of each element itself.
        (Some(element), None) if element == "any" => element,
        (Some(element), None) => format!("{kind}({element})"),
        (None, _) => format!("{kind}(any)"),
        _ => "any".to_owned(),
    }
}

/// Whether an expression ends with a closing bracket or quote.
fn is_bracketed(expression: Expression<'_>) -> bool {
    matches!(
        expression.kind(),
        ExprKind::Tuple
            | ExprKind::Object
            | ExprKind::For(_)
            | ExprKind::Call(_)
            | ExprKind::Parentheses(_)
            | ExprKind::Template(_)
    )
}

/// Whether the selected expression can be replaced with a reference that begins with `root`.
fn takes_references(environment: &Environment<'_>, selected: &Selected<'_>, root: &str) -> bool {
    let span = Span::new(&selected.expression.range());
    if selected.is_declared_around(root) || environment.index.document().destroy_provisioners.contain(span) {
        return false;
    }
    let name = selected.attribute.name();
    let Some(innermost) = selected.blocks.last().map(|block| block.name().text()) else { return false };
    let is_constant = |keyword: &str, of_all: bool| {
        CONSTANT.iter().any(|(block, argument)| {
            *block == keyword && (argument.is_empty() || (!of_all && *argument == name.text()))
        })
    };
    let mut outer = selected.blocks.iter().map(|block| block.name().text());
    // The conditions in a `lifecycle` block accept references, but its own arguments do not.
    !is_constant(innermost, false)
        && !outer.any(|keyword| keyword != "lifecycle" && keyword != "variable" && is_constant(keyword, true))
        && selected.blocks.first().is_some_and(|block| block.name().text() != "variable")
}

/// Whether an expression uses names that are available only at its place: names that `for` and `dynamic` declare,
/// `each`, `count` and `self`.
fn depends_on_place(environment: &Environment<'_>, expression: Expression<'_>) -> bool {
    let document = environment.index.document();
    let own = document.references.iter().filter(|reference| reference.module == ModuleRef::This);
    let known: HashSet<usize> = own.map(|reference| reference.whole.start as usize).collect();
    free_names(expression).any(|(root, part)| {
        let is_traversal = matches!(part.kind(), ExprKind::Traversal(_));
        let is_fixed = matches!(root, "path" | "terraform" | "tofu") || known.contains(&part.range().start);
        !is_traversal || !is_fixed
    })
}

/// Returns a name that the module does not declare yet, derived from the argument. `None` if the expression is already
/// the whole value of a declaration.
fn new_name(environment: &Environment<'_>, selected: &Selected<'_>, kind: Named) -> Option<String> {
    let is_whole = selected.attribute.value().range() == selected.expression.range();
    let is_local = selected.blocks.last().is_some_and(|block| block.name().text() == "locals");
    if is_whole && is_local && kind == Named::Local {
        return None;
    }
    let base = key_of(selected).unwrap_or_else(|| selected.attribute.name().text().into());
    let base = if RESERVED_VARIABLES.contains(&&*base) { format!("{base}_value") } else { base.into_owned() };
    let own = environment.index.own();
    let is_free = |name: &String| !own.is_declared(&Address::Named(kind, name.as_str().into()));
    let numbered = (2..100).map(|number| format!("{base}_{number}"));
    [base.clone()].into_iter().chain(numbered).find(is_free)
}

/// Returns the key of the object whose value is selected, if it can be a name.
fn key_of<'f>(selected: &Selected<'f>) -> Option<Cow<'f, str>> {
    let objects = selected.attribute.value().walk().filter_map(|visit| match visit {
        Visit::Expression(expression) => expression.entries(),
        _ => None,
    });
    let entry = objects.flatten().find(|entry| entry.value.range() == selected.expression.range())?;
    let key = entry.key.key_name()?;
    (key.starts_with(|first: char| first.is_ascii_alphabetic()) && key.chars().all(is_in_name)).then_some(key)
}

fn is_in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-')
}
