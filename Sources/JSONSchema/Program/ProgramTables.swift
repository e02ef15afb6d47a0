/// The tables of a program as they lie in memory: read without counting references.
struct ProgramTables {
  // SAFETY: the buffers lie in the arrays of a program, which `withTables` keeps for the call; they
  // are read only, and do not leave it.
  let starts: UnsafeBufferPointer<Int32>
  let code: UnsafeBufferPointer<Instruction>
  let lists: UnsafeBufferPointer<Int32>
  let names: Names
  let maps: Maps
  let scalars: Scalars
  let patterns: Patterns

  struct Names {
    let slots: UnsafeBufferPointer<NameTable.Slot>
    let bytes: UnsafeBufferPointer<UInt8>

    /// The slot of a name in one of the tables; nil where the table does not have it.
    @inline(__always)
    func find(_ name: UnsafeBufferPointer<UInt8>, in extent: NameTable.Extent)
      -> UnsafePointer<NameTable.Slot>?
    {
      slots.find(name, in: extent, bytes: bytes)
    }
  }

  struct Maps {
    let members: UnsafeBufferPointer<SchemaProgram.Members>
    let patternMembers: UnsafeBufferPointer<SchemaProgram.PatternMember>
    let rests: UnsafeBufferPointer<SchemaProgram.Rest>
    let soughtNames: UnsafeBufferPointer<Range<Int32>>
  }

  struct Scalars {
    let words: UnsafeBufferPointer<NameTable.Extent>
    let bounds: UnsafeBufferPointer<SmallBound>
    let formats: UnsafeBufferPointer<StandardFormat?>
  }

  struct Patterns {
    let matchers: UnsafeBufferPointer<PatternMatcher>
    let bytes: UnsafeBufferPointer<UInt8>
    let units: UnsafeBufferPointer<PatternShape.Unit>
    let transitions: UnsafeBufferPointer<UInt16>

    /// Whether a text matches a pattern; nil where these tables do not tell.
    @inline(__always)
    func matches(_ pattern: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool? {
      let matcher = matchers[Int(pattern)]
      let start = Int(matcher.start)
      switch matcher.kind {
      case .shape:
        return PatternShape.matches(
          text,
          UnsafeBufferPointer(rebasing: bytes[Int(matcher.bytes)..<Int(matcher.bytes) + 256]),
          UnsafeBufferPointer(rebasing: units[start..<start + Int(matcher.count)]),
          isAnchoredAtEnd: matcher.isAnchoredAtEnd
        )
      case .automaton:
        return PatternAutomaton.matchesASCII(
          text,
          UnsafeBufferPointer(rebasing: bytes[Int(matcher.bytes)..<Int(matcher.bytes) + 128]),
          UnsafeBufferPointer(rebasing: transitions[start...]),
          width: Int(matcher.count),
          start: Int(matcher.firstState)
        )
      case .other: return nil
      }
    }
  }
}

extension SchemaProgram {
  /// Lends the tables for the time of a call.
  func withTables(_ body: (ProgramTables) -> Bool) -> Bool {
    starts.withUnsafeBufferPointer { starts in
      code.withUnsafeBufferPointer { code in
        lists.withUnsafeBufferPointer { lists in
          withMaps { names, maps in
            withScalars { scalars in
              withPatterns { patterns in
                body(
                  ProgramTables(
                    starts: starts,
                    code: code,
                    lists: lists,
                    names: names,
                    maps: maps,
                    scalars: scalars,
                    patterns: patterns
                  )
                )
              }
            }
          }
        }
      }
    }
  }

  private func withMaps(_ body: (ProgramTables.Names, ProgramTables.Maps) -> Bool) -> Bool {
    names.slots.withUnsafeBufferPointer { slots in
      names.bytes.withUnsafeBufferPointer { bytes in
        members.withUnsafeBufferPointer { members in
          patternMembers.withUnsafeBufferPointer { patternMembers in
            rests.withUnsafeBufferPointer { rests in
              soughtNames.withUnsafeBufferPointer { soughtNames in
                body(
                  ProgramTables.Names(slots: slots, bytes: bytes),
                  ProgramTables.Maps(
                    members: members,
                    patternMembers: patternMembers,
                    rests: rests,
                    soughtNames: soughtNames
                  )
                )
              }
            }
          }
        }
      }
    }
  }

  private func withScalars(_ body: (ProgramTables.Scalars) -> Bool) -> Bool {
    words.withUnsafeBufferPointer { words in
      bounds.withUnsafeBufferPointer { bounds in
        standardFormats.withUnsafeBufferPointer { formats in
          body(ProgramTables.Scalars(words: words, bounds: bounds, formats: formats))
        }
      }
    }
  }

  private func withPatterns(_ body: (ProgramTables.Patterns) -> Bool) -> Bool {
    matchers.matchers.withUnsafeBufferPointer { own in
      matchers.bytes.withUnsafeBufferPointer { bytes in
        matchers.units.withUnsafeBufferPointer { units in
          matchers.transitions.withUnsafeBufferPointer { transitions in
            body(
              ProgramTables.Patterns(
                matchers: own,
                bytes: bytes,
                units: units,
                transitions: transitions
              )
            )
          }
        }
      }
    }
  }
}
