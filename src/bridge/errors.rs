//! Converts errors to those that JavaScript sees, with a stable `code` and a message that names the field.

use std::borrow::Cow;
use std::panic::{self, AssertUnwindSafe};

use napi::bindgen_prelude::panic_to_error;

/// `error.code` in JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    InvalidArgument,
    ServerStopped,
    RuntimeUnavailable,
    Internal,
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        match self {
            Self::InvalidArgument => "INVALID_ARGUMENT",
            Self::ServerStopped => "SERVER_STOPPED",
            Self::RuntimeUnavailable => "RUNTIME_UNAVAILABLE",
            Self::Internal => "INTERNAL_ERROR",
        }
    }
}

impl From<napi::Status> for Code {
    fn from(_: napi::Status) -> Self {
        Self::Internal
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{field} must be {expected}")]
    Argument { field: String, expected: Cow<'static, str> },
    #[error("the server has been stopped")]
    Stopped,
    /// `RUNTIME_UNAVAILABLE`, with the system's error as its `cause`.
    #[error(
        "cannot start the server: the system cannot create a thread; raise the limit on processes and threads of this user (`ulimit -u`) or container (its pids limit)"
    )]
    Runtime(#[source] std::io::Error),
    /// `INTERNAL_ERROR`, with the panic's message as its `cause`.
    #[error("internal error: candor panicked; please report this bug together with its cause")]
    Panic(#[source] napi::Error),
    #[error("{0}")]
    Napi(napi::Error),
}

impl Error {
    pub fn argument(field: impl Into<String>, expected: impl Into<Cow<'static, str>>) -> Self {
        Self::Argument { field: field.into(), expected: expected.into() }
    }
}

impl From<napi::Error> for Error {
    fn from(error: napi::Error) -> Self {
        Self::Napi(error)
    }
}

impl From<Error> for napi::Error<Code> {
    fn from(error: Error) -> Self {
        let code = match error {
            Error::Argument { .. } => Code::InvalidArgument,
            Error::Stopped => Code::ServerStopped,
            Error::Runtime(_) => Code::RuntimeUnavailable,
            Error::Panic(_) | Error::Napi(_) => Code::Internal,
        };
        let mut thrown = Self::new(code, error.to_string());
        match error {
            Error::Runtime(cause) => thrown.set_cause(napi::Error::from_reason(cause.to_string())),
            Error::Panic(cause) => thrown.set_cause(cause),
            Error::Argument { .. } | Error::Stopped | Error::Napi(_) => {}
        }
        thrown
    }
}

pub type Result<T> = std::result::Result<T, napi::Error<Code>>;

/// Runs the body of an entry point and throws its panic as `INTERNAL_ERROR`. napi's `catch_unwind` would throw it as
/// `GenericFailure`, which JavaScript cannot distinguish from what a getter of an argument throws.
pub fn entry<T>(body: impl FnOnce() -> Result<T>) -> Result<T> {
    let body = AssertUnwindSafe(|| {
        #[cfg(feature = "testing")]
        super::requested_panic::panic_if_requested();
        body()
    });
    panic::catch_unwind(body).unwrap_or_else(|payload| Err(Error::Panic(panic_to_error(payload)).into()))
}
