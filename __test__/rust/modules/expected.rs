//! Brings what terraform-ls reports and what we report into one form: the differences that are meant are applied to
//! its reports, and what neither can know is counted instead.

use candor::telemetry::known::providers::PROVIDERS;
use candor::telemetry::known::{BACKENDS, VERSION_WORDS};
use serde_json::{Map, Value, json};

/// What is compared. Under `unlisted` are the texts of providers that are not named.
pub const PROPERTIES: [&str; 9] = [
    "tfRequirements",
    "cloud",
    "cloud.hostname",
    "backend",
    "backend.remote.hostname",
    "providerRequirements",
    "installedProviders",
    "unlisted.providerRequirements",
    "unlisted.installedProviders",
];

const MAPS: [(&str, &str); 2] =
    [("providerRequirements", "unlisted.providerRequirements"), ("installedProviders", "unlisted.installedProviders")];

/// What terraform-ls would report if it anonymised as we do. It sends nothing of a module that has a `cloud` block
/// alone; what we send of one is expected to be that.
pub fn expected(event: Option<Map<String, Value>>, ours: Option<&Map<String, Value>>) -> Map<String, Value> {
    let Some(mut event) = event else {
        let of_cloud = ours.filter(|ours| ours.keys().all(|key| key.starts_with("cloud")));
        return of_cloud.cloned().unwrap_or_default();
    };
    if let Some(text) = event.get_mut("tfRequirements") {
        *text = printed(text).into();
    }
    if let Some(backend) = event.get_mut("backend")
        && !BACKENDS.iter().any(|known| *backend == *known)
    {
        *backend = "custom".into();
    }
    for (property, unlisted) in MAPS {
        let Some(Value::Object(providers)) = event.remove(property) else { continue };
        let private = event.remove(unlisted).and_then(|texts| texts.as_array().map(Vec::len)).unwrap_or_default();
        let all = providers.len() + private;
        let named: Map<_, _> = providers.into_iter().filter(|(address, _)| is_known(address)).collect();
        insert(&mut event, property, unlisted, all - named.len(), named);
    }
    event
}

/// What we report, with the number of those that are not named instead of their identities.
pub fn comparable(event: Option<Map<String, Value>>) -> Map<String, Value> {
    let mut event = event.unwrap_or_default();
    if let Some(text) = event.get_mut("tfRequirements") {
        *text = printed(text).into();
    }
    for (property, unlisted) in MAPS {
        let Some(Value::Object(providers)) = event.remove(property) else { continue };
        let (private, named): (Vec<_>, Vec<_>) =
            providers.into_iter().partition(|(address, _)| address.starts_with("unlisted/"));
        assert!(private.iter().all(|(_, version)| version == ""), "nothing is said of those: {private:?}");
        insert(&mut event, property, unlisted, private.len(), named.into_iter().collect());
    }
    event
}

fn insert(event: &mut Map<String, Value>, property: &str, unlisted: &str, private: usize, named: Map<String, Value>) {
    let named: Map<_, _> = named.into_iter().map(|(address, text)| (address, printed(&text).into())).collect();
    event.insert(property.to_owned(), named.into());
    if private > 0 {
        event.insert(unlisted.to_owned(), json!(private));
    }
}

fn is_known(address: &str) -> bool {
    let parts: Vec<&str> = address.split('/').collect();
    match parts[..] {
        ["registry.terraform.io", "-" | "?", name] => {
            PROVIDERS.iter().any(|known| known.ends_with(&format!("/{name}")))
        }
        ["registry.terraform.io", namespace, name] => PROVIDERS.contains(&format!("{namespace}/{name}").as_str()),
        _ => address == "terraform.io/builtin/terraform",
    }
}

/// Versions and constraints without blanks, without the letter before a number, and without those that have a word
/// which is no word of releases. In these reports such a one always stands alone in its text.
fn printed(text: &Value) -> String {
    let text: String = text.as_str().expect("a text").chars().filter(|character| !character.is_whitespace()).collect();
    let pieces = text.split(',').filter(|piece| is_of_releases(piece)).map(|piece| match piece.split_once('v') {
        Some((operator, version)) if !operator.contains(char::is_alphanumeric) => format!("{operator}{version}"),
        _ => piece.to_owned(),
    });
    pieces.collect::<Vec<_>>().join(",")
}

fn is_of_releases(piece: &str) -> bool {
    piece.split(['-', '+']).skip(1).flat_map(|words| words.split('.')).all(|word| {
        let letters = word.trim_end_matches(|character: char| character.is_ascii_digit());
        VERSION_WORDS.contains(&letters) || letters.is_empty() && word.len() <= 3
    })
}
