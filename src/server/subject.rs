//! One document as its language sees it: a text that stays as it is, and the files around it. The only place that
//! calls a language.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use tower_lsp::lsp_types::Url;

use crate::languages::text::Text;
use crate::languages::{FileProvider, Language, Options, Source};
use crate::telemetry::anonymise::Method;
use crate::workspace::reach::Reach;
use crate::workspace::resolve;

use super::Shared;
use super::background::{Task, Unanswered, Wanted};
use super::dependencies::Dependencies;
use super::documents::Document;
use super::session::{Session, State};
use super::work::Taken;

/// Files that may be read for one document: a Bake file of a large project names a Dockerfile for each of some hundred
/// targets, and each costs a look at the disk whenever the document is looked at.
const FILES: usize = 1_024;

/// What the client wants of the languages.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub options: Options,
    /// Whether Compose files are looked at at all.
    pub compose: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { options: Options::default(), compose: true }
    }
}

/// What something is done for: a message, and that it is being worked on.
#[derive(Clone)]
pub struct Occasion {
    pub method: Method,
    pub taken: Taken,
}

impl Occasion {
    /// The message that is being handled.
    pub fn current(method: &str) -> Self {
        Self { method: Method::of(method), taken: Taken::current() }
    }
}

#[derive(Clone)]
pub struct Subject {
    pub uri: Url,
    pub version: i32,
    pub text: Arc<Text>,
    language: Language,
    file_name: String,
    folder: Option<PathBuf>,
    options: Options,
}

impl Subject {
    /// `None` for a document of no language that gives diagnostics.
    pub fn of(uri: &Url, document: &Document, settings: Settings) -> Option<Self> {
        let file_name = file_name(uri, document.path.as_deref());
        let language = Language::detect(&document.language_identifier, &file_name)?;
        (settings.compose || language != Language::Compose).then(|| Self {
            uri: uri.clone(),
            version: document.version,
            text: Arc::clone(&document.text),
            language,
            file_name,
            folder: document.path.as_deref().and_then(Path::parent).map(Path::to_path_buf),
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

    /// The URI of a file by its path from the document's folder.
    pub fn file_uri(&self, path: &str) -> Option<Url> {
        Url::from_file_path(resolve(self.folder.as_deref()?, path)?).ok()
    }

    /// Puts a question to the language, away from the messages, as files may be read. Returns the answer and on which
    /// files it depends.
    ///
    /// # Errors
    /// When there is no answer, or not in time.
    pub async fn ask<R: Send + 'static>(
        &self,
        (shared, session): (&Arc<Shared>, &Arc<Session>),
        occasion: Occasion,
        question: impl FnOnce(&Self, Language, &Source) -> R + Send + 'static,
    ) -> Result<(R, Dependencies), Unanswered> {
        let (subject, session) = (self.clone(), Arc::clone(session));
        let ask = move |_: &Wanted| subject.answer(&session, question);
        shared.run_beside((Task::Analysis, self.uri.as_str()), occasion, ask).await
    }

    /// What the language says. Waits for the disk.
    fn answer<R>(&self, session: &Session, question: impl FnOnce(&Self, Language, &Source) -> R) -> (R, Dependencies) {
        #[cfg(feature = "testing")]
        super::testing::trouble_if_asked(self, session);
        let around = Around::new(self, session);
        let Self { text, file_name, options, .. } = self;
        let source = Source { text: text.as_str(), file_name, files: &around, options: *options };
        let answer = question(self, self.language, &source);
        let dependencies = std::mem::take(&mut *around.dependencies());
        (answer, dependencies)
    }
}

/// A document in the text in which a request is about it. Does not keep the text: many requests may wait while it is
/// edited, and only those for the newest text are answered.
pub struct Reference {
    uri: Url,
    text: Weak<Text>,
}

impl Reference {
    pub fn new(subject: &Subject) -> Self {
        Self { uri: subject.uri.clone(), text: Arc::downgrade(&subject.text) }
    }

    /// The document, unless it has another text by now.
    pub fn subject(&self, state: &State) -> Option<Subject> {
        state.subject(&self.uri).filter(|subject| Arc::as_ptr(&subject.text) == self.text.as_ptr())
    }

    /// Puts a question to the language as [`Subject::ask`] does. `None` where the document is edited meanwhile.
    ///
    /// # Errors
    /// When there is no answer, or not in time.
    pub async fn ask<R: Send + 'static>(
        self,
        (shared, session): (&Arc<Shared>, &Arc<Session>),
        occasion: Occasion,
        question: impl FnOnce(&Subject, Language, &Source) -> R + Send + 'static,
    ) -> Result<Option<R>, Unanswered> {
        let (uri, owner) = (self.uri.clone(), Arc::clone(session));
        let ask = move |_: &Wanted| {
            let subject = self.subject(&owner.lock())?;
            let (answer, _) = subject.answer(&owner, question);
            self.subject(&owner.lock()).map(|_| answer)
        };
        shared.run_beside((Task::Analysis, uri.as_str()), occasion, ask).await
    }
}

/// The last part of the document's path. A document that is no file has one too, if only a name.
fn file_name(uri: &Url, path: Option<&Path>) -> String {
    match path.and_then(Path::file_name) {
        Some(name) => name.to_string_lossy().into_owned(),
        None => uri.path().rsplit('/').next().unwrap_or_default().to_owned(),
    }
}

/// The files around a document: open ones as they are in the editor, the others from the disk.
struct Around<'a> {
    subject: &'a Subject,
    session: &'a Session,
    /// Made when the first file is read.
    reach: OnceLock<Reach>,
    dependencies: Mutex<Dependencies>,
}

