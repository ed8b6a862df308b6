//! Completes the arguments of instructions.

use super::{Completer, Item, MAX_ITEMS, is_shell_word};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::dockerfile::reference::flags::{FlagValue, flags_of};
use crate::languages::dockerfile::reference::words::{
    LABELS, OTHER_LABELS, PORTS, PREDEFINED_ARGUMENTS, SHELLS, SIGNALS,
};
use crate::languages::dockerfile::syntax::instruction::{Arguments, Instruction, Keyword};
use crate::languages::text::touches;

/// The position of the cursor in a JSON array.
struct ArrayPlace {
    is_in_string: bool,
    /// The number of preceding elements.
    elements: usize,
}

impl<'c> Completer<'c> {
    pub(super) fn arguments(&mut self, instruction: &'c Instruction<'c>, line: usize) {
        let start = instruction.source(&instruction.keyword_range()).end.max(line);
        self.word = self.word_at(start, is_shell_word);
        let rest_start = self.rest_start(instruction);
        let array = self.array_place(instruction);
        let is_outside_of_string = array.as_ref().is_some_and(|array| !array.is_in_string);
        if self.variables() {
            if is_outside_of_string {
                self.quote_variables();
            }
            return;
        }
        let typed = self.typed();
        let in_flags = self.word.start <= rest_start;
        if in_flags && typed.starts_with('-') {
            if let Some((flag, value)) = typed.split_once('=') {
                self.flag_value(instruction, flag.trim_start_matches('-'), value.len());
            } else {
                self.flags(instruction);
            }
            return;
        }
        let given = self.words_before(instruction);
        match instruction.keyword {
            Keyword::From => self.from(instruction, given),
            Keyword::Copy | Keyword::Add => self.copy(instruction, given),
            Keyword::Expose => self.ports(),
            Keyword::Stopsignal => {
                for (name, description) in SIGNALS {
                    self.add(Item { documentation: Some((*description).to_owned()), ..Item::new(*name) });
                }
            }
            Keyword::User => self.users(),
            Keyword::Workdir | Keyword::Volume => self.folders(instruction.keyword),
            Keyword::Shell if array.as_ref().is_some_and(|array| array.is_in_string || array.elements > 0) => {
                self.shell_arguments(array.as_ref().map_or(0, |array| array.elements));
            }
            Keyword::Shell => {
                let word = std::mem::replace(&mut self.word, rest_start.min(self.offset)..self.offset);
                for shell in SHELLS {
                    self.add(Item::new(*shell));
                }
                self.word = word;
                if instruction.text(&instruction.rest()).starts_with('[') {
                    self.shell_words();
                }
            }
            Keyword::Label => self.label(typed, given),
            Keyword::Arg if !typed.contains('=') => self.argument_names(),
            Keyword::Env if !typed.contains('=') && self.names_variable(rest_start) => self.variable_names(),
            Keyword::Healthcheck if is_after_none(instruction, self.offset) => {}
            Keyword::Healthcheck
                if given == 0 && !matches!(instruction.arguments, Arguments::Typed(..))
                    || typed.len() < 4 && in_flags =>
            {
                self.flags(instruction);
                for word in ["CMD", "NONE"] {
                    self.add(Item { kind: CompletionKind::Keyword, ..Item::new(word) });
                }
            }
            Keyword::Run => {
                if in_flags && typed.is_empty() {
                    self.flags(instruction);
                }
                self.shell_words();
            }
            Keyword::Cmd
            | Keyword::Entrypoint
            | Keyword::Env
            | Keyword::Arg
            | Keyword::Healthcheck
            | Keyword::Maintainer => {
                self.shell_words();
            }
            _ => {}
        }
        if in_flags && typed.is_empty() && !matches!(instruction.keyword, Keyword::Run | Keyword::Healthcheck) {
            // The flags are not cut off after many images.
            let others = MAX_ITEMS - flags_of(instruction.keyword).len();
            self.is_incomplete |= self.items.len() > others;
            self.items.truncate(others);
            self.flags(instruction);
        }
        if matches!(instruction.keyword, Keyword::Add | Keyword::Copy) {
            self.remove_flags(instruction, in_flags);
        }
        if is_outside_of_string {
            let start = self.word.start;
            self.items.iter_mut().filter(|item| item.insert_range.start == start).for_each(quote);
        }
    }

