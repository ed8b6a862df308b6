//! Hooks for tests: a handler that panics, one that never ends, the text of a document, texts that trouble their
//! language, and places that hang. Not in releases.

#![expect(clippy::unused_async, reason = "tower-lsp takes async methods only")]

use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use serde_json::{Value, json};
use tower_lsp::LspServiceBuilder;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{TextDocumentIdentifier, Url};

use crate::server::handlers::Backend;
use crate::server::session::Session;
use crate::server::snapshot::DocumentSnapshot;

pub fn register(builder: LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend> {
    builder
        .custom_method("candor/testing/panic", Backend::panic)
        .custom_method("candor/testing/panicLater", Backend::panic_later)
        .custom_method("candor/testing/panicNotification", Backend::panic_notification)
        .custom_method("candor/testing/never", Backend::never)
        .custom_method("candor/testing/echo", Backend::echo)
        .custom_method("candor/testing/log", Backend::log)
        .custom_method("candor/testing/text", Backend::text)
        .custom_method("candor/testing/parses", Backend::parses)
}

/// Panics for a document whose scheme asks for it.
pub fn panic_if_asked(uri: &Url) {
    assert!(uri.scheme() != "candor-testing-panic", "secret /home/alice/acme-merger");
}

/// Whether places hang whose names ask for it, and how much hangs now.
static HANGING: (Mutex<(bool, u32)>, Condvar) = (Mutex::new((false, 0)), Condvar::new());

/// Hangs at a document or directory whose name asks for it, as a file system does that has stopped responding.
pub fn hang_if_asked(place: &str) {
    if place.contains("candor-testing-hang") {
        let (state, changed) = &HANGING;
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.1 += 1;
        let mut state = changed.wait_while(state, |state| state.0).unwrap_or_else(PoisonError::into_inner);
        state.1 -= 1;
    }
}

/// Has such places hang in the whole process, or lets go everything that hangs.
pub fn hang(hangs: bool) {
    let (state, changed) = &HANGING;
    state.lock().unwrap_or_else(PoisonError::into_inner).0 = hangs;
    changed.notify_all();
}

/// How much hangs in the process.
pub fn hanging() -> u32 {
    HANGING.0.lock().unwrap_or_else(PoisonError::into_inner).1
}

/// Does what a text asks for where its language is asked: panics, or works on it until it is edited.
pub fn trouble_if_asked(snapshot: &DocumentSnapshot, session: &Session) {
    let asked = |what: &str| snapshot.text.as_str().contains(what);
    assert!(!asked("candor-testing: panic"), "secret /home/alice/acme-merger");
    if asked("candor-testing: work until edited") {
        let is_newest = || {
            let state = session.lock();
            state.documents.get(&snapshot.uri).is_some_and(|document| Arc::ptr_eq(&document.text, &snapshot.text))
        };
        while is_newest() {
            std::thread::yield_now();
        }
    }
}

impl Backend {
    async fn panic(&self) -> Result<()> {
        panic!("secret /home/alice/acme-merger");
    }

    async fn panic_later(&self) -> Result<()> {
        tokio::task::yield_now().await;
        panic!("secret /home/alice/acme-merger");
    }

    async fn panic_notification(&self) {
        panic!("secret /home/alice/acme-merger");
    }

    async fn never(&self) -> Result<()> {
        std::future::pending().await
    }

    /// Sends a line for the log that has so many bytes.
    async fn log(&self, bytes: usize) -> Result<()> {
        self.handle.server.outbox.warn("x".repeat(bytes));
        Ok(())
    }

    /// How often documents were parsed.
    async fn parses(&self) -> Result<usize> {
        Ok(self.handle.server.parses.load(Ordering::SeqCst))
    }

    async fn echo(&self, params: Value) -> Result<Value> {
        Ok(params)
    }

    async fn text(&self, document: TextDocumentIdentifier) -> Result<Value> {
        let session = self.handle.session.lock();
        let document = session.documents.get(&document.uri);
        Ok(document.map_or(Value::Null, |document| {
            json!({ "text": document.text.as_str(), "version": document.version, "languageId": document.language_identifier })
        }))
    }
}
