//! The documentation of each rule of Terraform files.

use super::Rule;
use crate::languages::rule_documentation::RuleDocumentation;

impl Rule {
    /// What people read about the rule.
    pub fn documentation(self) -> RuleDocumentation {
        let code = self.code();
        match self {
            Self::DuplicateDeclaration => RuleDocumentation {
                code,
                summary: "A module should declare each name once.",
                reason: "Terraform rejects a second declaration, except in override files.",
                incorrect: "variable \"region\" {}\n\nvariable \"region\" {}\n\noutput \"region\" {\n  value = var.region\n}\n",
                correct: "variable \"region\" {}\n\noutput \"region\" {\n  value = var.region\n}\n",
                fix: None,
            },
            Self::FunctionCall => RuleDocumentation {
                code,
                summary: "A call should name a function and give it as many arguments as it takes.",
                reason: "Terraform cannot evaluate the expression otherwise.",
                incorrect: "output \"name\" {\n  value = upper(\"a\", \"b\")\n}\n",
                correct: "output \"name\" {\n  value = upper(\"a\")\n}\n",
                fix: Some("Corrects a misspelt name."),
            },
            Self::ModuleInput => RuleDocumentation {
                code,
                summary: "A call of a local module should give the inputs that the module requires, and no others.",
                reason: "Terraform rejects the call otherwise.",
                incorrect: "module \"network\" {\n  source = \"./network\"\n}\n",
                correct: "module \"network\" {\n  source = \"./network\"\n  cidr   = \"10.0.0.0/16\"\n}\n",
                fix: Some("Adds the missing inputs, or corrects a misspelt name."),
            },
            Self::ModuleOutput => RuleDocumentation {
                code,
                summary: "A reference to a local module should name an output of it.",
                reason: "Terraform rejects the reference otherwise.",
                incorrect: "module \"network\" {\n  source = \"./network\"\n  cidr   = \"10.0.0.0/16\"\n}\n\noutput \"id\" {\n  value = module.network.identifier\n}\n",
                correct: "module \"network\" {\n  source = \"./network\"\n  cidr   = \"10.0.0.0/16\"\n}\n\noutput \"id\" {\n  value = module.network.id\n}\n",
                fix: Some("Corrects a misspelt name."),
            },
            Self::UndeclaredReference => RuleDocumentation {
                code,
                summary: "A module should declare the variables, local values, resources and modules that it refers to.",
                reason: "Terraform rejects a reference to something that no file of the module declares.",
                incorrect: "output \"region\" {\n  value = var.region\n}\n",
                correct: "variable \"region\" {}\n\noutput \"region\" {\n  value = var.region\n}\n",
                fix: Some("Declares a variable, or changes a misspelt name."),
            },
            Self::UnusedDeclaration => RuleDocumentation {
                code,
                summary: "A module should use the variables, local values and data sources that it declares.",
                reason: "An unused declaration serves no purpose and misleads readers.",
                incorrect: "locals {\n  region = \"eu-west-1\"\n}\n",
                correct: "locals {\n  region = \"eu-west-1\"\n}\n\noutput \"region\" {\n  value = local.region\n}\n",
                fix: Some("Removes the declaration, with the values of a variable."),
            },
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
