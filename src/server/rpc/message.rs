//! Parses a JSON-RPC message into its members.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::server::rpc::scanner;

/// The members of a message as they were sent.
#[derive(Default)]
pub struct Message {
    pub jsonrpc: Option<Value>,
    pub id: Option<Value>,
    pub method: Option<Value>,
    pub params: Option<Value>,
    pub result: Option<Value>,
    pub error: Option<Value>,
    /// Whether `params` or `result` occurs more than once. The last one is kept, as in other parsers.
    pub is_ambiguous: bool,
}

impl Message {
    /// Parses a message. An array of the same values is rejected, although serde would accept it.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        let is_object = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
        if is_object {
            parse(text)
        } else {
            parse::<Value>(text).and_then(|_| Err(serde::de::Error::custom("expected an object")))
        }
    }
}

impl<'de> Deserialize<'de> for Message {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MessageVisitor)
    }
}

struct MessageVisitor;

impl<'de> Visitor<'de> for MessageVisitor {
    type Value = Message;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON-RPC message")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Message, A::Error> {
        let mut message = Message::default();
        while let Some(key) = map.next_key::<String>()? {
            let (member, may_be_repeated) = match key.as_str() {
                "jsonrpc" => (&mut message.jsonrpc, false),
                "id" => (&mut message.id, false),
                "method" => (&mut message.method, false),
                "params" => (&mut message.params, true),
                "result" => (&mut message.result, true),
                "error" => (&mut message.error, false),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            if member.replace(map.next_value()?).is_some() {
                if !may_be_repeated {
                    return Err(serde::de::Error::custom("the message contains a duplicate key"));
                }
                message.is_ambiguous = true;
            }
        }
        // For these members, null is equivalent to leaving them out. For the others, null is a value.
        for member in [&mut message.jsonrpc, &mut message.method, &mut message.params] {
            *member = member.take().filter(|value| !value.is_null());
        }
        Ok(message)
    }
}

/// Parses JSON. If it is invalid, parses it again after [`scanner::repair_json`].
pub fn parse<T: for<'de> Deserialize<'de>>(text: &str) -> serde_json::Result<T> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).or_else(|error| serde_json::from_str(&scanner::repair_json(text)).map_err(|_| error))
}
