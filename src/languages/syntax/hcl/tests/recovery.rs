//! Invalid texts: which parts are kept, and which errors are reported.

use super::*;

#[test]
fn recovery_keeps_what_the_reference_keeps() {
    for (text, expected) in [
        // Anything other than an attribute or a block ends its body.
        ("a = 1\n}\nb = 2\n", "a = 1; "),
        ("a {\nb = 1\n*\nc = 2\n}\nd = 3\n", "a { b = 1; }; d = 3; "),
        ("a {\n\"b\" = 1\n}\nc = 2\n", "a { }; c = 2; "),
        // A lone name is skipped with its line.
        ("a = 1\nb\nc = 2\n", "a = 1; c = 2; "),
        ("a.b = 1\nc = 2\n", "c = 2; "),
        ("a (\n[\n)\nc = 2\n", "c = 2; "),
        // An attribute with an invalid value is skipped or partly kept.
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
        // Unclosed blocks, and blocks without a body.
        ("a {\nb = 1\nc {\nd = 2\n}\n", "a { b = 1; c { d = 2; }; }; "),
        ("a \"b\"\nc = 1\n", "a \"b\" { }; c = 1; "),
        ("a b = 1\nc = 1\n", "a \"b\" { }; c = 1; "),
        ("a { b = 1, c = 2 }\nd = 3\n", "a { b = 1; }; d = 3; "),
        ("a { b = 1\nc = 2\n}\nd = 3\n", "a { b = 1; }; d = 3; "),
        ("a { b {} }\nc = 1\n", "a { }; "),
        ("a {} b {}\nc = 1\n", "a { }; c = 1; "),
        ("a \"x${y}\" {\nb = 1\n}\n", "a \"x${ ... }\" { b = 1; }; "),
        // Unterminated strings.
        ("a = 1\nb {\nc = \"x\nd = 2\n}\ne = 3\n", "a = 1; b { c = \"x\"; }; "),
        ("a = 1\nb = <<E\nc = 2\n", "a = 1; b = \"c = 2\\n\"; "),
        // Of several attributes with the same name, the first is kept.
        ("a = 1\na = 2\n", "a = 1; "),
        ("a = {b = 1, b = 2}\n", "a = {b=1, b=2}; "),
    ] {
        assert_eq!(outline(File::parse(text).body()), expected, "{text}");
    }
}

