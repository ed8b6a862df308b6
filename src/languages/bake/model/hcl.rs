//! Parses Bake files in HCL.

use super::targets::{Attribute, Document, StringValue, SyntaxError, Target, Value};
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
        errors.extend(file.body().blocks().filter_map(name_error).take(MAX_FINDINGS_PER_RULE));
    }
    // Bake refuses a file in which a block has no name, or more than one.
    let is_well_formed = errors.is_empty() && file.body().blocks().all(|block| name(block).is_some());
    let targets = file.body().blocks().filter(|block| block.name().text() == "target");
    let targets =
        targets.filter_map(|block| Some(Target { name: name(block)?, attributes: attributes(text, &file, block) }));
    Document { targets: targets.collect(), errors, is_well_formed }
}

/// The error of a block without a name, or with more than one.
fn name_error(block: Block) -> Option<SyntaxError> {
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
    // After a syntax error, the ends of attributes are uncertain.
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
    if let Some(string) = self::string(expression) {
        Value::String(string)
    } else if let Some(elements) = expression.elements() {
        Value::List(elements.map(self::string).collect())
    } else if let Some(entries) = expression.entries() {
        let key = |key: Expression| Some(StringValue { range: key.range(), value: key.key_name()?.into_owned() });
        Value::Object(entries.filter_map(|entry| key(entry.key)).collect())
    } else {
        Value::Other
    }
}

fn string(expression: Expression) -> Option<StringValue> {
    Some(StringValue { range: expression.range(), value: expression.literal()?.into_owned() })
}
