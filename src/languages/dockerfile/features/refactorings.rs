//! Refactorings that are certain to keep the meaning of the file.

use std::ops::Range;

use super::package_order::sorted_packages;
use crate::languages::answers::{Edit, FileEdits, Refactoring, RefactoringKind};
use crate::languages::dockerfile::model::file_facts::FileFacts;
use crate::languages::dockerfile::model::stage_references::stage_references;
use crate::languages::dockerfile::model::symbols::Symbols;
use crate::languages::dockerfile::reference::shell::BUILTINS;
use crate::languages::dockerfile::rules::commands::json_array;
use crate::languages::dockerfile::syntax::expansion::{NoVariables, WordExpander};
use crate::languages::dockerfile::syntax::instruction::{Arguments, DirectiveName, Dockerfile, Instruction, Keyword};
use crate::languages::dockerfile::values::copy_source::SourceKind;
use crate::languages::text::line_start;

pub fn refactorings(file: &Dockerfile, symbols: &Symbols, selection: &Range<usize>) -> Vec<Refactoring> {
    let mut found = Vec::new();
    let touched = |instruction: &&Instruction| {
        instruction.range().start <= selection.end && selection.start <= instruction.range().end
    };
    let selected: Vec<&Instruction> = file.instructions.iter().filter(touched).collect();
    let facts = FileFacts::new(file);
    if let [instruction] = selected[..] {
        found.extend(add_to_copy(file, instruction.inner()));
        found.extend(exec_to_shell(&facts, instruction));
        found.extend(shell_to_exec(&facts, instruction));
        found.extend(split_run(&facts, instruction));
        found.extend(extract_tag(file, instruction));
        found.extend(pin_platform(file, symbols, instruction));
        found.extend(add_syntax(file, instruction));
        let packages = sorted_packages(file, instruction);
        if !packages.is_empty() {
            found.push(rewrite("Sort packages", packages));
        }
    }
    found.extend(merge_runs(&facts, &selected));
    found
}

fn rewrite(title: impl Into<String>, edits: Vec<Edit>) -> Refactoring {
    Refactoring { kind: RefactoringKind::Rewrite, title: title.into(), changes: vec![FileEdits::in_document(edits)] }
}

fn is_upper(instruction: &Instruction) -> bool {
    !instruction.name().contains(|c: char| c.is_ascii_lowercase())
}

/// Extensions of files that are not archives. `ADD` would unpack an archive.
const PLAIN: [&str; 22] = [
    "c",
    "cfg",
    "conf",
    "css",
    "go",
    "html",
    "ini",
    "java",
    "js",
    "json",
    "lock",
    "md",
    "properties",
    "py",
    "rb",
    "sh",
    "toml",
    "ts",
    "txt",
    "xml",
    "yaml",
    "yml",
];

/// Changes `ADD` to `COPY`. Both are equivalent for folders, and for local files that are not archives.
fn add_to_copy(file: &Dockerfile, instruction: &Instruction) -> Option<Refactoring> {
    let [sources @ .., _] = instruction.words() else { return None };
    let is_folder = |text: &str| {
        let name = text.strip_suffix('/').map(|path| path.rsplit('/').next().unwrap_or(path));
        matches!(text, "." | "./") || name.is_some_and(|name| !name.is_empty() && !name.contains('.'))
    };
    let is_plain = |text: &str| {
        let ending = text.rsplit('.').next().unwrap_or_default();
        SourceKind::parse(text) == SourceKind::Local
            && !text.starts_with("github.com/")
            && !text.contains(['$', '*', '?', '['])
            && (PLAIN.contains(&ending) || is_folder(text))
    };
    let has_own_flags =
        instruction.flags.iter().any(|flag| matches!(instruction.flag(flag).0, "checksum" | "keep-git-dir" | "unpack"));
    let can = instruction.keyword == Keyword::Add
        && !sources.is_empty()
        && !has_own_flags
        && file.errors.is_empty()
        && sources.iter().all(|word| is_plain(instruction.word(word)));
    let name = if is_upper(instruction) { "COPY" } else { "copy" };
    can.then(|| {
        rewrite(
            format!("Convert to `{name}`"),
            vec![Edit::replace(instruction.source(&instruction.keyword_range()), name)],
        )
    })
}

