//! The telemetry pipeline without a server: which events it admits, keeps, drops, counts and delivers, and whom it
//! notifies.

#[path = "pipeline/delivery.rs"]
mod delivery;
#[path = "pipeline/gate.rs"]
mod gate;
#[path = "pipeline/host_records.rs"]
mod host_records;
#[path = "telemetry/initialize_event.rs"]
mod initialize_event;
#[path = "pipeline/queues.rs"]
mod queues;
#[path = "pipeline/sessions.rs"]
mod sessions;
#[path = "pipeline/statements.rs"]
mod statements;
#[path = "pipeline/support.rs"]
mod support;

use candor as library;
