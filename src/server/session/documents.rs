//! The open documents: their texts, versions and languages. Nothing here awaits.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url, VersionedTextDocumentIdentifier};

use crate::languages::text::Text;

use crate::server::protocol::convert;

#[derive(Debug)]
pub struct Document {
    /// The identifier that the client gave; not only ours.
    pub language_identifier: String,
    pub version: i32,
    /// Shared with whoever reads it: an edit copies it only while somebody does. Every text is another one.
    pub text: Arc<Text>,
    pub path: Option<PathBuf>,
}

#[derive(Debug, Default)]
pub struct Documents {
    open: HashMap<Url, Document>,
}

impl Documents {
    /// Opening a document that is open replaces it.
    pub fn open(&mut self, item: TextDocumentItem) {
        let TextDocumentItem { uri, language_id, version, text } = item;
        let path = convert::path(&uri);
        let text = Arc::new(Text::new(text));
        self.open.insert(uri, Document { language_identifier: language_id, version, text, path });
    }

    /// Applies the changes in their order. Returns the document, or `None` when it is not open.
    pub fn change(
        &mut self,
        identifier: &VersionedTextDocumentIdentifier,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) -> Option<&Document> {
        let document = self.open.get_mut(&identifier.uri)?;
        document.version = identifier.version;
        for change in changes {
            match change.range {
                Some(range) => Arc::make_mut(&mut document.text).replace(convert::range(range), &change.text),
                None => document.text = Arc::new(Text::new(change.text)),
            }
        }
        Some(document)
    }

    pub fn close(&mut self, uri: &Url) -> Option<Document> {
        self.open.remove(uri)
    }

    pub fn get(&self, uri: &Url) -> Option<&Document> {
        self.open.get(uri)
    }

    pub fn uris(&self) -> impl Iterator<Item = &Url> {
        self.open.keys()
    }

    /// The open documents that are files.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &Document)> {
        self.open.values().filter_map(|document| Some((document.path.as_deref()?, document)))
    }

    /// The open documents that are files in `directory`, or below it.
    pub fn within(&self, directory: &Path) -> impl Iterator<Item = (&Path, &Arc<Text>)> {
        let files = self.files().map(|(path, document)| (path, &document.text));
        files.filter(move |(path, _)| path.starts_with(directory))
    }

    /// The open document that is the file at `path`.
    pub fn at(&self, path: &Path) -> Option<&Document> {
        self.entry_at(path).map(|(_, document)| document)
    }

    /// The open document that is the file at `path`, with its URI.
    pub fn entry_at(&self, path: &Path) -> Option<(&Url, &Document)> {
        self.open.iter().find(|(_, document)| document.path.as_deref() == Some(path))
    }
}
