//! Providers that are required more than once: in one block, in two blocks of a file, and in two files of a module,
//! which may have one such block in all. Files that override others are merged with them, and so are apart.

use std::collections::HashMap;
use std::ops::Range;

use super::requirements::REQUIRED_PROVIDERS;
use super::{Correction, Findings, Rule};
use crate::languages::syntax::hcl;
use crate::languages::terraform::address::{Address, UNKNOWN_NAMESPACE};
use crate::languages::terraform::body::{Argument, Block, File, Value};
use crate::languages::terraform::is_file_name;
use crate::languages::text::LineIndex;
use crate::languages::{FileProvider, Source};

/// Bytes of other files that are looked at, as long as a single one on the disk may be.
const BYTES: usize = 4 << 20;

/// The namespace of providers that are required without one.
const DEFAULT_NAMESPACE: &str = "hashicorp";

/// The block that counts, and what stands in it.
struct First {
    /// The file, where it is another one.
    file_name: Option<String>,
    line: usize,
    required: HashMap<String, Required>,
}

/// An entry of `required_providers`.
struct Required {
    line: usize,
    /// Its value, however its blanks are written.
    value: String,
}

pub fn check(source: &Source, file: &File, findings: &mut Findings) {
    let blocks = blocks(file);
    if blocks.is_empty() {
        return;
    }
    let text = source.text;
    let lines = LineIndex::new(text);
    let certain = Certain::of(file);
    let mut first = None;
    if is_merged_alone(source.file_name) {
        first = elsewhere(source.file_name, source.files);
    }
    for block in &blocks {
        check_names(text, block, &lines, certain, findings);
        check_addresses(block, &lines, findings);
        if is_override(source.file_name) {
            continue;
        }
        match &first {
            None => first = Some(First::of(text, block, &lines, None)),
            Some(first) => check_block(text, block, first, certain, findings),
        }
    }
}

/// Whether the end of what is read of a file can be trusted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certain {
    Native,
    Json,
    No,
}

impl Certain {
    fn of(file: &File) -> Self {
        match file {
            File::Native(file) => {
                let is_order = |problem: &hcl::SyntaxError| problem.kind == hcl::SyntaxErrorKind::Redefined;
                if file.errors().iter().all(is_order) { Self::Native } else { Self::No }
            }
            File::Json(_) => Self::Json,
        }
    }

    /// What to take away so that something is gone. In JSON it has something before it.
    fn removal(self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        match self {
            Self::Native => Some(hcl::delete_range(text, range)),
            Self::Json => {
                let before = text.get(..range.start)?.trim_end();
                before.ends_with(',').then(|| before.len() - 1..range.end)
            }
            Self::No => None,
        }
    }
}

impl Required {
    fn of(text: &str, argument: &Argument, lines: &LineIndex) -> Self {
        Self { line: line_number(lines, argument.place.start), value: spaced(text, argument.value) }
    }
}

impl First {
    fn of(text: &str, block: &Block, lines: &LineIndex, file_name: Option<String>) -> Self {
        let mut required = HashMap::new();
        for argument in block.body.arguments() {
            let entry = Required::of(text, &argument, lines);
            required.entry(argument.name).or_insert(entry);
        }
        Self { file_name, line: line_number(lines, block.place.start), required }
    }

    /// Where a line of its file is.
    fn place(&self, line: usize) -> String {
        match &self.file_name {
            Some(file_name) => format!("{file_name}, line {line}"),
            None => format!("line {line}"),
        }
    }
}

fn blocks<'f>(file: &'f File) -> Vec<Block<'f>> {
    let settings = file.body().blocks(&[("terraform", 0)]);
    settings.into_iter().flat_map(|settings| settings.body.blocks(&REQUIRED_PROVIDERS)).collect()
}

/// A name stands twice in one block.
fn check_names(text: &str, block: &Block, lines: &LineIndex, certain: Certain, findings: &mut Findings) {
    let mut first: HashMap<String, Required> = HashMap::new();
    let mut arguments = block.body.arguments();
    arguments.extend(block.body.redefined());
    for argument in arguments {
        let entry = Required::of(text, &argument, lines);
        let Argument { name, place, range, .. } = argument;
        let Some(before) = first.get(&name) else {
            first.insert(name, entry);
            continue;
        };
        let message = format!("{name:?} is required already: line {}", before.line);
        let removal = if before.value == entry.value { certain.removal(text, range) } else { None };
        let correction = removal.map(|range| Correction::replace("Remove the second entry", range, ""));
        findings.add(Rule::DuplicateProviderRequirement, place, message, correction);
    }
}

