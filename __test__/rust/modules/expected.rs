//! Brings what terraform-ls reports and what we report into one form: the differences that are meant are applied to
//! its reports, and what neither can know is counted instead.

use std::collections::BTreeMap;

use candor::telemetry::allowlists::providers::PROVIDERS;
use candor::telemetry::allowlists::{BACKENDS, VERSION_WORDS};
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

/// Versions that terraform-ls reports and we do not, and how often.
pub type Dropped = BTreeMap<String, usize>;

const MAPS: [(&str, &str); 2] =
    [("providerRequirements", "unlisted.providerRequirements"), ("installedProviders", "unlisted.installedProviders")];

/// What terraform-ls would report if it anonymised as we do. It sends nothing of a module that has a `cloud` block
/// alone; what we send of one is expected to be that.
pub fn expected(
    event: Option<Map<String, Value>>,
    ours: Option<&Map<String, Value>>,
    dropped: &mut Dropped,
) -> Map<String, Value> {
    let Some(mut event) = event else {
        let of_cloud = ours.filter(|ours| ours.keys().all(|key| key.starts_with("cloud")));
        return of_cloud.cloned().unwrap_or_default();
    };
    if let Some(text) = event.get_mut("tfRequirements") {
        *text = printed(text, dropped).into();
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
        insert(&mut event, property, unlisted, all - named.len(), printed_map(named, dropped));
    }
    event
}

/// What we report, with the number of those that are not named instead of their identities.
pub fn comparable(event: Option<Map<String, Value>>) -> Map<String, Value> {
    let mut event = event.unwrap_or_default();
    let mut dropped = Dropped::new();
    if let Some(text) = event.get_mut("tfRequirements") {
        *text = printed(text, &mut dropped).into();
    }
    for (property, unlisted) in MAPS {
        let Some(Value::Object(providers)) = event.remove(property) else { continue };
        let (private, named): (Vec<_>, Vec<_>) =
            providers.into_iter().partition(|(address, _)| address.starts_with("unlisted/"));
        assert!(private.iter().all(|(_, version)| version == ""), "nothing is said of those: {private:?}");
        let named = printed_map(named.into_iter().collect(), &mut dropped);
        insert(&mut event, property, unlisted, private.len(), named);
    }
    assert!(dropped.is_empty(), "we reported what the contract drops: {dropped:?}");
    event
}

fn insert(event: &mut Map<String, Value>, property: &str, unlisted: &str, private: usize, named: Map<String, Value>) {
    event.insert(property.to_owned(), named.into());
    if private > 0 {
        event.insert(unlisted.to_owned(), json!(private));
    }
}

fn printed_map(named: Map<String, Value>, dropped: &mut Dropped) -> Map<String, Value> {
    named.into_iter().map(|(address, text)| (address, printed(&text, dropped).into())).collect()
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

/// Versions and constraints without spaces, without the letter before a number, and without those that say more than
/// plain numbers and release words, each of which is noted. In these reports such a one always stands alone in its
/// string, and no constraint has more than four pieces.
fn printed(text: &Value, dropped: &mut Dropped) -> String {
    let text: String =
        text.as_str().expect("a string").chars().filter(|character| !character.is_whitespace()).collect();
    let pieces: Vec<&str> = text.split(',').collect();
    assert!(pieces.len() <= 4, "more pieces than a report may hold, and whose string is dropped is not known: {text}");
    let mut kept = Vec::new();
    for piece in pieces {
        let version = piece.trim_start_matches(['<', '>', '=', '!', '~']);
        let (operator, version) = (&piece[..piece.len() - version.len()], version.strip_prefix('v').unwrap_or(version));
        if version.is_empty() || is_plain(version) {
            kept.push(format!("{operator}{version}"));
        } else {
            *dropped.entry(version.to_owned()).or_default() += 1;
        }
    }
    kept.join(",")
}

/// Whether a version is at most three numbers of at most three digits, with at most one word before and one behind a
/// `+`, each of a release and with at most two digits.
fn is_plain(version: &str) -> bool {
    let (version, build) = version.split_once('+').unwrap_or((version, "dev"));
    let end = version.find(|character: char| character != '.' && !character.is_ascii_digit()).unwrap_or(version.len());
    let (numbers, prerelease) = version.split_at(end);
    let prerelease = if prerelease.is_empty() { "dev" } else { prerelease.strip_prefix('-').unwrap_or(prerelease) };
    let is_word = |word: &str| {
        let letters = word.trim_end_matches(|character: char| character.is_ascii_digit());
        VERSION_WORDS.contains(&letters) && word.len() - letters.len() <= 2
    };
    numbers.split('.').count() <= 3
        && numbers.split('.').all(|number| number.parse::<u64>().is_ok_and(|number| number <= 999))
        && is_word(prerelease)
        && is_word(build)
}
