//! `UndeclaredReference` and `UnusedDeclaration`: names that a module uses or that variable files set, but that no file
//! declares, and names that the module declares but does not use.
//!
//! The whole module must be known: nothing is reported while one of its files has syntax errors.

use std::cell::OnceCell;
use std::sync::Arc;

use foldhash::HashMap;

use super::Rule;
use super::finding::{Findings, ModuleFix};
use super::implied_type::implied_type;
use super::{insertion, provider_names, removal};
use crate::languages::answers::{Diagnostic, Edit, FileEdits, FileRef, QuickFix, Severity, Tag};
use crate::languages::findings::Correction;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::file_names::{FileKind, is_json_file, is_override_file};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{
    Argument, Declaration, FileFacts, ModuleRef, Reference, Regions, Repetition, Role,
};
use crate::languages::terraform::model::index::{Module, ModuleFile, ModuleIndex, OccurrenceKind};
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::syntax::config::File;
use crate::languages::text::{closest_match, did_you_mean};

/// First words of references that Terraform reserves for other versions, files and objects.
const RESERVED_ROOTS: [&str; 9] = ["action", "arg", "lazy", "list", "output", "resource", "run", "store", "template"];

pub fn check(source: &Source<'_>, index: &ModuleIndex<'_>, findings: &mut Findings) {
    let own = index.own();
    if !index.is_listed() || !own.is_complete || !own.has_module_files() {
        return;
    }
    let kind = FileKind::from_name(source.file_name);
    let mut declared: HashMap<&Address, Declared> = HashMap::default();
    let mut similar = SimilarNames { own: &own, known: HashMap::default() };
    let ignored: OnceCell<Regions> = OnceCell::new();
    let lifecycles: OnceCell<Regions> = OnceCell::new();
    for (position, reference) in index.document().references.iter().enumerate() {
        let address = &reference.address;
        if reference.module != ModuleRef::This || !findings.admits(Rule::UndeclaredReference) {
            continue;
        }
        let look_up =
            || if is_passed(index, &own, address) { Declared::Unspecified } else { Declared::new(&own, address) };
        match *declared.entry(address).or_insert_with(look_up) {
            Declared::No => {}
            Declared::Unspecified => continue,
            Declared::Instances(repetition) => {
                let is_evaluated = !index.document().is_generated(reference.whole);
                if reference.role == Role::Read && kind == FileKind::Module && is_evaluated {
                    let is_in_lifecycle =
                        || lifecycles.get_or_init(|| lifecycle_blocks(index.document())).contain(reference.whole);
                    instance(source, reference, repetition, is_in_lifecycle, findings);
                }
                continue;
            }
        }
        match (reference.role, kind) {
            (Role::Read, FileKind::Module)
                if !ignored.get_or_init(|| ignored_parts(index, &own)).contain(reference.whole) =>
            {
                let severity =
                    if index.document().is_generated(reference.whole) { Severity::Warning } else { Severity::Error };
                undeclared(&mut similar, (position, reference), severity, findings);
            }
            (Role::Assignment, FileKind::Variables) => undeclared_value(&mut similar, reference, findings),
            _ => {}
        }
    }
    if kind == FileKind::Module {
        unused(index, &own, findings);
    }
}

/// Whether a caller of the module passes a configuration of a provider that the module does not declare.
fn is_passed(index: &ModuleIndex<'_>, own: &Arc<Module>, address: &Address) -> bool {
    let has_alias = matches!(address, Address::Typed(Typed::Provider, _, alias) if !alias.is_empty());
    has_alias && !own.is_declared(address) && index.is_used_by_callers(own, address)
}

/// Whether and how a module declares a name.
#[derive(Clone, Copy)]
enum Declared {
    No,
    /// A resource that is repeated by `count` or `for_each`, or that has one instance.
    Instances(Option<Repetition>),
    Unspecified,
}

impl Declared {
    fn new(own: &Module, address: &Address) -> Self {
        let mut declarations = own.declarations(address);
        let Some((_, declaration)) = declarations.next() else { return Self::No };
        // An override file can add `count`.
        if address.is_resource() && !own.has_overrides && declarations.next().is_none() {
            Self::Instances(declaration.repetition)
        } else {
            Self::Unspecified
        }
    }
}

