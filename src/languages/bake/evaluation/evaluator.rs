//! Evaluates expressions. Evaluation never fails: an error is recorded as a [`Problem`], and the value is unknown.

use std::collections::HashMap;
use std::ops::Range;

use super::problems::{Problem, undeclared};
use super::value::Value;
use crate::languages::bake::model::project::Project;
use crate::languages::bake::reference::attributes;
use crate::languages::bake::reference::functions::{Kind, function};
use crate::languages::bake::syntax::{Block, Expr, ExprKind, Part, Step};

/// The values to use for variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The default values, as in an empty environment.
    Defaults,
    /// Unknown values, because the environment can override each variable.
    Any,
}

/// The maximum number of expressions that are evaluated for one project, so that nested loops terminate.
const MAX_STEPS: usize = 300_000;

/// The maximum depth of nested evaluations.
const MAX_DEPTH: usize = 150;

/// The maximum number of problems that are kept.
const MAX_PROBLEMS: usize = 2_000;

/// The variables that Bake itself sets.
pub const BUILT_IN_VARIABLES: [&str; 2] = ["BAKE_CMD_CONTEXT", "BAKE_LOCAL_PLATFORM"];

pub struct Evaluator<'p> {
    pub project: &'p Project<'p>,
    pub mode: Mode,
    /// The index of the file whose expressions are being evaluated.
    pub file: usize,
    pub problems: Vec<Problem>,
    /// Values that the build cannot parse. Bake rejects only the targets that have them.
    pub build_problems: Vec<Problem>,
    pub(super) variables: HashMap<&'p str, Option<Value>>,
    /// The values of attributes of blocks, by the address of the block and the attribute's name. `None` while an
    /// attribute is being evaluated.
    pub(super) attributes: HashMap<(*const Block, &'p str), Option<Value>>,
    /// The names of the targets that the matrix of a block creates, by the address of the block. `None` if they are
    /// unknown or being evaluated.
    pub(super) matrix_names: HashMap<*const Block, Option<Vec<String>>>,
    /// The user-defined functions that are being called.
    pub(super) calls: Vec<&'p str>,
    /// The local names of loops, parameters and matrices. Names before the index `base` belong to an outer function.
    pub(super) locals: Vec<(&'p str, Value)>,
    pub(super) base: usize,
    /// Whether the expression belongs to a variable or a function, which cannot refer to blocks.
    pub(super) is_before_blocks: bool,
    pub(super) steps: usize,
    pub(super) depth: usize,
}

/// The value of an operand of `&&` or `||`.
#[derive(Clone, Copy)]
pub(super) enum Operand {
    Known(bool),
    Null,
    Unknown,
}

impl<'p> Evaluator<'p> {
    pub fn new(project: &'p Project<'p>, mode: Mode) -> Self {
        Self {
            project,
            mode,
            file: 0,
            problems: Vec::new(),
            build_problems: Vec::new(),
            matrix_names: HashMap::new(),
            variables: HashMap::new(),
            attributes: HashMap::new(),
            calls: Vec::new(),
            locals: Vec::new(),
            base: 0,
            is_before_blocks: false,
            steps: MAX_STEPS,
            depth: 0,
        }
    }

    pub fn report(&mut self, range: Range<usize>, message: impl Into<String>) {
        let message = message.into();
        self.push(Problem { file: self.file, range, message, undeclared: None });
    }

    /// Reports a value that the build cannot parse.
    pub(super) fn report_build_value(&mut self, range: Range<usize>, message: String) {
        if self.build_problems.len() < MAX_PROBLEMS {
            self.build_problems.push(Problem { file: self.file, range, message, undeclared: None });
        }
    }

    pub(super) fn report_undeclared(&mut self, range: Range<usize>, name: &str, message: String) {
        self.push(Problem { file: self.file, range, message, undeclared: Some(name.to_owned()) });
    }

    pub(super) fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// Evaluates in another file, with only the local names of `locals`.
    pub fn within<T>(&mut self, file: usize, locals: Vec<(&'p str, Value)>, run: impl FnOnce(&mut Self) -> T) -> T {
        let (outer_file, outer_base) = (self.file, self.base);
        let length = self.locals.len();
        self.file = file;
        self.base = length;
        self.locals.extend(locals);
        let result = run(self);
        self.locals.truncate(length);
        self.base = outer_base;
        self.file = outer_file;
        result
    }

    /// Takes steps for work that visits this many values.
    pub(super) fn take_steps(&mut self, visited: usize) {
        self.steps = self.steps.saturating_sub(visited / 8);
    }

    pub fn evaluate(&mut self, expression: &'p Expr) -> Value {
        if self.steps == 0 || self.depth >= MAX_DEPTH {
            return Value::Unknown;
        }
        self.steps -= 1;
        self.depth += 1;
        let value = self.evaluate_kind(expression);
        self.depth -= 1;
        value
    }

    fn evaluate_kind(&mut self, expression: &'p Expr) -> Value {
        match &expression.kind {
            ExprKind::Number(number) => Value::Number(*number),
            ExprKind::Bool(value) => Value::Bool(*value),
            ExprKind::Null => Value::Null,
            ExprKind::String(text, _) => Value::shared(text.shared()),
            ExprKind::Template(parts) => self.template(parts),
            ExprKind::Variable(name) => self.variable(name, &expression.range()),
            ExprKind::Traversal(value, steps) => self.traversal(value, steps),
            ExprKind::Negation(value) => match self.number(value) {
                Some(number) => Value::Number(-number),
                None => Value::Unknown,
            },
            ExprKind::Not(value) => match self.boolean(value) {
                Some(value) => Value::Bool(!value),
                None => Value::Unknown,
            },
            ExprKind::Binary(operator, left, right) => self.binary(*operator, left, right),
            ExprKind::Conditional(parts) => self.conditional(expression, parts),
            ExprKind::Parentheses(value) => self.evaluate(value),
            ExprKind::Call(call) => self.call(call),
            ExprKind::Tuple(elements) => Value::list(elements.iter().map(|element| self.evaluate(element)).collect()),
            ExprKind::Object(entries) => {
                let mut object = Vec::with_capacity(entries.len());
                let mut is_known = true;
                for entry in entries {
                    let key = match &entry.name {
                        Some(name) => Some(name.text.to_string()),
                        None => self.key(&entry.key),
                    };
                    let value = self.evaluate(&entry.value);
                    match key {
                        Some(key) => object.push((key, value)),
                        None => is_known = false,
                    }
                }
                if is_known { Value::object(object) } else { Value::Unknown }
            }
            ExprKind::For(parts) => self.loop_over(parts),
            ExprKind::Key | ExprKind::Broken => Value::Unknown,
        }
    }

    /// Evaluates the key of an object. Returns `None` if it is unknown.
    pub(super) fn key(&mut self, expression: &'p Expr) -> Option<String> {
        let value = self.evaluate(expression);
        let text = value.to_text().map(|text| text.to_string());
        if text.is_none() && value != Value::Unknown {
            self.report(expression.range(), format!("a key must be a string, not {}", value.type_name()));
        }
        text
    }

    /// Evaluates a number. Returns `None` if it is unknown.
    pub(super) fn number(&mut self, expression: &'p Expr) -> Option<f64> {
        let value = self.evaluate(expression);
        let number = value.to_number();
        if number.is_none() && value != Value::Unknown {
            self.report(expression.range(), format!("expected a number, not {}", value.type_name()));
        }
        number
    }

    /// Evaluates a boolean. Returns `None` if it is unknown.
    pub fn boolean(&mut self, expression: &'p Expr) -> Option<bool> {
        let value = self.evaluate(expression);
        self.as_boolean(expression, &value)
    }

    fn as_boolean(&mut self, expression: &Expr, value: &Value) -> Option<bool> {
        let boolean = value.to_bool();
        if boolean.is_none() && *value != Value::Unknown {
            self.report(expression.range(), format!("expected true or false, not {}", value.type_name()));
        }
        boolean
    }

    /// Evaluates an operand of `&&` or `||`.
    pub(super) fn operand(&mut self, expression: &'p Expr) -> Operand {
        match self.evaluate(expression) {
            Value::Null => Operand::Null,
            value => self.as_boolean(expression, &value).map_or(Operand::Unknown, Operand::Known),
        }
    }

    /// Returns the type of an expression, with an article, if it is a string, number or boolean for all values of the
    /// variables.
    pub fn primitive_type(&self, expression: &Expr) -> Option<&'static str> {
        match &expression.kind {
            ExprKind::String(..) => Some("a string"),
            ExprKind::Number(_) => Some("a number"),
            ExprKind::Bool(_) => Some("a boolean"),
            ExprKind::Template(parts) => match parts.as_slice() {
                [Part::Interpolation(value)] => self.primitive_type(value),
                _ => Some("a string"),
            },
            ExprKind::Parentheses(value) => self.primitive_type(value),
            ExprKind::Variable(name) => self.primitive_variable(name),
            ExprKind::Call(call) => match function(&call.name.text)?.returns {
                Kind::String => Some("a string"),
                Kind::Number => Some("a number"),
                Kind::Bool => Some("a boolean"),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the kind of the attribute to which an expression such as `target.app.tags` refers.
    pub fn referenced_kind(&self, expression: &Expr) -> Option<attributes::Kind> {
        let ExprKind::Traversal(root, steps) = &expression.kind else { return None };
        let ExprKind::Variable(kind) = &root.kind else { return None };
        let [Step::Name(block), Step::Name(attribute)] = &**steps else { return None };
        let is_block = matches!(kind.as_str(), "target" | "group") && self.local(kind).is_none();
        let (_, block) = is_block.then(|| self.project.blocks_named(kind, &block.text).next())??;
        match attribute.text.as_str() {
            _ if block.body.attribute("matrix").is_some() => None,
            "name" => Some(attributes::Kind::String),
            name => Some(super::attribute(kind, name)),
        }
    }

    /// Returns the type of a value. The type of an unknown value may follow from its expression.
    pub fn known_type(&self, expression: &Expr, value: &Value) -> Option<&'static str> {
        match value {
            Value::Unknown => self.primitive_type(expression),
            value => Some(value.type_name()),
        }
    }

    /// Returns the type of a variable without a `type`. It is the type of the default value, which the environment
    /// cannot change.
    fn primitive_variable(&self, name: &str) -> Option<&'static str> {
        let is_declared_once = self.local(name).is_none()
            && self.project.top_attribute(name).is_none()
            && !self.project.is_declared_nearby(name);
        let (_, block) = self.project.variable_block(name).filter(|_| is_declared_once)?;
        if block.body.attribute("type").is_some() {
            return None;
        }
        match block.body.attribute("default").map(|default| &default.value.kind) {
            None | Some(ExprKind::String(..)) => Some("a string"),
            Some(ExprKind::Number(_)) => Some("a number"),
            Some(ExprKind::Bool(_)) => Some("a boolean"),
            Some(_) => None,
        }
    }

    pub(super) fn local(&self, name: &str) -> Option<&Value> {
        self.locals[self.base..].iter().rev().find(|(local, _)| *local == name).map(|(_, value)| value)
    }

    fn variable(&mut self, name: &'p str, range: &Range<usize>) -> Value {
        if let Some(value) = self.local(name) {
            return value.clone();
        }
        if matches!(name, "target" | "group") {
            let message =
                format!("`{name}` refers to the {name}s here: write `{name}.NAME.ATTRIBUTE`, or rename the variable");
            self.report(range.clone(), message);
            return Value::Unknown;
        }
        if let Some(value) = self.global(name) {
            return value;
        }
        let locals = self.locals[self.base..].iter().map(|(name, _)| *name);
        let message = undeclared("variable", name, locals.chain(self.project.variable_names()));
        self.report_undeclared(range.clone(), name, message);
        Value::Unknown
    }

    /// Returns the value of a variable or of a top-level attribute, or `None` if there is none.
    pub fn global(&mut self, name: &str) -> Option<Value> {
        if BUILT_IN_VARIABLES.contains(&name) {
            return Some(Value::Unknown);
        }
        if let Some((name, state)) = self.variables.get_key_value(name) {
            let name = *name;
            if let Some(value) = state {
                return Some(value.clone());
            }
            let (file, range) = self.project.variable_range(name)?;
            self.push(Problem {
                file,
                range,
                message: format!("the value of `{name}` depends on itself"),
                undeclared: None,
            });
            return Some(Value::Unknown);
        }
        let value = if let Some((file, attribute)) = self.project.top_attribute(name) {
            let name = attribute.name.text.as_str();
            self.variables.insert(name, None);
            let outer = std::mem::replace(&mut self.is_before_blocks, false);
            let value = self.within(file, Vec::new(), |evaluator| evaluator.evaluate(&attribute.value));
            self.is_before_blocks = outer;
            self.variables.insert(name, Some(value.clone()));
            value
        } else {
            let (file, block) = self.project.variable_block(name)?;
            let name = block.label.as_ref()?.text.as_str();
            self.variables.insert(name, None);
            let value = self.before_blocks(|evaluator| {
                evaluator.within(file, Vec::new(), |inner| inner.variable_block(name, block))
            });
            self.variables.insert(name, Some(value.clone()));
            value
        };
        Some(value)
    }

    /// Evaluates a part of a variable or function, which cannot refer to blocks.
    pub(super) fn before_blocks<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.is_before_blocks, true);
        let result = run(self);
        self.is_before_blocks = outer;
        result
    }

    fn variable_block(&mut self, name: &str, block: &'p Block) -> Value {
        let r#type = match block.body.attribute("type") {
            Some(attribute) if !matches!(attribute.value.kind, ExprKind::Null | ExprKind::Broken) => {
                let Some(parsed) = self.type_argument(&attribute.value) else { return Value::Unknown };
                Some(parsed)
            }
            _ => None,
        };
        let Some(default) = block.body.attribute("default") else {
            return match (self.mode, r#type) {
                (Mode::Any, _) => Value::Unknown,
                (Mode::Defaults, None) => Value::string(""),
                (Mode::Defaults, Some(_)) => Value::Null,
            };
        };
        let value = self.evaluate(&default.value);
        let value = match r#type {
            None => value,
            Some(r#type) => r#type.convert(&value).unwrap_or_else(|| {
                let message =
                    format!("invalid default for `{name}`: expected `{}`, not {}", r#type.display(), value.type_name());
                self.report(default.value.range(), message);
                Value::Unknown
            }),
        };
        if self.mode == Mode::Any { Value::Unknown } else { value }
    }
}
