//! Dockerfiles.
//!
//! [`syntax`] parses a text into instructions, and [`values`] contains the grammars of their arguments. [`model`]
//! tracks stages, variables and the references to them; [`rules`] checks and corrects a file; [`features`] implements
//! the other features of an editor; [`mod@reference`] documents the instructions and their arguments.

mod features;
mod model;
mod reference;
mod rules;
mod syntax;
mod values;

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::{Analysis, FormattingOptions};
use super::answers::{
    BuildName, BuildOccurrences, CodeLens, Completions, Definition, Diagnostic, DocumentLink, Edit, FileEdits,
    FileRange, FoldingRange, Highlight, HighlightKind, HostQuery, Hover, InlayHint, NavigationTarget, QuickFix,
    Refactoring, RenameTarget, SemanticToken, SignatureHelp, Symbol,
};
use super::builds::{ContextDefinition, Lookup};
use super::source::Source;
use super::text::{floor_char_boundary, touches};

use features::{
    builds, code_lenses, completion, folding, formatting, hints, hover, links, navigation, outline, refactorings,
    selection, signature, tokens,
};

use model::dockerignore::Dockerignore;
use model::symbols::Symbols;
use rules::checker::CheckOptions;
use rules::finding::Finding;
use rules::{checker, corrections};

pub(crate) use rules::Rule;
pub use syntax::instruction::{Arguments, Dockerfile, Instruction, Keyword};
pub use syntax::parser::parse;
pub use values::go_bool::parse_go_bool;

/// The build tools that a file is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// BuildKit.
    #[default]
    Dockerfile,
    /// Podman and Buildah, which have their own extensions. BuildKit can build most of these files, too.
    Containerfile,
}

impl Dialect {
    fn of_file(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let is = name.split('.').any(|part| part == "containerfile");
        if is { Self::Containerfile } else { Self::Dockerfile }
    }
}

/// File name extensions of variants that are not Dockerfiles: data, documentation, templates, patches and copies.
const OTHER_ENDINGS: [&str; 80] = [
    "adoc",
    "asc",
    "bak",
    "bash",
    "bat",
    "cfg",
    "cmake",
    "conf",
    "csv",
    "cue",
    "diff",
    "dockerignore",
    "eex",
    "ejs",
    "env",
    "erb",
    "ftl",
    "gotmpl",
    "gotpl",
    "gz",
    "handlebars",
    "hbs",
    "hcl",
    "html",
    "in",
    "ini",
    "ipynb",
    "j2",
    "jinja",
    "jinja2",
    "json",
    "json5",
    "jsonc",
    "liquid",
    "lock",
    "log",
    "m4",
    "mako",
    "markdown",
    "md",
    "md5",
    "mdx",
    "mo",
    "mustache",
    "njk",
    "old",
    "org",
    "orig",
    "patch",
    "pdf",
    "pem",
    "png",
    "properties",
    "ps1",
    "rego",
    "rej",
    "rpmnew",
    "rpmsave",
    "rst",
    "save",
    "sh",
    "sha256",
    "sha512",
    "sig",
    "svg",
    "swo",
    "swp",
    "tar",
    "template",
    "tera",
    "tftpl",
    "tmpl",
    "toml",
    "tpl",
    "twig",
    "txt",
    "xml",
    "yaml",
    "yml",
    "zip",
];

/// File name extensions of programming languages. `dockerfile.go` is source code, but `Dockerfile.go` builds a Go
/// program.
const SOURCE_ENDINGS: [&str; 24] = [
    "c", "cc", "cjs", "cpp", "cs", "css", "ex", "go", "h", "java", "js", "jsx", "kt", "lua", "mjs", "php", "pl", "py",
    "rb", "rs", "scala", "swift", "ts", "tsx",
];

/// Whether a string is a valid platform, such as `linux/amd64`.
pub fn is_platform(text: &str) -> bool {
    values::platform::Platform::parse(text).is_some()
}

/// Whether a file of this name is a Dockerfile. This applies to `Dockerfile` and `Containerfile`, which are the default
/// names of the tools, and to variants such as `Dockerfile.dev` or `api.Dockerfile`.
pub fn is_file_name(name: &str) -> bool {
    let is_lowercase = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_lowercase && name.rsplit('.').next().is_some_and(|ending| SOURCE_ENDINGS.contains(&ending)) {
        return false;
    }
    let name = name.to_ascii_lowercase();
    let is = |word: &str| {
        let before = name.strip_suffix(word).and_then(|rest| rest.strip_suffix('.'));
        let after = name.strip_prefix(word).and_then(|rest| rest.strip_prefix('.'));
        name == word || before.is_some_and(|before| !before.is_empty()) || after.is_some_and(is_variant)
    };
    is("dockerfile") || is("containerfile")
}

