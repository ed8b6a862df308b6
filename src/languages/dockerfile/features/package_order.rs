//! Sorts the packages that a command installs.

use std::ops::Range;

use crate::languages::answers::Edit;
use crate::languages::dockerfile::syntax::instruction::{Arguments, Dockerfile, Instruction, Keyword};

/// Flags of package managers that take the next word as their value.
const FLAGS_WITH_VALUE: [&str; 9] =
    ["-t", "--target-release", "--default-release", "-o", "--option", "-c", "--virtual", "-X", "--repository"];

/// Flags without a value, except short flags that consist of letters of [`SWITCHES`].
const SWITCHES_BY_NAME: [&str; 22] = [
    "--allow-downgrades",
    "--allow-unauthenticated",
    "--allow-untrusted",
    "--allowerasing",
    "--assume-yes",
    "--assumeyes",
    "--best",
    "--fix-missing",
    "--force-yes",
    "--latest",
    "--no-cache",
    "--no-install-recommends",
    "--no-install-suggests",
    "--no-progress",
    "--no-recommends",
    "--nodocs",
    "--nogpgcheck",
    "--quiet",
    "--skip-broken",
    "--update",
    "--upgrade",
    "--yes",
];

/// The letters of short flags without a value.
const SWITCHES: &str = "fnquUVy";

/// Whether a flag does not take the next word as its value.
fn is_switch(flag: &str) -> bool {
    let letters = flag.trim_start_matches('-');
    flag.contains('=')
        || SWITCHES_BY_NAME.contains(&flag)
        || flag.len() == letters.len() + 1 && letters.chars().all(|letter| SWITCHES.contains(letter))
}

/// A word of a command, with its byte range in the text.
type Word<'t> = (Range<usize>, &'t str);

/// Returns the edits that sort each list of packages in a `RUN` instruction, if all words are plain names. The layout
/// is kept.
pub fn sorted_packages(file: &Dockerfile, instruction: &Instruction) -> Vec<Edit> {
    let is_shell = instruction.keyword == Keyword::Run && !matches!(instruction.arguments, Arguments::Json(_));
    if !is_shell || !instruction.heredocs().is_empty() {
        return Vec::new();
    }
    let start = instruction.source(&instruction.keyword_range()).end;
    let mut edits = Vec::new();
    for command in commands(file, start..instruction.range().end) {
        let Some(packages) = packages(&command) else { continue };
        let mut sorted: Vec<&str> = packages.iter().map(|(_, name)| *name).collect();
        sorted.sort_unstable();
        let moved = packages.iter().zip(sorted).filter(|((_, name), sorted)| name != sorted);
        edits.extend(moved.map(|((range, _), sorted)| Edit::replace(range.clone(), sorted)));
    }
    edits
}

/// Splits a part of the text into commands, each as a list of words. A comment is a word that starts with `#`.
fn commands<'t>(file: &Dockerfile<'t>, within: Range<usize>) -> Vec<Vec<Word<'t>>> {
    let mut commands = vec![Vec::new()];
    let mut at = within.start;
    for line in file.text[within].split_inclusive('\n') {
        let line_start = at;
        at += line.len();
        let mut end = line_start;
        for word in line.split_whitespace() {
            let start = end + file.text[end..at].find(word).unwrap_or(0);
            end = start + word.len();
            let name = word.trim_end_matches(';');
            if !name.is_empty() && !matches!(name, "&&" | "||" | "|" | "&") && !is_escape(name, file.escape) {
                commands.last_mut().into_iter().for_each(|command| command.push((start..start + name.len(), name)));
            }
            if name.len() < word.len() || matches!(name, "&&" | "||" | "|" | "&") {
                commands.push(Vec::new());
            }
        }
    }
    commands
}

fn is_escape(word: &str, escape: char) -> bool {
    let mut characters = word.chars();
    characters.next() == Some(escape) && characters.next().is_none()
}

/// Returns the packages that a command installs. `None` if it installs none, or if a word is not a plain name.
fn packages<'t>(command: &[Word<'t>]) -> Option<Vec<Word<'t>>> {
    let first = command.iter().position(|(_, word)| !word.starts_with("--"))?;
    let verb = match command[first].1 {
        "apt-get" | "apt" | "yum" | "dnf" | "microdnf" | "zypper" => "install",
        "apk" => "add",
        _ => return None,
    };
    let mut packages = Vec::new();
    let mut has_verb = false;
    let mut words = command[first + 1..].iter();
    while let Some((range, word)) = words.next() {
        if word.starts_with('-') {
            if FLAGS_WITH_VALUE.contains(word) {
                words.next()?;
            } else if !is_switch(word) {
                // The next word may be the value of this flag.
                return None;
            }
        } else if !has_verb {
            has_verb = *word == verb;
            if !has_verb {
                return None;
            }
        } else if word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-._:=~@".contains(&byte)) {
            packages.push((range.clone(), *word));
        } else {
            return None;
        }
    }
    Some(packages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::dockerfile::parse;

    #[test]
    fn only_lists_of_plain_names_are_sorted() {
        for (text, expected) in [
            ("RUN apt-get update && apt-get install -y \\\n  git \\\n  curl=1 \\\n  && make", "curl=1 git"),
            ("RUN apk add --no-cache --virtual .deps b a; apk add d c", "a b c d"),
            ("RUN apk add a b", ""),
            ("RUN apt-get install $b a", ""),
            ("RUN apt-get install b \\\n  # first\n  a", ""),
            ("RUN apt-get remove b a", ""),
            ("RUN [\"apt-get\", \"install\", \"b\", \"a\"]", ""),
            ("RUN echo apt-get install b a", ""),
            ("RUN dnf install -y --enablerepo epel zsh bash", ""),
            ("RUN dnf install -qy --enablerepo=epel zsh bash", "bash zsh"),
        ] {
            let file = parse(text);
            let edits = sorted_packages(&file, &file.instructions[0]);
            let words: Vec<&str> = edits.iter().map(|edit| edit.text.as_str()).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }
}
