//! Valid texts: every kind of value, and the ranges of all parts.

use super::*;

/// Parses each value as the value of an attribute, and expects no errors.
#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let text = format!("a = {text}\n");
        let file = File::parse(&text);
        assert_eq!(file.errors(), [], "{text}");
        assert_eq!(outline(file.body()), format!("a = {expected}; "), "{text}");
    }
}

#[test]
fn literals_have_their_values() {
    check(&[
        ("0", "0"),
        ("1.50", "1.50"),
        ("1e5", "1e5"),
        ("2.5E-3", "2.5E-3"),
        ("true", "true"),
        ("false", "false"),
        ("null", "null"),
        (r#""""#, r#""""#),
        (r#""abc""#, r#""abc""#),
        (r#""a\"b\\c\n\t\r""#, r#""a\"b\\c\n\t\r""#),
        (r#""\u00e9\U0001F600é""#, r#""é😀é""#),
        (r#""$${a} %%{b} $ % $$ 100%""#, r#""${a} %{b} $ % $$ 100%""#),
        (r#""$$${a}""#, r#""$${a}""#),
        ("träume-1", "träume-1"),
    ]);
}

#[test]
fn heredocs_end_at_their_marker_and_lose_common_indentation() {
    check(&[
        ("<<E\nE", r#""""#),
        ("<<E\n  a\n b\nE", r#""  a\n b\n""#),
        ("<<-E\n  a\n    b\n\n  c\n  E", r#""a\n  b\n\nc\n""#),
        ("<<-E\r\n  a\r\n  E\r", r#""a\r\n""#),
        ("<<E\n\\n $${x} $\n E x\n E", r#""\\n ${x} $\n E x\n""#),
        ("<<E\na ${b} c\nE", r#"T("a " ${b} " c\n")"#),
        ("<<E\n${<<F\nf\nF\n}\nE", r#"T(${"f\n"} "\n")"#),
    ]);
}

#[test]
fn templates_keep_their_parts_in_order() {
    check(&[
        (r#""${a}""#, "T(${a})"),
        (r#""x${~ a.b ~}y""#, r#"T("x" ${<a>.b} "y")"#),
        (r#""${"${"${1}"}"}""#, "T(${T(${T(${1})})})"),
        (r#""${ {a = 1} }""#, "T(${{a=1}})"),
        (r#""%{ if a }b%{ else }c%{ endif }""#, r#"T(%{if a} "b" %{Else} "c" %{EndIf})"#),
        (r#""%{ for k, v in a }${v}%{ endfor }""#, "T(%{for a} ${v} %{EndFor})"),
    ]);
}

#[test]
fn operators_have_the_precedence_of_the_specification() {
    check(&[
        ("1 + 2 * 3", "(1 Add (2 Multiply 3))"),
        ("1 - 2 - 3", "((1 Subtract 2) Subtract 3)"),
        ("a || b && c == d < e + f % g / h", { "(a Or (b And (c Equal (d Less (e Add ((f Modulo g) Divide h))))))" }),
        ("a >= b != c <= d > e", "((a GreaterEqual b) NotEqual ((c LessEqual d) Greater e))"),
        ("-a.b + !c", "(-(<a>.b) Add !(c))"),
        ("- - 1", "-(-(1))"),
        ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
        ("a ? b ? 1 : 2 : 3", "(a ? (b ? 1 : 2) : 3)"),
        ("(1 + 2) * 3", "(P(1 Add 2) Multiply 3)"),
        ("(\n1\n+ # one\n2\n)", "P(1 Add 2)"),
    ]);
}

#[test]
fn steps_follow_any_operand() {
    check(&[
        ("a.b.c", "<a>.b.c"),
        ("a[0][\"k\"][b.c]", "<a>[0][\"k\"][<b>.c]"),
        ("a.0.b", "<a>.0.b"),
        ("a.*.b.0", "<a>.*.b.0"),
        ("a[*].b[1]", "<a>[*].b[1]"),
        ("f(1)[\n0\n].x", "<f(1)>[0].x"),
        ("[1][0]", "<[1]>[0]"),
    ]);
}

#[test]
fn brackets_hold_values_over_lines() {
    check(&[
        ("[]", "[]"),
        ("[1, \"a\", [b],]", "[1, \"a\", [b]]"),
        ("[ # one\n1 /* two */ ,\n2\n]", "[1, 2]"),
        ("{}", "{}"),
        ("{\n a = 1, b : 2\n \"c\" = 3\n (d) = 4\n true = 5 # six\n}", "{a=1, b=2, \"c\"=3, Pd=4, true=5}"),
        ("f()", "f()"),
        ("f(a, b...)", "f(a, b...)"),
        ("n::f(\n1,\n)", "n::f(1)"),
        ("[for a in b : a if a > 1]", "for(a in b: a if (a Greater 1))"),
        ("{for k, v in b : k => v...}", "for(k, v in b: k => v...)"),
        ("{ # c\n\nfor a in b : a => 1\n}", "for(a in b: a => 1)"),
    ]);
}

#[test]
fn comments_and_line_ends_are_allowed_between_tokens() {
    let text =
        "# one\n// two\r\n/* three\n*/ a = 1 # four\nb /* five */ \"c\" {\r\n}\n/* six */ d e { f = 2 } // seven";
    let file = File::parse(text);
    assert_eq!(file.errors(), []);
    assert_eq!(outline(file.body()), r#"a = 1; b "c" { }; d "e" { f = 2; }; "#);
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let file = File::parse("\u{feff}a = 1");
    assert_eq!(file.errors(), []);
    assert_eq!(file.body().attribute("a").map(Attribute::range), Some(3..8));
}

#[test]
fn ranges_cover_what_they_name() {
    let text = "resource \"type\" name {\n  key = [\"é\", {\n    a = b.c\n  }]\n}\n";
    let file = File::parse(text);
    let under = |range: std::ops::Range<usize>| &text[range];
    let block = file.body().blocks().next().expect("a block");
    assert_eq!(under(block.range()), text.trim_end());
    assert_eq!(under(block.name().range()), "resource");
    assert_eq!(block.labels().map(|label| under(label.range())).collect::<Vec<_>>(), ["\"type\"", "name"]);
    assert_eq!(under(block.body().range()), &text[text.find('{').expect("a brace")..text.len() - 1]);
    let attribute = block.body().attribute("key").expect("an argument");
    assert_eq!(under(attribute.name().range()), "key");
    assert_eq!(under(attribute.range()), "key = [\"é\", {\n    a = b.c\n  }]");
    assert_eq!(under(attribute.value().range()), "[\"é\", {\n    a = b.c\n  }]");
    let elements: Vec<_> = attribute.value().elements().expect("a tuple").collect();
    assert_eq!(under(elements[0].range()), "\"é\"");
    let entry = elements[1].entries().and_then(|mut entries| entries.next()).expect("an entry");
    assert_eq!((under(entry.key.range()), under(entry.value.range())), ("a", "b.c"));
}
