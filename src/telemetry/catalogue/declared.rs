//! The events that the host declared at start. The kinds of their properties are closed: a value is one of the declared
//! words, a class with declared bounds, a boolean, or the result of an anonymiser. No kind accepts free text.

use std::collections::HashMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::property::Property;
use super::{CATALOGUE, Event, Expiry, Kind};
use crate::telemetry::anonymise::versions::PlainVersion;
use crate::telemetry::anonymise::{DocumentHash, RelativePath, RemoteHash, SessionId};
use crate::telemetry::git_remote::CanonicalRemote;
use crate::telemetry::hash::Hasher;
use crate::telemetry::limits::{
    MAX_BOUNDS, MAX_DECLARED_NAME_LEN, MAX_DECLARED_PROPERTIES, MAX_EVENT_BYTES, MAX_WORD_LEN, MAX_WORDS,
};

/// The size of the longest hash, UUID, version or class as JSON, in bytes.
const MAX_MADE_VALUE_LEN: usize = 68;

/// The name of a declared event or property: letters, digits, `_` and `.`, beginning with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeclaredName(String);

impl DeclaredName {
    /// Returns the name if it has the required form.
    pub fn parse(name: &str) -> Option<Self> {
        let is_allowed = |character: char| character.is_ascii_alphanumeric() || "_.".contains(character);
        let is_name = name.len() <= MAX_DECLARED_NAME_LEN
            && name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(is_allowed);
        is_name.then(|| Self(name.to_owned()))
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this library has events with this name.
    pub fn is_built_in(&self) -> bool {
        CATALOGUE.iter().any(|event| event.name == self.0)
    }
}

/// The words that a property may hold.
#[derive(Clone, Debug)]
pub struct Words(Vec<String>);

impl Words {
    /// Returns `None` unless there is at least one word, each word is listed once, and all consist of allowed
    /// characters. Slashes, quotes and control characters belong to paths and messages, not to words.
    pub fn new(words: Vec<String>) -> Option<Self> {
        let is_allowed = |character: char| character.is_ascii_alphanumeric() || "_-.+ ".contains(character);
        let is_word = |word: &String| !word.is_empty() && word.len() <= MAX_WORD_LEN && word.chars().all(is_allowed);
        let are_distinct = || {
            let mut sorted: Vec<&String> = words.iter().collect();
            sorted.sort_unstable();
            sorted.windows(2).all(|pair| pair[0] != pair[1])
        };
        let is_valid = (1..=MAX_WORDS).contains(&words.len()) && words.iter().all(is_word) && are_distinct();
        is_valid.then_some(Self(words))
    }

    fn index_of(&self, word: &str) -> Option<usize> {
        self.0.iter().position(|listed| listed == word)
    }
}

/// The numbers at which the classes of a number begin, except for the first class, which begins with 0.
#[derive(Clone, Debug)]
pub struct Bounds(Vec<u32>);

impl Bounds {
    /// Returns `None` unless there is at least one bound, the first is at least 1, and each is greater than the
    /// previous one.
    pub fn new(bounds: Vec<u32>) -> Option<Self> {
        let is_valid = (1..=MAX_BOUNDS).contains(&bounds.len())
            && bounds[0] > 0
            && bounds.windows(2).all(|pair| pair[0] < pair[1]);
        is_valid.then_some(Self(bounds))
    }

    /// Returns the index of the class of `number`, which must be at least 0.
    fn class_of(&self, number: f64) -> usize {
        self.0.iter().take_while(|bound| number >= f64::from(**bound)).count()
    }

    /// Formats a class, for example as `0`, `1-9` or `10+`.
    fn label(&self, class: usize, unit: &str) -> String {
        let start = class.checked_sub(1).and_then(|index| self.0.get(index)).copied().unwrap_or(0);
        match self.0.get(class).map(|next| next - 1) {
            None => format!("{start}{unit}+"),
            Some(last) if last == start => format!("{start}{unit}"),
            Some(last) => format!("{start}-{last}{unit}"),
        }
    }
}

/// The kind of a property: which values it accepts.
#[derive(Clone, Debug)]
pub enum PropertyKind {
    /// One of the declared words.
    Word(Words),
    /// `true` or `false`.
    Boolean,
    /// An integer, reported as its class.
    Count(Bounds),
    /// A number of milliseconds, reported as its class.
    Duration(Bounds),
    /// A version of the host's own releases: at most three small numbers and pre-release words.
    Version,
    /// The hash of a Git remote.
    Remote,
    /// The hash of a relative path, together with the remote that it belongs to.
    Path,
    /// The random UUID of the session. The host does not pass it; it is added automatically.
    Session,
}

impl PropertyKind {
    fn expected(&self) -> String {
        match self {
            Self::Word(Words(words)) => {
                let mut text = "one of the declared words: ".to_owned();
                for (index, word) in words.iter().take(8).enumerate() {
                    let _ = write!(text, "{}'{word}'", if index == 0 { "" } else { ", " });
                }
                text + if words.len() > 8 { ", …" } else { "" }
            }
            Self::Boolean => "a boolean".to_owned(),
            Self::Count(_) => "an integer of at least 0".to_owned(),
            Self::Duration(_) => "a number of milliseconds of at least 0".to_owned(),
            Self::Version => "a version of at most three numbers below 1000, such as '1.4.0-beta.2'".to_owned(),
            Self::Remote => "the URL of a Git remote".to_owned(),
            Self::Path => {
                "a relative path, or { path, remote } with the URL of the Git remote it belongs to".to_owned()
            }
            Self::Session => "omitted: the session's UUID is added automatically".to_owned(),
        }
    }

