//! `UndeclaredReference`: attributes that a resource does not have, where the schema of its provider is known. Terraform
//! checks them even where it does not evaluate an expression.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::Rule;
use super::finding::Findings;
use super::names::{ignored_parts, lifecycle_blocks};
use super::provider_names::type_kind;
use super::surroundings::Surroundings;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{self, Span};
use crate::languages::terraform::file_names::{FileKind, is_file_name, is_json_file};
use crate::languages::terraform::model::address::Address;
use crate::languages::terraform::model::facts::{Declaration, FileFacts, ModuleRef, Regions, Role};
use crate::languages::terraform::model::index::{Module, ModuleFile};
use crate::languages::terraform::model::provider_schemas::{SchemaAttribute, SchemaBlock, SchemaBody};
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::syntax::config::Value;
use crate::languages::text::closest_match;

pub fn check(source: &Source<'_>, environment: &Environment<'_>, findings: &mut Findings) {
    let index = environment.index;
    let (document, own) = (index.document(), index.own());
    // An override file can replace the provider of a resource.
    if !is_file_name(source.file_name) || !index.is_listed() || !own.is_complete || own.has_overrides {
        return;
    }
    let mut checker = Checker {
        document,
        environment,
        own: &own,
        surroundings: Surroundings::new(document),
        ignored: OnceCell::new(),
        lifecycles: OnceCell::new(),
        schemas: HashMap::new(),
        findings,
    };
    for reference in &document.references {
        let Some(attribute) = reference.attributes.first() else { continue };
        let is_read = reference.module == ModuleRef::This && reference.role == Role::Read;
        let is_direct = || {
            let between = source.text.get(reference.name.end as usize..attribute.span.start as usize);
            between.is_some_and(is_static)
        };
        if is_read && reference.address.is_resource() && is_direct() {
            checker.attribute(&reference.address, reference.whole, &attribute.text, attribute.span.range());
        }
    }
    for built_in in document.built_ins.iter().filter(|built_in| *built_in.root == *"self") {
        let text = source.text.get(built_in.whole.range()).unwrap_or_default();
        let around = checker.surroundings.of(built_in.whole).filter(|around| around.address.is_resource());
        if let (Some(name), Some(around)) = (text.strip_prefix("self."), around) {
            let end = built_in.whole.range().end;
            checker.attribute(&around.address, built_in.whole, name, end - name.len()..end);
        }
    }
}

struct Checker<'c, 's> {
    document: &'c FileFacts,
    environment: &'c Environment<'s>,
    own: &'c Module,
    surroundings: Surroundings<'c>,
    /// What Terraform does not evaluate.
    ignored: OnceCell<Regions>,
    lifecycles: OnceCell<Regions>,
    /// The schemas of resources that were needed.
    schemas: HashMap<Address, Option<SchemaBody<'s>>>,
    findings: &'c mut Findings,
}

impl<'s> Checker<'_, 's> {
    fn attribute(&mut self, address: &Address, whole: Span, name: &str, range: Range<usize>) {
        let Some(schema) = self.schema(address) else { return };
        if schema.attribute(name).is_some() || schema.block(name).is_some() || !self.is_evaluated(whole) {
            return;
        }
        let attributes = schema.attributes().map(SchemaAttribute::name);
        let nearest = closest_match(name, attributes.chain(schema.blocks().map(SchemaBlock::name)));
        let message = format!("`{address}` has no attribute `{name}`");
        self.findings.add_unknown(Rule::UndeclaredReference, range, message, nearest);
    }

    fn is_evaluated(&self, whole: Span) -> bool {
        let document = self.document;
        let is_ignored = || self.ignored.get_or_init(|| ignored_parts(self.environment.index, self.own)).contain(whole);
        let is_condition = || document.preconditions.contain(whole) || document.postconditions.contain(whole);
        let is_in_lifecycle = || self.lifecycles.get_or_init(|| lifecycle_blocks(document)).contain(whole);
        !document.is_generated(whole) && !is_ignored() && (!is_in_lifecycle() || is_condition())
    }

    fn schema(&mut self, address: &Address) -> Option<SchemaBody<'s>> {
        if let Some(known) = self.schemas.get(address) {
            return *known;
        }
        let found = self.look_up(address);
        self.schemas.insert(address.clone(), found);
        found
    }

    fn look_up(&self, address: &Address) -> Option<SchemaBody<'s>> {
        let Address::Typed(typed, type_name, _) = address else { return None };
        let kind = type_kind(typed.block_type())?;
        let mut declarations = self.own.declarations(address);
        let (file, declaration) = declarations.next()?;
        if declarations.next().is_some() || file.kind != FileKind::Module {
            return None;
        }
        let local_name = self.provider_of(file, declaration, type_name)?;
        self.environment.schema_of(&local_name)?.type_body(kind, type_name)
    }

    /// The local name of the provider of a resource.
    fn provider_of(&self, file: &ModuleFile, declaration: &Declaration, type_name: &str) -> Option<String> {
        let provider = declaration.arguments.iter().find(|argument| &*argument.name.text == "provider");
        let Some(provider) = provider else { return type_name.split('_').next().map(str::to_owned) };
        if is_json_file(&file.name) {
            return None;
        }
        let text = self.environment.index.text(&file.file)?;
        let argument = format!("{}\n", text.get(provider.whole.range())?);
        let parsed = hcl::File::parse(&argument);
        Value::Native(parsed.body().attribute("provider")?.value()).root_name()
    }
}

/// Whether a name directly follows an address or one of its instances: what follows a splat or a computed index is not
/// checked before it is evaluated.
pub(super) fn is_static(between: &str) -> bool {
    let key = between.strip_suffix('.').unwrap_or("?");
    let index = key.strip_prefix('[').and_then(|key| key.strip_suffix(']'));
    let is_literal = |index: &str| {
        // In JSON, the quotes are escaped.
        let index = index.strip_prefix('\\').unwrap_or(index);
        let text = index.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let text = text.map(|text| text.strip_suffix('\\').unwrap_or(text));
        text.is_some_and(|text| !text.contains(['"', '$', '%', '\\']))
            || index.bytes().all(|byte| byte.is_ascii_digit())
    };
    key.is_empty() || index.is_some_and(is_literal)
}
