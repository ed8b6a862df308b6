//! Searches the declarations of open documents and of the files of supported languages in the open folders.

use std::any::TypeId;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{SymbolInformation, Url};

use crate::languages::answers::Symbol;
use crate::languages::text::Text;
use crate::languages::{Language, Source};
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::symbols::flat;
use crate::server::snapshot::document_snapshot::DocumentSnapshot;
use crate::server::snapshot::module_calls;
use crate::server::snapshot::workspace_search::workspace_files;
use crate::workspace::file_cache::Request;
use crate::workspace::reach::Reach;

/// The declarations of a file that is not open.
struct Declarations {
    text: Text,
    symbols: Vec<Symbol>,
}

/// Returns the symbols whose names contain `query`, which is in lower case. Symbols of open documents come first. Ends
/// early when `should_continue` returns false. Waits for the disk.
pub fn workspace_symbols(
    handle: &SessionHandle,
    query: &str,
    limit: usize,
    should_continue: impl Fn() -> bool,
) -> Vec<SymbolInformation> {
    let matches = |symbol: &Symbol| query.is_empty() || symbol.name.to_lowercase().contains(query);
    let mut found = Vec::new();
    let mut searched = BTreeSet::new();
    for snapshot in open_documents(handle) {
        if found.len() >= limit || !should_continue() {
            break;
        }
        searched.extend(snapshot.path().map(Path::to_path_buf));
        found.extend(snapshot.answer(handle, |document| {
            flat(&snapshot.uri, document.text(), &document.analysis.workspace_symbols(), matches)
        }));
    }
    // An empty query matches names in every file, so the index is not needed.
    let index = (!query.is_empty()).then(|| module_calls::update_all(&handle.session, None, &should_continue));
    let may_match = |path: &Path, language| {
        let index = index.as_ref().filter(|_| language == Language::Terraform);
        index.is_none_or(|index| index.may_have_name(path, query))
    };
    let reach = Reach::new(&handle.session.lock().folders.clone(), None);
    for (path, language) in workspace_files(&handle.session).iter() {
        if found.len() >= limit || !should_continue() {
            break;
        }
        let is_skipped = searched.contains(path) || !may_match(path, *language);
        let declarations = if is_skipped { None } else { declarations(handle, path, *language, &reach) };
        if let (Some(declarations), Ok(uri)) = (declarations, Url::from_file_path(path)) {
            found.extend(flat(&uri, &declarations.text, &declarations.symbols, matches));
        }
    }
    found.truncate(limit);
    found
}

fn open_documents(handle: &SessionHandle) -> Vec<DocumentSnapshot> {
    let state = handle.session.lock();
    let mut uris: Vec<&Arc<Url>> = state.documents.uris().collect();
    uris.sort_unstable();
    uris.into_iter().filter_map(|uri| DocumentSnapshot::of_open(&state, uri)).collect()
}

/// Returns the declarations of a file, which are kept until the file changes.
fn declarations(
    handle: &SessionHandle,
    path: &PathBuf,
    language: Language,
    reach: &Reach,
) -> Option<Arc<Declarations>> {
    let files = &handle.session.files;
    let is_watched = handle.session.is_watched(&handle.session.lock(), path);
    let text = files.read(Request { path, open: None, is_watched }, || reach)?;
    let facts = files.facts(path, TypeId::of::<Declarations>(), &text, || {
        let file_name = path.file_name().unwrap_or_default().to_string_lossy();
        // The declarations do not depend on other files.
        let symbols = language.analyze(&Source::alone(&file_name, &text)).workspace_symbols();
        Arc::new(Declarations { text: Text::new(text.to_string()), symbols })
    });
    facts.downcast().ok()
}
