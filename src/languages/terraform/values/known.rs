//! What is certain about a value before Terraform plans: its type, parts of it, and whether it is secret.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;

use super::type_constraint::Type;

/// Deeper types are unknown.
const MAX_DEPTH: usize = 32;

/// Parts of a value that are looked at. A few lines can describe any number.
pub const MAX_PARTS: usize = 4_096;

/// What is certain about a value. Clones share their parts.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub shape: Shape,
    /// Whether Terraform forgets the value after each run. `false` also where that is not certain.
    pub is_ephemeral: bool,
    /// Whether Terraform hides the value. `false` also where that is not certain.
    pub is_sensitive: bool,
}

#[derive(Clone, Debug, Default)]
pub enum Shape {
    #[default]
    Unknown,
    Null,
    Bool(Option<bool>),
    Number(Option<f64>),
    String(Option<Arc<str>>),
    List(Arc<Known>),
    Set {
        element: Arc<Known>,
        /// Whether the value itself is known, and not only its type.
        is_value: bool,
    },
    Map(Arc<Known>),
    Object {
        attributes: Arc<Attributes>,
        /// Whether the value itself is known, and not only its type.
        is_value: bool,
    },
    /// A list whose length is known.
    Tuple(Arc<[Known]>),
}

/// The name and the value of an attribute of an object.
pub type Attribute = (Arc<str>, Known);

/// The attributes of an object, in the order of the text. An attribute is found by its name in constant time.
#[derive(Debug, Default)]
pub struct Attributes {
    all: Vec<Attribute>,
    /// The index of the last attribute with each name. Filled when an attribute is looked up.
    by_name: OnceLock<HashMap<Arc<str>, usize>>,
}

impl Attributes {
    /// Returns the value of an attribute. Of two with the same name, the last counts.
    pub fn get(&self, name: &str) -> Option<&Known> {
        let names = || self.all.iter().map(|(name, _)| Arc::clone(name));
        let by_name = self.by_name.get_or_init(|| names().zip(0..).collect());
        by_name.get(name).map(|index| &self.all[*index].1)
    }
}

impl Deref for Attributes {
    type Target = [Attribute];

    fn deref(&self) -> &[Attribute] {
        &self.all
    }
}

impl FromIterator<Attribute> for Attributes {
    fn from_iter<I: IntoIterator<Item = Attribute>>(attributes: I) -> Self {
        Self { all: attributes.into_iter().collect(), by_name: OnceLock::new() }
    }
}

/// What a value does not have, with the words for it.
#[derive(Clone, Debug)]
pub struct MissingAttribute {
    /// Such as `an object` or `a list`.
    pub owner: &'static str,
    /// The attributes that the object has, if it is one.
    pub others: Arc<Attributes>,
}

impl Known {
    pub const UNKNOWN: Self = Self { shape: Shape::Unknown, is_ephemeral: false, is_sensitive: false };

    /// A value of a type, of which nothing else is known.
    pub fn of_type(value_type: &Type) -> Self {
        Self::of_type_within(value_type, MAX_DEPTH)
    }

    fn of_type_within(value_type: &Type, depth: usize) -> Self {
        let Some(depth) = depth.checked_sub(1) else { return Self::UNKNOWN };
        let element = |element: &Type| Arc::new(Self::of_type_within(element, depth));
        Self::from(match value_type {
            Type::Any => Shape::Unknown,
            Type::String => Shape::String(None),
            Type::Number => Shape::Number(None),
            Type::Bool => Shape::Bool(None),
            Type::List(inner) => Shape::List(element(inner)),
            Type::Set(inner) => Shape::Set { element: element(inner), is_value: false },
            Type::Map(inner) => Shape::Map(element(inner)),
            Type::Object(attributes) => {
                let attributes = attributes
                    .iter()
                    .map(|attribute| (Arc::from(&*attribute.name), Self::of_type_within(&attribute.value, depth)));
                Shape::Object { attributes: Arc::new(attributes.collect()), is_value: false }
            }
            // A tuple is a value here.
            Type::Tuple(_) => Shape::List(Arc::default()),
        })
    }

    /// The same value, as secret as another from which it comes.
    #[must_use]
    pub fn marked_as(self, other: &Self) -> Self {
        Self {
            is_ephemeral: self.is_ephemeral || other.is_ephemeral,
            is_sensitive: self.is_sensitive || other.is_sensitive,
            ..self
        }
    }

