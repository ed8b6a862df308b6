//! Asks the language of a document for results, in the background, with the analysis that is kept for its text.

use std::sync::{Arc, Weak};

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{Url, error_codes};

use crate::languages::text::Text;

use crate::server::context::SessionHandle;
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::Explanation;
use crate::server::session::active_session::ActiveSession;
use crate::server::session::analyses::{Input, SharedAnalysis};
use crate::server::snapshot::analyzed_document::AnalyzedDocument;
use crate::server::snapshot::document_snapshot::DocumentSnapshot;
use crate::server::snapshot::sibling_files::SiblingFiles;
use crate::server::work::background::{BackgroundError, CancellationToken, Task};

impl DocumentSnapshot {
    /// Asks the language a question in the background, because files may be read.
    ///
    /// # Errors
    /// Fails if there is no answer in time.
    pub async fn ask<R: Send + 'static>(
        &self,
        handle: &SessionHandle,
        context: RequestContext,
        question: impl FnOnce(&AnalyzedDocument) -> R + Send + 'static,
    ) -> std::result::Result<R, BackgroundError> {
        let (snapshot, owner) = (self.clone(), handle.clone());
        let ask = move |_: &CancellationToken| snapshot.answer(&owner, question);
        handle.server.run_in_background((Task::Analysis, self.uri.as_str()), context, ask).await
    }

    /// Asks the language a question on this thread. Waits for the disk.
    pub fn answer<R>(&self, handle: &SessionHandle, question: impl FnOnce(&AnalyzedDocument) -> R) -> R {
        let SessionHandle { server, session } = handle;
        #[cfg(feature = "testing")]
        crate::server::testing_hooks::trouble_if_requested(self.text.as_str(), || {
            session.lock().documents.has_text(&self.uri, &self.text)
        });
        let (shared_analysis, files) = self.analysis(session);
        let dependencies = shared_analysis.dependencies();
        let analysis = shared_analysis.get_or_parse(|| {
            server.count_parse();
            Input {
                language: self.language,
                text: Arc::clone(&self.text),
                file_name: self.file_name.clone(),
                files: Arc::new(SiblingFiles::new(session, self.path(), Arc::clone(dependencies))),
                options: self.settings.options,
            }
        });
        question(&AnalyzedDocument { snapshot: self, analysis, files: &files, dependencies, session })
    }

    /// Returns the analysis that is kept for this text, or a new one that is kept from now on, with the files around
    /// it.
    fn analysis(&self, session: &Arc<ActiveSession>) -> (Arc<SharedAnalysis>, SiblingFiles) {
        let files_of =
            |analysis: &SharedAnalysis| SiblingFiles::new(session, self.path(), Arc::clone(analysis.dependencies()));
        let kept = session.lock().analyses.get(&self.uri, &self.text, self.settings.options);
        if let Some(kept) = kept {
            let files = files_of(&kept);
            if files.are_unchanged() {
                return (kept, files);
            }
            session.lock().analyses.remove_outdated(&self.uri, &kept);
        }
        let state = &mut *session.lock();
        // Another thread may have inserted one in the meantime.
        if let Some(inserted) = state.analyses.get(&self.uri, &self.text, self.settings.options) {
            let files = files_of(&inserted);
            return (inserted, files);
        }
        let analysis =
            Arc::new(SharedAnalysis::new(&self.text, self.settings.options, state.dependencies.create(&self.uri)));
        let is_current = state.documents.has_text(&self.uri, &self.text);
        if is_current && state.settings.options == self.settings.options {
            state.analyses.insert(&self.uri, &analysis);
        }
        let files = files_of(&analysis);
        (analysis, files)
    }
}

impl SessionHandle {
    /// Asks the language a question about a document, for the request that is being handled. Returns the default if the
    /// document is not open, or its language is not supported.
    ///
    /// # Errors
    /// Fails if the document changes in the meantime, because the answer would be for another text, or if there is no
    /// answer.
    pub async fn ask<R: Default + Send + 'static>(
        &self,
        uri: &Url,
        question: impl FnOnce(&AnalyzedDocument) -> R + Send + 'static,
    ) -> Result<R> {
        let snapshot = DocumentSnapshot::of_open(&self.session.lock(), uri);
        let Some(reference) = snapshot.as_ref().map(Reference::new) else {
            if self.session.lock().documents.get(uri).is_none() {
                self.server.trace.explain(|| Explanation::new("a request has no result: its document is not open"));
            }
            return Ok(R::default());
        };
        drop(snapshot);
        let answer = reference.ask(self, RequestContext::current(), question).await?;
        answer.ok_or_else(content_modified)
    }

    /// Checks after a wait that a document still has the text for which an answer was computed.
    ///
    /// # Errors
    /// Fails if it has another text, or was closed.
    pub fn check_current(&self, uri: &Url, text: &Arc<Text>) -> Result<()> {
        let snapshot = DocumentSnapshot::of_open(&self.session.lock(), uri);
        let is_current = snapshot.is_some_and(|snapshot| Arc::ptr_eq(&snapshot.text, text));
        if is_current { Ok(()) } else { Err(content_modified()) }
    }
}

fn content_modified() -> Error {
    Error {
        code: ErrorCode::ServerError(error_codes::CONTENT_MODIFIED),
        message: "the document changed before the answer was ready".into(),
        data: None,
    }
}

/// A document with the text that it had when a request was received. Does not keep the text alive: many requests may
/// wait while the document is edited, and only those for the newest text are answered.
struct Reference {
    uri: Arc<Url>,
    text: Weak<Text>,
}

impl Reference {
    fn new(snapshot: &DocumentSnapshot) -> Self {
        Self { uri: Arc::clone(&snapshot.uri), text: Arc::downgrade(&snapshot.text) }
    }

    /// Returns the document, unless its text has changed.
    fn snapshot(&self, session: &ActiveSession) -> Option<DocumentSnapshot> {
        let snapshot = DocumentSnapshot::of_open(&session.lock(), &self.uri);
        snapshot.filter(|snapshot| Arc::as_ptr(&snapshot.text) == self.text.as_ptr())
    }

    /// Asks the language a question like [`DocumentSnapshot::ask`]. `None` if the document is edited in the meantime.
    ///
    /// # Errors
    /// Fails if there is no answer in time.
    async fn ask<R: Send + 'static>(
        self,
        handle: &SessionHandle,
        context: RequestContext,
        question: impl FnOnce(&AnalyzedDocument) -> R + Send + 'static,
    ) -> std::result::Result<Option<R>, BackgroundError> {
        let (uri, owner) = (Arc::clone(&self.uri), handle.clone());
        let ask = move |_: &CancellationToken| {
            let snapshot = self.snapshot(&owner.session)?;
            let answer = snapshot.answer(&owner, question);
            drop(snapshot);
            self.snapshot(&owner.session).map(|_| answer)
        };
        handle.server.run_in_background((Task::Analysis, uri.as_str()), context, ask).await
    }
}
