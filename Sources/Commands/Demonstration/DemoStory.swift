/// What happened in the sample company, as data: the history that `cmdb demo` makes, and the tour.
enum DemoStory {
  /// Somebody who commits.
  struct Person: Sendable {
    let name: String
    let email: String

    /// The name as a trailer bears it.
    var identity: String { "\(name) <\(email)>" }

    static let ada = Person(name: "Ada Byron", email: "ada@example.net")
    static let bob = Person(name: "Bob Kahn", email: "bob@example.net")
    static let eve = Person(name: "Eve Curie", email: "eve@example.net")
  }

  /// An attribute that gets a value.
  struct Edit: Sendable {
    let reference: String
    let attribute: String
    let value: String

    init(_ reference: String, _ attribute: String, _ value: String) {
      self.reference = reference
      self.attribute = attribute
      self.value = value
    }
  }

  /// What happens in one step.
  enum Action: Sendable {
    /// A person edits records and commits them.
    case edit([Edit])
    /// A person proposes edits on a branch, and another one approves and merges them.
    case proposal(name: String, [Edit], approver: Person)
    /// A source delivers a file.
    case delivery(kind: String, source: String, file: String)
    /// The deliveries are reconciled.
    case sync
  }

  /// One step, with who made it, when, and why.
  struct Step: Sendable {
    let time: Int64
    let person: Person
    let message: String
    let action: Action
  }

  /// One command of the tour, with what it shows.
  struct Stop: Sendable {
    let remark: String
    let words: [String]
  }

  /// 2025-04-01T08:00:00Z: the first commit.
  static let begun: Int64 = 1_743_494_400
  /// 2026-11-24T10:00:00Z: the time of the tour.
  static let end: Int64 = 1_795_514_400

  /// What stood in the beginning where the sample stands now.
  static let before: [Edit] = [
    Edit("server/web-01", "owner", "team/service-desk"),
    Edit("server/web-01", "cost.monthly", "38.00"),
    Edit("server/db-01", "criticality", "high"),
  ]

  static let steps: [Step] = [
    Step(
      time: 1_747_299_600,
      person: .bob,
      message: "Hand web-01 over to the platform team",
      action: .edit([Edit("server/web-01", "owner", "team/platform")])
    ),
    Step(
      time: 1_767_603_600,
      person: .eve,
      message: "Power price of 2026",
      action: .proposal(
        name: "power-2026",
        [Edit("server/web-01", "cost.monthly", "41.50")],
        approver: .ada
      )
    ),
    Step(
      time: 1_772_442_000,
      person: .ada,
      message: "The orders database is critical since the web shop moved",
      action: .edit([Edit("server/db-01", "criticality", "critical")])
    ),
    Step(
      time: 1_795_490_800,
      person: .ada,
      message: "",
      action: .delivery(
        kind: "glpi",
        source: "glpi",
        file: "deliveries/glpi-web-01.json"
      )
    ),
    Step(
      time: 1_795_494_400,
      person: .ada,
      message: "",
      action: .delivery(kind: "nmap", source: "nmap", file: "deliveries/nmap-fra1.xml")
    ),
    Step(time: 1_795_498_000, person: .ada, message: "", action: .sync),
  ]

  static let tour: [Stop] = [
    Stop(remark: "What is there", words: ["ls", "class=server", "lifecycle=in-use"]),
    Stop(remark: "One record, comments and all", words: ["show", "server/web-01"]),
    Stop(
      remark: "Who says so: people and sources side by side, attribute by attribute",
      words: ["blame", "server/web-01"]
    ),
    Stop(
      remark: "What sources say against what people decided",
      words: ["findings", "--kind", "drift"]
    ),
    Stop(
      remark: "Why a value won",
      words: ["source", "explain", "server/web-01", "--field", "os"]
    ),
    Stop(remark: "What changed lately", words: ["log", "server/web-01", "-n", "3"]),
    Stop(remark: "Another sync changes nothing", words: ["sync", "--once"]),
    Stop(remark: "Everything that must hold", words: ["validate"]),
  ]
}
