//! The open documents: their texts, versions and languages.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use tower_lsp::lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Url, VersionedTextDocumentIdentifier};

use crate::languages::text::Text;

use crate::server::protocol::convert;

#[derive(Debug)]
pub struct Document {
    /// The language identifier that the client states. It may differ from the detected language.
    pub language_identifier: String,
    pub version: i32,
    /// Shared with readers: an edit copies the text only while there are readers. Each version has its own `Arc`.
    pub text: Arc<Text>,
    pub path: Option<Arc<Path>>,
}

#[derive(Debug, Default)]
pub struct Documents {
    open: HashMap<Arc<Url>, Document>,
    /// The documents that are files, by folder.
    folders: BTreeMap<Box<Path>, Folder>,
}

/// The open files in a folder, sorted by path. Most folders have one, so this is not a map.
#[derive(Debug, Default)]
struct Folder(Vec<OpenFile>);

#[derive(Debug)]
struct OpenFile {
    path: Arc<Path>,
    /// The documents that are this file. The one that was opened last is used.
    uris: Vec<Arc<Url>>,
}

impl Folder {
    /// Returns the index of a file, or the index at which to insert it.
    fn position(&self, path: &Path) -> Result<usize, usize> {
        self.0.binary_search_by(|file| (*file.path).cmp(path))
    }

    fn get(&self, path: &Path) -> Option<&OpenFile> {
        self.position(path).ok().map(|at| &self.0[at])
    }

    fn add(&mut self, path: &Arc<Path>, uri: &Arc<Url>) {
        match self.position(path) {
            Ok(at) => self.0[at].uris.push(Arc::clone(uri)),
            Err(at) => {
                if self.0.is_empty() {
                    self.0.reserve_exact(1);
                }
                self.0.insert(at, OpenFile { path: Arc::clone(path), uris: vec![Arc::clone(uri)] });
            }
        }
    }

    fn remove(&mut self, path: &Path, uri: &Url) {
        let Ok(at) = self.position(path) else { return };
        let uris = &mut self.0[at].uris;
        uris.retain(|open| **open != *uri);
        if uris.is_empty() {
            self.0.remove(at);
        }
    }
}

impl Documents {
    /// Opens a document. If it is already open, replaces it.
    pub fn open(&mut self, item: TextDocumentItem) {
        let TextDocumentItem { uri, language_id, version, text } = item;
        let path: Option<Arc<Path>> = convert::path(&uri).map(Arc::from);
        let text = Arc::new(Text::new(text));
        self.close(&uri);
        let uri = Arc::new(uri);
        // The root of a file system has no folder, and is not a file.
        if let Some(path) = &path
            && let Some(folder) = path.parent()
        {
            self.folders.entry(folder.into()).or_default().add(path, &uri);
        }
        self.open.insert(uri, Document { language_identifier: language_id, version, text, path });
    }

    /// Applies the changes in order. Returns the document, or `None` if it is not open.
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

    pub fn close(&mut self, uri: &Url) {
        let Some(document) = self.open.remove(uri) else { return };
        let Some(path) = document.path.as_deref() else { return };
        let Some(folder) = path.parent() else { return };
        let Some(files) = self.folders.get_mut(folder) else { return };
        files.remove(path, uri);
        if files.0.is_empty() {
            self.folders.remove(folder);
        }
    }

    pub fn get(&self, uri: &Url) -> Option<&Document> {
        self.open.get(uri)
    }

    /// Returns an open document with the `Arc` of its URI, for other maps with the same key.
    pub fn entry(&self, uri: &Url) -> Option<(&Arc<Url>, &Document)> {
        self.open.get_key_value(uri)
    }

    /// Whether a document is open with exactly this version of its text.
    pub fn has_text(&self, uri: &Url, text: &Arc<Text>) -> bool {
        self.get(uri).is_some_and(|document| Arc::ptr_eq(&document.text, text))
    }

    pub fn uris(&self) -> impl Iterator<Item = &Arc<Url>> {
        self.open.keys()
    }

