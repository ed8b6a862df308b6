//! Evaluates templates, operators, conditions, loops and traversals.

use std::collections::BTreeMap;
use std::ops::Range;

use super::evaluator::{Evaluator, Operand};
use super::functions::collections::at;
use super::problems::undeclared;
use super::targets::matrix_names;
use super::value::Value;
use crate::languages::bake::reference::attributes::{Attribute, Kind};
use crate::languages::bake::syntax::{Block, Expr, ExprKind, For, Part, Step};
use crate::languages::syntax::hcl::Operator;

/// Whether two values can be converted to one type. Collections of different lengths are not compared.
fn has_common_type(first: &Value, second: &Value) -> bool {
    match (first, second) {
        (Value::Unknown | Value::Null, _) | (_, Value::Unknown | Value::Null) => true,
        (Value::List(first), Value::List(second)) => {
            first.len() != second.len() || first.iter().zip(second.iter()).all(|(a, b)| has_common_type(a, b))
        }
        (Value::Object(first), Value::Object(second)) => {
            first.iter().all(|(key, value)| second.get(key).is_none_or(|other| has_common_type(value, other)))
        }
        (Value::List(_) | Value::Object(_), _)
        | (_, Value::List(_) | Value::Object(_))
        | (Value::Bool(_), Value::Number(_))
        | (Value::Number(_), Value::Bool(_)) => false,
        _ => true,
    }
}

impl<'p> Evaluator<'p> {
    pub(super) fn template(&mut self, parts: &'p [Part]) -> Value {
        if let [Part::Interpolation(value)] = parts {
            return self.evaluate(value);
        }
        // The body of a loop can use the names that the loop declares.
        if parts.iter().any(|part| matches!(part, Part::Loop(_))) {
            self.first_loop(parts);
            return Value::Unknown;
        }
        let mut text = String::new();
        let mut is_known = true;
        // Whether the text in each open condition is included, or `None` if this is unknown.
        let mut conditions: Vec<Option<bool>> = Vec::new();
        for part in parts {
            let is_included = conditions.iter().all(|condition| *condition == Some(true));
            match part {
                Part::Text(part) if is_included => text.push_str(part),
                Part::Interpolation(value) => {
                    let before = self.problems.len();
                    let result = self.evaluate(value);
                    if !is_included {
                        self.problems.truncate(before);
                        continue;
                    }
                    if let Some(part) = result.to_text() {
                        text.push_str(&part);
                    } else {
                        is_known = false;
                        if result != Value::Unknown {
                            let message = format!("cannot insert {} into a string template", result.type_name());
                            self.report(value.range(), message);
                        }
                    }
                }
                Part::If(condition) => {
                    let condition = self.boolean(condition);
                    is_known &= condition.is_some();
                    conditions.push(condition);
                }
                Part::Else => {
                    if let Some(condition) = conditions.last_mut() {
                        *condition = condition.map(|condition| !condition);
                    }
                }
                Part::EndIf => {
                    conditions.pop();
                }
                Part::Loop(_) | Part::Text(_) => {}
            }
            if text.len() > super::value::MAX_SIZE {
                return Value::Unknown;
            }
        }
        if is_known { Value::string(text) } else { Value::Unknown }
    }

    /// Checks the collection of the first loop in a template, unless a condition precedes the loop.
    fn first_loop(&mut self, parts: &'p [Part]) {
        let first = parts.iter().find(|part| matches!(part, Part::Loop(_) | Part::If(_)));
        let Some(Part::Loop(collection)) = first else { return };
        let value = self.evaluate(collection);
        if !matches!(value, Value::Unknown | Value::List(_) | Value::Object(_)) {
            self.report_not_iterable(&collection.range(), value.type_name());
        }
    }

    fn report_not_iterable(&mut self, range: &Range<usize>, found: &str) {
        self.report(range.clone(), format!("expected a list or a map to iterate over, not {found}"));
    }

