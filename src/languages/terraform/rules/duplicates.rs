//! `DuplicateProviderRequirement` and `DuplicateRequiredProviders`: providers that are required more than once in one
//! block, and `required_providers` blocks in addition to the only one that a module can have, in the same file or in
//! two files. Override files are merged and are not counted.

use std::collections::HashMap;
use std::ops::Range;

use super::Rule;
use super::finding::Findings;
use super::requirements::REQUIRED_PROVIDERS;
use crate::languages::findings::Correction;
use crate::languages::source::Source;
use crate::languages::syntax::hcl;
use crate::languages::terraform::file_names::{is_file_name, is_override_file};
use crate::languages::terraform::model::index::{FileTrait, ModuleIndex};
use crate::languages::terraform::syntax::config::{Argument, Block, BlockHeader, File, Value};
use crate::languages::terraform::values::provider_address::{ProviderAddress, UNKNOWN_NAMESPACE};
use crate::languages::text::LineIndex;

/// The maximum size of other files that are parsed, in bytes.
const MAX_BYTES: usize = 4 << 20;

/// The namespace of providers whose source does not state one.
const DEFAULT_NAMESPACE: &str = "hashicorp";

/// The first block of a module, which is the valid one.
struct FirstBlock {
    /// The file, if it is not the document.
    file_name: Option<String>,
    line: usize,
    required: HashMap<String, Required>,
}

/// An entry of `required_providers`.
struct Required {
    line: usize,
    /// The text of its value, with normalized white space.
    value: String,
}

pub fn check(source: &Source, file: &File, index: &ModuleIndex<'_>, findings: &mut Findings) {
    let blocks = blocks(file);
    if blocks.is_empty() {
        return;
    }
    let text = source.text;
    let lines = LineIndex::new(text);
    let deletion = Deletion::new(file);
    let mut first = None;
    if is_primary(source.file_name) {
        first = first_in_other_files(source.file_name, index);
    }
    for block in &blocks {
        check_names(text, block, &lines, deletion, findings);
        check_addresses(block, &lines, findings);
        if is_override_file(source.file_name) {
            continue;
        }
        match &first {
            None => first = Some(FirstBlock::new(text, block, &lines, None)),
            Some(first) => check_block(text, block, first, deletion, findings),
        }
    }
}

/// How entries of a file can be deleted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deletion {
    Native,
    Json,
    /// If there are syntax errors, the ends of entries are uncertain.
    Uncertain,
}

impl Deletion {
    fn new(file: &File) -> Self {
        match file {
            File::Native(file) => {
                let is_redefinition = |error: &hcl::SyntaxError| error.kind == hcl::SyntaxErrorKind::Redefined;
                if file.errors().iter().all(is_redefinition) { Self::Native } else { Self::Uncertain }
            }
            File::Json(_) => Self::Json,
        }
    }

    /// Returns the range to delete with an entry. In JSON, this includes the preceding comma.
    fn range(self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        match self {
            Self::Native => Some(hcl::delete_range(text, range)),
            Self::Json => {
                let before = text.get(..range.start)?.trim_end();
                before.ends_with(',').then(|| before.len() - 1..range.end)
            }
            Self::Uncertain => None,
        }
    }
}

impl Required {
    fn new(text: &str, argument: &Argument, lines: &LineIndex) -> Self {
        Self { line: line_number(lines, argument.focus_range.start), value: normalized_source(text, argument.value) }
    }
}

impl FirstBlock {
    fn new(text: &str, block: &Block, lines: &LineIndex, file_name: Option<String>) -> Self {
        let mut required = HashMap::new();
        for argument in block.body.arguments() {
            let entry = Required::new(text, &argument, lines);
            required.entry(argument.name).or_insert(entry);
        }
        Self { file_name, line: line_number(lines, block.focus_range.start), required }
    }

    /// Returns the location of a line, for the end of a sentence.
    fn location(&self, line: usize) -> String {
        match &self.file_name {
            Some(file_name) => format!("in `{file_name}` on line {line}"),
            None => format!("on line {line}"),
        }
    }
}

fn blocks<'f>(file: &'f File) -> Vec<Block<'f>> {
    let settings = file.body().blocks(&[BlockHeader::new("terraform", 0)]);
    settings.into_iter().flat_map(|settings| settings.body.blocks(&REQUIRED_PROVIDERS)).collect()
}

/// Reports names that occur twice in one block.
fn check_names(text: &str, block: &Block, lines: &LineIndex, deletion: Deletion, findings: &mut Findings) {
    let mut first: HashMap<String, Required> = HashMap::new();
    let mut arguments = block.body.arguments();
    arguments.extend(block.body.redefined());
    for argument in arguments {
        let entry = Required::new(text, &argument, lines);
        let Argument { name, focus_range, range, .. } = argument;
        let Some(before) = first.get(&name) else {
            first.insert(name, entry);
            continue;
        };
        let message = format!("provider `{}` is already required on line {}", name.escape_debug(), before.line);
        let delete_range = if before.value == entry.value { deletion.range(text, range) } else { None };
        let correction = delete_range.map(|range| Correction::replace("Remove the duplicate entry", range, ""));
        findings.add(Rule::DuplicateProviderRequirement, focus_range, message, correction);
    }
}

