//! The documentation of each rule of Terraform files.

use super::Rule;
use crate::languages::rule_documentation::RuleDocumentation;

impl Rule {
    /// What people read about the rule.
    pub fn documentation(self) -> RuleDocumentation {
        let code = self.code();
        match self {
            Self::DuplicateProviderRequirement => RuleDocumentation {
                code,
                summary: "A module should require each provider once.",
                reason: "Terraform rejects two local names for one provider that no block can tell apart, and merges other \
                         repetitions, so that a reader sees only half of the constraint.",
                incorrect: "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n",
                correct: "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n",
                fix: Some("Removes the second requirement if both agree."),
            },
            Self::DuplicateRequiredProviders => RuleDocumentation {
                code,
                summary: "A module can have one `required_providers` block, in any of its files.",
                reason: "Terraform rejects a second one.",
                incorrect: "terraform {\n  required_providers {}\n}\n\nterraform {\n  required_providers {}\n}\n",
                correct: "terraform {\n  required_providers {}\n}\n",
                fix: Some("Removes the second block if it adds nothing."),
            },
            Self::InvalidModuleSource => RuleDocumentation {
                code,
                summary: "A module's `source` must be a path, a registry address, or an address with a host or scheme; \
                          `version` is only for registries.",
                reason: "Terraform cannot install anything else. A path begins with `./` or `../`.",
                incorrect: "module \"network\" {\n  source = \"modules/network\"\n}\n",
                correct: "module \"network\" {\n  source = \"./modules/network\"\n}\n",
                fix: Some("Adds `./` if the folder exists."),
            },
            Self::InvalidProviderSource => RuleDocumentation {
                code,
                summary: "A provider's `source` must be `[HOST/]NAMESPACE/TYPE`.",
                reason: "Terraform cannot find the provider otherwise.",
                incorrect: "terraform {\n  required_providers {\n    aws = { source = \"https://registry.terraform.io/providers/hashicorp/aws\" }\n  }\n}\n",
                correct: "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n",
                fix: Some("Derives the address from a registry page, a GitHub repository or the provider's name."),
            },
            Self::InvalidVersionConstraint => RuleDocumentation {
                code,
                summary: "A version constraint must be one that Terraform understands.",
                reason: "Terraform rejects operators and wildcards of other package managers.",
                incorrect: "terraform {\n  required_version = \"^1.5\"\n}\n",
                correct: "terraform {\n  required_version = \">= 1.5.0, < 2.0.0\"\n}\n",
                fix: Some("Corrects the operator or a comma, and translates `1.x`, `~1.2` and `^1.2`."),
            },
        }
    }
}
