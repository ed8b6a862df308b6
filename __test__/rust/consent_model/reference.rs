//! The reference: what the contract says about consent, as a state machine that applies every statement in the order in
//! which it was made. It does not use queues, threads or atomics.

use candor::telemetry::level::Level;

/// The consent that an event needs to be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Level `all`, stated by the host or the client.
    Usage,
    /// Level `all`, even if only the version was negotiated.
    Negotiation,
}

/// What the client states at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientWord {
    pub level: Option<Level>,
    pub negotiated: bool,
}

/// What a message states about the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    Level(Level),
    /// A change that concerns the level but contains no valid one, or a response with an invalid level.
    Odd,
    /// A response without a level, or a change that cannot concern the level.
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Closed,
    Opening,
    Initialized,
    ShutDown,
}

#[derive(Clone, Copy, Debug)]
pub struct Pull {
    pub number: u64,
    /// The number of the request among those to the client; `None` for a request to the provider.
    pub request: Option<u64>,
    /// Whether it holds delivery from the time of the call that caused it, and not only once that call is handled.
    pub holds_at_once: bool,
    pub at: usize,
}

#[derive(Clone, Copy, Debug)]
pub struct Opening {
    pub level: Option<Payload>,
    pub version_1: bool,
    pub supports_configuration_requests: bool,
}

#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the contract speaks of each by itself")]
pub struct Reference {
    environment: Option<Level>,
    negotiation: bool,
    /// The number of the newest operation.
    pub now: usize,
    /// What the host states, and what the client states, from each time on until the next entry.
    host: Vec<(usize, Option<Level>)>,
    client: Vec<(usize, ClientWord)>,
    /// The times of statements of the client that do not hold delivery until they are in force.
    not_held: Vec<usize>,
    pub phase: Phase,
    pub version_1: bool,
    at_initialize: Option<Level>,
    stated_at_initialize: bool,
    can_ask_client: bool,
    pub has_provider: bool,
    /// Whether the configuration changed before `initialized`.
    early: bool,
    pub pulls: Vec<Pull>,
    last_pull: u64,
    last_request: u64,
    /// Every operation up to this one was handled, with all its consequences.
    pub settled: usize,
    pub settlings: Vec<usize>,
    /// When the current session was initialized. `shut_down` and `ended` have the times at which sessions shut down and
    /// ended.
    pub initialized_at: usize,
    pub shut_down: Vec<usize>,
    pub ended: Vec<usize>,
}

impl Reference {
    pub fn new(environment: Option<Level>, host: Option<Level>, negotiation: bool) -> Self {
        Self {
            environment,
            negotiation,
            now: 0,
            host: vec![(0, host)],
            client: vec![(0, ClientWord::default())],
            not_held: Vec::new(),
            phase: Phase::Closed,
            version_1: false,
            at_initialize: None,
            stated_at_initialize: false,
            can_ask_client: false,
            has_provider: false,
            early: false,
            pulls: Vec::new(),
            last_pull: 0,
            last_request: 0,
            settled: 0,
            settlings: vec![0],
            initialized_at: usize::MAX,
            shut_down: Vec::new(),
            ended: Vec::new(),
        }
    }

    // --- Operations, in the order in which they are made ---------------------------------------------------------------

    pub fn tick(&mut self) {
        self.now += 1;
    }

    pub fn set_host_level(&mut self, level: Option<Level>) {
        self.host.push((self.now, level));
    }

    pub fn initialize(&mut self, opening: Opening) {
        let level = opening.level.map(|payload| match payload {
            Payload::Level(level) => level,
            _ => Level::Off,
        });
        self.phase = Phase::Opening;
        self.not_held.push(self.now);
        self.initialized_at = usize::MAX;
        self.version_1 = opening.version_1;
        self.at_initialize = level;
        self.stated_at_initialize = level.is_some();
        self.can_ask_client = opening.supports_configuration_requests;
        self.client.push((self.now, ClientWord { level, negotiated: opening.version_1 && self.negotiation }));
    }

    pub fn initialized(&mut self) {
        if self.phase != Phase::Opening {
            return;
        }
        self.phase = Phase::Initialized;
        self.initialized_at = self.now;
        let changed = std::mem::take(&mut self.early);
        if self.has_provider || (self.can_ask_client && (!self.stated_at_initialize || changed)) {
            self.pull(changed);
        }
    }

