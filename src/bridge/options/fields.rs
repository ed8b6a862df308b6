//! Reads objects of JavaScript property by property, with the path that errors name.

use napi::bindgen_prelude::{
    FromNapiValue, JsObjectValue, KeyCollectionMode, KeyConversion, KeyFilter, Object, Unknown,
};
use napi::{JsValue, ValueType};

use super::Result;
use crate::bridge::errors::Error;
use crate::telemetry::limits;

/// The own properties of an object from JavaScript, with the path that errors name. Prototypes never count: what
/// somebody else in the process adds to `Object.prototype` must neither give an option nor be refused as one.
pub struct Fields<'env> {
    object: Object<'env>,
    path: String,
}

impl<'env> Fields<'env> {
    /// `None` for undefined and null.
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

    /// A misspelt option would be an option that silently does nothing.
    pub fn check(&self, known: &[&str]) -> Result<()> {
        let (mode, conversion) = (KeyCollectionMode::OwnOnly, KeyConversion::NumbersToStrings);
        let keys = self.object.get_all_property_names(mode, KeyFilter::Enumerable, conversion)?;
        for index in 0..keys.get_array_length()? {
            // A symbol names no option.
            let Some(key) = read_text(keys.get_element(index)?) else { continue };
            if !known.contains(&key.as_str()) {
                return Err(Error::argument(self.path(&key), "left out: there is no such option"));
            }
        }
        Ok(())
    }

    /// The own property `field`; `None` when it is missing, undefined or null.
    pub fn value(&self, field: &str) -> Result<Option<Unknown<'env>>> {
        let value = own_property(&self.object, field)
            .map_err(|_| Error::argument(self.path(field), "readable: its getter threw"))?;
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
        let texts = self.read(field, expected, |value| {
            if !value.is_array().ok()? {
                return None;
            }
            let items = Object::from_unknown(value).ok()?;
            // An array can be sparse and longer than memory.
            let length = items.get_array_length().ok().filter(|length| *length <= limits::LIST_ENTRIES)?;
            let text = |index: u32| {
                let item = own_property(&items, &index.to_string()).ok().flatten()?;
                read_text(item).filter(|text| allowed(text))
            };
            (0..length).map(text).collect::<Option<Vec<String>>>()
        })?;
        Ok(texts.unwrap_or_default())
    }
}

pub fn own_property<'env>(object: &Object<'env>, key: &str) -> napi::Result<Option<Unknown<'env>>> {
    if object.has_own_property(key)? { object.get(key) } else { Ok(None) }
}

pub fn read_text(value: Unknown<'_>) -> Option<String> {
    (value.get_type().ok()? == ValueType::String).then(|| String::from_unknown(value).ok()).flatten()
}

pub fn read_whole<N: TryInto<u64>>(value: Unknown<'_>, maximum: N) -> Option<usize> {
    if value.get_type().ok()? != ValueType::Number {
        return None;
    }
    let number = f64::from_unknown(value).ok()?;
    let maximum = maximum.try_into().ok()?;
    // In this range every whole number of JavaScript is exact.
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
    let in_range = number.fract() == 0.0 && number >= 0.0 && number <= maximum as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked in the line above")]
    in_range.then_some(number as usize)
}
