//! The syntax errors of HCL and their messages.

use std::fmt;
use std::ops::Range;

use super::token::Span;
use crate::languages::findings::MAX_FINDINGS_PER_RULE;

/// A syntax error at a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub range: Range<usize>,
    pub kind: SyntaxErrorKind,
}

/// Collects the errors of a text, up to the limit per rule.
#[derive(Debug, Default)]
pub struct SyntaxErrors(Vec<SyntaxError>);

impl SyntaxErrors {
    pub fn push(&mut self, kind: SyntaxErrorKind, span: Span) {
        if self.0.len() < MAX_FINDINGS_PER_RULE {
            self.0.push(SyntaxError { range: span.range(), kind });
        }
    }

    /// All errors in the order of the text.
    pub fn into_sorted(mut self) -> Vec<SyntaxError> {
        self.0.sort_by_key(|error| (error.range.start, error.range.end));
        self.0
    }
}

macro_rules! kinds {
    ($($name:ident: $message:literal,)*) => {
        /// The kind of a syntax error. It displays as the message for the user.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SyntaxErrorKind {
            $($name,)*
        }

        impl fmt::Display for SyntaxErrorKind {
            fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str(match self {
                    $(Self::$name => $message,)*
                })
            }
        }
    };
}

kinds! {
    // Characters.
    BitwiseOperator: "there are no bitwise operators: logical ones are `&&`, `||` and `!`",
    Backtick: "unexpected backtick: a string of several lines is written as a heredoc",
    SingleQuote: "unexpected single quote: strings are written in double quotes",
    Semicolon: "unexpected semicolon: arguments and blocks end with their line",
    CurlyQuote: "unexpected typographic quote: strings are written in straight double quotes",
    InvalidCharacter: "unexpected character",
    UnclosedComment: "this comment is not closed: expected `*/`",
    SplitString: "a quoted string cannot go on in the next line: write `\\n`, or use a heredoc",
    // Bodies.
    ItemExpected: "expected an argument or a block",
    SurplusBrace: "this `}` closes nothing",
    QuotedName: "the name of an argument is written without quotes",
    ItemUnfinished: "expected `=` or a block after this name",
    Redefined: "this argument is set already",
    ArgumentGoesOn: "expected a new line after the argument",
    CommaAfterArgument: "arguments are separated by new lines, not by commas",
    UnclosedBlock: "this block is not closed",
    BlockWithEqual: "a block is written without `=`",
    BlockOnNextLine: "expected `{` on the line of the block's name",
    LabelExpected: "expected a label or `{`",
    BlockGoesOn: "expected a new line after the block",
    NestedInOneLine: "a block of one line holds one argument and no other block",
    SecondInOneLine: "a block of one line holds one argument only",
    OneLineGoesOn: "a block whose argument stands behind its `{` is closed in the same line",
    OneLineUnfinished: "expected `}` after the only argument of a block of one line",
    TemplateInLabel: "a label cannot hold a template: write `$${` or `%%{` for the characters themselves",
    UnclosedLabel: "this label has no closing quote",
    // Expressions.
    ValueExpected: "expected a value",
    ValueMissing: "expected a value before the end of the file",
    BadNumber: "malformed number",
    BadEscape: "unknown escape sequence",
    BadUnicodeEscape: "`\\u` takes four hexadecimal digits and `\\U` eight",
    BadCodePoint: "there is no such Unicode character",
    ColonExpected: "expected `:` and a second value for the condition",
    UnclosedParenthesis: "expected `)`",
    UnclosedIndex: "expected `]` after the index",
    UnclosedSplat: "expected `]` after `[*`",
    NameExpected: "expected a name after the dot",
    NestedSplat: "a splat cannot stand within a `.*` splat",
    ChainedIndexes: "two indexes in a row are written in brackets",
    FunctionNameExpected: "expected the name of a function after `::`",
    CallExpected: "expected `(` after the name of a function",
    UnclosedCall: "this function call is not closed",
    ArgumentSeparator: "expected `,` or `)` after the function's argument",
    ExpandedNotLast: "expected `)` after `...`",
    UnclosedTuple: "this list is not closed",
    ElementSeparator: "expected `,` or `]` after the element",
    UnclosedObject: "this object is not closed",
    EntryValue: "expected `=` and a value for this key",
    EntryEqual: "expected `=` after the key: a key with dots or spaces is written in quotes",
    EntrySeparator: "expected a new line, `,` or `}` after the entry",
    ForName: "expected the name of a variable in `for`",
    ForIn: "expected `in` after the variables of `for`",
    ForColon: "expected `:` after the collection of `for`",
    ForGoesOn: "unexpected text at the end of `for`",
    ForKeyInTuple: "a `for` that makes a list has no key",
    ForGroupInTuple: "a `for` that makes a list has no `...`",
    ForKeyMissing: "a `for` that makes an object needs a key before `=>`",
    // Templates.
    UnclosedTemplate: "this string is not closed",
    UnclosedHeredoc: "this heredoc is not closed: its last line is the word behind `<<` alone",
    UnclosedInterpolation: "this string holds a `${` that is not closed",
    InterpolationColon: "unexpected colon after the value: write `$${` for the characters themselves",
    InterpolationGoesOn: "expected `}` after the value: write `$${` for the characters themselves",
    DirectiveExpected: "expected `if`, `else`, `endif`, `for` or `endfor` after `%{`",
    DirectiveGoesOn: "expected `}` after the directive",
    DirectiveUnopened: "this directive has no beginning",
    DirectiveMisplaced: "this directive does not fit the one that is open",
    DirectiveUnclosed: "a directive of this string has no end",
}
