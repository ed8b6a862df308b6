//! A JSON tree that keeps every value of a key that occurs more than once.
//!
//! Parsers disagree on which of these values counts, so a statement of consent is read in every possible way.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value with every member of its objects. It keeps only the kinds of values that a statement of consent can
/// contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    Null,
    Integer(u64),
    String(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
    /// A boolean, or a number that is not a natural number.
    Other,
}

impl Tree {
    /// Returns every value of a key, in the order of the text. Empty for anything but an object.
    pub fn all<'tree>(&'tree self, key: &'tree str) -> impl Iterator<Item = &'tree Self> + Clone {
        self.members().iter().filter(move |(name, _)| name == key).map(|(_, value)| value)
    }

    /// Returns the members of an object; empty for anything else.
    pub fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Other)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Integer(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element()? {
            items.push(item);
        }
        Ok(Tree::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_a_repeated_key_is_kept_however_the_key_is_written() {
        let tree: Tree = serde_json::from_str(r#"{"a":1,"b":null,"\u0061":"x","a":[true,-1,1.5]}"#).expect("JSON");
        let values: Vec<&Tree> = tree.all("a").collect();
        let (one, text) = (Tree::Integer(1), Tree::String("x".to_owned()));
        let array = Tree::Array(vec![Tree::Other, Tree::Other, Tree::Other]);
        assert_eq!(values, [&one, &text, &array]);
        assert_eq!(tree.all("b").count(), 1);
        assert_eq!(array.all("a").count(), 0);
    }
}
