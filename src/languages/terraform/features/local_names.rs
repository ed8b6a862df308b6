//! The variables of `for` expressions and the iterators of `dynamic` blocks: their declarations and uses, which are all
//! in one expression or block.

use std::borrow::Cow;
use std::ops::Range;

use super::rename::check_identifier;
use crate::languages::answers::{
    Definition, Edit, FileEdits, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget, RenameTarget,
};
use crate::languages::syntax::hcl::scopes::{ForVariables, first_word, free_names};
use crate::languages::syntax::hcl::{Block, Body, ExprKind, Expression, File, Item, Name, Visit};
use crate::languages::terraform::model::facts::is_reserved_root;
use crate::languages::text::touches;

/// A local name with its uses.
pub struct LocalName {
    name: String,
    declaration: Range<usize>,
    uses: Vec<Range<usize>>,
    /// Whether the name is also the type of a block, so that it cannot change.
    is_block_type: bool,
    /// The other names that the expression or block declares or uses.
    others: Vec<String>,
}

/// Finds the local name at an offset.
pub fn find(file: &File<'_>, offset: usize) -> Option<LocalName> {
    let mut body = file.body();
    let mut dynamic_blocks: Vec<Block<'_>> = Vec::new();
    loop {
        let item = body.items().find(|item| match item {
            Item::Attribute(attribute) => touches(&attribute.value().range(), offset),
            Item::Block(block) => touches(&block.range(), offset),
        })?;
        let block = match item {
            Item::Attribute(attribute) => {
                let variable = for_variable(attribute.value(), offset);
                return variable.or_else(|| dynamic_blocks.into_iter().rev().find_map(|block| iterator(block, offset)));
            }
            Item::Block(block) => block,
        };
        if block.name().text() == "dynamic" {
            dynamic_blocks.push(block);
        }
        if !touches(&block.body().range(), offset) {
            return dynamic_blocks.pop().and_then(|block| iterator(block, offset));
        }
        body = block.body();
    }
}

/// Finds the variable of a `for` expression or directive.
fn for_variable(value: Expression<'_>, offset: usize) -> Option<LocalName> {
    let mut variables = ForVariables::default();
    let mut declared: Vec<Name<'_>> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    // Each use with the range of its declaration.
    let mut uses: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for visit in value.walk() {
        variables.visit(&visit);
        declared.extend(for_names(&visit));
        let Visit::Expression(part) = visit else { continue };
        let Some(word) = first_word(part) else { continue };
        let start = part.range().start;
        match variables.declaration(word) {
            Some(name) => uses.push((start..start + word.len(), name.range())),
            None => others.push(word.to_owned()),
        }
    }
    let declaration_of_use = uses.iter().find(|(range, _)| touches(range, offset)).map(|(_, declaration)| declaration);
    let name = declared.iter().find(|name| match declaration_of_use {
        Some(declaration) => name.range() == *declaration,
        None => touches(&name.range(), offset),
    })?;
    let declaration = name.range();
    others.extend(declared.iter().filter(|other| other.range() != declaration).map(|other| other.text().to_owned()));
    let uses = uses.into_iter().filter(|(_, of)| *of == declaration).map(|(range, _)| range).collect();
    Some(LocalName { name: name.text().to_owned(), declaration, uses, is_block_type: false, others })
}

