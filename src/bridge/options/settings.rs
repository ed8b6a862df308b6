//! `ServerOptions.settings`.

use napi::bindgen_prelude::Unknown;
use napi::{JsValue, ValueType};
use serde_json::{Map, Value};

use super::Result;
use super::fields::{Fields, read_boolean, read_number, read_text, read_whole};
use crate::bridge::errors::Error;
use crate::server::Options;
use crate::server::settings_parser::{self, Keys, Reason};

/// The maximum depth of objects that are nested in each other.
const MAX_DEPTH: usize = 2;

/// Reads the settings of the host. Invalid settings throw; only a rule that this version does not have is ignored.
pub fn read(fields: &Fields<'_>, options: &mut Options) -> Result<()> {
    let given = to_json(fields, MAX_DEPTH)?;
    check_names(&given, fields.name())?;
    let (stated, problems) = settings_parser::parse(&given, Keys::Nested);
    for problem in problems {
        match problem.reason {
            Reason::Expected(expected) => return Err(Error::argument(fields.path(&problem.path), expected)),
            Reason::UnknownRule(_) | Reason::TooMany(_) => options.ignored_settings.push(problem),
        }
    }
    options.settings = stated;
    Ok(())
}

/// Refuses unknown settings, because a misspelt setting would silently do nothing.
fn check_names(given: &Map<String, Value>, path: &str) -> Result<()> {
    let unknown = |name: &str| Err(Error::argument(format!("{path}.{name}"), "omitted: there is no such setting"));
    for (name, value) in given {
        let members = settings_parser::paths().filter_map(|known| known.split_once('.'));
        let members: Vec<&str> = members.filter(|(group, _)| group == name).map(|(_, member)| member).collect();
        if members.is_empty() {
            if name != settings_parser::RULES {
                return unknown(name);
            }
        } else if let Value::Object(given) = value
            && let Some(member) = given.keys().find(|member| !members.contains(&member.as_str()))
        {
            return unknown(&format!("{name}.{member}"));
        }
    }
    Ok(())
}

/// Converts the own properties of an object to JSON. A value that JSON cannot represent becomes one that no setting
/// accepts.
fn to_json(fields: &Fields<'_>, depth: usize) -> Result<Map<String, Value>> {
    let mut object = Map::new();
    for key in fields.keys()? {
        if let Some(value) = fields.value(&key)? {
            let value = value_to_json(value, &fields.path(&key), depth)?;
            object.insert(key, value);
        }
    }
    Ok(object)
}

fn value_to_json(value: Unknown<'_>, path: &str, depth: usize) -> Result<Value> {
    let kind = value.get_type()?;
    if kind == ValueType::Object
        && depth > 0
        && !value.is_array()?
        && let Some(fields) = Fields::of(value, path)?
    {
        return Ok(to_json(&fields, depth - 1)?.into());
    }
    let json = match kind {
        ValueType::String => read_text(value).map(Value::from),
        ValueType::Boolean => read_boolean(value).map(Value::from),
        // Integers stay integers.
        ValueType::Number => match read_whole(value, u32::MAX) {
            Some(number) => Some(number.into()),
            None => read_number(value).map(Value::from),
        },
        _ => None,
    };
    Ok(json.unwrap_or_else(|| Value::Array(Vec::new())))
}
