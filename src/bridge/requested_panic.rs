//! Lets a test make the start of a server panic, to see what JavaScript gets then. Not in releases.

use crate::server::Options;

/// Panics if the options name the section that tests use to request it.
pub fn panic_if_requested(options: &Options) {
    assert!(options.section != "candor.testing.panic", "requested by a test");
}
