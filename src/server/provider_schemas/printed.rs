//! Lets Terraform print the schemas of a module's providers, once for each version of the module's lock file. Only if
//! the host allows it, because the program executes the providers that are installed in the module's directory.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::lsp_types::Url;

use crate::languages::Language;
use crate::languages::terraform::model::provider_schemas::ProviderSchemas;
use crate::languages::terraform::{TESTS, is_file_name, is_test_file};
use crate::platform::files;
use crate::platform::terraform::Running;
use crate::server::context::SessionHandle;
use crate::server::protocol::module_settings::ModuleSettings;
use crate::server::provider_schemas::check_again;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::active_session::State;
use crate::server::session::modules::RunningProbe;
use crate::server::session::schemas::{Failure, Outcome};
use crate::server::settings::is_invisible;
use crate::server::snapshot::document_snapshot::DocumentSnapshot;
use crate::server::work::background::{CancellationToken, Task};
use crate::workspace::folders::Folders;
use crate::workspace::module_cache::{self, LOCK_FILE};
use crate::workspace::provider_schemas;
use crate::workspace::reach::Reach;
use crate::workspace::state_backend;
use crate::workspace::terraform_program::Workspace;

/// The time limit for the program, unless the client states another one: the largest providers take some seconds to
/// start.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Handles that a document was opened or saved: the schemas of its module are printed, unless they already were.
pub fn document_opened_or_saved(handle: &SessionHandle, uri: &Url, context: &RequestContext) {
    if !handle.server.options.terraform.printing.is_allowed() {
        return;
    }
    let state = &mut *handle.session.lock();
    let snapshot = DocumentSnapshot::of_open(state, uri);
    let Some(snapshot) = snapshot.filter(|snapshot| snapshot.language == Language::Terraform) else { return };
    let Some(directory) = snapshot.folder().map(|folder| module_directory(folder, &snapshot.file_name)) else { return };
    // Another folder may be opened later.
    if !state.folders.contains(directory) {
        return;
    }
    if state.schemas.printed.add_or_retry(directory) {
        begin(handle, state, context);
    }
}

/// Returns the directory of the module to which a document belongs.
fn module_directory<'a>(folder: &'a Path, file_name: &str) -> &'a Path {
    let is_test = files::has_name(folder, TESTS) && is_test_file(file_name);
    folder.parent().filter(|_| is_test).unwrap_or(folder)
}

/// Handles a changed file. If Terraform creates such files in the directory of a known module, the schemas are printed
/// again, unless the lock file has the same contents.
pub fn file_changed(handle: &SessionHandle, file: &Path, context: &RequestContext) {
    let is_installed = || !is_file_name(&file.file_name().unwrap_or_default().to_string_lossy());
    if !handle.server.options.terraform.printing.is_allowed() || !is_installed() {
        return;
    }
    let Some(directory) = module_cache::module_of(file) else { return };
    let state = &mut *handle.session.lock();
    if state.schemas.printed.add_again(directory) {
        begin(handle, state, context);
    }
}

fn begin(handle: &SessionHandle, state: &mut State, context: &RequestContext) {
    if !state.schemas.printed.is_running() {
        // Started while the state is locked, so that the task cannot end before it is recorded.
        let work = work(handle.clone(), context.clone());
        state.schemas.printed.begin(RunningProbe::new(handle.server.tasks.spawn(work)));
    }
}

/// Processes the waiting modules, one after the other. Aborted when the session ends, which kills the program.
async fn work(handle: SessionHandle, context: RequestContext) {
    loop {
        let next = handle.session.lock().schemas.printed.next();
        let Some((directory, known)) = next else { return };
        let Some(outcome) = print(&handle, &directory, known, &context).await else { continue };
        let dropped = {
            let state = &mut *handle.session.lock();
            let is_printed = matches!(outcome, Outcome::Printed(..));
            let last = state.schemas.printed.finish(&directory, outcome);
            let has_changed = is_printed || last.is_some();
            (last, has_changed.then(|| check_again(&handle, state, &context)))
        };
        // Dropped without the lock, because schemas and analyses are large.
        drop(dropped);
    }
}

/// A program that was started, or the schemas that it printed before.
enum Printing {
    Known(Arc<ProviderSchemas>),
    /// The future ends when the program exceeds its time limit.
    Running(Running, Pin<Box<dyn Future<Output = ()> + Send>>),
    /// The state of the module is not on this machine.
    RemoteState,
    Refused,
}

