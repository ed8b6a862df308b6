//! Catches panics and converts their stacks into function names.
//!
//! The panic hook is set in this library's own copy of the standard library. It passes panics outside of [`catch`] to
//! the previous hook. Frames are captured where the panic happens, which is cheap. Their names are resolved later and
//! elsewhere, which is expensive. The message of the panic is never read.

use std::any::Any;
use std::backtrace::Backtrace;
use std::cell::Cell;
use std::future::Future;
use std::panic::{self, AssertUnwindSafe};
use std::pin::Pin;
use std::sync::Once;
use std::task::{Context, Poll};

use super::anonymise::{FunctionName, StackTrace};
use super::limits;

/// What the hook does with a panic of this thread.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Watch {
    /// The panic is not caught here, so the previous hook handles it.
    NotCaught,
    /// The panic is caught, and its frames are not needed.
    Silent,
    /// The panic is caught, and its frames are captured.
    Captured,
}

thread_local! {
    static WATCH: Cell<Watch> = const { Cell::new(Watch::NotCaught) };
    static FRAMES: Cell<Option<Backtrace>> = const { Cell::new(None) };
}

/// A panic that was caught.
#[derive(Debug)]
pub struct Crash {
    frames: Option<Backtrace>,
}

/// The function names of a crash.
#[derive(Debug)]
pub struct Report {
    pub function: FunctionName,
    pub stack_trace: StackTrace,
}

impl Crash {
    /// Resolves the names of the frames. The first call takes tens of milliseconds, so never call it on a thread that
    /// handles messages.
    pub fn report(self) -> Report {
        let printed = self.frames.map(|backtrace| backtrace.to_string()).unwrap_or_default();
        let names: Vec<Option<&str>> = printed.lines().filter(|line| !is_place(line)).map(printed_name).collect();
        // The top frames belong to the panic machinery: the hook and its callers.
        let top = &names[..names.len().min(limits::FRAMES)];
        let machinery = top.iter().rposition(|name| name.is_some_and(is_panicking)).map_or(0, |last| last + 1);
        let frames: Vec<FunctionName> = names[machinery..].iter().map(|name| FunctionName::of(*name)).collect();
        let function = frames.iter().find(|frame| frame.is_own()).cloned().unwrap_or_else(|| FunctionName::of(None));
        Report { function, stack_trace: StackTrace::of(&frames) }
    }
}

/// Returns the function on a line of a printed backtrace, such as `candor::run` on `   7: candor::run`. Returns `None`
/// for a function without a name. The standard library provides frames only in this form. Functions of crates that are
/// not on the list are not reported.
fn printed_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    // Inlined functions have no number of their own.
    let numbered = line.split_once(": ").filter(|(number, _)| number.parse::<usize>().is_ok());
    Some(numbered.map_or(line, |(_, name)| name)).filter(|name| *name != "<unknown>")
}

/// Whether a line of a printed backtrace is the source location of the function above it.
fn is_place(line: &str) -> bool {
    line.trim_start().starts_with("at ")
}

/// Whether a function belongs to the panic machinery.
fn is_panicking(name: &str) -> bool {
    [
        "core::panicking::",
        "std::panicking::begin_panic",
        "std::panicking::panic_",
        "core::option::unwrap_failed",
        "core::result::unwrap_failed",
    ]
    .iter()
    .any(|start| name.starts_with(start))
}

/// Runs `body` and catches its panic. `wanted` decides whether frames are captured.
pub fn catch<R>(wanted: bool, body: impl FnOnce() -> R) -> Result<R, Crash> {
    install_hook();
    let before = WATCH.replace(if wanted { Watch::Captured } else { Watch::Silent });
    let result = panic::catch_unwind(AssertUnwindSafe(body));
    WATCH.set(before);
    result.map_err(|payload| {
        discard(payload);
        Crash { frames: FRAMES.take() }
    })
}

/// Drops the payload of a panic, which may panic again.
fn discard(payload: Box<dyn Any + Send>) {
    if let Err(second) = panic::catch_unwind(AssertUnwindSafe(move || drop(payload))) {
        std::mem::forget(second);
    }
}

fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| match WATCH.get() {
            Watch::NotCaught => previous(info),
            Watch::Silent => {}
            Watch::Captured => FRAMES.set(Some(Backtrace::force_capture())),
        }));
    });
}

/// A future that catches the panics of every poll.
pub struct Caught<F, W> {
    future: F,
    wanted: W,
}

impl<F: Future + Unpin, W: Fn() -> bool + Unpin> Caught<F, W> {
    /// Wraps `future`. `wanted` decides whether the frames of a panic are captured.
    pub fn new(future: F, wanted: W) -> Self {
        Self { future, wanted }
    }
}

impl<F: Future + Unpin, W: Fn() -> bool + Unpin> Future for Caught<F, W> {
    type Output = Result<F::Output, Crash>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        match catch((this.wanted)(), || Pin::new(&mut this.future).poll(context)) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Err(crash) => Poll::Ready(Err(crash)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_is_reported_from_the_function_that_panicked() {
        let crash = catch(true, || panic!("expected by a test")).expect_err("it panics");
        let Report { function, stack_trace } = crash.report();
        let (function, stack) = (format!("{function:?}"), format!("{stack_trace:?}"));
        assert!(function.contains("candor::telemetry::crash::tests::"), "{function}");
        assert!(stack.starts_with(r#"StackTrace("candor::telemetry::crash::tests::"#), "{stack}");
    }

    #[test]
    fn the_lines_of_a_backtrace_are_functions_and_places() {
        assert_eq!(printed_name("  12: candor::a::b"), Some("candor::a::b"));
        assert_eq!(printed_name("      <candor::A as core::B>::c"), Some("<candor::A as core::B>::c"));
        assert_eq!(printed_name("   3: <unknown>"), None);
        assert!(is_place("             at /home/a/b.rs:1:2") && !is_place("   4: attach::to"));
    }

    #[test]
    fn a_crash_that_nobody_wants_has_no_frames() {
        let crash = catch(false, || panic!("expected by a test")).expect_err("it panics");
        assert_eq!(format!("{:?}", crash.report().stack_trace), r#"StackTrace("")"#);
    }

    #[test]
    fn a_panic_whose_payload_panics_when_it_is_dropped_is_caught() {
        struct Payload;
        impl Drop for Payload {
            fn drop(&mut self) {
                panic!("expected by a test");
            }
        }
        assert!(catch(false, || panic::panic_any(Payload)).is_err());
    }
}
