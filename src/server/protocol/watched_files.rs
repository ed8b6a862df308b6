//! The files whose changes the client should report, because results depend on them.

use std::path::PathBuf;

use serde_json::{Value, json};
use tower_lsp::lsp_types::Url;

use crate::languages::Language;
use crate::workspace::document_discovery::language_of;

/// Patterns of the files. In some clients a star does not match the empty string, so names are listed with and without
/// it. The last line lists the files and folders that Terraform installs. [`is_watched_name`] decides which names
/// match.
const PATTERNS: [&str; 8] = [
    "**/{.dockerignore,*.dockerignore}",
    "**/{Dockerfile,Dockerfile*,*Dockerfile,*.dockerfile,Containerfile,Containerfile*}",
    "**/docker-bake{,.override}.{hcl,json}",
    "**/{compose,compose.*,docker-compose,docker-compose*}.{yaml,yml}",
    "**/{.env,.env.*,*.env}",
    "**/*.{tf,tf.json,tofu,tofu.json}",
    "**/*.{tfvars,tfvars.json,tftest.hcl,tftest.json,tofutest.hcl,tofutest.json,tfmock.hcl}",
    "**/{.terraform,.terraform.lock.hcl,.terraform/modules/modules.json,.terraform/plugins/selections.json}",
];

/// Whether a client reports changes of a file with this name, anywhere in the open folders. The server also supports
/// names in upper or lower case, but not all clients report them.
pub fn is_watched_name(name: &str) -> bool {
    let ends_with = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let starts_with = |beginnings: &[&str]| beginnings.iter().any(|beginning| name.starts_with(beginning));
    if ends_with(&[".yaml", ".yml"]) {
        return starts_with(&["compose.", "docker-compose"]) && language_of(name).is_some();
    }
    matches!(name, ".env" | ".terraform.lock.hcl")
        || language_of(name) == Some(Language::Bake)
        || starts_with(&["Dockerfile", "Containerfile", ".env."])
        || ends_with(&["Dockerfile", ".dockerfile", ".dockerignore", ".env"])
        || ends_with(&[".tf", ".tf.json", ".tofu", ".tofu.json", ".tfvars", ".tfvars.json"])
        || ends_with(&[".tftest.hcl", ".tftest.json", ".tofutest.hcl", ".tofutest.json", ".tfmock.hcl"])
}

/// Returns the parameters of the request to watch these files, and further files given by their absolute paths.
pub fn registration(others: &[PathBuf]) -> Value {
    let patterns = PATTERNS.iter().map(|pattern| json!(pattern));
    let others = others.iter().filter_map(|file| {
        let (folder, name) = (Url::from_directory_path(file.parent()?).ok()?, file.file_name()?.to_str()?);
        // Other names would need escapes, which patterns do not support.
        let is_plain = !name.contains(['*', '?', '{', '}', '[', ']']);
        is_plain.then(|| json!({ "baseUri": folder, "pattern": name }))
    });
    let watchers: Vec<Value> = patterns.chain(others).map(|pattern| json!({ "globPattern": pattern })).collect();
    json!({
        "registrations": [{
            "id": "candor.didChangeWatchedFiles",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        }],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_watched_that_the_patterns_match() {
        for name in [
            "Dockerfile",
            "Dockerfile.dev",
            "api.Dockerfile",
            "api.dockerfile",
            "Containerfile",
            ".dockerignore",
            "Dockerfile.dockerignore",
            "docker-bake.hcl",
            "compose.yaml",
            "compose.override.yml",
            "docker-compose.yml",
            "docker-compose.test.yaml",
            ".env",
            ".env.local",
            "web.env",
            "main.tf",
            "main.tf.json",
            "a.auto.tfvars",
            ".terraform.lock.hcl",
        ] {
            assert!(is_watched_name(name), "{name}");
        }
        for name in ["dockerfile", "my-docker-compose.yaml", "values.yaml", "build.docker", "main.hcl", "environment"] {
            assert!(!is_watched_name(name), "{name}");
        }
    }
}
