//! What an event may contain about a Terraform module as a whole: where it keeps its state, and a random identifier of
//! its directory.

use super::pseudonyms::Pseudonyms;
use crate::telemetry::allowlists;

/// The random identifier of a module's directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleId(String);
text_property!(ModuleId, "string");

impl ModuleId {
    pub fn of(directory: &str, pseudonyms: &Pseudonyms) -> Option<Self> {
        pseudonyms.module(directory).map(Self)
    }
}

/// The type of a backend if it is one of Terraform's own, else `custom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackendType(&'static str);
text_property!(
    BackendType,
    "'local' | 'remote' | 'azurerm' | 'consul' | 'cos' | 'gcs' | 'http' | 'kubernetes' | 'oci' | 'oss' | 'pg' | 's3' | 'custom'"
);

impl BackendType {
    pub fn of(backend: &str) -> Self {
        Self(allowlists::BACKENDS.iter().find(|known| **known == backend).copied().unwrap_or("custom"))
    }

    pub fn is_remote(self) -> bool {
        self.0 == "remote"
    }
}

/// The host of a backend or of HCP Terraform: the default one or any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackendHostname(&'static str);
text_property!(BackendHostname, "'app.terraform.io' | 'custom-hostname'");

impl BackendHostname {
    /// Classifies a hostname. An empty one means the default.
    pub fn of(hostname: &str) -> Self {
        Self(if matches!(hostname, "" | "app.terraform.io") { "app.terraform.io" } else { "custom-hostname" })
    }
}

#[cfg(test)]
mod tests;
