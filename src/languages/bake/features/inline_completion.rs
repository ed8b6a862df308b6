//! Suggests a target for every stage that no target builds.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::context::Context;
use crate::languages::answers::InlineCompletion;
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::model::dockerfiles::facts::Facts;
use crate::languages::bake::syntax::Syntax;
use crate::languages::source::FileProvider;
use crate::languages::text::line_start;

/// Returns complete targets, if the cursor is at the top level of a file, on a line that is empty or contains a prefix
/// of `target`.
pub fn inline_completions(
    text: &str,
    syntax: Syntax,
    context: &Context,
    evaluated: &Evaluated,
    files: &dyn FileProvider,
) -> Vec<InlineCompletion> {
    let word = &text[context.word.clone()];
    let line_start = line_start(text, context.word.start);
    let is_alone = text[line_start..context.word.start].trim().is_empty()
        && text[context.word.end..].lines().next().is_none_or(|rest| rest.trim().is_empty());
    let is_here = syntax == Syntax::Hcl && context.frames.is_empty() && context.header.is_none() && is_alone;
    if !is_here || !"target".starts_with(word) {
        return Vec::new();
    }
    let Some(facts) = files.read("Dockerfile").map(|text| Facts::parse(&text)) else { return Vec::new() };
    let built: HashSet<String> = evaluated
        .targets
        .iter()
        .filter_map(|target| target.attributes.get("target").and_then(Value::as_str))
        .map(str::to_ascii_lowercase)
        .collect();
    let mut arguments = String::new();
    for argument in facts.arguments.iter().filter(|argument| argument.is_global) {
        // A default value that depends on another argument is left to the Dockerfile.
        if let Some(default) = argument.default.as_deref().filter(|default| !default.contains('$')) {
            let default = default.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(default);
            let _ = writeln!(arguments, "    {} = {}", argument.name, quoted(default));
        }
    }
    let is_missing = |stage: &&str| !built.contains(&stage.to_ascii_lowercase()) && evaluated.target(stage).is_none();
    let stages = facts.stage_names().filter(is_missing);
    let targets = stages.map(|stage| {
        let name = crate::languages::bake::evaluation::functions::sanitize(stage);
        let mut target = format!("target \"{name}\" {{\n  target = \"{stage}\"\n");
        if !arguments.is_empty() {
            let _ = write!(target, "  args = {{\n{arguments}  }}\n");
        }
        target.push_str("}\n");
        InlineCompletion { range: line_start..context.word.end, text: target }
    });
    targets.collect()
}

/// Returns a string literal in HCL.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace("${", "$${").replace("%{", "%%{");
    format!("\"{escaped}\"")
}
