//! The protocol's methods, in the protocol's order: each reads its parameters, changes the session, and hands on.
//!
//! A notification changes state before its first `.await`; none of them has one.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeActionParams, CodeActionResponse, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, ExecuteCommandOptions, ExecuteCommandParams,
    FileChangeType, FileEvent, InitializeParams, InitializeResult, InitializedParams, OneOf, PositionEncodingKind,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, Url, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use crate::telemetry::anonymise::{ActionId, DocumentHash, LanguageIdentifier, RemoteHash};
use crate::telemetry::catalogue::{CommandExecutedEvent, FileModifiedEvent, Kind};
use crate::telemetry::git_remote::CanonicalRemote;
use crate::workspace::folders::Folders;
use crate::workspace::git;

use super::background::{Task, Wanted};
use super::client::Client;
use super::configuration::{self, Cause};
use super::initialization::{self, Given};
use super::modules::{self, Modules};
use super::session::Session;
use super::snapshot::Occasion;
use super::work::Taken;
use super::{Shared, code_actions, commands, convert, diagnostics, discovery, watched_files};

pub struct Backend {
    pub shared: Arc<Shared>,
    pub session: Arc<Session>,
    /// Counts the notifications whose parameters could be decoded: tower-lsp drops the others without a word.
    pub decoded: Arc<AtomicU64>,
}

impl Backend {
    fn decoded(&self) {
        self.decoded.fetch_add(1, Ordering::Relaxed);
    }

    /// The one request that the protocol does not know.
    pub async fn modules(&self) -> Result<discovery::Modules> {
        discovery::modules(&self.shared, &self.session, Occasion::current(discovery::METHOD)).await
    }

    /// A document has become another text, or was saved.
    fn check(&self, uri: &Url, method: &str) {
        diagnostics::document_changed(&self.shared, &self.session, uri, &Occasion::current(method));
    }

    /// Reports the first modification of a file. Git is read elsewhere; nobody waits for it.
    fn report_modification(&self, uri: Url, language_identifier: LanguageIdentifier) {
        let occasion = Occasion::current("textDocument/didChange");
        if !self.shared.telemetry.is_first_modification(uri.as_str(), occasion.taken.origin) {
            return;
        }
        let folders = self.session.lock().folders.clone();
        self.shared.reports.add(occasion, async move |shared, occasion| {
            let origin = occasion.taken.origin;
            let path = convert::path(&uri);
            let directory =
                path.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).to_string_lossy().into_owned();
            let locate = move |_: &Wanted| path.map(|file| locate(&file, &folders)).unwrap_or_default();
            let located = shared.run_beside((Task::Disk, &directory), occasion, locate).await;
            // Without an answer nothing is known of the file, not even that it lies in no repository.
            let Ok((remote, path)) = located else { return };
            shared.telemetry.record(origin, |identity| {
                let hasher = identity.hasher();
                Some(FileModifiedEvent {
                    language_identifier,
                    git_remote: remote.as_ref().zip(hasher).map(|(remote, hasher)| RemoteHash::of(remote, hasher)),
                    document: path.zip(hasher).map(|(path, hasher)| DocumentHash::of(&path, remote.as_ref(), hasher)),
                    session: identity.session.clone(),
                })
            });
        });
    }
}

/// The remote of the repository that holds the file, and its path there; else its path in the workspace.
fn locate(file: &Path, folders: &Folders) -> (Option<CanonicalRemote>, Option<String>) {
    match git::versioned(file, folders) {
        Some(versioned) => (versioned.remote.as_deref().and_then(CanonicalRemote::parse), Some(versioned.path)),
        None => (None, folders.below_root().relative(file)),
    }
}

