//! Code lenses above services, which start all services or a single one, or show their logs.

use std::ops::Range;

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
            lenses.extend(services.flat_map(|(key, _)| lenses_of(&self.tree.yaml.node(*key).range, &[])));
        }
        let services = self.model.declarations.iter().filter(|one| one.kind == Kind::Service);
        lenses.extend(services.flat_map(|service| lenses_of(&service.name_range, std::slice::from_ref(&service.name))));
        lenses
    }
}

fn lenses_of(range: &Range<usize>, services: &[String]) -> [CodeLens; 2] {
    let actions =
        [LensAction::Start { services: services.to_vec() }, LensAction::ShowLogs { services: services.to_vec() }];
    actions.map(|action| CodeLens { range: range.clone(), action })
}
