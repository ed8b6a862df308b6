//! Code lenses above services, which start all services or a single one.

use crate::languages::answers::{CodeLens, LensAction};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::Kind;
use crate::languages::syntax::yaml::Content;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_code_lenses(&self) -> Vec<CodeLens> {
        let mut lenses = Vec::new();
        for document in &self.tree.yaml.documents {
            let entries = self.tree.yaml.entries(*document).iter();
            let services = entries.filter(|(key, value)| {
                let is_mapping = matches!(self.tree.yaml.node(*value).content, Content::Mapping(_));
                is_mapping && self.tree.yaml.text(*key) == Some("services")
            });
            lenses.extend(services.map(|(key, _)| CodeLens {
                range: self.tree.yaml.node(*key).range.clone(),
                action: LensAction::Start { services: Vec::new() },
            }));
        }
        let services = self.model.declarations.iter().filter(|one| one.kind == Kind::Service);
        lenses.extend(services.map(|service| CodeLens {
            range: service.name_range.clone(),
            action: LensAction::Start { services: vec![service.name.clone()] },
        }));
        lenses
    }
}
