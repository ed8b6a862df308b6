//! Document links: images to their registries, remote sources of `ADD`, sources of `COPY`, and the frontend.

use std::sync::Arc;

use crate::languages::answers::{DocumentLink, FileRef, LinkTarget};
use crate::languages::dockerfile::model::stage_references::stage_references;
use crate::languages::dockerfile::model::symbols::Symbols;
use crate::languages::dockerfile::syntax::heredoc;
use crate::languages::dockerfile::syntax::instruction::{DirectiveName, Dockerfile, Keyword};
use crate::languages::dockerfile::values::image::name_error;
use crate::languages::sort::SortStably;
use crate::languages::source::FileProvider;
use crate::languages::text::paths::normalized;

/// The maximum number of files that are checked for existence.
const MAX_FILES: usize = 200;

pub fn document_links(file: &Dockerfile, symbols: &Symbols, files: &dyn FileProvider) -> Vec<DocumentLink> {
    let mut links = Vec::new();
    for directive in file.directives.iter().filter(|directive| directive.name == DirectiveName::Syntax) {
        let value = &file.text[directive.value.clone()];
        let name = value.split(' ').next().unwrap_or_default();
        links.extend(of_image(name, directive.value.start));
    }
    let mut left = MAX_FILES;
    for (index, instruction) in file.instructions.iter().enumerate() {
        for reference in stage_references(index, instruction) {
            let is_number = reference.name.bytes().all(|byte| byte.is_ascii_digit());
            if symbols.stages.resolve(&reference).is_none() && !is_number {
                links.extend(of_image(reference.name, reference.range.start));
            }
        }
        let inner = instruction.inner();
        // An image with variables in its tag.
        if let (Keyword::From, Some(word)) = (inner.keyword, inner.words().first()) {
            let text = inner.text(&word.range());
            let tag = text.find('$').and_then(|at| text[..at].rfind([':', '@']));
            if let Some(tag) = tag {
                links.extend(of_image(&text[..tag], inner.source(&word.range()).start));
            }
        }
        if !matches!(inner.keyword, Keyword::Add | Keyword::Copy) {
            continue;
        }
        let [sources @ .., _] = inner.words() else { continue };
        for word in sources {
            let text = inner.word(word);
            let text = ['"', '\''].iter().find_map(|quote| unquoted(text, *quote)).unwrap_or(text);
            let range = inner.source(&word.range());
            if text.starts_with("http://") || text.starts_with("https://") {
                if !text.contains('$') {
                    links.push(DocumentLink { range, target: LinkTarget::Page(text.to_owned()) });
                }
            } else if inner.flag_named("from").is_none()
                && left > 0
                && !text.contains(['$', '*', '?', '[', ':', '\\'])
                && heredoc::parse(text).is_none()
            {
                left -= 1;
                let path = normalized(text.split('/'), false).join("/");
                if !path.is_empty() && !path.starts_with("..") && files.read(&path).is_some() {
                    let target = LinkTarget::File(FileRef::Path(Arc::from(path)));
                    links.push(DocumentLink { range, target });
                }
            }
        }
    }
    links.sort_stably_by_key(|link| link.range.start);
    links
}

fn unquoted(text: &str, quote: char) -> Option<&str> {
    text.strip_prefix(quote)?.strip_suffix(quote)
}

/// Returns the link of an image name that starts at an offset.
fn of_image(name: &str, start: usize) -> Option<DocumentLink> {
    let page = image_page(name)?;
    let range = start..start + without_version(name).len();
    Some(DocumentLink { range, target: LinkTarget::Page(page) })
}

/// Returns the name of an image without tag and digest.
pub fn without_version(name: &str) -> &str {
    let named = name.split('@').next().unwrap_or(name);
    let slash = named.rfind('/').unwrap_or(0);
    named[slash..].find(':').map_or(named, |at| &named[..slash + at])
}

/// Returns the web page of an image in its registry, if the registry has such pages.
pub fn image_page(name: &str) -> Option<String> {
    if name.contains('$') || name_error(name).is_some() {
        return None;
    }
    let path = without_version(name);
    let (host, rest) = match path.split_once('/') {
        Some((host, rest)) if host.contains(['.', ':']) || host == "localhost" => (host, rest),
        _ => ("docker.io", path),
    };
    match (host, rest.split_once('/')) {
        ("docker.io" | "index.docker.io", None) => Some(format!("https://hub.docker.com/_/{rest}/")),
        ("docker.io" | "index.docker.io", Some(("library", rest))) => Some(format!("https://hub.docker.com/_/{rest}/")),
        // Docker Hub has one level of namespaces.
        ("docker.io" | "index.docker.io", Some((_, rest))) if rest.contains('/') => None,
        ("docker.io" | "index.docker.io", Some(_)) => Some(format!("https://hub.docker.com/r/{rest}/")),
        ("mcr.microsoft.com", _) => Some(format!("https://mcr.microsoft.com/artifact/mar/{rest}")),
        ("quay.io", Some(_)) => Some(format!("https://quay.io/repository/{rest}")),
        ("public.ecr.aws", Some(_)) => Some(format!("https://gallery.ecr.aws/{rest}")),
        ("gcr.io", Some(_)) => Some(format!("https://gcr.io/{rest}")),
        ("ghcr.io", Some(_)) => Some(format!("https://ghcr.io/{rest}")),
        _ => None,
    }
}
