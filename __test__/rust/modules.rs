//! Compares what we report of real and generated Terraform modules with what terraform-ls reported of them, and looks
//! at who gets such a report.
//!
//! The reports lie beside the project, in `../shared/goldens` or where `CANDOR_GOLDENS` says; without them there is
//! nothing to compare with, and the test says so and passes.

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

/// A line of the reports.
#[derive(Deserialize)]
struct Golden {
    /// A public repository, or `generated`.
    source: String,
    dir: String,
    files: BTreeMap<String, String>,
    event: Option<Map<String, Value>>,
}

/// How often both report a property, and how often they say the same.
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
        // T12, T13: nothing that is said of every module, and no other feature's word for it.
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

/// The properties that we report of a module, if there is anything to tell.
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

/// What the files of a module say.
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

/// The reports, if they are there.
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

/// Writes past the runner of tests, which keeps to itself what a test prints that passes.
fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
