//! Replaces the uses of a local value by its value.

use crate::languages::answers::{Edit, FileEdits, FileRef, Refactoring, RefactoringKind};
use crate::languages::syntax::hcl::{self, ExprKind};
use crate::languages::terraform::file_names::is_json_file;
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::index::OccurrenceKind;
use crate::languages::terraform::model::scope::Environment;

pub fn local(environment: &Environment<'_>, offset: usize) -> Option<Refactoring> {
    let index = environment.index;
    let (module, address, _) = index.symbol_at(offset).filter(|(_, _, name)| name.touches(offset))?;
    if !matches!(address, Address::Named(Named::Local, _)) || !module.is_complete {
        return None;
    }
    let mut declarations = module.declarations(&address);
    let (Some((file, declaration)), None) = (declarations.next(), declarations.next()) else { return None };
    let is_native = |file: &FileRef| !is_json_file(index.name_of(file));
    let text = index.text(&file.file).filter(|_| is_native(&file.file))?;
    let value = text.get(declaration.value?.range())?;
    // A heredoc needs lines of its own.
    if value.contains("<<") {
        return None;
    }
    let value = if is_term(value)? { value.to_owned() } else { format!("({value})") };
    let whole = hcl::delete_range(&text, declaration.whole.range());
    let mut edits = vec![(file.file.clone(), Edit::delete(whole))];
    for occurrence in index.occurrences(&module, &address) {
        match occurrence.kind {
            OccurrenceKind::Declaration => {}
            _ if !is_native(&occurrence.file) => return None,
            _ => {
                let is_within_itself = occurrence.file == file.file
                    && declaration.whole.start <= occurrence.whole.start
                    && occurrence.whole.end <= declaration.whole.end;
                if is_within_itself {
                    return None;
                }
                edits.push((occurrence.file, Edit::replace(occurrence.whole.range(), value.clone())));
            }
        }
    }
    let has_uses = edits.len() > 1;
    has_uses.then(|| Refactoring {
        kind: RefactoringKind::Inline,
        title: format!("Inline `{address}`"),
        changes: FileEdits::group(edits),
    })
}

/// Whether an expression needs no parentheses, wherever it stands. `None` if it does not parse.
fn is_term(value: &str) -> Option<bool> {
    let text = format!("x = {value}\n");
    let file = hcl::File::parse(&text);
    let kind = file.body().attribute("x").filter(|_| file.errors().is_empty())?.value().kind();
    Some(matches!(
        kind,
        ExprKind::Template(_)
            | ExprKind::Bool(_)
            | ExprKind::Null
            | ExprKind::Number(_)
            | ExprKind::Traversal(_)
            | ExprKind::Call(_)
            | ExprKind::Tuple
            | ExprKind::Object
            | ExprKind::For(_)
            | ExprKind::Parentheses(_)
    ))
}
