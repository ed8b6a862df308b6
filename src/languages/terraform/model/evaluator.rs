//! Determines what is certain about values while Terraform validates a module. Variables and resources have only their
//! types then, but local values and literals have values.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::languages::syntax::hcl::{self, Call, Directive, ExprKind, Expression, Part, Step, Template};
use crate::languages::syntax::json::{Json, Kind, Node};
use crate::languages::terraform::file_names::{FileKind, is_json_file};
use crate::languages::terraform::reference::functions::function;
use crate::languages::terraform::syntax::json_expressions::in_template;
use crate::languages::terraform::values::known::{Known, MAX_PARTS, MAX_TEXT, MissingAttribute, Shape, exact};
use crate::languages::terraform::values::type_constraint::Type;

use super::address::{Address, Named};
use super::facts::{Declaration, Repetition};
use super::index::{Module, ModuleFile, ModuleIndex};
use super::results::{binary, converted, either, object_with, result};

/// The depth of expressions, and of the local values behind them, that are evaluated.
const MAX_DEPTH: usize = 64;

/// Arguments of a call that are evaluated.
const MAX_ARGUMENTS: usize = 64;

/// The maximum number of parts of all values that are computed. Each value in a chain of calls of `merge` has the parts of
/// those before it. Later values are unknown.
const MAX_COMPUTED_PARTS: usize = 1 << 17;

/// A step of a reference that Terraform certainly refuses.
pub struct Refused {
    /// Its name or index.
    pub range: Range<usize>,
    pub name: String,
    pub missing: MissingAttribute,
}

/// Evaluates expressions of a module.
pub struct Evaluator<'m> {
    index: &'m ModuleIndex<'m>,
    own: Arc<Module>,
    /// The values of variables and local values that were needed. Unknown while they are evaluated.
    named: RefCell<HashMap<Address, Known>>,
    /// The number of parts of values that may still be computed.
    parts_left: Cell<usize>,
    /// Whether a declaration counts although syntax errors may hide another one of the same name.
    is_tolerant: bool,
    /// The values of parts of the expression that is examined.
    remembered: RefCell<Remembered>,
}

/// The values of parts of one expression, so that the expressions around them are evaluated without evaluating the parts
/// again.
#[derive(Default)]
struct Remembered {
    values: foldhash::HashMap<Range<usize>, Known>,
    /// The ranges of the parts, in the order in which they were evaluated.
    order: Vec<Range<usize>>,
}

impl Remembered {
    /// Adds the value of an expression. Those of its own parts are no longer needed.
    fn insert(&mut self, range: Range<usize>, value: Known) {
        while let Some(part) = self.order.pop_if(|part| range.start <= part.start && part.end <= range.end) {
            self.values.remove(&part);
        }
        self.order.push(range.clone());
        self.values.insert(range, value);
    }
}

impl<'m> Evaluator<'m> {
    pub fn new(index: &'m ModuleIndex<'m>) -> Self {
        Self {
            index,
            own: index.own(),
            named: RefCell::default(),
            parts_left: Cell::new(MAX_COMPUTED_PARTS),
            remembered: RefCell::default(),
            is_tolerant: false,
        }
    }

    /// Evaluates expressions of a module that is being typed, for suggestions.
    pub fn tolerant(index: &'m ModuleIndex<'m>) -> Self {
        Self { is_tolerant: true, ..Self::new(index) }
    }

    /// What is certain about an expression of the native syntax.
    pub fn evaluate(&self, expression: Expression<'_>) -> Known {
        self.expression(expression, MAX_DEPTH)
    }

    /// What is certain about a value in JSON.
    pub fn evaluate_json(&self, value: Node<'_>) -> Known {
        self.json(value, MAX_DEPTH)
    }

    /// Evaluates a part of an expression, and remembers its value for the expressions around it. Its own parts must be
    /// remembered first.
    pub fn remember(&self, part: Expression<'_>) {
        // A value that is as easily evaluated again needs no memory.
        if !part.is_constant() {
            let value = self.evaluate(part);
            self.remembered.borrow_mut().insert(part.range(), value);
        }
    }

    /// Forgets all parts of an expression.
    pub fn forget(&self) {
        self.remembered.take();
    }

    /// What is certain about a variable or local value.
    pub fn named(&self, address: &Address) -> Known {
        self.named_within(address, MAX_DEPTH)
    }

    fn named_within(&self, address: &Address, depth: usize) -> Known {
        if let Some(known) = self.named.borrow().get(address) {
            return known.clone();
        }
        self.named.borrow_mut().insert(address.clone(), Known::UNKNOWN);
        // The ranges of the remembered parts are those of another text.
        let remembered = self.remembered.take();
        let found = self.look_up(address, depth).unwrap_or_default();
        self.remembered.replace(remembered);
        self.named.borrow_mut().insert(address.clone(), found.clone());
        found
    }

