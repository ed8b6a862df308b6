//! Checks the labels of blocks, and the types that they name.

use std::ops::Range;

use super::{Checker, Place, article, header};
use crate::languages::answers::{Diagnostic, Tag};
use crate::languages::findings::Correction;
use crate::languages::syntax::hcl::{self, Block, Label};
use crate::languages::terraform::model::provider_schemas::{Nesting, ProviderSchema, TypeKind};
use crate::languages::terraform::reference::blocks::RESERVED_VARIABLES;
use crate::languages::terraform::reference::schema::LabelKind;
use crate::languages::terraform::rules::Rule;
use crate::languages::terraform::rules::finding::Findings;
use crate::languages::terraform::rules::provider_names::type_kind;
use crate::languages::terraform::values::provider_address::ProviderAddress;
use crate::languages::text::closest_match;

impl<'s> Checker<'_, 's> {
    /// Checks the number of labels of a block, and whether labels that declare names are valid names.
    pub(super) fn labels(&mut self, place: &Place<'_, 's>, block: Block<'_>) {
        let keyword = block.name().text();
        let labels: Vec<Label<'_>> = block.labels().collect();
        let table = place.scope.tables().iter().find_map(|table| table.block(keyword));
        let kinds: &[LabelKind] = match table {
            Some(table) => table.labels,
            None => match place.nested_block(keyword) {
                Some(known) if known.nesting() == Nesting::Map => &[LabelKind::Name],
                _ => &[],
            },
        };
        if kinds.len() != labels.len() {
            let expected = match kinds.len() {
                0 => "no label".to_owned(),
                1 => format!("1 label ({})", noun(kinds[0])),
                _ => format!("{} labels (type and name)", kinds.len()),
            };
            let message = format!("{} `{keyword}` block takes {expected}, not {}", article(keyword), labels.len());
            let range = labels.get(kinds.len()).map_or_else(|| header(block), |label| label.range());
            return self.findings.add(Rule::BlockLabels, range, message, None);
        }
        if let Some(label) = labels.first().filter(|_| kinds == [LabelKind::Provisioner]) {
            self.provisioner(*label);
        }
        let is_declaration = place.has_declarations();
        for (kind, label) in kinds.iter().zip(&labels) {
            let name = label.value();
            let is_name = matches!(
                kind,
                LabelKind::Name | LabelKind::ResourceType | LabelKind::DataType | LabelKind::EphemeralType
            );
            if is_declaration && *kind == LabelKind::Provider && !name.contains("${") {
                provider_name(&name, label.content_range(), self.findings);
            }
            if is_declaration && is_name {
                declared_name(keyword, &name, label.content_range(), self.findings);
            }
        }
    }

    /// Reports a provisioner that Terraform no longer has.
    fn provisioner(&mut self, label: Label<'_>) {
        let name = label.value();
        let is_removed = matches!(&*name, "chef" | "habitat" | "puppet" | "salt-masterless");
        if is_removed && self.providers.environment.has((0, 15)) {
            let message = format!("provisioner `{name}` was removed in Terraform 0.15; use `remote-exec` instead");
            self.findings.add(Rule::UnknownType, label.content_range(), message, None);
        }
    }

    /// Checks whether the provider of a resource has the type of the resource.
    pub(super) fn resource_type(&mut self, place: &Place<'_, 's>, block: Block<'_>) {
        let Some(kind) = type_kind(block.name().text()).filter(|_| place.has_declarations()) else { return };
        let mut labels = block.labels();
        let (Some(label), Some(_), None) = (labels.next(), labels.next(), labels.next()) else { return };
        let type_name = label.value();
        let name = self.providers.names.name(block);
        let Some(provider) = name.and_then(|name| self.providers.schema(name)) else { return };
        type_name_of(provider, kind, &type_name, label.content_range(), self.findings);
    }
}

/// Reports a type that a provider does not have, or that is deprecated.
pub(super) fn type_name_of(
    provider: ProviderSchema<'_>,
    kind: TypeKind,
    type_name: &str,
    label: Range<usize>,
    findings: &mut Findings,
) {
    let noun = match kind {
        TypeKind::Resource => "resource",
        TypeKind::Data => "data source",
        TypeKind::Ephemeral => "ephemeral resource",
    };
    if let Some(schema) = provider.type_body(kind, type_name) {
        if schema.is_deprecated() {
            let message = format!("{noun} `{type_name}` is deprecated");
            let diagnostic = Diagnostic::warning(label, message).with_tag(Tag::Deprecated);
            findings.push_with_fix(Rule::DeprecatedArgument, diagnostic, None, None);
        }
        return;
    }
    let message = format!("provider `{}` has no {noun} `{type_name}`", provider.address());
    findings.add_unknown(Rule::UnknownType, label, message, closest_match(type_name, provider.types(kind)));
}

/// Whether a text can be a name. All letters outside of ASCII are accepted, because only Terraform knows which are
/// valid.
pub(super) fn may_be_identifier(name: &str) -> bool {
    let is_allowed = |byte: u8| !byte.is_ascii() || byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let is_first = |byte: u8| !byte.is_ascii() || byte.is_ascii_alphabetic() || byte == b'_';
    name.bytes().next().is_some_and(is_first) && name.bytes().all(is_allowed)
}

/// Reports a type or name in a declaration that is no name, or that Terraform reserves.
pub(super) fn declared_name(keyword: &str, name: &str, range: Range<usize>, findings: &mut Findings) {
    if hcl::may_have_templates(name) {
        return;
    }
    if !may_be_identifier(name) {
        let message = format!("invalid name `{name}`: expected a letter or `_`, then letters, digits, `_` and `-`");
        findings.add(Rule::BlockLabels, range, message, None);
    } else if keyword == "variable" && RESERVED_VARIABLES.contains(&name) {
        let message = format!("variable name `{name}` is reserved; use another name");
        findings.add(Rule::BlockLabels, range, message, None);
    }
}

/// Reports a local name that no provider can have.
pub(super) fn provider_name(name: &str, range: Range<usize>, findings: &mut Findings) {
    if ProviderAddress::from_name(name).is_some_and(|address| address.name == name) {
        return;
    }
    let lower = name.to_lowercase();
    let correction = (ProviderAddress::from_name(&lower).is_some_and(|address| address.name == lower))
        .then(|| Correction::replace(format!("Change to `{lower}`"), range.clone(), lower));
    let message = format!("invalid provider name `{name}`: expected lowercase letters, digits and single hyphens");
    findings.add(Rule::BlockLabels, range, message, correction);
}

fn noun(kind: LabelKind) -> &'static str {
    match kind {
        LabelKind::Name => "name",
        LabelKind::Provider => "provider",
        LabelKind::NestedBlock => "block",
        LabelKind::Backend
        | LabelKind::Provisioner
        | LabelKind::ResourceType
        | LabelKind::DataType
        | LabelKind::EphemeralType
        | LabelKind::ActionType => "type",
    }
}
