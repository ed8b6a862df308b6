//! Completes the keys of the object before the cursor: of variables and local values, of what `each` and other iterators
//! stand for, and of outputs.

use super::{Item, Request};
use crate::languages::answers::CompletionKind;
use crate::languages::syntax::hcl::cursor::FrameKind;
use crate::languages::syntax::hcl::{self, ExprKind, Expression, Step, TokenKind};
use crate::languages::terraform::features::local_names::declared_iterator;
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::evaluator::Evaluator;
use crate::languages::terraform::model::facts::ModuleRef;
use crate::languages::terraform::values::known::{Known, Shape};

/// The maximum number of iterators and function calls between a reference and the collection that it comes from, and of
/// objects in each other.
const MAX_DEPTH: usize = 8;

/// Functions that return their first argument, or something with the same elements.
const TRANSPARENT: [&str; 11] = [
    "coalesce",
    "distinct",
    "nonsensitive",
    "reverse",
    "sensitive",
    "sort",
    "tolist",
    "tomap",
    "toset",
    "try",
    "values",
];

impl Request<'_, '_> {
    /// Adds the keys of the object to which the reference before the cursor refers.
    pub(super) fn add_object_keys(&mut self) {
        let Some(range) = self.cursor.reference_range() else { return };
        let Some(text) = self.cursor.text.get(range) else { return };
        let known = {
            let evaluator = Evaluator::tolerant(self.environment.index);
            parsed(text, |expression| self.value(&evaluator, expression, MAX_DEPTH))
        };
        if let Some(Known { shape: Shape::Object { attributes, .. }, .. }) = known {
            for (name, value) in attributes.iter() {
                self.add(Item::new(name.to_string(), CompletionKind::Attribute).detail(type_name(&value.shape)));
            }
        }
    }

    fn value(&self, evaluator: &Evaluator<'_>, expression: Expression<'_>, depth: usize) -> Known {
        let Some(depth) = depth.checked_sub(1) else { return Known::UNKNOWN };
        match expression.kind() {
            ExprKind::Traversal(first) => {
                let steps: Vec<Step<'_>> = expression.steps().collect();
                let ExprKind::Variable(root) = first.kind() else { return evaluator.evaluate(expression) };
                let found = match (root, &steps[..]) {
                    ("module", [Step::Name(call), rest @ ..]) => {
                        let rest = if let [Step::Index(_), rest @ ..] = rest { rest } else { rest };
                        match rest {
                            [Step::Name(output), rest @ ..] => Some((self.output(call.text(), output.text()), rest)),
                            _ => None,
                        }
                    }
                    (_, [Step::Name(part), rest @ ..]) if part.text() == "value" => {
                        self.iterated(evaluator, root, depth).map(|collection| (element(&collection), rest))
                    }
                    _ => None,
                };
                let found = found.or_else(|| Some((self.loop_value(evaluator, root, depth)?, &steps[..])));
                match found {
                    Some((value, rest)) => rest.iter().fold(value, |value, step| next(evaluator, &value, step)),
                    None => evaluator.evaluate(expression),
                }
            }
            ExprKind::Variable(name) => {
                self.loop_value(evaluator, name, depth).unwrap_or_else(|| evaluator.evaluate(expression))
            }
            ExprKind::Parentheses(inner) => self.value(evaluator, inner, depth),
            ExprKind::Conditional { when_true, when_false, .. } => {
                let first = self.value(evaluator, when_true, depth);
                if has_parts(&first) { first } else { self.value(evaluator, when_false, depth) }
            }
            ExprKind::Call(call) if TRANSPARENT.contains(&call.name().text()) => {
                call.arguments().next().map_or(Known::UNKNOWN, |first| self.value(evaluator, first, depth))
            }
            // Each result is often an element of the collection.
            ExprKind::For(parts) if matches!(parts.value.kind(), ExprKind::Variable(name) if name == parts.value_name.text()) => {
                self.value(evaluator, parts.collection, depth)
            }
            _ => evaluator.evaluate(expression),
        }
    }

    /// Returns the collection that `each` or the iterator of a `dynamic` block stands for an element of.
    fn iterated(&self, evaluator: &Evaluator<'_>, name: &str, depth: usize) -> Option<Known> {
        if name == "each" {
            return Some(self.value(evaluator, self.repetition_around()?, depth));
        }
        let declares = |block: &hcl::Block<'_>| declared_iterator(*block).is_some_and(|(own, _)| own == name);
        let block = self.dynamic_blocks().rfind(declares)?;
        let collection = block.body().attribute("for_each")?.value();
        Some(self.value(evaluator, collection, depth))
    }

