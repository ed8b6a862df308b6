//! The languages. This folder is pure: text in, facts out; no I/O, no protocol types, no telemetry.
//!
//! Each language has a folder and implements [`analysis::Analysis`], whose answers are defined in [`answers`]. [`text`]
//! converts between offsets and positions, [`findings`] limits how many problems a rule reports, and [`syntax`]
//! contains the parsers that several languages share. [`terraform`] also extracts the requirements of a module.

pub mod analysis;
pub mod answers;
pub mod bake;
mod build_references;
mod builds;
mod byte_size;
pub mod compose;
pub mod dockerfile;
pub mod features;
mod findings;
mod folder_facts;
mod predicted_completions;
mod rule_documentation;
mod rule_settings;
pub mod sort;
mod source;
pub mod syntax;
pub mod terraform;
pub mod text;
mod workspace_images;

use analysis::Analysis;

pub use folder_facts::{Facts, FileState, FolderChanges, FolderFacts, FolderFactsKind};
pub use rule_documentation::RuleDocumentation;
pub use rule_settings::{RuleSetting, RuleSettings, UnknownRule};
pub use source::{FileProvider, MAX_ENTRIES, Options, Source};

/// A language that this server supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Dockerfiles and Containerfiles.
    Dockerfile,
    /// Compose files.
    Compose,
    /// Bake files, in HCL or JSON.
    Bake,
    /// Files of Terraform and OpenTofu, in HCL or JSON.
    Terraform,
}

/// A kind of document that editors distinguish by its language identifier.
struct DocumentKind {
    /// The language identifier that editors use for this kind.
    identifier: &'static str,
    /// Other language identifiers with the same meaning.
    aliases: &'static [&'static str],
    language: Language,
    /// Whether a file of this name is of this kind.
    is_file_name: fn(&str) -> bool,
    /// Language identifiers that only name a syntax. For these, the file name decides.
    syntaxes: &'static [&'static str],
}

/// Language identifiers of editors that do not know the language of a file.
const PLAIN_TEXT: [&str; 3] = ["", "plaintext", "text"];

const JSON_AND_HCL: &[&str] = &["json", "jsonc", "hcl"];

/// Maps documents to languages. The first entry that matches counts.
const DOCUMENT_KINDS: [DocumentKind; 13] = [
    DocumentKind {
        identifier: "dockerbake",
        aliases: &[],
        language: Language::Bake,
        is_file_name: bake::is_file_name,
        syntaxes: JSON_AND_HCL,
    },
    DocumentKind {
        identifier: "dockercompose",
        aliases: &["yaml.docker-compose"],
        language: Language::Compose,
        is_file_name: compose::is_file_name,
        syntaxes: &["yaml"],
    },
    DocumentKind {
        identifier: "dockerfile",
        aliases: &[],
        language: Language::Dockerfile,
        is_file_name: dockerfile::is_file_name,
        syntaxes: &[],
    },
    terraform_kind("terraform-vars", terraform::is_tfvars_file),
    terraform_kind("terraform", terraform::is_file_name),
    terraform_kind("terraform-test", terraform::is_test_file),
    terraform_kind("terraform-mock", terraform::is_mock_file),
    terraform_kind("opentofu", terraform::is_opentofu_file),
    // The files of all other commands share one syntax.
    terraform_kind("terraform-stack", terraform::is_other_file),
    terraform_kind("terraform-deploy", terraform::is_other_file),
    terraform_kind("terraform-search", terraform::is_other_file),
    terraform_kind("terraform-policy", terraform::is_other_file),
    terraform_kind("terraform-policytest", terraform::is_other_file),
];

const fn terraform_kind(identifier: &'static str, is_file_name: fn(&str) -> bool) -> DocumentKind {
    DocumentKind { identifier, aliases: &[], language: Language::Terraform, is_file_name, syntaxes: JSON_AND_HCL }
}

