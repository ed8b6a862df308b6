//! The commands of terraform-ls with which HashiCorp's clients fill their views: which modules call a module, what it
//! calls and requires, and which version of Terraform it uses. Commands that would run Terraform are refused.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::Url;

use crate::languages::terraform::model::module_requirements::{Module, ModuleCall};
use crate::languages::terraform::values::provider_address::{DEFAULT_HOSTNAME, ProviderAddress};
use crate::languages::terraform::values::version::Constraint;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert;
use crate::server::rpc::outgoing::REQUEST_FAILED;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::active_session::ActiveSession;
use crate::server::snapshot::module_calls;
use crate::server::work::background::{CancellationToken, Task};
use crate::workspace::folders::{Folders, Ignored};
use crate::workspace::module_cache::{self, DATA, ModuleCache, OpenTexts};
use crate::workspace::module_discovery;
use crate::workspace::reach::Reach;
use crate::workspace::resolve;

/// The commands, without the prefix of the client.
pub const COMMANDS: [&str; 6] = [
    "terraform-ls.module.callers",
    "terraform-ls.module.calls",
    "terraform-ls.module.providers",
    "terraform-ls.module.terraform",
    "terraform-ls.terraform.init",
    "terraform-ls.terraform.validate",
];

/// # Errors
/// Fails for invalid arguments, for commands that would run Terraform, and if the result takes too long.
pub async fn execute(handle: &SessionHandle, command: &str, arguments: &[Value]) -> Result<Option<Value>> {
    if let Some(run) = command.strip_prefix("terraform-ls.terraform.") {
        let message = format!(
            "this server never runs `terraform {run}`, which can run programs from the workspace and open network connections; run it in a terminal"
        );
        return Err(Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: message.into(), data: None });
    }
    let Some(directory) = arguments.iter().find_map(directory) else {
        return Err(Error::invalid_params("expected an argument `uri=` with the URI of a module's directory"));
    };
    let question = command.to_owned();
    let place = directory.to_string_lossy().into_owned();
    let source = ModuleSource::new(handle, directory);
    let answer = move |cancellation: &CancellationToken| source.answer(&question, cancellation);
    let answer = handle.server.run_in_background((Task::Disk, &place), RequestContext::current(), answer).await;
    Ok(answer?)
}

/// Refreshes the client's views of a module whose documents were saved, or whose files were created or deleted.
pub fn files_changed(handle: &SessionHandle, mut files: impl Iterator<Item = PathBuf>) {
    let views = &handle.session.client.module_views;
    if views.refreshes().next().is_some() && files.any(|file| module_cache::module_of(&file).is_some()) {
        for method in views.refreshes() {
            handle.server.outbox.request_without_answer(method, None);
        }
    }
}

/// Returns the directory in an argument such as `uri=file:///work/module`.
fn directory(argument: &Value) -> Option<PathBuf> {
    let uri = Url::parse(argument.as_str()?.strip_prefix("uri=")?).ok()?;
    convert::path(&uri)
}

/// A directory, and the files that may be read for it.
struct ModuleSource {
    session: Arc<ActiveSession>,
    directory: PathBuf,
    open: OpenTexts,
    folders: Folders,
    ignored: Ignored,
}

impl ModuleSource {
    fn new(handle: &SessionHandle, directory: PathBuf) -> Self {
        let state = handle.session.lock();
        let documents = state.documents.files();
        let open = documents.map(|(path, document)| (path.to_owned(), Arc::clone(&document.text)));
        Self {
            session: Arc::clone(&handle.session),
            directory,
            open: open.collect(),
            folders: state.folders.clone(),
            ignored: handle.session.module_settings.ignored.clone(),
        }
    }

