//! Explains the item at an offset.

use std::borrow::Cow;
use std::ops::Range;

use crate::languages::answers::Hover;
use crate::languages::syntax::hcl::{Attribute, Block, Body, ExprKind, Expression, File, Item, Label, Visit};
use crate::languages::terraform::model::address::{Address, Typed};
use crate::languages::terraform::model::facts::{Declaration, Literal, Reference};
use crate::languages::terraform::reference::schema::{LabelKind, ValueKind};
use crate::languages::terraform::reference::types::type_word;
use crate::languages::terraform::reference::{backends, provisioners, references, terraform_block};

use super::object_types::written_keys;
use super::{describe, functions, links};
use crate::languages::terraform::model::provider_schemas::SchemaAttribute;
use crate::languages::terraform::model::scope::{AttributeInfo, Environment, Names, Scope, core_info, schema_info};
use crate::languages::text::touches;

pub fn hover(environment: &Environment<'_>, file: &File<'_>, offset: usize) -> Option<Hover> {
    if let Some(hover) = declared_hover(environment, offset) {
        return Some(hover);
    }
    let mut body = file.body();
    let mut path: Vec<(&str, Vec<Cow<'_, str>>)> = Vec::new();
    loop {
        let item = item_at(body, offset)?;
        match item {
            Item::Attribute(attribute) => {
                let scope = scope(environment, &path);
                return attribute_hover(environment, &scope, attribute, offset);
            }
            Item::Block(block) => {
                let labels: Vec<Cow<'_, str>> = block.labels().map(Label::value).collect();
                if !touches(&block.body().range(), offset) || offset <= block.body().range().start {
                    return block_hover(environment, &scope(environment, &path), block, &labels, offset);
                }
                path.push((block.name().text(), labels));
                body = block.body();
            }
        }
    }
}

fn item_at(body: Body<'_>, offset: usize) -> Option<Item<'_>> {
    body.items().find(|item| {
        let range = match item {
            Item::Attribute(attribute) => attribute.range(),
            Item::Block(block) => block.range(),
        };
        touches(&range, offset)
    })
}

fn scope<'s>(environment: &Environment<'s>, path: &[(&str, Vec<Cow<'_, str>>)]) -> Scope<'s> {
    Scope::of(environment, path.iter().map(|(keyword, labels)| (*keyword, &labels[..])))
}

/// Explains what the facts of the document contain: names that the module declares or Terraform provides, and the
/// sources and versions of modules and providers.
pub fn declared_hover(environment: &Environment<'_>, offset: usize) -> Option<Hover> {
    name_hover(environment, offset).or_else(|| dependency_hover(environment, offset))
}

/// Explains the source or version of a module or provider.
fn dependency_hover(environment: &Environment<'_>, offset: usize) -> Option<Hover> {
    let document = environment.index.document();
    // The quotes belong to the literal.
    let at = |literal: &&Literal| literal.span.start as usize <= offset + 1 && offset <= literal.span.end as usize + 1;
    let parts = |source, version| [source, version].into_iter().flatten().find(at);
    for call in &document.calls {
        if let Some(literal) = parts(call.source.as_ref(), call.version.as_ref()) {
            return Some(Hover { range: literal.span.range(), markdown: describe::call(environment, call)? });
        }
    }
    for requirement in &document.requirements {
        if let Some(literal) = parts(requirement.source.as_ref(), requirement.version.as_ref()) {
            let markdown = describe::requirement(environment, requirement);
            return Some(Hover { range: literal.span.range(), markdown });
        }
    }
    let version = document.required_version.as_ref().filter(at)?;
    let markdown = format!("Terraform {}", describe::constraint(&version.value));
    Some(Hover { range: version.span.range(), markdown })
}

fn name_hover(environment: &Environment<'_>, offset: usize) -> Option<Hover> {
    let document = environment.index.document();
    if let Some(built_in) = document.built_ins.iter().find(|built_in| built_in.whole.touches(offset)) {
        let names = references::ALL.iter().find(|names| names.name == &*built_in.root)?;
        let text = environment.index.text(&crate::languages::answers::FileRef::Document)?;
        let shown = text.get(built_in.whole.range())?;
        let attribute = names.attributes.iter().find(|attribute| shown.ends_with(&format!(".{}", attribute.name)));
        let markdown = match attribute {
            Some(attribute) => format!("`{shown}` _{}_\n\n{}", attribute.value_type, attribute.documentation),
            None => format!("`{shown}`\n\n{}", names.documentation),
        };
        return Some(Hover { range: built_in.whole.range(), markdown });
    }
    let (reference, range) = if let Some(reference) = environment.index.reference_at(offset) {
        (reference, reference.whole.range())
    } else {
        let (reference, word) = environment.index.attribute_at(offset)?;
        if let Some(markdown) = attribute_of(environment, reference, &word.text) {
            return Some(Hover { range: word.span.range(), markdown });
        }
        (reference, reference.whole.start as usize..word.span.end as usize)
    };
    let own = environment.index.own();
    let module = environment.index.target(&own, &reference.module);
    let declared = module.as_ref().and_then(|module| {
        let (file, declaration) = module.declarations(&reference.address).next()?;
        Some(describe::declaration(environment, file, declaration))
    });
    let markdown = declared
        .unwrap_or_else(|| format!("`{}`\n\nThis {} is not declared.", reference.address, reference.address.noun()));
    Some(Hover { range, markdown })
}

/// Explains the attribute of a resource that a reference names.
fn attribute_of(environment: &Environment<'_>, reference: &Reference, name: &str) -> Option<String> {
    let Address::Typed(typed, type_name, _) = &reference.address else { return None };
    let keyword = typed.block_type();
    let labels = [Cow::Borrowed(&**type_name), Cow::Borrowed("")];
    let scope = Scope::of(environment, [(keyword, &labels[..])]);
    let attribute = scope.schema()?.attribute(name)?;
    let info = scope.attribute(environment, attribute.name())?;
    Some(describe::attribute(&info))
}

fn block_hover(
    environment: &Environment<'_>,
    outer: &Scope<'_>,
    block: Block<'_>,
    labels: &[Cow<'_, str>],
    offset: usize,
) -> Option<Hover> {
    let keyword = block.name();
    if touches(&keyword.range(), offset) {
        let info = outer.block(environment, keyword.text())?;
        return Some(Hover { range: keyword.range(), markdown: describe::block(&info) });
    }
    let index = block.labels().position(|label| touches(&label.range(), offset))?;
    let range = block.labels().nth(index)?.range();
    let markdown = label_markdown(environment, outer, keyword.text(), &labels[..=index], offset)?;
    Some(Hover { range, markdown })
}

/// Describes the last one of the labels of a block, which is at an offset of the document.
pub fn label_markdown(
    environment: &Environment<'_>,
    outer: &Scope<'_>,
    keyword: &str,
    labels: &[Cow<'_, str>],
    offset: usize,
) -> Option<String> {
    let label = labels.last()?;
    let kind = outer.block(environment, keyword).and_then(|info| info.labels.get(labels.len() - 1).copied());
    let description = || outer.inner(environment, keyword, labels).description();
    let (noun, documentation) = match kind {
        Some(LabelKind::ResourceType) => ("resource type", description()),
        Some(LabelKind::DataType) => ("data source", description()),
        Some(LabelKind::EphemeralType) => ("ephemeral resource type", description()),
        Some(LabelKind::ActionType) => ("action type", ""),
        Some(LabelKind::Provider) => ("provider", description()),
        Some(LabelKind::Backend) => {
            ("backend", backends::BACKENDS.iter().find(|(name, ..)| name == label).map_or("", |(.., text)| text))
        }
        Some(LabelKind::Provisioner) => {
            let known = provisioners::PROVISIONERS.iter().find(|(name, ..)| name == label);
            ("provisioner", known.map_or("", |(.., text)| text))
        }
        Some(LabelKind::NestedBlock) => {
            return outer.block(environment, label).map(|info| describe::block(&info));
        }
        Some(LabelKind::Name) | None => return own_declaration(environment, offset),
    };
    let mut markdown = format!("`{label}` {noun}");
    describe::append(&mut markdown, documentation);
    let mut declarations = environment.index.document().declarations.iter();
    let declaration = declarations.find(|declaration| declaration.type_label.is_some_and(|span| span.touches(offset)));
    let page = declaration.and_then(|found| links::page_of_type(environment.index, &environment.index.own(), found));
    describe::append_page(&mut markdown, page.as_deref());
    Some(markdown)
}

fn attribute_hover(
    environment: &Environment<'_>,
    scope: &Scope<'_>,
    attribute: Attribute<'_>,
    offset: usize,
) -> Option<Hover> {
    let name = attribute.name();
    if touches(&name.range(), offset) {
        let markdown = match scope.attribute(environment, name.text()) {
            Some(info) => describe::attribute(&info),
            None if scope.names == Names::Locals || scope.names == Names::Requirements => {
                own_declaration(environment, offset)?
            }
            None => return None,
        };
        return Some(Hover { range: name.range(), markdown });
    }
    let info = scope.attribute(environment, name.text());
    if let Some(hover) = key_hover(scope, info.as_ref(), attribute, offset) {
        return Some(hover);
    }
    let is_type = info.as_ref().is_some_and(|info| info.value == ValueKind::TypeConstraint);
    expression_hover(environment, attribute.value(), is_type, &|range| touches(&range, offset).then_some(range))
}

/// Explains the key of an object in the value of an argument.
fn key_hover(
    scope: &Scope<'_>,
    info: Option<&AttributeInfo<'_>>,
    attribute: Attribute<'_>,
    offset: usize,
) -> Option<Hover> {
    let mut value = attribute.value();
    let mut keys: Vec<Cow<'_, str>> = Vec::new();
    loop {
        let at = |expression: &Expression<'_>| touches(&expression.range(), offset);
        if let Some(mut elements) = value.elements() {
            value = elements.find(at)?;
            continue;
        }
        let entry = value.entries()?.find(|entry| at(&entry.key) || at(&entry.value))?;
        keys.push(entry.key.key_name()?);
        if at(&entry.key) {
            let markdown = key_markdown(scope, info, attribute.name().text(), &keys)?;
            return Some(Hover { range: entry.key.range(), markdown });
        }
        value = entry.value;
    }
}

/// Describes the last one of the keys that lead to a part of the value of an argument.
pub fn key_markdown(
    scope: &Scope<'_>,
    info: Option<&AttributeInfo<'_>>,
    argument: &str,
    keys: &[Cow<'_, str>],
) -> Option<String> {
    let (key, below) = keys.split_last()?;
    if scope.names == Names::Requirements {
        let known = terraform_block::REQUIREMENT.attributes.iter().find(|known| known.name == key)?;
        return Some(describe::attribute(&core_info(known)));
    }
    let nested = scope.schema().and_then(|schema| schema.attribute(argument)).and_then(SchemaAttribute::nested);
    if let Some(known) = nested.filter(|_| below.is_empty()).and_then(|nested| nested.attribute(key)) {
        return Some(describe::attribute(&schema_info(known)));
    }
    let known = written_keys(&info?.value_type, below).into_iter().find(|known| known.name == **key)?;
    Some(format!("**{}** `{}`", known.name, known.value_type))
}

/// Describes the declaration in the document whose name is at an offset.
pub fn own_declaration(environment: &Environment<'_>, offset: usize) -> Option<String> {
    let found: &Declaration = environment.index.document().declaration_at(offset)?;
    let own = environment.index.own();
    let (file, declaration) = own.declarations(&found.address).find(|(_, other)| other.name == found.name)?;
    let is_provider = matches!(declaration.address, Address::Typed(Typed::Provider, ..));
    let requirement = file.facts.requirements.iter().find(|requirement| requirement.name.span == declaration.name);
    match requirement.filter(|_| is_provider) {
        Some(requirement) => Some(describe::requirement(environment, requirement)),
        None => Some(describe::declaration(environment, file, declaration)),
    }
}

/// Explains the innermost part of a value for which there is an explanation. `at_cursor` returns the range in the
/// document of a part of the value, if the cursor is in it.
pub fn expression_hover(
    environment: &Environment<'_>,
    value: Expression<'_>,
    is_type: bool,
    at_cursor: &dyn Fn(Range<usize>) -> Option<Range<usize>>,
) -> Option<Hover> {
    let mut found: Option<Hover> = None;
    for visit in value.walk() {
        let Visit::Expression(expression) = visit else { continue };
        let Some(range) = at_cursor(expression.range()) else { continue };
        let markdown = match expression.kind() {
            ExprKind::Call(call) => {
                let name = call.name();
                let Some(range) = at_cursor(name.range()) else { continue };
                let word = type_word(name.text()).filter(|_| is_type);
                let markdown = match word {
                    Some(word) => Some(format!("`{}` type\n\n{}", word.name, word.documentation)),
                    None => functions::describe(environment, name.text()),
                };
                found = markdown.map(|markdown| Hover { range, markdown }).or(found);
                continue;
            }
            ExprKind::Variable(name) if is_type => {
                type_word(name).map(|word| format!("`{}` type\n\n{}", word.name, word.documentation))
            }
            ExprKind::Bool(_) => Some("_bool_".to_owned()),
            ExprKind::Number(_) => Some("_number_".to_owned()),
            ExprKind::Null => Some("`null`\n\nNo value, as if the argument were not set.".to_owned()),
            ExprKind::Template(_) => Some("_string_".to_owned()),
            ExprKind::Tuple => Some("_list_".to_owned()),
            ExprKind::Object => Some("_object_".to_owned()),
            _ => None,
        };
        found = markdown.map(|markdown| Hover { range, markdown }).or(found);
    }
    found
}