    /// Returns the open documents that are files.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &Document)> {
        self.open.values().filter_map(|document| Some((document.path.as_deref()?, document)))
    }

    /// Returns the paths of the open documents that are files in a folder.
    pub fn paths_in(&self, folder: &Path) -> impl Iterator<Item = &Path> {
        self.folders.get(folder).into_iter().flat_map(|files| files.0.iter().map(|file| &*file.path))
    }

    /// Returns the open documents that are files in `directory`, or below it.
    pub fn within(&self, directory: &Path) -> impl Iterator<Item = (&Path, &Arc<Text>)> {
        let folders = self.folders.range::<Path, _>((Bound::Included(directory), Bound::Unbounded));
        let within = folders.take_while(move |(folder, _)| folder.starts_with(directory));
        within.flat_map(|(_, files)| &files.0).filter_map(|file| {
            let (_, document) = self.newest(file)?;
            Some((&*file.path, &document.text))
        })
    }

    /// Returns the open document that is the file at `path`.
    pub fn at(&self, path: &Path) -> Option<&Document> {
        self.entry_at(path).map(|(_, document)| document)
    }

    /// Returns the open document that is the file at `path`, with its URI.
    pub fn entry_at(&self, path: &Path) -> Option<(&Url, &Document)> {
        self.newest(self.folders.get(path.parent()?)?.get(path)?)
    }

    fn newest(&self, file: &OpenFile) -> Option<(&Url, &Document)> {
        let (uri, document) = self.entry(file.uris.last()?)?;
        Some((uri, document))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn open(documents: &mut Documents, uri: &str, text: &str) {
        let uri = Url::parse(uri).expect("it is a URI");
        documents.open(TextDocumentItem { uri, language_id: String::new(), version: 1, text: text.to_owned() });
    }

    fn close(documents: &mut Documents, uri: &str) {
        documents.close(&Url::parse(uri).expect("it is a URI"));
    }

    fn text(documents: &Documents, path: &str) -> Option<String> {
        documents.at(Path::new(path)).map(|document| document.text.as_str().to_owned())
    }

    fn within(documents: &Documents, directory: &str) -> Vec<String> {
        documents.within(Path::new(directory)).map(|(path, _)| path.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn documents_are_found_by_their_paths_and_folders() {
        let mut documents = Documents::default();
        for path in ["w/a", "w/b/c", "w/b/d/e", "w/b.f", "x"] {
            open(&mut documents, &format!("file:///{path}"), path);
        }
        open(&mut documents, "untitled:w/b/g", "no file");
        assert_eq!(text(&documents, "/w/b/c").as_deref(), Some("w/b/c"));
        assert_eq!(text(&documents, "/w/b"), None);
        assert_eq!(within(&documents, "/w/b"), ["/w/b/c", "/w/b/d/e"]);
        let paths: Vec<_> = documents.paths_in(Path::new("/w")).collect();
        assert_eq!(paths, [Path::new("/w/a"), Path::new("/w/b.f")]);
        close(&mut documents, "file:///w/b/c");
        assert_eq!(text(&documents, "/w/b/c"), None);
        assert_eq!(within(&documents, "/w/b"), ["/w/b/d/e"]);
        close(&mut documents, "file:///w/b/d/e");
        assert!(within(&documents, "/w/b").is_empty());
        assert_eq!(documents.folders.len(), 2, "no empty folder stays");
    }

    #[test]
    fn the_uri_opened_last_counts_for_a_file_until_it_is_closed() {
        let mut documents = Documents::default();
        let (first, second) = ("file:///w/a", "file:///w/%61");
        open(&mut documents, first, "first");
        open(&mut documents, second, "second");
        assert_eq!(text(&documents, "/w/a").as_deref(), Some("second"));
        open(&mut documents, first, "first again");
        assert_eq!(text(&documents, "/w/a").as_deref(), Some("first again"));
        close(&mut documents, first);
        assert_eq!(text(&documents, "/w/a").as_deref(), Some("second"));
        close(&mut documents, second);
        assert_eq!(text(&documents, "/w/a"), None);
    }
}
