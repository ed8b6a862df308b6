//! Hovers for instructions, flags, mount options, variables, stages, images, heredocs, ports, signals, directives and
//! checks.

use std::fmt::Write as _;
use std::ops::Range;

use super::links::{image_page, without_version};
use crate::languages::answers::{BuildName, FileRef, Hover, line_link};
use crate::languages::builds::ContextDefinition;
use crate::languages::dockerfile::model::symbols::{Occurrence, Role, SymbolKind, Symbols};
use crate::languages::dockerfile::reference::flags::{self, MOUNT_TYPES};
use crate::languages::dockerfile::reference::images::official_image;
use crate::languages::dockerfile::reference::instructions::{DIRECTIVES, REFERENCE, documentation_of};
use crate::languages::dockerfile::reference::words::{
    LABELS, PORTS, PREDEFINED_ARGUMENTS, PROXY_ARGUMENTS, description_of, signal,
};
use crate::languages::dockerfile::rules::Rule;
use crate::languages::dockerfile::syntax::instruction::{Arguments, DirectiveName, Dockerfile, Instruction, Keyword};
use crate::languages::source::FileProvider;
use crate::languages::text::{line_start, touches};

/// The maximum number of references to a stage whose lines are listed.
const MAX_USERS: usize = 20;

pub fn hover(file: &Dockerfile, symbols: &Symbols, offset: usize) -> Option<Hover> {
    if let Some(found) = of_directive(file, offset) {
        return Some(found);
    }
    let occurrence = symbols.at(offset).filter(|index| symbols.occurrences[*index].role != Role::UnnamedStage);
    if let Some(found) = occurrence.and_then(|index| of_occurrence(file, symbols, index)) {
        return Some(found);
    }
    let instruction = file.instruction_at(offset)?;
    if !touches(&instruction.range(), offset) {
        return None;
    }
    let inner = match &instruction.arguments {
        Arguments::Trigger(trigger) if !touches(&instruction.source(&instruction.keyword_range()), offset) => trigger,
        _ => instruction,
    };
    of_instruction(inner, offset)
}

/// Describes a directive, even if BuildKit ignores it because it is empty or repeated.
fn of_directive(file: &Dockerfile, offset: usize) -> Option<Hover> {
    let first = file.instructions.first().map_or(file.text.len(), |instruction| instruction.range().start);
    if offset > first {
        return None;
    }
    let check = file.directives.iter().find(|directive| directive.name == DirectiveName::Check);
    if let Some(check) = check.filter(|check| touches(&check.value, offset)) {
        let (range, word) = word_at(file.text, &check.value, offset);
        if let Some(rule) = Rule::ALL.iter().find(|rule| rule.name() == word) {
            return Some(Hover { range, markdown: of_rule(*rule) });
        }
    }
    let start = line_start(file.text, offset);
    let line = file.text[start..].lines().next()?.trim_end();
    let written = line.trim_start_matches('\u{feff}').trim_start().strip_prefix('#')?.trim_start();
    let (name, _) = written.split_once('=')?;
    let known = DIRECTIVES.iter().find(|known| known.name.eq_ignore_ascii_case(name.trim_end()))?;
    let range = start + line.len() - written.len()..start + line.len();
    let markdown =
        format!("`# {}=…`\n\n{}\n\n[Reference]({REFERENCE}#parser-directives)", known.name, known.description);
    touches(&range, offset).then_some(Hover { range, markdown })
}

/// Describes a build context, with its value in each build that defines it.
pub fn of_context(
    files: &dyn FileProvider,
    name: &BuildName,
    range: Range<usize>,
    definitions: &[ContextDefinition],
) -> Hover {
    let mut markdown = format!("Build context `{}`\n", name.text());
    for definition in definitions.iter().take(MAX_USERS) {
        let value = definition.value.as_ref().map(|value| format!(" as `{value}`")).unwrap_or_default();
        let line = definition.line(files);
        let _ = write!(markdown, "\n- defined{value} in {}", line_link(&definition.place.file, line));
    }
    markdown += "\n\n[Reference](https://docs.docker.com/build/concepts/context/)";
    Hover { range, markdown }
}