/// Returns the parts that Terraform does not evaluate: where the state is stored, the configurations of providers
/// without resources, and values that an override file replaces.
pub(super) fn ignored_parts(index: &ModuleIndex<'_>, own: &Module) -> Regions {
    let document = index.document();
    let mut parts: Vec<Span> = document.state_stores.iter().map(|store| store.whole).collect();
    let is_provider = |declaration: &&Declaration| matches!(declaration.address, Address::Typed(Typed::Provider, ..));
    let providers: Vec<&Declaration> = document.declarations.iter().filter(is_provider).collect();
    if !providers.is_empty() {
        let used = provider_names::used(own);
        let unused = providers.into_iter().filter(|declaration| match &declaration.address {
            Address::Typed(_, local_name, _) => !used.contains(&**local_name),
            Address::Named(..) => false,
        });
        parts.extend(unused.map(|declaration| declaration.whole));
    }
    if own.has_overrides {
        parts.extend(document.declarations.iter().flat_map(|declaration| replaced_parts(index, own, declaration)));
    }
    parts.into_iter().collect()
}

/// Returns the values and arguments of a declaration that an override file sets, too.
fn replaced_parts(index: &ModuleIndex<'_>, own: &Module, declaration: &Declaration) -> Vec<Span> {
    let own_name = index.name_of(&FileRef::Document);
    let is_later =
        |file: &ModuleFile| is_override_file(&file.name) && (!is_override_file(own_name) || &*file.name > own_name);
    let mut parts = Vec::new();
    for (_, other) in own.declarations(&declaration.address).filter(|(file, _)| is_later(file)) {
        parts.extend(declaration.value.filter(|_| other.value.is_some()));
        let is_replaced = |one: &&Argument| other.arguments.iter().any(|argument| argument.name.text == one.name.text);
        parts.extend(declaration.arguments.iter().filter(is_replaced).map(|argument| argument.whole));
    }
    parts
}

/// Returns the `lifecycle` blocks of all resources, in either syntax.
pub(super) fn lifecycle_blocks(document: &FileFacts) -> Regions {
    let parts = document
        .declarations
        .iter()
        .flat_map(|declaration| declaration.nested_blocks.iter().chain(&declaration.arguments));
    parts.filter(|part| &*part.name.text == "lifecycle").map(|part| part.whole).collect()
}

/// Reports an index into a resource with only one instance, and an attribute of a resource with several.
fn instance(
    source: &Source<'_>,
    reference: &Reference,
    repetition: Option<Repetition>,
    is_in_lifecycle: impl Fn() -> bool,
    findings: &mut Findings,
) {
    let after = source.text.get(reference.name.end as usize..).unwrap_or_default();
    let mut next = after.chars();
    let next = (next.next(), next.next());
    let address = &reference.address;
    let message = match (repetition, next) {
        (None, (Some('['), Some('0'..='9' | '"'))) => {
            format!("`{address}` has neither `count` nor `for_each`; remove the index")
        }
        (Some(repetition), (Some('.'), Some(letter)))
            if (letter.is_alphabetic() || letter == '_') && !is_in_lifecycle() =>
        {
            let (argument, index) = match repetition {
                Repetition::Count => ("count", "[count.index]` or `[0]"),
                Repetition::ForEach => ("for_each", "[each.key]"),
            };
            format!("`{address}` has `{argument}`; add an index, such as `{index}`")
        }
        _ => return,
    };
    findings.add(Rule::UndeclaredReference, reference.whole.range(), message, None);
}

fn undeclared<'m>(
    similar: &mut SimilarNames<'m>,
    (position, reference): (usize, &'m Reference),
    severity: Severity,
    findings: &mut Findings,
) {
    let address = &reference.address;
    let is_certain = match address {
        Address::Named(Named::Variable | Named::Local | Named::Module, _) | Address::Typed(Typed::Data, ..) => true,
        Address::Typed(Typed::Resource, type_name, _) => !RESERVED_ROOTS.contains(&&**type_name),
        // Without an alias, it is a default configuration, which need not be declared.
        Address::Typed(Typed::Provider, _, alias) => !alias.is_empty(),
        _ => false,
    };
    if !is_certain {
        return;
    }
    let nearest = similar.nearest(address);
    let (noun, advice) = match address {
        Address::Typed(Typed::Provider, name, alias) => {
            ("provider configuration", format!("; add a `provider \"{name}\"` block with `alias = \"{alias}\"`"))
        }
        _ => (address.noun(), String::new()),
    };
    let (advice, correction) = match nearest {
        Some(nearest) => {
            let other = address.renamed(&nearest);
            let title = format!("Change to `{other}`");
            let correction = Correction::replace(title, reference.name.range(), nearest);
            (format!("; did you mean `{other}`?"), Some(correction))
        }
        None => (advice, None),
    };
    let message = format!("undeclared {noun} `{address}`{advice}");
    let diagnostic = Diagnostic::with_severity(severity, reference.whole.range(), message);
    let is_variable = matches!(address, Address::Named(Named::Variable, _));
    let fix = is_variable.then_some(ModuleFix::DeclareVariable(position));
    findings.push_with_fix(Rule::UndeclaredReference, diagnostic, correction, fix);
}

