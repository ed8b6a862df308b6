//! Semantic tokens: keys, names, values, variables, anchors, tags and comments.

use std::ops::Range;

use crate::languages::answers::{SemanticToken, TokenModifiers, TokenType};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::merged::is_merge_key;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::values::interpolation::variables;
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, Style};

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_semantic_tokens(&self, within: &Range<usize>) -> Vec<SemanticToken> {
        let yaml = &self.tree.yaml;
        let text = self.tree.text;
        let overlaps = |range: &Range<usize>| range.start < within.end && within.start < range.end;
        let mut tokens = Vec::new();
        let mut add = |range: Range<usize>, token_type: TokenType, is_declaration: bool| {
            if !range.is_empty() && overlaps(&range) {
                let modifiers = TokenModifiers { is_declaration, ..TokenModifiers::default() };
                tokens.push(SemanticToken { range, token_type, modifiers });
            }
        };
        for comment in &yaml.comments {
            add(comment.clone(), TokenType::Comment, false);
        }
        for anchor in &yaml.anchors {
            add(anchor.name.start - 1..anchor.name.end, TokenType::Variable, true);
        }
        for alias in &yaml.aliases {
            add(alias.name.start - 1..alias.name.end, TokenType::Variable, false);
        }
        for id in yaml.ids() {
            let node = yaml.node(id);
            if !overlaps(&node.range) {
                continue;
            }
            let Content::Scalar(value) = &node.content else { continue };
            if let Role::Key(_) = self.tree.role(id) {
                let token_type = if is_merge_key(yaml, id) { TokenType::Operator } else { TokenType::Property };
                add(node.range.clone(), token_type, false);
                continue;
            }
            let token_type = match Scalar::parse(value) {
                _ if node.style != Style::Plain => TokenType::String,
                Scalar::Integer(_) | Scalar::Decimal(_) => TokenType::Number,
                Scalar::Boolean | Scalar::Null => TokenType::Keyword,
                Scalar::Date | Scalar::String => TokenType::String,
            };
            if yaml.tag(id).is_none() || !text[node.range.clone()].starts_with('!') {
                let mut at = node.range.start;
                for variable in variables(text, node.range.clone()) {
                    if variable.range.start < at {
                        continue;
                    }
                    add(at..variable.range.start, token_type, false);
                    add(variable.range.clone(), TokenType::Parameter, false);
                    at = variable.range.end;
                }
                add(at..node.range.end, token_type, false);
            }
        }
        let names = self.model.declarations.iter().map(|one| (&one.name_range, true));
        let references = self.model.references.iter().map(|one| (&one.range, false));
        tokens.sort_stably_by_key(|token| (token.range.start, token.range.end));
        let mut parts = Vec::new();
        for (range, is_declaration) in names.chain(references).filter(|(range, _)| overlaps(range)) {
            split(&mut tokens, range, is_declaration, &mut parts);
        }
        tokens.retain(|token| !token.range.is_empty());
        tokens.extend(parts);
        tokens.sort_stably_by_key(|token| (token.range.start, token.range.end));
        // An alias of an unknown anchor is an empty value, too.
        let mut end = 0;
        tokens.retain(|token| {
            let is_free = end <= token.range.start;
            if is_free {
                end = token.range.end;
            }
            is_free
        });
        tokens
    }
}

/// Splits the token that contains a name. `tokens` is in document order. The name and the rest of the token are added
/// to `parts`.
fn split(tokens: &mut [SemanticToken], name: &Range<usize>, is_declaration: bool, parts: &mut Vec<SemanticToken>) {
    let index = tokens.partition_point(|token| token.range.start <= name.start);
    let Some(around) = index.checked_sub(1).and_then(|index| tokens.get_mut(index)) else { return };
    if name.is_empty() || around.range.end < name.end {
        return;
    }
    let rest = name.end..around.range.end;
    if !rest.is_empty() {
        parts.push(SemanticToken { range: rest, ..around.clone() });
    }
    around.range.end = name.start;
    let modifiers = TokenModifiers { is_declaration, ..TokenModifiers::default() };
    parts.push(SemanticToken { range: name.clone(), token_type: TokenType::Class, modifiers });
}
