//! Compose files: syntax errors, and, if the client enables it, validation against the Compose Specification.
//!
//! [`model`] resolves aliases and merges in the YAML of a file, whose plain values [`values`] parse; [`rules`] validates the
//! result.

mod model;
mod rules;
#[cfg(test)]
mod tests;
mod values;

use super::analysis::Analysis;
use super::answers::Diagnostic;
use super::source::Source;
use super::syntax::yaml::Yaml;

/// Whether a file of this name is a Compose file: one that Compose looks for, such as `compose.yaml`, or a variant of it,
/// such as `docker-compose.test.yml`.
pub fn is_file_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { return false };
    let variant = stem.strip_prefix("docker-compose").or_else(|| stem.strip_prefix("compose"));
    variant.is_some_and(|variant| variant.is_empty() || (variant.starts_with('.') && variant.len() > 1))
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
            return rules::schema::diagnostics(&self.yaml, self.source.text, is_complete(self.source.file_name));
        }
        self.syntax_errors.clone()
    }
}

/// Whether Compose reads a file of this name alone or first. Other files can omit what those contain.
fn is_complete(name: &str) -> bool {
    matches!(name, "compose.yaml" | "compose.yml" | "docker-compose.yaml" | "docker-compose.yml")
}
