//! The iterators of `dynamic` blocks in JSON.

use std::sync::Arc;

use crate::languages::syntax::hcl::Span;

use super::expressions::LocalName;

/// The maximum depth of nested `dynamic` blocks. Templates that are nested more deeply are not searched for references.
const MAX_DYNAMIC_DEPTH: usize = 64;

/// The names of the current elements of `dynamic` blocks, each with the index of the block around it.
#[derive(Default)]
pub(super) struct Iterators(Vec<(Arc<str>, Option<usize>)>);

impl Iterators {
    pub(super) fn add(&mut self, name: Arc<str>, outer: Option<usize>) -> usize {
        self.0.push((name, outer));
        self.0.len() - 1
    }

    /// Returns the names that can be used in the body of a block. `None` if the blocks are nested too deeply to
    /// determine them.
    pub(super) fn names(&self, innermost: Option<usize>) -> Option<Vec<LocalName>> {
        // All of a template is within its blocks.
        let scope = Span { start: 0, end: u32::MAX };
        let (mut names, mut next) = (Vec::new(), innermost);
        while let Some((name, outer)) = next.and_then(|index| self.0.get(index)) {
            if names.len() == MAX_DYNAMIC_DEPTH {
                return None;
            }
            names.push(LocalName { name: name.clone(), scope });
            next = *outer;
        }
        Some(names)
    }
}
