//! A document with its analysis, and the files that its results refer to: the document itself, open documents, and
//! files on the disk as the analysis read them.

use std::ops::Range;
use std::sync::Arc;

use tower_lsp::lsp_types::{self, Location, LocationLink, Url};

use crate::languages::FileProvider;
use crate::languages::analysis::{Analysis, FormattingOptions};
use crate::languages::answers::{Diagnostic, Edit, FileRange, FileRef, NavigationTarget, QuickFix};
use crate::languages::text::{LineIndex, Text};
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert::{self, protocol_position, protocol_range};
use crate::server::session::active_session::ActiveSession;
use crate::server::session::dependencies::Dependencies;
use crate::server::snapshot::document_snapshot::DocumentSnapshot;
use crate::workspace::resolve;

/// A document and its analysis, while a request is answered.
#[derive(Clone, Copy)]
pub struct AnalyzedDocument<'a> {
    pub snapshot: &'a DocumentSnapshot,
    pub analysis: &'a dyn Analysis,
    pub files: &'a dyn FileProvider,
    pub dependencies: &'a Arc<Dependencies>,
    pub session: &'a ActiveSession,
}

/// A text with its line index, kept with the file.
struct Lines {
    text: Arc<str>,
    index: LineIndex,
}

/// A file in a result, by the URI that the client uses.
pub struct AnswerFile {
    pub uri: Url,
    /// The version, if the file is open.
    pub version: Option<i32>,
}

impl AnalyzedDocument<'_> {
    pub fn text(&self) -> &Text {
        &self.snapshot.text
    }

    pub fn client(&self) -> &ClientCapabilities {
        &self.session.client
    }

    /// Returns the diagnostics of the document, with the severities that are set for their rules.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.snapshot.settings.rules.apply(self.analysis.diagnostics())
    }

    /// Returns the quick fixes within a range, without those of rules that are off.
    pub fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        self.snapshot.settings.rules.apply_to_fixes(self.analysis.quick_fixes(within))
    }

    /// Returns the edits that format the document. Its settings take precedence over the options of the request.
    pub fn formatting(&self, requested: FormattingOptions) -> Vec<Edit> {
        self.analysis.formatting(self.snapshot.settings.formatting(requested))
    }

    /// Returns the edits that format the following line after a continuation character was typed.
    pub fn continuation_formatting(&self, offset: usize, typed: char, requested: FormattingOptions) -> Vec<Edit> {
        self.analysis.continuation_formatting(offset, typed, self.snapshot.settings.formatting(requested))
    }

    /// Returns the byte offset of a position.
    pub fn offset(&self, position: lsp_types::Position) -> usize {
        self.text().offset(convert::position(position))
    }

    /// Returns the byte range of a protocol range, whose end may be before its start.
    pub fn byte_range(&self, range: lsp_types::Range) -> Range<usize> {
        convert::byte_range(self.text(), range)
    }

    /// Resolves a file of a result. `None` if its path is invalid.
    pub fn file(&self, file: &FileRef) -> Option<AnswerFile> {
        let snapshot = self.snapshot;
        let relative = match file {
            FileRef::Document => {
                return Some(AnswerFile { uri: Url::clone(&snapshot.uri), version: Some(snapshot.version) });
            }
            FileRef::Path(path) => path,
        };
        let full = resolve(snapshot.folder()?, relative)?;
        let state = self.session.lock();
        if let Some((uri, document)) = state.documents.entry_at(&full) {
            return Some(AnswerFile { uri: uri.clone(), version: Some(document.version) });
        }
        let uri = Url::from_file_path(full).ok()?;
        Some(AnswerFile { uri, version: None })
    }

    /// Converts a byte range of a file. `None` if the file cannot be read.
    pub fn range_in(&self, file: &FileRef, range: &Range<usize>) -> Option<lsp_types::Range> {
        let path = match file {
            FileRef::Document => return Some(protocol_range(self.text(), range)),
            FileRef::Path(path) => path,
        };
        let parse = |_: &str, text: &Arc<str>| Lines { text: Arc::clone(text), index: LineIndex::new(text) };
        let lines = self.files.parsed::<Lines>(path, parse)?;
        let at = |offset| protocol_position(lines.index.position(&lines.text, offset));
        Some(lsp_types::Range::new(at(range.start), at(range.end)))
    }

    pub fn location(&self, range: &FileRange) -> Option<Location> {
        let protocol_range = self.range_in(&range.file, &range.range)?;
        Some(Location::new(self.file(&range.file)?.uri, protocol_range))
    }

    /// Returns a link to a declaration from the range of the name that refers to it.
    pub fn location_link(&self, origin: &Range<usize>, target: &NavigationTarget) -> Option<LocationLink> {
        Some(LocationLink {
            origin_selection_range: Some(protocol_range(self.text(), origin)),
            target_uri: self.file(&target.file)?.uri,
            target_range: self.range_in(&target.file, &target.full_range)?,
            target_selection_range: self.range_in(&target.file, &target.focus_range)?,
        })
    }

    /// Whether a file may be edited: the document itself, another open document, or a file in an open folder.
    pub fn may_edit(&self, file: &AnswerFile) -> bool {
        if file.version.is_some() {
            return true;
        }
        let path = convert::path(&file.uri);
        path.is_some_and(|path| self.session.lock().folders.relative(&path).is_some())
    }
}
