//! Valid, invalid and hostile texts. `hashicorp/hcl` parses them in the same way.

mod hostile;
mod recovery;
mod values;

use super::*;

/// A body on one line: `name = value`, and `name "labels" { body }`.
fn outline(body: Body) -> String {
    let item = |item| match item {
        Item::Attribute(attribute) => format!("{} = {}", attribute.name().text(), shape(attribute.value())),
        Item::Block(block) => {
            let labels = block.labels().map(|label| format!(" {:?}", label.value())).collect::<Vec<_>>().concat();
            format!("{}{labels} {{ {}}}", block.name().text(), outline(block.body()))
        }
    };
    body.items().map(|each| item(each) + "; ").collect()
}

/// An expression, with brackets around each of its parts.
fn shape(expression: Expression) -> String {
    match expression.kind() {
        ExprKind::Number(digits) => digits.to_owned(),
        ExprKind::Bool(is_true) => is_true.to_string(),
        ExprKind::Null => "null".to_owned(),
        ExprKind::Template(template) => {
            expression.literal().map_or_else(|| parts(template), |text| format!("{text:?}"))
        }
        ExprKind::Variable(name) => name.to_owned(),
        ExprKind::Traversal(source) => {
            format!("<{}>{}", shape(source), expression.steps().map(step).collect::<String>())
        }
        ExprKind::Negation(value) => format!("-({})", shape(value)),
        ExprKind::Not(value) => format!("!({})", shape(value)),
        ExprKind::Binary(operator, left, right) => format!("({} {operator:?} {})", shape(left), shape(right)),
        ExprKind::Conditional { condition, when_true, when_false } => {
            format!("({} ? {} : {})", shape(condition), shape(when_true), shape(when_false))
        }
        ExprKind::Parentheses(value) => format!("P{}", shape(value)),
        ExprKind::Call(call) => {
            let end = if call.expands_last { "...)" } else { ")" };
            format!("{}({}{end}", call.name().text(), list(call.arguments()))
        }
        ExprKind::Tuple => format!("[{}]", list(expression.elements().into_iter().flatten())),
        ExprKind::Object => {
            let entries = expression.entries().into_iter().flatten();
            let entry = |entry: Entry| format!("{}={}", shape(entry.key), shape(entry.value));
            format!("{{{}}}", entries.map(entry).collect::<Vec<_>>().join(", "))
        }
        ExprKind::For(each) => {
            let key_name = each.key_name.map(|name| format!("{}, ", name.text())).unwrap_or_default();
            let key = each.key.map(|key| format!("{} => ", shape(key))).unwrap_or_default();
            let condition = each.condition.map(|condition| format!(" if {}", shape(condition))).unwrap_or_default();
            let groups = if each.groups { "..." } else { "" };
            let (name, collection) = (each.value_name.text(), shape(each.collection));
            format!("for({key_name}{name} in {collection}: {key}{}{groups}{condition})", shape(each.value))
        }
        ExprKind::Broken => "broken".to_owned(),
    }
}

fn list<'f>(expressions: impl Iterator<Item = Expression<'f>>) -> String {
    expressions.map(shape).collect::<Vec<_>>().join(", ")
}

fn parts(template: Template) -> String {
    let part = |part| match part {
        Part::Text(text) => format!("{text:?}"),
        Part::Interpolation(value) => format!("${{{}}}", shape(value)),
        Part::Directive(Directive::If(condition)) => format!("%{{if {}}}", shape(condition)),
        Part::Directive(Directive::For(collection)) => format!("%{{for {}}}", shape(collection)),
        Part::Directive(other) => format!("%{{{other:?}}}"),
    };
    format!("T({})", template.parts().map(part).collect::<Vec<_>>().join(" "))
}

fn step(step: Step) -> String {
    match step {
        Step::Name(name) => format!(".{}", name.text()),
        Step::LegacyIndex(digits) => format!(".{digits}"),
        Step::Index(key) => format!("[{}]", shape(key)),
        Step::AttributeSplat => ".*".to_owned(),
        Step::FullSplat => "[*]".to_owned(),
    }
}

/// The text in the range of each error, in order.
fn error_texts(text: &str) -> Vec<(&str, SyntaxErrorKind)> {
    let file = File::parse(text);
    file.errors().iter().map(|error| (&text[error.range.clone()], error.kind)).collect()
}
