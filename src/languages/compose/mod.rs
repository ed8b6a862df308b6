//! Compose files: what makes one unreadable, and, where the client asks for it, what the Compose Specification refuses.
//!
//! [`model`] is what Compose makes of a YAML text; [`schema`] compares it with the specification.

mod model;
mod scalar;
mod schema;
#[cfg(test)]
mod tests;

use super::Source;
use super::diagnostic::Diagnostic;
use super::syntax::yaml::Yaml;

/// Whether a file of this name is a Compose file: `compose.yaml`, `compose.override.yml`, `docker-compose.test.yml`,
/// `my-docker-compose.yaml` and the like, which are the names editors know for it and those that Compose looks for.
pub fn is_file_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { return false };
    let has_compose_after_docker = stem.split_once("docker").is_some_and(|(_, rest)| rest.contains("compose"));
    stem == "compose" || stem.starts_with("compose.") || has_compose_after_docker
}

pub fn diagnostics(source: &Source) -> Vec<Diagnostic> {
    let (yaml, mut diagnostics) = Yaml::parse(source.text);
    // A model with holes would only say again that the text is broken.
    if diagnostics.is_empty() && source.options.validate_compose {
        diagnostics = schema::diagnostics(&yaml, source.text, is_complete(source.file_name));
    }
    diagnostics
}

/// Whether Compose reads a file of this name alone or before all others. Any other may leave out what those say.
fn is_complete(name: &str) -> bool {
    matches!(name, "compose.yaml" | "compose.yml" | "docker-compose.yaml" | "docker-compose.yml")
}
