//! The languages. Pure: text in, facts out; no I/O, no protocol types, no telemetry.
//!
//! [`text`] is what every language reads and reports positions in; [`diagnostic`] is what each says about it, within the
//! limits of [`findings`]. A language has a folder, and a line in each function here. [`syntax`] holds the
//! syntaxes that languages share. [`terraform`] also says what a module requires.

pub mod analysis;
pub mod answers;
pub mod bake;
pub mod compose;
pub mod dockerfile;
mod findings;
mod source;
pub mod syntax;
pub mod terraform;
pub mod text;

use analysis::Analysis;

pub use source::{FileProvider, Options, Source};

/// A language that this server supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    Dockerfile,
    Compose,
    Bake,
    Terraform,
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

    /// Parses a document once, for all questions about it.
    pub fn analyze<'a>(self, source: &Source<'a>) -> Box<dyn Analysis + 'a> {
        match self {
            Self::Dockerfile => Box::new(dockerfile::analyze(source)),
            Self::Compose => Box::new(compose::analyze(source)),
            Self::Bake => Box::new(bake::analyze(source)),
            Self::Terraform => Box::new(terraform::analyze(source)),
        }
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
