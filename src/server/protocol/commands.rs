//! The commands of this server, and the callback with which a client reports that a quick fix was applied.

use crate::telemetry::anonymise::{ActionId, RuleCode};
use serde_json::{Value, json};

/// The command that docker-language-server's clients use.
pub const TELEMETRY_CALLBACK: &str = "dockerLspServer.telemetry.callback";

/// The event and the action in the arguments of the callback.
const EVENT: &str = "server_user_action";
const ACTION: &str = "commandExecuted";

/// A command with the name under which the client knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdvertisedCommand {
    pub name: String,
    pub kind: CommandKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandKind {
    TelemetryCallback,
    /// A command of terraform-ls; the name has no prefix.
    Terraform(&'static str),
}

/// Whether a string may be the prefix of a command.
pub fn is_command_prefix(prefix: &str) -> bool {
    !prefix.contains(|character: char| character.is_whitespace() || character.is_control())
}

/// Returns the name under which a server registers `command`: VS Code's command ids are global, so two servers need
/// different prefixes.
pub fn prefixed(prefix: Option<&str>, command: &str) -> String {
    prefix.map_or_else(|| command.to_owned(), |prefix| format!("{prefix}.{command}"))
}

/// Returns the arguments with which a quick fix reports its use. They include the rule if its code may be sent.
pub fn telemetry_callback_arguments(code: Option<&str>) -> Vec<Value> {
    let code = code.map_or(Value::Null, Value::from);
    let diagnostic = if RuleCode::of(&code).is_some() { code } else { Value::Null };
    let action_id = ActionId::DIAGNOSTICS.as_str();
    vec![EVENT.into(), json!({ "action": ACTION, "action_id": action_id, "diagnostic": diagnostic })]
}

/// Reads the arguments of the callback and returns the rule that a quick fix resolved. `None` if the event, a property
/// or a value is not one that a quick fix of this server sends.
pub fn telemetry_callback(arguments: &[Value]) -> Option<RuleCode> {
    let [event, Value::Object(properties)] = arguments else { return None };
    let is_ours = event == EVENT
        && properties.len() == 3
        && properties.get("action")? == ACTION
        && properties.get("action_id")? == ActionId::DIAGNOSTICS.as_str();
    RuleCode::of(properties.get("diagnostic")?).filter(|_| is_ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_use_of_every_rule_can_be_reported() {
        let dockerfile = crate::languages::dockerfile::Rule::ALL.iter().map(|rule| rule.code().name);
        let terraform = crate::languages::terraform::Rule::ALL.iter().map(|rule| rule.code().name);
        for code in dockerfile.chain(terraform) {
            assert!(RuleCode::of(&json!(code)).is_some(), "{code}");
        }
    }

    #[test]
    fn what_a_quick_fix_issues_is_what_is_accepted() {
        let read = |code| telemetry_callback(&telemetry_callback_arguments(code));
        assert_eq!(read(Some("StageNameCasing")), RuleCode::of(&json!("StageNameCasing")));
        assert_eq!(read(None), RuleCode::of(&Value::Null));
        assert_eq!(read(Some("no rule of ours")), RuleCode::of(&Value::Null));
    }

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
        for invalid in [
            json!({"type": "panic", "message": "/home/alice"}),
            json!({"action": "commandExecuted", "action_id": id}),
            json!({"action": "commandExecuted", "action_id": id, "diagnostic": "/home/alice"}),
            json!({"action": "commandExecuted", "action_id": id, "diagnostic": null, "x": 1}),
            json!({"action": "fileModified", "action_id": id, "diagnostic": null}),
            json!({"action": "commandExecuted", "action_id": "x", "diagnostic": null}),
            json!([]),
        ] {
            assert!(!accepted("server_user_action", invalid.clone()), "{invalid}");
        }
        assert!(telemetry_callback(&[]).is_none());
        assert!(telemetry_callback(&["server_user_action".into(), ours, json!(1)]).is_none());
    }
}
