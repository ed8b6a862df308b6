//! `workspace/executeCommand`: the callback with which a client reports that a quick fix was applied.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandOptions, ExecuteCommandParams};

use crate::server::context::SessionHandle;
use crate::server::protocol::commands;
use crate::server::rpc::request_context::RequestContext;
use crate::telemetry::anonymise::ActionId;
use crate::telemetry::catalogue::{CommandExecutedEvent, Kind};

pub fn provider(commands: Vec<String>) -> ExecuteCommandOptions {
    ExecuteCommandOptions { commands, ..ExecuteCommandOptions::default() }
}

/// # Errors
/// For an unknown command, and for arguments that no quick fix of this server has.
pub fn execute_command(handle: &SessionHandle, params: &ExecuteCommandParams) -> Result<Option<Value>> {
    let SessionHandle { server, session } = handle;
    if params.command != session.lock().telemetry_callback {
        return Err(Error::invalid_params("unknown command"));
    }
    let Some(diagnostic) = commands::telemetry_callback(&params.arguments) else {
        server.telemetry.refuse();
        return Err(Error::invalid_params("invalid command arguments"));
    };
    let context = RequestContext::current();
    if !server.telemetry.wants(Kind::Usage, context.origin) {
        return Ok(None);
    }
    server.reports.record_or_enqueue(server, context, move |server, origin| {
        server.telemetry.record(origin, |identity| {
            let session = identity.session.clone();
            Some(CommandExecutedEvent { action_id: ActionId::DIAGNOSTICS, diagnostic, session })
        });
    });
    Ok(None)
}
