//! Completes instructions, directives and flags.

use super::arguments::is_given_elsewhere;
use super::{Completer, Item};
use crate::languages::answers::CompletionKind;
use crate::languages::dockerfile::model::file_facts::is_mostly_lowercase;
use crate::languages::dockerfile::reference::flags::{FlagValue, flags_of};
use crate::languages::dockerfile::reference::instructions::{DIRECTIVES, INSTRUCTIONS, REFERENCE};
use crate::languages::dockerfile::reference::sequences::likelihood;
use crate::languages::dockerfile::rules::Rule;
use crate::languages::dockerfile::syntax::instruction::{Instruction, Keyword};
use crate::languages::sort::SortStably;

impl Completer<'_> {
    pub(super) fn instructions(&mut self, line: usize, typed: &str, is_trigger: bool) {
        let file = self.context.file;
        let is_lower = if typed.is_empty() {
            is_mostly_lowercase(file)
        } else {
            !typed.contains(|c: char| c.is_ascii_uppercase())
                && (typed.len() > 1 || is_mostly_lowercase(file) || file.instructions.len() < 2)
        };
        let before = file.instructions.partition_point(|instruction| instruction.range().start < line);
        let has_stage = file.instructions[..before].iter().any(|instruction| instruction.keyword == Keyword::From);
        let previous = file.instructions[..before].last().map(|instruction| instruction.keyword);
        let after = file.instructions.partition_point(|instruction| instruction.range().start <= self.offset);
        let next = file.instructions.get(after).map(|instruction| instruction.keyword);
        let has_arguments = self.is_followed();
        let mut order: Vec<_> = INSTRUCTIONS.iter().collect();
        order.sort_stably_by_key(|instruction| {
            let is_first = !has_stage && instruction.keyword == Keyword::From;
            let likelihood = likelihood(previous, instruction.keyword, next);
            let is_last = instruction.keyword == Keyword::Maintainer;
            (is_last, !is_first, std::cmp::Reverse(likelihood))
        });
        for instruction in order {
            let is_allowed = if is_trigger {
                !matches!(instruction.keyword, Keyword::From | Keyword::Onbuild | Keyword::Maintainer)
            } else {
                has_stage || matches!(instruction.keyword, Keyword::From | Keyword::Arg)
            };
            if !is_allowed {
                continue;
            }
            let name = if is_lower { instruction.name.to_lowercase() } else { instruction.name.to_owned() };
            let anchor = instruction.name.to_lowercase();
            let forms = if has_arguments { &instruction.forms[..1] } else { instruction.forms };
            for (number, form) in forms.iter().enumerate() {
                // The first form is the plain keyword.
                let label = if number == 0 { name.clone() } else { format!("{name} {}", form.arguments) };
                self.add(Item {
                    text: (!has_arguments).then(|| format!("{name} {}", form.snippet)),
                    is_snippet: !has_arguments,
                    plain_text: (!has_arguments).then(|| format!("{name} {}", form.plain_arguments())),
                    kind: CompletionKind::Keyword,
                    detail: Some(form.arguments.to_owned()),
                    documentation: Some(format!("{}\n\n[Reference]({REFERENCE}#{anchor})", instruction.description)),
                    is_deprecated: instruction.keyword == Keyword::Maintainer,
                    ..Item::new(label)
                });
            }
        }
        // Plain keywords precede their other forms.
        self.items.sort_stably_by_key(|item| item.label.contains(' '));
    }

    /// Completes directives at the top of the file, and build checks.
    pub(super) fn comment(&mut self, start: usize) {
        let file = self.context.file;
        let text = file.text;
        let is_top = text[..start].trim_start_matches('\u{feff}').lines().all(|line| {
            let name = line.trim_start().strip_prefix('#').and_then(|rest| rest.split_once('='));
            let name = name.map(|(name, _)| name.trim().to_ascii_lowercase());
            line.starts_with("#!") || name.is_some_and(|name| DIRECTIVES.iter().any(|known| known.name == name))
        });
        let hash = start + text[start..].find('#').unwrap_or(0) + 1;
        if self.offset < hash {
            return;
        }
        let content = text[hash..self.offset].trim_start();
        // Any text after the cursor would become part of the directive.
        let is_top = is_top && !self.is_followed();
        let name = content.split_once('=').map(|(name, _)| name.trim().to_ascii_lowercase());
        match name {
            None if is_top => {
                self.word = self.offset - content.len()..self.offset;
                for directive in DIRECTIVES {
                    let is_given = file.directives.iter().any(|given| {
                        given.name.as_str() == directive.name
                            && !(given.range.start <= start && start <= given.range.end)
                    });
                    if !is_given {
                        self.add(Item {
                            text: Some(format!("{}=", directive.name)),
                            kind: CompletionKind::Keyword,
                            documentation: Some(format!(
                                "{}\n\n[Reference]({REFERENCE}#parser-directives)",
                                directive.description
                            )),
                            ..Item::new(directive.name)
                        });
                    }
                }
            }
            Some(name) if name == "check" => {
                self.word = self.word_at(hash, char::is_alphanumeric);
                let value = content.split_once('=').map_or("", |(_, value)| value);
                self.check_options(value);
            }
            Some(name) if is_top => {
                let value = content.split_once('=').map_or("", |(_, value)| value.trim_start());
                self.word = self.offset - value.len()..self.offset;
                let known = DIRECTIVES.iter().find(|known| known.name == name);
                for value in known.map_or(&[][..], |known| known.values) {
                    self.add(Item::new(*value));
                }
            }
            _ => {}
        }
    }

    /// Completes the value of a `check` directive: options separated by `;`, each with its own values.
    fn check_options(&mut self, value: &str) {
        let (before, option) = value.rsplit_once(';').unwrap_or(("", value));
        match option.split_once('=') {
            None => {
                let given: Vec<&str> =
                    before.split(';').filter_map(|given| Some(given.split_once('=')?.0.trim())).collect();
                for (name, text) in [("skip", "skip="), ("error", "error=true"), ("experimental", "experimental=all")] {
                    if !given.contains(&name) {
                        self.add(Item { text: Some(text.to_owned()), ..Item::new(name) });
                    }
                }
            }
            Some((name, _)) if name.trim() == "error" => {
                self.add(Item::new("true"));
                self.add(Item::new("false"));
            }
            Some((_, rules)) => {
                let given: Vec<&str> = rules.split(',').map(str::trim).collect();
                for rule in Rule::ALL.iter().filter(|rule| !given.contains(&rule.name())) {
                    let page = rule.code().href.unwrap_or(REFERENCE);
                    let documentation = Some(format!("[Documentation]({page})"));
                    self.add(Item { documentation, ..Item::new(rule.name()) });
                }
                if !rules.contains(',') {
                    self.add(Item::new("all"));
                }
            }
        }
    }

    pub(super) fn flags(&mut self, instruction: &Instruction) {
        for flag in flags_of(instruction.keyword) {
            if flag.value != FlagValue::Strings && is_given_elsewhere(instruction, flag.name, self.offset) {
                continue;
            }
            let anchor = instruction.name().to_lowercase();
            let text = match flag.value {
                FlagValue::Boolean => format!("--{}", flag.name),
                _ => format!("--{}=", flag.name),
            };
            self.add(Item {
                text: Some(text),
                detail: Some(format!("--{}={}", flag.name, flag.example)),
                documentation: Some(format!(
                    "{}\n\n[Reference]({REFERENCE}#{anchor}---{})",
                    flag.description, flag.name
                )),
                kind: CompletionKind::Attribute,
                ..Item::new(format!("--{}", flag.name))
            });
        }
    }
}
