//! `textDocument/codeAction`: quick fixes, each with the command that reports its use, refactorings, one action for all
//! preferred fixes of a file, and the formatting action that Terraform's clients request.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CodeActionProviderCapability,
    Command,
};

use crate::languages::Language;
use crate::languages::analysis::FormattingOptions;
use crate::languages::answers::{Edit, FileEdits, QuickFix, Refactoring, RefactoringKind};
use crate::languages::features::Feature;
use crate::languages::sort::SortStably;
use crate::server::context::SessionHandle;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::{commands, convert};
use crate::server::snapshot::analyzed_document::AnalyzedDocument;
use crate::server::snapshot::workspace_edit::workspace_edit;

const REFACTORINGS: [CodeActionKind; 3] =
    [CodeActionKind::REFACTOR_EXTRACT, CodeActionKind::REFACTOR_INLINE, CodeActionKind::REFACTOR_REWRITE];

/// The kind of action with which terraform-ls's clients request formatting.
const FORMAT_TERRAFORM: CodeActionKind = CodeActionKind::new("source.formatAll.terraform");

pub fn provider(client: &ClientCapabilities) -> Option<CodeActionProviderCapability> {
    let mut kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL];
    if Feature::Refactorings.is_implemented() {
        kinds.extend(REFACTORINGS);
    }
    if Feature::Formatting.languages().contains(&Language::Terraform) {
        kinds.push(FORMAT_TERRAFORM);
    }
    client.code_actions.then(|| {
        CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(kinds),
            ..CodeActionOptions::default()
        })
    })
}

/// Returns the actions for a range, the best first.
///
/// # Errors
/// Fails if the document changes in the meantime, because the edits would be for another text.
pub async fn code_actions(handle: &SessionHandle, params: CodeActionParams) -> Result<Vec<CodeActionOrCommand>> {
    let CodeActionParams { text_document, range, context, .. } = params;
    let callback = handle.session.telemetry_callback.clone();
    let requested = Requested(context.only);
    let actions = handle.ask(&text_document.uri, move |document| {
        if !document.client().code_actions {
            return Vec::new();
        }
        let range = document.byte_range(range);
        let mut actions: Vec<CodeAction> = Vec::new();
        if requested.includes(&CodeActionKind::QUICKFIX) {
            let fixes = document.quick_fixes(range.clone());
            actions.extend(fixes.iter().filter_map(|fix| quick_fix(document, fix, &callback)));
        }
        if REFACTORINGS.iter().any(|kind| requested.includes(kind)) {
            let refactorings = document.analysis.refactorings(range);
            let wanted = refactorings.iter().filter(|refactoring| requested.includes(&kind(refactoring.kind)));
            actions.extend(wanted.filter_map(|refactoring| refactor(document, refactoring)));
        }
        if requested.names(&CodeActionKind::SOURCE_FIX_ALL) {
            actions.extend(fix_all(document));
        }
        if requested.names(&FORMAT_TERRAFORM) && document.snapshot.language == Language::Terraform {
            actions.extend(format_all(document));
        }
        actions.into_iter().map(CodeActionOrCommand::from).collect()
    });
    actions.await
}

/// The kinds that the client requests. A kind includes all kinds that continue it after a dot, and the empty kind
/// includes all.
struct Requested(Option<Vec<CodeActionKind>>);

impl Requested {
    /// Whether actions of a kind are requested. If the client names no kind, all are requested.
    fn includes(&self, kind: &CodeActionKind) -> bool {
        self.0.as_ref().is_none_or(|kinds| kinds.iter().any(|requested| is_within(kind, requested)))
    }

    /// Whether the client names a kind. Actions that change the whole file are offered only then.
    fn names(&self, kind: &CodeActionKind) -> bool {
        let kinds = self.0.iter().flatten();
        kinds.filter(|requested| !requested.as_str().is_empty()).any(|requested| is_within(kind, requested))
    }
}

fn is_within(kind: &CodeActionKind, outer: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(outer.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || outer.as_str().is_empty())
}

fn kind(kind: RefactoringKind) -> CodeActionKind {
    match kind {
        RefactoringKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        RefactoringKind::Inline => CodeActionKind::REFACTOR_INLINE,
        RefactoringKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
    }
}

/// Converts a quick fix. `None` if a file that it changes cannot be edited.
fn quick_fix(document: &AnalyzedDocument, fix: &QuickFix, callback: &str) -> Option<CodeAction> {
    let code = fix.resolves.first().and_then(|diagnostic| diagnostic.code);
    let resolves =
        convert::diagnostics(document.text(), document.snapshot.publisher(), &fix.resolves, document.client());
    let action = action(document, CodeActionKind::QUICKFIX, &fix.title, &fix.changes)?;
    Some(CodeAction {
        diagnostics: Some(resolves),
        is_preferred: fix.is_preferred.then_some(true),
        command: Some(Command {
            title: fix.title.clone(),
            command: callback.to_owned(),
            arguments: Some(commands::telemetry_callback_arguments(code.map(|code| code.name))),
        }),
        ..action
    })
}

fn refactor(document: &AnalyzedDocument, refactoring: &Refactoring) -> Option<CodeAction> {
    action(document, kind(refactoring.kind), &refactoring.title, &refactoring.changes)
}

/// Combines all preferred fixes that change only this document. If two of them overlap, the first is applied.
fn fix_all(document: &AnalyzedDocument) -> Option<CodeAction> {
    let fixes = document.quick_fixes(0..document.text().as_str().len());
    let mut alone: Vec<&[Edit]> = Vec::new();
    for fix in fixes.iter().filter(|fix| fix.is_preferred && fix.changes.len() == 1) {
        alone.push(fix.document_edits());
    }
    alone.sort_stably_by_key(|edits| edits.first().map(|edit| edit.range.start));
    let mut all: Vec<Edit> = Vec::new();
    let mut end = 0;
    for edits in alone {
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else { continue };
        // Insertions at the same place would have no defined order.
        if all.is_empty() || first.range.start > end {
            end = last.range.end;
            all.extend(edits.iter().cloned());
        }
    }
    let title = "Fix all auto-fixable problems";
    if all.is_empty() {
        return None;
    }
    action(document, CodeActionKind::SOURCE_FIX_ALL, title, &[FileEdits::in_document(all)])
}

fn format_all(document: &AnalyzedDocument) -> Option<CodeAction> {
    let edits = document.analysis.formatting(FormattingOptions::default());
    action(document, FORMAT_TERRAFORM, "Format document", &[FileEdits::in_document(edits)])
}

fn action(document: &AnalyzedDocument, kind: CodeActionKind, title: &str, changes: &[FileEdits]) -> Option<CodeAction> {
    Some(CodeAction {
        title: title.to_owned(),
        kind: Some(kind),
        edit: Some(workspace_edit(document, changes).ok()?),
        ..CodeAction::default()
    })
}
