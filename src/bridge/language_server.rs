//! The exported class: a server that is running or stopped.
//!
//! JavaScript wraps it in the public class `LanguageServer` of `js/index.js`, which owns listeners, promises and
//! timers. A method that returns events checks the gate during that call.

use std::sync::Arc;

use napi::bindgen_prelude::{Function, Unknown};
use napi_derive::napi;
use serde_json::Value;

use crate::platform::{Clock, Environment, log_of_process};
use crate::server::{ConfigurationRequestId, Host, Listening, Server, SettingsRequestId};
use crate::telemetry::Status;
use crate::telemetry::gate::MessageSequence;
use crate::telemetry::level::{Level, LevelSetting};

use super::errors::{Error, Result, entry};
use super::options::{self, events, read_query_kind, read_text};
use super::runtime::{self, Runtime};
use super::waker::EventLoopWaker;

/// The level that applies, and why.
#[napi(object, object_from_js = false, use_nullable = true)]
pub struct TelemetryStatus {
    /// The level that applies.
    #[napi(ts_type = "'off' | 'error' | 'all'")]
    pub level: &'static str,
    /// The level that the environment states, or null.
    #[napi(ts_type = "'off' | 'error' | 'all'")]
    pub environment: Option<&'static str>,
    /// The level that the host states, or null.
    #[napi(ts_type = "'off' | 'error' | 'all'")]
    pub host: Option<&'static str>,
    /// The level that the client states, or null.
    #[napi(ts_type = "'off' | 'error' | 'all'")]
    pub client: Option<&'static str>,
    /// The source that states the lowest level; of several, the first of `environment`, `host` and `client`.
    #[napi(ts_type = "'default' | 'environment' | 'host' | 'client' | 'negotiation'")]
    pub decided_by: &'static str,
    /// The number of events that wait for the host to read them.
    pub pending: u32,
    /// Events lost so far, by reason: the queue was full, consent was withdrawn, or the event is not in the catalogue.
    #[napi(ts_type = "Record<'capacity' | 'revoked' | 'refused', number>")]
    pub dropped: DroppedEvents,
}

impl From<Status> for TelemetryStatus {
    fn from(status: Status) -> Self {
        let word = |level: Option<Level>| level.map(Level::as_str);
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let dropped = DroppedEvents {
            capacity: status.dropped.capacity as f64,
            revoked: status.dropped.revoked as f64,
            refused: status.dropped.refused as f64,
        };
        Self {
            level: status.decision.level.as_str(),
            environment: word(status.environment),
            host: word(status.host),
            client: word(status.client),
            decided_by: status.decision.decided_by.as_str(),
            pending: u32::try_from(status.pending).unwrap_or(u32::MAX),
            dropped,
        }
    }
}

/// Events lost so far, by reason.
#[napi(object, object_from_js = false)]
pub struct DroppedEvents {
    pub capacity: f64,
    pub revoked: f64,
    pub refused: f64,
}

/// A request to the host's configuration provider.
#[napi(object, object_from_js = false)]
pub struct ConfigurationRequest {
    pub id: f64,
    /// The items, as JSON.
    pub items: String,
}

/// The product of the host.
#[napi(object, object_from_js = false)]
pub struct ProductInformation {
    pub name: String,
    pub version: String,
}

/// An event that the host declared.
#[napi(object, object_from_js = false)]
pub struct DeclaredEventKind {
    pub name: String,
    #[napi(ts_type = "'usage' | 'error'")]
    pub kind: &'static str,
}

/// The native side of `LanguageServer`.
#[napi]
pub struct LanguageServerHandle {
    state: State,
}

enum State {
    Running { server: Server, waker: EventLoopWaker },
    Stopped,
}

#[napi]
impl LanguageServerHandle {
    /// Starts a server. `environment` contains the variables of the calling realm. `wake` is called when there is
    /// something to take.
    #[napi(factory)]
    pub fn start(
        #[napi(ts_arg_type = "unknown")] options: Unknown<'_>,
        #[napi(ts_arg_type = "{ doNotTrack?: string, candorTelemetry?: string, candorLog?: string }")]
        environment: Unknown<'_>,
        wake: Function<'_, (), ()>,
    ) -> Result<Self> {
        entry(|| Self::start_with(options, environment, &wake, Clock::default()))
    }