    pub(super) fn binary(&mut self, operator: Operator, left: &'p Expr, right: &'p Expr) -> Value {
        use Operator as O;
        match operator {
            O::And | O::Or => {
                let start = self.problems.len();
                let first = self.operand(left);
                let middle = self.problems.len();
                let second = self.operand(right);
                let decisive = operator == O::Or;
                // If one operand decides the result, problems of the other operand are hidden. An unknown operand may
                // decide the result, and null decides `&&`.
                let may_decide = |operand: Operand, has_failed: bool| match operand {
                    Operand::Known(value) => value == decisive,
                    Operand::Null => operator == O::And,
                    Operand::Unknown => !has_failed,
                };
                let hides_first = may_decide(second, self.problems.len() > middle);
                if may_decide(first, middle > start) {
                    self.problems.truncate(middle);
                }
                if hides_first {
                    self.problems.drain(start..middle);
                }
                match (first, second) {
                    (Operand::Known(value), _) | (_, Operand::Known(value)) if value == decisive => {
                        Value::Bool(decisive)
                    }
                    (Operand::Known(_), Operand::Known(second)) => Value::Bool(second),
                    (Operand::Null, Operand::Known(_) | Operand::Null) | (Operand::Known(_), Operand::Null)
                        if operator == O::Or =>
                    {
                        self.report(left.range().start..right.range().end, "an operand of `||` must not be null");
                        Value::Unknown
                    }
                    _ => Value::Unknown,
                }
            }
            O::Equal | O::NotEqual => {
                let (left, right) = (self.evaluate(left), self.evaluate(right));
                self.take_steps(left.weight() + right.weight());
                if !left.is_known() || !right.is_known() {
                    return Value::Unknown;
                }
                Value::Bool((left == right) == (operator == O::Equal))
            }
            O::Less | O::LessEqual | O::Greater | O::GreaterEqual => {
                let (Some(left), Some(right)) = (self.number(left), self.number(right)) else { return Value::Unknown };
                Value::Bool(match operator {
                    O::Less => left < right,
                    O::LessEqual => left <= right,
                    O::Greater => left > right,
                    _ => left >= right,
                })
            }
            O::Add | O::Subtract | O::Multiply | O::Divide | O::Modulo => {
                let divisor = right;
                let (Some(left), Some(right)) = (self.number(left), self.number(right)) else { return Value::Unknown };
                if right == 0.0 && matches!(operator, O::Divide | O::Modulo) {
                    // Bake treats the quotient of any other number as infinite.
                    if left == 0.0 && matches!(operator, O::Divide) {
                        self.report(divisor.range(), "zero cannot be divided by zero");
                    }
                    return Value::Unknown;
                }
                let number = match operator {
                    O::Add => left + right,
                    O::Subtract => left - right,
                    O::Multiply => left * right,
                    O::Divide => left / right,
                    _ => left % right,
                };
                if number.is_finite() { Value::Number(number) } else { Value::Unknown }
            }
        }
    }

    pub(super) fn conditional(
        &mut self,
        expression: &'p Expr,
        [condition, when_true, when_false]: &'p [Expr; 3],
    ) -> Value {
        let condition = self.boolean(condition);
        let before = self.problems.len();
        let first = self.evaluate(when_true);
        let between = self.problems.len();
        let second = self.evaluate(when_false);
        let (value, other) = match condition {
            Some(true) => {
                self.problems.truncate(between);
                (first, second)
            }
            Some(false) => {
                self.problems.drain(before..between);
                (second, first)
            }
            None => {
                self.problems.truncate(before);
                return Value::Unknown;
            }
        };
        self.take_steps(value.weight());
        match (&value, &other) {
            (Value::Bool(_) | Value::Number(_), Value::String(_)) => value.to_text().map_or(value, Value::String),
            (first, second) if !has_common_type(first, second) => {
                self.report(expression.range(), "both results of a condition must have the same type");
                Value::Unknown
            }
            _ => value,
        }
    }

