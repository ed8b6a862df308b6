//! The one place that reads the environment, the clock, random numbers and files and starts a program, so that
//! everything else can be tested without them. It opens no connection and writes no file.

use std::env;
use std::ffi::OsString;
use std::fs::{self, DirEntry, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process_group};
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
    text(path, &regular(path)?)
}

/// What tells a file from what it becomes when it is written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: SystemTime,
    /// Seconds and nanoseconds at which the system last noted a change, and the file's number: neither can be set back.
    #[cfg(unix)]
    noted: (i64, i64, u64),
}

/// A regular file as it is now, compared with what it was.
#[derive(Debug)]
pub enum Reading {
    Same,
    /// Its text, and how to tell it from a later one. `None` where it was written so lately that another text could
    /// follow under the same time.
    Text(String, Option<Stamp>),
    Nothing,
}

/// File systems note times to two seconds at worst.
const COARSEST_TIME: Duration = Duration::from_secs(2);

/// Reads a file as [`read_file`] does, unless it is what it was at `known`. Waits for the disk.
pub fn read_changed_file(path: &Path, known: Option<&Stamp>) -> Reading {
    let Some(metadata) = regular(path) else { return Reading::Nothing };
    let stamp = Stamp::of(&metadata);
    if stamp.is_some() && stamp.as_ref() == known {
        return Reading::Same;
    }
    let lately = SystemTime::now().checked_sub(COARSEST_TIME);
    let settled = stamp.filter(|stamp| lately.is_some_and(|lately| stamp.newest() < lately));
    text(path, &metadata).map_or(Reading::Nothing, |text| Reading::Text(text, settled))
}

impl Stamp {
    /// `None` on a system that keeps no times.
    fn of(metadata: &Metadata) -> Option<Self> {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Some(Self {
            length: metadata.len(),
            modified: metadata.modified().ok()?,
            #[cfg(unix)]
            noted: (metadata.ctime(), metadata.ctime_nsec(), metadata.ino()),
        })
    }

    fn newest(&self) -> SystemTime {
        #[cfg(unix)]
        {
            let noted = u64::try_from(self.noted.0).map(Duration::from_secs).unwrap_or_default();
            self.modified.max(SystemTime::UNIX_EPOCH + noted)
        }
        #[cfg(not(unix))]
        self.modified
    }
}

fn regular(path: &Path) -> Option<Metadata> {
    fs::metadata(path).ok().filter(|metadata| metadata.is_file() && metadata.len() <= FILE_BYTES)
}

fn text(path: &Path, metadata: &Metadata) -> Option<String> {
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
    listed(directory).map(|entry| entry.file_name()).collect()
}

/// What lies in a directory, in no order: names, and whether each is a directory, which no link is. Waits for the disk.
pub fn entries_by_kind(directory: &Path) -> impl Iterator<Item = (OsString, bool)> {
    listed(directory).map(|entry| (entry.file_name(), entry.file_type().is_ok_and(|kind| kind.is_dir())))
}

fn listed(directory: &Path) -> impl Iterator<Item = DirEntry> {
    fs::read_dir(directory).into_iter().flatten().take(DIRECTORY_ENTRIES).filter_map(Result::ok)
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

/// A running program. Killed when it is dropped, with what it has started.
#[derive(Debug)]
pub struct Running {
    child: Arc<SharedChild>,
    /// Everything that could print has ended. Until then nobody has waited for the program, so that its number is its
    /// own, also if it has ended.
    is_silent: Arc<Mutex<bool>>,
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
        // A group of its own: what stands for Terraform is often a script that starts it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = Arc::new(SharedChild::spawn(&mut command).ok()?);
        let (sender, output) = oneshot::channel();
        let is_silent = Arc::default();
        let running = Self { child: Arc::clone(&child), is_silent: Arc::clone(&is_silent), output };
        let wait = move || {
            let mut text = String::new();
            let read = child.take_stdout().map(|stdout| stdout.take(OUTPUT_BYTES).read_to_string(&mut text));
            *is_silent.lock().unwrap_or_else(PoisonError::into_inner) = true;
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
        #[cfg(unix)]
        self.kill_group();
        // One that has ended cannot be killed, and need not be.
        let _ = self.child.kill();
    }
}

#[cfg(unix)]
impl Running {
    fn kill_group(&self) {
        // Held until the signal is sent: the number may be another program's once somebody has waited for this one.
        let is_silent = self.is_silent.lock().unwrap_or_else(PoisonError::into_inner);
        let leader = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(leader) = leader.filter(|_| !*is_silent) {
            let _ = kill_process_group(leader, Signal::KILL);
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_as_it_was_is_not_read_again() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let Reading::Text(text, Some(stamp)) = read_changed_file(&path, None) else {
            panic!("it was written long ago")
        };
        assert_eq!(Some(&text), read_file(&path).as_ref());
        assert!(matches!(read_changed_file(&path, Some(&stamp)), Reading::Same));
        let other = Stamp { length: stamp.length + 1, ..stamp };
        assert!(matches!(read_changed_file(&path, Some(&other)), Reading::Text(..)));
        assert!(matches!(read_changed_file(Path::new(env!("CARGO_MANIFEST_DIR")), None), Reading::Nothing));
    }

    #[test]
    fn a_file_that_was_just_written_is_read_again() {
        let path = env::temp_dir().join(format!("candor-platform-{}", std::process::id()));
        fs::write(&path, "text").expect("a file can be written");
        let reading = read_changed_file(&path, None);
        fs::remove_file(&path).expect("it is there");
        assert!(matches!(reading, Reading::Text(text, None) if text == "text"));
    }
}
