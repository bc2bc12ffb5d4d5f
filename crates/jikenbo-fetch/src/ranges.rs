//! The ranges of addresses that no page of the world stands in.
//!
//! From the registries of special-purpose addresses (IANA, RFC 6890 and its additions). IPv4 is open but for these; IPv6 is closed
//! but for 2000::/3, the only block that is given out for global unicast, less what is special within it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A block of IPv4 addresses: its first, the length of its prefix, what it is for.
type Block4 = ([u8; 4], u32, &'static str);

/// A block of IPv6 addresses: its first two groups and the length of its prefix (at most 32), what it is for.
type Block6 = ([u16; 2], u32, &'static str);

/// The narrower block stands before the wider one, so that it gives the name.
const CLOSED4: &[Block4] = &[
    ([0, 0, 0, 0], 8, "this network, RFC 1122"),
    ([10, 0, 0, 0], 8, "private, RFC 1918"),
    ([100, 64, 0, 0], 10, "shared by a carrier's customers, RFC 6598"),
    ([127, 0, 0, 0], 8, "loopback, RFC 1122"),
    ([169, 254, 0, 0], 16, "link-local, RFC 3927"),
    ([172, 16, 0, 0], 12, "private, RFC 1918"),
    ([192, 0, 0, 0], 24, "protocol assignments, RFC 6890"),
    ([192, 0, 2, 0], 24, "documentation, RFC 5737"),
    ([192, 88, 99, 0], 24, "6to4 relays, RFC 7526"),
    ([192, 168, 0, 0], 16, "private, RFC 1918"),
    ([198, 18, 0, 0], 15, "benchmarking, RFC 2544"),
    ([198, 51, 100, 0], 24, "documentation, RFC 5737"),
    ([203, 0, 113, 0], 24, "documentation, RFC 5737"),
    ([224, 0, 0, 0], 4, "multicast, RFC 5771"),
    ([255, 255, 255, 255], 32, "broadcast, RFC 919"),
    ([240, 0, 0, 0], 4, "reserved, RFC 1112"),
];

/// What is special within 2000::/3.
const CLOSED6: &[Block6] = &[
    ([0x2001, 0], 32, "Teredo, RFC 4380"),
    ([0x2001, 0], 23, "protocol assignments, RFC 2928"),
    ([0x2001, 0xdb8], 32, "documentation, RFC 3849"),
    ([0x2002, 0], 16, "6to4, RFC 3056"),
    ([0x3fff, 0], 20, "documentation, RFC 9637"),
];

/// Names for what lies outside 2000::/3; only the message depends on them.
const OUTSIDE6: &[Block6] = &[
    ([0xfc00, 0], 7, "unique local, RFC 4193"),
    ([0xfe80, 0], 10, "link-local, RFC 4291"),
    ([0xfec0, 0], 10, "site-local, RFC 3879"),
    ([0xff00, 0], 8, "multicast, RFC 4291"),
    ([0x0064, 0xff9b], 32, "translation to IPv4, RFC 6052 and RFC 8215"),
    ([0x0100, 0], 16, "discarded, RFC 6666"),
    ([0x5f00, 0], 16, "segment routing, RFC 9602"),
];

/// The IPv4 address that is really meant by an IPv4-mapped (::ffff:0:0/96) or a NAT64 address (64:ff9b::/96): the first is the same
/// address written otherwise, the second is what IPv6-only networks reach the IPv4 world by (DNS64). Other forms that carry an
/// IPv4 address (IPv4-compatible, 6to4, Teredo, the local 64:ff9b:1::/48) no longer lead to pages, and are closed whatever they carry.
pub(crate) fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let nat64 = ip.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
    let low = u32::from_be_bytes([ip.octets()[12], ip.octets()[13], ip.octets()[14], ip.octets()[15]]);
    ip.to_ipv4_mapped().or_else(|| nat64.then(|| Ipv4Addr::from_bits(low)))
}

/// What the range is for that the address stands in, if no page may be fetched from there. Embedded IPv4 addresses are the caller's
/// matter.
pub(crate) fn closed(ip: IpAddr) -> Option<&'static str> {
    match ip {
        IpAddr::V4(ip) => CLOSED4.iter().find(|block| within4(ip, block)).map(|block| block.2),
        IpAddr::V6(ip) => closed6(ip),
    }
}

fn closed6(ip: Ipv6Addr) -> Option<&'static str> {
    let named = |blocks: &'static [Block6]| blocks.iter().find(|block| within6(ip, block)).map(|block| block.2);
    if ip.segments()[0] >> 13 == 0b001 {
        return named(CLOSED6);
    }
    match ip {
        Ipv6Addr::UNSPECIFIED => Some("unspecified, RFC 4291"),
        Ipv6Addr::LOCALHOST => Some("loopback, RFC 4291"),
        _ if ip.segments()[..6] == [0; 6] => Some("IPv4-compatible, RFC 4291"),
        _ => named(OUTSIDE6).or(Some("not given out for global unicast, RFC 4291")),
    }
}

fn within4(ip: Ipv4Addr, (first, length, _): &Block4) -> bool {
    let differ = ip.to_bits() ^ u32::from_be_bytes(*first);
    differ.leading_zeros() >= *length
}

fn within6(ip: Ipv6Addr, ([high, low], length, _): &Block6) -> bool {
    let [a, b, ..] = ip.segments();
    let differ = (u32::from(a) << 16 | u32::from(b)) ^ (u32::from(*high) << 16 | u32::from(*low));
    differ.leading_zeros() >= *length
}

#[cfg(test)]
mod tests {
    use super::{CLOSED4, CLOSED6, OUTSIDE6, closed};

    #[test]
    fn the_first_address_of_every_block_is_closed_under_its_name_or_a_narrower_one() {
        for (first, _, name) in CLOSED4 {
            assert_eq!(closed(std::net::IpAddr::from(*first)), Some(*name));
        }
        for ([high, low], length, name) in CLOSED6.iter().chain(OUTSIDE6) {
            let ip = std::net::IpAddr::from([*high, *low, 0, 0, 0, 0, 0, 1]);
            assert!(closed(ip) == Some(*name) || *length == 23, "{ip} is {name}");
        }
    }
}
