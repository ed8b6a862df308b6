//! The languages. Pure: text in, facts out; no I/O, no protocol types, no telemetry.
//!
//! [`text`] is what every language reads and reports positions in; [`diagnostic`] is what each says about it, within the
//! limits of [`findings`]. A language has a folder, and a line in each function here. [`syntax`] holds the
//! syntaxes that languages share. [`terraform`] also says what a module requires.

pub mod bake;
pub mod compose;
pub mod diagnostic;
pub mod dockerfile;
mod findings;
pub mod syntax;
pub mod terraform;
pub mod text;

use std::ops::Range;

use diagnostic::{Diagnostic, Fix};

/// A language that gives diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    Dockerfile,
    Compose,
    Bake,
    Terraform,
}

/// What a language may ask about.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub text: &'a str,
    /// The last part of the document's path.
    pub file_name: &'a str,
    pub files: &'a dyn Files,
    pub options: Options,
}

/// The files around a document.
pub trait Files {
    /// The text of a file, if there is one: its path from the document's folder, with `/` between the parts.
    fn read(&self, path: &str) -> Option<String>;

    /// The names of what lies in the document's folder, in no order. Nothing where there is no folder.
    fn names(&self) -> Vec<String> {
        Vec::new()
    }
}

/// What the client asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Leaves out what another Dockerfile server in the same editor says too.
    pub remove_overlapping_issues: bool,
    /// Validates Compose files against the schema of the Compose Specification.
    pub validate_compose: bool,
}

impl Language {
    /// The language of a document: by the client's identifier where that is one of ours; by the file's name where it is
    /// one of form only, as an editor without an extension for it calls a Compose file YAML.
    pub fn of(identifier: &str, file_name: &str) -> Option<Self> {
        match identifier {
            "dockerfile" => return Some(Self::Dockerfile),
            "dockercompose" => return Some(Self::Compose),
            "dockerbake" => return Some(Self::Bake),
            "terraform" | "terraform-vars" => return Some(Self::Terraform),
            // What editors call a file of which they know no more than its form.
            "" | "plaintext" | "text" | "yaml" | "yaml.docker-compose" | "json" | "jsonc" | "hcl" => {}
            _ => return None,
        }
        if bake::is_file_name(file_name) {
            Some(Self::Bake)
        } else if compose::is_file_name(file_name) {
            Some(Self::Compose)
        } else if dockerfile::is_file_name(file_name) {
            Some(Self::Dockerfile)
        } else if terraform::is_file_name(file_name) || terraform::is_values_name(file_name) {
            Some(Self::Terraform)
        } else {
            None
        }
    }

    /// Everything wrong in a document, in the order of the text.
    pub fn diagnostics(self, source: &Source) -> Vec<Diagnostic> {
        match self {
            Self::Dockerfile => dockerfile::diagnostics(source),
            Self::Compose => compose::diagnostics(source),
            Self::Bake => bake::diagnostics(source),
            Self::Terraform => terraform::diagnostics(source),
        }
    }

    /// The quick fixes for what is wrong within a range, the best first.
    pub fn fixes(self, source: &Source, within: Range<usize>) -> Vec<Fix> {
        let mut fixes = match self {
            Self::Dockerfile => dockerfile::fixes(source, &within),
            Self::Compose => Vec::new(),
            Self::Bake => bake::fixes(source, within),
            Self::Terraform => terraform::fixes(source, &within),
        };
        findings::limit_edits(&mut fixes);
        fixes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_identifier_then_by_its_name() {
        for (identifier, name, language) in [
            ("dockerfile", "x", Some(Language::Dockerfile)),
            ("dockercompose", "x.yml", Some(Language::Compose)),
            ("dockerbake", "x", Some(Language::Bake)),
            ("yaml", "compose.yaml", Some(Language::Compose)),
            ("yaml.docker-compose", "docker-compose.yml", Some(Language::Compose)),
            ("hcl", "docker-bake.hcl", Some(Language::Bake)),
            ("json", "docker-bake.json", Some(Language::Bake)),
            ("plaintext", "Containerfile", Some(Language::Dockerfile)),
            ("plaintext", "Dockerfile.dev", Some(Language::Dockerfile)),
            ("plaintext", "api.Dockerfile", Some(Language::Dockerfile)),
            ("plaintext", "Dockerfile.dockerignore", None),
            ("plaintext", "Dockerfile.j2", None),
            ("markdown", "Dockerfile.md", None),
            ("terraform", "Dockerfile", Some(Language::Terraform)),
            ("terraform-vars", "x", Some(Language::Terraform)),
            ("plaintext", "main.tf", Some(Language::Terraform)),
            ("hcl", "main.tf", Some(Language::Terraform)),
            ("json", "main.tf.json", Some(Language::Terraform)),
            ("hcl", "a.auto.tfvars", Some(Language::Terraform)),
            ("json", "a.tfvars.json", Some(Language::Terraform)),
            ("hcl", "main.hcl", None),
            ("hcl", "main.tftest.hcl", None),
            ("plaintext", "notes", None),
        ] {
            assert_eq!(Language::of(identifier, name), language, "{identifier} {name}");
        }
    }
}
