//! `UndeclaredReference`: names that Terraform provides, used where they are not available, such as `each` without
//! `for_each`, and words that are neither a reference nor a string.

use super::Rule;
use super::finding::Findings;
use crate::languages::answers::{Diagnostic, Edit};
use crate::languages::findings::Correction;
use crate::languages::sort::SortStably;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::file_names::{FileKind, is_json_file, is_opentofu_file};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{BuiltInUse, Declaration, Repetition, Word};
use crate::languages::terraform::model::index::ModuleIndex;
use crate::languages::terraform::reference::references;
use crate::languages::text::closest_match;

/// The maximum number of preceding declarations that are examined to find the one that contains a use. Only a `check`
/// contains other declarations, and at most one.
const MAX_NESTED: usize = 4;

/// The maximum number of arguments and blocks of a resource in its declaration. Further ones are not recorded.
const MAX_ARGUMENTS: usize = 256;

/// The blocks of a resource in which `self` is available.
const WITH_SELF: [&str; 3] = ["lifecycle", "provisioner", "connection"];

pub fn check(source: &Source<'_>, index: &ModuleIndex<'_>, findings: &mut Findings) {
    let document = index.document();
    let is_module = FileKind::from_name(source.file_name) == FileKind::Module && !is_opentofu_file(source.file_name);
    if !is_module || document.has_errors || (document.built_ins.is_empty() && document.bare_words.is_empty()) {
        return;
    }
    let mut declarations: Vec<&Declaration> = document.declarations.iter().collect();
    declarations.sort_stably_by_key(|declaration| declaration.whole.start);
    let around = |span: Span| {
        let before = declarations.partition_point(|declaration| declaration.whole.start <= span.start);
        let mut nearest = declarations[..before].iter().rev().take(MAX_NESTED);
        nearest.find(|declaration| span.end <= declaration.whole.end).copied()
    };
    let has_overrides = index.own().has_overrides;
    for built_in in &document.built_ins {
        let Some(declaration) = around(built_in.whole).filter(|_| !document.is_generated(built_in.whole)) else {
            continue;
        };
        if !attribute(source, built_in, findings) && !has_overrides {
            context(built_in, declaration, findings);
        }
    }
    let is_json = is_json_file(source.file_name);
    for word in &document.bare_words {
        if document.is_generated(word.span) {
            continue;
        }
        let Some(declaration) = around(word.span).filter(|declaration| has_expression(declaration, word.span)) else {
            continue;
        };
        if &*word.text == "self" {
            context(&BuiltInUse { root: word.text.clone(), whole: word.span }, declaration, findings);
        } else if findings.admits(Rule::UndeclaredReference) {
            bare_word(index, word, is_json, findings);
        }
    }
}

/// Reports an attribute that an object provided by Terraform does not have.
fn attribute(source: &Source<'_>, built_in: &BuiltInUse, findings: &mut Findings) -> bool {
    let Some(known) = references::ALL.iter().find(|known| known.name == &*built_in.root) else { return false };
    let text = source.text.get(built_in.whole.range()).unwrap_or_default();
    let Some(name) = text.strip_prefix(known.name).and_then(|rest| rest.strip_prefix('.')) else { return false };
    let mut names = known.attributes.iter().map(|attribute| attribute.name);
    // `self` has the attributes of its resource, and later versions of Terraform can have more attributes.
    if known.attributes.is_empty() || known.name == "terraform" || names.clone().any(|other| other == name) {
        return false;
    }
    let nearest = closest_match(name, names.by_ref());
    let mut message = format!("`{}` has no attribute `{name}`", known.name);
    let end = built_in.whole.range().end;
    let correction = nearest.map(|nearest| {
        message = format!("{message}; did you mean `{nearest}`?");
        Correction::replace(format!("Change to `{nearest}`"), end - name.len()..end, nearest)
    });
    findings.add(Rule::UndeclaredReference, built_in.whole.range(), message, correction);
    true
}

/// Reports a name that is not available in a declaration.
fn context(built_in: &BuiltInUse, declaration: &Declaration, findings: &mut Findings) {
    let is_resource =
        matches!(declaration.address, Address::Typed(Typed::Resource | Typed::Data | Typed::Ephemeral, ..));
    let is_value = matches!(declaration.address, Address::Named(Named::Local | Named::Output, _));
    // Terraform does not validate the arguments that a `module` block passes.
    if !(is_resource || is_value) {
        return;
    }
    let repeats = |repetition| !is_value && declaration.repetition == Some(repetition);
    let message = match &*built_in.root {
        "each" if !repeats(Repetition::ForEach) => "`each` is only available in a block with `for_each`",
        "count" if !repeats(Repetition::Count) => "`count` is only available in a block with `count`",
        "self" if !(is_resource && may_have_self(declaration, built_in.whole)) => {
            "`self` is only available in `provisioner`, `connection` and `postcondition` blocks"
        }
        _ => return,
    };
    findings.add(Rule::UndeclaredReference, built_in.whole.range(), message.to_owned(), None);
}

fn may_have_self(declaration: &Declaration, span: Span) -> bool {
    let parts = || declaration.nested_blocks.iter().chain(&declaration.arguments);
    let with_self = parts().filter(|part| WITH_SELF.contains(&&*part.name.text));
    let is_within = with_self.into_iter().any(|part| part.whole.start <= span.start && span.end <= part.whole.end);
    is_within || parts().count() >= MAX_ARGUMENTS
}

/// Whether a word in a declaration is part of an expression, and not a keyword.
fn has_expression(declaration: &Declaration, word: Span) -> bool {
    let is_in = |value: Span| value.start <= word.start && word.end <= value.end;
    match declaration.address {
        Address::Named(Named::Local | Named::Output, _) => declaration.value.is_some_and(is_in),
        Address::Named(kind, _) => kind == Named::Module,
        Address::Typed(kind, ..) => matches!(kind, Typed::Resource | Typed::Data | Typed::Ephemeral),
    }
}

fn bare_word(index: &ModuleIndex<'_>, word: &Word, is_json: bool, findings: &mut Findings) {
    let (name, range) = (&*word.text, word.span.range());
    let needs_attribute = references::ALL.iter().any(|known| known.name == name)
        || references::ROOTS.iter().any(|(root, _)| *root == name);
    if needs_attribute {
        let message = format!("`{name}` cannot stand alone; write `{name}.` and a name");
        return findings.add(Rule::UndeclaredReference, range, message, None);
    }
    let own = index.own();
    let declared = [Named::Variable, Named::Local].map(|kind| Address::Named(kind, word.text.clone()));
    let declared = declared.into_iter().find(|address| own.is_declared(address));
    let (message, correction) = if let Some(address) = declared {
        let correction = Correction::replace(format!("Change to `{address}`"), range.clone(), address.to_string());
        (format!("undeclared name `{name}`; did you mean `{address}`?"), Some(correction))
    } else {
        let quotes = vec![Edit::insert(range.start, "\""), Edit::insert(range.end, "\"")];
        let correction = (!is_json).then(|| Correction::new("Add quotes", quotes).not_preferred());
        (format!("undeclared name `{name}`; put a string in quotes"), correction)
    };
    findings.push_with_fix(Rule::UndeclaredReference, Diagnostic::error(range, message), correction, None);
}