#[test]
fn errors_have_the_range_of_their_cause() {
    for (text, under, kind) in [
        ("a", "a", SyntaxErrorKind::ItemUnfinished),
        ("\"a\" = 1", "\"", SyntaxErrorKind::QuotedName),
        ("*", "*", SyntaxErrorKind::ItemExpected),
        ("a =", "", SyntaxErrorKind::ValueMissing),
        ("a = *", "*", SyntaxErrorKind::ValueExpected),
        ("a = 1 b", "b", SyntaxErrorKind::ArgumentGoesOn),
        ("a = 1, b", ",", SyntaxErrorKind::CommaAfterArgument),
        ("a = 1\nb = 2\na = 3", "a", SyntaxErrorKind::Redefined),
        ("a {", "{", SyntaxErrorKind::UnclosedBlock),
        ("a b = 1", "=", SyntaxErrorKind::BlockWithEqual),
        ("a b\n{}", "\n", SyntaxErrorKind::BlockOnNextLine),
        ("a b *", "*", SyntaxErrorKind::LabelExpected),
        ("a {} b", "b", SyntaxErrorKind::BlockGoesOn),
        ("a { b = 1, c = 2 }", ",", SyntaxErrorKind::SecondInOneLine),
        ("a { b = 1\n}", "\n", SyntaxErrorKind::OneLineGoesOn),
        ("a { b = 1 c }", "c", SyntaxErrorKind::OneLineUnfinished),
        ("a { b {} }\n}", "b {", SyntaxErrorKind::NestedInOneLine),
        ("a \"${b}\" {}", "${", SyntaxErrorKind::TemplateInLabel),
        ("a = 1.2.3", "1.2.3", SyntaxErrorKind::BadNumber),
        ("a = \"x\\qy\"", "\\q", SyntaxErrorKind::BadEscape),
        ("a = \"\\u12\"", "\\u12", SyntaxErrorKind::BadUnicodeEscape),
        ("a = \"\\uD800\"", "\\uD800", SyntaxErrorKind::BadCodePoint),
        ("a = b ? c", "", SyntaxErrorKind::ColonExpected),
        ("a = (1]", "]", SyntaxErrorKind::UnclosedParenthesis),
        ("a = b[1)", ")", SyntaxErrorKind::UnclosedIndex),
        ("a = b[*)", ")", SyntaxErrorKind::UnclosedSplat),
        ("a = b.1.2", "1.2", SyntaxErrorKind::ChainedIndexes),
        ("a = b.*.*", "*", SyntaxErrorKind::NestedSplat),
        ("a = b.", "", SyntaxErrorKind::NameExpected),
        ("a = b::", "", SyntaxErrorKind::FunctionNameExpected),
        ("a = b::c", "", SyntaxErrorKind::CallExpected),
        ("a = b(1", "b(", SyntaxErrorKind::UnclosedCall),
        ("a = b(1 2)", "2", SyntaxErrorKind::ArgumentSeparator),
        ("a = b(c... d)", "...", SyntaxErrorKind::ExpandedNotLast),
        ("a = [1", "[", SyntaxErrorKind::UnclosedTuple),
        ("a = [1 2]", "2", SyntaxErrorKind::ElementSeparator),
        ("a = {b = 1", "{", SyntaxErrorKind::UnclosedObject),
        ("a = {b}", "}", SyntaxErrorKind::EntryEqual),
        ("a = {b,}", ",", SyntaxErrorKind::EntryValue),
        ("a = {b = 1 c}", "c", SyntaxErrorKind::EntrySeparator),
        ("a = [for 1]", "1", SyntaxErrorKind::ForName),
        ("a = [for b of c : b]", "of", SyntaxErrorKind::ForIn),
        ("a = [for b in c]", "]", SyntaxErrorKind::ForColon),
        ("a = [for b in c : b d]", "d", SyntaxErrorKind::ForGoesOn),
        ("a = [for b in c : d => b]", "d", SyntaxErrorKind::ForKeyInTuple),
        ("a = [for b in c : b...]", "...", SyntaxErrorKind::ForGroupInTuple),
        ("a = {for b in c : d}", "d", SyntaxErrorKind::ForKeyMissing),
        ("a = \"b", "\"", SyntaxErrorKind::UnclosedTemplate),
        ("a = <<b\nc", "<<b\n", SyntaxErrorKind::UnclosedHeredoc),
        ("}", "}", SyntaxErrorKind::SurplusBrace),
        ("a = 1 /* b", "/", SyntaxErrorKind::UnclosedComment),
        ("a = \"${b\"", "${", SyntaxErrorKind::UnclosedInterpolation),
        ("a = \"${b:c}\"", ":", SyntaxErrorKind::InterpolationColon),
        ("a = \"${b c}\"", "c", SyntaxErrorKind::InterpolationGoesOn),
        ("a = \"%{when}\"", "when", SyntaxErrorKind::DirectiveExpected),
        ("a = \"%{endif b}\"", "b", SyntaxErrorKind::DirectiveGoesOn),
        ("a = \"%{endif}\"", "%{endif}", SyntaxErrorKind::DirectiveUnopened),
        ("a = \"%{if b}%{endfor}\"", "%{endfor}", SyntaxErrorKind::DirectiveMisplaced),
        ("a = \"%{if b}\"", "\"", SyntaxErrorKind::DirectiveUnclosed),
        ("a = b & c", "&", SyntaxErrorKind::BitwiseOperator),
        ("a = 'b'", "'", SyntaxErrorKind::SingleQuote),
        ("a = `b`", "`", SyntaxErrorKind::Backtick),
        ("a = 1; b", ";", SyntaxErrorKind::Semicolon),
        ("a = “b”", "“", SyntaxErrorKind::CurlyQuote),
        ("a = @", "@", SyntaxErrorKind::InvalidCharacter),
        ("a = \"b\nc\"", "\n", SyntaxErrorKind::SplitString),
    ] {
        let errors = error_texts(text);
        assert!(errors.contains(&(under, kind)), "{text}: {errors:?}");
    }
}

#[test]
fn a_single_mistake_is_reported_once() {
    for text in ["a = [1 2]\nb = 3\n", "a {\nb =\n}\nc = 1\n", "a = {b = f(1, [2, *, 3]), c = 1}\n", "a {\n}}\n"] {
        assert_eq!(error_texts(text).len(), 1, "{text}: {:?}", error_texts(text));
    }
}

#[test]
fn redefined_attributes_are_kept_apart() {
    let text = "a = 1\na = 2\nb = 3\n";
    let file = File::parse(text);
    let under = |range: std::ops::Range<usize>| &text[range];
    assert_eq!(file.body().redefined().map(|one| under(one.range())).collect::<Vec<_>>(), ["a = 2"]);
    assert_eq!(file.body().attributes().map(|one| under(one.range())).collect::<Vec<_>>(), ["a = 1", "b = 3"]);
}
