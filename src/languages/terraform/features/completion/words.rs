//! Words that nothing declares, where any are valid: in strings, and as names of arguments, keys and blocks whose
//! schema is not known.

use std::collections::BTreeMap;

use super::{Item, Request, is_label};
use crate::languages::answers::{Completion, CompletionKind, FileRef};
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::cursor::FrameKind;
use crate::languages::syntax::hcl::{Expression, Span};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::index::{FileText, ModuleFile};
use crate::languages::terraform::model::scope::Names;
use crate::languages::terraform::reference::resource_types;
use crate::languages::terraform::reference::schema::LabelKind;
use crate::languages::text::{Candidates, line_start};

/// The maximum number of items to which names of popular types are added.
const MAX_NAMES: usize = 12;

/// The maximum number of other files whose words are offered.
const MAX_FILES: usize = 6;

/// The usual markers of heredocs.
const MARKERS: [&str; 4] = ["EOT", "EOF", "JSON", "YAML"];

impl Request<'_, '_> {
    /// Returns which words of the file to offer at the cursor. `None` if the possible words are known.
    pub(super) fn free_words(&self) -> Option<Candidates> {
        let cursor = self.cursor;
        let frame = cursor.frame();
        let typed = &cursor.text[cursor.word.clone()];
        let has_known = || self.items.iter().any(|item| super::filter_text(item).starts_with(&typed.to_lowercase()));
        let is_value = match &frame.kind {
            FrameKind::Template => return (!self.is_in_closed_label()).then_some(Candidates::Words),
            FrameKind::Object if frame.item.is_empty() => {
                let is_free = self.scope.names != Names::Requirements && !has_known();
                return is_free.then_some(Candidates::Keys);
            }
            FrameKind::Body { keyword, .. } if frame.item.is_empty() => {
                let is_unknown_module =
                    || *keyword == "module" && cursor.blocks().count() == 1 && self.scope.called_module().is_none();
                let is_free = self.scope.is_open() || is_unknown_module();
                // Where most names are known, frequent names of other blocks are unlikely.
                let is_known = !self.known_members().is_empty();
                let candidates = if is_known { Candidates::TextKeys } else { Candidates::Keys };
                return (is_free && !keyword.is_empty()).then_some(candidates);
            }
            FrameKind::Body { .. } => cursor.key(frame).is_some(),
            _ => true,
        };
        let is_loop_name = frame.item.first().is_some_and(|first| cursor.name(*first) == "for")
            && !frame.item.iter().any(|token| cursor.name(*token) == "in");
        let continues = || {
            let names = cursor.reference().unwrap_or_default();
            match names[..] {
                [] => false,
                ["each", "value", ..] => !self.iterates_over_strings(),
                _ => true,
            }
        };
        if !is_value {
            None
        } else if is_loop_name {
            Some(Candidates::Words)
        } else {
            // Frequent words of prose are not attributes.
            (continues() && !has_known()).then_some(Candidates::TextWords)
        }
    }

    /// Whether the cursor is in a label that is not a new name, such as the type of a resource or of a backend.
    fn is_in_closed_label(&self) -> bool {
        let Some(outer) = self.cursor.frames.len().checked_sub(2).map(|index| &self.cursor.frames[index]) else {
            return false;
        };
        let Some((keyword, labels)) = outer.item.split_first() else { return false };
        if !matches!(outer.kind, FrameKind::Body { .. }) || !outer.item.iter().all(|token| is_label(token.kind)) {
            return false;
        }
        let block = self.scope.block(&self.environment, &self.cursor.name(*keyword));
        block.is_some_and(|block| block.labels.get(labels.len()).is_some_and(|kind| *kind != LabelKind::Name))
    }

