//! Every question that an editor can ask about a document, with a default answer for each.

use std::ops::Range;

use super::answers::{
    BuildName, BuildOccurrences, BuildReference, CodeLens, Completions, Definition, Diagnostic, DocumentLink, Edit,
    FileEdits, FileRange, FoldingRange, Highlight, Hover, ImageName, InlayHint, InlineCompletion, QuickFix,
    Refactoring, RenameAdditions, RenameTarget, SemanticToken, SignatureHelp, Symbol,
};

/// How an editor indents the lines of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormattingOptions {
    /// Columns of one indentation.
    pub tab_size: usize,
    /// Whether lines are indented with spaces instead of tabs.
    pub insert_spaces: bool,
}

impl Default for FormattingOptions {
    fn default() -> Self {
        Self { tab_size: 2, insert_spaces: true }
    }
}

/// A parsed document that answers questions. Each language implements it once.
///
/// Several threads may ask at once, so that what is computed on the first question is kept in a
/// [`OnceLock`](std::sync::OnceLock).
///
/// Offsets and ranges are in bytes of the document. Every method works on incomplete and invalid text; the default is
/// the answer of a language that has nothing to say.
pub trait Analysis: Send + Sync {
    /// The problems of the document, in the order of the text.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// Why parts of the document are not checked, in words that complete "not all is checked, because"; `None` if
    /// everything is.
    fn unchecked_reason(&self) -> Option<&'static str> {
        None
    }

    /// The quick fixes for problems within a range, the best first.
    fn quick_fixes(&self, _within: Range<usize>) -> Vec<QuickFix> {
        Vec::new()
    }

    /// The refactorings of what is selected.
    fn refactorings(&self, _selection: Range<usize>) -> Vec<Refactoring> {
        Vec::new()
    }

    /// What can be typed at a cursor.
    fn completions(&self, _offset: usize) -> Completions {
        Completions::default()
    }

    /// Longer texts that may be what comes next.
    fn inline_completions(&self, _offset: usize) -> Vec<InlineCompletion> {
        Vec::new()
    }

    /// An explanation of what is at an offset.
    fn hover(&self, _offset: usize) -> Option<Hover> {
        None
    }

    /// The signature of the call or instruction around a cursor.
    fn signature_help(&self, _offset: usize) -> Option<SignatureHelp> {
        None
    }

    /// The declarations of the name at an offset.
    fn definition(&self, _offset: usize) -> Option<Definition> {
        None
    }

    /// All uses of the name at an offset, in every file that the tool itself would read, with its declarations.
    fn references(&self, _offset: usize) -> Vec<FileRange> {
        Vec::new()
    }

    /// All occurrences of the name at an offset in the document.
    fn highlights(&self, _offset: usize) -> Vec<Highlight> {
        Vec::new()
    }

    /// The name at an offset, if it can be renamed.
    fn rename_target(&self, _offset: usize) -> Option<RenameTarget> {
        None
    }

    /// The edits that rename the name at an offset.
    ///
    /// # Errors
    ///
    /// The reason why not every reference can be renamed, in words for the user.
    fn rename(&self, _offset: usize, _new_name: &str) -> Result<Vec<FileEdits>, String> {
        Err("there is nothing to rename here".to_owned())
    }

    /// Edits that go well with a renaming, which the user has to confirm.
    fn rename_additions(&self, _offset: usize, _new_name: &str) -> Option<RenameAdditions> {
        None
    }

    /// Ranges around an offset that have to stay equal, such as the two ends of a heredoc.
    fn linked_ranges(&self, _offset: usize) -> Vec<Range<usize>> {
        Vec::new()
    }

    /// The outline of the document.
    fn symbols(&self) -> Vec<Symbol> {
        Vec::new()
    }

    /// The edits that lay out the document, in the order of the text and as small as possible. They change nothing but
    /// white space. A document that does not parse has none.
    fn formatting(&self, _options: FormattingOptions) -> Vec<Edit> {
        Vec::new()
    }

    /// The edits once a character was typed at an offset that continues its line: they lay out the next line.
    fn continuation_formatting(&self, _offset: usize, _typed: char, _options: FormattingOptions) -> Vec<Edit> {
        Vec::new()
    }

    /// The image whose tag is being written at an offset.
    fn image_at(&self, _offset: usize) -> Option<ImageName> {
        None
    }

    /// The tokens within a range, for highlighting.
    fn semantic_tokens(&self, _within: Range<usize>) -> Vec<SemanticToken> {
        Vec::new()
    }

    /// The parts that can be collapsed.
    fn folding_ranges(&self) -> Vec<FoldingRange> {
        Vec::new()
    }

    /// The ranges around an offset to which a selection can grow, the smallest first.
    fn selection_ranges(&self, _offset: usize) -> Vec<Range<usize>> {
        Vec::new()
    }

    /// Hints between the characters of a range.
    fn inlay_hints(&self, _within: Range<usize>) -> Vec<InlayHint> {
        Vec::new()
    }

    /// Actions above lines.
    fn code_lenses(&self) -> Vec<CodeLens> {
        Vec::new()
    }

    /// The images that the document uses, apart from those whose names depend on variables.
    fn images(&self) -> Vec<String> {
        Vec::new()
    }

    /// The places that name stages and arguments of Dockerfiles, or define build contexts for them.
    fn build_references(&self) -> Vec<BuildReference> {
        Vec::new()
    }

    /// Where the document, a Dockerfile, declares and uses a name.
    fn build_occurrences(&self, _name: &BuildName) -> BuildOccurrences {
        BuildOccurrences::default()
    }

    /// The edits of the document, a Dockerfile, that rename a name.
    ///
    /// # Errors
    ///
    /// The reason why it cannot be renamed, in words for the user.
    fn rename_build_name(&self, name: &BuildName, _new_name: &str) -> Result<Vec<Edit>, String> {
        Err(format!("`{}` is not declared in this file", name.text()))
    }

    /// Whether a part of the document could not be parsed, so that it may contain more names.
    fn has_syntax_errors(&self) -> bool {
        false
    }

    /// Links to files and web pages.
    fn document_links(&self) -> Vec<DocumentLink> {
        Vec::new()
    }
}
