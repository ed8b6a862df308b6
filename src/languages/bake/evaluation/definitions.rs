//! Checks variables and functions that are not used.

use super::calls::parameters;
use super::evaluator::Evaluator;
use super::value::Value;
use crate::languages::bake::syntax::Block;

/// Reports unknown names in functions, and conditions of variables that no value satisfies.
pub fn check(evaluator: &mut Evaluator) {
    let project = evaluator.project;
    for (file, content) in project.files.iter().enumerate() {
        for block in &content.tree.body.blocks {
            match block.kind.text.as_str() {
                "function" => function(evaluator, file, block),
                "variable" => {
                    let validations = block.body.blocks.iter().filter(|inner| inner.kind.text == "validation");
                    validations.for_each(|validation| condition(evaluator, file, validation));
                }
                _ => {}
            }
        }
    }
}

/// Reports unknown names in a function. Bake resolves all names in a function, but computes the result only for calls.
fn function<'p>(evaluator: &mut Evaluator<'p>, file: usize, block: &'p Block) {
    let Some(result) = block.body.attribute("result") else { return };
    let (names, variadic) = parameters(block);
    let locals = names.into_iter().chain(variadic).map(|name| (name, Value::Unknown)).collect();
    let before = evaluator.problems.len();
    evaluator.before_blocks(|outer| outer.within(file, locals, |evaluator| evaluator.evaluate(&result.value)));
    let found = evaluator.problems.split_off(before);
    evaluator.problems.extend(found.into_iter().filter(|problem| problem.undeclared.is_some()));
}

fn condition<'p>(evaluator: &mut Evaluator<'p>, file: usize, block: &'p Block) {
    let Some(condition) = block.body.attribute("condition") else { return };
    evaluator.within(file, Vec::new(), |evaluator| match evaluator.evaluate(&condition.value) {
        Value::Unknown => {}
        value => match value.to_bool() {
            Some(true) => {}
            Some(false) => evaluator.report(condition.value.range(), "no value satisfies this condition"),
            None => {
                let message = format!("a condition must be true or false, not {}", value.type_name());
                evaluator.report(condition.value.range(), message);
            }
        },
    });
}
