//! The reference: what the contract says of consent, as a machine that takes every statement in the order in which it
//! was made. It knows nothing of queues, threads and atomics.

use candor::telemetry::level::Level;

/// What an event needs so that it may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Level `all`, stated by somebody.
    Usage,
    /// Level `all`, also where only the version was negotiated.
    Negotiation,
}

/// What the client states at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientWord {
    pub level: Option<Level>,
    pub negotiated: bool,
}

/// What a message states about the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    Level(Level),
    /// Concerns the level and is not understood, or holds none; as an answer, an error.
    Odd,
    /// As an answer: nothing there. As a change: it cannot concern the level.
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
    /// The n-th request on the wire; `None` where the provider was asked.
    pub request: Option<u64>,
    /// It holds from the call that caused it, not only from when that was handled.
    pub holds_at_once: bool,
    pub at: usize,
}

#[derive(Clone, Copy, Debug)]
pub struct Opening {
    pub level: Option<Payload>,
    pub version_1: bool,
    pub can_be_asked: bool,
}

#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the contract speaks of each by itself")]
pub struct Reference {
    environment: Option<Level>,
    negotiation: bool,
    /// The number of the newest operation.
    pub now: usize,
    /// What the host and the client state from each time on, until the next entry.
    host: Vec<(usize, Option<Level>)>,
    client: Vec<(usize, ClientWord)>,
    /// When the client stated something for which nothing is held until it is in force.
    not_held: Vec<usize>,
    pub phase: Phase,
    pub version_1: bool,
    at_initialize: Option<Level>,
    stated_at_initialize: bool,
    can_ask_client: bool,
    pub has_provider: bool,
    /// A change that came before `initialized`.
    early: bool,
    pub pulls: Vec<Pull>,
    last_pull: u64,
    last_request: u64,
    /// Every operation up to this one was handled, with all that follows from it.
    pub settled: usize,
    pub settlings: Vec<usize>,
    /// When sessions came up for the client's events, shut down, and ended.
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
        self.can_ask_client = opening.can_be_asked;
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

    /// A change by the client; `lists_keys` is the array form.
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

    /// Whoever was asked in the pull of this number answers.
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

    /// Nobody answered any of the pulls in time.
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
            // What is asked for since `initialized` may be asked for only when that is handled.
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

    /// The level in force when everything was handled, and whether it rests on negotiation alone.
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

    /// Nothing may be delivered now, whatever was handled.
    pub fn is_held(&self) -> bool {
        self.early || self.pulls.iter().any(|pull| pull.holds_at_once || pull.at <= self.settled)
    }

    /// What the client may state in force at a time: what it stated last before everything was handled, or since.
    fn possible_client_words(&self, at: usize) -> impl Iterator<Item = ClientWord> {
        let settled = self.settlings.iter().rfind(|settled| **settled <= at).copied().unwrap_or(0);
        let first = self.client.iter().rposition(|(time, _)| *time <= settled).unwrap_or(0);
        self.client[first..].iter().take_while(move |(time, _)| *time <= at).map(|(_, word)| *word)
    }

    /// What an event may need now that is delivered, whichever messages were handled.
    pub fn may_deliver(&self, need: Need) -> bool {
        self.possible_client_words(self.now).any(|client| self.admits(need, self.host_word(), client))
    }

    /// Why an event that follows from the operation `origin` may not leave now; `None` where it may.
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
        // Silence at the very message, or behind it once that was handled.
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

    /// Whether an event that follows from the operation `origin` must have been delivered, everything being handled.
    pub fn must_deliver(&self, need: Need, origin: usize) -> bool {
        // A session that ends while the configuration is asked for states `off` and nothing at one time.
        let is_lowered =
            in_force(&self.client, origin).any(|(_, client)| client.level.is_some_and(|level| level < Level::All));
        let is_admitted = !is_lowered
            && (origin..=self.now).all(|time| self.admits(need, at(&self.host, time), at(&self.client, time)));
        // What a session did is lost where it ends before that was recorded.
        let recorded = self.settlings.iter().find(|settled| **settled >= origin).copied().unwrap_or(usize::MAX);
        let is_cut_off = self.ended.iter().any(|end| origin < *end && *end <= recorded);
        // A host that withdraws while nothing of the client is in force lowers the level at once.
        let is_shut = self.host.iter().any(|(time, host)| {
            *time > origin
                && host.is_none()
                && self.possible_client_words(*time).any(|client| !self.admits(need, None, client))
        });
        // What was met before a lowering is forgotten with it, although another requirement may still be met.
        let is_forgotten = need == Need::Negotiation
            && (self.host.iter().any(|(time, _)| origin < *time && *time <= recorded)
                || self.client.iter().any(|(time, _)| origin < *time && *time <= recorded)
                || self.shut_down.iter().any(|time| origin < *time && *time <= recorded));
        is_admitted && !is_cut_off && !is_shut && !is_forgotten
    }
}

/// What is in force at a time.
fn at<T: Copy>(words: &[(usize, T)], time: usize) -> T {
    words[words.iter().rposition(|(from, _)| *from <= time).unwrap_or(0)].1
}

/// What is in force at some time from `origin` on, with the time from which it is.
fn in_force<T: Copy>(words: &[(usize, T)], origin: usize) -> impl Iterator<Item = (usize, T)> {
    let first = words.iter().rposition(|(from, _)| *from <= origin).unwrap_or(0);
    words[first..].iter().copied()
}
