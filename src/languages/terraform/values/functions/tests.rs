//! Calls whose results are not certain, or too large. Those that are certain are compared with Terraform in
//! `__test__/rust/terraform_features`.

use super::*;

fn known(text: &str) -> Known {
    Shape::String(Some(text.into())).into()
}

fn count(number: i32) -> Known {
    Shape::Number(Some(f64::from(number))).into()
}

#[test]
fn results_that_are_not_certain_are_not_computed() {
    let elements = |values: &[Known]| Known::from(Shape::tuple(values.iter().cloned()));
    for (name, arguments) in [
        // Terraform rejects these calls.
        ("cidrhost", vec![known("10.0.0.0/33"), count(1)]),
        ("cidrhost", vec![known("10.0.0.0/24"), count(256)]),
        ("cidrsubnet", vec![known("10.0.0.0/24"), count(9), count(0)]),
        ("cidrnetmask", vec![known("fd00::/8")]),
        ("timeadd", vec![known("2021-02-29T00:00:00Z"), known("1h")]),
        ("timeadd", vec![known("2021-01-01T00:00:00Z"), known("1d")]),
        ("formatdate", vec![known("YYY"), known("2021-01-01T00:00:00Z")]),
        ("jsondecode", vec![known("{")]),
        ("format", vec![known("%d"), known("x")]),
        ("format", vec![known("%s")]),
        ("element", vec![elements(&[]), count(0)]),
        ("index", vec![elements(&[known("a")]), known("b")]),
        ("one", vec![elements(&[known("a"), known("b")])]),
        ("tonumber", vec![known("x")]),
        ("tonumber", vec![known("inf")]),
        ("substr", vec![known("abc"), count(0), count(-2)]),
        // Terraform normalizes these strings, and matches these patterns.
        ("upper", vec![known("é")]),
        ("length", vec![known("a\r\n")]),
        ("replace", vec![known("abc"), known("/b/"), known("x")]),
        ("jsondecode", vec![known("{\"a\":1,\"a\":2}")]),
        // The types of these values differ.
        ("contains", vec![elements(&[known("1")]), count(1)]),
        ("coalesce", vec![known("a"), count(1)]),
        ("tolist", vec![elements(&[known("a"), count(1)])]),
    ] {
        assert!(compute(name, &arguments).is_none(), "{name} {arguments:?}");
    }
}

#[test]
fn the_size_of_results_is_bounded() {
    let long = known(&"a".repeat(MAX_TEXT));
    let many = Known::from(Shape::tuple(vec![known("a"); MAX_PARTS]));
    for (name, arguments) in [
        ("join", vec![known(","), many.clone()]),
        ("replace", vec![long.clone(), known("a"), known("bb")]),
        ("format", vec![known("%s%s"), long.clone(), long.clone()]),
        ("format", vec![known("%999999999d"), count(1)]),
        ("indent", vec![count(1_000_000), known("\n")]),
        ("concat", vec![many.clone(), many]),
        ("jsonencode", vec![long]),
        ("range", vec![count(1_000_000)]),
        ("pow", vec![count(9), count(1_000)]),
    ] {
        assert!(compute(name, &arguments).is_none(), "{name}");
    }
}
