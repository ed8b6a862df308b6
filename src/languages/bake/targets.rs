//! The targets of a Bake file, whichever form it has. Ranges are of bytes in its text.

use std::ops::Range;

/// What was read of a file.
#[derive(Debug, Default)]
pub struct Document {
    pub targets: Vec<Target>,
    /// What is wrong with its form.
    pub errors: Vec<SyntaxError>,
    /// Whether its form is right, so that Bake would go on to its targets.
    pub is_well_formed: bool,
}

#[derive(Debug)]
pub struct SyntaxError {
    pub range: Range<usize>,
    pub message: String,
}

#[derive(Debug)]
pub struct Target {
    pub name: String,
    pub attributes: Vec<Attribute>,
}

#[derive(Debug)]
pub struct Attribute {
    pub name: String,
    /// Its name and its value.
    pub range: Range<usize>,
    /// What is to be taken away so that it is gone, where that can be told.
    pub delete_range: Option<Range<usize>>,
    pub value: Value,
}

/// What a value says without being evaluated.
#[derive(Debug)]
pub enum Value {
    Text(Text),
    /// Its elements, where they are text.
    List(Vec<Option<Text>>),
    /// Its keys, where they are text.
    Object(Vec<Text>),
    Other,
}

/// A text with the range of how it is written, quotes and all.
#[derive(Clone, Debug)]
pub struct Text {
    pub range: Range<usize>,
    pub value: String,
}

impl Target {
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    pub fn text(&self, name: &str) -> Option<&Text> {
        match &self.attribute(name)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list that are text.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &Text> {
        let list = match self.attribute(name).map(|attribute| &attribute.value) {
            Some(Value::List(list)) => list.as_slice(),
            _ => &[],
        };
        list.iter().flatten()
    }

    /// The keys of an object that are text.
    pub fn keys(&self, name: &str) -> &[Text] {
        match self.attribute(name).map(|attribute| &attribute.value) {
            Some(Value::Object(keys)) => keys,
            _ => &[],
        }
    }
}
