//! Code lenses as commands of the client. A lens is left out if the client does not have its command.

use std::path::Path;

use serde_json::json;
use tower_lsp::lsp_types::{self, Command, Url};

use crate::languages::answers::{CodeLens, LensAction};
use crate::languages::text::Text;
use crate::server::protocol::client_capabilities::LensCommands;
use crate::server::protocol::convert::protocol_range;

/// The command of docker-language-server's clients that builds, checks or prints a target of a Bake file.
const BAKE: &str = "dockerLspClient.bake.build";

/// The command of a client that builds a stage of a Dockerfile.
const BUILD_STAGE: &str = "dockerLspClient.dockerfile.build";

/// The command of a client that shows the logs of all or some services of a Compose file.
const SHOW_LOGS: &str = "dockerLspClient.compose.logs";

/// The commands of VS Code's extension for containers that start all or some services of a Compose file.
const START_ALL: &str = "vscode-containers.compose.up";
const START_SOME: &str = "vscode-containers.compose.up.subset";

/// A document with lenses.
#[derive(Clone, Copy)]
pub struct LensDocument<'a> {
    pub uri: &'a Url,
    pub text: &'a Text,
    /// The folder of the document, if it is a file.
    pub folder: Option<&'a Path>,
}

/// Converts a lens of a document. `None` if the client lacks its command.
pub fn code_lens(document: LensDocument<'_>, lens: &CodeLens, commands: &LensCommands) -> Option<lsp_types::CodeLens> {
    let range = protocol_range(document.text, &lens.range);
    let bake = |title: &str, call: &str, target: &str| {
        let folder = document.folder?.to_string_lossy();
        commands.has(BAKE).then(|| Command {
            title: title.to_owned(),
            command: BAKE.to_owned(),
            arguments: Some(vec![json!({ "call": call, "target": target, "cwd": folder })]),
        })
    };
    let command = match &lens.action {
        LensAction::References(references) => {
            let title = match references.len() {
                1 => "1 reference".to_owned(),
                count => format!("{count} references"),
            };
            Command {
                title,
                command: commands.show_references.clone()?,
                arguments: Some(vec![json!(range.start), json!({ "includeDeclaration": false })]),
            }
        }
        LensAction::BuildStage { stage } => build_stage(document, stage.as_deref(), commands)?,
        LensAction::Build { target } => bake("Build", "build", target)?,
        LensAction::Start { services } => start(document.uri, services, commands)?,
        LensAction::ShowLogs { services } => show_logs(document, services, commands)?,
        LensAction::Check { target } => bake("Check", "check", target)?,
        LensAction::Print { target } => bake("Print", "print", target)?,
    };
    Some(lsp_types::CodeLens { range, command: Some(command), data: None })
}

fn build_stage(document: LensDocument, stage: Option<&str>, commands: &LensCommands) -> Option<Command> {
    let folder = document.folder?.to_string_lossy();
    commands.has(BUILD_STAGE).then(|| Command {
        title: stage.map_or_else(|| "Build".to_owned(), |stage| format!("Build {stage}")),
        command: BUILD_STAGE.to_owned(),
        arguments: Some(vec![json!({ "dockerfile": document.uri, "target": stage, "cwd": folder })]),
    })
}

fn start(uri: &Url, services: &[String], commands: &LensCommands) -> Option<Command> {
    let (title, command, arguments) = match services {
        [] => ("Run All Services", START_ALL, vec![json!(uri)]),
        services => ("Run Service", START_SOME, vec![json!(uri), json!(null), json!(services)]),
    };
    commands.has(command).then(|| Command {
        title: title.to_owned(),
        command: command.to_owned(),
        arguments: Some(arguments),
    })
}

fn show_logs(document: LensDocument, services: &[String], commands: &LensCommands) -> Option<Command> {
    let folder = document.folder?.to_string_lossy();
    commands.has(SHOW_LOGS).then(|| Command {
        title: if services.is_empty() { "Show All Logs" } else { "Show Logs" }.to_owned(),
        command: SHOW_LOGS.to_owned(),
        arguments: Some(vec![json!({ "compose": document.uri, "services": services, "cwd": folder })]),
    })
}
