//! Values of services, independent of the files that contain them.

use std::fmt::Write as _;

use crate::languages::compose::values::scalar::Scalar;

#[derive(Debug)]
pub enum Value {
    Scalar(Text),
    List(Vec<Value>),
    Mapping(Members),
    /// A value with `!override`, which replaces the value that it is merged with.
    Override(Box<Value>),
    /// A value with `!reset`, which removes the value that it is merged with.
    Reset,
}

/// The members of a mapping, in document order.
pub type Members = Vec<(String, Value)>;

/// The text of a scalar, and whether it is unquoted. Only an unquoted scalar can be a number, for example.
#[derive(Debug)]
pub struct Text {
    pub text: String,
    pub is_plain: bool,
}

impl Text {
    /// The value of a key that has none.
    pub const NULL: Self = Self { text: String::new(), is_plain: true };

    pub fn string(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_plain: false }
    }

    pub fn is_null(&self) -> bool {
        self.is_plain && Scalar::parse(&self.text) == Scalar::Null
    }

    /// Converts the scalar to a string like Compose, which does this if it requires a string.
    pub fn as_string(&self) -> String {
        match Scalar::parse(&self.text) {
            _ if !self.is_plain => self.text.clone(),
            Scalar::Integer(number) => number.to_string(),
            Scalar::Decimal(number) => number.to_string(),
            Scalar::Boolean => self.text.to_ascii_lowercase(),
            Scalar::Null | Scalar::Date | Scalar::String => self.text.clone(),
        }
    }
}

impl Value {
    pub const NULL: Self = Self::Scalar(Text::NULL);

    pub fn string(text: impl Into<String>) -> Self {
        Self::Scalar(Text::string(text))
    }

    pub fn plain(text: &str) -> Self {
        Self::Scalar(Text { text: text.to_owned(), is_plain: true })
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Self::Scalar(text) if text.is_null())
    }

    /// Returns the text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// Returns the text of a scalar, if Compose interprets it as a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Scalar(Text { text, is_plain }) if !is_plain || Scalar::parse(text) == Scalar::String => Some(text),
            _ => None,
        }
    }

    pub fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Mapping(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            Self::Override(inner) => inner.member(name),
            _ => None,
        }
    }

    pub fn member_mut(&mut self, name: &str) -> Option<&mut Self> {
        match self {
            Self::Mapping(members) => members.iter_mut().find(|(key, _)| key == name).map(|(_, value)| value),
            Self::Override(inner) => inner.member_mut(name),
            _ => None,
        }
    }

    /// Returns the items of a list, or the value itself if it is not a list.
    pub fn each_mut(&mut self) -> &mut [Self] {
        match self {
            Self::List(items) => items,
            Self::Override(inner) => inner.each_mut(),
            other => std::slice::from_mut(other),
        }
    }

    /// Returns the value, and replaces it with a placeholder.
    pub fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Reset)
    }

    /// Returns the value without `!override` tags and without values that are tagged with `!reset`.
    // Recursive, but values are never nested more deeply than the loader allows.
    pub fn without_tags(self) -> Self {
        match self {
            Self::Override(inner) => inner.without_tags(),
            Self::List(items) => Self::List(items.into_iter().map(Self::without_tags).collect()),
            Self::Mapping(members) => {
                let kept = members.into_iter().filter(|(_, value)| !matches!(value, Self::Reset));
                Self::Mapping(kept.map(|(key, value)| (key, value.without_tags())).collect())
            }
            other => other,
        }
    }

    /// Returns a string that is the same for equal values, independently of the style in which they are written.
    pub fn fingerprint(&self) -> String {
        let mut out = String::new();
        self.write_fingerprint(&mut out);
        out
    }

    fn write_fingerprint(&self, out: &mut String) {
        match self {
            Self::Scalar(text) if self.as_str().is_some() => {
                let _ = write!(out, "{:?}", text.text);
            }
            Self::Scalar(text) if text.is_null() => out.push('~'),
            Self::Scalar(text) => out.push_str(&text.as_string()),
            Self::List(items) => {
                out.push('[');
                for item in items {
                    item.write_fingerprint(out);
                    out.push(',');
                }
                out.push(']');
            }
            Self::Mapping(members) => {
                let mut sorted: Vec<&(String, Self)> = members.iter().collect();
                sorted.sort_unstable_by_key(|(key, _)| key);
                out.push('{');
                for (key, value) in sorted {
                    let _ = write!(out, "{key:?}:");
                    value.write_fingerprint(out);
                    out.push(',');
                }
                out.push('}');
            }
            Self::Override(inner) => inner.write_fingerprint(out),
            Self::Reset => {}
        }
    }
}