    fn look_up(&self, address: &Address, depth: usize) -> Option<Known> {
        let depth = depth.checked_sub(1)?;
        let mut declarations = self.own.declarations(address).filter(|(file, _)| file.kind == FileKind::Module);
        let (file, declaration) = declarations.next()?;
        // Another file can replace the declaration.
        if declarations.next().is_some() || !self.own.is_complete && !self.is_tolerant {
            return None;
        }
        let text = self.index.text(&file.file)?;
        match address {
            Address::Named(Named::Variable, _) => Some(Known {
                is_ephemeral: declaration.is_ephemeral,
                is_sensitive: declaration.is_sensitive,
                ..Known::of_type(&declared_type(file, declaration, &text))
            }),
            Address::Named(Named::Local, _) => {
                let value = text.get(declaration.value?.range())?;
                if is_json_file(&file.name) {
                    let json = Json::parse(value);
                    return json.root().filter(|_| json.error().is_none()).map(|root| self.json(root, depth));
                }
                let text = format!("x = {value}\n");
                let parsed = hcl::File::parse(&text);
                let attribute = parsed.body().attribute("x").filter(|_| parsed.errors().is_empty())?;
                Some(self.expression(attribute.value(), depth))
            }
            _ => None,
        }
    }

    fn expression(&self, expression: Expression<'_>, depth: usize) -> Known {
        if let Some(value) = self.remembered.borrow().values.get(&expression.range()) {
            return value.clone();
        }
        let Some(depth) = depth.checked_sub(1) else { return Known::UNKNOWN };
        let value = |part: Expression<'_>| self.expression(part, depth);
        match expression.kind() {
            ExprKind::Number(digits) => Shape::Number(digits.parse().ok()).into(),
            ExprKind::Bool(is_true) => Shape::Bool(Some(is_true)).into(),
            ExprKind::Null => Shape::Null.into(),
            ExprKind::Parentheses(inner) => value(inner),
            ExprKind::Template(template) => match expression.literal() {
                Some(text) => Shape::String(Some((*text).into())).into(),
                None => self.template(template, &template.parts().collect::<Vec<_>>(), depth),
            },
            ExprKind::Traversal(first) => self.traversal(first, expression, depth).unwrap_or_default(),
            ExprKind::Negation(inner) => {
                let inner = value(inner);
                match inner.shape {
                    Shape::Number(Some(number)) => Known::from(Shape::Number(Some(-number))).marked_as(&inner),
                    // Terraform drops the marks of an unknown operand.
                    _ => Shape::Number(None).into(),
                }
            }
            ExprKind::Not(inner) => {
                let inner = value(inner);
                match inner.shape {
                    Shape::Bool(Some(value)) => Known::from(Shape::Bool(Some(!value))).marked_as(&inner),
                    _ => Shape::Bool(None).into(),
                }
            }
            ExprKind::Binary(operator, left, right) => binary(operator, &value(left), &value(right)),
            ExprKind::Conditional { condition, when_true, when_false } => self.compute(|| {
                let (condition, when_true, when_false) = (value(condition), value(when_true), value(when_false));
                // Values with more parts are not compared.
                self.take_parts((when_true.size() + when_false.size()).min(MAX_PARTS));
                let found = match condition.shape {
                    Shape::Bool(Some(true)) => converted(when_true, &when_false),
                    Shape::Bool(Some(false)) => converted(when_false, &when_true),
                    _ => either(&when_true, &when_false),
                };
                found.marked_as(&condition)
            }),
            ExprKind::Tuple => {
                let elements = expression.elements().into_iter().flatten();
                Shape::tuple(elements.map(value)).into()
            }
            ExprKind::Object => self.object(expression, depth),
            ExprKind::For(parts) => self.compute(|| {
                let collection = value(parts.collection);
                let elements = match &collection.shape {
                    Shape::Tuple(elements) => Some(elements.len()),
                    Shape::Object { attributes, is_value: true } => Some(attributes.len()),
                    _ => None,
                };
                let makes_list = parts.key.is_none() && parts.condition.is_none();
                let shape = match elements.filter(|elements| makes_list && *elements <= MAX_PARTS) {
                    Some(elements) => Shape::tuple(vec![Known::UNKNOWN; elements]),
                    None => Shape::Unknown,
                };
                Known::from(shape).marked_as(&collection)
            }),
            ExprKind::Call(call) => self.compute(|| self.call(call, depth)),
            ExprKind::Variable(_) | ExprKind::Broken => Known::UNKNOWN,
        }
    }

