//! Selection ranges: a word, its value, the arguments, a line, the instruction, the stage, the file.

use std::ops::Range;

use super::tokens::semantic_tokens;
use crate::languages::dockerfile::model::symbols::Symbols;
use crate::languages::dockerfile::syntax::instruction::{Arguments, Dockerfile, Instruction};
use crate::languages::sort::SortStably;
use crate::languages::text::{line_start, touches};

/// The ranges around an offset, the smallest first.
pub fn selection_ranges(file: &Dockerfile, symbols: &Symbols, offset: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if let Some(occurrence) = symbols.at(offset).map(|index| &symbols.occurrences[index]) {
        ranges.extend([occurrence.range.clone(), occurrence.full_range.clone()]);
    }
    // The words of a command, and the parts of a flag.
    ranges.extend(semantic_tokens(file, &(offset..offset)).into_iter().map(|token| token.range));
    if let Some(index) = file.index_at(offset) {
        let instruction = &file.instructions[index];
        ranges.extend(parts(instruction));
        ranges.extend(instruction.heredocs().iter().map(|heredoc| heredoc.content.clone()));
        if let Some(stage) = symbols.stages.stage_of(index) {
            let from = symbols.stages.froms[stage];
            let next = symbols.stages.froms.get(stage + 1).copied().unwrap_or(file.instructions.len());
            let end = file.instructions[next - 1].range().end;
            ranges.push(file.instructions[from].range().start..end);
        }
    }
    ranges.extend(file.comments.iter().find(|comment| touches(comment, offset)).cloned());
    let start = line_start(file.text, offset);
    let end = file.text[offset..].find('\n').map_or(file.text.len(), |length| offset + length);
    let line = start..start + file.text[start..end].trim_end_matches('\r').len();
    ranges.extend([trimmed(file.text, &line), line, 0..file.text.len()]);
    ranges.retain(|range| touches(range, offset));
    ranges.sort_stably_by_key(Range::len);
    // Each range must be within the next one.
    let mut chain: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let fits = chain.last().is_none_or(|last| range.start <= last.start && last.end <= range.end && range != *last);
        if fits {
            chain.push(range);
        }
    }
    chain
}

fn parts(instruction: &Instruction) -> Vec<Range<usize>> {
    let mut parts = vec![
        instruction.source(&instruction.keyword_range()),
        instruction.source(&instruction.rest()),
        instruction.source(&instruction.full_range()),
        instruction.range(),
    ];
    for flag in &instruction.flags {
        parts.push(instruction.source(&flag.range()));
        parts.extend(fields(instruction, &flag.range()).map(|field| instruction.source(&field)));
    }
    parts.extend(instruction.words().iter().map(|word| instruction.source(&word.range())));
    match &instruction.arguments {
        Arguments::Pairs(pairs) => {
            for pair in pairs {
                parts.push(instruction.source(&pair.value()));
                parts.push(instruction.source(&(pair.key().start..pair.value().end)));
            }
        }
        Arguments::Trigger(trigger) => {
            parts.push(trigger.source(&trigger.full_range()));
            parts.extend(trigger.words().iter().map(|word| trigger.source(&word.range())));
        }
        _ => {}
    }
    parts
}

/// The comma-separated fields of a flag's value.
fn fields<'i>(instruction: &'i Instruction, flag: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 'i {
    let text = instruction.text(flag);
    let value = text.find('=').map_or(text.len(), |equals| equals + 1);
    let mut at = flag.start + value;
    text[value..].split(',').map(move |field| {
        let start = at;
        at += field.len() + 1;
        start..start + field.len()
    })
}

fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let start = range.start + (line.len() - line.trim_start().len());
    start..start + text[start..range.end].trim_end().len()
}