/// Whether all commands of a file run in a shell with the syntax of `sh`, as far as the file shows.
fn has_usual_shell(facts: &FileFacts) -> bool {
    let changes_shell = |instruction: &Instruction| instruction.keyword == Keyword::Shell;
    !facts.is_windows && !facts.file.instructions.iter().any(changes_shell)
}

/// Whether the stage of an instruction is based on `scratch`, so that it may have no shell.
fn is_from_scratch(file: &Dockerfile, instruction: &Instruction) -> bool {
    let before = file.instructions.iter().take_while(|other| other.range().start <= instruction.range().start);
    let from = before.filter(|other| other.keyword == Keyword::From).last();
    from.and_then(|from| Some(from.word(from.words().first()?))).is_none_or(|base| base == "scratch")
}

/// Changes the shell form of a command that needs no shell to the exec form.
fn shell_to_exec(facts: &FileFacts, instruction: &Instruction) -> Option<Refactoring> {
    let inner = instruction.inner();
    let Arguments::Text(word) = command(inner)? else { return None };
    // The form of `CMD` affects how `ENTRYPOINT` uses it.
    let is_main = matches!(inner.keyword, Keyword::Cmd | Keyword::Entrypoint);
    let may_differ = is_main && facts.mixes_commands;
    if may_differ || !instruction.heredocs().is_empty() || !has_usual_shell(facts) {
        return None;
    }
    Some(rewrite("Convert to a JSON array", json_array(inner, &word.range())?))
}

/// Returns the command of an instruction that runs one.
fn command<'i>(instruction: &'i Instruction<'i>) -> Option<&'i Arguments<'i>> {
    match &instruction.arguments {
        Arguments::Typed(_, command) => Some(command),
        arguments => instruction.keyword.runs_command().then_some(arguments),
    }
}

/// Changes the exec form of a command with only plain words to the shell form. `ENTRYPOINT` is excluded, because its
/// shell form ignores the arguments of the container.
fn exec_to_shell(facts: &FileFacts, instruction: &Instruction) -> Option<Refactoring> {
    let outer = instruction;
    let instruction = outer.inner();
    let may_differ = match instruction.keyword {
        Keyword::Run | Keyword::Healthcheck => false,
        Keyword::Cmd => facts.file.instructions.iter().any(|other| other.inner().keyword == Keyword::Entrypoint),
        _ => true,
    };
    if may_differ || !has_usual_shell(facts) || is_from_scratch(facts.file, outer) {
        return None;
    }
    let Arguments::Json(words) = command(instruction)? else { return None };
    let is_plain =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./:,+@%".contains(c));
    let command: Vec<&str> = words.iter().map(|word| instruction.word(word)).collect();
    let first = command.first()?;
    if BUILTINS.contains(first) || !command.iter().all(|word| is_plain(word)) {
        return None;
    }
    let start = match &instruction.arguments {
        Arguments::Typed(kind, _) => {
            let rest = &instruction.line.text()[kind.end..instruction.rest().end];
            kind.end + (rest.len() - rest.trim_start().len())
        }
        _ => instruction.rest().start,
    };
    let edit = Edit::replace(instruction.source(&(start..instruction.rest().end)), command.join(" "));
    Some(rewrite("Convert to shell form", vec![edit]))
}

/// Merges consecutive `RUN` instructions without flags and heredocs.
fn merge_runs(facts: &FileFacts, selected: &[&Instruction]) -> Option<Refactoring> {
    let file = facts.file;
    let is_plain = |instruction: &&Instruction| {
        instruction.keyword == Keyword::Run
            && instruction.flags.is_empty()
            && instruction.heredocs().is_empty()
            && matches!(instruction.arguments, Arguments::Text(_))
            && is_command_list(instruction.text(&instruction.rest()))
    };
    let [first, others @ ..] = selected else { return None };
    if others.is_empty() || !selected.iter().all(is_plain) || !has_usual_shell(facts) {
        return None;
    }
    let mut edits = Vec::new();
    let mut before = *first;
    for next in others {
        let between = before.range().end..next.source(&next.rest()).start;
        // A comment between the two instructions would be lost.
        if file.text[between.clone()].contains('#') {
            return None;
        }
        edits.push(Edit::replace(between, format!(" {}{}    && ", file.escape, newline(file))));
        before = next;
    }
    Some(rewrite("Merge into one `RUN` instruction", edits))
}

