//! `ReferenceCycle`: local values and resources that depend on themselves.

use foldhash::HashMap;

use super::Rule;
use super::finding::Findings;
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{Declaration, FileFacts, ModuleRef, Role};
use crate::languages::terraform::model::index::{Module, ModuleIndex};

/// The maximum number of cycles that are followed, because each takes time in proportion to the length of its path.
/// Handwritten modules have fewer.
const MAX_CYCLES: usize = 64;

/// The maximum number of names of a cycle that a message lists.
const MAX_LISTED: usize = 8;

pub fn check(index: &ModuleIndex<'_>, findings: &mut Findings) {
    let own = index.own();
    let is_node = |declaration: &&Declaration| is_node(&declaration.address);
    let declared: Vec<&Declaration> = index.document().declarations.iter().filter(is_node).collect();
    if declared.is_empty() || !own.is_complete {
        return;
    }
    let mut names: Vec<&Address> = declared.iter().map(|declaration| &declaration.address).collect();
    if Graph::new(&own).find_cycles(&names).is_empty() {
        return;
    }
    // Which cycles are found first must not depend on the order of the declarations.
    names.sort_unstable();
    let cyclic = Graph::new(&own).find_cycles(&names);
    for declaration in declared {
        let Some(way) = cyclic.get(&declaration.address) else { continue };
        let shown: Vec<String> = way.iter().take(MAX_LISTED).map(|address| format!("`{address}`")).collect();
        let message = match &shown[..] {
            [_] => format!("`{}` refers to itself", declaration.address),
            _ => format!("`{}` depends on itself, through {}", declaration.address, shown[1..].join(", ")),
        };
        findings.add(Rule::ReferenceCycle, declaration.name.range(), message, None);
    }
}

/// Whether Terraform evaluates the object with this address in an order that depends on its references.
fn is_node(address: &Address) -> bool {
    matches!(
        address,
        Address::Named(Named::Local, _) | Address::Typed(Typed::Resource | Typed::Data | Typed::Ephemeral, ..)
    )
}

/// The local values and resources of a module, with the names to which they refer. Each is looked up when it is reached.
struct Graph<'m> {
    own: &'m Module,
    numbers: HashMap<&'m Address, usize>,
    nodes: Vec<Node<'m>>,
}

struct Node<'m> {
    address: &'m Address,
    state: NodeState,
    /// The numbers of the names to which it refers.
    uses: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NodeState {
    /// The name was not reached.
    New,
    /// The name is on the current path.
    OnPath,
    Done,
}

impl<'m> Graph<'m> {
    fn new(own: &'m Module) -> Self {
        Self { own, numbers: HashMap::default(), nodes: Vec::new() }
    }

    fn number(&mut self, address: &'m Address) -> usize {
        let next = self.nodes.len();
        let number = *self.numbers.entry(address).or_insert(next);
        if number == next {
            self.nodes.push(Node { address, state: NodeState::New, uses: Vec::new() });
        }
        number
    }

    /// Enters a name that was not reached before. Returns false if it does not have exactly one declaration: if there
    /// are several, the one that takes effect depends on the order of the files.
    fn enter(&mut self, number: usize) -> bool {
        let own = self.own;
        let mut declarations =
            own.declarations(self.nodes[number].address).filter(|(file, _)| file.kind == FileKind::Module);
        let (Some((file, declaration)), None) = (declarations.next(), declarations.next()) else {
            self.nodes[number].state = NodeState::Done;
            return false;
        };
        let used = names_used(&file.facts, declaration);
        self.nodes[number].uses = used.map(|address| self.number(address)).collect();
        self.nodes[number].state = NodeState::OnPath;
        true
    }

    /// Follows the references from some names. Returns the names that are part of a cycle, each with the cycle in which
    /// it was found, starting with the name.
    fn find_cycles(mut self, names: &[&'m Address]) -> HashMap<&'m Address, Vec<&'m Address>> {
        let mut found: HashMap<&Address, Vec<&Address>> = HashMap::default();
        let mut cycles = 0;
        for first in names {
            let first = self.number(first);
            if self.nodes[first].state != NodeState::New || !self.enter(first) {
                continue;
            }
            // The path from the first name. Each entry has the index of its next use to follow.
            let mut way: Vec<(usize, usize)> = vec![(first, 0)];
            while let Some((name, next)) = way.last_mut() {
                let used = self.nodes[*name].uses.get(*next).copied();
                *next += 1;
                let Some(used) = used else {
                    self.nodes[*name].state = NodeState::Done;
                    way.pop();
                    continue;
                };
                match self.nodes[used].state {
                    NodeState::New => {
                        if self.enter(used) {
                            way.push((used, 0));
                        }
                    }
                    NodeState::OnPath if cycles < MAX_CYCLES => {
                        cycles += 1;
                        let start = way.iter().position(|(name, _)| *name == used).unwrap_or_default();
                        let cycle: Vec<&Address> =
                            way[start..].iter().map(|(name, _)| self.nodes[*name].address).collect();
                        // A long cycle is truncated for each of its names.
                        for (index, name) in cycle.iter().enumerate() {
                            found.entry(name).or_insert_with(|| {
                                cycle[index..].iter().chain(&cycle[..index]).take(MAX_LISTED + 1).copied().collect()
                            });
                        }
                    }
                    NodeState::OnPath | NodeState::Done => {}
                }
            }
        }
        found
    }
}

/// Returns the names to which a declaration refers.
fn names_used<'m>(facts: &'m FileFacts, declaration: &'m Declaration) -> impl Iterator<Item = &'m Address> {
    let is_local = matches!(declaration.address, Address::Named(Named::Local, _));
    let value = if is_local { declaration.value } else { Some(declaration.whole) };
    let read = value.into_iter().flat_map(|value| facts.references_in(value)).filter(|reference| {
        reference.role == Role::Read
            && reference.module == ModuleRef::This
            && !facts.destroy_provisioners.contain(reference.whole)
    });
    // Before it plans, Terraform does not reject a resource that refers only to itself.
    let is_other = move |used: &&Address| is_node(used) && (is_local || **used != declaration.address);
    read.map(|reference| &reference.address).filter(is_other)
}
