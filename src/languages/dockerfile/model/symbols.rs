//! The names in a file with all their occurrences: stages, variables and heredocs. They can be built from any text,
//! valid or not.
//!
//! A variable is one symbol throughout all scopes to which its value is passed: from a global `ARG` to an `ARG` without
//! a default value in a stage, and from a stage to the stages that are based on it. A declaration with its own value
//! shadows the inherited variable.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use super::stage_references::{StageNames, name_word, stage_references};
use super::variable_references::{name_len, variable_references};
use crate::languages::dockerfile::syntax::expansion::{Lookup, Variables, WordExpander};
use crate::languages::dockerfile::syntax::instruction::{Arguments, Dockerfile, Heredoc, Instruction, Keyword};
use crate::languages::sort::SortStably;
use crate::languages::text::floor_char_boundary;

/// The maximum number of base stages that are searched for a variable.
const MAX_BASES: usize = 100;

/// The maximum length of a stored value, in bytes.
const MAX_VALUE_LEN: usize = 1_000;

/// The maximum number of bytes that variable values add while a file is evaluated.
const MAX_EXPANSION: usize = 1 << 19;

#[derive(Debug)]
pub struct Symbols {
    pub names: Vec<Symbol>,
    /// The occurrences in document order.
    pub occurrences: Vec<Occurrence>,
    pub stages: StageNames,
    /// The indices of the occurrences, grouped by symbol.
    by_symbol: Vec<usize>,
    /// For each symbol, where its indices start. The last element is the end of all indices.
    starts: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub name: String,
    pub kind: SymbolKind,
    pub is_declared: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Stage(usize),
    Variable,
    Heredoc,
    /// An image that is used like a stage.
    Image,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The byte range of the name in the text.
    pub range: Range<usize>,
    /// The byte range of the reference, including `$` and braces.
    pub full_range: Range<usize>,
    pub symbol: usize,
    pub role: Role,
    /// The index of the instruction.
    pub instruction: usize,
    /// If this is a reference to a variable, the occurrence that sets its current value.
    pub set_by: Option<usize>,
    /// The value after this declaration, as far as the file shows.
    pub value: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Argument,
    Environment,
    Stage,
    /// The keyword `FROM` of a stage without a name, if a number refers to the stage.
    UnnamedStage,
    Heredoc,
    Reference,
    /// A reference to a stage by its number.
    Number,
}

impl Role {
    pub fn is_declaration(self) -> bool {
        !matches!(self, Self::Reference | Self::Number)
    }
}

impl Symbols {
    pub fn new(file: &Dockerfile) -> Self {
        let stages = StageNames::new(file);
        let count = stages.froms.len();
        let mut builder = Builder {
            file,
            symbols: Vec::new(),
            occurrences: Vec::new(),
            stages,
            stage_symbols: vec![None; count],
            images: HashMap::new(),
            globals: Names::new(),
            outside: Names::new(),
            locals: Vec::with_capacity(count),
            bases: vec![None; count],
            budget: Cell::new(MAX_EXPANSION),
        };
        builder.stage_symbols();
        for (index, instruction) in file.instructions.iter().enumerate() {
            builder.instruction(index, instruction);
        }
        builder.finish()
    }

    /// Returns the occurrence at an offset: the smallest range that contains the offset or ends there.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let end = self.occurrences.partition_point(|other| other.full_range.start <= offset);
        let candidates = self.occurrences[..end].iter().enumerate().rev().take(16);
        let inside = candidates.filter(|(_, other)| offset <= other.full_range.end);
        inside.min_by_key(|(_, other)| (other.full_range.end == offset, other.full_range.len())).map(|(index, _)| index)
    }

    pub fn symbol(&self, occurrence: &Occurrence) -> &Symbol {
        &self.names[occurrence.symbol]
    }

    /// Returns the occurrences of a symbol, in document order.
    pub fn occurrences_of(&self, symbol: usize) -> impl Iterator<Item = &Occurrence> {
        self.by_symbol[self.starts[symbol]..self.starts[symbol + 1]].iter().map(|index| &self.occurrences[*index])
    }

    /// Returns the value of a variable at one of its occurrences.
    pub fn value_at<'s>(&'s self, occurrence: &'s Occurrence) -> Option<&'s str> {
        let declaration = occurrence.set_by.map_or(occurrence, |index| &self.occurrences[index]);
        declaration.value.as_deref()
    }
}

