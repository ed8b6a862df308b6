//! Runs `terraform version` to determine the version with which a module is used. Reports wait for it briefly. If the
//! result is late, the module is reported again. The program is ended by its time limit, the end of the session or the
//! withdrawal of consent.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::languages::terraform::values::version::Version;
use crate::platform::terraform::Running;
use crate::telemetry::catalogue::FullModuleDataEvent;
use crate::telemetry::gate::MessageSequence;
use crate::workspace::terraform_program::Workspace;
use serde_json::Value;

use crate::server::context::ServerContext;
use crate::server::session::modules::RunningProbe;
use crate::server::work::background::CancellationToken;

/// The time limit for the program, unless the client states another one.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How long a report waits for the program: many times longer than the program normally takes, and short enough to
/// include the version in the same event.
const REPORT_DELAY: Duration = Duration::from_secs(1);

/// The program to start.
pub struct Program<'a> {
    /// The path of the program, if the host or the client states one.
    pub named: Option<&'a Path>,
    pub workspace: &'a Workspace,
    pub time_limit: Option<Duration>,
}

/// A program that was started, and how long reports wait for it.
pub struct VersionProbe {
    running: Running,
    delay: Sleep,
    limit: Sleep,
}

type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

impl VersionProbe {
    /// Starts the program. `None` if it cannot be started, or if its result is no longer wanted. Waits for the system.
    pub fn new(server: &ServerContext, program: &Program<'_>, cancellation: &CancellationToken) -> Option<Self> {
        let &Program { named, workspace, time_limit } = program;
        let delay = Box::pin(server.clock.sleep(REPORT_DELAY));
        let limit = Box::pin(server.clock.sleep(time_limit.unwrap_or(TIME_LIMIT)));
        let program = server.terraform_program(named, workspace);
        if cancellation.is_cancelled() {
            return None;
        }
        let running = server.programs.terraform_version(&program?, |path| workspace.is_outside(path))?;
        Some(Self { running, delay, limit })
    }

    /// Waits for the version, and calls `resolved` with it, or with `None` if there is none. If it takes so long that
    /// reports no longer wait for it, calls `overdue` first.
    pub fn wait(
        self,
        (server, origin): (&ServerContext, MessageSequence),
        overdue: impl FnOnce() + Send + 'static,
        resolved: impl FnOnce(Option<String>) + Send + 'static,
    ) -> RunningProbe {
        let Self { mut running, delay, mut limit } = self;
        let telemetry = Arc::clone(&server.telemetry);
        let probe = async move {
            let in_time = tokio::select! {
                output = running.output() => Some(output),
                () = &mut limit => Some(None),
                () = delay => None,
            };
            let output = if let Some(output) = in_time {
                output
            } else {
                overdue();
                tokio::select! {
                    output = running.output() => output,
                    () = limit => None,
                }
            };
            // Dropped before `idle()` may end.
            drop(running);
            resolved(output.as_deref().and_then(version));
        };
        RunningProbe::new(server.tasks.spawn(async move {
            tokio::select! {
                () = probe => {}
                () = telemetry.wait_until_unwanted::<FullModuleDataEvent>(origin) => {}
            }
        }))
    }
}

/// Parses the output of the program and returns the version.
fn version(output: &str) -> Option<String> {
    let output: Value = serde_json::from_str(output).ok()?;
    let version = output.get("terraform_version")?.as_str()?;
    Version::parse(version).map(|_| version.to_owned())
}
