//! Converts between `count` and `for_each` for a resource or module with at most one instance.

use super::rewrite;
use crate::languages::answers::{Edit, FileEdits, FileRef, Refactoring};
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{Attribute, Block, ExprKind, Expression, File};
use crate::languages::terraform::features::navigation::built_in_uses;
use crate::languages::terraform::features::rename::MOVED_SINCE;
use crate::languages::terraform::file_names::is_json_file;
use crate::languages::terraform::model::index::OccurrenceKind;
use crate::languages::terraform::model::scope::Environment;

/// The key of the only instance.
const KEY: &str = "this";

/// Converts the argument and adds a `moved` block, so that Terraform keeps the object. Only if every reference names
/// the instance.
pub fn convert(
    source: &Source<'_>,
    file: &File<'_>,
    environment: &Environment<'_>,
    offset: usize,
) -> Option<Refactoring> {
    let block = file.body().blocks().find(|block| block.range().contains(&offset))?;
    let argument = repetition(block).filter(|argument| argument.range().contains(&offset))?;
    let index = environment.index;
    let own = index.own();
    let is_certain = file.errors().is_empty() && own.is_complete && !own.has_overrides;
    if !is_certain || !environment.has(MOVED_SINCE) {
        return None;
    }
    let is_count = argument.name().text() == "count";
    let (name, value, old, new) = if is_count {
        ("for_each", from_count(source.text, argument)?, "[0]".to_owned(), format!("[\"{KEY}\"]"))
    } else {
        let (key, value) = from_for_each(source.text, argument)?;
        ("count", value, format!("[\"{key}\"]"), "[0]".to_owned())
    };
    let range = block.range();
    let document = index.document();
    let declaration = document.declarations.iter().find(|declaration| declaration.whole.range() == range)?;
    if built_in_uses(index, declaration).next().is_some() {
        return None;
    }
    let address = &declaration.address;
    let mut edits = Vec::new();
    for occurrence in index.occurrences(&own, address) {
        if occurrence.kind == OccurrenceKind::Declaration {
            continue;
        }
        let text = index.text(&occurrence.file).filter(|_| !is_json_file(index.name_of(&occurrence.file)))?;
        let end = occurrence.whole.end as usize;
        if !text.get(end..)?.starts_with(&old) {
            return None;
        }
        edits.push((occurrence.file, Edit::replace(end..end + old.len(), new.clone())));
    }
    edits.push((FileRef::Document, Edit::replace(argument.range(), format!("{name} = {value}"))));
    if address.has_state() {
        let moved = format!("\n\nmoved {{\n  from = {address}{old}\n  to   = {address}{new}\n}}");
        edits.push((FileRef::Document, Edit::insert(range.end, moved)));
    }
    Some(rewrite(format!("Convert to `{name}`"), FileEdits::group(edits)))
}

fn repetition(block: Block<'_>) -> Option<Attribute<'_>> {
    let can_repeat = matches!(block.name().text(), "resource" | "data" | "module");
    let body = block.body();
    match (body.attribute("count"), body.attribute("for_each")) {
        (Some(one), None) | (None, Some(one)) if can_repeat => Some(one),
        _ => None,
    }
}

/// Returns the value of `for_each`.
fn from_count(text: &str, count: Attribute<'_>) -> Option<String> {
    let is_number =
        |value: Expression<'_>, digits: &str| matches!(value.kind(), ExprKind::Number(found) if found == digits);
    match count.value().kind() {
        ExprKind::Number("1") => Some(format!("toset([\"{KEY}\"])")),
        ExprKind::Conditional { condition, when_true, when_false }
            if is_number(when_true, "1") && is_number(when_false, "0") =>
        {
            Some(format!("{} ? toset([\"{KEY}\"]) : toset([])", text.get(condition.range())?))
        }
        _ => None,
    }
}

/// Returns the key of the instance, and the value of `count`.
fn from_for_each(text: &str, for_each: Attribute<'_>) -> Option<(String, String)> {
    match for_each.value().kind() {
        ExprKind::Conditional { condition, when_true, when_false } if set(when_false)?.is_empty() => {
            let [key] = &set(when_true)?[..] else { return None };
            Some((key.clone(), format!("{} ? 1 : 0", text.get(condition.range())?)))
        }
        _ => {
            let [key] = &set(for_each.value())?[..] else { return None };
            Some((key.clone(), "1".to_owned()))
        }
    }
}

/// Returns the strings of `toset([...])`, if they need no escapes.
fn set(value: Expression<'_>) -> Option<Vec<String>> {
    let ExprKind::Call(call) = value.kind() else { return None };
    let mut arguments = call.arguments();
    let (list, None) = (arguments.next()?, arguments.next()) else { return None };
    let strings = list.elements().filter(|_| call.name().text() == "toset")?;
    let is_plain =
        |text: &str| text.chars().all(|next| next.is_alphanumeric() || matches!(next, '_' | '-' | '.' | ' '));
    strings.map(|each| each.literal().filter(|text| is_plain(text)).map(Into::into)).collect()
}
