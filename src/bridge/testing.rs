//! Hooks for tests: they move the clock, exhaust the threads, and record events from several threads. Not part of
//! releases.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use napi::bindgen_prelude::{Function, Unknown};
use napi_derive::napi;
use serde_json::Value;

use crate::platform::Clock;
use crate::telemetry::Telemetry;
use crate::telemetry::anonymise::{ActionId, RuleCode};
use crate::telemetry::catalogue::CommandExecutedEvent;

use super::errors::{Result, entry};
use super::language_server::LanguageServerHandle;

#[napi]
impl LanguageServerHandle {
    /// Starts a server whose time is fixed until `advanceClock` is called.
    #[napi(factory, skip_typescript)]
    pub fn start_with_manual_clock(
        options: Unknown<'_>,
        environment: Unknown<'_>,
        wake: Function<'_, (), ()>,
    ) -> Result<Self> {
        entry(|| Self::start_with(options, environment, &wake, Clock::manual()))
    }

    /// Advances the clock of a server that was started with a manual one.
    #[napi(catch_unwind, skip_typescript)]
    pub fn advance_clock(&self, milliseconds: u32) -> Result<()> {
        self.server()?.testing().clock.advance(Duration::from_millis(milliseconds.into()));
        Ok(())
    }

    /// Returns how many time limits wait for the clock.
    #[napi(catch_unwind, skip_typescript)]
    pub fn sleeping(&self) -> Result<u32> {
        Ok(u32::try_from(self.server()?.testing().clock.sleeping()).unwrap_or(u32::MAX))
    }

    /// Simulates that the system cannot create more threads for this process, or ends the simulation.
    #[napi(catch_unwind, skip_typescript)]
    pub fn exhaust_threads(&self, is_exhausted: bool) -> Result<()> {
        self.server()?.testing().threads.exhaust(is_exhausted);
        Ok(())
    }

    /// Returns how many threads the process has for background work, and how many of them run jobs that were written
    /// off.
    #[napi(catch_unwind, skip_typescript)]
    pub fn thread_counts(&self) -> Result<Vec<u32>> {
        let (threads, late) = self.server()?.testing().threads.counts();
        Ok([threads, late].map(|count| u32::try_from(count).unwrap_or(u32::MAX)).to_vec())
    }

    /// Returns how often a language and the disk took too long for this server.
    #[napi(catch_unwind, skip_typescript)]
    pub fn late_work(&self) -> Result<Vec<u32>> {
        Ok(self.server()?.testing().late.map(|count| u32::try_from(count).unwrap_or(u32::MAX)).to_vec())
    }

    /// Returns how many places hang in the process.
    #[napi(catch_unwind, skip_typescript)]
    pub fn hanging(&self) -> u32 {
        // Can also be called after `stop()`.
        let _ = self;
        crate::server::hanging()
    }

    /// Makes places whose names request it hang in the whole process, or releases everything that hangs.
    #[napi(catch_unwind, skip_typescript)]
    pub fn hang(&self, hangs: bool) {
        // Can also be called after `stop()`.
        let _ = self;
        crate::server::hang(hangs);
    }

    /// Records `count` events at once.
    #[napi(catch_unwind, skip_typescript)]
    pub fn record(&self, count: u32) -> Result<()> {
        let telemetry = self.server()?.testing().telemetry;
        (0..count).for_each(|_| record(telemetry));
        Ok(())
    }

    /// Records events from `threads` threads until the returned handle is stopped.
    #[napi(catch_unwind, skip_typescript)]
    pub fn record_from_threads(&self, threads: u32) -> Result<Recorder> {
        let going = Arc::new(AtomicBool::new(true));
        let threads = (0..threads)
            .map(|_| {
                let (telemetry, going) = (Arc::clone(self.server()?.testing().telemetry), Arc::clone(&going));
                Ok(std::thread::spawn(move || {
                    while going.load(Ordering::Relaxed) {
                        record(&telemetry);
                    }
                }))
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Recorder { going, threads })
    }

    /// Returns the nanoseconds that each of `count` calls takes: to record an event, to read a flag, and to serialise
    /// the value of such an event.
    #[napi(catch_unwind, skip_typescript)]
    pub fn time_records(&self, count: u32) -> Result<Vec<f64>> {
        let telemetry = self.server()?.testing().telemetry;
        let each = |work: &dyn Fn()| {
            let started = std::time::Instant::now();
            (0..count).for_each(|_| work());
            started.elapsed().as_secs_f64() * 1e9 / f64::from(count)
        };
        let flag = AtomicBool::new(false);
        let value: Value = serde_json::json!({
            "v": 1, "name": "server_user_action",
            "properties": {
                "action": "commandExecuted", "action_id": "server.textDocument.codeAction.diagnostics",
                "diagnostic": "JSONArgsRecommended", "server_session": "8aa5a4dc-4780-4d90-b8fb-57de8288fb32",
                "server_version": "0.1.0", "lsp_client_info_name": "Visual Studio Code", "lsp_client_info_version": "1.95.0",
            },
        });
        Ok(vec![
            each(&|| record(telemetry)),
            each(&|| {
                std::hint::black_box(flag.load(Ordering::Relaxed));
            }),
            each(&|| {
                std::hint::black_box(serde_json::to_string(&value).unwrap_or_default());
            }),
        ])
    }
}

/// Threads that record events.
#[napi]
pub struct Recorder {
    going: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

#[napi]
impl Recorder {
    #[napi(catch_unwind, skip_typescript)]
    pub fn stop(&mut self) {
        self.going.store(false, Ordering::Relaxed);
        for thread in self.threads.drain(..) {
            // If a thread panicked, the test fails because its events are missing.
            let _ = thread.join();
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.stop();
    }
}

fn record(telemetry: &Telemetry) {
    let origin = telemetry.now();
    telemetry.record(origin, |identity| {
        let session = identity.session.clone();
        let diagnostic = RuleCode::of(&Value::from("JSONArgsRecommended"))?;
        Some(CommandExecutedEvent { action_id: ActionId::DIAGNOSTICS, diagnostic, session })
    });
}