    /// Returns the `dynamic` blocks around the cursor, the outermost first.
    pub(super) fn dynamic_blocks(&self) -> impl DoubleEndedIterator<Item = hcl::Block<'_>> {
        self.blocks_around().into_iter().filter(|block| block.name().text() == "dynamic")
    }

    /// Returns what the variable of a `for` expression around the cursor stands for.
    fn loop_value(&self, evaluator: &Evaluator<'_>, name: &str, depth: usize) -> Option<Known> {
        let word = |token: &hcl::Token| self.cursor.text.get(token.span.range()).unwrap_or_default();
        self.cursor.frames.iter().rev().find_map(|frame| {
            let is_value = matches!(frame.kind, FrameKind::List | FrameKind::Object);
            let place = frame.item.iter().position(|token| word(token) == "in").filter(|_| is_value)?;
            let is_loop = frame.item.first().is_some_and(|first| word(first) == "for");
            let value_name = frame.item.get(place.checked_sub(1)?).filter(|_| is_loop)?;
            if word(value_name) != name {
                return None;
            }
            let start = frame.item[place].span.range().end;
            let end = frame.item[place..].iter().find(|token| token.kind == TokenKind::Colon)?.span.range().start;
            let collection = self.cursor.text.get(start..end)?;
            parsed(collection, |collection| element(&self.value(evaluator, collection, depth)))
        })
    }

    /// Returns what is certain about an output of a called module.
    fn output(&self, call: &str, name: &str) -> Known {
        let index = self.environment.index;
        let found = index.target(&index.own(), &ModuleRef::called(call.into())).and_then(|module| {
            let address = Address::Named(Named::Output, name.into());
            let (file, declaration) = module.declarations(&address).next()?;
            let text = index.text(&file.file)?;
            let value = text.get(declaration.value?.range())?.to_owned();
            // Names in it are those of another module, but its literal parts are the same here.
            parsed(&value, |expression| literal(expression, MAX_DEPTH))
        });
        found.unwrap_or_default()
    }
}

/// Examines a text as an expression.
pub(super) fn parsed<T>(text: &str, examine: impl FnOnce(Expression<'_>) -> T) -> Option<T> {
    let text = format!("x = {text}\n");
    let file = hcl::File::parse(&text);
    Some(examine(file.body().attribute("x")?.value()))
}

/// Returns the keys of a literal object, down to a depth.
fn literal(expression: Expression<'_>, depth: usize) -> Known {
    let Some((depth, entries)) = depth.checked_sub(1).zip(expression.entries()) else { return Known::UNKNOWN };
    let entries =
        entries.filter_map(|entry| Some((entry.key.key_name()?.as_ref().into(), literal(entry.value, depth))));
    Shape::object(entries, false).into()
}

fn next(evaluator: &Evaluator<'_>, value: &Known, step: &Step<'_>) -> Known {
    match step {
        Step::Name(name) => value.attribute(name.text()).unwrap_or_default(),
        Step::Index(index) => match value.element(&evaluator.evaluate(*index)) {
            Ok(found) if has_parts(&found) => found,
            _ => element(value),
        },
        Step::LegacyIndex(_) | Step::AttributeSplat | Step::FullSplat => element(value),
    }
}

/// Returns an element of a collection.
fn element(collection: &Known) -> Known {
    match &collection.shape {
        Shape::List(element) | Shape::Set { element, .. } | Shape::Map(element) => Known::clone(element),
        Shape::Tuple(elements) => elements.first().cloned().unwrap_or_default(),
        Shape::Object { attributes, .. } => attributes.first().map(|(_, value)| value.clone()).unwrap_or_default(),
        _ => Known::UNKNOWN,
    }
}

fn has_parts(known: &Known) -> bool {
    !matches!(known.shape, Shape::Unknown | Shape::Null)
}

fn type_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Unknown | Shape::Null => "",
        Shape::Bool(_) => "bool",
        Shape::Number(_) => "number",
        Shape::String(_) => "string",
        Shape::List(_) | Shape::Tuple(_) => "list",
        Shape::Set { .. } => "set",
        Shape::Map(_) => "map",
        Shape::Object { .. } => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_costs_no_stack() {
        let deep = "{ a = ".repeat(200_000) + "1" + &"}".repeat(200_000);
        let known = parsed(&deep, |expression| literal(expression, MAX_DEPTH));
        assert!(matches!(known, Some(Known { shape: Shape::Object { .. }, .. })));
    }
}
