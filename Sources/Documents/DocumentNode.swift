public import Diagnostics

/// A document and one of its nodes: a convenient way to look around where speed is no concern.
public struct DocumentNode: Sendable {
  /// The document.
  public let document: Document
  /// The node.
  public let index: NodeIndex

  /// Creates a cursor on a node.
  public init(document: Document, index: NodeIndex) {
    self.document = document
    self.index = index
  }

  /// What the node is.
  public var kind: NodeKind { document.kind(index) }
  /// The line that the node starts on, counted from 1.
  public var line: Int { document.line(index) }
  /// The column that the node starts at, counted from 1 in Unicode scalars.
  public var column: Int { document.column(index) }
  /// The node and all that it holds.
  public var value: Value { document.value(index) }
  /// The text of a string; nil for anything else.
  public var string: String? { kind == .string ? document.text(index) : nil }
  /// The number; nil for anything else.
  public var number: Number? { value.numberValue }
  /// The truth value; nil for anything else.
  public var bool: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The items of a list; empty for anything else.
  public var items: [DocumentNode] { document.items(of: index).map(at) }

  /// The entries of a map in document order; empty for anything else.
  public var entries: [(key: DocumentNode, value: DocumentNode)] {
    document.entries(of: index).map { (at($0.key), at($0.value)) }
  }

  /// The value of the entry with that name, or nil.
  public subscript(name: String) -> DocumentNode? {
    document.child(index, named: name).map(at)
  }

  /// Returns where the node stands, as a place in `file`.
  public func place(in file: String) -> Place { document.place(of: index, in: file) }

  private func at(_ index: NodeIndex) -> DocumentNode {
    DocumentNode(document: document, index: index)
  }
}

extension Document {
  /// A cursor on the root.
  public var rootNode: DocumentNode { DocumentNode(document: self, index: root) }
}
