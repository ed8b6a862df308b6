//! Checks the names of blocks, and their required and unknown attributes.

use super::findings::{Check, Findings};
use super::{Block, Name};
use crate::languages::answers::{Diagnostic, Edit};
use crate::languages::bake::evaluation::targets::is_valid_name;
use crate::languages::bake::reference::attributes::{self, BLOCKS, Kind, VALIDATION_BLOCK};
use crate::languages::bake::syntax::{Attribute, Body, Expr, ExprKind, Syntax, is_identifier};
use crate::languages::findings::Correction;
use crate::languages::text::{closest_match, did_you_mean};

/// Whether every block has exactly one label, as Bake requires.
pub fn are_labelled(body: &Body) -> bool {
    let blocks = body.blocks.iter().filter(|block| attributes::block(&block.kind.text).is_some());
    blocks.into_iter().all(|block| block.label.is_some() && block.surplus_label.is_none())
}

/// Checks that a block has exactly one label. For targets and groups, Bake restricts the characters of the label.
pub fn check_labels(block: &Block, findings: &mut Findings) {
    let kind = &block.kind.text;
    if attributes::block(kind).is_none() {
        return;
    }
    let Some(label) = &block.label else {
        let brace = block.body.range().start;
        findings.error(Check::Block, &(brace..brace + 1), || format!("missing {kind} name before `{{`"));
        return;
    };
    if let Some(surplus) = &block.surplus_label {
        findings.error(Check::Block, &surplus.range(), || format!("a {kind} takes only one name"));
    }
    if matches!(kind.as_str(), "target" | "group") && !is_valid_name(&label.text) {
        let message = || format!("invalid {kind} name `{}`: expected letters, digits, `_` and `-`", label.text);
        findings.add(Check::Name, || {
            let fixed = crate::languages::bake::evaluation::functions::sanitize(&label.text);
            let correction = Correction::replace(format!("Rename to `{fixed}`"), label.inner(), fixed);
            (Diagnostic::error(label.range(), message()), Some(correction.not_preferred()))
        });
    }
}

/// Checks the attributes of a block. If the file has a syntax error, required attributes may only seem to be missing.
pub fn check(block: &Block, is_broken: bool, findings: &mut Findings) {
    let kind = block.kind.text.as_str();
    let Some(known) = attributes::block(kind) else {
        let names = BLOCKS.iter().map(|block| block.name);
        unknown_block(&block.kind, names.filter(|_| block.label.is_some()), findings);
        return;
    };
    check_attributes(&block.body, known, findings);
    for inner in &block.body.blocks {
        if kind == "variable" && inner.kind.text == "validation" {
            if let Some(label) = &inner.label {
                findings.error(Check::Block, &label.range(), || "a validation takes no name".to_owned());
            }
            check_attributes(&inner.body, &VALIDATION_BLOCK, findings);
            if !is_broken {
                require(inner, "condition", findings);
                // Bake only shows the message for a value that does not satisfy the condition.
                if inner.body.attribute("error_message").is_none() {
                    findings.warning(Check::Block, &inner.kind.range(), || {
                        "missing `error_message` in this validation".to_owned()
                    });
                }
            }
        } else {
            let blocks = (kind == "variable").then_some("validation");
            unknown_block(&inner.kind, blocks.into_iter(), findings);
        }
    }
    if let Some(description) = block.body.attribute("description").filter(|_| kind == "variable") {
        let found = match description.value.kind {
            ExprKind::Null => Some("null"),
            ExprKind::Tuple(_) => Some("a list"),
            ExprKind::Object(_) => Some("an object"),
            _ => None,
        };
        if let Some(found) = found {
            let message = || format!("`description` must be a string, not {found}");
            findings.error(Check::Block, &description.value.range(), message);
        }
    }
    match kind {
        "group" if !is_broken => require(block, "targets", findings),
        "function" if !is_broken => {
            require(block, "params", findings);
            require(block, "result", findings);
        }
        "target" if block.body.attribute("matrix").is_none() => {
            if let Some(name) = block.body.attribute("name") {
                findings.error(Check::Block, &name.name.range(), || "`name` requires `matrix`".to_owned());
            }
        }
        _ => {}
    }
}

