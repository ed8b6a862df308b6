//! The names in a Dockerfile to which a Bake file refers.

use std::collections::HashSet;

/// The stages and arguments of a Dockerfile.
#[derive(Debug, Default)]
pub struct Names {
    pub stages: HashSet<String>,
    pub arguments: HashSet<String>,
}

impl Names {
    /// Stands in for the parser of `languages::dockerfile`: it reads instructions line by line, and knows neither
    /// heredocs nor other escape characters than the backslash.
    pub fn of(text: &str) -> Self {
        let mut names = Self::default();
        let mut instruction = String::new();
        for line in text.lines().chain([""]) {
            let line = line.trim();
            if line.starts_with('#') {
                continue;
            }
            if let Some(line) = line.strip_suffix('\\') {
                instruction.push_str(line);
                instruction.push(' ');
                continue;
            }
            instruction.push_str(line);
            names.add(&instruction);
            instruction.clear();
        }
        names
    }

    fn add(&mut self, instruction: &str) {
        let mut words = instruction.split_whitespace();
        let Some(word) = words.next() else { return };
        if word.eq_ignore_ascii_case("FROM") {
            let stage = words.filter(|word| !word.starts_with("--")).nth(2);
            self.stages.extend(stage.map(str::to_owned));
        } else if word.eq_ignore_ascii_case("ARG") {
            let name = |word: &str| word.split('=').next().unwrap_or_default().to_owned();
            self.arguments.extend(words.map(name));
        }
    }
}
