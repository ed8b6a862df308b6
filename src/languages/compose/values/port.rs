//! The short form of a port: `[[address:]host:]container[/protocol]`.

use core::net::{IpAddr, Ipv4Addr};
use std::ops::RangeInclusive;

/// A port that is published on the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPort {
    /// Empty for all addresses.
    pub address: String,
    pub ports: RangeInclusive<u16>,
    pub protocol: String,
}

impl PublishedPort {
    /// `None` if no fixed port of the host is published, or the text is not understood.
    pub fn parse(text: &str) -> Option<Self> {
        if text.contains('$') {
            return None;
        }
        let (text, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
        let (rest, container) = text.rsplit_once(':')?;
        let (address, host) = match rest.rsplit_once(':') {
            Some((address, host)) => (address, host),
            None => ("", rest),
        };
        let ports = port_range(host)?;
        // Of a range for one port of the container, Docker takes a free one.
        if ports.start() != ports.end() && !container.contains('-') {
            return None;
        }
        Some(Self { address: address.to_owned(), ports, protocol: protocol.to_lowercase() })
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.address == other.address
            && self.protocol == other.protocol
            && self.ports.start() <= other.ports.end()
            && other.ports.start() <= self.ports.end()
    }
}

/// A port or a range of ports.
pub fn port_range(text: &str) -> Option<RangeInclusive<u16>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last).then_some(first..=last)
}

/// Whether a text is a short port: `[[address:]host:]container[/protocol]`.
pub fn is_port(text: &str) -> bool {
    let mut parts = text.split('/');
    let (range, protocol) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if range.contains('+') {
        return false;
    }
    let (rest, container) = range.rsplit_once(':').unwrap_or(("", range));
    let (address, host) = rest.rsplit_once(':').unwrap_or(("", rest));
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
