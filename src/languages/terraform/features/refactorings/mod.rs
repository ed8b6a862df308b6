//! Refactorings whose result is certain. Only for files in the native syntax.

mod extract;
mod inline;
mod moves;
mod repetition;
mod requirements;
mod strings;

use std::borrow::Cow;
use std::ops::Range;

use crate::languages::answers::{Edit, FileEdits, Refactoring, RefactoringKind};
use crate::languages::sort::SortStably;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::scopes::ForVariables;
use crate::languages::syntax::hcl::{Attribute, Block, Body, ExprKind, Expression, File, Item, Visit};
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::model::scope::Environment;

/// Functions whose result differs from call to call.
const IMPURE: [&str; 3] = ["bcrypt", "timestamp", "uuid"];

/// Returns the refactorings of the selection, or at the cursor.
pub fn refactorings(
    source: &Source<'_>,
    file: &File<'_>,
    environment: &Environment<'_>,
    selection: &Range<usize>,
) -> Vec<Refactoring> {
    let is_module = FileKind::is_module_file(source.file_name);
    if !is_module || source.text.get(selection.clone()).is_none() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(selected) = Selected::find(source.text, file, selection) {
        found.extend(extract::to_local(source, file, environment, &selected));
        found.extend(extract::to_variable(source, environment, &selected));
    }
    found.extend(inline::local(environment, selection.start));
    found.extend(strings::convert(source.text, file, selection));
    found.extend(requirements::add(source, file, environment, selection.start));
    found.extend(moves::to_usual_files(source, file, environment, selection.start));
    found.extend(repetition::convert(source, file, environment, selection.start));
    found
}

fn rewrite(title: impl Into<String>, changes: Vec<FileEdits>) -> Refactoring {
    Refactoring { kind: RefactoringKind::Rewrite, title: title.into(), changes }
}

/// An expression that is selected as a whole.
struct Selected<'f> {
    expression: Expression<'f>,
    attribute: Attribute<'f>,
    /// The blocks around it, the outermost first.
    blocks: Vec<Block<'f>>,
}

impl<'f> Selected<'f> {
    fn find(text: &str, file: &'f File<'f>, selection: &Range<usize>) -> Option<Self> {
        let selected = text.get(selection.clone())?;
        let start = selection.start + (selected.len() - selected.trim_start().len());
        let range = start..start + selected.trim().len();
        let (blocks, attribute) = attribute_at(file.body(), &range)?;
        let mut expressions = attribute.value().walk();
        let expression = expressions.find_map(|visit| match visit {
            Visit::Expression(expression) if expression.range() == range => Some(expression),
            _ => None,
        })?;
        (!range.is_empty()).then_some(Self { expression, attribute, blocks })
    }

    /// Returns the text that replaces the expression: as the key of an object, a reference needs parentheses.
    fn replacement(&self, reference: String) -> String {
        let objects = self.attribute.value().walk().filter_map(|visit| match visit {
            Visit::Expression(expression) => expression.entries(),
            _ => None,
        });
        let is_key = objects.flatten().any(|entry| entry.key.range() == self.expression.range());
        if is_key { format!("({reference})") } else { reference }
    }

    /// Whether a `for` expression, a directive or a `dynamic` block around the expression declares a name.
    fn is_declared_around(&self, name: &str) -> bool {
        let mut variables = ForVariables::default();
        for visit in self.attribute.value().walk() {
            variables.visit(&visit);
            if matches!(visit, Visit::Expression(part) if part.range() == self.expression.range()) {
                break;
            }
        }
        let mut iterators = self.blocks.iter().filter_map(|block| iterator(*block));
        variables.contain(name) || iterators.any(|iterator| iterator == name)
    }
}

/// Returns the attribute whose value contains a range, and the blocks around the attribute.
fn attribute_at<'f>(body: Body<'f>, range: &Range<usize>) -> Option<(Vec<Block<'f>>, Attribute<'f>)> {
    let contains = |outer: &Range<usize>| outer.start <= range.start && range.end <= outer.end;
    let (mut body, mut blocks) = (body, Vec::new());
    loop {
        let item = body.items().find(|item| match item {
            Item::Attribute(attribute) => contains(&attribute.value().range()),
            Item::Block(block) => contains(&block.body().range()),
        })?;
        match item {
            Item::Attribute(attribute) => return Some((blocks, attribute)),
            Item::Block(block) => {
                blocks.push(block);
                body = block.body();
            }
        }
    }
}

/// Returns the name that a `dynamic` block declares for its elements.
fn iterator(block: Block<'_>) -> Option<Cow<'_, str>> {
    let label = block.labels().next().filter(|_| block.name().text() == "dynamic")?;
    let iterator = block.body().attribute("iterator").and_then(|iterator| iterator.value().word());
    Some(iterator.map_or_else(|| label.value(), Cow::Borrowed))
}

/// Whether an expression has the same result regardless of how often Terraform evaluates it.
fn is_pure(expression: Expression<'_>) -> bool {
    expression.walk().all(|visit| match visit {
        Visit::Expression(part) => match part.kind() {
            ExprKind::Call(call) => {
                let name = call.name().text();
                !IMPURE.contains(&name.strip_prefix("core::").unwrap_or(name))
            }
            ExprKind::Broken => false,
            _ => true,
        },
        _ => true,
    })
}

fn in_document(mut edits: Vec<Edit>) -> Vec<FileEdits> {
    edits.sort_stably_by_key(|edit| (edit.range.start, edit.range.end));
    vec![FileEdits::in_document(edits)]
}
