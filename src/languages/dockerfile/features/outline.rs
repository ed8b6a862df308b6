//! The outline: directives, global arguments, and stages with their instructions.

use std::ops::Range;

use crate::languages::answers::{Symbol, SymbolKind};
use crate::languages::dockerfile::model::stage_references::name_word;
use crate::languages::dockerfile::syntax::instruction::{Directive, Dockerfile, Instruction, Keyword};
use crate::languages::text::floor_char_boundary;

/// The maximum length of a detail, in bytes.
const MAX_DETAIL_LEN: usize = 60;

pub fn symbols(file: &Dockerfile) -> Vec<Symbol> {
    let mut outline: Vec<Symbol> = file.directives.iter().map(|directive| of_directive(file, directive)).collect();
    for instruction in &file.instructions {
        if instruction.keyword == Keyword::From {
            outline.push(of_stage(instruction));
            continue;
        }
        match outline.last_mut().filter(|last| last.kind == SymbolKind::Stage) {
            Some(stage) => {
                stage.full_range.end = instruction.range().end;
                stage.children.push(of_instruction(instruction));
            }
            None => outline.push(of_instruction(instruction)),
        }
    }
    outline
}

/// Returns the stages with a name and the global arguments.
pub fn workspace_symbols(file: &Dockerfile) -> Vec<Symbol> {
    let symbol = |kind, instruction: &Instruction, name: Range<usize>| Symbol {
        name: file.text[name.clone()].to_owned(),
        detail: None,
        kind,
        full_range: instruction.range(),
        focus_range: name,
        is_deprecated: false,
        children: Vec::new(),
    };
    let mut symbols = Vec::new();
    let mut in_stage = false;
    for instruction in &file.instructions {
        match instruction.keyword {
            Keyword::From => {
                in_stage = true;
                let name = name_word(instruction).map(|word| instruction.source(&word.range()));
                symbols.extend(name.map(|name| symbol(SymbolKind::Stage, instruction, name)));
            }
            Keyword::Arg if !in_stage => {
                for word in instruction.words() {
                    let len = instruction.text(&word.range()).find('=').unwrap_or(word.range().len());
                    let name = instruction.source(&(word.range().start..word.range().start + len));
                    symbols.push(symbol(SymbolKind::Variable, instruction, name));
                }
            }
            _ => {}
        }
    }
    symbols
}

fn of_directive(file: &Dockerfile, directive: &Directive) -> Symbol {
    let name = directive.name.as_str();
    let text = &file.text[directive.range.clone()];
    let start = directive.range.start + text.to_ascii_lowercase().find(name).unwrap_or(0);
    Symbol {
        name: name.to_owned(),
        detail: Some(short(&file.text[directive.value.clone()])),
        kind: SymbolKind::Attribute,
        full_range: directive.range.clone(),
        focus_range: start..start + name.len(),
        is_deprecated: false,
        children: Vec::new(),
    }
}

fn of_stage(from: &Instruction) -> Symbol {
    let words: Vec<&str> = from.words().iter().map(|word| from.text(&word.range())).collect();
    let name = name_word(from).map_or_else(|| from.source(&from.keyword_range()), |word| from.source(&word.range()));
    Symbol {
        name: short(&format!("{} {}", from.name(), words.join(" "))).trim_end().to_owned(),
        detail: None,
        kind: SymbolKind::Stage,
        full_range: from.range(),
        focus_range: name,
        is_deprecated: false,
        children: Vec::new(),
    }
}

fn of_instruction(instruction: &Instruction) -> Symbol {
    let arguments = instruction.text(&instruction.rest());
    let name = instruction.name();
    let is_known = instruction.keyword != Keyword::Unknown;
    Symbol {
        name: if is_known { name.to_uppercase() } else { name.to_owned() },
        detail: Some(short(arguments)).filter(|detail| !detail.is_empty()),
        kind: SymbolKind::Function,
        full_range: instruction.range(),
        focus_range: instruction.source(&instruction.keyword_range()),
        is_deprecated: instruction.keyword == Keyword::Maintainer,
        children: Vec::new(),
    }
}

/// The start of a text, with white space collapsed to single spaces.
fn short(text: &str) -> String {
    let start = &text[..floor_char_boundary(text, 4 * MAX_DETAIL_LEN)];
    let mut short = start.split_whitespace().collect::<Vec<_>>().join(" ");
    if short.len() > MAX_DETAIL_LEN {
        short.truncate(floor_char_boundary(&short, MAX_DETAIL_LEN));
        short.push('…');
    }
    short
}
