//! Terraform: its modules, variable files and tests of modules.
//!
//! [`syntax`] gives files in the native syntax and in JSON a common interface; [`values`] contains the grammars of
//! their strings. [`model`] contains what modules declare, use and require; [`mod@reference`] contains the tables of
//! the language; [`rules`] checks and corrects a file; [`features`] implements the other features of an editor.

pub mod model;
pub(crate) mod values;

mod features;
mod file_names;
mod reference;
mod rules;
mod syntax;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::analysis::{Analysis, FormattingOptions};
use super::answers::{
    CodeLens, Completions, Definition, Diagnostic, DocumentLink, Edit, FileEdits, FileRange, FoldingRange, Highlight,
    HostQuery, Hover, InlayHint, QuickFix, Refactoring, RenameAdditions, RenameTarget, SemanticToken, SignatureHelp,
    Symbol,
};
use super::source::Source;
use super::syntax::hcl;
use super::syntax::json::tokens as json_text;
use super::text::{LineIndex, Position};

use features::local_names::LocalName;
use features::{
    completion, formatting, hints, host_query, hover, json, json_hover, json_repair, lenses, links, local_names,
    navigation, refactorings, rename, signature, symbols, tokens,
};
use file_names::FileKind;
use model::facts::FileFacts;
use model::index::ModuleIndex;
use model::provider_schemas::ProviderSchemas;
use model::scope::Environment;
use rules::finding::Finding;
use rules::syntax_errors::reported_in_native;
use rules::{checker, corrections};
use syntax::config::File;

pub use features::formatting::format;
pub use features::index_entry::{CalledModule, IndexEntry, index_entry};
pub use file_names::{is_file_name, is_mock_file, is_opentofu_file, is_other_file, is_test_file, is_tfvars_file};
pub use model::index::TESTS;
pub use reference::functions::{FUNCTIONS, Function, FunctionParameter, function};
pub(crate) use rules::Rule;

/// Returns the position and the message of the first syntax error of a text in the native syntax.
pub fn first_syntax_error(text: &str) -> Option<(Position, String)> {
    let first = reported_in_native(text).into_iter().next()?;
    Some((LineIndex::new(text).position(text, first.range.start), first.message))
}

/// A parsed Terraform file.
pub struct TerraformAnalysis<'a> {
    source: Source<'a>,
    file: File<'a>,
    findings: OnceLock<Vec<Finding>>,
    index: OnceLock<ModuleIndex<'a>>,
    schemas: Option<Arc<ProviderSchemas>>,
}

/// Parses a Terraform file, once for all requests about it.
pub fn analyze<'a>(source: &Source<'a>) -> TerraformAnalysis<'a> {
    let file = File::parse(source.file_name, source.text);
    let schemas = source.files.provider_schemas().and_then(|schemas| schemas.downcast().ok());
    TerraformAnalysis { source: *source, file, findings: OnceLock::new(), index: OnceLock::new(), schemas }
}

