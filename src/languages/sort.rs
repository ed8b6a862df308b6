//! Stable sorting that is compiled only once. The sort of the standard library is compiled again for every type and
//! every key, which would add 5 KB to the addon for each of a hundred calls.

use std::cmp::Ordering;

/// Sorts slices like the standard library: equal elements stay in their order.
pub trait SortStably<T> {
    /// Sorts with a comparison function.
    fn sort_stably_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// Sorts by a key, which is computed again for each comparison.
    fn sort_stably_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);
}

impl<T> SortStably<T> for [T] {
    fn sort_stably_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let Some(mut order) = order(self.len(), &|first, second| compare(&self[first], &self[second])) else { return };
        // Applies the permutation cycle by cycle, so that every element moves once.
        for start in 0..order.len() {
            let mut at = start;
            while order[at] != start {
                let next = order[at];
                self.swap(at, next);
                order[at] = at;
                at = next;
            }
            order[at] = at;
        }
    }

    fn sort_stably_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.sort_stably_by(|first, second| key(first).cmp(&key(second)));
    }
}

/// Returns the indices of the elements in sorted order, or `None` if the elements are already sorted.
fn order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Option<Vec<usize>> {
    if (1..length).all(|at| compare(at - 1, at).is_le()) {
        return None;
    }
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|first, second| compare(*first, *second));
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_in_the_order_that_the_standard_library_finds() {
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for length in (0..40).chain([1_000]) {
            for keys in [1, 3, 1_000] {
                let mut sorted: Vec<_> = (0..length).map(|index| (random(keys), index)).collect();
                let mut expected = sorted.clone();
                sorted.sort_stably_by_key(|(key, _)| *key);
                expected.sort_by_key(|(key, _)| *key);
                assert_eq!(sorted, expected);
                sorted.sort_stably_by(|(first, _), (second, _)| second.cmp(first));
                expected.sort_by(|(first, _), (second, _)| second.cmp(first));
                assert_eq!(sorted, expected);
            }
        }
    }
}
