//! The words and signs of HCL.

use std::ops::Range;

/// A stretch of the text, in bytes. Half the size of a `Range<usize>`, as there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the start of this to the end of another.
    pub fn to(self, end: Self) -> Self {
        Self { start: self.start, end: end.end }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub symbol: Symbol,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    Identifier,
    Number,
    /// A line end, or a comment up to and with its line end where lines matter.
    Newline,
    Comment,
    OpenQuote,
    CloseQuote,
    OpenHeredoc,
    /// The line that closes a heredoc, without its line end.
    CloseHeredoc,
    /// Literal text between quotes, with escapes.
    QuotedText,
    /// Literal text of a heredoc, which knows no backslashes.
    HeredocText,
    /// Line ends between quotes, where none may be.
    QuotedNewline,
    /// `${` or `${~`
    OpenInterpolation,
    /// `%{` or `%{~`
    OpenDirective,
    /// The `}` or `~}` that closes one of these two.
    CloseSequence,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    Equal,
    Comma,
    Dot,
    Ellipsis,
    Colon,
    DoubleColon,
    FatArrow,
    Question,
    Bang,
    Or,
    And,
    EqualEqual,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    /// What the language has no use for.
    Unusable,
    End,
}

impl Symbol {
    /// The sign that opens what this one closes.
    pub fn opener(self) -> Option<Self> {
        Some(match self {
            Self::CloseBrace => Self::OpenBrace,
            Self::CloseBracket => Self::OpenBracket,
            Self::CloseParenthesis => Self::OpenParenthesis,
            Self::CloseQuote => Self::OpenQuote,
            Self::CloseHeredoc => Self::OpenHeredoc,
            Self::CloseSequence => Self::OpenInterpolation,
            _ => return None,
        })
    }
}
