//! Refactorings that are certain to keep the meaning: conversions between the short and long forms of ports and
//! volumes.

use core::net::Ipv4Addr;
use std::fmt::Write as _;
use std::ops::Range;

use crate::languages::answers::{Edit, FileEdits, Refactoring, RefactoringKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::compose::values::volume::is_path;
use crate::languages::syntax::yaml::{Content, NodeId, Style, line_end, line_start};

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_refactorings(&self, selection: &Range<usize>) -> Vec<Refactoring> {
        if !self.syntax_errors.is_empty() {
            return Vec::new();
        }
        let yaml = &self.tree.yaml;
        let is_touched = |id: &NodeId| {
            let range = &yaml.node(*id).range;
            range.start <= selection.end && selection.start <= range.end
        };
        let mut touched = yaml.ids().filter(is_touched).filter_map(|id| self.converted(id));
        touched.next().into_iter().collect()
    }

    /// Converts a port or volume to the other form.
    fn converted(&self, item: NodeId) -> Option<Refactoring> {
        let names = self.tree.shallow_names(item)?;
        let is_port = match names[..] {
            ["services", _, "ports", "-"] => true,
            ["services", _, "volumes", "-"] => false,
            _ => return None,
        };
        let yaml = &self.tree.yaml;
        let node = yaml.node(item);
        if node.parent.is_none_or(|list| yaml.node(list).style == Style::Flow) {
            return None;
        }
        let text = self.tree.text;
        // Anchors are in the order of their nodes.
        let is_anchor = yaml.anchors.binary_search_by_key(&item, |anchor| anchor.node).is_ok();
        let is_plain = !is_anchor && yaml.tag(item).is_none();
        let line = line_start(text, node.range.start);
        let start = &text[line..node.range.start];
        // Only convert an item of a block list that has its lines to itself.
        let is_alone = start.trim() == "-" && text[node.range.end..line_end(text, node.range.end)].trim().is_empty();
        if !is_plain || !is_alone {
            return None;
        }
        let (title, new) = match &node.content {
            Content::Scalar(value) if !matches!(node.style, Style::Literal | Style::Folded) => {
                let fields = if is_port { long_port(value)? } else { long_volume(value)? };
                let indentation = " ".repeat(start.len());
                ("Convert to the long form", fields.join(&format!("\n{indentation}")))
            }
            Content::Mapping(entries) if node.style == Style::Block => {
                if self.tree.yaml.comments.iter().any(|one| node.range.start <= one.start && one.end <= node.range.end)
                {
                    return None;
                }
                let is_scalar = |id: NodeId| matches!(self.tree.yaml.node(id).content, Content::Scalar(_));
                if !entries.iter().all(|(key, value)| is_scalar(*key) && is_scalar(*value)) {
                    return None;
                }
                let fields = entries.iter();
                let fields: Vec<(&str, &str)> = fields
                    .filter_map(|(key, value)| Some((self.tree.yaml.text(*key)?, self.tree.yaml.text(*value)?)))
                    .collect();
                let short = if is_port { short_port(&fields)? } else { short_volume(&fields)? };
                ("Convert to the short form", format!("\"{short}\""))
            }
            _ => return None,
        };
        let end = node.range.start + text[node.range.clone()].trim_end().len();
        let edits = vec![Edit::replace(node.range.start..end, new)];
        Some(Refactoring {
            kind: RefactoringKind::Rewrite,
            title: title.to_owned(),
            changes: vec![FileEdits::in_document(edits)],
        })
    }
}