impl FileProvider for Around<'_> {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        let path = resolve(self.subject.folder.as_deref()?, path)?;
        let mut dependencies = self.dependencies();
        if dependencies.file_count() >= FILES && !dependencies.has_file(&path) {
            return None;
        }
        dependencies.add_file(&path);
        let open = {
            let mut state = self.session.lock();
            // Noted before it is read, so that no change behind the reading is missed.
            if let Some(dependencies) = state.checks.dependencies(&self.subject.uri) {
                dependencies.add_file(&path);
            }
            state.documents.at(&path).map(|document| Arc::clone(&document.text))
        };
        #[cfg(feature = "testing")]
        super::testing::hang_if_asked(&path.to_string_lossy());
        open.map(|text| text.as_str().into()).or_else(|| self.reach().find(&path)?.read().map(Into::into))
    }

    fn entries(&self) -> Vec<String> {
        let Some(folder) = &self.subject.folder else { return Vec::new() };
        // Until the names are known, every file in the folder is a new one.
        self.note_names(folder, &BTreeSet::new());
        let names = self.reach().find(folder).map(|place| place.names()).unwrap_or_default();
        let mut paths: BTreeSet<PathBuf> = names.into_iter().map(|name| folder.join(name)).collect();
        let is_beside = |path: &&Path| path.parent() == Some(folder);
        paths.extend(
            self.session.lock().documents.within(folder).map(|(path, _)| path).filter(is_beside).map(Path::to_path_buf),
        );
        self.note_names(folder, &paths);
        self.dependencies().add_names(folder, paths.iter().cloned());
        paths.iter().filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect()
    }
}

impl<'a> Around<'a> {
    fn new(subject: &'a Subject, session: &'a Session) -> Self {
        Self { subject, session, reach: OnceLock::new(), dependencies: Mutex::default() }
    }

    fn dependencies(&self) -> MutexGuard<'_, Dependencies> {
        self.dependencies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reach(&self) -> &Reach {
        self.reach.get_or_init(|| {
            let folders = self.session.lock().folders.clone();
            Reach::new(&folders, self.subject.folder.as_deref())
        })
    }

    fn note_names(&self, folder: &Path, known: &BTreeSet<PathBuf>) {
        if let Some(dependencies) = self.session.lock().checks.dependencies(&self.subject.uri) {
            dependencies.add_names(folder, known.iter().cloned());
        }
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
