//! `initialize`, `initialized` and `shutdown`.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;
use tower_lsp::lsp_types::{InitializeParams, InitializeResult, ServerInfo};

use crate::server::context::{ServerContext, SessionHandle};
use crate::server::handlers::server_capabilities::server_capabilities;
use crate::server::handlers::terraform_commands;
use crate::server::options::Options;
use crate::server::protocol::commands::{self, AdvertisedCommand, CommandKind};
use crate::server::protocol::initialize_params::{self, RawInitialization};
use crate::server::protocol::watched_files;
use crate::server::provider_schemas;
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::Verbosity;
use crate::server::session::active_session::{ActiveSession, Opening};
use crate::workspace::folders::Folders;

/// Handles `initialize`. The dispatcher passes the unread parameters in `initializationOptions`, see
/// [`initialize_params`].
pub fn initialize(server: &ServerContext, params: InitializeParams) -> InitializeResult {
    let raw = RawInitialization::from_value(params.initialization_options.unwrap_or_default());
    let options = &server.options;
    let initialization = initialize_params::read(&raw, options);
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
    // Only clients of terraform-ls state a prefix or have views for the results. In other clients, another extension
    // may have registered the names.
    let client_prefix = initialization.command_prefix.as_deref();
    if client_prefix.is_some() || initialization.client.module_views.refreshes().next().is_some() {
        let named = terraform_commands::COMMANDS.map(|command| AdvertisedCommand {
            name: commands::prefixed(client_prefix, command),
            kind: CommandKind::Terraform(command),
        });
        commands.extend(named);
    }
    server.telemetry.open_session(initialization.opening, RequestContext::current().origin);
    server.configuration.session_opened(initialization.supports_configuration_requests);
    server.settings_requests.session_opened(initialization.supports_configuration_requests);
    let result = InitializeResult {
        capabilities: server_capabilities(&initialization.client, &commands),
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    server.session.open(ActiveSession::new(Opening {
        client: initialization.client,
        stated_settings: initialization.settings.over(&options.settings),
        module_settings: initialization.modules,
        telemetry_callback,
        commands,
        can_register_configuration: initialization.can_register_configuration,
        folders: Folders::new(initialization.folders),
    }));
    server.trace.open(initialization.trace);
    result
}

pub fn initialized(server: &Arc<ServerContext>) {
    let context = RequestContext::current();
    let Some(session) = server.session.initialize() else { return };
    // If the client cannot be requested to report changes, it could withdraw consent unnoticed.
    if session.can_register_configuration && !register_configuration(server) {
        server.telemetry.client_failed(context.origin);
    }
    if session.client.watches_files {
        // The response has no effect.
        let schemas: &[PathBuf] =
            if session.client.relative_patterns { &server.options.terraform.schema_files } else { &[] };
        let registration = watched_files::registration(schemas);
        server.outbox.request_without_answer("client/registerCapability", Some(&registration));
    }
    // The hold of the first pull begins before anything is queued.
    let origin = context.origin;
    server.configuration.session_initialized(server.telemetry.hold(), context);
    server.telemetry.session_initialized(origin);
    server.configuration.warn_of_invalid_levels();
    for problem in &server.options.ignored_settings {
        server.outbox.warn(format!("candor: ignored a setting: {}", problem.describe()));
    }
    if server.options.log.as_deref().is_some_and(|word| !word.is_empty() && Verbosity::parse(word).is_none()) {
        let message =
            "candor: invalid value of the environment variable `CANDOR_LOG`; use `off`, `messages` or `verbose`";
        server.outbox.warn(message.to_owned());
    }
    server.explainer.session_initialized(&server.telemetry.status());
    // Settings are requested after the telemetry level, because nothing waits for them.
    server.settings_requests.changed(RequestContext::current());
    let handle = SessionHandle { server: Arc::clone(server), session };
    provider_schemas::load(&handle, RequestContext::current());
}

pub fn shutdown(server: &ServerContext) {
    server.telemetry.session_shut_down();
    server.session.shut_down();
    server.end_requests(RequestContext::current().origin);
}

/// Requests that the client report changes of its configuration. The response has no effect. Returns whether the
/// request was sent.
fn register_configuration(server: &ServerContext) -> bool {
    let register = |id: &str, section: &str| {
        json!({
            "id": id,
            "method": "workspace/didChangeConfiguration",
            "registerOptions": { "section": section },
        })
    };
    let Options { section, settings_section, .. } = &server.options;
    let mut registrations = vec![register("candor.didChangeConfiguration", section)];
    let can_request = server.settings_requests.can_request();
    if let Some(settings) = settings_section.as_deref().filter(|settings| can_request && settings != section) {
        registrations.push(register("candor.didChangeSettings", settings));
    }
    let registration = json!({ "registrations": registrations });
    server.outbox.request_without_answer("client/registerCapability", Some(&registration))
}
