//! The syntax errors of HCL and their messages.

use std::fmt;
use std::ops::Range;

use super::token::Span;
use crate::languages::findings::MAX_FINDINGS_PER_RULE;
use crate::languages::sort::SortStably;

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

    /// All errors in document order.
    pub fn into_sorted(mut self) -> Vec<SyntaxError> {
        self.0.sort_stably_by_key(|error| (error.range.start, error.range.end));
        self.0
    }
}

macro_rules! kinds {
    ($($name:ident: $message:literal,)*) => {
        /// The kind of a syntax error. Its `Display` output is the message for the user.
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
    BitwiseOperator: "unsupported bitwise operator; the logical operators are `&&`, `||` and `!`",
    Backtick: "unexpected backtick; use a heredoc for a multi-line string",
    SingleQuote: "unexpected single quote; use double quotes",
    Semicolon: "unexpected semicolon; put each argument on its own line",
    CurlyQuote: "unexpected curly quote; use straight double quotes",
    InvalidCharacter: "unexpected character",
    UnclosedComment: "unterminated comment: expected `*/`",
    SplitString: "unterminated string: a quoted string cannot span lines; use `\\n` or a heredoc",
    // Bodies.
    ItemExpected: "expected an argument or a block",
    SurplusBrace: "unexpected `}`: no block is open here",
    QuotedName: "unexpected quotes around an argument name; remove them",
    ItemUnfinished: "expected `=` or a block after this name",
    Redefined: "duplicate argument; remove one of the two",
    ArgumentGoesOn: "expected a new line after the argument",
    CommaAfterArgument: "unexpected comma; put each argument on its own line",
    UnclosedBlock: "unclosed block: expected `}`",
    BlockWithEqual: "unexpected `=`: a block has no `=` before its `{`",
    BlockOnNextLine: "expected `{` on the same line as the block header",
    LabelExpected: "expected a label or `{`",
    BlockGoesOn: "expected a new line after the block",
    NestedInOneLine: "a one-line block can contain only one argument and no nested block",
    SecondInOneLine: "a one-line block can contain only one argument",
    OneLineGoesOn: "expected `}` on this line, because the argument is on the same line as `{`",
    OneLineUnfinished: "expected `}` after the argument of this one-line block",
    TemplateInLabel: "a block label cannot contain a template; write `$${` or `%%{` for a literal `${` or `%{`",
    UnclosedLabel: "unterminated block label: expected a closing quote",
    // Expressions.
    ValueExpected: "expected a value",
    ValueMissing: "expected a value before the end of the file",
    BadNumber: "invalid number",
    BadEscape: "unknown escape sequence",
    BadUnicodeEscape: "invalid Unicode escape: `\\u` takes four hexadecimal digits and `\\U` takes eight",
    BadCodePoint: "invalid Unicode code point in an escape sequence",
    ColonExpected: "expected `:` and the value for a false condition",
    UnclosedParenthesis: "expected `)`",
    UnclosedIndex: "expected `]` after the index",
    UnclosedSplat: "expected `]` after `[*`",
    NameExpected: "expected a name after the dot",
    NestedSplat: "a splat is not allowed inside a `.*` splat",
    ChainedIndexes: "chained indexes need brackets; write `[0][1]` instead of `.0.1`",
    FunctionNameExpected: "expected a function name after `::`",
    CallExpected: "expected `(` after the function name",
    UnclosedCall: "unclosed function call: expected `)`",
    ArgumentSeparator: "expected `,` or `)` after the function's argument",
    ExpandedNotLast: "expected `)` after `...`",
    UnclosedTuple: "unclosed list: expected `]`",
    ElementSeparator: "expected `,` or `]` after the element",
    UnclosedObject: "unclosed object: expected `}`",
    EntryValue: "expected `=` and a value for this key",
    EntryEqual: "expected `=` after the key; quote a key that contains dots or spaces",
    EntrySeparator: "expected a new line, `,` or `}` after the entry",
    ForName: "expected a variable name after `for`",
    ForIn: "expected `in` after the `for` variables",
    ForColon: "expected `:` after the collection of `for`",
    ForGoesOn: "unexpected text at the end of the `for` expression",
    ForKeyInTuple: "a `for` expression in brackets cannot have a key; use braces to build an object",
    ForGroupInTuple: "`...` is only allowed in a `for` expression in braces",
    ForKeyMissing: "expected a key and `=>` in a `for` expression in braces",
    // Templates.
    UnclosedTemplate: "unterminated string: expected a closing quote",
    UnclosedHeredoc: "unterminated heredoc: expected a line with only the word after `<<`",
    UnclosedInterpolation: "unclosed `${` in this string: expected `}`",
    InterpolationColon: "unexpected colon after the interpolated value; write `$${` for a literal `${`",
    InterpolationGoesOn: "expected `}` after the interpolated value; write `$${` for a literal `${`",
    DirectiveExpected: "expected `if`, `else`, `endif`, `for` or `endfor` after `%{`",
    DirectiveGoesOn: "expected `}` after the directive",
    DirectiveUnopened: "unexpected directive: no `%{ if }` or `%{ for }` is open here",
    DirectiveMisplaced: "this directive does not match the one that is open",
    DirectiveUnclosed: "unclosed directive in this string: expected `%{ endif }` or `%{ endfor }`",
}
