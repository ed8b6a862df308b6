//! The canonical format of HCL, which `terraform fmt` and `buildx` share: indentation, spaces between tokens, and
//! alignment of `=` and comments over consecutive lines. The rules are those of hclwrite's `format.go`.
//!
//! Only the white space between tokens changes, and a byte order mark is removed. Line endings, blank lines, literal
//! text and comments are unchanged.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::lexer::Lexer;
use super::token::{Span, Token, TokenKind};
use crate::languages::answers::Edit;

/// The number of spaces per indentation level.
const INDENT: usize = 2;

/// The maximum size of the formatted text relative to the original, not counting [`MAX_EXTRA_SPACES`]. Without this
/// limit, deep nesting, or long lines next to aligned ones, would need unbounded memory.
const MAX_GROWTH: usize = 8;

/// The number of spaces that the formatted text may have in any case.
const MAX_EXTRA_SPACES: usize = 1 << 20;

/// Formats a text. It should be valid: in invalid text, the formatter may move tokens that should not move.
pub fn layout(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for edit in layout_edits(text) {
        result.push_str(&text[copied..edit.range.start]);
        result.push_str(&edit.text);
        copied = edit.range.end;
    }
    result.push_str(&text[copied..]);
    result
}

/// Returns the edits that format a text, in document order. Each edit replaces the white space before one token. There
/// are no edits if the result would be much larger than the text.
pub fn layout_edits(text: &str) -> Vec<Edit> {
    let mut layout = Layout { text, tokens: all_tokens(text) };
    let lines = layout.lines();
    layout.indent(&lines);
    layout.space(&lines);
    layout.align(&lines);
    let spaces = layout.tokens.iter().fold(0_usize, |sum, token| sum.saturating_add(token.spaces as usize));
    if spaces > text.len().saturating_mul(MAX_GROWTH).saturating_add(MAX_EXTRA_SPACES) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut end = 0;
    for token in &layout.tokens {
        let range = token.span.range();
        let gap = end..range.start.max(end);
        end = gap.end + range.len();
        let (before, spaces) = (text[gap.clone()].as_bytes(), token.spaces as usize);
        if before.len() != spaces || before.iter().any(|byte| *byte != b' ') {
            edits.push(Edit::replace(gap, " ".repeat(spaces)));
        }
    }
    edits
}

/// A token and the spaces before it.
pub struct Piece<'t> {
    /// The kind of the token.
    pub kind: TokenKind,
    /// The text of the token.
    pub text: &'t str,
    /// The number of spaces before the token.
    pub spaces: usize,
}

/// A token and the spaces before it. It is small, because a text can have a token for each of its bytes.
#[derive(Clone, Copy)]
struct SpacedToken {
    kind: TokenKind,
    span: Span,
    spaces: u32,
}

/// A text with the tokens that are formatted.
struct Layout<'t> {
    text: &'t str,
    tokens: Vec<SpacedToken>,
}

impl SpacedToken {
    /// The change in the number of open brackets.
    fn bracket_change(self) -> isize {
        match self.kind {
            TokenKind::OpenBrace
            | TokenKind::OpenBracket
            | TokenKind::OpenParenthesis
            | TokenKind::OpenDirective
            | TokenKind::OpenInterpolation => 1,
            TokenKind::CloseBrace
            | TokenKind::CloseBracket
            | TokenKind::CloseParenthesis
            | TokenKind::CloseSequence => -1,
            _ => 0,
        }
    }
}

/// The tokens of a fragment of HCL, such as a value.
pub fn tokens(text: &str) -> Vec<Piece<'_>> {
    let mut tokens = all_tokens(text);
    tokens.pop();
    let pieces = tokens.into_iter().map(|SpacedToken { kind, span, spaces }| Piece {
        kind,
        text: text.get(span.range()).unwrap_or_default(),
        spaces: spaces as usize,
    });
    pieces.collect()
}

/// Splits a text into tokens. The last token is the end of the text.
fn all_tokens(text: &str) -> Vec<SpacedToken> {
    let mut lexer = Lexer::new(text);
    let mut tokens = Vec::new();
    let mut end = narrow(text.len() - text.trim_start_matches('\u{feff}').len());
    loop {
        let Token { kind, span } = lexer.next();
        // Spaces at the end of the text do not belong to a token and are kept.
        let spaces = span.start.saturating_sub(end);
        end = span.end;
        tokens.push(SpacedToken { kind, span, spaces });
        if kind == TokenKind::End {
            return tokens;
        }
    }
}

/// The length limit of the text keeps the number of tokens within `u32`.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The token indices of one line, split into up to three cells.
struct Line {
    first: u32,
    /// The `=` token, which starts the second cell, if the line contains a complete assignment.
    equals: Option<u32>,
    /// The comment at the end of a line that also has other tokens.
    trailing: Option<u32>,
    last: u32,
}