/// Describes a build check.
pub fn of_rule(rule: Rule) -> String {
    let page = rule.code().href.unwrap_or(REFERENCE);
    let documentation = rule.documentation();
    format!(
        "**{}**: {} {}\n\n```dockerfile\n{}```\n\n[Documentation]({page})",
        rule.name(),
        documentation.summary,
        documentation.reason,
        documentation.correct
    )
}

/// Returns the word around an offset, which consists of letters, digits, `-`, `_`, `.` and `+`.
fn word_at<'t>(text: &'t str, within: &Range<usize>, offset: usize) -> (Range<usize>, &'t str) {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+');
    let start = text[within.start..offset].rfind(|c| !is_word(c)).map_or(within.start, |at| {
        let at = within.start + at;
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[offset..within.end].find(|c| !is_word(c)).map_or(within.end, |length| offset + length);
    (start..end, &text[start..end])
}

fn of_occurrence(file: &Dockerfile, symbols: &Symbols, index: usize) -> Option<Hover> {
    let occurrence = &symbols.occurrences[index];
    let symbol = symbols.symbol(occurrence);
    let name = &symbol.name;
    let markdown = match symbol.kind {
        SymbolKind::Variable => of_variable(file, symbols, occurrence)?,
        SymbolKind::Stage(stage) => {
            let from = &file.instructions[symbols.stages.froms[stage]];
            let users = symbols.occurrences_of(occurrence.symbol).filter(|other| !other.role.is_declaration());
            let mut lines: Vec<usize> = users.take(MAX_USERS).map(|other| line(file, other.range.start)).collect();
            lines.dedup();
            let title = if symbol.is_declared { format!("Stage `{name}` ({stage})") } else { format!("Stage {stage}") };
            let mut markdown = format!("{title}\n\n```dockerfile\n{}\n```", first_line(file, from));
            if lines.is_empty() {
                markdown += "\n\nNo other stage of this file uses it.";
            } else {
                let lines: Vec<String> = lines.iter().map(|line| line_link(&FileRef::Document, *line)).collect();
                let _ = write!(markdown, "\n\nUsed on {}.", lines.join(", "));
            }
            markdown
        }
        SymbolKind::Heredoc => {
            let instruction = &file.instructions[occurrence.instruction];
            let heredoc = instruction.heredocs().iter().find(|heredoc| heredoc.name == *name)?;
            let expands = if heredoc.expands { "Variables are expanded." } else { "Variables are not expanded." };
            let tabs = if heredoc.chomps { " Leading tabs are removed." } else { "" };
            format!("Heredoc `{name}`\n\n{expands}{tabs}\n\n[Reference]({REFERENCE}#here-documents)")
        }
        SymbolKind::Image => of_image(name)?,
    };
    Some(Hover { range: occurrence.range.clone(), markdown })
}

fn of_variable(file: &Dockerfile, symbols: &Symbols, occurrence: &Occurrence) -> Option<String> {
    let name = &symbols.symbol(occurrence).name;
    let declaration = match occurrence.set_by {
        Some(index) => Some(&symbols.occurrences[index]),
        None => Some(occurrence).filter(|own| own.role.is_declaration()),
    };
    let Some(declaration) = declaration else {
        let instruction = file.instructions[occurrence.instruction].inner();
        let Some(description) = description_of(PREDEFINED_ARGUMENTS, name) else {
            if instruction.keyword == Keyword::Run && PROXY_ARGUMENTS.contains(&name.as_str()) {
                return Some(format!(
                    "`{name}`\n\nA proxy that the build passes to `RUN`. It needs no declaration.\n\n\
                     [Reference]({REFERENCE}#predefined-args)"
                ));
            }
            // Such as the value of `ENV A=${A:-b}`. A name that nothing in the file sets has no hover.
            let is_set_later = symbols.symbol(occurrence).is_declared;
            return is_set_later
                .then(|| format!("`{name}`\n\nNot set before this instruction, except by the base image."));
        };
        let note = if instruction.keyword == Keyword::From {
            String::new()
        } else {
            format!(" Not set in this stage; declare it with `ARG {name}`.")
        };
        return Some(format!(
            "`{name}`\n\n{description}{note}\n\n[Reference]({REFERENCE}#automatic-platform-args-in-the-global-scope)"
        ));
    };
    let is_unfinished = matches!(file.instructions[declaration.instruction].arguments, Arguments::None);
    if is_unfinished && declaration.value.is_none() {
        return None;
    }
    let keyword = if declaration.role == Role::Argument { "ARG" } else { "ENV" };
    let mut markdown = match &declaration.value {
        Some(value) => format!("```dockerfile\n{keyword} {name}={}\n```", value.replace('\n', " ")),
        None => format!("```dockerfile\n{keyword} {name}\n```"),
    };
    let line = line_link(&FileRef::Document, line(file, declaration.range.start));
    let _ = match (declaration.role, &declaration.value) {
        (Role::Argument, Some(_)) => write!(markdown, "\n\nDefault of the build argument, set on {line}."),
        (Role::Argument, None) => write!(markdown, "\n\nBuild argument without a default, declared on {line}."),
        _ => write!(markdown, "\n\nSet on {line}."),
    };
    if let Some(description) = description_of(PREDEFINED_ARGUMENTS, name) {
        let _ = write!(markdown, "\n\n{description}");
    }
    Some(markdown)
}

fn of_instruction(instruction: &Instruction, offset: usize) -> Option<Hover> {
    let documentation = documentation_of(instruction.keyword)?;
    let anchor = documentation.name.to_lowercase();
    if touches(&instruction.source(&instruction.keyword_range()), offset) {
        let forms: Vec<String> =
            documentation.forms.iter().map(|form| format!("{} {}", documentation.name, form.arguments)).collect();
        let markdown = format!(
            "{}\n\n```dockerfile\n{}\n```\n\n[Reference]({REFERENCE}#{anchor})",
            documentation.description,
            forms.join("\n")
        );
        return Some(Hover { range: instruction.source(&instruction.keyword_range()), markdown });
    }
    let flag = instruction.flags.iter().find(|flag| touches(&instruction.source(&flag.range()), offset));
    if let Some(flag) = flag {
        let (name, _) = instruction.flag(flag);
        let known = flags::flags_of(instruction.keyword).iter().find(|known| known.name == name)?;
        let source = instruction.source(&flag.range());
        let text = instruction.text(&flag.range());
        let value = source.start + text.find('=').map_or(text.len(), |at| at + 1);
        if name == "mount" && offset >= value {
            let at = offset - source.start;
            if let Some(found) = text.get(..at).and_then(|_| of_mount_option(text, at)) {
                let (range, markdown) = found;
                return Some(Hover { range: source.start + range.start..source.start + range.end, markdown });
            }
        }
        let markdown = format!(
            "`--{name}={}`\n\n{}\n\n[Reference]({REFERENCE}#{anchor}---{name})",
            known.example, known.description
        );
        return Some(Hover { range: source, markdown });
    }
    if let Some(found) = of_keyword_argument(instruction, offset) {
        return Some(found);
    }
    let words = instruction.words().iter().map(|word| (word.range(), instruction.source(&word.range())));
    let (word, range) = words.into_iter().find(|(_, source)| touches(source, offset)).or_else(|| {
        let Arguments::Pairs(pairs) = &instruction.arguments else { return None };
        let keys = pairs.iter().map(|pair| (pair.key(), instruction.source(&pair.key())));
        keys.into_iter().find(|(_, source)| touches(source, offset))
    })?;
    let text = instruction.text(&word);
    let markdown = match instruction.keyword {
        Keyword::From if instruction.words().first().is_some_and(|first| first.range() == word) => of_image(text)?,
        Keyword::Expose => {
            let port = text.split('/').next()?.parse::<u16>().ok()?;
            let (_, service) = PORTS.iter().find(|(number, _)| *number == port)?;
            format!("Port {port}: {service}")
        }
        Keyword::Stopsignal => {
            let (name, description) = signal(text)?;
            format!("`{name}`\n\n{description}")
        }
        Keyword::Label => {
            let name = text.trim_matches(['"', '\'']);
            let description = match name {
                "maintainer" => "Who maintains the image. The OCI label is `org.opencontainers.image.authors`.",
                _ => description_of(LABELS, name)?,
            };
            format!("`{name}`\n\n{description}")
        }
        _ => return None,
    };
    Some(Hover { range, markdown })
}

/// Describes the `AS` of a stage, and the type of a health check.
fn of_keyword_argument(instruction: &Instruction, offset: usize) -> Option<Hover> {
    let (word, anchor) = match (&instruction.arguments, instruction.words()) {
        (Arguments::Typed(kind, _), _) => (kind.clone(), "healthcheck"),
        (_, [_, word, ..]) if instruction.keyword == Keyword::From => (word.range(), "from"),
        _ => return None,
    };
    let name = instruction.text(&word).to_uppercase();
    let description = match (instruction.keyword, name.as_str()) {
        (Keyword::From, "AS") => "Names the stage, so that `FROM` and `--from` can refer to it.",
        (Keyword::Healthcheck, "CMD") => "Runs a command in the container. Exit code 0 means healthy, 1 unhealthy.",
        (Keyword::Healthcheck, "NONE") => "Disables the health check of the base image.",
        _ => return None,
    };
    let range = instruction.source(&word);
    let markdown = format!("`{name}`\n\n{description}\n\n[Reference]({REFERENCE}#{anchor})");
    touches(&range, offset).then_some(Hover { range, markdown })
}

/// Describes the option of a mount. `offset` is relative to the text of the flag.
fn of_mount_option(text: &str, offset: usize) -> Option<(Range<usize>, String)> {
    let first = text.find('=')? + 1;
    let start = text[..offset].rfind([',', '"']).map_or(first, |at| (at + 1).max(first));
    let end = text[offset..].find([',', '"']).map_or(text.len(), |length| offset + length);
    let field = &text[start..end];
    let (key, value) = field.split_once('=').unwrap_or((field, ""));
    if key == "type" && offset > start + key.len() {
        let description = description_of(MOUNT_TYPES, value)?;
        let range = start + key.len() + 1..end;
        return Some((
            range,
            format!("`type={value}`\n\n{description}\n\n[Reference]({REFERENCE}#run---mounttype{value})"),
        ));
    }
    let known = flags::mount_key(key)?;
    Some((start..end, format!("`{}`\n\n{}\n\n[Reference]({REFERENCE}#run---mount)", known.name, known.description)))
}

fn of_image(name: &str) -> Option<String> {
    let base = without_version(name);
    let page = image_page(name);
    let description = official_image(base).map(|image| format!("\n\n{}", image.description)).unwrap_or_default();
    if page.is_none() && description.is_empty() {
        return None;
    }
    let page = page.map(|page| format!("\n\n[{page}]({page})")).unwrap_or_default();
    Some(format!("Image `{name}`{description}{page}"))
}

fn first_line<'t>(file: &Dockerfile<'t>, instruction: &Instruction) -> &'t str {
    file.text[instruction.range()].lines().next().unwrap_or_default()
}

/// Returns the line of an offset, counted from 1.
pub fn line(file: &Dockerfile, offset: usize) -> usize {
    memchr::memchr_iter(b'\n', &file.text.as_bytes()[..offset]).count() + 1
}
