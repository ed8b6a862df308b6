//! Builds the tree of a Bake file in HCL, and the expressions of templates in JSON.

use std::ops::Range;

use super::{
    Attribute, BakeFile, Block, Body, Call, Entry, Expr, ExprKind, For, Interner, MAX_ANALYZED_LEN, MAX_DEPTH, Name,
    Part, REMOVABLE, Step, Syntax, SyntaxError, within_quotes,
};
use crate::languages::syntax::hcl::{self, Directive, Escapes, File, unindent};

pub fn parse(text: &str) -> BakeFile {
    let file = File::parse(text);
    let errors = file.errors().iter();
    let errors = errors.map(|error| SyntaxError { range: error.range.clone(), message: error.kind.to_string() });
    // After a syntax error, the ends of attributes are uncertain.
    let (is_certain, names) = (file.errors().is_empty(), Interner::default());
    let builder = Builder { text, is_certain, shift: &|offset| offset, names: &names };
    let body = if text.len() > MAX_ANALYZED_LEN { Body::default() } else { builder.file(&file) };
    BakeFile { syntax: Syntax::Hcl, errors: errors.collect(), function_errors: Vec::new(), body }
}

/// The text before and after a template, which makes the template parse like a heredoc.
const OPENING: &str = "v = <<_BAKE_TEMPLATE_\n";
const CLOSING: &str = "\n_BAKE_TEMPLATE_\n";

/// Parses the value of a JSON string as a template. `shift` maps offsets in the value to the text of the file.
pub fn parse_template(
    value: &str,
    range: Range<usize>,
    shift: &dyn Fn(usize) -> usize,
    names: &Interner,
) -> (Expr, Vec<SyntaxError>) {
    let text = format!("{OPENING}{value}{CLOSING}");
    let file = File::parse(&text);
    let end = value.len();
    let shift = |offset: usize| shift(offset.saturating_sub(OPENING.len()).min(end));
    let errors = file.errors().iter().map(|error| SyntaxError {
        range: shift(error.range.start)..shift(error.range.end),
        message: error.kind.to_string(),
    });
    let errors: Vec<_> = errors.collect();
    let builder = Builder { text: &text, is_certain: false, shift: &shift, names };
    let text_end = OPENING.len() + end;
    let mut kind = match file.body().attribute("v") {
        Some(attribute) if errors.is_empty() => builder.expression(attribute.value(), 0).kind,
        _ => ExprKind::Broken,
    };
    // Remove the line ending before the closing marker.
    if let ExprKind::Template(parts) = &mut kind {
        if let Some(Part::Text(last)) = parts.last_mut()
            && last.ends_with('\n')
        {
            last.pop();
        }
        parts.retain(|part| !matches!(part, Part::Text(text) if text.is_empty()));
        if let [Part::Text(text)] = parts.as_slice() {
            kind = ExprKind::String(names.intern(text), (shift(OPENING.len())..shift(text_end)).into());
        }
    }
    (Expr { span: range.into(), kind }, errors)
}

struct Builder<'b> {
    text: &'b str,
    is_certain: bool,
    /// Maps offsets in `text` to the text of the file.
    shift: &'b dyn Fn(usize) -> usize,
    names: &'b Interner,
}

