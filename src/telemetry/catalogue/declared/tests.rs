//! Tests of what a declaration admits, and in which form it is sent.

use super::*;
use crate::telemetry::hash::Hashing;

fn name(text: &str) -> DeclaredName {
    DeclaredName::parse(text).expect("it is a name")
}

fn bounds(bounds: &[u32]) -> Bounds {
    Bounds::new(bounds.to_vec()).expect("they rise")
}

fn catalogue(properties: Vec<DeclaredProperty>) -> DeclaredCatalogue {
    DeclaredCatalogue::new(DeclaredEvent::new(name("clicked"), Kind::Usage, Expiry::Never, properties))
}

fn property(key: &str, kind: PropertyKind) -> DeclaredProperty {
    DeclaredProperty { key: name(key), kind, is_optional: false }
}

fn written(catalogue: &DeclaredCatalogue, given: &[(&str, GivenValue)]) -> Result<String, String> {
    let given: Vec<_> = given.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    let recorded = catalogue.accept("clicked", &given).map_err(|refusal| refusal.to_string())?;
    let session = SessionId::random().expect("the system has randomness");
    Ok(recorded.to_event(&session, None).json().to_owned())
}

#[test]
fn numbers_leave_as_the_class_between_two_bounds() {
    let bounds = bounds(&[1, 2, 10, 100]);
    let labels = [0.0, 1.0, 2.0, 9.0, 10.0, 99.9, 100.0, 1e300].map(|number| bounds.label(bounds.class_of(number), ""));
    assert_eq!(labels, ["0", "1", "2-9", "2-9", "10-99", "10-99", "100+", "100+"]);
}

#[test]
fn a_declaration_has_no_room_for_free_text() {
    for odd in ["", "a/b", "a\nb", "\u{e9}", "a\"b", "user@host", &"x".repeat(MAX_WORD_LEN + 1)] {
        assert!(Words::new(vec![odd.to_owned()]).is_none(), "{odd:?}");
    }
    assert!(Words::new(vec!["a".to_owned(), "a".to_owned()]).is_none());
    for odd in [&[][..], &[0], &[2, 2], &[3, 1]] {
        assert!(Bounds::new(odd.to_vec()).is_none(), "{odd:?}");
    }
    for odd in ["", "1a", "_a", "a b", "a/b", "__proto__", "$schema"] {
        assert!(DeclaredName::parse(odd).is_none(), "{odd:?}");
    }
    assert!(name("initialize").is_built_in());
    assert!(!name("clicked").is_built_in());
}

