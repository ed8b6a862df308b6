//! Finds the name that is probably meant by one that does not exist.

/// How many edits may lie between the two.
const FURTHEST: usize = 2;

/// The first of the nearest names, if one is near enough. An exact match means that the name is not the problem.
pub fn similar<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let mut nearest = None;
    let mut furthest = FURTHEST;
    for other in names {
        if other == name {
            return None;
        }
        if other.len().abs_diff(name.len()) > furthest * 4 {
            continue;
        }
        if let Some(distance) = distance(name, other, furthest)
            && (nearest.is_none() || distance < furthest)
        {
            (nearest, furthest) = (Some(other), distance);
        }
    }
    nearest
}

/// The number of characters to insert, delete or replace, if it is not more than `most`.
fn distance(from: &str, to: &str, most: usize) -> Option<usize> {
    let to: Vec<char> = to.chars().collect();
    if from.chars().count().abs_diff(to.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, character) in from.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(character != *other);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
        if row.iter().all(|distance| *distance > most) {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        assert_eq!(similar("form", ["from", "for", "farm"]), Some("for"));
        assert_eq!(similar("platfrom", ["platform"]), Some("platform"));
        assert_eq!(similar("chown", ["chmod", "chown"]), None, "it is there");
        assert_eq!(similar("x", ["abcd"]), None);
        assert_eq!(similar("äö", ["ao"]), Some("ao"));
    }
}
