//! Document links to images in their registries, to files, to published ports and to URLs.

use crate::languages::answers::{DocumentLink, FileRef, LinkTarget};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::project::join;
use crate::languages::compose::model::{FileKind, PortUse};
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::port::PublishedPort;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::Content;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_document_links(&self) -> Vec<DocumentLink> {
        let mut links = Vec::new();
        for image in &self.model.images {
            // The URL of an image's page does not contain the tag or digest.
            let name = image_name(&image.name);
            let Some(page) = image_page(name) else { continue };
            let written = self.tree.text.get(image.range.clone()) == Some(&image.name);
            let range = if written { image.range.start..image.range.start + name.len() } else { image.range.clone() };
            links.push(DocumentLink { range, target: LinkTarget::Page(page) });
        }
        for file in &self.model.files {
            let is_folder = matches!(file.kind, FileKind::Context);
            let Some(path) = join("", &file.path).filter(|_| !is_folder) else { continue };
            let target = LinkTarget::File(FileRef::Path(path.as_str().into()));
            links.push(DocumentLink { range: file.range.clone(), target });
        }
        links.extend(self.model.ports.iter().filter_map(port_link));
        self.address_links(&mut links);
        links.sort_stably_by_key(|link| link.range.start);
        links
    }

    /// Adds links for URLs, such as a remote build context.
    fn address_links(&self, links: &mut Vec<DocumentLink>) {
        let yaml = &self.tree.yaml;
        for id in yaml.ids() {
            if !matches!(yaml.node(id).content, Content::Scalar(_)) {
                continue;
            }
            let Some(text) = yaml.text(id) else { continue };
            let is_address = text.starts_with("https://") || text.starts_with("http://");
            if is_address && !text.contains(char::is_whitespace) && !is_interpolated(text) {
                let target = LinkTarget::Page(text.to_owned());
                links.push(DocumentLink { range: self.tree.inner_range(id), target });
            }
        }
    }
}

/// Returns the link to a TCP port that is published on this machine.
fn port_link(used: &PortUse) -> Option<DocumentLink> {
    let PublishedPort { address, ports, protocol } = &used.port;
    let (port, last) = (*ports.start(), *ports.end());
    let is_local = matches!(address.as_str(), "" | "0.0.0.0" | "127.0.0.1" | "[::]" | "[::1]");
    if port != last || port == 0 || protocol != "tcp" || !is_local {
        return None;
    }
    let page = match port {
        443 => "https://localhost".to_owned(),
        80 => "http://localhost".to_owned(),
        8443 | 9443 => format!("https://localhost:{port}"),
        _ => format!("http://localhost:{port}"),
    };
    Some(DocumentLink { range: used.range.clone(), target: LinkTarget::Page(page) })
}

/// Returns an image name without its tag and digest.
pub fn image_name(image: &str) -> &str {
    let name = image.split('@').next().unwrap_or(image);
    let start = name.rfind('/').map_or(0, |slash| slash + 1);
    name[start..].find(':').map_or(name, |colon| &name[..start + colon])
}

/// Returns the web page of an image in its registry. `None` for unknown registries and for names with variables.
pub fn image_page(name: &str) -> Option<String> {
    if name.is_empty() || is_interpolated(name) {
        return None;
    }
    let (registry, rest) = match name.split_once('/') {
        Some((registry, rest)) if registry.contains(['.', ':']) || registry == "localhost" => (registry, rest),
        _ => ("docker.io", name),
    };
    match registry {
        "docker.io" | "index.docker.io" | "registry-1.docker.io" => {
            let official = rest.strip_prefix("library/").unwrap_or(rest);
            // Docker Hub has one level of namespaces.
            let kind = match official.matches('/').count() {
                0 => '_',
                1 => 'r',
                _ => return None,
            };
            Some(format!("https://hub.docker.com/{kind}/{official}"))
        }
        "ghcr.io" => Some(format!("https://ghcr.io/{rest}")),
        "mcr.microsoft.com" => Some(format!("https://mcr.microsoft.com/artifact/mar/{rest}")),
        "quay.io" => Some(format!("https://quay.io/repository/{rest}")),
        "public.ecr.aws" => Some(format!("https://gallery.ecr.aws/{rest}")),
        _ => None,
    }
}
