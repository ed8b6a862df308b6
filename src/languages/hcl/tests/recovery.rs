//! Broken texts: what is kept of them, and what is said.

use super::*;

#[test]
fn what_survives_a_mistake_is_what_the_reference_keeps() {
    for (text, expected) in [
        // What is no item ends its body.
        ("a = 1\n}\nb = 2\n", "a = 1; "),
        ("a {\nb = 1\n*\nc = 2\n}\nd = 3\n", "a { b = 1; }; d = 3; "),
        ("a {\n\"b\" = 1\n}\nc = 2\n", "a { }; c = 2; "),
        // A name alone is skipped with its line.
        ("a = 1\nb\nc = 2\n", "a = 1; c = 2; "),
        ("a.b = 1\nc = 2\n", "c = 2; "),
        ("a (\n[\n)\nc = 2\n", "c = 2; "),
        // A bad value costs its argument.
        ("a =\nb = 2\n", "a = broken; b = 2; "),
        ("a = [1, *]\nb = 2\n", "a = [1, broken]; b = 2; "),
        ("a = 1 2\nb = 2\n", "a = 1; b = 2; "),
        ("a = 1, b = 2\nc = 3\n", "a = 1; c = 3; "),
        ("a = b.\nc = 1\n", "a = broken; c = 1; "),
        ("a = b[*].c.\nd = 1\n", "a = <b>[*]; d = 1; "),
        ("a = {b = c., d = 1}\ne = 2\n", "a = {b=broken}; e = 2; "),
        ("a = {b = 1, c = *}\nd = 2\n", "a = {b=1}; d = 2; "),
        ("a = 1 + *\nb = 2\n", "a = 1; b = 2; "),
        ("a = b ? 1\nc = 2\n", "a = b; c = 2; "),
        ("a = f(1, *, 2)\nb = 2\n", "a = f(1, broken); b = 2; "),
        ("a = (1\nb = 2\n", "a = P1; "),
        ("a = [for b]\nc = 2\n", "a = broken; c = 2; "),
        ("a = \"${b c}\"\nd = 2\n", "a = T(${b}); d = 2; "),
        // Blocks without an end, or without a body.
        ("a {\nb = 1\nc {\nd = 2\n}\n", "a { b = 1; c { d = 2; }; }; "),
        ("a \"b\"\nc = 1\n", "a \"b\" { }; c = 1; "),
        ("a b = 1\nc = 1\n", "a \"b\" { }; c = 1; "),
        ("a { b = 1, c = 2 }\nd = 3\n", "a { b = 1; }; d = 3; "),
        ("a { b = 1\nc = 2\n}\nd = 3\n", "a { b = 1; }; d = 3; "),
        ("a { b {} }\nc = 1\n", "a { }; "),
        ("a {} b {}\nc = 1\n", "a { }; c = 1; "),
        ("a \"x${y}\" {\nb = 1\n}\n", "a \"x${ ... }\" { b = 1; }; "),
        // Strings without an end.
        ("a = 1\nb {\nc = \"x\nd = 2\n}\ne = 3\n", "a = 1; b { c = \"x\"; }; "),
        ("a = 1\nb = <<E\nc = 2\n", "a = 1; b = \"c = 2\\n\"; "),
        // The first of the same name stays.
        ("a = 1\na = 2\n", "a = 1; "),
        ("a = {b = 1, b = 2}\n", "a = {b=1, b=2}; "),
    ] {
        assert_eq!(outline(File::read(text).body()), expected, "{text}");
    }
}

