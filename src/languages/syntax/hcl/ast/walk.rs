//! Walks through an expression without recursion.

use std::ops::Range;

use super::{Expression, Name, NodeKind, SyntaxNode};

/// A part of an expression, in the order of the text. An expression comes before the parts of it.
#[derive(Clone, Debug)]
pub enum Visit<'f> {
    /// The first value of a traversal is not visited if it is a variable.
    Expression(Expression<'f>),
    /// A key of an object that is a name and not an expression.
    Key(Expression<'f>),
    /// `%{ for key, value in collection }`, before its collection.
    ForDirective {
        /// The names that it declares.
        names: Vec<Name<'f>>,
        /// The bytes in which they are declared.
        range: Range<usize>,
    },
    /// `%{ endfor }`
    EndFor,
}

/// Why a node is visited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Value,
    Key,
    /// Only the parts of the node are visited.
    Container,
}

impl<'f> Expression<'f> {
    /// The expression and all expressions within it.
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

/// The nodes within a node that are visited.
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