impl Line {
    fn start(&self) -> usize {
        self.first as usize
    }

    fn end(&self) -> usize {
        self.last as usize
    }

    fn assignment(&self) -> Option<usize> {
        self.equals.map(|index| index as usize)
    }

    fn comment(&self) -> Option<usize> {
        self.trailing.map(|index| index as usize)
    }

    fn lead(&self) -> Range<usize> {
        self.start()..self.assignment().or(self.comment()).unwrap_or(self.end())
    }

    fn assign(&self) -> Range<usize> {
        let end = self.comment().unwrap_or(self.end());
        self.assignment().unwrap_or(end)..end
    }
}

impl Layout<'_> {
    fn text_of(&self, token: SpacedToken) -> &str {
        self.text.get(token.span.range()).unwrap_or_default()
    }

    /// Whether the token ends a line. A comment that extends to the end of its line includes the line ending.
    fn ends_line(&self, token: SpacedToken) -> bool {
        token.kind == TokenKind::Newline || (token.kind == TokenKind::Comment && self.text_of(token).ends_with('\n'))
    }

    fn columns(&self, token: SpacedToken) -> usize {
        let text = self.text_of(token);
        let columns = if text.is_ascii() { text.len() } else { text.graphemes(true).count() };
        token.spaces as usize + columns
    }

    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (index, token) in self.tokens.iter().enumerate() {
            if token.kind == TokenKind::End {
                lines.push(self.line(start, index));
            } else if self.ends_line(*token) {
                lines.push(self.line(start, index + 1));
                start = index + 1;
            }
        }
        lines
    }

    fn line(&self, start: usize, end: usize) -> Line {
        let has_comment = end - start > 1 && self.tokens[end - 1].kind == TokenKind::Comment;
        let comment = has_comment.then(|| end - 1);
        let code = start..comment.unwrap_or(end);
        let equals = code.clone().skip(1).find(|index| self.tokens[*index].kind == TokenKind::Equal);
        // A value with open brackets continues on the following lines and is not aligned.
        let equals = equals.filter(|equals| change(&self.tokens[*equals..code.end]) == 0);
        Line { first: narrow(start), equals: equals.map(narrow), trailing: comment.map(narrow), last: narrow(end) }
    }

    fn indent(&mut self, lines: &[Line]) {
        // The number of brackets that each level opened. A line that opens several brackets adds only one level.
        let mut levels: Vec<usize> = Vec::new();
        for line in lines.iter().filter(|line| !line.lead().is_empty()) {
            if self.tokens[line.start()].kind == TokenKind::Newline {
                self.tokens[line.start()].spaces = 0;
                continue;
            }
            let lead = &self.tokens[line.lead()];
            let heredoc = lead.iter().position(|token| token.kind == TokenKind::OpenHeredoc);
            let net = change(&lead[..heredoc.unwrap_or(lead.len())]) + change(&self.tokens[line.assign()]);
            close_levels(&mut levels, usize::try_from(-net).unwrap_or(0));
            self.tokens[line.start()].spaces = narrow(INDENT * levels.len());
            if let Ok(opened @ 1..) = usize::try_from(net) {
                levels.push(opened);
            }
        }
    }

    fn space(&mut self, lines: &[Line]) {
        for line in lines {
            for cell in [line.lead(), line.assign()] {
                let start = cell.start;
                for index in cell.skip(1) {
                    let before = (index - 1 > start).then(|| self.tokens[index - 2].kind);
                    let is_spaced = self.is_spaced(before, self.tokens[index - 1], self.tokens[index]);
                    self.tokens[index].spaces = u32::from(is_spaced);
                }
            }
        }
    }

    /// Whether there is a space between `left` and `right`. `before` is the token before `left` in the same cell.
    #[expect(clippy::match_same_arms, reason = "one arm for each rule, in hclwrite's order")]
    fn is_spaced(&self, before: Option<TokenKind>, left: SpacedToken, right: SpacedToken) -> bool {
        use TokenKind as S;
        let is_literal = |kind| matches!(kind, S::QuotedText | S::QuotedNewline | S::HeredocText);
        match (left.kind, right.kind) {
            (_, S::Newline) | (S::Identifier, S::OpenParenthesis) => false,
            (S::Identifier, S::DoubleColon) | (S::DoubleColon, S::Identifier) => false,
            (S::Dot, _) | (_, S::Dot | S::Comma | S::Ellipsis) => false,
            (S::Comma, _) => true,
            (S::OpenQuote | S::OpenHeredoc, _) | (_, S::CloseQuote | S::CloseHeredoc) => false,
            (left, right) if is_literal(left) || is_literal(right) => false,
            // `in` before a list, in a `for` expression.
            (S::Identifier, _) if self.text_of(left) == "in" && before == Some(S::Identifier) => true,
            (S::Identifier | S::Number, S::OpenBracket) => false,
            (_, S::OpenBracket) if left.bracket_change() < 0 => false,
            (S::Bang, _) => false,
            (S::Minus, _) => before.is_some_and(ends_operand),
            (S::OpenBrace, S::CloseBrace) => false,
            (S::OpenBrace, _) | (_, S::CloseBrace) => true,
            (S::OpenInterpolation | S::OpenDirective, S::OpenBrace) | (S::CloseBrace, S::CloseSequence) => true,
            (S::CloseSequence, S::OpenInterpolation | S::OpenDirective) => false,
            _ => left.bracket_change() <= 0 && right.bracket_change() >= 0,
        }
    }

    fn align(&mut self, lines: &[Line]) {
        // Align assignments first, because they move the comments.
        for run in runs(lines, |line| line.equals.is_some()) {
            self.align_cells(run, Line::lead, Line::assignment);
        }
        for run in runs(lines, |line| line.trailing.is_some()) {
            self.align_cells(run, |line| line.start()..line.assign().end, Line::comment);
        }
    }

    /// Aligns a cell of all lines, one column after the longest text before it.
    fn align_cells(
        &mut self,
        lines: &[Line],
        before: impl Fn(&Line) -> Range<usize>,
        cell: impl Fn(&Line) -> Option<usize>,
    ) {
        let width = |line: &Line| self.tokens[before(line)].iter().map(|token| self.columns(*token)).sum();
        let columns: Vec<usize> = lines.iter().map(width).collect();
        let widest = columns.iter().copied().max().unwrap_or(0);
        for (line, columns) in lines.iter().zip(columns) {
            if let Some(index) = cell(line) {
                self.tokens[index].spaces = narrow(widest - columns + 1);
            }
        }
    }
}

