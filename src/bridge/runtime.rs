//! The threads of the process, shared by every server in every JavaScript environment: one runs the tokio runtime that
//! handles messages, the others belong to [`Threads`].
//!
//! They are started explicitly, when the first server starts. tokio's own multi-threaded runtime panics, or waits for
//! ever, if the system can create only some of its threads; so does its pool for blocking work. Here, every thread that
//! a server needs is started before the server, and a thread that cannot be created is an error. One thread is enough
//! for messages: compared with two, a request takes a quarter less time (14.6 instead of 19.8 µs for 200 bytes), and
//! the throughput with 64 requests in flight is 3 % lower.
//!
//! napi's runtime is not used either. It starts threads while the library is being loaded, and a custom one cannot be
//! created again once the last environment that used it has closed. This runtime lives as long as the process. Its
//! threads need the library's code to stay in memory: napi pins the library when the first thread-safe function is
//! created, which every start does before it calls [`get`].

use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::server::Threads;

/// The runtime and the threads that servers share.
#[derive(Clone)]
pub struct Runtime {
    pub handle: Handle,
    pub threads: Threads,
}

/// A runtime that ends when it is dropped.
struct Running {
    runtime: Runtime,
    _end: oneshot::Sender<()>,
}

/// Returns the runtime of the process, and starts it if necessary.
///
/// # Errors
/// Returns an error if the system cannot create a thread. The next call tries again.
pub fn get() -> io::Result<Runtime> {
    static RUNNING: Mutex<Option<Running>> = Mutex::new(None);
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = match &*running {
        Some(running) => running.runtime.clone(),
        None => running.insert(start()?).runtime.clone(),
    };
    drop(running);
    // Also for a runtime that exists already, because its threads may all be blocked by now.
    runtime.threads.reserve()?;
    Ok(runtime)
}

fn start() -> io::Result<Running> {
    let tokio = Builder::new_current_thread().enable_time().build()?;
    let handle = tokio.handle().clone();
    let (end, ended) = oneshot::channel();
    let run = move || {
        // Ends when its sender is dropped, which `Running` keeps.
        let _ = tokio.block_on(ended);
    };
    thread::Builder::new().name("candor".to_owned()).spawn(run)?;
    let runtime = Runtime { handle, threads: Threads::default() };
    let running = Running { runtime, _end: end };
    // If this fails, the thread that has just been started ends.
    running.runtime.threads.reserve()?;
    Ok(running)
}