    /// Returns the result of a command. Waits for the disk.
    fn answer(&self, command: &str, cancellation: &CancellationToken) -> Option<Value> {
        let is_open = self.open.keys().any(|path| path.parent() == Some(&self.directory));
        let reach = Reach::new(&self.folders, is_open.then_some(&*self.directory));
        let module = || self.read(&self.directory, &reach).unwrap_or_default();
        match command {
            "terraform-ls.module.callers" => Some(json!({ "v": 0, "callers": self.callers(&reach, cancellation) })),
            "terraform-ls.module.calls" => {
                let calls: Vec<Value> = module().calls.iter().map(call).collect();
                Some(json!({ "v": 0, "module_calls": calls }))
            }
            "terraform-ls.module.providers" => {
                let module = module();
                let required: BTreeMap<String, Value> = module.providers.iter().map(requirement).collect();
                let installed = module_cache::read_installed(&self.directory, &self.open, &reach);
                let installed: BTreeMap<String, String> =
                    installed.iter().map(|(address, version)| (address.to_string(), version.to_string())).collect();
                Some(json!({ "v": 0, "provider_requirements": required, "installed_providers": installed }))
            }
            "terraform-ls.module.terraform" => {
                let core = module().core;
                let required = (!core.is_empty()).then(|| constraints(&core));
                Some(match required {
                    Some(required) => json!({ "v": 0, "required_version": required }),
                    None => json!({ "v": 0 }),
                })
            }
            _ => None,
        }
    }

    fn read(&self, directory: &Path, reach: &Reach) -> Option<Module> {
        ModuleCache::default().read(directory, &self.open, reach, None)
    }

    /// Returns the directories of the modules in the open folders that call this one.
    fn callers(&self, reach: &Reach, cancellation: &CancellationToken) -> Vec<Value> {
        let is_installed = self.directory.components().any(|part| part.as_os_str() == DATA);
        let candidates: Vec<PathBuf> = if is_installed {
            // The index does not contain modules that Terraform has installed.
            module_discovery::modules(&self.folders, &self.ignored, || !cancellation.is_cancelled())
                .modules
                .into_keys()
                .collect()
        } else {
            let index = module_calls::update_all(&self.session, None, || !cancellation.is_cancelled());
            index.callers(&self.directory).iter().map(|caller| caller.to_path_buf()).collect()
        };
        let calls_this = |directory: &&PathBuf| {
            let module = self.read(directory, reach);
            let calls = module.map(|module| module.calls).unwrap_or_default();
            let mut called = calls.iter().filter_map(|call| resolve(directory, &call.directory()?));
            called.any(|called| called == self.directory)
        };
        let callers = candidates.iter().take_while(|_| !cancellation.is_cancelled()).filter(calls_this);
        callers.filter_map(|path| Some(json!({ "uri": Url::from_file_path(path).ok()? }))).collect()
    }
}

fn call(ModuleCall { name, source }: &ModuleCall) -> Value {
    json!({
        "name": name,
        "source_addr": source,
        "source_type": source_type(source),
        "dependent_modules": [],
    })
}

/// Returns the kind of a module source, as terraform-ls names it.
fn source_type(source: &str) -> &'static str {
    let starts_with = |starts: &[&str]| starts.iter().any(|start| source.starts_with(start));
    if starts_with(&["./", "../"]) {
        "local"
    } else if starts_with(&["github.com/", "git@github.com:"]) {
        "github"
    } else if starts_with(&["bitbucket.org/"]) {
        "bitbucket"
    } else if starts_with(&["git::", "git@"]) {
        "git"
    } else if starts_with(&["hg::"]) {
        "mercurial"
    } else if starts_with(&["s3::"]) {
        "s3"
    } else if starts_with(&["gcs::"]) {
        "gcs"
    } else if source.contains("://") {
        "http"
    } else {
        "tfregistry"
    }
}

fn requirement((address, required): (&ProviderAddress, &Vec<Constraint>)) -> (String, Value) {
    let ProviderAddress { hostname, namespace, name } = address;
    let is_public = hostname == DEFAULT_HOSTNAME;
    let shown = if is_public { format!("{namespace}/{name}") } else { address.to_string() };
    let mut requirement = json!({ "display_name": shown });
    if !required.is_empty() {
        requirement["version_constraint"] = constraints(required).into();
    }
    // Only providers whose namespace is stated have a page.
    if is_public
        && namespace.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
        && namespace != "-"
    {
        requirement["docs_link"] = format!("https://registry.terraform.io/providers/{namespace}/{name}/latest").into();
    }
    (address.to_string(), requirement)
}

/// Returns constraints as they are written, separated as terraform-ls separates them.
fn constraints(constraints: &[Constraint]) -> String {
    let pieces = constraints.iter().flat_map(|constraint| &constraint.0);
    pieces.map(|piece| &*piece.source).collect::<Vec<_>>().join(",")
}
