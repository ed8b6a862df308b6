//! Bake files, in HCL and in JSON: <https://docs.docker.com/build/bake/reference/>.
//!
//! [`syntax`] parses both syntaxes into the same tree, [`model`] contains the files that Bake merges, [`evaluation`]
//! evaluates and resolves targets, [`rules`] checks the file, [`features`] implements the features of an editor, and
//! [`mod@reference`] documents blocks, attributes and functions.

mod evaluation;
mod features;
mod model;
mod reference;
mod rules;
mod syntax;

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::{Analysis, FormattingOptions};
use super::answers::{
    BuildReference, CodeLens, Completions, Definition, Diagnostic, DocumentLink, Edit, FileEdits, FileRange,
    FoldingRange, Highlight, HostQuery, Hover, InlayHint, InlineCompletion, QuickFix, RenameTarget, SemanticToken,
    Severity, SignatureHelp, Symbol as OutlineSymbol,
};
use super::findings::{is_within, limit_edits};
use super::source::Source;
use super::syntax::hcl::folding;
use super::syntax::hcl::format::layout_edits;
use super::syntax::json::format as json_format;
use super::syntax::json::tokens as json_text;
use super::text::floor_char_boundary;
use evaluation::evaluator::Mode;
use evaluation::targets::Evaluated;
use features::completion::Completer;
use features::completion::repair::repaired;
use features::context::{Context, Frame};
use features::navigation::Navigation;
use features::{hover, inlay_hints, inline_completion, links, outline, rename, semantic_tokens, signature};
use model::occurrences::{self, Occurrence};
use model::project::{BAKE_FILES, Project};
use reference::values::IMAGE_SCHEME;
use rules::findings::Finding;
use syntax::templates::has_markers;
use syntax::{BakeFile, MAX_ANALYZED_LEN, Syntax};

/// Whether a file of this name is a Bake file, which means that `docker buildx bake` reads it by default.
pub fn is_file_name(name: &str) -> bool {
    BAKE_FILES.contains(&name)
}

/// A parsed Bake file with its project.
pub struct BakeAnalysis<'a> {
    source: Source<'a>,
    project: Project<'a>,
    /// The evaluated project, with the default values of variables.
    defaults: OnceLock<Evaluated>,
    occurrences: OnceLock<Vec<Occurrence>>,
    findings: OnceLock<Vec<Finding>>,
}

/// Parses a Bake file, once for all requests about it.
pub fn analyze<'a>(source: &Source<'a>) -> BakeAnalysis<'a> {
    BakeAnalysis {
        source: *source,
        project: Project::read(source),
        defaults: OnceLock::new(),
        occurrences: OnceLock::new(),
        findings: OnceLock::new(),
    }
}

/// Returns the output of `docker buildx bake --print` for a target or group, in an empty environment.
///
/// # Errors
///
/// The reason why Bake rejects the project, in words for the user.
pub fn print(source: &Source, name: &str) -> Result<serde_json::Value, String> {
    let analysis = analyze(source);
    let problems = analysis.project.files.iter().flat_map(|file| &file.tree.errors).map(|error| &error.message);
    if let Some(message) = problems.chain(analysis.evaluated().problems.iter().map(|problem| &problem.message)).next() {
        return Err(message.clone());
    }
    evaluation::resolved::print(analysis.evaluated(), name)
}

