//! Finds the tokens of a file with their roles, for highlighting. Each language decides on the token type for a role.

use std::ops::Range;

use super::File;
use super::ast::{Body, ExprKind, Expression, Item, Step, Visit};
use super::token::{Span, TokenKind};
use super::tokens::tokens;
use crate::languages::answers::{SemanticToken, TokenModifiers, TokenType};
use crate::languages::sort::SortStably;

/// The role of a token in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenRole {
    BlockType,
    /// A label of a block, including its quotes, by its index.
    Label(usize),
    AttributeName,
    ObjectKey,
    FunctionName,
    /// The first name of a reference.
    Root,
    /// A further name of a reference.
    Step,
    /// A variable that a `for` declares.
    LoopName,
    /// `for`, `in`, `if`, `true` and other keywords.
    Keyword,
    Text,
    Number,
    Operator,
    Comment,
}

/// A token with its context.
#[derive(Clone, Debug)]
pub struct TokenContext<'a> {
    pub role: TokenRole,
    pub text: &'a str,
    /// The types of the blocks around the token, from the outermost to the innermost.
    pub blocks: &'a [&'a str],
    /// The name of the argument whose value contains the token.
    pub attribute: Option<&'a str>,
}

/// Returns the type of a token, or `None` if it is not highlighted.
pub type Classify<'c> = &'c dyn Fn(&TokenContext<'_>) -> Option<(TokenType, TokenModifiers)>;

/// The default type for a role, which most languages use.
pub fn default_type(role: TokenRole) -> (TokenType, TokenModifiers) {
    let token_type = match role {
        TokenRole::BlockType => TokenType::Type,
        TokenRole::Label(_) => TokenType::Class,
        TokenRole::AttributeName | TokenRole::ObjectKey | TokenRole::Step => TokenType::Property,
        TokenRole::FunctionName => TokenType::Function,
        TokenRole::Root => TokenType::Variable,
        TokenRole::LoopName => TokenType::Parameter,
        TokenRole::Keyword => TokenType::Keyword,
        TokenRole::Text => TokenType::String,
        TokenRole::Number => TokenType::Number,
        TokenRole::Operator => TokenType::Operator,
        TokenRole::Comment => TokenType::Comment,
    };
    (token_type, TokenModifiers::default())
}

/// Returns the tokens of a file in document order. No token spans several lines.
pub fn semantic_tokens(text: &str, file: &File<'_>, classify: Classify<'_>) -> Vec<SemanticToken> {
    let mut parts = Parts { found: Vec::new(), blocks: vec![Vec::new()] };
    parts.file(file);
    let Parts { mut found, blocks } = parts;
    // Most parts are already sorted.
    found.sort_stably_by_key(|part| part.span.start);
    let mut found = found.into_iter().peekable();
    let mut found_tokens = Vec::with_capacity(found.len() * 2);
    let mut add = |range: Range<usize>, role, place: Option<&Part<'_>>| {
        let (around, attribute) = place.map_or((0, None), |place| (place.blocks, place.attribute));
        let context = TokenContext { role, text: &text[range.clone()], blocks: &blocks[around], attribute };
        add_token(text, range, &context, classify, &mut found_tokens);
    };
    // Everything before this offset is covered by a token.
    let mut covered = 0;
    // The arguments around the current token, from the outermost to the innermost.
    let mut places: Vec<Part<'_>> = Vec::new();
    for (kind, range) in tokens(text) {
        while let Some(part) = found.next_if(|part| part.span.start as usize <= range.start) {
            if part.role.is_none() {
                places.push(part);
                continue;
            }
            if let Some(role) = part.role.filter(|_| part.span.start as usize >= covered) {
                add(part.span.range(), role, Some(&part));
                covered = part.span.end as usize;
            }
        }
        while places.last().is_some_and(|place| (place.span.end as usize) <= range.start) {
            places.pop();
        }
        if range.start < covered {
            continue;
        }
        if let Some(role) = lexical_role(text, kind, range.clone()) {
            covered = range.end;
            add(range, role, places.last());
        }
    }
    found_tokens
}

