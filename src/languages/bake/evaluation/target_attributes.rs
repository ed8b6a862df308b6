//! The attributes of a target with their values.

use super::value::Value;

/// The attributes of a target. Missing attributes are unset. This is a list, because a project has many targets that
/// each set only a few attributes.
#[derive(Clone, Debug, Default)]
pub struct Attributes(Vec<(&'static str, Value)>);

impl Attributes {
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Sets an attribute, and replaces any earlier value.
    pub fn insert(&mut self, name: &'static str, value: Value) {
        match self.0.iter_mut().find(|(own, _)| *own == name) {
            Some((_, own)) => *own = value,
            None => self.0.push((name, value)),
        }
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(name, _)| *name)
    }

    /// The total weight of the values.
    pub fn weight(&self) -> usize {
        self.0.iter().map(|(_, value)| value.weight()).sum()
    }

    /// Releases unused capacity.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

impl FromIterator<(&'static str, Value)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (&'static str, Value)>>(attributes: I) -> Self {
        Self(attributes.into_iter().collect())
    }
}
