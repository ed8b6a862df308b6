//! `ModuleInput` and `ModuleOutput`: inputs that a called module requires or does not have, and outputs that it does not
//! have. Only for modules whose files are all known.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use super::Rule;
use super::finding::Findings;
use crate::languages::answers::{Edit, FileRef};
use crate::languages::findings::Correction;
use crate::languages::source::Source;
use crate::languages::syntax::hcl;
use crate::languages::terraform::file_names::{FileKind, is_json_file};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::facts::{Call, ModuleRef, RUN_PREFIX, Role};
use crate::languages::terraform::model::index::{Module, ModuleIndex};
use crate::languages::text::closest_match;

/// Unknown outputs that are looked at: each is searched for in the file.
const MAX_UNKNOWN_OUTPUTS: usize = 64;

pub fn check(source: &Source<'_>, index: &ModuleIndex<'_>, findings: &mut Findings) {
    let own = index.own();
    let document = index.document();
    if document.has_errors || !index.is_listed() {
        return;
    }
    for call in document.calls.iter().filter(|call| !call.name.starts_with(RUN_PREFIX)) {
        let Some(called) = complete_module(index, &own, call) else { continue };
        let variables = names(&called, |address| matches!(address, Address::Named(Named::Variable, _)));
        let mut given: HashSet<&str> = HashSet::new();
        for reference in &document.references {
            let is_input = reference.role == Role::Assignment
                && matches!(&reference.module, ModuleRef::Called(name) if *name == call.name);
            if !is_input {
                continue;
            }
            let name = &**reference.address.name();
            given.insert(name);
            if variables.iter().all(|variable| variable != name) {
                let message = format!("module `{}` has no variable `{name}`", call.name);
                add_unknown(name, &variables, message, &reference.name.range(), Rule::ModuleInput, findings);
            }
        }
        let mut missing = required(&called);
        missing.retain(|name| !given.contains(name.as_str()));
        if !missing.is_empty() {
            let shown: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
            let plural = if missing.len() == 1 { "" } else { "s" };
            let message = format!("missing required input{plural} for module `{}`: {}", call.name, shown.join(", "));
            let correction = add_inputs(source, call, &missing);
            findings.add(Rule::ModuleInput, call.header.range(), message, correction);
        }
    }
    let mut unknown = 0;
    for reference in &document.references {
        let ModuleRef::Called(name) = &reference.module else { continue };
        if reference.role != Role::Read || name.starts_with(RUN_PREFIX) {
            continue;
        }
        let Some(called) = own.call(name).and_then(|call| complete_module(index, &own, call)) else { continue };
        let outputs = names(&called, |address| matches!(address, Address::Named(Named::Output, _)));
        let output = &**reference.address.name();
        let is_unknown = outputs.iter().all(|known| known != output);
        unknown += usize::from(is_unknown);
        if is_unknown && unknown <= MAX_UNKNOWN_OUTPUTS && !is_tried(source.text, &reference.whole.range()) {
            let message = format!("module `{name}` has no output `{output}`");
            add_unknown(output, &outputs, message, &reference.name.range(), Rule::ModuleOutput, findings);
        }
    }
}

/// Whether a reference stands in a call of `try` or `can`, which accept that an output does not exist.
fn is_tried(text: &str, reference: &std::ops::Range<usize>) -> bool {
    let contains = |range: &std::ops::Range<usize>| range.start <= reference.start && reference.end <= range.end;
    let file = hcl::File::parse(text);
    let mut bodies = vec![file.body()];
    while let Some(body) = bodies.pop() {
        for item in body.items() {
            match item {
                hcl::Item::Block(block) if contains(&block.range()) => bodies.push(block.body()),
                hcl::Item::Attribute(attribute) if contains(&attribute.range()) => {
                    return attribute.value().walk().any(|visit| match visit {
                        hcl::Visit::Expression(expression) if contains(&expression.range()) => {
                            matches!(expression.kind(), hcl::ExprKind::Call(call) if matches!(call.name().text(), "try" | "can"))
                        }
                        _ => false,
                    });
                }
                _ => {}
            }
        }
    }
    // The text of a file in JSON tells no more.
    text.contains("try(") || text.contains("can(")
}

/// The called module, if it has files and all of them parse.
fn complete_module(index: &ModuleIndex<'_>, own: &Module, call: &Call) -> Option<std::sync::Arc<Module>> {
    let module = index.module(&index.called_folder(own, call)?);
    let mut files = module.files.iter().filter(|file| file.kind == FileKind::Module).peekable();
    let has_files = files.peek().is_some();
    // Variables and outputs in JSON are known, too, but a called module in JSON can be made by a program.
    let is_known =
        files.all(|file| !file.facts.has_errors && !matches!(&file.file, FileRef::Path(path) if is_json_file(path)));
    (has_files && is_known).then_some(module)
}

fn names(module: &Module, is_wanted: impl Fn(&Address) -> bool) -> Vec<String> {
    let addresses = module.all_declarations().map(|(_, declaration)| &declaration.address);
    addresses.filter(|address| is_wanted(address)).map(|address| address.name().to_string()).collect()
}

/// The variables for which no declaration has a default: an override file can add one.
fn required(module: &Module) -> Vec<String> {
    let variables = module
        .all_declarations()
        .filter(|(_, declaration)| matches!(declaration.address, Address::Named(Named::Variable, _)));
    let mut defaults: BTreeMap<&str, bool> = BTreeMap::new();
    for (_, declaration) in variables {
        *defaults.entry(declaration.address.name()).or_default() |= declaration.value.is_some();
    }
    let required = defaults.into_iter().filter(|(_, has_default)| !has_default);
    required.map(|(name, _)| name.to_owned()).collect()
}

fn add_unknown(
    name: &str,
    known: &[String],
    message: String,
    range: &std::ops::Range<usize>,
    rule: Rule,
    findings: &mut Findings,
) {
    let nearest = closest_match(name, known.iter().map(String::as_str)).map(str::to_owned);
    let message = match &nearest {
        Some(nearest) => format!("{message}; did you mean `{nearest}`?"),
        None => message,
    };
    let correction =
        nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), range.clone(), nearest));
    findings.add(rule, range.clone(), message, correction);
}

/// Adds arguments at the end of a `module` block.
fn add_inputs(source: &Source<'_>, call: &Call, names: &[String]) -> Option<Correction> {
    if is_json_file(source.file_name) {
        return None;
    }
    let end = (call.whole.end as usize).checked_sub(1)?;
    let before = source.text.get(call.whole.start as usize..end)?;
    let line = before.rsplit('\n').next()?;
    // The closing brace has to stand on a line of its own.
    if !before.contains('\n') || !line.trim().is_empty() {
        return None;
    }
    let mut text = String::new();
    for name in names {
        let _ = writeln!(text, "{line}  {name} = null");
    }
    let title = if names.len() == 1 { "Add the missing input" } else { "Add the missing inputs" };
    Some(Correction::new(title, vec![Edit::insert(end - line.len(), text)]))
}
