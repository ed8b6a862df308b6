//! Tests which providers a module requires, and in which versions.

use super::*;

/// Returns the requirements of a `required_providers` block with these lines.
fn required(lines: &str) -> String {
    providers(&native(&format!("terraform {{\n  required_providers {{\n{lines}\n  }}\n}}\n")))
}

#[test]
fn section_6_1_an_entry_is_a_constraint_or_an_object() {
    for (lines, expected) in [
        ("aws = \"~> 3.0\"", "-/aws ~>3.0"),
        ("aws = 1.5", "-/aws 1.5"),
        ("aws = true", "-/aws "),
        ("aws = \"latest\"", "-/aws "),
        ("aws = \"1\"\naws = \"2\"", "-/aws 1"),
        ("aws = { source = \"hashicorp/aws\", version = \">= 1\" }", "hashicorp/aws >=1"),
        ("aws = { \"source\" : \"HashiCorp/AWS\" }", "hashicorp/aws "),
        ("aws = { (\"source\") = \"hashicorp/aws\" }", "hashicorp/aws "),
        ("aws = { version = 1 }", ""),
        ("aws = { version = null }", ""),
        ("aws = { version = var.x }", ""),
        ("aws = {}", ""),
        ("aws = { x = var.y }", "-/aws "),
        ("aws = { configuration_aliases = [aws.west] }", "-/aws "),
        ("aws = { configuration_aliases = [aws, aws.west,] }", "-/aws "),
        ("aws = { configuration_aliases = [] }", "-/aws "),
        // A value that cannot be such a list is ignored.
        ("aws = { configuration_aliases = aws.west }", ""),
        ("aws = { configuration_aliases = [google.west] }", ""),
        ("aws = { configuration_aliases = [aws[\"west\"]] }", ""),
        ("aws = { configuration_aliases = [\"aws\"] }", ""),
        ("aws = { configuration_aliases = [f()], version = \"1\" }", "-/aws 1"),
        ("aws = { source = null, version = \"1\" }", "-/aws 1"),
        ("aws = { source = 1, version = true }", ""),
        ("aws = { 1 = \"x\" }", ""),
        ("aws = { (var.x) = \"x\" }", ""),
        ("aws = { \"ver${\"sion\"}\" = \"1\" }", "-/aws 1"),
        ("aws = var.aws", ""),
        ("aws = merge({})", ""),
        ("aws = [for a in b : a]", ""),
        ("aws {\n}\nb = \"1\"", "-/b 1"),
        ("aws = { version = var.x, source = \"a/b\" }", "a/b "),
        ("aws = { source = \"a/b\", source = \"c/d\", version = \"1\", version = \"2\" }", "c/d 1,2"),
        ("aws = { source = \"\" }", "-/aws "),
        ("aws = { source = \"a/b/c/d\" }", ""),
        ("aws = null", ""),
        ("aws = [\"1\"]", ""),
        ("aws = f()", ""),
        ("a_b = \"1\"", ""),
        ("a_b = { source = \"a/b\" }", "a/b "),
    ] {
        assert_eq!(required(lines), expected, "{lines}");
    }
    for text in [
        "terraform \"x\" {\n  required_providers {\n    aws = \"1\"\n  }\n}\n",
        "terraform {\n  required_providers \"x\" {\n    aws = \"1\"\n  }\n}\n",
        "terraform {\n  required_providers = { aws = \"1\" }\n}\n",
        "required_providers {\n  aws = \"1\"\n}\n",
    ] {
        assert_eq!(providers(&native(text)), "", "{text}");
    }
}

