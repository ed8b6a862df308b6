//! Compose files.
//!
//! [`model`] contains the declarations and references in a file, [`values`] parses its values, [`rules`] checks it,
//! [`features`] implements the features of an editor, and [`mod@reference`] is the Compose Specification with its
//! documentation.

mod features;
mod model;
mod reference;
mod rules;
#[cfg(test)]
mod tests;
mod values;

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::{Analysis, FormattingOptions};
use super::answers::{
    BuildReference, CodeLens, Completions, Definition, Diagnostic, DocumentLink, Edit, FileEdits, FileRange,
    FoldingRange, Highlight, HostQuery, Hover, InlayHint, QuickFix, Refactoring, RenameTarget, SemanticToken, Symbol,
};
use super::source::Source;
use super::syntax::yaml::Yaml;
use model::Model;
use model::project::{DEFAULT_FILES, Project};
use model::set_variables::SetVariables;
use model::tree::Tree;
use rules::{Completeness, Context, Finding};

pub(crate) use rules::Rule;

/// Whether a file of this name is a Compose file. This applies to the default names of Compose, such as `compose.yaml`,
/// and to variants such as `docker-compose.test.yml`.
pub fn is_file_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { return false };
    let variant = stem.strip_prefix("docker-compose").or_else(|| stem.strip_prefix("compose"));
    variant.is_some_and(|variant| variant.is_empty() || (variant.starts_with('.') && variant.len() > 1))
}

/// A parsed Compose file.
pub struct ComposeAnalysis<'a> {
    source: Source<'a>,
    tree: Tree<'a>,
    model: Model,
    syntax_errors: Vec<Diagnostic>,
    project: OnceLock<Project>,
    set_variables: OnceLock<SetVariables>,
    findings: OnceLock<Vec<Finding>>,
}

/// Parses a Compose file, once for all requests about it.
pub fn analyze<'a>(source: &Source<'a>) -> ComposeAnalysis<'a> {
    let (yaml, syntax_errors) = Yaml::parse(source.text);
    let tree = Tree::new(source.text, yaml);
    let model = model::build(&tree);
    ComposeAnalysis {
        source: *source,
        tree,
        model,
        syntax_errors,
        project: OnceLock::new(),
        set_variables: OnceLock::new(),
        findings: OnceLock::new(),
    }
}

impl ComposeAnalysis<'_> {
    /// The other files of the application. They are read when they are first needed.
    fn project(&self) -> &Project {
        self.project.get_or_init(|| Project::new(&self.source, &self.model))
    }

    /// The variables for the interpolation of the file. The files that set them are read when they are first needed.
    fn set_variables(&self) -> &SetVariables {
        self.set_variables.get_or_init(|| SetVariables::new(&self.source))
    }

    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let project = self.project();
            let completeness = match self.source.file_name {
                name if DEFAULT_FILES.contains(&name) => Completeness::Complete,
                name if project.base.is_some() || name.contains(".override.") => Completeness::Partial,
                _ => Completeness::Unclear,
            };
            let context = Context {
                source: &self.source,
                tree: &self.tree,
                model: &self.model,
                project,
                set_variables: &self.set_variables,
                completeness,
            };
            rules::check(&context, &self.syntax_errors)
        })
    }
}

impl Analysis for ComposeAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings().iter().map(|finding| finding.diagnostic.clone()).collect()
    }

    fn unchecked_reason(&self) -> Option<&'static str> {
        rules::unchecked_reason(&self.source, &self.tree)
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        rules::quick_fixes(self.findings(), &within)
    }

    fn refactorings(&self, selection: Range<usize>) -> Vec<Refactoring> {
        self.find_refactorings(&selection)
    }

    fn completions(&self, offset: usize) -> Completions {
        self.complete(offset)
    }

    fn host_query(&self, offset: usize) -> Option<HostQuery> {
        features::host_query(self.source.text, offset)
    }

    fn hover(&self, offset: usize) -> Option<Hover> {
        self.find_hover(offset)
    }

    fn definition(&self, offset: usize) -> Option<Definition> {
        self.find_definition(offset)
    }

    fn references(&self, offset: usize) -> Vec<FileRange> {
        self.find_references(offset)
    }

    fn highlights(&self, offset: usize) -> Vec<Highlight> {
        self.find_highlights(offset)
    }

    fn rename_target(&self, offset: usize) -> Option<RenameTarget> {
        self.find_rename_target(offset)
    }

    fn rename(&self, offset: usize, new_name: &str) -> Result<Vec<FileEdits>, String> {
        self.make_rename(offset, new_name)
    }

    fn linked_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        self.find_linked_ranges(offset)
    }

    fn symbols(&self) -> Vec<Symbol> {
        self.find_symbols()
    }

    fn formatting(&self, options: FormattingOptions) -> Vec<Edit> {
        self.format(options)
    }

    fn semantic_tokens(&self, within: Range<usize>) -> Vec<SemanticToken> {
        self.find_semantic_tokens(&within)
    }

    fn folding_ranges(&self) -> Vec<FoldingRange> {
        self.find_folding_ranges()
    }

    fn selection_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        self.find_selection_ranges(offset)
    }

    fn inlay_hints(&self, within: Range<usize>) -> Vec<InlayHint> {
        self.find_inlay_hints(&within)
    }

    fn images(&self) -> Vec<String> {
        let used = self.model.images.iter().filter(|image| !image.is_built && !image.name.contains('$'));
        used.map(|image| image.name.clone()).collect()
    }

    fn build_references(&self) -> Vec<BuildReference> {
        self.model.build_references.clone()
    }

    fn has_syntax_errors(&self) -> bool {
        !self.syntax_errors.is_empty()
    }

    fn code_lenses(&self) -> Vec<CodeLens> {
        self.find_code_lenses()
    }

    fn document_links(&self) -> Vec<DocumentLink> {
        self.find_document_links()
    }
}
