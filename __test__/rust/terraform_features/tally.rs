//! Counts the answers that agree with the recordings, and compares the counts with the goals.

use std::collections::BTreeMap;
use std::io::Write as _;

/// The minimum agreement for each request, per thousand.
const GOALS: [(&str, usize); 10] = [
    ("symbols", 995),
    ("definition", 995),
    ("references", 995),
    ("tokens", 995),
    ("token types", 995),
    ("lens", 990),
    ("hover", 995),
    ("signature", 995),
    ("completion: in the first ten", 900),
    ("completion: first", 600),
];

/// The answers that agree, for each request.
pub struct Tally {
    /// For each request, the number of answers that agree, and the total number of answers.
    counts: BTreeMap<&'static str, (usize, usize)>,
    /// The request whose differences are printed.
    shown: Option<String>,
}

impl Tally {
    pub fn new(shown: Option<String>) -> Self {
        Self { counts: BTreeMap::new(), shown }
    }

    pub fn count(&mut self, request: &'static str, agrees: bool, difference: impl FnOnce() -> String) {
        let (same, all) = self.counts.entry(request).or_default();
        *same += usize::from(agrees);
        *all += 1;
        if !agrees && self.shown.as_deref() == Some(request) {
            say(&format!("{request}: {}\n", difference()));
        }
    }

    /// Prints the agreement, and returns the requests that do not reach their goal.
    pub fn print(&self, name: &str) -> Vec<String> {
        let mut misses = Vec::new();
        for (request, (same, all)) in &self.counts {
            let permille = same * 1_000 / all.max(&1);
            say(&format!("{name}: {request}: {same} of {all} ({}.{} %)\n", permille / 10, permille % 10));
            let goal = GOALS.iter().find(|(name, _)| name == request);
            if let Some((_, goal)) = goal.filter(|(_, goal)| permille < *goal) {
                misses.push(format!("{name}: {request}: {permille} of 1000, and not {goal}"));
            }
        }
        misses
    }
}

/// Prints a message even if the test passes. The test runner would hide the output of `println!`.
pub fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
