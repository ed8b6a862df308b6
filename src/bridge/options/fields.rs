//! Reads JavaScript objects property by property, with the path that error messages contain.

use napi::bindgen_prelude::{
    FromNapiValue, JsObjectValue, KeyCollectionMode, KeyConversion, KeyFilter, Object, Unknown,
};
use napi::{JsValue, ValueType};

use super::Result;
use crate::bridge::errors::Error;
use crate::telemetry::limits;

/// The own properties of a JavaScript object, with the path that error messages contain. Prototypes are ignored: what
/// other code in the process adds to `Object.prototype` must neither set an option nor be refused as an unknown one.
pub struct Fields<'env> {
    object: Object<'env>,
    path: String,
}

impl<'env> Fields<'env> {
    /// Returns `None` for undefined and null.
    pub fn of(value: Unknown<'env>, path: &str) -> Result<Option<Self>> {
        match value.get_type()? {
            ValueType::Undefined | ValueType::Null => Ok(None),
            ValueType::Object if !value.is_array()? => {
                Ok(Some(Self { object: Object::from_unknown(value)?, path: path.to_owned() }))
            }
            _ => Err(Error::argument(path, "an object")),
        }
    }

    pub fn path(&self, field: &str) -> String {
        format!("{}.{field}", self.path)
    }

    /// Returns the names of the own properties, in their order.
    pub fn keys(&self) -> Result<Vec<String>> {
        let (mode, conversion) = (KeyCollectionMode::OwnOnly, KeyConversion::NumbersToStrings);
        let keys = self.object.get_all_property_names(mode, KeyFilter::Enumerable, conversion)?;
        // Symbols are skipped, because no option has one as its name.
        (0..keys.get_array_length()?)
            .map(|index| Ok(read_text(keys.get_element(index)?)))
            .filter_map(Result::transpose)
            .collect()
    }

    /// Refuses unknown options, because a misspelt option would silently do nothing.
    pub fn check(&self, known: &[&str]) -> Result<()> {
        match self.keys()?.iter().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(Error::argument(self.path(key), "omitted: there is no such option")),
            None => Ok(()),
        }
    }

    /// Returns the own property `field`; `None` if it is missing, undefined or null.
    pub fn value(&self, field: &str) -> Result<Option<Unknown<'env>>> {
        let value = own_property(&self.object, field)
            .map_err(|_| Error::argument(self.path(field), "a value that can be read, but its getter threw"))?;
        match value {
            Some(value) if !matches!(value.get_type()?, ValueType::Undefined | ValueType::Null) => Ok(Some(value)),
            _ => Ok(None),
        }
    }

    pub fn object(&self, field: &str) -> Result<Option<Self>> {
        match self.value(field)? {
            Some(value) => Self::of(value, &self.path(field)),
            None => Ok(None),
        }
    }

    pub fn read<T>(
        &self,
        field: &str,
        expected: &'static str,
        read: impl FnOnce(Unknown<'env>) -> Option<T>,
    ) -> Result<Option<T>> {
        let Some(value) = self.value(field)? else { return Ok(None) };
        read(value).map(Some).ok_or_else(|| Error::argument(self.path(field), expected))
    }

    pub fn text(&self, field: &str) -> Result<Option<String>> {
        self.read(field, "a string", read_text)
    }

    pub fn flag(&self, field: &str) -> Result<Option<bool>> {
        self.read(field, "a boolean", |value| bool::from_unknown(value).ok())
    }

    pub fn texts(&self, field: &str, expected: &'static str, allowed: fn(&str) -> bool) -> Result<Vec<String>> {
        let text = |item| read_text(item).filter(|text| allowed(text));
        Ok(self.list(field, expected, text)?.unwrap_or_default())
    }

    /// Reads an array whose items `read` accepts.
    pub fn list<T>(
        &self,
        field: &str,
        expected: &'static str,
        read: impl Fn(Unknown<'env>) -> Option<T>,
    ) -> Result<Option<Vec<T>>> {
        self.read(field, expected, |value| read_list(value, limits::LIST_ENTRIES as usize, read))
    }

    pub fn name(&self) -> &str {
        &self.path
    }
}

/// Reads an array of at most `max` items that `read` accepts.
pub fn read_list<'env, T>(
    value: Unknown<'env>,
    max: usize,
    read: impl Fn(Unknown<'env>) -> Option<T>,
) -> Option<Vec<T>> {
    if !value.is_array().ok()? {
        return None;
    }
    let items = Object::from_unknown(value).ok()?;
    // A sparse array can be longer than what fits in memory.
    let length = items.get_array_length().ok().filter(|length| *length as usize <= max)?;
    let item = |index: u32| own_property(&items, &index.to_string()).ok().flatten().and_then(&read);
    (0..length).map(item).collect()
}

pub fn own_property<'env>(object: &Object<'env>, key: &str) -> napi::Result<Option<Unknown<'env>>> {
    if object.has_own_property(key)? { object.get(key) } else { Ok(None) }
}

pub fn read_text(value: Unknown<'_>) -> Option<String> {
    (value.get_type().ok()? == ValueType::String).then(|| String::from_unknown(value).ok()).flatten()
}

pub fn read_number(value: Unknown<'_>) -> Option<f64> {
    (value.get_type().ok()? == ValueType::Number).then(|| f64::from_unknown(value).ok()).flatten()
}

pub fn read_boolean(value: Unknown<'_>) -> Option<bool> {
    (value.get_type().ok()? == ValueType::Boolean).then(|| bool::from_unknown(value).ok()).flatten()
}

pub fn read_whole<N: TryInto<u64>>(value: Unknown<'_>, maximum: N) -> Option<usize> {
    let number = read_number(value)?;
    let maximum = maximum.try_into().ok()?;
    // In this range, JavaScript represents every integer exactly.
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
    let in_range = number.fract() == 0.0 && number >= 0.0 && number <= maximum as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked in the line above")]
    in_range.then_some(number as usize)
}
