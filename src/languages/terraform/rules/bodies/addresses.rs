//! `ArgumentValue`: addresses in `moved`, `removed` and `import` blocks that Terraform cannot read.

use crate::languages::syntax::hcl::{ExprKind, Expression, Step};
use crate::languages::terraform::values::type_constraint::Mismatch;

/// The first words of references that are not valid addresses in a `moved` or `import` block.
const RESERVED: [&str; 7] = ["count", "each", "local", "path", "self", "terraform", "var"];

/// A block that contains addresses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Moved,
    Removed,
    Import,
}

impl BlockKind {
    fn from_keyword(keyword: &str) -> Option<Self> {
        match keyword {
            "moved" => Some(Self::Moved),
            "removed" => Some(Self::Removed),
            "import" => Some(Self::Import),
            _ => None,
        }
    }
}

/// A part of an address.
enum Part<'f> {
    Name(&'f str),
    /// The key of an instance.
    Key,
}

/// Returns what is wrong with an address in the argument `name` of a block.
pub(super) fn problem(keyword: &str, name: &str, address: Expression<'_>) -> Option<Mismatch> {
    let block = BlockKind::from_keyword(keyword)?;
    if is_unfinished(address) {
        return None;
    }
    let problem = match parts(address, block) {
        Some(parts) => problem_of(&parts, block)?,
        None if block == BlockKind::Import => "takes the address of a resource, such as `aws_vpc.main`",
        None => "takes the address of a resource or module, such as `aws_vpc.main` or `module.network`",
    };
    Some(Mismatch { range: address.range(), message: format!("`{name}` {problem}") })
}

/// Whether one of two valid addresses in a `moved` block is that of a module, and the other that of a resource.
pub(super) fn are_of_different_kinds(from: Expression<'_>, to: Expression<'_>) -> bool {
    let is_module = |address: Expression<'_>| {
        let parts = parts(address, BlockKind::Moved)?;
        let is_valid = is_unfinished(address) || problem_of(&parts, BlockKind::Moved).is_none();
        is_valid.then(|| behind_modules(&parts).is_empty())
    };
    is_module(from).zip(is_module(to)).is_some_and(|(from, to)| from != to)
}

/// Whether an address is certainly that of a module.
pub(super) fn is_module(address: Expression<'_>) -> bool {
    parts(address, BlockKind::Removed).is_some_and(|parts| behind_modules(&parts).is_empty())
}

/// Whether an address is still to be written. `null` is what the fix for a missing argument inserts.
fn is_unfinished(address: Expression<'_>) -> bool {
    matches!(address.kind(), ExprKind::Broken | ExprKind::Null)
}

/// Returns what is wrong with the parts of an address.
fn problem_of(parts: &[Part<'_>], block: BlockKind) -> Option<&'static str> {
    let (is_removed, is_import) = (block == BlockKind::Removed, block == BlockKind::Import);
    if is_removed && parts.iter().any(|part| matches!(part, Part::Key)) {
        return Some("takes the address of all instances; remove the key in brackets");
    }
    let resource = behind_modules(parts);
    let first = if let Some(Part::Name(first)) = resource.first() { *first } else { "" };
    match resource {
        [] if is_import => Some("takes the address of a resource, not of a module"),
        // The address of a module.
        [] => None,
        [Part::Name("data"), ..] if is_removed => {
            Some("takes resources only; to forget a data source, remove its block")
        }
        [Part::Name("data" | "ephemeral"), ..] if is_import => Some("takes resources only"),
        _ if is_import && RESERVED.contains(&first) => Some("takes the address of a resource, not another reference"),
        _ if !is_removed && RESERVED.contains(&first) => {
            Some("takes the address of a resource or module, not another reference")
        }
        [_] => Some("requires a type and a name, such as `aws_vpc.main`"),
        [Part::Name(_), Part::Key, ..] => Some("requires a name after the type, such as `aws_vpc.main`"),
        _ if !is_removed && matches!(first, "data" | "resource" | "ephemeral" | "action") => None,
        [_, _, Part::Name(_), ..] | [_, _, Part::Key, Part::Name(_), ..] => {
            Some("takes the address of a whole resource; remove the attribute")
        }
        _ => None,
    }
}

/// The parts of an address, at least one. `None` for another expression.
/// An `import` block can compute keys.
fn parts(address: Expression<'_>, block: BlockKind) -> Option<Vec<Part<'_>>> {
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
            (is_index || key.literal().is_some() || block == BlockKind::Import).then_some(Part::Key)
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
