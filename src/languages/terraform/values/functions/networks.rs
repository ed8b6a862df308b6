//! Functions of networks: `cidrhost`, `cidrnetmask`, `cidrsubnet` and `cidrsubnets`.

use core::net::{Ipv4Addr, Ipv6Addr};

use super::{ascii, integer, string};
use crate::languages::terraform::values::known::{Known, Shape};

/// The addresses that begin with the same bits.
#[derive(Clone, Copy)]
struct Network {
    first: u128,
    /// The number of bits that all addresses share.
    prefix: u32,
    /// The number of bits of an address.
    bits: u32,
}

pub(super) fn compute(name: &str, arguments: &[Known]) -> Option<Shape> {
    match (name, arguments) {
        ("cidrhost", [network, host]) => {
            let (network, host) = (Network::parse(network)?, integer(host)?);
            let size = network.size()?;
            let distance = u128::from(host.unsigned_abs());
            let offset = if host < 0 { size.checked_sub(distance)? } else { Some(distance).filter(|at| *at < size)? };
            string(network.address(network.first + offset)?)
        }
        ("cidrnetmask", [network]) => {
            let network = Network::parse(network).filter(|network| network.bits == 32)?;
            string(network.address((1 << 32) - network.size()?)?)
        }
        ("cidrsubnet", [network, bits, number]) => {
            let subnet = Network::parse(network)?.subnet(integer(bits)?)?;
            let number = u128::try_from(integer(number)?).ok()?;
            let is_within = number.checked_shr(u32::try_from(integer(bits)?).ok()?).unwrap_or(0) == 0;
            let first = is_within.then(|| subnet.first.checked_add(number.checked_mul(subnet.size()?)?))??;
            string(Network { first, ..subnet }.text()?)
        }
        ("cidrsubnets", [network, bits @ ..]) => {
            let network = Network::parse(network)?;
            let (mut next, end) = (network.first, network.first.checked_add(network.size()?)?);
            let mut subnets = Vec::new();
            for bits in bits {
                let subnet = network.subnet(Some(integer(bits)?).filter(|bits| *bits > 0)?)?;
                let first = next.checked_next_multiple_of(subnet.size()?)?;
                next = first.checked_add(subnet.size()?).filter(|next| *next <= end)?;
                subnets.push(Known::from(string(Network { first, ..subnet }.text()?)?));
            }
            Some(Shape::tuple(subnets))
        }
        _ => None,
    }
}

impl Network {
    fn parse(value: &Known) -> Option<Self> {
        let text = ascii(value)?;
        let (address, prefix) = text.split_once('/')?;
        let has_digits = prefix.len() <= 3 && prefix.bytes().all(|byte| byte.is_ascii_digit());
        let is_plain = has_digits && (prefix == "0" || !prefix.starts_with('0'));
        let prefix: u32 = is_plain.then(|| prefix.parse().ok())??;
        let (first, bits): (u128, u32) = match address.parse::<Ipv4Addr>() {
            Ok(address) => (u128::from(u32::from(address)), 32),
            Err(_) => (u128::from(address.parse::<Ipv6Addr>().ok()?), 128),
        };
        let network = Self { first, prefix, bits };
        Some(Self { first: first - first % network.size()?, ..network })
    }

    /// The number of addresses. `None` for all addresses of version 6, which are more than fit.
    fn size(self) -> Option<u128> {
        1u128.checked_shl(self.bits.checked_sub(self.prefix)?)
    }

    /// The first network with more shared bits.
    fn subnet(self, bits: i64) -> Option<Self> {
        let prefix = self.prefix.checked_add(u32::try_from(bits).ok().filter(|bits| *bits <= 32)?)?;
        (prefix <= self.bits).then_some(Self { prefix, ..self })
    }

    fn address(self, address: u128) -> Option<String> {
        if self.bits == 32 {
            return Some(Ipv4Addr::from(u32::try_from(address).ok()?).to_string());
        }
        let address = Ipv6Addr::from(address);
        // Programs write these addresses in several ways.
        address.to_ipv4().is_none().then(|| address.to_string())
    }

    fn text(self) -> Option<String> {
        Some(format!("{}/{}", self.address(self.first)?, self.prefix))
    }
}
