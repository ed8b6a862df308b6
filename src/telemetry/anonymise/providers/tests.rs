//! Tests of which providers are reported by name, and how many fit into an event.

use super::super::versions::{Piece, PlainConstraints, Version};
use super::*;
use crate::telemetry::limits::MAX_EVENT_BYTES;

fn provider(address: &str) -> Provider<'_> {
    let [hostname, namespace, name] = address.split('/').collect::<Vec<_>>()[..] else { panic!("three parts") };
    Provider { hostname, namespace, name }
}

/// Returns the text of a constraint with one piece.
fn text(numbers: &[u64]) -> VersionText {
    let version = Version { numbers, prerelease: "", build: "" };
    PlainConstraints::new([[Piece { operator: "", version }]]).text()
}

fn maps(required: &[String], installed: &[String], named_by_host: &[String], room: usize) -> ProviderMaps {
    let names = ProviderNames { known: KnownProviders { named_by_host }, pseudonyms: &Pseudonyms::default() };
    let [required, installed] =
        [required, installed].map(|addresses| addresses.iter().map(|address| (provider(address), text(&[1, 2]))));
    ProviderMaps::new(required, installed, names, room)
}

fn keys(providers: Option<&Providers>) -> Vec<&str> {
    providers.into_iter().flat_map(|providers| providers.0.keys().map(String::as_str)).collect()
}

#[test]
fn t8_t9_t19_only_known_providers_are_named_and_nothing_is_told_of_others() {
    let pseudonyms = Pseudonyms::default();
    let host = ["Acme/Internal".to_owned()];
    let name = |named_by_host: &[String], address: &str| {
        let names = ProviderNames { known: KnownProviders { named_by_host }, pseudonyms: &pseudonyms };
        let required = [(provider(address), text(&[1]))];
        let maps = ProviderMaps::new(required, [], names, MAX_EVENT_BYTES);
        maps.required.and_then(|providers| providers.0.into_iter().next()).expect("one provider")
    };
    for known in [
        "registry.terraform.io/hashicorp/aws",
        "registry.terraform.io/-/aws",
        "registry.terraform.io/?/aws",
        "registry.terraform.io/-/terraform",
        "terraform.io/builtin/terraform",
    ] {
        assert_eq!(name(&[], known), (known.to_owned(), "1".to_owned()));
    }
    for unlisted in [
        "registry.terraform.io/acme/internal",
        "registry.terraform.io/-/internal",
        "registry.terraform.io/acme/aws",
        "registry.opentofu.org/hashicorp/aws",
        "priv.example.com/hashicorp/aws",
        "terraform.io/builtin/aws",
        "terraform.io/hashicorp/aws",
    ] {
        let (shown, version) = name(&[], unlisted);
        let uuid = shown.strip_prefix("unlisted/").expect("unlisted");
        assert_eq!((uuid.len(), version.as_str()), (36, ""), "{unlisted}");
        assert_eq!(name(&[], unlisted).0, shown, "one identity each");
    }
    for named in ["registry.terraform.io/acme/internal", "registry.terraform.io/-/internal"] {
        assert_eq!(name(&host, named).0, named);
    }
    assert!(name(&host, "priv.example.com/acme/internal").0.starts_with("unlisted/"));
    let named_with = |len: usize| {
        let address = format!("acme/{}", "x".repeat(len - "acme".len()));
        let shown = name(std::slice::from_ref(&address), &format!("{PUBLIC_REGISTRY}/{address}")).0;
        shown == format!("{PUBLIC_REGISTRY}/{address}")
    };
    assert!(named_with(MAX_NAME_BYTES));
    assert!(!named_with(MAX_NAME_BYTES + 1));
    assert_eq!(maps(&[], &[], &[], MAX_EVENT_BYTES), ProviderMaps::default());
}

