//! The result of a request as JSON. A handler with a long result writes it directly from its own type: tower-lsp would
//! first build a tree of values, which takes longer than computing the result.

use std::cell::RefCell;
use std::future::Future;

use serde::Serialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Response, Result};

use crate::server::rpc::outgoing::to_json;

tokio::task_local! {
    /// The result that the currently polled handler has written.
    static WRITTEN: RefCell<Option<String>>;
}

/// The result of a request.
pub enum RequestResult {
    Value(Value),
    /// The text of a JSON value.
    Json(String),
}

/// Writes the result of the request that is being handled, and returns `None` for tower-lsp. A result that is too large
/// for a message is returned unchanged, so that an error replaces it later.
///
/// # Errors
/// Returns the error that is passed.
pub fn write<T: Serialize>(result: Result<Option<T>>) -> Result<Option<T>> {
    let Some(value) = result? else { return Ok(None) };
    let written = to_json(&value);
    // If the dispatcher did not call the handler, the value is returned.
    let is_kept = written.is_some() && WRITTEN.try_with(|slot| slot.replace(written)).is_ok();
    Ok(if is_kept { None } else { Some(value) })
}

/// Runs a handler of tower-lsp. Returns its result, or the result that it has written instead.
pub async fn collect(handler: impl Future<Output = Option<Response>>) -> Option<Result<RequestResult>> {
    let handler = async {
        let (_, result) = handler.await?.into_parts();
        let written = WRITTEN.with(RefCell::take);
        Some(result.map(|value| written.map_or(RequestResult::Value(value), RequestResult::Json)))
    };
    WRITTEN.scope(RefCell::new(None), handler).await
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use serde_json::json;
    use tower_lsp::jsonrpc::{Error, Id};

    use super::*;

    fn collected(result: impl FnOnce() -> Result<Option<Vec<u32>>>) -> Option<Result<RequestResult>> {
        let handler = async { Some(Response::from_parts(Id::Number(1), result().map(|value| json!(value)))) };
        collect(handler).now_or_never().expect("nothing waits")
    }

    #[test]
    fn a_written_result_takes_the_place_of_the_value() {
        let written = collected(|| write(Ok(Some(vec![1, 2]))));
        assert!(matches!(written, Some(Ok(RequestResult::Json(text))) if text == "[1,2]"));
    }

    #[test]
    fn an_empty_result_and_one_that_is_not_written_stay_values() {
        let empty = collected(|| write(Ok(None)));
        assert!(matches!(empty, Some(Ok(RequestResult::Value(Value::Null)))));
        let value = collected(|| Ok(Some(vec![3])));
        assert!(matches!(value, Some(Ok(RequestResult::Value(value))) if value == json!([3])));
    }

    #[test]
    fn an_error_replaces_what_was_written_before_it() {
        let failed = collected(|| write(Ok(Some(vec![1]))).and(Err(Error::request_cancelled())));
        assert!(matches!(failed, Some(Err(error)) if error == Error::request_cancelled()));
    }

    #[test]
    fn outside_of_a_request_the_result_is_returned() {
        assert_eq!(write(Ok(Some(vec![1]))).ok(), Some(Some(vec![1])));
    }
}