/// The role of a token, if it does not depend on the context.
fn lexical_role(text: &str, kind: TokenKind, range: Range<usize>) -> Option<TokenRole> {
    Some(match kind {
        TokenKind::Comment => TokenRole::Comment,
        TokenKind::Number => TokenRole::Number,
        TokenKind::QuotedText
        | TokenKind::HeredocText
        | TokenKind::OpenQuote
        | TokenKind::CloseQuote
        | TokenKind::OpenHeredoc
        | TokenKind::CloseHeredoc => TokenRole::Text,
        TokenKind::Identifier => {
            let is_keyword =
                matches!(&text[range], "for" | "in" | "if" | "else" | "endif" | "endfor" | "true" | "false" | "null");
            return is_keyword.then_some(TokenRole::Keyword);
        }
        TokenKind::Equal
        | TokenKind::FatArrow
        | TokenKind::Question
        | TokenKind::Bang
        | TokenKind::Or
        | TokenKind::And
        | TokenKind::EqualEqual
        | TokenKind::NotEqual
        | TokenKind::Less
        | TokenKind::LessEqual
        | TokenKind::Greater
        | TokenKind::GreaterEqual
        | TokenKind::Plus
        | TokenKind::Minus
        | TokenKind::Star
        | TokenKind::Slash
        | TokenKind::Percent
        | TokenKind::Ellipsis
        | TokenKind::OpenInterpolation
        | TokenKind::OpenDirective
        | TokenKind::CloseSequence => TokenRole::Operator,
        _ => return None,
    })
}

/// Adds a token, split at line breaks. Adjacent parts of a string are merged.
fn add_token(
    text: &str,
    range: Range<usize>,
    context: &TokenContext<'_>,
    classify: Classify<'_>,
    tokens: &mut Vec<SemanticToken>,
) {
    let Some((token_type, modifiers)) = classify(context) else { return };
    let has_line_end = memchr::memchr(b'\n', context.text.as_bytes()).is_some();
    if context.role == TokenRole::Text
        && let Some(last) = tokens.last_mut()
        && last.token_type == token_type
        && last.range.end == range.start
        && !has_line_end
        && !text[last.range.clone()].starts_with(['\n', '#'])
    {
        last.range.end = range.end;
        return;
    }
    if !has_line_end && !range.is_empty() && !context.text.ends_with('\r') {
        tokens.push(SemanticToken { range, token_type, modifiers });
        return;
    }
    let mut start = range.start;
    for line in text[range].split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\n', '\r']).len();
        if start < end {
            tokens.push(SemanticToken { range: start..end, token_type, modifiers });
        }
        start += line.len();
    }
}

/// A part of a file with a role, or the value of an argument if it has no role.
struct Part<'f> {
    span: Span,
    role: Option<TokenRole>,
    /// The types of the blocks around the part, as an index of [`Parts::blocks`].
    blocks: usize,
    attribute: Option<&'f str>,
}

struct Parts<'f> {
    found: Vec<Part<'f>>,
    /// The lists of block types that surround parts, each from the outermost to the innermost type. The first list is
    /// that of the file.
    blocks: Vec<Vec<&'f str>>,
}

impl<'f> Parts<'f> {
    fn file(&mut self, file: &'f File<'f>) {
        // Visit the file in document order, so that the parts are almost sorted.
        let mut open = vec![(items(file.body()), 0)];
        while let Some((body, blocks)) = open.last_mut() {
            let blocks = *blocks;
            match body.next() {
                None => drop(open.pop()),
                Some(Item::Attribute(attribute)) => {
                    let name = attribute.name();
                    let mut add = |range: Range<usize>, role, attribute| {
                        let span = Span::new(&range);
                        self.found.push(Part { span, role, blocks, attribute });
                    };
                    add(name.range(), Some(TokenRole::AttributeName), None);
                    add(attribute.value().range(), None, Some(name.text()));
                    expression(attribute.value(), &mut |range, role| add(range, Some(role), Some(name.text())));
                }
                Some(Item::Block(block)) => {
                    let keyword = block.name();
                    let inner = self.blocks.len();
                    let around = self.blocks[blocks].iter().copied();
                    self.blocks.push(around.chain([keyword.text()]).collect());
                    let mut add = |range: Range<usize>, role| {
                        let span = Span::new(&range);
                        self.found.push(Part { span, role: Some(role), blocks: inner, attribute: None });
                    };
                    add(keyword.range(), TokenRole::BlockType);
                    for (index, label) in block.labels().enumerate() {
                        add(label.range(), TokenRole::Label(index));
                    }
                    // This is far deeper than humans nest blocks. Without a limit, deep nesting would take
                    // quadratic time.
                    let inner = if self.blocks[inner].len() < MAX_DEPTH { inner } else { blocks };
                    open.push((items(block.body()), inner));
                }
            }
        }
    }
}

