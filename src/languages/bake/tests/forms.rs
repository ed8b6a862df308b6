//! JSON syntax that HCL accepts, and hostile JSON.

use super::*;

#[test]
fn blocks_can_be_in_arrays() {
    for text in [
        "[{\"target\": {\"a\": {\"network\": «\"x\"»}}}]",
        "{\"target\": [{\"a\": {\"network\": «\"x\"»}}, {\"b\": [{\"network\": «\"x\"»}]}]}",
        "{\"//\": \"target\", \"target\": {\"//\": {\"network\": \"x\"}, \"a\": {\"//\": 1, \"network\": «\"x\"»}}}",
        "{\"tar\\u0067et\": {\"a\": {\"netw\\u006frk\": «\"x\"»}}}",
    ] {
        check(JSON, text, "unknown network `x`: expected default, host or none", &EMPTY);
    }
}

#[test]
fn other_json_has_no_targets() {
    for text in ["1", "\"target\"", "[]", "{\"target\": {\"a\": []}}", "{\"target\": {\"a\": null}}"] {
        check(JSON, text, "", &EMPTY);
    }
    let message = "expected an object with the name of a target as its key";
    check(JSON, "{\"target\": «1»}", message, &EMPTY);
    check(JSON, "{\"target\": «{}»}", message, &EMPTY);
    check(JSON, "{\"target\": {\"a\": «1»}}", "expected an object with the attributes of the target", &EMPTY);
    check(JSON, "{\n\"target\": {\n\"a\": «nil»\n}\n}", "expected a value", &EMPTY);
}

#[test]
fn valid_json_is_what_other_parsers_accept() {
    for text in [
        "{",
        "}",
        "[1,]",
        "[,]",
        "01",
        "-",
        "-1",
        "1.",
        "1e5",
        "1E+",
        "+1",
        ".5",
        "nul",
        "null",
        "true",
        "tru\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\\u00e9\"",
        "\"a\tb\"",
        "\"\\/\\b\\f\"",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{1:2}",
        "[1]]",
        "// a\n1",
        "[1\u{a0}]",
        "é",
    ] {
        let ours = analyze(&source(JSON, text, &EMPTY)).diagnostics().is_empty();
        assert_eq!(ours, serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text:?}");
    }
    // Bake reads an empty file as one without blocks.
    for text in ["", " "] {
        check(JSON, text, "", &EMPTY);
    }
}

#[test]
fn parsing_takes_linear_time_and_no_stack() {
    const LENGTH: usize = 200_000;
    let thread = std::thread::Builder::new().stack_size(128 * 1024).spawn(|| {
        for text in [
            "[".repeat(LENGTH),
            "[".repeat(LENGTH) + &"]".repeat(LENGTH),
            "{\"target\":".repeat(LENGTH),
            "{\"target\":".repeat(LENGTH) + "1" + &"}".repeat(LENGTH),
            "\"".to_owned() + &"\\\\".repeat(LENGTH),
            "[".to_owned() + &"1,".repeat(LENGTH),
            "1".repeat(LENGTH),
        ] {
            analyze(&source(JSON, &text, &EMPTY)).diagnostics();
        }
    });
    assert!(thread.expect("threads start").join().is_ok());
}

#[test]
fn targets_that_share_contexts_and_parents_are_resolved_once() {
    use std::fmt::Write as _;

    let mut layers = String::from("target \"a40\" {}\ntarget \"b40\" {}\n");
    for layer in 0..40 {
        let next = layer + 1;
        for name in ["a", "b"] {
            let contexts = format!("{{ x = \"target:a{next}\", y = \"target:b{next}\" }}");
            let _ = writeln!(layers, "target \"{name}{layer}\" {{\n  contexts = {contexts}\n}}");
        }
    }
    let offset = layers.find("a0").expect("the first layer is there");
    assert!(analyze(&source(HCL, &layers, &EMPTY)).hover(offset).is_some());

    // The result depends on the target at which a cycle is entered.
    let mut chain = String::from("target \"t0\" {\n  inherits = [\"t0\"]\n}\n");
    for number in 1..4_000 {
        let _ = writeln!(chain, "target \"t{number}\" {{\n  inherits = [\"t{}\"]\n}}", number - 1);
    }
    analyze(&source(HCL, &chain, &EMPTY)).diagnostics();
}
