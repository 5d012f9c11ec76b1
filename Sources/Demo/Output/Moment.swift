/// A point in time, and its text and weekday in UTC, without a calendar library.
struct Moment: Comparable, Sendable {
    static let microsecondsADay: Int64 = 86_400_000_000

    var microseconds: Int64

    static func < (left: Moment, right: Moment) -> Bool {
        left.microseconds < right.microseconds
    }

    func after(seconds: Double) -> Moment {
        Moment(microseconds: microseconds + Int64(seconds * 1_000_000))
    }

    func after(days: Int) -> Moment {
        Moment(microseconds: microseconds + Int64(days) * Self.microsecondsADay)
    }

    /// Midnight at which this moment's day began.
    var startOfDay: Moment {
        Moment(microseconds: dayNumber * Self.microsecondsADay)
    }

    /// 0 for Sunday up to 6 for Saturday.
    var weekday: Int {
        // The first of January 1970 was a Thursday.
        Int((dayNumber + 4) % 7)
    }

    private var dayNumber: Int64 { microseconds / Self.microsecondsADay }

    /// ISO 8601 with milliseconds, for example `2026-03-01T09:30:00.250Z`.
    var text: String {
        var output: [UInt8] = []
        write(to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    func write(to output: inout [UInt8]) {
        let (year, month, day) = date
        let milliseconds = (microseconds / 1_000) % 86_400_000
        Self.write(year, digits: 4, to: &output)
        output.append(UInt8(ascii: "-"))
        Self.write(month, digits: 2, to: &output)
        output.append(UInt8(ascii: "-"))
        Self.write(day, digits: 2, to: &output)
        output.append(UInt8(ascii: "T"))
        Self.write(milliseconds / 3_600_000, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        Self.write(milliseconds / 60_000 % 60, digits: 2, to: &output)
        output.append(UInt8(ascii: ":"))
        Self.write(milliseconds / 1_000 % 60, digits: 2, to: &output)
        output.append(UInt8(ascii: "."))
        Self.write(milliseconds % 1_000, digits: 3, to: &output)
        output.append(UInt8(ascii: "Z"))
    }

    /// Year, month and day of the Gregorian calendar, counted in eras of 400 years that begin on the first of March.
    private var date: (year: Int64, month: Int64, day: Int64) {
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func write(_ number: Int64, digits: Int, to output: inout [UInt8]) {
        var divisor: Int64 = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            output.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
