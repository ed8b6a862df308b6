//! The trait with every request that an editor can make for a document, with a default answer for each.

use std::ops::Range;

use super::answers::{
    BuildName, BuildOccurrences, BuildReference, CodeLens, Completions, Definition, Diagnostic, DocumentLink, Edit,
    FileEdits, FileRange, FoldingRange, Highlight, HostQuery, Hover, InlayHint, InlineCompletion, QuickFix,
    Refactoring, RenameAdditions, RenameTarget, SemanticToken, SignatureHelp, Symbol, SymbolKind,
};

/// How an editor indents the lines of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormattingOptions {
    /// The width of one indentation level, in columns.
    pub tab_size: usize,
    /// Whether lines are indented with spaces instead of tabs.
    pub insert_spaces: bool,
}

impl Default for FormattingOptions {
    fn default() -> Self {
        Self { tab_size: 2, insert_spaces: true }
    }
}

/// A parsed document that answers requests of the editor. Each language implements this trait once.
///
/// Methods may be called from several threads at once. A value that is computed on the first call is kept in a
/// [`OnceLock`](std::sync::OnceLock).
///
/// Offsets and ranges are in bytes of the document. Every method works on incomplete and invalid text. The default
/// implementations return an empty answer.
pub trait Analysis: Send + Sync {
    /// The problems in the document, in document order.
    fn diagnostics(&self) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// The reason why parts of the document are not checked, worded to complete the sentence "not all is checked,
    /// because …". `None` if the whole document is checked.
    fn unchecked_reason(&self) -> Option<&'static str> {
        None
    }

    /// The quick fixes for problems within a range, the best first.
    fn quick_fixes(&self, _within: Range<usize>) -> Vec<QuickFix> {
        Vec::new()
    }

    /// The refactorings for the selected range.
    fn refactorings(&self, _selection: Range<usize>) -> Vec<Refactoring> {
        Vec::new()
    }

    /// The completions at a cursor.
    fn completions(&self, _offset: usize) -> Completions {
        Completions::default()
    }

    /// Longer inline completions for the text after the cursor.
    fn inline_completions(&self, _offset: usize) -> Vec<InlineCompletion> {
        Vec::new()
    }

    /// The documentation of the symbol or syntax at an offset.
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

    /// All uses of the name at an offset, with its declarations, in every file that the tool itself (Docker or
    /// Terraform) would read.
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

    /// Optional edits that complement a rename. The user has to confirm them.
    fn rename_additions(&self, _offset: usize, _new_name: &str) -> Option<RenameAdditions> {
        None
    }

    /// Ranges around an offset that must have the same text, such as the two delimiters of a heredoc.
    fn linked_ranges(&self, _offset: usize) -> Vec<Range<usize>> {
        Vec::new()
    }

    /// The outline of the document.
    fn symbols(&self) -> Vec<Symbol> {
        Vec::new()
    }

    /// The declarations that a search of the workspace finds.
    fn workspace_symbols(&self) -> Vec<Symbol> {
        let mut symbols = self.symbols();
        symbols.retain(|symbol| symbol.kind != SymbolKind::Attribute);
        for symbol in &mut symbols {
            symbol.children.retain(|child| child.kind != SymbolKind::Attribute);
        }
        symbols
    }

    /// The edits that format the document, in document order and as small as possible. They only change white space. A
    /// document that does not parse has none.
    fn formatting(&self, _options: FormattingOptions) -> Vec<Edit> {
        Vec::new()
    }

    /// The edits after a character was typed at an offset. If it continues the line, they format the next line; if it is
    /// a line break after such a character, they format the new line.
    fn continuation_formatting(&self, _offset: usize, _typed: char, _options: FormattingOptions) -> Vec<Edit> {
        Vec::new()
    }

    /// The query for the host that helps to complete the string at a cursor.
    fn host_query(&self, _offset: usize) -> Option<HostQuery> {
        None
    }

    /// The semantic tokens within a range, for highlighting.
    fn semantic_tokens(&self, _within: Range<usize>) -> Vec<SemanticToken> {
        Vec::new()
    }

    /// The parts of the document that can be collapsed.
    fn folding_ranges(&self) -> Vec<FoldingRange> {
        Vec::new()
    }

    /// The ranges around an offset to which a selection can be expanded, the smallest first.
    fn selection_ranges(&self, _offset: usize) -> Vec<Range<usize>> {
        Vec::new()
    }

    /// The inlay hints within a range.
    fn inlay_hints(&self, _within: Range<usize>) -> Vec<InlayHint> {
        Vec::new()
    }

    /// The code lenses: actions that are shown above lines.
    fn code_lenses(&self) -> Vec<CodeLens> {
        Vec::new()
    }

    /// The images that the document uses, except those whose names depend on variables.
    fn images(&self) -> Vec<String> {
        Vec::new()
    }

    /// The references to stages and arguments of Dockerfiles, and the definitions of build contexts for them.
    fn build_references(&self) -> Vec<BuildReference> {
        Vec::new()
    }

    /// The declarations and uses of a name in this document, which is a Dockerfile.
    fn build_occurrences(&self, _name: &BuildName) -> BuildOccurrences {
        BuildOccurrences::default()
    }

    /// The edits that rename a name in this document, which is a Dockerfile.
    ///
    /// # Errors
    ///
    /// The reason why the name cannot be renamed, in words for the user.
    fn rename_build_name(&self, name: &BuildName, _new_name: &str) -> Result<Vec<Edit>, String> {
        Err(format!("`{}` is not declared in this file", name.text()))
    }

    /// Whether a part of the document could not be parsed. Such a part may contain more names.
    fn has_syntax_errors(&self) -> bool {
        false
    }

    /// The links to files and web pages.
    fn document_links(&self) -> Vec<DocumentLink> {
        Vec::new()
    }
}
