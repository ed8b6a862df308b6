//! The languages. Pure: text in, facts out; no I/O, no protocol types, no telemetry.
//!
//! [`text`] is what every language reads and reports positions in. A language gets a folder beside it, and its
//! place in [`Language`].

pub mod text;

/// A language that this server understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Dockerfile,
    Compose,
    Bake,
    Terraform,
    TerraformVariables,
}

impl Language {
    /// By the identifier that clients give in `textDocument/didOpen`.
    pub fn of_identifier(identifier: &str) -> Option<Self> {
        match identifier {
            "dockerfile" => Some(Self::Dockerfile),
            "dockercompose" => Some(Self::Compose),
            "dockerbake" => Some(Self::Bake),
            "terraform" => Some(Self::Terraform),
            "terraform-vars" => Some(Self::TerraformVariables),
            _ => None,
        }
    }
}