    /// Returns the texts of other files of the module. Those that most modules have come first.
    pub(super) fn related_texts(&self) -> Vec<FileText<'_>> {
        let own = self.environment.index.own();
        let is_usual =
            |file: &&ModuleFile| matches!(&*file.name, "main.tf" | "variables.tf" | "outputs.tf" | "locals.tf");
        let others = || own.files().filter(|file| file.file != FileRef::Document);
        let files = others().filter(is_usual).chain(others().filter(|file| !is_usual(file))).take(MAX_FILES);
        files.filter_map(|file| self.environment.index.text(&file.file)).collect()
    }

    /// Adds the names of the module's variables to items for the keys of an object, which often have the same names as
    /// the variables that are their values.
    pub(super) fn add_variable_names(&mut self, items: &mut Vec<Completion>) {
        let typed = &self.cursor.text[self.cursor.word.clone()];
        if typed.is_empty() || self.cursor.frame().kind != FrameKind::Object {
            return;
        }
        let own = self.environment.index.own();
        let place = items.iter().take_while(|item| item.label.starts_with(typed)).count().min(MAX_NAMES / 2);
        let names = own.all_declarations().filter_map(|(_, declaration)| match &declaration.address {
            Address::Named(Named::Variable, name) => Some(&**name),
            _ => None,
        });
        self.insert_names(items, place, names.filter(|name| name.starts_with(typed)));
    }

    /// Adds the names that arguments and blocks of popular types most often have to items, those of the same provider
    /// first.
    pub(super) fn add_common_names(&mut self, items: &mut Vec<Completion>) {
        let typed = &self.cursor.text[self.cursor.word.clone()];
        if typed.is_empty() {
            return;
        }
        let provider = self.scope.resource.as_ref().and_then(|(_, type_name)| type_name.split('_').next());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (type_name, row) in resource_types::RESOURCES.iter().chain(resource_types::DATA_SOURCES) {
            let weight = if type_name.split('_').next() == provider { 4 } else { 1 };
            for name in row.split([' ', '{', '}']).filter(|name| name.starts_with(typed)) {
                *counts.entry(name).or_default() += weight;
            }
        }
        let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
        names.sort_stably_by_key(|(_, count)| std::cmp::Reverse(*count));
        let place = items.iter().take_while(|item| item.label.starts_with(typed)).count();
        self.insert_names(items, place, names.into_iter().map(|(name, _)| name));
    }

    /// Inserts those names at a place that are not in the items yet, up to a maximum number of names.
    fn insert_names<'n>(
        &mut self,
        items: &mut Vec<Completion>,
        mut place: usize,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        for name in names {
            if place < MAX_NAMES && !items.iter().any(|item| item.label == name) {
                self.add(Item::new(name, CompletionKind::Attribute));
                items.extend(self.items.pop());
                items[place..].rotate_right(1);
                place += 1;
            }
        }
    }

    /// Moves the name that the value of an argument or a key has to the beginning: `vpc_id` before
    /// `= module.network.vpc_id`. Adds it where any name is valid.
    pub(super) fn prefer_name_of_value(&mut self, is_free: bool) {
        let frame = self.cursor.frame();
        let is_name = frame.item.is_empty() && matches!(frame.kind, FrameKind::Body { .. } | FrameKind::Object);
        if !is_name {
            return;
        }
        let Some(value) = self.rest_of_line().strip_prefix('=').map(str::trim_start) else { return };
        let is_part = |character: char| character.is_alphanumeric() || matches!(character, '_' | '.');
        let reference = &value[..value.find(|character| !is_part(character)).unwrap_or(value.len())];
        let Some((_, name)) = reference.rsplit_once('.').filter(|(_, name)| !name.is_empty()) else { return };
        let known = self.items.iter().position(|item| item.label == name);
        if known.is_none() && is_free {
            self.add(Item::new(name.to_owned(), CompletionKind::Attribute));
        }
        let place = if is_free { known.or(self.items.len().checked_sub(1)) } else { known };
        if let Some(place) = place {
            self.items[..=place].rotate_right(1);
        }
    }

    /// Moves the key of an unknown object that is named like the argument to the beginning: `name = each.value.name`.
    pub(super) fn prefer_name_of_argument(&mut self) {
        let names = self.cursor.reference().unwrap_or_default();
        let is_object = match names[..] {
            ["each", "value", ..] => !self.iterates_over_strings(),
            ["var" | "local", _, ..] => true,
            [name, ..] => self.local_names().iter().any(|local| local == name),
            [] => false,
        };
        let path = self.cursor.value_path().unwrap_or_default();
        let Some(name) = path.last().filter(|_| is_object).map(ToString::to_string) else { return };
        let typed = &self.cursor.text[self.cursor.word.clone()];
        if !name.starts_with(typed) || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return;
        }
        let known = self.items.iter().position(|item| item.label == name);
        if known.is_none() {
            if !self.items.is_empty() {
                return;
            }
            if let [root @ ("var" | "local"), declared, ..] = names[..]
                && !self.may_be_unknown_object(root, declared)
            {
                return;
            }
            self.add(Item::new(name, CompletionKind::Attribute));
        }
        if let Some(place) = known.or(self.items.len().checked_sub(1)) {
            self.items[..=place].rotate_right(1);
        }
    }

    /// Whether a variable or local value may be an object whose keys are not known.
    fn may_be_unknown_object(&self, root: &str, name: &str) -> bool {
        let kind = if root == "var" { Named::Variable } else { Named::Local };
        let own = self.environment.index.own();
        let address = Address::Named(kind, name.into());
        let Some((file, declaration)) = own.declarations(&address).next() else {
            return true;
        };
        let Some(text) = self.environment.index.text(&file.file) else { return true };
        let written = |span: Option<Span>| span.and_then(|span| text.get(span.range())).unwrap_or_default();
        let (value_type, value) = (written(declaration.type_constraint), written(declaration.value));
        let is_literal = matches!(value, "true" | "false")
            || value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '[' | '{' | '<'));
        if value_type.is_empty() {
            root == "var" || !is_literal
        } else {
            value_type == "any" || value_type.starts_with("map(")
        }
    }

    /// Whether `for_each` of the block around the cursor is a set, which can only contain strings.
    fn iterates_over_strings(&self) -> bool {
        let calls_toset =
            |value: Expression<'_>| self.cursor.text.get(value.range()).is_some_and(|text| text.contains("toset("));
        self.repetition_around().is_some_and(calls_toset)
    }

    /// Adds the markers of heredocs after `<<`, or the one that closes the heredoc around the cursor. Returns whether
    /// nothing else is possible there.
    pub(super) fn complete_marker(&mut self) -> bool {
        let (text, offset) = (self.cursor.text, self.cursor.offset);
        let line = &text[line_start(text, offset)..offset];
        let typed = line.len() - line.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
        let before = &line[..line.len() - typed];
        let frame = self.cursor.frame();
        let is_template = frame.kind == FrameKind::Template;
        let open = if is_template { text.get(frame.start..).and_then(marker) } else { None };
        let is_opening = !before.contains('#') && (before.ends_with("<<") || before.ends_with("<<-"));
        if is_opening {
            let used: Vec<&str> = text.match_indices("<<").filter_map(|(at, _)| marker(&text[at..])).collect();
            let mut names: Vec<&str> = Vec::new();
            for name in used.into_iter().chain(MARKERS) {
                if !names.contains(&name) && names.len() < 20 && name.len() > typed {
                    names.push(name);
                }
            }
            self.add_markers(&names, typed);
        } else if let Some(name) = open
            && before.trim().is_empty()
            && typed > 0
        {
            self.add_markers(&[name], typed);
        }
        is_opening
    }

    fn add_markers(&mut self, names: &[&str], typed: usize) {
        for name in names {
            self.add(Item::new((*name).to_owned(), CompletionKind::Keyword));
            if let Some(item) = self.items.last_mut() {
                item.insert_range = self.cursor.offset - typed..self.cursor.offset;
                item.replace_range = item.insert_range.clone();
            }
        }
    }
}

/// Returns the marker of the heredoc with which a text starts.
fn marker(text: &str) -> Option<&str> {
    let name = text.strip_prefix("<<")?;
    let name = name.strip_prefix('-').unwrap_or(name);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
    (end > 0).then(|| &name[..end])
}
