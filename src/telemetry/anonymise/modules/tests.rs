//! Tests of what is reported about modules.

use super::*;

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
    assert!(BackendType::of("remote").is_remote() && !BackendType::of("s3").is_remote());
    for (hostname, expected) in [
        ("", "app.terraform.io"),
        ("app.terraform.io", "app.terraform.io"),
        ("App.Terraform.io", "custom-hostname"),
        ("tfe.example.com", "custom-hostname"),
    ] {
        assert_eq!(BackendHostname::of(hostname).0, expected);
    }
}
