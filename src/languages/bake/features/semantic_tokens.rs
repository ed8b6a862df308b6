//! Semantic tokens in both syntaxes.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use crate::languages::answers::{SemanticToken, TokenModifiers, TokenType};
use crate::languages::bake::syntax::{BakeFile, Body, Expr, ExprKind, Name, Part, Step, Syntax};
use crate::languages::syntax::hcl::TokenKind;
use crate::languages::syntax::hcl::tokens::tokens;
use crate::languages::syntax::json::tokens as json_text;

/// Returns the tokens within a range, in document order. No token spans several lines.
pub fn semantic_tokens(text: &str, file: &BakeFile, within: &Range<usize>) -> Vec<SemanticToken> {
    let mut names = Names::default();
    names.body(&file.body, true);
    let found = match file.syntax {
        Syntax::Hcl => hcl(text, &names),
        Syntax::Json => json(text, &names),
    };
    let lines = found.into_iter().flat_map(|token| split_lines(text, token));
    lines.filter(|token| token.range.start < within.end && within.start < token.range.end).collect()
}

/// The meanings of names and quoted strings, by their start offsets.
#[derive(Default)]
struct Names {
    meanings: BTreeMap<usize, (Range<usize>, TokenType, bool)>,
    /// JSON strings with templates, which contain other tokens.
    templates: HashSet<Range<usize>>,
}

impl Names {
    fn add(&mut self, range: &Range<usize>, token_type: TokenType, is_declaration: bool) {
        self.meanings.insert(range.start, (range.clone(), token_type, is_declaration));
    }

    fn name(&mut self, name: &Name, token_type: TokenType, is_declaration: bool) {
        self.add(&name.range(), token_type, is_declaration);
    }

    fn body(&mut self, body: &Body, is_top: bool) {
        for attribute in &body.attributes {
            self.name(&attribute.name, TokenType::Property, is_top);
            self.expression(&attribute.value);
        }
        for block in &body.blocks {
            self.name(&block.kind, TokenType::Type, false);
            block.label.iter().for_each(|label| self.name(label, TokenType::Class, true));
            self.body(&block.body, false);
        }
    }

    fn expression(&mut self, expression: &Expr) {
        match &expression.kind {
            ExprKind::Variable(_) => self.add(&expression.range(), TokenType::Variable, false),
            ExprKind::Bool(_) | ExprKind::Null => self.add(&expression.range(), TokenType::Keyword, false),
            ExprKind::Call(call) => self.name(&call.name, TokenType::Function, false),
            ExprKind::Traversal(_, steps) => {
                for step in steps {
                    if let Step::Name(name) = step {
                        self.name(name, TokenType::Variable, false);
                    }
                }
            }
            ExprKind::Object(entries) => {
                for name in entries.iter().filter_map(|entry| entry.name.as_ref()) {
                    self.name(name, TokenType::Property, false);
                }
            }
            ExprKind::For(parts) => {
                let names = parts.key_name.iter().chain(std::iter::once(&parts.value_name));
                names.for_each(|name| self.name(name, TokenType::Variable, true));
            }
            ExprKind::Template(parts) if parts.iter().any(|part| !matches!(part, Part::Text(_))) => {
                self.templates.insert(expression.range());
            }
            _ => {}
        }
        if let ExprKind::Object(entries) = &expression.kind {
            // Keys that are names have already been added.
            for entry in entries {
                if entry.name.is_none() {
                    self.expression(&entry.key);
                }
                self.expression(&entry.value);
            }
        } else {
            expression.each_child(|child| self.expression(child));
        }
    }
}

fn token(range: Range<usize>, token_type: TokenType) -> SemanticToken {
    SemanticToken { range, token_type, modifiers: TokenModifiers::default() }
}

