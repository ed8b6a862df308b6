//! The Compose Specification as tables, which validation, completion and hover share.

mod images;
pub mod known_images;
pub mod phrases;
mod schema;
pub mod words;

pub use images::{IMAGES, USUAL_TAGS, VARIANTS, tags_of};
pub use schema::FILE;

/// The set of types that a value can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    pub const NULL: Self = Self(1);
    pub const BOOLEAN: Self = Self(2);
    pub const INTEGER: Self = Self(4);
    /// A number, which may also be an integer.
    pub const NUMBER: Self = Self(8);
    pub const STRING: Self = Self(16);
    pub const LIST: Self = Self(32);
    pub const MAPPING: Self = Self(64);

    pub const fn of(kinds: &[Self]) -> Self {
        let mut all = 0;
        let mut index = 0;
        while index < kinds.len() {
            all |= kinds[index].0;
            index += 1;
        }
        Self(all)
    }

    pub const fn contains(self, kind: Self) -> bool {
        self.0 & kind.0 == kind.0
    }

    /// The names of the types, for messages.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let names = [
            (Self::NULL, "`null`"),
            (Self::BOOLEAN, "a boolean"),
            (Self::INTEGER, "an integer"),
            (Self::NUMBER, "a number"),
            (Self::STRING, "a string"),
            (Self::LIST, "a list"),
            (Self::MAPPING, "a mapping"),
        ];
        names.into_iter().filter(move |(kind, _)| self.contains(*kind)).map(|(_, name)| name)
    }
}

/// The schema of a value.
#[derive(Debug)]
pub struct Schema {
    pub kinds: Kinds,
    /// The keys that a mapping can have.
    pub properties: &'static [Property],
    /// The pattern and the schema of other keys.
    pub entry: Option<(KeyPattern, &'static Schema)>,
    /// Whether a mapping can have keys that start with `x-`.
    pub allows_extensions: bool,
    pub allows_other_keys: bool,
    pub required: &'static [&'static str],
    pub items: Option<&'static Schema>,
    pub has_unique_items: bool,
    /// The allowed strings. Any string is allowed if this is empty.
    pub values: &'static [&'static str],
    pub pattern: Option<ValuePattern>,
    pub minimum: Option<i64>,
    pub maximum: Option<i64>,
}

impl Schema {
    /// The schema of a value that can be anything.
    pub const ANY: Self = Self {
        kinds: Kinds(127),
        properties: &[],
        entry: None,
        allows_extensions: false,
        allows_other_keys: true,
        required: &[],
        items: None,
        has_unique_items: false,
        values: &[],
        pattern: None,
        minimum: None,
        maximum: None,
    };

    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// Returns the schema of a key's value. `None` if the key is unknown, or if its value is not restricted.
    pub fn value_of(&self, key: &str) -> Option<&'static Schema> {
        if let Some(property) = self.property(key) {
            return Some(property.schema);
        }
        self.entry.filter(|(pattern, _)| pattern.matches(key)).map(|(_, schema)| schema)
    }

    pub fn allows_key(&self, key: &str) -> bool {
        self.allows_other_keys || self.allows_extensions && key.starts_with("x-") || self.value_of(key).is_some()
    }
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Property {
    pub name: &'static str,
    /// One or two sentences of Markdown.
    pub documentation: &'static str,
    /// The value that is used if the key is absent.
    pub default: Option<&'static str>,
    /// Common values. Others are allowed.
    pub suggestions: &'static [&'static str],
    pub schema: &'static Schema,
}

impl Property {
    /// A property without a default value and suggestions.
    pub const PLAIN: Self = Self { name: "", documentation: "", default: None, suggestions: &[], schema: &Schema::ANY };
}

/// A pattern for keys that are not fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPattern {
    NotEmpty,
    Lowercase,
    /// Letters, digits, `.`, `_` and `-`.
    Name,
}

impl KeyPattern {
    pub fn matches(self, key: &str) -> bool {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        !key.is_empty()
            && match self {
                Self::NotEmpty => true,
                Self::Lowercase => key.bytes().all(|byte| byte.is_ascii_lowercase()),
                Self::Name => key.bytes().all(is_name),
            }
    }
}

/// A pattern for the strings that are allowed as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValuePattern {
    All,
    ContainerName,
    PullPolicy,
}

impl ValuePattern {
    /// Whether a string matches the pattern.
    pub fn matches(self, value: &str) -> bool {
        match self {
            Self::All => value == "all",
            Self::ContainerName => has_container_name(value),
            Self::PullPolicy => PULL_POLICIES.contains(&value) || is_period(value),
        }
    }

    /// A description of the expected value, for messages.
    pub fn description(self) -> &'static str {
        match self {
            Self::All => "`all` or a list",
            Self::ContainerName => {
                "a name of at least two letters, digits, `_`, `.` or `-` that starts with a letter or digit"
            }
            Self::PullPolicy => {
                "`always`, `never`, `missing`, `if_not_present`, `build`, `refresh`, `daily`, `weekly` or a period such as `every_12h`"
            }
        }
    }
}

const PULL_POLICIES: [&str; 8] =
    ["always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"];

fn has_container_name(value: &str) -> bool {
    let is_continued = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    value.as_bytes().windows(2).any(|pair| pair[0].is_ascii_alphanumeric() && is_continued(pair[1]))
}

/// Whether a string is `every_` followed by numbers with units, such as `every_1d12h`.
fn is_period(value: &str) -> bool {
    let Some(mut rest) = value.strip_prefix("every_").filter(|rest| !rest.is_empty()) else { return false };
    while !rest.is_empty() {
        let unit = rest.trim_start_matches(|character: char| character.is_ascii_digit());
        if unit.len() == rest.len() || !unit.starts_with(['w', 'd', 'h', 'm', 's']) {
            return false;
        }
        rest = &unit[1..];
    }
    true
}
