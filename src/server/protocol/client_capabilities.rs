//! The client's capabilities, as far as results depend on them.

use serde_json::Value;

use crate::server::protocol::token_legend::TokenLegend;

#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub struct ClientCapabilities {
    /// The client requests diagnostics itself; the server does not publish them.
    pub pulls_diagnostics: bool,
    /// The client requests diagnostics again when the server notifies it that they are outdated.
    pub refreshes_diagnostics: bool,
    /// Published diagnostics may carry the version of the text.
    pub diagnostic_versions: bool,
    pub code_descriptions: bool,
    pub unnecessary_tag: bool,
    pub deprecated_tag: bool,
    /// Code actions may be literals and not only commands.
    pub code_actions: bool,
    /// Edits may carry the version of the text to which they apply.
    pub document_changes: bool,
    /// Whether an edit may create files.
    pub creates_files: bool,
    /// Edits may be annotated, so that the client asks the user to confirm them.
    pub change_annotations: bool,
    /// The client supports dynamic registration for changes of files on the disk.
    pub watches_files: bool,
    /// The client supports relative patterns, with which it also watches files outside of its folders.
    pub relative_patterns: bool,
    pub completion: CompletionCapabilities,
    pub hover_markdown: bool,
    pub signature: SignatureCapabilities,
    pub definition_links: bool,
    pub declaration_links: bool,
    pub prepare_rename: bool,
    pub hierarchical_symbols: bool,
    /// The client folds whole lines only.
    pub line_folding_only: bool,
    pub max_folding_ranges: usize,
    pub link_tooltips: bool,
    pub tokens: TokenLegend,
    pub commands: LensCommands,
    pub module_views: ModuleViews,
}

