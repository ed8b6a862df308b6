//! `initialize`, `initialized` and `shutdown`.

use serde_json::json;
use tower_lsp::lsp_types::{InitializeParams, InitializeResult, ServerInfo};

use crate::server::consent::pull;
use crate::server::context::{ServerContext, SessionHandle};
use crate::server::handlers::server_capabilities::server_capabilities;
use crate::server::handlers::terraform_commands;
use crate::server::instrumentation::module_tracker::ModuleTracker;
use crate::server::protocol::commands::{self, AdvertisedCommand, CommandKind};
use crate::server::protocol::initialize_params::{self, Given};
use crate::server::provider_schemas;
use crate::server::rpc::request_context::RequestContext;
use crate::server::watched_files;
use crate::workspace::folders::Folders;

/// The dispatcher hands the parameters on in `initializationOptions`, unread: see [`initialize_params`].
pub fn initialize(handle: &SessionHandle, params: InitializeParams) -> InitializeResult {
    let SessionHandle { server, session } = handle;
    let given = Given::from_value(params.initialization_options.unwrap_or_default());
    let options = &server.options;
    let initialization = initialize_params::read(&given, options);
    for warning in initialization.warnings {
        server.outbox.show_warning(warning);
    }
    if initialization.unknown_telemetry_version {
        let message = "candor: unsupported experimental.telemetryVersion (only 1 is supported); \
                       no telemetry events will be sent";
        server.outbox.warn(message.to_owned());
    }
    let prefix = options.command_prefix.as_deref().or(initialization.command_prefix.as_deref());
    let telemetry_callback = commands::prefixed(prefix, commands::TELEMETRY_CALLBACK);
    let mut commands =
        vec![AdvertisedCommand { name: telemetry_callback.clone(), kind: CommandKind::TelemetryCallback }];
    // Only clients of terraform-ls give a prefix, and only they have views for the answers.
    if let Some(prefix) = &initialization.command_prefix {
        let named = terraform_commands::COMMANDS.map(|command| AdvertisedCommand {
            name: commands::prefixed(Some(prefix), command),
            kind: CommandKind::Terraform(command),
        });
        commands.extend(named);
    }
    let client = std::sync::Arc::new(initialization.client);
    {
        let mut state = session.lock();
        state.client = std::sync::Arc::clone(&client);
        state.settings = initialization.settings;
        state.folders = Folders::new(initialization.folders);
        state.modules = ModuleTracker::new(initialization.modules);
        state.telemetry_callback = telemetry_callback;
        state.commands.clone_from(&commands);
        state.can_register_configuration = initialization.can_register_configuration;
    }
    server.telemetry.open_session(initialization.opening, RequestContext::current().origin);
    server.configuration.session_opened(initialization.can_be_asked);
    InitializeResult {
        capabilities: server_capabilities(&client, &commands),
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

pub fn initialized(handle: &SessionHandle) {
    let SessionHandle { server, session } = handle;
    let context = RequestContext::current();
    let (can_register, watches_files, takes_relative_patterns) = {
        let mut state = session.lock();
        if std::mem::replace(&mut state.initialized, true) {
            return;
        }
        (state.can_register_configuration, state.client.watches_files, state.client.relative_patterns)
    };
    // A client that cannot be asked to report changes could take consent back unheard.
    if can_register && !register_configuration(server) {
        server.telemetry.client_failed(context.origin);
    }
    if watches_files {
        watched_files::register(server, takes_relative_patterns);
    }
    // The hold of the first pull begins before anything is queued.
    let origin = context.origin;
    pull::initialized(server, server.telemetry.hold(), context);
    server.telemetry.session_initialized(origin);
    server.session_is_up();
    provider_schemas::load(handle, RequestContext::current());
}

pub fn shutdown(handle: &SessionHandle) {
    let SessionHandle { server, session } = handle;
    server.telemetry.session_shut_down();
    session.end();
    server.session_is_down();
    pull::session_closed(server, RequestContext::current().origin);
}

/// Asks the client to report changes of the configuration. Its answer changes nothing. Returns whether it was asked.
fn register_configuration(server: &ServerContext) -> bool {
    let registration = json!({
        "registrations": [{
            "id": "candor.didChangeConfiguration",
            "method": "workspace/didChangeConfiguration",
            "registerOptions": { "section": server.options.section },
        }],
    });
    server.outbox.request_without_answer("client/registerCapability", Some(&registration))
}