/// The variable that a name refers to in a scope: its symbol, and the occurrence that sets its value.
#[derive(Clone, Copy, Debug)]
struct Entry {
    symbol: usize,
    set_by: Option<usize>,
}

type Names = HashMap<String, Entry>;

struct Builder<'f> {
    file: &'f Dockerfile<'f>,
    symbols: Vec<Symbol>,
    occurrences: Vec<Occurrence>,
    stages: StageNames,
    stage_symbols: Vec<Option<usize>>,
    images: HashMap<&'f str, usize>,
    /// The arguments that a `FROM` can refer to.
    globals: Names,
    /// The variables that other instructions before the first `FROM` refer to. These instructions are invalid there,
    /// but the `FROM` may not have been typed yet.
    outside: Names,
    /// The variables of each stage so far.
    locals: Vec<Names>,
    /// The base stage of each stage, if any.
    bases: Vec<Option<usize>>,
    budget: Cell<usize>,
}

impl<'f> Builder<'f> {
    fn stage_symbols(&mut self) {
        for (stage, from) in self.stages.froms.iter().enumerate() {
            let instruction = &self.file.instructions[*from];
            if let Some(word) = name_word(instruction) {
                self.stage_symbols[stage] = Some(self.symbols.len());
                self.symbols.push(Symbol {
                    name: instruction.word(word).to_owned(),
                    kind: SymbolKind::Stage(stage),
                    is_declared: true,
                });
            }
        }
    }

    fn instruction(&mut self, index: usize, instruction: &'f Instruction<'f>) {
        if instruction.keyword == Keyword::From {
            self.locals.push(Names::new());
        }
        self.stage_references(index, instruction);
        if let (Keyword::From, Some(word)) = (instruction.keyword, name_word(instruction)) {
            let stage = self.locals.len() - 1;
            if let Some(symbol) = self.stage_symbols[stage] {
                self.occur(index, instruction.source(&word.range()), symbol, Role::Stage);
            }
        }
        let inner = instruction.inner();
        self.variables(index, inner, instruction.heredocs());
        self.heredocs(index, instruction);
    }

    fn stage_references(&mut self, index: usize, instruction: &'f Instruction<'f>) {
        for reference in stage_references(index, instruction) {
            let found = self.stages.resolve(&reference);
            if instruction.keyword == Keyword::From {
                let stage = self.locals.len() - 1;
                self.bases[stage] = found;
            }
            let is_number = reference.name.bytes().all(|byte| byte.is_ascii_digit());
            if let Some(stage) = found {
                let symbol = self.stage_symbols[stage].unwrap_or_else(|| self.unnamed_stage(stage));
                let role = if is_number { Role::Number } else { Role::Reference };
                self.occur(index, reference.range, symbol, role);
            } else if instruction.keyword != Keyword::From && !is_number {
                let symbols = &mut self.symbols;
                let symbol = *self.images.entry(reference.name).or_insert_with(|| {
                    let name = reference.name.to_owned();
                    symbols.push(Symbol { name, kind: SymbolKind::Image, is_declared: false });
                    symbols.len() - 1
                });
                self.occur(index, reference.range, symbol, Role::Reference);
            }
        }
    }

    /// Adds the symbol of a stage without a name. Its name is the base image.
    fn unnamed_stage(&mut self, stage: usize) -> usize {
        let from = self.stages.froms[stage];
        let instruction = &self.file.instructions[from];
        let base = instruction.words().first().map(|base| instruction.text(&base.range())).unwrap_or_default();
        let symbol = self.symbols.len();
        self.symbols.push(Symbol { name: base.to_owned(), kind: SymbolKind::Stage(stage), is_declared: false });
        self.stage_symbols[stage] = Some(symbol);
        self.occur(from, instruction.source(&instruction.keyword_range()), symbol, Role::UnnamedStage);
        symbol
    }

    /// Adds an occurrence of a name without additional syntax around it.
    fn occur(&mut self, instruction: usize, range: Range<usize>, symbol: usize, role: Role) -> usize {
        self.occurrences.push(Occurrence {
            full_range: range.clone(),
            range,
            symbol,
            role,
            instruction,
            set_by: None,
            value: None,
        });
        self.occurrences.len() - 1
    }