/// Whether the part of a file name after `Dockerfile.` is the name of a variant.
fn is_variant(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or(name);
    !ending.is_empty() && !ending.ends_with('~') && OTHER_ENDINGS.binary_search(&ending).is_err()
}

/// A parsed Dockerfile.
pub struct DockerfileAnalysis<'a> {
    source: Source<'a>,
    file: Dockerfile<'a>,
    findings: OnceLock<Vec<Finding>>,
    symbols: OnceLock<Symbols>,
}

/// Parses a Dockerfile, once for all requests about it.
pub fn analyze<'a>(source: &Source<'a>) -> DockerfileAnalysis<'a> {
    DockerfileAnalysis {
        source: *source,
        file: parse(source.text),
        findings: OnceLock::new(),
        symbols: OnceLock::new(),
    }
}

impl Analysis for DockerfileAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings().iter().map(|finding| finding.diagnostic.clone()).collect()
    }

    fn unchecked_reason(&self) -> Option<&'static str> {
        checker::unchecked_reason(&self.file)
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        corrections::quick_fixes(&self.file, self.findings(), &within)
    }

    fn refactorings(&self, selection: Range<usize>) -> Vec<Refactoring> {
        let mut found = refactorings::refactorings(&self.file, self.model(), &selection);
        if !found.is_empty() {
            let fixes = self.quick_fixes(selection);
            found.retain(|refactoring| !fixes.iter().any(|fix| fix.title == refactoring.title));
        }
        found
    }

    fn completions(&self, offset: usize) -> Completions {
        let context = completion::Context {
            file: &self.file,
            symbols: self.model(),
            files: self.source.files,
            dockerignore: &|| self.dockerignore(),
            contexts: &|| super::builds::contexts(self.source.files, self.source.file_name, self.source.text),
        };
        completion::completions(&context, self.boundary(offset))
    }

    fn host_query(&self, offset: usize) -> Option<HostQuery> {
        completion::host_query(&self.file, self.boundary(offset))
    }

    fn hover(&self, offset: usize) -> Option<Hover> {
        let offset = self.boundary(offset);
        let context = self.context_at(offset);
        let context =
            context.map(|(name, range, definitions)| hover::of_context(self.source.files, &name, range, &definitions));
        let hover = context.or_else(|| hover::hover(&self.file, self.model(), offset));
        match (hover, self.explanation(offset)) {
            (Some(Hover { range, markdown }), Some(explanation)) => {
                Some(Hover { range, markdown: format!("{markdown}\n\n---\n\n{}", explanation.markdown) })
            }
            (hover, explanation) => hover.or(explanation),
        }
    }

    fn signature_help(&self, offset: usize) -> Option<SignatureHelp> {
        signature::signature_help(&self.file, self.boundary(offset))
    }

    fn definition(&self, offset: usize) -> Option<Definition> {
        let own = navigation::definition(&self.file, self.model(), offset);
        own.or_else(|| {
            let (_, origin, definitions) = self.context_at(offset)?;
            let targets =
                definitions.into_iter().map(|ContextDefinition { place: FileRange { file, range }, .. }| {
                    NavigationTarget { file, full_range: range.clone(), focus_range: range }
                });
            Some(Definition { origin, targets: targets.collect() })
        })
    }

    fn references(&self, offset: usize) -> Vec<FileRange> {
        let own = navigation::references(self.model(), offset);
        let Some(name) = self.build_name_at(offset) else { return own };
        let others = self.lookup(&name).occurrences();
        if others.is_empty() {
            return own;
        }
        // A build sets all arguments with this name.
        let own = self.build_occurrences(&name).ranges.into_iter().map(FileRange::in_document);
        own.chain(others).collect()
    }

    fn highlights(&self, offset: usize) -> Vec<Highlight> {
        let Some((name, ..)) = self.context_at(offset) else { return navigation::highlights(self.model(), offset) };
        let read = |range| Highlight { range, kind: HighlightKind::Read };
        self.build_occurrences(&name).ranges.into_iter().map(read).collect()
    }

    fn rename_target(&self, offset: usize) -> Option<RenameTarget> {
        let Some((name, range, _)) = self.context_at(offset) else {
            return navigation::rename_target(&self.file, self.model(), offset);
        };
        Some(RenameTarget { range, placeholder: name.text().to_owned() })
    }

    fn rename(&self, offset: usize, new_name: &str) -> Result<Vec<FileEdits>, String> {
        let own = navigation::rename(&self.file, self.model(), offset, new_name);
        let Some(name) = self.build_name_at(offset) else { return own };
        // If a name cannot be renamed in its own file, this error has priority. Contexts are only defined by builds, so
        // this does not apply to them.
        if own.is_err() && !matches!(name, BuildName::Context(_)) {
            return own;
        }
        let others = self.lookup(&name).rename(new_name)?;
        if others.is_empty() {
            return own;
        }
        // A build sets all arguments with this name.
        let own = self.rename_build_name(&name, new_name)?;
        Ok(std::iter::once(FileEdits::in_document(own)).chain(others).collect())
    }

    fn images(&self) -> Vec<String> {
        builds::images(&self.file, self.model())
    }

    fn build_occurrences(&self, name: &BuildName) -> BuildOccurrences {
        builds::occurrences(&self.file, self.model(), name)
    }

    fn rename_build_name(&self, name: &BuildName, new_name: &str) -> Result<Vec<Edit>, String> {
        builds::rename(&self.file, self.model(), name, new_name)
    }

    fn linked_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        navigation::linked_ranges(&self.file, self.model(), offset)
    }

    fn symbols(&self) -> Vec<Symbol> {
        outline::symbols(&self.file)
    }

    fn workspace_symbols(&self) -> Vec<Symbol> {
        outline::workspace_symbols(&self.file)
    }

    fn formatting(&self, options: FormattingOptions) -> Vec<Edit> {
        formatting::formatting(&self.file, options)
    }

    fn continuation_formatting(&self, offset: usize, typed: char, options: FormattingOptions) -> Vec<Edit> {
        formatting::continuation_formatting(&self.file, self.boundary(offset), typed, options)
    }

    fn semantic_tokens(&self, within: Range<usize>) -> Vec<SemanticToken> {
        tokens::semantic_tokens(&self.file, &within)
    }

    fn folding_ranges(&self) -> Vec<FoldingRange> {
        folding::folding_ranges(&self.file)
    }

    fn selection_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        selection::selection_ranges(&self.file, self.model(), self.boundary(offset))
    }

    fn inlay_hints(&self, within: Range<usize>) -> Vec<InlayHint> {
        hints::inlay_hints(self.model(), &within)
    }

    fn code_lenses(&self) -> Vec<CodeLens> {
        code_lenses::code_lenses(&self.file, self.model())
    }

    fn document_links(&self) -> Vec<DocumentLink> {
        links::document_links(&self.file, self.model(), self.source.files)
    }
}