/// Checks the parameters of a function, which must be a list of names. In HCL, the words `true`, `false` and `null` are
/// names, too. In JSON, names are strings.
pub fn check_parameters(block: &Block, syntax: Syntax, findings: &mut Findings) {
    if block.kind.text != "function" {
        return;
    }
    let parameters = match block.body.attribute("params").map(|parameters| &parameters.value) {
        Some(Expr { kind: ExprKind::Tuple(elements), .. }) => elements.as_slice(),
        Some(other) if !matches!(other.kind, ExprKind::Broken) => {
            let message = || "expected a list of parameter names in brackets".to_owned();
            findings.error(Check::Block, &other.range(), message);
            &[]
        }
        _ => &[],
    };
    let variadic = block.body.attribute("variadic_params").map(|variadic| &variadic.value);
    for element in parameters.iter().chain(variadic) {
        let is_name = match &element.kind {
            ExprKind::Broken => true,
            ExprKind::Variable(_) | ExprKind::Bool(_) | ExprKind::Null => syntax == Syntax::Hcl,
            ExprKind::String(text, _) => {
                // The string is parsed like an expression.
                let name = text.trim_matches([' ', '\t']);
                syntax == Syntax::Json && (is_identifier(name) || !name.is_ascii())
            }
            _ => false,
        };
        if !is_name {
            let is_quoted = syntax == Syntax::Hcl && element.literal().is_some();
            let hint = if is_quoted { " without quotes" } else { "" };
            findings.error(Check::Block, &element.range(), || format!("expected a parameter name{hint}"));
        }
    }
}

fn check_attributes(body: &Body, known: &attributes::Block, findings: &mut Findings) {
    for attribute in &body.attributes {
        let name = attribute.name.text.as_str();
        if known.attributes.iter().any(|known| known.name == name) {
            continue;
        }
        if known.name == "group" && matches!(name, "name" | "matrix") {
            findings.error(Check::Block, &attribute.name.range(), || format!("`{name}` is not allowed in a group"));
            continue;
        }
        findings.add(Check::IgnoredAttribute, || {
            let nearest = closest_match(name, known.attributes.iter().map(|known| known.name));
            let what = format!("unknown {} attribute `{name}`", known.name);
            let nearest = nearest.and_then(|nearest| known.attributes.iter().find(|known| known.name == nearest));
            // An attribute that is already set was not intended.
            let nearest = nearest.filter(|nearest| body.attribute(nearest.name).is_none());
            let correction = nearest.and_then(|nearest| rename(attribute, nearest));
            if known.name == "function" {
                let message = format!("{what}{}", did_you_mean(nearest.map(|it| it.name)));
                return (Diagnostic::error(attribute.name.range(), message), correction);
            }
            (Diagnostic::warning(attribute.name.range(), no_effect(&what, nearest.map(|it| it.name))), correction)
        });
    }
}

/// Changes the name of an attribute. A list of one string is changed to the string if the other attribute requires one.
fn rename(attribute: &Attribute, to: &attributes::Attribute) -> Option<Correction> {
    let mut edits = vec![Edit::replace(attribute.name.inner(), to.name)];
    match (&attribute.value.kind, to.kind) {
        (ExprKind::Tuple(elements), Kind::String) => {
            let [element] = elements.as_slice() else { return None };
            let (list, element) = (attribute.value.range(), element.name()?.range());
            edits.push(Edit::delete(list.start..element.start));
            edits.push(Edit::delete(element.end..list.end));
        }
        (ExprKind::Tuple(_), Kind::Bool | Kind::StringMap)
        | (
            ExprKind::String(..) | ExprKind::Number(_) | ExprKind::Bool(_),
            Kind::Strings
            | Kind::MoreStrings
            | Kind::StringMap
            | Kind::CacheFrom
            | Kind::CacheTo
            | Kind::Outputs
            | Kind::Policies
            | Kind::Resources,
        ) => return None,
        (ExprKind::Object(_), kind)
            if !matches!(kind, Kind::StringMap | Kind::Resources | Kind::Special | Kind::Other) =>
        {
            return None;
        }
        _ => {}
    }
    Some(Correction::new(format!("Change to `{}`", to.name), edits))
}

/// Warns about a block that Bake ignores.
fn unknown_block<'n>(name: &Name, known: impl Iterator<Item = &'n str>, findings: &mut Findings) {
    findings.add(Check::IgnoredBlock, || {
        let nearest = closest_match(&name.text, known);
        let message = no_effect(&format!("unknown block `{}`", name.text), nearest);
        let correction =
            nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), name.inner(), nearest));
        (Diagnostic::warning(name.range(), message), correction)
    });
}

fn no_effect(what: &str, nearest: Option<&str>) -> String {
    format!("{what} has no effect{}", did_you_mean(nearest))
}

fn require(block: &Block, name: &str, findings: &mut Findings) {
    if block.body.attribute(name).is_none() {
        let at = block.label.as_ref().unwrap_or(&block.kind);
        findings.error(Check::Block, &at.range(), || format!("missing `{name}` in this {}", block.kind.text));
    }
}