    /// Resolves a name in the current scope. A name that is not declared before gets its own entry.
    fn lookup(&mut self, name: &str, is_from: bool) -> Entry {
        if let Some(entry) = self.find(name, is_from) {
            if !is_from && let Some(local) = self.locals.last_mut() {
                local.entry(name.to_owned()).or_insert(entry);
            }
            return entry;
        }
        let entry = Entry { symbol: self.variable(name), set_by: None };
        self.scope(is_from).insert(name.to_owned(), entry);
        entry
    }

    fn find(&self, name: &str, is_from: bool) -> Option<Entry> {
        if is_from {
            return self.globals.get(name).copied();
        }
        if self.locals.is_empty() {
            return self.outside.get(name).copied();
        }
        let mut stage = Some(self.locals.len() - 1);
        for _ in 0..MAX_BASES {
            let current = stage?;
            if let Some(entry) = self.locals[current].get(name) {
                return Some(*entry);
            }
            stage = self.bases[current];
        }
        None
    }

    fn scope(&mut self, is_from: bool) -> &mut Names {
        match self.locals.last_mut() {
            _ if is_from => &mut self.globals,
            Some(local) => local,
            None => &mut self.outside,
        }
    }

    fn variable(&mut self, name: &str) -> usize {
        self.symbols.push(Symbol { name: name.to_owned(), kind: SymbolKind::Variable, is_declared: false });
        self.symbols.len() - 1
    }

    fn variables(&mut self, index: usize, instruction: &'f Instruction<'f>, heredocs: &'f [Heredoc]) {
        let is_from = instruction.keyword == Keyword::From;
        let file = self.file;
        for reference in variable_references(file, instruction, heredocs) {
            let entry = self.lookup(reference.name, is_from);
            let occurrence = self.occur(index, reference.name_range, entry.symbol, Role::Reference);
            self.occurrences[occurrence].full_range = reference.full_range;
            self.occurrences[occurrence].set_by = entry.set_by;
        }
        match (instruction.keyword, &instruction.arguments) {
            (Keyword::Arg, _) => {
                for word in instruction.words() {
                    let text = instruction.text(&word.range());
                    let name = text.find('=').map_or(text, |at| &text[..at]);
                    let range = word.range().start..word.range().start + name.len();
                    let value = (name.len() < text.len()).then(|| range.end + 1..word.range().end);
                    self.declare(index, instruction, range, value.as_ref(), Role::Argument);
                }
            }
            (Keyword::Env, Arguments::Pairs(pairs)) => {
                // All values refer to the variables before the instruction.
                let values: Vec<Option<String>> =
                    pairs.iter().map(|pair| self.expanded(instruction.text(&pair.value()))).collect();
                for (pair, value) in pairs.iter().zip(values) {
                    let declared = self.declare(index, instruction, pair.key(), None, Role::Environment);
                    if let Some(declared) = declared {
                        self.occurrences[declared].value = value;
                    }
                }
            }
            (Keyword::Env, Arguments::LegacyPair(pair)) => {
                self.declare(index, instruction, pair.key(), Some(&pair.value()), Role::Environment);
            }
            (Keyword::Env, Arguments::None) => self.unfinished_environment(index, instruction),
            _ => {}
        }
    }

    /// Adds the variables of an `ENV` instruction whose last value is still incomplete.
    fn unfinished_environment(&mut self, index: usize, instruction: &Instruction) {
        let rest = instruction.text(&instruction.rest());
        let has_pairs = rest.contains('=');
        let mut at = instruction.rest().start;
        for word in rest.split_inclusive([' ', '\t']) {
            let start = at;
            at += word.len();
            let word = word.trim_end_matches([' ', '\t']);
            let equals = word.find('=');
            if equals.is_none() && has_pairs {
                continue;
            }
            let name = start..start + equals.unwrap_or(word.len());
            let value = equals.map(|equals| start + equals + 1..start + word.len());
            self.declare(index, instruction, name, value.as_ref(), Role::Environment);
            if !has_pairs {
                return;
            }
        }
    }

