//! Quoted templates, heredocs, and the labels of blocks.

use super::frames::{BracketContext, Chain, Directive, DirectiveHead, Frame, Next, Template};
use super::{Id, NodeBuilder, NodeKind, Parser, Span, SyntaxErrorKind, Token, TokenKind};

impl Parser<'_> {
    /// Continues after the opening quote or heredoc marker.
    pub(super) fn template(&mut self, opening: Token) -> Next {
        let is_quoted = opening.kind == TokenKind::OpenQuote;
        let close = if is_quoted { TokenKind::CloseQuote } else { TokenKind::CloseHeredoc };
        let parts = self.grow(NodeKind::Template, opening.span);
        let first = self.peek().span;
        Next::Part(Template { parts, opening: opening.span, close, first, has_directives: false })
    }

    pub(super) fn part(&mut self, mut template: Template) -> Next {
        loop {
            let next = self.advance();
            match next.kind {
                kind if kind == template.close => return self.close_template(template, next),
                TokenKind::QuotedText => {
                    self.check_escapes(next.span);
                    self.text(&mut template, NodeKind::Text, next.span);
                }
                TokenKind::HeredocText => self.text(&mut template, NodeKind::RawText, next.span),
                TokenKind::OpenInterpolation => {
                    let context = self.enter_brackets(false);
                    return self.wait(Frame::Interpolation { template, opening: next.span, context });
                }
                TokenKind::OpenDirective => {
                    template.has_directives = true;
                    return self.directive(template, next.span);
                }
                _ => {
                    let (kind, span) = match (next.kind, template.close) {
                        (TokenKind::End, TokenKind::CloseHeredoc) => {
                            (SyntaxErrorKind::UnclosedHeredoc, template.opening)
                        }
                        (TokenKind::End, _) => (SyntaxErrorKind::UnclosedTemplate, template.opening),
                        _ => (SyntaxErrorKind::UnclosedTemplate, next.span),
                    };
                    self.report_unless_recovering(kind, span);
                    let close = self.recover(template.close);
                    return self.close_template(template, close);
                }
            }
        }
    }

    /// Adds literal text. It is merged with the previous part if that is literal text, too.
    fn text(&mut self, template: &mut Template, kind: NodeKind, span: Span) {
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
        context: BracketContext,
        value: Id,
    ) -> Next {
        let next = self.peek();
        if next.kind == TokenKind::CloseSequence {
            self.advance();
        } else {
            let (kind, span) = match next.kind {
                TokenKind::End => (SyntaxErrorKind::UnclosedInterpolation, template.first),
                TokenKind::Colon => (SyntaxErrorKind::InterpolationColon, next.span),
                TokenKind::OpenQuote | TokenKind::CloseQuote if template.close == TokenKind::CloseQuote => {
                    (SyntaxErrorKind::UnclosedInterpolation, template.first)
                }
                _ => (SyntaxErrorKind::InterpolationGoesOn, next.span),
            };
            self.report_unless_recovering(kind, span);
            self.recover(TokenKind::CloseSequence);
        }
        self.exit_brackets(context);
        let part = self.tree.wrap(NodeKind::Interpolation, opening.to(self.previous), value);
        self.tree.append(&mut template.parts, part);
        Next::Part(template)
    }

    /// Continues after `%{`.
    fn directive(&mut self, template: Template, opening: Span) -> Next {
        let context = self.enter_brackets(false);
        let word = self.peek();
        if word.kind != TokenKind::Identifier {
            return self.refuse_directive(template, context, SyntaxErrorKind::DirectiveExpected);
        }
        let kind = match self.lexer.text(word.span) {
            "if" => NodeKind::If,
            "else" => NodeKind::Else,
            "endif" => NodeKind::EndIf,
            "for" => NodeKind::ForEach,
            "endfor" => NodeKind::EndFor,
            _ => {
                self.report_unless_recovering(SyntaxErrorKind::DirectiveExpected, word.span);
                return self.skip_directive(template, context);
            }
        };
        self.advance();
        let mut part = self.grow(kind, opening);
        match kind {
            NodeKind::If => {}
            NodeKind::ForEach => {
                if let Err(error) = self.directive_names(&mut part) {
                    return self.refuse_directive(template, context, error);
                }
            }
            _ => return self.finish_directive(template, DirectiveHead { part, context }, None),
        }
        self.wait(Frame::Directive { template, head: DirectiveHead { part, context } })
    }

    fn directive_names(&mut self, part: &mut NodeBuilder) -> Result<(), SyntaxErrorKind> {
        for is_second in [false, true] {
            let name = self.peek();
            if name.kind != TokenKind::Identifier {
                return Err(SyntaxErrorKind::ForName);
            }
            self.advance();
            self.append(part, NodeKind::Name, name.span);
            if is_second || !self.is_next(TokenKind::Comma) {
                break;
            }
            self.advance();
        }
        if !self.is_word_next("in") {
            return Err(SyntaxErrorKind::ForIn);
        }
        self.advance();
        Ok(())
    }

    fn refuse_directive(&mut self, template: Template, context: BracketContext, error: SyntaxErrorKind) -> Next {
        let at = self.peek().span;
        self.report_unless_recovering(error, at);
        self.skip_directive(template, context)
    }

    fn skip_directive(&mut self, template: Template, context: BracketContext) -> Next {
        self.recover(TokenKind::CloseSequence);
        self.exit_brackets(context);
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
        if next.kind == TokenKind::CloseSequence {
            self.advance();
        } else {
            self.report_unless_recovering(SyntaxErrorKind::DirectiveGoesOn, next.span);
            self.recover(TokenKind::CloseSequence);
        }
        self.exit_brackets(head.context);
        self.set_end(head.part.id, next.span.end);
        self.tree.append(&mut template.parts, head.part.id);
        Next::Part(template)
    }

    /// Reports directives that have no start or no end.
    fn match_directives(&mut self, template: Id, close: Span) {
        let before = self.directives.len();
        let mut next = self.tree.node(template).first;
        while let Some(part) = next {
            let node = *self.tree.node(part);
            next = node.next;
            let is_open = self.directives.len() > before;
            match node.kind {
                NodeKind::If => self.directives.push(Directive::If { has_else: false }),
                NodeKind::ForEach => self.directives.push(Directive::For),
                NodeKind::Else | NodeKind::EndIf | NodeKind::EndFor if !is_open => {
                    self.report(SyntaxErrorKind::DirectiveUnopened, node.span);
                }
                NodeKind::Else => {
                    if let Some(Directive::If { has_else: has_else @ false }) = self.directives.last_mut() {
                        *has_else = true;
                    } else {
                        self.directives.pop();
                        self.report(SyntaxErrorKind::DirectiveMisplaced, node.span);
                    }
                }
                NodeKind::EndIf if !matches!(self.directives.pop(), Some(Directive::If { .. })) => {
                    self.report(SyntaxErrorKind::DirectiveMisplaced, node.span);
                }
                NodeKind::EndFor if !matches!(self.directives.pop(), Some(Directive::For)) => {
                    self.report(SyntaxErrorKind::DirectiveMisplaced, node.span);
                }
                _ => {}
            }
        }
        while self.directives.len() > before {
            self.directives.pop();
            self.report(SyntaxErrorKind::DirectiveUnclosed, close);
        }
    }

    /// Parses a quoted label, in which templates are not allowed.
    pub(super) fn label(&mut self) -> Id {
        let opening = self.advance().span;
        let mut label = self.grow(NodeKind::Label, opening);
        let end = loop {
            let next = self.advance();
            match next.kind {
                TokenKind::CloseQuote => break next,
                TokenKind::QuotedText => {
                    self.check_escapes(next.span);
                    self.append(&mut label, NodeKind::Text, next.span);
                }
                TokenKind::OpenInterpolation | TokenKind::OpenDirective => {
                    self.report(SyntaxErrorKind::TemplateInLabel, next.span);
                    let is_directive = next.kind == TokenKind::OpenDirective;
                    let kind = if is_directive { NodeKind::Directive } else { NodeKind::Interpolation };
                    self.append(&mut label, kind, next.span);
                    self.recover(TokenKind::CloseSequence);
                }
                TokenKind::End => {
                    self.report(SyntaxErrorKind::UnclosedLabel, next.span);
                    break next;
                }
                _ => {
                    self.report(SyntaxErrorKind::UnclosedLabel, next.span);
                    self.recover(TokenKind::CloseQuote);
                    break next;
                }
            }
        };
        self.set_end(label.id, end.span.end);
        label.id
    }
}
