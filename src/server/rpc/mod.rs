//! Messages of JSON-RPC: what comes in, what goes out, and what is being done for which message. The lowest folder of
//! the server.

pub mod activity;
pub mod intake;
pub mod json_tree;
pub mod message;
pub mod outbox;
pub mod outgoing;
pub mod pending_responses;
pub mod request_context;
pub mod scanner;
pub mod trace;
pub mod waits;
pub mod written_result;
