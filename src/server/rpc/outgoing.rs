//! The text of a message to the client. There is no other way to create one, and none is larger than a host can accept.
//!
//! A message that is too large is replaced: a response by an error with its id, a notification by a line in the
//! client's log. Its text is never built, so memory is bounded, too.

use std::io;

use serde::Serialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types::MessageType;
use tower_lsp::lsp_types::notification::{LogMessage, Notification};

/// The maximum size of a message, in bytes. V8's longest string has 512 MiB, and clients copy messages several times.
/// The largest results for real documents have a few megabytes.
const MAX_BYTES: usize = if cfg!(test) { 64 << 10 } else { 64 << 20 };

/// [`MAX_BYTES`] in words.
const LIMIT: &str = "64 MiB";

/// The maximum size of the id that a response repeats, in bytes.
const MAX_ID_BYTES: usize = 1 << 20;

/// The protocol's error code for a valid request that failed.
pub const REQUEST_FAILED: i64 = -32803;

/// A message to the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing(String);

impl Outgoing {
    pub fn notification<N: Notification>(params: &N::Params) -> Self {
        let (method, params) = match to_json(params) {
            Some(params) => (N::METHOD, params),
            None => (LogMessage::METHOD, too_large_for_client(N::METHOD).to_string()),
        };
        Self(format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params}}}"#))
    }

    /// Creates a request; `id` is a JSON string without escapes.
    pub fn request(id: &str, method: &str, params: Option<&Value>) -> Self {
        // Some clients reject parameters that are null.
        let params = params.map(|params| format!(r#","params":{params}"#)).unwrap_or_default();
        // The client may have chosen the method, so it is escaped.
        let method = Value::from(method);
        Self(format!(r#"{{"jsonrpc":"2.0","id":"{id}","method":{method}{params}}}"#))
    }

    /// Creates a response with a result that [`to_json`] has written. `id` is JSON, as the client wrote it.
    pub fn written_response(id: &str, result: &str) -> Self {
        let id = repeatable(id);
        Self(format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{result}}}"#))
    }

    /// Creates a response to a request. `id` is JSON, as the client wrote it.
    pub fn response(id: &str, result: &Result<Value, Error>) -> Self {
        let message = match result {
            Ok(result) => to_json(result).map(|result| Self::written_response(id, &result)),
            Err(error) => to_json(error).map(|error| {
                let id = repeatable(id);
                Self(format!(r#"{{"jsonrpc":"2.0","id":{id},"error":{error}}}"#))
            }),
        };
        message.unwrap_or_else(|| Self::response(id, &Err(too_large())))
    }

    /// Creates the notification of a telemetry event that has passed the gate. `event` is JSON.
    pub fn telemetry(event: &str) -> Self {
        Self(format!(r#"{{"jsonrpc":"2.0","method":"telemetry/event","params":{event}}}"#))
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// The parameters of the log message that replaces a notification.
fn too_large_for_client(method: &str) -> Value {
    let message = format!("candor: did not send {method}, because it is larger than {LIMIT}");
    json!({ "type": MessageType::WARNING, "message": message })
}

/// The error that replaces the result of a request.
fn too_large() -> Error {
    let message = format!("the result is larger than {LIMIT}").into();
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message, data: None }
}

/// Returns the id, or `null` if it is too large for a response.
fn repeatable(id: &str) -> &str {
    if id.len() <= MAX_ID_BYTES { id } else { "null" }
}

/// Writes a value as JSON. `None` if it would be too large.
pub fn to_json(value: &impl Serialize) -> Option<String> {
    let mut text = Limited(Vec::new());
    serde_json::to_writer(&mut text, value).ok()?;
    // JSON is written as UTF-8.
    String::from_utf8(text.0).ok()
}

/// A writer that accepts at most [`MAX_BYTES`] bytes.
struct Limited(Vec<u8>);

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    /// The serializer writes every key, number and bracket alone, and the default implementation of this method loops.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.0.len() + bytes.len() > MAX_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::lsp_types::LogMessageParams;

    use super::*;

    #[expect(clippy::needless_pass_by_value, reason = "shorter calls")]
    fn response(id: &str, result: Result<Value, Error>) -> Value {
        let text = Outgoing::response(id, &result).into_text();
        assert!(text.len() < MAX_BYTES + MAX_ID_BYTES + 100);
        serde_json::from_str(&text).expect("a message is JSON")
    }

    #[test]
    fn a_response_that_would_be_too_large_is_an_error_with_its_id() {
        let result = json!("x".repeat(MAX_BYTES - 2));
        assert_eq!(response("1", Ok(result.clone())), json!({ "jsonrpc": "2.0", "id": 1, "result": result }));
        // Escapes count: the limit applies to the JSON text.
        for large in ["x".repeat(MAX_BYTES - 1), "\u{0}".repeat(MAX_BYTES.div_ceil(6))] {
            let error = json!({ "code": REQUEST_FAILED, "message": "the result is larger than 64 MiB" });
            let expected = json!({ "jsonrpc": "2.0", "id": "a", "error": error });
            assert_eq!(response("\"a\"", Ok(json!(large))), expected);
            let failed = Error { message: large.into(), ..Error::internal_error() };
            assert_eq!(response("\"a\"", Err(failed)), expected);
        }
        let id = format!("\"{}\"", "x".repeat(MAX_ID_BYTES));
        assert_eq!(response(&id, Ok(json!(1))), json!({ "jsonrpc": "2.0", "id": null, "result": 1 }));
    }

    #[test]
    fn a_method_that_the_client_names_is_escaped() {
        let text = Outgoing::request("a", "x\"y\n", Some(&json!([1]))).into_text();
        let message: Value = serde_json::from_str(&text).expect("a message is JSON");
        assert_eq!(message, json!({ "jsonrpc": "2.0", "id": "a", "method": "x\"y\n", "params": [1] }));
    }

    #[test]
    fn a_notification_that_would_be_too_large_is_a_line_in_the_log() {
        let send = |bytes| {
            let params = LogMessageParams { typ: MessageType::INFO, message: "x".repeat(bytes) };
            Outgoing::notification::<LogMessage>(&params).into_text()
        };
        assert!(send(MAX_BYTES - 100).len() > MAX_BYTES - 100);
        let message = "candor: did not send window/logMessage, because it is larger than 64 MiB";
        let expected =
            json!({ "jsonrpc": "2.0", "method": "window/logMessage", "params": { "type": 2, "message": message } });
        assert_eq!(serde_json::from_str::<Value>(&send(MAX_BYTES)).ok(), Some(expected));
    }
}
