//! Reports what Compose ignores: the obsolete `version` and unknown tags.

use super::names::removable_lines;
use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::{Diagnostic, Edit, Severity, Tag};
use crate::languages::findings::Correction;
use crate::languages::syntax::yaml::NodeId;
use crate::languages::text::{closest_match, did_you_mean};

/// The local tags that Compose knows.
const TAGS: [&str; 2] = ["!override", "!reset"];

pub fn check(context: &Context, findings: &mut Findings) {
    let yaml = &context.tree.yaml;
    for document in &yaml.documents {
        let entries = yaml.entries(*document).iter();
        for (key, value) in entries.filter(|(key, _)| yaml.text(*key) == Some("version")) {
            findings.add(version(context, *key, *value));
        }
    }
    for (id, tag) in yaml.tags() {
        if is_unknown(tag.0)
            && let Some(finding) = unknown_tag(context, id, tag.0)
        {
            findings.add(finding);
        }
    }
}

/// Returns the finding for the obsolete version of the file format.
fn version(context: &Context, key: NodeId, value: NodeId) -> Finding {
    let (text, tree) = (context.tree.text, context.tree);
    let range = tree.inner_range(key);
    let diagnostic = Diagnostic::with_severity(
        Severity::Hint,
        range.clone(),
        "`version` is obsolete: Compose ignores it and prints a warning; remove it".to_owned(),
    )
    .with_tag(Tag::Deprecated);
    let removal = removable_lines(context, range.start, &tree.entry_range(key, value)).map(|lines| {
        // At the start of a file, the empty lines that follow are removed, too.
        let following = text[lines.end..].len() - text[lines.end..].trim_start_matches(['\r', '\n']).len();
        let end = if lines.start == 0 { lines.end + following } else { lines.end };
        Correction::new("Remove `version`", vec![Edit::delete(lines.start..end)])
    });
    Finding::new(Some(Rule::ObsoleteVersion), diagnostic).corrected(removal)
}

/// Whether a tag is local, such as `!name`, and not one of Compose.
fn is_unknown(tag: &str) -> bool {
    let is_local = tag.len() > 1 && !tag[1..].starts_with(['!', '<']);
    is_local && !TAGS.contains(&tag)
}

/// Returns the finding for an unknown tag. Extensions may contain tags of other programs.
fn unknown_tag(context: &Context, id: NodeId, tag: &str) -> Option<Finding> {
    let (text, tree) = (context.tree.text, context.tree);
    let names = tree.shallow_names(id)?;
    if names.is_empty() || names.iter().any(|name| name.starts_with("x-")) {
        return None;
    }
    let start = text[..tree.yaml.node(id).range.start].rfind(tag)?;
    let range = start..start + tag.len();
    let nearest = closest_match(tag, TAGS);
    let message = format!("Compose ignores the unknown tag `{tag}`{}", did_you_mean(nearest));
    let correction =
        nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), range.clone(), nearest));
    Some(Finding::new(None, Diagnostic::warning(range, message)).corrected(correction))
}
