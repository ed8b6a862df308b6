//! What the dispatcher handles, in the order in which it came.

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
    /// The host reports something of its own. It waits its turn, so that what was sent before it has taken effect.
    Reported(HostReport),
}
