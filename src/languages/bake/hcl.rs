//! Reads Bake files in HCL.

use super::targets::{Attribute, Document, SyntaxError, Target, Text, Value};
use crate::languages::findings::MAX_FINDINGS_PER_RULE;
use crate::languages::syntax::hcl::{self, Block, Expression, File};

pub fn parse(text: &str) -> Document {
    let file = File::parse(text);
    let mut errors: Vec<_> = file
        .errors()
        .iter()
        .map(|error| SyntaxError { range: error.range.clone(), message: error.kind.to_string() })
        .collect();
    if errors.is_empty() {
        errors.extend(file.body().blocks().filter_map(name_problem).take(MAX_FINDINGS_PER_RULE));
    }
    // Bake reads no file in which a block has no name, or more than one.
    let is_well_formed = errors.is_empty() && file.body().blocks().all(|block| name(block).is_some());
    let targets = file.body().blocks().filter(|block| block.name().text() == "target");
    let targets =
        targets.filter_map(|block| Some(Target { name: name(block)?, attributes: attributes(text, &file, block) }));
    Document { targets: targets.collect(), errors, is_well_formed }
}

/// Whether one of Bake's own blocks has no name, or more than one.
fn name_problem(block: Block) -> Option<SyntaxError> {
    if !matches!(block.name().text(), "function" | "group" | "target" | "variable") {
        return None;
    }
    let mut labels = block.labels();
    let kind = block.name().text();
    let Some(_) = labels.next() else {
        let brace = block.body().range().start;
        return Some(SyntaxError { range: brace..brace + 1, message: format!("a {kind} needs a name before `{{`") });
    };
    let range = labels.next()?.range();
    Some(SyntaxError { range, message: format!("a {kind} has one name only") })
}

fn name(block: Block) -> Option<String> {
    let mut labels = block.labels();
    let name = labels.next()?.value().into_owned();
    labels.next().is_none().then_some(name)
}

fn attributes(text: &str, file: &File, block: Block) -> Vec<Attribute> {
    // Where a broken attribute ends is uncertain.
    let is_certain = file.errors().is_empty();
    let attribute = |attribute: hcl::Attribute| Attribute {
        name: attribute.name().text().to_owned(),
        range: attribute.range(),
        delete_range: is_certain.then(|| hcl::delete_range(text, attribute.range())),
        value: value(attribute.value()),
    };
    block.body().attributes().map(attribute).collect()
}

fn value(expression: Expression) -> Value {
    if let Some(text) = self::text(expression) {
        Value::Text(text)
    } else if let Some(elements) = expression.elements() {
        Value::List(elements.map(self::text).collect())
    } else if let Some(entries) = expression.entries() {
        let key = |key: Expression| Some(Text { range: key.range(), value: key.key_name()?.into_owned() });
        Value::Object(entries.filter_map(|entry| key(entry.key)).collect())
    } else {
        Value::Other
    }
}

fn text(expression: Expression) -> Option<Text> {
    Some(Text { range: expression.range(), value: expression.literal()?.into_owned() })
}
