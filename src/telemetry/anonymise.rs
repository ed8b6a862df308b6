//! Creates property values from external text; no other code can. Each type contains only what its constructor accepts,
//! and its field is private to this module.

use serde::ser::SerializeMap;
use serde_json::Value;

use crate::platform;

use super::catalogue::property::Property;
use super::git_remote::CanonicalRemote;
use super::hash::Hasher;
use super::{allowlists, limits};

/// Implements `Property` for a type with one string field.
macro_rules! text_property {
    ($type:ident, $typescript:literal) => {
        impl $crate::telemetry::catalogue::property::Property for $type {
            const TYPESCRIPT: &'static str = $typescript;

            fn write<M: serde::ser::SerializeMap>(&self, key: &str, map: &mut M) -> Result<(), M::Error> {
                map.serialize_entry(key, &self.0)
            }
        }
    };
}

pub mod client;
pub(crate) mod coarse;
pub(crate) mod modules;
pub mod providers;
pub mod pseudonyms;
mod time_limit;
pub(crate) mod versions;

pub use time_limit::TimeLimitClass;

/// Returns `word` if it is on the list, else `other`.
fn listed(list: &[&'static str], word: &str) -> &'static str {
    list.iter().find(|known| **known == word).copied().unwrap_or("other")
}

/// Returns the length of a string as JSON in bytes, including its quotes.
fn json_length(text: &str) -> usize {
    serde_json::Value::from(text).to_string().len()
}

/// Returns a random UUID (version 4). `None` if the system provides no randomness.
fn random_uuid() -> Option<String> {
    Some(uuid::Builder::from_random_bytes(platform::random_bytes()?).into_uuid().to_string())
}

/// The version of this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVersion(&'static str);
text_property!(ServerVersion, "string");

impl ServerVersion {
    /// The version of this build.
    pub const CURRENT: Self = Self(env!("CARGO_PKG_VERSION"));
}

/// The random identifier of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionId(String);
text_property!(SessionId, "string");

impl SessionId {
    /// Returns a new identifier. `None` if the system provides no randomness.
    pub fn random() -> Option<Self> {
        random_uuid().map(Self)
    }
}

/// What kind of root the client named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootKind(&'static str);
text_property!(RootKind, "'dir' | 'file' | 'invalid'");

impl RootKind {
    /// A directory.
    pub const DIRECTORY: Self = Self("dir");
    /// A file.
    pub const FILE: Self = Self("file");
    /// Neither a file nor a directory.
    pub const INVALID: Self = Self("invalid");
}

/// A flag that is reported only if it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrueFlag;

impl TrueFlag {
    /// Returns the flag if `given` is true.
    pub fn when(given: bool) -> Option<Self> {
        given.then_some(Self)
    }
}

impl Property for TrueFlag {
    const TYPESCRIPT: &'static str = "true";

    fn write<M: SerializeMap>(&self, key: &str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, &true)
    }
}

/// A method of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method(&'static str);
text_property!(Method, "string");

impl Method {
    /// Returns the method if it is on the list, else `other`.
    pub fn of(method: &str) -> Self {
        Self(listed(allowlists::methods::METHODS, method))
    }
}

/// A language that this server supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageIdentifier(&'static str);
text_property!(
    LanguageIdentifier,
    "'dockerbake' | 'dockercompose' | 'dockerfile' | 'terraform' | 'terraform-vars' | 'other'"
);

impl LanguageIdentifier {
    /// Returns the identifier if it is on the list, else `other`.
    pub fn of(identifier: &str) -> Self {
        Self(listed(&allowlists::languages::LANGUAGES, identifier))
    }
}

/// What kind of quick fix was executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionId(&'static str);
text_property!(ActionId, "'server.textDocument.codeAction.diagnostics'");

impl ActionId {
    /// Quick fixes of diagnostics.
    pub const DIAGNOSTICS: Self = Self("server.textDocument.codeAction.diagnostics");

    /// Returns the word in the event.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// The code of a diagnostic's rule, or null if it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleCode(Option<&'static str>);
text_property!(RuleCode, "string | null");

impl RuleCode {
    /// Accepts a listed rule and null. Returns `None` for anything else, which no quick fix of this server sends.
    pub fn of(code: &Value) -> Option<Self> {
        match code {
            Value::Null => Some(Self(None)),
            Value::String(code) => {
                allowlists::rules::RULES.iter().find(|rule| *rule == code).map(|rule| Self(Some(rule)))
            }
            _ => None,
        }
    }
}

/// The hash of a Git remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteHash(String);
text_property!(RemoteHash, "string");

impl RemoteHash {
    /// Hashes a remote.
    pub fn of(remote: &CanonicalRemote, hasher: &Hasher) -> Self {
        Self(hasher.remote(remote))
    }
}

/// The hash of a relative path and the remote it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHash(String);
text_property!(DocumentHash, "string");

impl DocumentHash {
    /// Hashes a path with the remote of its repository.
    pub fn of(path: &str, remote: Option<&CanonicalRemote>, hasher: &Hasher) -> Self {
        Self(hasher.document(remote, path))
    }
}

/// A path relative to a repository or workspace folder, with `/` as the separator, in the form that is hashed. Never
/// absolute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativePath(String);

impl RelativePath {
    /// Returns `None` for an absolute path, for a path that leads out of its folder, and for a path that is too long.
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.replace('\\', "/");
        let has_drive = path.as_bytes().get(1) == Some(&b':');
        let is_relative = !path.is_empty() && !path.starts_with('/') && !has_drive && !path.contains("://");
        let stays_inside = path.split('/').all(|part| part != "..");
        let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        (is_relative && stays_inside && path.len() <= limits::MAX_PATH_LEN && !parts.is_empty())
            .then(|| Self(parts.join("/")))
    }

    /// Returns the path in the form that is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of the host's product: one word of at most 64 letters, digits, `.`, `_` and `-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductName(String);

impl ProductName {
    /// Returns the name if it has the required form.
    pub fn parse(name: &str) -> Option<Self> {
        let is_allowed = |character: char| character.is_ascii_alphanumeric() || "._-".contains(character);
        let is_name = name.starts_with(|first: char| first.is_ascii_alphanumeric())
            && name.len() <= limits::MAX_DECLARED_NAME_LEN
            && name.chars().all(is_allowed);
        is_name.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The class of an error that the host reports, if it is on a closed list, else `other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorClass(&'static str);
text_property!(ErrorClass, "string");

impl ErrorClass {
    /// Returns the class if it is on the list, else `other`.
    pub fn new(class: &str) -> Self {
        Self(listed(&allowlists::ERROR_CLASSES, class))
    }
}

/// The functions of the host's own code on the stack of an error, the innermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostStackTrace(StackTrace);

impl HostStackTrace {
    /// Creates a stack trace from names of functions, where `None` is a function of other code, reported as `foreign`.
    /// A name that is not a JavaScript identifier is reported as `foreign`, too.
    pub fn new<'a>(frames: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        let name = |frame: Option<&str>| {
            let own = frame.filter(|name| name.len() <= limits::FUNCTION_NAME && is_function_of_javascript(name));
            FunctionName(own.unwrap_or("foreign").to_owned())
        };
        let frames: Vec<FunctionName> = frames.into_iter().take(limits::FRAMES).map(name).collect();
        Self(StackTrace::of(&frames))
    }

    /// Returns the innermost function of the host's own code.
    pub fn function(&self) -> FunctionName {
        let own = self.0.0.lines().find(|name| *name != "foreign");
        FunctionName(own.unwrap_or("foreign").to_owned())
    }

    /// Returns the stack as a property.
    pub fn stack_trace(self) -> StackTrace {
        self.0
    }
}

/// Whether a name consists of identifiers, as in `Class.method` or `new Class`.
fn is_function_of_javascript(name: &str) -> bool {
    let name = name.strip_prefix("new ").or_else(|| name.strip_prefix("async ")).unwrap_or(name);
    let is_identifier = |part: &str| {
        let rest = part.strip_prefix('#').unwrap_or(part);
        rest.starts_with(|first: char| first.is_ascii_alphabetic() || "_$".contains(first))
            && rest.chars().all(|character| character.is_ascii_alphanumeric() || "_$".contains(character))
    };
    name == "<anonymous>" || name.split('.').all(is_identifier)
}

/// The name of a function on a stack, or `foreign`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionName(String);
text_property!(FunctionName, "string");

impl FunctionName {
    /// Keeps a demangled name if its crate is on the list, else returns `foreign`.
    pub fn of(symbol: Option<&str>) -> Self {
        let ours = symbol.filter(|symbol| {
            let start = symbol.trim_start_matches(|character: char| !character.is_alphanumeric());
            let name = start.strip_prefix("dyn ").unwrap_or(start);
            name.split_once("::").is_some_and(|(first, _)| allowlists::CRATES.contains(&first))
        });
        let length = |symbol: &str| {
            let ends = symbol.char_indices().map(|(start, character)| start + character.len_utf8());
            ends.take_while(|end| *end <= limits::FUNCTION_NAME).last().unwrap_or_default()
        };
        Self(ours.map_or("foreign", |symbol| &symbol[..length(symbol)]).to_owned())
    }

    /// Whether it is a function of this library itself.
    pub fn is_own(&self) -> bool {
        self.0.trim_start_matches('<').starts_with("candor::")
    }
}

/// The functions on the stack of a panic or an error, the innermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackTrace(String);
text_property!(StackTrace, "string");

impl StackTrace {
    /// Joins the names of functions, one per line, as many as the limits allow.
    pub fn of(frames: &[FunctionName]) -> Self {
        let mut trace = String::new();
        for frame in frames.iter().take(limits::FRAMES) {
            let separator = if trace.is_empty() { "" } else { "\n" };
            let longer = format!("{trace}{separator}{}", frame.0);
            if json_length(&longer) > limits::MAX_STACK_BYTES {
                break;
            }
            trace = longer;
        }
        Self(trace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d13_and_d14_frames_of_other_software_are_foreign() {
        assert_eq!(FunctionName::of(Some("candor::server::commands::execute")).0, "candor::server::commands::execute");
        assert_eq!(FunctionName::of(Some("<candor::a::B as core::c::D>::e")).0, "<candor::a::B as core::c::D>::e");
        assert_eq!(FunctionName::of(Some("<dyn core::ops::FnOnce>::call")).0, "<dyn core::ops::FnOnce>::call");
        for foreign in [Some("secret::acme_merger::run"), Some("napi_call_function"), Some("uv_run"), None] {
            assert_eq!(FunctionName::of(foreign).0, "foreign");
        }
        let is_own = |symbol| FunctionName::of(Some(symbol)).is_own();
        assert!(is_own("candor::server::run") && is_own("<candor::a::B as core::c::D>::e"));
        assert!(!is_own("core::option::expect_failed"));
    }

    #[test]
    fn a_function_of_the_host_is_an_identifier_or_foreign() {
        let frames = [Some("activate"), None, Some("Client.#send"), Some("new Client"), Some("<anonymous>")];
        let own = HostStackTrace::new(frames);
        assert_eq!(own.function().0, "activate");
        assert_eq!(own.stack_trace().0, "activate\nforeign\nClient.#send\nnew Client\n<anonymous>");
        for odd in ["", "a b", "/home/alice", "a\nb", "caf\u{e9}", "alice@example", "1a", "a.", &"x".repeat(1_000)] {
            assert_eq!(HostStackTrace::new([Some(odd)]).stack_trace().0, "foreign", "{odd}");
        }
    }

    #[test]
    fn only_a_relative_path_is_hashed() {
        let parsed = |path: &str| RelativePath::parse(path).map(|path| path.0);
        assert_eq!(parsed("a\\b/./c").as_deref(), Some("a/b/c"));
        for odd in ["", "/home/alice/a", "\\\\server\\a", "C:/a", "c:\\a", "../a", "a/../../b", "file:///a", "."] {
            assert_eq!(parsed(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_stack_trace_leaves_room_for_the_rest_of_its_event() {
        let frame = FunctionName::of(Some(&format!("candor::{}", "\"ä".repeat(1_000))));
        assert_eq!(frame.0.len(), limits::FUNCTION_NAME - 1);
        let trace = StackTrace::of(&vec![frame; limits::FRAMES]);
        assert!(json_length(&trace.0) <= limits::MAX_STACK_BYTES);
        assert!(trace.0.lines().count() > 10);
        // The JSON string has a quotation mark at each end. Each line has 149 bytes, and an escaped line break of two
        // bytes.
        let frame = |len: usize| FunctionName(format!("candor::{}", "x".repeat(len - "candor::".len())));
        let lines = (limits::MAX_STACK_BYTES - 2) / 151;
        let frames: Vec<FunctionName> = std::iter::repeat_n(frame(149), lines).collect();
        let rest = limits::MAX_STACK_BYTES - 2 - lines * 151;
        let with_last = |len: usize| StackTrace::of(&[frames.clone(), vec![frame(len)]].concat()).0.lines().count();
        assert_eq!((with_last(rest), with_last(rest + 1)), (lines + 1, lines));
    }

    #[test]
    fn a_product_is_named_by_one_plain_word() {
        let parsed = |name: &str| ProductName::parse(name).map(|name| name.as_str().to_owned());
        let longest = "x".repeat(limits::MAX_DECLARED_NAME_LEN);
        for name in ["a", "7zip", "my-extension", "acme.docker_tools", &longest] {
            assert_eq!(parsed(name).as_deref(), Some(name));
        }
        for odd in ["", "-a", ".a", "a b", "a/b", "caf\u{e9}", &format!("{longest}x")] {
            assert_eq!(parsed(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_rule_code_is_listed_or_refused() {
        assert_eq!(RuleCode::of(&"JSONArgsRecommended".into()), Some(RuleCode(Some("JSONArgsRecommended"))));
        assert_eq!(RuleCode::of(&Value::Null), Some(RuleCode(None)));
        assert_eq!(RuleCode::of(&"/home/alice".into()), None);
        assert_eq!(RuleCode::of(&1.into()), None);
    }
}