fn hcl(text: &str, names: &Names) -> Vec<SemanticToken> {
    let mut found: Vec<SemanticToken> = Vec::new();
    // The end of a quoted name, which has been added as one token.
    let mut skip_to = 0;
    for (kind, range) in tokens(text) {
        if range.start < skip_to {
            continue;
        }
        let meaning = names.meanings.get(&range.start);
        if let Some((whole, token_type, is_declaration)) = meaning
            && matches!(kind, TokenKind::Identifier | TokenKind::OpenQuote)
        {
            let modifiers = TokenModifiers { is_declaration: *is_declaration, ..TokenModifiers::default() };
            found.push(SemanticToken { range: whole.clone(), token_type: *token_type, modifiers });
            skip_to = whole.end;
            continue;
        }
        let Some(token_type) = lexical(kind, &text[range.clone()]) else { continue };
        match found.last_mut() {
            // Quotes are part of the string's token.
            Some(last)
                if token_type == TokenType::String
                    && last.token_type == TokenType::String
                    && last.range.end == range.start
                    && !matches!(kind, TokenKind::OpenQuote | TokenKind::OpenHeredoc) =>
            {
                last.range.end = range.end;
            }
            _ => found.push(token(range, token_type)),
        }
    }
    found
}

/// The type of a token without its context.
fn lexical(kind: TokenKind, text: &str) -> Option<TokenType> {
    use TokenKind as K;
    Some(match kind {
        K::Comment => TokenType::Comment,
        K::Number => TokenType::Number,
        K::OpenQuote | K::CloseQuote | K::QuotedText | K::OpenHeredoc | K::CloseHeredoc | K::HeredocText => {
            TokenType::String
        }
        K::OpenInterpolation
        | K::OpenDirective
        | K::CloseSequence
        | K::Question
        | K::Bang
        | K::Or
        | K::And
        | K::EqualEqual
        | K::NotEqual
        | K::Less
        | K::LessEqual
        | K::Greater
        | K::GreaterEqual
        | K::Plus
        | K::Minus
        | K::Star
        | K::Slash
        | K::Percent
        | K::Ellipsis
        | K::FatArrow => TokenType::Operator,
        K::Identifier => match text {
            "true" | "false" | "null" | "for" | "in" | "if" | "else" | "endif" | "endfor" => TokenType::Keyword,
            _ => TokenType::Variable,
        },
        _ => return None,
    })
}

fn json(text: &str, names: &Names) -> Vec<SemanticToken> {
    let mut found = Vec::new();
    for (kind, range) in json_text::tokens(text) {
        match kind {
            json_text::Kind::Punctuation(_) => {}
            json_text::Kind::Word => {
                let is_keyword = matches!(&text[range.clone()], "true" | "false" | "null");
                found.push(token(range, if is_keyword { TokenType::Keyword } else { TokenType::Number }));
            }
            json_text::Kind::String => match names.meanings.get(&range.start) {
                Some((whole, token_type, is_declaration)) if *whole == range => {
                    let modifiers = TokenModifiers { is_declaration: *is_declaration, ..TokenModifiers::default() };
                    found.push(SemanticToken { range, token_type: *token_type, modifiers });
                }
                _ => string_with_templates(range, names, &mut found),
            },
        }
    }
    found
}

/// Adds a string, split at the names in its templates.
fn string_with_templates(range: Range<usize>, names: &Names, found: &mut Vec<SemanticToken>) {
    let mut start = range.start;
    if names.templates.contains(&range) {
        for (inner, token_type, _) in names.meanings.range(range.clone()).map(|(_, meaning)| meaning) {
            if inner.start > start && inner.end < range.end && !inner.is_empty() {
                found.push(token(start..inner.start, TokenType::String));
                found.push(token(inner.clone(), *token_type));
                start = inner.end;
            }
        }
    }
    found.push(token(start..range.end, TokenType::String));
}

/// Splits a token into its lines, without the indentation of all lines but the first.
fn split_lines(text: &str, whole: SemanticToken) -> Vec<SemanticToken> {
    let content = &text[whole.range.clone()];
    if !content.contains('\n') {
        return vec![whole];
    }
    let mut parts = Vec::new();
    let mut at = whole.range.start;
    for (index, line) in content.split_inclusive('\n').enumerate() {
        let trimmed = line.trim_end();
        let indent = if index == 0 { 0 } else { trimmed.len() - trimmed.trim_start().len() };
        if trimmed.len() > indent {
            parts.push(SemanticToken { range: at + indent..at + trimmed.len(), ..whole.clone() });
        }
        at += line.len();
    }
    parts
}
