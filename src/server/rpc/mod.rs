//! JSON-RPC: incoming messages, outgoing messages, and the work in progress for each message. The lowest folder of the
//! server.

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
