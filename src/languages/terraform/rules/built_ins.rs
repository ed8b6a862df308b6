//! `UndeclaredReference`: names that Terraform provides, used where they are not available, such as `each` without
//! `for_each`, and words that are neither a reference nor a string.

use super::Rule;
use super::finding::Findings;
use super::names::ignored_parts;
use super::surroundings::Surroundings;
use crate::languages::answers::{Diagnostic, Edit};
use crate::languages::findings::Correction;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::file_names::{FileKind, is_json_file, is_opentofu_file};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::facts::{BuiltInUse, Declaration, FileFacts, Repetition, Word};
use crate::languages::terraform::model::index::ModuleIndex;
use crate::languages::terraform::reference::references;
use crate::languages::text::{closest_match, did_you_mean};

/// The maximum number of arguments and blocks of a resource in its declaration. Further ones are not recorded.
const MAX_ARGUMENTS: usize = 256;

/// The blocks of a resource in which `self` is available, beside postconditions.
const WITH_SELF: [&str; 2] = ["provisioner", "connection"];

pub fn check(source: &Source<'_>, index: &ModuleIndex<'_>, findings: &mut Findings) {
    let document = index.document();
    let is_module = FileKind::from_name(source.file_name) == FileKind::Module && !is_opentofu_file(source.file_name);
    if !is_module || document.has_errors || (document.built_ins.is_empty() && document.bare_words.is_empty()) {
        return;
    }
    let surroundings = Surroundings::new(document);
    let own = index.own();
    let ignored = ignored_parts(index, &own);
    for built_in in &document.built_ins {
        let is_evaluated = !document.is_generated(built_in.whole) && !ignored.contain(built_in.whole);
        let Some(declaration) = surroundings.of(built_in.whole).filter(|_| is_evaluated) else {
            continue;
        };
        if !attribute(source, built_in, findings) && !own.has_overrides {
            context(&built_in.root, built_in.whole, declaration, document, findings);
        }
    }
    for word in &document.bare_words {
        if document.is_generated(word.span) {
            continue;
        }
        let declaration = surroundings.of(word.span);
        let Some(declaration) = declaration.filter(|declaration| has_expression(declaration, word.span)) else {
            continue;
        };
        if &*word.text == "self" {
            context(&word.text, word.span, declaration, document, findings);
        } else if findings.admits(Rule::UndeclaredReference) {
            bare_word(source, index, word, findings);
        }
    }
}

/// Reports an attribute that an object provided by Terraform does not have.
fn attribute(source: &Source<'_>, built_in: &BuiltInUse, findings: &mut Findings) -> bool {
    let Some(known) = references::ALL.iter().find(|known| known.name == &*built_in.root) else { return false };
    let text = source.text.get(built_in.whole.range()).unwrap_or_default();
    let Some(name) = text.strip_prefix(known.name).and_then(|rest| rest.strip_prefix('.')) else { return false };
    let names = known.attributes.iter().map(|attribute| attribute.name);
    // `self` has the attributes of its resource.
    if known.attributes.is_empty() || names.clone().any(|other| other == name) {
        return false;
    }
    // Workspaces were called environments before Terraform 0.10.
    let was_renamed = (known.name, name) == ("terraform", "env");
    let nearest = if was_renamed { Some("workspace") } else { closest_match(name, names) };
    let message = format!("`{}` has no attribute `{name}`{}", known.name, did_you_mean(nearest));
    let end = built_in.whole.range().end;
    let correction =
        nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), end - name.len()..end, nearest));
    findings.add(Rule::UndeclaredReference, built_in.whole.range(), message, correction);
    true
}

