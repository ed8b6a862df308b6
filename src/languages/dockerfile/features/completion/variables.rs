//! Completes variable names, and references after a `$`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::scanner::WordKind;
use super::{Completer, Item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::dockerfile::model::stage_references::stage_references;
use crate::languages::dockerfile::model::symbols::{Role, SymbolKind};
use crate::languages::dockerfile::model::variable_references::name_len;
use crate::languages::dockerfile::reference::image_variables::{IMAGE_VARIABLES, USUAL_VARIABLES};
use crate::languages::dockerfile::reference::shell;
use crate::languages::dockerfile::reference::words::{PREDEFINED_ARGUMENTS, PROXY_ARGUMENTS};
use crate::languages::dockerfile::syntax::instruction::Keyword;
use crate::languages::sort::SortStably;
use crate::languages::text::{is_word_part, touches};

impl<'c> Completer<'c> {
    /// Adds the names of variables that the file uses, and common names.
    pub(super) fn variable_names(&mut self) {
        let symbols = self.context.symbols;
        let mut names: Vec<(bool, &str)> = Vec::new();
        for occurrence in &symbols.occurrences {
            let symbol = symbols.symbol(occurrence);
            let is_here = touches(&occurrence.range, self.offset);
            if symbol.kind == SymbolKind::Variable && !is_here {
                names.push((symbol.is_declared, &symbol.name));
            }
        }
        // Undeclared variables come first.
        names.sort_stably_by_key(|(is_declared, _)| *is_declared);
        let mut ranking = self.ranking();
        for (is_declared, name) in &names {
            ranking.add(*name, if *is_declared { 3.4 } else { 4.2 });
        }
        ranking.words(USUAL_VARIABLES.split_ascii_whitespace(), 2.7, 0.005, 0.9);
        ranking.words(IMAGE_VARIABLES, 0.9, 0.0, 0.9);
        if !self.typed().is_empty() {
            self.rank_file_words(&mut ranking, self.place());
        }
        for name in ranking.best() {
            self.add(Item { kind: CompletionKind::Variable, ..Item::new(name) });
        }
        // Also add names that match the typed text in another case.
        let known = names.into_iter().map(|(_, name)| name).chain(USUAL_VARIABLES.split_ascii_whitespace());
        for name in known {
            self.add(Item { kind: CompletionKind::Variable, ..Item::new(name) });
        }
        self.deduplicate();
    }

    pub(super) fn global_arguments(&self) -> Vec<&'c str> {
        let symbols = self.context.symbols;
        let globals = symbols
            .occurrences
            .iter()
            .filter(|other| other.role == Role::Argument && symbols.stages.stage_of(other.instruction).is_none());
        globals.map(|other| symbols.symbol(other).name.as_str()).collect()
    }

    /// Completes a variable after a `$`. Returns `false` if the cursor is not after a `$`.
    pub(super) fn variables(&mut self) -> bool {
        let file = self.context.file;
        let start = self.offset.saturating_sub(200);
        let start = (start..=self.offset).find(|at| file.text.is_char_boundary(*at)).unwrap_or(self.offset);
        let before = &file.text[start..self.offset];
        let name = before.trim_end_matches(is_word_part).len();
        let is_braced = before[..name].ends_with("${");
        if !is_braced && !before[..name].ends_with('$') {
            return false;
        }
        let typed = before[name..].to_owned();
        if !typed.is_empty() && name_len(&typed) != typed.len() {
            return false;
        }
        let dollar = self.offset - (before.len() - name) - 1 - usize::from(is_braced);
        let rest = &file.text[self.offset..];
        let after = rest.find(|c| !is_word_part(c)).unwrap_or(rest.len());
        let mut variables = match self.literal() {
            Some(literal) => self.assigned_within(&literal),
            None => self.visible_variables(typed.is_empty()),
        };
        let closes = is_braced && rest[after..].starts_with('}');
        let end = self.offset + after + usize::from(closes);
        if is_braced && self.in_shell() && "BASH_SOURCE[0]".starts_with(&typed) && typed.len() > 1 {
            variables.push(("BASH_SOURCE[0]", None, None));
        }
        for (name, value, description) in variables {
            if !name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(&typed)) {
                continue;
            }
            let text = if is_braced { format!("${{{name}}}") } else { format!("${name}") };
            // If the closing brace is missing, the rest of the word is kept.
            let insert_end = if closes && after == 0 { end } else { self.offset };
            self.items.push(Completion {
                label: text.clone(),
                text,
                kind: CompletionKind::Variable,
                detail: value.map(str::to_owned),
                documentation: description.map(str::to_owned),
                is_snippet: false,
                plain_text: None,
                insert_range: dollar..insert_end,
                replace_range: dollar..end,
                filter_text: None,
                is_deprecated: false,
                additional_edits: Vec::new(),
            });
        }
        true
    }

    /// Whether a shell expands variables at the cursor.
    fn in_shell(&self) -> bool {
        self.instruction().is_some_and(|instruction| is_expanded_by_shell(instruction.keyword))
    }

    /// Returns the range around the cursor in which BuildKit does not expand variables: a string in single quotes, or a
    /// heredoc with a quoted name.
    fn literal(&self) -> Option<Range<usize>> {
        let instruction = self.instruction().filter(|instruction| !is_expanded_by_shell(instruction.keyword))?;
        if let Some(heredoc) = instruction.heredocs().iter().find(|heredoc| heredoc.contains(self.offset)) {
            return (!heredoc.expands).then(|| heredoc.content.clone());
        }
        let file = self.context.file;
        let start = instruction.range().start.min(self.offset);
        let mut quote = None;
        let mut characters = file.text[start..self.offset].char_indices();
        while let Some((at, character)) = characters.next() {
            match quote {
                Some((_, '\'')) if character == '\'' => quote = None,
                Some((_, '\'')) => {}
                _ if character == file.escape => drop(characters.next()),
                Some((_, open)) if open == character => quote = None,
                None if matches!(character, '"' | '\'') => quote = Some((start + at, character)),
                _ => {}
            }
        }
        quote.filter(|(_, open)| *open == '\'').map(|(at, _)| at..self.offset)
    }

    /// Returns the variables that a script assigns within a range.
    fn assigned_within(&self, range: &Range<usize>) -> Vec<(&'c str, Option<&'c str>, Option<&'static str>)> {
        let mut seen = HashSet::new();
        let words = self.file_words().filter(|word| word.kind == WordKind::Assigned);
        let own = words.filter(|word| range.start <= word.range.start && word.range.end <= range.end);
        own.map(|word| word.text).filter(|name| seen.insert(*name)).map(|name| (name, None, None)).collect()
    }

    /// Returns the variables that are visible at the cursor, with their values: first those of the stage, then
    /// predefined ones. If nothing has been typed, those that only some images set are left out.
    fn visible_variables(&self, is_empty: bool) -> Vec<(&'c str, Option<&'c str>, Option<&'static str>)> {
        let symbols = self.context.symbols;
        let file = self.context.file;
        let own = file.index_at(self.offset);
        let is_from = own.is_none_or(|own| file.instructions[own].keyword == Keyword::From);
        let stage = own.and_then(|own| symbols.stages.stage_of(own)).filter(|_| !is_from);
        let mut chain = vec![stage];
        let mut current = stage;
        while let Some(stage) = current.filter(|_| chain.len() < 50) {
            let from = symbols.stages.froms[stage];
            let base = stage_references(from, &file.instructions[from]).into_iter().next();
            current = base.and_then(|base| symbols.stages.resolve(&base));
            if current.is_some() {
                chain.push(current);
            }
        }
        let mut found: HashMap<&str, (usize, Option<&str>)> = HashMap::new();
        // Variables that only the current instruction declares. They are not yet set in its own values.
        let mut being_declared: Vec<&str> = Vec::new();
        for (place, other) in symbols.occurrences.iter().enumerate() {
            let symbol = symbols.symbol(other);
            let is_visible = symbol.kind == SymbolKind::Variable
                && other.role.is_declaration()
                && other.range.end < self.offset
                && chain.contains(&symbols.stages.stage_of(other.instruction));
            if is_visible && Some(other.instruction) == own {
                let name = symbol.name.as_str();
                if let Some((known, _)) = found.get_mut(name) {
                    *known = place;
                } else if shell::USUAL_VARIABLES.contains(&name) || IMAGE_VARIABLES.contains(&name) {
                    found.insert(name, (place, None));
                } else {
                    being_declared.push(name);
                }
            } else if is_visible {
                found.insert(&symbol.name, (place, other.value.as_deref()));
            }
        }
        let mut sorted: Vec<_> = found.into_iter().collect();
        sorted.sort_stably_by_key(|(_, (place, _))| std::cmp::Reverse(*place));
        let mut variables: Vec<_> = sorted.into_iter().map(|(name, (_, value))| (name, value, None)).collect();
        let mut seen: HashSet<&str> = variables.iter().map(|(name, ..)| *name).collect();
        let runs = own.is_some_and(|own| is_expanded_by_shell(file.instructions[own].keyword));
        // Undeclared variables that the file uses elsewhere, which its base images may set. Commands also use shell
        // variables.
        let used = symbols.occurrences.iter().filter(|other| {
            let is_here = touches(&other.range, self.offset);
            symbols.symbol(other).kind == SymbolKind::Variable
                && !symbols.symbol(other).is_declared
                && !is_here
                && (runs || !is_expanded_by_shell(file.instructions[other.instruction].keyword))
        });
        let used: Vec<&str> = used.map(|other| symbols.symbol(other).name.as_str()).collect();
        let mut add = |name, description| {
            if seen.insert(name) {
                variables.push((name, None, description));
            }
        };
        if is_from {
            for (name, description) in PREDEFINED_ARGUMENTS {
                add(name, Some(*description));
            }
        } else {
            if runs {
                let assigned = self.file_words().filter(|word| word.kind == WordKind::Assigned);
                let mut assigned: Vec<_> =
                    assigned.map(|word| (word.range.start.abs_diff(self.offset), word.text)).collect();
                assigned.sort_unstable();
                for (_, name) in assigned {
                    add(name, None);
                }
            }
            // BuildKit itself only sets `PATH`.
            for name in shell::USUAL_VARIABLES.iter().take(if runs { shell::USUAL_VARIABLES.len() } else { 1 }) {
                add(name, None);
            }
            let in_run = own.is_some_and(|own| file.instructions[own].keyword == Keyword::Run);
            if in_run {
                for name in PROXY_ARGUMENTS {
                    add(name, None);
                }
            }
            for name in used {
                add(name, None);
            }
            // A stage has these arguments only if it declares them.
            for (name, description) in PREDEFINED_ARGUMENTS.iter().filter(|_| !in_run && !is_empty) {
                add(name, Some(*description));
            }
            for name in IMAGE_VARIABLES.iter().filter(|_| !is_empty) {
                add(name, None);
            }
        }
        for name in being_declared {
            add(name, None);
        }
        variables
    }
}

/// Whether a shell expands the variables of an instruction.
pub(super) fn is_expanded_by_shell(keyword: Keyword) -> bool {
    keyword.runs_command() || matches!(keyword, Keyword::Shell | Keyword::Onbuild)
}
