//! The only module that reads the environment, the clock, random numbers and files, and starts programs, so that
//! everything else can be tested without them. It opens no connection and writes no file.

mod date;
pub mod files;
mod private_directory;
pub(crate) mod programs;
pub(crate) mod terraform;

use std::env;
use std::path::PathBuf;
#[cfg(feature = "testing")]
use std::sync::Arc;
use std::sync::LazyLock;
#[cfg(feature = "testing")]
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

pub use date::Date;

/// The two variables that state a telemetry level, as one reader sees them: the process, or the JavaScript that starts
/// a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// The value of `DO_NOT_TRACK`.
    pub do_not_track: Option<String>,
    /// The value of `CANDOR_TELEMETRY`.
    pub candor_telemetry: Option<String>,
}

/// The variable with which users turn off telemetry of many programs.
pub const DO_NOT_TRACK: &str = "DO_NOT_TRACK";
/// The variable that states a telemetry level for candor.
pub const CANDOR_TELEMETRY: &str = "CANDOR_TELEMETRY";

impl Environment {
    /// Reads the process's environment. A value that is not Unicode remains an invalid value, which closes the gate.
    pub fn of_process() -> Self {
        let read = |name| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Self { do_not_track: read(DO_NOT_TRACK), candor_telemetry: read(CANDOR_TELEMETRY) }
    }
}

/// The variable that sets how much candor explains.
pub const CANDOR_LOG: &str = "CANDOR_LOG";

/// Returns the value of [`CANDOR_LOG`] in the process's environment. A value that is not Unicode is invalid.
pub fn log_of_process() -> Option<String> {
    env::var_os(CANDOR_LOG).map(|value| value.to_string_lossy().into_owned())
}

#[cfg(feature = "testing")]
static LACKS_RANDOMNESS: AtomicBool = AtomicBool::new(false);

/// From now on, simulates a system that provides no randomness.
#[cfg(feature = "testing")]
pub fn lose_randomness() {
    LACKS_RANDOMNESS.store(true, Ordering::SeqCst);
}

/// Returns bytes from the operating system's generator, or `None` if it provides none.
pub fn random_bytes<const COUNT: usize>() -> Option<[u8; COUNT]> {
    #[cfg(feature = "testing")]
    if LACKS_RANDOMNESS.load(Ordering::SeqCst) {
        return None;
    }
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).ok().map(|()| bytes)
}

/// Returns the user's home directory.
pub fn home_directory() -> Option<PathBuf> {
    env::home_dir().filter(|home| home.is_absolute())
}

/// Waits for time to pass, and returns the date. Tests use a clock of their own, which they advance manually.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    #[cfg(feature = "testing")]
    manual: Option<Arc<tokio::sync::watch::Sender<Duration>>>,
}

/// The fixed moment from which [`Clock::now`] counts.
static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

impl Clock {
    /// Completes `duration` after the call.
    pub fn sleep(&self, duration: Duration) -> impl Future<Output = ()> + Send + use<> {
        #[cfg(feature = "testing")]
        let manual = self.manual.clone().map(|manual| {
            let deadline = *manual.borrow() + duration;
            (deadline, manual)
        });
        async move {
            #[cfg(feature = "testing")]
            if let Some((deadline, manual)) = manual {
                // The sender is held here, so the channel cannot close before the deadline.
                let _ = manual.subscribe().wait_for(|now| *now >= deadline).await;
                return;
            }
            tokio::time::sleep(duration).await;
        }
    }

    /// Returns the time since a fixed moment. It never decreases.
    pub fn now(&self) -> Duration {
        #[cfg(feature = "testing")]
        if let Some(manual) = &self.manual {
            return *manual.borrow();
        }
        STARTED.elapsed()
    }

    /// Returns the date of the system's clock. A manual clock starts in 1970.
    pub fn today(&self) -> Date {
        #[cfg(feature = "testing")]
        if let Some(manual) = &self.manual {
            return Date::since_epoch(*manual.borrow());
        }
        Date::since_epoch(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default())
    }

    /// Returns a clock whose time is fixed until it is advanced.
    #[cfg(feature = "testing")]
    pub fn manual() -> Self {
        Self { manual: Some(Arc::new(tokio::sync::watch::Sender::new(Duration::ZERO))) }
    }

    /// Moves a manual clock forward.
    #[cfg(feature = "testing")]
    pub fn advance(&self, duration: Duration) {
        if let Some(manual) = &self.manual {
            manual.send_modify(|now| *now += duration);
        }
    }

    /// Returns the number of sleeps that have not completed.
    #[cfg(feature = "testing")]
    pub fn sleeping(&self) -> usize {
        self.manual.as_ref().map_or(0, |manual| manual.receiver_count())
    }
}
