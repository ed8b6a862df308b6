//! `workspace/executeCommand`: the callback with which a client reports that a quick fix was applied, and the commands
//! of terraform-ls.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandOptions, ExecuteCommandParams};

use crate::server::context::SessionHandle;
use crate::server::handlers::terraform_commands;
use crate::server::protocol::commands::{self, AdvertisedCommand, CommandKind};
use crate::server::rpc::request_context::RequestContext;
use crate::telemetry::anonymise::ActionId;
use crate::telemetry::catalogue::{CommandExecutedEvent, Kind};

pub fn provider(commands: &[AdvertisedCommand]) -> ExecuteCommandOptions {
    let commands = commands.iter().map(|command| command.name.clone()).collect();
    ExecuteCommandOptions { commands, ..ExecuteCommandOptions::default() }
}

/// Runs a command of this server.
///
/// # Errors
/// Fails for an unknown command, and for arguments that no quick fix of this server has.
pub async fn execute_command(handle: &SessionHandle, params: &ExecuteCommandParams) -> Result<Option<Value>> {
    let command = handle.session.commands.iter().find(|command| command.name == params.command);
    match command.map(|command| command.kind) {
        Some(CommandKind::TelemetryCallback) => telemetry_callback(handle, params),
        Some(CommandKind::Terraform(command)) => terraform_commands::execute(handle, command, &params.arguments).await,
        None => Err(Error::invalid_params("unknown command")),
    }
}

fn telemetry_callback(handle: &SessionHandle, params: &ExecuteCommandParams) -> Result<Option<Value>> {
    let SessionHandle { server, .. } = handle;
    let Some(diagnostic) = commands::telemetry_callback(&params.arguments) else {
        server.telemetry.refuse();
        return Err(Error::invalid_params("invalid command arguments: no quick fix of this server issued them"));
    };
    let context = RequestContext::current();
    if !server.telemetry.wants(Kind::Usage, context.origin) {
        server.telemetry.explain_unwanted::<CommandExecutedEvent>(context.origin);
        return Ok(None);
    }
    server.recorder.record_or_enqueue(context, move |telemetry, origin| {
        telemetry.record(origin, |identity| {
            let session = identity.session.clone();
            Some(CommandExecutedEvent { action_id: ActionId::DIAGNOSTICS, diagnostic, session })
        });
    });
    Ok(None)
}
