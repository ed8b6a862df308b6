//! Compares the server's consent with a reference model that was written from the contract alone. Random bursts of
//! messages and calls are sent without waiting, and the result is compared with `consent_model/reference.rs`.
//!
//! Independently of the order in which the server handles a burst, forbidden events must not leave, and events that
//! every source allows at all times must arrive at every sink that accepts them. `CANDOR_FUZZ_CASES` sets the number of
//! bursts, and `CANDOR_FUZZ_SEED` selects other bursts.

#[path = "consent_model/dice.rs"]
mod dice;
#[path = "consent_model/driver.rs"]
mod driver;
#[path = "consent_model/reference.rs"]
mod reference;

use std::io::Write as _;

use candor::server::Threads;
use dice::Dice;
use driver::{Counts, Driver};

/// The number of bursts in CI, and the number of bursts that each server instance handles.
const BURSTS: u64 = 10_000;
const BURSTS_PER_SERVER: u64 = 20;

#[test]
fn the_server_agrees_with_the_contract_in_random_bursts() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().expect("a number"));
    let bursts = number("CANDOR_FUZZ_CASES").unwrap_or(BURSTS);
    let seed = number("CANDOR_FUZZ_SEED").unwrap_or(1);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .expect("threads can be started");
    let threads = Threads::default();
    threads.reserve().expect("threads can be started");
    let mut counts = Counts::default();
    for server in 0..bursts.div_ceil(BURSTS_PER_SERVER) {
        let mut driver = Driver::start(runtime.handle(), &threads, Dice::new(seed.wrapping_add(server)));
        for _ in 0..BURSTS_PER_SERVER {
            if let Err(violation) = driver.burst() {
                panic!("seed {}, server {server}: {violation}\n{}", seed, driver.log());
            }
        }
        counts.add(&driver.counts);
    }
    writeln!(std::io::stdout(), "{counts:?}").expect("the output is open");
    // If no event leaves, or no event is held back, the comparison is meaningless.
    let tenth = usize::try_from(bursts / 10).expect("a number of bursts");
    for (what, count) in [
        ("events that reached the host", counts.to_host),
        ("events that reached the client", counts.to_client),
        ("events that had to be delivered", counts.required),
        ("events that nobody may see", counts.forbidden),
        ("answers", counts.answers),
        ("looks at held sinks", counts.held),
    ] {
        assert!(count > tenth, "{what}: {count} in {bursts} bursts");
    }
}