impl Builder<'_> {
    fn file(&self, file: &File) -> Body {
        self.body(file.body(), 0)
    }

    fn range(&self, range: Range<usize>) -> Range<usize> {
        (self.shift)(range.start)..(self.shift)(range.end)
    }

    fn name(&self, name: hcl::Name) -> Name {
        Name::plain(self.range(name.range()), self.names.intern(name.text()))
    }

    fn body(&self, body: hcl::Body, depth: usize) -> Body {
        let mut result = Body { span: body.range().into(), ..Body::default() };
        for item in body.items() {
            match item {
                hcl::Item::Attribute(attribute) => result.attributes.push(self.attribute(attribute)),
                // Bake has no blocks below the second level.
                hcl::Item::Block(block) if depth < 2 => result.blocks.push(self.block(block, depth)),
                hcl::Item::Block(_) => {}
            }
        }
        result.shrink();
        result
    }

    fn attribute(&self, attribute: hcl::Attribute) -> Attribute {
        Attribute {
            name: self.name(attribute.name()),
            value: self.expression(attribute.value(), 0),
            span: attribute.range().into(),
            delete_range: (self.is_certain && attribute.name().text() == REMOVABLE)
                .then(|| Box::new(hcl::delete_range(self.text, attribute.range()))),
        }
    }

    fn block(&self, block: hcl::Block, depth: usize) -> Block {
        let mut labels = block.labels();
        let label = labels.next().map(|label| {
            let is_quoted = self.text[label.range()].starts_with('"');
            let value = self.names.intern(&label.value());
            if is_quoted { Name::quoted(label.range(), value) } else { Name::plain(label.range(), value) }
        });
        Block {
            kind: self.name(block.name()),
            label,
            surplus_label: labels.next().map(|label| label.range().into()),
            body: self.body(block.body(), depth + 1),
            span: block.range().into(),
        }
    }

    fn expression(&self, expression: hcl::Expression, depth: usize) -> Expr {
        let kind = if depth < MAX_DEPTH { self.kind(expression, depth + 1) } else { ExprKind::Broken };
        Expr { span: self.range(expression.range()).into(), kind }
    }

    fn boxed(&self, expression: hcl::Expression, depth: usize) -> Box<Expr> {
        Box::new(self.expression(expression, depth))
    }

    fn kind(&self, expression: hcl::Expression, depth: usize) -> ExprKind {
        match expression.kind() {
            hcl::ExprKind::Number(digits) => digits.parse().map_or(ExprKind::Broken, ExprKind::Number),
            hcl::ExprKind::Bool(value) => ExprKind::Bool(value),
            hcl::ExprKind::Null => ExprKind::Null,
            hcl::ExprKind::Template(template) => self.template(expression, template, depth),
            hcl::ExprKind::Variable(name) => ExprKind::Variable(self.names.intern(name)),
            hcl::ExprKind::Traversal(value) => {
                let steps = expression.steps().map(|step| self.step(step, depth));
                ExprKind::Traversal(self.boxed(value, depth), steps.collect())
            }
            hcl::ExprKind::Negation(value) => ExprKind::Negation(self.boxed(value, depth)),
            hcl::ExprKind::Not(value) => ExprKind::Not(self.boxed(value, depth)),
            hcl::ExprKind::Binary(operator, left, right) => {
                ExprKind::Binary(operator, self.boxed(left, depth), self.boxed(right, depth))
            }
            hcl::ExprKind::Conditional { condition, when_true, when_false } => {
                let parts = [condition, when_true, when_false];
                ExprKind::Conditional(Box::new(parts.map(|part| self.expression(part, depth))))
            }
            hcl::ExprKind::Parentheses(value) => ExprKind::Parentheses(self.boxed(value, depth)),
            hcl::ExprKind::Call(call) => ExprKind::Call(Box::new(Call {
                name: self.name(call.name()),
                arguments: call.arguments().map(|argument| self.expression(argument, depth)).collect(),
                expands_last: call.expands_last,
            })),
            hcl::ExprKind::Tuple => {
                // A long list that grew step by step would be in memory twice.
                let mut items = Vec::with_capacity(expression.elements().map_or(0, Iterator::count));
                let elements = expression.elements().into_iter().flatten();
                items.extend(elements.map(|element| self.expression(element, depth)));
                ExprKind::Tuple(items)
            }
            hcl::ExprKind::Object => {
                let mut entries = Vec::with_capacity(expression.entries().map_or(0, Iterator::count));
                entries.extend(expression.entries().into_iter().flatten().map(|entry| self.entry(entry, depth)));
                ExprKind::Object(entries)
            }
            hcl::ExprKind::For(parts) => ExprKind::For(Box::new(For {
                key_name: parts.key_name.map(|name| self.name(name)),
                value_name: self.name(parts.value_name),
                collection: self.expression(parts.collection, depth),
                key: parts.key.map(|key| self.expression(key, depth)),
                value: self.expression(parts.value, depth),
                groups: parts.groups,
                condition: parts.condition.map(|condition| self.expression(condition, depth)),
            })),
            hcl::ExprKind::Broken => ExprKind::Broken,
        }
    }

    fn step(&self, step: hcl::Step, depth: usize) -> Step {
        match step {
            hcl::Step::Name(name) => Step::Name(self.name(name)),
            hcl::Step::LegacyIndex(digits) => {
                let kind = digits.parse().map_or(ExprKind::Broken, ExprKind::Number);
                Step::Index(Expr { span: (0..0).into(), kind })
            }
            hcl::Step::Index(index) => Step::Index(self.expression(index, depth)),
            hcl::Step::AttributeSplat => Step::AttributeSplat,
            hcl::Step::FullSplat => Step::FullSplat,
        }
    }

    fn entry(&self, entry: hcl::Entry, depth: usize) -> Entry {
        let range = self.range(entry.key.range());
        let value = self.expression(entry.value, depth);
        let Some(text) = entry.key.key_name() else {
            return Entry { key: self.expression(entry.key, depth), name: None, value };
        };
        let key = Expr { span: range.clone().into(), kind: ExprKind::Key };
        let is_quoted = entry.key.literal().is_some();
        let text = self.names.intern(&text);
        let name = if is_quoted { Name::quoted(range, text) } else { Name::plain(range, text) };
        Entry { key, name: Some(name), value }
    }

    fn template(&self, expression: hcl::Expression, template: hcl::Template, depth: usize) -> ExprKind {
        let source = template.source();
        let is_heredoc = source.starts_with("<<");
        let is_flush = source.starts_with("<<-");
        if let Some(value) = expression.literal()
            && !(is_heredoc && source.starts_with(&OPENING[4..]))
        {
            let range = expression.range();
            let inner = match (is_heredoc, template.ranged_parts().next()) {
                (true, Some((part, _))) => part,
                (true, None) => range.end..range.end,
                (false, _) => within_quotes(&range),
            };
            return ExprKind::String(self.names.intern(&value), self.range(inner).into());
        }
        let mut parts = Vec::new();
        let mut trims_start = false;
        for (range, part) in template.ranged_parts() {
            let source = &self.text[range];
            match part {
                hcl::Part::Text(text) => {
                    let text =
                        if is_heredoc { Escapes::heredoc(text).resolve() } else { Escapes::quoted(text).resolve() };
                    let text = if trims_start { text.trim_start().to_owned() } else { text.into_owned() };
                    parts.push(Part::Text(text));
                    trims_start = false;
                    continue;
                }
                hcl::Part::Interpolation(value) => {
                    trim_before(&mut parts, source);
                    parts.push(Part::Interpolation(self.expression(value, depth)));
                }
                hcl::Part::Directive(directive) => {
                    trim_before(&mut parts, source);
                    parts.push(match directive {
                        Directive::If(condition) => Part::If(self.expression(condition, depth)),
                        Directive::Else => Part::Else,
                        Directive::EndIf => Part::EndIf,
                        Directive::For(collection) => Part::Loop(self.expression(collection, depth)),
                        Directive::EndFor => continue,
                    });
                }
            }
            trims_start = source.ends_with("~}");
        }
        if is_flush {
            remove_indentation(&mut parts);
        }
        parts.shrink_to_fit();
        ExprKind::Template(parts)
    }
}

/// Removes the white space before `${~` and `%{~`.
fn trim_before(parts: &mut [Part], marker: &str) {
    if let Some(Part::Text(text)) = parts.last_mut()
        && marker[1..].starts_with("{~")
    {
        text.truncate(text.trim_end().len());
    }
}

/// Removes the indentation of the least indented line from all lines, as `<<-` does.
fn remove_indentation(parts: &mut [Part]) {
    // A character that does not occur in text. It represents the parts between two texts.
    const GAP: char = '\u{0}';
    let mut joined = String::new();
    for part in parts.iter() {
        match part {
            Part::Text(text) => joined.push_str(text),
            _ => joined.push(GAP),
        }
    }
    let joined = unindent(&joined);
    let mut pieces = joined.split(GAP);
    let mut current = pieces.next().unwrap_or_default();
    for part in parts.iter_mut() {
        match part {
            Part::Text(text) => current.clone_into(text),
            _ => current = pieces.next().unwrap_or_default(),
        }
    }
}