#[test]
fn section_6_1_json_says_the_same_with_texts_that_are_no_templates() {
    for (entries, expected) in [
        (r#""aws": "~> 3.0""#, "-/aws ~>3.0"),
        (r#""aws": 1.5"#, "-/aws 1.5"),
        (r#""aws": "${1}""#, "-/aws "),
        (r#""aws": { "source": "a/b", "version": "1" }"#, "a/b 1"),
        (r#""aws": { "source": "a/b", "source": "c/d" }"#, "c/d "),
        (r#""aws": { "source": 1, "version": null }"#, ""),
        (r#""aws": { "configuration_aliases": ["aws.west"] }"#, "-/aws "),
        (r#""aws": { "configuration_aliases": ["google.west"] }"#, ""),
        (r#""aws": { "configuration_aliases": "aws.west" }"#, ""),
        (r#""aws": {}"#, ""),
        (r#""aws": null"#, ""),
        (r#""aws": ["1"]"#, ""),
    ] {
        let text = format!(r#"{{ "terraform": {{ "required_providers": {{ {entries} }} }} }}"#);
        assert_eq!(providers(&json(&text)), expected, "{text}");
    }
}

#[test]
fn section_6_2_entries_of_one_name_become_one() {
    let module = Module::parse([
        ("b.tf", "terraform {\n  required_providers {\n    x = { source = \"c/d\", version = \"2\" }\n  }\n}\n"),
        (
            "a.tf",
            "terraform {\n  required_providers {\n    x = \"1\"\n  }\n  required_providers {\n    x = { source = \"a/b\" }\n  }\n}\n",
        ),
    ]);
    assert_eq!(providers(&module), "a/b 1,2");
}

#[test]
fn section_6_3_a_provider_block_requires_its_provider() {
    for (text, expected) in [
        ("provider \"aws\" {\n}\n", "-/aws "),
        ("provider aws {\n  version = \"1\"\n}\n", "-/aws 1"),
        ("provider \"aws\" {\n  version = 2\n  alias = \"x\"\n}\n", "-/aws 2"),
        ("provider \"aws\" {\n  version = var.x\n}\n", "-/aws "),
        ("provider \"aws\" {\n  version = \"1\"\n}\nprovider \"aws\" {\n  version = \"2\"\n}\n", "-/aws 1,2"),
        ("provider \"a\" \"b\" {\n}\nprovider {\n}\nprovider \"a_b\" {\n}\n", ""),
        (
            "provider \"x\" {\n  version = \"1\"\n}\nterraform {\n  required_providers {\n    x = { source = \"a/b\", version = \"2\" }\n  }\n}\n",
            "a/b 1,2",
        ),
    ] {
        assert_eq!(providers(&native(text)), expected, "{text}");
    }
}

#[test]
fn section_6_4_of_two_names_for_one_provider_the_last_counts() {
    assert_eq!(required("a = { source = \"x/y\", version = \"1\" }\nb = { source = \"x/y\" }"), "x/y ");
    assert_eq!(required("AWS = \"1\"\naws = \"2\""), "-/aws 2");
    assert_eq!(required("aws = \"1\"\nAWS = \"2\""), "-/aws 2");
}

#[test]
fn section_6_5_resources_imply_the_provider_of_their_type() {
    for (text, expected) in [
        ("resource \"aws_instance\" \"a\" {\n}\n", "-/aws "),
        ("data \"google\" \"a\" {\n}\n", "-/google "),
        ("ephemeral \"my-cloud_thing\" \"a\" {\n}\n", "-/my-cloud "),
        ("resource \"terraform_data\" \"a\" {\n}\n", "-/terraform "),
        ("data \"terraform_remote_state\" \"a\" {\n}\n", "-/terraform "),
        ("resource \"AWS_x\" \"a\" {\n}\n", "-/aws "),
        ("resource \"a.b_c\" \"a\" {\n}\n", ""),
        ("resource \"\" \"a\" {\n}\n", ""),
        ("resource \"_x\" \"a\" {\n}\n", ""),
        ("resource \"aws_instance\" {\n}\n", ""),
        ("resource \"aws_instance\" \"a\" \"b\" {\n}\n", ""),
        ("check \"a\" {\n  data \"aws_x\" \"b\" {\n  }\n}\n", ""),
        ("module \"a\" {\n  providers = { aws = aws.west }\n}\n", ""),
        ("import {\n  to = aws_x.a\n  provider = aws\n}\n", ""),
        ("removed {\n  from = aws_x.a\n}\n", ""),
        ("action \"aws_x\" \"a\" {\n}\n", ""),
        ("list \"aws_x\" \"a\" {\n}\n", ""),
        // An alias is not a separate provider.
        ("provider \"aws\" {\n  alias = \"w\"\n}\nresource \"x_y\" \"z\" {\n  provider = aws.w\n}\n", "-/aws "),
        ("provider \"aws\" {\n}\nresource \"x_y\" \"z\" {\n  provider = aws.none\n}\n", "-/aws "),
        // The provider is already required, whatever its address is.
        ("resource \"aws_a\" \"b\" {\n}\nprovider \"aws\" {\n  version = \"1\"\n}\n", "-/aws 1"),
        (
            "resource \"x_a\" \"b\" {\n}\nterraform {\n  required_providers {\n    x = { source = \"a/b\" }\n  }\n}\n",
            "a/b ",
        ),
        (
            "resource \"x_a\" \"b\" {\n}\nterraform {\n  required_providers {\n    x = { source = \"/\" }\n  }\n}\n",
            "-/x ",
        ),
    ] {
        assert_eq!(providers(&native(text)), expected, "{text}");
    }
}

#[test]
fn section_6_5_a_resource_may_name_its_provider() {
    for (provider, expected) in [
        ("google", "-/google "),
        ("google.west", "-/google "),
        ("google.west.x", "-/google "),
        ("google[\"x\"]", "-/google "),
        ("google[0]", "-/google "),
        ("\"google\"", "-/google "),
        ("\"google.west\"", "-/google "),
        ("true", "-/true "),
        ("false", "-/false "),
        ("null", "-/null "),
        ("google[true]", "-/google "),
        ("google[null]", "-/google "),
        ("\"google[0]\"", "-/google "),
        ("<<E\ngoogle\nE", "-/google "),
        ("google[each.key]", ""),
        ("google[*]", ""),
        ("google.*.x", ""),
        ("\"${google}\"", ""),
        ("\"google west\"", ""),
        ("(google)", ""),
        ("1", ""),
        ("f()", ""),
        ("\"\"", ""),
    ] {
        let text = format!("resource \"aws_instance\" \"a\" {{\n  provider = {provider}\n}}\n");
        assert_eq!(providers(&native(&text)), expected, "{text}");
    }
    let twice = "resource \"a_b\" \"c\" {\n}\nresource \"a_b\" \"c\" {\n  provider = d\n}\n";
    assert_eq!(providers(&native(twice)), "-/d ");
    let other_kind = "resource \"a_b\" \"c\" {\n}\ndata \"a_b\" \"c\" {\n  provider = d\n}\n";
    assert_eq!(providers(&native(other_kind)), "-/a ; -/d ");
    let other_file = Module::parse([
        ("b.tf", "resource \"a_b\" \"c\" {\n  provider = d\n}\n"),
        ("a.tf", "resource \"a_b\" \"c\" {\n}\n"),
    ]);
    assert_eq!(providers(&other_file), "-/d ");
}

#[test]
fn names_that_nobody_wrote_by_hand_are_left_out() {
    let long = "a".repeat(300);
    assert_eq!(providers(&native(&format!("resource \"{long}\" \"b\" {{\n}}\nprovider \"{long}\" {{\n}}\n"))), "");
}
