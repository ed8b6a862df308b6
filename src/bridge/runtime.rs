//! The threads of the process, shared by every server in every JavaScript environment: one runs the tokio runtime that
//! handles messages, the others belong to [`Threads`].
//!
//! They are started by hand, when the first server starts. tokio's own runtime of several threads panics, or waits for
//! ever, where the system gives it some of its threads and not all of them; so does its pool for blocking work. Here
//! every thread that a server needs is there before the server is, and a thread that cannot be had is an error. One
//! thread is enough for messages: measured against two, a request takes a quarter less time (14.6 instead of 19.8 µs for
//! 200 bytes), and 3 % fewer pass with 64 in flight.
//!
//! Nor is it napi's runtime: that one starts threads while the library is being loaded, and a custom one cannot be had
//! again once the last environment that used it has closed. This one lives as long as the process. Its threads need the
//! library's code to stay where it is: napi pins the image when the first thread-safe function is made, which every
//! start does before it comes here.

use std::io;
use std::sync::{Mutex, PoisonError};
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::server::Threads;

/// What servers run on.
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

/// The runtime of the process.
///
/// # Errors
/// When the system gives no threads. The next call tries again.
pub fn get() -> io::Result<Runtime> {
    static RUNNING: Mutex<Option<Running>> = Mutex::new(None);
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let runtime = match &*running {
        Some(running) => running.runtime.clone(),
        None => running.insert(start()?).runtime.clone(),
    };
    drop(running);
    // Also where it runs already: its threads may all be blocked by now.
    runtime.threads.reserve()?;
    Ok(runtime)
}

fn start() -> io::Result<Running> {
    let tokio = Builder::new_current_thread().enable_time().build()?;
    let handle = tokio.handle().clone();
    let (end, ended) = oneshot::channel();
    let run = move || {
        // It ends with its sender, which is kept.
        let _ = tokio.block_on(ended);
    };
    thread::Builder::new().name("candor".to_owned()).spawn(run)?;
    let runtime = Runtime { handle, threads: Threads::default() };
    let running = Running { runtime, _end: end };
    // Where this fails, the thread that has just been started ends.
    running.runtime.threads.reserve()?;
    Ok(running)
}
