//! How rare reports of real modules are: whether a report, or one event of a coarse report, could stand for the module
//! that it is about. The documentation gives the shares that are measured here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use candor::server::instrumentation::module_data::CoarseReport;
use candor::telemetry::anonymise::providers::KnownProviders;
use candor::telemetry::catalogue::{CatalogueEvent, Event};
use serde_json::{Map, Value};

use super::{Golden, Texts, find, report, say};

/// A coarse event that is seen in fewer modules than this could be a fingerprint.
const COMMON: usize = 5;

/// Largest share of such events, in percent.
const LARGEST_SHARE: f64 = 4.0;

#[test]
fn reports_of_real_modules_are_as_rare_as_the_documentation_says() {
    let Some(goldens) = find() else { return };
    let goldens = goldens.lines().map(|line| serde_json::from_str::<Golden>(line).expect("a report is JSON"));
    let (mut reported, mut full, mut coarse) = (0, BTreeMap::new(), BTreeMap::new());
    for golden in goldens.filter(|golden| golden.source != "generated") {
        if let Some(properties) = report(&golden) {
            reported += 1;
            *full.entry(without_identities(properties)).or_default() += 1;
        }
        let known = KnownProviders { named_by_host: &[] };
        let events: Vec<String> = Texts::of(&golden).facts().coarse(known).iter().map(json).collect();
        assert_eq!(events.iter().collect::<BTreeSet<_>>().len(), events.len(), "each event of a module is sent once");
        for event in events {
            *coarse.entry(event).or_default() += 1;
        }
    }
    let unique = share(&full, 2);
    let rare = share(&coarse, COMMON);
    say(&format!(
        "{reported} real modules\n\
        \x20 full reports that no other module has:                {unique:.1} %\n\
        \x20 coarse events that are seen in fewer than {COMMON} modules: {rare:.1} %\n"
    ));
    assert!(rare <= LARGEST_SHARE, "{rare}");
    let guide = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/telemetry.md"));
    let guide = guide.expect("the file exists").split_whitespace().collect::<Vec<_>>().join(" ");
    for figure in [format!("of {reported} public modules"), format!("{unique:.1}%"), format!("{rare:.1}%")] {
        assert!(guide.contains(&figure), "docs/telemetry.md does not contain: {figure}");
    }
}

/// The share, in percent, of what is seen fewer than `times` times.
fn share(seen: &BTreeMap<String, usize>, times: usize) -> f64 {
    let sum = |counts: &mut dyn Iterator<Item = &usize>| -> f64 {
        counts.map(|count| f64::from(u16::try_from(*count).expect("goldens are few"))).sum()
    };
    100.0 * sum(&mut seen.values().filter(|count| **count < times)) / sum(&mut seen.values())
}

/// A report with the number of unlisted providers in the place of their random identities.
fn without_identities(mut properties: Map<String, Value>) -> String {
    for map in ["providerRequirements", "installedProviders"] {
        let Some(Value::Object(providers)) = properties.get_mut(map) else { continue };
        let before = providers.len();
        providers.retain(|address, _| !address.starts_with("unlisted/"));
        let unlisted = before - providers.len();
        providers.insert("unlisted".to_owned(), unlisted.into());
    }
    Value::from(properties).to_string()
}

fn json(report: &CoarseReport) -> String {
    fn written(event: &impl CatalogueEvent) -> String {
        Event::new(event).expect("an event within its limits").json().to_owned()
    }
    match report {
        CoarseReport::Settings(event) => written(event),
        CoarseReport::Provider(event) => written(event),
    }
}