/// The declared names that are most similar to undeclared ones.
struct SimilarNames<'m> {
    own: &'m Module,
    known: HashMap<&'m Address, Option<String>>,
}

impl<'m> SimilarNames<'m> {
    fn nearest(&mut self, address: &'m Address) -> Option<String> {
        let own = self.own;
        let find = || {
            let names = similar_names(own, address);
            closest_match(address.name(), names.iter().map(|name| &**name)).map(str::to_owned)
        };
        self.known.entry(address).or_insert_with(find).clone()
    }
}

/// Returns the names of the same kind.
fn similar_names(own: &Module, address: &Address) -> Vec<Arc<str>> {
    let is_similar = |other: &Address| match (other, address) {
        (Address::Named(left, _), Address::Named(right, _)) => left == right,
        (Address::Typed(left, left_type, _), Address::Typed(right, right_type, _)) => {
            left == right && left_type == right_type
        }
        _ => false,
    };
    let addresses = own.all_declarations().map(|(_, declaration)| &declaration.address);
    addresses.filter(|other| is_similar(other)).map(|other| other.name().clone()).collect()
}

/// Returns a fix that declares a variable.
pub fn declare(environment: &Environment<'_>, file: &File<'_>, reference: &Reference) -> Option<QuickFix> {
    let Address::Named(Named::Variable, name) = &reference.address else { return None };
    let implied = match file {
        File::Native(file) => implied_type(environment, file, reference.whole),
        File::Json(_) => "string".to_owned(),
    };
    let lines = [format!("  type = {implied}\n")];
    let (file, edit) = insertion::variable(environment.index, name, &lines)?;
    let changes = vec![FileEdits::new(file, vec![edit])];
    Some(QuickFix { title: format!("Declare variable `{name}`"), resolves: Vec::new(), changes, is_preferred: false })
}

fn undeclared_value<'m>(similar: &mut SimilarNames<'m>, reference: &'m Reference, findings: &mut Findings) {
    let name = reference.address.name();
    let nearest = similar.nearest(&reference.address);
    let message = format!("value for undeclared variable `{name}`{}", did_you_mean(nearest.as_deref()));
    let correction =
        nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), reference.name.range(), nearest));
    findings.warn(Rule::UndeclaredReference, reference.name.range(), message, correction);
}

fn unused(index: &ModuleIndex<'_>, own: &Module, findings: &mut Findings) {
    for (position, declaration) in index.document().declarations.iter().enumerate() {
        let address = &declaration.address;
        let has_to_be_used =
            matches!(address, Address::Named(Named::Variable | Named::Local, _) | Address::Typed(Typed::Data, ..));
        if !has_to_be_used || own.is_used(address, |used| used.is_read) {
            continue;
        }
        let message = format!("{} `{}` is declared but never used", address.noun(), address.name());
        let diagnostic = Diagnostic::hint(declaration.name.range(), message).with_tag(Tag::Unnecessary);
        let fix = ModuleFix::RemoveDeclaration(position);
        findings.push_with_fix(Rule::UnusedDeclaration, diagnostic, None, Some(fix));
    }
}

/// Returns a fix that removes a declaration, and the values that callers and variable files assign to a variable.
pub fn remove(source: &Source<'_>, index: &ModuleIndex<'_>, declaration: &Declaration) -> Option<QuickFix> {
    let own = &index.own();
    let is_json = is_json_file(source.file_name);
    let whole = removal::declaration(source.text, declaration.whole.range(), is_json);
    let mut edits = vec![(FileRef::Document, Edit::delete(whole))];
    if matches!(declaration.address, Address::Named(Named::Variable, _)) {
        for occurrence in index.occurrences(own, &declaration.address) {
            match occurrence.kind {
                OccurrenceKind::Declaration => {}
                OccurrenceKind::Assignment => {
                    let text = index.text(&occurrence.file)?;
                    let is_json = is_json_file(index.name_of(&occurrence.file));
                    let range = removal::argument(&text, occurrence.name.start as usize, is_json)?;
                    edits.push((occurrence.file, Edit::delete(range)));
                }
                // Its own validation is removed with it. If another file, such as a test, uses it, there is no fix.
                OccurrenceKind::Read if occurrence.file == FileRef::Document => {}
                OccurrenceKind::Read => return None,
            }
        }
    }
    let title = format!("Remove {} `{}`", declaration.address.noun(), declaration.address.name());
    Some(QuickFix { title, resolves: Vec::new(), changes: FileEdits::group(edits), is_preferred: false })
}
