//! Panics that tests request, to check how JavaScript sees them. Not part of releases.

use std::sync::atomic::{AtomicBool, Ordering};

use napi_derive::napi;

static PANICS_NEXT: AtomicBool = AtomicBool::new(false);

/// Makes the next entry point that is called panic.
#[napi(skip_typescript)]
#[cfg_attr(test, allow(dead_code, reason = "napi exports functions in the addon only"))]
pub fn panic_in_next_call() {
    PANICS_NEXT.store(true, Ordering::SeqCst);
}

/// Panics if [`panic_in_next_call`] requested it for this call.
pub fn panic_if_requested() {
    assert!(!PANICS_NEXT.swap(false, Ordering::SeqCst), "requested by a test");
}
