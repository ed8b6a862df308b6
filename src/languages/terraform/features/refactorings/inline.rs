//! Replaces the uses of a local value with its value.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::is_pure;
use crate::languages::answers::{Edit, FileEdits, FileRef, Refactoring, RefactoringKind};
use crate::languages::syntax::hcl::scopes::{ForVariables, first_word, free_names};
use crate::languages::syntax::hcl::{self, Attribute, Block, Body, ExprKind, Expression, Item, Span, Step, Visit};
use crate::languages::terraform::file_names::is_json_file;
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::index::OccurrenceKind;
use crate::languages::terraform::model::scope::Environment;

/// Arguments that accept only references, with the block that contains them. An empty name stands for any block.
const REFERENCES_ONLY: [(&str, &str); 5] = [
    ("", "depends_on"),
    ("lifecycle", "replace_triggered_by"),
    ("action_trigger", "actions"),
    ("import", "to"),
    ("moved", "to"),
];

/// The maximum total length of the replacements, in bytes. More would exceed what a message may contain.
const MAX_REPLACEMENTS: usize = 8 << 20;

pub fn local(environment: &Environment<'_>, offset: usize) -> Option<Refactoring> {
    let index = environment.index;
    let (module, address, _) = index.symbol_at(offset).filter(|(_, _, name)| name.touches(offset))?;
    if !matches!(address, Address::Named(Named::Local, _)) || !module.is_complete {
        return None;
    }
    let mut declarations = module.declarations(&address);
    let (Some((file, declaration)), None) = (declarations.next(), declarations.next()) else { return None };
    let is_native = |file: &FileRef| !is_json_file(index.name_of(file));
    let text = index.text(&file.file).filter(|_| is_native(&file.file))?;
    let parsed = format!("x = {}\n", text.get(declaration.value?.range())?);
    let parsed = hcl::File::parse(&parsed);
    let value = parsed.body().attribute("x").filter(|_| parsed.errors().is_empty())?.value();
    let value = Value::new(text.get(declaration.value?.range())?, value)?;
    let mut uses: BTreeMap<FileRef, Vec<Span>> = BTreeMap::new();
    for occurrence in index.occurrences(&module, &address) {
        if occurrence.kind == OccurrenceKind::Declaration {
            continue;
        }
        let is_within_itself = occurrence.file == file.file && declaration.whole.contains(occurrence.whole);
        if is_within_itself || !is_native(&occurrence.file) {
            return None;
        }
        uses.entry(occurrence.file).or_default().push(occurrence.whole);
    }
    let count: usize = uses.values().map(Vec::len).sum();
    if count == 0 || count.saturating_mul(value.text.len()) > MAX_REPLACEMENTS {
        return None;
    }
    let whole = hcl::delete_range(&text, declaration.whole.range());
    let mut edits = vec![(file.file.clone(), Edit::delete(whole))];
    for (file, spans) in uses {
        let text = index.text(&file)?;
        let replaced = value.replace(&text, &spans)?;
        edits.extend(replaced.into_iter().map(|edit| (file.clone(), edit)));
    }
    Some(Refactoring {
        kind: RefactoringKind::Inline,
        title: format!("Inline `{address}`"),
        changes: FileEdits::group(edits),
    })
}

/// A value that replaces references to it.
struct Value<'v> {
    text: &'v str,
    /// The first words of the references in the value.
    names: HashSet<&'v str>,
    /// Whether the value needs no parentheses as an operand.
    is_term: bool,
    /// Whether index and attribute steps can follow the value. After a splat, they would apply to each element.
    takes_steps: bool,
}

