//! The variables that an expression declares, and their scopes.

use super::{ExprKind, Expression, Name, Visit};

/// The variables of `for` expressions and directives that are in scope while an expression is walked.
#[derive(Default)]
pub struct ForVariables<'f>(Vec<Scope<'f>>);

struct Scope<'f> {
    names: Vec<Name<'f>>,
    start: usize,
    /// The end of the scope. `None` for a directive, whose scope ends with `%{ endfor }`.
    end: Option<usize>,
}

impl<'f> ForVariables<'f> {
    /// Enters and leaves scopes. The parts of the expression must be passed in the order of [`Expression::walk`].
    pub fn visit(&mut self, visit: &Visit<'f>) {
        match visit {
            Visit::Key(_) => {}
            Visit::ForDirective { names, range } => {
                self.0.push(Scope { names: names.clone(), start: range.end, end: None });
            }
            Visit::EndFor => {
                if let Some(last) = self.0.iter().rposition(|scope| scope.end.is_none()) {
                    self.0.truncate(last);
                }
            }
            Visit::Expression(part) => {
                let range = part.range();
                while self.0.last().is_some_and(|scope| scope.end.is_some_and(|end| end <= range.start)) {
                    self.0.pop();
                }
                if let ExprKind::For(parts) = part.kind() {
                    let names = parts.key_name.into_iter().chain([parts.value_name]).collect();
                    self.0.push(Scope { names, start: parts.collection.range().end, end: Some(range.end) });
                }
            }
        }
    }

    /// Whether a variable with this name is in scope at an offset.
    pub fn contain(&self, name: &str, offset: usize) -> bool {
        self.declaration(name, offset).is_some()
    }

    /// Returns the declaration of the variable that has this name at an offset.
    pub fn declaration(&self, name: &str, offset: usize) -> Option<Name<'f>> {
        let is_in_scope = |scope: &&Scope<'f>| scope.start <= offset && scope.end.is_none_or(|end| offset < end);
        let scopes = self.0.iter().rev().filter(is_in_scope);
        scopes.flat_map(|scope| &scope.names).find(|declared| declared.text() == name).copied()
    }
}

/// The first names of all references in an expression, except references to the expression's own `for` variables. Each
/// name comes with the expression that starts with it.
pub fn free_names(expression: Expression<'_>) -> impl Iterator<Item = (&str, Expression<'_>)> {
    let mut variables = ForVariables::default();
    expression.walk().filter_map(move |visit| {
        variables.visit(&visit);
        let Visit::Expression(part) = visit else { return None };
        let name = first_word(part)?;
        (!variables.contain(name, part.range().start)).then_some((name, part))
    })
}

/// The first name of a reference.
pub fn first_word(expression: Expression<'_>) -> Option<&str> {
    let first = match expression.kind() {
        ExprKind::Traversal(first) => first,
        _ => expression,
    };
    match first.kind() {
        ExprKind::Variable(name) => Some(name),
        _ => None,
    }
}