/// Reports providers with two names in one block.
fn check_addresses(block: &Block, lines: &LineIndex, findings: &mut Findings) {
    let mut first: HashMap<ProviderAddress, (String, usize)> = HashMap::new();
    for Argument { name, focus_range, value, .. } in block.body.arguments() {
        let Some(address) = address(&name, value) else { continue };
        match first.get(&address) {
            Some((before, line)) if *before != name => {
                let message = format!(
                    "the provider of `{}` is already required as `{}` on line {line}",
                    name.escape_debug(),
                    before.escape_debug()
                );
                findings.warn(Rule::DuplicateProviderRequirement, focus_range, message, None);
            }
            Some(_) => {}
            None => {
                first.insert(address, (name, line_number(lines, focus_range.start)));
            }
        }
    }
}

/// Returns the provider that an entry requires. `None` if it is invalid or not static.
fn address(name: &str, value: Value) -> Option<ProviderAddress> {
    let source = if let Some(entries) = value.entries() {
        let source = entries.into_iter().rev().find(|(key, _)| key == "source");
        match source {
            Some((_, source)) => Some(source.string()?),
            None => None,
        }
    } else {
        value.evaluate()?;
        None
    };
    let mut address = ProviderAddress::from_source(source.as_deref().unwrap_or(name))?;
    if address.namespace == UNKNOWN_NAMESPACE {
        DEFAULT_NAMESPACE.clone_into(&mut address.namespace);
    }
    Some(address)
}

/// Reports a block after the first one of the module.
fn check_block(text: &str, block: &Block, first: &FirstBlock, deletion: Deletion, findings: &mut Findings) {
    let location = first.location(first.line);
    let message = format!("duplicate `required_providers` block; the module already has one {location}");
    let mut is_same = true;
    let mut repeated = Vec::new();
    for Argument { name, focus_range, range, value } in block.body.arguments() {
        let before =
            first.required.get(&name).map(|before| (before.line, before.value == normalized_source(text, value)));
        is_same &= before.is_some_and(|(_, is_same)| is_same);
        if let Some((line, is_same)) = before {
            repeated.push((name, focus_range, line, is_same.then_some(range)));
        }
    }
    let delete_range =
        if is_same && deletion == Deletion::Native { deletion.range(text, block.range.clone()) } else { None };
    let correction = delete_range.map(|range| Correction::replace("Remove the duplicate block", range, ""));
    findings.add(Rule::DuplicateRequiredProviders, block.focus_range.clone(), message, correction);
    // If all entries are repeated, the whole block is removed.
    for (name, focus_range, line, same) in repeated.into_iter().filter(|_| !is_same) {
        let message = format!("provider `{}` is already required {}", name.escape_debug(), first.location(line));
        let delete_range = same.and_then(|range| deletion.range(text, range));
        let correction = delete_range.map(|range| Correction::replace("Remove the duplicate entry", range, ""));
        findings.warn(Rule::DuplicateProviderRequirement, focus_range, message, correction);
    }
}

/// Returns the first block in the files before this one. Terraform reads files in the order of their names.
fn first_in_other_files(file_name: &str, index: &ModuleIndex<'_>) -> Option<FirstBlock> {
    let files = index.files();
    let mut names = if index.is_listed() {
        let module = index.module("");
        module.files_with(FileTrait::Settings).into_iter().map(|file| file.name.to_string()).collect()
    } else {
        files.entries()
    };
    names.retain(|name| name.as_str() < file_name && is_primary(name));
    names.sort_unstable();
    let mut left = MAX_BYTES;
    for name in names {
        let Some(text) = files.read(&name) else { continue };
        left = left.checked_sub(text.len())?;
        // Most files do not contain one and need not be parsed.
        if !text.contains(REQUIRED_PROVIDERS[0].name) {
            continue;
        }
        let file = File::parse_recovering(&name, &text);
        if let Some(block) = blocks(&file).first() {
            return Some(FirstBlock::new(&text, block, &LineIndex::new(&text), Some(name)));
        }
    }
    None
}

/// Whether a file with this name is part of the module and not an override file.
fn is_primary(name: &str) -> bool {
    is_file_name(name) && !name.starts_with('.') && !is_override_file(name)
}

/// Returns the text of a value, with normalized white space.
fn normalized_source(text: &str, value: Value) -> String {
    let words = text.get(value.range()).unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// Returns the number of a line as messages and editors show it, starting from 1.
fn line_number(lines: &LineIndex, offset: usize) -> usize {
    lines.line(offset) + 1
}
