//! Variables, and words of the file and of shell commands.

use std::collections::HashMap;

use super::{Completer, Item, is_shell_word};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::dockerfile::model::stage_references::stage_references;
use crate::languages::dockerfile::model::symbols::{Role, SymbolKind};
use crate::languages::dockerfile::model::variable_references::name_len;
use crate::languages::dockerfile::reference::commands::{COMMANDS, PACKAGES};
use crate::languages::dockerfile::reference::image_variables::IMAGE_VARIABLES;
use crate::languages::dockerfile::reference::words::{PREDEFINED_ARGUMENTS, PROXY_ARGUMENTS, description_of};
use crate::languages::dockerfile::syntax::instruction::Keyword;

/// Bytes around a cursor whose words are offered.
const MAX_WORDS_TEXT: usize = 200_000;

/// Variables that many files set.
const USUAL_VARIABLES: [&str; 14] = [
    "PATH",
    "NODE_ENV",
    "DEBIAN_FRONTEND",
    "LANG",
    "LC_ALL",
    "HOME",
    "GO_VERSION",
    "PYTHONUNBUFFERED",
    "PYTHONDONTWRITEBYTECODE",
    "VERSION",
    "JAVA_HOME",
    "CGO_ENABLED",
    "TZ",
    "PORT",
];

