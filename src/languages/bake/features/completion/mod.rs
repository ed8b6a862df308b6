//! Completions at a cursor, the most likely first.

mod expressions;
mod names;
pub mod repair;
mod values;
mod words;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::languages::answers::{Completion, CompletionKind, Completions};
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::features::context::{Context, Frame};
use crate::languages::bake::features::documentation;
use crate::languages::bake::model::project::Project;
use crate::languages::bake::reference::attributes::{self, Kind};
use crate::languages::bake::syntax::{Block, Body, Syntax, touches};
use crate::languages::predicted_completions::add_predicted_words;
use crate::languages::sort::SortStably;
use crate::languages::source::FileProvider;
use crate::languages::text::{Candidates, WordSources};

/// How much an attribute counts that follows the one before the cursor, compared to one that is used elsewhere.
const FOLLOWING: usize = 4;

/// The maximum number of items in a response.
const MAX_ITEMS: usize = 200;

/// The attributes of a target, the most common first.
const TARGET_ORDER: [&str; 31] = [
    "inherits",
    "context",
    "dockerfile",
    "target",
    "args",
    "tags",
    "output",
    "platforms",
    "cache-from",
    "cache-to",
    "contexts",
    "labels",
    "name",
    "matrix",
    "description",
    "no-cache",
    "pull",
    "secret",
    "ssh",
    "attest",
    "annotations",
    "dockerfile-inline",
    "no-cache-filter",
    "network",
    "entitlements",
    "call",
    "extra-hosts",
    "shm-size",
    "ulimits",
    "policy",
    "resources",
];

/// The inputs and results of a completion.
pub struct Completer<'c> {
    pub project: &'c Project<'c>,
    pub defaults: &'c Evaluated,
    pub files: &'c dyn FileProvider,
    pub text: &'c str,
    pub context: Context,
    items: Vec<Completion>,
    labels: HashSet<String>,
}

/// How an item is inserted.
struct Insertion {
    text: String,
    is_snippet: bool,
}

impl<'c> Completer<'c> {
    /// Creates a completer. `text` is the text in the editor. In the project, the line of the cursor may be repaired.
    pub fn new(
        project: &'c Project<'c>,
        defaults: &'c Evaluated,
        files: &'c dyn FileProvider,
        text: &'c str,
        offset: usize,
    ) -> Self {
        let context = Context::new(text, project.document().tree.syntax, offset);
        Self { project, defaults, files, text, context, items: Vec::new(), labels: HashSet::new() }
    }

    pub fn complete(mut self) -> Completions {
        match self.context.frames.last() {
            Some(Frame::Text) => {}
            Some(Frame::String(_)) if self.context.attribute().is_none() => self.header_string(),
            Some(Frame::String(_)) => values::in_string(&mut self),
            _ if self.context.attribute().is_some() => values::in_value(&mut self),
            _ if self.context.header.is_some() => {}
            None => self.blocks(),
            Some(_) => self.attributes(),
        }
        // Items that continue the word come first. The editor filters the others.
        let rank = |item: &Completion| {
            let word = self.text[item.insert_range.clone()].to_ascii_lowercase();
            let label = item.label.trim_matches('"').to_ascii_lowercase();
            (!label.starts_with(&word), !label.contains(&word))
        };
        let mut items = std::mem::take(&mut self.items);
        items.sort_stably_by_key(rank);
        let present = names::present_elements(&self);
        items.retain(|item| !present.contains(item.label.trim_matches('"')));
        if let Some(candidates) = self.free_words() {
            let files = self.project.files.iter().enumerate();
            let others = files.filter(|(index, _)| *index != self.project.document).map(|(_, file)| &*file.text);
            let dockerfile = self.files.read(&names::dockerfile_path(&self));
            let others: Vec<&str> = others.chain(dockerfile.as_deref()).collect();
            let sources = WordSources { text: self.text, others: &others, phrases: "", candidates };
            add_predicted_words(&mut items, &sources, self.context.word.end);
        }
        let is_incomplete = items.len() > MAX_ITEMS;
        items.truncate(MAX_ITEMS);
        Completions { items, is_incomplete }
    }

