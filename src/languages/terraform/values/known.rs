//! What is certain about a value before Terraform plans: its type, parts of it, and whether it is secret.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;

use super::type_constraint::Type;

/// Deeper types and values are unknown.
const MAX_DEPTH: usize = 32;

/// The maximum length of a string that is computed, in bytes. Longer ones are unknown.
pub const MAX_TEXT: usize = 4_096;

/// Parts of a value that are looked at. A few lines can describe any number.
pub const MAX_PARTS: usize = 4_096;

/// What is certain about a value. Clones share their parts.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub shape: Shape,
    /// A mark: whether Terraform forgets the value after each run. `false` also where that is not certain.
    pub is_ephemeral: bool,
    /// A mark: whether Terraform hides the value. `false` also where that is not certain.
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
    Tuple(Arc<Elements>),
}

impl Shape {
    /// A list of these elements. Unknown if it is nested too deeply.
    pub fn tuple(elements: impl IntoIterator<Item = Known>) -> Self {
        let all: Box<[Known]> = elements.into_iter().collect();
        let summary = Summary::of(all.iter());
        if summary.depth > MAX_DEPTH { Self::Unknown } else { Self::Tuple(Arc::new(Elements { all, summary })) }
    }

    /// An object with these attributes, of which only the types are known unless `is_value`. Unknown if it is nested too
    /// deeply.
    pub fn object(attributes: impl IntoIterator<Item = Attribute>, is_value: bool) -> Self {
        let all: Vec<Attribute> = attributes.into_iter().collect();
        let summary = Summary::of(all.iter().map(|(_, value)| value));
        if summary.depth > MAX_DEPTH {
            return Self::Unknown;
        }
        Self::Object { attributes: Arc::new(Attributes { all, by_name: OnceLock::new(), summary }), is_value }
    }
}

/// The elements of a list.
#[derive(Debug)]
pub struct Elements {
    all: Box<[Known]>,
    summary: Summary,
}

impl Deref for Elements {
    type Target = [Known];

    fn deref(&self) -> &[Known] {
        &self.all
    }
}

/// What is certain about all parts of a value.
#[derive(Clone, Copy, Debug)]
struct Summary {
    /// The number of nested collections.
    depth: usize,
    /// The number of all parts. Of a long string, sixteen bytes count as one.
    size: usize,
    has_ephemeral: bool,
    has_sensitive: bool,
    is_wholly_known: bool,
}

impl Summary {
    /// A value without parts.
    const fn simple(is_wholly_known: bool) -> Self {
        Self { depth: 0, size: 1, has_ephemeral: false, has_sensitive: false, is_wholly_known }
    }

    /// A collection with these parts.
    fn of<'k>(parts: impl Iterator<Item = &'k Known>) -> Self {
        let all = parts.map(Known::summary).fold(Self::simple(true), |all, part| Self {
            depth: all.depth.max(part.depth),
            size: all.size.saturating_add(part.size),
            has_ephemeral: all.has_ephemeral || part.has_ephemeral,
            has_sensitive: all.has_sensitive || part.has_sensitive,
            is_wholly_known: all.is_wholly_known && part.is_wholly_known,
        });
        Self { depth: all.depth + 1, ..all }
    }
}

/// The name and the value of an attribute of an object.
pub type Attribute = (Arc<str>, Known);

/// The attributes of an object, in the order of the text. An attribute is found by its name in constant time.
#[derive(Debug)]
pub struct Attributes {
    all: Vec<Attribute>,
    /// The index of the last attribute with each name. Filled when an attribute is looked up.
    by_name: OnceLock<HashMap<Arc<str>, usize>>,
    summary: Summary,
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

impl Default for Attributes {
    fn default() -> Self {
        Self { all: Vec::new(), by_name: OnceLock::new(), summary: Summary::of(std::iter::empty()) }
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
                Shape::object(attributes, false)
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
            // The element stands for all of them, and another one may be the secret.
            Shape::Map(element) => element.unmarked(),
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
            // Terraform drops the marks of the key.
            (Shape::Unknown, _) => return Ok(Self::UNKNOWN.marked_as(self)),
            // The key may be of any type, also of one that Terraform refuses.
            (_, Shape::Unknown) => Self::UNKNOWN,
            (Shape::List(_) | Shape::Tuple(_), _) if key.misfit(&Type::Number).is_some() => return missing("a list"),
            (Shape::List(element) | Shape::Map(element), _) => element.unmarked(),
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
        let found = found.marked_as(self);
        // Terraform drops the marks of an unknown key.
        Ok(if key.is_wholly_known() { found.marked_as(key) } else { found })
    }

