//! An immutable snapshot of an open document, and its analysis. The only place that calls a language for the server.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{Position, Range, Url, error_codes};

use crate::languages::analysis::Analysis;
use crate::languages::text::Text;
use crate::languages::{FileProvider, Language, Options};

use crate::server::background::{Task, Unanswered, Wanted};
use crate::server::context::SessionHandle;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::analyses::{Input, SharedAnalysis};
use crate::server::session::dependencies::Dependencies;
use crate::server::session::documents::Document;
use crate::server::session::{Session, State};
use crate::server::sibling_files::SiblingFiles;

/// What the client wants of the languages.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub options: Options,
    /// Whether Compose files are supported at all.
    pub compose: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { options: Options::default(), compose: true }
    }
}

#[derive(Clone)]
pub struct DocumentSnapshot {
    pub uri: Url,
    pub version: i32,
    pub text: Arc<Text>,
    pub language: Language,
    file_name: String,
    path: Option<PathBuf>,
    options: Options,
}

impl DocumentSnapshot {
    /// `None` for a document of no supported language.
    pub fn new(uri: &Url, document: &Document, settings: Settings) -> Option<Self> {
        let file_name = file_name(uri, document.path.as_deref());
        let language = Language::detect(&document.language_identifier, &file_name)?;
        (settings.compose || language != Language::Compose).then(|| Self {
            uri: uri.clone(),
            version: document.version,
            text: Arc::clone(&document.text),
            language,
            file_name,
            path: document.path.clone(),
            options: settings.options,
        })
    }

    /// The name under which the language's own server publishes, and for which its clients' users filter.
    pub fn publisher(&self) -> &'static str {
        match self.language {
            Language::Dockerfile | Language::Compose | Language::Bake => "docker-language-server",
            Language::Terraform => "Terraform",
        }
    }

    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The folder in which the document lies, if it is a file.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref()?.parent()
    }

    /// Asks the language a question, away from the messages, as files may be read.
    ///
    /// # Errors
    /// When there is no answer, or not in time.
    pub async fn ask<R: Send + 'static>(
        &self,
        handle: &SessionHandle,
        context: RequestContext,
        question: impl FnOnce(&AnalyzedDocument) -> R + Send + 'static,
    ) -> std::result::Result<R, Unanswered> {
        let (snapshot, owner) = (self.clone(), handle.clone());
        let ask = move |_: &Wanted| snapshot.answer(&owner, question);
        handle.server.run_beside((Task::Analysis, self.uri.as_str()), context, ask).await
    }

    /// What the language answers. Waits for the disk.
    pub fn answer<R>(&self, handle: &SessionHandle, question: impl FnOnce(&AnalyzedDocument) -> R) -> R {
        let SessionHandle { server, session } = handle;
        #[cfg(feature = "testing")]
        crate::server::handlers::testing::trouble_if_asked(self, session);
        let shared_analysis = self.analysis(session);
        let dependencies = shared_analysis.dependencies();
        let files = SiblingFiles::new(session, self.path.as_deref(), Arc::clone(dependencies));
        let analysis = shared_analysis.get_or_parse(|| {
            server.count_parse();
            Input {
                language: self.language,
                text: Arc::clone(&self.text),
                file_name: self.file_name.clone(),
                files: Arc::new(SiblingFiles::new(session, self.path.as_deref(), Arc::clone(dependencies))),
                options: self.options,
            }
        });
        let client = Arc::clone(&session.lock().client);
        question(&AnalyzedDocument { snapshot: self, analysis, files: &files, dependencies, session, client: &client })
    }

    /// The analysis that is kept for this text, or a new one that is kept from now on.
    fn analysis(&self, session: &Arc<Session>) -> Arc<SharedAnalysis> {
        let kept = session.lock().analyses.get(&self.uri, &self.text);
        if let Some(kept) = kept {
            let files = SiblingFiles::new(session, self.path.as_deref(), Arc::clone(kept.dependencies()));
            if files.are_unchanged() {
                return kept;
            }
            session.lock().analyses.remove_outdated(&self.uri, &kept);
        }
        let state = &mut *session.lock();
        // Another thread may have begun meanwhile.
        if let Some(begun) = state.analyses.get(&self.uri, &self.text) {
            return begun;
        }
        let analysis = Arc::new(SharedAnalysis::new(&self.text, state.dependencies.create(&self.uri)));
        let document = state.documents.get(&self.uri);
        if document.is_some_and(|document| Arc::ptr_eq(&document.text, &self.text)) {
            state.analyses.insert(&self.uri, &analysis);
        }
        analysis
    }
}

