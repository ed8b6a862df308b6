//! Runs `terraform version` in an empty private directory, and `terraform providers schema` in the directory of a
//! module. Both run with a closed list of environment variables, and only as long as their output is needed.
//!
//! The program is checked again right before it starts. Whatever can replace the file between that check and the start
//! already runs with the permissions of the user.

use std::env;
use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

#[cfg(unix)]
use rustix::process::{Pid, Signal, kill_process_group};
use shared_child::SharedChild;
use tokio::sync::oneshot;

use super::private_directory::{PrivateDirectory, remove_abandoned};
use super::programs::{Executable, search_path};

/// The maximum size of a printed version that is read, in bytes.
const MAX_VERSION_BYTES: u64 = 64 << 10;

/// The maximum size of printed schemas that are read, in bytes. The schemas of the largest providers have some ten
/// million.
const MAX_SCHEMAS_BYTES: u64 = 256 << 20;

/// Variables that are passed on, unless their values are paths in the workspace: the locations of the user's settings,
/// and what programs on Windows need to start.
const VARIABLES: &[&str] = if cfg!(windows) {
    &[
        "APPDATA",
        "COMSPEC",
        "HOMEDRIVE",
        "HOMEPATH",
        "LOCALAPPDATA",
        "PATHEXT",
        "PROGRAMDATA",
        "SYSTEMDRIVE",
        "SYSTEMROOT",
        "USERPROFILE",
        "WINDIR",
    ]
} else {
    &["HOME"]
};

/// The variable with the path of Terraform's own settings. It is passed on unless the path is relative or inside the
/// workspace.
const SETTINGS: &str = "TF_CLI_CONFIG_FILE";

/// Variables that keep Terraform from checking for updates and version managers from downloading releases.
const OFFLINE: [(&str, &str); 12] = [
    ("AQUA_DISABLE_LAZY_INSTALL", "true"),
    ("CHECKPOINT_DISABLE", "1"),
    ("MISE_AUTO_INSTALL", "false"),
    ("MISE_EXEC_AUTO_INSTALL", "false"),
    ("MISE_NOT_FOUND_AUTO_INSTALL", "false"),
    ("MISE_OFFLINE", "1"),
    ("PROTO_AUTO_INSTALL", "false"),
    ("PROTO_OFFLINE", "true"),
    ("TENV_AUTO_INSTALL", "false"),
    ("TENV_SKIP_LAST_USE", "true"),
    ("TFENV_AUTO_INSTALL", "false"),
    ("TOFUENV_AUTO_INSTALL", "false"),
];

/// How long a process that exits waits for a program that is being started.
const MAX_START: Duration = Duration::from_secs(1);

/// The programs that one server runs.
#[derive(Debug, Default)]
pub struct Programs {
    started: Mutex<Started>,
    /// Notified when a directory is removed from `starting`.
    has_started: Condvar,
}

#[derive(Debug, Default)]
struct Started {
    /// Whether the server has stopped. A program that is started later is ended at once.
    is_stopped: bool,
    /// The directories of programs that are being started.
    starting: Vec<Arc<PrivateDirectory>>,
    processes: Vec<Weak<Process>>,
}

/// A program that is being started. It is ended at once if the server stops meanwhile.
struct Starting<'programs> {
    programs: &'programs Programs,
    directory: Arc<PrivateDirectory>,
}

impl Drop for Starting<'_> {
    fn drop(&mut self) {
        self.programs.lock().starting.retain(|other| !Arc::ptr_eq(other, &self.directory));
        self.programs.has_started.notify_all();
    }
}

/// A running program. Dropping it kills the program and the processes that the program started.
#[derive(Debug)]
pub struct Running {
    process: Arc<Process>,
    output: oneshot::Receiver<Option<String>>,
}

#[derive(Debug)]
struct Process {
    child: SharedChild,
    /// Whether every process that could print has ended. Until then, the program has not been waited for, so that its
    /// process ID is not reused even if it has ended.
    is_silent: Mutex<bool>,
    directory: Arc<PrivateDirectory>,
}

/// How a program is run.
struct Call<'c> {
    arguments: &'c [&'c str],
    /// The directory in which it runs, if not an empty one of its own.
    directory: Option<&'c Path>,
    /// The maximum size of its output that is read, in bytes.
    max_output: u64,
}

impl Programs {
    /// Starts `terraform version`. `is_trusted` returns whether a path is outside the workspace. Returns `None` if the
    /// program cannot be started, and after the server has stopped. Waits for the disk.
    pub fn terraform_version(&self, program: &Executable, is_trusted: impl Fn(&Path) -> bool) -> Option<Running> {
        let call = Call { arguments: &["version", "-json"], directory: None, max_output: MAX_VERSION_BYTES };
        self.run(program, &call, is_trusted)
    }

    /// Starts `terraform providers schema` for the module in a directory, which executes the providers that are
    /// installed there. Otherwise like [`Self::terraform_version`].
    pub fn provider_schemas(
        &self,
        program: &Executable,
        directory: &Path,
        is_trusted: impl Fn(&Path) -> bool,
    ) -> Option<Running> {
        let arguments = &["providers", "schema", "-json"];
        let call = Call { arguments, directory: Some(directory), max_output: MAX_SCHEMAS_BYTES };
        self.run(program, &call, is_trusted)
    }

