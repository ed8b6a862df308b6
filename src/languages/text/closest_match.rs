//! Finds the known name that a misspelled name was probably intended to be.

/// The maximum edit distance between the two names.
const FURTHEST: usize = 2;

/// The maximum length of a name for which two edits are too many, unless they complete the name or reorder its letters.
const SHORT: usize = 3;

/// Returns the closest name, if one is close enough. Of names at the same distance, the first one with the same first
/// character wins, then the first one. Returns `None` for an exact match, because then the name is not the problem.
pub fn closest_match<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let mut nearest = None;
    let mut furthest = FURTHEST;
    let mut distances = Distances { from: name.chars().collect(), row: Vec::new() };
    let is_short = distances.from.len() <= SHORT;
    for other in names {
        if other == name {
            return None;
        }
        if let Some(distance) = distances.to(other, furthest)
            && (!is_short || distance < FURTHEST || other.starts_with(name) || has_same_letters(name, other))
            && nearest.is_none_or(|nearest: &str| {
                // Of two names at the same distance, prefer the one with the same first character.
                let begins_alike = |other: &str| other.chars().next() == name.chars().next();
                distance < furthest || (distance == furthest && begins_alike(other) && !begins_alike(nearest))
            })
        {
            (nearest, furthest) = (Some(other), distance);
        }
    }
    nearest
}

/// Returns the end of a message that suggests a name. Empty if there is none.
pub fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map_or(String::new(), |nearest| format!("; did you mean `{nearest}`?"))
}

fn has_same_letters(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    });
    one == other
}

/// Computes the edit distances from one name to others.
struct Distances {
    from: Vec<char>,
    /// A buffer that is reused for every name.
    row: Vec<usize>,
}

impl Distances {
    /// Returns the number of characters to insert, delete or replace, or `None` if it exceeds `most`.
    fn to(&mut self, to: &str, most: usize) -> Option<usize> {
        let Self { from, row } = self;
        if to.len() > (from.len() + most) * 4 || to.chars().count().abs_diff(from.len()) > most {
            return None;
        }
        row.clear();
        row.extend(0..=from.len());
        for (index, character) in to.chars().enumerate() {
            let mut diagonal = std::mem::replace(&mut row[0], index + 1);
            let mut least = index + 1;
            for (column, other) in from.iter().enumerate() {
                let replaced = diagonal + usize::from(character != *other);
                diagonal = row[column + 1];
                row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
                least = least.min(row[column + 1]);
            }
            if least > most {
                return None;
            }
        }
        row.last().copied().filter(|distance| *distance <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        assert_eq!(closest_match("form", ["from", "for", "farm"]), Some("for"));
        assert_eq!(closest_match("platfrom", ["platform"]), Some("platform"));
        assert_eq!(closest_match("chown", ["chmod", "chown"]), None, "it is there");
        assert_eq!(closest_match("x", ["abcd"]), None);
        assert_eq!(closest_match("äö", ["ao", "aö"]), Some("aö"));
        assert_eq!(closest_match("foo", ["floor", "from", "root"]), None, "most of the letters differ");
        assert_eq!(closest_match("ta", ["tags"]), Some("tags"));
        assert_eq!(closest_match("TGA", ["TOP", "TAG"]), Some("TAG"));
    }
}
