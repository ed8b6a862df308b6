//! The table of the features that each language supports. Capabilities and documentation are made from it.

use super::Language;
use super::Language::{Bake, Compose, Dockerfile, Terraform};

/// A feature that a method of [`Analysis`](super::analysis::Analysis) implements.
#[expect(missing_docs, reason = "the names are those of the questions")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    Diagnostics,
    QuickFixes,
    Refactorings,
    Completion,
    InlineCompletion,
    Hover,
    SignatureHelp,
    Definition,
    References,
    Highlights,
    Rename,
    LinkedRanges,
    Symbols,
    Formatting,
    SemanticTokens,
    FoldingRanges,
    SelectionRanges,
    InlayHints,
    CodeLenses,
    DocumentLinks,
}

/// Each feature with the method of `Analysis` that implements it, and the languages that override this method.
pub const FEATURES: [(Feature, &str, &[Language]); 20] = [
    (Feature::Diagnostics, "diagnostics", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::QuickFixes, "quick_fixes", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::Refactorings, "refactorings", &[Dockerfile, Compose, Terraform]),
    (Feature::Completion, "completions", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::InlineCompletion, "inline_completions", &[Bake]),
    (Feature::Hover, "hover", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::SignatureHelp, "signature_help", &[Dockerfile, Bake, Terraform]),
    (Feature::Definition, "definition", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::References, "references", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::Highlights, "highlights", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::Rename, "rename", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::LinkedRanges, "linked_ranges", &[Dockerfile, Compose, Terraform]),
    (Feature::Symbols, "symbols", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::Formatting, "formatting", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::SemanticTokens, "semantic_tokens", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::FoldingRanges, "folding_ranges", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::SelectionRanges, "selection_ranges", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::InlayHints, "inlay_hints", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::CodeLenses, "code_lenses", &[Dockerfile, Compose, Bake, Terraform]),
    (Feature::DocumentLinks, "document_links", &[Dockerfile, Compose, Bake, Terraform]),
];

impl Feature {
    /// The languages that support the feature.
    pub fn languages(self) -> &'static [Language] {
        FEATURES.iter().find(|(feature, ..)| *feature == self).map_or(&[], |(_, _, languages)| languages)
    }

    /// Whether any language supports the feature.
    pub fn is_implemented(self) -> bool {
        !self.languages().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source files in which languages implement `Analysis`.
    const IMPLEMENTATIONS: [(Language, &str); 4] = [
        (Dockerfile, include_str!("dockerfile/mod.rs")),
        (Compose, include_str!("compose/mod.rs")),
        (Bake, include_str!("bake/mod.rs")),
        (Terraform, include_str!("terraform/mod.rs")),
    ];

    #[test]
    fn a_language_has_the_features_whose_questions_it_answers() {
        for (feature, question, languages) in FEATURES {
            for (language, source) in IMPLEMENTATIONS {
                let (_, implementation) = source.split_once("impl Analysis for").expect("a language is analyzed");
                let implementation = implementation.split("\n}").next().unwrap_or_default();
                let answers = implementation.contains(&format!("fn {question}(&self"));
                assert_eq!(languages.contains(&language), answers, "{language:?} {feature:?}");
            }
        }
    }
}