    fn run(&self, program: &Executable, call: &Call<'_>, is_trusted: impl Fn(&Path) -> bool) -> Option<Running> {
        let parent = PrivateDirectory::parent(&is_trusted)?;
        remove_abandoned(&parent);
        let starting = self.begin(&parent)?;
        let directory = Arc::clone(&starting.directory);
        let mut command = Command::new(program.path());
        command.args(call.arguments).current_dir(call.directory.unwrap_or(directory.path()));
        command.env_clear().envs(variables(directory.path(), is_trusted));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Opens no console window.
        #[cfg(windows)]
        std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
        // A process group of its own, because the program is often a script that starts Terraform.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        if !program.is_unchanged() {
            return None;
        }
        let child = SharedChild::spawn(&mut command).ok()?;
        let process = Arc::new(Process { child, is_silent: Mutex::default(), directory });
        let running = Running::new(process, call.max_output)?;
        // If the server has stopped meanwhile, the program ends because `running` is dropped.
        self.add(&running.process).then_some(running)
    }

    fn lock(&self) -> MutexGuard<'_, Started> {
        self.started.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Creates the directory of a program. Returns `None` after the server has stopped.
    fn begin(&self, parent: &Path) -> Option<Starting<'_>> {
        // Created under the lock, so that `stop` removes every directory that exists.
        let mut started = self.lock();
        if started.is_stopped {
            return None;
        }
        let directory = Arc::new(PrivateDirectory::new(parent)?);
        started.starting.push(Arc::clone(&directory));
        Some(Starting { programs: self, directory })
    }

    /// Registers a process. Returns `false` after the server has stopped.
    fn add(&self, process: &Arc<Process>) -> bool {
        let mut started = self.lock();
        started.processes.retain(|process| process.strong_count() > 0);
        started.processes.push(Arc::downgrade(process));
        !started.is_stopped
    }

    /// Kills every program and removes its directory.
    pub fn stop(&self) {
        let (processes, starting) = {
            let mut started = self.lock();
            started.is_stopped = true;
            (std::mem::take(&mut started.processes), started.starting.clone())
        };
        for directory in starting {
            directory.remove();
        }
        for process in processes.iter().filter_map(Weak::upgrade) {
            process.end();
        }
    }

    /// Like [`Self::stop`], but for a process that exits: waits for programs that are being started, because no thread
    /// would be left to kill them.
    pub fn stop_at_exit(&self) {
        self.stop();
        // Reaching the time limit is not an error: a disk that does not respond must not keep the process alive.
        drop(self.has_started.wait_timeout_while(self.lock(), MAX_START, |started| !started.starting.is_empty()));
    }
}

impl Running {
    fn new(process: Arc<Process>, max_output: u64) -> Option<Self> {
        let (sender, output) = oneshot::channel();
        let running = Self { process: Arc::clone(&process), output };
        let wait = move || {
            let mut text = String::new();
            let mut stdout = process.child.take_stdout().map(|stdout| stdout.take(max_output));
            let read = stdout.as_mut().map(|stdout| stdout.read_to_string(&mut text));
            if stdout.is_some_and(|stdout| stdout.limit() == 0) {
                // The program prints more than is needed, and processes that it started may still run.
                process.end();
            }
            *process.is_silent.lock().unwrap_or_else(PoisonError::into_inner) = true;
            let succeeded = process.child.wait().is_ok_and(|status| status.success());
            process.directory.remove();
            // The receiver is gone if the output is no longer needed.
            let _ = sender.send((succeeded && matches!(read, Some(Ok(_)))).then_some(text));
        };
        // A thread of its own, because a process that holds the other end of the pipe may outlive the program.
        if std::thread::Builder::new().name("candor-terraform".to_owned()).spawn(wait).is_err() {
            let process = Arc::clone(&running.process);
            drop(running);
            // There is no thread to wait for the program. Unless it is waited for, the system keeps it as a zombie.
            let _ = process.child.wait();
            return None;
        }
        Some(running)
    }

    /// Returns the output once the program has ended. `None` if it failed.
    pub async fn output(&mut self) -> Option<String> {
        (&mut self.output).await.ok()?
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.process.end();
    }
}

impl Process {
    fn end(&self) {
        #[cfg(unix)]
        self.kill_group();
        // A program that has ended cannot be killed, and need not be.
        let _ = self.child.kill();
        self.directory.remove();
    }

    #[cfg(unix)]
    fn kill_group(&self) {
        // Locked until the signal is sent, because the process ID may be reused once the program has been waited for.
        let is_silent = self.is_silent.lock().unwrap_or_else(PoisonError::into_inner);
        let leader = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(leader) = leader.filter(|_| !*is_silent) {
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

/// Returns the complete environment of the program.
fn variables(directory: &Path, is_trusted: impl Fn(&Path) -> bool) -> Vec<(&'static str, OsString)> {
    // A home directory in the workspace would contain settings of the workspace.
    let is_outside = |value: &OsString| !Path::new(value).is_absolute() || is_trusted(Path::new(value));
    let handed_on = VARIABLES.iter().filter_map(|name| Some((*name, env::var_os(name).filter(is_outside)?)));
    let settings = env::var_os(SETTINGS).filter(|path| Path::new(path).is_absolute() && is_trusted(Path::new(path)));
    // Joining fails only for a name that contains the separator, and these names were split at it.
    let path = env::join_paths(search_path().filter(|entry| is_trusted(entry))).unwrap_or_default();
    let temporary = if cfg!(windows) { &["TEMP", "TMP"][..] } else { &["TMPDIR"] };
    let mut variables: Vec<_> = handed_on.chain(settings.map(|path| (SETTINGS, path))).collect();
    variables.push(("PATH", path));
    variables.extend(temporary.iter().map(|name| (*name, directory.as_os_str().to_owned())));
    variables.extend(OFFLINE.iter().map(|(name, value)| (*name, OsString::from(value))));
    variables
}
