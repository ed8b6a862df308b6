//! Background work: work that waits for the disk or takes long runs on its own threads, for a limited time, so that
//! messages do not wait for it.
//!
//! Work that exceeds its time limit is abandoned. The caller continues without the result, the thread is no longer
//! counted, and the client's log reports it once for each kind of work. Until the abandoned work ends, no other work
//! begins for the same place, so that one document or directory blocks few threads. The work must not own anything for
//! which others wait, above all no [`ActivityGuard`](crate::server::rpc::activity::ActivityGuard), and its result takes
//! effect only if it returns in time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, ErrorCode};

use crate::platform::Clock;
use crate::server::rpc::outbox::Outbox;
use crate::server::rpc::outgoing::REQUEST_FAILED;
use crate::server::work::tasks::Tasks;
use crate::server::work::threads::{Lane, Refusal, Threads};

/// A kind of work. Each has its own threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// The analysis of a document and the files around it.
    Analysis,
    /// Other work that waits for the disk: searches of the open folders, Git repositories, Terraform modules and
    /// provider schemas.
    Disk,
}

/// The time limit for analyses: enough for the largest documents on a slow machine.
const ANALYSIS_LIMIT: Duration = Duration::from_secs(30);
/// The time limit for disks: enough for one that has to spin up, or is on a slow network.
const DISK_LIMIT: Duration = Duration::from_secs(15);

impl Task {
    fn limit(self) -> Duration {
        match self {
            Self::Analysis => ANALYSIS_LIMIT,
            Self::Disk => DISK_LIMIT,
        }
    }

    /// Describes what is missing if the work fails.
    fn described(self) -> &'static str {
        match self {
            Self::Analysis => "diagnostics and quick fixes of some documents",
            Self::Disk => "searches, provider schemas, or telemetry about Git repositories or Terraform modules",
        }
    }
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackgroundError {
    /// The work panicked, and the panic was recorded.
    Panicked,
    /// The work exceeded its time limit.
    TimedOut,
    Refused(Refusal),
}

/// The error with which a request is answered.
impl From<BackgroundError> for Error {
    fn from(error: BackgroundError) -> Self {
        let message = match error {
            BackgroundError::Panicked => return Self { message: "internal error".into(), ..Self::internal_error() },
            BackgroundError::TimedOut => "the request timed out; check that the file system responds",
            BackgroundError::Refused(Refusal::Overloaded) => {
                "too many earlier requests are still blocked; check that the file system responds"
            }
            BackgroundError::Refused(Refusal::NoThread) => "no thread is available for this request; try again later",
            BackgroundError::Refused(Refusal::Stopped) => "the server is stopping",
        };
        Self { code: ErrorCode::ServerError(REQUEST_FAILED), message: message.into(), data: None }
    }
}

/// Work that has begun.
struct RunningWork {
    place: String,
    /// Dead once the work has ended.
    worker: Weak<()>,
}

/// The server has stopped.
const STOPPED: BackgroundError = BackgroundError::Refused(Refusal::Stopped);

/// Lets work check whether anyone still waits for its result. Long work checks it from time to time.
pub struct CancellationToken(Weak<()>);

impl CancellationToken {
    pub fn is_cancelled(&self) -> bool {
        self.0.strong_count() == 0
    }
}

/// The background work of a server.
pub struct Background {
    analysis: WorkerGroup,
    disk: WorkerGroup,
    clock: Clock,
    tasks: Arc<Tasks>,
    outbox: Arc<Outbox>,
}

/// The threads for one kind of work.
struct WorkerGroup {
    lane: Lane,
    /// How often work exceeded its time limit.
    late: AtomicUsize,
    /// The places where work exceeded its time limit and has not ended yet.
    blocked: Mutex<HashMap<String, Weak<()>>>,
    is_timeout_logged: AtomicBool,
    is_refusal_logged: AtomicBool,
}

impl WorkerGroup {
    fn new(threads: &Threads) -> Self {
        Self {
            lane: threads.lane(),
            late: AtomicUsize::new(0),
            blocked: Mutex::default(),
            is_timeout_logged: AtomicBool::new(false),
            is_refusal_logged: AtomicBool::new(false),
        }
    }

    /// Returns the places that are blocked now.
    fn blocked(&self) -> MutexGuard<'_, HashMap<String, Weak<()>>> {
        let mut blocked = self.blocked.lock().unwrap_or_else(PoisonError::into_inner);
        blocked.retain(|_, work| work.strong_count() > 0);
        blocked
    }
}

impl Background {
    pub fn new(threads: &Threads, clock: Clock, tasks: Arc<Tasks>, outbox: Arc<Outbox>) -> Self {
        Self { analysis: WorkerGroup::new(threads), disk: WorkerGroup::new(threads), clock, tasks, outbox }
    }

