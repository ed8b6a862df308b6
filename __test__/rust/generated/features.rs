//! The table of features in the README.

use std::fmt::Write as _;

use candor::languages::Language;
use candor::languages::features::{FEATURES, Feature};

const COLUMNS: [(&str, Language); 4] = [
    ("Dockerfile", Language::Dockerfile),
    ("Compose", Language::Compose),
    ("Bake", Language::Bake),
    ("Terraform", Language::Terraform),
];

/// Returns the table, in Markdown.
pub fn table() -> String {
    let mut table = String::from("|");
    for (title, _) in COLUMNS {
        let _ = write!(table, " | {title}");
    }
    let _ = writeln!(table, " |\n{}", "| --- ".repeat(COLUMNS.len() + 1) + "|");
    for (feature, _, languages) in FEATURES {
        let _ = write!(table, "| {} |", name(feature));
        for (_, language) in COLUMNS {
            table += if languages.contains(&language) { " ✓ |" } else { " |" };
        }
        table.push('\n');
    }
    table
}

fn name(feature: Feature) -> &'static str {
    match feature {
        Feature::Diagnostics => "diagnostics",
        Feature::QuickFixes => "quick fixes",
        Feature::Refactorings => "refactorings",
        Feature::Completion => "completion",
        Feature::InlineCompletion => "inline completion",
        Feature::Hover => "hover",
        Feature::SignatureHelp => "signature help",
        Feature::Definition => "definition",
        Feature::References => "references",
        Feature::Highlights => "highlights",
        Feature::Rename => "rename",
        Feature::LinkedRanges => "linked editing",
        Feature::Symbols => "outline",
        Feature::Formatting => "formatting",
        Feature::SemanticTokens => "semantic tokens",
        Feature::FoldingRanges => "folding",
        Feature::SelectionRanges => "selection ranges",
        Feature::InlayHints => "inlay hints",
        Feature::CodeLenses => "code lenses",
        Feature::DocumentLinks => "document links",
    }
}
