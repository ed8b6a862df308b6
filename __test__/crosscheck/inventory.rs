//! Says what we read of Terraform files, for a comparison with others who read them. Each line of the input is a file
//! as `{ "name": …, "text": … }`, each line of the output what was read of it.

use std::error::Error;
use std::io::{self, BufRead, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use candor::languages::syntax::hcl::{Block, Body, Entry, ExprKind, Expression, File, Item, Part, Template};
use candor::languages::terraform::model::module_requirements::Module;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Source {
    name: String,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let Source { name, text } = serde_json::from_str(&line?)?;
        let module = module(&Module::parse([(name.as_str(), text.as_str())]));
        let file = File::parse(&text);
        // JSON is not read as the native syntax. Only the module tells of it.
        let native = Path::new(&name).extension().is_none_or(|extension| extension != "json");
        let body = native.then(|| Reader { text: &text }.body(file.body()));
        let is_clean = native.then(|| file.errors().is_empty());
        writeln!(output, "{}", json!({ "isClean": is_clean, "body": body, "module": module }))?;
    }
    Ok(output.flush()?)
}

fn module(module: &Module) -> Value {
    let providers = module.providers.iter().map(|(address, asked)| (address.to_string(), json!(asked.len())));
    json!({
        "core": module.core.len(),
        "providers": providers.collect::<serde_json::Map<_, _>>(),
        "backend": module.backend.as_ref().map(|backend| &backend.kind),
        "hasCloud": module.cloud.is_some(),
        "calls": module.calls.iter().map(|call| json!([call.name, call.source])).collect::<Vec<_>>(),
    })
}

struct Reader<'t> {
    text: &'t str,
}

impl Reader<'_> {
    /// Arguments and blocks in their order.
    fn body(&self, body: Body) -> Value {
        let item = |item| match item {
            Item::Attribute(attribute) => json!({
                "name": attribute.name().text(),
                "range": range(&attribute.range()),
                "value": self.value(attribute.value()),
            }),
            Item::Block(block) => self.block(block),
        };
        body.items().map(item).collect()
    }

    fn block(&self, block: Block) -> Value {
        json!({
            "name": block.name().text(),
            "range": range(&block.range()),
            "labels": block.labels().map(|label| label.value().into_owned()).collect::<Vec<_>>(),
            "body": self.body(block.body()),
        })
    }

    /// What a value says by itself, or else how it is written.
    fn value(&self, expression: Expression) -> Value {
        match expression.kind() {
            ExprKind::Null => json!({ "literal": null }),
            ExprKind::Bool(is_true) => json!({ "literal": is_true }),
            ExprKind::Number(digits) => json!({ "number": digits }),
            ExprKind::Template(template) => self.template(expression, template),
            ExprKind::Tuple => {
                json!({ "tuple": expression.elements().into_iter().flatten().map(|each| self.value(each)).collect::<Vec<_>>() })
            }
            ExprKind::Object => {
                let entry = |Entry { key, value }| json!([self.key(key), self.value(value)]);
                json!({ "object": expression.entries().into_iter().flatten().map(entry).collect::<Vec<_>>() })
            }
            ExprKind::Negation(inner) => json!({ "negation": self.value(inner), "source": self.source(expression) }),
            ExprKind::Not(inner) => json!({ "not": self.value(inner), "source": self.source(expression) }),
            ExprKind::Conditional { .. } => json!({ "source": self.source(expression), "isConditional": true }),
            ExprKind::Broken => json!({ "isBroken": true }),
            _ => json!({ "source": self.source(expression) }),
        }
    }

    fn template(&self, expression: Expression, template: Template) -> Value {
        if let Some(text) = expression.literal() {
            return json!({ "text": text });
        }
        let part = |part| match part {
            Part::Text(text) => json!({ "raw": text }),
            Part::Interpolation(inner) => json!({ "interpolation": self.value(inner), "source": self.source(inner) }),
            Part::Directive(_) => json!({ "directive": true }),
        };
        json!({
            "parts": template.parts().map(part).collect::<Vec<_>>(),
            "opening": &self.source(expression).get(..3),
        })
    }

    fn key(&self, key: Expression) -> Value {
        key.key_name().map_or_else(|| self.value(key), |name| json!({ "text": name }))
    }

    fn source(&self, expression: Expression) -> &str {
        self.text.get(expression.range()).unwrap_or_default()
    }
}

fn range(range: &Range<usize>) -> Value {
    json!([range.start, range.end])
}