fn items(body: Body<'_>) -> impl Iterator<Item = Item<'_>> {
    body.items().chain(body.redefined().map(Item::Attribute))
}

/// The maximum number of nested blocks whose types are recorded for the tokens within them.
const MAX_DEPTH: usize = 32;

fn expression(value: Expression<'_>, add: &mut dyn FnMut(Range<usize>, TokenRole)) {
    for visit in value.walk() {
        match visit {
            Visit::Key(key) => add(key.range(), TokenRole::ObjectKey),
            Visit::ForDirective { names, .. } => {
                for name in names {
                    add(name.range(), TokenRole::LoopName);
                }
            }
            Visit::EndFor => {}
            Visit::Expression(expression) => match expression.kind() {
                ExprKind::Variable(_) => add(expression.range(), TokenRole::Root),
                ExprKind::Traversal(first) => {
                    if matches!(first.kind(), ExprKind::Variable(_)) {
                        add(first.range(), TokenRole::Root);
                    }
                    for step in expression.steps() {
                        if let Step::Name(name) = step {
                            add(name.range(), TokenRole::Step);
                        }
                    }
                }
                ExprKind::Call(call) => add(call.name().range(), TokenRole::FunctionName),
                ExprKind::For(parts) => {
                    for name in parts.key_name.into_iter().chain([parts.value_name]) {
                        add(name.range(), TokenRole::LoopName);
                    }
                }
                ExprKind::Object => {
                    let keys = expression.entries().into_iter().flatten().map(|entry| entry.key);
                    for key in keys.filter(|key| key.literal().is_some()) {
                        add(key.range(), TokenRole::ObjectKey);
                    }
                }
                _ => {}
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::File;
    use super::{default_type, semantic_tokens};

    fn shown(text: &str) -> Vec<String> {
        let file = File::parse(text);
        let tokens = semantic_tokens(text, &file, &|context| Some(default_type(context.role)));
        tokens.into_iter().map(|token| format!("{:?} {}", token.token_type, &text[token.range])).collect()
    }

    #[test]
    fn every_token_has_the_type_of_its_part() {
        let text = "b \"l\" x {\n  a = c.d[0] + f(\"x${y}z\", { k = [for i in v : i if true] }) # end\n}\n";
        assert_eq!(
            shown(text),
            [
                "Type b",
                "Class \"l\"",
                "Class x",
                "Property a",
                "Operator =",
                "Variable c",
                "Property d",
                "Number 0",
                "Operator +",
                "Function f",
                "String \"x",
                "Operator ${",
                "Variable y",
                "Operator }",
                "String z\"",
                "Property k",
                "Operator =",
                "Keyword for",
                "Parameter i",
                "Keyword in",
                "Variable v",
                "Variable i",
                "Keyword if",
                "Keyword true",
                "Comment # end",
            ]
        );
    }

    #[test]
    fn tokens_end_with_their_line_and_are_in_order() {
        let text = "a = <<EOT\none ${b}\r\ntwo\nEOT\n/* c\nd */\n";
        assert_eq!(
            shown(text),
            [
                "Property a",
                "Operator =",
                "String <<EOT",
                "String one ",
                "Operator ${",
                "Variable b",
                "Operator }",
                "String two",
                "String EOT",
                "Comment /* c",
                "Comment d */",
            ]
        );
        let broken = "a \"b {\n  x = [for é in\n y = \"${z.\n}";
        let file = File::parse(broken);
        let tokens = semantic_tokens(broken, &file, &|context| Some(default_type(context.role)));
        assert!(tokens.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{tokens:?}");
    }
}
