//! Where the session of a server is in its life. The only place in the server that knows: the telemetry pipeline keeps a
//! phase of its own, under its own lock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::server::session::active_session::ActiveSession;

#[derive(Clone, Default)]
pub enum SessionPhase {
    /// Before `initialize`, and after `exit`.
    #[default]
    Uninitialized,
    /// `initialize` was handled, and `initialized` was not: the client may not be asked anything yet.
    Opening(Arc<ActiveSession>),
    Initialized(Arc<ActiveSession>),
    /// `shutdown` was handled: only `exit` may follow.
    ShutDown,
}

/// The session of a server, if there is one. Sessions follow one another. Only the dispatcher and the handlers that it
/// calls move it from one phase to the next, and `stop` ends it.
#[derive(Default)]
pub struct CurrentSession {
    phase: Mutex<SessionPhase>,
}

impl CurrentSession {
    pub fn phase(&self) -> SessionPhase {
        self.lock().clone()
    }

    /// The session between `initialize` and `shutdown`.
    pub fn active(&self) -> Option<Arc<ActiveSession>> {
        match self.phase() {
            SessionPhase::Opening(session) | SessionPhase::Initialized(session) => Some(session),
            SessionPhase::Uninitialized | SessionPhase::ShutDown => None,
        }
    }

    pub fn is_initialized(&self) -> bool {
        matches!(*self.lock(), SessionPhase::Initialized(_))
    }

    /// `initialize` was handled.
    pub fn open(&self, session: ActiveSession) {
        self.replace(SessionPhase::Opening(Arc::new(session)));
    }

    /// `initialized` came. Returns the session, unless it came before.
    pub fn initialize(&self) -> Option<Arc<ActiveSession>> {
        let mut phase = self.lock();
        let SessionPhase::Opening(session) = &*phase else { return None };
        let session = Arc::clone(session);
        *phase = SessionPhase::Initialized(Arc::clone(&session));
        Some(session)
    }

    /// `shutdown` was handled.
    pub fn shut_down(&self) {
        self.replace(SessionPhase::ShutDown);
    }

    /// `exit` came, or the server stops.
    pub fn close(&self) {
        self.replace(SessionPhase::Uninitialized);
    }

    /// Enters a phase, and ends the session of the last one.
    fn replace(&self, phase: SessionPhase) {
        let last = std::mem::replace(&mut *self.lock(), phase);
        if let SessionPhase::Opening(session) | SessionPhase::Initialized(session) = last {
            session.end();
        }
    }

    fn lock(&self) -> MutexGuard<'_, SessionPhase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
