//! Completes variables, functions and references in expressions.

use super::{Completer, Insertion, names};
use crate::languages::answers::CompletionKind;
use crate::languages::bake::evaluation::attributes;
use crate::languages::bake::evaluation::calls::parameters;
use crate::languages::bake::evaluation::evaluator::BUILT_IN_VARIABLES;
use crate::languages::bake::evaluation::types::KEYWORDS;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::features::context::{Frame, is_word};
use crate::languages::bake::features::documentation::{Signature, standard_function};
use crate::languages::bake::reference::functions::FUNCTIONS;
use crate::languages::bake::syntax::{Block, ExprKind, Name, touches};
use crate::languages::sort::SortStably;

/// Completes an expression at the cursor.
pub fn expression(completer: &mut Completer) {
    match completer.context.path.as_slice() {
        [] => {}
        [root] if root == "target" || root == "group" => return blocks(completer, &root.clone()),
        [root, _] if root == "target" || root == "group" => {
            let is_group = root == "group";
            for attribute in attributes(&root.clone()).iter().filter(|attribute| attribute.name != "matrix") {
                completer.push_plain(attribute.name, CompletionKind::Attribute, Some(attribute.r#type));
            }
            if is_group {
                completer.push_plain("name", CompletionKind::Attribute, Some("string"));
            }
            return;
        }
        [root] => {
            let root = root.clone();
            return object_keys(completer, &root);
        }
        _ => return,
    }
    locals(completer);
    let project = completer.project;
    let block = completer.context.block().map(|(kind, label)| (kind.to_owned(), label.map(str::to_owned)));
    let (kind, label) = block.unwrap_or_default();
    let is_default = kind == "variable" && completer.context.attribute() == Some("default");
    let mut variables = project.variables_in_order();
    // A variable cannot depend on itself.
    variables.retain(|name| !is_default || Some(*name) != label.as_deref());
    // Arguments often have the name of a variable.
    let key = names::key(completer).or(completer.context.attribute()).map(str::to_owned);
    variables.sort_stably_by_key(|name| Some(*name) != key.as_deref());
    for name in variables {
        let value = completer.defaults.values.get(name).map(Value::display);
        completer.push_plain(name, CompletionKind::Variable, value.as_deref());
    }
    for file in &project.files {
        for block in file.tree.body.blocks.iter().filter(|block| block.kind.text == "function") {
            if let Some(label) = &block.label {
                function(completer, &label.text, &Signature::of_block(&label.text, block), None, false);
            }
        }
    }
    // Bake evaluates variables and functions before targets.
    let has_targets = !matches!(kind.as_str(), "variable" | "function");
    for name in ["target", "true", "false", "null"].into_iter().filter(|name| has_targets || *name != "target") {
        let item = if name == "target" { CompletionKind::Reference } else { CompletionKind::Keyword };
        completer.push_plain(name, item, None);
    }
    for known in FUNCTIONS {
        let documentation = Some(standard_function(known));
        function(completer, known.name, &Signature::of_standard(known), documentation, known.is_deprecated);
    }
    for name in BUILT_IN_VARIABLES {
        completer.push_plain(name, CompletionKind::Variable, Some("set by Bake"));
    }
}

fn function(
    completer: &mut Completer,
    name: &str,
    signature: &Signature,
    documentation: Option<String>,
    is_deprecated: bool,
) {
    let has_call = completer.text[completer.context.whole_word.end..].starts_with('(');
    let text = match (has_call, signature.parameters.is_empty()) {
        (true, _) => name.to_owned(),
        (false, true) => format!("{name}()"),
        (false, false) => format!("{name}($1)"),
    };
    let is_snippet = text.contains('$');
    let count = completer.items.len();
    completer.push(
        name,
        CompletionKind::Function,
        Some(&signature.label),
        documentation,
        Insertion { text, is_snippet },
    );
    if completer.items.len() > count
        && let Some(item) = completer.items.last_mut()
    {
        item.is_deprecated = is_deprecated;
    }
}

fn blocks(completer: &mut Completer, kind: &str) {
    let project = completer.project;
    let labels = project.blocks(kind).filter_map(|(_, block)| block.label.as_ref()).map(|label| label.text.clone());
    for label in labels.collect::<Vec<_>>() {
        completer.push_plain(&label, CompletionKind::Reference, Some(kind));
    }
}

/// Completes the parameters of the function or the keys of the matrix around the cursor, and the variables of loops.
fn locals(completer: &mut Completer) {
    let project = completer.project;
    let offset = completer.context.word.start;
    let Some(block) = project.document().tree.body.blocks.iter().find(|block| touches(&block.range(), offset)) else {
        return;
    };
    for name in names_of(block, offset) {
        completer.push_plain(&name, CompletionKind::Variable, None);
    }
}

fn names_of(block: &Block, offset: usize) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in block.body.attributes.iter().filter(|attribute| touches(&attribute.range(), offset)) {
        for expression in attribute.value.path(offset) {
            if let ExprKind::For(parts) = &expression.kind {
                let variables = parts.key_name.iter().chain(std::iter::once(&parts.value_name));
                names.extend(variables.map(|name| name.text.to_string()));
            }
        }
    }
    if block.kind.text == "function" {
        let (fixed, variadic) = parameters(block);
        names.extend(fixed.into_iter().chain(variadic).map(str::to_owned));
    }
    if let Some(ExprKind::Object(entries)) = block.body.attribute("matrix").map(|attribute| &attribute.value.kind) {
        names.extend(entries.iter().filter_map(|entry| entry.name.as_ref()).map(|name| name.text.to_string()));
    }
    names
}

/// Completes the types of variables.
pub fn types(completer: &mut Completer) {
    for name in ["string", "number", "bool", "list", "map", "set", "object", "tuple", "any"] {
        debug_assert!(KEYWORDS.contains(&name));
        let text = match name {
            "list" | "map" | "set" => format!("{name}(${{1:string}})"),
            "object" => "object({ $1 })".to_owned(),
            "tuple" => "tuple([$1])".to_owned(),
            _ => name.to_owned(),
        };
        let is_snippet = text != name;
        completer.push(name, CompletionKind::Keyword, Some("type"), None, Insertion { text, is_snippet });
    }
    if matches!(completer.context.frames.last(), Some(Frame::Object(Some(_)))) {
        let insertion = Insertion { text: "optional(${1:string})".to_owned(), is_snippet: true };
        completer.push("optional", CompletionKind::Keyword, Some("attribute that may be missing"), None, insertion);
    }
}

/// Completes the keys of the objects in a matrix variable or another variable.
fn object_keys(completer: &mut Completer, root: &str) {
    let offset = completer.context.word.start;
    let project = completer.project;
    let block = project.document().tree.body.blocks.iter().find(|block| touches(&block.range(), offset));
    let matrix = block.and_then(|block| block.body.attribute("matrix")).map(|attribute| &attribute.value.kind);
    let mut names = Vec::new();
    if let Some(ExprKind::Object(entries)) = matrix {
        let is_root = |name: &Name| name.text == root;
        let axis = entries.iter().find(|entry| entry.name.as_ref().is_some_and(is_root));
        if let Some(ExprKind::Tuple(elements)) = axis.map(|axis| &axis.value.kind) {
            for element in elements {
                if let ExprKind::Object(entries) = &element.kind {
                    names.extend(
                        entries.iter().filter_map(|entry| entry.name.as_ref()).map(|name| name.text.to_string()),
                    );
                }
            }
        }
    }
    if let Some(Value::Object(entries)) = completer.defaults.values.get(root) {
        names.extend(entries.keys().cloned());
    }
    // Keys that are used elsewhere, regardless of the value.
    for (at, _) in completer.text.match_indices(&format!("{root}.")) {
        let start = at + root.len() + 1;
        let rest = &completer.text[start..];
        let name = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
        let is_whole = !completer.text[..at].ends_with(is_word);
        if is_whole && start != offset && !name.is_empty() {
            names.push(name.to_owned());
        }
    }
    // Names that are already in the list are skipped.
    for name in names {
        completer.push_plain(&name, CompletionKind::Attribute, None);
    }
}
