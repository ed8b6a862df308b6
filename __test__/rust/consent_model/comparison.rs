//! Waits until the server is idle, and compares its level and the events that it delivered with the reference.

use std::fmt::Write as _;

use candor::server::Listening;
use candor::telemetry::level::Level;
use serde_json::Value;

use super::{Driver, Sink, Tagged};
use crate::reference::Need;

impl Driver {
    /// Waits until everything is done, answers the requests to the provider meanwhile, and compares.
    pub(super) fn settle(&mut self) -> Result<(), String> {
        let wait = self.server.begin_wait();
        loop {
            self.take_requests()?;
            let pending = self.questions.keys().copied().find(|number| self.is_open(*number));
            if let Some(number) = pending {
                self.reference.tick();
                self.answer_pull(number, None);
                continue;
            }
            let listening = Listening { messages: false, telemetry: false };
            if self.server.take_finished(listening).contains(&wait) {
                break;
            }
            if !self.wake.wait() {
                return Err("the server does not become idle".to_owned());
            }
        }
        // Answers that were sent during the wait may not be handled yet.
        if self.reference.pulls.iter().any(|pull| pull.request.is_none()) || !self.questions.is_empty() {
            self.questions.retain(|_, _| false);
            return self.settle();
        }
        self.settle_answers()
    }

    /// Waits until the answers that were sent during the previous wait are handled.
    fn settle_answers(&mut self) -> Result<(), String> {
        let wait = self.server.begin_wait();
        loop {
            self.take_requests()?;
            let listening = Listening { messages: false, telemetry: false };
            if self.server.take_finished(listening).contains(&wait) {
                break;
            }
            if !self.wake.wait() {
                return Err("the server does not become idle".to_owned());
            }
        }
        self.reference.tick();
        self.reference.settle();
        self.note("idle");
        self.drain()?;
        self.compare()
    }

    fn is_open(&self, number: u64) -> bool {
        self.reference.pulls.iter().any(|pull| pull.number == number)
    }

    /// Compares the status and the deliveries once everything is handled.
    fn compare(&mut self) -> Result<(), String> {
        let status = self.server.status();
        let (level, _) = self.reference.level();
        let stated = (status.environment, status.host, status.client);
        let expected = (self.reference.environment(), self.reference.host_word(), self.reference.client_word().level);
        if (status.decision.level, stated) != (level, expected) {
            let actual = status.decision.level;
            return Err(format!("the level is {actual:?} by {stated:?}, not {level:?} by {expected:?}"));
        }
        if level == Level::Off {
            self.forget();
        }
        if self.reference.is_held() {
            return Ok(());
        }
        if status.dropped.capacity > 0 {
            return Err("events were lost for want of room".to_owned());
        }
        let reference = &self.reference;
        let is_of_session = |origin: usize| {
            let ends = reference.ended.iter().chain(&reference.shut_down);
            reference.version_1 && origin > reference.initialized_at && ends.clone().all(|end| *end < origin)
        };
        for (text, tagged) in &self.tagged {
            let Tagged { origin, need, reached } = tagged;
            if !reached.contains(&Sink::Host) && reference.must_deliver(Need::Usage, *origin) && {
                *need == Need::Usage || reference.must_deliver(Need::Negotiation, *origin)
            } {
                return Err(format!("{text} of {origin} did not reach the host"));
            }
            if !reached.contains(&Sink::Client) && is_of_session(*origin) && reference.must_deliver(*need, *origin) {
                return Err(format!("{text} of {origin} did not reach the client"));
            }
            self.counts.required += usize::from(reference.must_deliver(*need, *origin));
            self.counts.forbidden += usize::from(reference.forbidden(*need, *origin).is_some());
        }
        // Events that are forbidden now stay forbidden, so they are not checked again.
        self.tagged.retain(|_, tagged| reference.forbidden(tagged.need, tagged.origin).is_none());
        Ok(())
    }

    /// Takes everything from both sinks, and checks each event.
    pub(super) fn drain(&mut self) -> Result<(), String> {
        self.take_requests()?;
        while let Some(events) = self.server.take_telemetry(usize::MAX) {
            let events: Vec<Value> = serde_json::from_str(&events).map_err(|error| error.to_string())?;
            for event in events {
                self.judge(Sink::Host, &event)?;
            }
        }
        self.counts.held += usize::from(self.reference.is_held());
        Ok(())
    }

    /// Takes the messages for the client (requests and events) and the requests to the provider.
    pub(super) fn take_requests(&mut self) -> Result<(), String> {
        while self.server.take_level_change().is_some() {}
        while let Some(question) = self.server.take_configuration_request() {
            self.questions.insert(question.id.number(), question);
        }
        while let Some(message) = self.server.take_message() {
            let message: Value = serde_json::from_str(&message).map_err(|error| error.to_string())?;
            match message["method"].as_str() {
                Some("workspace/configuration") => {
                    self.requests.push(message["id"].as_str().unwrap_or_default().to_owned());
                }
                Some("telemetry/event") => self.judge(Sink::Client, &message["params"])?,
                _ => {}
            }
        }
        Ok(())
    }

    fn judge(&mut self, sink: Sink, event: &Value) -> Result<(), String> {
        let _ = writeln!(self.log, "     {sink:?} got {event}");
        match sink {
            Sink::Host => self.counts.to_host += 1,
            Sink::Client => self.counts.to_client += 1,
        }
        if self.reference.is_held() {
            return Err(format!("delivered while the configuration is asked for: {event}"));
        }
        let properties = &event["properties"];
        let text = properties["document"].as_str().or(properties["tfRequirements"].as_str()).unwrap_or_default();
        let name = event["name"].as_str().unwrap_or_default();
        let need = match (sink, name) {
            (Sink::Client, "initialize" | "moduleData") => Need::Negotiation,
            _ => Need::Usage,
        };
        if !self.reference.may_deliver(need) {
            return Err(format!("delivered at a level that does not admit it: {event}"));
        }
        if let Some(session) = properties["server_session"].as_str() {
            if self.forgotten.contains(session) {
                return Err(format!("the session of an earlier consent: {event}"));
            }
            self.sessions.insert(session.to_owned());
        }
        if name == "initialize" || name == "server_heartbeat" {
            return Ok(());
        }
        let Some(tagged) = self.tagged.get_mut(text) else {
            return Err(format!("an event that was forbidden before, or of nothing: {event}"));
        };
        if !tagged.reached.insert(sink) {
            return Err(format!("delivered twice: {event}"));
        }
        let origin = tagged.origin;
        if sink == Sink::Client && self.reference.has_ended_since(origin) {
            return Err(format!("an event of an earlier session: {event}"));
        }
        match self.reference.forbidden(need, origin) {
            Some(reason) => Err(format!("an event of {origin} was delivered, but {reason}: {event}")),
            None => Ok(()),
        }
    }

    /// Called when the level is `off`: the sessions that were seen must not occur again.
    pub(super) fn forget(&mut self) {
        self.forgotten.extend(self.sessions.drain());
    }
}