    /// Computes a value that can have more parts than its expression, unless too many parts were computed.
    fn compute(&self, value: impl FnOnce() -> Known) -> Known {
        if self.parts_left.get() == 0 {
            return Known::UNKNOWN;
        }
        let known = value();
        self.take_parts(known.size());
        known
    }

    fn take_parts(&self, parts: usize) {
        self.parts_left.set(self.parts_left.get().saturating_sub(parts));
    }

    /// A template has the value of its interpolation, if it consists of one.
    fn template(&self, template: Template<'_>, parts: &[Part<'_>], depth: usize) -> Known {
        if let [Part::Interpolation(inner)] = parts {
            return self.expression(*inner, depth);
        }
        let mut known = Known::from(Shape::String(None));
        // Neither indentation nor white space before or after a part is removed.
        let source = template.source();
        let is_verbatim = source.len() <= MAX_TEXT && !["~}", "{~", "<<-"].iter().any(|marker| source.contains(marker));
        let mut text = is_verbatim.then(String::new);
        for part in parts {
            match part {
                Part::Interpolation(inner) => {
                    let inner = self.expression(*inner, depth);
                    text = text.and_then(|text| Some(text + &inner.text()?));
                    known = known.marked_as(&inner);
                }
                Part::Text(source) => text = text.map(|text| text + &template.unescaped(source)),
                // What lies between directives may be left out.
                Part::Directive(Directive::If(inner)) => return known.marked_as(&self.expression(*inner, depth)),
                Part::Directive(_) => return known,
            }
            text = text.filter(|text| text.len() <= MAX_TEXT);
        }
        Known { shape: Shape::String(text.map(Arc::from)), ..known }
    }

    fn object(&self, object: Expression<'_>, depth: usize) -> Known {
        let mut attributes = Vec::new();
        for entry in object.entries().into_iter().flatten() {
            let name: Arc<str> = match entry.key.word() {
                Some(word) => word.into(),
                None => match self.expression(entry.key, depth).shape {
                    Shape::String(Some(name)) => name,
                    Shape::Number(Some(number)) => match exact(number) {
                        Some(number) => number.to_string().into(),
                        None => return Known::UNKNOWN,
                    },
                    _ => return Known::UNKNOWN,
                },
            };
            attributes.push((name, self.expression(entry.value, depth)));
        }
        object_with(attributes)
    }

    /// The first step of a reference that Terraform certainly refuses.
    pub fn refused(&self, reference: Expression<'_>) -> Option<Refused> {
        let ExprKind::Traversal(first) = reference.kind() else { return None };
        self.traversal(first, reference, MAX_DEPTH).err()
    }

    fn traversal(&self, first: Expression<'_>, traversal: Expression<'_>, depth: usize) -> Result<Known, Refused> {
        let mut steps = traversal.steps();
        let mut known = match first.kind() {
            ExprKind::Variable(root) => {
                let Some(Step::Name(name)) = steps.next() else { return Ok(Known::UNKNOWN) };
                self.root(root, name.text(), depth)
            }
            _ => self.expression(first, depth),
        };
        let (mut is_splat, mut is_value) = (false, true);
        for step in steps {
            // An index behind a splat can be one of its result.
            if is_splat && !matches!(step, Step::Name(_)) {
                return Ok(Known::UNKNOWN);
            }
            known = match (step, &known.shape) {
                // What follows is evaluated for each element.
                (Step::AttributeSplat | Step::FullSplat, Shape::List(element)) if !is_splat => {
                    is_splat = true;
                    Known::clone(element).marked_as(&known)
                }
                // What the first element does not have is certainly missing.
                (Step::AttributeSplat | Step::FullSplat, Shape::Tuple(elements))
                    if !is_splat && !elements.is_empty() =>
                {
                    is_splat = true;
                    is_value = false;
                    elements[0].clone().marked_as(&known)
                }
                // A value that is no list is the only element.
                (Step::AttributeSplat | Step::FullSplat, Shape::Object { is_value: is_known, .. }) if !is_splat => {
                    is_splat = true;
                    is_value = *is_known;
                    known
                }
                (Step::AttributeSplat | Step::FullSplat, _) => return Ok(Known::UNKNOWN.marked_as(&known)),
                _ => self.step(&known, step, depth)?,
            };
        }
        if !is_splat {
            return Ok(known);
        }
        // Terraform does not know the type of the result before it knows whether the value is null.
        let list = if is_value { Shape::List(Arc::new(known.clone())) } else { Shape::Unknown };
        Ok(Known::from(list).marked_as(&known))
    }

    fn step(&self, known: &Known, step: Step<'_>, depth: usize) -> Result<Known, Refused> {
        match step {
            Step::Name(name) => known.attribute(name.text()).map_err(|missing| Refused {
                range: name.range(),
                name: name.text().to_owned(),
                missing,
            }),
            Step::LegacyIndex(digits) => {
                Ok(known.element(&Shape::Number(digits.parse().ok()).into()).unwrap_or_default())
            }
            Step::Index(index) => {
                let key = self.expression(index, depth);
                known.element(&key).map_err(|missing| {
                    let name = match &key.shape {
                        Shape::String(Some(name)) => name.to_string(),
                        Shape::Number(Some(number)) => number.to_string(),
                        _ => String::new(),
                    };
                    Refused { range: index.range(), name, missing }
                })
            }
            Step::AttributeSplat | Step::FullSplat => Ok(Known::UNKNOWN),
        }
    }

    /// What a reference begins with: a root and the name behind it.
    fn root(&self, root: &str, name: &str, depth: usize) -> Known {
        match (root, name) {
            ("var", name) => self.named_within(&Address::Named(Named::Variable, name.into()), depth),
            ("local", name) => self.named_within(&Address::Named(Named::Local, name.into()), depth),
            ("path", "module" | "root" | "cwd") | ("terraform", "workspace") | ("each", "key") => {
                Shape::String(None).into()
            }
            ("count", "index") => Shape::Number(None).into(),
            ("module", name) => self.module(name),
            ("terraform", "applying") => Known { is_ephemeral: true, ..Shape::Bool(None).into() },
            // The type of an ephemeral resource.
            ("ephemeral", _) => Known { is_ephemeral: true, ..Known::UNKNOWN },
            _ => Known::UNKNOWN,
        }
    }

    /// The outputs of a called module, or of its instances.
    fn module(&self, name: &str) -> Known {
        let address = Address::Named(Named::Module, name.into());
        let mut declarations = self.own.declarations(&address);
        match (declarations.next().and_then(|(_, declaration)| declaration.repetition), declarations.next()) {
            (Some(Repetition::Count), None) => Shape::List(Arc::default()).into(),
            (Some(Repetition::ForEach), None) => Shape::Map(Arc::default()).into(),
            _ => Known::UNKNOWN,
        }
    }

    fn call(&self, call: Call<'_>, depth: usize) -> Known {
        let Some(function) = function(call.name().text()).filter(|_| !call.expands_last) else {
            return Known::UNKNOWN;
        };
        let arguments: Vec<Known> =
            call.arguments().take(MAX_ARGUMENTS + 1).map(|argument| self.expression(argument, depth)).collect();
        if arguments.len() > MAX_ARGUMENTS {
            return Known::UNKNOWN;
        }
        let parts: usize = arguments.iter().map(Known::size).sum();
        self.take_parts(parts);
        result(function, &arguments)
    }

    fn json(&self, value: Node<'_>, depth: usize) -> Known {
        let Some(depth) = depth.checked_sub(1) else { return Known::UNKNOWN };
        match value.kind() {
            Kind::Other => match value.text() {
                "null" => Shape::Null,
                "true" => Shape::Bool(Some(true)),
                "false" => Shape::Bool(Some(false)),
                digits => Shape::Number(digits.parse().ok()),
            }
            .into(),
            Kind::String => {
                let Some(text) = value.value() else { return Known::UNKNOWN };
                if !hcl::may_have_templates(&text) {
                    return Shape::String(Some(text.into())).into();
                }
                let template = in_template(value, |template, _| {
                    let ExprKind::Template(template) = template.kind() else { return Known::UNKNOWN };
                    let mut parts: Vec<Part<'_>> = template.parts().collect();
                    // It ends the last line of the heredoc.
                    parts.pop_if(|last| matches!(last, Part::Text("\n")));
                    self.template(template, &parts, depth)
                });
                template.unwrap_or_default()
            }
            Kind::Array => Shape::tuple(value.elements().map(|element| self.json(element, depth))).into(),
            Kind::Object => {
                let mut attributes: Vec<(Arc<str>, Known)> = Vec::new();
                for (key, value) in value.members() {
                    let Some(name) = key.value().filter(|name| !hcl::may_have_templates(name)) else {
                        return Known::UNKNOWN;
                    };
                    attributes.push((name.into(), self.json(value, depth)));
                }
                object_with(attributes)
            }
        }
    }
}

/// Returns the type of a variable. `text` is that of its file.
pub fn declared_type(file: &ModuleFile, declaration: &Declaration, text: &str) -> Type {
    let constraint = declaration.type_constraint.and_then(|constraint| text.get(constraint.range()));
    // Escapes in JSON are rare in types.
    let constraint = constraint.filter(|constraint| !(is_json_file(&file.name) && constraint.contains('\\')));
    constraint.map_or(Type::Any, Type::parse)
}