    /// Returns which words of the file to offer at the cursor: any in names, descriptions and free strings, and other
    /// keys as keys of an object. `None` if the possible words are known.
    fn free_words(&self) -> Option<Candidates> {
        let attribute = self.context.attribute();
        let is_string = matches!(self.context.frames.last(), Some(Frame::String(_)));
        if self.syntax() == Syntax::Json && (attribute.is_none() || !is_string) {
            return None;
        }
        let is_key = matches!(self.context.frames.last(), Some(Frame::Object(None)));
        if is_key && matches!(attribute, Some("args" | "labels" | "contexts" | "matrix")) {
            return Some(Candidates::Keys);
        }
        let written = &self.text[self.context.word.clone()];
        let is_closed_set = matches!(
            attribute,
            Some(
                "inherits"
                    | "targets"
                    | "network"
                    | "entitlements"
                    | "call"
                    | "platforms"
                    | "type"
                    | "attest"
                    | "no-cache"
                    | "pull"
                    | "shm-size"
                    | "ulimits"
            )
        );
        let is_stage = matches!(attribute, Some("target" | "no-cache-filter")) && names::has_known_stages(self);
        // The keys of a secret are known, too.
        let is_secret_key = attribute == Some("secret") && !written.contains('=');
        let is_closed = is_closed_set || is_stage || is_secret_key;
        let is_free = is_string && !is_closed && !written.contains("type=") && !written.contains("mode=");
        is_free.then_some(Candidates::Words)
    }

    fn syntax(&self) -> Syntax {
        self.project.document().tree.syntax
    }

    fn push(
        &mut self,
        label: &str,
        kind: CompletionKind,
        detail: Option<&str>,
        documentation: Option<String>,
        insertion: Insertion,
    ) {
        if label.is_empty() || !self.labels.insert(label.to_owned()) {
            return;
        }
        let (insert_range, replace_range) = self.ranges();
        let is_key = matches!(self.context.frames.last(), None | Some(Frame::Block { .. } | Frame::Object(None)));
        // Outside of a string of JSON, a key is inserted with its quotes and without a value.
        let (insertion, filter_text) = if is_key && self.syntax() == Syntax::Json {
            // What is typed has no quotes yet.
            let name = label.trim_matches('"');
            (Insertion { text: format!("\"{name}\""), is_snippet: false }, Some(name.to_owned()))
        } else {
            (insertion, None)
        };
        self.items.push(Completion {
            label: label.to_owned(),
            kind,
            detail: detail.map(str::to_owned),
            documentation,
            text: insertion.text,
            is_snippet: insertion.is_snippet,
            plain_text: None,
            insert_range,
            replace_range,
            filter_text,
            is_deprecated: false,
            additional_edits: Vec::new(),
        });
    }

    fn ranges(&self) -> (Range<usize>, Range<usize>) {
        (self.context.word.clone(), self.context.whole_word.clone())
    }

    /// Adds an item that inserts its label.
    fn push_plain(&mut self, label: &str, kind: CompletionKind, detail: Option<&str>) {
        self.push(label, kind, detail, None, Insertion { text: label.to_owned(), is_snippet: false });
    }

    /// Completes the keywords of blocks, at the top level of a file.
    fn blocks(&mut self) {
        for name in ["target", "variable", "group", "function"] {
            let Some(block) = attributes::block(name) else { continue };
            let body = match name {
                "group" => "targets = [\"$2\"]",
                "variable" => "default = \"$2\"",
                "function" => "params = [$2]\n  result = $3",
                _ => "$2",
            };
            let text = if self.syntax() == Syntax::Hcl && !self.is_before_label() {
                format!("{name} \"${{1:name}}\" {{\n  {body}\n}}")
            } else {
                name.to_owned()
            };
            let is_snippet = text != name;
            let documentation = Some(documentation::block_text(block));
            self.push(name, CompletionKind::Block, Some("block"), documentation, Insertion { text, is_snippet });
        }
    }

    /// Whether the word is already followed by labels or a value.
    fn is_before_label(&self) -> bool {
        let rest = &self.text[self.context.whole_word.end..];
        let line = rest.lines().next().unwrap_or_default();
        !line.trim().is_empty()
    }

    /// Whether the word is already followed by `=` or `:`, as the key of an entry.
    fn is_before_value(&self) -> bool {
        let rest = &self.text[self.context.whole_word.end..];
        rest.trim_start_matches([' ', '\t', '"']).starts_with(['=', ':'])
    }

