//! Selection ranges and semantic tokens of files in the JSON syntax.

use std::ops::Range;

use crate::languages::answers::{SemanticToken, TokenModifiers, TokenType};
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::Span;
use crate::languages::syntax::json::{Json, Kind, Node};
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::model::facts::FileFacts;
use crate::languages::terraform::reference::{blocks, test_files};

/// Returns the ranges around an offset to which a selection can be expanded, the smallest first.
pub fn selection_ranges(text: &str, offset: usize) -> Vec<Range<usize>> {
    let json = Json::parse_recovering(text);
    let contains = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let mut ranges = Vec::new();
    let mut next = json.root().filter(|root| contains(&root.range()));
    while let Some(node) = next.take() {
        let range = node.range();
        let has_ends = range.len() >= 2 && node.kind() != Kind::Other && node.is_complete();
        let content = range.start + 1..range.end.saturating_sub(1);
        ranges.push(range);
        if has_ends && contains(&content) {
            ranges.push(content);
        }
        next = match node.kind() {
            Kind::Object => {
                let pair = |(key, value): &(Node<'_>, Node<'_>)| key.range().start..value.range().end;
                let member = node.members().find(|member| contains(&pair(member)));
                ranges.extend(member.as_ref().map(pair));
                let parts = member.map(|(key, value)| [key, value]).into_iter().flatten();
                parts.into_iter().find(|part| contains(&part.range()))
            }
            Kind::Array => node.elements().find(|element| contains(&element.range())),
            Kind::String | Kind::Other => None,
        };
    }
    ranges.reverse();
    ranges.dedup();
    ranges
}

/// The meaning of the keys of an object.
#[derive(Clone, Copy)]
enum Keys {
    BlockTypes,
    /// Labels, with the number of further levels of labels.
    Labels(usize),
    Names,
}

/// Returns the tokens within a range. `facts` are the facts of the same text.
pub fn semantic_tokens(text: &str, kind: FileKind, facts: &FileFacts, within: &Range<usize>) -> Vec<SemanticToken> {
    let json = Json::parse_recovering(text);
    let mut tokens = Vec::new();
    let blocks = match kind {
        FileKind::Test => &test_files::TEST_FILE,
        FileKind::Mock => &test_files::MOCK_FILE,
        FileKind::Module | FileKind::Variables | FileKind::Other => &blocks::MODULE_FILE,
    };
    let root = if kind == FileKind::Variables { Keys::Names } else { Keys::BlockTypes };
    let mut open: Vec<(Node<'_>, Keys)> = json.root().map(|node| (node, root)).into_iter().collect();
    while let Some((node, keys)) = open.pop() {
        match node.kind() {
            Kind::Object => {
                for (key, value) in node.members() {
                    let name = key.value().unwrap_or_default();
                    let (token_type, inner) = match keys {
                        // The key of a comment.
                        _ if name == "//" => (TokenType::Comment, None),
                        Keys::BlockTypes => {
                            let labels = blocks.block(&name).map_or(0, |block| block.labels.len());
                            (TokenType::Type, Some(if labels > 0 { Keys::Labels(labels) } else { Keys::Names }))
                        }
                        Keys::Labels(count) => {
                            (TokenType::Class, Some(if count > 1 { Keys::Labels(count - 1) } else { Keys::Names }))
                        }
                        Keys::Names => (TokenType::Property, Some(Keys::Names)),
                    };
                    add(&mut tokens, key.range(), token_type);
                    match inner {
                        Some(inner) => open.push((value, inner)),
                        None => add(&mut tokens, value.range(), TokenType::Comment),
                    }
                }
            }
            Kind::Array => open.extend(node.elements().map(|element| (element, keys))),
            Kind::String => string(&mut tokens, node.range(), facts),
            Kind::Other => match node.text() {
                "true" | "false" | "null" => add(&mut tokens, node.range(), TokenType::Keyword),
                number if number.parse::<f64>().is_ok() => add(&mut tokens, node.range(), TokenType::Number),
                _ => {}
            },
        }
    }
    tokens.retain(|token| {
        let is_on_one_line = text.get(token.range.clone()).is_some_and(|text| !text.contains('\n'));
        is_on_one_line && token.range.start < within.end && within.start < token.range.end
    });
    tokens.sort_stably_by_key(|token| (token.range.start, token.range.end));
    tokens
}

/// Adds the tokens of a string, which are divided at the names that it refers to.
fn string(tokens: &mut Vec<SemanticToken>, range: Range<usize>, facts: &FileFacts) {
    let mut at = range.start;
    for reference in facts.references_in(Span::new(&range)) {
        let name = reference.name.range();
        if name.start < at || name.end > range.end {
            continue;
        }
        add(tokens, at..name.start, TokenType::String);
        add(tokens, name.clone(), TokenType::Variable);
        at = name.end;
    }
    add(tokens, at..range.end, TokenType::String);
}

fn add(tokens: &mut Vec<SemanticToken>, range: Range<usize>, token_type: TokenType) {
    if !range.is_empty() {
        tokens.push(SemanticToken { range, token_type, modifiers: TokenModifiers::default() });
    }
}
