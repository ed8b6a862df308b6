//! Texts that nest deeply or are designed to take a long time. Each is parsed in a thread with a small stack.

use super::*;

/// Parses a text and visits the result. A parser that is slower than linear would not finish.
fn parse(text: String) {
    let thread = std::thread::Builder::new().stack_size(128 * 1024);
    let parser = thread.spawn(move || {
        let file = File::parse(&text);
        assert!(file.errors().iter().all(|error| text.get(error.range.clone()).is_some()));
        file.body().items().count()
    });
    assert!(parser.expect("threads start").join().is_ok());
}

#[test]
fn nesting_needs_no_stack() {
    const DEPTH: usize = 200_000;
    for (open, close) in [
        ("[", "]"),
        ("(", ")"),
        ("{a=", "}"),
        ("\"${", "}\""),
        ("f(", ")"),
        ("[for a in ", ": a]"),
        ("{for a in b : ", " => 1}"),
        ("b[", "]"),
        ("1 ? ", " : 2"),
        ("-", ""),
        ("\"%{if ", "}%{endif}\""),
        ("<<E\n${", "}\nE\n"),
    ] {
        parse(format!("a = {}1{}\n", open.repeat(DEPTH), close.repeat(DEPTH)));
        parse(format!("a = {}", open.repeat(DEPTH)));
    }
    parse("a {\n".repeat(DEPTH) + &"}\n".repeat(DEPTH));
    parse("a {\n".repeat(DEPTH));
    parse(format!("a = 1{}", ".b".repeat(DEPTH)));
    parse(format!("a = 1{}", " + 1".repeat(DEPTH)));
}

#[test]
fn parsing_takes_linear_time() {
    const LENGTH: usize = 1_000_000;
    for (start, again) in [
        ("a = \"", "x"),
        ("a = ", "/*"),
        ("a = ", "{/*"),
        ("a = ", "<<a "),
        ("a = \"", "$"),
        ("a = <<E\n", "%"),
        ("a = <<E\n", "E "),
        ("a = 1", "."),
        ("a = b", ".*"),
        ("a = [", "\n"),
        ("a = {", "\n# for\n{"),
        ("", "a = 1\n"),
        ("", "a b\n"),
        ("", "\"\n"),
        ("", "}"),
        ("a (", "({[)"),
        ("a = \"", "\\q"),
        ("a = \"", "%{if b}"),
        ("a \"", "${"),
        ("", "é"),
        ("a = b::", "("),
        ("", "\r"),
    ] {
        parse(start.to_owned() + &again.repeat(LENGTH / again.len()));
    }
    parse((0..LENGTH / 10).map(|number| format!("a{number} = 1\n")).collect::<Vec<_>>().concat());
}

#[test]
fn texts_truncated_anywhere_are_parsed() {
    let text = "a \"l${x}\" {\n b = [1.5, \"x${c.d[0]}\\n\", {e = f(g...)}]\n h = <<-E\n  %{ for i, j in k }é%{ endfor }\n  E\n}\n\
                m = { for n in o : n => !p ? -1 : 2 if q } /* r */ # s";
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        parse(text[..end].to_owned());
        parse(text[end..].to_owned());
    }
}

#[test]
fn a_thousand_errors_are_kept() {
    assert_eq!(File::parse(&"\"\n".repeat(5_000)).errors().len(), 1_000);
}