/// Finds the iterator of a `dynamic` block, if it is at an offset.
fn iterator(block: Block<'_>, offset: usize) -> Option<LocalName> {
    let (name, declaration) = declared_iterator(block)?;
    let name = name.into_owned();
    let is_block_type = block.body().attribute("iterator").is_none();
    let mut uses = Vec::new();
    let mut others = Vec::new();
    let mut visit = |value: Expression<'_>| {
        for (word, part) in free_names(value) {
            let start = part.range().start;
            if *word == name {
                uses.push(start..start + word.len());
            } else {
                others.push(word.to_owned());
            }
        }
        others.extend(value.walk().flat_map(|visit| for_names(&visit)).map(|name| name.text().to_owned()));
    };
    // The labels of the generated blocks can refer to the element, too.
    block.body().attribute("labels").into_iter().for_each(|labels| visit(labels.value()));
    let mut inner_names = Vec::new();
    let content = block.body().blocks().filter(|inner| inner.name().text() == "content").map(Block::body);
    let mut open: Vec<Body<'_>> = content.collect();
    while let Some(body) = open.pop() {
        body.attributes().for_each(|attribute| visit(attribute.value()));
        for inner in body.blocks() {
            if inner.name().text() == "dynamic"
                && let Some((own, _)) = declared_iterator(inner)
            {
                if *own == name {
                    // The name has another meaning in it, but not where its elements come from.
                    inner.body().attribute("for_each").into_iter().for_each(|each| visit(each.value()));
                    continue;
                }
                inner_names.push(own.into_owned());
            }
            open.push(inner.body());
        }
    }
    others.extend(inner_names);
    uses.sort_unstable_by_key(|range| range.start);
    let is_here = uses.iter().chain([&declaration]).any(|range| touches(range, offset));
    is_here.then_some(LocalName { name, declaration, uses, is_block_type, others })
}

/// Returns the name of the iterator of a `dynamic` block, with the range that declares it.
pub fn declared_iterator(block: Block<'_>) -> Option<(Cow<'_, str>, Range<usize>)> {
    match block.body().attribute("iterator") {
        Some(iterator) => Some((iterator.value().word()?.into(), iterator.value().range())),
        None => block.labels().next().map(|label| (label.value(), label.content_range())),
    }
}

/// Returns the variables that a `for` expression or directive declares.
fn for_names<'f>(visit: &Visit<'f>) -> Vec<Name<'f>> {
    match visit {
        Visit::ForDirective { names, .. } => names.clone(),
        Visit::Expression(part) => match part.kind() {
            ExprKind::For(parts) => parts.key_name.into_iter().chain([parts.value_name]).collect(),
            _ => Vec::new(),
        },
        Visit::Key(_) | Visit::EndFor => Vec::new(),
    }
}

impl LocalName {
    fn at(&self, offset: usize) -> Range<usize> {
        let mut ranges = self.uses.iter().chain([&self.declaration]);
        ranges.find(|range| touches(range, offset)).unwrap_or(&self.declaration).clone()
    }

    pub fn definition(&self, offset: usize) -> Definition {
        let target = NavigationTarget {
            file: FileRef::Document,
            full_range: self.declaration.clone(),
            focus_range: self.declaration.clone(),
        };
        Definition { origin: self.at(offset), targets: vec![target] }
    }

    pub fn references(&self) -> Vec<FileRange> {
        [&self.declaration].into_iter().chain(&self.uses).cloned().map(FileRange::in_document).collect()
    }

    pub fn highlights(&self) -> Vec<Highlight> {
        let declaration = Highlight { range: self.declaration.clone(), kind: HighlightKind::Write };
        let uses = self.uses.iter().map(|range| Highlight { range: range.clone(), kind: HighlightKind::Read });
        [declaration].into_iter().chain(uses).collect()
    }

    pub fn rename_target(&self, offset: usize) -> Option<RenameTarget> {
        (!self.is_block_type).then(|| RenameTarget { range: self.at(offset), placeholder: self.name.clone() })
    }

    /// Returns the edits that give it another name.
    ///
    /// # Errors
    ///
    /// Returns the reason why the name cannot change.
    pub fn rename(&self, new_name: &str) -> Result<Vec<FileEdits>, String> {
        if self.is_block_type {
            return Err(format!(
                "`{}` is also the type of the generated blocks; add the argument `iterator` first",
                self.name
            ));
        }
        check_identifier(new_name)?;
        if is_reserved_root(new_name) || self.others.iter().any(|other| other == new_name) {
            return Err(format!("`{new_name}` already has another meaning here; use another name"));
        }
        if self.name == new_name {
            return Ok(Vec::new());
        }
        let ranges = [&self.declaration].into_iter().chain(&self.uses);
        Ok(vec![FileEdits::in_document(ranges.map(|range| Edit::replace(range.clone(), new_name)).collect())])
    }
}
