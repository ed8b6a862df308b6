//! An immutable snapshot of an open document.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::languages::Language;
use crate::languages::text::Text;

use crate::server::session::active_session::State;
use crate::server::session::documents::Document;
use crate::server::settings::Settings;

/// An open document at one moment.
#[derive(Clone)]
pub struct DocumentSnapshot {
    pub uri: Arc<Url>,
    pub version: i32,
    pub text: Arc<Text>,
    pub language: Language,
    pub file_name: String,
    /// The settings at that moment.
    pub settings: Arc<Settings>,
    path: Option<Arc<Path>>,
}

impl DocumentSnapshot {
    /// Creates a snapshot. `None` if the document is not open, or its language is not supported.
    pub fn of_open(state: &State, uri: &Url) -> Option<Self> {
        let (uri, document) = state.documents.entry(uri)?;
        let (language, file_name) = supported(uri, document, &state.settings).ok()?;
        Some(Self {
            uri: Arc::clone(uri),
            version: document.version,
            text: Arc::clone(&document.text),
            language,
            file_name,
            path: document.path.clone(),
            settings: Arc::clone(&state.settings),
        })
    }

    /// Returns the language of an open document, if it is supported.
    pub fn language_of(state: &State, uri: &Url) -> Option<Language> {
        let (language, _) = supported(uri, state.documents.get(uri)?, &state.settings).ok()?;
        Some(language)
    }

    /// Returns the reason why an open document is not analyzed, if it is not.
    pub fn why_unsupported(state: &State, uri: &Url) -> Option<&'static str> {
        supported(uri, state.documents.get(uri)?, &state.settings).err()
    }

    /// Returns the name under which diagnostics are published: the one in the settings, otherwise the name that the
    /// language's own server uses, because users of its clients filter by it.
    pub fn publisher(&self) -> &str {
        let of_language = match self.language {
            Language::Dockerfile | Language::Compose | Language::Bake => "docker-language-server",
            Language::Terraform => "Terraform",
        };
        self.settings.diagnostic_source().unwrap_or(of_language)
    }

    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Returns the folder that contains the document, if it is a file.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref()?.parent()
    }
}

/// Returns the language and the file name of a document.
///
/// # Errors
/// Returns the reason why the document is not analyzed.
fn supported(uri: &Url, document: &Document, settings: &Settings) -> Result<(Language, String), &'static str> {
    let file_name = file_name(uri, document.path.as_deref());
    match Language::detect(&document.language_identifier, &file_name) {
        None => Err("neither its language identifier nor its file name is that of a supported language"),
        Some(Language::Compose) if !settings.support_compose => {
            Err("the setting `dockercomposeExperimental.composeSupport` is false")
        }
        Some(language) => Ok((language, file_name)),
    }
}

/// Returns the last part of the document's path or, if the document is not a file, of its URI.
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
