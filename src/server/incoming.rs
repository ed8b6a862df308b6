//! The items that the dispatcher handles, in the order in which they are received.

use crate::server::consent::event::ConsentEvent;
use crate::server::rpc::pending_responses::PendingResponse;
use crate::server::settings_requests::SettingsEvent;
use crate::telemetry::{Hold, HostReport};

pub enum Incoming {
    /// A message from the client.
    Message {
        text: String,
        hold: Option<Hold>,
        pending: Option<PendingResponse>,
    },
    Consent(ConsentEvent),
    Settings(SettingsEvent),
    /// A report of the host. It is queued, so that everything that was sent before it has taken effect.
    Reported(HostReport),
}
