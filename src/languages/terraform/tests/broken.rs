//! Tests what is used from texts with syntax errors. Each row has the number of its class in section 11 of the rules.

use super::*;

/// Checks rows of `(class, text, providers)`.
#[track_caller]
fn check(rows: &[(&str, &str, &str)]) {
    for (class, text, expected) in rows {
        assert_eq!(providers(&native(text)), *expected, "{class}: {text}");
    }
}

#[test]
fn what_is_no_item_ends_its_body() {
    check(&[
        ("11/b5", "provider \"a\" {\n}\n}\nprovider \"b\" {\n}\n", "-/a "),
        // After a block on the same line, it is skipped together with the rest of the line.
        ("11/b5", "provider \"a\" {\n}}\nprovider \"b\" {\n}\n", "-/a ; -/b "),
        ("11/b10", "provider \"a\" {\n}\n\"x\" = 1\nprovider \"b\" {\n}\n", "-/a "),
        ("11/b10", "provider \"a\" {\n}\n1 = 2\nprovider \"b\" {\n}\n", "-/a "),
        ("11/b10", "provider \"a\" {\n}\n*\nprovider \"b\" {\n}\n", "-/a "),
        ("11/b10", "provider \"a\" {\n}\n{\n}\nprovider \"b\" {\n}\n", "-/a "),
        // Within a block, only the rest of the block is lost.
        ("11/b10", "provider \"a\" {\n  *\n  version = \"1\"\n}\nprovider \"b\" {\n}\n", "-/a ; -/b "),
        ("11/b10", "provider \"a\" {\n  version = \"1\"\n  \"x\" = {\n  }\n}\nprovider \"b\" {\n}\n", "-/a 1; -/b "),
        (
            "11/b10",
            "terraform {\n  required_providers {\n    a = \"1\"\n    \"b\" = \"1\"\n    c = \"1\"\n  }\n}\nprovider \"d\" {\n}\n",
            "-/a 1; -/d ",
        ),
    ]);
}

#[test]
fn a_name_alone_is_skipped_with_its_line() {
    check(&[
        ("11/b6", "b\nprovider \"a\" {\n}\n", "-/a "),
        ("11/b6", "b.c = 1\nprovider \"a\" {\n}\n", "-/a "),
        ("11/b6", "b [\n1,\n2\n]\nprovider \"a\" {\n}\n", "-/a "),
        ("11/b6", "provider \"a\" {\n  b\n  version = \"1\"\n}\n", "-/a 1"),
    ]);
}

#[test]
fn a_bad_value_costs_its_argument() {
    check(&[
        ("11/b2", "provider \"a\" {\n  x =\n  version = \"1\"\n}\n", "-/a 1"),
        ("11/b2", "provider \"a\" {\n  version = \n}\nprovider \"b\" {\n}\n", "-/a ; -/b "),
        ("11/b2", "provider \"a\" {\n  version = \"1\" +\n}\nprovider \"b\" {\n}\n", "-/a 1; -/b "),
        ("11/b2", "provider \"a\" {\n  version = \"1\" 2\n}\n", "-/a 1"),
        ("11/b2", "provider \"a\" {\n  version = [\"1\"\n}\nprovider \"b\" {\n}\n", "-/a "),
        ("11/b2", "terraform {\n  required_providers {\n    a = { version = * }\n    b = \"1\"\n  }\n}\n", "-/b 1"),
        (
            "11/b2",
            "terraform {\n  required_providers {\n    a = { source = \"x/a\", version = * }\n    b = \"1\"\n  }\n}\n",
            "-/b 1; x/a ",
        ),
        ("11/b2", "resource \"a_b\" \"c\" {\n  provider =\n}\nresource \"d_e\" \"f\" {\n}\n", "-/d "),
    ]);
}

#[test]
fn a_block_without_a_brace_has_nothing_in_it() {
    check(&[
        ("11 header", "provider \"a\"\nprovider \"b\" {\n}\n", "-/a ; -/b "),
        ("11 header", "provider \"a\"\n{\n  version = \"1\"\n}\nprovider \"b\" {\n}\n", "-/a "),
        ("11 header", "resource \"a_b\" \"c\"\nprovider \"d\" {\n}\n", "-/a ; -/d "),
        // A block with a different number of labels than its kind requires is ignored.
        ("11 labels", "resource \"a_b\"\nprovider \"d\" {\n}\n", "-/d "),
        ("11 labels", "provider \"a\" \"b\" {\n}\nprovider {\n}\nprovider \"c\" {\n}\n", "-/c "),
    ]);
}

#[test]
fn a_block_of_one_line_keeps_its_first_argument() {
    check(&[
        ("11/b7", "provider \"a\" { version = \"1\", alias = \"x\" }\nprovider \"b\" {\n}\n", "-/a 1; -/b "),
        ("11/b7", "provider \"a\" { alias = \"x\", version = \"1\" }\nprovider \"b\" {\n}\n", "-/a ; -/b "),
        ("11/b7", "provider \"a\" { version = \"1\"\n  alias = \"x\"\n}\nprovider \"b\" {\n}\n", "-/a 1; -/b "),
    ]);
}

