//! Types and the values that they accept.

use super::*;

/// Returns the range and the message of a mismatch between a value and a type.
fn mismatch(type_text: &str, value: &str) -> Option<String> {
    let text = format!("x = {value}\n");
    let file = hcl::File::parse(&text);
    assert!(file.errors().is_empty(), "{value}");
    let value = file.body().attribute("x").expect("the text has a value").value();
    let found = Type::parse(type_text).mismatch(value)?;
    Some(format!("{}: {}", &text[found.range], found.message))
}

#[test]
fn values_that_terraform_converts_are_accepted() {
    for (type_text, value) in [
        ("string", "1"),
        ("string", "true"),
        ("string", "\"${x}\""),
        ("string", "x"),
        ("string", "null"),
        ("number", "\"1.5e3\""),
        ("number", "-1"),
        ("number", "\"${x}\""),
        ("number", "\"a${x}\""),
        ("bool", "\"true\""),
        ("bool", "!x"),
        ("bool", "a == b"),
        ("list(string)", "[1, true, \"x\"]"),
        ("list(string)", "\"${x}\""),
        ("set(number)", "[]"),
        ("list(any)", "[[1], \"x\"]"),
        ("map(string)", "{ a = 1, (x) = 2 }"),
        ("map(string)", "{ for k, v in x : k => v }"),
        ("object({ a = string, b = optional(number, 3) })", "{ a = 1 }"),
        ("object({ a = string })", "{ a = 1, surplus = 2 }"),
        ("object({ a = string })", "{ (k) = 1 }"),
        ("tuple([string, number])", "[1, \"2\"]"),
        ("any", "[1, {}]"),
        ("strange", "[1]"),
        ("string", "[1][0]"),
        ("string", "f([1])"),
    ] {
        assert_eq!(mismatch(type_text, value), None, "{type_text}: {value}");
    }
}

#[test]
fn values_that_terraform_cannot_convert_are_found() {
    for (type_text, value, expected) in [
        ("string", "[1]", "[1]: expected a string, not a list"),
        ("string", "{}", "{}: expected a string, not an object"),
        ("number", "\"x\"", "\"x\": expected a number, not a string"),
        ("number", "true", "true: expected a number, not a boolean"),
        ("bool", "1", "1: expected a boolean, not a number"),
        ("bool", "\"yes\"", "\"yes\": expected a boolean, not a string"),
        ("list(number)", "[1, \"x\"]", "\"x\": expected a number, not a string"),
        ("list(string)", "{}", "{}: expected a list, not an object"),
        ("set(string)", "\"a\"", "\"a\": expected a set, written as a list, not a string"),
        ("map(number)", "{ a = { b = 1 } }", "{ b = 1 }: expected a number, not an object"),
        ("map(string)", "[]", "[]: expected a map, not a list"),
        ("object({ a = string })", "{ b = 1 }", "{ b = 1 }: the attribute `a` is missing"),
        ("object({ a = list(string) })", "{ a = 1 }", "1: expected a list, not a number"),
        ("tuple([string])", "[1, 2]", "[1, 2]: expected a tuple of 1 element, not 2 elements"),
        ("string", "[for x in y : x]", "[for x in y : x]: expected a string, not a list"),
        ("map(string)", "[for x in y : x]", "[for x in y : x]: expected a map, not a list"),
        ("list(string)", "{ for x in y : x => x }", "{ for x in y : x => x }: expected a list, not an object"),
        ("list(string)", "-x", "-x: expected a list, not a number"),
        ("bool", "x + 1", "x + 1: expected a boolean, not a number"),
        ("number", "x == 1", "x == 1: expected a number, not a boolean"),
        ("map(string)", "!x", "!x: expected a map, not a boolean"),
    ] {
        assert_eq!(mismatch(type_text, value).as_deref(), Some(expected), "{type_text}: {value}");
    }
}

#[test]
fn types_that_terraform_does_not_know_are_found() {
    let mistakes = |text: &str| -> Vec<String> {
        let text = format!("x = {text}\n");
        let file = hcl::File::parse(&text);
        let value = file.body().attribute("x").expect("the text has a value").value();
        Type::of_variable(value).1.into_iter().map(|mistake| mistake.message).collect()
    };
    for valid in ["string", "list", "map", "any", "list(map(any))", "object({ a = optional(string), b = any })"] {
        assert!(mistakes(valid).is_empty(), "{valid}");
    }
    assert_eq!(mistakes("strin"), ["unknown type `strin`"]);
    assert_eq!(mistakes("list(list)"), ["`list` needs the type of its elements, such as `list(string)`"]);
    assert_eq!(mistakes("set"), ["`set` needs the type of its elements, such as `set(string)`"]);
    assert_eq!(mistakes("optional(string)"), ["`optional` is only allowed for attributes of an object"]);
    assert_eq!(mistakes("object({ a = integer })"), ["unknown type `integer`"]);
    assert_eq!(mistakes("map()"), ["`map` takes one argument"]);
    assert_eq!(mistakes("object({ a = optional(number, \"x\") })"), ["expected a number, not a string"]);
    assert_eq!(mistakes("object({ \"a\" = string })"), ["unexpected quotes around the attribute name `a`"]);
    assert_eq!(mistakes("object({ a = string, a = string })"), ["the object type already has an attribute `a`"]);
    for invalid in [
        "1",
        "null",
        "var.x",
        "[string]",
        "list[string]",
        "list(\"string\")",
        "tuple(string)",
        "tuple({})",
        "object([])",
        "object(string)",
        "object({ (a) = string })",
        "object({ a = optional() })",
        "object({ a = optional(string, \"\", 1) })",
    ] {
        assert_eq!(mistakes(invalid).len(), 1, "{invalid}");
    }
}
