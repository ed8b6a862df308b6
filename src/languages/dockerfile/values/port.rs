//! Ports of `EXPOSE`: `port[-port][/protocol]`, and forms of other commands that are commonly used there by mistake.

/// Properties of a valid port that cause a warning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Port {
    /// The protocol is not in lower case.
    pub has_upper_case: bool,
    /// The port includes an address or port of the host.
    pub names_host: bool,
}

impl Port {
    /// Parses a port. Also returns an error message if it is invalid.
    pub fn parse(text: &str) -> (Self, Option<String>) {
        let parts: Vec<&str> = text.split(':').collect();
        let (address, host, container) = match parts.as_slice() {
            [] => (String::new(), "", ""),
            [container] => (String::new(), "", *container),
            [address @ .., host, container] => (address.join(":"), *host, *container),
        };
        let (numbers, protocol) = container.split_once('/').unwrap_or((container, ""));
        if numbers.is_empty() {
            return (Self::default(), Some(format!("missing port in `{text}`")));
        }
        if !matches!(protocol.to_lowercase().as_str(), "" | "tcp" | "udp" | "sctp") {
            return (Self::default(), Some(format!("unknown protocol `{protocol}`: expected tcp, udp or sctp")));
        }
        let has_upper_case = protocol.chars().any(char::is_uppercase);
        let port = Self { has_upper_case, names_host: !address.is_empty() || !host.is_empty() };
        (port, error(&address, host, numbers))
    }
}

fn error(address: &str, host: &str, ports: &str) -> Option<String> {
    if !is_address(address) {
        return Some(format!("invalid IP address `{address}`"));
    }
    let Some((start, end)) = range(ports) else {
        return Some(format!("invalid port `{ports}`: expected a number up to 65535, or a range"));
    };
    if host.is_empty() {
        return None;
    }
    let Some((host_start, host_end)) = range(host) else {
        return Some(format!("invalid port `{host}`: expected a number up to 65535, or a range"));
    };
    let differs = end - start != host_end - host_start && start != end;
    differs.then(|| format!("port ranges `{host}` and `{ports}` have different lengths"))
}

fn is_address(address: &str) -> bool {
    let inner = address.strip_prefix('[').map_or(Some(address), |inner| inner.strip_suffix(']'));
    inner.is_some_and(|inner| inner.is_empty() || inner.parse::<core::net::IpAddr>().is_ok())
}

fn range(text: &str) -> Option<(u16, u16)> {
    let number = |text: &str| text.strip_prefix('+').unwrap_or(text).parse::<u16>().ok();
    let (start, end) = text.split_once('-').unwrap_or((text, text));
    let (start, end) = (number(start)?, number(end)?);
    (start <= end).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_checked() {
        let fine = Port::default();
        for good in ["80", "80/tcp", "80-90/udp", "0", "65535/sctp"] {
            assert_eq!(Port::parse(good), (fine, None), "{good}");
        }
        assert_eq!(Port::parse("80/TCP"), (Port { has_upper_case: true, ..fine }, None));
        for host in ["8080:80", "[]::80", "127.0.0.1:8080:80", "[::1]:8080:80", ":80:80", "127.0.0.1::80"] {
            assert_eq!(Port::parse(host), (Port { names_host: true, ..fine }, None), "{host}");
        }
        for bad in ["", "/tcp", "80/http", "a", "65536", "90-80", "1.2:80:80", "80-81:80-82"] {
            assert!(Port::parse(bad).1.is_some(), "{bad}");
        }
    }
}
