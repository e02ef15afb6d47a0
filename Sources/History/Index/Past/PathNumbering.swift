/// The index's numbers of the paths that readers found, by their own numbers.
struct PathNumbering {
  /// By reader and class.
  private var numbers: [[[Int]]] = []
  /// Of those below zero, which are few.
  private var others: [[[Int32: Int]]] = []
  private let classes: Int

  init(classes: Int) { self.classes = classes }

  /// Learns the paths that a reader tells of.
  mutating func learn(_ compared: ComparedSteps, from reader: Int, _ names: inout AttributeNames)
    throws
  {
    while numbers.count <= reader {
      numbers.append(Array(repeating: [], count: classes))
      others.append(Array(repeating: [:], count: classes))
    }
    if compared.forgetsPaths {
      numbers[reader] = Array(repeating: [], count: classes)
      others[reader] = Array(repeating: [:], count: classes)
    }
    for path in compared.paths {
      let (number, place) = (try names.number(ofText: path.text), Int(path.classNumber))
      if path.number < 0 {
        others[reader][place][path.number] = number
        continue
      }
      let missing = Int(path.number) + 1 - numbers[reader][place].count
      if missing > 0 { numbers[reader][place] += Array(repeating: 0, count: missing) }
      numbers[reader][place][Int(path.number)] = number
    }
  }

  /// The index's number of a path.
  func number(_ path: Int32, of classNumber: Int16, from reader: Int) -> Int {
    path < 0
      ? others[reader][Int(classNumber)][path] ?? 0
      : numbers[reader][Int(classNumber)][Int(path)]
  }
}
