//! Compose files: what makes one unreadable, and, where the client asks for it, what the Compose Specification refuses.
//!
//! [`model`] is what Compose makes of a YAML text; [`schema`] compares it with the specification.

mod model;
mod scalar;
mod schema;
#[cfg(test)]
mod tests;

use super::Source;
use super::analysis::Analysis;
use super::answers::Diagnostic;
use super::syntax::yaml::Yaml;

/// Whether a file of this name is a Compose file: `compose.yaml`, `compose.override.yml`, `docker-compose.test.yml`,
/// `my-docker-compose.yaml` and the like, which are the names editors know for it and those that Compose looks for.
pub fn is_file_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { return false };
    let has_compose_after_docker = stem.split_once("docker").is_some_and(|(_, rest)| rest.contains("compose"));
    stem == "compose" || stem.starts_with("compose.") || has_compose_after_docker
}

/// A parsed Compose file.
pub struct ComposeAnalysis<'a> {
    source: Source<'a>,
    yaml: Yaml<'a>,
    syntax_errors: Vec<Diagnostic>,
}

pub fn analyze<'a>(source: &Source<'a>) -> ComposeAnalysis<'a> {
    let (yaml, syntax_errors) = Yaml::parse(source.text);
    ComposeAnalysis { source: *source, yaml, syntax_errors }
}

impl Analysis for ComposeAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        // An incomplete model would only repeat that the text is broken.
        if self.syntax_errors.is_empty() && self.source.options.validate_compose {
            return schema::diagnostics(&self.yaml, self.source.text, is_complete(self.source.file_name));
        }
        self.syntax_errors.clone()
    }
}

/// Whether Compose reads a file of this name alone or before all others. Any other may leave out what those say.
fn is_complete(name: &str) -> bool {
    matches!(name, "compose.yaml" | "compose.yml" | "docker-compose.yaml" | "docker-compose.yml")
}
