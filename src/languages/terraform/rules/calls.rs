//! `ModuleInput` and `ModuleOutput`: inputs that a called module requires or does not have, and outputs that it does
//! not have. Only modules whose files are all known are checked.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::Rule;
use super::finding::Findings;
use super::resource_attributes::is_static;
use crate::languages::answers::{Edit, FileRef};
use crate::languages::findings::Correction;
use crate::languages::source::Source;
use crate::languages::syntax::hcl;
use crate::languages::terraform::file_names::{FileKind, is_json_file, is_override_file};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::facts::{
    Call, CallForm, FileFacts, ModuleRef, RUN_PREFIX, Reference, Repetition, Role,
};
use crate::languages::terraform::model::index::{Module, ModuleFile, ModuleIndex};
use crate::languages::terraform::syntax::config::File;
use crate::languages::text::closest_match;

/// The maximum number of unknown outputs that are reported, because each is compared with the names of all outputs.
const MAX_UNKNOWN_OUTPUTS: usize = 64;

/// The maximum number of names that are compared with unknown inputs. Later errors have no suggestion.
const MAX_COMPARED: usize = 100_000;

pub fn check(source: &Source<'_>, file: &File<'_>, index: &ModuleIndex<'_>, findings: &mut Findings) {
    if index.document().has_errors || !index.is_listed() {
        return;
    }
    let own = index.own();
    inputs(source, index, &own, findings);
    outputs(source, file, index, &own, findings);
}

fn inputs(source: &Source<'_>, index: &ModuleIndex<'_>, own: &Module, findings: &mut Findings) {
    let document = index.document();
    if document.calls.is_empty() {
        return;
    }
    let inputs = assigned(document);
    let is_override = is_override_file(source.file_name);
    let mut compared = 0;
    for call in document.calls.iter().filter(|call| !call.name.starts_with(RUN_PREFIX)) {
        let Some(called) = complete_module(index, own, call) else { continue };
        let mut variables = None;
        let set = || inputs.get(&*call.name).into_iter().flatten();
        let given: HashSet<&str> = set().map(|input| &**input.address.name()).collect();
        for input in set() {
            let name = &**input.address.name();
            if findings.admits(Rule::ModuleInput) && !called.is_declared(&input.address) {
                let is_variable = |address: &Address| matches!(address, Address::Named(Named::Variable, _));
                let variables = variables.get_or_insert_with(|| names(&called, is_variable));
                let message = format!("module `{}` has no variable `{name}`", call.name);
                compared += variables.len();
                let known = variables.iter().map(String::as_str).filter(|_| compared <= MAX_COMPARED);
                let nearest = closest_match(name, known.filter(|known| !given.contains(known)));
                findings.add_unknown(Rule::ModuleInput, input.name.range(), message, nearest);
            }
        }
        if !findings.admits(Rule::ModuleInput) {
            return;
        }
        // The block in another file keeps its inputs.
        let mut missing = if is_override { Vec::new() } else { required(&called) };
        missing.retain(|name| !given.contains(name.as_str()));
        if !missing.is_empty() {
            let shown: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
            let plural = if missing.len() == 1 { "" } else { "s" };
            let message = format!("missing required input{plural} for module `{}`: {}", call.name, shown.join(", "));
            let correction = add_inputs(source, call, &missing);
            findings.add(Rule::ModuleInput, call.header.range(), message, correction);
        }
    }
}

/// Returns the inputs that the calls of a file set, by the name of the call.
fn assigned(facts: &FileFacts) -> HashMap<&str, Vec<&Reference>> {
    let mut assigned: HashMap<&str, Vec<&Reference>> = HashMap::new();
    for reference in facts.references.iter().filter(|reference| reference.role == Role::Assignment) {
        if let ModuleRef::Called(name, _) = &reference.module {
            assigned.entry(name).or_default().push(reference);
        }
    }
    assigned
}

fn outputs(source: &Source<'_>, file: &File<'_>, index: &ModuleIndex<'_>, own: &Module, findings: &mut Findings) {
    let mut unknown = 0;
    let mut tried = None;
    // The called modules, by the names of their calls.
    let mut modules: HashMap<&Arc<str>, Option<Arc<Module>>> = HashMap::new();
    for reference in &index.document().references {
        let ModuleRef::Called(name, form) = &reference.module else { continue };
        let is_output = matches!(reference.address, Address::Named(Named::Output, _));
        if reference.role != Role::Read || !is_output || name.starts_with(RUN_PREFIX) {
            continue;
        }
        let called =
            modules.entry(name).or_insert_with(|| own.call(name).and_then(|call| complete_module(index, own, call)));
        let Some(called) = called.as_ref().filter(|called| !called.is_declared(&reference.address)) else { continue };
        // What a `for` variable or a function returns may not be the called module.
        let before = source.text.get(reference.whole.start as usize..reference.name.start as usize);
        let between = before.and_then(|before| before.strip_prefix("module.")?.strip_prefix(&**name));
        // Terraform does not check the outputs of an instance whose key it does not know.
        let is_direct = between.is_some_and(|between| is_static(between) || matches!(between, "[*]." | ".*."));
        let repetition = own.call_repetition(name);
        // After a splat of a module with `for_each`, which is an object, the name of an instance follows.
        let is_instance = *form == CallForm::Any && repetition == Some(Repetition::ForEach);
        if !is_direct || is_instance || !form.fits(repetition) {
            continue;
        }
        let tried = tried.get_or_insert_with(|| GuardedCalls::new(source.text, file));
        if tried.contains(&reference.whole.range()) {
            continue;
        }
        unknown += 1;
        if unknown > MAX_UNKNOWN_OUTPUTS {
            return;
        }
        let outputs = names(called, |address| matches!(address, Address::Named(Named::Output, _)));
        let output = &**reference.address.name();
        let message = format!("module `{name}` has no output `{output}`");
        let nearest = closest_match(output, outputs.iter().map(String::as_str));
        findings.add_unknown(Rule::ModuleOutput, reference.name.range(), message, nearest);
    }
}

