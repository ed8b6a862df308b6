//! Code lenses that build stages.

use crate::languages::answers::{CodeLens, LensAction};
use crate::languages::dockerfile::model::stage_references::name_word;
use crate::languages::dockerfile::model::symbols::Symbols;
use crate::languages::dockerfile::syntax::instruction::Dockerfile;

/// Returns a code lens for each stage that can be built: every stage with a name, and the last stage.
pub fn code_lenses(file: &Dockerfile, symbols: &Symbols) -> Vec<CodeLens> {
    let froms = &symbols.stages.froms;
    let stages = froms.iter().enumerate().filter_map(|(number, from)| {
        let instruction = &file.instructions[*from];
        let name = name_word(instruction).map(|word| instruction.word(word).to_owned());
        let is_last = number + 1 == froms.len();
        let range = instruction.range();
        (name.is_some() || is_last).then_some(CodeLens { range, action: LensAction::BuildStage { stage: name } })
    });
    stages.collect()
}
