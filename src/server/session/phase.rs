//! The phase of a server's session. Only this module of the server knows it: the telemetry pipeline keeps its own
//! phase, under its own lock.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::server::session::active_session::ActiveSession;

#[derive(Clone, Default)]
pub enum SessionPhase {
    /// Before `initialize`, and after `exit`.
    #[default]
    Uninitialized,
    /// `initialize` was handled, but `initialized` was not: no request may be sent to the client yet.
    Opening(Arc<ActiveSession>),
    Initialized(Arc<ActiveSession>),
    /// `shutdown` was handled: only `exit` may follow.
    ShutDown,
}

/// The current session of a server, if any. A server can have several sessions, one after the other. Only the
/// dispatcher and the handlers that it calls change the phase, and `stop` ends the session.
#[derive(Default)]
pub struct CurrentSession {
    phase: Mutex<SessionPhase>,
}

impl CurrentSession {
    pub fn phase(&self) -> SessionPhase {
        self.lock().clone()
    }

    /// Returns the session between `initialize` and `shutdown`.
    pub fn active(&self) -> Option<Arc<ActiveSession>> {
        match self.phase() {
            SessionPhase::Opening(session) | SessionPhase::Initialized(session) => Some(session),
            SessionPhase::Uninitialized | SessionPhase::ShutDown => None,
        }
    }

    pub fn is_initialized(&self) -> bool {
        matches!(*self.lock(), SessionPhase::Initialized(_))
    }

    /// Begins a session: `initialize` was handled.
    pub fn open(&self, session: ActiveSession) {
        self.replace(SessionPhase::Opening(Arc::new(session)));
    }

    /// Handles `initialized`. Returns the session, unless `initialized` was received before.
    pub fn initialize(&self) -> Option<Arc<ActiveSession>> {
        let mut phase = self.lock();
        let SessionPhase::Opening(session) = &*phase else { return None };
        let session = Arc::clone(session);
        *phase = SessionPhase::Initialized(Arc::clone(&session));
        Some(session)
    }

    /// Handles `shutdown`.
    pub fn shut_down(&self) {
        self.replace(SessionPhase::ShutDown);
    }

    /// Ends the session: `exit` was received, or the server stops.
    pub fn close(&self) {
        self.replace(SessionPhase::Uninitialized);
    }

    /// Enters a phase and ends the session of the previous one.
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