    /// Adds the declaration of a variable.
    fn declare(
        &mut self,
        index: usize,
        instruction: &Instruction,
        name: Range<usize>,
        value: Option<&Range<usize>>,
        role: Role,
    ) -> Option<usize> {
        let text = instruction.text(&name);
        if text.is_empty() || name_len(text) != text.len() {
            return None;
        }
        let own = value.and_then(|value| self.expanded(instruction.text(value)));
        let is_passed_on = role == Role::Argument && value.is_none();
        let known = self.scope(false).get(text).copied();
        let inherited = known.or_else(|| if is_passed_on { self.global_or_inherited(text) } else { None });
        let symbol = inherited.map_or_else(|| self.variable(text), |entry| entry.symbol);
        let passed = inherited.filter(|_| is_passed_on).and_then(|entry| entry.set_by);
        let passed = passed.and_then(|set_by| self.occurrences[set_by].value.clone());
        self.symbols[symbol].is_declared = true;
        let source = instruction.source(&name);
        let occurrence = self.occur(index, source, symbol, role);
        self.occurrences[occurrence].value = own.or(passed);
        let entry = Entry { symbol, set_by: Some(occurrence) };
        if self.locals.is_empty() && role == Role::Argument {
            self.globals.insert(text.to_owned(), entry);
        }
        self.scope(false).insert(text.to_owned(), entry);
        Some(occurrence)
    }

    fn global_or_inherited(&self, name: &str) -> Option<Entry> {
        if self.locals.is_empty() {
            return None;
        }
        let global = self.globals.get(name).copied().filter(|entry| entry.set_by.is_some());
        global.or_else(|| self.find(name, false))
    }

    fn expanded(&self, text: &str) -> Option<String> {
        let expanded = WordExpander::new(self.file.escape).expand(text, self);
        let value = expanded.value.assumed().filter(|_| expanded.error.is_none())?;
        Some(value[..floor_char_boundary(value, MAX_VALUE_LEN)].to_owned())
    }

    fn heredocs(&mut self, index: usize, instruction: &Instruction) {
        let text = self.file.text;
        let line = instruction.line.text();
        let mut at = 0;
        for heredoc in instruction.heredocs() {
            let Some(open) = line[at..].find("<<") else { return };
            let start = at + open + 2;
            let Some(name) = line[start..].find(&heredoc.name).filter(|skipped| *skipped < 4) else {
                at = start;
                continue;
            };
            let name = start + name..start + name + heredoc.name.len();
            at = name.end;
            let symbol = self.symbols.len();
            self.symbols.push(Symbol { name: heredoc.name.clone(), kind: SymbolKind::Heredoc, is_declared: true });
            self.occur(index, instruction.source(&name), symbol, Role::Heredoc);
            let end = heredoc.content.end;
            let closing = text.get(end..instruction.range().end).unwrap_or_default();
            let tabs = if heredoc.chomps { closing.len() - closing.trim_start_matches('\t').len() } else { 0 };
            let closing = closing[tabs..].lines().next().unwrap_or_default();
            if closing == heredoc.name {
                self.occur(index, end + tabs..end + tabs + closing.len(), symbol, Role::Reference);
            }
        }
    }

    fn finish(self) -> Symbols {
        let Self { symbols, mut occurrences, stages, .. } = self;
        let mut order: Vec<usize> = (0..occurrences.len()).collect();
        order.sort_stably_by_key(|index| (occurrences[*index].full_range.start, occurrences[*index].full_range.end));
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        for occurrence in &mut occurrences {
            occurrence.set_by = occurrence.set_by.map(|index| place[index]);
        }
        occurrences.sort_stably_by_key(|occurrence| (occurrence.full_range.start, occurrence.full_range.end));
        let mut starts = vec![0; symbols.len() + 1];
        for occurrence in &occurrences {
            starts[occurrence.symbol + 1] += 1;
        }
        for symbol in 0..symbols.len() {
            starts[symbol + 1] += starts[symbol];
        }
        let mut next = starts.clone();
        let mut by_symbol = vec![0; occurrences.len()];
        for (index, occurrence) in occurrences.iter().enumerate() {
            by_symbol[next[occurrence.symbol]] = index;
            next[occurrence.symbol] += 1;
        }
        Symbols { names: symbols, occurrences, stages, by_symbol, starts }
    }
}

impl Variables for Builder<'_> {
    fn get(&self, name: &str) -> Lookup<'_> {
        let set_by = self.find(name, false).and_then(|entry| entry.set_by);
        let value = set_by.and_then(|index| self.occurrences[index].value.as_deref());
        value.map_or(Lookup::Unknown, Lookup::Assumed)
    }

    fn budget(&self) -> Option<&Cell<usize>> {
        Some(&self.budget)
    }
}
