//! The variables that an expression declares, and their scopes.

use std::ops::Range;

use foldhash::HashMap;

use super::{ExprKind, Expression, Name, Visit};

/// The variables of `for` expressions and directives that are in scope while an expression is walked. Each part takes
/// constant time, however deeply the scopes are nested.
#[derive(Default)]
pub struct ForVariables<'f> {
    /// The scopes around the current part, from the outermost to the innermost.
    scopes: Vec<Scope<'f>>,
    /// The indices of the scopes that have not begun: the collections of their loops are being walked.
    waiting: Vec<usize>,
    /// The indices of the scopes of `for` expressions, and of those of directives.
    expressions: Vec<usize>,
    directives: Vec<usize>,
    /// The declarations in scope by name, from the outermost to the innermost.
    declared: HashMap<&'f str, Vec<Name<'f>>>,
}

struct Scope<'f> {
    names: Vec<Name<'f>>,
    start: usize,
    /// The end of the scope. A directive's scope ends with `%{ endfor }` instead.
    end: usize,
    has_begun: bool,
}

impl<'f> ForVariables<'f> {
    /// Enters and leaves scopes. The parts of the expression must be passed in the order of [`Expression::walk`].
    pub fn visit(&mut self, visit: &Visit<'f>) {
        match visit {
            Visit::Key(_) => {}
            Visit::ForDirective { names, range } => {
                self.advance(range.start);
                self.directives.push(self.scopes.len());
                self.enter(names.clone(), range.end..usize::MAX);
            }
            Visit::EndFor => {
                if let Some(last) = self.directives.last() {
                    self.leave(*last);
                }
            }
            Visit::Expression(part) => {
                let range = part.range();
                self.advance(range.start);
                if let ExprKind::For(parts) = part.kind() {
                    let names = parts.key_name.into_iter().chain([parts.value_name]).collect();
                    self.expressions.push(self.scopes.len());
                    self.enter(names, parts.collection.range().end..range.end);
                }
            }
        }
    }

    /// Whether a variable with this name is in scope at the part that was visited last.
    pub fn contain(&self, name: &str) -> bool {
        self.declaration(name).is_some()
    }

    /// Returns the declaration of the variable that has this name at the part that was visited last.
    pub fn declaration(&self, name: &str) -> Option<Name<'f>> {
        self.declared.get(name)?.last().copied()
    }

    fn enter(&mut self, names: Vec<Name<'f>>, Range { start, end }: Range<usize>) {
        self.waiting.push(self.scopes.len());
        self.scopes.push(Scope { names, start, end, has_begun: false });
    }

    /// Leaves the scopes that end before an offset, and begins those that start before it.
    fn advance(&mut self, offset: usize) {
        while let Some(last) = self.expressions.last()
            && self.scopes[*last].end <= offset
        {
            self.leave(*last);
        }
        while let Some(last) = self.waiting.last().copied()
            && self.scopes[last].start <= offset
        {
            // What was entered since then is part of the collection.
            self.leave(last + 1);
            self.waiting.pop();
            self.scopes[last].has_begun = true;
            for name in &self.scopes[last].names {
                self.declared.entry(name.text()).or_default().push(*name);
            }
        }
    }

    /// Leaves a scope, by its index, and all scopes within it.
    fn leave(&mut self, index: usize) {
        for scope in self.scopes.drain(index..).rev().filter(|scope| scope.has_begun) {
            for name in scope.names {
                self.declared.get_mut(name.text()).and_then(Vec::pop);
            }
        }
        for indices in [&mut self.waiting, &mut self.expressions, &mut self.directives] {
            while indices.pop_if(|last| *last >= index).is_some() {}
        }
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
        (!variables.contain(name)).then_some((name, part))
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

#[cfg(test)]
mod tests {
    use super::super::File;
    use super::free_names;

    fn free(value: &str) -> Vec<String> {
        let text = format!("x = {value}\n");
        let file = File::parse(&text);
        let attribute = file.body().attribute("x").expect("it is parsed");
        free_names(attribute.value()).map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn variables_are_in_scope_after_the_collection_of_their_loop() {
        for (value, expected) in [
            ("[for a in a : a]", "a"),
            ("[for a, b in c : [a, b, c]]", "c c"),
            ("[[for a in b : a], a]", "b a"),
            ("{ for a in b : a => c if a }", "b c"),
            ("[for a in [for a in a : a] : a]", "a"),
            ("[for a in [for b in a : b] : [a, b]]", "a b"),
            ("[for a in b : [for a in a : a]]", "b"),
            ("[for a in b : [for c in d : [a, c]], a]", "b d"),
            (r#""%{ for a in a }${a}%{ endfor }${a}""#, "a a"),
            (r#""%{ for a in b }%{ for a in a }${a}%{ endfor }${a}%{ endfor }${a}""#, "b a"),
            (r#""%{ for a in b }x%{ endfor }${a}""#, "b a"),
            (r#""%{ for a in "%{ for a in a }${a}%{ endfor }" }${a}%{ endfor }""#, "a"),
            (r#"[for a in b : "%{ for c in a }${c}%{ endfor }${c}"]"#, "b c"),
            (r#"["%{ for a in b }${a}", a]"#, "b"),
            (r#"[[for c in b : "%{ for a in c }${a}"], a, c]"#, "b a c"),
            (r#"[for a in "%{ for a in b }${a}" : a]"#, "b"),
            ("[for a in b : a.c[a.d]].e", "b"),
        ] {
            assert_eq!(free(value).join(" "), expected, "{value}");
        }
    }

    #[test]
    fn deeply_nested_loops_take_time_in_proportion_to_the_text() {
        const DEPTH: usize = 100_000;
        let nested =
            |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(DEPTH), close.repeat(DEPTH));
        let uses = "a, ".repeat(DEPTH);
        for (value, names) in [
            (nested("[for a in b : ", &format!("[{uses}]"), "]"), DEPTH),
            (nested("[for a in ", &format!("[{uses}]"), " : a]"), DEPTH),
            (nested("[for c in b : ", &format!("[{uses}]"), "]"), 2 * DEPTH),
        ] {
            // If each name were compared with all variables, this test would take minutes.
            assert_eq!(free(&value).len(), names);
        }
    }
}
