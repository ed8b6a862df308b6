//! The one tokio runtime of the process, shared by every server in every JavaScript environment.
//!
//! Not napi's: that one starts threads while the library is being loaded, and a custom one cannot be had again once
//! the last environment that used it has closed. This one is built when the first server starts and lives as long as
//! the process. Its threads need the library's code to stay where it is: napi pins the image when the first
//! thread-safe function is made, which every start does before it comes here.

use std::sync::{Mutex, PoisonError};

use tokio::runtime::{Builder, Handle, Runtime};

/// Messages are handled one after the other and take microseconds; a second thread keeps servers apart.
const WORKERS: usize = 2;

/// Reads of the disk and checks of documents that may be under way at once.
const BLOCKING: usize = 4;

pub fn handle() -> std::io::Result<Handle> {
    static RUNTIME: Mutex<Option<Runtime>> = Mutex::new(None);
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = &*runtime {
        return Ok(runtime.handle().clone());
    }
    let built = Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .max_blocking_threads(BLOCKING)
        .thread_name("candor")
        .enable_time()
        .build()?;
    Ok(runtime.insert(built).handle().clone())
}
