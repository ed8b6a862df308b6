//! The one place that reads the environment, the clock, random numbers and files and starts a program, so that
//! everything else can be tested without them. It opens no connection and writes no file.

mod date;
pub mod files;

use std::env;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process_group};
use shared_child::SharedChild;
use tokio::sync::oneshot;

pub use date::Date;

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

/// The user's home directory.
pub fn home_directory() -> Option<PathBuf> {
    env::home_dir().filter(|home| home.is_absolute())
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

/// Passes time and knows the date. Tests hold a clock of their own and move it by hand.
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

    /// The date by the system's clock. A manual clock starts in 1970.
    pub fn today(&self) -> Date {
        #[cfg(feature = "testing")]
        if let Some(manual) = &self.manual {
            return Date::since_epoch(*manual.borrow());
        }
        Date::since_epoch(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default())
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
