//! Hooks with which tests cause problems: panics, places that hang, and texts that keep their language busy. Not in
//! releases.

use std::sync::{Condvar, Mutex, PoisonError};

use tower_lsp::lsp_types::Url;

/// The message of every panic that a test causes. It must never leave the process.
pub const SECRET: &str = "secret /home/alice/acme-merger";

/// Panics if the scheme of the document's URI requests it.
pub fn panic_if_requested(uri: &Url) {
    assert!(uri.scheme() != "candor-testing-panic", "{SECRET}");
}

/// Whether places hang if their names request it, and how many hang now.
static HANGING: (Mutex<(bool, u32)>, Condvar) = (Mutex::new((false, 0)), Condvar::new());

/// Hangs at a document or directory if its name requests it, like a file system that has stopped responding.
pub fn hang_if_requested(place: &str) {
    if place.contains("candor-testing-hang") {
        let (state, changed) = &HANGING;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1 += 1;
        let mut state = changed.wait_while(state, |state| state.0).unwrap_or_else(PoisonError::into_inner);
        state.1 -= 1;
        changed.notify_all();
    }
}

/// Makes such places hang in the whole process, or releases everything that hangs and waits until nothing hangs.
pub fn hang(hangs: bool) {
    let (state, changed) = &HANGING;
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    state.0 = hangs;
    changed.notify_all();
    if !hangs {
        let _released = changed.wait_while(state, |state| state.1 > 0).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Returns how many places hang in the process.
pub fn hanging() -> u32 {
    HANGING.0.lock().unwrap_or_else(PoisonError::into_inner).1
}

/// Does what a text requests when its language analyzes it: panics, or stays busy as long as the text is the newest
/// one.
pub fn trouble_if_requested(text: &str, is_newest: impl Fn() -> bool) {
    assert!(!text.contains("candor-testing: panic"), "{SECRET}");
    if text.contains("candor-testing: work until edited") {
        while is_newest() {
            std::thread::yield_now();
        }
    }
}