/// A document and its analysis, while a question is answered.
#[derive(Clone, Copy)]
pub struct AnalyzedDocument<'a> {
    pub snapshot: &'a DocumentSnapshot,
    pub analysis: &'a dyn Analysis,
    pub files: &'a dyn FileProvider,
    pub dependencies: &'a Arc<Dependencies>,
    pub session: &'a Session,
    pub client: &'a ClientCapabilities,
}

impl AnalyzedDocument<'_> {
    pub fn text(&self) -> &Text {
        &self.snapshot.text
    }

    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> usize {
        self.text().offset(convert::position(position))
    }

    /// The bytes of a range, which may be given backwards.
    pub fn byte_range(&self, range: Range) -> std::ops::Range<usize> {
        convert::byte_range(self.text(), range)
    }
}

impl SessionHandle {
    /// Asks the language a question about a document, for the request that is being handled. The default where the
    /// document is not open, or of no supported language.
    ///
    /// # Errors
    /// When the document is changed meanwhile, as the answer would be for another text, and when there is no answer.
    pub async fn ask<R: Default + Send + 'static>(
        &self,
        uri: &Url,
        question: impl FnOnce(&AnalyzedDocument) -> R + Send + 'static,
    ) -> Result<R> {
        let reference = self.session.lock().snapshot(uri).as_ref().map(Reference::new);
        let Some(reference) = reference else { return Ok(R::default()) };
        let answer = reference.ask(self, RequestContext::current(), question).await.map_err(Unanswered::error)?;
        let content_modified = || Error {
            code: ErrorCode::ServerError(error_codes::CONTENT_MODIFIED),
            message: "the document changed before the answer was ready".into(),
            data: None,
        };
        answer.ok_or_else(content_modified)
    }
}

/// A document in the text that it had when a request came. Does not keep the text: many requests may wait while it is
/// edited, and only those for the newest text are answered.
struct Reference {
    uri: Url,
    text: Weak<Text>,
}

impl Reference {
    fn new(snapshot: &DocumentSnapshot) -> Self {
        Self { uri: snapshot.uri.clone(), text: Arc::downgrade(&snapshot.text) }
    }

    /// The document, unless it has another text by now.
    fn snapshot(&self, state: &State) -> Option<DocumentSnapshot> {
        state.snapshot(&self.uri).filter(|snapshot| Arc::as_ptr(&snapshot.text) == self.text.as_ptr())
    }

    /// Asks the language a question as [`DocumentSnapshot::ask`] does. `None` where the document is edited meanwhile.
    ///
    /// # Errors
    /// When there is no answer, or not in time.
    async fn ask<R: Send + 'static>(
        self,
        handle: &SessionHandle,
        context: RequestContext,
        question: impl FnOnce(&AnalyzedDocument) -> R + Send + 'static,
    ) -> std::result::Result<Option<R>, Unanswered> {
        let (uri, owner) = (self.uri.clone(), handle.clone());
        let ask = move |_: &Wanted| {
            let snapshot = self.snapshot(&owner.session.lock())?;
            let answer = snapshot.answer(&owner, question);
            drop(snapshot);
            self.snapshot(&owner.session.lock()).map(|_| answer)
        };
        handle.server.run_beside((Task::Analysis, uri.as_str()), context, ask).await
    }
}

/// The last part of the document's path. A document that is no file has one too, if only a name.
fn file_name(uri: &Url, path: Option<&Path>) -> String {
    match path.and_then(Path::file_name) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => uri.path().rsplit('/').next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_is_no_file_has_a_name_too() {
        let table = [
            ("untitled:compose.yaml", "compose.yaml"),
            ("vscode-vfs://github/acme/app/Dockerfile", "Dockerfile"),
            ("untitled:", ""),
        ];
        for (uri, expected) in table {
            assert_eq!(Url::parse(uri).map(|uri| file_name(&uri, None)).as_deref(), Ok(expected), "{uri}");
        }
    }
}