impl<'c> Completer<'c> {
    /// The names of variables that the file uses.
    pub(super) fn variable_names(&mut self) {
        let symbols = self.context.symbols;
        let mut names: Vec<(bool, &str)> = Vec::new();
        for occurrence in &symbols.occurrences {
            let symbol = symbols.symbol(occurrence);
            let is_here = occurrence.range.start <= self.offset && self.offset <= occurrence.range.end;
            if symbol.kind == SymbolKind::Variable && !is_here {
                names.push((symbol.is_declared, &symbol.name));
            }
        }
        // Those without a declaration come first.
        names.sort_by_key(|(is_declared, _)| *is_declared);
        for (_, name) in names {
            self.add(Item { kind: CompletionKind::Variable, ..Item::new(name) });
        }
        for name in USUAL_VARIABLES.into_iter().chain(IMAGE_VARIABLES) {
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

    /// Variables after a `$`. `false` if there is none before the cursor.
    pub(super) fn variables(&mut self) -> bool {
        let file = self.context.file;
        let start = self.offset.saturating_sub(200);
        let start = (start..=self.offset).find(|at| file.text.is_char_boundary(*at)).unwrap_or(self.offset);
        let before = &file.text[start..self.offset];
        let name = before.len()
            - before.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum::<usize>();
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
        let after = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let closes = is_braced && rest[after..].starts_with('}');
        let end = self.offset + after + usize::from(closes);
        for (name, value, description) in self.visible_variables() {
            if !name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(&typed)) {
                continue;
            }
            let text = if is_braced { format!("${{{name}}}") } else { format!("${name}") };
            // Without the brace, the rest of the word stays.
            let insert_end = if closes && after == 0 { end } else { self.offset };
            self.items.push(Completion {
                label: text.clone(),
                text,
                kind: CompletionKind::Variable,
                detail: value,
                documentation: description,
                is_snippet: false,
                insert_range: dollar..insert_end,
                replace_range: dollar..end,
                filter_text: None,
                is_deprecated: false,
                additional_edits: Vec::new(),
            });
        }
        true
    }

    /// The variables at the cursor with their values: those of the stage, then those that always exist.
    pub(super) fn visible_variables(&self) -> Vec<(String, Option<String>, Option<String>)> {
        let symbols = self.context.symbols;
        let file = self.context.file;
        let index = file.instructions.partition_point(|instruction| instruction.range.start <= self.offset);
        let own = index.checked_sub(1);
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
        for (place, other) in symbols.occurrences.iter().enumerate() {
            let symbol = symbols.symbol(other);
            let is_visible = symbol.kind == SymbolKind::Variable
                && other.role.is_declaration()
                && other.range.end < self.offset
                && chain.contains(&symbols.stages.stage_of(other.instruction));
            if is_visible {
                found.insert(&symbol.name, (place, other.value.as_deref()));
            }
        }
        let mut sorted: Vec<_> = found.into_iter().collect();
        sorted.sort_by_key(|(_, (place, _))| std::cmp::Reverse(*place));
        let mut variables: Vec<(String, Option<String>, Option<String>)> =
            sorted.into_iter().map(|(name, (_, value))| (name.to_owned(), value.map(str::to_owned), None)).collect();
        let mut add = |name: &str, description: Option<&str>| {
            if !variables.iter().any(|(other, ..)| other == name) {
                variables.push((name.to_owned(), None, description.map(str::to_owned)));
            }
        };
        if is_from {
            for (name, description) in PREDEFINED_ARGUMENTS {
                add(name, Some(description));
            }
        } else {
            add("PATH", None);
            add("HOME", None);
            let in_run = own.is_some_and(|own| file.instructions[own].keyword == Keyword::Run);
            for name in PROXY_ARGUMENTS.iter().filter(|_| in_run) {
                add(name, None);
            }
            for (name, _) in PREDEFINED_ARGUMENTS.iter().filter(|_| !in_run) {
                add(name, description_of(PREDEFINED_ARGUMENTS, name));
            }
        }
        variables
    }

    /// Words of the file and common words of commands.
    pub(super) fn shell_words(&mut self) {
        if self.typed().starts_with("<<") {
            for name in ["<<EOF", "<<EOT", "<<-EOF", "<<'EOF'"] {
                self.add(Item { kind: CompletionKind::Keyword, ..Item::new(name) });
            }
            return;
        }
        self.narrow();
        if self.typed().is_empty() {
            return;
        }
        self.words_of_file();
        let (first, second) = if self.installs() { (PACKAGES, COMMANDS) } else { (COMMANDS, PACKAGES) };
        for word in first.iter().chain(second) {
            self.add(Item::new(*word));
        }
        self.deduplicate();
    }

    /// Whether the command before the cursor installs packages.
    fn installs(&self) -> bool {
        let text = self.context.file.text;
        let mut start = self.offset.saturating_sub(2_000);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let before = &text[start..self.word.start.max(start)];
        let command = before.rfind(['&', ';', '|']).map_or(before, |at| &before[at + 1..]);
        let command = command.rsplit("RUN").next().unwrap_or(command);
        [" install", "apk add", "apk --no-cache add", " add --no-cache"].iter().any(|verb| command.contains(verb))
    }

    /// Words of the file that start with what was typed, the most frequent first.
    pub(super) fn words_of_file(&mut self) {
        let typed = self.typed();
        if typed.is_empty() {
            return;
        }
        let text = self.context.file.text;
        let mut start = self.offset.saturating_sub(MAX_WORDS_TEXT);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let mut end = (self.offset + MAX_WORDS_TEXT).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
        let mut at = start;
        let separates = |c: char| !is_shell_word(c) || matches!(c, '=' | ',' | '$' | '@' | '#' | '%' | '<');
        for word in text[start..end].split(separates) {
            let own = at..at + word.len();
            at += word.len();
            at += text[at..].chars().next().map_or(0, char::len_utf8);
            let is_here = own.start <= self.offset && self.offset <= own.end;
            let word = word.trim_end_matches([',', '.', ':']);
            if word.len() > typed.len() && word.starts_with(typed) && !is_here {
                let entry = counts.entry(word).or_insert((0, own.start.abs_diff(self.offset)));
                entry.0 += 1;
                entry.1 = entry.1.min(own.start.abs_diff(self.offset));
            }
        }
        let mut words: Vec<_> = counts.into_iter().collect();
        words.sort_by_key(|(word, (count, distance))| (std::cmp::Reverse(*count), *distance, *word));
        for (word, _) in words.into_iter().take(50) {
            self.add(Item::new(word));
        }
    }
}
