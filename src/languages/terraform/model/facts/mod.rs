//! What one file of a module declares and refers to, with ranges. The facts depend only on the text and the name of the
//! file, so they can be kept until the file changes.

mod calls;
mod expressions;
mod iterators;
mod json;
mod module_values;
mod native;
mod reference;

use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::syntax::config::File;

use super::address::Address;

pub use calls::Calls;
pub use expressions::is_reserved_root;
pub use reference::{CallForm, ModuleRef, RUN_PREFIX, Reference, Role};

/// The facts of a file. If the text has errors, the facts of what could be parsed.
#[derive(Debug, Default)]
pub struct FileFacts {
    /// The declarations, in the order of the text.
    pub declarations: Vec<Declaration>,
    /// The references, in the order of the text.
    pub references: Vec<Reference>,
    /// The uses of names that Terraform provides, such as `each.key`, in the order of the text.
    pub built_ins: Vec<BuiltInUse>,
    /// Words that stand alone in expressions and that nothing declares, in the order of the text.
    pub bare_words: Vec<Word>,
    /// The bodies that `dynamic` blocks generate. Terraform evaluates them only for elements that are known.
    generated: Regions,
    /// The provisioners that run before an object is destroyed. The resource does not depend on their references.
    pub destroy_provisioners: Regions,
    /// The expressions that can refer only to the object itself: those of provisioners that run on destroy, and of
    /// their connections.
    pub self_only: Regions,
    /// The conditions that are checked before an object is evaluated, such as the validations of variables, and those
    /// that are checked afterwards.
    pub preconditions: Regions,
    pub postconditions: Regions,
    /// The `action_trigger` blocks of resources.
    pub action_triggers: Regions,
    /// The blocks that state where the state is stored, in the order of the text.
    pub state_stores: Vec<StateStore>,
    /// The calls of modules, also those of `run` blocks in tests.
    pub calls: Calls,
    /// The called modules that expressions pass on as values, so that any output may be used elsewhere.
    pub passed_modules: HashSet<ModuleRef>,
    pub requirements: Vec<Requirement>,
    /// Whether there is a `required_providers` block, which may be empty.
    pub has_required_providers: bool,
    /// The value of `required_version`.
    pub required_version: Option<Literal>,
    /// Whether facts may be missing because some of the text cannot be parsed.
    pub has_errors: bool,
    names: HashMap<Address, Name>,
    /// For each declaration, the index of the next one with the same address.
    next_declaration: Vec<Option<u32>>,
}

#[derive(Debug, Default)]
struct Name {
    first_declaration: Option<u32>,
    used: NameUse,
}

/// How a file uses a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameUse {
    pub is_declared: bool,
    /// Whether an expression outside of the name's own declaration reads it: a variable that only its own validation
    /// reads is unused.
    pub is_read: bool,
}

/// Ranges of a text, in order. None of them contains another one.
#[derive(Debug, Default)]
pub struct Regions(Vec<Span>);

impl Regions {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a span is in one of the regions.
    pub fn contain(&self, span: Span) -> bool {
        let before = self.0.partition_point(|region| region.start <= span.start);
        before.checked_sub(1).is_some_and(|last| self.0[last].contains(span))
    }
}

impl FromIterator<Span> for Regions {
    /// Drops ranges that are within other ranges.
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut regions: Vec<Span> = spans.into_iter().collect();
        regions.sort_stably_by_key(|region| (region.start, std::cmp::Reverse(region.end)));
        let mut end = 0;
        regions.retain(|region| {
            let is_outermost = region.end > end;
            end = end.max(region.end);
            is_outermost
        });
        Self(regions)
    }
}

/// The declaration of a name.
#[derive(Debug)]
pub struct Declaration {
    pub address: Address,
    /// The name itself, without quotes.
    pub name: Span,
    /// The label with the type, without quotes.
    pub type_label: Option<Span>,
    /// The range from the block's keyword to its last label. If there is no block, the range of the name.
    pub header: Span,
    /// The whole block or argument.
    pub whole: Span,
    /// The type constraint of a variable.
    pub type_constraint: Option<Span>,
    /// The value of a local value or an output, or the default of a variable.
    pub value: Option<Span>,
    pub description: Option<Literal>,
    pub repetition: Option<Repetition>,
    /// The range of `count` or `for_each` with its value.
    pub repetition_argument: Option<Span>,
    pub is_sensitive: bool,
    pub is_ephemeral: bool,
    pub is_deprecated: bool,
    /// The arguments in the body of a resource.
    pub arguments: Vec<Argument>,
    /// The blocks within a resource.
    pub nested_blocks: Vec<Argument>,
}

/// How a resource or module is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repetition {
    Count,
    ForEach,
}

/// A name with its range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: Arc<str>,
    pub span: Span,
}

/// An argument or block within a resource.
#[derive(Clone, Debug)]
pub struct Argument {
    pub name: Word,
    pub whole: Span,
}

/// A string without templates, and the range of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    pub value: String,
    pub span: Span,
}

