//! The short form of a port: `[[address:]host:]container[/protocol]`.

use core::net::{IpAddr, Ipv4Addr};
use std::ops::RangeInclusive;

/// A port that is published on the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPort {
    /// The address of the host, or an empty string for all addresses.
    pub address: String,
    pub ports: RangeInclusive<u16>,
    pub protocol: String,
}

impl PublishedPort {
    /// Parses a short port. Returns `None` if it does not publish a fixed host port, or is invalid.
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains('$') {
            return None;
        }
        let (text, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
        let (address, host, container) = split(text);
        let ports = port_range(host)?;
        // If the host port is a range and the container port is a single port, Docker chooses a free port.
        if ports.start() != ports.end() && !container.contains('-') {
            return None;
        }
        Some(Self { address: address.to_owned(), ports, protocol: protocol.to_lowercase() })
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.bound_address() == other.bound_address()
            && self.protocol == other.protocol
            && self.ports.start() <= other.ports.end()
            && other.ports.start() <= self.ports.end()
    }

    fn bound_address(&self) -> &str {
        if self.address.is_empty() { PortMapping::ANY_ADDRESS } else { &self.address }
    }
}

/// Splits a short port without its protocol into the address, the host ports and the container ports. The first two can
/// be empty.
pub fn split(text: &str) -> (&str, &str, &str) {
    let (rest, container) = text.rsplit_once(':').unwrap_or(("", text));
    let (address, host) = rest.rsplit_once(':').unwrap_or(("", rest));
    (address, host, container)
}

/// Parses a port or a range of ports.
pub fn port_range(text: &str) -> Option<RangeInclusive<u16>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last).then_some(first..=last)
}

/// Whether a string is a short port: `[[address:]host:]container[/protocol]`.
pub fn is_port(text: &str) -> bool {
    let mut parts = text.split('/');
    let (range, protocol) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if range.contains('+') {
        return false;
    }
    let (address, host, container) = split(range);
    let Some(container) = port_range(container).filter(|ports| *ports.start() > 0) else { return false };
    let fits = |host: RangeInclusive<u16>| container.len() == 1 || host.len() == container.len();
    let is_host = host.is_empty() || port_range(host).is_some_and(fits);
    let inner = address.strip_prefix('[').and_then(|address| address.strip_suffix(']'));
    let is_address = match inner {
        Some(inner) => inner.is_empty() || inner.parse::<IpAddr>().is_ok(),
        None => address.is_empty() || address.parse::<Ipv4Addr>().is_ok(),
    };
    let protocols = ["", "tcp", "udp", "sctp"];
    is_host && is_address && protocols.iter().any(|known| protocol.eq_ignore_ascii_case(known))
}

/// The maximum number of ports in a range that are compared individually.
const MAX_EXPANDED: usize = 256;

/// A port of a container, and the host port on which it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortMapping {
    /// Empty for all addresses.
    pub address: String,
    /// A port or a range of ports on the host. Empty for any port.
    pub published: String,
    pub target: u16,
    pub protocol: String,
}

impl PortMapping {
    /// The address of a port that is published on all addresses.
    pub const ANY_ADDRESS: &str = "0.0.0.0";

    /// Returns the ports of a short port. `None` if it is invalid, contains variables, or is a large range.
    pub fn expand(text: &str) -> Option<Vec<Self>> {
        let (range, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
        if !is_port(text) {
            return None;
        }
        let (address, host, container) = split(range);
        let address = address.trim_start_matches('[').trim_end_matches(']');
        let targets = port_range(container).filter(|targets| targets.len() <= MAX_EXPANDED)?;
        let is_range = targets.len() > 1;
        let published = |index: u16| match port_range(host) {
            Some(ports) if is_range => ports.start().saturating_add(index).to_string(),
            _ => host.to_owned(),
        };
        let first = *targets.start();
        let protocol = if protocol.is_empty() { "tcp".to_owned() } else { protocol.to_ascii_lowercase() };
        let mapping = |target: u16| Self {
            address: address.to_owned(),
            published: published(target - first),
            target,
            protocol: protocol.clone(),
        };
        Some(targets.map(mapping).collect())
    }

    /// Returns the identity of the port, which distinguishes it from other ports of a service.
    pub fn identity(&self) -> String {
        let Self { address, published, target, protocol } = self;
        let address = if address.is_empty() { Self::ANY_ADDRESS } else { address };
        format!("{address}:{published}:{target}/{protocol}")
    }

    /// Returns the port in its short form.
    pub fn short(&self) -> String {
        let Self { address, published, target, protocol } = self;
        let address = if address.contains(':') { format!("[{address}]") } else { address.clone() };
        let host = match (address.as_str(), published.as_str()) {
            ("", "") => String::new(),
            ("", published) => format!("{published}:"),
            (address, published) => format!("{address}:{published}:"),
        };
        let protocol = if protocol == "tcp" { String::new() } else { format!("/{protocol}") };
        format!("{host}{target}{protocol}")
    }
}

#[cfg(test)]
mod tests {
    use super::PortMapping;

    #[test]
    fn a_range_of_ports_is_expanded() {
        for (text, expected) in [
            ("80", &["80"][..]),
            ("8080:80/udp", &["8080:80/udp"]),
            ("3000-3001", &["3000", "3001"]),
            ("127.0.0.1:8000-8001:80-81", &["127.0.0.1:8000:80", "127.0.0.1:8001:81"]),
            ("8000-8001:80", &["8000-8001:80"]),
            ("[::1]::80", &["[::1]::80"]),
        ] {
            let ports = PortMapping::expand(text).unwrap_or_default();
            assert_eq!(ports.iter().map(PortMapping::short).collect::<Vec<_>>(), expected, "{text}");
        }
        for text in ["", "x", "${P}:80", "1-65535:1-65535"] {
            assert_eq!(PortMapping::expand(text), None, "{text}");
        }
    }
}
