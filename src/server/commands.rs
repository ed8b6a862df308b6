//! The commands of this server: the callback with which a client reports that a quick fix was applied.

use crate::telemetry::anonymise::{ActionId, RuleCode};
use serde_json::Value;

/// The command that docker-language-server's clients know.
pub const TELEMETRY_CALLBACK: &str = "dockerLspServer.telemetry.callback";

/// Whether a text may stand before a command.
pub fn is_command_prefix(prefix: &str) -> bool {
    !prefix.contains(|character: char| character.is_whitespace() || character.is_control())
}

/// The name under which a server announces `command`: VS Code's command ids are global, so two servers need prefixes.
pub fn prefixed(prefix: Option<&str>, command: &str) -> String {
    prefix.map_or_else(|| command.to_owned(), |prefix| format!("{prefix}.{command}"))
}

/// Reads the arguments of the callback: the code of the rule that a quick fix of ours resolved. `None` for every
/// event, property or value that no quick fix of this server issues.
pub fn telemetry_callback(arguments: &[Value]) -> Option<RuleCode> {
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
        let accepted = |event: &str, properties: Value| telemetry_callback(&[event.into(), properties]).is_some();
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
        assert!(telemetry_callback(&[]).is_none());
        assert!(telemetry_callback(&["server_user_action".into(), ours, json!(1)]).is_none());
    }
}