/// A provider has two names in one block.
fn check_addresses(block: &Block, lines: &LineIndex, findings: &mut Findings) {
    let mut first: HashMap<Address, (String, usize)> = HashMap::new();
    for Argument { name, place, value, .. } in block.body.arguments() {
        let Some(address) = address(&name, value) else { continue };
        match first.get(&address) {
            Some((before, line)) if *before != name => {
                let message = format!("the provider of {name:?} is required already as {before:?}: line {line}");
                findings.warn(Rule::DuplicateProviderRequirement, place, message, None);
            }
            Some(_) => {}
            None => {
                first.insert(address, (name, line_number(lines, place.start)));
            }
        }
    }
}

/// The provider that an entry requires. `None` where that takes variables, or is nothing.
fn address(name: &str, value: Value) -> Option<Address> {
    let source = if let Some(entries) = value.entries() {
        let source = entries.into_iter().rev().find(|(key, _)| key == "source");
        match source {
            Some((_, source)) => Some(source.text()?),
            None => None,
        }
    } else {
        value.constant()?;
        None
    };
    let mut address = Address::of_source(source.as_deref().unwrap_or(name))?;
    if address.namespace == UNKNOWN_NAMESPACE {
        DEFAULT_NAMESPACE.clone_into(&mut address.namespace);
    }
    Some(address)
}

/// A block stands behind another one of the module.
fn check_block(text: &str, block: &Block, first: &First, certain: Certain, findings: &mut Findings) {
    let place = first.place(first.line);
    let message = format!("a module has one required_providers block, and this one has it already: {place}");
    let mut is_same = true;
    let mut repeated = Vec::new();
    for Argument { name, place, range, value } in block.body.arguments() {
        let before = first.required.get(&name).map(|before| (before.line, before.value == spaced(text, value)));
        is_same &= before.is_some_and(|(_, is_same)| is_same);
        if let Some((line, is_same)) = before {
            repeated.push((name, place, line, is_same.then_some(range)));
        }
    }
    let removal = if is_same && certain == Certain::Native { certain.removal(text, block.range.clone()) } else { None };
    let correction = removal.map(|range| Correction::replace("Remove the second block", range, ""));
    findings.add(Rule::DuplicateRequiredProviders, block.place.clone(), message, correction);
    // Where nothing else stands in it, the block goes as a whole.
    for (name, place, line, same) in repeated.into_iter().filter(|_| !is_same) {
        let message = format!("{name:?} is required already: {}", first.place(line));
        let removal = same.and_then(|range| certain.removal(text, range));
        let correction = removal.map(|range| Correction::replace("Remove the second entry", range, ""));
        findings.warn(Rule::DuplicateProviderRequirement, place, message, correction);
    }
}

/// The block in the first file before this one that has one. Terraform reads files in the order of their names.
fn elsewhere(file_name: &str, files: &dyn FileProvider) -> Option<First> {
    let mut names = files.entries();
    names.retain(|name| name.as_str() < file_name && is_merged_alone(name));
    names.sort_unstable();
    let mut left = BYTES;
    for name in names {
        let Some(text) = files.read(&name) else { continue };
        left = left.checked_sub(text.len())?;
        // Most files have none, and need not be read.
        if !text.contains(REQUIRED_PROVIDERS[0].0) {
            continue;
        }
        let file = File::read(&name, &text);
        if let Some(block) = blocks(&file).first() {
            return Some(First::of(&text, block, &LineIndex::new(&text), Some(name)));
        }
    }
    None
}

/// Whether Terraform reads a file of this name as one of its own, and not as one that overrides others.
fn is_merged_alone(name: &str) -> bool {
    is_file_name(name) && !name.starts_with('.') && !is_override(name)
}

fn is_override(name: &str) -> bool {
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.strip_suffix(".tf").is_some_and(|name| name == "override" || name.ends_with("_override"))
}

fn spaced(text: &str, value: Value) -> String {
    let words = text.get(value.range()).unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// The number of a line as messages and editors show it, from 1.
fn line_number(lines: &LineIndex, offset: usize) -> usize {
    lines.line(offset) + 1
}