    /// Removes flags that cannot stand at the cursor. The words of the file include flags of other instructions.
    fn remove_flags(&mut self, instruction: &Instruction, in_flags: bool) {
        let offset = self.offset;
        let fits = |label: &str| {
            let Some(name) = label.strip_prefix("--") else { return true };
            let name = name.split('=').next().unwrap_or_default();
            let known = flags_of(instruction.keyword).iter().find(|flag| flag.name == name);
            // A custom frontend may have more flags.
            let may_repeat = known.is_some_and(|flag| flag.value == FlagValue::Strings);
            in_flags && (may_repeat || !is_given_elsewhere(instruction, name, offset))
        };
        self.items.retain(|item| fits(&item.label));
    }

    /// Returns the number of arguments before the word at the cursor.
    pub(super) fn words_before(&self, instruction: &Instruction) -> usize {
        instruction.words().iter().filter(|word| instruction.source(&word.range()).end < self.word.start).count()
    }

    /// Returns the start of the arguments after the flags. If there are none, they can start at the cursor.
    fn rest_start(&self, instruction: &Instruction) -> usize {
        if instruction.rest().is_empty() {
            return self.offset;
        }
        let start = instruction.rest().start.max(instruction.keyword_range().end);
        instruction.source(&(start..instruction.rest().end)).start
    }

    /// Quotes variables that are elements of a JSON array. Variables within an unquoted element are invalid and
    /// removed.
    fn quote_variables(&mut self) {
        let text = self.context.file.text;
        self.items.retain(|item| {
            let before = text[..item.insert_range.start].chars().next_back();
            before.is_some_and(|before| before.is_whitespace() || matches!(before, '[' | ','))
        });
        self.items.iter_mut().for_each(quote);
    }

    /// Whether the cursor is in a JSON array, and in none of its strings.
    pub(super) fn is_between_elements(&self, instruction: &Instruction<'_>) -> bool {
        self.array_place(instruction).is_some_and(|array| !array.is_in_string)
    }

