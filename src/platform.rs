//! The one place that reads the environment, the clock, random numbers and files and starts a program, so that
//! everything else can be tested without them. It opens no connection and writes no file.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use shared_child::SharedChild;
use tokio::sync::oneshot;

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
        let read = |name| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
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

/// The path without links. `None` where nothing is. Waits for the disk.
pub fn without_links(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// The programs of a name that the environment's PATH leads to, the first first. Relative entries, which mean another
/// program in every directory, do not count. Waits for the disk.
pub fn programs(name: &str) -> Vec<PathBuf> {
    let file_name = format!("{name}{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH").unwrap_or_default();
    let directories = env::split_paths(&path).filter(|directory| directory.is_absolute());
    directories.map(|directory| directory.join(&file_name)).filter(|path| is_program(path)).collect()
}

fn is_program(path: &Path) -> bool {
    let Ok(metadata) = fs::metadata(path) else { return false };
    #[cfg(unix)]
    let is_executable = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o111 != 0;
    #[cfg(not(unix))]
    let is_executable = true;
    metadata.is_file() && is_executable
}

/// Bytes that are read of what a program prints.
const OUTPUT_BYTES: u64 = 64 << 10;

/// Variables that give Terraform more arguments, or have it write files.
const TERRAFORM_VARIABLES: [&str; 6] =
    ["TF_CLI_ARGS", "TF_CLI_ARGS_version", "TF_LOG", "TF_LOG_CORE", "TF_LOG_PATH", "TF_LOG_PROVIDER"];

/// A running program. Killed when it is dropped.
#[derive(Debug)]
pub struct Running {
    child: Arc<SharedChild>,
    output: oneshot::Receiver<Option<String>>,
}

impl Running {
    /// Starts `terraform version`, which is kept from asking anybody for newer ones. `None` where it cannot be started.
    pub fn terraform_version(program: &Path, directory: &Path) -> Option<Self> {
        let mut command = Command::new(program);
        command.args(["version", "-json"]).current_dir(directory).env("CHECKPOINT_DISABLE", "1");
        for variable in TERRAFORM_VARIABLES {
            command.env_remove(variable);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        // No window of a console.
        #[cfg(windows)]
        std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
        let child = Arc::new(SharedChild::spawn(&mut command).ok()?);
        let (sender, output) = oneshot::channel();
        let running = Self { child: Arc::clone(&child), output };
        let wait = move || {
            let mut text = String::new();
            let read = child.take_stdout().map(|stdout| stdout.take(OUTPUT_BYTES).read_to_string(&mut text));
            let succeeded = child.wait().is_ok_and(|status| status.success());
            // Who has given up waiting is told nothing.
            let _ = sender.send((succeeded && matches!(read, Some(Ok(_)))).then_some(text));
        };
        // A thread of its own: what holds the other end of the pipe may outlive the program.
        std::thread::Builder::new().name("candor-terraform".to_owned()).spawn(wait).ok()?;
        Some(running)
    }

    /// What it printed, once it has ended. `None` where it failed.
    pub async fn output(&mut self) -> Option<String> {
        (&mut self.output).await.ok()?
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended cannot be killed, and need not be.
        let _ = self.child.kill();
    }
}

/// Passes time. Tests hold a clock of their own and move it by hand.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    #[cfg(feature = "testing")]
    manual: Option<Arc<tokio::sync::watch::Sender<Duration>>>,
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
        Self { manual: Some(Arc::new(tokio::sync::watch::Sender::new(Duration::ZERO))) }
    }

    #[cfg(feature = "testing")]
    pub fn advance(&self, duration: Duration) {
        if let Some(manual) = &self.manual {
            manual.send_modify(|now| *now += duration);
        }
    }
}
