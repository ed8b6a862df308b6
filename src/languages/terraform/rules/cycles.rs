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
    let mut names = Names { own: &own, uses: HashMap::default() };
    let cyclic = cyclic_names(&mut names, declared.iter().map(|declaration| &declaration.address));
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

/// The local values and resources of a module. Each is looked up when it is reached.
struct Names<'m> {
    own: &'m Module,
    /// The names to which each one refers.
    uses: HashMap<&'m Address, Option<Vec<&'m Address>>>,
}

impl<'m> Names<'m> {
    /// Returns the names to which a name refers. `None` unless the name has exactly one declaration: if there are
    /// several, the one that takes effect depends on the order of the files.
    fn uses(&mut self, address: &'m Address) -> Option<&[&'m Address]> {
        let own = self.own;
        let look_up = || {
            let mut declarations = own.declarations(address).filter(|(file, _)| file.kind == FileKind::Module);
            let (file, declaration) = declarations.next()?;
            declarations.next().is_none().then(|| names_used(&file.facts, declaration))
        };
        self.uses.entry(address).or_insert_with(look_up).as_deref()
    }
}

/// Returns the names to which a declaration refers.
fn names_used<'m>(facts: &'m FileFacts, declaration: &Declaration) -> Vec<&'m Address> {
    let is_local = matches!(declaration.address, Address::Named(Named::Local, _));
    let Some(value) = (if is_local { declaration.value } else { Some(declaration.whole) }) else { return Vec::new() };
    let read = facts.references_in(value).filter(|reference| {
        reference.role == Role::Read
            && reference.module == ModuleRef::This
            && !facts.destroy_provisioners.contain(reference.whole)
    });
    // Before it plans, Terraform does not reject a resource that refers only to itself.
    let is_other = |used: &&Address| is_node(used) && (is_local || **used != declaration.address);
    read.map(|reference| &reference.address).filter(is_other).collect()
}

/// Returns those of the names that are part of a cycle, each with the cycle in which it was found, starting with the
/// name.
fn cyclic_names<'m>(
    graph: &mut Names<'m>,
    names: impl Iterator<Item = &'m Address>,
) -> HashMap<&'m Address, Vec<&'m Address>> {
    let mut found: HashMap<&Address, Vec<&Address>> = HashMap::default();
    let mut cycles = 0;
    let mut is_done: HashMap<&Address, bool> = HashMap::default();
    let mut names: Vec<&Address> = names.collect();
    names.sort_unstable();
    for first in names {
        if is_done.contains_key(first) || graph.uses(first).is_none() {
            continue;
        }
        // The path from the first name. Each entry has the index of its next use to follow.
        let mut way: Vec<(&Address, usize)> = vec![(first, 0)];
        is_done.insert(first, false);
        while let Some((name, next)) = way.last_mut() {
            let used = graph.uses(name).and_then(|uses| uses.get(*next)).copied();
            *next += 1;
            match used {
                None => {
                    is_done.insert(*name, true);
                    way.pop();
                }
                Some(used) if graph.uses(used).is_none() => {}
                Some(used) => match is_done.get(used) {
                    None => {
                        is_done.insert(used, false);
                        way.push((used, 0));
                    }
                    // The name is on the current path.
                    Some(false) if cycles < MAX_CYCLES => {
                        cycles += 1;
                        let start = way.iter().position(|(name, _)| *name == used).unwrap_or_default();
                        let cycle: Vec<&Address> = way[start..].iter().map(|(name, _)| *name).collect();
                        // A long cycle is truncated for each of its names.
                        for (index, name) in cycle.iter().enumerate() {
                            found.entry(name).or_insert_with(|| {
                                cycle[index..].iter().chain(&cycle[..index]).take(MAX_LISTED + 1).copied().collect()
                            });
                        }
                    }
                    Some(true | false) => {}
                },
            }
        }
    }
    found
}
