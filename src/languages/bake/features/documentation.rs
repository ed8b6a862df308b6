//! The documentation that hovers and completions show.

use crate::languages::bake::evaluation::calls::parameters;
use crate::languages::bake::reference::attributes::{self, Attribute};
use crate::languages::bake::reference::functions::{self, Function};
use crate::languages::bake::syntax::Block;

/// Returns the documentation of an attribute of a kind of block, with a heading.
pub fn attribute(block: &str, known: &Attribute) -> String {
    format!("**{}** ({})\n\n{}", known.name, known.r#type, attribute_text(block, known))
}

/// Returns the documentation of an attribute without a heading.
pub fn attribute_text(block: &str, known: &Attribute) -> String {
    let anchor = match block {
        "target" => format!("target{}", known.name),
        other => other.to_owned(),
    };
    format!("{}\n\n[Reference]({}#{anchor})", known.documentation, attributes::PAGE)
}

pub fn block(known: &attributes::Block) -> String {
    format!("**{}** (block)\n\n{}", known.name, block_text(known))
}

/// Returns the documentation of a kind of block without a heading.
pub fn block_text(known: &attributes::Block) -> String {
    format!("{}\n\n[Reference]({}#{})", known.documentation, attributes::PAGE, known.anchor)
}

/// A signature, with the range of each parameter.
pub struct Signature {
    pub label: String,
    pub parameters: Vec<std::ops::Range<usize>>,
}

impl Signature {
    fn new<'n>(name: &str, parameters: impl Iterator<Item = (String, &'n str)>, returns: &str) -> Self {
        let mut label = format!("{name}(");
        let mut ranges = Vec::new();
        for (index, (parameter, kind)) in parameters.enumerate() {
            if index > 0 {
                label.push_str(", ");
            }
            let start = label.len();
            label.push_str(&parameter);
            if !kind.is_empty() {
                label.push_str(": ");
                label.push_str(kind);
            }
            ranges.push(start..label.len());
        }
        label.push(')');
        if !returns.is_empty() {
            label.push_str(": ");
            label.push_str(returns);
        }
        Self { label, parameters: ranges }
    }

    pub fn of_standard(function: &Function) -> Self {
        let fixed = function.parameters.iter().map(|parameter| (parameter.name.to_owned(), parameter.kind.name()));
        let rest = function.variadic.iter().map(|parameter| (format!("{}...", parameter.name), parameter.kind.name()));
        Self::new(function.name, fixed.chain(rest), function.returns.name())
    }

    /// The signature of a function that is defined in a file.
    pub fn of_block(name: &str, block: &Block) -> Self {
        let (fixed, variadic) = parameters(block);
        let fixed = fixed.into_iter().map(|parameter| (parameter.to_owned(), ""));
        let rest = variadic.into_iter().map(|parameter| (format!("{parameter}..."), ""));
        Self::new(name, fixed.chain(rest), "")
    }
}

pub fn standard_function(function: &Function) -> String {
    let deprecated = if function.is_deprecated { "**Deprecated.** " } else { "" };
    format!("{deprecated}{}\n\n[Reference]({})", function.documentation, functions::PAGE)
}

/// Returns a code block in Markdown.
pub fn code(language: &str, text: &str) -> String {
    // The fence must be longer than any sequence of backticks in the text.
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", text.trim_end())
}
