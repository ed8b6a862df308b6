//! The one place that reads the environment, the clock and random numbers, so that everything else can be tested
//! without them. It opens no connection and writes no file.

use std::time::Duration;

/// The two variables that state a telemetry level, as one reader saw them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    pub do_not_track: Option<String>,
    pub candor_telemetry: Option<String>,
}

pub const DO_NOT_TRACK: &str = "DO_NOT_TRACK";
pub const CANDOR_TELEMETRY: &str = "CANDOR_TELEMETRY";

impl Environment {
    /// Reads the process's environment. Text that is not Unicode stays something that nobody understands, and so
    /// closes the gate.
    pub fn of_process() -> Self {
        let read = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Self { do_not_track: read(DO_NOT_TRACK), candor_telemetry: read(CANDOR_TELEMETRY) }
    }
}

/// 32 bytes from the operating system's generator, or `None` where it gives none.
pub fn random_key() -> Option<[u8; 32]> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).ok().map(|()| key)
}

/// Passes time. Tests hold a clock of their own and move it by hand.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    #[cfg(feature = "testing")]
    manual: Option<std::sync::Arc<tokio::sync::watch::Sender<Duration>>>,
}

impl Clock {
    pub async fn sleep(&self, duration: Duration) {
        #[cfg(feature = "testing")]
        if let Some(manual) = &self.manual {
            let deadline = *manual.borrow() + duration;
            // The sender is held by this clock, so the channel cannot close before the deadline.
            let _ = manual.subscribe().wait_for(|now| *now >= deadline).await;
            return;
        }
        tokio::time::sleep(duration).await;
    }

    /// A clock that stands still until it is advanced.
    #[cfg(feature = "testing")]
    pub fn manual() -> Self {
        Self { manual: Some(std::sync::Arc::new(tokio::sync::watch::Sender::new(Duration::ZERO))) }
    }

    #[cfg(feature = "testing")]
    pub fn advance(&self, duration: Duration) {
        if let Some(manual) = &self.manual {
            manual.send_modify(|now| *now += duration);
        }
    }
}
