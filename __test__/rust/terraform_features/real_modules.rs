//! Checks that there are no errors in recorded modules of real projects, which are known to be valid.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::languages::answers::Severity;
use candor::languages::terraform::model::provider_schemas::ProviderSchemas;
use candor::languages::{Facts, Language, Options, Source};
use serde_json::Value;

use super::{Files, say};

/// Modules that Terraform rejects, too.
const INVALID: [&str; 5] = [
    // Types are quoted.
    "quickstart/301-aks-enterprise",
    // References to names that no file declares.
    "modules/ai-applications",
    "modules/cloudsql-instance",
    "modules/managed-kafka",
    "quickstart/101-azure-virtual-desktop-anf",
];

#[test]
fn no_real_module_has_an_error() {
    let folder = std::env::var_os("CANDOR_GOLDENS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/goldens"), PathBuf::from);
    let Ok(rows) = std::fs::read_to_string(folder.join("terraform/modules.jsonl")) else {
        say(&format!("skipped: there are no modules in {}\n", folder.display()));
        return;
    };
    let schemas = std::fs::read_to_string(folder.join("terraform/provider-schemas.json")).ok();
    let schemas =
        schemas.map(|json| Arc::new(ProviderSchemas::parse(&json).expect("the schemas can be read")) as Facts);
    let (mut modules, mut counts, mut errors) = (0, BTreeMap::new(), Vec::new());
    for row in rows.lines().map(|row| serde_json::from_str::<Value>(row).expect("a module is JSON")) {
        // In folders with test data, each file is a separate module.
        let is_data = ["testdata", "tests/fixtures", "examples/encryption"]
            .iter()
            .any(|part| row["dir"].as_str().is_some_and(|folder| folder.contains(part)));
        if row["source"] == "generated" || is_data {
            continue;
        }
        modules += 1;
        let texts = row["files"].as_object().expect("a module has files");
        let texts: BTreeMap<String, Arc<str>> =
            texts.iter().map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().into())).collect();
        for (path, text) in &texts {
            let (folder, file_name) = path.rsplit_once('/').unwrap_or(("", path));
            let files = Files { texts: &texts, folder, schemas: schemas.clone() };
            let source = Source { text, file_name, files: &files, options: Options::default() };
            for diagnostic in Language::Terraform.analyze(&source).diagnostics() {
                let Some(code) = diagnostic.code else { continue };
                *counts.entry(code.name).or_insert(0) += 1;
                if std::env::var("CANDOR_DIFFERENCES").is_ok_and(|rule| rule == code.name) {
                    say(&format!("{} {} {path}: {}\n", row["source"], row["dir"], diagnostic.message()));
                }
                if diagnostic.severity == Severity::Error && !INVALID.contains(&row["dir"].as_str().unwrap_or_default())
                {
                    errors.push(format!("{} {} {path}: {}", row["source"], row["dir"], diagnostic.message()));
                }
            }
        }
    }
    say(&format!("{modules} real modules: {counts:?}\n"));
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
