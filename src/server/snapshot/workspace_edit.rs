//! Edits of one or several files, in the form that the client supports.

use tower_lsp::lsp_types::{
    AnnotatedTextEdit, ChangeAnnotation, CreateFile, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::languages::answers::{Edit, FileEdits, FileRef, RenameAdditions};
use crate::server::protocol::convert;
use crate::server::snapshot::analyzed_document::{AnalyzedDocument, AnswerFile};

/// Why edits cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("cannot read `{0}`")]
    Unreadable(String),
    #[error("the client cannot create files")]
    CannotCreate,
    #[error("the edit would also change `{0}`, which is outside the open folders")]
    OutsideFolders(String),
}

/// Converts edits of several files.
///
/// # Errors
/// Fails if one of the files cannot be read, or may not be edited: then nothing is edited.
pub fn workspace_edit(document: &AnalyzedDocument, changes: &[FileEdits]) -> Result<WorkspaceEdit, EditError> {
    let creates_files = changes.iter().any(|change| change.creates_file);
    let converted: Result<Vec<_>, _> = changes.iter().map(|change| file_edits(document, change)).collect();
    let created: Vec<bool> = changes.iter().map(|change| change.creates_file).collect();
    let changes = converted?;
    if creates_files && !document.client().creates_files {
        return Err(EditError::CannotCreate);
    }
    if !document.client().document_changes {
        let changes = changes.into_iter().map(|(file, edits)| (file.uri, edits)).collect();
        return Ok(WorkspaceEdit::new(changes));
    }
    let edits = changes.into_iter().map(|(AnswerFile { uri, version }, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    let document_changes = if creates_files {
        let operations = edits.zip(created).flat_map(|(edit, is_created)| {
            let create = CreateFile { uri: edit.text_document.uri.clone(), options: None, annotation_id: None };
            let create = is_created.then_some(DocumentChangeOperation::Op(ResourceOp::Create(create)));
            create.into_iter().chain([DocumentChangeOperation::Edit(edit)])
        });
        DocumentChanges::Operations(operations.collect())
    } else {
        DocumentChanges::Edits(edits.collect())
    };
    Ok(WorkspaceEdit { document_changes: Some(document_changes), ..WorkspaceEdit::default() })
}

/// Adds edits that the user has to confirm. Returns the edit unchanged if they cannot be added.
pub fn with_additions(document: &AnalyzedDocument, edit: WorkspaceEdit, additions: &RenameAdditions) -> WorkspaceEdit {
    let Some(DocumentChanges::Edits(mut all)) = edit.document_changes.clone() else { return edit };
    let annotation =
        ChangeAnnotation { label: additions.title.clone(), needs_confirmation: Some(true), description: None };
    for change in &additions.changes {
        let Ok((AnswerFile { uri, version }, edits)) = file_edits(document, change) else { return edit };
        let annotated = edits
            .into_iter()
            .map(|text_edit| OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: ADDITIONS.to_owned() }));
        match all.iter_mut().find(|known| known.text_document.uri == uri) {
            Some(known) => known.edits.extend(annotated),
            None => all.push(TextDocumentEdit {
                text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
                edits: annotated.collect(),
            }),
        }
    }
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(all)),
        change_annotations: Some([(ADDITIONS.to_owned(), annotation)].into()),
        ..edit
    }
}

/// The identifier of the annotation for the edits that are added to a rename.
const ADDITIONS: &str = "additions";

fn file_edits(document: &AnalyzedDocument, change: &FileEdits) -> Result<(AnswerFile, Vec<TextEdit>), EditError> {
    let name = || match &change.file {
        FileRef::Document => document.snapshot.uri.to_string(),
        FileRef::Path(path) => path.to_string(),
    };
    let file = document.file(&change.file).ok_or_else(|| EditError::Unreadable(name()))?;
    if !document.may_edit(&file) {
        return Err(EditError::OutsideFolders(name()));
    }
    if change.creates_file {
        // The empty file has only one position.
        let insert = |edit: &Edit| TextEdit::new(Range::default(), edit.text.clone());
        return Ok((file, change.edits.iter().map(insert).collect()));
    }
    if change.file == FileRef::Document {
        return Ok((file, convert::edits(document.text(), &change.edits)));
    }
    let converted = change.edits.iter().map(|edit| {
        let range = document.range_in(&change.file, &edit.range)?;
        Some(TextEdit::new(range, edit.text.clone()))
    });
    let converted: Option<Vec<_>> = converted.collect();
    Ok((file, converted.ok_or_else(|| EditError::Unreadable(name()))?))
}