#[tower_lsp::async_trait]
impl tower_lsp::LanguageServer for Backend {
    /// The dispatcher hands the parameters on in `initializationOptions`, unread: see [`initialization`].
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let given = Given::from_value(params.initialization_options.unwrap_or_default());
        let options = &self.shared.options;
        let initialization = initialization::read(&given, options);
        for warning in initialization.warnings {
            self.shared.outbox.show_warning(warning);
        }
        if initialization.unknown_telemetry_version {
            let known = "candor: this version of the telemetry format does not exist; version 1 does. No event is sent";
            self.shared.outbox.warn(known.to_owned());
        }
        let prefix = options.command_prefix.as_deref().or(initialization.command_prefix.as_deref());
        let telemetry_callback = commands::prefixed(prefix, commands::TELEMETRY_CALLBACK);
        {
            let mut session = self.session.lock();
            session.client = initialization.client;
            session.settings = initialization.settings;
            session.folders = Folders::new(initialization.folders);
            session.modules = Modules::new(initialization.modules);
            session.telemetry_callback.clone_from(&telemetry_callback);
            session.can_register_configuration = initialization.can_register_configuration;
        }
        self.shared.telemetry.open_session(initialization.opening, Taken::current().origin);
        self.shared.configuration.session_opened(initialization.can_be_asked);
        Ok(InitializeResult {
            capabilities: capabilities(telemetry_callback, initialization.client),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.decoded();
        let taken = Taken::current();
        let (can_register, watches_files) = {
            let mut session = self.session.lock();
            if std::mem::replace(&mut session.initialized, true) {
                return;
            }
            (session.can_register_configuration, session.client.watches_files)
        };
        // A client that cannot be asked to tell of changes could take consent back unheard.
        if can_register && !register_configuration(&self.shared) {
            self.shared.telemetry.client_failed(taken.origin);
        }
        if watches_files {
            watched_files::register(&self.shared);
        }
        // The hold of the first pull begins before anything is queued.
        let origin = taken.origin;
        configuration::initialized(&self.shared, Cause { hold: self.shared.telemetry.hold(), taken });
        self.shared.telemetry.session_initialized(origin);
        self.shared.session_is_up();
    }

    async fn shutdown(&self) -> Result<()> {
        self.shared.telemetry.session_shut_down();
        self.session.end();
        self.shared.session_is_down();
        configuration::session_closed(&self.shared, Taken::current().origin);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.decoded();
        let uri = params.text_document.uri.clone();
        {
            let mut session = self.session.lock();
            session.document_changed(&uri, convert::path(&uri).as_deref());
            session.documents.open(params.text_document);
        }
        self.check(&uri, "textDocument/didOpen");
        modules::document_opened(&self.shared, &self.session, &uri, &Occasion::current("textDocument/didOpen"));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.decoded();
        let DidChangeTextDocumentParams { text_document, content_changes } = params;
        let occasion = Occasion::current("textDocument/didChange");
        let modified = !content_changes.is_empty();
        #[cfg(feature = "testing")]
        super::testing::panic_if_asked(&text_document.uri);
        let language = {
            let mut session = self.session.lock();
            modules::document_changes(&self.shared, &mut session, &text_document.uri, &occasion);
            // An analysis that is kept owns the text, which could not be edited in place.
            session.document_changed(&text_document.uri, convert::path(&text_document.uri).as_deref());
            let document = session.documents.change(&text_document, content_changes);
            document.map(|document| LanguageIdentifier::of(&document.language_identifier))
        };
        let Some(language) = language else {
            return self.shared.outbox.warn("candor: a document that is not open was changed".to_owned());
        };
        self.check(&text_document.uri, "textDocument/didChange");
        modules::document_changed(&self.shared, &self.session, &text_document.uri, &occasion);
        if modified {
            self.report_modification(text_document.uri, language);
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.decoded();
        let uri = params.text_document.uri;
        {
            let mut session = self.session.lock();
            session.document_changed(&uri, convert::path(&uri).as_deref());
            session.documents.close(&uri);
        }
        let occasion = Occasion::current("textDocument/didClose");
        diagnostics::document_closed(&self.shared, &self.session, &uri, &occasion);
        modules::document_changed(&self.shared, &self.session, &uri, &occasion);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.decoded();
        self.check(&params.text_document.uri, "textDocument/didSave");
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.decoded();
        let occasion = Occasion::current("workspace/didChangeWatchedFiles");
        for FileEvent { uri, typ } in &params.changes {
            if *typ != FileChangeType::CHANGED {
                self.session.lock().workspace.changed();
            }
            diagnostics::file_changed(&self.shared, &self.session, uri, &occasion);
        }
        let changed = params.changes.iter().filter_map(|change| convert::path(&change.uri));
        modules::files_changed(&self.shared, &self.session, changed, &occasion);
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let occasion = Occasion::current("textDocument/diagnostic");
        diagnostics::report(&self.shared, &self.session, params, occasion).await.map(Into::into)
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let occasion = Occasion::current("textDocument/codeAction");
        code_actions::quick_fixes(&self.shared, &self.session, params, occasion).await.map(Some)
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.decoded();
        let mut session = self.session.lock();
        for folder in params.event.removed.iter().filter_map(|folder| convert::path(&folder.uri)) {
            session.folders.remove(&folder);
        }
        for folder in params.event.added.iter().filter_map(|folder| convert::path(&folder.uri)) {
            session.folders.add(&folder);
        }
        // What may be read has changed.
        session.workspace.changed();
        session.analyses.clear();
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        if params.command != self.session.lock().telemetry_callback {
            return Err(Error::invalid_params("this command is not one of this server"));
        }
        let Some(diagnostic) = commands::telemetry_callback(&params.arguments) else {
            self.shared.telemetry.refuse();
            return Err(Error::invalid_params("these arguments are not issued by a quick fix of this server"));
        };
        let occasion = Occasion::current("workspace/executeCommand");
        if !self.shared.telemetry.wants(Kind::Usage, occasion.taken.origin) {
            return Ok(None);
        }
        self.shared.reports.add_quick(&self.shared, occasion, move |shared, origin| {
            shared.telemetry.record(origin, |identity| {
                let session = identity.session.clone();
                Some(CommandExecutedEvent { action_id: ActionId::DIAGNOSTICS, diagnostic, session })
            });
        });
        Ok(None)
    }
}

/// The requests that this server answers. For every other one tower-lsp would decode the parameters before it says that
/// there is no such method, and blame the parameters.
pub const REQUESTS: [&str; 6] = [
    "initialize",
    "shutdown",
    "textDocument/diagnostic",
    "textDocument/codeAction",
    "workspace/executeCommand",
    discovery::METHOD,
];

/// The notifications that this server understands: one of them that is not decoded is worth a word.
pub const NOTIFICATIONS: [&str; 7] = [
    "initialized",
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didSave",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
];

fn capabilities(telemetry_callback: String, client: Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::Supported(true)),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: diagnostics::provider(client),
        code_action_provider: code_actions::provider(client),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![telemetry_callback],
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// Asks the client to tell of changed configuration. Its answer changes nothing. Returns whether it was asked.
fn register_configuration(shared: &Shared) -> bool {
    let registration = json!({
        "registrations": [{
            "id": "candor.didChangeConfiguration",
            "method": "workspace/didChangeConfiguration",
            "registerOptions": { "section": shared.options.section },
        }],
    });
    shared.outbox.request_without_answer("client/registerCapability", Some(&registration))
}
