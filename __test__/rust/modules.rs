//! Compares the properties that we report for real and generated Terraform modules with the reports of terraform-ls,
//! and checks which sinks receive such a report.
//!
//! The reports are in `../shared/goldens`, next to the repository, or in the folder that `CANDOR_GOLDENS` names.
//! Without them, the test prints a message and passes.

#[path = "modules/consent.rs"]
mod consent;
#[path = "modules/expected.rs"]
mod expected;
#[path = "telemetry/initialize_event.rs"]
mod initialize_event;
#[path = "modules/rarity.rs"]
mod rarity;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use candor as library;
use candor::languages::terraform::model::installed::{self, Installed};
use candor::languages::terraform::model::module_requirements::Module;
use candor::server::instrumentation::module_data::Facts;
use candor::telemetry::anonymise::providers::{KnownProviders, ProviderNames};
use candor::telemetry::anonymise::pseudonyms::Pseudonyms;
use candor::telemetry::catalogue::Event;
use serde::Deserialize;
use serde_json::{Map, Value};

use expected::{Dropped, PROPERTIES, comparable, expected};

/// A line in the file of reports.
#[derive(Deserialize)]
struct Golden {
    /// The URL of a public repository, or `generated`.
    source: String,
    dir: String,
    files: BTreeMap<String, String>,
    event: Option<Map<String, Value>>,
}

/// How often each tool reports a property, and how often both report the same value.
#[derive(Default)]
struct Row {
    theirs: usize,
    ours: usize,
    same: usize,
}

#[test]
fn terraform_ls_reports_of_every_module_what_we_report_but_for_the_differences_that_are_meant() {
    let Some(goldens) = find() else { return };
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    let (mut modules, mut differences, mut dropped) = (0, Vec::new(), Dropped::new());
    for golden in goldens.lines().map(|line| serde_json::from_str::<Golden>(line).expect("a report is JSON")) {
        modules += 1;
        let ours = report(&golden);
        let (theirs, ours) = (expected(golden.event, ours.as_ref(), &mut dropped), comparable(ours));
        // T12, T13: no properties that are the same for all modules, and none of other features.
        assert!(ours.keys().all(|key| PROPERTIES.contains(&key.as_str())), "{}: {ours:?}", golden.dir);
        for property in PROPERTIES {
            let (theirs, ours) = (theirs.get(property), ours.get(property));
            let row = rows.entry(property).or_default();
            row.theirs += usize::from(theirs.is_some());
            row.ours += usize::from(ours.is_some());
            row.same += usize::from(theirs.is_some() && theirs == ours);
            if theirs != ours {
                differences.push((golden.dir.clone(), property, format!("theirs {theirs:?}, ours {ours:?}")));
            }
        }
    }
    let mut text = format!("{modules} modules\n{:32} theirs   ours   same\n", "");
    for (property, Row { theirs, ours, same }) in rows {
        let _ = writeln!(text, "  {property:30} {theirs:6} {ours:6} {same:6}");
    }
    let _ = writeln!(text, "  versions that say more than the contract lets out, and how often: {dropped:?}");
    say(&text);
    assert!(differences.is_empty(), "{} differences: {differences:#?}", differences.len());
}

/// Returns the properties that we report for a module, if there are any.
fn report(golden: &Golden) -> Option<Map<String, Value>> {
    let texts = Texts::of(golden);
    let facts = texts.facts();
    let pseudonyms = Pseudonyms::default();
    let known = KnownProviders { named_by_host: &[] };
    let event = facts.full(ProviderNames { known, pseudonyms: &pseudonyms }).expect("there is randomness");
    let event = Event::new(&event).expect("an event within its limits");
    let mut event: Value = serde_json::from_str(event.json()).expect("an event is JSON");
    let Value::Object(mut properties) = event["properties"].take() else { panic!("an event has properties") };
    properties.remove("moduleId").expect("a module has an identity");
    assert_eq!(facts.are_reportable(), !properties.is_empty(), "{}", golden.dir);
    facts.are_reportable().then_some(properties)
}

/// The facts in the files of a module.
struct Texts {
    module: Module,
    installed: Installed,
}

impl Texts {
    fn of(golden: &Golden) -> Self {
        let files = golden.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let lock = golden.files.get(".terraform.lock.hcl").map(String::as_str).unwrap_or_default();
        Self { module: Module::parse(files), installed: installed::from_lock_file(lock) }
    }

    fn facts(&self) -> Facts<'_> {
        let Self { module, installed } = self;
        Facts { directory: "/m", module, installed, terraform_version: None }
    }
}

/// Returns the reports, if they exist.
fn find() -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/goldens");
    let folder = std::env::var_os("CANDOR_GOLDENS").map_or_else(beside, PathBuf::from);
    let file = folder.join("terraform/modules.jsonl");
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        say(&format!("skipped: there are no reports to compare with in {}\n", file.display()));
    }
    text
}

/// Prints a message even if the test passes. The test runner would hide the output of `println!`.
fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
