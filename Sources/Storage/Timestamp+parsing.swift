extension Timestamp {
    /// Reads an ISO 8601 date or date-time as PostHog's API takes it; nil for anything else.
    ///
    /// Seconds, fraction and zone may be missing; a time without a zone is in UTC, a date alone is its midnight.
    /// Digits after the sixth of a fraction are cut.
    public init?(parsing text: String) {
        var scanner = DigitScanner(text)
        guard var time = scanner.scanDate() else { return nil }
        var offset = 0
        if !scanner.isAtEnd {
            guard scanner.skip("T", "t", " "), scanner.scanTime(into: &time) else { return nil }
            scanner.skipBlanks()
            guard let zone = scanner.scanZone() else { return nil }
            offset = zone
        }
        guard scanner.isAtEnd, time.isValid else { return nil }
        let moment = time.timestamp - .seconds(offset)
        // An offset can lead out of the years that have four digits.
        guard (1...9999).contains(CalendarTime(moment).year) else { return nil }
        self = moment
    }
}

/// Walks over the parts of a date-time; each `scan` leaves what it does not understand.
private struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func scanDate() -> CalendarTime? {
        guard let year = scanNumber(digits: 4...4), skip("-"),
            let month = scanNumber(digits: 1...2), skip("-"),
            let day = scanNumber(digits: 1...2)
        else { return nil }
        return CalendarTime(year: year, month: month, day: day)
    }

    mutating func scanTime(into time: inout CalendarTime) -> Bool {
        guard let hour = scanNumber(digits: 1...2), skip(":"), let minute = scanNumber(digits: 1...2) else {
            return false
        }
        (time.hour, time.minute) = (hour, minute)
        guard skip(":") else { return true }
        guard let second = scanNumber(digits: 1...2) else { return false }
        time.second = second
        guard skip(".", ",") else { return true }
        guard let microsecond = scanFraction() else { return false }
        time.microsecond = microsecond
        return true
    }

    /// The offset from UTC in seconds: zero at the end of the text, nil for what is no zone.
    mutating func scanZone() -> Int? {
        if isAtEnd || skip("Z", "z") { return 0 }
        let isWest = rest.first == UInt8(ascii: "-")
        guard skip("+", "-"), let hours = scanNumber(digits: 2...2) else { return nil }
        var minutes = 0
        if skip(":") || !isAtEnd {
            guard let scanned = scanNumber(digits: 2...2) else { return nil }
            minutes = scanned
        }
        guard hours < 24, minutes < 60 else { return nil }
        return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }

    private mutating func scanFraction() -> Int? {
        let digits = rest.prefix(while: isDigit)
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        return (0..<6).reduce(into: 0) { micros, place in
            let digit = digits.dropFirst(place).first.map { Int($0 - UInt8(ascii: "0")) }
            micros = micros * 10 + (digit ?? 0)
        }
    }

    private mutating func scanNumber(digits allowed: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(allowed.upperBound).prefix(while: isDigit)
        guard digits.count >= allowed.lowerBound else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Passes over one of the characters if it comes next.
    mutating func skip(_ characters: Unicode.Scalar...) -> Bool {
        guard let next = rest.first, characters.contains(Unicode.Scalar(next)) else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func skipBlanks() {
        while skip(" ") {}
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
