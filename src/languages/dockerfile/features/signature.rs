//! Signature help: the forms of the instruction at the cursor.

use crate::languages::answers::{Parameter, Signature, SignatureHelp};
use crate::languages::dockerfile::reference::instructions::{documentation_of, parameter_description};
use crate::languages::dockerfile::syntax::instruction::{Arguments, Dockerfile, Instruction, Keyword, Pair, Word};

pub fn signature_help(file: &Dockerfile, offset: usize) -> Option<SignatureHelp> {
    let instruction = file.instruction_at(offset)?;
    let between = file.text.get(instruction.range().end.min(offset)..offset)?;
    // The lines of a heredoc are part of the last parameter.
    let in_heredoc = instruction.heredocs().iter().any(|heredoc| heredoc.content.start <= offset);
    if in_heredoc {
        let is_inside = instruction.heredocs().iter().any(|heredoc| heredoc.contains(offset));
        let mut help = of_instruction(file, instruction, offset).filter(|_| is_inside)?;
        help.active_parameter = help.signatures[help.active_signature].parameters.len().checked_sub(1);
        return Some(help);
    }
    if !between.bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
        return None;
    }
    let inner = match &instruction.arguments {
        Arguments::Trigger(trigger) if trigger.source(&trigger.keyword_range()).end < offset => trigger,
        _ => instruction,
    };
    of_instruction(file, inner, offset)
}

fn of_instruction(file: &Dockerfile, instruction: &Instruction, offset: usize) -> Option<SignatureHelp> {
    if offset <= instruction.source(&instruction.keyword_range()).end {
        return None;
    }
    let documentation = documentation_of(instruction.keyword)?;
    let signatures: Vec<Signature> = documentation
        .forms
        .iter()
        .map(|form| signature(format!("{} {}", documentation.name, form.arguments), documentation.description))
        .collect();
    let is_json = instruction.text(&instruction.rest()).starts_with('[');
    let has_options = !instruction.flags.is_empty();
    let active_signature = active_form(instruction, documentation.forms.iter().map(|form| form.arguments), is_json);
    let parameters = signatures[active_signature].parameters.len();
    let label = &signatures[active_signature].label;
    // All options together are one parameter.
    let in_options =
        has_options && instruction.flags.iter().any(|flag| instruction.source(&flag.range()).end >= offset);
    let skipped = usize::from(label.contains("<options>") && !in_options);
    let finished = |word: &&Word| instruction.source(&word.range()).end < offset;
    let finished = instruction.words().iter().filter(finished).count();
    let active = match (instruction.keyword, &instruction.arguments) {
        // All pairs share the same two parameters.
        (_, Arguments::Pairs(pairs)) => {
            let is_in_value = |pair: &Pair| {
                instruction.source(&pair.key()).end < offset && offset <= instruction.source(&pair.value()).end
            };
            usize::from(pairs.iter().any(is_in_value))
        }
        // An incomplete pair, or the legacy form, in which the value follows a space.
        (Keyword::Env | Keyword::Label, _) => {
            let typed = text_before(file, instruction, offset).trim_start();
            let last = typed.rsplit([' ', '\t']).next().unwrap_or_default();
            let is_value = if typed.contains('=') { last.contains('=') } else { last.len() < typed.len() };
            usize::from(is_value)
        }
        (_, Arguments::Json(_)) | (Keyword::Onbuild, _) => skipped + finished,
        // An incomplete array.
        _ if is_json => skipped + commas(text_before(file, instruction, offset)),
        (keyword, _) => {
            let given = match keyword {
                // Each port can have a protocol.
                Keyword::Expose => 0,
                // The tag or digest precedes the stage.
                Keyword::From if finished > 0 => 2,
                _ => skipped + finished,
            };
            given + usize::from(is_second_part(instruction, &signatures[active_signature], given, offset))
        }
    };
    let active_parameter = (parameters > 0).then(|| active.min(parameters - 1));
    Some(SignatureHelp { signatures, active_signature, active_parameter })
}

/// Whether the cursor is in the second part of a word that has two parameters, such as the tag in `<image>:<tag>`.
fn is_second_part(instruction: &Instruction, signature: &Signature, parameter: usize, offset: usize) -> bool {
    let Some(parameter) = signature.parameters.get(parameter) else { return false };
    let Some(separator @ (':' | '=' | '@' | '/')) = signature.label[parameter.label.end..].chars().next() else {
        return false;
    };
    instruction.words().iter().any(|word| {
        let source = instruction.source(&word.range());
        let text = instruction.text(&word.range());
        let separator = text.find(separator).map(|at| source.start + at);
        separator.is_some_and(|separator| separator < offset && offset <= source.end)
    })
}

/// The text from the start of the arguments up to an offset.
fn text_before<'t>(file: &Dockerfile<'t>, instruction: &Instruction, offset: usize) -> &'t str {
    let start = instruction.source(&instruction.rest()).start;
    file.text.get(start..offset).unwrap_or_default()
}

/// The number of commas outside of strings.
fn commas(array: &str) -> usize {
    array.split('"').step_by(2).map(|outside| outside.matches(',').count()).sum()
}

/// Returns the index of the form that matches the typed text.
fn active_form<'a>(instruction: &Instruction, forms: impl Iterator<Item = &'a str>, is_json: bool) -> usize {
    let rest = instruction.text(&instruction.rest());
    let fits = |form: &str| match instruction.keyword {
        Keyword::Arg => form.contains('=') == rest.contains('='),
        Keyword::From if rest.contains('@') => form.contains('@'),
        Keyword::From => {
            form.contains(':') == (rest.contains(':') || instruction.words().len() > 1) && !form.contains('@')
        }
        Keyword::Healthcheck => form.starts_with("NONE") == rest.to_ascii_uppercase().starts_with("NONE"),
        Keyword::User => form.contains(':') == rest.contains(':'),
        _ => form.contains('[') == is_json,
    };
    forms.enumerate().find(|(_, form)| fits(form)).map_or(0, |(index, _)| index)
}

fn signature(label: String, documentation: &str) -> Signature {
    let mut parameters = Vec::new();
    let mut at = 0;
    while let Some(start) = label[at..].find('<').map(|length| at + length) {
        let Some(end) = label[start..].find('>').map(|length| start + length + 1) else { break };
        let documentation = parameter_description(&label[start..end]).map(str::to_owned);
        parameters.push(Parameter { label: start..end, documentation });
        at = end;
    }
    Signature { label, documentation: Some(documentation.to_owned()), parameters }
}
