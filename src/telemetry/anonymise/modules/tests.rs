//! What is kept of modules, and what is not.

use super::*;

fn version<'a>(numbers: &'a [u64], prerelease: &'a str, build: &'a str) -> Version<'a> {
    Version { numbers, prerelease, build }
}

fn piece<'a>(operator: &'a str, numbers: &'a [u64]) -> Piece<'a> {
    Piece { operator, version: version(numbers, "", "") }
}

#[test]
fn constraints_are_printed_in_one_way() {
    let one = [piece(">=", &[1, 0]), piece("", &[2]), piece("~>", &[1, 2, 3, 4, 5])];
    assert_eq!(VersionText::of_constraints([one.to_vec(), vec![piece("!=", &[3])]]).0, ">= 1.0, 2, ~> 1.2.3.4.5,!= 3");
    assert_eq!(VersionText::of_constraints([[piece("=", &[1, 0])]]).0, "= 1.0");
    assert_eq!(VersionText::of_constraints(<[[Piece; 0]; 0]>::default()).0, "");
}

#[test]
fn a_constraint_that_says_more_than_versions_is_dropped_as_a_whole() {
    let many = vec![piece("", &[1]); 9];
    for refused in [
        vec![piece("", &[1]), piece("", &[1_000_000])],
        vec![piece("", &[1, 2, 3, 4, 5, 6])],
        vec![piece("is", &[1])],
        vec![Piece { operator: "", version: version(&[1], "alice", "") }],
        many,
    ] {
        assert_eq!(VersionText::of_constraints([refused.clone()]).0, "", "{refused:?}");
        assert_eq!(VersionText::of_constraints([vec![piece("", &[7])], refused]).0, "7");
    }
    assert_eq!(VersionText::of_constraints([vec![piece("", &[1]); 8]]).0.split(", ").count(), 8);
}

#[test]
fn words_of_versions_are_those_of_releases() {
    for (prerelease, build, expected) in [
        ("beta1", "", "1.0.0-beta1"),
        ("rc.1", "", "1.0.0-rc.1"),
        ("alpha", "", "1.0.0-alpha"),
        ("alpha20230719", "", "1.0.0-alpha20230719"),
        ("dev", "123", "1.0.0-dev+123"),
        ("", "5", "1.0.0+5"),
        ("123", "", "1.0.0-123"),
        ("1234", "", ""),
        ("beta123456789", "", ""),
        ("Beta", "", ""),
        ("beta1x", "", ""),
        ("1beta", "", ""),
        ("beta-1", "", ""),
        ("rc.alice", "", ""),
        ("rc.", "", ""),
        ("", "alice", ""),
        ("é", "", ""),
    ] {
        assert_eq!(VersionText::of_version(version(&[1], prerelease, build)).0, expected, "{prerelease}+{build}");
    }
    assert_eq!(VersionText::of_version(version(&[1, 2, 3, 4], "", "")).0, "1.2.3.4");
    assert_eq!(VersionText::of_version(version(&[1], "alice", "")).understood(), None);
}

#[test]
fn t8_t9_t19_providers_are_named_when_they_are_widely_used_and_nothing_is_said_of_others() {
    let pseudonyms = Pseudonyms::default();
    let host = ["Acme/Internal".to_owned()];
    let name = |named_by_host: &[String], address: &str| {
        let [hostname, namespace, name] = address.split('/').collect::<Vec<_>>()[..] else { panic!("three parts") };
        let names = ProviderNames { named_by_host, pseudonyms: &pseudonyms };
        let provider = (Provider { hostname, namespace, name }, VersionText("1".to_owned()));
        Providers::of([provider], names).and_then(|providers| providers.0.into_iter().next()).expect("one provider")
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
    assert_eq!(Providers::of([], ProviderNames { named_by_host: &[], pseudonyms: &pseudonyms }), None);
}

#[test]
fn t10_identities_differ_between_things_and_between_sessions() {
    let (first, second) = (Pseudonyms::default(), Pseudonyms::default());
    let module = |directory, pseudonyms| ModuleId::of(directory, pseudonyms).expect("the system has randomness");
    assert_eq!(module("/a", &first), module("/a", &first));
    assert_ne!(module("/a", &first), module("/b", &first));
    assert_ne!(module("/a", &first), module("/a", &second));
    assert_ne!(first.provider("/a"), first.module("/a"));
}

#[test]
fn backends_and_hosts_are_of_closed_lists() {
    assert_eq!((BackendType::of("s3").0, BackendType::of("acme").0, BackendType::of("").0), ("s3", "custom", "custom"));
    assert!(BackendType::of("remote").is_remote());
    for (hostname, expected) in [
        ("", "app.terraform.io"),
        ("app.terraform.io", "app.terraform.io"),
        ("App.Terraform.io", "custom-hostname"),
        ("tfe.example.com", "custom-hostname"),
    ] {
        assert_eq!(BackendHostname::of(hostname).0, expected);
    }
}
