//! Quoted templates, heredocs, and the labels of blocks.

use super::expression::{Frame, Next};
use super::traversals::Chain;
use super::{Growing, Id, Kind, Outside, Parser, ProblemKind, Span, Symbol, Token};

/// A template that is being read.
#[derive(Clone, Copy)]
pub(super) struct Template {
    parts: Growing,
    opening: Span,
    close: Symbol,
    /// The first token behind what opened it.
    first: Span,
    has_directives: bool,
}

/// A directive of a template up to its expression.
#[derive(Clone, Copy)]
pub(super) struct DirectiveHead {
    part: Growing,
    outside: Outside,
}

/// A directive that has an end.
pub(super) enum Directive {
    If { has_else: bool },
    For,
}

impl Parser<'_> {
    /// Goes on behind what opens it.
    pub(super) fn template(&mut self, opening: Token) -> Next {
        let is_quoted = opening.symbol == Symbol::OpenQuote;
        let close = if is_quoted { Symbol::CloseQuote } else { Symbol::CloseHeredoc };
        let parts = self.grow(Kind::Template, opening.span);
        let first = self.peek().span;
        Next::Part(Template { parts, opening: opening.span, close, first, has_directives: false })
    }

    pub(super) fn part(&mut self, mut template: Template) -> Next {
        loop {
            let next = self.read();
            match next.symbol {
                symbol if symbol == template.close => return self.close_template(template, next),
                Symbol::QuotedText => {
                    self.check_escapes(next.span);
                    self.text(&mut template, Kind::Text, next.span);
                }
                Symbol::HeredocText => self.text(&mut template, Kind::RawText, next.span),
                Symbol::OpenInterpolation => {
                    let outside = self.descend(false);
                    return self.wait(Frame::Interpolation { template, opening: next.span, outside });
                }
                Symbol::OpenDirective => {
                    template.has_directives = true;
                    return self.directive(template, next.span);
                }
                _ => {
                    let (kind, span) = match (next.symbol, template.close) {
                        (Symbol::End, Symbol::CloseHeredoc) => (ProblemKind::UnclosedHeredoc, template.opening),
                        (Symbol::End, _) => (ProblemKind::UnclosedTemplate, template.opening),
                        _ => (ProblemKind::UnclosedTemplate, next.span),
                    };
                    self.report_unless_lost(kind, span);
                    let close = self.recover(template.close);
                    return self.close_template(template, close);
                }
            }
        }
    }

    /// Adds text to the part before if that is text too.
    fn text(&mut self, template: &mut Template, kind: Kind, span: Span) {
        if let Some(last) = template.parts.last()
            && self.tree.node(last).kind == kind
            && self.span(last).end == span.start
        {
            self.set_end(last, span.end);
        } else {
            self.append(&mut template.parts, kind, span);
        }
    }

    fn close_template(&mut self, template: Template, close: Token) -> Next {
        self.set_end(template.parts.id, close.span.end);
        if template.has_directives {
            self.match_directives(template.parts.id, close.span);
        }
        Next::Steps(Chain::new(template.parts.id))
    }

    pub(super) fn close_interpolation(
        &mut self,
        mut template: Template,
        opening: Span,
        outside: Outside,
        value: Id,
    ) -> Next {
        let next = self.peek();
        if next.symbol == Symbol::CloseSequence {
            self.read();
        } else {
            let (kind, span) = match next.symbol {
                Symbol::End => (ProblemKind::UnclosedInterpolation, template.first),
                Symbol::Colon => (ProblemKind::InterpolationColon, next.span),
                Symbol::OpenQuote | Symbol::CloseQuote if template.close == Symbol::CloseQuote => {
                    (ProblemKind::UnclosedInterpolation, template.first)
                }
                _ => (ProblemKind::InterpolationGoesOn, next.span),
            };
            self.report_unless_lost(kind, span);
            self.recover(Symbol::CloseSequence);
        }
        self.ascend(outside);
        let part = self.tree.wrap(Kind::Interpolation, opening.to(self.previous), value);
        self.tree.append(&mut template.parts, part);
        Next::Part(template)
    }

    /// Goes on behind `%{`.
    fn directive(&mut self, template: Template, opening: Span) -> Next {
        let outside = self.descend(false);
        let word = self.peek();
        if word.symbol != Symbol::Identifier {
            return self.refuse_directive(template, outside, ProblemKind::DirectiveExpected);
        }
        let kind = match self.lexer.text(word.span) {
            "if" => Kind::If,
            "else" => Kind::Else,
            "endif" => Kind::EndIf,
            "for" => Kind::ForEach,
            "endfor" => Kind::EndFor,
            _ => {
                self.report_unless_lost(ProblemKind::DirectiveExpected, word.span);
                return self.skip_directive(template, outside);
            }
        };
        self.read();
        let mut part = self.grow(kind, opening);
        match kind {
            Kind::If => {}
            Kind::ForEach => {
                if let Err(problem) = self.directive_names(&mut part) {
                    return self.refuse_directive(template, outside, problem);
                }
            }
            _ => return self.finish_directive(template, DirectiveHead { part, outside }, None),
        }
        self.wait(Frame::Directive { template, head: DirectiveHead { part, outside } })
    }

    fn directive_names(&mut self, part: &mut Growing) -> Result<(), ProblemKind> {
        for is_second in [false, true] {
            let name = self.peek();
            if name.symbol != Symbol::Identifier {
                return Err(ProblemKind::ForName);
            }
            self.read();
            self.append(part, Kind::Name, name.span);
            if is_second || !self.is_next(Symbol::Comma) {
                break;
            }
            self.read();
        }
        if !self.is_word_next("in") {
            return Err(ProblemKind::ForIn);
        }
        self.read();
        Ok(())
    }

    fn refuse_directive(&mut self, template: Template, outside: Outside, problem: ProblemKind) -> Next {
        let at = self.peek().span;
        self.report_unless_lost(problem, at);
        self.skip_directive(template, outside)
    }

    fn skip_directive(&mut self, template: Template, outside: Outside) -> Next {
        self.recover(Symbol::CloseSequence);
        self.ascend(outside);
        Next::Part(template)
    }

    pub(super) fn finish_directive(
        &mut self,
        mut template: Template,
        mut head: DirectiveHead,
        value: Option<Id>,
    ) -> Next {
        if let Some(value) = value {
            self.tree.append(&mut head.part, value);
        }
        let next = self.peek();
        if next.symbol == Symbol::CloseSequence {
            self.read();
        } else {
            self.report_unless_lost(ProblemKind::DirectiveGoesOn, next.span);
            self.recover(Symbol::CloseSequence);
        }
        self.ascend(head.outside);
        self.set_end(head.part.id, next.span.end);
        self.tree.append(&mut template.parts, head.part.id);
        Next::Part(template)
    }

    /// Reports directives without a beginning or an end.
    fn match_directives(&mut self, template: Id, close: Span) {
        let before = self.directives.len();
        let mut next = self.tree.node(template).first;
        while let Some(part) = next {
            let node = *self.tree.node(part);
            next = node.next;
            let is_open = self.directives.len() > before;
            match node.kind {
                Kind::If => self.directives.push(Directive::If { has_else: false }),
                Kind::ForEach => self.directives.push(Directive::For),
                Kind::Else | Kind::EndIf | Kind::EndFor if !is_open => {
                    self.report(ProblemKind::DirectiveUnopened, node.span);
                }
                Kind::Else => {
                    if let Some(Directive::If { has_else: has_else @ false }) = self.directives.last_mut() {
                        *has_else = true;
                    } else {
                        self.directives.pop();
                        self.report(ProblemKind::DirectiveMisplaced, node.span);
                    }
                }
                Kind::EndIf if !matches!(self.directives.pop(), Some(Directive::If { .. })) => {
                    self.report(ProblemKind::DirectiveMisplaced, node.span);
                }
                Kind::EndFor if !matches!(self.directives.pop(), Some(Directive::For)) => {
                    self.report(ProblemKind::DirectiveMisplaced, node.span);
                }
                _ => {}
            }
        }
        while self.directives.len() > before {
            self.directives.pop();
            self.report(ProblemKind::DirectiveUnclosed, close);
        }
    }

    /// A label in quotes, which is no template.
    pub(super) fn label(&mut self) -> Id {
        let opening = self.read().span;
        let mut label = self.grow(Kind::Label, opening);
        let end = loop {
            let next = self.read();
            match next.symbol {
                Symbol::CloseQuote => break next,
                Symbol::QuotedText => {
                    self.check_escapes(next.span);
                    self.append(&mut label, Kind::Text, next.span);
                }
                Symbol::OpenInterpolation | Symbol::OpenDirective => {
                    self.report(ProblemKind::TemplateInLabel, next.span);
                    let is_directive = next.symbol == Symbol::OpenDirective;
                    let kind = if is_directive { Kind::Directive } else { Kind::Interpolation };
                    self.append(&mut label, kind, next.span);
                    self.recover(Symbol::CloseSequence);
                }
                Symbol::End => {
                    self.report(ProblemKind::UnclosedLabel, next.span);
                    break next;
                }
                _ => {
                    self.report(ProblemKind::UnclosedLabel, next.span);
                    self.recover(Symbol::CloseQuote);
                    break next;
                }
            }
        };
        self.set_end(label.id, end.span.end);
        label.id
    }
}
