//! `workspace/executeCommand`: the callback with which a client reports that a quick fix was applied.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};

use crate::telemetry::Telemetry;
use crate::telemetry::anonymise::{ActionId, RuleCode};
use crate::telemetry::event::CommandExecutedEvent;
use crate::telemetry::gate::Origin;

/// The command that docker-language-server's clients know.
pub const TELEMETRY_CALLBACK: &str = "dockerLspServer.telemetry.callback";

/// The name under which a server announces `command`: VS Code's command ids are global, so two servers need prefixes.
pub fn prefixed(prefix: Option<&str>, command: &str) -> String {
    prefix.map_or_else(|| command.to_owned(), |prefix| format!("{prefix}.{command}"))
}

/// Records the execution of a quick fix of ours.
///
/// # Errors
/// Invalid parameters for every event, property or value that no quick fix of this server issues. They are counted.
pub fn telemetry_callback(telemetry: &Telemetry, arguments: &[Value], origin: Origin) -> Result<()> {
    let Some(diagnostic) = read_arguments(arguments) else {
        telemetry.refuse();
        return Err(Error::invalid_params("these arguments are not issued by a quick fix of this server"));
    };
    telemetry.record(origin, |identity| {
        let session = identity.session.clone();
        Some(CommandExecutedEvent { action_id: ActionId::DIAGNOSTICS, diagnostic, session })
    });
    Ok(())
}

/// The rule's code, when the arguments are exactly those of a quick fix.
fn read_arguments(arguments: &[Value]) -> Option<RuleCode> {
    let [event, Value::Object(properties)] = arguments else { return None };
    let is_ours = event == "server_user_action"
        && properties.len() == 3
        && properties.get("action")? == "commandExecuted"
        && properties.get("action_id")? == ActionId::DIAGNOSTICS.as_str();
    RuleCode::of(properties.get("diagnostic")?).filter(|_| is_ours)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn d21_only_what_a_quick_fix_issues_is_accepted() {
        let id = "server.textDocument.codeAction.diagnostics";
        let accepted = |event: &str, properties: Value| read_arguments(&[event.into(), properties]).is_some();
        let ours = json!({"action": "commandExecuted", "action_id": id, "diagnostic": "JSONArgsRecommended"});
        assert!(accepted("server_user_action", ours.clone()));
        assert!(accepted(
            "server_user_action",
            json!({"action": "commandExecuted", "action_id": id, "diagnostic": null})
        ));
        assert!(!accepted("server_heartbeat", ours.clone()));
        for odd in [
            json!({"type": "panic", "message": "/home/alice"}),
            json!({"action": "commandExecuted", "action_id": id}),
            json!({"action": "commandExecuted", "action_id": id, "diagnostic": "/home/alice"}),
            json!({"action": "commandExecuted", "action_id": id, "diagnostic": null, "x": 1}),
            json!({"action": "fileModified", "action_id": id, "diagnostic": null}),
            json!({"action": "commandExecuted", "action_id": "x", "diagnostic": null}),
            json!([]),
        ] {
            assert!(!accepted("server_user_action", odd.clone()), "{odd}");
        }
        assert!(read_arguments(&[]).is_none());
        assert!(read_arguments(&["server_user_action".into(), ours, json!(1)]).is_none());
    }
}