#[test]
fn a_string_goes_on_to_the_next_quote() {
    check(&[
        ("11/b3", "provider \"a\" {\n  version = \"1\n}\nprovider \"b\" {\n}\n", "-/a 1"),
        ("11/b3", "provider \"a\" {\n  version = \"1\"\n  alias = \"x\n}\nprovider \"b\" {\n}\n", "-/a 1"),
        ("11/b8", "provider \"a {\n}\nprovider \"b\" {\n}\n", ""),
        ("11/b8", "provider \"a\" {\n}\nprovider \"b {\n}\n", "-/a "),
        ("11/b9", "provider \"a\" {\n  version = <<E\n1\n}\nprovider \"b\" {\n}\n", "-/a "),
        ("11/b9", "provider \"a\" {\n}\nx = <<E\nprovider \"b\" {\n}\n", "-/a "),
    ]);
}

#[test]
fn without_a_closing_brace_later_blocks_are_nested() {
    check(&[
        ("11/b1", "provider \"a\" {\n  version = \"1\"\n", "-/a 1"),
        ("11/b1", "terraform {\n  required_providers {\n    a = {\n      version = \"1\"\n", "-/a 1"),
        ("11/b4", "provider \"a\" {\n  x = 1\nprovider \"b\" {\n}\n", "-/a "),
        ("11/b4", "terraform {\n  required_providers {\n    a = \"1\"\n}\nprovider \"b\" {\n}\n", "-/a 1"),
    ]);
}

#[test]
fn marks_and_repetitions_are_no_mistakes_that_cost_anything() {
    check(&[
        ("11 mark", "\u{feff}provider \"a\" {\n}\n", "-/a "),
        ("11 redefined", "provider \"a\" {\n  version = \"1\"\n  version = \"2\"\n}\n", "-/a 1"),
        (
            "11 keys",
            "terraform {\n  required_providers {\n    a = { source = \"x/a\", x = 1, x = 2 }\n  }\n}\n",
            "x/a ",
        ),
    ]);
}

#[test]
fn in_json_an_array_or_object_with_a_mistake_is_no_value() {
    for (rest, expected) in [
        // If the mistake is in an inner value, everything around the value is kept.
        (r#""b": [1 2] }"#, "-/a "),
        (r#""b": { "c": 1, } }"#, "-/a "),
        (r#""b": { "c" 1 } }"#, "-/a "),
        (r#""b": tru, "data": { "d_e": { "f": {} } } }"#, "-/a ; -/d "),
        (r#""b": 1.2.3 }"#, "-/a "),
        (r#""b": "\q" }"#, "-/a "),
        (r#""b": , "data": { "d_e": { "f": {} } } }"#, "-/a ; -/d "),
        (r#""provider": { "b": { "version": "1" "alias": 1 } } }"#, "-/a "),
        (r#""provider": [{ "b": {} }, { "c" }, { "d": {} }] }"#, "-/a ; -/b ; -/d "),
        ("\"b\": \"c\n}", "-/a "),
        // The mistake is after the whole object.
        (r#""b": 1 } }"#, "-/a "),
        (r#""b": 1 } x"#, "-/a "),
        // The mistake is in the outer object or continues into it: after an invalid key, the parser does not search for
        // the end.
        (r#""b": { c: 1 } }"#, ""),
        (r#""b": { 1: 2 }, "data": { "d_e": { "f": {} } } }"#, ""),
        (r#""b": 1, }"#, ""),
        (r#""b": 1 ]"#, ""),
        (r#""b" }"#, ""),
        (r#""b" = 1 }"#, ""),
        ("'b': 1 }", ""),
        ("b: 1 }", ""),
        ("[1]: 1 }", ""),
        (r#"{ "c": 1 }: 1 }"#, ""),
        (r#""b": 1 // comment"#, ""),
        (r#""b": [1"#, ""),
        (r#""b": "c"#, ""),
        (r#""b": {"#, ""),
        ("", ""),
    ] {
        let text = format!(r#"{{ "provider": {{ "a": {{}} }}, {rest}"#);
        assert_eq!(providers(&json(&text)), expected, "{text}");
    }
    for text in ["", "x", "1", "\"a\"", "[", "]", "\u{feff}{ \"provider\": { \"a\": {} } }"] {
        assert_eq!(json(text), Module::default(), "{text}");
    }
}

#[test]
fn in_json_no_end_of_a_text_is_a_surprise() {
    let text = "{ \"provider\": [{ \"é\": { \"version\": \"\\u0031\\\\\" } }, null, -1.5e3, [true, {}]], \"x\": { \"y\": [[]] } }";
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        json(&text[..end]);
        json(&text[end..]);
        for mark in ["{", "}", "[", "]", ",", ":", "=", "\"", "1", "a", "é", "\n"] {
            json(&format!("{}{mark}{}", &text[..end], &text[end..]));
        }
    }
    assert_eq!(providers(&json(text)), "-/é ");
}