/// Whether a string is an IPv4 address.
fn is_address(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

fn is_port_number(text: &str) -> bool {
    !text.starts_with('0') && text.parse::<u16>().is_ok()
}

/// Returns the fields of a single port with a fixed number: `[address:][host:]container[/protocol]`.
fn long_port(text: &str) -> Option<Vec<String>> {
    let (rest, protocol) = text.split_once('/').map_or((text, None), |(rest, protocol)| (rest, Some(protocol)));
    let mut parts = rest.rsplitn(3, ':');
    let target = parts.next().filter(|target| is_port_number(target))?;
    let published = parts.next();
    let address = parts.next();
    if !published.is_none_or(is_port_number) || !address.is_none_or(is_address) {
        return None;
    }
    let mut fields = vec![format!("target: {target}")];
    fields.extend(published.map(|published| format!("published: \"{published}\"")));
    fields.extend(address.map(|address| format!("host_ip: {address}")));
    match protocol {
        None | Some("tcp") => {}
        Some("udp") => fields.push("protocol: udp".to_owned()),
        Some(_) => return None,
    }
    Some(fields)
}

/// Returns the value of a field.
fn field<'f>(fields: &[(&str, &'f str)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)
}

fn short_port(fields: &[(&str, &str)]) -> Option<String> {
    let known = ["target", "published", "host_ip", "protocol", "mode"];
    let field = |name: &str| field(fields, name);
    let is_usual = fields.iter().all(|(key, _)| known.contains(key)) && matches!(field("mode"), None | Some("ingress"));
    let target = field("target").filter(|target| is_port_number(target) && is_usual)?;
    let mut short = String::new();
    if let Some(address) = field("host_ip") {
        if !is_address(address) || field("published").is_none() {
            return None;
        }
        let _ = write!(short, "{address}:");
    }
    if let Some(published) = field("published") {
        if !is_port_number(published) {
            return None;
        }
        let _ = write!(short, "{published}:");
    }
    short += target;
    match field("protocol") {
        None | Some("tcp") => {}
        Some("udp") => short += "/udp",
        Some(_) => return None,
    }
    Some(short)
}

/// Whether a path has the same meaning in the long form without quotes, and in the short form.
fn is_plain_path(text: &str) -> bool {
    let is_path = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte);
    text.starts_with(['/', '.']) && text.bytes().all(is_path)
}

/// Returns the fields of a volume or bind mount without variables: `source:target[:ro]`.
fn long_volume(text: &str) -> Option<Vec<String>> {
    let mut parts = text.split(':');
    let (source, target, access) = (parts.next()?, parts.next()?, parts.next());
    let is_complete = parts.next().is_none() && matches!(access, None | Some("ro" | "rw"));
    if !is_complete || !is_plain_path(target) || !target.starts_with('/') {
        return None;
    }
    let kind = match is_path(source) {
        true if is_plain_path(source) => "bind",
        false if is_volume_name(source) => "volume",
        _ => return None,
    };
    let mut fields = vec![format!("type: {kind}"), format!("source: {source}"), format!("target: {target}")];
    fields.extend((access == Some("ro")).then(|| "read_only: true".to_owned()));
    if is_path(source) {
        // The short form implies this.
        fields.extend(["bind:".to_owned(), "  create_host_path: true".to_owned()]);
    }
    Some(fields)
}

/// Whether a string is a volume name that YAML parses as a string. In the short form, a single letter is a drive.
fn is_volume_name(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
        && Scalar::parse(text) == Scalar::String
}

/// Returns the short form of a volume. For a bind mount, the short form creates a missing folder, but the long form
/// does not.
fn short_volume(fields: &[(&str, &str)]) -> Option<String> {
    let field = |name: &str| field(fields, name);
    let known = ["type", "source", "target", "read_only"];
    let is_usual = fields.iter().all(|(key, _)| known.contains(key)) && field("type") == Some("volume");
    let source = field("source").filter(|source| is_usual && is_volume_name(source))?;
    let target = field("target").filter(|target| target.starts_with('/') && is_plain_path(target))?;
    match field("read_only") {
        None | Some("false") => Some(format!("{source}:{target}")),
        Some("true") => Some(format!("{source}:{target}:ro")),
        Some(_) => None,
    }
}
