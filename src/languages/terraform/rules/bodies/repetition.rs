//! `ArgumentValue`: values of `count` and `for_each` that are certainly invalid.

use crate::languages::terraform::values::known::{Known, Shape};

/// Why a value cannot be that of `for_each`.
pub(super) struct InvalidForEach {
    pub message: String,
    pub is_list: bool,
}

/// Why a value cannot be that of `count`.
pub(super) fn invalid_count(value: &Known) -> Option<String> {
    if value.is_ephemeral {
        return Some("`count` cannot depend on an ephemeral value".to_owned());
    }
    let found = match &value.shape {
        Shape::Number(Some(number)) => return invalid_number(*number),
        Shape::String(Some(text)) => match text.parse() {
            Ok(number) => return invalid_number(number),
            Err(_) => "a string",
        },
        Shape::Null => "null",
        Shape::Bool(_) => "a boolean",
        Shape::List(_) | Shape::Tuple(_) => "a list",
        Shape::Set { .. } => "a set",
        Shape::Map(_) | Shape::Object { .. } => "a map",
        Shape::Unknown | Shape::Number(None) | Shape::String(None) => return None,
    };
    let advice = match &value.shape {
        Shape::List(_) | Shape::Tuple(_) | Shape::Set { .. } | Shape::Map(_) => "; use `length` to count its elements",
        _ => "",
    };
    Some(format!("`count` takes a number, not {found}{advice}"))
}

fn invalid_number(number: f64) -> Option<String> {
    if number < 0.0 {
        Some("`count` cannot be negative".to_owned())
    } else if number.fract() != 0.0 {
        Some("`count` takes a whole number".to_owned())
    } else {
        None
    }
}

/// Why a value cannot be that of `for_each`.
pub(super) fn invalid_for_each(value: &Known) -> Option<InvalidForEach> {
    let invalid = |message: &str| Some(InvalidForEach { message: message.to_owned(), is_list: false });
    if value.is_sensitive {
        return invalid("`for_each` cannot depend on a sensitive value, because Terraform shows the keys");
    }
    if value.is_ephemeral {
        return invalid("`for_each` cannot depend on an ephemeral value");
    }
    let found = match &value.shape {
        Shape::List(_) | Shape::Tuple(_) => return Some(InvalidForEach { message: list(), is_list: true }),
        Shape::Null => "null",
        Shape::Bool(_) => "a boolean",
        Shape::Number(_) => "a number",
        Shape::String(_) => "a string",
        Shape::Set { element, is_value: true } => match &element.shape {
            Shape::Number(_) => "a set of numbers",
            Shape::Bool(_) => "a set of booleans",
            Shape::List(_) | Shape::Tuple(_) => "a set of lists",
            Shape::Map(_) | Shape::Object { .. } => "a set of objects",
            Shape::Null => "a set with `null`",
            _ => return None,
        },
        Shape::Unknown | Shape::Set { .. } | Shape::Map(_) | Shape::Object { .. } => return None,
    };
    invalid(&format!("`for_each` takes a map or a set of strings, not {found}"))
}

/// Why a value cannot be that of `for_each` in an `import` block.
pub(super) fn invalid_import(value: &Known) -> Option<String> {
    let is_invalid = value.is_primitive() && value.is_value();
    is_invalid.then(|| format!("`for_each` takes a map or a set of strings, not {}", value.noun()))
}

/// The message about a list.
pub(super) fn list() -> String {
    "`for_each` takes a map or a set of strings, not a list; convert a list with `toset`".to_owned()
}