#[test]
fn a_map_holds_the_first_64_providers_and_a_class_of_how_many_are_left_out() {
    let host: Vec<String> = (0..2_000).map(|index| format!("a/p{index:04}")).collect();
    let addresses: Vec<String> = host.iter().map(|name| format!("{PUBLIC_REGISTRY}/{name}")).collect();
    for (count, shown, more) in [
        (0, 0, None),
        (64, 64, None),
        (65, 64, Some("1")),
        (66, 64, Some("2")),
        (67, 64, Some("3-5")),
        (69, 64, Some("3-5")),
        (70, 64, Some("6+")),
        (2_000, 64, Some("6+")),
    ] {
        let maps = maps(&addresses[..count], &[], &host, 1 << 20);
        assert_eq!(keys(maps.required.as_ref()), addresses[..shown], "{count}");
        assert_eq!(maps.required_more, more.map(MoreProviders), "{count}");
        assert_eq!((maps.installed, maps.installed_more), (None, None));
    }
}

#[test]
fn maps_hold_what_fits_in_the_order_of_addresses() {
    let host: Vec<String> = (0..64).map(|index| format!("a/p{index:04}")).collect();
    let addresses: Vec<String> = host.iter().map(|name| format!("{PUBLIC_REGISTRY}/{name}")).collect();
    for room in (0..8_000).step_by(37) {
        let maps = maps(&addresses, &addresses, &host, room);
        let (required, installed) = (keys(maps.required.as_ref()), keys(maps.installed.as_ref()));
        assert_eq!(required, addresses[..required.len()]);
        assert_eq!(installed, addresses[..installed.len()]);
        assert!((0..=1).contains(&(required.len() - installed.len())));
        let complete = required.len() + installed.len() == 2 * addresses.len();
        assert_eq!(complete, maps.required_more.is_none() && maps.installed_more.is_none());
        let written: usize = required.iter().chain(&installed).map(|key| key.len() + ENTRY_BYTES + "1.2".len()).sum();
        let more = if complete { 0 } else { MORE_BYTES };
        assert!(written == 0 || written + MAP_BYTES + more <= room);
        let next = addresses[0].len() + ENTRY_BYTES + "1.2".len();
        assert!(complete || written + next + MAP_BYTES + more > room, "one more would fit into {room} bytes");
    }
}

#[test]
fn a_known_provider_is_shown_whatever_private_ones_there_are() {
    let mut addresses: Vec<String> = (0..100).map(|index| format!("a.example/a/p{index:04}")).collect();
    addresses.push(format!("{PUBLIC_REGISTRY}/hashicorp/aws"));
    let maps = maps(&addresses, &[], &[], MAX_EVENT_BYTES);
    let keys = keys(maps.required.as_ref());
    assert_eq!((keys.len(), keys[0]), (64, addresses[100].as_str()));
    assert_eq!(maps.required_more, Some(MoreProviders("6+")));
}

#[test]
fn a_provider_is_resolved_to_the_known_address_at_which_terraform_finds_it() {
    let host = ["acme/internal".to_owned()];
    let known = KnownProviders { named_by_host: &host };
    for (address, expected) in [
        ("registry.terraform.io/-/aws", Some("registry.terraform.io/hashicorp/aws")),
        ("registry.terraform.io/?/aws", Some("registry.terraform.io/hashicorp/aws")),
        ("registry.terraform.io/hashicorp/aws", Some("registry.terraform.io/hashicorp/aws")),
        ("registry.terraform.io/-/terraform", Some("terraform.io/builtin/terraform")),
        ("registry.terraform.io/-/datadog", Some("registry.terraform.io/-/datadog")),
        ("registry.terraform.io/-/internal", Some("registry.terraform.io/-/internal")),
        ("registry.terraform.io/acme/internal", Some("registry.terraform.io/acme/internal")),
        ("registry.terraform.io/-/secret", None),
        ("registry.terraform.io/acme/secret", None),
        ("registry.terraform.io/acme/aws", None),
        ("registry.terraform.io/acme/terraform", None),
        ("priv.example.com/-/aws", None),
        ("priv.example.com/-/terraform", None),
    ] {
        assert_eq!(known.resolve(provider(address)).as_deref(), expected, "{address}");
    }
}
