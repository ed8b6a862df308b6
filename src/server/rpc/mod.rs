//! Messages of JSON-RPC: what comes in, what goes out, and what is being done for which message.

pub mod activity;
pub mod json_tree;
pub mod message;
pub mod outbox;
pub mod outgoing;
pub mod request_context;
pub mod scanner;
