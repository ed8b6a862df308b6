//! The events that the host declared at start. Their properties are of closed kinds: a value is chosen from the
//! declaration, put into a class with declared bounds, or made by an anonymiser. No kind accepts free text.

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

/// Bytes of a hash, a UUID, a version or a class as JSON, whichever is the longest.
const MAX_MADE_VALUE_LEN: usize = 68;

/// Name of a declared event or property: letters, digits, `_` and `.`, beginning with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DeclaredName(String);

impl DeclaredName {
    /// The name if it has the required form.
    pub fn parse(name: &str) -> Option<Self> {
        let is_allowed = |character: char| character.is_ascii_alphanumeric() || "_.".contains(character);
        let is_name = name.len() <= MAX_DECLARED_NAME_LEN
            && name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(is_allowed);
        is_name.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this library has events of this name.
    pub fn is_built_in(&self) -> bool {
        CATALOGUE.iter().any(|event| event.name == self.0)
    }
}

/// The words that a property may hold.
#[derive(Clone, Debug)]
pub struct Words(Vec<String>);

impl Words {
    /// `None` unless there is at least one word and each is there once. Slashes, quotes and control characters belong to
    /// paths and messages, not to words.
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

/// Where the classes of a number begin, besides the one that begins with 0.
#[derive(Clone, Debug)]
pub struct Bounds(Vec<u32>);

impl Bounds {
    /// `None` unless there is at least one bound, and they rise from 1.
    pub fn new(bounds: Vec<u32>) -> Option<Self> {
        let is_valid = (1..=MAX_BOUNDS).contains(&bounds.len())
            && bounds[0] > 0
            && bounds.windows(2).all(|pair| pair[0] < pair[1]);
        is_valid.then_some(Self(bounds))
    }

    /// The class of `number`, which is at least 0.
    fn class_of(&self, number: f64) -> usize {
        self.0.iter().take_while(|bound| number >= f64::from(**bound)).count()
    }

    /// Prints a class: `0`, `1-9`, `10+`.
    fn label(&self, class: usize, unit: &str) -> String {
        let start = class.checked_sub(1).and_then(|index| self.0.get(index)).copied().unwrap_or(0);
        match self.0.get(class).map(|next| next - 1) {
            None => format!("{start}{unit}+"),
            Some(last) if last == start => format!("{start}{unit}"),
            Some(last) => format!("{start}-{last}{unit}"),
        }
    }
}

/// What a property may hold.
#[derive(Clone, Debug)]
pub enum PropertyKind {
    /// A word of the declaration.
    Word(Words),
    /// `true` or `false`.
    Boolean,
    /// A whole number, as the class that it falls into.
    Count(Bounds),
    /// Milliseconds, as the class that they fall into.
    Duration(Bounds),
    /// A version of the host's own releases: at most three small numbers and the words of pre-releases.
    Version,
    /// The hash of a Git remote.
    Remote,
    /// The hash of a relative path, together with the remote that it belongs to.
    Path,
    /// The random UUID of the session. Not given, but added.
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

    /// The most bytes of a value as JSON.
    fn max_len(&self) -> usize {
        match self {
            // Words have no character that JSON escapes.
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
    /// `None` where an event could be larger than events may be.
    pub fn new(name: DeclaredName, kind: Kind, expiry: Expiry, properties: Vec<DeclaredProperty>) -> Option<Self> {
        let envelope = r#"{"v":1,"name":"","properties":{}}"#.len() + name.0.len();
        let members = properties.iter().map(|property| property.key.0.len() + 4 + property.kind.max_len());
        let fits = envelope + members.sum::<usize>() <= MAX_EVENT_BYTES;
        (fits && properties.len() <= MAX_DECLARED_PROPERTIES).then_some(Self { name, kind, expiry, properties })
    }

    /// The name in the event.
    pub fn name(&self) -> &str {
        &self.name.0
    }

    /// Which levels admit it.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Checks what was given for an event of this declaration.
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
    /// A catalogue of events with distinct names.
    pub fn new(events: impl IntoIterator<Item = DeclaredEvent>) -> Self {
        Self { events: events.into_iter().map(|event| (event.name.0.clone(), Arc::new(event))).collect() }
    }

    /// The events in no particular order.
    pub fn events(&self) -> impl Iterator<Item = &DeclaredEvent> {
        self.events.values().map(Arc::as_ref)
    }

    /// Checks what the host gave for an event.
    ///
    /// # Errors
    /// Says what the declaration does not admit.
    pub fn accept(&self, name: &str, given: &[(String, GivenValue)]) -> Result<RecordedEvent, Refusal> {
        let Some(event) = self.events.get(name) else {
            return Err(Refusal { field: "name".to_owned(), expected: "the name of a declared event".to_owned() });
        };
        event.accept(given)
    }
}

/// A value as the host gave it.
#[derive(Clone, Debug)]
pub enum GivenValue {
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A path, perhaps with the remote of its repository.
    Path {
        /// The path.
        path: String,
        /// The URL of the remote.
        remote: Option<String>,
    },
    /// Nothing that a property can hold.
    Other,
}

/// What a declaration does not admit. Never repeats what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The field that is refused.
    pub field: String,
    /// What the declaration admits there.
    pub expected: String,
}

impl Refusal {
    fn property(key: &str, expected: String) -> Self {
        // An undeclared key is not repeated: it could be anything.
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

/// A value that the declaration admits, in the only forms in which it can become part of an event.
#[derive(Clone, Debug)]
enum Value {
    /// The index of a declared word.
    Word(usize),
    Boolean(bool),
    /// The index of a class between declared bounds.
    Class(usize),
    Version(PlainVersion),
    /// `None` for a remote without a host, which is left out.
    Remote(Option<CanonicalRemote>),
    Path(RelativePath, Option<CanonicalRemote>),
    Session,
    Missing,
}

/// An event whose values the declaration admits. Only [`DeclaredCatalogue::accept`] makes one.
#[derive(Clone, Debug)]
pub struct RecordedEvent {
    event: Arc<DeclaredEvent>,
    /// One for each declared property.
    values: Vec<Value>,
}

impl RecordedEvent {
    /// Its name in the declaration.
    pub fn name(&self) -> &str {
        self.event.name()
    }

    /// Which levels admit it.
    pub fn kind(&self) -> Kind {
        self.event.kind
    }

    /// How long the event is sent.
    pub fn expiry(&self) -> Expiry {
        self.event.expiry
    }

    /// Writes the event for an identity. Hashes are left out where there is no key for them.
    pub fn to_event(&self, session: &SessionId, hasher: Option<&Hasher>) -> Event {
        #[derive(Serialize)]
        struct Envelope<'a> {
            v: u8,
            name: &'a str,
            properties: Properties<'a>,
        }
        let properties = Properties { recorded: self, session, hasher };
        let envelope = Envelope { v: 1, name: &self.event.name.0, properties };
        // Strings and booleans under keys that are strings: nothing that JSON cannot hold.
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
