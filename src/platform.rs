//! The one place that reads the environment, the clock, random numbers and files, so that everything else can be
//! tested without them. It opens no connection and writes no file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
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

/// Bytes from the operating system's generator, or `None` where it gives none.
pub fn random_bytes<const COUNT: usize>() -> Option<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).ok().map(|()| bytes)
}

/// Bytes of a file that are read: real ones have some kilobytes, and one of this size is still read between two
/// keystrokes.
const FILE_BYTES: u64 = 4 << 20;

/// The text of a regular file. `None` for everything else: a pipe or a device may never end. Waits for the disk.
pub fn read_file(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > FILE_BYTES {
        return None;
    }
    // Files that the system makes up say that they are empty, and some of them wait when they are read.
    if metadata.len() == 0 {
        return Some(String::new());
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(FILE_BYTES).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    // A byte order mark goes, as in editors.
    Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// Names in a directory that are looked at: those with more were made by a program, not by somebody who edits there.
const DIRECTORY_ENTRIES: usize = 65_536;

/// The names of what lies in a directory, in no order; none where it cannot be read. Waits for the disk.
pub fn entries(directory: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(directory).into_iter().flatten().take(DIRECTORY_ENTRIES);
    entries.filter_map(Result::ok).map(|entry| entry.file_name()).collect()
}

/// Waits for the disk.
pub fn is_directory(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// Passes time. Tests hold a clock of their own and move it by hand.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    #[cfg(feature = "testing")]
    manual: Option<std::sync::Arc<tokio::sync::watch::Sender<Duration>>>,
}

impl Clock {
    /// Ends `duration` after the call.
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
