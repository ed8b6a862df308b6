//! The tokens of HCL.

use std::ops::Range;

/// A byte range of the text. It has half the size of a `Range<usize>`, because a tree stores many spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Converts a range. Offsets fit, because the length of a text is limited.
    pub fn new(range: &Range<usize>) -> Self {
        let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// Whether an offset is within the span or at its end.
    pub fn touches(self, offset: usize) -> bool {
        self.start as usize <= offset && offset <= self.end as usize
    }

    /// Whether another span lies within this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span from the start of this span to the end of another.
    #[must_use]
    pub fn to(self, end: Self) -> Self {
        Self { start: self.start, end: end.end }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Identifier,
    Number,
    /// A line ending. Where line endings are tokens, also a line comment with its line ending.
    Newline,
    Comment,
    OpenQuote,
    CloseQuote,
    OpenHeredoc,
    /// The closing marker of a heredoc, without its line ending.
    CloseHeredoc,
    /// Literal text between quotes, with escapes.
    QuotedText,
    /// Literal text of a heredoc, without backslash escapes.
    HeredocText,
    /// Line endings between quotes, where they are not allowed.
    QuotedNewline,
    /// `${` or `${~`
    OpenInterpolation,
    /// `%{` or `%{~`
    OpenDirective,
    /// The `}` or `~}` that closes an interpolation or directive.
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
    /// A character that has no meaning in HCL.
    Invalid,
    End,
}

impl TokenKind {
    /// The opening token that matches a closing token.
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
