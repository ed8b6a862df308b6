//! A Terraform file in the native syntax or in JSON, as blocks and arguments.

use std::ops::Range;
use std::sync::Arc;

use crate::languages::syntax::hcl::{self, ExprKind, Expression, Step};
use crate::languages::syntax::json::{Json, Kind, Node};

use super::static_eval::StaticValue;

/// The maximum length of labels of a block that is found, in bytes. In JSON, a single string can be the label of many
/// blocks.
const MAX_LABEL_LEN: usize = 256;

/// A parsed file.
pub enum File<'t> {
    Native(hcl::File<'t>),
    Json(Json<'t>),
}

/// The arguments and blocks of a file or of a block. In JSON, the members of an object or of the objects in an array.
#[derive(Clone, Copy)]
pub enum Body<'f> {
    Native(hcl::Body<'f>),
    Json(Option<Node<'f>>),
}

pub struct Block<'f> {
    pub name: &'static str,
    /// The range of its name. In JSON, where blocks can share a name, the range of its opening bracket.
    pub focus_range: Range<usize>,
    /// The range of the whole block. In JSON, the range of its body.
    pub range: Range<usize>,
    /// The labels. Neighboring blocks in JSON share them.
    pub labels: Vec<Arc<str>>,
    pub body: Body<'f>,
}

/// `name = value`
pub struct Argument<'f> {
    pub name: String,
    /// The range of its name.
    pub focus_range: Range<usize>,
    /// The range of the whole argument.
    pub range: Range<usize>,
    pub value: Value<'f>,
}

#[derive(Clone, Copy)]
pub enum Value<'f> {
    Native(Expression<'f>),
    Json(Node<'f>),
}

/// A kind of block: the name and the number of labels.
#[derive(Clone, Copy, Debug)]
pub struct BlockHeader {
    pub name: &'static str,
    pub labels: usize,
}

impl BlockHeader {
    pub const fn new(name: &'static str, labels: usize) -> Self {
        Self { name, labels }
    }
}

impl<'t> File<'t> {
    /// Parses a file with error recovery in both syntaxes.
    pub fn parse_recovering(name: &str, text: &'t str) -> Self {
        if is_json(name) { Self::Json(Json::parse_recovering(text)) } else { Self::Native(hcl::File::parse(text)) }
    }

    /// Parses a file to report its errors. If JSON has a syntax error, the body is empty.
    pub fn parse(name: &str, text: &'t str) -> Self {
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
    /// Returns the value of an argument. If several arguments have the same name, the first one is used.
    pub fn value(self, name: &str) -> Option<Value<'f>> {
        match self {
            Self::Native(body) => body.attribute(name).map(|attribute| Value::Native(attribute.value())),
            Self::Json(node) => {
                members(node?).find(|member| member.name == name).map(|member| Value::Json(member.value))
            }
        }
    }

    /// Returns the arguments. In JSON, several can have the same name.
    pub fn arguments(self) -> Vec<Argument<'f>> {
        match self {
            Self::Native(body) => body.attributes().map(Argument::from_attribute).collect(),
            Self::Json(node) => node.into_iter().flat_map(members).map(Argument::from_member).collect(),
        }
    }

    /// Returns the arguments in the native syntax that have no effect, because an earlier one has the same name.
    pub fn redefined(self) -> Vec<Argument<'f>> {
        match self {
            Self::Native(body) => body.redefined().map(Argument::from_attribute).collect(),
            Self::Json(_) => Vec::new(),
        }
    }

    /// Returns the blocks of some kinds, in the order of the text. Blocks with a different number of labels are
    /// ignored.
    pub fn blocks(self, headers: &[BlockHeader]) -> Vec<Block<'f>> {
        let mut blocks = Vec::new();
        match self {
            Self::Native(body) => {
                for block in body.blocks() {
                    let name = block.name().text();
                    let Some(header) = headers.iter().find(|header| header.name == name) else { continue };
                    let labels: Vec<Arc<str>> = block.labels().map(|label| label.value().into()).collect();
                    if labels.len() == header.labels && labels.iter().all(|label| label.len() <= MAX_LABEL_LEN) {
                        blocks.push(Block {
                            name: header.name,
                            focus_range: block.name().range(),
                            range: block.range(),
                            labels,
                            body: Self::Native(block.body()),
                        });
                    }
                }
            }
            Self::Json(node) => {
                for member in node.into_iter().flat_map(members) {
                    if let Some(header) = headers.iter().find(|header| header.name == member.name) {
                        blocks.extend(json_blocks(*header, member.value));
                    }
                }
            }
        }
        blocks
    }
}

impl<'f> Argument<'f> {
    fn from_attribute(attribute: hcl::Attribute<'f>) -> Self {
        let (name, value) = (attribute.name(), Value::Native(attribute.value()));
        Self { name: name.text().to_owned(), focus_range: name.range(), range: attribute.range(), value }
    }

    fn from_member(member: Member<'f>) -> Self {
        let Member { name, key, value } = member;
        let range = key.range().start..value.range().end;
        Self { name, focus_range: key.range(), range, value: Value::Json(value) }
    }
}

