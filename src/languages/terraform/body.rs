//! A file of a module, in the native syntax or in JSON, as the blocks and arguments that somebody looks for in it.

use std::ops::Range;
use std::sync::Arc;

use crate::languages::syntax::hcl::{self, ExprKind, Expression, Step};
use crate::languages::syntax::json::{Json, Kind, Node};

use super::constant::Constant;

/// Bytes of the longest label that is read. In JSON one text may be a label of very many blocks.
const LONGEST_LABEL: usize = 256;

/// A file that was read.
pub enum File<'t> {
    Native(hcl::File<'t>),
    Json(Json<'t>),
}

/// The arguments and blocks of a file or of a block. In JSON, of an object or of the objects of an array.
#[derive(Clone, Copy)]
pub enum Body<'f> {
    Native(hcl::Body<'f>),
    Json(Option<Node<'f>>),
}

pub struct Block<'f> {
    pub name: &'static str,
    /// Its name; in JSON, where several blocks may share one, what opens it.
    pub place: Range<usize>,
    /// All of it; in JSON, its body.
    pub range: Range<usize>,
    /// In JSON, blocks beside each other share theirs.
    pub labels: Vec<Arc<str>>,
    pub body: Body<'f>,
}

/// `name = value`
pub struct Argument<'f> {
    pub name: String,
    /// The name as it is written.
    pub place: Range<usize>,
    /// All of it.
    pub range: Range<usize>,
    pub value: Value<'f>,
}

#[derive(Clone, Copy)]
pub enum Value<'f> {
    Native(Expression<'f>),
    Json(Node<'f>),
}

/// A kind of block that somebody looks for: its name, and the number of its labels.
pub type Wanted = (&'static str, usize);

impl<'t> File<'t> {
    /// Reads what there is, whatever is wrong.
    pub fn read(name: &str, text: &'t str) -> Self {
        if is_json(name) { Self::Json(Json::parse_recovering(text)) } else { Self::Native(hcl::File::parse(text)) }
    }

    /// Reads a file to say what is wrong with it. JSON with a mistake has nothing in it then.
    pub fn read_with_mistakes(name: &str, text: &'t str) -> Self {
        if is_json(name) { Self::Json(Json::parse(text)) } else { Self::Native(hcl::File::parse(text)) }
    }

    pub fn body(&self) -> Body<'_> {
        match self {
            Self::Native(file) => Body::Native(file.body()),
            Self::Json(json) => Body::Json(json.root().filter(|_| json.error().is_none())),
        }
    }
}

impl<'f> Body<'f> {
    /// The argument of a name. Of several the first.
    pub fn value(self, name: &str) -> Option<Value<'f>> {
        match self {
            Self::Native(body) => body.attribute(name).map(|attribute| Value::Native(attribute.value())),
            Self::Json(node) => {
                members(node?).find(|member| member.name == name).map(|member| Value::Json(member.value))
            }
        }
    }

    /// The arguments, whose names need not differ in JSON.
    pub fn arguments(self) -> Vec<Argument<'f>> {
        match self {
            Self::Native(body) => body.attributes().map(Argument::of_attribute).collect(),
            Self::Json(node) => node.into_iter().flat_map(members).map(Argument::of_member).collect(),
        }
    }

    /// The arguments that the native syntax does not count, as one before them has their name.
    pub fn redefined(self) -> Vec<Argument<'f>> {
        match self {
            Self::Native(body) => body.redefined().map(Argument::of_attribute).collect(),
            Self::Json(_) => Vec::new(),
        }
    }

    /// The blocks of the kinds that are wanted, in the order of the text. One with other labels is none of them.
    pub fn blocks(self, wanted: &[Wanted]) -> Vec<Block<'f>> {
        let mut blocks = Vec::new();
        match self {
            Self::Native(body) => {
                for block in body.blocks() {
                    let name = block.name().text();
                    let Some((name, count)) = wanted.iter().find(|(wanted, _)| *wanted == name) else { continue };
                    let labels: Vec<Arc<str>> = block.labels().map(|label| label.value().into()).collect();
                    if labels.len() == *count && labels.iter().all(|label| label.len() <= LONGEST_LABEL) {
                        let (place, range) = (block.name().range(), block.range());
                        blocks.push(Block { name, place, range, labels, body: Self::Native(block.body()) });
                    }
                }
            }
            Self::Json(node) => {
                for member in node.into_iter().flat_map(members) {
                    if let Some(wanted) = wanted.iter().find(|(wanted, _)| *wanted == member.name) {
                        blocks.extend(blocks_of_json(*wanted, member.value));
                    }
                }
            }
        }
        blocks
    }
}

impl<'f> Argument<'f> {
    fn of_attribute(attribute: hcl::Attribute<'f>) -> Self {
        let (name, value) = (attribute.name(), Value::Native(attribute.value()));
        Self { name: name.text().to_owned(), place: name.range(), range: attribute.range(), value }
    }

    fn of_member(member: Member<'f>) -> Self {
        let Member { name, key, value } = member;
        Self { name, place: key.range(), range: key.range().start..value.range().end, value: Value::Json(value) }
    }
}