/// Whether a command is a list joined by `&&` in which no command affects the following ones, except by failing.
fn is_command_list(text: &str) -> bool {
    let mut quote = None;
    let mut previous = ' ';
    for character in text.chars() {
        match quote {
            Some(open) if character == open => quote = None,
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None if matches!(character, ';' | '(' | ')' | '{' | '}' | '\\' | '`' | '#' | '|') => return false,
            _ => {}
        }
        previous = character;
    }
    let is_independent = |command: &str| {
        let first = command.split_whitespace().next().unwrap_or_default().replace(['"', '\''], "");
        let is_of_shell = BUILTINS.contains(&first.as_str()) || first.contains(['=', '$']);
        !is_of_shell && !first.is_empty() && !leaves_state(command)
    };
    quote.is_none() && previous != '&' && !text.replace("&&", "").contains('&') && text.split("&&").all(is_independent)
}

/// Whether a command has an effect that ends with its `RUN` instruction: a background process, a file in memory, or a
/// kernel setting.
fn leaves_state(command: &str) -> bool {
    let command = command.replace(['"', '\''], "");
    let words = || command.split_whitespace();
    let is_option =
        |word: &&str| word.starts_with('-') || word.contains('=') || word.bytes().all(|b| b.is_ascii_digit());
    let mut rest = words().filter(|word| !is_option(word));
    let program = rest.find(|word| !WRAPPERS.contains(word)).unwrap_or_default();
    let name = program.rsplit('/').next().unwrap_or_default();
    let starts_service = words().any(|word| matches!(word, "start" | "restart"));
    let detaches = words().any(|word| {
        let flag = word.split('=').next().unwrap_or_default().trim_start_matches('-');
        word.starts_with('-') && ["background", "daemon", "daemonize", "detach", "detached", "fork"].contains(&flag)
    });
    let may_detach = words().any(|word| word == "-d") && !WITH_OTHER_D.contains(&name);
    let is_detached = words().any(|word| matches!(word, "nohup" | "setsid" | "daemonize"));
    STATEFUL.contains(&name)
        || program.contains("/init.d/")
        || command.contains("/dev/shm")
        || [">/proc/", "> /proc/", ">/sys/", "> /sys/"].iter().any(|target| command.contains(target))
        || starts_service
        || detaches
        || may_detach
        || is_detached
}

/// Commands that run another command, given by their arguments.
const WRAPPERS: [&str; 9] = ["chroot", "doas", "env", "gosu", "ionice", "nice", "su-exec", "sudo", "timeout"];

/// Commands that start background processes, or change kernel settings until their `RUN` instruction ends.
const STATEFUL: [&str; 44] = [
    "Xvfb",
    "apache2ctl",
    "apachectl",
    "at",
    "atd",
    "cron",
    "crond",
    "daemon",
    "dbus-daemon",
    "dbus-launch",
    "eval",
    "gpg-agent",
    "gpgconf",
    "hostname",
    "httpd",
    "initctl",
    "invoke-rc.d",
    "ip",
    "losetup",
    "modprobe",
    "mount",
    "mysqld_safe",
    "nginx",
    "pg_ctl",
    "pg_ctlcluster",
    "php-fpm",
    "pm2",
    "rc-service",
    "rsyslogd",
    "screen",
    "service",
    "slapd",
    "ssh-add",
    "ssh-agent",
    "sshd",
    "start-stop-daemon",
    "supervisorctl",
    "supervisord",
    "swapon",
    "sysctl",
    "systemctl",
    "tmux",
    "umount",
    "vncserver",
];

/// Common commands whose `-d` flag does not start a background process.
const WITH_OTHER_D: [&str; 34] = [
    "7z", "adduser", "apt-get", "base64", "bunzip2", "bzip2", "composer", "cp", "curl", "cut", "date", "du", "echo",
    "find", "grep", "gzip", "install", "ls", "mkdir", "mktemp", "node", "npm", "openssl", "passwd", "pip", "python3",
    "rm", "rpm", "tar", "tr", "unzip", "useradd", "usermod", "xz",
];