#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a capability of its own in the protocol")]
pub struct CompletionCapabilities {
    pub snippets: bool,
    pub markdown: bool,
    pub insert_replace: bool,
    pub deprecated_tag: bool,
    /// The client can indent the later lines of an inserted text.
    pub adjusts_indentation: bool,
    /// The client can request the documentation of an item when it shows the item.
    pub resolves_documentation: bool,
    /// The number of the last kind of item that the client supports.
    pub last_kind: u64,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct SignatureCapabilities {
    pub markdown: bool,
    /// Parameter labels may be offsets into the label of the signature.
    pub label_offsets: bool,
    /// Each signature may have its own active parameter.
    pub active_parameter: bool,
}

/// The client's commands for code lenses, by the names that the client registers.
#[derive(Clone, Debug, Default)]
pub struct LensCommands {
    /// The command of terraform-ls's clients that shows references.
    pub show_references: Option<String>,
    /// Other commands that the client lists.
    pub listed: Vec<String>,
}

/// The views of HashiCorp's clients that show a module. Each is the method of the request with which the server
/// refreshes it.
#[derive(Clone, Debug, Default)]
pub struct ModuleViews {
    pub providers: Option<String>,
    pub calls: Option<String>,
    pub version: Option<String>,
}

/// The last kind of completion item in the first version of the protocol. A client that lists no kinds supports these.
const LAST_BASIC_KIND: u64 = 18;

impl ClientCapabilities {
    /// Reads `capabilities` of `initialize`. A capability that is missing or of the wrong type counts as unsupported.
    pub fn from_json(capabilities: &Value) -> Self {
        let (workspace, document) = (&capabilities["workspace"], &capabilities["textDocument"]);
        let shows = |tag: u64| {
            // A client that pulls diagnostics also states here how it shows them; in version 3.18 it may be stated in
            // either place.
            [&document["publishDiagnostics"], &document["diagnostic"]]
                .iter()
                .any(|shown| contains(&shown["tagSupport"]["valueSet"], tag))
        };
        let describes = |shown: &Value| shown["codeDescriptionSupport"] == true;
        let folding = &document["foldingRange"];
        let max_folding_ranges = folding["rangeLimit"].as_u64().and_then(|limit| usize::try_from(limit).ok());
        Self {
            pulls_diagnostics: document["diagnostic"].is_object(),
            refreshes_diagnostics: ["diagnostics", "diagnostic"]
                .iter()
                .any(|name| workspace[name]["refreshSupport"] == true),
            diagnostic_versions: document["publishDiagnostics"]["versionSupport"] == true,
            code_descriptions: describes(&document["publishDiagnostics"]) || describes(&document["diagnostic"]),
            unnecessary_tag: shows(1),
            deprecated_tag: shows(2),
            code_actions: document["codeAction"]["codeActionLiteralSupport"].is_object(),
            document_changes: workspace["workspaceEdit"]["documentChanges"] == true,
            creates_files: workspace["workspaceEdit"]["documentChanges"] == true
                && workspace["workspaceEdit"]["resourceOperations"]
                    .as_array()
                    .is_some_and(|all| all.iter().any(|one| one == "create")),
            change_annotations: workspace["workspaceEdit"]["documentChanges"] == true
                && workspace["workspaceEdit"]["changeAnnotationSupport"].is_object(),
            watches_files: workspace["didChangeWatchedFiles"]["dynamicRegistration"] == true,
            relative_patterns: workspace["didChangeWatchedFiles"]["relativePatternSupport"] == true,
            completion: CompletionCapabilities::from_json(&document["completion"]),
            hover_markdown: prefers_markdown(&document["hover"]["contentFormat"]),
            signature: SignatureCapabilities::from_json(&document["signatureHelp"]["signatureInformation"]),
            definition_links: document["definition"]["linkSupport"] == true,
            declaration_links: document["declaration"]["linkSupport"] == true,
            prepare_rename: document["rename"]["prepareSupport"] == true,
            hierarchical_symbols: document["documentSymbol"]["hierarchicalDocumentSymbolSupport"] == true,
            line_folding_only: folding["lineFoldingOnly"] == true,
            max_folding_ranges: max_folding_ranges.unwrap_or(usize::MAX),
            link_tooltips: document["documentLink"]["tooltipSupport"] == true,
            tokens: TokenLegend::from_json(&document["semanticTokens"]),
            commands: LensCommands::from_json(&capabilities["experimental"]),
            module_views: ModuleViews::from_json(&capabilities["experimental"]),
        }
    }
}

impl CompletionCapabilities {
    fn from_json(completion: &Value) -> Self {
        let item = &completion["completionItem"];
        let kinds = completion["completionItemKind"]["valueSet"].as_array();
        Self {
            snippets: item["snippetSupport"] == true,
            markdown: prefers_markdown(&item["documentationFormat"]),
            insert_replace: item["insertReplaceSupport"] == true,
            deprecated_tag: contains(&item["tagSupport"]["valueSet"], 1),
            adjusts_indentation: contains(&item["insertTextModeSupport"]["valueSet"], 2),
            resolves_documentation: lists(&item["resolveSupport"]["properties"], "documentation"),
            last_kind: kinds.and_then(|kinds| kinds.iter().filter_map(Value::as_u64).max()).unwrap_or(LAST_BASIC_KIND),
        }
    }
}

impl SignatureCapabilities {
    fn from_json(signature: &Value) -> Self {
        Self {
            markdown: prefers_markdown(&signature["documentationFormat"]),
            label_offsets: signature["parameterInformation"]["labelOffsetSupport"] == true,
            active_parameter: signature["activeParameterSupport"] == true,
        }
    }
}

impl LensCommands {
    fn from_json(experimental: &Value) -> Self {
        let name = |value: &Value| value.as_str().filter(|name| !name.is_empty()).map(str::to_owned);
        let listed = experimental["dockerLanguageServerCapabilities"]["commands"].as_array();
        Self {
            show_references: name(&experimental["showReferencesCommandId"]),
            listed: listed.into_iter().flatten().filter_map(name).collect(),
        }
    }

    pub fn has(&self, command: &str) -> bool {
        self.listed.iter().any(|listed| listed == command)
    }
}

impl ModuleViews {
    fn from_json(experimental: &Value) -> Self {
        let method = |name: &str| experimental[name].as_str().filter(|method| !method.is_empty()).map(str::to_owned);
        Self {
            providers: method("refreshModuleProvidersCommandId"),
            calls: method("refreshModuleCallsCommandId"),
            version: method("refreshTerraformVersionCommandId"),
        }
    }

    /// Returns the requests that refresh the client's views.
    pub fn refreshes(&self) -> impl Iterator<Item = &str> {
        [&self.providers, &self.calls, &self.version].into_iter().flatten().map(String::as_str)
    }
}

fn contains(list: &Value, number: u64) -> bool {
    list.as_array().is_some_and(|values| values.iter().any(|value| value.as_u64() == Some(number)))
}

/// Whether the first format of the list that the server supports is Markdown. Clients list the preferred format first.
fn prefers_markdown(formats: &Value) -> bool {
    let mut known = formats.as_array().into_iter().flatten().filter_map(Value::as_str);
    known.find(|format| matches!(*format, "markdown" | "plaintext")) == Some("markdown")
}

fn lists(list: &Value, word: &str) -> bool {
    list.as_array().is_some_and(|values| values.iter().any(|value| value == word))
}
