//! Checks a file: its syntax errors first, then the rules.

use std::collections::HashSet;

use super::finding::{Finding, Findings};
use super::ignoring::IgnoreComments;
use super::{
    bodies, built_ins, calls, certain_values, cycles, declarations, duplicates, functions, names, required_providers,
    requirements, resource_attributes, state_stores, syntax_errors, unavailable,
};
use crate::languages::answers::Diagnostic;
use crate::languages::findings::Correction;
use crate::languages::sort::SortStably;
use crate::languages::source::Source;
use crate::languages::terraform::file_names::is_tfvars_file;
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::syntax::config::File;

/// Returns the findings in a file, in the order of the text.
pub fn findings(source: &Source, file: &File, environment: Environment<'_>) -> Vec<Finding> {
    let index = environment.index;
    let mut errors = syntax_errors::reported(source.text, file);
    let mut findings = Findings::new(errors.len());
    if !is_tfvars_file(source.file_name) {
        requirements::check(source, file, &mut findings);
        duplicates::check(source, file, index, &mut findings);
    }
    names::check(source, index, &mut findings);
    calls::check(source, file, index, &mut findings);
    built_ins::check(source, index, &mut findings);
    unavailable::check(source, index, &mut findings);
    certain_values::check(source, file, index, &mut findings);
    resource_attributes::check(source, &environment, &mut findings);
    declarations::check(index, &mut findings);
    state_stores::check(index, &mut findings);
    cycles::check(index, &mut findings);
    match file {
        File::Native(native) => {
            functions::check(native, &mut findings);
            bodies::check(source, native, environment, &mut findings);
            required_providers::check(source, native, &environment, &mut findings);
        }
        File::Json(json) => bodies::json::check(source, json, environment, &mut findings),
    }
    let ignored = IgnoreComments::new(source.text);
    if let File::Native(_) = file {
        ignored.check(&mut findings);
    }
    let mut all = findings.into_vec();
    all.retain(|finding| !ignored.covers(&finding.diagnostic));
    // Findings within a syntax error are only consequences of the error.
    all.retain(|finding| !errors.iter().any(|error| error.hides(&finding.diagnostic.range)));
    if errors.iter().any(syntax_errors::ReportedError::is_redefinition) {
        let starts: HashSet<usize> = all.iter().map(|finding| finding.diagnostic.range.start).collect();
        errors.retain(|error| !error.is_redefinition() || !starts.contains(&error.range.start));
    }
    all.extend(errors.into_iter().map(|error| Finding {
        correction: error.is_trailing_comma.then(|| Correction::replace("Remove the comma", error.range.clone(), "")),
        diagnostic: Diagnostic::error(error.range, error.message),
        fix: None,
        syntax_error: error.kind,
    }));
    all.sort_stably_by_key(|finding| (finding.diagnostic.range.start, finding.diagnostic.range.end));
    all
}
