//! Quick fixes: the edits that the language offers for a place, each with the command that reports its use.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CodeActionProviderCapability,
    Command, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Url,
    WorkspaceEdit, error_codes,
};

use crate::languages::answers::{FileEdits, FileRef, QuickFix};
use crate::languages::text::Text;
use crate::workspace::resolve;

use super::background::Unanswered;
use super::client::Client;
use super::session::Session;
use super::snapshot::{AnalyzedDocument, DocumentSnapshot, Occasion, Reference};
use super::{Shared, commands, convert};

/// What a client that takes code actions is told of them.
pub fn provider(client: Client) -> Option<CodeActionProviderCapability> {
    client.takes_code_actions.then(|| {
        CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })
    })
}

/// The quick fixes for a range, the best first.
///
/// # Errors
/// When the document is changed meanwhile: the fixes would be for another text.
pub async fn quick_fixes(
    shared: &Arc<Shared>,
    session: &Arc<Session>,
    params: CodeActionParams,
    occasion: Occasion,
) -> Result<Vec<CodeActionOrCommand>> {
    let CodeActionParams { text_document, range, context, .. } = params;
    let (client, callback, document) = {
        let state = session.lock();
        let snapshot = state.snapshot(&text_document.uri);
        (state.client, state.telemetry_callback.clone(), snapshot.as_ref().map(Reference::new))
    };
    let Some(document) = document.filter(|_| client.takes_code_actions && wants_fixes(context.only.as_deref())) else {
        return Ok(Vec::new());
    };
    let found = document.ask((shared, session), occasion, move |document| {
        let fixes = document.analysis.quick_fixes(document.byte_range(range));
        let actions = fixes.iter().filter_map(|fix| action(document, fix, client, &callback));
        actions.map(CodeActionOrCommand::from).collect::<Vec<_>>()
    });
    if let Some(actions) = found.await.map_err(Unanswered::error)? {
        return Ok(actions);
    }
    let code = ErrorCode::ServerError(error_codes::CONTENT_MODIFIED);
    Err(Error { code, message: "the document was changed meanwhile".into(), data: None })
}

/// Whether the kinds that the client asks for hold quick fixes. Kinds hold those that begin with them, up to a dot,
/// and the empty one holds all.
fn wants_fixes(only: Option<&[CodeActionKind]>) -> bool {
    only.is_none_or(|kinds| kinds.iter().any(|kind| *kind == CodeActionKind::QUICKFIX || kind.as_str().is_empty()))
}

/// `None` where a file that the fix changes cannot be read.
fn action(document: &AnalyzedDocument, fix: &QuickFix, client: Client, callback: &str) -> Option<CodeAction> {
    let code = fix.resolves.first().and_then(|diagnostic| diagnostic.code);
    Some(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(convert::diagnostics(document.snapshot, &fix.resolves, client)),
        is_preferred: fix.is_preferred.then_some(true),
        edit: Some(workspace_edit(document, &fix.changes, client)?),
        command: Some(Command {
            title: fix.title.clone(),
            command: callback.to_owned(),
            arguments: Some(commands::telemetry_callback_arguments(code.map(|code| code.name))),
        }),
        ..CodeAction::default()
    })
}

fn workspace_edit(document: &AnalyzedDocument, changes: &[FileEdits], client: Client) -> Option<WorkspaceEdit> {
    let changes: Option<Vec<_>> = changes.iter().map(|change| text_document_edit(document, change)).collect();
    let changes = changes?;
    if !client.takes_document_changes {
        return Some(WorkspaceEdit::new(changes.into_iter().map(|(document, edits)| (document.uri, edits)).collect()));
    }
    let edits = changes.into_iter().map(|(text_document, edits)| {
        let edits = edits.into_iter().map(OneOf::Left).collect();
        TextDocumentEdit { text_document, edits }
    });
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(edits.collect())), ..WorkspaceEdit::default() })
}

/// The edits of one file, with positions in its text.
fn text_document_edit(
    document: &AnalyzedDocument,
    change: &FileEdits,
) -> Option<(OptionalVersionedTextDocumentIdentifier, Vec<TextEdit>)> {
    let snapshot = document.snapshot;
    let (uri, version, edits) = match &change.file {
        FileRef::Document => {
            (snapshot.uri.clone(), Some(snapshot.version), convert::edits(&snapshot.text, &change.edits))
        }
        FileRef::Path(path) => {
            let text = Text::new(document.files.read(path)?.to_string());
            (file_uri(snapshot, path)?, None, convert::edits(&text, &change.edits))
        }
    };
    Some((OptionalVersionedTextDocumentIdentifier { uri, version }, edits))
}

/// The URI of a file by its path from the document's folder.
fn file_uri(snapshot: &DocumentSnapshot, path: &str) -> Option<Url> {
    Url::from_file_path(resolve(snapshot.folder()?, path)?).ok()
}
