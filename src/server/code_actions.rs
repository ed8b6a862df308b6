//! Quick fixes: the edits that the language offers for a place, each with the command that reports its use.

use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CodeActionProviderCapability,
    Command, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    WorkspaceEdit, error_codes,
};

use crate::languages::Source;
use crate::languages::answers::{FileEdits, FileRef, QuickFix};
use crate::languages::text::Text;

use super::background::Unanswered;
use super::client::Client;
use super::session::Session;
use super::subject::{Occasion, Reference, Subject};
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
        let subject = state.subject(&text_document.uri);
        (state.client, state.telemetry_callback.clone(), subject.as_ref().map(Reference::new))
    };
    let Some(document) = document.filter(|_| client.takes_code_actions && wants_fixes(context.only.as_deref())) else {
        return Ok(Vec::new());
    };
    let found = document.ask((shared, session), occasion, move |subject, language, source| {
        let range = convert::byte_range(&subject.text, range);
        let fixes = language.analyze(source).quick_fixes(range);
        let actions = fixes.iter().filter_map(|fix| action(subject, source, fix, client, &callback));
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
fn action(subject: &Subject, source: &Source, fix: &QuickFix, client: Client, callback: &str) -> Option<CodeAction> {
    let code = fix.resolves.first().and_then(|diagnostic| diagnostic.code);
    Some(CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(convert::diagnostics(subject, &fix.resolves, client)),
        is_preferred: fix.is_preferred.then_some(true),
        edit: Some(workspace_edit(subject, source, &fix.changes, client)?),
        command: Some(Command {
            title: fix.title.clone(),
            command: callback.to_owned(),
            arguments: Some(commands::telemetry_callback_arguments(code.map(|code| code.name))),
        }),
        ..CodeAction::default()
    })
}

fn workspace_edit(subject: &Subject, source: &Source, changes: &[FileEdits], client: Client) -> Option<WorkspaceEdit> {
    let changes: Option<Vec<_>> = changes.iter().map(|change| text_document_edit(subject, source, change)).collect();
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
    subject: &Subject,
    source: &Source,
    change: &FileEdits,
) -> Option<(OptionalVersionedTextDocumentIdentifier, Vec<TextEdit>)> {
    let (uri, version, edits) = match &change.file {
        FileRef::Document => (subject.uri.clone(), Some(subject.version), convert::edits(&subject.text, &change.edits)),
        FileRef::Path(path) => {
            let text = Text::new(source.files.read(path)?.to_string());
            (subject.file_uri(path)?, None, convert::edits(&text, &change.edits))
        }
    };
    Some((OptionalVersionedTextDocumentIdentifier { uri, version }, edits))
}