    pub(super) fn loop_over(&mut self, parts: &'p For) -> Value {
        let collection = self.evaluate(&parts.collection);
        let entries: Vec<(Value, Value)> = match &collection {
            #[expect(clippy::cast_precision_loss, reason = "collections are small")]
            Value::List(elements) => {
                elements.iter().enumerate().map(|(index, value)| (Value::Number(index as f64), value.clone())).collect()
            }
            Value::Object(entries) => entries.iter().map(|(key, value)| (Value::string(key), value.clone())).collect(),
            other => {
                if let Some(found) = self.known_type(&parts.collection, other) {
                    self.report_not_iterable(&parts.collection.range(), found);
                }
                return Value::Unknown;
            }
        };
        let (mut list, mut object) = (Vec::new(), BTreeMap::<String, Vec<Value>>::new());
        let mut is_known = true;
        let length = self.locals.len();
        for (key, value) in entries {
            if self.steps == 0 {
                return Value::Unknown;
            }
            if let Some(name) = &parts.key_name {
                self.locals.push((&name.text, key));
            }
            self.locals.push((&parts.value_name.text, value));
            let is_included = parts.condition.as_ref().map_or(Some(true), |condition| self.boolean(condition));
            is_known &= is_included.is_some();
            if is_included == Some(true) {
                let key = parts.key.as_ref().map(|key| self.key(key));
                let value = self.evaluate(&parts.value);
                match key {
                    None => list.push(value),
                    Some(Some(key)) => object.entry(key).or_default().push(value),
                    Some(None) => is_known = false,
                }
            }
            self.locals.truncate(length);
        }
        if let Some(key) = parts.key.as_ref().filter(|_| !parts.groups)
            && let Some((twice, _)) = object.iter().find(|(_, values)| values.len() > 1)
        {
            let message = format!("two elements have the key `{twice}`; add `...` after the value to group them");
            self.report(key.range(), message);
            return Value::Unknown;
        }
        if !is_known {
            return Value::Unknown;
        }
        if parts.key.is_none() {
            return Value::list(list);
        }
        let entry = |(key, mut values): (String, Vec<Value>)| {
            let value = if parts.groups { Value::list(values) } else { values.pop().unwrap_or(Value::Null) };
            (key, value)
        };
        Value::object(object.into_iter().map(entry))
    }

    pub(super) fn traversal(&mut self, root: &'p Expr, steps: &'p [Step]) -> Value {
        if let ExprKind::Variable(name) = &root.kind
            && matches!(name.as_str(), "target" | "group")
            && self.local(name).is_none()
        {
            if self.is_before_blocks {
                let message = format!("`{name}` has no value here: Bake evaluates variables before {name}s");
                self.report_undeclared(root.range(), name, message);
                return Value::Unknown;
            }
            if matches!(steps.first(), Some(Step::Index(_))) {
                self.report(root.range(), format!("expected a name: write `{name}.NAME.ATTRIBUTE`"));
            }
            return self.block_reference(name, steps);
        }
        let value = self.evaluate(root);
        self.steps(value, steps)
    }

    pub(super) fn steps(&mut self, mut value: Value, steps: &'p [Step]) -> Value {
        for (index, step) in steps.iter().enumerate() {
            if value == Value::Unknown {
                return value;
            }
            value = match step {
                Step::Name(name) => {
                    let Some(entry) = value.entry(&name.text) else {
                        self.report(name.range(), format!("this value has no attribute `{}`", name.text));
                        return Value::Unknown;
                    };
                    entry.clone()
                }
                Step::Index(key) => {
                    let position = self.evaluate(key);
                    if !position.is_known() {
                        return Value::Unknown;
                    }
                    let Some(element) = at(&value, &position) else {
                        let message = format!("this value has no element {}", position.display());
                        self.report(key.range(), message);
                        return Value::Unknown;
                    };
                    element.clone()
                }
                Step::AttributeSplat | Step::FullSplat => {
                    // An index after `.*` applies to the entire list.
                    let is_full = matches!(step, Step::FullSplat);
                    let is_attribute = |step: &Step| is_full || matches!(step, Step::Name(_));
                    let count = steps[index + 1..].iter().take_while(|step| is_attribute(step)).count();
                    let (each, after) = steps[index + 1..].split_at(count);
                    let elements = match &value {
                        Value::Null => return Value::list(Vec::new()),
                        Value::List(elements) => elements.to_vec(),
                        other => vec![other.clone()],
                    };
                    let list = Value::list(elements.into_iter().map(|element| self.steps(element, each)).collect());
                    return self.steps(list, after);
                }
            };
        }
        value
    }