    /// Returns the position of the cursor in the JSON array of an instruction, if the cursor is in one.
    fn array_place(&self, instruction: &Instruction) -> Option<ArrayPlace> {
        let keyword = instruction.keyword;
        let takes_array = keyword.runs_command()
            || matches!(keyword, Keyword::Add | Keyword::Copy | Keyword::Shell | Keyword::Volume);
        if !takes_array {
            return None;
        }
        let before = self.context.file.text.get(self.rest_start(instruction)..self.word.start)?;
        let is_check = keyword == Keyword::Healthcheck && before.get(..3)?.eq_ignore_ascii_case("CMD");
        let before = if is_check { before[3..].trim_start() } else { before };
        let before = before.strip_prefix('[')?;
        // `[` is also a shell command.
        if keyword == Keyword::Run && !before.is_empty() && !before.trim_start().starts_with('"') {
            return None;
        }
        let mut place = ArrayPlace { is_in_string: false, elements: 0 };
        let mut characters = before.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' if place.is_in_string => drop(characters.next()),
                '"' => place.is_in_string = !place.is_in_string,
                ',' if !place.is_in_string => place.elements += 1,
                ']' if !place.is_in_string => return None,
                _ => {}
            }
        }
        Some(place)
    }

    /// Adds shells for the first string of a `SHELL` instruction, and their usual arguments for the other strings.
    fn shell_arguments(&mut self, elements: usize) {
        let words: &[&str] = match elements {
            0 => &["/bin/bash", "/bin/sh", "/bin/ash", "/bin/zsh", "bash", "sh", "powershell", "pwsh", "cmd"],
            _ => &["-c", "-o", "pipefail", "-eo", "-euxo", "-Command", "/S", "/C"],
        };
        for word in words {
            self.add(Item::new(*word));
        }
    }

    /// Whether the word at the cursor is a variable name in an `ENV` instruction whose arguments start at an offset.
    /// This applies to the first word, and to every word after an assignment.
    fn names_variable(&self, start: usize) -> bool {
        let before = &self.context.file.text[start.min(self.word.start)..self.word.start];
        let first = before.split_ascii_whitespace().next();
        let is_quoted = ['"', '\''].iter().any(|quote| before.matches(*quote).count() % 2 == 1);
        first.is_none_or(|first| first.contains('=')) && !is_quoted
    }

    /// Adds names for an `ARG` instruction: arguments declared before the first stage, undeclared variables, and common
    /// names.
    fn argument_names(&mut self) {
        for name in self.global_arguments() {
            self.add(Item { kind: CompletionKind::Variable, ..Item::new(name) });
        }
        if !self.typed().is_empty() {
            self.variable_names();
        }
        for (name, description) in PREDEFINED_ARGUMENTS {
            self.add(Item {
                kind: CompletionKind::Variable,
                documentation: Some((*description).to_owned()),
                ..Item::new(*name)
            });
        }
        self.deduplicate();
    }

    pub(super) fn ports(&mut self) {
        let file = self.context.file;
        let mut used: Vec<&str> = Vec::new();
        for instruction in &file.instructions {
            if instruction.keyword == Keyword::Expose {
                let words = instruction.words().iter().map(|word| instruction.word(word));
                used.extend(words.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())));
            }
        }
        let own = self.context.file.text[self.word.clone()].to_owned();
        for port in used.into_iter().filter(|port| *port != own) {
            self.add(Item::new(port));
        }
        for port in [80_u16, 8080, 443, 3000, 8000, 5000] {
            let service = PORTS.iter().find(|(number, _)| *number == port).map(|(_, service)| (*service).to_owned());
            self.add(Item { documentation: service, ..Item::new(port.to_string()) });
        }
        for (port, service) in PORTS {
            self.add(Item { documentation: Some((*service).to_owned()), ..Item::new(port.to_string()) });
        }
        if let Some((port, _)) = self.typed().split_once('/') {
            for protocol in ["tcp", "udp", "sctp"] {
                self.add(Item::new(format!("{port}/{protocol}")));
            }
        }
        self.deduplicate();
    }

    /// Adds the arguments of other instructions with this keyword in the file, and common arguments.
    pub(super) fn used(&mut self, keyword: Keyword, usual: &[&str]) {
        let file = self.context.file;
        let mut found: Vec<&str> = Vec::new();
        for instruction in &file.instructions {
            let is_other = !touches(&instruction.range(), self.offset);
            if instruction.keyword == keyword && is_other {
                found.extend(instruction.words().iter().map(|word| instruction.word(word)));
            }
        }
        found.reverse();
        for word in found.into_iter().chain(usual.iter().copied()) {
            self.add(Item::new(word));
        }
        self.deduplicate();
    }

    pub(super) fn label(&mut self, typed: &str, given: usize) {
        if typed.contains('=') || given > 0 {
            self.shell_words();
            return;
        }
        self.add(Item { text: Some("maintainer=\"$1\"".to_owned()), is_snippet: true, ..Item::new("maintainer") });
        let described = LABELS.iter().map(|(name, description)| (*name, Some((*description).to_owned())));
        let others = OTHER_LABELS.iter().map(|name| (*name, None));
        for (name, documentation) in described.chain(others) {
            self.add(Item {
                text: Some(format!("{name}=\"$1\"")),
                is_snippet: true,
                kind: CompletionKind::Attribute,
                documentation,
                ..Item::new(name)
            });
        }
        self.words_of_file();
    }
}

/// Whether an offset is after `HEALTHCHECK NONE`, which takes no arguments.
pub(super) fn is_after_none(instruction: &Instruction, offset: usize) -> bool {
    let Arguments::Typed(kind, _) = &instruction.arguments else { return false };
    offset > instruction.source(kind).end && instruction.text(kind).eq_ignore_ascii_case("NONE")
}

/// Whether an instruction has a flag of this name that is not at an offset.
pub(super) fn is_given_elsewhere(instruction: &Instruction, name: &str, offset: usize) -> bool {
    let mut given = instruction.flags.iter().filter(|flag| instruction.flag(flag).0 == name);
    given.any(|flag| !touches(&instruction.source(&flag.range()), offset))
}

/// Quotes an item for a JSON array.
fn quote(item: &mut Completion) {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    item.text = quoted(&item.text);
    let label = quoted(&item.label);
    item.filter_text = Some(std::mem::replace(&mut item.label, label));
}
