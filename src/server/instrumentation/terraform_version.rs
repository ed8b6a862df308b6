//! Asks `terraform version` which version a module is worked on with. Reports wait a moment for the answer; one that
//! comes later is reported then. The program ends with its time limit, its session or the consent to tell of it.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::Value;
use tokio::task::AbortHandle;

use crate::languages::terraform::values::version::Version;
use crate::platform::terraform::Running;
use crate::telemetry::catalogue::FullModuleDataEvent;
use crate::workspace::terraform_program::{self, Workspace};

use crate::server::background::Wanted;
use crate::server::context::ServerContext;
use crate::server::instrumentation::module_tracker::ModuleReport;

/// How long the program may take, where the client names no other time.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How long a report waits for it: many times what it takes, and soon enough to be no other event.
const REPORT_DELAY: Duration = Duration::from_secs(1);

/// What is known of the version. It is asked for once.
#[derive(Default)]
pub enum ProbeState {
    #[default]
    NotStarted,
    /// Reports wait for it.
    Pending(RunningProbe),
    /// Reports no longer wait for it.
    Overdue(#[expect(dead_code, reason = "the program is killed when this is dropped")] RunningProbe),
    /// `None` where nobody could say.
    Resolved(Option<String>),
}

/// A program that runs. Killed when it is forgotten.
pub struct RunningProbe(AbortHandle);

impl Drop for RunningProbe {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl ProbeState {
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::Resolved(version) => version.as_deref(),
            _ => None,
        }
    }
}

/// The program to start.
pub struct Program<'a> {
    /// Where it is, where somebody has said so.
    pub named: Option<&'a Path>,
    pub workspace: &'a Workspace,
    pub time_limit: Option<Duration>,
}

/// A program that was started, and how long it is waited for.
pub struct VersionProbe {
    running: Running,
    delay: Sleep,
    limit: Sleep,
}

type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

impl VersionProbe {
    /// `None` where it cannot be started, or nobody waits any more. Waits for the system.
    pub fn new(server: &ServerContext, program: &Program<'_>, wanted: &Wanted) -> Option<Self> {
        let &Program { named, workspace, time_limit } = program;
        let delay = Box::pin(server.clock.sleep(REPORT_DELAY));
        let limit = Box::pin(server.clock.sleep(time_limit.unwrap_or(TIME_LIMIT)));
        let program = terraform_program::program(named, workspace);
        if let (Some(_), Err(refusal)) = (named, &program)
            && !server.has_reported_refusal.swap(true, Ordering::Relaxed)
        {
            server.outbox.warn(format!("candor: will not run the program at `terraform.path`: {refusal}"));
        }
        if !wanted.is_wanted() {
            return None;
        }
        let running = server.programs.terraform_version(&program.ok()?, |path| workspace.is_outside(path))?;
        Some(Self { running, delay, limit })
    }

    /// Waits for the answer and has it reported.
    pub fn wait(self, report: ModuleReport) -> RunningProbe {
        let Self { mut running, delay, mut limit } = self;
        let server = Arc::clone(&report.server);
        let (telemetry, origin) = (Arc::clone(&server.telemetry), report.context.origin);
        let answered = async move {
            let in_time = tokio::select! {
                output = running.output() => Some(output),
                () = &mut limit => Some(None),
                () = delay => None,
            };
            let output = if let Some(output) = in_time {
                output
            } else {
                report.probe_is_overdue();
                tokio::select! {
                    output = running.output() => output,
                    () = limit => None,
                }
            };
            // Before anybody may think that all is done.
            drop(running);
            let version = output.as_deref().and_then(version);
            report.probe_resolved(version);
        };
        RunningProbe(server.spawn(async move {
            tokio::select! {
                () = answered => {}
                () = telemetry.until_unwanted::<FullModuleDataEvent>(origin) => {}
            }
        }))
    }
}

/// Reads what the program prints.
fn version(output: &str) -> Option<String> {
    let output: Value = serde_json::from_str(output).ok()?;
    let version = output.get("terraform_version")?.as_str()?;
    Version::parse(version).map(|_| version.to_owned())
}