impl Value<'_> {
    pub fn range(self) -> Range<usize> {
        match self {
            Self::Native(expression) => expression.range(),
            Self::Json(node) => node.range(),
        }
    }

    /// What it is without variables and functions, if it is no list and no object.
    pub fn constant(self) -> Option<Constant> {
        match self {
            Self::Native(expression) => Constant::of_expression(expression),
            Self::Json(node) => Constant::of_json(node),
        }
    }

    /// Whether it is a list or an object, whatever stands in it.
    pub fn is_collection(self) -> bool {
        match self {
            Self::Native(expression) => expression.elements().is_some() || expression.entries().is_some(),
            Self::Json(node) => matches!(node.kind(), Kind::Array | Kind::Object),
        }
    }

    pub fn text(self) -> Option<String> {
        self.constant().and_then(Constant::into_text)
    }

    /// The keys and values of an object, in order. A key that is no text is left out.
    pub fn entries(self) -> Option<Vec<(String, Self)>> {
        match self {
            Self::Native(expression) => {
                let entries = expression.entries()?;
                let keyed = entries.filter_map(|entry| Some((key(entry.key)?, Self::Native(entry.value))));
                Some(keyed.collect())
            }
            Self::Json(node) => {
                let entries = (node.kind() == Kind::Object).then(|| node.members())?;
                Some(entries.filter_map(|(key, value)| Some((key.value()?, Self::Json(value)))).collect())
            }
        }
    }

    /// The first name of a reference, as `aws` of `aws.west`, which older modules write as a text.
    pub fn root_name(self) -> Option<String> {
        match self {
            Self::Native(expression) => root_name(expression).map(str::to_owned).or_else(|| {
                let text = self.text()?;
                in_text(&text, |reference| root_name(reference).map(str::to_owned))
            }),
            Self::Json(node) => in_text(&node.value()?, |reference| root_name(reference).map(str::to_owned)),
        }
    }

    /// Whether it is a list of nothing but a name and its aliases, as `aws` and `aws.west`.
    pub fn is_list_of_aliases(self, name: &str) -> bool {
        let is_alias = |reference: Expression| {
            let has_alias = matches!(reference.steps().next(), None | Some(Step::Name(_)));
            has_alias && root_name(reference) == Some(name)
        };
        match self {
            Self::Native(expression) => expression.elements().is_some_and(|mut elements| elements.all(is_alias)),
            Self::Json(node) => {
                let is_alias = |text: String| in_text(&text, |reference| is_alias(reference).then_some(()));
                node.kind() == Kind::Array && node.elements().all(|each| each.value().and_then(is_alias).is_some())
            }
        }
    }
}

fn is_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "json")
}

/// The name of an object's key. In parentheses it is an expression.
fn key(key: Expression) -> Option<String> {
    match key.key_name() {
        Some(name) => Some(name.into_owned()),
        None => Constant::of_expression(key)?.as_text().map(str::to_owned),
    }
}

fn root_name(expression: Expression<'_>) -> Option<&str> {
    match expression.kind() {
        ExprKind::Variable(name) => Some(name),
        ExprKind::Bool(true) => Some("true"),
        ExprKind::Bool(false) => Some("false"),
        ExprKind::Null => Some("null"),
        ExprKind::Traversal(source) => {
            let ExprKind::Variable(name) = source.kind() else { return None };
            expression.steps().all(is_plain).then_some(name)
        }
        _ => None,
    }
}

/// Whether a step names one thing, whatever the variables are.
fn is_plain(step: Step) -> bool {
    match step {
        Step::Name(_) | Step::LegacyIndex(_) => true,
        Step::Index(key) => {
            matches!(key.kind(), ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Null) || key.literal().is_some()
        }
        Step::AttributeSplat | Step::FullSplat => false,
    }
}

/// Reads the expression that a text says.
fn in_text<T>(text: &str, read: impl Fn(Expression) -> Option<T>) -> Option<T> {
    let argument = format!("provider = {text}");
    let file = hcl::File::parse(&argument);
    read(file.body().attribute("provider").filter(|_| file.errors().is_empty())?.value())
}

/// A key of an object, and what it holds.
struct Member<'f> {
    name: String,
    key: Node<'f>,
    value: Node<'f>,
}

/// What an object says, or each object of an array. `//` is a comment.
fn members(node: Node<'_>) -> impl Iterator<Item = Member<'_>> {
    labelled(node).filter(|member| member.name != "//")
}

fn labelled(node: Node<'_>) -> impl Iterator<Item = Member<'_>> {
    let itself = (node.kind() == Kind::Object).then_some(node);
    let elements = (node.kind() == Kind::Array).then(|| node.elements()).into_iter().flatten();
    let objects = itself.into_iter().chain(elements.filter(|element| element.kind() == Kind::Object));
    objects.flat_map(Node::members).filter_map(|(key, value)| Some(Member { name: key.value()?, key, value }))
}

/// The blocks that a value stands for, below as many labels as its kind has.
fn blocks_of_json<'f>((name, labels): Wanted, value: Node<'f>) -> Vec<Block<'f>> {
    let mut found = vec![(Vec::new(), value)];
    for _ in 0..labels {
        let below = |(outer, value): (Vec<Arc<str>>, Node<'f>)| {
            let labelled = labelled(value).filter(|member| member.name.len() <= LONGEST_LABEL);
            labelled.map(move |member| ([outer.as_slice(), &[member.name.into()]].concat(), member.value))
        };
        found = found.into_iter().flat_map(below).collect();
    }
    let mut blocks = Vec::new();
    for (labels, value) in found {
        let mut add = |node: Node<'f>| {
            let (range, labels) = (node.range(), labels.clone());
            blocks.push(Block {
                name,
                place: range.start..range.start + 1,
                range,
                labels,
                body: Body::Json(Some(node)),
            });
        };
        match value.kind() {
            Kind::Object => add(value),
            Kind::Array => value.elements().for_each(add),
            Kind::String | Kind::Other => {}
        }
    }
    blocks
}
