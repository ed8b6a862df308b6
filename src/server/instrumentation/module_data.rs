//! Creates the events about a Terraform module from the contents of its directory. [`module_tracker`] decides whether
//! and when they are recorded.
//!
//! [`module_tracker`]: crate::server::instrumentation::module_tracker

use crate::languages::terraform::model::installed::Installed;
use crate::languages::terraform::model::module_requirements::Module;
use crate::languages::terraform::values::provider_address::ProviderAddress;
use crate::languages::terraform::values::version::{self, Constraint};
use crate::telemetry::anonymise::TrueFlag;
use crate::telemetry::anonymise::coarse::CoarseProvider;
use crate::telemetry::anonymise::modules::{BackendHostname, BackendType, ModuleId};
use crate::telemetry::anonymise::providers::{KnownProviders, Provider, ProviderMaps, ProviderNames};
use crate::telemetry::anonymise::versions::{Piece, PlainConstraints, PlainVersion, Version};
use crate::telemetry::catalogue::{CoarseModuleDataEvent, CoarseProviderEvent, Event, FullModuleDataEvent};

pub use crate::server::session::modules::CoarseReport;
use crate::server::session::modules::ReportedState;

/// The facts about a module.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The module's directory, which identifies it. The path never leaves.
    pub directory: &'a str,
    /// The requirements of the module.
    pub module: &'a Module,
    /// The installed providers, according to its lock file.
    pub installed: &'a Installed,
    /// The output of `terraform version`, if it was run.
    pub terraform_version: Option<&'a str>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(directory: &'a str, state: &'a ReportedState) -> Self {
        let ReportedState { module, installed, terraform_version } = state;
        Self { directory, module, installed, terraform_version: terraform_version.as_deref() }
    }
}

impl Facts<'_> {
    /// Whether there is anything to report.
    pub fn are_reportable(&self) -> bool {
        self.module.has_requirements() || !self.installed.is_empty() || self.terraform_version.is_some()
    }

    /// Creates one event with all facts. `None` if the system has no randomness for the module's identity.
    pub fn full(&self, names: ProviderNames) -> Option<FullModuleDataEvent> {
        let Self { module, installed, .. } = self;
        let core = (!module.core.is_empty()).then(|| constraints(&module.core).text());
        let cloud_hostname = module.cloud.as_ref().map(|cloud| BackendHostname::of(&cloud.hostname));
        let backend = module.backend.as_ref().map(|backend| (BackendType::of(&backend.kind), &backend.hostname));
        let remote = backend.filter(|(of_type, _)| of_type.is_remote());
        let mut event = FullModuleDataEvent {
            module_id: ModuleId::of(self.directory, names.pseudonyms)?,
            terraform_requirements: core,
            terraform_version: self.terraform_version().map(PlainVersion::text),
            cloud: TrueFlag::when(cloud_hostname.is_some()),
            cloud_hostname,
            backend: backend.map(|(of_type, _)| of_type),
            backend_remote_hostname: remote.map(|(_, hostname)| BackendHostname::of(hostname)),
            provider_requirements: None,
            provider_requirements_more: None,
            installed_providers: None,
            installed_providers_more: None,
        };
        let required = module.providers.iter().map(|(address, all)| (provider(address), constraints(all).text()));
        let installed = installed
            .iter()
            .map(|(address, version)| (provider(address), plain(version).map(PlainVersion::text).unwrap_or_default()));
        let maps = ProviderMaps::new(required, installed, names, Event::room(&event));
        event.provider_requirements = maps.required;
        event.provider_requirements_more = maps.required_more;
        event.installed_providers = maps.installed;
        event.installed_providers_more = maps.installed_more;
        Some(event)
    }

    /// Creates events that contain only what many modules have in common, with one provider in each event, so that no
    /// combination of providers leaves.
    pub fn coarse(&self, known: KnownProviders) -> Vec<CoarseReport> {
        let Self { module, installed, .. } = self;
        let settings = CoarseModuleDataEvent {
            terraform_requirements: (!module.core.is_empty()).then(|| constraints(&module.core).lowest_major()),
            terraform_version: self.terraform_version().map(PlainVersion::major),
            cloud: TrueFlag::when(module.cloud.is_some()),
            backend: module.backend.as_ref().map(|backend| BackendType::of(&backend.kind)),
        };
        let required =
            module.providers.iter().map(|(address, all)| (provider(address), constraints(all).lowest_major()));
        let installed = installed
            .iter()
            .map(|(address, version)| (provider(address), plain(version).map(PlainVersion::major).unwrap_or_default()));
        let providers = CoarseProvider::list(required, installed, known);
        let providers = providers.into_iter().map(|provider| CoarseReport::Provider(CoarseProviderEvent { provider }));
        let settings = (!settings.is_empty()).then_some(CoarseReport::Settings(settings));
        settings.into_iter().chain(providers).collect()
    }

    /// Returns the version of Terraform, if it may leave.
    fn terraform_version(&self) -> Option<PlainVersion> {
        plain(&version::Version::parse(self.terraform_version?)?)
    }
}

fn constraints(strings: &[Constraint]) -> PlainConstraints {
    PlainConstraints::new(strings.iter().map(|string| string.0.iter().map(piece)))
}

fn piece(piece: &version::Piece) -> Piece<'_> {
    Piece { operator: piece.operator, version: version(&piece.version) }
}

fn plain(version: &version::Version) -> Option<PlainVersion> {
    PlainVersion::new(self::version(version))
}

fn version(version: &version::Version) -> Version<'_> {
    let version::Version { numbers, prerelease, build } = version;
    Version { numbers, prerelease, build }
}

fn provider(address: &ProviderAddress) -> Provider<'_> {
    let ProviderAddress { hostname, namespace, name } = address;
    Provider { hostname, namespace, name }
}
