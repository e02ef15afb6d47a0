"""What other programs would write about many machines."""


def nmap_sweep(hosts: int) -> str:
    """A sweep by nmap with services and a guess of the system."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>', "<!DOCTYPE nmaprun>",
        '<nmaprun scanner="nmap" args="nmap -sV -O -oX -" start="1795500000" version="7.93">',
    ]
    for number in range(hosts):
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        mac = f"00:16:3E:{number >> 16 & 255:02X}:{number >> 8 & 255:02X}:{number & 255:02X}"
        ports = "".join(
            f'<port protocol="tcp" portid="{port}"><state state="open" reason="syn-ack" '
            f'reason_ttl="64"/><service name="{name}" product="{product}" version="{version}" '
            'ostype="Linux" method="probed" conf="10"><cpe>cpe:/o:linux:linux_kernel</cpe>'
            "</service></port>\n"
            for port, name, product, version in (
                (22, "ssh", "OpenSSH", "9.2p1 Debian 2+deb12u3"),
                (80, "http", "nginx", "1.22.1"), (443, "https", "nginx", "1.22.1"),
                (5432, "postgresql", "PostgreSQL DB", "15.6")))
        lines.append(
            '<host starttime="1795500000" endtime="1795500009"><status state="up" '
            'reason="arp-response" reason_ttl="0"/>\n'
            f'<address addr="{address}" addrtype="ipv4"/>\n'
            f'<address addr="{mac}" addrtype="mac" vendor="Xensource"/>\n'
            f'<hostnames><hostname name="host-{number}.example.net" type="PTR"/></hostnames>\n'
            f'<ports><extraports state="closed" count="996"/>\n{ports}</ports>\n'
            '<os><osmatch name="Linux 5.0 - 6.2" accuracy="100" line="1"><osclass '
            'type="general purpose" vendor="Linux" osfamily="Linux" osgen="5.X" accuracy="100"/>'
            "</osmatch></os>\n"
            '<times srtt="120" rttvar="40" to="100000"/></host>')
    lines.append(
        '<runstats><finished time="1795500100" exit="success" elapsed="100"/>'
        f'<hosts up="{hosts}" down="0" total="{hosts}"/></runstats>')
    lines.append("</nmaprun>")
    return "\n".join(lines) + "\n"