    /// Handles a configuration change by the client. `lists_keys` means that it is an array of keys.
    pub fn client_changed(&mut self, payload: Payload, lists_keys: bool) {
        if !matches!(self.phase, Phase::Opening | Phase::Initialized) {
            return;
        }
        self.can_ask_client |= lists_keys;
        match payload {
            Payload::Nothing => {}
            _ if self.has_provider || self.can_ask_client => self.ask(),
            Payload::Level(level) => self.set_client_level(level),
            Payload::Odd => self.set_client_level(Level::Off),
        }
    }

    pub fn host_changed(&mut self) {
        if self.has_provider || self.can_ask_client {
            self.ask();
        }
    }

    pub fn provide(&mut self, has_provider: bool) {
        self.has_provider = has_provider;
        let discarded = std::mem::take(&mut self.pulls);
        if has_provider || self.can_ask_client {
            self.ask();
        } else if !discarded.is_empty() {
            self.set_client_level(Level::Off);
        }
    }

    /// Handles the answer to the request for the level with this number.
    pub fn answer(&mut self, number: u64, payload: Payload) {
        if !self.pulls.iter().any(|pull| pull.number == number) {
            return;
        }
        self.pulls.retain(|pull| pull.number > number);
        match payload {
            Payload::Level(level) => self.set_client_level(level),
            Payload::Odd => self.set_client_level(Level::Off),
            Payload::Nothing => {
                let lower = [self.client_word().level, self.at_initialize].into_iter().flatten().min();
                let word = ClientWord { level: lower, ..self.client_word() };
                self.client.push((self.now, word));
            }
        }
    }

    /// Handles the expiry of the time limit: no pending request for the level was answered in time.
    pub fn time_out(&mut self) {
        self.pulls.clear();
        self.set_client_level(Level::Off);
    }

    pub fn shut_down(&mut self) {
        self.phase = Phase::ShutDown;
        self.shut_down.push(self.now);
        self.close();
    }

    pub fn exit(&mut self) {
        self.phase = Phase::Closed;
        self.ended.push(self.now);
        self.close();
        self.at_initialize = None;
        self.client.push((self.now, ClientWord::default()));
    }

    pub fn settle(&mut self) {
        self.settled = self.now;
        self.settlings.push(self.now);
    }

    fn close(&mut self) {
        self.can_ask_client = false;
        let asked = !self.pulls.is_empty() || self.early;
        if !self.is_held() {
            // A request that `initialized` causes may be sent only once `initialized` is handled.
            self.not_held.push(self.now);
        }
        self.pulls.clear();
        self.early = false;
        if asked {
            self.set_client_level(Level::Off);
        }
    }

    fn ask(&mut self) {
        match self.phase {
            Phase::Opening => self.early = true,
            Phase::Initialized => self.pull(true),
            Phase::Closed | Phase::ShutDown => {}
        }
    }

    fn pull(&mut self, holds_at_once: bool) {
        self.last_pull += 1;
        let request = (!self.has_provider).then(|| {
            self.last_request += 1;
            self.last_request
        });
        self.pulls.push(Pull { number: self.last_pull, request, holds_at_once, at: self.now });
    }

    fn set_client_level(&mut self, level: Level) {
        let negotiated = self.client_word().negotiated;
        self.client.push((self.now, ClientWord { level: Some(level), negotiated }));
    }

    // --- What follows --------------------------------------------------------------------------------------------------

    pub fn environment(&self) -> Option<Level> {
        self.environment
    }

    pub fn host_word(&self) -> Option<Level> {
        self.host[self.host.len() - 1].1
    }

    pub fn client_word(&self) -> ClientWord {
        self.client[self.client.len() - 1].1
    }

    /// Returns the level in force once everything is handled, and whether it results from negotiation alone.
    pub fn level(&self) -> (Level, bool) {
        self.decide(self.host_word(), self.client_word())
    }

    fn decide(&self, host: Option<Level>, client: ClientWord) -> (Level, bool) {
        let unstated = host.is_none() && client.level.is_none();
        let stated = [self.environment, host, client.level].into_iter().flatten().min().unwrap_or(Level::All);
        match (unstated, client.negotiated) {
            (true, false) => (Level::Off, false),
            (true, true) if stated < Level::All => (stated, true),
            (true, true) => (Level::All, true),
            (false, _) => (stated, false),
        }
    }

    fn admits(&self, need: Need, host: Option<Level>, client: ClientWord) -> bool {
        let (level, is_negotiated) = self.decide(host, client);
        level == Level::All && (need == Need::Negotiation || !is_negotiated)
    }

