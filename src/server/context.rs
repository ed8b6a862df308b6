//! What every part of a running server shares.

use std::collections::VecDeque;
use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::task::{AbortHandle, JoinSet};

use crate::platform::terraform::Programs;
use crate::platform::{Clock, Environment};
use crate::server::background::Background;
use crate::server::consent::pull::Configuration;
use crate::server::dispatcher::{Incoming, Intake};
use crate::server::instrumentation::recorder::EventRecorder;
use crate::server::rpc::activity::ActivityTracker;
use crate::server::rpc::outbox::Outbox;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::Session;
use crate::server::threads::Threads;
use crate::telemetry::anonymise::versions::PlainVersion;
use crate::telemetry::anonymise::{Method, ProductName};
use crate::telemetry::{self, Notify, Telemetry};

/// How the host wants the server to be.
#[derive(Clone, Debug)]
pub struct Options {
    /// Options of the telemetry pipeline.
    pub telemetry: telemetry::Options,
    /// Configuration section whose `telemetry` key holds the level.
    pub section: String,
    /// How long a pull may go unanswered.
    pub pull_timeout: Duration,
    /// The prefix of the names of commands, if the host sets one.
    pub command_prefix: Option<String>,
    /// Whether `terraform version` may be run.
    pub run_terraform: bool,
    /// Where the `terraform` program comes from.
    pub terraform: TerraformOptions,
    /// The product of the host, if it names one.
    pub product: Option<Product>,
}

/// The product of the host, as receivers of events learn it.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its name.
    pub name: ProductName,
    /// Its version.
    pub version: PlainVersion,
}

/// Where the `terraform` program comes from.
#[derive(Clone, Debug, Default)]
pub struct TerraformOptions {
    /// The program to run instead of the first in `PATH`.
    pub path: Option<PathBuf>,
    /// Whether the client's `terraform.path` counts. Only for a client that started this process: it could run the
    /// program itself.
    pub path_from_client: bool,
    /// Absolute paths of files with the schemas of providers.
    pub schema_files: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            telemetry: telemetry::Options::default(),
            section: "docker.lsp".to_owned(),
            pull_timeout: Duration::from_secs(10),
            command_prefix: None,
            run_terraform: false,
            terraform: TerraformOptions::default(),
            product: None,
        }
    }
}

/// What the server runs on.
pub struct Host {
    /// Handles messages.
    pub runtime: Handle,
    /// Do what waits for the disk or takes long.
    pub threads: Threads,
    /// The clock by which time limits and expiry dates count.
    pub clock: Clock,
    /// The environments that may state a telemetry level.
    pub environment: Vec<Environment>,
    /// Called from any thread when there is something to take.
    pub notify: Notify,
}

/// What everything in a server shares.
pub struct ServerContext {
    pub options: Options,
    pub clock: Clock,
    pub runtime: Handle,
    pub background: Background,
    #[cfg(feature = "testing")]
    pub threads: Threads,
    pub notify: Notify,
    pub telemetry: Arc<Telemetry>,
    pub outbox: Outbox,
    pub configuration: Configuration,
    pub work: ActivityTracker,
    pub reports: EventRecorder,
    pub programs: Programs,
    /// The client knows that a program is not run, and why.
    pub has_reported_refusal: AtomicBool,
    /// Requests that are not answered yet.
    pub due: Arc<AtomicUsize>,
    pub intake: Intake,
    pub session_up: AtomicBool,
    pub tasks: Mutex<JoinSet<()>>,
    /// Set under the lock of the tasks: what is begun later ends at once.
    pub is_stopped: AtomicBool,
    /// Waits that are over, with the position that must be delivered before the host hears of it. Positions only rise.
    pub finished: Mutex<VecDeque<(u32, u64)>>,
    pub waits: AtomicU64,
    /// How often a document was parsed.
    #[cfg(feature = "testing")]
    pub parses: AtomicUsize,
}

/// A request that is not answered yet. The last one tells the host that it may go.
pub struct PendingResponse {
    count: Arc<AtomicUsize>,
    notify: Notify,
}

impl Drop for PendingResponse {
    fn drop(&mut self) {
        if self.count.fetch_sub(1, Ordering::SeqCst) == 1 {
            (self.notify)();
        }
    }
}

/// A server and its session: what handlers work with.
#[derive(Clone)]
pub struct SessionHandle {
    pub server: Arc<ServerContext>,
    pub session: Arc<Session>,
}

impl ServerContext {
    pub fn due(&self) -> PendingResponse {
        self.due.fetch_add(1, Ordering::SeqCst);
        PendingResponse { count: Arc::clone(&self.due), notify: Arc::clone(&self.notify) }
    }

    /// Numbers what has come, and has the dispatcher handle it in turn.
    pub fn enqueue(&self, incoming: Incoming) {
        let take = || RequestContext {
            method: Method::of("other"),
            origin: self.telemetry.take_message(),
            activity: self.work.begin(),
        };
        self.intake.enqueue(incoming, take);
    }

    /// Runs a task until the server stops.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> AbortHandle {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        let task = tasks.spawn_on(task, &self.runtime);
        if self.is_stopped.load(Ordering::SeqCst) {
            task.abort();
        }
        task
    }

    /// Notes that a document is parsed.
    #[cfg_attr(not(feature = "testing"), expect(clippy::unused_self, reason = "only tests count"))]
    pub fn count_parse(&self) {
        #[cfg(feature = "testing")]
        self.parses.fetch_add(1, Ordering::SeqCst);
    }

    pub fn session_is_up(&self) {
        self.session_up.store(true, Ordering::SeqCst);
        self.warn_of_misunderstood();
    }

    pub fn session_is_down(&self) {
        self.session_up.store(false, Ordering::SeqCst);
    }

    pub fn is_session_up(&self) -> bool {
        self.session_up.load(Ordering::SeqCst)
    }

    /// Tells the client whose statement was not understood; kept until there is a client to tell.
    pub fn warn_of_misunderstood(&self) {
        if !self.is_session_up() {
            return;
        }
        for source in self.telemetry.take_invalid_sources() {
            let described = source.described();
            self.outbox.warn(format!(
                "candor: invalid telemetry level in {described}, treated as `off`; use `off`, `error` or `all`"
            ));
        }
    }

    pub fn finish_wait(&self, wait: u32) {
        let mut finished = self.finished.lock().unwrap_or_else(PoisonError::into_inner);
        // Under the lock, so that positions rise along the list.
        finished.push_back((wait, self.outbox.next_position()));
        drop(finished);
        (self.notify)();
    }
}
