//! The names in a Dockerfile to which a Bake file can refer.

use std::collections::HashSet;

use crate::languages::dockerfile::{self, Instruction, Keyword};

/// The stages and arguments of a Dockerfile.
#[derive(Debug, Default)]
pub struct Names {
    pub stages: HashSet<String>,
    pub arguments: HashSet<String>,
}

impl Names {
    pub fn parse(text: &str) -> Self {
        let mut names = Self::default();
        for instruction in &dockerfile::parse(text).instructions {
            names.add(instruction);
        }
        names
    }

    fn add(&mut self, instruction: &Instruction) {
        let words = instruction.words().iter().map(|word| instruction.word(word));
        match instruction.keyword {
            Keyword::From => self.stages.extend(words.skip(2).take(1).map(str::to_owned)),
            Keyword::Arg => {
                let name = |word: &str| word.split('=').next().unwrap_or_default().to_owned();
                self.arguments.extend(words.map(name));
            }
            _ => {}
        }
    }
}