    /// Takes one message from the client. Returns whether it may be a request.
    #[napi]
    pub fn send(&self, #[napi(ts_arg_type = "string")] message: Unknown<'_>) -> Result<bool> {
        entry(|| {
            let server = self.server()?;
            Ok(server.send(options::read_message(message)?))
        })
    }

    /// Confirms a wake-up. From now on, new messages and events wake JavaScript again.
    #[napi]
    pub fn acknowledge_wake(&self) -> Result<()> {
        entry(|| {
            if let State::Running { waker, .. } = &self.state {
                waker.acknowledge();
            }
            Ok(())
        })
    }

    /// Takes the next message for the client, if there is one that may be delivered now.
    #[napi]
    pub fn take_message(&self) -> Result<Option<String>> {
        entry(|| Ok(self.server()?.take_message()))
    }

    /// Takes up to `limit` events, oldest first, as one JSON array; null if there are none.
    #[napi]
    pub fn take_telemetry(
        &self,
        #[napi(ts_arg_type = "number | undefined")] limit: Unknown<'_>,
    ) -> Result<Option<String>> {
        entry(|| {
            let server = self.server()?;
            Ok(server.take_telemetry(options::read_limit(limit)?))
        })
    }

    /// Returns the sequence numbers of the events that `takeTelemetry` returned last, as a JSON array, because filling
    /// an array would call setters of `Array.prototype`. They count the events of one telemetry session.
    #[napi]
    pub fn sequences_of_taken(&self) -> Result<String> {
        entry(|| {
            let sequences: Vec<String> = self.server()?.sequences_of_taken().iter().map(u64::to_string).collect();
            Ok(format!("[{}]", sequences.join(",")))
        })
    }

    /// Returns the product of the host, with its version in canonical form.
    #[napi]
    pub fn product(&self) -> Result<Option<ProductInformation>> {
        entry(|| {
            Ok(self.server()?.product().map(|product| ProductInformation {
                name: product.name.as_str().to_owned(),
                version: product.version.text().as_str().to_owned(),
            }))
        })
    }

    /// Takes the next request for the configuration provider.
    #[napi]
    pub fn take_configuration_request(&self) -> Result<Option<ConfigurationRequest>> {
        entry(|| {
            let request = self.server()?.take_configuration_request();
            // The numbers of requests stay far below 2^53.
            #[expect(clippy::cast_precision_loss, reason = "a server sends fewer than 2^53 requests")]
            Ok(request.map(|request| ConfigurationRequest { id: request.id.number() as f64, items: request.items }))
        })
    }

