//! Document links to Dockerfiles, build contexts and images.

use crate::languages::answers::{DocumentLink, FileRef, LinkTarget};
use crate::languages::bake::evaluation::resolved::Resolver;
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::model::dockerfiles::path_of;
use crate::languages::bake::reference::values::IMAGE_SCHEME;
use crate::languages::bake::syntax::{Block, Body, ExprKind, Name};
use crate::languages::sort::SortStably;

pub fn document_links(body: &Body, evaluated: &Evaluated) -> Vec<DocumentLink> {
    let mut resolver = Resolver::new(evaluated);
    let mut links = Vec::new();
    for block in body.blocks.iter().filter(|block| block.kind.text == "target") {
        links.extend(dockerfile_link(block, evaluated, &mut resolver));
        let contexts = block.body.attribute("contexts").map(|attribute| &attribute.value.kind);
        let entries = match contexts {
            Some(ExprKind::Object(entries)) => entries.as_slice(),
            _ => &[],
        };
        let named = entries.iter().filter_map(|entry| entry.value.name());
        let context = block.body.attribute("context").and_then(|attribute| attribute.value.name());
        links.extend(named.chain(context).filter_map(|name| page_link(&name)));
    }
    links.sort_stably_by_key(|link| link.range.start);
    links
}

/// Returns the link to the file in the `dockerfile` attribute.
fn dockerfile_link(block: &Block, evaluated: &Evaluated, resolver: &mut Resolver) -> Option<DocumentLink> {
    let name = block.body.attribute("dockerfile")?.value.name().filter(|name| !name.text.is_empty())?;
    let label = &block.label.as_ref()?.text;
    // A matrix creates targets with other names.
    let made = evaluated.targets.iter().filter(|_| block.body.attribute("matrix").is_some());
    let made = made.into_iter().find(|target| target.blocks.iter().any(|(_, range)| *range == block.range()));
    let target = resolver.resolve(made.map_or(label.as_str(), |target| target.name.as_str())).ok()?;
    let path = path_of(&target)?;
    let file = FileRef::Path(path.as_str().into());
    Some(DocumentLink { range: name.inner(), target: LinkTarget::File(file) })
}

/// Returns the link for a context that is an image or a URL.
fn page_link(name: &Name) -> Option<DocumentLink> {
    let page = match name.text.strip_prefix(IMAGE_SCHEME) {
        Some(image) => image_page(image)?,
        None if name.text.starts_with("https://") || name.text.starts_with("http://") => name.text.to_string(),
        None => return None,
    };
    if page.contains(|character: char| character.is_whitespace() || character.is_control()) {
        return None;
    }
    Some(DocumentLink { range: name.inner(), target: LinkTarget::Page(page) })
}

/// Returns the page of an image on Docker Hub, or `None` for other registries.
fn image_page(image: &str) -> Option<String> {
    let name = image.split('@').next()?;
    let name = match name.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => name,
        _ => name,
    };
    let name = name.strip_prefix("docker.io/").unwrap_or(name);
    let is_valid = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    match name.split('/').collect::<Vec<_>>().as_slice() {
        ["library", image] | [image] if is_valid(image) => Some(format!("https://hub.docker.com/_/{image}")),
        [owner, image] if is_valid(owner) && is_valid(image) && !owner.contains('.') => {
            Some(format!("https://hub.docker.com/r/{owner}/{image}"))
        }
        _ => None,
    }
}