/// Prints the schemas of a module. `None` if they are unchanged.
async fn print(
    handle: &SessionHandle,
    directory: &Path,
    known: Option<String>,
    context: &RequestContext,
) -> Option<Outcome> {
    let SessionHandle { server, session } = handle;
    let place = shown(directory);
    let warn = |failure: Failure, message: String| {
        if session.lock().schemas.printed.report(failure) {
            server.outbox.warn(format!("candor: {message}"));
        }
    };
    let start = Start {
        handle: handle.clone(),
        directory: directory.to_path_buf(),
        folders: session.lock().folders.clone(),
        settings: session.module_settings.clone(),
        known,
    };
    let started =
        server.run_in_background((Task::Disk, &place), context.clone(), move |cancellation| start.run(cancellation));
    let (lock_file, printing) = started.await.ok()??;
    let (mut running, limit) = match printing {
        Printing::Known(schemas) => return Some(Outcome::Printed(lock_file, schemas)),
        Printing::Refused => return Some(Outcome::Refused),
        Printing::RemoteState => {
            warn(
                Failure::RemoteState,
                format!(
                    "there are no provider schemas for `{place}`: `terraform providers schema` would contact the backend \
                     of its state; use the start option `terraform.schemaFiles`"
                ),
            );
            return Some(Outcome::Failed);
        }
        Printing::Running(running, limit) => (running, limit),
    };
    let output = tokio::select! {
        output = running.output() => output,
        () = limit => None,
    };
    drop(running);
    let Some(output) = output else {
        warn(
            Failure::Program,
            format!(
                "there are no provider schemas for `{place}`: `terraform providers schema -json` failed there; run \
                 `terraform init`"
            ),
        );
        return Some(Outcome::Failed);
    };
    let (path, lock) = (directory.to_path_buf(), lock_file.clone());
    let parse = move |_: &CancellationToken| provider_schemas::add_printed(&path, &lock, &output);
    let parsed = server.run_in_background((Task::Disk, &place), context.clone(), parse).await;
    let Ok(parsed) = parsed else { return Some(Outcome::Failed) };
    match parsed {
        Ok(schemas) => Some(Outcome::Printed(lock_file, schemas)),
        Err(problem) => {
            warn(Failure::Output, format!("the provider schemas for `{place}` are ignored: {problem}"));
            Some(Outcome::Failed)
        }
    }
}

/// Returns a path without characters that could end the quotation, break the line or change its direction.
fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for character in path.to_string_lossy().chars() {
        if character == '`' || is_invisible(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Decides whether the program is run, and starts it.
struct Start {
    handle: SessionHandle,
    directory: PathBuf,
    folders: Folders,
    settings: ModuleSettings,
    /// The contents of the lock file for which schemas are known.
    known: Option<String>,
}

impl Start {
    /// Starts the program or finds known schemas. `None` if there is nothing to do. Waits for the disk.
    fn run(self, cancellation: &CancellationToken) -> Option<(String, Printing)> {
        let Self { handle, directory, folders, settings, known } = self;
        let server = &handle.server;
        // Only the workspace is trusted, not any other directory that contains a document.
        let folders = folders.confined();
        if !folders.contains(&directory) || !folders.lead_to(&directory, &settings.ignored) {
            return None;
        }
        let reach = Reach::new(&folders, None);
        let lock_file = reach.find(&directory.join(LOCK_FILE)).and_then(|place| place.read()).unwrap_or_default();
        if known.as_ref() == Some(&lock_file) {
            return None;
        }
        if let Some(schemas) = provider_schemas::printed(&directory, &lock_file) {
            return Some((lock_file, Printing::Known(schemas)));
        }
        if state_backend::is_remote(&directory, &reach) {
            return Some((lock_file, Printing::RemoteState));
        }
        let workspace = Workspace::new(&folders, &directory);
        let program = server.terraform_program(settings.terraform.as_deref(), &workspace);
        if cancellation.is_cancelled() {
            return None;
        }
        let place = reach.find(&directory)?;
        let is_outside = |path: &Path| workspace.is_outside(path);
        let limit = Box::pin(server.clock.sleep(settings.time_limit.unwrap_or(TIME_LIMIT)));
        let running = program.and_then(|program| server.programs.provider_schemas(&program, place.path(), is_outside));
        Some((lock_file, running.map_or(Printing::Refused, |running| Printing::Running(running, limit))))
    }
}