    fn accept(&self, given: &GivenValue) -> Option<Value> {
        Some(match (self, given) {
            (Self::Word(words), GivenValue::Text(word)) => Value::Word(words.index_of(word)?),
            (Self::Boolean, GivenValue::Boolean(value)) => Value::Boolean(*value),
            (Self::Count(bounds), GivenValue::Number(number)) if *number >= 0.0 && number.fract() == 0.0 => {
                Value::Class(bounds.class_of(*number))
            }
            (Self::Duration(bounds), GivenValue::Number(number)) if *number >= 0.0 && number.is_finite() => {
                Value::Class(bounds.class_of(*number))
            }
            (Self::Version, GivenValue::Text(version)) => Value::Version(PlainVersion::parse(version)?),
            (Self::Remote, GivenValue::Text(remote)) => Value::Remote(CanonicalRemote::parse(remote)),
            (Self::Path, GivenValue::Text(path)) => Value::Path(RelativePath::parse(path)?, None),
            (Self::Path, GivenValue::Path { path, remote }) => {
                Value::Path(RelativePath::parse(path)?, remote.as_deref().and_then(CanonicalRemote::parse))
            }
            _ => return None,
        })
    }

    /// Returns the maximum size of a value as JSON, in bytes.
    fn max_len(&self) -> usize {
        match self {
            // Words contain no characters that JSON escapes.
            Self::Word(Words(words)) => words.iter().map(|word| word.len() + 2).max().unwrap_or_default(),
            _ => MAX_MADE_VALUE_LEN,
        }
    }
}

/// A property of a declared event.
#[derive(Clone, Debug)]
pub struct DeclaredProperty {
    /// The key in the event.
    pub key: DeclaredName,
    /// Which values it can have.
    pub kind: PropertyKind,
    /// Whether the host may leave it out.
    pub is_optional: bool,
}

/// An event that the host declared.
#[derive(Clone, Debug)]
pub struct DeclaredEvent {
    name: DeclaredName,
    kind: Kind,
    expiry: Expiry,
    properties: Vec<DeclaredProperty>,
}

impl DeclaredEvent {
    /// Returns `None` if an event could exceed the maximum size, or there are too many properties.
    pub fn new(name: DeclaredName, kind: Kind, expiry: Expiry, properties: Vec<DeclaredProperty>) -> Option<Self> {
        let envelope = r#"{"v":1,"name":"","properties":{}}"#.len() + name.0.len();
        let members = properties.iter().map(|property| property.key.0.len() + 4 + property.kind.max_len());
        let fits = envelope + members.sum::<usize>() <= MAX_EVENT_BYTES;
        (fits && properties.len() <= MAX_DECLARED_PROPERTIES).then_some(Self { name, kind, expiry, properties })
    }

    /// Returns the name in the event.
    pub fn name(&self) -> &str {
        &self.name.0
    }

    /// Returns the kind of the event, which decides which levels admit it.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Checks the values that were passed for an event of this declaration.
    fn accept(self: &Arc<Self>, given: &[(String, GivenValue)]) -> Result<RecordedEvent, Refusal> {
        if let Some((key, _)) = given.iter().find(|(key, _)| self.property(key).is_none()) {
            return Err(Refusal::property(key, "omitted: it is not declared".to_owned()));
        }
        let values = self.properties.iter().map(|property| {
            let key = property.key.as_str();
            let refuse = || Refusal::property(key, property.kind.expected());
            let given = given.iter().find(|(given, _)| given == key).map(|(_, value)| value);
            match (given, &property.kind) {
                (None, PropertyKind::Session) => Ok(Value::Session),
                (None, _) if property.is_optional => Ok(Value::Missing),
                (None, _) => Err(refuse()),
                (Some(value), kind) => kind.accept(value).ok_or_else(refuse),
            }
        });
        Ok(RecordedEvent { values: values.collect::<Result<_, _>>()?, event: Arc::clone(self) })
    }

    fn property(&self, key: &str) -> Option<&DeclaredProperty> {
        self.properties.iter().find(|property| property.key.0 == key)
    }
}

/// Every event that the host declared.
#[derive(Clone, Debug, Default)]
pub struct DeclaredCatalogue {
    events: HashMap<String, Arc<DeclaredEvent>>,
}

impl DeclaredCatalogue {
    /// Creates a catalogue of events with distinct names.
    pub fn new(events: impl IntoIterator<Item = DeclaredEvent>) -> Self {
        Self { events: events.into_iter().map(|event| (event.name.0.clone(), Arc::new(event))).collect() }
    }

