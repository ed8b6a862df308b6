//! Explains the item at an offset.

use std::borrow::Cow;

use crate::languages::answers::Hover;
use crate::languages::syntax::hcl::{Attribute, Block, Body, ExprKind, Expression, File, Item, Label, Visit};
use crate::languages::terraform::model::address::{Address, Typed};
use crate::languages::terraform::model::facts::{Declaration, Reference};
use crate::languages::terraform::reference::functions;
use crate::languages::terraform::reference::schema::{LabelKind, ValueKind};
use crate::languages::terraform::reference::types::type_word;
use crate::languages::terraform::reference::{backends, provisioners, references};

use super::describe;
use crate::languages::terraform::model::scope::{Environment, Names, Scope};
use crate::languages::text::touches;

pub fn hover(environment: &Environment<'_>, file: Option<&File<'_>>, offset: usize) -> Option<Hover> {
    if let Some(hover) = name_hover(environment, offset) {
        return Some(hover);
    }
    let mut body = file?.body();
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

/// Explains names that the module declares or Terraform provides.
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
    let kind = outer.block(environment, keyword.text()).and_then(|info| info.labels.get(index).copied());
    let label = &labels[index];
    let documentation = match kind {
        Some(LabelKind::ResourceType | LabelKind::DataType | LabelKind::EphemeralType | LabelKind::Provider) => {
            outer.inner(environment, keyword.text(), labels).description().to_owned()
        }
        Some(LabelKind::Backend) => {
            backends::BACKENDS.iter().find(|(name, ..)| name == label).map_or("", |(.., text)| text).to_owned()
        }
        Some(LabelKind::Provisioner) => {
            provisioners::PROVISIONERS.iter().find(|(name, ..)| name == label).map_or("", |(.., text)| text).to_owned()
        }
        _ => {
            let own = environment.index.own();
            let document = environment.index.document();
            let declaration = document.declaration_at(offset)?;
            let mut declared = own.declarations(&declaration.address);
            let (file, declaration) = declared.find(|(_, other)| other.name == declaration.name)?;
            return Some(Hover { range, markdown: describe::declaration(environment, file, declaration) });
        }
    };
    let noun = match kind {
        Some(LabelKind::Backend) => "backend",
        Some(LabelKind::Provisioner) => "provisioner",
        Some(LabelKind::Provider) => "provider",
        Some(LabelKind::DataType) => "data source",
        _ => "resource type",
    };
    let mut markdown = format!("`{label}` {noun}");
    if !documentation.is_empty() {
        markdown.push_str("\n\n");
        markdown.push_str(documentation.trim());
    }
    Some(Hover { range, markdown })
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
    let is_type = info.as_ref().is_some_and(|info| info.value == ValueKind::TypeConstraint);
    expression_hover(attribute.value(), is_type, offset)
}

/// Describes the declaration in the document whose name is at an offset.
fn own_declaration(environment: &Environment<'_>, offset: usize) -> Option<String> {
    let found: &Declaration = environment.index.document().declaration_at(offset)?;
    let own = environment.index.own();
    let (file, declaration) = own.declarations(&found.address).find(|(_, other)| other.name == found.name)?;
    let is_provider = matches!(declaration.address, Address::Typed(Typed::Provider, ..));
    let requirement = file.facts.requirements.iter().find(|requirement| requirement.name.span == declaration.name);
    match requirement.filter(|_| is_provider) {
        Some(requirement) => {
            let source = requirement.source.as_ref().map_or("", |source| &source.value);
            let version = requirement.version.as_ref().map_or("any version", |version| &version.value);
            Some(format!("`{}` provider `{source}`, {version}", requirement.name.text))
        }
        None => Some(describe::declaration(environment, file, declaration)),
    }
}

/// Explains the innermost part of a value for which there is an explanation.
fn expression_hover(value: Expression<'_>, is_type: bool, offset: usize) -> Option<Hover> {
    let mut found: Option<Hover> = None;
    for visit in value.walk() {
        let Visit::Expression(expression) = visit else { continue };
        let range = expression.range();
        if !touches(&range, offset) {
            continue;
        }
        let explained = match expression.kind() {
            ExprKind::Call(call) if touches(&call.name().range(), offset) => {
                let name = call.name();
                let markdown = match type_word(name.text()).filter(|_| is_type) {
                    Some(word) => Some(format!("`{}` type\n\n{}", word.name, word.documentation)),
                    None => functions::function(name.text()).map(describe::function),
                };
                markdown.map(|markdown| Hover { range: name.range(), markdown })
            }
            ExprKind::Variable(name) if is_type => type_word(name)
                .map(|word| Hover { range, markdown: format!("`{}` type\n\n{}", word.name, word.documentation) }),
            ExprKind::Bool(_) => Some(Hover { range, markdown: "_bool_".to_owned() }),
            ExprKind::Number(_) => Some(Hover { range, markdown: "_number_".to_owned() }),
            ExprKind::Null => {
                Some(Hover { range, markdown: "`null`\n\nNo value, as if the argument were not set.".to_owned() })
            }
            ExprKind::Template(_) => Some(Hover { range, markdown: "_string_".to_owned() }),
            ExprKind::Tuple => Some(Hover { range, markdown: "_list_".to_owned() }),
            ExprKind::Object => Some(Hover { range, markdown: "_object_".to_owned() }),
            _ => None,
        };
        found = explained.or(found);
    }
    found
}