impl<'v> Value<'v> {
    /// Creates a value. `None` if it cannot be moved.
    fn new(text: &'v str, value: Expression<'v>) -> Option<Self> {
        let names: HashSet<&str> = free_names(value).map(|(name, _)| name).collect();
        let depends_on_place = ["each", "count", "self"].iter().any(|name| names.contains(name));
        // A heredoc needs its own lines.
        if text.contains("<<") || depends_on_place || !is_pure(value) {
            return None;
        }
        let (is_term, takes_steps) = match value.kind() {
            ExprKind::Traversal(_) => (true, value.steps().all(|step| matches!(step, Step::Name(_) | Step::Index(_)))),
            ExprKind::Call(_) | ExprKind::Tuple | ExprKind::Object | ExprKind::For(_) | ExprKind::Parentheses(_) => {
                (true, true)
            }
            ExprKind::Template(_) | ExprKind::Bool(_) | ExprKind::Null | ExprKind::Number(_) => (true, false),
            _ => (false, false),
        };
        Some(Self { text, names, is_term, takes_steps })
    }

    /// Replaces references in a file. `uses` are in the order of the text. `None` if the value would have another
    /// meaning at one of them, or is not allowed there.
    fn replace(&self, text: &str, uses: &[Span]) -> Option<Vec<Edit>> {
        let file = hcl::File::parse(text);
        let mut edits = Vec::new();
        let mut open: Vec<Place<'_>> = vec![Place { body: file.body(), block: "", iterators: Vec::new() }];
        while let Some(place) = open.pop() {
            for item in place.body.items() {
                match item {
                    Item::Attribute(attribute) => self.replace_in(attribute, &place, uses, &mut edits)?,
                    Item::Block(block) => {
                        if !within(uses, Span::new(&block.range())).is_empty() {
                            open.push(place.inner(block));
                        }
                    }
                }
            }
        }
        (edits.len() == uses.len()).then_some(edits)
    }

    fn replace_in(
        &self,
        attribute: Attribute<'_>,
        place: &Place<'_>,
        uses: &[Span],
        edits: &mut Vec<Edit>,
    ) -> Option<()> {
        let uses = within(uses, Span::new(&attribute.value().range()));
        if uses.is_empty() {
            return Some(());
        }
        let name = attribute.name().text();
        let is_of_place = |block: &str| block.is_empty() || block == place.block;
        let takes_values = !REFERENCES_ONLY.iter().any(|(block, argument)| *argument == name && is_of_place(block));
        let is_hidden_by_iterator = place.iterators.iter().any(|iterator| self.names.contains(&**iterator));
        if !takes_values || is_hidden_by_iterator {
            return None;
        }
        let starts: HashSet<usize> = uses.iter().map(|used| used.range().start).collect();
        let mut variables = ForVariables::default();
        for visit in attribute.value().walk() {
            variables.visit(&visit);
            let Visit::Expression(part) = visit else { continue };
            let start = part.range().start;
            if !starts.contains(&start) || first_word(part) != Some("local") {
                continue;
            }
            if self.names.iter().any(|name| variables.contain(name)) {
                return None;
            }
            let mut steps = part.steps();
            let Some(Step::Name(name)) = steps.next() else { return None };
            let is_bare = if steps.next().is_some() { self.takes_steps } else { self.is_term };
            let replacement = if is_bare { self.text.to_owned() } else { format!("({})", self.text) };
            edits.push(Edit::replace(start..name.range().end, replacement));
        }
        Some(())
    }
}

/// A body of a file.
struct Place<'f> {
    body: Body<'f>,
    /// The keyword of its block.
    block: &'f str,
    /// The iterators of the `dynamic` blocks around it.
    iterators: Vec<Cow<'f, str>>,
}

impl<'f> Place<'f> {
    fn inner(&self, block: Block<'f>) -> Self {
        let mut iterators = self.iterators.clone();
        iterators.extend(super::iterator(block));
        Self { body: block.body(), block: block.name().text(), iterators }
    }
}

/// Returns those of the sorted spans that are within another span.
fn within(spans: &[Span], outer: Span) -> &[Span] {
    let start = spans.partition_point(|span| span.start < outer.start);
    let end = spans.partition_point(|span| span.end <= outer.end);
    spans.get(start..end).unwrap_or_default()
}
