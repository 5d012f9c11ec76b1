/// Random numbers that are the same on every machine for one seed.
///
/// The generator is SplitMix64, and what is derived from it uses the four basic operations only: logarithms and the like
/// may differ in the last digit from one mathematics library to the next.
struct RandomSource: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A source of its own, so that what one visit draws does not change what comes after it.
    mutating func fork() -> RandomSource {
        RandomSource(seed: next())
    }

    /// A number from 0 up to, but not including, 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    mutating func whole(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func element<Element>(of elements: [Element]) -> Element {
        elements[Int(next() % UInt64(elements.count))]
    }

    /// A duration or size: mostly small, sometimes up to three times the mean.
    mutating func skewed(mean: Double) -> Double {
        let unit = unit()
        return 3 * mean * unit * unit
    }

    /// How often something happens that happens `mean` times on average.
    mutating func count(around mean: Double) -> Int {
        let spread = (0..<4).reduce(0) { sum, _ in sum + unit() } - 2
        return max(0, Int((mean + spread * 1.7 * mean.squareRoot()).rounded()))
    }

    /// A UUID of version 7: in the order of time.
    mutating func uuid(at moment: Moment) -> String {
        let milliseconds = UInt64(moment.microseconds / 1_000)
        let high = milliseconds << 16 | 0x7000 | (next() & 0x0FFF)
        let low = (next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, digit) in (0..<32).enumerated() {
            if [8, 12, 16, 20].contains(index) { text.append(UInt8(ascii: "-")) }
            let word = digit < 16 ? high : low
            let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (digit % 16))) & 0x0F
            text.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Values to draw from, each with its weight.
struct Weighted<Value: Sendable>: Sendable {
    private let first: Value
    private let entries: [(value: Value, upTo: Double)]
    private let total: Double

    init(_ first: (Value, Double), _ others: (Value, Double)...) {
        var entries: [(Value, Double)] = []
        var total = 0.0
        for (value, weight) in [first] + others {
            total += weight
            entries.append((value, total))
        }
        self.first = first.0
        self.entries = entries
        self.total = total
    }

    func draw(_ random: inout RandomSource) -> Value {
        let point = random.unit() * total
        return entries.first { point < $0.upTo }?.value ?? first
    }
}
