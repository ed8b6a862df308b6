//! The rules of Compose files.
//!
//! [`schema`] validates a file against the Compose Specification; [`conversions`] checks strings that are converted to
//! other types; [`consistency`] runs the checks that Compose runs afterwards, and [`combinations`] those of
//! merged services; [`names`], [`cycles`], [`ports`],
//! [`variables`] and [`files`] check references; [`ignored`] reports what has no effect.

mod combinations;
mod consistency;
mod containers;
mod conversions;
mod cycles;
mod documentation;
mod files;
mod finding;
mod ignored;
mod names;
mod ports;
mod resources;
mod schema;
mod suggestions;
mod template;
mod variables;

use std::sync::OnceLock;

use super::model::Model;
use super::model::project::Project;
use super::model::set_variables::SetVariables;
use super::model::tree::Tree;
use crate::languages::answers::{Code, Diagnostic};
use crate::languages::source::Source;
use crate::languages::syntax::yaml::{line_end, line_start};

pub use finding::{Finding, Findings, quick_fixes};

use template::has_template_markers;

/// A rule that has a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    DependencyCycle,
    MissingFile,
    MissingImage,
    ObsoleteVersion,
    PortConflict,
    UndefinedName,
    UnknownKey,
    UnsetVariable,
    UnusedName,
}

impl Rule {
    pub const ALL: &[Self] = &[
        Self::DependencyCycle,
        Self::MissingFile,
        Self::MissingImage,
        Self::ObsoleteVersion,
        Self::PortConflict,
        Self::UndefinedName,
        Self::UnknownKey,
        Self::UnsetVariable,
        Self::UnusedName,
    ];

    pub fn code(self) -> Code {
        let (name, href) = match self {
            Self::DependencyCycle => {
                ("DependencyCycle", "https://docs.docker.com/reference/compose-file/services/#depends_on")
            }
            Self::MissingFile => ("MissingFile", "https://docs.docker.com/reference/compose-file/"),
            Self::MissingImage => ("MissingImage", "https://docs.docker.com/reference/compose-file/services/#image"),
            Self::ObsoleteVersion => {
                ("ObsoleteVersion", "https://docs.docker.com/reference/compose-file/version-and-name/")
            }
            Self::PortConflict => ("PortConflict", "https://docs.docker.com/reference/compose-file/services/#ports"),
            Self::UndefinedName => ("UndefinedName", "https://docs.docker.com/reference/compose-file/"),
            Self::UnknownKey => ("UnknownKey", "https://docs.docker.com/reference/compose-file/"),
            Self::UnsetVariable => ("UnsetVariable", "https://docs.docker.com/reference/compose-file/interpolation/"),
            Self::UnusedName => ("UnusedName", "https://docs.docker.com/reference/compose-file/"),
        };
        Code { name, href: Some(href) }
    }
}

/// How Compose reads a file, as far as its name and folder show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// The file is read alone or first, so anything that is missing is an error.
    Complete,
    /// The file may be read together with others, but it is not known with which.
    Unclear,
    /// The file is read together with another file in its folder.
    Partial,
}

/// The inputs of all rules.
pub struct Context<'c, 't> {
    pub source: &'c Source<'t>,
    pub tree: &'c Tree<'t>,
    pub model: &'c Model,
    pub project: &'c Project,
    /// The variables for the interpolation of the file. The files that set them are read when they are first needed.
    pub set_variables: &'c OnceLock<SetVariables>,
    pub completeness: Completeness,
}

impl Context<'_, '_> {
    /// Whether a tag such as `!reset`, which changes how files are merged, may concern one of these keys of services, or
    /// sections.
    pub fn has_merge_tags(&self, keys: &[&str]) -> bool {
        let others = self.project.files.iter().map(|file| &file.facts.model);
        let mut tagged = std::iter::once(self.model).chain(others).flat_map(|model| &model.tagged_keys);
        tagged.any(|key| key.is_empty() || keys.contains(&key.as_str()))
    }

    pub fn set_variables(&self) -> &SetVariables {
        self.set_variables.get_or_init(|| SetVariables::new(self.source))
    }
}

/// Returns all findings, in document order.
pub fn check(context: &Context, syntax_errors: &[Diagnostic]) -> Vec<Finding> {
    if has_template_markers(context.tree) {
        return Vec::new();
    }
    let mut findings = Findings::default();
    for error in syntax_errors {
        findings.add(Finding::new(None, error.clone()));
    }
    if context.source.options.validate_compose {
        let is_valid = schema::check(context, &mut findings, syntax_errors.is_empty());
        if syntax_errors.is_empty() {
            names::check(context, &mut findings);
            cycles::check(context, &mut findings);
            ports::check(context, &mut findings);
            variables::check(context, &mut findings);
            files::check(context, &mut findings);
            ignored::check(context, &mut findings);
            if is_valid {
                consistency::check(context, &mut findings);
            }
        }
    }
    let mut found = findings.into_sorted();
    // An incomplete key is a syntax error, not an unknown key.
    found.retain(|finding| finding.rule != Some(Rule::UnknownKey) || !is_on_line_of(context, syntax_errors, finding));
    found
}

/// Returns the reason why parts of a file are not checked.
pub fn unchecked_reason(source: &Source, tree: &Tree) -> Option<&'static str> {
    if has_template_markers(tree) {
        return Some("the file contains template markers");
    }
    (!source.options.validate_compose).then_some("the setting `compose.validate` is false")
}

/// Whether a finding is on the same line as one of these errors, which are in document order.
fn is_on_line_of(context: &Context, errors: &[Diagnostic], finding: &Finding) -> bool {
    let place = finding.diagnostic.range.start;
    let (start, end) = (line_start(context.tree.text, place), line_end(context.tree.text, place));
    let first = errors.partition_point(|error| error.range.start < start);
    errors.get(first).is_some_and(|error| error.range.start <= end)
}
