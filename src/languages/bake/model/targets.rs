//! The targets of a Bake file, whichever syntax it has.

use std::ops::Range;

/// A parsed file.
#[derive(Debug, Default)]
pub struct Document {
    pub targets: Vec<Target>,
    /// Its syntax errors.
    pub errors: Vec<SyntaxError>,
    /// Whether the file is valid, so that Bake would continue with its targets.
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
    /// The range of its name and value.
    pub range: Range<usize>,
    /// The range to delete to remove it, where that is certain.
    pub delete_range: Option<Range<usize>>,
    pub value: Value,
}

/// A value, as far as it is known without evaluation.
#[derive(Debug)]
pub enum Value {
    String(StringValue),
    /// Its elements. `None` for those that are not literal strings.
    List(Vec<Option<StringValue>>),
    /// Its keys that are literal strings.
    Object(Vec<StringValue>),
    Other,
}

/// A literal string.
#[derive(Clone, Debug)]
pub struct StringValue {
    /// Includes its quotes.
    pub range: Range<usize>,
    pub value: String,
}

impl Target {
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }

    pub fn string(&self, name: &str) -> Option<&StringValue> {
        match &self.attribute(name)?.value {
            Value::String(string) => Some(string),
            _ => None,
        }
    }

    /// The elements of a list that are literal strings.
    pub fn strings(&self, name: &str) -> impl Iterator<Item = &StringValue> {
        let list = match self.attribute(name).map(|attribute| &attribute.value) {
            Some(Value::List(list)) => list.as_slice(),
            _ => &[],
        };
        list.iter().flatten()
    }

    /// The keys of an object that are literal strings.
    pub fn keys(&self, name: &str) -> &[StringValue] {
        match self.attribute(name).map(|attribute| &attribute.value) {
            Some(Value::Object(keys)) => keys,
            _ => &[],
        }
    }
}