    /// Refuses all work from now on. Running work is detached.
    pub fn close(&self) {
        self.analysis.lane.close();
        self.disk.lane.close();
    }

    /// Whether any analyses are running or waiting.
    pub fn is_analyzing(&self) -> bool {
        self.analysis.lane.is_busy()
    }

    /// Returns how often work of each kind exceeded its time limit: first analyses, then disk work.
    #[cfg(feature = "testing")]
    pub fn late(&self) -> [usize; 2] {
        [&self.analysis, &self.disk].map(|group| group.late.load(Ordering::SeqCst))
    }

    fn group(&self, task: Task) -> &WorkerGroup {
        match task {
            Task::Analysis => &self.analysis,
            Task::Disk => &self.disk,
        }
    }

    /// Runs work that does not panic on a background thread. `place` is the document or directory that it reads.
    ///
    /// # Errors
    /// Fails if there is no result in time.
    pub async fn run<R: Send + 'static>(
        self: &Arc<Self>,
        (task, place): (Task, &str),
        work: impl FnOnce(&CancellationToken) -> R + Send + 'static,
    ) -> Result<R, BackgroundError> {
        let group = self.group(task);
        if group.blocked().contains_key(place) {
            return Err(BackgroundError::Refused(Refusal::Overloaded));
        }
        // `waiter` lives as long as the caller waits, `worker` as long as the work runs.
        let (waiter, worker) = (Arc::new(()), Arc::new(()));
        let cancellation = CancellationToken(Arc::downgrade(&waiter));
        let running = RunningWork { place: place.to_owned(), worker: Arc::downgrade(&worker) };
        #[cfg(feature = "testing")]
        let place = place.to_owned();
        let (begin, has_begun) = oneshot::channel();
        let (finish, finished) = oneshot::channel();
        group.lane.submit(Box::new(move |start| {
            // The receiver is gone if the server has stopped.
            let is_received = begin.send(start).is_ok();
            if is_received && start.is_ok() && !cancellation.is_cancelled() {
                #[cfg(feature = "testing")]
                crate::server::testing_hooks::hang_if_requested(&place);
                let _ = finish.send(work(&cancellation));
            }
            drop(worker);
        }));
        let (report, reported) = oneshot::channel();
        // This is a separate task, so that the time limit applies even if the caller stops waiting.
        let background = Arc::clone(self);
        self.tasks.spawn(async move {
            let outcome = match has_begun.await {
                Ok(Ok(number)) => background.keep_time(task, number, running, finished).await,
                Ok(Err(refusal)) => {
                    background.log_refusal(task, refusal);
                    Err(BackgroundError::Refused(refusal))
                }
                Err(_) => Err(STOPPED),
            };
            let _ = report.send(outcome);
        });
        let outcome = reported.await.unwrap_or(Err(STOPPED));
        drop(waiter);
        outcome
    }

    /// Waits for work that has begun, and abandons it when its time limit expires.
    async fn keep_time<R>(
        &self,
        task: Task,
        number: u64,
        running: RunningWork,
        mut finished: oneshot::Receiver<R>,
    ) -> Result<R, BackgroundError> {
        tokio::select! {
            result = &mut finished => return result.map_err(|_| STOPPED),
            () = self.clock.sleep(task.limit()) => {}
        }
        let group = self.group(task);
        if !group.lane.write_off(number) {
            // It ended just now.
            return finished.await.map_err(|_| STOPPED);
        }
        group.blocked().insert(running.place, running.worker);
        self.log_timeout(task);
        Err(BackgroundError::TimedOut)
    }

    fn log_timeout(&self, task: Task) {
        let group = self.group(task);
        group.late.fetch_add(1, Ordering::SeqCst);
        if !group.is_timeout_logged.swap(true, Ordering::SeqCst) {
            let (missing, seconds) = (task.described(), task.limit().as_secs());
            self.outbox.warn(format!(
                "candor: gave up on {missing} after {seconds} seconds; check that the file system responds"
            ));
        }
    }

    fn log_refusal(&self, task: Task, refusal: Refusal) {
        let reason = match refusal {
            Refusal::NoThread => {
                "no thread is available; raise the limit on processes and threads of this user or container"
            }
            Refusal::Overloaded => "too many earlier tasks are still blocked; check that the file system responds",
            Refusal::Stopped => return,
        };
        if !self.group(task).is_refusal_logged.swap(true, Ordering::SeqCst) {
            self.outbox.warn(format!("candor: could not provide {}: {reason}", task.described()));
        }
    }
}
