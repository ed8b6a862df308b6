//! An immutable snapshot of an open document.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::languages::Language;
use crate::languages::text::Text;

use crate::server::session::active_session::State;
use crate::server::session::documents::Document;
use crate::server::settings::Settings;

/// An open document at a moment.
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
    /// `None` if the document is not open, or of no supported language.
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

    /// The language of an open document, if it is a supported one.
    pub fn language_of(state: &State, uri: &Url) -> Option<Language> {
        let (language, _) = supported(uri, state.documents.get(uri)?, &state.settings).ok()?;
        Some(language)
    }

    /// Why an open document is not analyzed.
    pub fn why_unsupported(state: &State, uri: &Url) -> Option<&'static str> {
        supported(uri, state.documents.get(uri)?, &state.settings).err()
    }

    /// The name under which diagnostics are published: the one that is set, or that of the language's own server, which
    /// users of its clients filter by.
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

    /// The folder that contains the document, if it is a file.
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref()?.parent()
    }
}

/// The language and the file name of a document.
///
/// # Errors
/// The reason why the document is not analyzed.
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

/// The last part of the document's path. A document that is no file has a name, too.
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
