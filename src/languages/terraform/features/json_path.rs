//! The meaning of a key in the JSON syntax, which depends on the keys around it.

use crate::languages::terraform::model::scope::{Environment, Scope};

/// What the keys of an object mean.
pub struct JsonPath<'e, 's> {
    environment: &'e Environment<'s>,
    /// The scope of the innermost body.
    pub scope: Scope<'s>,
    pub level: Level,
}

/// The kind of the next key.
pub enum Level {
    /// An argument or block of a body.
    Body,
    /// A label of a block. `labels` contains the preceding labels.
    Labels { keyword: String, count: usize, labels: Vec<String> },
    /// A key of an object that is the value of an argument. `keys` contains the keys of the objects around it.
    Value { argument: String, keys: Vec<String> },
}

/// What a key that was entered means.
pub enum Entered {
    /// The last part of the header of a block.
    Block {
        keyword: String,
        labels: Vec<String>,
    },
    /// The keyword or a label of a block with further labels.
    Header,
    Argument,
    Key,
}

impl<'e, 's> JsonPath<'e, 's> {
    pub fn new(environment: &'e Environment<'s>) -> Self {
        Self { environment, scope: Scope::of(environment, []), level: Level::Body }
    }

    pub fn enter(&mut self, name: &str) -> Entered {
        match &mut self.level {
            Level::Body => match self.scope.block(self.environment, name) {
                Some(block) if block.labels.is_empty() => self.open(name.to_owned(), Vec::new()),
                Some(block) => {
                    let count = block.labels.len();
                    self.level = Level::Labels { keyword: name.to_owned(), count, labels: Vec::new() };
                    Entered::Header
                }
                None => {
                    self.level = Level::Value { argument: name.to_owned(), keys: Vec::new() };
                    Entered::Argument
                }
            },
            Level::Labels { labels, count, keyword } => {
                labels.push(name.to_owned());
                if labels.len() < *count {
                    return Entered::Header;
                }
                let (keyword, labels) = (std::mem::take(keyword), std::mem::take(labels));
                self.open(keyword, labels)
            }
            Level::Value { keys, .. } => {
                keys.push(name.to_owned());
                Entered::Key
            }
        }
    }

    fn open(&mut self, keyword: String, labels: Vec<String>) -> Entered {
        let names: Vec<_> = labels.iter().map(|label| label.as_str().into()).collect();
        self.scope = self.scope.inner(self.environment, &keyword, &names);
        self.level = Level::Body;
        Entered::Block { keyword, labels }
    }
}
