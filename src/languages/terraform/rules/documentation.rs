//! The documentation of each rule of Terraform files.
//!
//! Over 120 lines because it is a table.

use super::Rule;
use crate::languages::rule_documentation::RuleDocumentation;

impl Rule {
    /// Returns the documentation of the rule for users.
    #[expect(clippy::too_many_lines, reason = "a table")]
    pub fn documentation(self) -> RuleDocumentation {
        let code = self.code();
        match self {
            Self::ArgumentValue => RuleDocumentation {
                code,
                summary: "A literal value must have the type of its argument.",
                reason: "Terraform rejects a value that it cannot convert.",
                incorrect: "variable \"ports\" {\n  type    = list(number)\n  default = [\"http\"]\n}\n\noutput \"ports\" {\n  value = var.ports\n}\n",
                correct: "variable \"ports\" {\n  type    = list(number)\n  default = [80]\n}\n\noutput \"ports\" {\n  value = var.ports\n}\n",
                fix: Some("Converts a list for `for_each` with `toset`."),
            },
            Self::BlockCount => RuleDocumentation {
                code,
                summary: "A block must not occur more or less often than Terraform or the provider allows.",
                reason: "Terraform rejects a second block where it allows only one, and a `check` without an `assert`.",
                incorrect: "resource \"terraform_data\" \"a\" {\n  lifecycle {\n    prevent_destroy = true\n  }\n\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n",
                correct: "resource \"terraform_data\" \"a\" {\n  lifecycle {\n    prevent_destroy       = true\n    create_before_destroy = true\n  }\n}\n",
                fix: None,
            },
            Self::BlockLabels => RuleDocumentation {
                code,
                summary: "A block must have the number of labels that its type takes, and a name must be an identifier.",
                reason: "Terraform rejects other labels.",
                incorrect: "resource \"terraform_data\" {\n}\n",
                correct: "resource \"terraform_data\" \"example\" {\n}\n",
                fix: None,
            },
            Self::ConflictingArguments => RuleDocumentation {
                code,
                summary: "Arguments that exclude each other must not be used together.",
                reason: "Terraform rejects `count` together with `for_each`, and `id` together with `identity` in an `import` block.",
                incorrect: "resource \"terraform_data\" \"a\" {\n  count    = 2\n  for_each = toset([\"x\"])\n}\n",
                correct: "resource \"terraform_data\" \"a\" {\n  for_each = toset([\"x\"])\n}\n",
                fix: None,
            },
            Self::DeprecatedArgument => RuleDocumentation {
                code,
                summary: "Deprecated arguments, blocks and types should be replaced.",
                reason: "A later version of Terraform or of the provider may remove them.",
                incorrect: "provider \"aws\" {\n  version = \"~> 5.0\"\n}\n",
                correct: "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n",
                fix: None,
            },
            Self::MissingRequirement => RuleDocumentation {
                code,
                summary: "A module that lists its providers should list every provider that it uses.",
                reason: "Terraform uses any version of a provider that is not listed, and looks for it in the namespace `hashicorp`.",
                incorrect: "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n\nresource \"random_pet\" \"a\" {}\n",
                correct: "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n    random = {\n      source = \"hashicorp/random\"\n    }\n  }\n}\n\nresource \"random_pet\" \"a\" {}\n",
                fix: Some("Lists the provider, with the version that is installed."),
            },
            Self::MissingArgument => RuleDocumentation {
                code,
                summary: "A block must contain the arguments and blocks that Terraform or the provider requires.",
                reason: "Otherwise, Terraform rejects the block. The schemas that the host configures tell candor what providers require.",
                incorrect: "output \"id\" {\n  description = \"The id.\"\n}\n",
                correct: "output \"id\" {\n  description = \"The id.\"\n  value       = 1\n}\n",
                fix: Some("Adds the arguments, with placeholder values."),
            },
            Self::ReferenceCycle => RuleDocumentation {
                code,
                summary: "A local value or a resource must not depend on itself.",
                reason: "Terraform cannot evaluate it.",
                incorrect: "locals {\n  a = local.b\n  b = local.a\n}\n",
                correct: "locals {\n  a = local.b\n  b = 1\n}\n\noutput \"a\" {\n  value = local.a\n}\n",
                fix: None,
            },
            Self::UnknownArgument => RuleDocumentation {
                code,
                summary: "A block must contain only arguments that Terraform or the provider knows.",
                reason: "Terraform rejects others. The schemas that the host configures tell candor which arguments providers accept.",
                incorrect: "variable \"region\" {\n  describtion = \"Where.\"\n}\n\noutput \"region\" {\n  value = var.region\n}\n",
                correct: "variable \"region\" {\n  description = \"Where.\"\n}\n\noutput \"region\" {\n  value = var.region\n}\n",
                fix: Some("Changes to the nearest name, or converts the argument to a block."),
            },
            Self::UnknownBlock => RuleDocumentation {
                code,
                summary: "A block must contain only blocks that Terraform or the provider knows.",
                reason: "Terraform rejects others. The schemas that the host configures tell candor which blocks providers accept.",
                incorrect: "resource \"terraform_data\" \"a\" {\n  lifecycel {\n    prevent_destroy = true\n  }\n}\n",
                correct: "resource \"terraform_data\" \"a\" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n",
                fix: Some("Changes to the nearest name, or converts the block to an argument."),
            },
            Self::UnknownRuleName => RuleDocumentation {
                code,
                summary: "A comment that ignores a rule should name one that exists.",
                reason: "The comment has no effect.",
                incorrect: "# candor-ignore: UnusedDeclarations\nvariable \"region\" {\n  type = string\n}\n",
                correct: "# candor-ignore: UnusedDeclaration\nvariable \"region\" {\n  type = string\n}\n",
                fix: Some("Changes the name to the closest one."),
            },
            Self::UnknownType => RuleDocumentation {
                code,
                summary: "The type of a resource or data source must exist in its provider.",
                reason: "Terraform rejects others. The schemas that the host configures tell candor which types providers have.",
                incorrect: "resource \"terraform_date\" \"a\" {\n  input = 1\n}\n",
                correct: "resource \"terraform_data\" \"a\" {\n  input = 1\n}\n",
                fix: Some("Changes to the nearest type."),
            },
            Self::DuplicateDeclaration => RuleDocumentation {
                code,
                summary: "A module must declare each name only once.",
                reason: "Terraform rejects a second declaration, except in override files.",
                incorrect: "variable \"region\" {}\n\nvariable \"region\" {}\n\noutput \"region\" {\n  value = var.region\n}\n",
                correct: "variable \"region\" {}\n\noutput \"region\" {\n  value = var.region\n}\n",
                fix: None,
            },
            Self::FunctionCall => RuleDocumentation {
                code,
                summary: "A call must name an existing function and pass the number of arguments that it accepts.",
                reason: "Otherwise, Terraform cannot evaluate the expression.",
                incorrect: "output \"name\" {\n  value = upper(\"a\", \"b\")\n}\n",
                correct: "output \"name\" {\n  value = upper(\"a\")\n}\n",
                fix: Some("Changes to the nearest function name."),
            },
            Self::ModuleInput => RuleDocumentation {
                code,
                summary: "A call to a local module must set every input that the module requires, and only inputs that it has.",
                reason: "Otherwise, Terraform rejects the call.",
                incorrect: "module \"network\" {\n  source = \"./network\"\n}\n",
                correct: "module \"network\" {\n  source = \"./network\"\n  cidr   = \"10.0.0.0/16\"\n}\n",
                fix: Some("Adds the missing inputs, or changes to the nearest input name."),
            },
            Self::ModuleOutput => RuleDocumentation {
                code,
                summary: "A reference to an output of a local module must name one that exists.",
                reason: "Otherwise, Terraform rejects the reference.",
                incorrect: "module \"network\" {\n  source = \"./network\"\n  cidr   = \"10.0.0.0/16\"\n}\n\noutput \"id\" {\n  value = module.network.identifier\n}\n",
                correct: "module \"network\" {\n  source = \"./network\"\n  cidr   = \"10.0.0.0/16\"\n}\n\noutput \"id\" {\n  value = module.network.id\n}\n",
                fix: Some("Changes to the nearest output name."),
            },
            Self::UndeclaredReference => RuleDocumentation {
                code,
                summary: "A module must declare the variables, local values, resources and modules that it refers to.",
                reason: "Terraform rejects a reference to something that no file of the module declares, or that cannot be used where the reference stands.",
                incorrect: "output \"region\" {\n  value = var.region\n}\n",
                correct: "variable \"region\" {}\n\noutput \"region\" {\n  value = var.region\n}\n",
                fix: Some("Declares a variable, or changes to the nearest name."),
            },
            Self::UnusedDeclaration => RuleDocumentation {
                code,
                summary: "A module should use the variables, local values and data sources that it declares.",
                reason: "An unused declaration serves no purpose and misleads readers.",
                incorrect: "locals {\n  region = \"eu-west-1\"\n}\n",
                correct: "locals {\n  region = \"eu-west-1\"\n}\n\noutput \"region\" {\n  value = local.region\n}\n",
                fix: Some(
                    "Removes the declaration, and for a variable also the values that callers and `.tfvars` files give it.",
                ),
            },
            Self::DuplicateProviderRequirement => RuleDocumentation {
                code,
                summary: "A module should require each provider once.",
                reason: "Terraform rejects a name that occurs twice in one block. Other repetitions are accepted, but hide a part of the constraint from the reader.",
                incorrect: "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n",
                correct: "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n",
                fix: Some("Removes the second entry if it is identical."),
            },
            Self::DuplicateRequiredProviders => RuleDocumentation {
                code,
                summary: "A module must have at most one `required_providers` block, in any of its files.",
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
                summary: "A provider `source` must have the form `[hostname/]namespace/type`.",
                reason: "Otherwise, Terraform cannot find the provider.",
                incorrect: "terraform {\n  required_providers {\n    aws = { source = \"https://registry.terraform.io/providers/hashicorp/aws\" }\n  }\n}\n",
                correct: "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n",
                fix: Some(
                    "Changes to the address that follows from a registry page, a GitHub repository or the provider name.",
                ),
            },
            Self::InvalidVersionConstraint => RuleDocumentation {
                code,
                summary: "A version constraint must be valid in Terraform.",
                reason: "Terraform rejects operators and wildcards of other package managers.",
                incorrect: "terraform {\n  required_version = \"^1.5\"\n}\n",
                correct: "terraform {\n  required_version = \">= 1.5.0, < 2.0.0\"\n}\n",
                fix: Some("Corrects operators and commas, and translates `1.x`, `~1.2` and `^1.2`."),
            },
        }
    }
}
