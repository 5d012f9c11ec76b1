import JSON

/// FNV-1a: a hash that is the same in every run, for names of members.
struct NameHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { combine(byte) }
    }

    /// Hashes the text of a scanned string.
    init(_ name: JSONScanner.Value, in scanner: JSONScanner) {
        if name.isPlain {
            self.init(scanner.bytes[name.range.lowerBound + 1..<name.range.upperBound - 1])
        } else {
            self.init(scanner.text(of: name).utf8)
        }
    }

    mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}

/// The names that mean something, found by their hash: the many that mean nothing then cost one look-up.
struct NameTable<Name: RawRepresentable<String> & CaseIterable & Sendable>: Sendable {
    private let names: [UInt64: Name]

    init(_: Name.Type) {
        names = Dictionary(uniqueKeysWithValues: Name.allCases.map { (NameHash($0.rawValue.utf8).value, $0) })
    }

    subscript(hash: NameHash) -> Name? { names[hash.value] }
}
