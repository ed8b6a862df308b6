//! The tokens of HCL.

pub use crate::languages::text::Span;

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
