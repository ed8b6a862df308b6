//! A file of a module, in the native syntax or in JSON, as the blocks and arguments that somebody looks for in it.

use std::sync::Arc;

use crate::languages::hcl::{self, Expression, Form, Step};
use crate::languages::json::{Json, Kind, Node};

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
    /// In JSON, blocks beside each other share theirs.
    pub labels: Vec<Arc<str>>,
    pub body: Body<'f>,
}

#[derive(Clone, Copy)]
pub enum Value<'f> {
    Native(Expression<'f>),
    Json(Node<'f>),
}

/// A kind of block that somebody looks for: its name, and the number of its labels.
pub type Wanted = (&'static str, usize);

impl<'t> File<'t> {
    pub fn read(name: &str, text: &'t str) -> Self {
        let is_json = name.rsplit_once('.').is_some_and(|(_, extension)| extension == "json");
        if is_json { Self::Json(Json::read(text)) } else { Self::Native(hcl::File::read(text)) }
    }

    /// JSON with a mistake has nothing in it.
    pub fn body(&self) -> Body<'_> {
        match self {
            Self::Native(file) => Body::Native(file.body()),
            Self::Json(json) => Body::Json(json.root().filter(|_| json.problem().is_none())),
        }
    }
}

impl<'f> Body<'f> {
    /// The argument of a name. Of several the first.
    pub fn value(self, name: &str) -> Option<Value<'f>> {
        match self {
            Self::Native(body) => body.attribute(name).map(|attribute| Value::Native(attribute.value())),
            Self::Json(node) => members(node?).find(|(key, _)| key == name).map(|(_, value)| Value::Json(value)),
        }
    }

    /// The arguments and their names, which need not differ in JSON.
    pub fn values(self) -> Vec<(String, Value<'f>)> {
        match self {
            Self::Native(body) => {
                let attributes = body.attributes();
                attributes.map(|each| (each.name().text().to_owned(), Value::Native(each.value()))).collect()
            }
            Self::Json(node) => {
                node.into_iter().flat_map(members).map(|(key, value)| (key, Value::Json(value))).collect()
            }
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
                        blocks.push(Block { name, labels, body: Self::Native(block.body()) });
                    }
                }
            }
            Self::Json(node) => {
                for (name, value) in node.into_iter().flat_map(members) {
                    if let Some(wanted) = wanted.iter().find(|(wanted, _)| *wanted == name) {
                        blocks.extend(blocks_of_json(*wanted, value));
                    }
                }
            }
        }
        blocks
    }
}

impl Value<'_> {
    /// What it is without variables and functions, if it is no list and no object.
    pub fn constant(self) -> Option<Constant> {
        match self {
            Self::Native(expression) => Constant::of_expression(expression),
            Self::Json(node) => Constant::of_json(node),
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
                root_name_of_text(&text)
            }),
            Self::Json(node) => root_name_of_text(&node.value()?),
        }
    }
}

/// The name of an object's key. In parentheses it is an expression.
fn key(key: Expression) -> Option<String> {
    match key.key_name() {
        Some(name) => Some(name.into_owned()),
        None => Constant::of_expression(key)?.as_text().map(str::to_owned),
    }
}

fn root_name(expression: Expression<'_>) -> Option<&str> {
    match expression.form() {
        Form::Variable(name) => Some(name),
        Form::Bool(true) => Some("true"),
        Form::Bool(false) => Some("false"),
        Form::Null => Some("null"),
        Form::Traversal(source) => {
            let Form::Variable(name) = source.form() else { return None };
            expression.steps().all(is_plain).then_some(name)
        }
        _ => None,
    }
}

/// Whether a step names one thing, whatever the variables are.
fn is_plain(step: Step) -> bool {
    match step {
        Step::Name(_) | Step::LegacyIndex(_) => true,
        Step::Index(key) => matches!(key.form(), Form::Number(_)) || key.literal().is_some(),
        Step::AttributeSplat | Step::FullSplat => false,
    }
}

fn root_name_of_text(text: &str) -> Option<String> {
    let argument = format!("provider = {text}");
    let file = hcl::File::read(&argument);
    let value = file.body().attribute("provider").filter(|_| file.problems().is_empty())?.value();
    root_name(value).map(str::to_owned)
}

/// What an object says, or each object of an array. `//` is a comment.
fn members(node: Node<'_>) -> impl Iterator<Item = (String, Node<'_>)> {
    labelled(node).filter(|(key, _)| key != "//")
}

fn labelled(node: Node<'_>) -> impl Iterator<Item = (String, Node<'_>)> {
    let itself = (node.kind() == Kind::Object).then_some(node);
    let elements = (node.kind() == Kind::Array).then(|| node.elements()).into_iter().flatten();
    let objects = itself.into_iter().chain(elements.filter(|element| element.kind() == Kind::Object));
    objects.flat_map(Node::members).filter_map(|(key, value)| Some((key.value()?, value)))
}

/// The blocks that a value stands for, below as many labels as its kind has.
fn blocks_of_json<'f>((name, labels): Wanted, value: Node<'f>) -> Vec<Block<'f>> {
    let mut found = vec![(Vec::new(), value)];
    for _ in 0..labels {
        let below = |(outer, value): (Vec<Arc<str>>, Node<'f>)| {
            let labelled = labelled(value).filter(|(label, _)| label.len() <= LONGEST_LABEL);
            labelled.map(move |(label, value)| ([outer.as_slice(), &[label.into()]].concat(), value))
        };
        found = found.into_iter().flat_map(below).collect();
    }
    let mut blocks = Vec::new();
    for (labels, value) in found {
        let mut add = |body| blocks.push(Block { name, labels: labels.clone(), body: Body::Json(Some(body)) });
        match value.kind() {
            Kind::Object => add(value),
            Kind::Array => value.elements().for_each(add),
            Kind::String | Kind::Other => {}
        }
    }
    blocks
}
