//! What the client can do, as far as diagnostics and quick fixes depend on it.

use serde_json::Value;

#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub struct Client {
    /// Asks for diagnostics itself; none are pushed to it.
    pub pulls_diagnostics: bool,
    /// Can be told that what it asked for before is out of date.
    pub refreshes_diagnostics: bool,
    /// Takes the version of the text with diagnostics that are pushed.
    pub takes_versions: bool,
    pub takes_code_descriptions: bool,
    pub shows_unnecessary: bool,
    pub shows_deprecated: bool,
    /// Takes code actions that are more than a command.
    pub takes_code_actions: bool,
    /// Takes edits with the version of the text that they are for.
    pub takes_document_changes: bool,
    /// Can be asked to tell of files that change on disk.
    pub watches_files: bool,
}

impl Client {
    /// Reads `capabilities` of `initialize`. What is missing or of another type is none.
    pub fn of(capabilities: &Value) -> Self {
        let (workspace, document) = (&capabilities["workspace"], &capabilities["textDocument"]);
        let shows = |tag: u64| {
            // A client that asks for diagnostics still says here how it shows them; version 3.18 says it in both.
            [&document["publishDiagnostics"], &document["diagnostic"]].iter().any(|shown| {
                let tags = shown["tagSupport"]["valueSet"].as_array();
                tags.is_some_and(|tags| tags.iter().any(|value| value.as_u64() == Some(tag)))
            })
        };
        let describes = |shown: &Value| shown["codeDescriptionSupport"] == true;
        Self {
            pulls_diagnostics: document["diagnostic"].is_object(),
            refreshes_diagnostics: ["diagnostics", "diagnostic"]
                .iter()
                .any(|name| workspace[name]["refreshSupport"] == true),
            takes_versions: document["publishDiagnostics"]["versionSupport"] == true,
            takes_code_descriptions: describes(&document["publishDiagnostics"]) || describes(&document["diagnostic"]),
            shows_unnecessary: shows(1),
            shows_deprecated: shows(2),
            takes_code_actions: document["codeAction"]["codeActionLiteralSupport"].is_object(),
            takes_document_changes: workspace["workspaceEdit"]["documentChanges"] == true,
            watches_files: workspace["didChangeWatchedFiles"]["dynamicRegistration"] == true,
        }
    }
}
