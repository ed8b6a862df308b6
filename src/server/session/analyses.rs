//! The analyses of open documents: each version of a text is parsed once, for all requests about it.
//!
//! An analysis is kept until its document, or something else on which it depends, changes. Memory is bounded: the least
//! recently used analyses are dropped first.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, Weak};

use self_cell::self_cell;
use tower_lsp::lsp_types::Url;

use crate::languages::analysis::Analysis;
use crate::languages::text::Text;
use crate::languages::{FileProvider, Language, Options, Source};

use crate::server::session::dependencies::Dependencies;

/// The maximum number of analyses that are kept: enough for the visible documents, and some more.
const MAX_ANALYSES: usize = 32;

/// The maximum size of the texts whose analyses are kept, in bytes. A larger text is kept, but no other one beside it.
const MAX_BYTES: usize = 4 << 20;

/// The input of an analysis.
pub struct Input {
    pub language: Language,
    pub text: Arc<Text>,
    pub file_name: String,
    pub files: Arc<dyn FileProvider>,
    pub options: Options,
}

type Borrowed<'a> = Box<dyn Analysis + 'a>;

self_cell!(
    /// An analysis with the text and the files that it borrows.
    struct Parsed {
        owner: Input,
        #[covariant]
        dependent: Borrowed,
    }
);

/// An analysis that is created for the first request.
pub struct SharedAnalysis {
    text: Weak<Text>,
    options: Options,
    bytes: usize,
    dependencies: Arc<Dependencies>,
    parsed: OnceLock<Parsed>,
}

impl SharedAnalysis {
    pub fn new(text: &Arc<Text>, options: Options, dependencies: Arc<Dependencies>) -> Self {
        let bytes = text.as_str().len();
        Self { text: Arc::downgrade(text), options, bytes, dependencies, parsed: OnceLock::new() }
    }

    /// Returns the analysis. The first call parses the text; concurrent calls wait for it.
    pub fn get_or_parse(&self, input: impl FnOnce() -> Input) -> &dyn Analysis {
        let parsed = self.parsed.get_or_init(|| {
            Parsed::new(input(), |input| {
                let Input { language, text, file_name, files, options } = input;
                let source = Source { text: text.as_str(), file_name, files: &**files, options: *options };
                language.analyze(&source)
            })
        });
        &**parsed.borrow_dependent()
    }

    /// Returns what the results so far depend on.
    pub fn dependencies(&self) -> &Arc<Dependencies> {
        &self.dependencies
    }
}

#[derive(Default)]
pub struct Analyses {
    kept: HashMap<Url, Kept>,
    uses: u64,
}

struct Kept {
    analysis: Arc<SharedAnalysis>,
    /// The value of `uses` when it was last used.
    last_use: u64,
}

impl Analyses {
    /// Returns the analysis of a document if it is of this text and was created with these options.
    pub fn get(&mut self, uri: &Url, text: &Arc<Text>, options: Options) -> Option<Arc<SharedAnalysis>> {
        let kept = self.kept.get_mut(uri)?;
        self.uses += 1;
        kept.last_use = self.uses;
        let is_current = kept.analysis.text.as_ptr() == Arc::as_ptr(text) && kept.analysis.options == options;
        is_current.then(|| Arc::clone(&kept.analysis))
    }

    /// Keeps an analysis, in place of an earlier one of the document.
    pub fn insert(&mut self, uri: &Url, analysis: &Arc<SharedAnalysis>) {
        self.uses += 1;
        self.kept.insert(uri.clone(), Kept { analysis: Arc::clone(analysis), last_use: self.uses });
        while self.kept.len() > MAX_ANALYSES || (self.kept.len() > 1 && self.bytes() > MAX_BYTES) {
            let oldest = self.kept.iter().min_by_key(|(_, kept)| kept.last_use).map(|(uri, _)| uri.clone());
            oldest.map(|uri| self.kept.remove(&uri));
        }
    }

    /// Drops the analysis of a document that was changed or closed.
    pub fn remove(&mut self, uri: &Url) {
        self.kept.remove(uri);
    }

    /// Drops an analysis that turned out to be outdated, unless it has been replaced already.
    pub fn remove_outdated(&mut self, uri: &Url, outdated: &Arc<SharedAnalysis>) {
        if self.kept.get(uri).is_some_and(|kept| Arc::ptr_eq(&kept.analysis, outdated)) {
            self.kept.remove(uri);
        }
    }

    /// Drops the analysis with these dependencies, if it is kept.
    pub fn dependency_changed(&mut self, dependencies: &Arc<Dependencies>) {
        let uri = dependencies.document();
        if self.kept.get(uri).is_some_and(|kept| Arc::ptr_eq(kept.analysis.dependencies(), dependencies)) {
            self.kept.remove(uri);
        }
    }

    pub fn clear(&mut self) {
        self.kept.clear();
    }

    fn bytes(&self) -> usize {
        self.kept.values().map(|kept| kept.analysis.bytes).sum()
    }
}
