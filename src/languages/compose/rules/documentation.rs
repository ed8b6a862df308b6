//! The documentation of each rule of Compose files.

use super::Rule;
use crate::languages::answers::Severity;
use crate::languages::rule_documentation::RuleDocumentation;

impl Rule {
    /// Returns the documentation of the rule for users.
    pub fn documentation(self) -> RuleDocumentation {
        let code = self.code();
        match self {
            Self::DependencyCycle => RuleDocumentation {
                code,
                severity: Severity::Error,
                summary: "Services must not depend on or extend each other in a cycle.",
                reason: "Compose cannot decide which one to start first, and rejects the file.",
                incorrect: "services:\n  web:\n    image: nginx\n    depends_on: [api]\n  api:\n    image: node\n    depends_on: [web]\n",
                correct: "services:\n  web:\n    image: nginx\n    depends_on: [api]\n  api:\n    image: node\n",
                fix: None,
            },
            Self::MissingFile => RuleDocumentation {
                code,
                severity: Severity::Hint,
                summary: "Files that a Compose file includes or extends must exist.",
                reason: "Otherwise, Compose rejects the file. candor reports only a hint, because the file may be generated later.",
                incorrect: "include: [missing.yaml]\nservices:\n  web:\n    image: nginx\n",
                correct: "services:\n  web:\n    image: nginx\n",
                fix: Some("Changes to the nearest name in the folder."),
            },
            Self::MissingImage => RuleDocumentation {
                code,
                severity: Severity::Warning,
                summary: "A service must have an `image` or a `build`.",
                reason: "Otherwise, Compose does not know what to run. This is a warning, because another file of `docker compose -f` may add it.",
                incorrect: "services:\n  web:\n    ports: [\"80:80\"]\n",
                correct: "services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]\n",
                fix: None,
            },
            Self::ObsoleteVersion => RuleDocumentation {
                code,
                severity: Severity::Hint,
                summary: "The top-level `version` is obsolete.",
                reason: "Compose ignores it, prints a warning, and always uses the newest format.",
                incorrect: "version: \"3.8\"\nservices:\n  web:\n    image: nginx\n",
                correct: "services:\n  web:\n    image: nginx\n",
                fix: Some("Removes `version`."),
            },
            Self::PortConflict => RuleDocumentation {
                code,
                severity: Severity::Warning,
                summary: "Two services should not publish the same host port.",
                reason: "The second container fails to start. The services of all files of the application are compared, except those with profiles.",
                incorrect: "services:\n  web:\n    image: nginx\n    ports: [\"8080:80\"]\n  api:\n    image: node\n    ports: [\"8080:3000\"]\n",
                correct: "services:\n  web:\n    image: nginx\n    ports: [\"8080:80\"]\n  api:\n    image: node\n    ports: [\"8081:3000\"]\n",
                fix: None,
            },
            Self::UndefinedName => RuleDocumentation {
                code,
                severity: Severity::Warning,
                summary: "Services, networks, volumes, configs, secrets and models must be declared.",
                reason: "Otherwise, Compose rejects the file. This is a warning, because another file of `docker compose -f` may declare the name; if an `include` cannot be read, nothing is reported.",
                incorrect: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\n",
                correct: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data:\n",
                fix: Some("Changes to the nearest name, or declares a network or volume."),
            },
            Self::UnknownKey => RuleDocumentation {
                code,
                severity: Severity::Warning,
                summary: "Keys should be those of the Compose Specification, or start with `x-`.",
                reason: "Compose rejects other keys.",
                incorrect: "services:\n  web:\n    image: nginx\n    portz: [\"80:80\"]\n",
                correct: "services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]\n",
                fix: Some("Changes to the nearest key."),
            },
            Self::UnsetVariable => RuleDocumentation {
                code,
                severity: Severity::Hint,
                summary: "A variable without a default should be set in `.env` or in the shell.",
                reason: "Compose uses an empty value and warns. candor does not read the shell, so this is a hint, or a warning if an empty value is invalid.",
                incorrect: "services:\n  web:\n    image: nginx:${NGINX_VERSION}\n",
                correct: "services:\n  web:\n    image: nginx:${NGINX_VERSION:-1.27}\n",
                fix: None,
            },
            Self::UnusedName => RuleDocumentation {
                code,
                severity: Severity::Hint,
                summary: "Top-level networks, volumes, configs, secrets and models should be used.",
                reason: "Compose ignores unused ones. If a variable is used as a volume name, as in `volumes: [\"${DATA}:/data\"]`, no volume is reported as unused; likewise for the other kinds.",
                incorrect: "services:\n  web:\n    image: nginx\nvolumes:\n  data:\n",
                correct: "services:\n  web:\n    image: nginx\n",
                fix: Some("Removes the declaration, or its section if it is the only one there."),
            },
        }
    }
}
