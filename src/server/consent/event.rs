//! Events about the configuration that do not come from the client: from the host, and expired time limits. Messages of
//! the client come through the dispatcher.

use crate::server::consent::stated_level::Answer;
use crate::telemetry::Hold;

/// The number of a pull, in the order in which pulls begin. Never sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PullId(pub(super) u64);

impl PullId {
    pub(super) fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The number of a request to the host's provider. Only the host can answer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfigurationRequestId(pub(super) PullId);

impl ConfigurationRequestId {
    /// Returns the number that JavaScript sees.
    pub fn number(self) -> u64 {
        self.0.0
    }

    /// Creates the id from a number that JavaScript returns.
    pub fn from_number(number: u64) -> Self {
        Self(PullId(number))
    }
}

pub enum ConsentEvent {
    /// The host reports a change of the configuration.
    ConfigurationChanged(Hold),
    /// The host set a provider, or removed it.
    ProviderChanged { has_provider: bool, hold: Hold },
    /// The host's provider answered a request; `None` if it failed.
    ProviderAnswered { request: ConfigurationRequestId, answer: Option<Answer> },
    /// A pull was not answered in time.
    PullTimedOut(PullId),
}