/// Returns the language identifier that an editor would use for a file of this name, if the file belongs to a supported
/// language.
pub fn identifier_of_file(file_name: &str) -> Option<&'static str> {
    DOCUMENT_KINDS.iter().find(|kind| (kind.is_file_name)(file_name)).map(|kind| kind.identifier)
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 4] = [Self::Dockerfile, Self::Compose, Self::Bake, Self::Terraform];

    /// Detects the language of a document by the client's language identifier, or by the file name if the identifier
    /// only names a syntax. For example, an editor without an extension for Compose files opens them as YAML.
    pub fn detect(identifier: &str, file_name: &str) -> Option<Self> {
        let is_meant = |kind: &&DocumentKind| {
            let is_generic = PLAIN_TEXT.contains(&identifier) || kind.syntaxes.contains(&identifier);
            kind.identifier == identifier
                || kind.aliases.contains(&identifier)
                || (is_generic && (kind.is_file_name)(file_name))
        };
        DOCUMENT_KINDS.iter().find(is_meant).map(|kind| kind.language)
    }

    /// The documentation of every rule that has a code.
    pub fn rules(self) -> Vec<RuleDocumentation> {
        match self {
            Self::Dockerfile => dockerfile::Rule::ALL.iter().map(|rule| rule.documentation()).collect(),
            Self::Terraform => terraform::Rule::ALL.iter().map(|rule| rule.documentation()).collect(),
            Self::Compose => compose::Rule::ALL.iter().map(|rule| rule.documentation()).collect(),
            Self::Bake => Vec::new(),
        }
    }

    /// Parses a document once, for all requests about it.
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
    fn a_language_is_detected_by_the_identifier_or_else_by_the_file_name() {
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
            ("dockerfile", "Dockerfile.gotmpl", Some(Language::Dockerfile)),
            ("plaintext", "dockerfile", Some(Language::Dockerfile)),
            ("plaintext", "Dockerfile.alpine-3.20", Some(Language::Dockerfile)),
            ("plaintext", "Containerfile.rhel9", Some(Language::Dockerfile)),
            ("yaml", "Dockerfile.yaml", None),
            ("yaml", "dockerfile.yml", None),
            ("json", "dockerfile.json", None),
            ("hcl", "Dockerfile.hcl", None),
            ("yaml", "Dockerfile.dev", None),
            ("plaintext", "dockerfile.yml", None),
            ("plaintext", "dockerfile.txt", None),
            ("plaintext", "Dockerfile.in", None),
            ("plaintext", "Dockerfile.gotmpl", None),
            ("plaintext", "Dockerfile.mustache", None),
            ("plaintext", "Dockerfile.patch", None),
            ("plaintext", "Dockerfile.", None),
            ("plaintext", ".Dockerfile", None),
            ("plaintext", "Dockerfile.dev~", None),
            ("plaintext", "MyDockerfile", None),
            ("yaml", "install-docker-compose.yml", None),
            ("plaintext", "compose.dev.yaml", Some(Language::Compose)),
            ("json", "compose.yaml", None),
            ("yaml", "main.tf", None),
            ("markdown", "Dockerfile.md", None),
            ("terraform", "Dockerfile", Some(Language::Terraform)),
            ("terraform-vars", "x", Some(Language::Terraform)),
            ("plaintext", "main.tf", Some(Language::Terraform)),
            ("hcl", "main.tf", Some(Language::Terraform)),
            ("json", "main.tf.json", Some(Language::Terraform)),
            ("hcl", "a.auto.tfvars", Some(Language::Terraform)),
            ("json", "a.tfvars.json", Some(Language::Terraform)),
            ("hcl", "main.hcl", None),
            ("hcl", "main.tftest.hcl", Some(Language::Terraform)),
            ("json", "main.tftest.json", Some(Language::Terraform)),
            ("hcl", "main.tofu", Some(Language::Terraform)),
            ("hcl", "main.tfstack.hcl", Some(Language::Terraform)),
            ("terraform-search", "x", Some(Language::Terraform)),
            ("plaintext", "notes", None),
        ] {
            assert_eq!(Language::detect(identifier, name), language, "{identifier} {name}");
        }
    }
    #[test]
    fn a_file_name_has_the_identifier_that_editors_use() {
        for (name, identifier) in [
            ("docker-bake.override.json", Some("dockerbake")),
            ("docker-compose.dev.yaml", Some("dockercompose")),
            ("my-docker-compose.yaml", None),
            ("dockerfile", Some("dockerfile")),
            ("containerfile", Some("dockerfile")),
            ("dockerfile.dev", Some("dockerfile")),
            ("Dockerfile.dockerignore", None),
            ("a.tfvars.json", Some("terraform-vars")),
            ("main.tf.json", Some("terraform")),
            ("main.tftest.hcl", Some("terraform-test")),
            ("main.tofu", Some("opentofu")),
            ("main.json", None),
        ] {
            assert_eq!(identifier_of_file(name), identifier, "{name}");
        }
    }
}
