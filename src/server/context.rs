//! The parts of a running server that all other parts share.

use std::path::Path;
use std::sync::Arc;
#[cfg(feature = "testing")]
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::languages::answers::HostQueryKind;
use crate::platform::Clock;
use crate::platform::programs::Executable;
use crate::platform::terraform::Programs;
use crate::server::consent::explanations::TelemetryExplainer;
use crate::server::consent::level_requests::Configuration;
use crate::server::options::Options;
use crate::server::rpc::outbox::Outbox;
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::Trace;
use crate::server::session::active_session::ActiveSession;
use crate::server::session::phase::CurrentSession;
use crate::server::settings_requests::SettingsRequests;
use crate::server::work::background::{Background, BackgroundError, CancellationToken, Task};
use crate::server::work::host_lookup::HostLookup;
use crate::server::work::recorder::EventRecorder;
use crate::server::work::tasks::Tasks;
use crate::telemetry::Telemetry;
use crate::telemetry::catalogue::Kind;
use crate::telemetry::crash;
use crate::telemetry::gate::MessageSequence;
use crate::workspace::terraform_program::{self, Workspace};

pub struct ServerContext {
    pub options: Options,
    pub clock: Clock,
    pub telemetry: Arc<Telemetry>,
    pub outbox: Arc<Outbox>,
    pub session: Arc<CurrentSession>,
    pub configuration: Configuration,
    pub settings_requests: SettingsRequests,
    pub trace: Arc<Trace>,
    /// Explains in the trace what happens to telemetry.
    pub explainer: Arc<TelemetryExplainer>,
    pub tasks: Arc<Tasks>,
    pub background: Arc<Background>,
    pub recorder: EventRecorder,
    /// The host's providers of image tags and of registry modules, if it has any.
    pub host_lookups: HostLookups,
    pub programs: Programs,
    /// Whether the client was notified that a program is not run, and why.
    pub has_reported_refusal: AtomicBool,
    /// The number of times that documents were parsed.
    #[cfg(feature = "testing")]
    pub parses: AtomicUsize,
}

/// The host's providers. Each is optional.
pub struct HostLookups {
    pub image_tags: Option<HostLookup>,
    pub registry_modules: Option<HostLookup>,
}

impl HostLookups {
    /// Whether the host has no provider.
    pub fn is_empty(&self) -> bool {
        self.image_tags.is_none() && self.registry_modules.is_none()
    }

    pub fn get(&self, kind: HostQueryKind) -> Option<&HostLookup> {
        match kind {
            HostQueryKind::ImageTags => self.image_tags.as_ref(),
            HostQueryKind::RegistryModules => self.registry_modules.as_ref(),
        }
    }
}

/// A server and its session, as handlers use them.
#[derive(Clone)]
pub struct SessionHandle {
    pub server: Arc<ServerContext>,
    pub session: Arc<ActiveSession>,
}

impl ServerContext {
    /// Runs `work` in the background, and records a panic. `place` is the document or directory that it reads.
    ///
    /// # Errors
    /// Fails if there is no result in time.
    pub async fn run_in_background<R: Send + 'static>(
        &self,
        (task, place): (Task, &str),
        context: RequestContext,
        work: impl FnOnce(&CancellationToken) -> R + Send + 'static,
    ) -> Result<R, BackgroundError> {
        let wants_frames = self.telemetry.wants(Kind::Error, context.origin);
        let caught = move |cancellation: &CancellationToken| crash::catch(wants_frames, || work(cancellation));
        match self.background.run((task, place), caught).await? {
            Ok(result) => Ok(result),
            Err(crash) => {
                self.recorder.crash(crash, context);
                Err(BackgroundError::Panicked)
            }
        }
    }

    /// Returns the Terraform program to run for a workspace: the one that is named, otherwise the first one in `PATH`.
    /// If the named program may not be run, the client is notified once. Waits for the disk.
    pub fn terraform_program(&self, named: Option<&Path>, workspace: &Workspace) -> Option<Executable> {
        let program = terraform_program::program(named, workspace);
        if let (Some(_), Err(refusal)) = (named, &program)
            && !self.has_reported_refusal.swap(true, Ordering::Relaxed)
        {
            self.outbox.warn(format!("candor: will not run the program at `terraform.path`: {refusal}"));
        }
        program.ok()
    }

    /// Ends the requests of a session that ended with the message `at`: responses to them are ignored, and nothing more
    /// is explained.
    pub fn end_requests(&self, at: MessageSequence) {
        self.configuration.session_closed(at);
        self.settings_requests.session_closed();
        self.trace.close();
    }

    /// Counts that a document was parsed.
    #[cfg_attr(not(feature = "testing"), expect(clippy::unused_self, reason = "only tests count"))]
    pub fn count_parse(&self) {
        #[cfg(feature = "testing")]
        self.parses.fetch_add(1, Ordering::SeqCst);
    }
}
