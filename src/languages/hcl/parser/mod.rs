//! Reads tokens into a tree, whatever they are, and keeps of a broken text what the reference implementation keeps
//! (`hclsyntax` of <https://github.com/hashicorp/hcl>): after a mistake it skips to where that one skips to.
//!
//! Nothing here calls itself: what is open waits in a list, so depth costs memory and never the stack. `body` reads
//! arguments and blocks, `expression` values; the other files are kinds of values.

mod body;
mod brackets;
mod calls;
mod expression;
mod for_expression;
mod literals;
mod templates;
mod traversals;

use super::lexer::Lexer;
use super::problem::{Problem, ProblemKind};
use super::token::{Span, Symbol, Token};
use super::tree::{Growing, Id, Kind, Tree};
use expression::Frame;
use templates::Directive;

/// Reads a whole file.
pub fn parse(text: &str) -> (Tree, Vec<Problem>) {
    let mut parser = Parser::new(text);
    parser.file();
    (parser.tree, parser.lexer.problems.into_sorted())
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    tree: Tree,
    /// The next token, once it was asked for.
    peeked: Option<Token>,
    /// The last token that was read.
    previous: Span,
    /// Whether line ends are tokens, as in bodies and objects, or blanks, as within other brackets.
    newlines: bool,
    /// Something was skipped. From then on only what is certain is reported.
    recovery: bool,
    /// Mistakes of the grammar so far, and as many as there were where the current expression began.
    mistakes: u32,
    mistakes_before: u32,
    /// Expressions that wait for a part of theirs.
    frames: Vec<Frame>,
    /// Directives that are open while those of a template are matched.
    directives: Vec<Directive>,
}

/// What holds around brackets, to be restored behind them.
#[derive(Clone, Copy)]
struct Outside {
    newlines: bool,
    mistakes_before: u32,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self {
            lexer: Lexer::new(text),
            tree: Tree::new(Span { start: 0, end }),
            peeked: None,
            previous: Span { start: 0, end: 0 },
            newlines: true,
            recovery: false,
            mistakes: 0,
            mistakes_before: 0,
            frames: Vec::new(),
            directives: Vec::new(),
        }
    }

    fn peek(&mut self) -> Token {
        if let Some(token) = self.peeked {
            return token;
        }
        let token = loop {
            let token = self.lexer.next();
            match token.symbol {
                // A comment may take its line end with it.
                Symbol::Comment if self.newlines && self.lexer.text(token.span).ends_with('\n') => {
                    break Token { symbol: Symbol::Newline, span: token.span };
                }
                Symbol::Comment => {}
                Symbol::Newline if !self.newlines => {}
                _ => break token,
            }
        };
        self.peeked = Some(token);
        token
    }

    fn read(&mut self) -> Token {
        let token = self.peek();
        // The end is read as often as anything is asked for.
        if token.symbol != Symbol::End {
            self.peeked = None;
        }
        self.previous = token.span;
        token
    }

    fn is_next(&mut self, symbol: Symbol) -> bool {
        self.peek().symbol == symbol
    }

    fn is_word_next(&mut self, word: &str) -> bool {
        let next = self.peek();
        next.symbol == Symbol::Identifier && self.lexer.text(next.span) == word
    }

    fn report(&mut self, kind: ProblemKind, span: Span) {
        self.mistakes = self.mistakes.saturating_add(1);
        self.lexer.problems.push(kind, span);
    }

    /// Reports what may only follow from an earlier mistake.
    fn report_unless_lost(&mut self, kind: ProblemKind, span: Span) {
        if !self.recovery {
            self.report(kind, span);
        }
    }

    /// Whether the expression that is being read is broken so that the place behind it is unknown.
    fn is_lost(&self) -> bool {
        self.recovery && self.has_mistakes()
    }

    fn has_mistakes(&self) -> bool {
        self.mistakes > self.mistakes_before
    }

    /// Goes into brackets.
    fn descend(&mut self, newlines: bool) -> Outside {
        let outside = Outside { newlines: self.newlines, mistakes_before: self.mistakes_before };
        self.newlines = newlines;
        if !newlines && self.peeked.is_some_and(|token| token.symbol == Symbol::Newline) {
            self.peeked = None;
        }
        self.mistakes_before = self.mistakes;
        outside
    }

    /// Comes out of brackets, the last of which was just read.
    fn ascend(&mut self, outside: Outside) {
        self.newlines = outside.newlines;
        self.mistakes_before = outside.mistakes_before;
    }

    /// Skips to behind the next `end` that closes nothing opened on the way, and gives it, or the end of the text.
    fn recover(&mut self, end: Symbol) -> Token {
        self.recovery = true;
        let opener = end.opener();
        let mut depth = 0_u32;
        loop {
            let token = self.read();
            let symbol = match token.symbol {
                Symbol::OpenDirective => Symbol::OpenInterpolation,
                symbol => symbol,
            };
            if symbol == end && depth == 0 || symbol == Symbol::End {
                return token;
            } else if symbol == end {
                depth -= 1;
            } else if Some(symbol) == opener {
                depth += 1;
            }
        }
    }

    /// Skips the next pair of parentheses and what is before it.
    fn recover_over_parentheses(&mut self) {
        while !matches!(self.read().symbol, Symbol::OpenParenthesis | Symbol::End) {}
        self.recover(Symbol::CloseParenthesis);
    }

    fn grow(&mut self, kind: Kind, span: Span) -> Growing {
        Growing::new(self.tree.add(kind, span))
    }

    fn append(&mut self, to: &mut Growing, kind: Kind, span: Span) {
        let child = self.tree.add(kind, span);
        self.tree.append(to, child);
    }

    fn set_end(&mut self, id: Id, end: u32) {
        self.tree.node_mut(id).span.end = end;
    }

    fn span(&self, id: Id) -> Span {
        self.tree.node(id).span
    }
}