    /// Evaluates `target.name.attribute` and `group.name.attribute`.
    pub(super) fn block_reference(&mut self, kind: &'p str, steps: &'p [Step]) -> Value {
        let [Step::Name(name), rest @ ..] = steps else { return Value::Unknown };
        let blocks: Vec<_> = self.project.blocks_named(kind, &name.text).collect();
        if blocks.is_empty() {
            // The names of the targets that a matrix creates are not known yet.
            let creates_targets = kind == "target" && has_matrix(self.project.blocks(kind));
            if !creates_targets && !self.project.may_have_block(&name.text) {
                let others = self.project.blocks(kind).filter_map(|(_, block)| block.label.as_ref());
                let message = undeclared(kind, &name.text, others.map(|label| label.text.as_str()));
                self.report_undeclared(name.range(), &name.text, message);
            }
            return Value::Unknown;
        }
        if let Some(message) = self.missing_target_of_matrix(kind, &name.text, &blocks) {
            self.report_undeclared(name.range(), &name.text, message);
            return Value::Unknown;
        }
        if rest.is_empty() {
            let names = super::attributes(kind).iter().map(|attribute| attribute.name);
            let names = names.filter(|name| *name != "matrix").chain(["name"]);
            return Value::object(names.map(|name| (name.to_owned(), Value::Unknown)));
        }
        let [Step::Name(attribute), rest @ ..] = rest else { return Value::Unknown };
        if attribute.text == "name" {
            return self.name_of_blocks(&blocks, rest);
        }
        let mut known = super::attributes(kind).iter().filter(|known| known.name != "matrix");
        let Some(known) = known.find(|known| attribute.text == known.name) else {
            self.report(attribute.range(), format!("a {kind} has no attribute `{}`", attribute.text));
            return Value::Unknown;
        };
        // The last block overrides earlier ones, without inheritance.
        let Some((file, block)) = blocks.last().copied().filter(|_| !has_matrix(blocks.iter().copied())) else {
            return Value::Unknown;
        };
        let value = match block.body.attribute(known.name) {
            Some(_) => self.attribute_of_block(file, block, known.name),
            None => unset(known),
        };
        self.steps(value, rest)
    }

    /// Explains why there is no target with the label of these blocks, because their matrices only create targets with
    /// other names. `None` if such a target exists, or may exist.
    fn missing_target_of_matrix(&mut self, kind: &str, label: &str, blocks: &[(usize, &'p Block)]) -> Option<String> {
        if kind != "target" || blocks.iter().any(|(_, block)| block.body.attribute("matrix").is_none()) {
            return None;
        }
        let mut created = Vec::new();
        for (file, block) in blocks {
            created.extend(matrix_names(self, *file, block)?);
        }
        // The matrix of another block can create a target with this name.
        let project = self.project;
        for (file, block) in project.blocks("target").filter(|(_, block)| block.body.attribute("matrix").is_some()) {
            if matrix_names(self, file, block)?.iter().any(|name| name == label) {
                return None;
            }
        }
        Some(match created.first() {
            Some(first) => format!("the matrix of `{label}` creates no target `{label}`, but for example `{first}`"),
            None => format!("the matrix of `{label}` creates no targets"),
        })
    }

    /// Evaluates `target.name.name`. It is the label, unless a matrix creates the targets.
    fn name_of_blocks(&mut self, blocks: &[(usize, &'p Block)], rest: &'p [Step]) -> Value {
        match blocks.last().and_then(|(_, block)| block.label.as_ref()) {
            Some(label) if !has_matrix(blocks.iter().copied()) => self.steps(Value::shared(label.text.shared()), rest),
            _ => Value::Unknown,
        }
    }

    pub(super) fn attribute_of_block(&mut self, file: usize, block: &'p Block, name: &'static str) -> Value {
        let Some(attribute) = block.body.attribute(name) else { return Value::Null };
        let key = (std::ptr::from_ref(block), name);
        match self.attributes.get(&key) {
            Some(Some(value)) => return value.clone(),
            Some(None) => {
                self.report(attribute.name.range(), format!("the value of `{name}` depends on itself"));
                return Value::Unknown;
            }
            None => {}
        }
        self.attributes.insert(key, None);
        // Problems are reported when the block itself is evaluated.
        let before = self.problems.len();
        let value = self.within(file, Vec::new(), |evaluator| {
            let value = evaluator.evaluate(&attribute.value);
            super::decode::decode(evaluator, super::attribute(&block.kind.text, name), attribute, &value)
        });
        let cycles: Vec<_> =
            self.problems.drain(before..).filter(|problem| problem.message.ends_with("depends on itself")).collect();
        self.problems.extend(cycles);
        self.attributes.insert(key, Some(value.clone()));
        value
    }
}
/// Whether a matrix creates targets from one of the blocks.
fn has_matrix<'b>(mut blocks: impl Iterator<Item = (usize, &'b Block)>) -> bool {
    blocks.any(|(_, block)| block.body.attribute("matrix").is_some())
}

/// The value of an attribute that is not set: buildx converts lists of entries and descriptions to empty ones.
fn unset(attribute: &Attribute) -> Value {
    match attribute.kind {
        Kind::Attests
        | Kind::CacheFrom
        | Kind::CacheTo
        | Kind::Outputs
        | Kind::Policies
        | Kind::Secrets
        | Kind::Ssh => Value::list(Vec::new()),
        _ if attribute.name == "description" => Value::string(""),
        _ => Value::Null,
    }
}
