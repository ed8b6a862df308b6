//! Which of several declarations the author probably refers to: one that shares words with the place, which few others
//! have, and one that nothing refers to yet.

use std::cmp::Reverse;

use super::Request;
use crate::languages::terraform::model::address::Address;
use crate::languages::terraform::model::index::Module;

/// The maximum number of words of a place that are compared.
const MAX_WORDS: usize = 12;

/// How likely the declarations of a module are at a place.
pub(super) struct Preference<'m> {
    module: &'m Module,
    /// The words of the place with their weights.
    words: Vec<(String, u32)>,
}

/// A set of words of the place, by their indices.
type WordSet = u16;

const _: () = assert!(MAX_WORDS <= WordSet::BITS as usize);

impl<'m> Preference<'m> {
    /// Compares the declarations of a module for the value of an argument.
    pub fn new(request: &Request<'_, '_>, module: &'m Module, argument: &str) -> Self {
        let mut words: Vec<(String, u32)> = Vec::new();
        let labels = request.cursor.blocks().next().map_or(&[][..], |(_, labels)| labels);
        // Blocks within a block are often named like the values that they contain.
        let nested = request.cursor.blocks().skip(1).filter_map(|(keyword, labels)| match keyword {
            "dynamic" => labels.first().map(|label| (&**label, 900)),
            "content" => None,
            keyword => Some((keyword, 600)),
        });
        let names = std::iter::once((argument, 1000)).chain(nested).chain(labels.iter().map(|label| (&**label, 700)));
        for (name, weight) in names {
            for word in parts(name) {
                if words.len() < MAX_WORDS && !words.iter().any(|(known, _)| known.eq_ignore_ascii_case(word)) {
                    words.push((word.to_owned(), weight));
                }
            }
        }
        let mut counts = vec![0_u32; words.len()];
        for (_, declaration) in module.all_declarations() {
            let shared = shared_words(&words, &declaration.address);
            for (at, count) in counts.iter_mut().enumerate() {
                *count = count.saturating_add(u32::from((shared >> at) & 1));
            }
        }
        for ((_, weight), count) in words.iter_mut().zip(counts) {
            *weight /= count.saturating_add(2).ilog2();
        }
        Self { module, words }
    }

    /// Returns the rank of an address. The most likely one comes first.
    pub fn rank(&self, address: &Address) -> Reverse<u32> {
        let shared = shared_words(&self.words, address);
        let weights = self.words.iter().enumerate().filter(|(at, _)| (shared >> at) & 1 == 1);
        let is_unused = !self.module.is_used(address, |used| used.is_read);
        Reverse(weights.map(|(_, (_, weight))| weight).sum::<u32>() + if is_unused { 400 } else { 0 })
    }
}

/// Returns those of some words that an address has. The first word of a type names the provider.
fn shared_words(words: &[(String, u32)], address: &Address) -> WordSet {
    let mut shared = 0;
    let mut add = |part: &str| {
        for (at, (word, _)) in words.iter().enumerate() {
            shared |= WordSet::from(part.eq_ignore_ascii_case(word)) << at;
        }
    };
    if let Address::Typed(_, type_name, _) = address {
        parts(type_name).skip(1).for_each(&mut add);
    }
    parts(address.name()).for_each(&mut add);
    shared
}

/// Returns the words of a name.
pub(super) fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(['_', '-']).filter(|part| part.len() > 1)
}