impl Value<'_> {
    pub fn range(self) -> Range<usize> {
        match self {
            Self::Native(expression) => expression.range(),
            Self::Json(node) => node.range(),
        }
    }

    /// Returns the value, if it contains no variables or functions and is neither a list nor an object.
    pub fn evaluate(self) -> Option<StaticValue> {
        match self {
            Self::Native(expression) => StaticValue::from_expression(expression),
            Self::Json(node) => StaticValue::from_json(node),
        }
    }

    /// Whether the value is a list or an object.
    pub fn is_collection(self) -> bool {
        match self {
            Self::Native(expression) => expression.elements().is_some() || expression.entries().is_some(),
            Self::Json(node) => matches!(node.kind(), Kind::Array | Kind::Object),
        }
    }

    /// Returns the value converted to a string.
    pub fn string(self) -> Option<String> {
        self.evaluate().and_then(StaticValue::into_string)
    }

    /// Returns the keys and values of an object, in order. Keys that are not strings are ignored.
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

    /// Returns the first name of a reference, such as `aws` in `aws.west`. Older modules write references as strings.
    pub fn root_name(self) -> Option<String> {
        match self {
            Self::Native(expression) => root_name(expression).map(str::to_owned).or_else(|| {
                let text = self.string()?;
                in_reference(&text, |reference| root_name(reference).map(str::to_owned))
            }),
            Self::Json(node) => in_reference(&node.value()?, |reference| root_name(reference).map(str::to_owned)),
        }
    }

    /// Whether the value is a list that contains only a name and its aliases, such as `aws` and `aws.west`.
    pub fn is_list_of_aliases(self, name: &str) -> bool {
        let is_alias = |reference: Expression| {
            let has_alias = matches!(reference.steps().next(), None | Some(Step::Name(_)));
            has_alias && root_name(reference) == Some(name)
        };
        match self {
            Self::Native(expression) => expression.elements().is_some_and(|mut elements| elements.all(is_alias)),
            Self::Json(node) => {
                let is_alias = |text: String| in_reference(&text, |reference| is_alias(reference).then_some(()));
                node.kind() == Kind::Array && node.elements().all(|each| each.value().and_then(is_alias).is_some())
            }
        }
    }
}

fn is_json(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "json")
}

/// Returns the name of an object key. A key in parentheses is an expression.
fn key(key: Expression) -> Option<String> {
    match key.key_name() {
        Some(name) => Some(name.into_owned()),
        None => StaticValue::from_expression(key)?.as_str().map(str::to_owned),
    }
}

fn root_name(expression: Expression<'_>) -> Option<&str> {
    match expression.kind() {
        ExprKind::Traversal(source) => source.word().filter(|_| expression.steps().all(is_plain)),
        _ => expression.word(),
    }
}

/// Whether a step refers to the same element regardless of the values of variables.
fn is_plain(step: Step) -> bool {
    match step {
        Step::Name(_) | Step::LegacyIndex(_) => true,
        Step::Index(key) => {
            matches!(key.kind(), ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Null) || key.literal().is_some()
        }
        Step::AttributeSplat | Step::FullSplat => false,
    }
}

/// Parses the expression in a string.
fn in_reference<T>(text: &str, examine: impl Fn(Expression) -> Option<T>) -> Option<T> {
    let argument = format!("provider = {text}");
    let file = hcl::File::parse(&argument);
    examine(file.body().attribute("provider").filter(|_| file.errors().is_empty())?.value())
}

/// A key of an object, with its value.
struct Member<'f> {
    name: String,
    key: Node<'f>,
    value: Node<'f>,
}

/// Returns the members of an object, or of each object in an array. The key `//` is a comment.
fn members(node: Node<'_>) -> impl Iterator<Item = Member<'_>> {
    labelled(node).filter(|member| member.name != "//")
}

fn labelled(node: Node<'_>) -> impl Iterator<Item = Member<'_>> {
    let members = node.objects().flat_map(Node::members);
    members.filter_map(|(key, value)| Some(Member { name: key.value()?, key, value }))
}

/// Returns the blocks in a value, below the labels of their kind.
fn json_blocks<'f>(header: BlockHeader, value: Node<'f>) -> Vec<Block<'f>> {
    let mut found = vec![(Vec::new(), value)];
    for _ in 0..header.labels {
        let below = |(outer, value): (Vec<Arc<str>>, Node<'f>)| {
            let labelled = labelled(value).filter(|member| member.name.len() <= MAX_LABEL_LEN);
            labelled.map(move |member| ([outer.as_slice(), &[member.name.into()]].concat(), member.value))
        };
        found = found.into_iter().flat_map(below).collect();
    }
    let mut blocks = Vec::new();
    for (labels, value) in found {
        let mut add = |node: Node<'f>| {
            let (range, labels) = (node.range(), labels.clone());
            blocks.push(Block {
                name: header.name,
                focus_range: range.start..range.start + 1,
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
