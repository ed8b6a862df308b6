//! Panics that tests request, to see what JavaScript gets of a panic. Not in releases.

use std::sync::atomic::{AtomicBool, Ordering};

use napi_derive::napi;

static PANICS_NEXT: AtomicBool = AtomicBool::new(false);

/// Has the next entry point that is called panic.
#[napi(skip_typescript)]
#[cfg_attr(test, allow(dead_code, reason = "napi exports functions in the addon only"))]
pub fn panic_in_next_call() {
    PANICS_NEXT.store(true, Ordering::SeqCst);
}

/// Panics if this is the call that [`panic_in_next_call`] announced.
pub fn panic_if_requested() {
    assert!(!PANICS_NEXT.swap(false, Ordering::SeqCst), "requested by a test");
}
