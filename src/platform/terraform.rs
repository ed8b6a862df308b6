//! Runs `terraform version` in an empty private directory, and `terraform providers schema` in the directory of a module,
//! with a closed list of environment variables, and no longer than somebody waits for their answers.
//!
//! The program is checked again right before it starts. What can replace the file between that check and the start runs
//! with the rights of the user already.

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

/// Bytes that are read of a version.
const MAX_VERSION_BYTES: u64 = 64 << 10;

/// Bytes that are read of schemas. Those of the largest providers have some ten million.
const MAX_SCHEMAS_BYTES: u64 = 256 << 20;

/// Variables that are passed on, unless they name something in the workspace: the locations of the user's settings, and
/// what programs on Windows need to start.
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

/// The path of Terraform's own settings. Passed on unless it is relative or inside the workspace.
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

/// How long a process that ends waits for a program that is just being started.
const MAX_START: Duration = Duration::from_secs(1);

/// The programs that one server runs.
#[derive(Debug, Default)]
pub struct Programs {
    started: Mutex<Started>,
    /// Notified when `starting` becomes less.
    has_started: Condvar,
}

#[derive(Debug, Default)]
struct Started {
    /// What is started later ends at once.
    is_stopped: bool,
    /// The directories of programs that are being started.
    starting: Vec<Arc<PrivateDirectory>>,
    processes: Vec<Weak<Process>>,
}

/// A program that is being started, and ended at once where the server stops meanwhile.
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

/// A running program. Killed when it is dropped, with what it has started.
#[derive(Debug)]
pub struct Running {
    process: Arc<Process>,
    output: oneshot::Receiver<Option<String>>,
}

#[derive(Debug)]
struct Process {
    child: SharedChild,
    /// Everything that could print has ended. Until then nobody has waited for the program, so that its number is its
    /// own, also if it has ended.
    is_silent: Mutex<bool>,
    directory: Arc<PrivateDirectory>,
}

/// What a program is run for.
struct Call<'c> {
    arguments: &'c [&'c str],
    /// Where it runs, if not in an empty directory of its own.
    directory: Option<&'c Path>,
    /// Bytes that are read of what it prints.
    max_output: u64,
}

impl Programs {
    /// Starts `terraform version`. `is_trusted` tells paths outside the workspace. `None` if it cannot be started, and
    /// after the server has stopped. Waits for the disk.
    pub fn terraform_version(&self, program: &Executable, is_trusted: impl Fn(&Path) -> bool) -> Option<Running> {
        let call = Call { arguments: &["version", "-json"], directory: None, max_output: MAX_VERSION_BYTES };
        self.run(program, &call, is_trusted)
    }

    /// Starts `terraform providers schema` for the module in a directory, which executes the providers that are installed
    /// there. The same holds as for [`Self::terraform_version`].
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
        // No window of a console.
        #[cfg(windows)]
        std::os::windows::process::CommandExt::creation_flags(&mut command, 0x0800_0000);
        // A group of its own: what stands for Terraform is often a script that starts it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        if !program.is_unchanged() {
            return None;
        }
        let child = SharedChild::spawn(&mut command).ok()?;
        let process = Arc::new(Process { child, is_silent: Mutex::default(), directory });
        let running = Running::new(process, call.max_output)?;
        // Where the server has stopped meanwhile, it ends when it is dropped.
        self.add(&running.process).then_some(running)
    }

    fn lock(&self) -> MutexGuard<'_, Started> {
        self.started.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Creates the directory of a program. `None` after the server has stopped.
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

    /// Registers a process. `false` after the server has stopped.
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

    /// Does the same as `stop` in a process that exits: no thread would be left to kill a program that is being started.
    pub fn stop_at_exit(&self) {
        self.stop();
        // Reaching the time limit is no error: a disk that does not answer must not keep the process alive.
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
                // It prints more than is of use, and what it has started still runs.
                process.end();
            }
            *process.is_silent.lock().unwrap_or_else(PoisonError::into_inner) = true;
            let succeeded = process.child.wait().is_ok_and(|status| status.success());
            process.directory.remove();
            // The receiver is gone if nobody waits any more.
            let _ = sender.send((succeeded && matches!(read, Some(Ok(_)))).then_some(text));
        };
        // A thread of its own: what holds the other end of the pipe may outlive the program.
        if std::thread::Builder::new().name("candor-terraform".to_owned()).spawn(wait).is_err() {
            let process = Arc::clone(&running.process);
            drop(running);
            // There is no thread to wait for it, and without anybody the system would keep it.
            let _ = process.child.wait();
            return None;
        }
        Some(running)
    }

    /// What it printed, once it has ended. `None` where it failed.
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
        // One that has ended cannot be killed, and need not be.
        let _ = self.child.kill();
        self.directory.remove();
    }

    #[cfg(unix)]
    fn kill_group(&self) {
        // Held until the signal is sent: the number may be another program's once somebody has waited for this one.
        let is_silent = self.is_silent.lock().unwrap_or_else(PoisonError::into_inner);
        let leader = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        if let Some(leader) = leader.filter(|_| !*is_silent) {
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

/// The whole environment of the program.
fn variables(directory: &Path, is_trusted: impl Fn(&Path) -> bool) -> Vec<(&'static str, OsString)> {
    // A home directory in the workspace would contain its settings.
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