#[test]
fn problems_name_the_text_they_are_about() {
    for (text, under, kind) in [
        ("a", "a", ProblemKind::ItemUnfinished),
        ("\"a\" = 1", "\"", ProblemKind::QuotedName),
        ("*", "*", ProblemKind::ItemExpected),
        ("a =", "", ProblemKind::ValueMissing),
        ("a = *", "*", ProblemKind::ValueExpected),
        ("a = 1 b", "b", ProblemKind::ArgumentGoesOn),
        ("a = 1, b", ",", ProblemKind::CommaAfterArgument),
        ("a = 1\nb = 2\na = 3", "a", ProblemKind::Redefined),
        ("a {", "{", ProblemKind::UnclosedBlock),
        ("a b = 1", "=", ProblemKind::BlockWithEqual),
        ("a b\n{}", "\n", ProblemKind::BlockOnNextLine),
        ("a b *", "*", ProblemKind::LabelExpected),
        ("a {} b", "b", ProblemKind::BlockGoesOn),
        ("a { b = 1, c = 2 }", ",", ProblemKind::SecondInOneLine),
        ("a { b = 1\n}", "\n", ProblemKind::OneLineGoesOn),
        ("a { b = 1 c }", "c", ProblemKind::OneLineUnfinished),
        ("a { b {} }\n}", "b {", ProblemKind::NestedInOneLine),
        ("a \"${b}\" {}", "${", ProblemKind::TemplateInLabel),
        ("a = 1.2.3", "1.2.3", ProblemKind::BadNumber),
        ("a = \"x\\qy\"", "\\q", ProblemKind::BadEscape),
        ("a = \"\\u12\"", "\\u12", ProblemKind::BadUnicodeEscape),
        ("a = \"\\uD800\"", "\\uD800", ProblemKind::BadCodePoint),
        ("a = b ? c", "", ProblemKind::ColonExpected),
        ("a = (1]", "]", ProblemKind::UnclosedParenthesis),
        ("a = b[1)", ")", ProblemKind::UnclosedIndex),
        ("a = b[*)", ")", ProblemKind::UnclosedSplat),
        ("a = b.1.2", "1.2", ProblemKind::ChainedIndexes),
        ("a = b.*.*", "*", ProblemKind::NestedSplat),
        ("a = b.", "", ProblemKind::NameExpected),
        ("a = b::", "", ProblemKind::FunctionNameExpected),
        ("a = b::c", "", ProblemKind::CallExpected),
        ("a = b(1", "b(", ProblemKind::UnclosedCall),
        ("a = b(1 2)", "2", ProblemKind::ArgumentSeparator),
        ("a = b(c... d)", "...", ProblemKind::ExpandedNotLast),
        ("a = [1", "[", ProblemKind::UnclosedTuple),
        ("a = [1 2]", "2", ProblemKind::ElementSeparator),
        ("a = {b = 1", "{", ProblemKind::UnclosedObject),
        ("a = {b}", "}", ProblemKind::EntryEqual),
        ("a = {b,}", ",", ProblemKind::EntryValue),
        ("a = {b = 1 c}", "c", ProblemKind::EntrySeparator),
        ("a = [for 1]", "1", ProblemKind::ForName),
        ("a = [for b of c : b]", "of", ProblemKind::ForIn),
        ("a = [for b in c]", "]", ProblemKind::ForColon),
        ("a = [for b in c : b d]", "d", ProblemKind::ForGoesOn),
        ("a = [for b in c : d => b]", "d", ProblemKind::ForKeyInTuple),
        ("a = [for b in c : b...]", "...", ProblemKind::ForGroupInTuple),
        ("a = {for b in c : d}", "d", ProblemKind::ForKeyMissing),
        ("a = \"b", "\"", ProblemKind::UnclosedTemplate),
        ("a = <<b\nc", "<<b\n", ProblemKind::UnclosedHeredoc),
        ("}", "}", ProblemKind::SurplusBrace),
        ("a = 1 /* b", "/", ProblemKind::UnclosedComment),
        ("a = \"${b\"", "${", ProblemKind::UnclosedInterpolation),
        ("a = \"${b:c}\"", ":", ProblemKind::InterpolationColon),
        ("a = \"${b c}\"", "c", ProblemKind::InterpolationGoesOn),
        ("a = \"%{when}\"", "when", ProblemKind::DirectiveExpected),
        ("a = \"%{endif b}\"", "b", ProblemKind::DirectiveGoesOn),
        ("a = \"%{endif}\"", "%{endif}", ProblemKind::DirectiveUnopened),
        ("a = \"%{if b}%{endfor}\"", "%{endfor}", ProblemKind::DirectiveMisplaced),
        ("a = \"%{if b}\"", "\"", ProblemKind::DirectiveUnclosed),
        ("a = b & c", "&", ProblemKind::BitwiseOperator),
        ("a = 'b'", "'", ProblemKind::SingleQuote),
        ("a = `b`", "`", ProblemKind::Backtick),
        ("a = 1; b", ";", ProblemKind::Semicolon),
        ("a = “b”", "“", ProblemKind::CurlyQuote),
        ("a = @", "@", ProblemKind::UnusableCharacter),
        ("a = \"b\nc\"", "\n", ProblemKind::SplitString),
    ] {
        let problems = problem_texts(text);
        assert!(problems.contains(&(under, kind)), "{text}: {problems:?}");
    }
}

#[test]
fn one_mistake_is_one_problem() {
    for text in ["a = [1 2]\nb = 3\n", "a {\nb =\n}\nc = 1\n", "a = {b = f(1, [2, *, 3]), c = 1}\n", "a {\n}}\n"] {
        assert_eq!(problem_texts(text).len(), 1, "{text}: {:?}", problem_texts(text));
    }
}

#[test]
fn an_argument_whose_name_is_taken_is_kept_apart() {
    let text = "a = 1\na = 2\nb = 3\n";
    let file = File::read(text);
    let under = |range: std::ops::Range<usize>| &text[range];
    assert_eq!(file.body().redefined().map(|one| under(one.range())).collect::<Vec<_>>(), ["a = 2"]);
    assert_eq!(file.body().attributes().map(|one| under(one.range())).collect::<Vec<_>>(), ["a = 1", "b = 3"]);
}