    /// Whether a part of the value is certainly ephemeral.
    pub fn has_ephemeral_part(&self) -> bool {
        self.summary().has_ephemeral
    }

    /// Whether a part of the value is certainly sensitive.
    pub fn has_sensitive_part(&self) -> bool {
        self.summary().has_sensitive
    }

    /// Whether no part of the value depends on a plan.
    pub fn is_wholly_known(&self) -> bool {
        self.summary().is_wholly_known
    }

    fn summary(&self) -> Summary {
        let parts = match &self.shape {
            Shape::Null | Shape::Bool(Some(_)) | Shape::Number(Some(_)) => Summary::simple(true),
            Shape::String(Some(text)) => Summary { size: 1 + text.len() / 16, ..Summary::simple(true) },
            Shape::Unknown | Shape::Bool(None) | Shape::Number(None) | Shape::String(None) => Summary::simple(false),
            Shape::List(element) | Shape::Set { element, .. } | Shape::Map(element) => {
                Summary { is_wholly_known: false, ..Summary::of(std::iter::once(&**element)) }
            }
            Shape::Object { attributes, is_value } => {
                let summary = attributes.summary;
                Summary { is_wholly_known: *is_value && summary.is_wholly_known, ..summary }
            }
            Shape::Tuple(elements) => elements.summary,
        };
        Summary {
            has_ephemeral: parts.has_ephemeral || self.is_ephemeral,
            has_sensitive: parts.has_sensitive || self.is_sensitive,
            ..parts
        }
    }

    /// The same value without its marks and those of its parts.
    #[must_use]
    pub fn unmarked(&self) -> Self {
        let summary = self.summary();
        let shape =
            if summary.has_ephemeral || summary.has_sensitive { self.shape_unmarked() } else { self.shape.clone() };
        shape.into()
    }

    fn shape_unmarked(&self) -> Shape {
        match &self.shape {
            Shape::List(element) => Shape::List(Arc::new(element.unmarked())),
            Shape::Map(element) => Shape::Map(Arc::new(element.unmarked())),
            Shape::Set { element, is_value } => {
                Shape::Set { element: Arc::new(element.unmarked()), is_value: *is_value }
            }
            Shape::Object { attributes, is_value } if attributes.len() <= MAX_PARTS => {
                Shape::object(attributes.iter().map(|(name, value)| (Arc::clone(name), value.unmarked())), *is_value)
            }
            Shape::Tuple(elements) if elements.len() <= MAX_PARTS => Shape::tuple(elements.iter().map(Self::unmarked)),
            Shape::Object { .. } | Shape::Tuple(_) => Shape::Unknown,
            simple => simple.clone(),
        }
    }

    /// The same value, as secret as any part of another from which it comes.
    #[must_use]
    pub fn marked_as_parts_of(self, other: &Self) -> Self {
        let summary = other.summary();
        Self {
            is_ephemeral: self.is_ephemeral || summary.has_ephemeral,
            is_sensitive: self.is_sensitive || summary.has_sensitive,
            ..self
        }
    }

    /// The number of all parts of the value. Of a long string, sixteen bytes count as one.
    pub fn size(&self) -> usize {
        self.summary().size
    }

    /// The elements of a list, if they are known.
    pub fn elements(&self) -> &[Self] {
        if let Shape::Tuple(elements) = &self.shape { elements } else { &[] }
    }

    /// The string to which Terraform converts a string, number or boolean that is known.
    pub fn text(&self) -> Option<Arc<str>> {
        match &self.shape {
            Shape::String(text) => text.clone(),
            Shape::Number(number) => number.and_then(exact).map(|number| number.to_string().into()),
            Shape::Bool(value) => value.map(|value| value.to_string().into()),
            _ => None,
        }
    }

    /// Whether it is a list or tuple, whatever its elements are.
    pub fn is_sequence(&self) -> bool {
        matches!(self.shape, Shape::List(_) | Shape::Tuple(_))
    }
}

/// Returns the number if the result of arithmetic with it is the same in Terraform, which calculates with more digits.
pub fn exact(number: f64) -> Option<f64> {
    let is_exact = number.abs() <= f64::from(u32::MAX) && (number * 1024.0).fract() == 0.0;
    // Terraform shows the sign of a negative zero.
    let is_negative_zero = number == 0.0 && number.is_sign_negative();
    (is_exact && !is_negative_zero).then_some(number)
}

impl From<Shape> for Known {
    fn from(shape: Shape) -> Self {
        Self { shape, ..Self::UNKNOWN }
    }
}