impl Analysis for BakeAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let errors = self.project.document().tree.errors.iter();
        let errors = errors.map(|error| Diagnostic::error(error.range.clone(), error.message.as_str()));
        let mut all: Vec<_> = errors.chain(self.findings().iter().map(|finding| finding.diagnostic.clone())).collect();
        // The result of rendering a template is unknown.
        if !self.tree().errors.is_empty() && has_markers(self.source.text, self.tree().syntax) {
            all.retain(|diagnostic| diagnostic.severity != Severity::Error);
        }
        rules::sort(&mut all);
        all.dedup();
        all
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        let findings = self.findings().iter().filter(|finding| is_within(&finding.diagnostic, &within));
        let fixes = findings.filter_map(|Finding { diagnostic, correction }| {
            Some(correction.clone()?.into_fix(vec![diagnostic.clone()]))
        });
        limit_edits(fixes.collect())
    }

    fn completions(&self, offset: usize) -> Completions {
        let Source { text, files, .. } = self.source;
        let offset = self.boundary(offset);
        let is_broken = self.tree().syntax == Syntax::Hcl && !self.tree().errors.is_empty();
        match is_broken.then(|| repaired(text, offset)).flatten() {
            Some(repaired) => {
                let project = Project::read(&Source { text: &repaired, ..self.source });
                let defaults = Evaluated::new(&project, Mode::Defaults);
                Completer::new(&project, &defaults, files, text, offset).complete()
            }
            None => Completer::new(&self.project, self.evaluated(), files, text, offset).complete(),
        }
    }

    fn inline_completions(&self, offset: usize) -> Vec<InlineCompletion> {
        let Source { text, files, .. } = self.source;
        let context = self.context(offset);
        inline_completion::inline_completions(text, self.tree().syntax, &context, self.evaluated(), files)
    }

    fn host_query(&self, offset: usize) -> Option<HostQuery> {
        let (text, context) = (self.source.text, self.context(offset));
        let Some(Frame::String(start)) = context.frames.last() else { return None };
        let image = text.get(*start..)?.strip_prefix(IMAGE_SCHEME)?;
        HostQuery::image_tags(text, text.len() - image.len(), self.boundary(offset))
    }

    fn hover(&self, offset: usize) -> Option<Hover> {
        hover::hover(&self.navigation(), self.evaluated(), offset)
    }

    fn signature_help(&self, offset: usize) -> Option<SignatureHelp> {
        signature::signature_help(&self.project, &self.context(offset))
    }

    fn definition(&self, offset: usize) -> Option<Definition> {
        self.navigation().definition(offset)
    }

    fn references(&self, offset: usize) -> Vec<FileRange> {
        self.navigation().references(offset)
    }

    fn highlights(&self, offset: usize) -> Vec<Highlight> {
        self.navigation().highlights(offset)
    }

    fn rename_target(&self, offset: usize) -> Option<RenameTarget> {
        rename::target(&self.navigation(), offset)
    }

    fn rename(&self, offset: usize, new_name: &str) -> Result<Vec<FileEdits>, String> {
        rename::rename(&self.navigation(), offset, new_name)
    }

    fn symbols(&self) -> Vec<OutlineSymbol> {
        outline::symbols(&self.tree().body)
    }

    fn workspace_symbols(&self) -> Vec<OutlineSymbol> {
        outline::workspace_symbols(&self.tree().body)
    }

    fn formatting(&self, options: FormattingOptions) -> Vec<Edit> {
        match self.tree().syntax {
            Syntax::Json => json_format::formatting(self.source.text, options),
            Syntax::Hcl if self.tree().errors.is_empty() => layout_edits(self.source.text),
            Syntax::Hcl => Vec::new(),
        }
    }

    fn semantic_tokens(&self, within: Range<usize>) -> Vec<SemanticToken> {
        semantic_tokens::semantic_tokens(self.source.text, self.tree(), &within)
    }

    fn folding_ranges(&self) -> Vec<FoldingRange> {
        match self.tree().syntax {
            Syntax::Hcl => folding::folding_ranges(self.source.text),
            Syntax::Json => json_text::folding_ranges(self.source.text),
        }
    }

    fn selection_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        outline::selection_ranges(self.source.text, &self.tree().body, offset)
    }

    fn inlay_hints(&self, within: Range<usize>) -> Vec<InlayHint> {
        inlay_hints::inlay_hints(&self.tree().body, self.evaluated(), self.source.files, &within)
    }

    fn code_lenses(&self) -> Vec<CodeLens> {
        outline::code_lenses(&self.tree().body)
    }

    fn build_references(&self) -> Vec<BuildReference> {
        let document = self.project.document;
        self.navigation().build_references().filter(|(file, _)| *file == document).map(|(_, found)| found).collect()
    }

    fn has_syntax_errors(&self) -> bool {
        self.project.files.iter().any(|file| !file.tree.errors.is_empty())
    }

    fn document_links(&self) -> Vec<DocumentLink> {
        links::document_links(&self.tree().body, self.evaluated())
    }
}

impl BakeAnalysis<'_> {
    fn tree(&self) -> &BakeFile {
        &self.project.document().tree
    }

    /// Moves an offset to a character boundary.
    fn boundary(&self, offset: usize) -> usize {
        floor_char_boundary(self.source.text, offset)
    }

    fn context(&self, offset: usize) -> Context {
        Context::new(self.source.text, self.tree().syntax, self.boundary(offset))
    }

    fn navigation(&self) -> Navigation<'_> {
        let Self { project, source, .. } = self;
        let occurrences =
            self.occurrences.get_or_init(|| occurrences::occurrences(project, self.evaluated(), source.files));
        Navigation { project, occurrences, files: source.files }
    }

    fn evaluated(&self) -> &Evaluated {
        self.defaults.get_or_init(|| Evaluated::new(&self.project, Mode::Defaults))
    }

    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            // The declarations of a file that is not analyzed are unknown.
            if self.project.files.iter().any(|file| file.text.len() > MAX_ANALYZED_LEN) {
                return Vec::new();
            }
            // Values that are kept are computed first, so that the memory of temporary values can be released.
            let defaults = self.evaluated();
            let evaluated = Evaluated::new(&self.project, Mode::Any);
            rules::findings(&self.project, &evaluated, defaults, self.source.files)
        })
    }
}

#[cfg(test)]
mod tests;
