"""The records of a generated repository: their names, places and texts.

A record is a function of its number and of six counters that say how often each of its six
changing attributes was changed. So any version of any record can be written at any time, and two
runs with one seed give the same bytes.
"""

import hashlib

CLASSES = (
    "server", "virtual-machine", "workstation", "network-device",
    "storage", "database", "mobile-device", "cloud-resource",
)
COUNTERS = 6
COMPLETE = ".git/generated"  # stands in a repository that was made to its end
FIRST = 0  # the number of the deep record, which has the most versions

_CRITICALITY = ("low", "medium", "high", "critical")
_ENVIRONMENT = ("production", "staging", "test", "development")
_PLACES = ("fra1", "ber1", "muc1", "ham1")


class Population:
    """Which records there are: `size` ordinary ones, and the parties and places they name."""

    def __init__(self, size: int):
        self.size = size
        self.teams = max(1, min(8, size // 10))
        self.people = self.teams * 2 if size >= 10 else 1
        self.places = max(1, min(len(_PLACES), size // 10))

    def name(self, number: int) -> tuple[str, str]:
        """The class and id of an ordinary record."""
        class_name = CLASSES[number % len(CLASSES)]
        return class_name, f"{class_name}-{number // len(CLASSES):06d}"

    def reference(self, number: int) -> str:
        """The reference of an ordinary record, such as `server/server-000017`."""
        return "/".join(self.name(number))

    def path(self, number: int) -> str:
        """The file of an ordinary record."""
        return path(*self.name(number))

    def text(self, number: int, counters) -> str:
        """The text of an ordinary record: 40 lines, some 800 bytes."""
        return _ordinary(self, number, counters)

    def fixed_files(self) -> list[tuple[str, str]]:
        """Settings, teams, people and places, each with its path."""
        files = [
            (".gitattributes", "* text eol=lf\n"),
            ("cmdb.yaml", "format: 1\nmain: main\nsharding: 2\nrouting:\n  default: team/team-0\n"),
        ]
        for number in range(self.teams):
            files.append((path("team", f"team-{number}"), _team(number)))
        for number in range(self.people):
            files.append((path("person", f"person-{number}"), _person(number, self.teams)))
        for number in range(self.places):
            files.append((path("location", _PLACES[number]), _place(number)))
        return files


def path(class_name: str, id: str) -> str:
    """The place of a record where `sharding` is 2."""
    shard = hashlib.sha1(id.encode()).hexdigest()[:2]
    return f"records/{class_name}/{shard}/{id}.yaml"


def address(person: int) -> str:
    """The address that a person commits under."""
    return f"person-{person}@example.net"


def _team(number: int) -> str:
    return (
        f"id: team-{number}\nclass: team\nname: Team {number}\nlifecycle: active\n"
        f"contact:\n  mail: team-{number}@example.net\n"
    )


def _person(number: int, teams: int) -> str:
    return (
        f"id: person-{number}\nclass: person\nname: Person {number}\nlifecycle: active\n"
        f"authors:\n  - {address(number)}\n"
        f"relations:\n  member_of:\n    - team/team-{number % teams}\n"
    )


def _place(number: int) -> str:
    id = _PLACES[number]
    return (
        f"id: {id}\nclass: location\nname: Data centre {id}\nowner: team/team-0\n"
        f"lifecycle: in-use\ncode: {id.upper()}\nkind: data-centre\n"
    )


def _ordinary(population: Population, number: int, counters) -> str:
    class_name, id = population.name(number)
    worth, use, release, monthly, amount, remark = counters
    place = _PLACES[number % population.places]
    lines = [
        f"id: {id}",
        f"class: {class_name}",
        f"name: {id}.{place}.example.net",
        f"description: Serves rack row {number % 97}, change {remark}",
        f"owner: team/team-{number % population.teams}",
        "lifecycle: in-use",
        f"criticality: {_CRITICALITY[(number + worth) % 4]}",
        f"environment: {_ENVIRONMENT[(number // 4 + use) % 4]}",
        f'cost_centre: "{4700 + number % 40}"',
    ]
    lines += _KINDS[class_name](number, place, release, amount)
    lines += [
        "cost:",
        "  currency: EUR",
        f"  purchased: 2023-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        f"  in_service: 2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        "  life_months: 48",
        f"  monthly: {40 + number % 50 + monthly}.50",
    ]
    lines += _relations(population, number)
    tags = [f"  - batch-{number % 61}", f"  - row-{number % 97}", "  - pci", "  - audited"]
    return "\n".join(lines + ["tags:"] + tags[: 39 - len(lines)]) + "\n"


def _relations(population: Population, number: int) -> list[str]:
    """Two relations to earlier records, so that there are no cycles, where there are any."""
    step = len(CLASSES)
    lines: list[str] = []
    switch = number // (step * 8) * step + CLASSES.index("network-device")
    if switch < min(number, population.size):
        lines += ["  connects_to:", f"    - {population.reference(switch)}"]
    if number > step:
        lines += ["  depends_on:", f"    - {population.reference(number // 3)}"]
    return ["relations:"] + lines if lines else []


def _hardware(number: int, place: str, maker: str) -> list[str]:
    return [
        f"asset_tag: AT-{number:07d}",
        f"serial: SN{number * 7919 + 1000000:X}",
        f"manufacturer: {maker}",
        f"location: location/{place}",
    ]


def _system(name: str, release: int) -> list[str]:
    return ["os:", f"  name: {name}", f'  version: "12.{release}"']


def _interfaces(number: int, count: int) -> list[str]:
    lines = ["interfaces:"]
    for port in range(count):
        value = number * 2 + port
        lines += [
            f"  - name: eth{port}",
            f'    mac: "02:{port:02x}:{value >> 24 & 255:02x}:{value >> 16 & 255:02x}'
            f':{value >> 8 & 255:02x}:{value & 255:02x}"',
            f"    ipv4: 10.{value >> 16 & 255}.{value >> 8 & 255}.{value & 255}",
        ]
    return lines


def _server(number: int, place: str, release: int, amount: int) -> list[str]:
    return (
        _hardware(number, place, "Dell Inc.")
        + [f"memory_mib: {65536 + 1024 * amount}", "role: compute"]
        + _system("Debian GNU/Linux", release)
        + _interfaces(number, 2)
    )


def _virtual_machine(number: int, place: str, release: int, amount: int) -> list[str]:
    return [
        f"instance_id: vm-{number}",
        f"fqdn: vm-{number}.{place}.example.net",
        f"location: location/{place}",
        "hypervisor: KVM",
        "vcpu: 4",
        f"memory_mib: {16384 + 1024 * amount}",
    ] + _system("Debian GNU/Linux", release) + _interfaces(number, 2)


def _workstation(number: int, place: str, release: int, amount: int) -> list[str]:
    return (
        _hardware(number, place, "Lenovo")
        + ["form: notebook", f"memory_mib: {32768 + 1024 * amount}"]
        + _system("Debian GNU/Linux", release)
        + _interfaces(number, 2)
    )


def _network_device(number: int, place: str, release: int, amount: int) -> list[str]:
    return (
        _hardware(number, place, "Cisco Systems")
        + ["role: access-switch", f"firmware: 17.{amount}.4"]
        + _system("IOS XE", release)
        + _interfaces(number, 2)
    )


def _storage(number: int, place: str, release: int, amount: int) -> list[str]:
    return (
        _hardware(number, place, "NetApp")
        + ["tier: silver", f"capacity_gib: {102400 + 1024 * amount}"]
        + _system("ONTAP", release)
        + _interfaces(number, 2)
    )


def _database(number: int, place: str, release: int, amount: int) -> list[str]:
    return [
        "data_class: confidential",
        "rto: 4h",
        "rpo: 15m",
        f"runbook: https://wiki.example.net/runbooks/database-{number}",
        "engine: PostgreSQL",
        f'version: "15.{release}"',
        f"host: db-{number}.{place}.example.net",
        f"instance: orders-{number}",
        "port: 5432",
        f"size_gib: {100 + amount}",
        "health: ok",
        "backup:",
        "  policy: daily-30d",
        "  retention: 30d",
        "  tested: 2025-09-14",
        "edition: Community",
    ]


def _mobile_device(number: int, place: str, release: int, amount: int) -> list[str]:
    return (
        _hardware(number, place, "Apple")
        + [f"mdm_id: mdm-{number}", f"product_name: iPhone {15 + amount}"]
        + _system("iOS", release)
        + _interfaces(number, 2)
    )


def _cloud_resource(number: int, place: str, release: int, amount: int) -> list[str]:
    return [
        "data_class: internal",
        "provider: aws",
        f'account: "{210987654321 + number % 7}"',
        "region: eu-central-1",
        "type: AWS::RDS::DBInstance",
        f"resource_id: arn:aws:rds:eu-central-1:orders-{number}",
        f'version: "15.{release}"',
        "created: 2024-08-19",
        "health: ok",
        f"notes: Holds {1000 + amount} tables",
        "backup:",
        "  policy: daily-30d",
        "  retention: 30d",
        "  tested: 2025-09-14",
        "verified:",
        "  on: 2025-10-05",
    ]


_KINDS = {
    "server": _server,
    "virtual-machine": _virtual_machine,
    "workstation": _workstation,
    "network-device": _network_device,
    "storage": _storage,
    "database": _database,
    "mobile-device": _mobile_device,
    "cloud-resource": _cloud_resource,
}
