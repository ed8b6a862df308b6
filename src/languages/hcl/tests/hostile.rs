//! Texts that are made to take long, or to go deep. Each is read in a thread with a small stack.

use super::*;

/// Reads a text and looks at what was read. A reader whose work grew faster than the text would not come back.
fn read(text: String) {
    let thread = std::thread::Builder::new().stack_size(128 * 1024);
    let reader = thread.spawn(move || {
        let file = File::read(&text);
        assert!(file.problems().iter().all(|problem| text.get(problem.range.clone()).is_some()));
        file.body().items().count()
    });
    assert!(reader.expect("threads start").join().is_ok());
}

#[test]
fn depth_costs_no_stack() {
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
        read(format!("a = {}1{}\n", open.repeat(DEPTH), close.repeat(DEPTH)));
        read(format!("a = {}", open.repeat(DEPTH)));
    }
    read("a {\n".repeat(DEPTH) + &"}\n".repeat(DEPTH));
    read("a {\n".repeat(DEPTH));
    read(format!("a = 1{}", ".b".repeat(DEPTH)));
    read(format!("a = 1{}", " + 1".repeat(DEPTH)));
}

#[test]
fn length_costs_linear_time() {
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
        read(start.to_owned() + &again.repeat(LENGTH / again.len()));
    }
    read((0..LENGTH / 10).map(|number| format!("a{number} = 1\n")).collect::<Vec<_>>().concat());
}

#[test]
fn no_end_of_a_text_is_a_surprise() {
    let text = "a \"l${x}\" {\n b = [1.5, \"x${c.d[0]}\\n\", {e = f(g...)}]\n h = <<-E\n  %{ for i, j in k }é%{ endfor }\n  E\n}\n\
                m = { for n in o : n => !p ? -1 : 2 if q } /* r */ # s";
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        read(text[..end].to_owned());
        read(text[end..].to_owned());
    }
}

#[test]
fn problems_beyond_a_thousand_are_not_kept() {
    assert_eq!(File::read(&"\"\n".repeat(5_000)).problems().len(), 1_000);
}