/// A use of `each`, `count`, `self`, `path` or `terraform`.
#[derive(Debug)]
pub struct BuiltInUse {
    pub root: Arc<str>,
    /// The range, including the first attribute.
    pub whole: Span,
}

/// A `backend` or `cloud` block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateStore {
    pub is_cloud: bool,
    /// The range from the keyword to the last label.
    pub header: Span,
    pub whole: Span,
}

/// A call of another module.
#[derive(Debug)]
pub struct Call {
    /// The name, as in [`ModuleRef::Called`].
    pub name: Arc<str>,
    pub source: Option<Literal>,
    pub version: Option<Literal>,
    pub header: Span,
    pub whole: Span,
}

impl Call {
    /// Returns the path of a local module relative to the folder of the caller. `None` for a module that has to be
    /// installed.
    pub fn local_path(&self) -> Option<&str> {
        let source = self.source.as_ref()?.value.as_str();
        let is_local = source.starts_with("./") || source.starts_with("../") || matches!(source, "." | "..");
        is_local.then_some(source)
    }

    /// Returns the name under which Terraform installs the module.
    pub fn installed_name(&self) -> &str {
        self.name.strip_prefix(RUN_PREFIX).unwrap_or(&self.name)
    }
}

/// An entry of `required_providers`.
#[derive(Debug)]
pub struct Requirement {
    pub name: Word,
    pub source: Option<Literal>,
    pub version: Option<Literal>,
}

impl FileFacts {
    pub fn parse(file_name: &str, text: &str) -> Self {
        Self::from_file(FileKind::from_name(file_name), &File::parse_recovering(file_name, text))
    }

    /// Extracts the facts of a parsed file.
    pub fn from_file(kind: FileKind, file: &File<'_>) -> Self {
        let mut builder = Builder {
            kind,
            facts: Self::default(),
            words: HashSet::default(),
            generated: Vec::new(),
            destroy_provisioners: Vec::new(),
            self_only: Vec::new(),
            preconditions: Vec::new(),
            postconditions: Vec::new(),
            action_triggers: Vec::new(),
        };
        match file {
            File::Native(file) => native::extract(file, &mut builder),
            File::Json(json) => json::extract(json, &mut builder),
        }
        let mut facts = builder.facts;
        facts.generated = builder.generated.into_iter().collect();
        facts.destroy_provisioners = builder.destroy_provisioners.into_iter().collect();
        facts.self_only = builder.self_only.into_iter().collect();
        facts.preconditions = builder.preconditions.into_iter().collect();
        facts.postconditions = builder.postconditions.into_iter().collect();
        facts.action_triggers = builder.action_triggers.into_iter().collect();
        facts.declarations.sort_stably_by_key(|declaration| declaration.name.start);
        facts.references.sort_stably_by_key(|reference| (reference.whole.start, reference.whole.end));
        facts.built_ins.sort_stably_by_key(|built_in| built_in.whole.start);
        facts.bare_words.sort_stably_by_key(|word| word.span.start);
        facts.state_stores.sort_stably_by_key(|store| store.header.start);
        facts.calls.sort();
        facts.index_names();
        facts.shrink();
        facts
    }

    /// Frees the memory for further facts, because the facts of a file are kept for a long time.
    fn shrink(&mut self) {
        for declaration in &mut self.declarations {
            declaration.arguments.shrink_to_fit();
            declaration.nested_blocks.shrink_to_fit();
        }
        self.declarations.shrink_to_fit();
        self.references.shrink_to_fit();
        self.built_ins.shrink_to_fit();
        self.bare_words.shrink_to_fit();
    }

    fn index_names(&mut self) {
        let mut names: HashMap<Address, Name> = HashMap::default();
        self.next_declaration = vec![None; self.declarations.len()];
        for (index, declaration) in self.declarations.iter().enumerate().rev() {
            let name = names.entry(declaration.address.clone()).or_default();
            name.used.is_declared = true;
            let next = name.first_declaration.replace(u32::try_from(index).unwrap_or(u32::MAX));
            self.next_declaration[index] = next;
        }
        for reference in &self.references {
            // Every use gets an entry, including uses of names of another module.
            let Name { first_declaration, used } = names.entry(reference.address.clone()).or_default();
            if reference.module == ModuleRef::This && reference.role == Role::Read && !used.is_read {
                let is_around = |declaration: &Declaration| declaration.whole.contains(reference.whole);
                used.is_read = !self.chain(*first_declaration).take(MAX_DECLARATIONS_OF_NAME).any(is_around);
            }
        }
        self.names = names;
    }

    fn chain(&self, first: Option<u32>) -> impl Iterator<Item = &Declaration> {
        let indices = std::iter::successors(first, |index| self.next_declaration.get(*index as usize).copied()?);
        indices.filter_map(|index| self.declarations.get(index as usize))
    }

    /// Whether a range is part of a body that a `dynamic` block generates.
    pub fn is_generated(&self, span: Span) -> bool {
        self.generated.contain(span)
    }