/// Reports `each`, `count` and `self` where a declaration does not have them.
fn context(root: &str, whole: Span, declaration: &Declaration, document: &FileFacts, findings: &mut Findings) {
    let is_resource = declaration.address.is_resource();
    let is_repeated = is_resource || matches!(declaration.address, Address::Named(Named::Module, _));
    let is_in_repetition = || declaration.repetition_argument.is_some_and(|argument| argument.contains(whole));
    if matches!(root, "each" | "count") && is_repeated && is_in_repetition() {
        let message = format!("`{root}` is not available in the values of `count` and `for_each`");
        return findings.add(Rule::UndeclaredReference, whole.range(), message, None);
    }
    let is_value = match declaration.address {
        Address::Named(Named::Local | Named::Output | Named::Check, _) => true,
        // Other arguments are constants.
        Address::Named(Named::Variable, _) => document.preconditions.contain(whole),
        _ => false,
    };
    // Of the arguments that a `module` block passes, Terraform checks only `self`.
    let is_input = root == "self" && matches!(declaration.address, Address::Named(Named::Module, _));
    if !(is_resource || is_value || is_input) {
        return;
    }
    let repeats = |repetition| !is_value && declaration.repetition == Some(repetition);
    let message = match root {
        "each" if !repeats(Repetition::ForEach) => "`each` is only available in a block with `for_each`",
        "count" if !repeats(Repetition::Count) => "`count` is only available in a block with `count`",
        "self"
            if !(is_resource
                && (document.postconditions.contain(whole) || may_have_self(declaration, document, whole))) =>
        {
            "`self` is only available in `provisioner`, `connection` and `postcondition` blocks"
        }
        _ => return,
    };
    findings.add(Rule::UndeclaredReference, whole.range(), message.to_owned(), None);
}

fn may_have_self(declaration: &Declaration, document: &FileFacts, span: Span) -> bool {
    let parts = || declaration.nested_blocks.iter().chain(&declaration.arguments);
    let with_self = parts().filter(|part| WITH_SELF.contains(&&*part.name.text));
    // Later versions of Terraform decide about triggers.
    let is_within =
        document.action_triggers.contain(span) || with_self.into_iter().any(|part| part.whole.contains(span));
    is_within || parts().count() >= MAX_ARGUMENTS
}

/// Whether a word in a declaration is part of an expression, and not a keyword.
fn has_expression(declaration: &Declaration, word: Span) -> bool {
    match declaration.address {
        Address::Named(Named::Local | Named::Output, _) => declaration.value.is_some_and(|value| value.contains(word)),
        Address::Named(kind, _) => kind == Named::Module,
        Address::Typed(..) => declaration.address.is_resource(),
    }
}

fn bare_word(source: &Source<'_>, index: &ModuleIndex<'_>, word: &Word, findings: &mut Findings) {
    let (name, range) = (&*word.text, word.span.range());
    let is_json = is_json_file(source.file_name);
    let is_quoted = source.text[..range.start].ends_with('"') && source.text[range.end..].starts_with('"');
    let needs_attribute = references::ALL.iter().any(|known| known.name == name)
        || references::ROOTS.iter().any(|(root, _)| *root == name);
    if needs_attribute {
        let message = format!("`{name}` cannot stand alone; write `{name}.` and a name");
        return findings.add(Rule::UndeclaredReference, range, message, None);
    }
    // The second argument of this function of OpenTofu is a type.
    if matches!(name, "any" | "bool" | "number" | "string") && source.text.contains("convert(") {
        return;
    }
    let own = index.own();
    let declared = [Named::Variable, Named::Local].map(|kind| Address::Named(kind, word.text.clone()));
    let declared = declared.into_iter().find(|address| own.is_declared(address));
    let (message, correction) = if let Some(address) = declared {
        let correction = Correction::replace(format!("Change to `{address}`"), range.clone(), address.to_string());
        (format!("undeclared name `{name}`; did you mean `{address}`?"), Some(correction))
    } else if is_quoted && !is_json {
        // Terraform reads the strings of `depends_on` as references.
        (format!("incomplete reference `{name}`: expected a resource or module, for example `aws_vpc.main`"), None)
    } else {
        let quotes = vec![Edit::insert(range.start, "\""), Edit::insert(range.end, "\"")];
        let correction = (!is_json).then(|| Correction::new("Add quotes", quotes).not_preferred());
        (format!("undeclared name `{name}`; put a string in quotes"), correction)
    };
    findings.push_with_fix(Rule::UndeclaredReference, Diagnostic::error(range, message), correction, None);
}