    /// Completes the attributes that are not yet set in the current block.
    fn attributes(&mut self) {
        let block = self.context.frames.iter().rev().find_map(|frame| match frame {
            Frame::Block { kind, .. } => Some(kind.clone()),
            _ => None,
        });
        let depth = self.context.frames.iter().filter(|frame| matches!(frame, Frame::Block { .. })).count();
        let Some(kind) = block else { return };
        let known = if depth == 2 && kind == "validation" {
            Some(&attributes::VALIDATION_BLOCK)
        } else {
            attributes::block(&kind)
        };
        let Some(known) = known else { return };
        let present = self.present();
        let order = |name: &str| TARGET_ORDER.iter().position(|other| *other == name);
        let mut attributes: Vec<_> = known.attributes.iter().filter(|known| !present.contains(&known.name)).collect();
        if kind == "target" {
            attributes.sort_stably_by_key(|attribute| order(attribute.name));
        }
        let similar = self.attributes_of_similar_blocks(&kind);
        if kind == "function" {
            attributes.sort_stably_by_key(|attribute| match attribute.name {
                "params" => 0,
                "result" => 1,
                _ => 2,
            });
        }
        if kind == "group" {
            attributes.sort_stably_by_key(|attribute| attribute.name != "targets");
        }
        attributes.sort_stably_by_key(|attribute| Reverse(similar.get(attribute.name).copied()));
        let has_value = self.is_before_label();
        for attribute in attributes {
            let text = match self.syntax() {
                _ if has_value => attribute.name.to_owned(),
                Syntax::Hcl => format!("{} = {}", attribute.name, attribute.snippet),
                Syntax::Json => attribute.name.to_owned(),
            };
            let is_snippet = text != attribute.name;
            let documentation = Some(documentation::attribute_text(known.name, attribute));
            self.push(
                attribute.name,
                CompletionKind::Attribute,
                Some(attribute.r#type),
                documentation,
                Insertion { text, is_snippet },
            );
        }
        if kind == "variable" {
            let text =
                if has_value { "validation" } else { "validation {\n  condition = $1\n  error_message = \"$2\"\n}" };
            let documentation = Some(documentation::block_text(&attributes::VALIDATION_BLOCK));
            let insertion = Insertion { text: text.to_owned(), is_snippet: !has_value };
            self.push("validation", CompletionKind::Block, Some("block"), documentation, insertion);
        }
    }

    /// Returns how often other blocks of a kind set an attribute. An attribute that follows the one before the cursor
    /// counts several times.
    fn attributes_of_similar_blocks(&self, kind: &str) -> HashMap<&'c str, usize> {
        let start = self.context.word.start;
        let own = self.own_body();
        let before = own.and_then(|own| {
            let before = own.attributes.iter().take_while(|attribute| attribute.name.inner().end < start).last();
            before.map(|attribute| attribute.name.text.as_str())
        });
        let mut counts = HashMap::new();
        let bodies = self.project.files.iter().flat_map(|file| &file.tree.body.blocks);
        // What a target for inheritance sets, others do not repeat.
        let is_abstract = |label: Option<&str>| label.is_some_and(|label| label.starts_with('_'));
        let is_here_abstract = is_abstract(self.context.block().and_then(|(_, label)| label));
        let is_alike = |block: &&Block| is_abstract(block.label.as_ref().map(|label| &*label.text)) == is_here_abstract;
        let bodies = bodies.filter(|block| block.kind.text == kind).filter(is_alike).map(|block| &block.body);
        for body in bodies.filter(|body| !own.is_some_and(|own| std::ptr::eq(own, *body))) {
            let mut previous = None;
            for name in body.attributes.iter().map(|attribute| attribute.name.text.as_str()) {
                *counts.entry(name).or_default() += if previous == before { FOLLOWING } else { 1 };
                previous = Some(name);
            }
        }
        counts
    }

    /// The body of the current block.
    fn own_body(&self) -> Option<&'c Body> {
        let project: &'c Project<'c> = self.project;
        let start = self.context.word.start;
        let mut found = None;
        let mut body = &project.document().tree.body;
        while let Some(block) = body.blocks.iter().find(|block| touches(&block.body.range(), start)) {
            body = &block.body;
            found = Some(body);
        }
        found
    }

    /// The attributes of the current block, except the one at the cursor.
    fn present(&self) -> Vec<&'c str> {
        let start = self.context.word.start;
        let attributes = self.own_body().into_iter().flat_map(|body| &body.attributes);
        let others = attributes.filter(|attribute| attribute.name.inner().start != start);
        others.map(|attribute| attribute.name.text.as_str()).collect()
    }

    /// Completes the label of a block, or a key in JSON.
    fn header_string(&mut self) {
        if self.syntax() == Syntax::Hcl {
            names::labels(self);
            return;
        }
        // The surrounding keys determine what is valid here.
        let blocks = self.context.frames.iter().filter(|frame| matches!(frame, Frame::Block { .. })).count();
        match (blocks, &self.context.header) {
            (0, None) => self.blocks(),
            (0, Some(_)) => names::labels(self),
            _ => self.attributes(),
        }
    }

    /// The kind of the attribute at the cursor.
    fn attribute_kind(&self) -> Kind {
        let kind = self.context.block().map_or("", |(kind, _)| kind);
        let name = self.context.attribute().unwrap_or_default();
        crate::languages::bake::evaluation::attribute(kind, name)
    }
}