    /// What is certain about the value of an attribute, as in `value.name`.
    ///
    /// # Errors
    ///
    /// If Terraform certainly refuses it.
    pub fn attribute(&self, name: &str) -> Result<Self, MissingAttribute> {
        let missing = |owner| Err(MissingAttribute { owner, others: Arc::default() });
        let found = match &self.shape {
            Shape::Unknown => Self::UNKNOWN,
            Shape::Null => return missing("`null`"),
            Shape::Map(element) => Self::clone(element),
            Shape::Object { attributes, .. } => {
                let Some(found) = attributes.get(name) else {
                    // Terraform compares the normalized forms of names.
                    if !name.is_ascii() {
                        return Ok(Self::UNKNOWN.marked_as(self));
                    }
                    return Err(MissingAttribute { owner: "the object", others: Arc::clone(attributes) });
                };
                found.clone()
            }
            Shape::Bool(_) => return missing("a boolean"),
            Shape::Number(_) => return missing("a number"),
            Shape::String(_) => return missing("a string"),
            Shape::List(_) | Shape::Tuple(_) => return missing("a list"),
            Shape::Set { .. } => return missing("a set"),
        };
        Ok(found.marked_as(self))
    }

    /// What is certain about an element, as in `value[key]`.
    ///
    /// # Errors
    ///
    /// If Terraform certainly refuses it.
    pub fn element(&self, key: &Self) -> Result<Self, MissingAttribute> {
        let missing = |owner| Err(MissingAttribute { owner, others: Arc::default() });
        let found = match (&self.shape, &key.shape) {
            // The key may be of any type, also of one that Terraform refuses.
            (_, Shape::Unknown) => Self::UNKNOWN,
            (Shape::List(_) | Shape::Tuple(_), _) if key.misfit(&Type::Number).is_some() => return missing("a list"),
            (Shape::List(element) | Shape::Map(element), _) => Self::clone(element),
            (Shape::Tuple(elements), Shape::Number(Some(index))) => {
                let Some(index) = exact(*index) else { return Ok(Self::UNKNOWN.marked_as(self).marked_as(key)) };
                let element = index.to_string().parse::<usize>().ok().and_then(|index| elements.get(index));
                match element {
                    Some(element) => element.clone(),
                    None => return missing("the list"),
                }
            }
            (Shape::Object { is_value: true, .. }, Shape::String(Some(name))) => return self.attribute(name),
            (Shape::Object { is_value: true, .. }, Shape::Number(Some(number))) => match exact(*number) {
                Some(number) => return self.attribute(&number.to_string()),
                None => Self::UNKNOWN,
            },
            (Shape::Null, _) => return missing("`null`"),
            (Shape::Bool(_), _) => return missing("a boolean"),
            (Shape::Number(_), _) => return missing("a number"),
            (Shape::String(_), _) => return missing("a string"),
            (Shape::Set { .. }, _) => return missing("a set"),
            _ => Self::UNKNOWN,
        };
        Ok(found.marked_as(self).marked_as(key))
    }

    /// Whether a part of the value is certainly ephemeral.
    pub fn has_ephemeral_part(&self) -> bool {
        self.has_part(|part| part.is_ephemeral)
    }

    /// Whether a part of the value is certainly sensitive.
    pub fn has_sensitive_part(&self) -> bool {
        self.has_part(|part| part.is_sensitive)
    }

    /// Whether no part of the value depends on a plan.
    pub fn is_wholly_known(&self) -> bool {
        let mut open = vec![self];
        for _ in 0..MAX_PARTS {
            let Some(part) = open.pop() else { return true };
            match &part.shape {
                Shape::Null | Shape::Bool(Some(_)) | Shape::Number(Some(_)) | Shape::String(Some(_)) => {}
                Shape::Tuple(elements) => open.extend(elements.iter()),
                Shape::Object { attributes, is_value: true } => open.extend(attributes.iter().map(|(_, part)| part)),
                _ => return false,
            }
        }
        false
    }

    fn has_part(&self, is_wanted: fn(&Self) -> bool) -> bool {
        let mut open = vec![self];
        for _ in 0..MAX_PARTS {
            let Some(part) = open.pop() else { return false };
            if is_wanted(part) {
                return true;
            }
            match &part.shape {
                Shape::List(element) | Shape::Set { element, .. } | Shape::Map(element) => open.push(element),
                Shape::Object { attributes, .. } => open.extend(attributes.iter().map(|(_, part)| part)),
                Shape::Tuple(elements) => open.extend(elements.iter()),
                _ => {}
            }
        }
        false
    }

    /// Whether it is a list or tuple, whatever its elements are.
    pub fn is_sequence(&self) -> bool {
        matches!(self.shape, Shape::List(_) | Shape::Tuple(_))
    }
}

/// Returns the number if the result of arithmetic with it is the same in Terraform, which calculates with more digits.
pub fn exact(number: f64) -> Option<f64> {
    let is_exact = number.abs() <= f64::from(u32::MAX) && (number * 1024.0).fract() == 0.0;
    // The sum has no negative zero.
    is_exact.then_some(number + 0.0)
}

impl From<Shape> for Known {
    fn from(shape: Shape) -> Self {
        Self { shape, ..Self::UNKNOWN }
    }
}
