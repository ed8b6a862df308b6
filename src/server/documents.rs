//! The open documents: their texts, versions and languages. Nothing here awaits.

use std::collections::HashMap;

use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url, VersionedTextDocumentIdentifier};

use crate::languages::text::Text;

use super::convert;

#[derive(Debug)]
pub struct Document {
    /// The identifier that the client gave; not only ours.
    pub language_identifier: String,
    pub version: i32,
    pub text: Text,
}

#[derive(Debug, Default)]
pub struct Documents {
    open: HashMap<Url, Document>,
}

impl Documents {
    /// Opening a document that is open replaces it.
    pub fn open(&mut self, item: TextDocumentItem) {
        let TextDocumentItem { uri, language_id, version, text } = item;
        self.open.insert(uri, Document { language_identifier: language_id, version, text: Text::new(text) });
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
                Some(range) => document.text.replace(convert::range(range), &change.text),
                None => document.text = Text::new(change.text),
            }
        }
        Some(document)
    }

    pub fn close(&mut self, uri: &Url) -> Option<Document> {
        self.open.remove(uri)
    }

    #[cfg(feature = "testing")]
    pub fn get(&self, uri: &Url) -> Option<&Document> {
        self.open.get(uri)
    }
}