/// Splits a `RUN` instruction at each `&&`.
fn split_run(facts: &FileFacts, instruction: &Instruction) -> Option<Refactoring> {
    let file = facts.file;
    let text = instruction.text(&instruction.rest());
    let can = instruction.keyword == Keyword::Run
        && instruction.flags.is_empty()
        && instruction.heredocs().is_empty()
        && matches!(instruction.arguments, Arguments::Text(_))
        && text.contains(" && ")
        && has_usual_shell(facts)
        && !file.text[instruction.range()].contains('#')
        && is_command_list(text)
        && !text.contains('=')
        && !text.contains('"')
        && !text.contains('\'');
    if !can {
        return None;
    }
    let keyword = instruction.name();
    let commands: Vec<String> =
        text.split(" && ").map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let lines: Vec<String> = commands.iter().map(|command| format!("{keyword} {command}")).collect();
    Some(rewrite(
        "Split into separate `RUN` instructions",
        vec![Edit::replace(instruction.range(), lines.join(newline(file)))],
    ))
}

/// Moves the tag of an image into an `ARG` instruction before the first `FROM`.
fn extract_tag(file: &Dockerfile, from: &Instruction) -> Option<Refactoring> {
    if from.keyword != Keyword::From || !file.errors.is_empty() {
        return None;
    }
    let word = from.words().first()?;
    let text = from.text(&word.range());
    let slash = text.rfind('/').map_or(0, |at| at + 1);
    let colon = slash + text[slash..].find(':')?;
    let (name, tag) = (&text[slash..colon], &text[colon + 1..]);
    if tag.is_empty() || text.contains(['$', '@', '"', '\'']) {
        return None;
    }
    let argument: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    let argument = format!("{argument}_VERSION");
    if file.text.contains(&argument) || !argument.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // The value must be unchanged after BuildKit has expanded it.
    let expanded = WordExpander::new(file.escape).expand(tag, &NoVariables);
    if expanded.value.certain() != Some(tag) {
        return None;
    }
    let first = file.instructions.iter().find(|other| other.keyword == Keyword::From)?;
    let start = line_start(file.text, first.range().start);
    let start = if first.comments().is_empty() { start } else { first.range().start };
    let keyword = if is_upper(from) { "ARG" } else { "arg" };
    let source = from.source(&word.range());
    let edits = vec![
        Edit::insert(start.max(bom(file)), format!("{keyword} {argument}={tag}{}", newline(file))),
        Edit::replace(source.start + colon + 1..source.end, format!("${{{argument}}}")),
    ];
    Some(Refactoring {
        kind: RefactoringKind::Extract,
        title: format!("Extract tag to `ARG {argument}`"),
        changes: vec![FileEdits::in_document(edits)],
    })
}

/// The line ending of a file.
fn newline(file: &Dockerfile) -> &'static str {
    let first = file.text.split_inclusive('\n').next().unwrap_or_default();
    if first.ends_with("\r\n") { "\r\n" } else { "\n" }
}

fn bom(file: &Dockerfile) -> usize {
    if file.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// Runs a stage that is not the final stage on the platform of the builder, without emulation.
fn pin_platform(file: &Dockerfile, symbols: &Symbols, from: &Instruction) -> Option<Refactoring> {
    if from.keyword != Keyword::From || !from.flags.is_empty() {
        return None;
    }
    let index = file.instructions.partition_point(|other| other.range().start < from.range().start);
    let is_result = symbols.stages.froms.last() == Some(&index);
    let base = from.words().first().map(|word| from.word(word))?;
    let is_stage = stage_references(index, from).iter().any(|base| symbols.stages.resolve(base).is_some());
    if is_result || is_stage || base == "scratch" {
        return None;
    }
    let edit = Edit::insert(from.source(&from.keyword_range()).end, " --platform=$BUILDPLATFORM");
    Some(rewrite("Pin to the build platform", vec![edit]))
}

/// Adds the directive that selects the newest stable frontend.
fn add_syntax(file: &Dockerfile, instruction: &Instruction) -> Option<Refactoring> {
    let has_syntax = file.directives.iter().any(|directive| directive.name == DirectiveName::Syntax);
    let is_first = file.instructions.first().is_some_and(|first| first.range() == instruction.range());
    if has_syntax || !is_first || file.text.starts_with("#!") {
        return None;
    }
    let edit = Edit::insert(bom(file), format!("# syntax=docker/dockerfile:1{}", newline(file)));
    Some(rewrite("Add `# syntax=docker/dockerfile:1`", vec![edit]))
}
