//! Walks through an expression without recursion.

use std::ops::Range;

use super::{Expression, Name, NodeKind, SyntaxNode};

/// A part of an expression, in document order. An expression precedes its parts.
#[derive(Clone, Debug)]
pub enum Visit<'f> {
    /// An expression. The variable at the start of a traversal is not visited separately.
    Expression(Expression<'f>),
    /// The key of an object, if it is a name instead of an expression.
    Key(Expression<'f>),
    /// `%{ for key, value in collection }`. It precedes its collection.
    ForDirective {
        /// The variables that it declares.
        names: Vec<Name<'f>>,
        /// The byte range of the declarations.
        range: Range<usize>,
    },
    /// `%{ endfor }`
    EndFor,
}

/// The role in which a node is visited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Value,
    Key,
    /// The node itself is not visited, only its parts are.
    Container,
}

impl<'f> Expression<'f> {
    /// Iterates over the expression and all nested expressions.
    pub fn walk(self) -> impl Iterator<Item = Visit<'f>> {
        let mut open = vec![(self.0, Role::Value)];
        std::iter::from_fn(move || {
            loop {
                let (node, role) = open.pop()?;
                let kind = node.node().kind;
                let start = open.len();
                open.extend(parts(node));
                open[start..].reverse();
                match (kind, role) {
                    (NodeKind::ForEach, _) => {
                        let names = node.children().filter(|child| child.node().kind == NodeKind::Name).map(Name);
                        return Some(Visit::ForDirective { names: names.collect(), range: node.range() });
                    }
                    (NodeKind::EndFor, _) => return Some(Visit::EndFor),
                    (_, Role::Value) => return Some(Visit::Expression(Self(node))),
                    (_, Role::Key) => return Some(Visit::Key(Self(node))),
                    (_, Role::Container) => {}
                }
            }
        })
    }
}

/// The children of a node that are visited, with their roles.
fn parts(node: SyntaxNode<'_>) -> impl Iterator<Item = (SyntaxNode<'_>, Role)> {
    let kind = node.node().kind;
    node.children().enumerate().filter_map(move |(index, child)| {
        let role = match child.node().kind {
            NodeKind::Name
            | NodeKind::Label
            | NodeKind::Text
            | NodeKind::RawText
            | NodeKind::Else
            | NodeKind::EndIf => {
                return None;
            }
            NodeKind::Number if kind == NodeKind::LegacyIndex => return None,
            NodeKind::Variable if kind == NodeKind::Traversal && index == 0 => return None,
            NodeKind::Interpolation
            | NodeKind::If
            | NodeKind::ForEach
            | NodeKind::EndFor
            | NodeKind::Attributes
            | NodeKind::LegacyIndex
            | NodeKind::Index
            | NodeKind::AttributeSplat
            | NodeKind::FullSplat => Role::Container,
            _ if kind == NodeKind::Object && index % 2 == 0 && Expression(child).word().is_some() => Role::Key,
            _ => Role::Value,
        };
        Some((child, role))
    })
}
