//! Sets of keys that Compose compares with each other.

use std::ops::BitOr;

/// A set of keys of services, configs and secrets. It contains only keys that are compared with others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys(u32);

impl Keys {
    pub const BUILD: Self = Self(1);
    pub const CONTAINER_NAME: Self = Self(1 << 1);
    pub const CPUS: Self = Self(1 << 2);
    pub const DEPLOY: Self = Self(1 << 3);
    pub const EXTENDS: Self = Self(1 << 4);
    pub const MEM_LIMIT: Self = Self(1 << 5);
    pub const MEM_RESERVATION: Self = Self(1 << 6);
    pub const NETWORK_MODE: Self = Self(1 << 7);
    pub const NETWORKS: Self = Self(1 << 8);
    pub const PIDS_LIMIT: Self = Self(1 << 9);
    pub const PLATFORM: Self = Self(1 << 10);
    pub const PROFILES: Self = Self(1 << 11);
    pub const SCALE: Self = Self(1 << 12);
    pub const TMPFS: Self = Self(1 << 13);
    pub const FILE: Self = Self(1 << 14);
    pub const ENVIRONMENT: Self = Self(1 << 15);
    pub const CONTENT: Self = Self(1 << 16);
    /// Any key without a value.
    pub const NULL: Self = Self(1 << 17);

    /// Returns the set with one key, or the empty set for a key that is not compared with others.
    pub fn of(key: &str) -> Self {
        match key {
            "build" => Self::BUILD,
            "container_name" => Self::CONTAINER_NAME,
            "content" => Self::CONTENT,
            "cpus" => Self::CPUS,
            "deploy" => Self::DEPLOY,
            "environment" => Self::ENVIRONMENT,
            "extends" => Self::EXTENDS,
            "file" => Self::FILE,
            "mem_limit" => Self::MEM_LIMIT,
            "mem_reservation" => Self::MEM_RESERVATION,
            "network_mode" => Self::NETWORK_MODE,
            "networks" => Self::NETWORKS,
            "pids_limit" => Self::PIDS_LIMIT,
            "platform" => Self::PLATFORM,
            "profiles" => Self::PROFILES,
            "scale" => Self::SCALE,
            "tmpfs" => Self::TMPFS,
            _ => Self::default(),
        }
    }

    pub fn contains(self, keys: Self) -> bool {
        self.0 & keys.0 == keys.0
    }
}

impl BitOr for Keys {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