#[test]
fn each_kind_of_property_accepts_its_own_values() {
    let hasher = Hasher::new(&Hashing::Plain).expect("it needs no randomness");
    let session = SessionId::random().expect("the system has randomness");
    let words = |words: &[&str]| {
        PropertyKind::Word(Words::new(words.iter().map(|word| (*word).to_owned()).collect()).expect("words"))
    };
    let text = |text: &str| GivenValue::Text(text.to_owned());
    let path = |path: &str, remote: Option<&str>| GivenValue::Path {
        path: path.to_owned(),
        remote: remote.map(ToOwned::to_owned),
    };
    let remote = CanonicalRemote::parse("https://github.com/acme/app");
    let hash_of_remote = hasher.remote(remote.as_ref().expect("it has a host"));
    let classes = || bounds(&[10]);
    for (kind, given, expected) in [
        (words(&["menu", "palette"]), text("palette"), Some(r#""palette""#)),
        (PropertyKind::Boolean, GivenValue::Boolean(true), Some("true")),
        (PropertyKind::Boolean, GivenValue::Boolean(false), Some("false")),
        (PropertyKind::Boolean, text("true"), None),
        (PropertyKind::Count(classes()), GivenValue::Number(0.0), Some(r#""0-9""#)),
        (PropertyKind::Count(classes()), GivenValue::Number(f64::INFINITY), None),
        (PropertyKind::Duration(classes()), GivenValue::Number(0.0), Some(r#""0-9ms""#)),
        (PropertyKind::Duration(classes()), GivenValue::Number(10.5), Some(r#""10ms+""#)),
        (PropertyKind::Duration(classes()), GivenValue::Number(-0.5), None),
        (PropertyKind::Duration(classes()), GivenValue::Number(f64::INFINITY), None),
        (PropertyKind::Duration(classes()), GivenValue::Number(f64::NAN), None),
        (PropertyKind::Version, text("1.4.0-beta.2"), Some(r#""1.4.0-beta2""#)),
        (PropertyKind::Version, text("alice"), None),
        (PropertyKind::Remote, text("git@github.com:acme/app.git"), Some(&*format!("\"{hash_of_remote}\""))),
        (PropertyKind::Remote, text("/srv/app"), Some("")),
        (PropertyKind::Path, text("a/b"), Some(&*format!("\"{}\"", hasher.document(None, "a/b")))),
        (
            PropertyKind::Path,
            path("a/b", Some("https://github.com/acme/app")),
            Some(&*format!("\"{}\"", hasher.document(remote.as_ref(), "a/b"))),
        ),
        (PropertyKind::Path, path("/a/b", None), None),
        (PropertyKind::Session, text("alice"), None),
    ] {
        let message = format!("{kind:?} {given:?}");
        let recorded = catalogue(vec![property("p", kind)]).accept("clicked", &[("p".to_owned(), given)]);
        let json = recorded.ok().map(|recorded| recorded.to_event(&session, Some(&hasher)).json().to_owned());
        let member = |value: &str| if value.is_empty() { String::new() } else { format!(r#""p":{value}"#) };
        let expected =
            expected.map(|value| format!(r#"{{"v":1,"name":"clicked","properties":{{{}}}}}"#, member(value)));
        assert_eq!(json, expected, "{message}");
    }
}

#[test]
fn a_property_may_be_left_out_if_it_is_optional_or_the_session() {
    let optional = DeclaredProperty { is_optional: true, ..property("maybe", PropertyKind::Boolean) };
    let catalogue = catalogue(vec![optional, property("session", PropertyKind::Session)]);
    let event = written(&catalogue, &[]).expect("it is admitted");
    assert!(event.starts_with(r#"{"v":1,"name":"clicked","properties":{"session":""#), "{event}");
    let with_both = written(&catalogue, &[("maybe", GivenValue::Boolean(true))]).expect("it is admitted");
    assert!(with_both.contains(r#"{"maybe":true,"session":""#), "{with_both}");
    let events: Vec<_> = catalogue.events().map(|event| (event.name(), event.kind())).collect();
    assert_eq!(events, [("clicked", Kind::Usage)]);
}

#[test]
fn a_refusal_names_the_property_and_what_it_may_hold() {
    let refused = |count: usize| {
        let words = (1..=count).map(|index| format!("w{index}")).collect();
        let kind = PropertyKind::Word(Words::new(words).expect("words"));
        written(&catalogue(vec![property("place", kind)]), &[]).expect_err("it is missing")
    };
    assert_eq!(refused(2), "properties.place must be one of the declared words: 'w1', 'w2'");
    let eight = "properties.place must be one of the declared words: 'w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8'";
    assert_eq!(refused(8), eight);
    assert_eq!(refused(9), format!("{eight}, …"));
    let missing = written(&catalogue(vec![property("on", PropertyKind::Boolean)]), &[]);
    assert_eq!(missing.expect_err("it is missing"), "properties.on must be a boolean");
}

#[test]
fn a_value_that_the_declaration_does_not_admit_is_refused_without_being_repeated() {
    let words = PropertyKind::Word(Words::new(vec!["menu".to_owned(), "palette".to_owned()]).expect("words"));
    let catalogue = catalogue(vec![property("place", words), property("files", PropertyKind::Count(bounds(&[1])))]);
    let text = |text: &str| GivenValue::Text(text.to_owned());
    let good = written(&catalogue, &[("place", text("menu")), ("files", GivenValue::Number(7.0))]);
    assert_eq!(good.as_deref(), Ok(r#"{"v":1,"name":"clicked","properties":{"place":"menu","files":"1+"}}"#));
    for given in [
        vec![("place", text("canary"))],
        vec![("place", text("menu")), ("files", text("canary"))],
        vec![("place", text("menu")), ("files", GivenValue::Number(-1.0))],
        vec![("place", text("menu")), ("files", GivenValue::Number(1.5))],
        vec![("place", text("menu")), ("files", GivenValue::Number(f64::NAN))],
        vec![("place", text("menu")), ("files", GivenValue::Number(1.0)), ("canary here", text("x"))],
        vec![("place", GivenValue::Other), ("files", GivenValue::Number(1.0))],
    ] {
        let refused = written(&catalogue, &given).expect_err("it is refused");
        assert!(!refused.contains("canary"), "{refused}");
    }
}

#[test]
fn an_event_that_could_be_too_large_cannot_be_declared() {
    let words = || PropertyKind::Word(Words::new(vec!["x".repeat(MAX_WORD_LEN)]).expect("a word"));
    let properties = |count: usize| (0..count).map(|index| property(&format!("p{index}"), words())).collect();
    assert!(DeclaredEvent::new(name("a"), Kind::Usage, Expiry::Never, properties(8)).is_some());
    assert!(DeclaredEvent::new(name("a"), Kind::Usage, Expiry::Never, properties(60)).is_none());
    // One event is exactly as long as an event may be, the other one byte longer: the last word makes the difference.
    let long = |key: &str, count: usize| DeclaredProperty {
        key: name(&format!("{key}{}", "x".repeat(MAX_DECLARED_NAME_LEN - key.len()))),
        ..property("p", PropertyKind::Word(Words::new(vec!["x".repeat(count)]).expect("a word")))
    };
    let member = MAX_DECLARED_NAME_LEN + 4 + MAX_WORD_LEN + 2;
    let envelope = r#"{"v":1,"name":"a","properties":{}}"#.len();
    let full = (MAX_EVENT_BYTES - envelope) / member;
    let rest = MAX_EVENT_BYTES - envelope - full * member;
    let declared = |last: usize| {
        let mut properties: Vec<_> = (0..full).map(|index| long(&format!("p{index}."), MAX_WORD_LEN)).collect();
        properties.push(property("last", PropertyKind::Word(Words::new(vec!["x".repeat(last)]).expect("a word"))));
        DeclaredEvent::new(name("a"), Kind::Usage, Expiry::Never, properties).is_some()
    };
    let longest = rest - "last".len() - 4 - 2;
    assert!(declared(longest) && !declared(longest + 1));
}