impl Analysis for TerraformAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings().iter().map(|finding| finding.diagnostic.clone()).collect()
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        corrections::quick_fixes(&self.source, &self.file, &self.environment(), self.findings(), &within)
    }

    fn refactorings(&self, selection: Range<usize>) -> Vec<Refactoring> {
        match &self.file {
            File::Native(file) => refactorings::refactorings(&self.source, file, &self.environment(), &selection),
            File::Json(_) => Vec::new(),
        }
    }

    fn completions(&self, offset: usize) -> Completions {
        match &self.file {
            File::Native(file) => completion::completions(self.environment(), file, self.source.text, offset),
            File::Json(json) => self.json_completions(json.error().is_some(), offset),
        }
    }

    fn host_query(&self, offset: usize) -> Option<HostQuery> {
        host_query::host_query(&self.file, self.source.text, offset)
    }

    fn hover(&self, offset: usize) -> Option<Hover> {
        match &self.file {
            File::Native(file) => hover::hover(&self.environment(), file, offset),
            File::Json(_) => json_hover::hover(&self.environment(), self.source.text, offset),
        }
    }

    fn signature_help(&self, offset: usize) -> Option<SignatureHelp> {
        match &self.file {
            File::Native(_) => signature::signature_help(&self.environment(), self.source.text, offset),
            File::Json(_) => signature::json_signature_help(&self.environment(), self.source.text, offset),
        }
    }

    fn definition(&self, offset: usize) -> Option<Definition> {
        let declared = navigation::definition(self.index(), offset);
        declared.or_else(|| Some(self.local_name(offset)?.definition(offset)))
    }

    fn references(&self, offset: usize) -> Vec<FileRange> {
        let found = navigation::references(self.index(), offset);
        if found.is_empty()
            && let Some(local) = self.local_name(offset)
        {
            return local.references();
        }
        found
    }

    fn highlights(&self, offset: usize) -> Vec<Highlight> {
        let found = navigation::highlights(self.index(), offset);
        if found.is_empty()
            && let Some(local) = self.local_name(offset)
        {
            return local.highlights();
        }
        found
    }

    fn rename_target(&self, offset: usize) -> Option<RenameTarget> {
        let declared = navigation::rename_target(self.index(), offset).map(|(target, ..)| target);
        declared.or_else(|| self.local_name(offset)?.rename_target(offset))
    }

    fn rename(&self, offset: usize, new_name: &str) -> Result<Vec<FileEdits>, String> {
        match self.local_name(offset) {
            Some(local) => local.rename(new_name),
            None => rename::rename(self.index(), offset, new_name),
        }
    }

    fn rename_additions(&self, offset: usize, new_name: &str) -> Option<RenameAdditions> {
        rename::moved_block(&self.environment(), offset, new_name)
    }

    fn linked_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        match &self.file {
            File::Native(_) => hcl::selection::linked_ranges(self.source.text, offset),
            File::Json(_) => Vec::new(),
        }
    }

    fn symbols(&self) -> Vec<Symbol> {
        symbols::symbols(&self.file)
    }

    fn workspace_symbols(&self) -> Vec<Symbol> {
        symbols::workspace_symbols(&self.file)
    }

    fn formatting(&self, _options: FormattingOptions) -> Vec<Edit> {
        match &self.file {
            File::Native(file) => formatting::edits(self.source.text, file),
            File::Json(_) => Vec::new(),
        }
    }

    fn folding_ranges(&self) -> Vec<FoldingRange> {
        match &self.file {
            File::Native(_) => hcl::folding::folding_ranges(self.source.text),
            File::Json(_) => json_text::folding_ranges(self.source.text),
        }
    }

    fn semantic_tokens(&self, within: Range<usize>) -> Vec<SemanticToken> {
        match &self.file {
            File::Native(file) => tokens::tokens(self.source.text, file, &within),
            File::Json(_) => {
                let kind = FileKind::from_name(self.source.file_name);
                json::semantic_tokens(self.source.text, kind, self.index().document(), &within)
            }
        }
    }

    fn inlay_hints(&self, within: Range<usize>) -> Vec<InlayHint> {
        hints::hints(self.index(), FileKind::from_name(self.source.file_name), &within)
    }

    fn document_links(&self) -> Vec<DocumentLink> {
        links::links(self.index())
    }

    fn code_lenses(&self) -> Vec<CodeLens> {
        lenses::lenses(self.index())
    }

    fn selection_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        match &self.file {
            File::Native(file) => file.selection_ranges(offset),
            File::Json(_) => json::selection_ranges(self.source.text, offset),
        }
    }
}

impl<'a> TerraformAnalysis<'a> {
    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| checker::findings(&self.source, &self.file, self.environment()))
    }

    /// Returns the variable of a `for` expression or the iterator of a `dynamic` block at an offset.
    fn local_name(&self, offset: usize) -> Option<LocalName> {
        // The variable of a loop over a module leads to the outputs of the module.
        if self.index().symbol_at(offset).is_some() {
            return None;
        }
        match &self.file {
            File::Native(file) => local_names::find(file, offset),
            File::Json(_) => None,
        }
    }

    fn json_completions(&self, is_broken: bool, offset: usize) -> Completions {
        match is_broken.then(|| json_repair::repaired(self.source.text, offset)).flatten() {
            Some(text) => {
                let repaired = analyze(&Source { text: &text, ..self.source });
                completion::json::completions(repaired.environment(), self.source.text, offset)
            }
            None => completion::json::completions(self.environment(), self.source.text, offset),
        }
    }

    fn environment(&self) -> Environment<'_> {
        Environment {
            index: self.index(),
            schemas: self.schemas.as_deref(),
            kind: FileKind::from_name(self.source.file_name),
            typed_at: None,
        }
    }

    fn index(&self) -> &ModuleIndex<'a> {
        self.index.get_or_init(|| {
            let facts = match &self.file {
                File::Native(_) => FileFacts::from_file(FileKind::from_name(self.source.file_name), &self.file),
                // JSON needs another parser, which recovers from errors.
                File::Json(_) => FileFacts::parse(self.source.file_name, self.source.text),
            };
            ModuleIndex::new(self.source, Arc::new(facts))
        })
    }
}