impl DockerfileAnalysis<'_> {
    /// Moves an offset to a valid character boundary in the text.
    fn boundary(&self, offset: usize) -> usize {
        floor_char_boundary(self.source.text, offset)
    }

    /// The description of the rule that is violated at an offset.
    fn explanation(&self, offset: usize) -> Option<Hover> {
        let finding = self.findings().iter().find(|finding| touches(&finding.diagnostic.range, offset))?;
        Some(Hover { range: finding.diagnostic.range.clone(), markdown: hover::of_rule(finding.rule()?) })
    }

    /// The name at an offset that the files that build this Dockerfile use, or may define.
    fn build_name_at(&self, offset: usize) -> Option<BuildName> {
        let image = || builds::image_name_at(&self.file, self.model(), offset).map(|(name, _)| name);
        builds::name_at(self.model(), offset).or_else(image)
    }

    /// The build context at an offset, its byte range, and its definitions.
    fn context_at(&self, offset: usize) -> Option<(BuildName, Range<usize>, Vec<ContextDefinition>)> {
        let (name, range) = builds::image_name_at(&self.file, self.model(), offset)?;
        let definitions = self.lookup(&name).context_definitions();
        (!definitions.is_empty()).then_some((name, range, definitions))
    }

    /// Looks up a name in the files that build this Dockerfile.
    fn lookup<'l>(&'l self, name: &'l BuildName) -> Lookup<'l> {
        let Source { files, file_name, text, .. } = self.source;
        Lookup { files, dockerfile: file_name, text: Some(text), name, own: Vec::new() }
    }

    fn model(&self) -> &Symbols {
        self.symbols.get_or_init(|| Symbols::new(&self.file))
    }

    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let options = CheckOptions {
                dialect: Dialect::of_file(self.source.file_name),
                stops_at_first_error: self.source.options.stop_at_first_error,
            };
            let mut findings = checker::findings(&self.file, options, &|| self.dockerignore());
            if self.source.options.remove_overlapping_issues {
                findings.retain(|finding| finding.rule().is_some_and(|rule| !rule.is_overlapping()));
            }
            findings
        })
    }

    /// The `.dockerignore` file that applies: the one of this Dockerfile if it exists, and the one of its folder
    /// otherwise.
    fn dockerignore(&self) -> Option<Dockerignore> {
        let Source { file_name, files, .. } = self.source;
        let text = files.read(&format!("{file_name}.dockerignore")).or_else(|| files.read(".dockerignore"))?;
        Some(Dockerignore::parse(&text))
    }
}