    /// Returns the events in no particular order.
    pub fn events(&self) -> impl Iterator<Item = &DeclaredEvent> {
        self.events.values().map(Arc::as_ref)
    }

    /// Checks the values that the host passed for an event.
    ///
    /// # Errors
    /// Returns what the declaration does not admit.
    pub fn accept(&self, name: &str, given: &[(String, GivenValue)]) -> Result<RecordedEvent, Refusal> {
        let Some(event) = self.events.get(name) else {
            return Err(Refusal { field: "name".to_owned(), expected: "the name of a declared event".to_owned() });
        };
        event.accept(given)
    }
}

/// A value as the host passed it.
#[derive(Clone, Debug)]
pub enum GivenValue {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A path, optionally with the remote of its repository.
    Path {
        /// The path.
        path: String,
        /// The URL of the remote.
        remote: Option<String>,
    },
    /// A value of any other type, which no property accepts.
    Other,
}

/// What a declaration does not admit. Never contains the value that was passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The field whose value is refused.
    pub field: String,
    /// What the declaration admits there.
    pub expected: String,
}

impl Refusal {
    fn property(key: &str, expected: String) -> Self {
        // A key that is not a valid name is not repeated: it could contain anything.
        let field =
            if DeclaredName::parse(key).is_some() { format!("properties.{key}") } else { "properties".to_owned() };
        Self { field, expected }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} must be {}", self.field, self.expected)
    }
}

/// A value that the declaration admits, in the only forms that can become part of an event.
#[derive(Clone, Debug)]
enum Value {
    /// The index of a declared word.
    Word(usize),
    Boolean(bool),
    /// The index of a class between declared bounds.
    Class(usize),
    Version(PlainVersion),
    /// `None` for a remote without a host, which is omitted.
    Remote(Option<CanonicalRemote>),
    Path(RelativePath, Option<CanonicalRemote>),
    Session,
    Missing,
}

/// An event whose values the declaration admits. Only [`DeclaredCatalogue::accept`] creates one.
#[derive(Clone, Debug)]
pub struct RecordedEvent {
    event: Arc<DeclaredEvent>,
    /// One value for each declared property.
    values: Vec<Value>,
}

impl RecordedEvent {
    /// Returns its name in the declaration.
    pub fn name(&self) -> &str {
        self.event.name()
    }

    /// Returns the kind of the event, which decides which levels admit it.
    pub fn kind(&self) -> Kind {
        self.event.kind
    }

    /// Returns until when the event is sent.
    pub fn expiry(&self) -> Expiry {
        self.event.expiry
    }

    /// Creates the event of a session. Hashes are omitted if there is no key for them.
    pub fn to_event(&self, session: &SessionId, hasher: Option<&Hasher>) -> Event {
        #[derive(Serialize)]
        struct Envelope<'a> {
            v: u8,
            name: &'a str,
            properties: Properties<'a>,
        }
        let properties = Properties { recorded: self, session, hasher };
        let envelope = Envelope { v: 1, name: &self.event.name.0, properties };
        // Serialization cannot fail: keys are strings, and values are strings and booleans.
        Event { json: serde_json::to_string(&envelope).unwrap_or_default(), expiry: self.event.expiry }
    }
}

struct Properties<'a> {
    recorded: &'a RecordedEvent,
    session: &'a SessionId,
    hasher: Option<&'a Hasher>,
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let RecordedEvent { event, values } = self.recorded;
        let mut map = serializer.serialize_map(None)?;
        for (property, value) in event.properties.iter().zip(values) {
            let key = property.key.as_str();
            match (&property.kind, value) {
                (PropertyKind::Word(words), Value::Word(index)) => map.serialize_entry(key, &words.0.get(*index))?,
                (PropertyKind::Count(bounds), Value::Class(class)) => {
                    map.serialize_entry(key, &bounds.label(*class, ""))?;
                }
                (PropertyKind::Duration(bounds), Value::Class(class)) => {
                    map.serialize_entry(key, &bounds.label(*class, "ms"))?;
                }
                (_, Value::Boolean(value)) => value.write(key, &mut map)?,
                (_, Value::Version(version)) => version.text().write(key, &mut map)?,
                (_, Value::Remote(Some(remote))) => {
                    self.hasher.map(|hasher| RemoteHash::of(remote, hasher)).write(key, &mut map)?;
                }
                (_, Value::Path(path, remote)) => {
                    let hash = self.hasher.map(|hasher| DocumentHash::of(path.as_str(), remote.as_ref(), hasher));
                    hash.write(key, &mut map)?;
                }
                (_, Value::Session) => self.session.write(key, &mut map)?,
                // `accept` pairs each kind with its own values.
                (_, Value::Word(_) | Value::Class(_) | Value::Remote(None) | Value::Missing) => {}
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests;