/// The calls of `try` and `can`, which accept that an output does not exist.
struct GuardedCalls {
    /// The ranges of the calls, in the order of the text. Calls within others are left out.
    calls: Vec<Range<usize>>,
}

impl GuardedCalls {
    fn new(text: &str, file: &File<'_>) -> Self {
        let File::Native(file) = file else {
            // The expressions in JSON are within strings, so one call anywhere counts for all expressions.
            let has_call = text.contains("try(") || text.contains("can(");
            let whole = 0..text.len();
            return Self { calls: has_call.then_some(whole).into_iter().collect() };
        };
        let (mut bodies, mut calls) = (vec![file.body()], Vec::new());
        while let Some(body) = bodies.pop() {
            bodies.extend(body.blocks().map(hcl::Block::body));
            for visit in body.attributes().flat_map(|attribute| attribute.value().walk()) {
                if let hcl::Visit::Expression(expression) = visit
                    && let hcl::ExprKind::Call(call) = expression.kind()
                    && matches!(call.name().text(), "try" | "can" | "core::try" | "core::can")
                {
                    calls.push(expression.range());
                }
            }
        }
        calls.sort_unstable_by_key(|call| call.start);
        calls.dedup_by(|inner, outer| inner.end <= outer.end);
        Self { calls }
    }

    fn contains(&self, range: &Range<usize>) -> bool {
        let index = self.calls.partition_point(|call| call.start <= range.start);
        index.checked_sub(1).is_some_and(|index| range.end <= self.calls[index].end)
    }
}

/// Returns the called module, if it has files and all of them can be parsed. `None` for a call whose source another
/// file can replace.
pub(super) fn complete_module(index: &ModuleIndex<'_>, own: &Module, call: &Call) -> Option<Arc<Module>> {
    let address = Address::Named(Named::Module, call.name.clone());
    let files = own.users(&address, |used| used.is_declared).into_iter();
    let sources = files.filter_map(|file| file.facts.calls.get(&call.name)?.source.as_ref());
    if sources.take(2).count() > 1 {
        return None;
    }
    let module = index.module(&index.called_folder(own, call)?);
    // Variables and outputs in JSON are known, too, but a program may generate a called module in JSON.
    let is_known =
        |file: &ModuleFile| !file.facts.has_errors && !matches!(&file.file, FileRef::Path(path) if is_json_file(path));
    let are_known = module.files().filter(|file| file.kind == FileKind::Module).all(is_known);
    (module.has_module_files() && are_known).then_some(module)
}

fn names(module: &Module, is_wanted: impl Fn(&Address) -> bool) -> Vec<String> {
    let addresses = module.all_declarations().map(|(_, declaration)| &declaration.address);
    addresses.filter(|address| is_wanted(address)).map(|address| address.name().to_string()).collect()
}

/// Returns the variables without a default in any declaration: an override file can add one. Variables in files that
/// only Terraform or only OpenTofu reads are left out if both may read the module.
fn required(module: &Module) -> Vec<String> {
    let variables = module
        .all_declarations()
        .filter(|(_, declaration)| matches!(declaration.address, Address::Named(Named::Variable, _)))
        .filter(|(file, _)| module.is_read_with_document(file));
    let mut defaults: BTreeMap<&str, bool> = BTreeMap::new();
    for (_, declaration) in variables {
        *defaults.entry(declaration.address.name()).or_default() |= declaration.value.is_some();
    }
    let required = defaults.into_iter().filter(|(_, has_default)| !has_default);
    required.map(|(name, _)| name.to_owned()).collect()
}

/// Adds arguments at the end of a `module` block.
fn add_inputs(source: &Source<'_>, call: &Call, names: &[String]) -> Option<Correction> {
    if is_json_file(source.file_name) {
        return None;
    }
    let end = (call.whole.end as usize).checked_sub(1)?;
    let before = source.text.get(call.whole.start as usize..end)?;
    let line = before.rsplit('\n').next()?;
    // The closing brace has to be on its own line.
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
