//! The rules for what a module requires, by the codes that diagnostics carry.

use crate::languages::diagnostic::Code;

macro_rules! rules {
    ($($name:ident $page:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Rule {
            $($name),+
        }

        impl Rule {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub fn code(self) -> Code {
                match self {
                    $(Self::$name => Code {
                        name: stringify!($name),
                        href: Some(concat!("https://developer.hashicorp.com/terraform/language/", $page)),
                    }),+
                }
            }
        }
    };
}

rules! {
    DuplicateProviderRequirement "providers/requirements",
    DuplicateRequiredProviders "providers/requirements",
    InvalidModuleSource "modules/sources",
    InvalidProviderSource "providers/requirements",
    InvalidVersionConstraint "expressions/version-constraints",
}