    /// Whether nothing may be delivered now, whichever operations were handled.
    pub fn is_held(&self) -> bool {
        self.early || self.pulls.iter().any(|pull| pull.holds_at_once || pull.at <= self.settled)
    }

    /// Returns the statements of the client that may be in force at a time: the last one before everything was handled,
    /// and all later ones.
    fn possible_client_words(&self, at: usize) -> impl Iterator<Item = ClientWord> {
        let settled = self.settlings.iter().rfind(|settled| **settled <= at).copied().unwrap_or(0);
        let first = self.client.iter().rposition(|(time, _)| *time <= settled).unwrap_or(0);
        self.client[first..].iter().take_while(move |(time, _)| *time <= at).map(|(_, word)| *word)
    }

    /// Whether an event with this need may be delivered now, whichever messages were handled.
    pub fn may_deliver(&self, need: Need) -> bool {
        self.possible_client_words(self.now).any(|client| self.admits(need, self.host_word(), client))
    }

    /// Returns why an event that the operation `origin` caused may not be delivered now; `None` if it may.
    pub fn forbidden(&self, need: Need, origin: usize) -> Option<String> {
        for (from, host) in in_force(&self.host, origin) {
            if host.is_some_and(|level| level < Level::All) {
                return Some(format!("the host stated {host:?} at {from}"));
            }
        }
        for (from, client) in in_force(&self.client, origin) {
            // Changes and answers hold every delivery until they are in force; `initialize` does not.
            let is_in_force = from <= origin || from <= self.settled || !self.not_held.contains(&from);
            if is_in_force && client.level.is_some_and(|level| level < Level::All) {
                return Some(format!("the client stated {client:?} at {from}"));
            }
        }
        // No consent at the time of the operation itself, or at a later time that is already handled.
        let times = [origin].into_iter().chain((origin + 1..=self.now).filter(|time| *time <= self.settled));
        for time in times {
            if !self.admits(need, at(&self.host, time), at(&self.client, time)) {
                return Some(format!("nobody consented at {time}"));
            }
        }
        None
    }

    /// Whether the session of an operation has certainly ended.
    pub fn has_ended_since(&self, origin: usize) -> bool {
        self.ended.iter().any(|end| origin < *end && *end <= self.settled)
    }

    /// Whether an event that the operation `origin` caused must have been delivered once everything is handled.
    pub fn must_deliver(&self, need: Need, origin: usize) -> bool {
        // A session that ends while a configuration request is pending states `off` and then nothing, both at the same
        // time.
        let is_lowered =
            in_force(&self.client, origin).any(|(_, client)| client.level.is_some_and(|level| level < Level::All));
        let is_admitted = !is_lowered
            && (origin..=self.now).all(|time| self.admits(need, at(&self.host, time), at(&self.client, time)));
        // Events of a session are lost if the session ends before they are recorded.
        let recorded = self.settlings.iter().find(|settled| **settled >= origin).copied().unwrap_or(usize::MAX);
        let is_cut_off = self.ended.iter().any(|end| origin < *end && *end <= recorded);
        // A host that withdraws its statement while no statement of the client is in force lowers the level at once.
        let is_shut = self.host.iter().any(|(time, host)| {
            *time > origin
                && host.is_none()
                && self.possible_client_words(*time).any(|client| !self.admits(need, None, client))
        });
        // Lowering the level forgets what was kept for events, even if an event still meets another requirement.
        let is_forgotten = need == Need::Negotiation
            && (self.host.iter().any(|(time, _)| origin < *time && *time <= recorded)
                || self.client.iter().any(|(time, _)| origin < *time && *time <= recorded)
                || self.shut_down.iter().any(|time| origin < *time && *time <= recorded));
        is_admitted && !is_cut_off && !is_shut && !is_forgotten
    }
}

/// Returns the statement in force at a time.
fn at<T: Copy>(words: &[(usize, T)], time: usize) -> T {
    words[words.iter().rposition(|(from, _)| *from <= time).unwrap_or(0)].1
}

/// Returns every statement that is in force at some time from `origin` on, with the time from which it is in force.
fn in_force<T: Copy>(words: &[(usize, T)], origin: usize) -> impl Iterator<Item = (usize, T)> {
    let first = words.iter().rposition(|(from, _)| *from <= origin).unwrap_or(0);
    words[first..].iter().copied()
}
