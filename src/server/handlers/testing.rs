//! Methods for tests: handlers that panic, one that never ends, and the text of a document. Not in releases.

#![expect(clippy::unused_async, reason = "tower-lsp takes async methods only")]

use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use tower_lsp::LspServiceBuilder;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::TextDocumentIdentifier;

use crate::server::handlers::Backend;
use crate::server::testing_hooks::SECRET;

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
        .custom_method("candor/testing/index", Backend::index)
}

impl Backend {
    async fn panic(&self) -> Result<()> {
        panic!("{SECRET}");
    }

    async fn panic_later(&self) -> Result<()> {
        tokio::task::yield_now().await;
        panic!("{SECRET}");
    }

    async fn panic_notification(&self) {
        panic!("{SECRET}");
    }

    async fn never(&self) -> Result<()> {
        std::future::pending().await
    }

    /// Logs a line of the given number of bytes.
    async fn log(&self, bytes: usize) -> Result<()> {
        self.server.outbox.warn("x".repeat(bytes));
        Ok(())
    }

    /// Returns how often documents were parsed.
    async fn parses(&self) -> Result<usize> {
        Ok(self.server.parses.load(Ordering::SeqCst))
    }

    /// Returns how many Terraform files are in the index, and how many of them have to be read.
    async fn index(&self) -> Result<(usize, usize)> {
        Ok(self.session()?.session.lock().calls.counts())
    }

    async fn echo(&self, params: Value) -> Result<Value> {
        Ok(params)
    }

    async fn text(&self, document: TextDocumentIdentifier) -> Result<Value> {
        let handle = self.session()?;
        let state = handle.session.lock();
        let document = state.documents.get(&document.uri);
        Ok(document.map_or(Value::Null, |document| {
            json!({ "text": document.text.as_str(), "version": document.version, "languageId": document.language_identifier })
        }))
    }
}