/// The change in the number of open brackets.
fn change(tokens: &[SpacedToken]) -> isize {
    tokens.iter().map(|token| token.bracket_change()).sum()
}

/// The longest runs of consecutive lines that have a certain cell.
fn runs(lines: &[Line], has_cell: impl Fn(&Line) -> bool) -> impl Iterator<Item = &[Line]> {
    lines.chunk_by(move |left, right| has_cell(left) == has_cell(right))
}

fn close_levels(levels: &mut Vec<usize>, mut closed: usize) {
    while closed > 0
        && let Some(opened) = levels.pop()
    {
        if closed < opened {
            levels.push(opened - closed);
        }
        closed = closed.saturating_sub(opened);
    }
}

/// Whether a minus after this token is a subtraction. Otherwise it is a negation.
fn ends_operand(kind: TokenKind) -> bool {
    !matches!(
        kind,
        TokenKind::OpenParenthesis
            | TokenKind::OpenBrace
            | TokenKind::OpenBracket
            | TokenKind::Equal
            | TokenKind::Colon
            | TokenKind::Comma
            | TokenKind::Question
            | TokenKind::Plus
            | TokenKind::Star
            | TokenKind::Slash
            | TokenKind::Percent
            | TokenKind::Minus
            | TokenKind::EqualEqual
            | TokenKind::NotEqual
            | TokenKind::Greater
            | TokenKind::GreaterEqual
            | TokenKind::Less
            | TokenKind::LessEqual
            | TokenKind::And
            | TokenKind::Or
            | TokenKind::Bang
    )
}

#[cfg(test)]
mod tests {
    use super::layout;

    #[test]
    fn indentation_follows_brackets_and_consecutive_lines_are_aligned() {
        let text = "a{\nb=1 #one\n  long_name = [\n1,2 ]#two\n\n\tc=foo( [1 , 2 ]...)\n}\n";
        let expected = "a {\n  b = 1 #one\n  long_name = [\n  1, 2] #two\n\n  c = foo([1, 2]...)\n}\n";
        assert_eq!(layout(text), expected);
    }

    #[test]
    fn a_layout_that_would_be_huge_is_not_made() {
        let nested = format!("a = {}1{}\n", "[\n".repeat(5_000), "\n]".repeat(5_000));
        assert_eq!(layout(&nested), nested);
        let aligned = format!("a=\"{}\" # b\n{}", "x".repeat(100_000), "c=1 # d\n".repeat(1_000));
        assert_eq!(layout(&aligned), aligned);
        assert_ne!(layout(&nested[..100]), nested[..100]);
    }

    #[test]
    fn literal_text_and_line_ends_stay() {
        let text = "a = \"  ${ b+1 }  \"\r\nc = <<-EOT\n   x ${d }\n  EOT\n";
        assert_eq!(layout(text), "a = \"  ${b + 1}  \"\r\nc = <<-EOT\n   x ${d}\n  EOT\n");
    }

    #[test]
    fn a_minus_negates_behind_an_operator_and_subtracts_behind_an_operand() {
        assert_eq!(layout("a = - 1-- b\n"), "a = -1 - -b\n");
    }
}