    /// Returns the references that begin in a part of the text.
    pub fn references_in(&self, part: Span) -> impl Iterator<Item = &Reference> {
        let start = self.references.partition_point(|reference| reference.whole.start < part.start);
        self.references[start..].iter().take_while(move |reference| reference.whole.start < part.end)
    }

    /// Returns the uses of built-in names within a part of the text.
    pub fn built_ins_in(&self, part: Span) -> impl Iterator<Item = &BuiltInUse> {
        let start = self.built_ins.partition_point(|built_in| built_in.whole.start < part.start);
        self.built_ins[start..].iter().take_while(move |built_in| built_in.whole.end <= part.end)
    }

    pub fn declarations_of(&self, address: &Address) -> impl Iterator<Item = &Declaration> {
        self.chain(self.names.get(address).and_then(|name| name.first_declaration))
    }

    /// Returns the names that the file declares or uses.
    pub fn names(&self) -> impl Iterator<Item = (&Address, NameUse)> {
        self.names.iter().map(|(address, name)| (address, name.used))
    }

    pub fn name_use(&self, address: &Address) -> Option<NameUse> {
        self.names.get(address).map(|name| name.used)
    }

    /// Returns the declaration whose name or type contains an offset.
    pub fn declaration_at(&self, offset: usize) -> Option<&Declaration> {
        let at = |span: &Span| span.touches(offset);
        self.declarations
            .iter()
            .find(|declaration| at(&declaration.name) || declaration.type_label.as_ref().is_some_and(at))
    }

    /// Whether an offset is in the label with the type of a declaration, and not in its name.
    pub fn is_type_label(&self, offset: usize) -> bool {
        self.declaration_at(offset).is_some_and(|declaration| !declaration.name.touches(offset))
    }

    /// Returns the innermost reference at an offset of those that `is_meant` accepts.
    pub fn reference_at(&self, offset: usize, is_meant: impl Fn(&Reference) -> bool) -> Option<&Reference> {
        let end = self.references.partition_point(|reference| reference.whole.start as usize <= offset);
        let touching = self.references[..end].iter().rev().take_while(|reference| {
            // References overlap only if one is a part of the other, and a traversal is short.
            offset - reference.whole.start as usize <= MAX_REFERENCE_LEN
        });
        let touching = touching.filter(|reference| reference.whole.touches(offset) && is_meant(reference));
        touching.min_by_key(|reference| {
            // If two references meet at the offset, the one that begins there is used.
            (reference.whole.start as usize != offset, reference.whole.end - reference.whole.start)
        })
    }

    /// Returns the reference that has an attribute at an offset, and the attribute. Attributes that are references to
    /// an output of a module are ignored.
    pub fn attribute_at(&self, offset: usize, is_meant: impl Fn(&Reference) -> bool) -> Option<(&Reference, &Word)> {
        if self.reference_at(offset, &is_meant).is_some() {
            return None;
        }
        let end = self.references.partition_point(|reference| reference.whole.start as usize <= offset);
        let near = self.references[..end].iter().rev();
        let near = near.take_while(|reference| offset - reference.whole.start as usize <= MAX_REFERENCE_LEN);
        let with_attribute = near.filter_map(|reference| {
            let word =
                reference.attributes.iter().find(|word| word.span.touches(offset)).filter(|_| is_meant(reference))?;
            Some((reference, word))
        });
        // Prefers the output of a module to the module.
        with_attribute.max_by_key(|(reference, _)| reference.whole.end)
    }
}

/// The maximum number of declarations of one name that are compared with each of its uses. Valid files have one.
const MAX_DECLARATIONS_OF_NAME: usize = 64;

/// The maximum length of a reference up to its name, in bytes. Longer references cannot be found by offset.
const MAX_REFERENCE_LEN: usize = 4_096;

/// Collects the facts of a file.
struct Builder {
    kind: FileKind,
    facts: FileFacts,
    /// All names, each stored once.
    words: HashSet<Arc<str>>,
    generated: Vec<Span>,
    destroy_provisioners: Vec<Span>,
    self_only: Vec<Span>,
    preconditions: Vec<Span>,
    postconditions: Vec<Span>,
    action_triggers: Vec<Span>,
}

impl Builder {
    fn is_test(&self) -> bool {
        self.kind == FileKind::Test
    }

    fn intern(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.words.get(text) {
            return known.clone();
        }
        let text: Arc<str> = text.into();
        self.words.insert(text.clone());
        text
    }

    fn word(&mut self, text: &str, span: Span) -> Word {
        Word { text: self.intern(text), span }
    }
}

impl Declaration {
    fn new(address: Address, name: Span, header: Span, whole: Span) -> Self {
        Self {
            address,
            name,
            type_label: None,
            header,
            whole,
            type_constraint: None,
            value: None,
            description: None,
            repetition: None,
            repetition_argument: None,
            is_sensitive: false,
            is_ephemeral: false,
            is_deprecated: false,
            arguments: Vec::new(),
            nested_blocks: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
