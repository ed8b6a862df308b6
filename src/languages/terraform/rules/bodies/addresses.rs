//! `ArgumentValue`: addresses in `moved` and `removed` blocks that Terraform cannot read.

use crate::languages::syntax::hcl::{ExprKind, Expression, Step};
use crate::languages::terraform::values::type_constraint::Mismatch;

/// Words with which a reference begins, and an address in a `moved` block does not.
const RESERVED: [&str; 7] = ["count", "each", "local", "path", "self", "terraform", "var"];

/// A part of an address.
enum Part<'f> {
    Name(&'f str),
    /// The key of an instance.
    Key,
}

/// Returns what is wrong with an address in the argument `name` of a block.
pub(super) fn problem(keyword: &str, name: &str, address: Expression<'_>) -> Option<Mismatch> {
    let is_removed = keyword == "removed";
    // `null` is what the fix for a missing argument inserts.
    if !matches!(keyword, "moved" | "removed") || matches!(address.kind(), ExprKind::Broken | ExprKind::Null) {
        return None;
    }
    let mismatch = |message: &str| Some(Mismatch { range: address.range(), message: format!("`{name}` {message}") });
    let Some(parts) = parts(address) else {
        return mismatch("takes the address of a resource or module, such as `aws_vpc.main` or `module.network`");
    };
    if is_removed && parts.iter().any(|part| matches!(part, Part::Key)) {
        return mismatch("takes the address of all instances; remove the key in brackets");
    }
    let resource = behind_modules(&parts);
    let first = if let Some(Part::Name(first)) = resource.first() { *first } else { "" };
    match resource {
        // The address of a module.
        [] if !parts.is_empty() => None,
        [Part::Name("data"), ..] if is_removed => {
            mismatch("takes resources only; to forget a data source, remove its block")
        }
        _ if !is_removed && RESERVED.contains(&first) => {
            mismatch("takes the address of a resource or module, not another reference")
        }
        [_] => mismatch("requires a type and a name, such as `aws_vpc.main`"),
        [Part::Name(_), Part::Key, ..] => mismatch("requires a name after the type, such as `aws_vpc.main`"),
        _ if !is_removed && matches!(first, "data" | "resource" | "ephemeral" | "action") => None,
        [_, _, Part::Name(_), ..] => mismatch("takes the address of a whole resource; remove the attribute"),
        _ => None,
    }
}

/// Whether one of two valid addresses is that of a module, and the other that of a resource.
pub(super) fn are_of_different_kinds(from: Expression<'_>, to: Expression<'_>) -> bool {
    let are_valid = ![from, to].iter().any(|address| problem("moved", "", *address).is_some());
    are_valid && parts(from).is_some() && parts(to).is_some() && is_module(from) != is_module(to)
}

/// Whether an address is certainly that of a module.
pub(super) fn is_module(address: Expression<'_>) -> bool {
    parts(address).is_some_and(|parts| !parts.is_empty() && behind_modules(&parts).is_empty())
}

/// The parts of an address. `None` for another expression.
fn parts(address: Expression<'_>) -> Option<Vec<Part<'_>>> {
    let first = match address.kind() {
        ExprKind::Traversal(first) => first,
        _ => address,
    };
    let root = first.word()?;
    let steps = address.steps().map(|step| match step {
        Step::Name(name) => Some(Part::Name(name.text())),
        Step::LegacyIndex(_) => Some(Part::Key),
        Step::Index(key) => {
            let is_index = matches!(key.kind(), ExprKind::Number(digits) if !digits.contains('.'));
            (is_index || key.literal().is_some()).then_some(Part::Key)
        }
        Step::AttributeSplat | Step::FullSplat => None,
    });
    std::iter::once(Some(Part::Name(root))).chain(steps).collect()
}

/// What follows the modules in an address.
fn behind_modules<'p, 'f>(mut parts: &'p [Part<'f>]) -> &'p [Part<'f>] {
    loop {
        parts = match parts {
            [Part::Name("module"), Part::Name(_), Part::Key, rest @ ..]
            | [Part::Name("module"), Part::Name(_), rest @ ..] => rest,
            _ => return parts,
        };
    }
}