    /// Answers a configuration request with the level that the provider's answer states, if any.
    #[napi]
    pub fn answer_configuration(
        &self,
        id: f64,
        #[napi(ts_arg_type = "'off' | 'error' | 'all' | 'nothing' | 'invalid' | 'failed'")] answer: Unknown<'_>,
    ) -> Result<()> {
        entry(|| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "numbers come from `takeConfigurationRequest`"
            )]
            self.server()?.answer(ConfigurationRequestId::from_number(id as u64), options::read_answer(answer));
            Ok(())
        })
    }

    /// Takes the next query for one of the host's providers.
    #[napi]
    pub fn take_host_query(
        &self,
        #[napi(ts_arg_type = "'imageTags' | 'registryModules'")] provider: Unknown<'_>,
    ) -> Result<Option<String>> {
        entry(|| Ok(self.server()?.take_host_query(read_query_kind(provider)?)))
    }

    /// Answers a query with one word per line; null if the provider failed.
    #[napi]
    pub fn answer_host_query(
        &self,
        #[napi(ts_arg_type = "'imageTags' | 'registryModules'")] provider: Unknown<'_>,
        #[napi(ts_arg_type = "string")] query: Unknown<'_>,
        #[napi(ts_arg_type = "string | null")] words: Unknown<'_>,
    ) -> Result<()> {
        entry(|| {
            let kind = read_query_kind(provider)?;
            let query = read_text(query).ok_or_else(|| Error::argument("query", "a string"))?;
            let words = read_text(words).map(|words| words.lines().map(str::to_owned).collect());
            self.server()?.answer_host_query(kind, &query, words);
            Ok(())
        })
    }

    /// Takes the next request to the configuration provider for settings.
    #[napi]
    pub fn take_settings_request(&self) -> Result<Option<ConfigurationRequest>> {
        entry(|| {
            let request = self.server()?.take_settings_request();
            #[expect(clippy::cast_precision_loss, reason = "a server makes fewer than 2^53 requests")]
            Ok(request.map(|request| ConfigurationRequest { id: request.id.number() as f64, items: request.items }))
        })
    }

    /// Answers a request for settings with the section as JSON; null if the provider failed.
    #[napi]
    pub fn answer_settings(&self, id: f64, #[napi(ts_arg_type = "string | null")] answer: Unknown<'_>) -> Result<()> {
        entry(|| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "numbers come from `takeSettingsRequest`"
            )]
            let request = SettingsRequestId::from_number(id as u64);
            self.server()?.answer_settings(request, read_text(answer));
            Ok(())
        })
    }

    /// Notifies the server that the settings may have changed, but not the telemetry level.
    #[napi]
    pub fn settings_changed(&self) -> Result<()> {
        entry(|| {
            self.server()?.settings_changed();
            Ok(())
        })
    }

    /// Notifies the server whether there is a configuration provider now.
    #[napi]
    pub fn provide_configuration(&self, has_provider: bool) -> Result<()> {
        entry(|| {
            self.server()?.provide_configuration(has_provider);
            Ok(())
        })
    }

    #[napi]
    pub fn configuration_changed(&self) -> Result<()> {
        entry(|| {
            self.server()?.configuration_changed();
            Ok(())
        })
    }

    /// States the host's level. An invalid level counts as `off` before it throws.
    #[napi]
    pub fn set_telemetry_level(
        &self,
        #[napi(ts_arg_type = "'off' | 'error' | 'all' | null")] level: Unknown<'_>,
    ) -> Result<()> {
        entry(|| {
            let server = self.server()?;
            let level = options::read_level(level);
            server.state_level(match &level {
                Ok(level) => level.map(LevelSetting::Level),
                Err(_) => Some(LevelSetting::Invalid),
            });
            level.map(drop).map_err(Into::into)
        })
    }

    /// Records an event that the host declared. An event that the declaration does not admit is refused and counted,
    /// and throws under `strict`. While the level does not admit the event, nothing of it is read.
    #[napi]
    pub fn record_event(
        &self,
        #[napi(ts_arg_type = "string")] name: Unknown<'_>,
        #[napi(ts_arg_type = "unknown")] properties: Unknown<'_>,
    ) -> Result<()> {
        entry(|| {
            let server = self.server()?;
            if !server.may_record() {
                server.explain_unreported(|| read_text(name));
                return Ok(());
            }
            let begun = server.begin_report();
            let recorded = match events::read_record(name, properties) {
                Ok((name, given)) => server
                    .record(&name, &given, begun)
                    .map_err(|refusal| Error::argument(refusal.field, refusal.expected)),
                Err(error) => {
                    server.refuse_record();
                    Err(error)
                }
            };
            if server.is_strict() { recorded.map_err(Into::into) } else { Ok(()) }
        })
    }

    /// Whether `recordEvent` throws if the declaration does not admit an event.
    #[napi]
    pub fn is_strict(&self) -> Result<bool> {
        entry(|| Ok(self.server()?.is_strict()))
    }

    /// Begins the report of an error of the host. Returns null if the report could reach no sink, so that the error
    /// need not be examined.
    #[napi]
    pub fn begin_error_report(&self) -> Result<Option<f64>> {
        entry(|| {
            #[expect(clippy::cast_precision_loss, reason = "a server takes fewer than 2^53 messages")]
            Ok(self.server()?.begin_error_report().map(|begun| begun.number() as f64))
        })
    }

    /// Records an error: its class, and the functions on its stack, null for functions of other code. `begun` is the
    /// result of `beginErrorReport`.
    #[napi]
    pub fn record_error(
        &self,
        #[napi(ts_arg_type = "string")] class_name: Unknown<'_>,
        #[napi(ts_arg_type = "Array<string | null>")] frames: Unknown<'_>,
        begun: f64,
    ) -> Result<()> {
        entry(|| {
            let server = self.server()?;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "numbers come from `beginErrorReport`"
            )]
            server.report(events::read_error(class_name, frames)?, MessageSequence::from_number(begun as u64));
            Ok(())
        })
    }

    /// Returns the events that the host declared, with their kinds.
    #[napi]
    pub fn declared_events(&self) -> Result<Vec<DeclaredEventKind>> {
        entry(|| {
            let events = self.server()?.declared_events().into_iter();
            let events = events.map(|(name, kind)| DeclaredEventKind { name, kind: kind.as_str() });
            Ok(events.collect())
        })
    }

    #[napi]
    pub fn telemetry_status(&self) -> Result<TelemetryStatus> {
        entry(|| Ok(self.server()?.status().into()))
    }

    /// Takes the oldest change of the level that was not taken yet. While there is one, `takeMessage`, `takeTelemetry`
    /// and `takeFinished` return nothing.
    #[napi]
    pub fn take_level_change(&self) -> Result<Option<TelemetryStatus>> {
        entry(|| Ok(self.server()?.take_level_change().map(Into::into)))
    }

    /// While sealed, the host receives only events caused by messages taken before.
    #[napi]
    pub fn seal_telemetry(&self, is_sealed: bool) -> Result<()> {
        entry(|| {
            self.server()?.seal_telemetry(is_sealed);
            Ok(())
        })
    }

    /// Begins to wait until everything taken so far is handled.
    #[napi]
    pub fn begin_wait(&self) -> Result<u32> {
        entry(|| Ok(self.server()?.begin_wait()))
    }

    /// Returns the finished waits, once the listeners have taken everything before them, as one JSON array; null if
    /// there are none. Filling an array in native code would call setters on a modified prototype.
    #[napi]
    pub fn take_finished(&self, messages: bool, telemetry: bool) -> Result<Option<String>> {
        entry(|| {
            let finished = self.server()?.take_finished(Listening { messages, telemetry });
            Ok((!finished.is_empty()).then(|| Value::from(finished).to_string()))
        })
    }

    /// Whether a response to the client is pending.
    #[napi]
    pub fn has_pending_responses(&self, listening: bool) -> Result<bool> {
        entry(|| Ok(self.server()?.has_pending_responses(listening)))
    }

    /// Ends the running programs, because the process exits without stopping the server.
    #[napi]
    pub fn end_programs(&self) -> Result<()> {
        entry(|| {
            if let State::Running { server, .. } = &self.state {
                server.end_programs();
            }
            Ok(())
        })
    }

    /// Stops the server and releases `wake`. May be called again.
    #[napi]
    pub fn stop(&mut self) -> Result<()> {
        entry(|| {
            if let State::Running { server, waker } = std::mem::replace(&mut self.state, State::Stopped) {
                waker.release();
                drop(server);
            }
            Ok(())
        })
    }
}

impl LanguageServerHandle {
    pub(super) fn start_with(
        options: Unknown<'_>,
        environment: Unknown<'_>,
        wake: &Function<'_, (), ()>,
        clock: Clock,
    ) -> Result<Self> {
        let mut options = options::read(options)?;
        options.log = options::read_log(environment)?.or_else(log_of_process);
        let environment = vec![Environment::of_process(), options::read_environment(environment)?];
        // Pins the library in memory before the runtime starts threads in it.
        let waker = EventLoopWaker::new(wake).map_err(Error::from)?;
        let Runtime { handle: runtime, threads } = runtime::get().map_err(Error::Runtime)?;
        let notify = {
            let waker = waker.clone();
            Arc::new(move || waker.wake())
        };
        let server = Server::start(options, Host { runtime, threads, clock, environment, notify });
        Ok(Self { state: State::Running { server, waker } })
    }

    pub(super) fn server(&self) -> std::result::Result<&Server, Error> {
        match &self.state {
            State::Running { server, .. } => Ok(server),
            State::Stopped => Err(Error::Stopped),
        }
    }
}

impl Drop for LanguageServerHandle {
    fn drop(&mut self) {
        // No caller is left to which a panic could be reported.
        let _ = self.stop();
    }
}
