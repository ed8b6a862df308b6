//! The asynchronous tasks of a server.

use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::runtime::Handle;
use tokio::task::{AbortHandle, JoinSet};

pub struct Tasks {
    runtime: Handle,
    running: Mutex<Running>,
}

#[derive(Default)]
struct Running {
    tasks: JoinSet<()>,
    is_stopped: bool,
}

impl Tasks {
    pub fn new(runtime: Handle) -> Self {
        Self { runtime, running: Mutex::default() }
    }

    /// Runs a task until the server stops. A task that is spawned later is aborted at once.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> AbortHandle {
        let mut running = self.lock();
        while running.tasks.try_join_next().is_some() {}
        let task = running.tasks.spawn_on(task, &self.runtime);
        if running.is_stopped {
            task.abort();
        }
        task
    }

    /// Aborts all tasks. A task that cannot be aborted continues detached.
    pub fn stop(&self) {
        let mut tasks = {
            let mut running = self.lock();
            running.is_stopped = true;
            std::mem::take(&mut running.tasks)
        };
        tasks.abort_all();
        tasks.detach_all();
    }

    fn lock(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
